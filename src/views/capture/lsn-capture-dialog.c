/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/capture/lsn-capture-dialog.h"
#include "base/lsn-clock.h"
#include "model/capture/lsn-capture-write.h"
#include "views/capture/lsn-capture-chips.h"

#include <glib/gi18n-lib.h>

struct _LsnCaptureDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  GArray *client_ids;        /* owned, nullable: each of them gets it */
  GCancellable *cancellable; /* owned, nullable: of the reading under way */
  char *place;               /* owned, nullable: of the draft */
  gboolean another;          /* keep the dialog for the next line */

  /* Template widgets */
  GtkEntry *entry;
  GtkLabel *title_label;
  LsnCaptureChips *chips;
  GtkLabel *hint_label;
  GtkLabel *error_label;
  GtkButton *save_button;
};

G_DEFINE_FINAL_TYPE (LsnCaptureDialog, lsn_capture_dialog, ADW_TYPE_DIALOG)

static LsnCaptureJob *
new_job (LsnCaptureDialog *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnCaptureJob *job = lsn_capture_job_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                            self->client_id, lsn_clock_now (), zone);

  job->client_ids = self->client_ids ? g_array_ref (self->client_ids) : NULL;
  job->edits = lsn_capture_edits_copy (lsn_capture_chips_get_edits (self->chips));
  return job;
}

/* --- The draft -------------------------------------------------------------------------------- */

static void
keep_draft (LsnCaptureDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *draft =
      *text ? lsn_capture_edits_dup_draft (lsn_capture_chips_get_edits (self->chips), text) : NULL;

  if (self->place)
    lsn_drafts_set (lsn_context_get_drafts (self->context), self->place, draft);
}

static void
draft_cb (GObject *owner, const char *draft)
{
  LsnCaptureDialog *self = LSN_CAPTURE_DIALOG (owner);
  g_autofree char *text = NULL;
  LsnCaptureEdits *edits;

  if (draft == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return;
  text = lsn_capture_edits_parse_draft (draft, &edits);
  lsn_capture_chips_take_edits (self->chips, edits);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* --- What was understood ---------------------------------------------------------------------- */

static void
show_capture (LsnCaptureDialog *self, const LsnCapture *capture, const char *text)
{
  gboolean blank = capture->title == NULL || *capture->title == '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), blank);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), !blank);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !blank);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !blank);
  gtk_label_set_text (self->title_label, capture->title);
  lsn_capture_chips_show (self->chips, capture, text);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnCaptureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnCaptureJob *job = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  gtk_label_set_text (self->error_label, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  if (job)
    show_capture (self, job->capture, job->text);
}

static void
read_anew (LsnCaptureDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_capture_job_parse_on_worker,
                        new_job (self), (GDestroyNotify) lsn_capture_job_free, self->cancellable,
                        parsed_cb, g_object_ref (self));
}

static void
corrected_cb (LsnCaptureDialog *self)
{
  keep_draft (self);
  read_anew (self);
}

static void
changed_cb (LsnCaptureDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    lsn_capture_chips_take_edits (self->chips, lsn_capture_edits_new ());
  corrected_cb (self);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
saved (GObject *owner, gpointer data)
{
  LsnCaptureDialog *self = LSN_CAPTURE_DIALOG (owner);

  if (self->place)
    lsn_drafts_set (lsn_context_get_drafts (self->context), self->place, NULL);
  if (!self->another)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  self->another = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
failed_cb (LsnCaptureDialog *self, const char *message)
{
  gtk_label_set_text (self->error_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
save_cb (LsnCaptureDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *title = gtk_label_get_text (self->title_label);
  guint n = self->client_ids ? self->client_ids->len : 0;
  g_autofree char *message = n > 0 ? g_strdup_printf (ngettext ("Saved for %2$u client: %1$s",
                                                                "Saved for %2$u clients: %1$s", n),
                                                      *title ? title : text, n)
                                   : g_strdup_printf (_ ("Saved: %s"), *title ? title : text);

  if (text[strspn (text, " ")] == '\0')
    return;
  lsn_context_write_then (self->context, _ ("Quick Capture"), message,
                          lsn_capture_job_add_on_worker, new_job (self),
                          (GDestroyNotify) lsn_capture_job_free, saved, G_OBJECT (self));
}

static gboolean
save_another_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnCaptureDialog *self = LSN_CAPTURE_DIALOG (widget);

  self->another = TRUE;
  save_cb (self);
  return TRUE;
}

static void
lsn_capture_dialog_dispose (GObject *object)
{
  LsnCaptureDialog *self = LSN_CAPTURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CAPTURE_DIALOG);
  g_clear_pointer (&self->client_ids, g_array_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_capture_dialog_parent_class)->dispose (object);
}

static void
lsn_capture_dialog_class_init (LsnCaptureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_capture_dialog_dispose;

  g_type_ensure (LSN_TYPE_CAPTURE_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/capture/lsn-capture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, chips);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, corrected_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_another_cb,
                                NULL);
}

static void
lsn_capture_dialog_init (LsnCaptureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static LsnCaptureDialog *
make (LsnContext *context, gint64 client_id, GArray *client_ids)
{
  LsnCaptureDialog *self = g_object_new (LSN_TYPE_CAPTURE_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  self->client_ids = client_ids ? g_array_ref (client_ids) : NULL;
  lsn_capture_chips_start (self->chips, context, client_ids == NULL);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

AdwDialog *
lsn_capture_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnCaptureDialog *self = make (context, client_id, NULL);

  self->place =
      client_id ? g_strdup_printf ("capture:%" G_GINT64_FORMAT, client_id) : g_strdup ("capture");
  lsn_drafts_get (lsn_context_get_drafts (context), self->place, draft_cb, G_OBJECT (self));
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_capture_dialog_new_for_each (LsnContext *context, GArray *client_ids)
{
  AdwDialog *dialog = ADW_DIALOG (make (context, 0, client_ids));
  guint n = client_ids->len;
  g_autofree char *title =
      g_strdup_printf (ngettext ("Next Step for %u Client", "Next Step for %u Clients", n), n);

  adw_dialog_set_title (dialog, title);
  return dialog;
}
