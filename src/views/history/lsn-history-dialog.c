/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/history/lsn-history-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/lsn-history.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* So many actions are shown; the command line has them all. */
#define LIMIT 200
#define WORDS 6 /* lines of what one changed */

struct _LsnHistoryDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  GCancellable *cancellable; /* owned, nullable: of the read under way */

  /* Template widgets */
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkBox *days_box;
};

G_DEFINE_FINAL_TYPE (LsnHistoryDialog, lsn_history_dialog, ADW_TYPE_DIALOG)

static void
undo_cb (LsnHistoryDialog *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "journal-id");

  adw_banner_set_revealed (self->error_banner, FALSE);
  lsn_context_undo (self->context, *id);
}

static GtkWidget *
make_row (LsnHistoryDialog *self, const LsnHistoryItem *item, int minute)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = lsn_when_dup_time (minute);
  g_autofree char *words = item->words && item->words[0] ? g_strjoinv ("\n", item->words) : NULL;
  g_autofree char *subtitle = words ? g_strdup (words) : g_strdup (item->actor);
  GtkWidget *when = lsn_text_label_new (time, "caption");
  GtkWidget *suffix;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_add_css_class (when, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_tooltip_text (when, item->actor);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), when);
  if (item->undone)
    {
      gtk_widget_add_css_class (row, "dim-label");
      suffix = lsn_text_label_new (_ ("Undone"), "caption");
    }
  else
    {
      suffix = gtk_button_new_with_mnemonic (_ ("_Undo"));
      gtk_widget_add_css_class (suffix, "flat");
      g_object_set_data_full (G_OBJECT (suffix), "journal-id",
                              g_memdup2 (&item->id, sizeof item->id), g_free);
      g_signal_connect_object (suffix, "clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  return row;
}

static GtkWidget *
add_day (LsnHistoryDialog *self, LsnDate day, LsnDate today)
{
  g_autofree char *heading = day == today       ? g_strdup (_ ("Today"))
                             : day == today - 1 ? g_strdup (_ ("Yesterday"))
                                                : lsn_when_dup_day_heading (day, today);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_box_append (GTK_BOX (box), lsn_text_label_new (heading, "heading"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->days_box, box);
  return list;
}

static void
show (LsnHistoryDialog *self, const LsnHistory *history)
{
  LsnDate today = lsn_context_get_today (self->context);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate shown = LSN_DATE_NONE;
  GtkWidget *list = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->days_box))))
    gtk_box_remove (self->days_box, child);
  for (guint i = 0; i < history->items->len; i++)
    {
      const LsnHistoryItem *item = g_ptr_array_index (history->items, i);
      int minute;
      LsnDate day = lsn_date_from_instant (item->at, zone, &minute);

      if (list == NULL || day != shown)
        list = add_day (self, day, today);
      shown = day;
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, item, minute));
    }
  gtk_stack_set_visible_child_name (self->stack, list ? "list" : "empty");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnHistory *history = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (history)
    {
      show (self, history);
      return;
    }
  adw_banner_set_title (self->error_banner, error->message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
load (LsnHistoryDialog *self)
{
  LsnHistory *history = lsn_history_new (self->client_id, LIMIT);

  history->n_words = WORDS;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_history_on_worker, history,
                        (GDestroyNotify) lsn_history_free, self->cancellable, read_cb,
                        g_object_ref (self));
}

/* Why an action cannot be taken back, where one asked for it. */
static void
failed_cb (LsnHistoryDialog *self, const char *message)
{
  adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
lsn_history_dialog_dispose (GObject *object)
{
  LsnHistoryDialog *self = LSN_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_HISTORY_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_history_dialog_parent_class)->dispose (object);
}

static void
lsn_history_dialog_class_init (LsnHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_history_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/history/lsn-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnHistoryDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnHistoryDialog, days_box);
}

static void
lsn_history_dialog_init (LsnHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
lsn_history_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnHistoryDialog *self = g_object_new (LSN_TYPE_HISTORY_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return ADW_DIALOG (self);
}
