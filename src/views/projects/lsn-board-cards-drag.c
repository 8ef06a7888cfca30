/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "model/projects/lsn-task-parts.h"
#include "views/lsn-keeping.h"
#include "views/projects/lsn-board-cards-private.h"
#include "views/lsn-card-cargo.h"
#include "widgets/lsn-drag.h"

#include <glib/gi18n-lib.h>

/* --- Out ---------------------------------------------------------------------------------------
 */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  guint position = lsn_board_cards_find_position (self, LSN_TASK_CARD (card));
  g_autoptr (GArray) ids = NULL;

  if (position == G_MAXUINT || !lsn_context_is_writable (self->context))
    return NULL;
  ids = lsn_board_cards_dup_cargo (self, position);
  g_object_set_data (G_OBJECT (source), "n", GUINT_TO_POINTER (ids->len));
  return lsn_card_cargo_new_provider (ids);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  lsn_card_cargo_set_icon (drag, card,
                           GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (source), "n")));
  gtk_widget_add_css_class (card, "dragged");
  g_signal_emit_by_name (self, "dragging", TRUE);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, LsnBoardCards *self)
{
  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)),
                               "dragged");
  g_signal_emit_by_name (self, "dragging", FALSE);
}

void
lsn_board_cards_close_gap (LsnBoardCards *self)
{
  if (self->gap)
    lsn_task_card_set_gap (self->gap, LSN_GAP_NONE);
  g_clear_weak_pointer (&self->gap);
}

static void
open_gap (LsnBoardCards *self, LsnTaskCard *card, LsnGap gap)
{
  if (self->gap != card)
    lsn_board_cards_close_gap (self);
  g_set_weak_pointer (&self->gap, card);
  if (card)
    lsn_task_card_set_gap (card, gap);
}

/* The last card that the view has made. */
static LsnTaskCard *
find_last_card (LsnBoardCards *self)
{
  LsnTaskCard *last = NULL;
  guint last_position = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (self->view); item;
       item = gtk_widget_get_next_sibling (item))
    {
      LsnTaskCard *card = lsn_board_cards_get_card (item);
      guint position;

      if (card == NULL || !gtk_widget_get_mapped (GTK_WIDGET (card)))
        continue;
      position = lsn_board_cards_find_position (self, card);
      if (position != G_MAXUINT && (last == NULL || position > last_position))
        {
          last = card;
          last_position = position;
        }
    }
  return last;
}

static LsnTaskCard *
pick_card (LsnBoardCards *self, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  while (under && under != self->view && !LSN_IS_TASK_CARD (under))
    {
      LsnTaskCard *card = lsn_board_cards_get_card (under);

      under = card ? GTK_WIDGET (card) : gtk_widget_get_parent (under);
    }
  return LSN_IS_TASK_CARD (under) ? LSN_TASK_CARD (under) : NULL;
}

/* The position that a card dropped at @y of the view gets; opens the gap there where told to. */
static guint
find_drop (LsnBoardCards *self, double x, double y, gboolean show)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  LsnTaskCard *card = self->ordered ? pick_card (self, x, y) : NULL;
  guint position = card ? lsn_board_cards_find_position (self, card) : G_MAXUINT;
  graphene_point_t point;

  if (position == G_MAXUINT)
    {
      if (show && self->ordered)
        open_gap (self, find_last_card (self), LSN_GAP_BELOW);
      return n;
    }

  if (!gtk_widget_compute_point (self->view, GTK_WIDGET (card),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return n;
  if (point.y > (float) gtk_widget_get_height (GTK_WIDGET (card)) / 2)
    {
      if (show)
        open_gap (self, card, LSN_GAP_BELOW);
      return position + 1;
    }
  if (show)
    open_gap (self, card, LSN_GAP_ABOVE);
  return position;
}

/* The list has moved under a pointer that stands still; its rows are in their places after the
 * frame. */
static gboolean
gap_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnBoardCards *self = LSN_BOARD_CARDS (widget);

  self->gap_tick = 0;
  if (self->dropping)
    find_drop (self, self->held_at.x, self->held_at.y, TRUE);
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (LsnBoardCards *self)
{
  if (self->dropping && self->gap_tick == 0)
    self->gap_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), gap_tick_cb, NULL, NULL);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, LsnBoardCards *self)
{
  self->dropping = TRUE;
  self->held_at = GRAPHENE_POINT_INIT ((float) x, (float) y);
  find_drop (self, x, y, TRUE);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, LsnBoardCards *self)
{
  self->dropping = FALSE;
  lsn_board_cards_close_gap (self);
}

static gboolean
contains (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardCards *self)
{
  const LsnCardCargo *cargo = g_value_get_boxed (value);
  guint position = find_drop (self, x, y, FALSE);
  gint64 before_id;

  leave_cb (target, self);
  /* The card below the gap that stays where it is. */
  while ((before_id = lsn_record_list_get_id (self->list, position)) != 0 &&
         contains (cargo->ids, before_id))
    position++;
  lsn_board_cards_focus_task (self, g_array_index (cargo->ids, gint64, 0));
  g_signal_emit_by_name (self, "put", cargo->ids, before_id);
  return TRUE;
}

void
lsn_board_cards_add_drop_target (LsnBoardCards *self)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  GtkDropTarget *target = gtk_drop_target_new (LSN_TYPE_CARD_CARGO, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/* The board may be left while a film is copied: the files go to their card all the same. */
static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *kept_files)
{
  LsnTaskFiles *files;
  g_autofree char *message = NULL;

  if (kept_files->len == 0)
    return;
  files = g_new0 (LsnTaskFiles, 1);
  files->task_id = *(gint64 *) g_object_get_data (G_OBJECT (keeping), "task-id");
  files->now = lsn_clock_now ();
  files->files = g_ptr_array_ref (kept_files);
  message = g_strdup_printf (ngettext ("%1$u file is with “%2$s” now",
                                       "%1$u files are with “%2$s” now", kept_files->len),
                             kept_files->len,
                             (const char *) g_object_get_data (G_OBJECT (keeping), "title"));
  lsn_context_write (LSN_CONTEXT (owner), _ ("Attach Files"), message, lsn_task_files_on_worker,
                     files, (GDestroyNotify) lsn_task_files_free);
}

/* Files of another program stay with the card that they are dropped on. */
static gboolean
files_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  LsnTask *task = lsn_task_card_get_task (LSN_TASK_CARD (card));
  const char *title = task ? lsn_record_get_text (LSN_RECORD (task), LSN_TASK_TITLE) : NULL;
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);
  GtkWidget *keeping;
  gint64 id;

  if (title == NULL || files->len == 0 || !lsn_context_is_writable (self->context))
    return FALSE;
  id = lsn_record_get_id (LSN_RECORD (task));
  keeping = lsn_keeping_new (self->context, files, kept, G_OBJECT (self->context));
  g_object_set_data_full (G_OBJECT (keeping), "task-id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (keeping), "title", g_strdup (title), g_free);
  return TRUE;
}

void
lsn_board_cards_add_drag (LsnBoardCards *self, LsnTaskCard *card)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  lsn_drag_cancel_on_escape (source);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (files, "drop", G_CALLBACK (files_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (files));
}
