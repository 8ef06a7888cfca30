/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-plan-view.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/plans/lsn-plan-shift.h"
#include "model/projects/lsn-project.h"
#include "views/projects/lsn-milestone-dialog.h"
#include "views/projects/lsn-plan-print.h"
#include "views/projects/lsn-slip-dialog.h"
#include "widgets/lsn-dialog.h"
#include "widgets/lsn-timeline.h"

#include <glib/gi18n-lib.h>

struct _LsnPlanView
{
  AdwBin parent_instance;

  LsnContext *context; /* owned */
  gint64 project_id;
  LsnPlan *plan;   /* owned, nullable: as it is shown */
  GPtrArray *bars; /* owned; element-type LsnTimelineBar: likewise */
  GArray *links;   /* owned; element-type LsnTimelineLink */
  gboolean reading;
  gboolean again;
  gboolean arriving;         /* another project comes */
  GSimpleActionGroup *group; /* owned */

  /* Template widgets */
  GtkStack *stack;
  GtkDropDown *zoom_drop;
  GtkLabel *sum_label;
  LsnTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (LsnPlanView, lsn_plan_view, ADW_TYPE_BIN)

/* --- Showing ---------------------------------------------------------------------------------- */

static char *
dup_days (const LsnPlan *plan, LsnDate start, LsnDate due)
{
  g_autofree char *from = lsn_when_dup_short (start, plan->today);
  g_autofree char *to = lsn_when_dup_short (due, plan->today);

  return start == due ? g_steal_pointer (&to) : g_strdup_printf ("%s – %s", from, to);
}

static void
add_words (GString *words, const char *more)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
}

/* All that the eye sees of a bar, in words. */
static char *
dup_words (const LsnPlan *plan, const LsnPlanBar *bar)
{
  g_autoptr (GString) words = g_string_new (bar->title);

  if (bar->is_milestone)
    add_words (words, _ ("milestone"));
  if (bar->due != LSN_DATE_NONE)
    {
      g_autofree char *days = dup_days (plan, bar->start, bar->due);

      add_words (words, days);
    }
  else
    {
      add_words (words, _ ("no dates"));
    }
  if (bar->who)
    add_words (words, bar->who);
  if (bar->done)
    add_words (words, bar->is_milestone ? _ ("accepted") : _ ("done"));
  else if (bar->late)
    add_words (words, _ ("late"));
  if (bar->critical)
    add_words (words, _ ("on the critical path"));
  else if (bar->slack > 0)
    {
      g_autofree char *slack =
          g_strdup_printf (ngettext ("may slip by %d working day", "may slip by %d working days",
                                     (guint) bar->slack),
                           bar->slack);

      add_words (words, slack);
    }
  if (bar->base_due != LSN_DATE_NONE && bar->base_due != bar->due)
    {
      g_autofree char *day = lsn_when_dup_short (bar->base_due, plan->today);
      g_autofree char *meant = g_strdup_printf (_ ("was planned for %s"), day);

      add_words (words, meant);
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static LsnTimelineBar *
make_bar (const LsnPlan *plan, const LsnPlanBar *bar)
{
  LsnTimelineBar *shown = lsn_timeline_bar_new ();

  shown->title = g_strdup (bar->title);
  shown->words = dup_words (plan, bar);
  shown->start = bar->start;
  shown->due = bar->due;
  shown->base_start = bar->base_start == LSN_DATE_NONE ? bar->base_due : bar->base_start;
  shown->base_due = bar->base_due;
  if (bar->is_milestone)
    {
      g_autofree char *day = lsn_when_dup_short (bar->due, plan->today);

      shown->note = bar->who ? g_strdup_printf ("%s · %s", day, bar->who) : g_strdup (day);
      shown->flags |= LSN_TIMELINE_MILESTONE;
    }
  else
    {
      shown->note = g_strdup (bar->who);
    }
  if (bar->done)
    shown->flags |= LSN_TIMELINE_DONE;
  if (bar->late)
    shown->flags |= LSN_TIMELINE_LATE;
  if (bar->critical)
    shown->flags |= LSN_TIMELINE_CRITICAL;
  return shown;
}

/* “12 cards · 4 milestones · until 4 Dec” */
static void
show_sum (LsnPlanView *self)
{
  const LsnPlan *plan = self->plan;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *end = NULL;
  guint n_late = 0;

  for (guint i = 0; i < plan->bars->len; i++)
    n_late += lsn_plan_get_bar (plan, i)->late;
  if (plan->last != LSN_DATE_NONE)
    {
      g_autofree char *day = lsn_when_dup_short (plan->last, plan->today);

      end = g_strdup_printf (_ ("until %s"), day);
      add_words (text, end);
    }
  if (n_late > 0)
    {
      g_autofree char *late = g_strdup_printf (ngettext ("%u late", "%u late", n_late), n_late);

      add_words (text, late);
    }
  gtk_label_set_text (self->sum_label, text->str);
}

/* A card that leads to its milestone by way of another one need not be drawn to it as well. */
static void
show_links (LsnPlanView *self, const LsnPlan *plan)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < plan->links->len; i++)
    {
      const LsnPlanLink *link = &g_array_index (plan->links, LsnPlanLink, i);
      gint64 pair = (gint64) link->from << 32 | link->to;

      g_hash_table_add (pairs, g_memdup2 (&pair, sizeof pair));
    }
  for (guint i = 0; i < plan->links->len; i++)
    {
      const LsnPlanLink *link = &g_array_index (plan->links, LsnPlanLink, i);
      LsnTimelineLink shown = { link->from, link->to };
      gboolean by_another = FALSE;

      for (guint j = 0; lsn_plan_get_bar (plan, link->to)->is_milestone && j < plan->links->len;
           j++)
        {
          const LsnPlanLink *other = &g_array_index (plan->links, LsnPlanLink, j);
          gint64 pair = (gint64) other->to << 32 | link->to;

          by_another = by_another || (other->from == link->from && other->to != link->to &&
                                      g_hash_table_contains (pairs, &pair));
        }
      if (!by_another)
        g_array_append_val (self->links, shown);
    }
}

static void
show_plan (LsnPlanView *self, LsnPlan *plan)
{
  guint selected = lsn_timeline_get_selected (self->timeline);
  gboolean was_milestone = FALSE;
  gint64 was = 0;

  if (self->plan && !self->arriving && selected < self->plan->bars->len)
    {
      was = lsn_plan_get_bar (self->plan, selected)->id;
      was_milestone = lsn_plan_get_bar (self->plan, selected)->is_milestone;
    }
  g_clear_pointer (&self->plan, lsn_plan_free);
  g_clear_pointer (&self->bars, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  self->plan = plan;
  self->bars = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_timeline_bar_free);
  self->links = g_array_sized_new (FALSE, FALSE, sizeof (LsnTimelineLink), plan->links->len);
  for (guint i = 0; i < plan->bars->len; i++)
    g_ptr_array_add (self->bars, make_bar (plan, lsn_plan_get_bar (plan, i)));
  show_links (self, plan);
  lsn_timeline_set (self->timeline, self->bars, self->links, plan->today, plan->workdays);
  lsn_timeline_select (self->timeline, was ? lsn_plan_find (plan, was_milestone, was) : G_MAXUINT);
  if (self->arriving && plan->first != LSN_DATE_NONE)
    lsn_timeline_show_day (self->timeline, MAX (plan->first, plan->today - 14));
  self->arriving = FALSE;
  show_sum (self);
  gtk_stack_set_visible_child_name (self->stack, plan->bars->len > 0 ? "plan" : "empty");
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void load (LsnPlanView *self);

static void
slot_free (gpointer data)
{
  LsnPlan **slot = data;

  g_clear_pointer (slot, lsn_plan_free);
  g_free (slot);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_plan_on_worker (db, *(LsnPlan **) data, cancellable, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPlanView) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnPlan **slot = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  self->reading = FALSE;
  if (self->again)
    load (self);
  else if (slot == NULL)
    lsn_context_tell_failed (self->context, error);
  else if ((*slot)->project)
    show_plan (self, g_steal_pointer (slot));
}

static void
load (LsnPlanView *self)
{
  LsnPlan **slot;

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  slot = g_new0 (LsnPlan *, 1);
  *slot = lsn_plan_new (self->project_id, lsn_context_get_today (self->context),
                        lsn_context_get_workdays (self->context));
  lsn_store_read_async (lsn_context_get_store (self->context), read_on_worker, slot, slot_free,
                        NULL, read_cb, g_object_ref (self));
}

void
lsn_plan_view_show (LsnPlanView *self, gint64 project_id)
{
  if (self->project_id != project_id)
    {
      self->arriving = TRUE;
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
  self->project_id = project_id;
  load (self);
}

/* --- What the user does with bars ------------------------------------------------------------- */

static void
activated_cb (LsnPlanView *self, guint index)
{
  const LsnPlanBar *bar = lsn_plan_get_bar (self->plan, index);

  if (bar->is_milestone)
    lsn_dialog_present (lsn_milestone_dialog_new (self->context, self->project_id, bar->id),
                        GTK_WIDGET (self));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-task", "x", bar->id);
}

static void
moved_cb (LsnPlanView *self, guint index, int start, int due)
{
  const LsnPlanBar *bar = lsn_plan_get_bar (self->plan, index);
  g_autoptr (GArray) moves = lsn_plan_shift (self->plan, index, start, due);
  g_autofree char *days = dup_days (self->plan, start, due);
  g_autofree char *message = g_strdup_printf (_ ("“%1$s”: %2$s"), bar->title, days);
  LsnPlanChange *change = lsn_plan_change_new (self->plan, moves, lsn_clock_now ());

  if (moves->len > 1)
    lsn_slip_dialog_present (self->context, self->plan, moves, 1, change, _ ("Move in the Plan"),
                             message, GTK_WIDGET (self));
  else
    lsn_context_write (self->context, _ ("Move in the Plan"), message, lsn_plan_change_on_worker,
                       change, (GDestroyNotify) lsn_plan_change_free);
}

/* A link that is there already is taken away. */
static void
linked_cb (LsnPlanView *self, guint from, guint to)
{
  const LsnPlanBar *first = lsn_plan_get_bar (self->plan, from);
  const LsnPlanBar *second = lsn_plan_get_bar (self->plan, to);
  gboolean has = lsn_plan_has_link (self->plan, from, to);
  g_autoptr (GArray) moves = has ? NULL : lsn_plan_shift_link (self->plan, from, to);
  g_autofree char *message = g_strdup_printf (has ? _ ("“%2$s” does not wait for “%1$s” any more")
                                                  : _ ("“%2$s” waits for “%1$s”"),
                                              first->title, second->title);
  const char *label = has ? _ ("Take Link Away") : _ ("Link in the Plan");
  LsnPlanChange *change;

  if (first->is_milestone)
    return;
  change = lsn_plan_change_new (self->plan, moves, lsn_clock_now ());
  change->link_from = first->id;
  change->link_to = second->id;
  change->to_milestone = second->is_milestone;
  change->unlink = has;
  if (moves && moves->len > 0)
    lsn_slip_dialog_present (self->context, self->plan, moves, 0, change, label, message,
                             GTK_WIDGET (self));
  else
    lsn_context_write (self->context, label, message, lsn_plan_change_on_worker, change,
                       (GDestroyNotify) lsn_plan_change_free);
}

/* --- Scale ------------------------------------------------------------------------------------ */

static void
zoom_chosen_cb (LsnPlanView *self)
{
  GSettings *settings = self->context ? lsn_context_get_settings (self->context) : NULL;
  guint zoom = gtk_drop_down_get_selected (self->zoom_drop);

  if (self->context == NULL || zoom >= N_LSN_TIMELINE_ZOOMS)
    return;
  lsn_timeline_set_zoom (self->timeline, zoom);
  if (settings)
    g_settings_set_uint (settings, "plan-zoom", zoom);
}

static void
zoom_changed_cb (LsnPlanView *self)
{
  gtk_drop_down_set_selected (self->zoom_drop, lsn_timeline_get_zoom (self->timeline));
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
add_milestone_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnPlanView *self = user_data;

  lsn_dialog_present (lsn_milestone_dialog_new (self->context, self->project_id, 0),
                      GTK_WIDGET (self));
}

static void
today_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnPlanView *self = user_data;

  lsn_timeline_show_day (self->timeline, lsn_context_get_today (self->context));
}

static void
baseline_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  LsnPlanView *self = user_data;

  g_simple_action_set_state (action, value);
  lsn_timeline_set_baseline (self->timeline, g_variant_get_boolean (value));
}

static void
write_baseline (LsnPlanView *self, gboolean forget)
{
  LsnPlanBaseline baseline = { self->project_id, forget };

  lsn_context_write (self->context, forget ? _ ("Forget Baseline") : _ ("Keep as Baseline"),
                     forget ? _ ("The baseline is forgotten")
                            : _ ("The plan as it is now is the baseline"),
                     lsn_plan_baseline_on_worker, g_memdup2 (&baseline, sizeof baseline), g_free);
}

static void
keep_baseline_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_baseline (user_data, FALSE);
}

static void
forget_baseline_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_baseline (user_data, TRUE);
}

static void
print (LsnPlanView *self, GFile *file)
{
  g_autoptr (GError) error = NULL;

  if (self->plan == NULL)
    return;
  if (!lsn_plan_print (self->plan, self->bars, self->links, file,
                       GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error))
    lsn_context_tell_failed (self->context, error);
  else if (file)
    lsn_context_tell_saved (self->context, _ ("The plan is saved as PDF"), file);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print (user_data, NULL);
}

static void
pdf_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPlanView) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && self->context)
    print (self, file);
}

static void
pdf_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnPlanView *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;

  if (self->plan == NULL)
    return;
  name = g_strdup_printf ("%s.pdf", lsn_row_get_text (self->plan->project, LSN_PROJECT_NAME));
  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _ ("Save Plan as PDF"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        pdf_chosen_cb, g_object_ref (self));
}

static const GActionEntry actions[] = {
  { "add-milestone", add_milestone_action },
  { "today", today_action },
  { "baseline", NULL, NULL, "true", baseline_action },
  { "keep-baseline", keep_baseline_action },
  { "forget-baseline", forget_baseline_action },
  { "print", print_action },
  { "pdf", pdf_action },
};

static const char *const writing[] = { "add-milestone", "keep-baseline", "forget-baseline", NULL };

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_plan_view_dispose (GObject *object)
{
  LsnPlanView *self = LSN_PLAN_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PLAN_VIEW);
  g_clear_object (&self->context);
  g_clear_object (&self->group);
  g_clear_pointer (&self->plan, lsn_plan_free);
  g_clear_pointer (&self->bars, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_array_unref);

  G_OBJECT_CLASS (lsn_plan_view_parent_class)->dispose (object);
}

static void
lsn_plan_view_class_init (LsnPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_plan_view_dispose;

  g_type_ensure (LSN_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnPlanView, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnPlanView, zoom_drop);
  gtk_widget_class_bind_template_child (widget_class, LsnPlanView, sum_label);
  gtk_widget_class_bind_template_child (widget_class, LsnPlanView, timeline);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, linked_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
}

static void
lsn_plan_view_init (LsnPlanView *self)
{
  const char *const zooms[] = { C_ ("timeline", "Days"), C_ ("timeline", "Weeks"),
                                C_ ("timeline", "Months"), C_ ("timeline", "Quarters"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (zooms);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->zoom_drop, G_LIST_MODEL (names));
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan", G_ACTION_GROUP (self->group));
}

GtkWidget *
lsn_plan_view_new (LsnContext *context)
{
  LsnPlanView *self = g_object_new (LSN_TYPE_PLAN_VIEW, NULL);
  GSettings *settings = lsn_context_get_settings (context);
  guint zoom = settings ? g_settings_get_uint (settings, "plan-zoom") : LSN_TIMELINE_WEEKS;

  lsn_timeline_set_zoom (self->timeline, zoom);
  gtk_drop_down_set_selected (self->zoom_drop, zoom);
  self->context = g_object_ref (context);
  lsn_context_guard_actions (context, self->group, writing);
  g_object_bind_property (context, "writable", self->timeline, "editable", G_BINDING_SYNC_CREATE);
  return GTK_WIDGET (self);
}
