/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-money.h"
#include "base/lsn-recurrence.h"
#include "model/clients/lsn-client.h"
#include "model/projects/lsn-task-write.h"
#include "views/lsn-keeping.h"
#include "views/lsn-picker-dialog.h"
#include "views/projects/lsn-task-dialog-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (LsnTaskDialog, lsn_task_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const turns[] = { "us", "client", "performer" };

/* What one repeats; a rule that came in other words stands behind them. */
static const char *const usual_rules[] = {
  "FREQ=DAILY",   "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=WEEKLY",  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
};

static LsnContext *
get_context (LsnTaskDialog *self)
{
  return lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
}

static void
changed_cb (LsnTaskDialog *self)
{
  if (!self->filling)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* --- Rhythm ----------------------------------------------------------------------------------- */

static const char *
get_rule (LsnTaskDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->repeat_row);

  return selected > 0 && selected < self->rules->len ? g_ptr_array_index (self->rules, selected)
                                                     : NULL;
}

static void
add_rule (LsnTaskDialog *self, GtkStringList *names, const char *rule)
{
  g_autoptr (LsnRecurrence) recurrence =
      lsn_recurrence_parse (rule, LSN_RECURRENCE_FIXED, NULL, NULL);

  g_ptr_array_add (self->rules, g_strdup (rule));
  gtk_string_list_take (names, recurrence ? lsn_recurrence_dup_text (recurrence) : g_strdup (rule));
}

static void
set_rules (LsnTaskDialog *self, const char *present)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_add (self->rules, g_strdup (""));
  gtk_string_list_append (names, C_ ("repeat", "Never"));
  for (guint i = 0; i < G_N_ELEMENTS (usual_rules); i++)
    {
      if (g_strcmp0 (usual_rules[i], present) == 0)
        selected = self->rules->len;
      add_rule (self, names, usual_rules[i]);
    }
  if (present && selected == 0)
    {
      selected = self->rules->len;
      add_rule (self, names, present);
    }
  adw_combo_row_set_model (self->repeat_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->repeat_row, selected);
}

static void
repeat_changed_cb (LsnTaskDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->after_done_row), get_rule (self) != NULL);
  changed_cb (self);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static const char *
get_currency (LsnTaskDialog *self)
{
  const char *currency = lsn_record_get_text (self->task, LSN_TASK_CURRENCY);

  return currency ? currency : lsn_money_get_default_currency ();
}

/* %FALSE where it is no amount. @has: (out): whether there is one */
static gboolean
parse_amount (LsnTaskDialog *self, gboolean *has, gint64 *minor)
{
  g_autofree char *text = lsn_form_dup_text (self->amount_row);

  *has = text != NULL;
  return text == NULL || lsn_money_parse (text, get_currency (self), '\0', minor) == LSN_NUMBER_OK;
}

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (form);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  gboolean has;
  gint64 minor;
  gboolean ok = parse_amount (self, &has, &minor);

  if (ok)
    gtk_widget_remove_css_class (GTK_WIDGET (self->amount_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->amount_row), "error");
  return title != NULL && ok;
}

static void
set_minutes (LsnRecord *record, guint field, AdwSpinRow *row)
{
  gint64 minutes = (gint64) llround (adw_spin_row_get_value (row) * 60);

  if (minutes > 0)
    lsn_record_set_int64 (record, field, minutes);
  else
    lsn_record_set_null (record, field);
}

static void
set_id (LsnRecord *record, guint field, gint64 id)
{
  if (id)
    lsn_record_set_int64 (record, field, id);
  else
    lsn_record_set_null (record, field);
}

static void
set_assignee (LsnTaskDialog *self, LsnRecord *edited)
{
  guint selected = adw_combo_row_get_selected (self->assignee_row);

  if (!self->members_shown)
    return;
  set_id (edited, LSN_TASK_ASSIGNEE_ID,
          selected > 0 && selected <= self->parts->members->len
              ? lsn_row_get_int64 (g_ptr_array_index (self->parts->members, selected - 1),
                                   LSN_MEMBER_ID)
              : 0);
}

static void
set_amount (LsnTaskDialog *self, LsnRecord *edited)
{
  gboolean has;
  gint64 minor = 0;

  parse_amount (self, &has, &minor);
  if (has)
    {
      lsn_record_set_int64 (edited, LSN_TASK_AMOUNT_MINOR, minor);
      lsn_record_set_text (edited, LSN_TASK_CURRENCY, get_currency (self));
    }
  else
    {
      lsn_record_set_null (edited, LSN_TASK_AMOUNT_MINOR);
      lsn_record_set_null (edited, LSN_TASK_CURRENCY);
    }
}

/* What the form says that differs from what is stored; %NULL for nothing. */
static LsnRow *
dup_changes (LsnTaskDialog *self)
{
  g_autoptr (LsnRecord) edited = lsn_record_copy (self->task);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *start = lsn_date_dup_iso (lsn_date_button_get_date (self->start_button));
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);
  const char *rule = get_rule (self);

  lsn_record_set_text (edited, LSN_TASK_TITLE, title);
  lsn_record_set_text (edited, LSN_TASK_TEXT, text);
  lsn_record_set_text (edited, LSN_TASK_START_ON, start);
  lsn_record_set_text (edited, LSN_TASK_DUE_ON, due);
  lsn_record_set_int64 (edited, LSN_TASK_PRIORITY, adw_combo_row_get_selected (self->priority_row));
  lsn_record_set_text (edited, LSN_TASK_TURN, turns[adw_combo_row_get_selected (self->turn_row)]);
  lsn_record_set_text (edited, LSN_TASK_RRULE, rule);
  lsn_record_set_text (edited, LSN_TASK_REPEAT_MODE,
                       !rule                                              ? NULL
                       : adw_switch_row_get_active (self->after_done_row) ? "after-done"
                                                                          : "fixed");
  set_id (edited, LSN_TASK_OWN_CLIENT_ID, self->own_client_id);
  set_minutes (edited, LSN_TASK_ESTIMATE_MINUTES, self->estimate_row);
  set_minutes (edited, LSN_TASK_SPENT_MINUTES, self->spent_row);
  set_assignee (self, edited);
  set_amount (self, edited);
  return lsn_record_dup_changes (edited);
}

static void
write_changes (LsnTaskDialog *self, gboolean alone)
{
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), title);
  LsnTaskEdit *edit = g_new0 (LsnTaskEdit, 1);

  edit->id = lsn_record_get_id (self->task);
  edit->row = dup_changes (self);
  edit->now = lsn_clock_now ();
  edit->alone = alone;
  edit->workdays = lsn_workdays_ref (lsn_context_get_workdays (get_context (self)));
  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Edit Card"), message, lsn_task_edit_on_worker,
                         edit, (GDestroyNotify) lsn_task_edit_free);
}

static void
answered_cb (LsnTaskDialog *self, const char *response)
{
  if (!g_str_equal (response, "cancel"))
    write_changes (self, g_str_equal (response, "alone"));
}

/* A card that repeats stands for those that follow as well. */
static void
ask_how_far (LsnTaskDialog *self)
{
  AdwDialog *dialog =
      adw_alert_dialog_new (_ ("This Card Repeats"),
                            _ ("Should the change hold for this one, or for all that follow?"));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "alone",
                                  _ ("Only _This One"), "all", _ ("This and _Following"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "all",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "all");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
save (LsnFormDialog *form)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (form);
  g_autoptr (LsnRow) changes = dup_changes (self);

  if (changes == NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (!lsn_record_is_null (self->task, LSN_TASK_RRULE) &&
           !lsn_row_has (changes, LSN_TASK_RRULE) &&
           lsn_record_is_null (self->task, LSN_TASK_DONE_AT))
    ask_how_far (self);
  else
    write_changes (self, FALSE);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
show_text (LsnTaskDialog *self, const char *text)
{
  lsn_markdown_view_set_text (self->text_view, text);
  lsn_text_row_set_text (self->text_row, text);
  gtk_widget_set_visible (self->formatted_row, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->text_row), text == NULL);
}

static void
edit_text_cb (LsnTaskDialog *self)
{
  gtk_widget_set_visible (self->formatted_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->text_row), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->text_row), GTK_DIR_TAB_FORWARD);
}

static void
show_client (LsnTaskDialog *self, const char *name)
{
  adw_action_row_set_subtitle (self->client_row, name ? name : _ ("None"));
  gtk_widget_set_visible (self->client_clear, self->own_client_id != 0);
}

static void
client_picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (owner);

  self->own_client_id = hit->id;
  show_client (self, hit->title);
  changed_cb (self);
}

static void
client_cb (LsnTaskDialog *self)
{
  static const char *const kinds[] = { "client", NULL };

  adw_dialog_present (lsn_picker_dialog_new (get_context (self), _ ("Client of the Card"), kinds,
                                             client_picked, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

static void
client_cleared_cb (LsnTaskDialog *self)
{
  self->own_client_id = 0;
  show_client (self, _ ("As of the project"));
  changed_cb (self);
}

void
lsn_task_dialog_show_members (LsnTaskDialog *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  gint64 chosen = lsn_record_get_int64 (self->task, LSN_TASK_ASSIGNEE_ID);
  guint selected = 0;

  g_ptr_array_add (labels, (gpointer) _ ("Nobody"));
  for (guint i = 0; i < self->parts->members->len; i++)
    {
      const LsnRow *member = g_ptr_array_index (self->parts->members, i);

      if (lsn_row_get_int64 (member, LSN_MEMBER_ID) == chosen)
        selected = i + 1;
      g_ptr_array_add (labels, (gpointer) lsn_row_get_text (member, LSN_MEMBER_NAME));
    }
  lsn_form_set_choices (self->assignee_row, (const char *const *) labels->pdata, labels->len);
  adw_combo_row_set_selected (self->assignee_row, selected);
  self->members_shown = TRUE;
}

/* --- Parts ------------------------------------------------------------------------------------ */

static void
store_changed_cb (LsnTaskDialog *self, LsnChanges *changes)
{
  const char *const tables[] = { "task",      "task_label", "task_comment", "task_blocker",
                                 "task_link", "label",      "attachment",   "member" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!lsn_changes_touches (changes, tables[i]))
        continue;
      lsn_task_dialog_load_parts (self);
      return;
    }
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnTaskDialog) self = user_data;
  g_autoptr (GListModel) list =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = lsn_keeping_list_model_files (list);

  if (self->task)
    lsn_task_dialog_attach (self, files);
}

static void
attach_cb (LsnTaskDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 chosen_cb, g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);

  if (!lsn_context_is_writable (get_context (user_data)))
    return FALSE;
  lsn_task_dialog_attach (user_data, files);
  return files->len > 0;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_task_dialog_dispose (GObject *object)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (object);

  g_clear_pointer (&self->part_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_TASK_DIALOG);
  g_clear_pointer (&self->parts, lsn_task_parts_free);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (lsn_task_dialog_parent_class)->dispose (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnTaskDialog, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
#define CALLBACK_NAMED(name, func)                                                                 \
  gtk_widget_class_bind_template_callback_full (widget_class, name, G_CALLBACK (func))

static void
lsn_task_dialog_class_init (LsnTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_task_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_MARKDOWN_VIEW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-task-dialog.ui");
  CHILD (title_row);
  CHILD (formatted_row);
  CHILD (text_view);
  CHILD (text_row);
  CHILD (assignee_row);
  CHILD (start_button);
  CHILD (due_button);
  CHILD (repeat_row);
  CHILD (after_done_row);
  CHILD (priority_row);
  CHILD (turn_row);
  CHILD (client_row);
  CHILD (client_clear);
  CHILD (labels_group);
  CHILD (labels_box);
  CHILD (label_entry);
  CHILD (item_list);
  CHILD (item_entry);
  CHILD (estimate_row);
  CHILD (spent_row);
  CHILD (amount_row);
  CHILD (blockers_group);
  CHILD (blocker_row);
  CHILD (files_group);
  CHILD (attach_button);
  CHILD (link_row);
  CHILD (target_row);
  CHILD (comment_list);
  CHILD (comment_entry);
  CALLBACK (changed_cb);
  CALLBACK (repeat_changed_cb);
  CALLBACK (edit_text_cb);
  CALLBACK (client_cb);
  CALLBACK (client_cleared_cb);
  CALLBACK (attach_cb);
  CALLBACK_NAMED ("label_cb", lsn_task_dialog_add_label);
  CALLBACK_NAMED ("item_cb", lsn_task_dialog_add_item);
  CALLBACK_NAMED ("blocker_cb", lsn_task_dialog_add_blocker);
  CALLBACK_NAMED ("link_cb", lsn_task_dialog_add_link);
  CALLBACK_NAMED ("target_cb", lsn_task_dialog_pick_target);
  CALLBACK_NAMED ("comment_cb", lsn_task_dialog_add_comment);
}

static void
lsn_task_dialog_init (LsnTaskDialog *self)
{
  const char *const priorities[] = { C_ ("priority", "None"), "!", "!!", "!!!" };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  const char *labels[G_N_ELEMENTS (turns)];

  self->part_rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->rules = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_form_set_choices (self->priority_row, priorities, G_N_ELEMENTS (priorities));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    labels[i] = lsn_turn_get_label (turns[i]);
  lsn_form_set_choices (self->turn_row, labels, G_N_ELEMENTS (turns));
  lsn_date_button_set_label (self->start_button, _ ("Start"));
  lsn_date_button_set_label (self->due_button, _ ("Due"));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
show_task (LsnTaskDialog *self, LsnRecord *task)
{
  gboolean is_item = !lsn_record_is_null (task, LSN_TASK_PARENT_ID);
  g_autofree char *amount =
      lsn_record_is_null (task, LSN_TASK_AMOUNT_MINOR)
          ? NULL
          : lsn_money_dup_plain (lsn_record_get_int64 (task, LSN_TASK_AMOUNT_MINOR),
                                 get_currency (self));

  adw_dialog_set_title (ADW_DIALOG (self), is_item ? _ ("Item of the Checklist") : _ ("Card"));
  lsn_form_set_text (self->title_row, lsn_record_get_text (task, LSN_TASK_TITLE));
  show_text (self, lsn_record_get_text (task, LSN_TASK_TEXT));
  lsn_date_button_set (self->start_button,
                       lsn_date_from_iso (lsn_record_get_text (task, LSN_TASK_START_ON)), -1);
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_record_get_text (task, LSN_TASK_DUE_ON)), -1);
  set_rules (self, lsn_record_get_text (task, LSN_TASK_RRULE));
  adw_switch_row_set_active (self->after_done_row,
                             g_strcmp0 (lsn_record_get_text (task, LSN_TASK_REPEAT_MODE),
                                        "after-done") == 0);
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lsn_record_get_int64 (task, LSN_TASK_PRIORITY));
  adw_combo_row_set_selected (self->turn_row,
                              lsn_form_find_key (turns, G_N_ELEMENTS (turns),
                                                 lsn_record_get_text (task, LSN_TASK_TURN)));
  self->own_client_id = lsn_record_get_int64 (task, LSN_TASK_OWN_CLIENT_ID);
  show_client (self, lsn_record_get_text (task, LSN_TASK_CLIENT_NAME));
  adw_spin_row_set_value (self->estimate_row,
                          (double) lsn_record_get_int64 (task, LSN_TASK_ESTIMATE_MINUTES) / 60);
  adw_spin_row_set_value (self->spent_row,
                          (double) lsn_record_get_int64 (task, LSN_TASK_SPENT_MINUTES) / 60);
  lsn_form_set_text (self->amount_row, amount);
}

AdwDialog *
lsn_task_dialog_new (LsnContext *context, LsnRecord *task)
{
  LsnTaskDialog *self = g_object_new (LSN_TYPE_TASK_DIALOG, NULL);

  self->task = g_object_ref (task);
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_context_guard (context, GTK_WIDGET (self->labels_group), self->item_list, self->item_entry,
                     self->blocker_row, self->attach_button, self->link_row, self->target_row,
                     self->comment_list, self->comment_entry, NULL);
  self->filling = TRUE;
  show_task (self, task);
  self->filling = FALSE;
  g_signal_connect_object (lsn_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  lsn_task_dialog_load_parts (self);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
