/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/plans/lsn-plan-template.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-parts.h"
#include "model/projects/lsn-task-write.h"

#include "lsn-plans-resource.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

const char *const lsn_plan_templates[] = { "advertising-video",
                                           "site",
                                           "context-advertising",
                                           "social-media",
                                           "marketplace-launch",
                                           "event",
                                           NULL };

/* --- Reading ---------------------------------------------------------------------------------- */

static void
step_free (gpointer data)
{
  LsnTemplateStep *step = data;

  g_free (step->title);
  g_array_unref (step->after);
  g_free (step);
}

void
lsn_plan_template_free (LsnPlanTemplate *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->about);
  g_strfreev (self->columns);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->milestones);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

LsnTemplateStep *
lsn_plan_template_get_step (const LsnPlanTemplate *self, guint index)
{
  return g_ptr_array_index (self->steps, index);
}

/* What a file is read with. */
typedef struct
{
  GKeyFile *file;
  const char *locale;
  LsnPlanTemplate *scheme;
  GStrv roles;
  GStrv milestones;
  GStrv steps;
} Reader;

static guint
find_key (GStrv keys, const char *key)
{
  for (guint i = 0; key && keys[i]; i++)
    {
      if (g_str_equal (keys[i], key))
        return i;
    }
  return G_MAXUINT;
}

static gboolean
read_titles (Reader *self, const char *kind, GStrv keys, GPtrArray *titles, GError **error)
{
  for (guint i = 0; keys[i]; i++)
    {
      g_autofree char *group = g_strdup_printf ("%s %s", kind, keys[i]);
      char *title = g_key_file_get_locale_string (self->file, group, "Title", self->locale, error);

      if (title == NULL)
        return FALSE;
      g_ptr_array_add (titles, title);
    }
  return TRUE;
}

/* A name that nothing is called by is a mistake of the file. */
static gboolean
find_or_fail (GStrv keys, const char *key, guint limit, const char *group, guint *place,
              GError **error)
{
  *place = find_key (keys, key);
  if (key == NULL || *place < limit)
    return TRUE;
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               "[%s] names “%s”, which is not there before it", group, key);
  return FALSE;
}

static gboolean
read_step (Reader *self, guint index, GError **error)
{
  g_autofree char *group = g_strdup_printf ("Step %s", self->steps[index]);
  g_autofree char *role = g_key_file_get_string (self->file, group, "Role", NULL);
  g_autofree char *milestone = g_key_file_get_string (self->file, group, "Milestone", NULL);
  g_autofree char *turn = g_key_file_get_string (self->file, group, "Turn", NULL);
  g_auto (GStrv) after = g_key_file_get_string_list (self->file, group, "After", NULL, NULL);
  LsnTemplateStep *step = g_new0 (LsnTemplateStep, 1);

  step->after = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->scheme->steps, step);
  step->title = g_key_file_get_locale_string (self->file, group, "Title", self->locale, error);
  if (step->title == NULL)
    return FALSE;
  step->days = MAX (1, g_key_file_get_integer (self->file, group, "Days", NULL));
  step->minutes = (gint64) g_key_file_get_integer (self->file, group, "Hours", NULL) * 60;
  step->client = g_strcmp0 (turn, "client") == 0;
  for (guint i = 0; after && after[i]; i++)
    {
      guint place;

      if (!find_or_fail (self->steps, after[i], index, group, &place, error))
        return FALSE;
      g_array_append_val (step->after, place);
    }
  return find_or_fail (self->roles, role, G_MAXUINT, group, &step->role, error) &&
         find_or_fail (self->milestones, milestone, G_MAXUINT, group, &step->milestone, error);
}

static gboolean
read_file (Reader *self, GError **error)
{
  LsnPlanTemplate *scheme = self->scheme;

  scheme->title = g_key_file_get_locale_string (self->file, "Plan", "Title", self->locale, error);
  if (scheme->title == NULL)
    return FALSE;
  scheme->about = g_key_file_get_locale_string (self->file, "Plan", "About", self->locale, error);
  if (scheme->about == NULL)
    return FALSE;
  scheme->columns =
      g_key_file_get_locale_string_list (self->file, "Plan", "Columns", self->locale, NULL, error);
  if (scheme->columns == NULL)
    return FALSE;
  self->roles = g_key_file_get_string_list (self->file, "Plan", "Roles", NULL, error);
  self->milestones =
      self->roles ? g_key_file_get_string_list (self->file, "Plan", "Milestones", NULL, error)
                  : NULL;
  self->steps = self->milestones
                    ? g_key_file_get_string_list (self->file, "Plan", "Steps", NULL, error)
                    : NULL;
  if (self->steps == NULL || !read_titles (self, "Role", self->roles, scheme->roles, error) ||
      !read_titles (self, "Milestone", self->milestones, scheme->milestones, error))
    return FALSE;
  for (guint i = 0; self->steps[i]; i++)
    {
      if (!read_step (self, i, error))
        return FALSE;
    }
  return TRUE;
}

LsnPlanTemplate *
lsn_plan_template_load (const char *name, const char *locale, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/app/liaison/Liaison/plans/%s.ini", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (lsn_plans_get_resource (), path, 0, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LsnPlanTemplate) scheme = g_new0 (LsnPlanTemplate, 1);
  Reader reader = { .file = file, .locale = locale, .scheme = scheme };
  gboolean ok;

  scheme->name = g_strdup (name);
  scheme->roles = g_ptr_array_new_with_free_func (g_free);
  scheme->milestones = g_ptr_array_new_with_free_func (g_free);
  scheme->steps = g_ptr_array_new_with_free_func (step_free);
  if (bytes == NULL)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_NOT_FOUND, "There is no plan “%s”",
                   name);
      return NULL;
    }
  ok = g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, error) &&
       read_file (&reader, error);
  g_strfreev (reader.roles);
  g_strfreev (reader.milestones);
  g_strfreev (reader.steps);
  return ok ? g_steal_pointer (&scheme) : NULL;
}

/* --- In time ---------------------------------------------------------------------------------- */

static LsnDate
find_workday (LsnWorkdays *workdays, LsnDate day, int way)
{
  while (!lsn_workdays_is_working (workdays, day))
    day += way;
  return day;
}

/* Steps stand behind those they wait for, so one pass is enough either way. */
GArray *
lsn_plan_template_place (const LsnPlanTemplate *self, LsnDate day, gboolean backwards,
                         LsnWorkdays *workdays)
{
  guint n = self->steps->len;
  GArray *days = g_array_new (FALSE, FALSE, sizeof (LsnTemplateDays));

  g_array_set_size (days, n);
  for (guint i = 0; i < n; i++)
    g_array_index (days, LsnTemplateDays, i) = (LsnTemplateDays) { LSN_DATE_NONE, LSN_DATE_NONE };
  day = find_workday (workdays, day, backwards ? -1 : 1);
  for (guint i = 0; i < n; i++)
    {
      guint index = backwards ? n - 1 - i : i;
      const LsnTemplateStep *step = lsn_plan_template_get_step (self, index);
      LsnTemplateDays *own = &g_array_index (days, LsnTemplateDays, index);

      if (backwards)
        {
          own->due = own->due == LSN_DATE_NONE ? day : own->due;
          own->start = lsn_workdays_add (workdays, own->due, 1 - step->days);
        }
      else
        {
          own->start = day;
          for (guint j = 0; j < step->after->len; j++)
            own->start =
                MAX (own->start,
                     lsn_workdays_get_next (workdays,
                                            g_array_index (days, LsnTemplateDays,
                                                           g_array_index (step->after, guint, j))
                                                .due));
          own->due = lsn_workdays_add (workdays, own->start, step->days - 1);
        }
      for (guint j = 0; backwards && j < step->after->len; j++)
        {
          LsnTemplateDays *before =
              &g_array_index (days, LsnTemplateDays, g_array_index (step->after, guint, j));
          LsnDate due = lsn_workdays_add (workdays, own->start, -1);

          before->due = before->due == LSN_DATE_NONE ? due : MIN (before->due, due);
        }
    }
  return days;
}

/* --- Making a plan ---------------------------------------------------------------------------- */

LsnPlanMake *
lsn_plan_make_new (LsnPlanTemplate *scheme, LsnDate day, gboolean backwards, LsnWorkdays *workdays,
                   gint64 now)
{
  LsnPlanMake *self = g_new0 (LsnPlanMake, 1);

  self->scheme = scheme;
  self->day = day;
  self->backwards = backwards;
  self->workdays = lsn_workdays_ref (workdays);
  self->members = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->members, scheme->roles->len);
  self->now = now;
  return self;
}

void
lsn_plan_make_free (LsnPlanMake *self)
{
  lsn_plan_template_free (self->scheme);
  lsn_workdays_unref (self->workdays);
  g_clear_pointer (&self->row, lsn_row_free);
  g_array_unref (self->members);
  g_free (self);
}

static gboolean
make_project (LsnDatabase *db, LsnPlanMake *make, LsnDate first, LsnDate last, GError **error)
{
  LsnProjectEdit edit = { .row = make->row, .columns = make->scheme->columns, .now = make->now };
  g_autofree char *start = lsn_date_dup_iso (first);
  g_autofree char *due = lsn_date_dup_iso (make->backwards ? make->day : last);

  if (make->project_id)
    return TRUE;
  lsn_row_set_text (edit.row, LSN_PROJECT_START_ON, start);
  lsn_row_set_text (edit.row, LSN_PROJECT_DUE_ON, due);
  lsn_row_set_text (edit.row, LSN_PROJECT_TEMPLATE, make->scheme->name);
  if (!lsn_project_edit_on_worker (db, &edit, NULL, error))
    return FALSE;
  make->project_id = edit.id;
  return TRUE;
}

/* A milestone is accepted when the last of its steps is over. */
static gboolean
make_milestones (LsnDatabase *db, LsnPlanMake *make, GArray *days, gint64 *ids, GError **error)
{
  for (guint i = 0; i < make->scheme->milestones->len; i++)
    {
      LsnMilestoneEdit edit = { .row = lsn_row_new (&lsn_milestone_info), .now = make->now };
      g_autoptr (LsnRow) row = edit.row;
      g_autofree char *due = NULL;
      LsnDate day = LSN_DATE_NONE;

      for (guint j = 0; j < make->scheme->steps->len; j++)
        {
          if (lsn_plan_template_get_step (make->scheme, j)->milestone == i)
            day = MAX (day, g_array_index (days, LsnTemplateDays, j).due);
        }
      if (day == LSN_DATE_NONE)
        continue;
      due = lsn_date_dup_iso (day);
      lsn_row_set_int64 (row, LSN_MILESTONE_PROJECT_ID, make->project_id);
      lsn_row_set_text (row, LSN_MILESTONE_TITLE, g_ptr_array_index (make->scheme->milestones, i));
      lsn_row_set_text (row, LSN_MILESTONE_DUE_ON, due);
      if (make->contact_id)
        lsn_row_set_int64 (row, LSN_MILESTONE_CONTACT_ID, make->contact_id);
      if (!lsn_milestone_edit_on_worker (db, &edit, NULL, error))
        return FALSE;
      ids[i] = edit.id;
    }
  return TRUE;
}

static gboolean
make_step (LsnDatabase *db, LsnPlanMake *make, guint index, const LsnTemplateDays *days,
           const gint64 *milestones, gint64 *ids, GError **error)
{
  const LsnTemplateStep *step = lsn_plan_template_get_step (make->scheme, index);
  LsnTaskEdit edit = { .row = lsn_row_new (&lsn_task_info), .now = make->now };
  g_autoptr (LsnRow) row = edit.row;
  g_autofree char *start = lsn_date_dup_iso (days->start);
  g_autofree char *due = lsn_date_dup_iso (days->due);

  edit.workdays = make->workdays;
  lsn_row_set_int64 (row, LSN_TASK_PROJECT_ID, make->project_id);
  lsn_row_set_text (row, LSN_TASK_TITLE, step->title);
  lsn_row_set_text (row, LSN_TASK_START_ON, start);
  lsn_row_set_text (row, LSN_TASK_DUE_ON, due);
  lsn_row_set_text (row, LSN_TASK_BASELINE_START_ON, start);
  lsn_row_set_text (row, LSN_TASK_BASELINE_DUE_ON, due);
  if (step->minutes > 0)
    lsn_row_set_int64 (row, LSN_TASK_ESTIMATE_MINUTES, step->minutes);
  if (step->client)
    lsn_row_set_text (row, LSN_TASK_TURN, "client");
  if (step->role < make->scheme->roles->len)
    {
      gint64 member = g_array_index (make->members, gint64, step->role);

      lsn_row_set_text (row, LSN_TASK_ROLE, g_ptr_array_index (make->scheme->roles, step->role));
      if (member)
        lsn_row_set_int64 (row, LSN_TASK_ASSIGNEE_ID, member);
    }
  if (step->milestone < make->scheme->milestones->len)
    lsn_row_set_int64 (row, LSN_TASK_MILESTONE_ID, milestones[step->milestone]);
  if (!lsn_task_edit_on_worker (db, &edit, NULL, error))
    return FALSE;
  ids[index] = edit.id;
  for (guint i = 0; i < step->after->len; i++)
    {
      LsnTaskBlocker blocker = { edit.id, ids[g_array_index (step->after, guint, i)], TRUE };

      if (!lsn_task_blocker_on_worker (db, &blocker, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_plan_make_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnPlanMake *make = data;
  guint n = make->scheme->steps->len;
  g_autoptr (GArray) days =
      lsn_plan_template_place (make->scheme, make->day, make->backwards, make->workdays);
  g_autofree gint64 *milestones = g_new0 (gint64, make->scheme->milestones->len + 1);
  g_autofree gint64 *ids = g_new0 (gint64, n + 1);
  LsnDate first = G_MAXINT32;
  LsnDate last = LSN_DATE_NONE;

  for (guint i = 0; i < n; i++)
    {
      first = MIN (first, g_array_index (days, LsnTemplateDays, i).start);
      last = MAX (last, g_array_index (days, LsnTemplateDays, i).due);
    }
  if (!make_project (db, make, first, last, error) ||
      !make_milestones (db, make, days, milestones, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!make_step (db, make, i, &g_array_index (days, LsnTemplateDays, i), milestones, ids,
                      error))
        return FALSE;
    }
  return lsn_database_run (db, error,
                           "UPDATE milestone SET baseline_on = due_on WHERE project_id = ?", "i",
                           make->project_id);
}
