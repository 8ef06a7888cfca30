/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-status.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"

#include <glib/gi18n-lib.h>

#define DONE_DAYS 14
#define MAX_NAMES 4 /* of a line; the rest is counted */

LsnStatus *
lsn_status_new (gint64 project_id, gint64 client_id, LsnDate today)
{
  LsnStatus *self = g_new0 (LsnStatus, 1);

  self->project_id = project_id;
  self->client_id = client_id;
  self->today = today;
  return self;
}

void
lsn_status_free (LsnStatus *self)
{
  g_free (self->title);
  for (guint i = 0; i < N_LSN_STATUS_LINES; i++)
    g_free (self->lines[i]);
  g_free (self);
}

const char *
lsn_status_line_get_name (LsnStatusLine line)
{
  static const char *const names[N_LSN_STATUS_LINES] = { "done", "now", "next", "waiting",
                                                         "dates" };

  return names[line];
}

const char *
lsn_status_line_get_label (LsnStatusLine line)
{
  const char *const labels[N_LSN_STATUS_LINES] = {
    C_ ("where we are", "Done"), C_ ("where we are", "Now"), C_ ("where we are", "Next"),
    C_ ("where we are", "Waiting for"), C_ ("where we are", "Dates")
  };

  return labels[line];
}

char *
lsn_status_dup_text (const LsnStatus *self)
{
  GString *text = g_string_new (self->title);

  g_string_append_c (text, '\n');
  for (guint i = 0; i < N_LSN_STATUS_LINES; i++)
    g_string_append_printf (text, "%s: %s\n", lsn_status_line_get_label (i), self->lines[i]);
  return g_string_free_and_steal (text);
}

/* --- Reading ---------------------------------------------------------------------------------- */

#define CARDS                                                                                      \
  " FROM task t LEFT JOIN project p ON p.id = t.project_id"                                        \
  " LEFT JOIN board_column c ON c.id = t.column_id LEFT JOIN member m ON m.id = t.assignee_id"     \
  " WHERE t.parent_id IS NULL AND t.archived_at IS NULL AND p.archived_at IS NULL AND"             \
  " CASE WHEN ?1 <> 0 THEN t.project_id = ?1 ELSE coalesce (t.client_id, p.client_id) = ?2 END"
#define FIRST_COLUMN                                                                               \
  "t.column_id = (SELECT f.id FROM board_column f WHERE f.project_id = t.project_id"               \
  " ORDER BY f.rank, f.id LIMIT 1)"
#define OPEN_BLOCKER                                                                               \
  "(SELECT b.title FROM task_blocker l JOIN task b ON b.id = l.blocker_id WHERE l.task_id = t.id"  \
  " AND b.done_at IS NULL AND b.archived_at IS NULL ORDER BY l.id LIMIT 1)"

/* Makes a line of what @sql finds: a text and what to say of it in brackets. */
static gboolean
list (LsnDatabase *db, LsnStatus *self, const char *sql, gint64 since, const char *nothing,
      char **line, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  lsn_statement_bind (statement, "iii", self->project_id, self->client_id, since);
  while (lsn_statement_step (statement))
    {
      const char *more = lsn_statement_get_text (statement, 1);

      if (n++ >= MAX_NAMES)
        continue;
      g_string_append_printf (text, "%s%s", n > 1 ? "; " : "",
                              lsn_statement_get_text (statement, 0));
      if (more)
        g_string_append_printf (text, " (%s)", more);
    }
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  if (n > MAX_NAMES)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n - MAX_NAMES),
                            n - MAX_NAMES);
  *line = n > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : g_strdup (nothing);
  return TRUE;
}

/* Versions that were sent and not answered yet. */
static gboolean
list_versions (LsnDatabase *db, LsnStatus *self, GString *text, guint *n, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT d.title, v.number, coalesce (k.name, c.name) FROM project p JOIN deliverable d"
      " ON d.project_id = p.id JOIN deliverable_version v ON v.deliverable_id = d.id"
      " LEFT JOIN contact k ON k.id = v.contact_id LEFT JOIN client c ON c.id = p.client_id"
      " WHERE v.verdict = 'sent' AND p.archived_at IS NULL AND v.number = (SELECT max (w.number)"
      " FROM deliverable_version w WHERE w.deliverable_id = d.id)"
      " AND CASE WHEN ?1 <> 0 THEN p.id = ?1 ELSE p.client_id = ?2 END ORDER BY v.sent_on, v.id",
      error);

  lsn_statement_bind (statement, "ii", self->project_id, self->client_id);
  while (lsn_statement_step (statement))
    {
      const char *who = lsn_statement_get_text (statement, 2);

      if ((*n)++ >= MAX_NAMES)
        continue;
      /* Translators: who is waited for, of what, its version */
      g_string_append (text, *n > 1 ? "; " : "");
      g_string_append_printf (text, _ ("%1$s: %2$s, version %3$d"),
                              who ? who : lsn_turn_get_label ("client"),
                              lsn_statement_get_text (statement, 0),
                              (int) lsn_statement_get_int64 (statement, 1));
    }
  return lsn_statement_finish (statement, error);
}

/* Whose move it is, or the card that must be done before. */
static gboolean
list_waiting (LsnDatabase *db, LsnStatus *self, char **line, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT t.title, t.turn, " OPEN_BLOCKER ", CASE t.turn WHEN 'client' THEN"
      " (SELECT k.name FROM client k WHERE k.id ="
      " coalesce (t.client_id, p.client_id)) WHEN 'performer' THEN m.name END" CARDS
      " AND t.done_at IS NULL AND (t.turn <> 'us' OR " OPEN_BLOCKER
      " IS NOT NULL) ORDER BY t.turn_since, t.id",
      error);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  lsn_statement_bind (statement, "ii", self->project_id, self->client_id);
  while (lsn_statement_step (statement))
    {
      const char *turn = lsn_statement_get_text (statement, 1);
      const char *blocker = lsn_statement_get_text (statement, 2);
      const char *who = lsn_statement_get_text (statement, 3);

      if (n++ >= MAX_NAMES)
        continue;
      g_string_append_printf (text, "%s%s: %s", n > 1 ? "; " : "",
                              g_strcmp0 (turn, "us") == 0 ? blocker
                              : who                       ? who
                                                          : lsn_turn_get_label (turn),
                              lsn_statement_get_text (statement, 0));
    }
  if (!lsn_statement_finish (statement, error) || !list_versions (db, self, text, &n, error))
    return FALSE;
  if (n > MAX_NAMES)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n - MAX_NAMES),
                            n - MAX_NAMES);
  *line = n > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : g_strdup (_ ("nobody"));
  return TRUE;
}

static void
add_part (GString *text, const char *part)
{
  if (part)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", part);
}

static char *
dup_promised (LsnStatus *self, const char *due)
{
  LsnDate date = lsn_date_from_iso (due);
  g_autofree char *day = date == LSN_DATE_NONE ? NULL : lsn_when_dup_short (date, self->today);

  return day ? g_strdup_printf (_ ("promised by %s"), day) : NULL;
}

/* What is to be accepted next, late or not, and by whom. */
static gboolean
add_milestone (LsnDatabase *db, LsnStatus *self, GString *text, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT m.title, m.due_on, c.name FROM project p JOIN milestone m ON m.project_id = p.id"
      " LEFT JOIN contact c ON c.id = m.contact_id WHERE m.accepted_on IS NULL"
      " AND p.archived_at IS NULL AND p.status <> 'done'"
      " AND CASE WHEN ?1 <> 0 THEN p.id = ?1 ELSE p.client_id = ?2 END"
      " ORDER BY m.due_on, m.id LIMIT 1",
      error);

  lsn_statement_bind (statement, "ii", self->project_id, self->client_id);
  if (lsn_statement_step (statement))
    {
      const char *who = lsn_statement_get_text (statement, 2);
      g_autofree char *day =
          lsn_when_dup_due (lsn_date_from_iso (lsn_statement_get_text (statement, 1)),
                            LSN_WHEN_NO_TIME, self->today);
      g_autofree char *part =
          who ? g_strdup_printf (_ ("milestone “%1$s” %2$s, accepted by %3$s"),
                                 lsn_statement_get_text (statement, 0), day, who)
              : g_strdup_printf (_ ("milestone “%1$s” %2$s"), lsn_statement_get_text (statement, 0),
                                 day);

      add_part (text, part);
    }
  return lsn_statement_finish (statement, error);
}

static gboolean
list_dates (LsnDatabase *db, LsnStatus *self, char **line, GError **error)
{
  g_autofree char *today = lsn_date_dup_iso (self->today);
  g_autofree char *promised = NULL;
  g_autofree char *next_day = NULL;
  g_autofree char *next_title = NULL;
  g_autofree char *first = NULL;
  g_autofree char *late = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 n_late = 0;

  if (!lsn_database_dup_text (db, &promised, error,
                              "SELECT min (due_on) FROM project WHERE archived_at IS NULL"
                              " AND status <> 'done'"
                              " AND CASE WHEN ?1 <> 0 THEN id = ?1 ELSE client_id = ?2 END",
                              "ii", self->project_id, self->client_id) ||
      !lsn_database_get_int64 (db, 0, &n_late, error,
                               "SELECT count (*)" CARDS " AND t.done_at IS NULL AND t.due_on < ?3",
                               "iit", self->project_id, self->client_id, today) ||
      !lsn_database_dup_text (db, &next_day, error,
                              "SELECT min (t.due_on)" CARDS
                              " AND t.done_at IS NULL AND t.due_on >= ?3",
                              "iit", self->project_id, self->client_id, today) ||
      !lsn_database_dup_text (db, &next_title, error,
                              "SELECT t.title" CARDS " AND t.done_at IS NULL AND t.due_on >= ?3"
                              " ORDER BY t.due_on, t.rank, t.id LIMIT 1",
                              "iit", self->project_id, self->client_id, today))
    return FALSE;

  first = dup_promised (self, promised);
  if (n_late > 0)
    late = g_strdup_printf (ngettext ("%u card is late", "%u cards are late", (guint) n_late),
                            (guint) n_late);
  if (next_day && next_title)
    {
      g_autofree char *day =
          lsn_when_dup_due (lsn_date_from_iso (next_day), LSN_WHEN_NO_TIME, self->today);

      next = g_strdup_printf ("%s: %s", day, next_title);
    }
  add_part (text, first);
  add_part (text, late);
  add_part (text, next);
  if (!add_milestone (db, self, text, error))
    return FALSE;
  *line = text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text))
                        : g_strdup (_ ("none are set"));
  return TRUE;
}

gboolean
lsn_status_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnStatus *self = data;
  gint64 since = lsn_clock_now () - G_TIME_SPAN_DAY * DONE_DAYS;

  if (!lsn_database_dup_text (db, &self->title, error,
                              self->project_id
                                  ? "SELECT coalesce (c.name || ' · ', '') || p.name FROM project p"
                                    " LEFT JOIN client c ON c.id = p.client_id WHERE p.id = ?"
                                  : "SELECT name FROM client WHERE id = ?",
                              "i", self->project_id ? self->project_id : self->client_id))
    return FALSE;
  if (self->title == NULL)
    return TRUE;
  return list (db, self,
               "SELECT title, NULL FROM (SELECT t.title AS title, t.done_at AS at, t.id AS id" CARDS
               " AND t.done_at >= ?3 UNION ALL SELECT s.title, unixepoch (s.accepted_on) * 1000000,"
               " s.id FROM project q JOIN milestone s ON s.project_id = q.id"
               " WHERE s.accepted_on >= date (?3 / 1000000, 'unixepoch') AND q.archived_at IS NULL"
               " AND CASE WHEN ?1 <> 0 THEN q.id = ?1 ELSE q.client_id = ?2 END)"
               " ORDER BY at DESC, id",
               since, _ ("nothing in the last two weeks"), &self->lines[LSN_STATUS_DONE], error) &&
         list (db, self,
               "SELECT t.title, m.name" CARDS " AND t.done_at IS NULL AND coalesce (c.done, 0) = 0"
               " AND NOT " FIRST_COLUMN " AND ?3 IS NOT NULL"
               " ORDER BY t.priority DESC, t.due_on IS NULL, t.due_on, t.rank, t.id",
               since, _ ("nothing is under way"), &self->lines[LSN_STATUS_NOW], error) &&
         list (db, self,
               "SELECT t.title, m.name" CARDS " AND t.done_at IS NULL AND " FIRST_COLUMN
               " AND ?3 IS NOT NULL ORDER BY t.priority DESC, t.rank, t.id",
               since, _ ("nothing is planned"), &self->lines[LSN_STATUS_NEXT], error) &&
         list_waiting (db, self, &self->lines[LSN_STATUS_WAITING], error) &&
         list_dates (db, self, &self->lines[LSN_STATUS_DATES], error);
}
