/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-project-overview.h"
#include "base/lsn-money.h"
#include "base/lsn-when.h"
#include "model/plans/lsn-project-card.h"
#include "model/projects/lsn-project.h"
#include "model/timeline/lsn-agreement.h"
#include "views/lsn-picker-dialog.h"
#include "views/projects/lsn-milestone-dialog.h"
#include "views/projects/lsn-part-dialog.h"
#include "widgets/lsn-dialog.h"

#include <glib/gi18n-lib.h>

const char *const lsn_project_overview_tables[] = {
  "project", "task",     "milestone", "scope_change", "deliverable", "deliverable_version",
  "expense", "work_log", "lesson",    "agreement",    "contact",     "project_agreement",
  NULL
};

struct _LsnProjectOverview
{
  AdwBin parent_instance;

  LsnContext *context; /* owned */
  gint64 project_id;
  LsnProjectCard *card; /* owned, nullable */
  gboolean reading;
  gboolean again;
  GPtrArray *shown; /* owned; element-type GtkWidget: the rows of the groups */

  /* Template widgets */
  GtkLabel *purpose_label;
  GtkLabel *state_label;
  AdwPreferencesGroup *learnt_group;
  AdwPreferencesGroup *budget_group;
  AdwPreferencesGroup *milestones_group;
  AdwPreferencesGroup *results_group;
  AdwPreferencesGroup *scope_group;
  AdwPreferencesGroup *agreements_group;
  AdwPreferencesGroup *lessons_group;
  GtkWidget *expense_button;
  GtkWidget *milestone_button;
  GtkWidget *version_button;
  GtkWidget *scope_button;
  GtkWidget *agreement_button;
  GtkWidget *lesson_button;
};

G_DEFINE_FINAL_TYPE (LsnProjectOverview, lsn_project_overview, ADW_TYPE_BIN)

static const char *
get_currency (LsnProjectOverview *self)
{
  const char *currency = lsn_row_get_text (self->card->project, LSN_PROJECT_CURRENCY);

  return currency ? currency : lsn_money_get_default_currency ();
}

/* --- Rows ------------------------------------------------------------------------------------- */

static AdwActionRow *
add_row (LsnProjectOverview *self, AdwPreferencesGroup *group, const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->shown, row);
  return ADW_ACTION_ROW (row);
}

static void
open_row_cb (AdwActionRow *row, LsnProjectOverview *self)
{
  LsnPart part = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "part"));
  const LsnRow *data = g_object_get_data (G_OBJECT (row), "row");

  lsn_dialog_present (lsn_part_dialog_new (self->context, part, self->project_id, data,
                                           get_currency (self)),
                      GTK_WIDGET (self));
}

/* A row that opens what it shows. @data: borrowed of the card, which lives as long as the row */
static AdwActionRow *
add_part (LsnProjectOverview *self, AdwPreferencesGroup *group, LsnPart part, const LsnRow *data,
          const char *title, const char *subtitle)
{
  AdwActionRow *row = add_row (self, group, title, subtitle);

  g_object_set_data (G_OBJECT (row), "part", GUINT_TO_POINTER (part));
  g_object_set_data (G_OBJECT (row), "row", (gpointer) data);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (open_row_cb), self);
  return row;
}

static char *
dup_day (LsnProjectOverview *self, const LsnRow *row, guint field)
{
  LsnDate day = lsn_date_from_iso (lsn_row_get_text (row, field));

  return day == LSN_DATE_NONE ? NULL : lsn_when_dup_short (day, self->card->today);
}

static void
add_words (GString *words, const char *more)
{
  if (more && *more)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
}

static void
add_bar (AdwActionRow *row, double fraction, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (fraction, 0, 1));
  gtk_widget_set_size_request (bar, 96, -1);
  if (fraction > 1)
    gtk_widget_add_css_class (label, "error");
  else if (fraction >= 0.75)
    gtk_widget_add_css_class (label, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, box);
}

/* --- Groups ----------------------------------------------------------------------------------- */

static void
show_head (LsnProjectOverview *self)
{
  const LsnProjectCard *card = self->card;
  const char *purpose = lsn_row_get_text (card->project, LSN_PROJECT_PURPOSE);
  g_autofree char *due = dup_day (self, card->project, LSN_PROJECT_DUE_ON);
  g_autofree char *promised = due ? g_strdup_printf (_ ("promised by %s"), due) : NULL;
  g_autofree char *cards =
      g_strdup_printf (ngettext ("%1$u of %2$u card is done", "%1$u of %2$u cards are done",
                                 (guint) card->n_cards),
                       (guint) card->n_done, (guint) card->n_cards);
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_label_set_text (self->purpose_label,
                      purpose ? purpose : _ ("No purpose is written down yet."));
  add_words (words, lsn_row_get_text (card->project, LSN_PROJECT_CLIENT_NAME));
  add_words (words, promised);
  add_words (words, cards);
  gtk_label_set_text (self->state_label, words->str);
}

static void
show_hours (LsnProjectOverview *self)
{
  const LsnProjectCard *card = self->card;
  gint64 plan = lsn_row_get_int64 (card->project, LSN_PROJECT_BUDGET_MINUTES);
  g_autofree char *spent = lsn_when_dup_duration (card->spent);
  g_autofree char *planned = lsn_when_dup_duration (plan);
  g_autofree char *estimate = lsn_when_dup_duration (card->estimate);
  g_autofree char *estimated = g_strdup_printf (_ ("Cards are estimated at %s"), estimate);
  g_autofree char *text =
      plan > 0 ? g_strdup_printf (_ ("%1$s of %2$s"), spent, planned) : g_strdup (spent);

  add_bar (add_row (self, self->budget_group, _ ("Hours"), estimated),
           plan > 0 ? (double) card->spent / plan : 0, text);
}

static void
show_money (LsnProjectOverview *self)
{
  const LsnProjectCard *card = self->card;
  gint64 plan = lsn_row_get_int64 (card->project, LSN_PROJECT_BUDGET_MINOR);
  gint64 cost = lsn_project_card_get_cost (card);
  g_autofree char *spent = lsn_money_dup_short (cost, get_currency (self));
  g_autofree char *planned = lsn_money_dup_short (plan, get_currency (self));
  g_autofree char *rest = lsn_money_dup_short (plan - cost, get_currency (self));
  g_autofree char *margin = plan > 0 ? g_strdup_printf (_ ("Left: %s"), rest) : NULL;
  g_autofree char *text =
      plan > 0 ? g_strdup_printf (_ ("%1$s of %2$s"), spent, planned) : g_strdup (spent);

  add_bar (add_row (self, self->budget_group, _ ("Money"), margin),
           plan > 0 ? (double) cost / plan : 0, text);
}

static void
show_retainer (LsnProjectOverview *self)
{
  const LsnRetainer *retainer = &self->card->retainer;
  g_autofree char *spent = lsn_when_dup_duration (MAX (retainer->spent, 0));
  g_autofree char *available = lsn_when_dup_duration (retainer->available);
  g_autofree char *carried = lsn_when_dup_duration (retainer->carried);
  g_autofree char *subtitle =
      retainer->carried > 0 ? g_strdup_printf (_ ("With %s left of the months before"), carried)
                            : NULL;
  g_autofree char *text = g_strdup_printf (_ ("%1$s of %2$s"), spent, available);

  if (retainer->minutes > 0)
    add_bar (add_row (self, self->budget_group, _ ("Retainer of This Month"), subtitle),
             lsn_retainer_get_percent (retainer) / 100.0, text);
}

static void
show_expenses (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->expenses->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (self->card->expenses, i);
      g_autofree char *day = dup_day (self, row, LSN_EXPENSE_SPENT_ON);
      g_autofree char *amount =
          lsn_money_dup_short (lsn_row_get_int64 (row, LSN_EXPENSE_AMOUNT_MINOR),
                               get_currency (self));
      GtkWidget *label = gtk_label_new (amount);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (add_part (self, self->budget_group, LSN_PART_EXPENSE, row,
                                           lsn_row_get_text (row, LSN_EXPENSE_TITLE), day),
                                 label);
    }
}

static void
open_milestone_cb (AdwActionRow *row, LsnProjectOverview *self)
{
  const LsnRow *data = g_object_get_data (G_OBJECT (row), "row");

  lsn_dialog_present (lsn_milestone_dialog_new (self->context, self->project_id,
                                                lsn_row_get_int64 (data, LSN_MILESTONE_ID)),
                      GTK_WIDGET (self));
}

static void
show_milestones (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->milestones->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->milestones, i);
      LsnDate due = lsn_date_from_iso (lsn_row_get_text (data, LSN_MILESTONE_DUE_ON));
      g_autofree char *accepted = dup_day (self, data, LSN_MILESTONE_ACCEPTED_ON);
      g_autofree char *when = accepted
                                  ? g_strdup_printf (_ ("Accepted on %s"), accepted)
                                  : lsn_when_dup_due (due, LSN_WHEN_NO_TIME, self->card->today);
      g_autoptr (GString) words = g_string_new (NULL);
      AdwActionRow *row;

      add_words (words, when);
      add_words (words, lsn_row_get_text (data, LSN_MILESTONE_CONTACT_NAME));
      row = add_row (self, self->milestones_group, lsn_row_get_text (data, LSN_MILESTONE_TITLE),
                     words->str);
      adw_action_row_add_prefix (row, gtk_image_new_from_icon_name (
                                          accepted                  ? "object-select-symbolic"
                                          : due < self->card->today ? "dialog-warning-symbolic"
                                                                    : "starred-symbolic"));
      g_object_set_data (G_OBJECT (row), "row", (gpointer) data);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (open_milestone_cb), self);
    }
}

static void
show_versions (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->versions->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->versions, i);
      g_autofree char *title =
          g_strdup_printf (_ ("%1$s, version %2$d"), lsn_row_get_text (data, LSN_VERSION_TITLE),
                           (int) lsn_row_get_int64 (data, LSN_VERSION_NUMBER));
      g_autofree char *sent = dup_day (self, data, LSN_VERSION_SENT_ON);
      g_autofree char *decided = dup_day (self, data, LSN_VERSION_DECIDED_ON);
      g_autofree char *sent_on = sent ? g_strdup_printf (_ ("sent on %s"), sent) : NULL;
      g_autoptr (GString) words = g_string_new (NULL);

      add_words (words,
                 lsn_version_verdict_get_label (lsn_row_get_text (data, LSN_VERSION_VERDICT)));
      add_words (words, decided);
      add_words (words, sent_on);
      add_words (words, lsn_row_get_text (data, LSN_VERSION_ANSWER));
      add_part (self, self->results_group, LSN_PART_VERSION, data, title, words->str);
    }
}

static void
show_scope (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->scope->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->scope, i);
      g_autofree char *asked = dup_day (self, data, LSN_SCOPE_ASKED_ON);
      g_autofree char *price =
          lsn_row_is_null (data, LSN_SCOPE_AMOUNT_MINOR)
              ? NULL
              : lsn_money_dup_short (lsn_row_get_int64 (data, LSN_SCOPE_AMOUNT_MINOR),
                                     get_currency (self));
      g_autoptr (GString) words = g_string_new (NULL);

      add_words (words, lsn_scope_stage_get_label (lsn_row_get_text (data, LSN_SCOPE_STAGE)));
      add_words (words, price);
      add_words (words, asked);
      add_part (self, self->scope_group, LSN_PART_SCOPE, data,
                lsn_row_get_text (data, LSN_SCOPE_TITLE), words->str);
    }
  if (self->card->free_minor > 0)
    {
      g_autofree char *free_words =
          lsn_money_dup_short (self->card->free_minor, get_currency (self));
      g_autofree char *text = g_strdup_printf (_ ("Given free so far: %s"), free_words);

      adw_preferences_group_set_description (self->scope_group, text);
    }
  else
    {
      adw_preferences_group_set_description (self->scope_group, NULL);
    }
}

static void
let_go_cb (GtkButton *button, LsnProjectOverview *self)
{
  const LsnRow *data = g_object_get_data (G_OBJECT (button), "row");
  LsnProjectAgreement agreement = { self->project_id, lsn_row_get_int64 (data, LSN_AGREEMENT_ID),
                                    FALSE };

  lsn_context_write (self->context, _ ("Let Agreement Go"),
                     _ ("The agreement is not of this project any more"),
                     lsn_project_agreement_on_worker, g_memdup2 (&agreement, sizeof agreement),
                     g_free);
}

static void
show_agreements (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->agreements->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->agreements, i);
      const char *state =
          lsn_agreement_state_get_label (lsn_row_get_text (data, LSN_AGREEMENT_STATE));
      AdwActionRow *row = add_row (self, self->agreements_group,
                                   lsn_row_get_text (data, LSN_AGREEMENT_TEXT), state);
      GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

      gtk_widget_set_tooltip_text (button, _ ("Let Agreement Go"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "row", (gpointer) data);
      g_signal_connect (button, "clicked", G_CALLBACK (let_go_cb), self);
      adw_action_row_add_suffix (row, button);
    }
}

static void
show_lessons (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->card->lessons->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->lessons, i);
      g_autofree char *day = dup_day (self, data, LSN_LESSON_LEARNT_ON);

      add_part (self, self->lessons_group, LSN_PART_LESSON, data,
                lsn_row_get_text (data, LSN_LESSON_TEXT), day);
    }
  for (guint i = 0; i < self->card->learnt->len; i++)
    {
      const LsnRow *data = g_ptr_array_index (self->card->learnt, i);

      add_row (self, self->learnt_group, lsn_row_get_text (data, LSN_LESSON_TEXT),
               lsn_row_get_text (data, LSN_LESSON_PROJECT_NAME));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->learnt_group), self->card->learnt->len > 0);
}

static void
clear_rows (LsnProjectOverview *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->shown, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "group"), row);
    }
  g_ptr_array_set_size (self->shown, 0);
}

static void
show_card (LsnProjectOverview *self, LsnProjectCard *card)
{
  clear_rows (self);
  g_clear_pointer (&self->card, lsn_project_card_free);
  self->card = card;
  show_head (self);
  show_hours (self);
  show_money (self);
  show_retainer (self);
  show_expenses (self);
  show_milestones (self);
  show_versions (self);
  show_scope (self);
  show_agreements (self);
  show_lessons (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void load (LsnProjectOverview *self);

static void
slot_free (gpointer data)
{
  LsnProjectCard **slot = data;

  g_clear_pointer (slot, lsn_project_card_free);
  g_free (slot);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_project_card_on_worker (db, *(LsnProjectCard **) data, cancellable, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnProjectCard **slot = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  self->reading = FALSE;
  if (self->again)
    load (self);
  else if (slot == NULL)
    lsn_context_tell_failed (self->context, error);
  else if ((*slot)->project)
    show_card (self, g_steal_pointer (slot));
}

static void
load (LsnProjectOverview *self)
{
  LsnProjectCard **slot;

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  slot = g_new0 (LsnProjectCard *, 1);
  *slot = lsn_project_card_new (self->project_id, lsn_context_get_today (self->context));
  lsn_store_read_async (lsn_context_get_store (self->context), read_on_worker, slot, slot_free,
                        NULL, read_cb, g_object_ref (self));
}

void
lsn_project_overview_show (LsnProjectOverview *self, gint64 project_id)
{
  self->project_id = project_id;
  load (self);
}

/* --- Adding ----------------------------------------------------------------------------------- */

static void
add (LsnProjectOverview *self, LsnPart part)
{
  if (self->card)
    lsn_dialog_present (lsn_part_dialog_new (self->context, part, self->project_id, NULL,
                                             get_currency (self)),
                        GTK_WIDGET (self));
}

static void
add_expense_cb (LsnProjectOverview *self)
{
  add (self, LSN_PART_EXPENSE);
}

static void
add_version_cb (LsnProjectOverview *self)
{
  add (self, LSN_PART_VERSION);
}

static void
add_scope_cb (LsnProjectOverview *self)
{
  add (self, LSN_PART_SCOPE);
}

static void
add_lesson_cb (LsnProjectOverview *self)
{
  add (self, LSN_PART_LESSON);
}

static void
add_milestone_cb (LsnProjectOverview *self)
{
  lsn_dialog_present (lsn_milestone_dialog_new (self->context, self->project_id, 0),
                      GTK_WIDGET (self));
}

static void
picked_cb (GObject *owner, const LsnSearchHit *hit)
{
  LsnProjectOverview *self = LSN_PROJECT_OVERVIEW (owner);
  LsnProjectAgreement agreement = { self->project_id, hit->id, TRUE };

  lsn_context_write (self->context, _ ("Bind Agreement"),
                     _ ("The agreement is bound to the project"), lsn_project_agreement_on_worker,
                     g_memdup2 (&agreement, sizeof agreement), g_free);
}

static void
add_agreement_cb (LsnProjectOverview *self)
{
  static const char *const agreements[] = { "agreement", NULL };

  lsn_dialog_present (lsn_picker_dialog_new (self->context, _ ("Bind an Agreement"), agreements,
                                             picked_cb, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_project_overview_dispose (GObject *object)
{
  LsnProjectOverview *self = LSN_PROJECT_OVERVIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PROJECT_OVERVIEW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->card, lsn_project_card_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (lsn_project_overview_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnProjectOverview, name)

static void
lsn_project_overview_class_init (LsnProjectOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_project_overview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-project-overview.ui");
  CHILD (purpose_label);
  CHILD (state_label);
  CHILD (learnt_group);
  CHILD (budget_group);
  CHILD (milestones_group);
  CHILD (results_group);
  CHILD (scope_group);
  CHILD (agreements_group);
  CHILD (lessons_group);
  CHILD (expense_button);
  CHILD (milestone_button);
  CHILD (version_button);
  CHILD (scope_button);
  CHILD (agreement_button);
  CHILD (lesson_button);
  gtk_widget_class_bind_template_callback (widget_class, add_expense_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_milestone_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_version_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_agreement_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_lesson_cb);
}

static void
lsn_project_overview_init (LsnProjectOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new ();
}

GtkWidget *
lsn_project_overview_new (LsnContext *context)
{
  LsnProjectOverview *self = g_object_new (LSN_TYPE_PROJECT_OVERVIEW, NULL);

  self->context = g_object_ref (context);
  lsn_context_guard (context, self->expense_button, self->milestone_button, self->version_button,
                     self->scope_button, self->agreement_button, self->lesson_button, NULL);
  return GTK_WIDGET (self);
}
