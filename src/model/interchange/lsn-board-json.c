/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-json.h"
#include "model/interchange/lsn-board-parts.h"
#include "model/interchange/lsn-encoding.h"
#include "model/interchange/lsn-file-date.h"
#include "model/projects/lsn-task-parts.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>

/* Tables say what each thing has, for both ways. */
typedef enum
{
  KIND_TEXT,
  KIND_NUMBER,
  KIND_INSTANT,
} Kind;

typedef struct
{
  const char *name; /* NULL ends a table */
  gsize offset;
  Kind kind;
} Member;

static const Member board_members[] = {
  { "name", offsetof (LsnBoardFile, name), KIND_TEXT },
  { "purpose", offsetof (LsnBoardFile, purpose), KIND_TEXT },
  { "client", offsetof (LsnBoardFile, client), KIND_TEXT },
  { "start", offsetof (LsnBoardFile, start_on), KIND_TEXT },
  { "due", offsetof (LsnBoardFile, due_on), KIND_TEXT },
  { "status", offsetof (LsnBoardFile, status), KIND_TEXT },
  { NULL, 0, KIND_TEXT },
};

static const Member column_members[] = {
  { "title", offsetof (LsnFileColumn, title), KIND_TEXT },
  { "limit", offsetof (LsnFileColumn, limit), KIND_NUMBER },
  { "enter_assignee", offsetof (LsnFileColumn, enter_assignee), KIND_TEXT },
  { "enter_followup", offsetof (LsnFileColumn, enter_followup), KIND_TEXT },
  { "enter_due", offsetof (LsnFileColumn, enter_due), KIND_NUMBER },
  { "enter_label", offsetof (LsnFileColumn, enter_label), KIND_NUMBER },
  { NULL, 0, KIND_TEXT },
};

static const Member card_members[] = {
  { "title", offsetof (LsnFileCard, title), KIND_TEXT },
  { "text", offsetof (LsnFileCard, text), KIND_TEXT },
  { "start", offsetof (LsnFileCard, start_on), KIND_TEXT },
  { "due", offsetof (LsnFileCard, due_on), KIND_TEXT },
  { "assignee", offsetof (LsnFileCard, assignee), KIND_TEXT },
  { "client", offsetof (LsnFileCard, client), KIND_TEXT },
  { "turn", offsetof (LsnFileCard, turn), KIND_TEXT },
  { "rrule", offsetof (LsnFileCard, rrule), KIND_TEXT },
  { "repeat_mode", offsetof (LsnFileCard, repeat_mode), KIND_TEXT },
  { "currency", offsetof (LsnFileCard, currency), KIND_TEXT },
  { "role", offsetof (LsnFileCard, role), KIND_TEXT },
  { "baseline_start", offsetof (LsnFileCard, baseline_start_on), KIND_TEXT },
  { "baseline_due", offsetof (LsnFileCard, baseline_due_on), KIND_TEXT },
  { "milestone", offsetof (LsnFileCard, milestone), KIND_NUMBER },
  { "estimate_minutes", offsetof (LsnFileCard, estimate_minutes), KIND_NUMBER },
  { "spent_minutes", offsetof (LsnFileCard, spent_minutes), KIND_NUMBER },
  { "priority", offsetof (LsnFileCard, priority), KIND_NUMBER },
  { "done", offsetof (LsnFileCard, done_at), KIND_INSTANT },
  { "archived", offsetof (LsnFileCard, archived_at), KIND_INSTANT },
  { "created", offsetof (LsnFileCard, created_at), KIND_INSTANT },
  { "entered", offsetof (LsnFileCard, entered_at), KIND_INSTANT },
  { "turn_since", offsetof (LsnFileCard, turn_since), KIND_INSTANT },
  { NULL, 0, KIND_TEXT },
};

static const Member comment_members[] = {
  { "author", offsetof (LsnFileComment, author), KIND_TEXT },
  { "text", offsetof (LsnFileComment, text), KIND_TEXT },
  { "at", offsetof (LsnFileComment, at), KIND_INSTANT },
  { NULL, 0, KIND_TEXT },
};

static const Member label_members[] = {
  { "name", offsetof (LsnFileLabel, name), KIND_TEXT },
  { NULL, 0, KIND_TEXT },
};

static const Member link_members[] = {
  { "url", offsetof (LsnFileLink, url), KIND_TEXT },
  { "title", offsetof (LsnFileLink, title), KIND_TEXT },
  { NULL, 0, KIND_TEXT },
};

/* --- Writing ---------------------------------------------------------------------------------- */

static void
put_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
put_number (JsonBuilder *builder, const char *name, gint64 value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
put_instant (JsonBuilder *builder, const char *name, gint64 at)
{
  g_autofree char *text = at ? lsn_file_date_dup_instant (at) : NULL;

  put_text (builder, name, text);
}

static void
put_places (JsonBuilder *builder, const char *name, GArray *places)
{
  if (places->len == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    json_builder_add_int_value (builder, g_array_index (places, guint, i));
  json_builder_end_array (builder);
}

static void
put_members (JsonBuilder *builder, const Member *members, gconstpointer thing)
{
  for (; members->name; members++)
    {
      gconstpointer member = (const char *) thing + members->offset;

      if (members->kind == KIND_TEXT)
        put_text (builder, members->name, *(char *const *) member);
      else if (members->kind == KIND_NUMBER)
        put_number (builder, members->name, *(const gint64 *) member);
      else
        put_instant (builder, members->name, *(const gint64 *) member);
    }
}

/* What a thing has besides the members of its table. */
typedef void (*PutMore) (JsonBuilder *builder, gconstpointer thing);

static void
put_list (JsonBuilder *builder, const char *name, GPtrArray *things, const Member *members,
          PutMore put_more)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < things->len; i++)
    {
      json_builder_begin_object (builder);
      put_members (builder, members, g_ptr_array_index (things, i));
      if (put_more)
        put_more (builder, g_ptr_array_index (things, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_column (JsonBuilder *builder, gconstpointer thing)
{
  const LsnFileColumn *column = thing;

  put_number (builder, "done", column->done);
}

static void
put_label (JsonBuilder *builder, gconstpointer thing)
{
  const LsnFileLabel *label = thing;

  put_text (builder, "color", label->color);
}

static void
put_card (JsonBuilder *builder, gconstpointer thing)
{
  const LsnFileCard *card = thing;

  if (card->has_amount)
    {
      json_builder_set_member_name (builder, "amount_minor");
      json_builder_add_int_value (builder, card->amount_minor);
    }
  if (card->column != G_MAXUINT)
    {
      json_builder_set_member_name (builder, "column");
      json_builder_add_int_value (builder, card->column);
    }
  put_places (builder, "labels", card->labels);
  put_places (builder, "blocked_by", card->blockers);
  if (card->items->len > 0)
    put_list (builder, "items", card->items, card_members, put_card);
  if (card->comments->len > 0)
    put_list (builder, "comments", card->comments, comment_members, NULL);
  if (card->links->len > 0)
    put_list (builder, "links", card->links, link_members, NULL);
}

char *
lsn_board_json_dup (const LsnBoardFile *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  put_text (builder, "format", LSN_BOARD_FORMAT);
  put_number (builder, "version", LSN_BOARD_FORMAT_VERSION);
  put_members (builder, board_members, file);
  lsn_board_parts_put (builder, file);
  put_list (builder, "columns", file->columns, column_members, put_column);
  put_list (builder, "labels", file->labels, label_members, put_label);
  put_list (builder, "cards", file->cards, card_members, put_card);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

static gint64
get_instant (JsonObject *object, const char *name)
{
  const char *text = get_text (object, name);
  gint64 at;

  return text && lsn_file_date_parse_instant (text, &at) ? at : 0;
}

/* The objects of a member that is a list. */
static GPtrArray *
list_objects (JsonObject *object, const char *name)
{
  GPtrArray *objects = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (objects, json_node_get_object (element));
    }
  return objects;
}

static void
read_places (JsonObject *object, const char *name, GArray *places, guint n)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gint64 place = json_array_get_int_element (array, i);

      if (place >= 0 && place < n)
        {
          guint index = (guint) place;

          g_array_append_val (places, index);
        }
    }
}

static void
read_members (JsonObject *object, const Member *members, gpointer thing)
{
  for (; members->name; members++)
    {
      gpointer member = (char *) thing + members->offset;

      if (members->kind == KIND_TEXT)
        g_set_str ((char **) member, get_text (object, members->name));
      else if (members->kind == KIND_NUMBER)
        *(gint64 *) member = get_number (object, members->name);
      else
        *(gint64 *) member = get_instant (object, members->name);
    }
}

static void
read_card (LsnBoardFile *file, JsonObject *object, LsnFileCard *card, guint n_cards)
{
  g_autoptr (GPtrArray) items = list_objects (object, "items");
  g_autoptr (GPtrArray) comments = list_objects (object, "comments");
  g_autoptr (GPtrArray) links = list_objects (object, "links");

  read_members (object, card_members, card);
  if (card->title == NULL)
    card->title = g_strdup (_ ("Untitled"));
  card->has_amount = json_object_has_member (object, "amount_minor");
  card->amount_minor = get_number (object, "amount_minor");
  if (json_object_has_member (object, "column") &&
      get_number (object, "column") < (gint64) file->columns->len)
    card->column = (guint) get_number (object, "column");
  read_places (object, "labels", card->labels, file->labels->len);
  read_places (object, "blocked_by", card->blockers, n_cards);
  for (guint i = 0; i < items->len; i++)
    read_card (file, g_ptr_array_index (items, i), lsn_file_card_add_item (file, card, ""),
               n_cards);
  for (guint i = 0; i < comments->len; i++)
    {
      JsonObject *comment = g_ptr_array_index (comments, i);
      const char *text = get_text (comment, "text");

      if (text)
        lsn_file_card_add_comment (file, card, get_text (comment, "author"), text,
                                   get_instant (comment, "at"));
    }
  for (guint i = 0; i < links->len; i++)
    {
      JsonObject *link = g_ptr_array_index (links, i);
      const char *url = get_text (link, "url");

      if (url)
        lsn_file_card_add_link (card, url, get_text (link, "title"));
    }
}

static const char *
find_color (const char *name)
{
  for (guint i = 0; lsn_label_colors[i]; i++)
    {
      if (g_strcmp0 (lsn_label_colors[i], name) == 0)
        return lsn_label_colors[i];
    }
  return NULL;
}

LsnBoardFile *
lsn_board_json_read (JsonObject *root, GError **error)
{
  g_autoptr (GPtrArray) columns = list_objects (root, "columns");
  g_autoptr (GPtrArray) labels = list_objects (root, "labels");
  g_autoptr (GPtrArray) cards = list_objects (root, "cards");
  LsnBoardFile *file;

  if (g_strcmp0 (get_text (root, "format"), LSN_BOARD_FORMAT) != 0)
    return NULL;
  if (get_number (root, "version") > LSN_BOARD_FORMAT_VERSION)
    {
      g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                           _ ("This board was written by a newer Liaison."));
      return NULL;
    }
  file = lsn_board_file_new (NULL);
  read_members (root, board_members, file);
  if (file->name == NULL)
    file->name = g_strdup (_ ("Untitled"));
  lsn_board_parts_read (root, file);
  for (guint i = 0; i < columns->len; i++)
    {
      JsonObject *object = g_ptr_array_index (columns, i);
      LsnFileColumn *column = lsn_board_file_add_column (file, NULL);

      read_members (object, column_members, column);
      if (column->title == NULL)
        column->title = g_strdup (_ ("Untitled"));
      column->done = get_number (object, "done") != 0;
      column->enter_due = CLAMP (column->enter_due, 0, 1000);
    }
  for (guint i = 0; i < labels->len; i++)
    {
      JsonObject *object = g_ptr_array_index (labels, i);
      const char *name = get_text (object, "name");

      lsn_board_file_add_label (file, name ? name : "", find_color (get_text (object, "color")));
    }
  file->n_labels = labels->len;
  for (guint i = 0; i < cards->len; i++)
    read_card (file, g_ptr_array_index (cards, i), lsn_board_file_add_card (file, ""), cards->len);
  return file;
}
