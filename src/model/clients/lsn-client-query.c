/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-query.h"
#include "base/lsn-clock.h"
#include "base/lsn-text.h"
#include "model/search/lsn-search.h"

#include <glib/gi18n-lib.h>

const char *const lsn_client_query_tables[] = { "client",         "channel",    "contact",
                                                "client_contact", "client_tag", "tag",
                                                "segment",        "member",     NULL };

/* Each order has an index that begins with `listed` and ends with the name and the id. */
static const struct
{
  const char *key;
  const char *column;  /* nullable: the name itself */
  gboolean blank_last; /* the column may be NULL, and says nothing then */
  const char *label;
} orders[] = {
  [LSN_CLIENT_ORDER_NAME] = { "name", NULL, FALSE, NC_ ("column", "Name") },
  [LSN_CLIENT_ORDER_STATUS] = { "status", "status_rank", FALSE, NC_ ("column", "Status") },
  [LSN_CLIENT_ORDER_SEGMENT] = { "segment", "segment_position", TRUE, NC_ ("column", "Segment") },
  [LSN_CLIENT_ORDER_OWNER] = { "owner", "owner_key", TRUE, NC_ ("column", "Owner") },
  [LSN_CLIENT_ORDER_CITY] = { "city", "city_key", TRUE, NC_ ("column", "City") },
  [LSN_CLIENT_ORDER_NEXT] = { "next", "next_touch", TRUE, NC_ ("column", "Next Step") },
  [LSN_CLIENT_ORDER_LAST] = { "last", "last_touch", FALSE, NC_ ("column", "Last Contact") },
  [LSN_CLIENT_ORDER_TURN] = { "turn", "turn", TRUE, NC_ ("column", "Whose Move") },
  [LSN_CLIENT_ORDER_DUE] = { "due", "touch_due", TRUE, NC_ ("column", "Contact Due") },
  [LSN_CLIENT_ORDER_SOURCE] = { "source", "source_key", TRUE, NC_ ("column", "Source") },
  [LSN_CLIENT_ORDER_TAG] = { "tag", "tag_key", TRUE, NC_ ("column", "Tags") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (orders) == N_LSN_CLIENT_ORDERS);

/* Each facet is a column as well, and is called like it. */
static const LsnClientOrder facets[] = {
  [LSN_CLIENT_FACET_STATUS] = LSN_CLIENT_ORDER_STATUS,
  [LSN_CLIENT_FACET_NEXT] = LSN_CLIENT_ORDER_NEXT,
  [LSN_CLIENT_FACET_TURN] = LSN_CLIENT_ORDER_TURN,
  [LSN_CLIENT_FACET_LAST] = LSN_CLIENT_ORDER_LAST,
  [LSN_CLIENT_FACET_SEGMENT] = LSN_CLIENT_ORDER_SEGMENT,
  [LSN_CLIENT_FACET_OWNER] = LSN_CLIENT_ORDER_OWNER,
  [LSN_CLIENT_FACET_TAG] = LSN_CLIENT_ORDER_TAG,
  [LSN_CLIENT_FACET_CITY] = LSN_CLIENT_ORDER_CITY,
  [LSN_CLIENT_FACET_SOURCE] = LSN_CLIENT_ORDER_SOURCE,
};
G_STATIC_ASSERT (G_N_ELEMENTS (facets) == N_LSN_CLIENT_FACETS);

const char *
lsn_client_order_get_key (LsnClientOrder order)
{
  return orders[order].key;
}

gboolean
lsn_client_order_parse (const char *key, LsnClientOrder *order)
{
  for (guint i = 0; i < N_LSN_CLIENT_ORDERS; i++)
    {
      if (g_str_equal (orders[i].key, key))
        {
          *order = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_client_order_get_label (LsnClientOrder order)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", orders[order].label);
}

const char *
lsn_client_facet_get_key (LsnClientFacet facet)
{
  return orders[facets[facet]].key;
}

gboolean
lsn_client_facet_parse (const char *key, LsnClientFacet *facet)
{
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      if (g_str_equal (orders[facets[i]].key, key))
        {
          *facet = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_client_facet_get_label (LsnClientFacet facet)
{
  return lsn_client_order_get_label (facets[facet]);
}

LsnClientQuery *
lsn_client_query_new (void)
{
  LsnClientQuery *self = g_new0 (LsnClientQuery, 1);

  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

LsnClientQuery *
lsn_client_query_copy (const LsnClientQuery *self)
{
  LsnClientQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      copy->values[i] = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_extend (copy->values[i], self->values[i], (GCopyFunc) (gpointer) g_strdup, NULL);
    }
  return copy;
}

void
lsn_client_query_free (LsnClientQuery *self)
{
  g_free (self->text);
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    g_ptr_array_unref (self->values[i]);
  g_free (self);
}

gboolean
lsn_client_query_has (const LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  return g_ptr_array_find_with_equal_func (self->values[facet], value, g_str_equal, NULL);
}

void
lsn_client_query_add (LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  if (!lsn_client_query_has (self, facet, value))
    g_ptr_array_add (self->values[facet], g_strdup (value));
}

void
lsn_client_query_remove (LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->values[facet], value, g_str_equal, &index))
    g_ptr_array_remove_index (self->values[facet], index);
}

void
lsn_client_query_clear (LsnClientQuery *self, LsnClientFacet facet)
{
  g_ptr_array_set_size (self->values[facet], 0);
}

gboolean
lsn_client_query_is_filtered (const LsnClientQuery *self)
{
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      if (self->values[i]->len > 0)
        return TRUE;
    }
  return self->archived;
}

/* --- Text form -------------------------------------------------------------------------------- */

char *
lsn_client_query_format (const LsnClientQuery *self)
{
  GString *line = g_string_new ("order=");

  g_string_append (line, orders[self->order].key);
  if (self->descending)
    g_string_append (line, " desc");
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      for (guint j = 0; j < self->values[i]->len; j++)
        {
          if (j == 0)
            g_string_append_printf (line, " %s=", lsn_client_facet_get_key (i));
          else
            g_string_append_c (line, ',');
          g_string_append_uri_escaped (line, g_ptr_array_index (self->values[i], j), NULL, FALSE);
        }
    }
  if (self->text && *self->text)
    {
      g_string_append (line, " text=");
      g_string_append_uri_escaped (line, self->text, NULL, FALSE);
    }
  if (self->archived)
    g_string_append (line, " archived");
  return g_string_free_and_steal (line);
}

static void
parse_values (LsnClientQuery *self, LsnClientFacet facet, const char *list)
{
  g_auto (GStrv) values = g_strsplit (list, ",", -1);

  /* g_strsplit() makes nothing of "", which here is one value: none. */
  if (values[0] == NULL)
    lsn_client_query_add (self, facet, "");
  for (guint i = 0; values[i]; i++)
    {
      g_autofree char *value = g_uri_unescape_string (values[i], NULL);
      LsnClientStatus status;

      if (facet == LSN_CLIENT_FACET_STATUS && value && lsn_client_status_parse (value, &status))
        lsn_client_query_add (self, facet, lsn_client_status_get_key (status));
      else if (facet != LSN_CLIENT_FACET_STATUS && value)
        lsn_client_query_add (self, facet, value);
    }
}

static void
parse_word (LsnClientQuery *self, const char *key, const char *value)
{
  LsnClientFacet facet;

  if (g_str_equal (key, "desc"))
    self->descending = TRUE;
  else if (g_str_equal (key, "archived"))
    self->archived = TRUE;
  else if (value == NULL)
    return;
  else if (lsn_client_facet_parse (key, &facet))
    parse_values (self, facet, value);
  else if (g_str_equal (key, "text"))
    {
      g_autofree char *text = g_uri_unescape_string (value, NULL);

      g_set_str (&self->text, text);
    }
  else if (g_str_equal (key, "order"))
    lsn_client_order_parse (value, &self->order);
}

LsnClientQuery *
lsn_client_query_parse (const char *text)
{
  LsnClientQuery *self = lsn_client_query_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);

      if (parts[0])
        parse_word (self, parts[0], parts[1]);
    }
  return self;
}

/* --- On a worker ------------------------------------------------------------------------------ */

typedef struct
{
  GString *sql;     /* owned */
  GPtrArray *texts; /* owned; element-type utf8: parameters from 1, numbers as their digits */
} Question;

static void
append_parameter (Question *question, char *text)
{
  g_ptr_array_add (question->texts, text);
  g_string_append_printf (question->sql, "?%u", question->texts->len);
}

static void
append_cast_parameter (Question *question, gint64 number)
{
  g_string_append (question->sql, "CAST (");
  append_parameter (question, g_strdup_printf ("%" G_GINT64_FORMAT, number));
  g_string_append (question->sql, " AS INTEGER)");
}

/* Opens the clause of a facet with more than one value. What a filter leaves is found by an index
 * of its own and then looked up in the walk over the order: the `+` keeps SQLite from taking the
 * filter's index instead and sorting what it finds. */
static void
open_among (Question *question, const char *select)
{
  g_string_append_printf (question->sql, " AND +client_id IN (%s", select);
}

static void
append_state (Question *question, const LsnClientQuery *self, const char *condition)
{
  g_string_append_printf (question->sql,
                          "SELECT client_id FROM client_state WHERE listed = %d AND %s",
                          self->archived ? 0 : 1, condition);
}

static void
append_statuses (Question *question, const GPtrArray *values)
{
  LsnClientStatus status;

  g_string_append (question->sql, " AND +status_rank IN (-1");
  for (guint i = 0; i < values->len; i++)
    {
      if (lsn_client_status_parse (g_ptr_array_index (values, i), &status))
        g_string_append_printf (question->sql, ", %d", (int) status);
    }
  g_string_append_c (question->sql, ')');
}

static void
append_turns (Question *question, const GPtrArray *values)
{
  g_string_append (question->sql, " AND +turn IN (");
  for (guint i = 0; i < values->len; i++)
    {
      if (i > 0)
        g_string_append (question->sql, ", ");
      append_parameter (question, g_strdup (g_ptr_array_index (values, i)));
    }
  g_string_append_c (question->sql, ')');
}

/* One part of a facet that is a union of ranges; %FALSE where the value means nothing. */
static gboolean
append_next (Question *question, const LsnClientQuery *self, const char *value)
{
  GString *sql = question->sql;

  if (g_str_equal (value, "none"))
    {
      append_state (question, self, "next_touch IS NULL");
      return TRUE;
    }
  if (g_str_equal (value, "overdue"))
    {
      append_state (question, self, "next_touch < ");
      append_parameter (question, lsn_date_dup_iso (self->today));
      return TRUE;
    }
  if (!g_str_equal (value, "today") && !g_str_equal (value, "week") &&
      !g_str_equal (value, "later"))
    return FALSE;

  append_state (question, self, "next_touch >= ");
  append_parameter (question,
                    lsn_date_dup_iso (self->today + (g_str_equal (value, "later") ? 7 : 0)));
  if (!g_str_equal (value, "later"))
    {
      g_string_append (sql, " AND next_touch < ");
      append_parameter (question,
                        lsn_date_dup_iso (self->today + (g_str_equal (value, "today") ? 1 : 7)));
    }
  return TRUE;
}

static gboolean
append_last (Question *question, const LsnClientQuery *self, const char *value)
{
  g_autoptr (GTimeZone) zone = NULL;
  gint64 days;

  if (g_str_equal (value, "never"))
    {
      append_state (question, self, "last_touch IS NULL");
      return TRUE;
    }
  if (g_str_equal (value, "losing"))
    {
      append_state (question, self, "touch_due < ");
      append_parameter (question, lsn_date_dup_iso (self->today));
      return TRUE;
    }
  if (!g_ascii_string_to_signed (value, 10, 0, G_MAXINT16, &days, NULL))
    return FALSE;

  zone = lsn_clock_dup_zone ();
  append_state (question, self, "last_touch IS NULL UNION ALL ");
  append_state (question, self, "last_touch < ");
  append_cast_parameter (question, lsn_date_to_instant (self->today - (LsnDate) days, 0, zone));
  return TRUE;
}

typedef gboolean (*AppendPart) (Question *question, const LsnClientQuery *self, const char *value);

static void
append_parts (Question *question, const LsnClientQuery *self, LsnClientFacet facet, AppendPart part)
{
  const GPtrArray *values = self->values[facet];

  open_among (question, "SELECT 0");
  for (guint i = 0; i < values->len; i++)
    {
      gsize before = question->sql->len;

      g_string_append (question->sql, " UNION ALL ");
      if (!part (question, self, g_ptr_array_index (values, i)))
        g_string_truncate (question->sql, before);
    }
  g_string_append_c (question->sql, ')');
}

/* @column: of client_state, whose NULL stands for none */
static gboolean
append_key (Question *question, const LsnClientQuery *self, const char *column, const char *value)
{
  g_autofree char *condition = g_strconcat (column, *value == '\0' ? " IS NULL" : " = ", NULL);

  append_state (question, self, condition);
  if (*value)
    append_parameter (question, lsn_text_dup_sort_key (value));
  return TRUE;
}

static gboolean
append_city (Question *question, const LsnClientQuery *self, const char *value)
{
  return append_key (question, self, "city_key", value);
}

static gboolean
append_source (Question *question, const LsnClientQuery *self, const char *value)
{
  return append_key (question, self, "source_key", value);
}

static gboolean
append_id (Question *question, const LsnClientQuery *self, const char *missing, const char *found,
           const char *value)
{
  gint64 id;

  if (*value == '\0')
    {
      append_state (question, self, missing);
      return TRUE;
    }
  if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &id, NULL))
    return FALSE;
  g_string_append (question->sql, found);
  append_cast_parameter (question, id);
  return TRUE;
}

static gboolean
append_segment (Question *question, const LsnClientQuery *self, const char *value)
{
  return append_id (question, self, "segment_position IS NULL",
                    "SELECT id FROM client WHERE segment_id = ", value);
}

static gboolean
append_owner (Question *question, const LsnClientQuery *self, const char *value)
{
  if (g_str_equal (value, "me"))
    {
      g_string_append (question->sql, "SELECT id FROM client WHERE owner_id IN"
                                      " (SELECT id FROM member WHERE is_me)");
      return TRUE;
    }
  return append_id (question, self, "owner_key IS NULL",
                    "SELECT id FROM client WHERE owner_id = ", value);
}

static gboolean
append_tag (Question *question, const LsnClientQuery *self, const char *value)
{
  return append_id (question, self, "tag_key IS NULL",
                    "SELECT client_id FROM client_tag WHERE tag_id = ", value);
}

static void
append_conditions (Question *question, const LsnClientQuery *self)
{
  const AppendPart parts[N_LSN_CLIENT_FACETS] = {
    [LSN_CLIENT_FACET_NEXT] = append_next,       [LSN_CLIENT_FACET_LAST] = append_last,
    [LSN_CLIENT_FACET_SEGMENT] = append_segment, [LSN_CLIENT_FACET_OWNER] = append_owner,
    [LSN_CLIENT_FACET_TAG] = append_tag,         [LSN_CLIENT_FACET_CITY] = append_city,
    [LSN_CLIENT_FACET_SOURCE] = append_source,
  };
  g_autofree char *digits = lsn_search_dup_digit_query (self->text);
  g_autofree char *match = digits ? NULL : lsn_text_dup_query (self->text);

  /* Few values, and every order's index knows them. */
  if (self->values[LSN_CLIENT_FACET_STATUS]->len > 0)
    append_statuses (question, self->values[LSN_CLIENT_FACET_STATUS]);
  if (self->values[LSN_CLIENT_FACET_TURN]->len > 0)
    append_turns (question, self->values[LSN_CLIENT_FACET_TURN]);
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      if (parts[i] && self->values[i]->len > 0)
        append_parts (question, self, i, parts[i]);
    }

  if (digits || match)
    {
      guint n = question->texts->len + 1;
      g_autofree char *by_name = g_strdup_printf (LSN_SEARCH_CLIENTS_BY_NAME ("?%1$u"), n);
      g_autofree char *by_digits = g_strdup_printf (LSN_SEARCH_CLIENTS_BY_DIGITS ("?%1$u"), n);

      g_string_append_printf (question->sql, " AND +client_id IN (%s)",
                              digits ? by_digits : by_name);
      g_ptr_array_add (question->texts, g_strdup (digits ? digits : match));
    }
}

static gboolean
ask (LsnDatabase *db, const LsnClientQuery *self, const char *part, GArray *ids, GError **error)
{
  const char *direction = self->descending ? " DESC" : "";
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Question question = { sql, texts };
  g_autoptr (LsnStatement) statement = NULL;

  g_string_append_printf (sql, "SELECT client_id FROM client_state WHERE listed = %d",
                          self->archived ? 0 : 1);
  if (part)
    g_string_append_printf (sql, " AND %s %s", orders[self->order].column, part);
  append_conditions (&question, self);
  g_string_append (sql, " ORDER BY ");
  if (orders[self->order].column)
    g_string_append_printf (sql, "%s%s, ", orders[self->order].column, direction);
  g_string_append_printf (sql, "sort_key%s, client_id%s", direction, direction);

  statement = lsn_database_prepare (db, sql->str, error);
  for (guint i = 0; i < texts->len; i++)
    lsn_statement_bind_text (statement, (int) i + 1, g_ptr_array_index (texts, i));
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_client_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                            GError **error)
{
  const LsnClientQuery *self = query;

  /* Descending, SQLite puts NULL last by itself. */
  if (!orders[self->order].blank_last || self->descending)
    return ask (db, self, NULL, ids, error);
  return ask (db, self, "IS NOT NULL", ids, error) && ask (db, self, "IS NULL", ids, error);
}
