/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-trello-read.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "base/lsn-text.h"
#include "model/projects/lsn-task-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An export has that many actions at most, the newest. */
#define MAX_ACTIONS 1000

typedef struct
{
  LsnBoardFile *file;
  JsonObject *root;
  GHashTable *columns; /* id, borrowed → place + 1 */
  GHashTable *labels;  /* likewise */
  GHashTable *members; /* id, borrowed → name, borrowed */
  GHashTable *cards;   /* id, borrowed → LsnFileCard */
  GHashTable *fields;  /* id, borrowed → JsonObject */
} Reader;

/* --- JSON that others wrote: nothing is what it should be ------------------------------------- */

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static const char *
get_either (JsonObject *object, const char *first, const char *second)
{
  const char *text = get_text (object, first);

  return text ? text : get_text (object, second);
}

static double
get_number (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;
  GType type =
      node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0;
}

static gboolean
get_flag (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

/* %NULL where the element is no object. */
static JsonObject *
get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint
compare_positions (gconstpointer a, gconstpointer b)
{
  JsonObject *x = *(JsonObject **) a;
  JsonObject *y = *(JsonObject **) b;
  double first = json_object_has_member (x, "pos") ? get_number (x, "pos") : get_number (x, "sort");
  double second =
      json_object_has_member (y, "pos") ? get_number (y, "pos") : get_number (y, "sort");

  return (first > second) - (first < second);
}

/* The objects of an array in the order of their positions; equal ones as they stand. */
static GPtrArray *
dup_sorted (JsonArray *array)
{
  GPtrArray *objects = g_ptr_array_new ();

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);

      if (object)
        g_ptr_array_add (objects, object);
    }
  g_ptr_array_sort (objects, compare_positions);
  return objects;
}

static gint64
get_instant (JsonObject *object, const char *first, const char *second)
{
  const char *text = get_either (object, first, second);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = text ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return moment ? g_date_time_to_unix_usec (moment) : 0;
}

/* The day on the user's calendar. */
static char *
dup_day (JsonObject *object, const char *first, const char *second)
{
  gint64 at = get_instant (object, first, second);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return at ? lsn_date_dup_iso (lsn_date_get_today (at, zone)) : NULL;
}

/* --- Parts ------------------------------------------------------------------------------------ */

static const char *
get_color (const char *color)
{
  const struct
  {
    const char *theirs;
    const char *ours;
  } others[] = { { "sky", "teal" }, { "lime", "green" }, { "black", "gray" } };

  for (guint i = 0; color && lsn_label_colors[i]; i++)
    {
      if (g_str_has_prefix (color, lsn_label_colors[i]))
        return lsn_label_colors[i];
    }
  for (guint i = 0; color && i < G_N_ELEMENTS (others); i++)
    {
      if (g_str_has_prefix (color, others[i].theirs))
        return others[i].ours;
    }
  return "gray";
}

static void
read_columns (Reader *self)
{
  g_autoptr (GPtrArray) lists = dup_sorted (get_array (self->root, "lists"));

  for (guint i = 0; i < lists->len; i++)
    {
      JsonObject *list = g_ptr_array_index (lists, i);
      const char *id = get_either (list, "id", "_id");
      const char *title = get_either (list, "name", "title");
      LsnFileColumn *column =
          lsn_board_file_add_column (self->file, title && *title ? title : _ ("Untitled"));

      column->closed = get_flag (list, "closed") || get_flag (list, "archived");
      column->done = lsn_board_file_is_done_title (column->title);
      column->limit = (gint64) get_number (list, "softLimit");
      if (column->closed)
        lsn_board_file_leave_out (self->file, column->title,
                                  _ ("an archived list: it is a column, its cards are archived"));
      if (id)
        g_hash_table_insert (self->columns, (gpointer) id,
                             GUINT_TO_POINTER (self->file->columns->len));
    }
}

/* A label without a name is called by its colour. */
static void
read_labels (Reader *self)
{
  JsonArray *labels = get_array (self->root, "labels");

  self->file->n_labels = get_length (labels);
  for (guint i = 0; i < get_length (labels); i++)
    {
      JsonObject *label = get_element (labels, i);
      const char *id = get_either (label, "id", "_id");
      const char *name = get_text (label, "name");
      const char *color = get_color (get_text (label, "color"));
      guint place;

      if (label == NULL)
        continue;
      place =
          lsn_board_file_add_label (self->file,
                                    name && *name ? name : lsn_label_color_get_name (color), color);
      if (id)
        g_hash_table_insert (self->labels, (gpointer) id, GUINT_TO_POINTER (place + 1));
    }
}

static void
read_members (Reader *self)
{
  JsonArray *members = get_array (self->root, "members");

  for (guint i = 0; i < get_length (members); i++)
    {
      JsonObject *member = get_element (members, i);
      const char *id = get_either (member, "id", "_id");
      const char *name = get_either (member, "fullName", "username");

      if (id && name && *name)
        g_hash_table_insert (self->members, (gpointer) id, (gpointer) name);
    }
}

static void
read_fields (Reader *self)
{
  JsonArray *fields = get_array (self->root, "customFields");

  for (guint i = 0; i < get_length (fields); i++)
    {
      JsonObject *field = get_element (fields, i);
      const char *id = get_text (field, "id");

      if (id)
        g_hash_table_insert (self->fields, (gpointer) id, field);
    }
}

/* --- Cards ------------------------------------------------------------------------------------ */

static void
read_card_labels (Reader *self, JsonObject *object, LsnFileCard *card)
{
  JsonArray *ids = get_array (object, "idLabels");
  JsonArray *whole = get_array (object, "labels");

  if (ids == NULL)
    ids = get_array (object, "labelIds");
  for (guint i = 0; i < get_length (ids); i++)
    {
      const char *id = get_string_element (ids, i);
      gpointer place = id ? g_hash_table_lookup (self->labels, id) : NULL;

      if (place)
        lsn_file_card_add_label (card, GPOINTER_TO_UINT (place) - 1);
    }
  for (guint i = 0; ids == NULL && i < get_length (whole); i++)
    {
      JsonObject *label = get_element (whole, i);
      const char *id = get_text (label, "id");
      gpointer place = id ? g_hash_table_lookup (self->labels, id) : NULL;

      if (place)
        lsn_file_card_add_label (card, GPOINTER_TO_UINT (place) - 1);
    }
}

/* A card has one assignee; who else is on it is told. */
static void
read_card_members (Reader *self, JsonObject *object, LsnFileCard *card)
{
  JsonArray *ids = get_array (object, "idMembers");

  for (guint i = 0; i < get_length (ids); i++)
    {
      const char *id = get_string_element (ids, i);
      const char *name = id ? g_hash_table_lookup (self->members, id) : NULL;

      if (name == NULL)
        continue;
      if (card->assignee == NULL)
        card->assignee = g_strdup (name);
      else
        {
          g_autofree char *what = g_strdup_printf (_ ("another member, %s"), name);

          lsn_board_file_leave_out (self->file, card->title, what);
        }
    }
}

static void
read_attachments (Reader *self, JsonObject *object, LsnFileCard *card)
{
  JsonArray *attachments = get_array (object, "attachments");

  for (guint i = 0; i < get_length (attachments); i++)
    {
      JsonObject *attachment = get_element (attachments, i);
      const char *url = get_text (attachment, "url");
      const char *name = get_text (attachment, "name");

      if (url == NULL)
        {
          lsn_board_file_leave_out (self->file, card->title,
                                    _ ("an attachment without an address"));
          continue;
        }
      lsn_file_card_add_link (card, url, name);
      if (get_flag (attachment, "isUpload"))
        {
          g_autofree char *what =
              g_strdup_printf (_ ("the file %s: its link is kept, its bytes are with Trello"),
                               name ? name : url);

          lsn_board_file_leave_out (self->file, card->title, what);
        }
    }
}

static const char *
get_option (JsonObject *field, const char *id)
{
  JsonArray *options = get_array (field, "options");

  for (guint i = 0; i < get_length (options); i++)
    {
      JsonObject *option = get_element (options, i);

      if (g_strcmp0 (get_text (option, "id"), id) == 0)
        return get_text (get_object (option, "value"), "text");
    }
  return NULL;
}

/* The values of custom fields are lines of the text. */
static void
read_custom (Reader *self, JsonObject *object, LsnFileCard *card)
{
  JsonArray *items = get_array (object, "customFieldItems");

  for (guint i = 0; i < get_length (items); i++)
    {
      JsonObject *item = get_element (items, i);
      const char *id = get_text (item, "idCustomField");
      JsonObject *field = id ? g_hash_table_lookup (self->fields, id) : NULL;
      JsonObject *value = get_object (item, "value");
      const char *const kinds[] = { "text", "number", "date", "checked" };
      const char *text = field ? get_option (field, get_text (item, "idValue")) : NULL;
      g_autofree char *line = NULL;

      for (guint j = 0; text == NULL && j < G_N_ELEMENTS (kinds); j++)
        text = get_text (value, kinds[j]);
      if (field == NULL || text == NULL)
        {
          lsn_board_file_leave_out (self->file, card->title, _ ("an unknown custom field"));
          continue;
        }
      line = g_strdup_printf ("%s: %s", get_text (field, "name"), text);
      lsn_file_card_add_line (card, line);
    }
}

/* What a card has and we have not. */
static void
tell_rest (Reader *self, JsonObject *object, LsnFileCard *card)
{
  const struct
  {
    const char *member;
    const char *what;
  } texts[] = { { "locationName", N_ ("its place on the map") },
                { "dueReminder", NULL },
                { "idAttachmentCover", N_ ("its cover picture") } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = get_text (object, texts[i].member);

      if (texts[i].what && text && *text)
        lsn_board_file_leave_out (self->file, card->title, _ (texts[i].what));
    }
  if (get_length (get_array (object, "idMembersVoted")) > 0)
    lsn_board_file_leave_out (self->file, card->title, _ ("its votes"));
  if (get_length (get_array (object, "stickers")) > 0)
    lsn_board_file_leave_out (self->file, card->title, _ ("its stickers"));
  if (get_flag (object, "isTemplate"))
    lsn_board_file_leave_out (self->file, card->title, _ ("that it is a template"));
}

static void
read_card (Reader *self, JsonObject *object)
{
  const char *id = get_either (object, "id", "_id");
  const char *title = get_either (object, "name", "title");
  const char *text = get_either (object, "desc", "description");
  const char *list = get_either (object, "idList", "listId");
  gpointer place = list ? g_hash_table_lookup (self->columns, list) : NULL;
  LsnFileCard *card =
      lsn_board_file_add_card (self->file, title && *title ? title : _ ("Untitled"));
  gint64 changed = get_instant (object, "dateLastActivity", "createdAt");
  gboolean closed = get_flag (object, "closed") || get_flag (object, "archived");

  if (id)
    g_hash_table_insert (self->cards, (gpointer) id, card);
  if (text && *text)
    card->text = g_strdup (text);
  card->start_on = dup_day (object, "start", "startAt");
  card->due_on = dup_day (object, "due", "dueAt");
  if (place)
    {
      const LsnFileColumn *column =
          g_ptr_array_index (self->file->columns, GPOINTER_TO_UINT (place) - 1);

      card->column = GPOINTER_TO_UINT (place) - 1;
      closed = closed || column->closed;
      if (column->done || get_flag (object, "dueComplete"))
        card->done_at = changed ? changed : lsn_clock_now ();
    }
  else
    lsn_board_file_leave_out (self->file, card->title,
                              _ ("its list is not in the file: it is in the first column"));
  if (closed)
    card->archived_at = changed ? changed : lsn_clock_now ();
  read_card_labels (self, object, card);
  read_card_members (self, object, card);
  read_attachments (self, object, card);
  read_custom (self, object, card);
  tell_rest (self, object, card);
}

static void
read_checklist (Reader *self, JsonObject *checklist, LsnFileCard *card)
{
  g_autoptr (GPtrArray) items = dup_sorted (get_array (checklist, "checkItems"));
  const char *name = get_text (checklist, "name");

  if (card->items->len > 0 && items->len > 0 && name && *name)
    {
      g_autofree char *what =
          g_strdup_printf (_ ("the checklist %s: its items follow those before"), name);

      lsn_board_file_leave_out (self->file, card->title, what);
    }
  for (guint i = 0; i < items->len; i++)
    {
      JsonObject *object = g_ptr_array_index (items, i);
      const char *title = get_text (object, "name");
      const char *member = get_text (object, "idMember");
      LsnFileCard *item =
          lsn_file_card_add_item (self->file, card, title && *title ? title : _ ("Untitled"));

      item->due_on = dup_day (object, "due", "dueAt");
      if (g_strcmp0 (get_text (object, "state"), "complete") == 0)
        item->done_at = card->done_at ? card->done_at : lsn_clock_now ();
      if (member)
        item->assignee = g_strdup (g_hash_table_lookup (self->members, member));
    }
}

static void
read_checklists (Reader *self)
{
  g_autoptr (GPtrArray) checklists = dup_sorted (get_array (self->root, "checklists"));

  for (guint i = 0; i < checklists->len; i++)
    {
      JsonObject *checklist = g_ptr_array_index (checklists, i);
      const char *id = get_either (checklist, "idCard", "cardId");
      LsnFileCard *card = id ? g_hash_table_lookup (self->cards, id) : NULL;

      if (card)
        read_checklist (self, checklist, card);
      else
        lsn_board_file_leave_out (self->file, get_either (checklist, "name", "title"),
                                  _ ("a checklist of a card that is not in the file"));
    }
}

/* --- Comments --------------------------------------------------------------------------------- */

/* The newest come first. */
static void
read_comments (Reader *self)
{
  JsonArray *actions = get_array (self->root, "actions");

  for (guint i = get_length (actions); i-- > 0;)
    {
      JsonObject *action = get_element (actions, i);
      JsonObject *data = get_object (action, "data");
      const char *card_id = get_text (get_object (data, "card"), "id");
      const char *text = get_text (data, "text");
      LsnFileCard *card = card_id ? g_hash_table_lookup (self->cards, card_id) : NULL;
      const char *type = get_text (action, "type");

      if (g_strcmp0 (type, "commentCard") != 0 && g_strcmp0 (type, "copyCommentCard") != 0)
        continue;
      if (card && text && *text)
        lsn_file_card_add_comment (self->file, card,
                                   get_either (get_object (action, "memberCreator"), "fullName",
                                               "username"),
                                   text, get_instant (action, "date", "createdAt"));
      else
        lsn_board_file_leave_out (self->file, NULL,
                                  _ ("a comment on a card that is not in the file"));
    }
  if (get_length (actions) >= MAX_ACTIONS)
    lsn_board_file_leave_out (
        self->file, NULL,
        _ ("comments older than the last 1,000 actions: Trello does not put them in the file"));
}

/* A card says how many comments it has; those that are not in the file are missed. */
static void
tell_missing (Reader *self)
{
  JsonArray *cards = get_array (self->root, "cards");

  for (guint i = 0; i < get_length (cards); i++)
    {
      JsonObject *object = get_element (cards, i);
      const char *id = get_either (object, "id", "_id");
      const LsnFileCard *card = id ? g_hash_table_lookup (self->cards, id) : NULL;
      guint n = (guint) get_number (get_object (object, "badges"), "comments");

      if (card && n > card->comments->len)
        {
          guint missing = n - card->comments->len;
          g_autofree char *what =
              g_strdup_printf (ngettext ("%u comment is not in the file's list of actions",
                                         "%u comments are not in the file's list of actions",
                                         missing),
                               missing);

          lsn_board_file_leave_out (self->file, card->title, what);
        }
    }
}

/* Parts of the board that other programs write, or that we have no place for. */
static void
tell_other_parts (Reader *self)
{
  const struct
  {
    const char *member;
    const char *what; /* “checklistItems: 3” */
  } parts[] = {
    { "checklistItems", NULL }, { "swimlanes", NULL }, { "rules", NULL },
    { "attachments", NULL },    { "comments", NULL },  { "pluginData", NULL },
    { "powerUps", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint n = get_length (get_array (self->root, parts[i].member));
      g_autofree char *what = NULL;

      if (n == 0 && get_object (self->root, parts[i].member))
        n = json_object_get_size (get_object (self->root, parts[i].member));
      if (n == 0)
        continue;
      what = g_strdup_printf ("%s: %u", parts[i].member, n);
      lsn_board_file_leave_out (self->file, NULL, what);
    }
}

/* --- The board -------------------------------------------------------------------------------- */

LsnBoardFile *
lsn_trello_read (JsonObject *root)
{
  JsonObject *board = get_object (root, "board");
  const char *name = get_either (root, "name", "title");
  const char *purpose = get_either (root, "desc", "description");
  g_autoptr (GPtrArray) cards = NULL;
  Reader self = { .root = root };

  if (get_array (root, "lists") == NULL || get_array (root, "cards") == NULL)
    return NULL;
  if (name == NULL)
    name = get_text (board, "name");
  if (purpose == NULL)
    purpose = get_text (board, "desc");
  self.file = lsn_board_file_new (name && *name ? name : _ ("Board from Trello"));
  if (purpose && *purpose)
    self.file->purpose = g_strdup (purpose);
  self.columns = g_hash_table_new (g_str_hash, g_str_equal);
  self.labels = g_hash_table_new (g_str_hash, g_str_equal);
  self.members = g_hash_table_new (g_str_hash, g_str_equal);
  self.cards = g_hash_table_new (g_str_hash, g_str_equal);
  self.fields = g_hash_table_new (g_str_hash, g_str_equal);

  read_columns (&self);
  read_labels (&self);
  read_members (&self);
  read_fields (&self);
  cards = dup_sorted (get_array (root, "cards"));
  for (guint i = 0; i < cards->len; i++)
    read_card (&self, g_ptr_array_index (cards, i));
  read_checklists (&self);
  read_comments (&self);
  tell_missing (&self);
  tell_other_parts (&self);

  g_hash_table_unref (self.columns);
  g_hash_table_unref (self.labels);
  g_hash_table_unref (self.members);
  g_hash_table_unref (self.cards);
  g_hash_table_unref (self.fields);
  return self.file;
}
