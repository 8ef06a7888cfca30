/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-todoist-read.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "model/capture/lsn-capture.h"
#include "model/interchange/lsn-encoding.h"
#include "model/interchange/lsn-file-date.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef enum
{
  TYPE,
  CONTENT,
  DESCRIPTION,
  PRIORITY,
  INDENT,
  AUTHOR,
  RESPONSIBLE,
  DATE,
  DURATION,
  DURATION_UNIT,
  DEADLINE,
  N_COLUMNS
} Column;

static const char *const names[N_COLUMNS] = {
  "TYPE",        "CONTENT", "DESCRIPTION", "PRIORITY",      "INDENT",   "AUTHOR",
  "RESPONSIBLE", "DATE",    "DURATION",    "DURATION_UNIT", "DEADLINE",
};

typedef struct
{
  LsnBoardFile *file;
  guint columns[N_COLUMNS]; /* place in the row, G_MAXUINT for none */
  const char *const *cells;
  guint n_cells;
  LsnFileCard *card; /* the last one */
  LsnFileCard *item; /* the last item of its checklist */
} Reader;

static guint
find_column (const char *const *cells, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_ascii_strcasecmp (cells[i], name) == 0)
        return i;
    }
  return G_MAXUINT;
}

gboolean
lsn_todoist_is_header (const char *const *cells, guint n)
{
  return find_column (cells, n, "TYPE") != G_MAXUINT &&
         find_column (cells, n, "CONTENT") != G_MAXUINT &&
         find_column (cells, n, "INDENT") != G_MAXUINT;
}

/* "" where the row has no such cell. */
static const char *
get_cell (Reader *self, Column column)
{
  guint place = self->columns[column];

  return place < self->n_cells ? self->cells[place] : "";
}

/* --- Words ------------------------------------------------------------------------------------ */

/* Takes “@label” out of the content of a task. */
static char *
take_labels (Reader *self, LsnFileCard *card, const char *content)
{
  g_auto (GStrv) words = g_strsplit (content, " ", -1);
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; words[i]; i++)
    {
      if (card && words[i][0] == '@' && words[i][1] != '\0')
        lsn_file_card_add_label (card, lsn_board_file_add_label (self->file, words[i] + 1, NULL));
      else
        g_strv_builder_add (rest, words[i]);
    }
  list = g_strv_builder_end (rest);
  return g_strstrip (g_strjoinv (" ", list));
}

/* “Olga Kim (123456)” → “Olga Kim” */
static char *
dup_person (const char *cell)
{
  const char *number = strrchr (cell, '(');

  return *cell == '\0'
             ? NULL
             : g_strchomp (g_strndup (cell, number ? (gsize) (number - cell) : strlen (cell)));
}

static void
read_date_words (Reader *self, LsnFileCard *card, const char *words)
{
  LsnCaptureContext context = LSN_CAPTURE_CONTEXT_INIT;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (lsn_clock_now (), zone);
  g_autofree char *text = g_strconcat ("x ", words, NULL);
  g_autoptr (LsnCapture) capture = NULL;

  lsn_date_split (today, &context.year, &context.month, &context.day);
  context.hour = 9;
  capture = lsn_capture_parse (text, &context);
  if (capture->due_date == NULL && capture->rrule == NULL)
    {
      g_autofree char *line = g_strdup_printf (_ ("Date: %s"), words);

      lsn_file_card_add_line (card, line);
      lsn_board_file_leave_out (self->file, card->title, line);
      return;
    }
  g_set_str (&card->due_on, capture->due_date);
  if (capture->rrule)
    {
      card->rrule = g_strdup (capture->rrule);
      card->repeat_mode =
          g_strdup (capture->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE ? "after-done" : "fixed");
      if (card->due_on == NULL)
        card->due_on = lsn_date_dup_iso (today);
    }
}

static void
read_date (Reader *self, LsnFileCard *card)
{
  const char *deadline = get_cell (self, DEADLINE);
  const char *words = get_cell (self, DATE);
  g_autofree char *iso = lsn_file_date_dup_iso (*deadline ? deadline : words);

  if (iso)
    card->due_on = g_steal_pointer (&iso);
  else if (*words)
    read_date_words (self, card, words);
  if (*deadline && *words)
    {
      g_autofree char *what = g_strdup_printf (_ ("the date %s beside the deadline"), words);

      lsn_board_file_leave_out (self->file, card->title, what);
    }
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
fill (Reader *self, LsnFileCard *card)
{
  const char *description = get_cell (self, DESCRIPTION);
  gint64 priority = g_ascii_strtoll (get_cell (self, PRIORITY), NULL, 10);
  gint64 duration = g_ascii_strtoll (get_cell (self, DURATION), NULL, 10);

  if (*description)
    card->text = g_strdup (description);
  /* Theirs is 1 for the most urgent, 4 for none. */
  if (priority >= 1 && priority <= 3)
    card->priority = 4 - priority;
  card->assignee = dup_person (get_cell (self, RESPONSIBLE));
  if (duration > 0 && g_ascii_strcasecmp (get_cell (self, DURATION_UNIT), "day") != 0)
    card->estimate_minutes = duration;
  read_date (self, card);
}

static guint
get_column (Reader *self)
{
  if (self->file->columns->len == 0)
    lsn_board_file_add_column (self->file, C_ ("column of a board", "To Do"));
  return self->file->columns->len - 1;
}

/* What is deeper than a task below a task stands beside it. */
static void
read_task (Reader *self)
{
  gint64 indent = g_ascii_strtoll (get_cell (self, INDENT), NULL, 10);
  const char *content = get_cell (self, CONTENT);
  LsnFileCard *card;

  if (indent > 1 && self->card)
    {
      g_autofree char *title = take_labels (self, NULL, content);

      self->item = card = lsn_file_card_add_item (self->file, self->card, title);
      if (indent > 2)
        lsn_board_file_leave_out (self->file, title,
                                  _ ("that it stands below another item: it is beside it"));
    }
  else
    {
      self->card = card = lsn_board_file_add_card (self->file, "");
      self->item = NULL;
      g_free (card->title);
      card->title = take_labels (self, card, content);
      card->column = get_column (self);
    }
  if (*card->title == '\0')
    g_set_str (&card->title, _ ("Untitled"));
  fill (self, card);
}

/* A note may have a file: “words [[file {"file_url": …}]]”. */
static void
read_file (Reader *self, const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  const char *url = NULL;
  const char *name = NULL;

  if (json_parser_load_from_data (parser, json, -1, NULL))
    {
      root = json_parser_get_root (parser);
      if (root && JSON_NODE_HOLDS_OBJECT (root))
        {
          JsonObject *object = json_node_get_object (root);

          url = json_object_get_string_member_with_default (object, "file_url", NULL);
          name = json_object_get_string_member_with_default (object, "file_name", NULL);
        }
    }
  if (url && self->card)
    lsn_file_card_add_link (self->card, url, name);
  lsn_board_file_leave_out (self->file, self->card ? self->card->title : NULL,
                            url ? _ ("a file: its link is kept, its bytes are with Todoist")
                                : _ ("a file without an address"));
}

static void
read_note (Reader *self)
{
  const char *content = get_cell (self, CONTENT);
  const char *mark = strstr (content, "[[file ");
  const char *end = mark ? strstr (mark, "]]") : NULL;
  g_autofree char *text =
      g_strchomp (g_strndup (content, mark && end ? (gsize) (mark - content) : strlen (content)));
  g_autofree char *author = dup_person (get_cell (self, AUTHOR));

  if (self->card == NULL)
    {
      if (*text)
        self->file->purpose = g_strdup (text);
      return;
    }
  if (*text)
    lsn_file_card_add_comment (self->file, self->card, author, text, lsn_clock_now ());
  if (mark && end)
    {
      g_autofree char *json =
          g_strndup (mark + strlen ("[[file "), (gsize) (end - mark) - strlen ("[[file "));

      read_file (self, json);
    }
}

static void
read_row (Reader *self, guint number)
{
  const char *type = get_cell (self, TYPE);

  if (g_ascii_strcasecmp (type, "task") == 0)
    read_task (self);
  else if (g_ascii_strcasecmp (type, "note") == 0)
    read_note (self);
  else if (g_ascii_strcasecmp (type, "section") == 0)
    {
      const char *title = get_cell (self, CONTENT);
      LsnFileColumn *column =
          lsn_board_file_add_column (self->file, *title ? title : _ ("Untitled"));

      column->done = lsn_board_file_is_done_title (column->title);
      self->card = NULL;
      self->item = NULL;
    }
  else if (*type && g_ascii_strcasecmp (type, "meta") != 0)
    {
      g_autofree char *what = g_strdup_printf (_ ("row %1$u: of the kind %2$s"), number, type);

      lsn_board_file_leave_out (self->file, NULL, what);
    }
}

LsnBoardFile *
lsn_todoist_read (const char *name, LsnCsvReader *rows, GError **error)
{
  g_autoptr (LsnCsvReader) reader = rows;
  g_autoptr (LsnBoardFile) file = lsn_board_file_new (name);
  g_autoptr (GError) local_error = NULL;
  Reader self = { .file = file };

  if (!lsn_csv_reader_next (reader, &local_error))
    {
      if (local_error)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_EMPTY,
                             _ ("The file is empty."));
      return NULL;
    }
  self.cells = lsn_csv_reader_get_fields (reader, &self.n_cells);
  for (guint i = 0; i < N_COLUMNS; i++)
    self.columns[i] = find_column (self.cells, self.n_cells, names[i]);
  while (lsn_csv_reader_next (reader, &local_error))
    {
      self.cells = lsn_csv_reader_get_fields (reader, &self.n_cells);
      read_row (&self, lsn_csv_reader_get_row (reader));
    }
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  get_column (&self);
  file->n_labels = file->labels->len;
  return g_steal_pointer (&file);
}
