/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-done-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup-card.h"
#include "model/followups/lsn-followup-write.h"

#include <glib/gi18n-lib.h>

struct _LsnDoneDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  GCancellable *cancellable; /* owned, nullable: of the read under way */

  /* Template widgets */
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LsnDoneDialog, lsn_done_dialog, ADW_TYPE_DIALOG)

static void
reopen_cb (LsnDoneDialog *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "id");
  LsnFollowupEdit *edit = g_new0 (LsnFollowupEdit, 1);
  g_autofree char *message =
      g_strdup_printf (_ ("Open again: “%s”"),
                       (const char *) g_object_get_data (G_OBJECT (button), "title"));

  edit->id = *id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_followup_info);
  lsn_row_set_null (edit->row, LSN_FOLLOWUP_DONE_AT);
  lsn_context_write (self->context, _ ("Reopen Step"), message, lsn_followup_edit_on_worker, edit,
                     (GDestroyNotify) lsn_followup_edit_free);
}

static char *
dup_subtitle (LsnDoneDialog *self, const LsnRow *step)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  const char *outcome = lsn_row_get_text (step, LSN_FOLLOWUP_OUTCOME);
  const char *contact = lsn_row_get_text (step, LSN_FOLLOWUP_CONTACT_NAME);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  g_strv_builder_take (
      parts,
      lsn_when_dup_short (lsn_date_from_instant (lsn_row_get_int64 (step, LSN_FOLLOWUP_DONE_AT),
                                                 zone, NULL),
                          lsn_context_get_today (self->context)));
  if (contact)
    g_strv_builder_add (parts, contact);
  if (outcome)
    g_strv_builder_add (parts, outcome);
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static GtkWidget *
make_row (LsnDoneDialog *self, const LsnRow *step)
{
  const char *title = lsn_row_get_text (step, LSN_FOLLOWUP_TITLE);
  gint64 id = lsn_row_get_int64 (step, LSN_FOLLOWUP_ID);
  g_autofree char *subtitle = dup_subtitle (self, step);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Reopen"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (image, "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (title), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reopen_cb), self, G_CONNECT_SWAPPED);
  lsn_context_guard (self->context, button, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.edit-followup");
  return row;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnDoneDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const LsnDoneSteps *done = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
  if (done == NULL)
    return;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < done->steps->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (done->steps, i)));
  gtk_stack_set_visible_child_name (self->stack, done->steps->len > 0 ? "list" : "empty");
}

static void
load (LsnDoneDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_done_steps_on_worker,
                        lsn_done_steps_new (self->client_id), (GDestroyNotify) lsn_done_steps_free,
                        self->cancellable, read_cb, g_object_ref (self));
}

static void
changed_cb (LsnDoneDialog *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, lsn_followup_info.table))
    load (self);
}

static void
lsn_done_dialog_dispose (GObject *object)
{
  LsnDoneDialog *self = LSN_DONE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_DONE_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_done_dialog_parent_class)->dispose (object);
}

static void
lsn_done_dialog_class_init (LsnDoneDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_done_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-done-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnDoneDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnDoneDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnDoneDialog, list);
}

static void
lsn_done_dialog_init (LsnDoneDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
lsn_done_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnDoneDialog *self = g_object_new (LSN_TYPE_DONE_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  load (self);
  return ADW_DIALOG (self);
}
