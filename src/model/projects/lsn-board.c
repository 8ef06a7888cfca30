/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-board.h"
#include "base/lsn-money.h"
#include "base/lsn-text.h"
#include "model/projects/lsn-board-filter.h"
#include "model/projects/lsn-project.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHECK_EVERY 512

const char *const lsn_board_tables[] = { "task",   "board_column", "task_label", "label", "member",
                                         "client", "task_blocker", "project",    NULL };

static const char *const names[N_LSN_BOARD_BY] = {
  "column", "client", "assignee", "priority", "week", "label", "nothing",
};

const char *
lsn_board_by_get_name (LsnBoardBy by)
{
  return names[by];
}

LsnBoardBy
lsn_board_by_from_name (const char *name)
{
  for (guint i = 0; i < N_LSN_BOARD_BY; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return i;
    }
  return LSN_BOARD_BY_COLUMN;
}

static void
lane_free (gpointer data)
{
  LsnLane *lane = data;

  g_free (lane->key);
  g_free (lane->title);
  g_clear_pointer (&lane->column, lsn_row_free);
  g_free (lane);
}

static void
cell_free (gpointer cell)
{
  g_array_unref (cell);
}

LsnBoard *
lsn_board_new (gint64 project_id, gint64 client_id, LsnBoardBy by, LsnBoardBy swim,
               const char *filter, LsnDate today)
{
  LsnBoard *self = g_new0 (LsnBoard, 1);

  self->project_id = project_id;
  self->client_id = client_id;
  self->by = by;
  self->swim = swim;
  self->filter = g_strdup (filter);
  self->today = today;
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  self->swims = g_ptr_array_new_with_free_func (lane_free);
  self->cells = g_ptr_array_new_with_free_func (cell_free);
  return self;
}

void
lsn_board_free (LsnBoard *self)
{
  g_ptr_array_unref (self->lanes);
  g_ptr_array_unref (self->swims);
  g_ptr_array_unref (self->cells);
  g_free (self->filter);
  g_free (self);
}

/* --- Lanes ------------------------------------------------------------------------------------ */

/* The lanes of one direction while they are found. */
typedef struct
{
  LsnBoardBy by;
  GPtrArray *lanes;   /* borrowed */
  GHashTable *by_id;  /* owned; id (gint64 *) → place of the lane + 1 */
  GHashTable *by_key; /* owned; key of the lane, borrowed → place + 1 */
} Axis;

static void
axis_init (Axis *axis, LsnBoardBy by, GPtrArray *lanes)
{
  axis->by = by;
  axis->lanes = lanes;
  axis->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  axis->by_key = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
axis_clear (Axis *axis)
{
  g_hash_table_unref (axis->by_id);
  g_hash_table_unref (axis->by_key);
}

static LsnLane *
add_lane (Axis *axis, const char *key, gint64 id, const char *title)
{
  LsnLane *lane = g_new0 (LsnLane, 1);

  lane->key = g_strdup (key);
  lane->id = id;
  lane->title = g_strdup (title);
  g_ptr_array_add (axis->lanes, lane);
  g_hash_table_insert (axis->by_key, lane->key, GUINT_TO_POINTER (axis->lanes->len));
  g_hash_table_insert (axis->by_id, g_memdup2 (&id, sizeof id),
                       GUINT_TO_POINTER (axis->lanes->len));
  return lane;
}

static LsnLane *
add_lane_by_id (Axis *axis, gint64 id, const char *title)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, names[axis->by], id);

  return add_lane (axis, key, id, title);
}

/* Columns of one project as they are; of several projects those of one title are one lane. */
static gboolean
find_columns (LsnDatabase *db, LsnBoard *self, Axis *axis, GError **error)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (self->project_id)
    columns = lsn_row_load_many (db, &lsn_column_info, error,
                                 "WHERE project_id = ? ORDER BY rank, id", "i", self->project_id);
  else
    columns = lsn_row_load_many (
        db, &lsn_column_info, error,
        "JOIN project ON project.id = board_column.project_id WHERE project.archived_at IS NULL"
        " AND (?1 = 0 OR project.client_id = ?1)"
        " ORDER BY board_column.done, board_column.rank, board_column.id",
        "i", self->client_id);
  if (columns == NULL)
    return FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const LsnRow *column = g_ptr_array_index (columns, i);
      const char *title = lsn_row_get_text (column, LSN_COLUMN_TITLE);
      gint64 id = lsn_row_get_int64 (column, LSN_COLUMN_ID);
      g_autofree char *key = g_strconcat ("title ", title, NULL);
      gpointer place = self->project_id ? NULL : g_hash_table_lookup (axis->by_key, key);
      LsnLane *lane;

      if (place)
        {
          g_hash_table_insert (axis->by_id, g_memdup2 (&id, sizeof id), place);
          continue;
        }
      lane = self->project_id ? add_lane_by_id (axis, id, title) : add_lane (axis, key, id, title);
      lane->done = lsn_row_get_int64 (column, LSN_COLUMN_DONE) != 0;
      if (self->project_id)
        {
          lane->limit = lsn_row_get_int64 (column, LSN_COLUMN_WIP_LIMIT);
          lane->column = lsn_row_copy (column);
        }
      else
        {
          lane->id = 0;
        }
    }
  return TRUE;
}

/* Lanes by a name, in the order of the user's language; the one of nobody is the first. */
static gboolean
find_named (LsnDatabase *db, LsnBoard *self, Axis *axis, const char *nobody, const char *sql,
            GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  add_lane_by_id (axis, 0, nobody);
  lsn_statement_bind (statement, "ii", self->project_id, self->client_id);
  while (lsn_statement_step (statement))
    add_lane_by_id (axis, lsn_statement_get_int64 (statement, 0),
                    lsn_statement_get_text (statement, 1));
  return lsn_statement_finish (statement, error);
}

#define IN_SCOPE                                                                                   \
  "t.parent_id IS NULL AND CASE WHEN ?1 <> 0 THEN t.project_id = ?1 WHEN ?2 <> 0 THEN"             \
  " coalesce (t.client_id, p.client_id) = ?2 AND p.archived_at IS NULL ELSE p.archived_at IS NULL" \
  " END"

static gboolean
find_lanes (LsnDatabase *db, LsnBoard *self, Axis *axis, GError **error)
{
  const char *const weeks[N_LSN_WEEKS] = { C_ ("due week", "Overdue"), C_ ("due week", "This Week"),
                                           C_ ("due week", "Next Week"), C_ ("due week", "Later"),
                                           C_ ("due week", "No Date") };
  const char *const priorities[] = { "!!!", "!!", "!", C_ ("priority", "None") };

  switch (axis->by)
    {
    case LSN_BOARD_BY_CLIENT:
      return find_named (
          db, self, axis, _ ("No Client"),
          "SELECT c.id, c.name FROM client_state s JOIN client c ON c.id = s.client_id"
          " WHERE s.client_id IN (SELECT coalesce (t.client_id, p.client_id)"
          " FROM task t LEFT JOIN project p ON p.id = t.project_id WHERE " IN_SCOPE
          " AND t.archived_at IS NULL AND t.done_at IS NULL)"
          " ORDER BY s.sort_key, c.id",
          error);
    case LSN_BOARD_BY_ASSIGNEE:
      return find_named (db, self, axis, _ ("Nobody"),
                         "SELECT m.id, m.name FROM member m WHERE m.archived_at IS NULL"
                         " AND ?1 IS NOT NULL AND ?2 IS NOT NULL"
                         " ORDER BY m.is_me DESC, m.name, m.id",
                         error);
    case LSN_BOARD_BY_LABEL:
      return find_named (db, self, axis, _ ("No Label"),
                         "SELECT l.id, l.name FROM label l WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL"
                         " ORDER BY l.name, l.id",
                         error);
    case LSN_BOARD_BY_PRIORITY:
      for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
        add_lane_by_id (axis, 3 - (gint64) i, priorities[i]);
      return TRUE;
    case LSN_BOARD_BY_WEEK:
      for (guint i = 0; i < N_LSN_WEEKS; i++)
        add_lane_by_id (axis, i, weeks[i]);
      return TRUE;
    case LSN_BOARD_BY_COLUMN:
      return find_columns (db, self, axis, error);
    case LSN_BOARD_BY_NOTHING:
    case N_LSN_BOARD_BY:
    default:
      add_lane_by_id (axis, 0, "");
      return TRUE;
    }
}

/* --- Cards ------------------------------------------------------------------------------------ */

typedef enum
{
  ID,
  COLUMN_ID,
  CLIENT_ID,
  ASSIGNEE_ID,
  LABEL_ID,
  PRIORITY,
  DUE,
  DONE,
  MINUTES,
  AMOUNT,
  CURRENCY,
  /* for the filter */
  TITLE,
  TEXT,
  CLIENT,
  PROJECT,
  ASSIGNEE,
  LABELS,
  TURN,
  MINE,
  BLOCKED,
  ARCHIVED,
} Column;

#define CARDS                                                                                      \
  "SELECT t.id, t.column_id, coalesce (t.client_id, p.client_id), t.assignee_id,"                  \
  " (SELECT l.label_id FROM task_label l JOIN label n ON n.id = l.label_id WHERE l.task_id = t.id" \
  " ORDER BY n.name LIMIT 1), t.priority, t.due_on, t.done_at IS NOT NULL, t.estimate_minutes,"    \
  " t.amount_minor, t.currency"
#define WORDS                                                                                      \
  ", t.title, t.text, c.name, p.name, m.name, (SELECT group_concat (n.name, char (10))"            \
  " FROM task_label l JOIN label n ON n.id = l.label_id WHERE l.task_id = t.id), t.turn, m.is_me," \
  " EXISTS (SELECT 1 FROM task_blocker b JOIN task o ON o.id = b.blocker_id"                       \
  " WHERE b.task_id = t.id AND o.done_at IS NULL AND o.archived_at IS NULL),"                      \
  " t.archived_at IS NOT NULL"
#define FROM " FROM task t LEFT JOIN project p ON p.id = t.project_id"
#define NAMES                                                                                      \
  " LEFT JOIN client c ON c.id = coalesce (t.client_id, p.client_id)"                              \
  " LEFT JOIN member m ON m.id = t.assignee_id"
#define BY_HAND " ORDER BY t.rank, t.id"
#define BY_TERM " ORDER BY t.priority DESC, t.due_on IS NULL, t.due_on, t.rank, t.id"

static LsnWeek
find_week (LsnDate due, LsnDate today)
{
  LsnDate sunday = today + 7 - lsn_date_get_weekday (today);

  if (due == LSN_DATE_NONE)
    return LSN_WEEK_NEVER;
  if (due < today)
    return LSN_WEEK_LATE;
  return due <= sunday ? LSN_WEEK_THIS : due <= sunday + 7 ? LSN_WEEK_NEXT : LSN_WEEK_LATER;
}

/* The place of the card's lane; a card whose lane is gone stands in the first one. */
static guint
find_lane (const Axis *axis, LsnStatement *card, LsnDate today)
{
  const Column columns[N_LSN_BOARD_BY] = { COLUMN_ID, CLIENT_ID, ASSIGNEE_ID,
                                           PRIORITY,  DUE,       LABEL_ID };
  gpointer place;
  gint64 id;

  if (axis->by == LSN_BOARD_BY_NOTHING)
    return 0;
  if (axis->by == LSN_BOARD_BY_WEEK)
    id = find_week (lsn_date_from_iso (lsn_statement_get_text (card, DUE)), today);
  else
    id = lsn_statement_get_int64 (card, columns[axis->by]);
  place = g_hash_table_lookup (axis->by_id, &id);
  return place ? GPOINTER_TO_UINT (place) - 1 : 0;
}

static void
count (LsnLane *lane, LsnStatement *card)
{
  const char *currency = lsn_statement_get_text (card, CURRENCY);

  lane->n++;
  lane->minutes += lsn_statement_get_int64 (card, MINUTES);
  if (lsn_statement_is_null (card, AMOUNT) || currency == NULL)
    return;
  if (lane->currency[0] == '\0' && lane->amount == 0)
    g_strlcpy (lane->currency, currency, sizeof lane->currency);
  if (strcmp (lane->currency, currency) != 0 ||
      !lsn_money_add (&lane->amount, lsn_statement_get_int64 (card, AMOUNT)))
    {
      lane->currency[0] = '\0';
      lane->amount = 1; /* several currencies: there is no sum any more */
    }
}

static gboolean
is_wanted (LsnBoardFilter *filter, LsnStatement *card)
{
  LsnBoardFacts facts = {
    .title = lsn_statement_get_text (card, TITLE),
    .text = lsn_statement_get_text (card, TEXT),
    .client = lsn_statement_get_text (card, CLIENT),
    .project = lsn_statement_get_text (card, PROJECT),
    .assignee = lsn_statement_get_text (card, ASSIGNEE),
    .labels = lsn_statement_get_text (card, LABELS),
    .turn = lsn_statement_get_text (card, TURN),
    .priority = lsn_statement_get_int64 (card, PRIORITY),
    .due = lsn_date_from_iso (lsn_statement_get_text (card, DUE)),
    .mine = lsn_statement_get_int64 (card, MINE) != 0,
    .done = lsn_statement_get_int64 (card, DONE) != 0,
    .blocked = lsn_statement_get_int64 (card, BLOCKED) != 0,
    .archived = lsn_statement_get_int64 (card, ARCHIVED) != 0,
  };

  return lsn_board_filter_matches (filter, &facts);
}

static gboolean
read_cards (LsnDatabase *db, LsnBoard *self, const Axis *lanes, const Axis *swims,
            GCancellable *cancellable, GError **error)
{
  gboolean filtered = self->filter && *self->filter;
  g_autoptr (LsnBoardFilter) filter = lsn_board_filter_new (self->filter, self->today);
  gboolean with_done = self->by == LSN_BOARD_BY_COLUMN || lsn_board_filter_wants_done (filter);
  g_autofree char *sql =
      g_strconcat (CARDS, filtered ? WORDS : "", FROM, filtered ? NAMES : "", " WHERE ",
                   self->project_id ? "t.project_id = ?1 AND t.parent_id IS NULL AND ?2 IS NOT NULL"
                                    : IN_SCOPE,
                   lsn_board_filter_wants_archived (filter) ? "" : " AND t.archived_at IS NULL",
                   with_done ? "" : " AND t.done_at IS NULL",
                   self->by == LSN_BOARD_BY_COLUMN ? BY_HAND : BY_TERM, NULL);
  g_autoptr (LsnStatement) card = lsn_database_prepare (db, sql, error);

  lsn_statement_bind (card, "ii", self->project_id, self->client_id);
  while (lsn_statement_step (card))
    {
      gint64 id = lsn_statement_get_int64 (card, ID);
      guint lane;

      self->n_all++;
      if (self->n_all % CHECK_EVERY == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (filtered && !is_wanted (filter, card))
        continue;
      lane = find_lane (lanes, card, self->today);
      count (lsn_board_get_lane (self, lane), card);
      g_array_append_val (lsn_board_get_cell (self, find_lane (swims, card, self->today), lane),
                          id);
      self->n_cards++;
    }
  return lsn_statement_finish (card, error);
}

/* Rows without a card say nothing. */
static void
drop_empty_swims (LsnBoard *self)
{
  for (guint i = self->swims->len; i-- > 0 && self->swims->len > 1;)
    {
      guint n = 0;

      for (guint j = 0; j < self->lanes->len; j++)
        n += lsn_board_get_cell (self, i, j)->len;
      if (n == 0)
        {
          g_ptr_array_remove_range (self->cells, i * self->lanes->len, self->lanes->len);
          g_ptr_array_remove_index (self->swims, i);
        }
    }
}

gboolean
lsn_board_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnBoard *self = data;
  Axis lanes;
  Axis swims;
  gboolean ok;

  axis_init (&lanes, self->by, self->lanes);
  axis_init (&swims, self->swim, self->swims);
  ok = find_lanes (db, self, &lanes, error) && find_lanes (db, self, &swims, error);
  for (guint i = 0; ok && i < self->lanes->len * self->swims->len; i++)
    g_ptr_array_add (self->cells, g_array_new (FALSE, FALSE, sizeof (gint64)));
  if (ok && self->lanes->len > 0)
    ok = read_cards (db, self, &lanes, &swims, cancellable, error);
  if (ok)
    drop_empty_swims (self);
  axis_clear (&lanes);
  axis_clear (&swims);
  return ok;
}

GArray *
lsn_board_get_cell (LsnBoard *self, guint swim, guint lane)
{
  return g_ptr_array_index (self->cells, swim * self->lanes->len + lane);
}

LsnLane *
lsn_board_get_lane (LsnBoard *self, guint lane)
{
  return g_ptr_array_index (self->lanes, lane);
}

/* --- Moving ----------------------------------------------------------------------------------- */

static guint
find (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return i;
    }
  return G_MAXUINT;
}

void
lsn_board_move (LsnBoard *self, GArray *ids, guint swim, guint lane, gint64 before_id)
{
  guint place;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GArray *cell = g_ptr_array_index (self->cells, i);
      g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint j = 0; j < cell->len; j++)
        {
          if (find (ids, g_array_index (cell, gint64, j)) == G_MAXUINT)
            g_array_append_val (rest, g_array_index (cell, gint64, j));
        }
      if (rest->len == cell->len)
        continue;
      lsn_board_get_lane (self, i % self->lanes->len)->n -= cell->len - rest->len;
      /* A new array: who shows the old one compares it with this. */
      g_array_unref (cell);
      g_ptr_array_index (self->cells, i) = g_steal_pointer (&rest);
    }

  {
    GArray *cell = lsn_board_get_cell (self, swim, lane);
    GArray *filled = g_array_copy (cell);

    place = before_id ? find (cell, before_id) : G_MAXUINT;
    g_array_insert_vals (filled, MIN (place, cell->len), ids->data, ids->len);
    g_ptr_array_index (self->cells, swim * self->lanes->len + lane) = filled;
    g_array_unref (cell);
    lsn_board_get_lane (self, lane)->n += ids->len;
  }
}
