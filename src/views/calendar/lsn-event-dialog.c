/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/calendar/lsn-event-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/calendar/lsn-event-card.h"
#include "views/calendar/lsn-event-remove.h"
#include "views/lsn-person-row.h"
#include "views/lsn-picker-dialog.h"
#include "views/lsn-repeat-choices.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

#define DAY_MINUTES   1440
#define USUAL_MINUTES 60

struct _LsnEventDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  char *occurrence;
  gint64 client_id;
  gboolean loaded;
  gboolean repeats; /* as it is stored */
  int length;       /* minutes, kept when the start moves */
  GPtrArray *rules; /* owned; element-type char *, "" the first */
  char *zone;       /* owned, nullable: of the times */

  /* Template widgets */
  AdwEntryRow *title_row;
  AdwActionRow *client_row;
  GtkWidget *client_clear_button;
  LsnPersonRow *person_row;
  AdwSwitchRow *whole_row;
  LsnDateButton *start_button;
  LsnDateButton *end_button;
  AdwComboRow *repeat_row;
  AdwComboRow *remind_row;
  AdwComboRow *scope_row;
  AdwEntryRow *place_row;
  AdwEntryRow *link_row;
  GtkWidget *join_button;
  LsnTextRow *text_row;
  GtkWidget *actions_group;
};

G_DEFINE_FINAL_TYPE (LsnEventDialog, lsn_event_dialog, LSN_TYPE_FORM_DIALOG)

/* Minutes before the start; -1 for none. */
static const int reminders[] = { -1, 0, 5, 15, 30, 60, 2 * 60, DAY_MINUTES };

static const LsnEventScope scopes[] = { LSN_EVENT_THIS, LSN_EVENT_FOLLOWING, LSN_EVENT_ALL };

/* --- Choices ---------------------------------------------------------------------------------- */

static void
set_rules (LsnEventDialog *self, const char *present)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  LsnWorkdays *workdays =
      lsn_context_get_workdays (lsn_form_dialog_get_context (LSN_FORM_DIALOG (self)));
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
get_rule (LsnEventDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->repeat_row);

  return selected < self->rules->len ? g_ptr_array_index (self->rules, selected) : "";
}

static void
show_client (LsnEventDialog *self, const char *name)
{
  adw_action_row_set_subtitle (self->client_row, self->client_id ? name : _ ("None"));
  gtk_widget_set_visible (self->client_clear_button, self->client_id != 0);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnEventDialog) self = user_data;
  LsnEventCard *card = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (card && card->client_id == self->client_id)
    lsn_person_row_set_people (self->person_row, card->people, 0, NULL);
}

static void
set_client (LsnEventDialog *self, gint64 client_id, const char *name)
{
  self->client_id = client_id;
  show_client (self, name);
  lsn_store_read_async (lsn_context_get_store (
                            lsn_form_dialog_get_context (LSN_FORM_DIALOG (self))),
                        lsn_event_card_on_worker, lsn_event_card_new (0, client_id),
                        (GDestroyNotify) lsn_event_card_free, NULL, people_cb, g_object_ref (self));
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
picked (GObject *owner, const LsnSearchHit *hit)
{
  set_client (LSN_EVENT_DIALOG (owner), hit->id, hit->title);
}

static void
choose_client_cb (LsnEventDialog *self)
{
  static const char *const kinds[] = { "client", NULL };

  adw_dialog_present (lsn_picker_dialog_new (lsn_form_dialog_get_context (LSN_FORM_DIALOG (self)),
                                             _ ("Client"), kinds, picked, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

static void
clear_client_cb (LsnEventDialog *self)
{
  set_client (self, 0, NULL);
}

/* --- Times ------------------------------------------------------------------------------------ */

static gboolean
is_whole (LsnEventDialog *self)
{
  return adw_switch_row_get_active (self->whole_row);
}

static LsnEventTime
get_time (LsnEventDialog *self)
{
  LsnEventTime time = { .start = lsn_date_button_get_date (self->start_button),
                        .end = lsn_date_button_get_date (self->end_button),
                        .start_minute = -1,
                        .end_minute = -1 };

  if (is_whole (self))
    return time;
  time.start_minute = lsn_date_button_get_minute (self->start_button);
  time.end_minute = lsn_date_button_get_minute (self->end_button);
  if (time.start_minute < 0)
    time.end_minute = -1;
  else if (time.end_minute < 0)
    time.end_minute = MIN (time.start_minute + USUAL_MINUTES, DAY_MINUTES);
  if (time.end_minute == 0 && time.end > time.start)
    {
      time.end--;
      time.end_minute = DAY_MINUTES;
    }
  return time;
}

static void
show_end (LsnEventDialog *self, LsnDate date, int minute)
{
  if (minute == DAY_MINUTES)
    lsn_date_button_set (self->end_button, date + 1, 0);
  else
    lsn_date_button_set (self->end_button, date, minute);
}

static void
show_time (LsnEventDialog *self, const LsnEventTime *time)
{
  gboolean whole = time->start_minute < 0;

  adw_switch_row_set_active (self->whole_row, whole);
  g_object_set (self->start_button, "timed", !whole, NULL);
  g_object_set (self->end_button, "timed", !whole, NULL);
  lsn_date_button_set (self->start_button, time->start, time->start_minute);
  show_end (self, time->end, time->end_minute);
  self->length =
      whole ? (time->end - time->start) * DAY_MINUTES : lsn_event_time_get_minutes (time);
}

static void
changed_cb (LsnEventDialog *self)
{
  LsnEventTime time;
  g_autofree char *link = NULL;
  g_autofree char *typed = NULL;

  if (!self->loaded)
    return;
  time = get_time (self);
  self->length = time.start_minute < 0 ? (time.end - time.start) * DAY_MINUTES
                                       : lsn_event_time_get_minutes (&time);
  typed = lsn_form_dup_text (self->link_row);
  link = lsn_event_find_link (typed);
  gtk_widget_set_visible (self->join_button, link != NULL);
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* The end goes with the start. */
static void
start_changed_cb (LsnEventDialog *self)
{
  LsnDate start = lsn_date_button_get_date (self->start_button);
  int minute = lsn_date_button_get_minute (self->start_button);

  if (!self->loaded)
    return;
  if (is_whole (self) || minute < 0)
    lsn_date_button_set (self->end_button, start + MAX (self->length, 0) / DAY_MINUTES, -1);
  else
    {
      int end = minute + MAX (self->length, 0);

      lsn_date_button_set (self->end_button, start + end / DAY_MINUTES, end % DAY_MINUTES);
    }
  changed_cb (self);
}

static void
whole_cb (LsnEventDialog *self)
{
  gboolean whole = is_whole (self);
  LsnDate start = lsn_date_button_get_date (self->start_button);
  LsnDate end = lsn_date_button_get_date (self->end_button);

  if (!self->loaded)
    return;
  g_object_set (self->start_button, "timed", !whole, NULL);
  g_object_set (self->end_button, "timed", !whole, NULL);
  lsn_date_button_set (self->start_button, start, whole ? -1 : 10 * 60);
  lsn_date_button_set (self->end_button, end, whole ? -1 : 11 * 60);
  changed_cb (self);
}

static void
activated_cb (LsnEventDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static void
join_cb (LsnEventDialog *self)
{
  g_autofree char *typed = lsn_form_dup_text (self->link_row);
  g_autofree char *link = lsn_event_find_link (typed);

  if (link)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.join-meeting", "s", link);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_event (LsnEventDialog *self, const LsnEventCard *card)
{
  const LsnRow *row = card->event;
  g_autofree char *link = g_strdup (lsn_row_get_text (row, LSN_EVENT_LINK));
  int remind = lsn_row_is_null (row, LSN_EVENT_REMIND_MINUTES)
                   ? -1
                   : (int) lsn_row_get_int64 (row, LSN_EVENT_REMIND_MINUTES);
  LsnEventTime time = lsn_event_row_get_time (row);

  self->repeats = !lsn_row_is_null (row, LSN_EVENT_RRULE);
  if (self->repeats && self->occurrence)
    {
      int minute;
      LsnDate day = lsn_event_parse_moment (self->occurrence, &minute);

      time.end += day - time.start;
      time.start = day;
    }
  g_set_str (&self->zone, lsn_row_get_text (row, LSN_EVENT_ZONE));
  lsn_form_set_text (self->title_row, lsn_row_get_text (row, LSN_EVENT_TITLE));
  lsn_form_set_text (self->place_row, lsn_row_get_text (row, LSN_EVENT_PLACE));
  if (link == NULL)
    link = lsn_event_find_link (lsn_row_get_text (row, LSN_EVENT_PLACE));
  if (link == NULL)
    link = lsn_event_find_link (lsn_row_get_text (row, LSN_EVENT_TEXT));
  lsn_form_set_text (self->link_row, link);
  gtk_widget_set_visible (self->join_button, link != NULL);
  lsn_text_row_set_text (self->text_row, lsn_row_get_text (row, LSN_EVENT_TEXT));
  for (guint i = 0; i < G_N_ELEMENTS (reminders); i++)
    {
      if (reminders[i] == remind)
        adw_combo_row_set_selected (self->remind_row, i);
    }
  show_time (self, &time);
  gtk_widget_set_visible (GTK_WIDGET (self->scope_row), self->repeats && self->occurrence);
  gtk_widget_set_visible (self->actions_group, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnEventDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnEventCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || (self->id != 0 && card->event == NULL))
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This event does not exist any more."));
      return;
    }
  self->client_id = card->client_id;
  show_client (self, card->client_name);
  lsn_person_row_set_people (self->person_row, card->people, card->contact_id, card->contact_name);
  set_rules (self, card->event ? lsn_row_get_text (card->event, LSN_EVENT_RRULE) : NULL);
  if (card->event)
    show_event (self, card);
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Saving ----------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnEventDialog *self = LSN_EVENT_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  LsnEventTime time = get_time (self);

  return self->loaded && title != NULL && time.start != LSN_DATE_NONE && time.end >= time.start &&
         (time.start_minute < 0 || lsn_event_time_get_minutes (&time) >= 0);
}

static LsnEventScope
get_scope (LsnEventDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->scope_row);

  return self->repeats && self->occurrence && selected < G_N_ELEMENTS (scopes) ? scopes[selected]
                                                                               : LSN_EVENT_ALL;
}

static void
fill_row (LsnEventDialog *self, LsnRow *row)
{
  g_autoptr (GTimeZone) local = lsn_clock_dup_zone ();
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *place = lsn_form_dup_text (self->place_row);
  g_autofree char *link = lsn_form_dup_text (self->link_row);
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);
  int remind = reminders[adw_combo_row_get_selected (self->remind_row)];
  LsnEventTime time = get_time (self);

  lsn_row_set_text (row, LSN_EVENT_TITLE, title);
  lsn_row_set_text (row, LSN_EVENT_PLACE, place);
  lsn_row_set_text (row, LSN_EVENT_LINK, link);
  lsn_row_set_text (row, LSN_EVENT_TEXT, text);
  if (self->client_id)
    lsn_row_set_int64 (row, LSN_EVENT_CLIENT_ID, self->client_id);
  else
    lsn_row_set_null (row, LSN_EVENT_CLIENT_ID);
  if (remind < 0)
    lsn_row_set_null (row, LSN_EVENT_REMIND_MINUTES);
  else
    lsn_row_set_int64 (row, LSN_EVENT_REMIND_MINUTES, remind);
  lsn_event_row_set_time (row, &time, self->zone ? self->zone : g_time_zone_get_identifier (local));
  if (get_scope (self) != LSN_EVENT_THIS)
    lsn_row_set_text (row, LSN_EVENT_RRULE, *get_rule (self) ? get_rule (self) : NULL);
}

static void
save (LsnFormDialog *form)
{
  LsnEventDialog *self = LSN_EVENT_DIALOG (form);
  LsnEventEdit *edit =
      lsn_event_edit_new (self->id, self->occurrence, get_scope (self), lsn_clock_now ());
  gint64 contact_id = lsn_person_row_get_contact (self->person_row);
  g_autofree char *message = NULL;

  fill_row (self, edit->row);
  edit->people = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_event_person_free);
  if (contact_id)
    {
      LsnEventPerson *person = g_new0 (LsnEventPerson, 1);

      person->contact_id = contact_id;
      g_ptr_array_add (edit->people, person);
    }
  edit->keep_others = TRUE;
  if (self->id == 0)
    lsn_row_set_text (edit->row, LSN_EVENT_KIND, self->client_id ? "meeting" : "event");
  message = g_strdup_printf (self->id ? _ ("Changed: “%s”") : _ ("In the calendar: “%s”"),
                             lsn_row_get_text (edit->row, LSN_EVENT_TITLE));
  lsn_form_dialog_write (form, self->id ? _ ("Edit Event") : _ ("New Event"), message,
                         lsn_event_edit_on_worker, edit, (GDestroyNotify) lsn_event_edit_free);
}

static void
delete_cb (LsnEventDialog *self)
{
  g_autofree char *title = lsn_form_dup_text (self->title_row);

  lsn_event_remove (lsn_form_dialog_get_context (LSN_FORM_DIALOG (self)),
                    gtk_widget_get_parent (GTK_WIDGET (self)), self->id,
                    self->repeats ? self->occurrence : NULL, title);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* The dialog is gone by then, so the command runs in what it stood over. */
static void
minutes_cb (LsnEventDialog *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent)
    gtk_widget_activate_action (parent, "app.event-minutes", "x", self->id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_event_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_EVENT_DIALOG);

  G_OBJECT_CLASS (lsn_event_dialog_parent_class)->dispose (object);
}

static void
lsn_event_dialog_finalize (GObject *object)
{
  LsnEventDialog *self = LSN_EVENT_DIALOG (object);

  g_ptr_array_unref (self->rules);
  g_free (self->occurrence);
  g_free (self->zone);

  G_OBJECT_CLASS (lsn_event_dialog_parent_class)->finalize (object);
}

static void
lsn_event_dialog_class_init (LsnEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_event_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_event_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_PERSON_ROW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/calendar/lsn-event-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnEventDialog, name)
  CHILD (title_row);
  CHILD (client_row);
  CHILD (client_clear_button);
  CHILD (person_row);
  CHILD (whole_row);
  CHILD (start_button);
  CHILD (end_button);
  CHILD (repeat_row);
  CHILD (remind_row);
  CHILD (scope_row);
  CHILD (place_row);
  CHILD (link_row);
  CHILD (join_button);
  CHILD (text_row);
  CHILD (actions_group);
#undef CHILD
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (changed_cb);
  CALLBACK (start_changed_cb);
  CALLBACK (whole_cb);
  CALLBACK (activated_cb);
  CALLBACK (choose_client_cb);
  CALLBACK (clear_client_cb);
  CALLBACK (join_cb);
  CALLBACK (minutes_cb);
  CALLBACK (delete_cb);
#undef CALLBACK
}

static void
lsn_event_dialog_init (LsnEventDialog *self)
{
  const char *const scope_labels[] = { _ ("Only This Event"), _ ("This and Following Events"),
                                       _ ("All Events") };
  const char *const remind_labels[] = {
    C_ ("reminder", "Never"),         C_ ("reminder", "When It Begins"),
    C_ ("reminder", "5 min before"),  C_ ("reminder", "15 min before"),
    C_ ("reminder", "30 min before"), C_ ("reminder", "1 h before"),
    C_ ("reminder", "2 h before"),    C_ ("reminder", "A day before"),
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (remind_labels) == G_N_ELEMENTS (reminders));

  self->rules = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_form_set_choices (self->scope_row, scope_labels, G_N_ELEMENTS (scope_labels));
  lsn_form_set_choices (self->remind_row, remind_labels, G_N_ELEMENTS (remind_labels));
  lsn_date_button_set_label (self->start_button, _ ("Start"));
  lsn_date_button_set_label (self->end_button, _ ("End"));
}

static LsnEventDialog *
make (LsnContext *context, gint64 id, const char *occurrence, const LsnEventTime *time)
{
  LsnEventDialog *self = g_object_new (LSN_TYPE_EVENT_DIALOG, NULL);

  self->id = id;
  self->occurrence = g_strdup (occurrence);
  adw_dialog_set_title (ADW_DIALOG (self), id ? _ ("Edit Event") : _ ("New Event"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  if (time)
    show_time (self, time);
  lsn_store_read_async (lsn_context_get_store (context), lsn_event_card_on_worker,
                        lsn_event_card_new (id, 0), (GDestroyNotify) lsn_event_card_free, NULL,
                        loaded_cb, g_object_ref (self));
  return self;
}

AdwDialog *
lsn_event_dialog_new (LsnContext *context, gint64 id, const char *occurrence)
{
  return ADW_DIALOG (make (context, id, occurrence, NULL));
}

AdwDialog *
lsn_event_dialog_new_at (LsnContext *context, const LsnEventTime *time)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnEventTime next = { 0 };
  int minute;

  if (time == NULL)
    {
      next.start = next.end = lsn_date_from_instant (lsn_clock_now (), zone, &minute);
      next.start_minute = MIN (minute / 60 + 1, 23) * 60;
      next.end_minute = next.start_minute + USUAL_MINUTES;
    }
  return ADW_DIALOG (make (context, 0, NULL, time ? time : &next));
}
