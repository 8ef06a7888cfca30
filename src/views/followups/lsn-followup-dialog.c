/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/followups/lsn-followup-dialog.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup-card.h"
#include "model/followups/lsn-followup-write.h"
#include "views/lsn-person-row.h"
#include "views/lsn-repeat-choices.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnFollowupDialog
{
  LsnFormDialog parent_instance;

  gint64 id;
  gint64 client_id;
  gboolean loaded;
  GPtrArray *rules; /* owned; element-type char *, "" the first: those of repeat_row */
  char *zone;       /* owned, nullable: of the time of day */

  /* Template widgets */
  AdwEntryRow *title_row;
  AdwComboRow *kind_row;
  LsnPersonRow *contact_row;
  AdwComboRow *turn_row;
  LsnDateButton *due_button;
  AdwComboRow *repeat_row;
  AdwSwitchRow *after_done_row;
  AdwComboRow *priority_row;
  AdwSwitchRow *urgent_row;
  LsnTextRow *note_row;
  LsnTextRow *outcome_row;
  GtkWidget *actions_group;
  GtkWidget *outcome_button;
};

G_DEFINE_FINAL_TYPE (LsnFollowupDialog, lsn_followup_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const kinds[] = { "task", "call", "mail", "message", "meeting" };
static const char *const turns[] = { "us", "client", "performer" };

/* --- Choices ---------------------------------------------------------------------------------- */

static void
set_rules (LsnFollowupDialog *self, const char *present)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
  LsnWorkdays *workdays = lsn_context_get_workdays (context);
  guint selected = 0;

  g_ptr_array_set_size (self->rules, 0);
  g_ptr_array_add (self->rules, g_strdup (""));
  gtk_string_list_append (names, C_ ("repeat", "Never"));
  for (guint i = 0; lsn_repeat_usual_rules[i]; i++)
    {
      if (g_strcmp0 (lsn_repeat_usual_rules[i], present) == 0)
        selected = self->rules->len;
      g_ptr_array_add (self->rules, g_strdup (lsn_repeat_usual_rules[i]));
      gtk_string_list_take (names, lsn_repeat_dup_label (lsn_repeat_usual_rules[i], workdays));
    }
  if (present && selected == 0)
    {
      selected = self->rules->len;
      g_ptr_array_add (self->rules, g_strdup (present));
      gtk_string_list_take (names, lsn_repeat_dup_label (present, workdays));
    }
  adw_combo_row_set_model (self->repeat_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->repeat_row, selected);
}

static const char *
get_rule (LsnFollowupDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->repeat_row);

  return selected < self->rules->len ? g_ptr_array_index (self->rules, selected) : "";
}

static void
changed_cb (LsnFollowupDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
repeat_changed_cb (LsnFollowupDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->after_done_row), *get_rule (self) != '\0');
  changed_cb (self);
}

static void
activated_cb (LsnFollowupDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_followup (LsnFollowupDialog *self, const LsnRow *row)
{
  LsnDate date = lsn_date_from_iso (lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE));
  int minute = lsn_followup_parse_time (lsn_row_get_text (row, LSN_FOLLOWUP_DUE_TIME));
  gboolean done = !lsn_row_is_null (row, LSN_FOLLOWUP_DONE_AT);

  g_set_str (&self->zone, lsn_row_get_text (row, LSN_FOLLOWUP_DUE_ZONE));
  lsn_form_set_text (self->title_row, lsn_row_get_text (row, LSN_FOLLOWUP_TITLE));
  adw_combo_row_set_selected (self->kind_row,
                              lsn_form_find_key (kinds, G_N_ELEMENTS (kinds),
                                                 lsn_row_get_text (row, LSN_FOLLOWUP_KIND)));
  adw_combo_row_set_selected (self->turn_row,
                              lsn_form_find_key (turns, G_N_ELEMENTS (turns),
                                                 lsn_row_get_text (row, LSN_FOLLOWUP_TURN)));
  lsn_date_button_set (self->due_button, date, minute);
  adw_switch_row_set_active (self->after_done_row,
                             g_strcmp0 (lsn_row_get_text (row, LSN_FOLLOWUP_REPEAT_MODE),
                                        "after-done") == 0);
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lsn_row_get_int64 (row, LSN_FOLLOWUP_PRIORITY));
  adw_switch_row_set_active (self->urgent_row, lsn_row_get_int64 (row, LSN_FOLLOWUP_URGENT) != 0);
  lsn_text_row_set_text (self->note_row, lsn_row_get_text (row, LSN_FOLLOWUP_NOTE));
  lsn_text_row_set_text (self->outcome_row, lsn_row_get_text (row, LSN_FOLLOWUP_OUTCOME));
  gtk_widget_set_visible (GTK_WIDGET (self->outcome_row), done);
  gtk_widget_set_visible (self->actions_group, TRUE);
  gtk_widget_set_visible (self->outcome_button, !done);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnFollowupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnFollowupCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || (self->id != 0 && card->followup == NULL))
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This follow-up does not exist any more."));
      return;
    }

  self->client_id = card->client_id;
  lsn_person_row_set_people (
      self->contact_row, card->people,
      card->followup ? lsn_row_get_int64 (card->followup, LSN_FOLLOWUP_CONTACT_ID) : 0,
      card->followup ? lsn_row_get_text (card->followup, LSN_FOLLOWUP_CONTACT_NAME) : NULL);
  set_rules (self, card->followup ? lsn_row_get_text (card->followup, LSN_FOLLOWUP_RRULE) : NULL);
  if (card->followup)
    show_followup (self, card->followup);
  repeat_changed_cb (self);
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnFollowupDialog *self = LSN_FOLLOWUP_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);

  return self->loaded && title && lsn_date_button_get_date (self->due_button) != LSN_DATE_NONE;
}

static LsnRow *
make_row (LsnFollowupDialog *self)
{
  LsnRow *row = lsn_row_new (&lsn_followup_info);
  gint64 contact_id = lsn_person_row_get_contact (self->contact_row);
  int minute = lsn_date_button_get_minute (self->due_button);
  gboolean repeats = *get_rule (self) != '\0';
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *date = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *time = lsn_followup_dup_time (minute);
  g_autofree char *note = lsn_text_row_dup_text (self->note_row);
  g_autofree char *outcome = lsn_text_row_dup_text (self->outcome_row);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, title);
  lsn_row_set_text (row, LSN_FOLLOWUP_KIND,
                    kinds[adw_combo_row_get_selected (self->kind_row) % G_N_ELEMENTS (kinds)]);
  lsn_row_set_text (row, LSN_FOLLOWUP_TURN,
                    turns[adw_combo_row_get_selected (self->turn_row) % G_N_ELEMENTS (turns)]);
  if (contact_id)
    lsn_row_set_int64 (row, LSN_FOLLOWUP_CONTACT_ID, contact_id);
  else
    lsn_row_set_null (row, LSN_FOLLOWUP_CONTACT_ID);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, date);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_TIME, time);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_ZONE,
                    time == NULL ? NULL
                    : self->zone ? self->zone
                                 : g_time_zone_get_identifier (zone));
  lsn_row_set_text (row, LSN_FOLLOWUP_RRULE, repeats ? get_rule (self) : NULL);
  lsn_row_set_text (row, LSN_FOLLOWUP_REPEAT_MODE,
                    !repeats                                           ? NULL
                    : adw_switch_row_get_active (self->after_done_row) ? "after-done"
                                                                       : "fixed");
  lsn_row_set_int64 (row, LSN_FOLLOWUP_PRIORITY, adw_combo_row_get_selected (self->priority_row));
  lsn_row_set_int64 (row, LSN_FOLLOWUP_URGENT, adw_switch_row_get_active (self->urgent_row));
  lsn_row_set_text (row, LSN_FOLLOWUP_NOTE, note);
  if (gtk_widget_get_visible (GTK_WIDGET (self->outcome_row)))
    lsn_row_set_text (row, LSN_FOLLOWUP_OUTCOME, outcome);
  return row;
}

static void
save (LsnFormDialog *form)
{
  LsnFollowupDialog *self = LSN_FOLLOWUP_DIALOG (form);
  LsnFollowupEdit *edit = g_new0 (LsnFollowupEdit, 1);
  g_autofree char *message = NULL;

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = make_row (self);
  if (self->id == 0 && self->client_id)
    lsn_row_set_int64 (edit->row, LSN_FOLLOWUP_CLIENT_ID, self->client_id);
  message = g_strdup_printf (self->id ? _ ("Changed: “%s”") : _ ("Next step: “%s”"),
                             lsn_row_get_text (edit->row, LSN_FOLLOWUP_TITLE));
  lsn_form_dialog_write (form, self->id ? _ ("Edit Follow-Up") : _ ("Set Next Step"), message,
                         lsn_followup_edit_on_worker, edit,
                         (GDestroyNotify) lsn_followup_edit_free);
}

/* The dialog is gone by then, so the command runs in what it stood over. */
static void
run_and_close (LsnFollowupDialog *self, const char *action)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent)
    gtk_widget_activate_action (parent, action, "x", self->id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
outcome_cb (LsnFollowupDialog *self)
{
  run_and_close (self, "app.followup-outcome");
}

static void
delete_cb (LsnFollowupDialog *self)
{
  run_and_close (self, "app.delete-followup");
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_followup_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_FOLLOWUP_DIALOG);

  G_OBJECT_CLASS (lsn_followup_dialog_parent_class)->dispose (object);
}

static void
lsn_followup_dialog_finalize (GObject *object)
{
  LsnFollowupDialog *self = LSN_FOLLOWUP_DIALOG (object);

  g_ptr_array_unref (self->rules);
  g_free (self->zone);

  G_OBJECT_CLASS (lsn_followup_dialog_parent_class)->finalize (object);
}

static void
lsn_followup_dialog_class_init (LsnFollowupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_followup_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_followup_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_PERSON_ROW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/followups/lsn-followup-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnFollowupDialog, name)
  CHILD (title_row);
  CHILD (kind_row);
  CHILD (contact_row);
  CHILD (turn_row);
  CHILD (due_button);
  CHILD (repeat_row);
  CHILD (after_done_row);
  CHILD (priority_row);
  CHILD (urgent_row);
  CHILD (note_row);
  CHILD (outcome_row);
  CHILD (actions_group);
  CHILD (outcome_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, outcome_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
lsn_followup_dialog_init (LsnFollowupDialog *self)
{
  const char *const priorities[] = { C_ ("priority", "None"), C_ ("priority", "! Low"),
                                     C_ ("priority", "!! Medium"), C_ ("priority", "!!! High") };
  const char *labels[G_N_ELEMENTS (kinds)];

  self->rules = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    labels[i] = lsn_followup_kind_get_label (kinds[i]);
  lsn_form_set_choices (self->kind_row, labels, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    labels[i] = lsn_turn_get_label (turns[i]);
  lsn_form_set_choices (self->turn_row, labels, G_N_ELEMENTS (turns));
  lsn_form_set_choices (self->priority_row, priorities, G_N_ELEMENTS (priorities));
  lsn_date_button_set_label (self->due_button, _ ("Due"));
}

AdwDialog *
lsn_followup_dialog_new (LsnContext *context, gint64 id, gint64 client_id)
{
  LsnFollowupDialog *self = g_object_new (LSN_TYPE_FOLLOWUP_DIALOG, NULL);

  self->id = id;
  self->client_id = client_id;
  adw_dialog_set_title (ADW_DIALOG (self), id ? _ ("Edit Follow-Up") : _ ("Next Step"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_date_button_set (self->due_button, lsn_context_get_today (context), -1);
  lsn_store_read_async (lsn_context_get_store (context), lsn_followup_card_on_worker,
                        lsn_followup_card_new (id, client_id),
                        (GDestroyNotify) lsn_followup_card_free, NULL, loaded_cb,
                        g_object_ref (self));
  return ADW_DIALOG (self);
}
