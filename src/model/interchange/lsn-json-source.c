/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-json-source.h"
#include "model/interchange/lsn-file-date.h"
#include "model/interchange/lsn-json-write.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_CLIENT (8 * 1024 * 1024)
#define MAX_DEPTH  16
#define MAX_HEAD   4096 /* bytes before the first client */

struct _LsnJsonSource
{
  LsnTextStream *stream; /* owned */
  JsonParser *parser;    /* owned */
  GString *window;       /* owned: text that was read */
  gsize at;              /* the next byte, in @window */
  gboolean finished;
  guint n;
};

static gboolean
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID, message);
  return FALSE;
}

/* %FALSE where nothing follows, or with @error set. Keeps what was not taken. */
static gboolean
refill (LsnJsonSource *self, GError **error)
{
  gsize before;

  g_string_erase (self->window, 0, (gssize) self->at);
  self->at = 0;
  before = self->window->len;
  while (!self->finished && self->window->len == before)
    self->finished = !lsn_text_stream_read (self->stream, self->window, error);
  return self->window->len > before;
}

/* Up to the list of clients, which stands behind what says the format. */
static gboolean
read_head (LsnJsonSource *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex =
      g_regex_new ("^\\s*\\{\\s*\"format\"\\s*:\\s*\"" LSN_JSON_FORMAT
                   "\"\\s*,\\s*\"version\"\\s*:\\s*(\\d{1,6})\\s*,\\s*\"clients\"\\s*:\\s*\\[",
                   G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *head = NULL;
  g_autofree char *version = NULL;
  int end;

  while (self->window->len < MAX_HEAD && refill (self, &local_error))
    continue;
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  head = lsn_encoding_dup_utf8 (self->window->str, MIN (self->window->len, MAX_HEAD), "UTF-8");
  if (!g_regex_match (regex, head, G_REGEX_MATCH_DEFAULT, &match))
    return set_invalid (error, _ ("This JSON file is not one that Liaison has written. Export the "
                                  "clients as CSV or vCard and try again."));
  version = g_match_info_fetch (match, 1);
  if (g_ascii_strtoll (version, NULL, 10) > LSN_JSON_VERSION)
    return set_invalid (error, _ ("This file was written by a newer version of Liaison."));
  g_match_info_fetch_pos (match, 0, NULL, &end);
  self->at = (gsize) end;
  return TRUE;
}

LsnJsonSource *
lsn_json_source_new (LsnTextStream *stream, GError **error)
{
  g_autoptr (LsnJsonSource) self = g_new0 (LsnJsonSource, 1);

  self->stream = stream;
  self->window = g_string_new (NULL);
  self->parser = json_parser_new_immutable ();
  return read_head (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lsn_json_source_free (LsnJsonSource *self)
{
  lsn_text_stream_free (self->stream);
  g_object_unref (self->parser);
  g_string_free (self->window, TRUE);
  g_free (self);
}

/* --- One client ------------------------------------------------------------------------------- */

/* The next byte that is no space, '\0' at the end. */
static char
peek (LsnJsonSource *self, GError **error)
{
  while (TRUE)
    {
      while (self->at < self->window->len && g_ascii_isspace (self->window->str[self->at]))
        self->at++;
      if (self->at < self->window->len)
        return self->window->str[self->at];
      if (!refill (self, error))
        return '\0';
    }
}

/* The length of the object that begins at self->at, by its braces outside of strings. 0 with @error
 * set. */
static gsize
measure_object (LsnJsonSource *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint depth = 0;
  gboolean quoted = FALSE;
  gsize length = 0;

  while (length <= MAX_CLIENT && depth <= MAX_DEPTH)
    {
      char c;

      if (self->at + length == self->window->len && !refill (self, &local_error))
        break;
      c = self->window->str[self->at + length++];
      if (quoted && c == '\\')
        {
          if (self->at + length == self->window->len && !refill (self, &local_error))
            break;
          length++;
        }
      else if (c == '"')
        quoted = !quoted;
      else if (!quoted && (c == '{' || c == '['))
        depth++;
      else if (!quoted && (c == '}' || c == ']') && --depth == 0)
        return length;
    }
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                 _ ("Client %u of the file is damaged: it is too large, or its end is missing."),
                 self->n);
  return 0;
}

/* --- Members ---------------------------------------------------------------------------------- */

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node
                                                                                         : NULL;
}

static const char *
keep_text (LsnImportRecord *record, JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node ? lsn_import_record_keep (record, json_node_get_string (node)) : NULL;
}

static gint64
get_number (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node ? json_node_get_int (node) : fallback;
}

static gboolean
get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  return node && json_node_get_boolean (node);
}

static void
read_instant (JsonObject *object, const char *name, gint64 *instant)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  if (node)
    lsn_file_date_parse_instant (json_node_get_string (node), instant);
}

/* Returns: the objects of a list, none where there is no list. */
static GList *
get_objects (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GList *elements = node && JSON_NODE_HOLDS_ARRAY (node)
                        ? json_array_get_elements (json_node_get_array (node))
                        : NULL;

  for (GList *l = elements; l;)
    {
      GList *next = l->next;

      if (!JSON_NODE_HOLDS_OBJECT (l->data))
        elements = g_list_delete_link (elements, l);
      else
        l->data = json_node_get_object (l->data);
      l = next;
    }
  return elements;
}

static const char *
get_kind (JsonObject *object)
{
  static const char *const kinds[] = { "phone", "email", "telegram", "whatsapp",
                                       "max",   "site",  "other" };
  JsonNode *node = get_value (object, "kind", G_TYPE_STRING);

  for (guint i = 0; node && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i], json_node_get_string (node)))
        return kinds[i];
    }
  return "other";
}

static void
read_channels (JsonObject *object, LsnImportRecord *record, int person)
{
  g_autoptr (GList) channels = get_objects (object, "channels");

  for (GList *l = channels; l; l = l->next)
    lsn_import_record_add_channel (record, person, get_kind (l->data),
                                   keep_text (record, l->data, "value"),
                                   keep_text (record, l->data, "label"));
}

static void
read_dates (JsonObject *object, LsnImportRecord *record, int person)
{
  g_autoptr (GList) dates = get_objects (object, "dates");

  for (GList *l = dates; l; l = l->next)
    {
      const char *title = keep_text (record, l->data, "title");

      lsn_import_record_add_date (record, person, title ? title : "",
                                  keep_text (record, l->data, "date"), get_flag (l->data, "yearly"),
                                  get_number (l->data, "lead_days", LSN_IMPORT_LEAD_DAYS));
    }
}

static void
read_people (JsonObject *object, LsnImportRecord *record)
{
  g_autoptr (GList) people = get_objects (object, "people");

  for (GList *l = people; l; l = l->next)
    {
      const char *name = keep_text (record, l->data, "name");
      int place = lsn_import_record_add_person (record, name ? name : "");
      LsnImportPerson *person = lsn_import_record_get_person (record, place);

      person->role = keep_text (record, l->data, "role");
      person->note = keep_text (record, l->data, "note");
      person->key = keep_text (record, l->data, "id");
      person->is_primary = get_flag (l->data, "primary");
      read_channels (l->data, record, place);
      read_dates (l->data, record, place);
    }
}

static void
read_client (JsonObject *object, LsnImportRecord *record)
{
  JsonNode *tags = json_object_get_member (object, "tags");
  JsonArray *names = tags && JSON_NODE_HOLDS_ARRAY (tags) ? json_node_get_array (tags) : NULL;
  const char *kind = keep_text (record, object, "kind");

  record->key = keep_text (record, object, "id");
  record->is_person = g_strcmp0 (kind, "person") == 0;
  record->name = keep_text (record, object, "name");
  record->legal_name = keep_text (record, object, "legal_name");
  record->status = keep_text (record, object, "status");
  record->segment = keep_text (record, object, "segment");
  record->owner = keep_text (record, object, "owner");
  record->source = keep_text (record, object, "source");
  record->city = keep_text (record, object, "city");
  record->address = keep_text (record, object, "address");
  record->note = keep_text (record, object, "note");
  record->has_turnover = get_value (object, "turnover_minor", G_TYPE_INT64) != NULL;
  record->turnover_minor = get_number (object, "turnover_minor", 0);
  record->currency = keep_text (record, object, "currency");
  record->cadence_days = get_number (object, "rhythm_days", 0);
  read_instant (object, "added_at", &record->created_at);
  read_instant (object, "archived_at", &record->archived_at);
  for (guint i = 0; names && i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
        lsn_import_record_add_tag (record, json_node_get_string (name));
    }
  read_channels (object, record, LSN_IMPORT_CLIENT);
  read_dates (object, record, LSN_IMPORT_CLIENT);
  read_people (object, record);
}

gboolean
lsn_json_source_next (gpointer source, LsnImportRecord *record, GError **error)
{
  LsnJsonSource *self = source;
  g_autoptr (GError) local_error = NULL;
  gsize length;
  char c = peek (self, &local_error);

  if (self->n > 0 && c == ',')
    {
      self->at++;
      c = peek (self, &local_error);
    }
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (c == ']')
    return FALSE;
  self->n++;
  if (c != '{')
    {
      g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                   _ ("Client %u of the file is damaged: it is too large, or its end is missing."),
                   self->n);
      return FALSE;
    }
  length = measure_object (self, error);
  if (length == 0)
    return FALSE;

  lsn_import_record_clear (record, self->n);
  if (json_parser_load_from_data (self->parser, self->window->str + self->at, (gssize) length,
                                  &local_error))
    read_client (json_node_get_object (json_parser_get_root (self->parser)), record);
  else
    record->error = lsn_import_record_keep (record, local_error->message);
  self->at += length;
  return TRUE;
}
