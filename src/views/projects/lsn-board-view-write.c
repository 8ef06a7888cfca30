/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-write.h"
#include "views/projects/lsn-board-view-private.h"
#include "views/projects/lsn-card-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A move on its way into the workspace. It names lanes by their keys, since the board may be read
 * anew meanwhile. */
typedef struct
{
  GArray *ids; /* owned */
  char *lane;  /* owned */
  char *swim;  /* owned */
  gint64 before_id;
} Pending;

void
lsn_board_view_free_pending (gpointer data)
{
  Pending *pending = data;

  g_array_unref (pending->ids);
  g_free (pending->lane);
  g_free (pending->swim);
  g_free (pending);
}

static guint
find_key (GPtrArray *lanes, const char *key)
{
  for (guint i = 0; i < lanes->len; i++)
    {
      if (g_str_equal (((const LsnLane *) g_ptr_array_index (lanes, i))->key, key))
        return i;
    }
  return G_MAXUINT;
}

void
lsn_board_view_apply_pending (LsnBoardView *self, LsnBoard *board)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = g_ptr_array_index (self->pending, i);
      guint lane = find_key (board->lanes, pending->lane);
      guint swim = find_key (board->swims, pending->swim);

      if (lane != G_MAXUINT && swim != G_MAXUINT)
        lsn_board_move (board, pending->ids, swim, lane, pending->before_id);
    }
}

/* --- Telling ---------------------------------------------------------------------------------- */

/* “Script” is in “Doing” now */
static char *
dup_message (LsnBoardView *self, GArray *ids, const char *where)
{
  g_autofree char *title = lsn_card_dup_title (self->context, g_array_index (ids, gint64, 0));

  if (ids->len == 1)
    return g_strdup_printf (_ ("“%1$s” is in “%2$s” now"), title, where);
  return g_strdup_printf (ngettext ("%1$u card is in “%2$s” now", "%1$u cards are in “%2$s” now",
                                    ids->len),
                          ids->len, where);
}

static void
announce (LsnBoardView *self, const char *message)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* What a write needs besides its data: whose it is, so that it can be shown what became of it. */
typedef struct
{
  LsnStoreFunc func;
  gpointer data; /* owned */
  GDestroyNotify destroy;
  GWeakRef view;
  Pending *pending; /* borrowed by the view, nullable */
} Writing;

static gboolean
write_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  return writing->func (db, writing->data, cancellable, error);
}

/* Called when all is over, whether it was written or not; a board that is read after that has it or
 * has it not. */
static void
writing_free (gpointer data)
{
  Writing *writing = data;
  g_autoptr (LsnBoardView) view = g_weak_ref_get (&writing->view);

  if (view && view->context)
    {
      if (writing->pending)
        g_ptr_array_remove (view->pending, writing->pending);
      g_signal_emit_by_name (view, "reload");
    }
  g_weak_ref_clear (&writing->view);
  writing->destroy (writing->data);
  g_free (writing);
}

static void
commit (LsnBoardView *self, const char *label, const char *message, LsnStoreFunc func,
        gpointer data, GDestroyNotify destroy, Pending *pending)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->func = func;
  writing->data = data;
  writing->destroy = destroy;
  writing->pending = pending;
  g_weak_ref_init (&writing->view, self);
  if (pending)
    g_ptr_array_add (self->pending, pending);
  announce (self, message);
  lsn_context_write (self->context, label, message, write_on_worker, writing, writing_free);
}

/* --- Into a lane ------------------------------------------------------------------------------ */

/* The day that stands for a week: the last working day of this one, the first of the next ones. */
static LsnDate
find_day_of_week (LsnBoardView *self, LsnWeek week)
{
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);
  LsnDate today = lsn_context_get_today (self->context);
  LsnDate monday = today + 1 - lsn_date_get_weekday (today);
  LsnDate sunday = monday + 6;
  LsnDate day;

  switch (week)
    {
    case LSN_WEEK_THIS:
      for (day = sunday; day > today && !lsn_workdays_is_working (workdays, day); day--)
        ;
      return day;
    case LSN_WEEK_NEXT:
      return lsn_workdays_get_next (workdays, sunday);
    case LSN_WEEK_LATER:
      return lsn_workdays_get_next (workdays, sunday + 7);
    case LSN_WEEK_LATE:
    case LSN_WEEK_NEVER:
    case N_LSN_WEEKS:
    default:
      return LSN_DATE_NONE;
    }
}

static void
set_id (LsnRow *row, guint field, gint64 id)
{
  if (id)
    lsn_row_set_int64 (row, field, id);
  else
    lsn_row_set_null (row, field);
}

/* Sets what a lane stands for. */
static void
set_by_lane (LsnBoardView *self, LsnRow *row, LsnBoardBy by, const LsnLane *lane)
{
  g_autofree char *due = NULL;

  switch (by)
    {
    case LSN_BOARD_BY_CLIENT:
      set_id (row, LSN_TASK_OWN_CLIENT_ID, lane->id);
      break;
    case LSN_BOARD_BY_ASSIGNEE:
      set_id (row, LSN_TASK_ASSIGNEE_ID, lane->id);
      break;
    case LSN_BOARD_BY_PRIORITY:
      lsn_row_set_int64 (row, LSN_TASK_PRIORITY, lane->id);
      break;
    case LSN_BOARD_BY_WEEK:
      due = lsn_date_dup_iso (find_day_of_week (self, (LsnWeek) lane->id));
      lsn_row_set_text (row, LSN_TASK_DUE_ON, due);
      break;
    case LSN_BOARD_BY_COLUMN:
    case LSN_BOARD_BY_LABEL:
    case LSN_BOARD_BY_NOTHING:
    case N_LSN_BOARD_BY:
    default:
      break;
    }
}

/* Where a card is shown now. */
static void
find_cell (LsnBoardView *self, gint64 id, guint *swim, guint *lane)
{
  for (guint i = 0; i < self->board->cells->len; i++)
    {
      GArray *cell = g_ptr_array_index (self->board->cells, i);

      for (guint j = 0; j < cell->len; j++)
        {
          if (g_array_index (cell, gint64, j) != id)
            continue;
          *swim = i / self->board->lanes->len;
          *lane = i % self->board->lanes->len;
          return;
        }
    }
  *swim = *lane = G_MAXUINT;
}

static void
write_move (LsnBoardView *self, GArray *ids, const LsnLane *lane, const LsnLane *swim,
            gint64 before_id, const char *message, Pending *pending)
{
  LsnTaskMove *move = lsn_task_move_new (lane->id, before_id, lsn_clock_now ());

  g_array_append_vals (move->ids, ids->data, ids->len);
  move->title = g_strdup (lane->title);
  move->workdays = lsn_workdays_ref (lsn_context_get_workdays (self->context));
  if (self->board->swim != LSN_BOARD_BY_NOTHING)
    {
      move->also = lsn_row_new (&lsn_task_info);
      set_by_lane (self, move->also, self->board->swim, swim);
    }
  commit (self, _ ("Move Card"), message, lsn_task_move_on_worker, move,
          (GDestroyNotify) lsn_task_move_free, pending);
}

static void
write_set (LsnBoardView *self, GArray *ids, const LsnLane *lane, const LsnLane *swim, guint from,
           const char *message, Pending *pending)
{
  LsnTaskSet *set = lsn_task_set_new (ids, lsn_clock_now ());

  set->row = lsn_row_new (&lsn_task_info);
  set_by_lane (self, set->row, self->board->by, lane);
  set_by_lane (self, set->row, self->board->swim, swim);
  if (self->board->by == LSN_BOARD_BY_LABEL)
    {
      set->add_label_id = lane->id;
      set->remove_label_id = from == G_MAXUINT ? 0 : lsn_board_get_lane (self->board, from)->id;
    }
  commit (self, _ ("Change Cards"), message, lsn_task_set_on_worker, set,
          (GDestroyNotify) lsn_task_set_free, pending);
}

void
lsn_board_view_put (LsnBoardView *self, GArray *ids, guint swim, guint lane, gint64 before_id)
{
  const LsnLane *to = lsn_board_get_lane (self->board, lane);
  const LsnLane *row = g_ptr_array_index (self->board->swims, swim);
  g_autofree char *message = dup_message (self, ids, to->title);
  guint from_swim, from_lane;
  Pending *pending;

  if (self->board->by == LSN_BOARD_BY_WEEK && to->id == LSN_WEEK_LATE)
    {
      announce (self, _ ("A card is not put into the past."));
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  find_cell (self, g_array_index (ids, gint64, 0), &from_swim, &from_lane);
  if (self->board->by != LSN_BOARD_BY_COLUMN && from_lane == lane && from_swim == swim)
    return;

  pending = g_new0 (Pending, 1);
  pending->ids = g_array_ref (ids);
  pending->lane = g_strdup (to->key);
  pending->swim = g_strdup (row->key);
  pending->before_id = before_id;
  if (self->board->by == LSN_BOARD_BY_COLUMN)
    write_move (self, ids, to, row, before_id, message, pending);
  else
    write_set (self, ids, to, row, from_lane, message, pending);
  lsn_board_move (self->board, ids, swim, lane, before_id);
  lsn_board_view_refresh (self);
}

/* --- Words ------------------------------------------------------------------------------------ */

static LsnDate
find_day (LsnBoardView *self, const char *word)
{
  LsnDate today = lsn_context_get_today (self->context);

  if (g_str_equal (word, "today"))
    return today;
  if (g_str_equal (word, "tomorrow"))
    return today + 1;
  if (g_str_equal (word, "week"))
    return find_day_of_week (self, LSN_WEEK_THIS);
  return g_str_equal (word, "next-week") ? find_day_of_week (self, LSN_WEEK_NEXT) : LSN_DATE_NONE;
}

static char *
dup_named (LsnBoardView *self, const char *words)
{
  const char *name = g_object_get_data (G_OBJECT (self->card_menu), words);

  return g_strdup (name ? name : "");
}

void
lsn_board_view_say (LsnBoardView *self, GArray *ids, const char *words)
{
  const char *value = strchr (words, ' ') + 1;
  LsnTaskSet *set = lsn_task_set_new (ids, lsn_clock_now ());
  g_autofree char *subject = lsn_card_dup_subject (self->context, ids);
  g_autofree char *what = NULL;
  g_autofree char *message = NULL;

  set->row = lsn_row_new (&lsn_task_info);
  if (g_str_has_prefix (words, "due "))
    {
      LsnDate day = find_day (self, value);
      g_autofree char *due = lsn_date_dup_iso (day);

      lsn_row_set_text (set->row, LSN_TASK_DUE_ON, due);
      what = day == LSN_DATE_NONE
                 ? g_strdup (_ ("without a date"))
                 : lsn_when_dup_due (day, LSN_WHEN_NO_TIME, lsn_context_get_today (self->context));
    }
  else if (g_str_has_prefix (words, "assignee "))
    {
      set_id (set->row, LSN_TASK_ASSIGNEE_ID, g_ascii_strtoll (value, NULL, 10));
      what = dup_named (self, words);
    }
  else if (g_str_has_prefix (words, "priority "))
    {
      lsn_row_set_int64 (set->row, LSN_TASK_PRIORITY, g_ascii_strtoll (value, NULL, 10));
      what = dup_named (self, words);
    }
  else if (g_str_has_prefix (words, "client "))
    {
      set_id (set->row, LSN_TASK_OWN_CLIENT_ID, g_ascii_strtoll (value, NULL, 10));
      what = dup_named (self, words);
    }
  else
    {
      set->add_label_id = g_ascii_strtoll (value, NULL, 10);
      what = dup_named (self, words);
    }
  /* Translators: a card or several, then what they have now: a day, a person, a label */
  message = g_strdup_printf (_ ("%1$s: %2$s"), subject, what);
  commit (self, _ ("Change Cards"), message, lsn_task_set_on_worker, set,
          (GDestroyNotify) lsn_task_set_free, NULL);
}

/* --- Done, away, new -------------------------------------------------------------------------- */

void
lsn_board_view_finish_cards (LsnBoardView *self, GArray *ids)
{
  LsnTaskSet *set = lsn_task_set_new (ids, lsn_clock_now ());
  g_autofree char *subject = lsn_card_dup_subject (self->context, ids);
  g_autofree char *message = g_strdup_printf (_ ("Done: %s"), subject);

  set->finish = TRUE;
  set->workdays = lsn_workdays_ref (lsn_context_get_workdays (self->context));
  commit (self, _ ("Done"), message, lsn_task_set_on_worker, set,
          (GDestroyNotify) lsn_task_set_free, NULL);
}

void
lsn_board_view_archive_cards (LsnBoardView *self, GArray *ids, gboolean back)
{
  LsnTaskSet *set = lsn_task_set_new (ids, lsn_clock_now ());
  g_autofree char *subject = lsn_card_dup_subject (self->context, ids);
  g_autofree char *message =
      g_strdup_printf (back ? _ ("Back from the archive: %s") : _ ("Archived: %s"), subject);

  set->archive = !back;
  set->restore = back;
  commit (self, back ? _ ("Take Back from the Archive") : _ ("Archive Card"), message,
          lsn_task_set_on_worker, set, (GDestroyNotify) lsn_task_set_free, NULL);
}

/* The words stay in the entry until they are durable. */
static void
added (GObject *owner, gpointer data)
{
  lsn_board_lane_added (LSN_BOARD_LANE (owner));
}

typedef struct
{
  LsnTaskEdit *edit; /* owned */
  gint64 label_id;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  lsn_task_edit_free (adding->edit);
  g_free (adding);
}

static gboolean
add_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Adding *adding = data;
  LsnTaskLabel label = { .label_id = adding->label_id, .on = TRUE };

  if (!lsn_task_edit_on_worker (db, adding->edit, cancellable, error))
    return FALSE;
  label.task_id = adding->edit->id;
  return adding->label_id == 0 || lsn_task_label_on_worker (db, &label, cancellable, error);
}

void
lsn_board_view_add_card (LsnBoardView *self, LsnBoardLane *widget, const char *title)
{
  guint place = lsn_board_view_find_lane (self, lsn_board_lane_get_key (widget));
  const LsnLane *lane = lsn_board_get_lane (self->board, place);
  g_autofree char *message = g_strdup_printf (_ ("Added: “%s”"), title);
  Adding *adding = g_new0 (Adding, 1);
  LsnTaskEdit *edit = g_new0 (LsnTaskEdit, 1);

  adding->edit = edit;
  edit->now = lsn_clock_now ();
  edit->workdays = lsn_workdays_ref (lsn_context_get_workdays (self->context));
  edit->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_int64 (edit->row, LSN_TASK_PROJECT_ID, self->board->project_id);
  lsn_row_set_text (edit->row, LSN_TASK_TITLE, title);
  if (lane->column)
    lsn_row_set_int64 (edit->row, LSN_TASK_COLUMN_ID, lane->id);
  set_by_lane (self, edit->row, self->board->by, lane);
  adding->label_id = self->board->by == LSN_BOARD_BY_LABEL ? lane->id : 0;
  lsn_context_write_then (self->context, _ ("Add Card"), message, add_on_worker, adding,
                          adding_free, added, G_OBJECT (widget));
}

void
lsn_board_view_move_column (LsnBoardView *self, gint64 column_id, gint64 before_id)
{
  LsnColumnEdit *edit = g_new0 (LsnColumnEdit, 1);
  const char *title = "";
  g_autofree char *message = NULL;

  for (guint i = 0; i < self->board->lanes->len; i++)
    {
      const LsnLane *lane = lsn_board_get_lane (self->board, i);

      if (lane->column && lane->id == column_id)
        title = lane->title;
    }
  edit->id = column_id;
  edit->row = lsn_row_new (&lsn_column_info);
  edit->move = TRUE;
  edit->before_id = before_id;
  message = g_strdup_printf (_ ("Column “%s” is moved"), title);
  commit (self, _ ("Move Column"), message, lsn_column_edit_on_worker, edit,
          (GDestroyNotify) lsn_column_edit_free, NULL);
}
