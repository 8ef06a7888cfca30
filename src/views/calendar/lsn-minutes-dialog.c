/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/calendar/lsn-minutes-dialog.h"
#include "base/lsn-clock.h"
#include "model/calendar/lsn-event-card.h"
#include "model/calendar/lsn-minutes.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnMinutesDialog
{
  LsnFormDialog parent_instance;

  gint64 event_id;
  gboolean loaded;

  /* Template widgets */
  LsnTextRow *minutes_row;
  AdwActionRow *follows_row;
};

G_DEFINE_FINAL_TYPE (LsnMinutesDialog, lsn_minutes_dialog, LSN_TYPE_FORM_DIALOG)

static char *
dup_count (LsnMinutesKind kind, guint n)
{
  switch (kind)
    {
    case LSN_MINUTES_DECISION:
      return g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n);
    case LSN_MINUTES_AGREEMENT:
      return g_strdup_printf (ngettext ("%u agreement", "%u agreements", n), n);
    case LSN_MINUTES_TASK:
      return g_strdup_printf (ngettext ("%u task", "%u tasks", n), n);
    case LSN_MINUTES_QUESTION:
      return g_strdup_printf (ngettext ("%u question", "%u questions", n), n);
    case LSN_MINUTES_NOTE:
    case LSN_N_MINUTES_KINDS:
    default:
      return NULL;
    }
}

/* What saving will make, while it is written. */
static void
show_follows (LsnMinutesDialog *self)
{
  g_autofree char *text = lsn_text_row_dup_text (self->minutes_row);
  g_autoptr (GPtrArray) lines = lsn_minutes_parse (text);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *words = NULL;
  guint n[LSN_N_MINUTES_KINDS] = { 0 };

  for (guint i = 0; i < lines->len; i++)
    n[((const LsnMinutesLine *) g_ptr_array_index (lines, i))->kind]++;
  for (guint kind = LSN_MINUTES_DECISION; kind < LSN_N_MINUTES_KINDS; kind++)
    {
      if (n[kind] > 0)
        g_strv_builder_take (parts, dup_count (kind, n[kind]));
    }
  list = g_strv_builder_end (parts);
  words = g_strjoinv (", ", list);
  adw_action_row_set_subtitle (self->follows_row, *words ? words : _ ("An entry in the story"));
}

static void
changed_cb (LsnMinutesDialog *self)
{
  show_follows (self);
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static gboolean
is_valid (LsnFormDialog *form)
{
  g_autofree char *text = lsn_text_row_dup_text (LSN_MINUTES_DIALOG (form)->minutes_row);

  return text != NULL;
}

static void
save (LsnFormDialog *form)
{
  LsnMinutesDialog *self = LSN_MINUTES_DIALOG (form);
  LsnContext *context = lsn_form_dialog_get_context (form);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *text = lsn_text_row_dup_text (self->minutes_row);

  lsn_form_dialog_write (form, _ ("Close Meeting"),
                         _ ("The meeting is in the story, the protocol in the clipboard"),
                         lsn_meeting_close_on_worker,
                         lsn_meeting_close_new (self->event_id, text,
                                                lsn_context_get_today (context), zone,
                                                lsn_clock_now ()),
                         (GDestroyNotify) lsn_meeting_close_free);
}

static void
saved (LsnFormDialog *form, gpointer data)
{
  const LsnMeetingClose *closed = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (form)), closed->protocol);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnMinutesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnEventCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || card->event == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This event does not exist any more."));
      return;
    }
  lsn_text_row_set_text (self->minutes_row, lsn_row_get_text (card->event, LSN_EVENT_MINUTES));
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

static void
lsn_minutes_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_MINUTES_DIALOG);

  G_OBJECT_CLASS (lsn_minutes_dialog_parent_class)->dispose (object);
}

static void
lsn_minutes_dialog_class_init (LsnMinutesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_minutes_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;
  form_class->saved = saved;

  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/calendar/lsn-minutes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnMinutesDialog, minutes_row);
  gtk_widget_class_bind_template_child (widget_class, LsnMinutesDialog, follows_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
lsn_minutes_dialog_init (LsnMinutesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_follows (self);
}

AdwDialog *
lsn_minutes_dialog_new (LsnContext *context, gint64 event_id)
{
  LsnMinutesDialog *self = g_object_new (LSN_TYPE_MINUTES_DIALOG, NULL);

  self->event_id = event_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_store_read_async (lsn_context_get_store (context), lsn_event_card_on_worker,
                        lsn_event_card_new (event_id, 0), (GDestroyNotify) lsn_event_card_free,
                        NULL, loaded_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
