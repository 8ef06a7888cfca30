/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-part-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-money.h"
#include "model/plans/lsn-project-card.h"
#include "model/timeline/lsn-entry-write.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

/* How a field is asked for. */
typedef enum
{
  LINE,
  TEXT,
  DAY,     /* today in a new one */
  ANY_DAY, /* may be none */
  HOURS,
  MONEY,
  STAGE,
  VERDICT,
} Sort;

typedef struct
{
  guint field;
  Sort sort;
  const char *label; /* N_() */
} Field;

static const struct
{
  const LsnRecordInfo *info;
  guint project; /* field, 0 where something else names the project */
  const char *add;
  const char *edit;
  const char *remove;
  guint name; /* the field without which it is nothing */
  Field fields[7];
} parts[N_LSN_PARTS] = {
  [LSN_PART_SCOPE] = { &lsn_scope_change_info,
                       LSN_SCOPE_PROJECT_ID,
                       N_ ("Add Request"),
                       N_ ("Edit Request"),
                       N_ ("Delete Request"),
                       LSN_SCOPE_TITLE,
                       { { LSN_SCOPE_TITLE, LINE, N_ ("What Was Asked For") },
                         { LSN_SCOPE_STAGE, STAGE, N_ ("What Became of It") },
                         { LSN_SCOPE_ASKED_ON, DAY, N_ ("Asked For On") },
                         { LSN_SCOPE_DECIDED_ON, ANY_DAY, N_ ("Decided On") },
                         { LSN_SCOPE_MINUTES, HOURS, N_ ("Hours") },
                         { LSN_SCOPE_AMOUNT_MINOR, MONEY, N_ ("Price, %s") },
                         { LSN_SCOPE_NOTE, TEXT, N_ ("Note") } } },
  [LSN_PART_VERSION] = { &lsn_version_info,
                         0,
                         N_ ("Add Version"),
                         N_ ("Edit Version"),
                         N_ ("Delete Version"),
                         LSN_VERSION_TITLE,
                         { { LSN_VERSION_TITLE, LINE, N_ ("Result") },
                           { LSN_VERSION_LINK, LINE, N_ ("Link") },
                           { LSN_VERSION_SENT_ON, DAY, N_ ("Sent On") },
                           { LSN_VERSION_VERDICT, VERDICT, N_ ("Answer of the Client") },
                           { LSN_VERSION_DECIDED_ON, ANY_DAY, N_ ("Answered On") },
                           { LSN_VERSION_ANSWER, TEXT, N_ ("In Their Words") } } },
  [LSN_PART_EXPENSE] = { &lsn_expense_info,
                         LSN_EXPENSE_PROJECT_ID,
                         N_ ("Add Expense"),
                         N_ ("Edit Expense"),
                         N_ ("Delete Expense"),
                         LSN_EXPENSE_TITLE,
                         { { LSN_EXPENSE_TITLE, LINE, N_ ("What For") },
                           { LSN_EXPENSE_AMOUNT_MINOR, MONEY, N_ ("Amount, %s") },
                           { LSN_EXPENSE_SPENT_ON, DAY, N_ ("Spent On") } } },
  [LSN_PART_LESSON] = { &lsn_lesson_info,
                        LSN_LESSON_PROJECT_ID,
                        N_ ("Add Lesson"),
                        N_ ("Edit Lesson"),
                        N_ ("Delete Lesson"),
                        LSN_LESSON_TEXT,
                        { { LSN_LESSON_TEXT, LINE, N_ ("What Was Learnt") },
                          { LSN_LESSON_LEARNT_ON, DAY, N_ ("Learnt On") } } },
};

struct _LsnPartDialog
{
  LsnFormDialog parent_instance;

  LsnPart part;
  gint64 id; /* 0 for a new one */
  gint64 project_id;
  char *currency;                                  /* owned */
  GtkWidget *rows[G_N_ELEMENTS (parts[0].fields)]; /* borrowed; what the value stands in */
};

G_DEFINE_FINAL_TYPE (LsnPartDialog, lsn_part_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnPartDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* --- Values ----------------------------------------------------------------------------------- */

static gboolean
parse_money (LsnPartDialog *self, guint index, gboolean *has, gint64 *minor)
{
  g_autofree char *text = lsn_form_dup_text (ADW_ENTRY_ROW (self->rows[index]));

  *has = text != NULL;
  return text == NULL ||
         (lsn_money_parse (text, self->currency, '\0', minor) == LSN_NUMBER_OK && *minor >= 0);
}

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnPartDialog *self = LSN_PART_DIALOG (form);
  gboolean valid = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (self->rows) && self->rows[i]; i++)
    {
      const Field *field = &parts[self->part].fields[i];
      gboolean has;
      gint64 minor = 0;

      if (field->sort == MONEY)
        {
          gboolean ok =
              parse_money (self, i, &has, &minor) && (has || self->part != LSN_PART_EXPENSE);

          valid = valid && ok;
        }
      else if (field->field == parts[self->part].name)
        {
          g_autofree char *text = lsn_form_dup_text (ADW_ENTRY_ROW (self->rows[i]));

          valid = valid && text != NULL;
        }
    }
  return valid;
}

static void
read_day (LsnPartDialog *self, LsnRow *row, guint index, guint field)
{
  g_autofree char *day =
      lsn_date_dup_iso (lsn_date_button_get_date (LSN_DATE_BUTTON (self->rows[index])));

  lsn_row_set_text (row, field, day);
}

static LsnRow *
make_row (LsnPartDialog *self, char **name)
{
  LsnRow *row = lsn_row_new (parts[self->part].info);

  for (guint i = 0; i < G_N_ELEMENTS (self->rows) && self->rows[i]; i++)
    {
      const Field *field = &parts[self->part].fields[i];
      g_autofree char *text = NULL;
      gboolean has;
      gint64 value = 0;

      switch (field->sort)
        {
        case LINE:
          text = lsn_form_dup_text (ADW_ENTRY_ROW (self->rows[i]));
          lsn_row_set_text (row, field->field, text);
          if (field->field == parts[self->part].name)
            *name = g_steal_pointer (&text);
          break;
        case TEXT:
          text = lsn_text_row_dup_text (LSN_TEXT_ROW (self->rows[i]));
          lsn_row_set_text (row, field->field, text);
          break;
        case DAY:
        case ANY_DAY:
          read_day (self, row, i, field->field);
          break;
        case HOURS:
          value = (gint64) (adw_spin_row_get_value (ADW_SPIN_ROW (self->rows[i])) * 60);
          if (value > 0)
            lsn_row_set_int64 (row, field->field, value);
          else
            lsn_row_set_null (row, field->field);
          break;
        case MONEY:
          parse_money (self, i, &has, &value);
          if (has)
            lsn_row_set_int64 (row, field->field, value);
          else
            lsn_row_set_null (row, field->field);
          break;
        case STAGE:
          lsn_row_set_text (
              row, field->field,
              lsn_scope_stages[adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[i]))]);
          break;
        case VERDICT:
        default:
          lsn_row_set_text (
              row, field->field,
              lsn_version_verdicts[adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[i]))]);
          break;
        }
    }
  return row;
}

static void
save (LsnFormDialog *form)
{
  LsnPartDialog *self = LSN_PART_DIALOG (form);
  g_autofree char *name = NULL;
  LsnRow *row = make_row (self, &name);
  g_autofree char *message = g_strdup_printf (_ ("Saved: “%s”"), name);
  const char *label = _ (self->id ? parts[self->part].edit : parts[self->part].add);

  if (self->part == LSN_PART_VERSION && self->id == 0)
    {
      LsnVersionAdd *add = g_new0 (LsnVersionAdd, 1);

      add->project_id = self->project_id;
      add->title = g_steal_pointer (&name);
      add->row = row;
      add->now = lsn_clock_now ();
      lsn_form_dialog_write (form, label, message, lsn_version_add_on_worker, add,
                             (GDestroyNotify) lsn_version_add_free);
    }
  else
    {
      LsnRowEdit *edit = g_new0 (LsnRowEdit, 1);

      edit->id = self->id;
      edit->row = row;
      if (self->id == 0)
        lsn_row_set_int64 (row, parts[self->part].project, self->project_id);
      lsn_form_dialog_write (form, label, message, lsn_row_edit_on_worker, edit,
                             (GDestroyNotify) lsn_row_edit_free);
    }
}

static void
delete_cb (LsnPartDialog *self)
{
  LsnRemoval removal = { parts[self->part].info, self->id };

  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ (parts[self->part].remove), NULL,
                         lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_choice (LsnPartDialog *self, const Field *field, const LsnRow *row)
{
  gboolean stage = field->sort == STAGE;
  const char *const *keys = stage ? lsn_scope_stages : lsn_version_verdicts;
  GtkWidget *widget = adw_combo_row_new ();
  const char *labels[8];
  guint n = 0;

  while (keys[n])
    {
      labels[n] =
          stage ? lsn_scope_stage_get_label (keys[n]) : lsn_version_verdict_get_label (keys[n]);
      n++;
    }
  lsn_form_set_choices (ADW_COMBO_ROW (widget), labels, n);
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget),
                              lsn_form_find_key (keys, n,
                                                 row ? lsn_row_get_text (row, field->field)
                                                     : NULL));
  g_signal_connect_swapped (widget, "notify::selected", G_CALLBACK (changed_cb), self);
  return widget;
}

static GtkWidget *
make_day (LsnPartDialog *self, const Field *field, const LsnRow *row, GtkWidget **button)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
  GtkWidget *widget = adw_action_row_new ();
  LsnDate day = row                  ? lsn_date_from_iso (lsn_row_get_text (row, field->field))
                : field->sort == DAY ? lsn_context_get_today (context)
                                     : LSN_DATE_NONE;

  *button = lsn_date_button_new ();
  g_object_set (*button, "past", TRUE, "optional", field->sort == ANY_DAY, "empty-label",
                C_ ("day", "None"), "valign", GTK_ALIGN_CENTER, NULL);
  lsn_date_button_set (LSN_DATE_BUTTON (*button), day, -1);
  lsn_date_button_set_label (LSN_DATE_BUTTON (*button), _ (field->label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), *button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), *button);
  g_signal_connect_swapped (*button, "changed", G_CALLBACK (changed_cb), self);
  return widget;
}

static GtkWidget *
make_widget (LsnPartDialog *self, const Field *field, const LsnRow *row, guint index)
{
  GtkWidget *widget;

  if (field->sort == DAY || field->sort == ANY_DAY)
    return make_day (self, field, row, &self->rows[index]);
  if (field->sort == STAGE || field->sort == VERDICT)
    return self->rows[index] = make_choice (self, field, row);
  if (field->sort == HOURS)
    {
      widget = adw_spin_row_new_with_range (0, 10000, 1);
      adw_spin_row_set_value (ADW_SPIN_ROW (widget),
                              row ? (double) lsn_row_get_int64 (row, field->field) / 60 : 0);
      g_signal_connect_swapped (widget, "notify::value", G_CALLBACK (changed_cb), self);
      return self->rows[index] = widget;
    }
  widget = field->sort == TEXT ? g_object_new (LSN_TYPE_TEXT_ROW, NULL) : adw_entry_row_new ();
  if (field->sort == TEXT)
    {
      lsn_text_row_set_text (LSN_TEXT_ROW (widget),
                             row ? lsn_row_get_text (row, field->field) : NULL);
    }
  else if (field->sort == MONEY)
    {
      g_autofree char *amount =
          row && !lsn_row_is_null (row, field->field)
              ? lsn_money_dup_plain (lsn_row_get_int64 (row, field->field), self->currency)
              : NULL;

      lsn_form_set_text (ADW_ENTRY_ROW (widget), amount);
    }
  else
    {
      lsn_form_set_text (ADW_ENTRY_ROW (widget), row ? lsn_row_get_text (row, field->field) : NULL);
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (widget), TRUE);
    }
  g_signal_connect_swapped (widget, "changed", G_CALLBACK (changed_cb), self);
  return self->rows[index] = widget;
}

static void
make_rows (LsnPartDialog *self, const LsnRow *row)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (guint i = 0; i < G_N_ELEMENTS (self->rows) && parts[self->part].fields[i].label; i++)
    {
      const Field *field = &parts[self->part].fields[i];
      GtkWidget *widget = make_widget (self, field, row, i);
      const char *label = _ (field->label);
      g_autofree char *money = NULL;

      if (field->sort == MONEY)
        {
          g_auto (GStrv) halves = g_strsplit (label, "%s", 2);

          money = g_strjoinv (self->currency, halves);
        }
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), money ? money : label);
      adw_preferences_group_add (group, widget);
      /* The name of a result is that of all its versions. */
      if (row && self->part == LSN_PART_VERSION && field->field == LSN_VERSION_TITLE)
        gtk_widget_set_sensitive (widget, FALSE);
    }
  lsn_form_dialog_add_group (LSN_FORM_DIALOG (self), group);
  if (row)
    {
      AdwPreferencesGroup *end = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      GtkWidget *button = adw_button_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ (parts[self->part].remove));
      gtk_widget_add_css_class (button, "destructive-action");
      g_signal_connect_swapped (button, "activated", G_CALLBACK (delete_cb), self);
      adw_preferences_group_add (end, button);
      lsn_form_dialog_add_group (LSN_FORM_DIALOG (self), end);
    }
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_part_dialog_finalize (GObject *object)
{
  g_free (LSN_PART_DIALOG (object)->currency);

  G_OBJECT_CLASS (lsn_part_dialog_parent_class)->finalize (object);
}

static void
lsn_part_dialog_class_init (LsnPartDialogClass *klass)
{
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lsn_part_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;
}

static void
lsn_part_dialog_init (LsnPartDialog *self)
{
}

AdwDialog *
lsn_part_dialog_new (LsnContext *context, LsnPart part, gint64 project_id, const LsnRow *row,
                     const char *currency)
{
  LsnPartDialog *self = g_object_new (LSN_TYPE_PART_DIALOG, "title",
                                      _ (row ? parts[part].edit : parts[part].add), NULL);

  self->part = part;
  self->project_id = project_id;
  self->id = row ? lsn_row_get_int64 (row, 0) : 0;
  self->currency = g_strdup (currency ? currency : lsn_money_get_default_currency ());
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  make_rows (self, row);
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows[0]);
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
