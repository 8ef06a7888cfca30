/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-project-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-money.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/plans/lsn-lessons.h"
#include "model/plans/lsn-plan-template.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnProjectDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gint64 client_id;

  /* Template widgets */
  AdwEntryRow *name_row;
  LsnTextRow *purpose_row;
  LsnDateButton *due_button;
  AdwComboRow *status_row;
  AdwComboRow *columns_row;
  GtkWidget *plan_group;
  AdwComboRow *template_row;
  GtkWidget *start_row;
  LsnDateButton *start_button;
  AdwActionRow *preview_row;
  AdwPreferencesGroup *roles_group;
  AdwPreferencesGroup *lessons_group;
  AdwSpinRow *hours_row;
  AdwEntryRow *money_row;
  AdwEntryRow *rate_row;
  AdwSpinRow *retainer_row;
  AdwSpinRow *carry_row;

  LsnPlanTemplate *scheme; /* owned, nullable: that is chosen */
  GPtrArray *role_rows;    /* owned; element-type AdwComboRow */
  GArray *members;         /* owned; element-type gint64: of the combos, 0 for nobody yet */
  GtkStringList *people;   /* owned: their names */
  GPtrArray *lesson_rows;  /* owned; element-type GtkWidget */
  char *currency;          /* owned */
};

G_DEFINE_FINAL_TYPE (LsnProjectDialog, lsn_project_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const statuses[] = { "planned", "active", "on-hold", "done" };
static const char *const status_labels[] = {
  NC_ ("project status", "Planned"),
  NC_ ("project status", "Active"),
  NC_ ("project status", "On Hold"),
  NC_ ("project status", "Done"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == G_N_ELEMENTS (status_labels));

/* Between commas; the last column is that of done cards. */
static const char *const boards[] = {
  N_ ("To Do, Doing, Done"),
  N_ ("Brief, In Work, With the Client, Done"),
  N_ ("Ideas, Planned, In Work, Approval, Published"),
};

static void
changed_cb (LsnProjectDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* %FALSE where it is no amount. @has: (out): whether there is one */
static gboolean
parse_money (LsnProjectDialog *self, AdwEntryRow *row, gboolean *has, gint64 *minor)
{
  g_autofree char *text = lsn_form_dup_text (row);

  *has = text != NULL;
  return text == NULL || lsn_money_parse (text, self->currency, '\0', minor) == LSN_NUMBER_OK;
}

static gboolean
check_money (LsnProjectDialog *self, AdwEntryRow *row)
{
  gboolean has;
  gint64 minor = 0;
  gboolean ok = parse_money (self, row, &has, &minor) && minor >= 0;

  if (ok)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  return ok;
}

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (form);
  g_autofree char *name = lsn_form_dup_text (self->name_row);
  gboolean money = check_money (self, self->money_row);

  return check_money (self, self->rate_row) && money && name != NULL;
}

/* --- A plan ----------------------------------------------------------------------------------- */

static gboolean
is_backwards (LsnProjectDialog *self)
{
  return lsn_date_button_get_date (self->due_button) != LSN_DATE_NONE;
}

static LsnDate
get_day (LsnProjectDialog *self)
{
  return lsn_date_button_get_date (is_backwards (self) ? self->due_button : self->start_button);
}

/* From when to when, and whether that is still possible. */
static void
preview_cb (LsnProjectDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
  g_autoptr (GArray) days = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  LsnDate first = G_MAXINT32, last = LSN_DATE_NONE, today;

  changed_cb (self);
  if (context == NULL || self->scheme == NULL)
    return;
  today = lsn_context_get_today (context);
  gtk_widget_set_sensitive (self->start_row, !is_backwards (self));
  days = lsn_plan_template_place (self->scheme, get_day (self), is_backwards (self),
                                  lsn_context_get_workdays (context));
  for (guint i = 0; i < days->len; i++)
    {
      first = MIN (first, g_array_index (days, LsnTemplateDays, i).start);
      last = MAX (last, g_array_index (days, LsnTemplateDays, i).due);
    }
  from = lsn_when_dup_short (first, today);
  to = lsn_when_dup_short (last, today);
  title =
      g_strdup_printf (ngettext ("%1$u step, %2$s – %3$s", "%1$u steps, %2$s – %3$s", days->len),
                       days->len, from, to);
  if (first < today)
    subtitle = g_strdup_printf (
        ngettext ("It had to begin %d working day ago", "It had to begin %d working days ago",
                  (guint) lsn_workdays_count (lsn_context_get_workdays (context), first, today)),
        lsn_workdays_count (lsn_context_get_workdays (context), first, today));
  else if (is_backwards (self))
    subtitle = g_strdup (_ ("Backwards from the promised day, over working days"));
  else
    subtitle = g_strdup (self->scheme->about);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->preview_row), title);
  adw_action_row_set_subtitle (self->preview_row, subtitle);
  if (first < today)
    gtk_widget_add_css_class (GTK_WIDGET (self->preview_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->preview_row), "error");
}

static void
show_roles (LsnProjectDialog *self)
{
  for (guint i = 0; i < self->role_rows->len; i++)
    adw_preferences_group_remove (self->roles_group, g_ptr_array_index (self->role_rows, i));
  g_ptr_array_set_size (self->role_rows, 0);
  for (guint i = 0; self->scheme && i < self->scheme->roles->len; i++)
    {
      GtkWidget *row = adw_combo_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     g_ptr_array_index (self->scheme->roles, i));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->people));
      adw_preferences_group_add (self->roles_group, row);
      g_ptr_array_add (self->role_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->roles_group), self->scheme != NULL);
}

static void
lessons_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectDialog) self = user_data;
  LsnLessons *lessons = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (self->role_rows == NULL || lessons == NULL)
    return;
  for (guint i = 0; i < self->lesson_rows->len; i++)
    adw_preferences_group_remove (self->lessons_group, g_ptr_array_index (self->lesson_rows, i));
  g_ptr_array_set_size (self->lesson_rows, 0);
  for (guint i = 0; i < lessons->rows->len; i++)
    {
      const LsnRow *lesson = g_ptr_array_index (lessons->rows, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     lsn_row_get_text (lesson, LSN_LESSON_TEXT));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   lsn_row_get_text (lesson, LSN_LESSON_PROJECT_NAME));
      adw_preferences_group_add (self->lessons_group, row);
      g_ptr_array_add (self->lesson_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lessons_group), lessons->rows->len > 0);
}

static void
load_lessons (LsnProjectDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  lsn_store_read_async (lsn_context_get_store (context), lsn_lessons_on_worker,
                        lsn_lessons_new (self->id, self->scheme ? self->scheme->name : NULL,
                                         self->client_id),
                        (GDestroyNotify) lsn_lessons_free, NULL, lessons_read_cb,
                        g_object_ref (self));
}

static void
template_cb (LsnProjectDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);

  g_clear_pointer (&self->scheme, lsn_plan_template_free);
  if (lsn_form_dialog_get_context (LSN_FORM_DIALOG (self)) == NULL)
    return;
  if (selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    self->scheme = lsn_plan_template_load (lsn_plan_templates[selected - 1], NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), self->scheme == NULL);
  gtk_widget_set_visible (self->start_row, self->scheme != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_row), self->scheme != NULL);
  show_roles (self);
  preview_cb (self);
  load_lessons (self);
}

static void
members_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectDialog) self = user_data;
  LsnBoardChoices *read = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (self->role_rows == NULL || read == NULL)
    return;
  for (guint i = 0; i < read->members->len; i++)
    {
      const LsnRow *member = g_ptr_array_index (read->members, i);
      gint64 id = lsn_row_get_int64 (member, LSN_MEMBER_ID);

      gtk_string_list_append (self->people, lsn_row_get_text (member, LSN_MEMBER_NAME));
      g_array_append_val (self->members, id);
    }
}

static LsnPlanMake *
make_plan (LsnProjectDialog *self, LsnRow *row)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
  LsnPlanMake *make =
      lsn_plan_make_new (lsn_plan_template_load (self->scheme->name, NULL, NULL), get_day (self),
                         is_backwards (self), lsn_context_get_workdays (context), lsn_clock_now ());

  make->row = row;
  for (guint i = 0; i < self->role_rows->len; i++)
    {
      guint selected = adw_combo_row_get_selected (g_ptr_array_index (self->role_rows, i));

      if (selected < self->members->len)
        g_array_index (make->members, gint64, i) = g_array_index (self->members, gint64, selected);
    }
  return make;
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
saved (LsnFormDialog *form, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (form));
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (form);
  gint64 id =
      self->scheme ? ((const LsnPlanMake *) data)->project_id : ((const LsnProjectEdit *) data)->id;

  if (self->id == 0 && parent)
    gtk_widget_activate_action (parent, "app.open-project", "x", id);
}

static void
set_number (LsnRow *row, guint field, gboolean has, gint64 value)
{
  if (has)
    lsn_row_set_int64 (row, field, value);
  else
    lsn_row_set_null (row, field);
}

static void
set_budget (LsnProjectDialog *self, LsnRow *row)
{
  gint64 minutes = (gint64) (adw_spin_row_get_value (self->hours_row) * 60);
  gint64 month = (gint64) (adw_spin_row_get_value (self->retainer_row) * 60);
  gboolean has;
  gint64 minor = 0;

  set_number (row, LSN_PROJECT_BUDGET_MINUTES, minutes > 0, minutes);
  parse_money (self, self->money_row, &has, &minor);
  set_number (row, LSN_PROJECT_BUDGET_MINOR, has, minor);
  minor = 0;
  parse_money (self, self->rate_row, &has, &minor);
  set_number (row, LSN_PROJECT_RATE_MINOR, has, minor);
  lsn_row_set_text (row, LSN_PROJECT_CURRENCY, self->currency);
  set_number (row, LSN_PROJECT_RETAINER_MINUTES, month > 0, month);
  set_number (row, LSN_PROJECT_RETAINER_CARRY_MONTHS, month > 0,
              (gint64) adw_spin_row_get_value (self->carry_row));
}

static void
save (LsnFormDialog *form)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (form);
  g_autofree char *name = lsn_form_dup_text (self->name_row);
  g_autofree char *purpose = lsn_text_row_dup_text (self->purpose_row);
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), name);
  LsnProjectEdit *edit;
  LsnRow *row = lsn_row_new (&lsn_project_info);

  lsn_row_set_text (row, LSN_PROJECT_NAME, name);
  lsn_row_set_text (row, LSN_PROJECT_PURPOSE, purpose);
  lsn_row_set_text (row, LSN_PROJECT_DUE_ON, due);
  lsn_row_set_text (row, LSN_PROJECT_STATUS,
                    statuses[adw_combo_row_get_selected (self->status_row)]);
  set_budget (self, row);
  if (self->id == 0 && self->client_id)
    lsn_row_set_int64 (row, LSN_PROJECT_CLIENT_ID, self->client_id);
  if (self->scheme)
    {
      lsn_form_dialog_write (form, _ ("New Project"), message, lsn_plan_make_on_worker,
                             make_plan (self, row), (GDestroyNotify) lsn_plan_make_free);
      return;
    }
  edit = g_new0 (LsnProjectEdit, 1);
  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = row;
  if (self->id == 0)
    edit->columns =
        g_strsplit (_ (boards[adw_combo_row_get_selected (self->columns_row)]), ", ", -1);
  lsn_form_dialog_write (form, self->id ? _ ("Edit Project") : _ ("New Project"), message,
                         lsn_project_edit_on_worker, edit, (GDestroyNotify) lsn_project_edit_free);
}

static void
lsn_project_dialog_dispose (GObject *object)
{
  LsnProjectDialog *self = LSN_PROJECT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_PROJECT_DIALOG);
  g_clear_pointer (&self->scheme, lsn_plan_template_free);
  g_clear_pointer (&self->role_rows, g_ptr_array_unref);
  g_clear_pointer (&self->lesson_rows, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_array_unref);
  g_clear_object (&self->people);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (lsn_project_dialog_parent_class)->dispose (object);
}

static void
lsn_project_dialog_class_init (LsnProjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_project_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;
  form_class->saved = saved;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-project-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, due_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, columns_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, plan_group);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, start_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, start_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, preview_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, roles_group);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, lessons_group);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, hours_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, money_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, rate_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, retainer_row);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectDialog, carry_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_cb);
}

static void
set_currency (LsnProjectDialog *self, const char *currency)
{
  g_autofree char *title = g_strdup_printf (_ ("Money, %s"), currency);

  g_set_str (&self->currency, currency);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->money_row), title);
}

static void
offer_templates (LsnProjectDialog *self)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (titles, g_strdup (C_ ("plan template", "None")));
  for (guint i = 0; lsn_plan_templates[i]; i++)
    {
      g_autoptr (LsnPlanTemplate) scheme =
          lsn_plan_template_load (lsn_plan_templates[i], NULL, NULL);

      g_ptr_array_add (titles, g_strdup (scheme ? scheme->title : lsn_plan_templates[i]));
    }
  lsn_form_set_choices (self->template_row, (const char *const *) titles->pdata, titles->len);
}

static void
show_budget (LsnProjectDialog *self, const LsnRow *project)
{
  const struct
  {
    AdwEntryRow *row;
    guint field;
  } amounts[] = { { self->money_row, LSN_PROJECT_BUDGET_MINOR },
                  { self->rate_row, LSN_PROJECT_RATE_MINOR } };

  if (!lsn_row_is_null (project, LSN_PROJECT_CURRENCY))
    set_currency (self, lsn_row_get_text (project, LSN_PROJECT_CURRENCY));
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *text =
          lsn_row_is_null (project, amounts[i].field)
              ? NULL
              : lsn_money_dup_plain (lsn_row_get_int64 (project, amounts[i].field), self->currency);

      lsn_form_set_text (amounts[i].row, text);
    }
  adw_spin_row_set_value (self->hours_row,
                          (double) lsn_row_get_int64 (project, LSN_PROJECT_BUDGET_MINUTES) / 60);
  adw_spin_row_set_value (self->retainer_row,
                          (double) lsn_row_get_int64 (project, LSN_PROJECT_RETAINER_MINUTES) / 60);
  adw_spin_row_set_value (self->carry_row,
                          (double) lsn_row_get_int64 (project, LSN_PROJECT_RETAINER_CARRY_MONTHS));
}

static void
lsn_project_dialog_init (LsnProjectDialog *self)
{
  const char *labels[G_N_ELEMENTS (statuses)];

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    labels[i] = g_dpgettext2 (GETTEXT_PACKAGE, "project status", status_labels[i]);
  lsn_form_set_choices (self->status_row, labels, G_N_ELEMENTS (statuses));
  adw_combo_row_set_selected (self->status_row,
                              lsn_form_find_key (statuses, G_N_ELEMENTS (statuses), "active"));
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    labels[i] = _ (boards[i]);
  lsn_form_set_choices (self->columns_row, labels, G_N_ELEMENTS (boards));
  lsn_date_button_set_label (self->due_button, _ ("Promised By"));
  lsn_date_button_set_label (self->start_button, _ ("Begins On"));
  self->role_rows = g_ptr_array_new ();
  self->lesson_rows = g_ptr_array_new ();
  self->members = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->members, 1);
  self->people = gtk_string_list_new (NULL);
  gtk_string_list_append (self->people, C_ ("who does it", "Nobody Yet"));
  set_currency (self, lsn_money_get_default_currency ());
}
G_STATIC_ASSERT (G_N_ELEMENTS (boards) <= G_N_ELEMENTS (statuses));

AdwDialog *
lsn_project_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnProjectDialog *self = g_object_new (LSN_TYPE_PROJECT_DIALOG, "title", _ ("New Project"), NULL);

  self->client_id = client_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  offer_templates (self);
  lsn_date_button_set (self->start_button,
                       lsn_workdays_add (lsn_context_get_workdays (context),
                                         lsn_context_get_today (context), 1),
                       -1);
  lsn_store_read_async (lsn_context_get_store (context), lsn_board_choices_on_worker,
                        g_new0 (LsnBoardChoices, 1), (GDestroyNotify) lsn_board_choices_free, NULL,
                        members_read_cb, g_object_ref (self));
  load_lessons (self);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_project_dialog_new_edit (LsnContext *context, const LsnRow *project)
{
  LsnProjectDialog *self =
      g_object_new (LSN_TYPE_PROJECT_DIALOG, "title", _ ("Edit Project"), NULL);

  self->id = lsn_row_get_int64 (project, LSN_PROJECT_ID);
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_form_set_text (self->name_row, lsn_row_get_text (project, LSN_PROJECT_NAME));
  lsn_text_row_set_text (self->purpose_row, lsn_row_get_text (project, LSN_PROJECT_PURPOSE));
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_row_get_text (project, LSN_PROJECT_DUE_ON)), -1);
  adw_combo_row_set_selected (self->status_row,
                              lsn_form_find_key (statuses, G_N_ELEMENTS (statuses),
                                                 lsn_row_get_text (project, LSN_PROJECT_STATUS)));
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), FALSE);
  gtk_widget_set_visible (self->plan_group, FALSE);
  show_budget (self, project);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
