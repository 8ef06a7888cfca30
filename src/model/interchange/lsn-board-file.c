/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-file.h"
#include "base/lsn-text.h"

#include <string.h>

/* Frees @thing and the texts that it owns. */
static void
free_thing (gpointer thing, char **texts, guint n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    g_free (texts[i]);
  g_free (thing);
}
#define FREE_THING(thing, ...)                                                                     \
  free_thing ((thing), (char *[]) { __VA_ARGS__ },                                                 \
              sizeof ((char *[]) { __VA_ARGS__ }) / sizeof (char *))

static void
column_free (LsnFileColumn *column)
{
  FREE_THING (column, column->title, column->enter_assignee, column->enter_followup);
}

static void
label_free (LsnFileLabel *label)
{
  FREE_THING (label, label->name);
}

static void
comment_free (LsnFileComment *comment)
{
  FREE_THING (comment, comment->author, comment->text);
}

static void
link_free (LsnFileLink *link)
{
  FREE_THING (link, link->url, link->title);
}

static void
card_free (LsnFileCard *card)
{
  g_array_unref (card->labels);
  g_array_unref (card->blockers);
  g_ptr_array_unref (card->items);
  g_ptr_array_unref (card->comments);
  g_ptr_array_unref (card->links);
  FREE_THING (card, card->title, card->text, card->start_on, card->due_on, card->assignee,
              card->client, card->turn, card->repeat_mode, card->currency, card->rrule, card->role,
              card->baseline_start_on, card->baseline_due_on);
}

LsnBoardFile *
lsn_board_file_new (const char *name)
{
  LsnBoardFile *self = g_new0 (LsnBoardFile, 1);

  self->name = g_strdup (name);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) label_free);
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) card_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    self->parts[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  return self;
}

void
lsn_board_file_free (LsnBoardFile *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->left_out);
  g_clear_pointer (&self->budget, lsn_row_free);
  for (guint i = 0; i < N_LSN_FILE_PARTS; i++)
    g_clear_pointer (&self->parts[i], g_ptr_array_unref);
  FREE_THING (self, self->name, self->purpose, self->client, self->start_on, self->due_on,
              self->status);
}

LsnFileColumn *
lsn_board_file_add_column (LsnBoardFile *self, const char *title)
{
  LsnFileColumn *column = g_new0 (LsnFileColumn, 1);

  column->title = g_strdup (title);
  g_ptr_array_add (self->columns, column);
  return column;
}

guint
lsn_board_file_add_label (LsnBoardFile *self, const char *name, const char *color)
{
  LsnFileLabel *label;

  for (guint i = 0; i < self->labels->len; i++)
    {
      label = g_ptr_array_index (self->labels, i);
      if (g_str_equal (label->name, name))
        return i;
    }
  label = g_new0 (LsnFileLabel, 1);
  label->name = g_strdup (name);
  label->color = color ? color : "gray";
  g_ptr_array_add (self->labels, label);
  return self->labels->len - 1;
}

static LsnFileCard *
card_new (const char *title)
{
  LsnFileCard *card = g_new0 (LsnFileCard, 1);

  card->title = g_strdup (title);
  card->column = G_MAXUINT;
  card->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  card->blockers = g_array_new (FALSE, FALSE, sizeof (guint));
  card->items = g_ptr_array_new_with_free_func ((GDestroyNotify) card_free);
  card->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) comment_free);
  card->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  return card;
}

LsnFileCard *
lsn_board_file_add_card (LsnBoardFile *self, const char *title)
{
  LsnFileCard *card = card_new (title);

  g_ptr_array_add (self->cards, card);
  return card;
}

LsnFileCard *
lsn_file_card_add_item (LsnBoardFile *self, LsnFileCard *card, const char *title)
{
  LsnFileCard *item = card_new (title);

  g_ptr_array_add (card->items, item);
  self->n_check_items++;
  return item;
}

void
lsn_file_card_add_comment (LsnBoardFile *self, LsnFileCard *card, const char *author,
                           const char *text, gint64 at)
{
  LsnFileComment *comment = g_new0 (LsnFileComment, 1);

  comment->author = g_strdup (author);
  comment->text = g_strdup (text);
  comment->at = at;
  g_ptr_array_add (card->comments, comment);
  self->n_comments++;
}

void
lsn_file_card_add_link (LsnFileCard *card, const char *url, const char *title)
{
  LsnFileLink *link = g_new0 (LsnFileLink, 1);

  link->url = g_strdup (url);
  link->title = g_strdup (title);
  g_ptr_array_add (card->links, link);
}

void
lsn_file_card_add_label (LsnFileCard *card, guint label)
{
  for (guint i = 0; i < card->labels->len; i++)
    {
      if (g_array_index (card->labels, guint, i) == label)
        return;
    }
  g_array_append_val (card->labels, label);
}

void
lsn_file_card_add_line (LsnFileCard *card, const char *line)
{
  char *before = card->text;

  card->text = before && *before ? g_strdup_printf ("%s\n%s", before, line) : g_strdup (line);
  g_free (before);
}

void
lsn_board_file_leave_out (LsnBoardFile *self, const char *where, const char *what)
{
  g_ptr_array_add (self->left_out,
                   where ? g_strdup_printf ("“%s”: %s", where, what) : g_strdup (what));
}

gboolean
lsn_board_file_is_done_title (const char *title)
{
  const char *const words[] = { "done",    "complete",  "completed", "finished",
                                "closed",  "готово",    "сделано",   "выполнено",
                                "закрыто", "завершено", NULL };
  g_autofree char *folded = lsn_text_fold (title);

  return g_strv_contains (words, g_strstrip (folded));
}
