/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/capture/lsn-capture-chips.h"
#include "base/lsn-when.h"
#include "model/capture/lsn-capture-words.h"
#include "model/followups/lsn-followup.h"
#include "views/capture/lsn-capture-chip.h"
#include "views/lsn-picker-dialog.h"
#include "views/lsn-repeat-choices.h"
#include "widgets/lsn-date-button.h"

#include <glib/gi18n-lib.h>

#define N_KINDS (LSN_CAPTURE_MEETING + 1)

static const int durations[] = { 15, 30, 45, 60, 90, 120 };

struct _LsnCaptureChips
{
  AdwBin parent_instance;

  LsnContext *context; /* owned */
  gboolean is_one;
  LsnCaptureEdits *edits; /* owned */
  char *text;             /* owned, nullable: what it was understood from */
  gboolean showing;       /* widgets follow what was understood, not the other way round */

  AdwWrapBox *box;
  LsnCaptureChip *chips[LSN_CAPTURE_SPAN_ASKING + 1]; /* by LsnCaptureWhat; some are NULL */
  LsnDateButton *due;
  GPtrArray *tags; /* owned; element-type LsnCaptureChip, in the box */
  GArray *spans;   /* owned, nullable: those of what is shown */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnCaptureChips, lsn_capture_chips, ADW_TYPE_BIN)

static void
changed (LsnCaptureChips *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Correcting ------------------------------------------------------------------------------- */

static void
kind_chosen_cb (LsnCaptureChips *self, guint index)
{
  lsn_capture_edits_set_kind (self->edits, (LsnCaptureKind) index);
  changed (self);
}

static void
duration_chosen_cb (LsnCaptureChips *self, guint index)
{
  lsn_capture_edits_set_duration (self->edits, durations[index % G_N_ELEMENTS (durations)]);
  changed (self);
}

static void
repeat_chosen_cb (LsnCaptureChips *self, guint index)
{
  lsn_capture_edits_set_repeat (self->edits, lsn_repeat_usual_rules[index],
                                LSN_CAPTURE_REPEAT_FIXED);
  changed (self);
}

static void
priority_chosen_cb (LsnCaptureChips *self, guint index)
{
  lsn_capture_edits_set_priority (self->edits, (int) index + 1);
  changed (self);
}

static void
due_changed_cb (LsnCaptureChips *self)
{
  LsnDate date = lsn_date_button_get_date (self->due);
  g_autofree char *text = date != LSN_DATE_NONE ? lsn_date_dup_iso (date) : NULL;

  if (self->showing)
    return;
  lsn_capture_edits_set_due (self->edits, text, lsn_date_button_get_minute (self->due));
  changed (self);
}

static void
picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnCaptureChips *self = LSN_CAPTURE_CHIPS (owner);

  if (g_str_equal (hit->kind, "client"))
    lsn_capture_edits_set_client (self->edits, hit->id, hit->title);
  else
    lsn_capture_edits_set_contact (self->edits, hit->id, hit->title);
  changed (self);
}

static void
pick (LsnCaptureChips *self, const char *title, const char *const *kinds)
{
  adw_dialog_present (lsn_picker_dialog_new (self->context, title, kinds, picked, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

static void
client_clicked_cb (LsnCaptureChips *self)
{
  static const char *const kinds[] = { "client", NULL };

  pick (self, _ ("Choose a Client"), kinds);
}

static void
contact_clicked_cb (LsnCaptureChips *self)
{
  static const char *const kinds[] = { "contact", NULL };

  pick (self, _ ("Choose a Person"), kinds);
}

/* --- Taking away ------------------------------------------------------------------------------ */

static void
removed_cb (LsnCaptureChips *self, LsnCaptureChip *chip)
{
  LsnCapture shown = { .spans = self->spans };
  LsnCaptureWhat what = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "what"));

  if (self->spans == NULL)
    return;
  lsn_capture_edits_remove (self->edits, what, g_object_get_data (G_OBJECT (chip), "tag"), &shown,
                            self->text);
  changed (self);
}

/* --- Showing ---------------------------------------------------------------------------------- */

static gboolean
is_said (const LsnCapture *capture, LsnCaptureWhat what)
{
  for (guint i = 0; i < capture->spans->len; i++)
    {
      LsnCaptureWhat other = g_array_index (capture->spans, LsnCaptureSpan, i).what;

      if (other == what || (what == LSN_CAPTURE_SPAN_DATE && other == LSN_CAPTURE_SPAN_TIME))
        return TRUE;
    }
  return FALSE;
}

static void
show_tags (LsnCaptureChips *self, char **tags)
{
  for (guint i = 0; i < self->tags->len; i++)
    adw_wrap_box_remove (self->box, g_ptr_array_index (self->tags, i));
  g_ptr_array_set_size (self->tags, 0);
  for (guint i = 0; tags[i]; i++)
    {
      g_autofree char *text = g_strconcat ("#", tags[i], NULL);
      GtkWidget *chip = lsn_capture_chip_new (_ ("Tag"), NULL, NULL);

      lsn_capture_chip_show (LSN_CAPTURE_CHIP (chip), NULL, text, TRUE);
      g_object_set_data (G_OBJECT (chip), "what", GINT_TO_POINTER (LSN_CAPTURE_SPAN_TAG));
      g_object_set_data_full (G_OBJECT (chip), "tag", g_strdup (tags[i]), g_free);
      g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->tags, chip);
      adw_wrap_box_append (self->box, chip);
    }
}

static void
show_due (LsnCaptureChips *self, const LsnCapture *capture)
{
  LsnDate date = lsn_date_from_iso (capture->due_date);
  gboolean is_set = self->edits->set & (1u << LSN_CAPTURE_SPAN_DATE) ||
                    is_said (capture, LSN_CAPTURE_SPAN_DATE) || capture->rrule;
  g_autofree char *words = lsn_capture_dup_words (capture, LSN_CAPTURE_SPAN_DATE,
                                                  lsn_context_get_today (self->context), NULL);

  if (date == LSN_DATE_NONE)
    date = lsn_context_get_today (self->context);
  self->showing = TRUE;
  if (lsn_date_button_get_date (self->due) != date ||
      lsn_date_button_get_minute (self->due) != capture->time)
    lsn_date_button_set (self->due, date, capture->time);
  self->showing = FALSE;
  lsn_capture_chip_show (self->chips[LSN_CAPTURE_SPAN_DATE], NULL, is_set ? words : NULL,
                         is_set && !(capture->rrule && !is_said (capture, LSN_CAPTURE_SPAN_DATE)));
}

void
lsn_capture_chips_show (LsnCaptureChips *self, const LsnCapture *capture, const char *text)
{
  const LsnCaptureWhat plain[] = { LSN_CAPTURE_SPAN_KIND,     LSN_CAPTURE_SPAN_CONTACT,
                                   LSN_CAPTURE_SPAN_CLIENT,   LSN_CAPTURE_SPAN_DURATION,
                                   LSN_CAPTURE_SPAN_PRIORITY, LSN_CAPTURE_SPAN_REPEAT };
  LsnDate today = lsn_context_get_today (self->context);
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);

  g_set_str (&self->text, text);
  g_clear_pointer (&self->spans, g_array_unref);
  self->spans = g_array_ref (capture->spans);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      LsnCaptureWhat what = plain[i];
      g_autofree char *words = lsn_capture_dup_words (capture, what, today, workdays);

      lsn_capture_chip_show (self->chips[what], NULL, words && *words ? words : NULL,
                             what != LSN_CAPTURE_SPAN_KIND || capture->kind != LSN_CAPTURE_TASK);
    }
  lsn_capture_chip_show (self->chips[LSN_CAPTURE_SPAN_KIND],
                         lsn_followup_kind_get_icon (lsn_capture_kind_get_name (capture->kind)),
                         lsn_followup_kind_get_label (lsn_capture_kind_get_name (capture->kind)),
                         capture->kind != LSN_CAPTURE_TASK);
  gtk_widget_set_visible (GTK_WIDGET (self->chips[LSN_CAPTURE_SPAN_CONTACT]),
                          self->is_one || capture->contact_phrase);
  gtk_widget_set_visible (GTK_WIDGET (self->chips[LSN_CAPTURE_SPAN_CLIENT]), self->is_one);
  gtk_widget_set_visible (GTK_WIDGET (self->chips[LSN_CAPTURE_SPAN_DURATION]),
                          capture->duration > 0 || capture->kind == LSN_CAPTURE_MEETING);
  show_due (self, capture);
  show_tags (self, capture->tags);
}

const LsnCaptureEdits *
lsn_capture_chips_get_edits (LsnCaptureChips *self)
{
  return self->edits;
}

void
lsn_capture_chips_take_edits (LsnCaptureChips *self, LsnCaptureEdits *edits)
{
  lsn_capture_edits_free (self->edits);
  self->edits = edits;
}

/* --- Making ----------------------------------------------------------------------------------- */

static LsnCaptureChip *
add_chip (LsnCaptureChips *self, LsnCaptureWhat what, const char *name, const char *icon,
          GtkWidget *main)
{
  GtkWidget *chip = lsn_capture_chip_new (name, icon, main);

  self->chips[what] = LSN_CAPTURE_CHIP (chip);
  g_object_set_data (G_OBJECT (chip), "what", GINT_TO_POINTER (what));
  g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->box, chip);
  return self->chips[what];
}

static void
add_choices (LsnCaptureChips *self, LsnCaptureWhat what, const char *const *labels,
             const char *const *icons, guint n, GCallback chosen)
{
  lsn_capture_chip_set_choices (self->chips[what], labels, icons, n);
  g_signal_connect_object (self->chips[what], "chosen", chosen, self, G_CONNECT_SWAPPED);
}

static void
add_kind (LsnCaptureChips *self)
{
  const char *labels[N_KINDS];
  const char *icons[N_KINDS];

  for (guint i = 0; i < N_KINDS; i++)
    {
      const char *kind = lsn_capture_kind_get_name ((LsnCaptureKind) i);

      labels[i] = lsn_followup_kind_get_label (kind);
      icons[i] = lsn_followup_kind_get_icon (kind);
    }
  add_chip (self, LSN_CAPTURE_SPAN_KIND, _ ("Kind"), icons[0], NULL);
  add_choices (self, LSN_CAPTURE_SPAN_KIND, labels, icons, N_KINDS, G_CALLBACK (kind_chosen_cb));
}

static void
add_duration (LsnCaptureChips *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    g_strv_builder_take (builder, lsn_when_dup_duration (durations[i]));
  labels = g_strv_builder_end (builder);
  add_chip (self, LSN_CAPTURE_SPAN_DURATION, C_ ("capture", "Duration"), "alarm-symbolic", NULL);
  add_choices (self, LSN_CAPTURE_SPAN_DURATION, (const char *const *) labels, NULL,
               G_N_ELEMENTS (durations), G_CALLBACK (duration_chosen_cb));
}

static void
add_repeat (LsnCaptureChips *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);

  for (guint i = 0; lsn_repeat_usual_rules[i]; i++)
    g_strv_builder_take (builder, lsn_repeat_dup_label (lsn_repeat_usual_rules[i], workdays));
  labels = g_strv_builder_end (builder);
  add_chip (self, LSN_CAPTURE_SPAN_REPEAT, C_ ("capture", "Repeat"), "view-refresh-symbolic", NULL);
  add_choices (self, LSN_CAPTURE_SPAN_REPEAT, (const char *const *) labels, NULL,
               g_strv_length (labels), G_CALLBACK (repeat_chosen_cb));
}

void
lsn_capture_chips_start (LsnCaptureChips *self, LsnContext *context, gboolean is_one)
{
  const char *const priorities[] = { C_ ("priority", "! Low"), C_ ("priority", "!! Medium"),
                                     C_ ("priority", "!!! High") };
  LsnCaptureChip *chip;

  self->context = g_object_ref (context);
  self->is_one = is_one;
  add_kind (self);
  chip = add_chip (self, LSN_CAPTURE_SPAN_CLIENT, _ ("Client"), "lsn-company-symbolic", NULL);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (client_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  chip = add_chip (self, LSN_CAPTURE_SPAN_CONTACT, _ ("Person"), "avatar-default-symbolic", NULL);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (contact_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->due = LSN_DATE_BUTTON (lsn_date_button_new ());
  g_object_set (self->due, "timed", TRUE, NULL);
  lsn_date_button_set_label (self->due, _ ("Due"));
  g_signal_connect_object (self->due, "changed", G_CALLBACK (due_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_chip (self, LSN_CAPTURE_SPAN_DATE, _ ("Due"), NULL, GTK_WIDGET (self->due));
  add_duration (self);
  add_repeat (self);
  add_chip (self, LSN_CAPTURE_SPAN_PRIORITY, C_ ("capture", "Priority"), "dialog-warning-symbolic",
            NULL);
  add_choices (self, LSN_CAPTURE_SPAN_PRIORITY, priorities, NULL, G_N_ELEMENTS (priorities),
               G_CALLBACK (priority_chosen_cb));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_capture_chips_dispose (GObject *object)
{
  g_clear_object (&LSN_CAPTURE_CHIPS (object)->context);

  G_OBJECT_CLASS (lsn_capture_chips_parent_class)->dispose (object);
}

static void
lsn_capture_chips_finalize (GObject *object)
{
  LsnCaptureChips *self = LSN_CAPTURE_CHIPS (object);

  lsn_capture_edits_free (self->edits);
  g_clear_pointer (&self->spans, g_array_unref);
  g_ptr_array_unref (self->tags);
  g_free (self->text);

  G_OBJECT_CLASS (lsn_capture_chips_parent_class)->finalize (object);
}

static void
lsn_capture_chips_class_init (LsnCaptureChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_capture_chips_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_capture_chips_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lsn_capture_chips_init (LsnCaptureChips *self)
{
  self->edits = lsn_capture_edits_new ();
  self->tags = g_ptr_array_new ();
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}
