/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/capture/lsn-capture-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-recurrence.h"
#include "base/lsn-when.h"
#include "model/capture/lsn-capture-write.h"
#include "model/followups/lsn-followup.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnCaptureDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  GArray *client_ids;        /* owned, nullable: each of them gets it */
  GCancellable *cancellable; /* owned, nullable: of the reading under way */
  gboolean another;          /* keep the dialog for the next line */

  /* Template widgets */
  GtkEntry *entry;
  AdwWrapBox *chips;
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
  return job;
}

/* --- What was understood ---------------------------------------------------------------------- */

static void
add_chip (LsnCaptureDialog *self, const char *icon, const char *text)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (text == NULL || *text == '\0')
    return;
  if (icon)
    gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (chip), lsn_text_label_new (text, NULL));
  gtk_widget_add_css_class (chip, "chip");
  adw_wrap_box_append (self->chips, chip);
}

static void
add_repeat_chip (LsnCaptureDialog *self, const LsnCapture *capture)
{
  g_autoptr (LsnRecurrence) rule = NULL;
  g_autofree char *text = NULL;

  if (capture->rrule == NULL)
    return;
  rule = lsn_recurrence_parse (capture->rrule,
                               capture->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE
                                   ? LSN_RECURRENCE_AFTER_DONE
                                   : LSN_RECURRENCE_FIXED,
                               lsn_context_get_workdays (self->context), NULL);
  text = rule ? lsn_recurrence_dup_text (rule) : NULL;
  add_chip (self, "view-refresh-symbolic", text);
}

static void
show_capture (LsnCaptureDialog *self, const LsnCapture *capture)
{
  const char *const kinds[] = { "task", "call", "mail", "message", "meeting" };
  const char *const marks[] = { NULL, "!", "!!", "!!!" };
  LsnDate date = lsn_date_from_iso (capture->due_date);
  g_autofree char *due = NULL;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    adw_wrap_box_remove (self->chips, chip);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label),
                          capture->title == NULL || *capture->title == '\0');
  if (capture->title == NULL || *capture->title == '\0')
    return;

  add_chip (self, lsn_followup_kind_get_icon (kinds[capture->kind]), capture->title);
  add_chip (self, "avatar-default-symbolic", capture->contact_phrase);
  add_chip (self, "system-users-symbolic", capture->client_phrase);
  if (date != LSN_DATE_NONE)
    due = lsn_when_dup_exact (date, capture->time);
  else
    due = g_strdup (_ ("today"));
  add_chip (self, "x-office-calendar-symbolic", due);
  if (capture->duration > 0)
    {
      g_autofree char *duration = lsn_when_dup_duration (capture->duration);

      add_chip (self, "alarm-symbolic", duration);
    }
  add_repeat_chip (self, capture);
  add_chip (self, NULL, marks[CLAMP (capture->priority, 0, 3)]);
  for (guint i = 0; capture->tags[i]; i++)
    {
      g_autofree char *tag = g_strconcat ("#", capture->tags[i], NULL);

      add_chip (self, NULL, tag);
    }
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
    show_capture (self, job->capture);
}

static void
changed_cb (LsnCaptureDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_capture_job_parse_on_worker,
                        new_job (self), (GDestroyNotify) lsn_capture_job_free, self->cancellable,
                        parsed_cb, g_object_ref (self));
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
saved (GObject *owner, gpointer data)
{
  LsnCaptureDialog *self = LSN_CAPTURE_DIALOG (owner);

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
  guint n = self->client_ids ? self->client_ids->len : 0;
  g_autofree char *message = n > 0 ? g_strdup_printf (ngettext ("Saved for %2$u client: %1$s",
                                                                "Saved for %2$u clients: %1$s", n),
                                                      text, n)
                                   : g_strdup_printf (_ ("Saved: %s"), text);

  if (*text == '\0')
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
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_capture_dialog_parent_class)->dispose (object);
}

static void
lsn_capture_dialog_class_init (LsnCaptureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_capture_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/capture/lsn-capture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, chips);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, LsnCaptureDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_another_cb,
                                NULL);
}

static void
lsn_capture_dialog_init (LsnCaptureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
lsn_capture_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnCaptureDialog *self = g_object_new (LSN_TYPE_CAPTURE_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_capture_dialog_new_for_each (LsnContext *context, GArray *client_ids)
{
  AdwDialog *dialog = lsn_capture_dialog_new (context, 0);
  guint n = client_ids->len;
  g_autofree char *title =
      g_strdup_printf (ngettext ("Next Step for %u Client", "Next Step for %u Clients", n), n);

  LSN_CAPTURE_DIALOG (dialog)->client_ids = g_array_ref (client_ids);
  adw_dialog_set_title (dialog, title);
  return dialog;
}
