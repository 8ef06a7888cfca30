/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-query.h"
#include "base/lsn-text.h"
#include "model/search/lsn-search.h"

const char *const lsn_client_query_tables[] = { "client",         "channel",    "contact",
                                                "client_contact", "client_tag", "segment",
                                                "member",         NULL };

/* Each order has an index that begins with `listed` and ends with the name and the id. */
static const struct
{
  const char *key;
  const char *column; /* nullable: the name itself */
} orders[] = {
  [LSN_CLIENT_ORDER_NAME] = { "name", NULL },
  [LSN_CLIENT_ORDER_STATUS] = { "status", "status_rank" },
  [LSN_CLIENT_ORDER_SEGMENT] = { "segment", "segment_position" },
  [LSN_CLIENT_ORDER_OWNER] = { "owner", "owner_key" },
  [LSN_CLIENT_ORDER_CITY] = { "city", "city_key" },
  [LSN_CLIENT_ORDER_NEXT] = { "next", "next_touch" },
  [LSN_CLIENT_ORDER_LAST] = { "last", "last_touch" },
  [LSN_CLIENT_ORDER_TURN] = { "turn", "turn" },
  [LSN_CLIENT_ORDER_DUE] = { "due", "touch_due" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (orders) == N_LSN_CLIENT_ORDERS);

LsnClientQuery *
lsn_client_query_new (void)
{
  return g_new0 (LsnClientQuery, 1);
}

LsnClientQuery *
lsn_client_query_copy (const LsnClientQuery *self)
{
  LsnClientQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->city = g_strdup (self->city);
  copy->turn = g_strdup (self->turn);
  return copy;
}

void
lsn_client_query_free (LsnClientQuery *self)
{
  g_free (self->text);
  g_free (self->city);
  g_free (self->turn);
  g_free (self);
}

/* --- Text form -------------------------------------------------------------------------------- */

static void
add_text (GString *line, const char *key, const char *value)
{
  g_autofree char *escaped = value ? g_uri_escape_string (value, NULL, FALSE) : NULL;

  if (escaped && *escaped)
    g_string_append_printf (line, " %s=%s", key, escaped);
}

static void
add_id (GString *line, const char *key, gint64 id)
{
  if (id != 0)
    g_string_append_printf (line, " %s=%" G_GINT64_FORMAT, key, id);
}

char *
lsn_client_query_format (const LsnClientQuery *self)
{
  GString *line = g_string_new ("order=");

  g_string_append (line, orders[self->order].key);
  if (self->descending)
    g_string_append (line, " desc");
  for (guint i = 0; i < N_LSN_CLIENT_STATUSES; i++)
    {
      if (self->statuses & (1u << i))
        g_string_append_printf (line, " status=%s", lsn_client_status_get_key (i));
    }
  add_text (line, "text", self->text);
  add_text (line, "city", self->city);
  add_text (line, "turn", self->turn);
  add_id (line, "segment", self->segment_id);
  add_id (line, "owner", self->owner_id);
  add_id (line, "tag", self->tag_id);
  if (self->no_next_step)
    g_string_append (line, " no-next-step");
  if (self->losing_touch)
    g_string_append (line, " losing-touch");
  if (self->mine)
    g_string_append (line, " mine");
  if (self->archived)
    g_string_append (line, " archived");
  return g_string_free_and_steal (line);
}

static void
parse_word (LsnClientQuery *self, const char *key, const char *value)
{
  g_autofree char *text = value ? g_uri_unescape_string (value, NULL) : NULL;
  LsnClientStatus status;

  if (g_str_equal (key, "desc"))
    self->descending = TRUE;
  else if (g_str_equal (key, "no-next-step"))
    self->no_next_step = TRUE;
  else if (g_str_equal (key, "losing-touch"))
    self->losing_touch = TRUE;
  else if (g_str_equal (key, "mine"))
    self->mine = TRUE;
  else if (g_str_equal (key, "archived"))
    self->archived = TRUE;
  else if (text == NULL)
    return;
  else if (g_str_equal (key, "status") && lsn_client_status_parse (text, &status))
    self->statuses |= 1u << status;
  else if (g_str_equal (key, "text"))
    g_set_str (&self->text, text);
  else if (g_str_equal (key, "city"))
    g_set_str (&self->city, text);
  else if (g_str_equal (key, "turn"))
    g_set_str (&self->turn, text);
  else if (g_str_equal (key, "segment"))
    self->segment_id = g_ascii_strtoll (text, NULL, 10);
  else if (g_str_equal (key, "owner"))
    self->owner_id = g_ascii_strtoll (text, NULL, 10);
  else if (g_str_equal (key, "tag"))
    self->tag_id = g_ascii_strtoll (text, NULL, 10);
  else if (g_str_equal (key, "order"))
    {
      for (guint i = 0; i < N_LSN_CLIENT_ORDERS; i++)
        {
          if (g_str_equal (orders[i].key, text))
            self->order = i;
        }
    }
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

static gboolean
uses_stuck_index (const LsnClientQuery *self)
{
  return self->no_next_step && self->order == LSN_CLIENT_ORDER_NAME;
}

/* Each order walks its own index from one end to the other; the `+` keeps SQLite from taking a
 * filter's index instead and sorting what it finds. */
static void
append_conditions (GString *sql, const LsnClientQuery *self, const char *match, const char *digits)
{
  if (self->statuses)
    {
      g_string_append (sql, " AND +status_rank IN (-1");
      for (guint i = 0; i < N_LSN_CLIENT_STATUSES; i++)
        {
          if (self->statuses & (1u << i))
            g_string_append_printf (sql, ", %u", i);
        }
      g_string_append_c (sql, ')');
    }
  if (self->no_next_step)
    g_string_append (sql, uses_stuck_index (self)
                              ? " AND next_touch IS NULL AND status_rank < 3"
                              : " AND +next_touch IS NULL AND +status_rank < 3");
  if (self->losing_touch)
    g_string_append (sql, self->order == LSN_CLIENT_ORDER_DUE ? " AND touch_due < ?1"
                                                              : " AND +touch_due < ?1");
  if (self->turn)
    g_string_append (sql, " AND +turn = ?2");
  if (self->city)
    g_string_append (sql, " AND +city_key = ?3");
  if (self->segment_id)
    g_string_append (sql, " AND +client_id IN (SELECT id FROM client WHERE segment_id = ?4)");
  if (self->owner_id)
    g_string_append (sql, " AND +client_id IN (SELECT id FROM client WHERE owner_id = ?5)");
  if (self->mine)
    g_string_append (sql, " AND +client_id IN (SELECT id FROM client WHERE owner_id IN"
                          " (SELECT id FROM member WHERE is_me))");
  if (self->tag_id)
    g_string_append (sql,
                     " AND +client_id IN (SELECT client_id FROM client_tag WHERE tag_id = ?6)");
  if (match)
    g_string_append (sql, " AND +client_id IN (" LSN_SEARCH_CLIENTS_BY_NAME ("?7") ")");
  if (digits)
    g_string_append (sql, " AND +client_id IN (" LSN_SEARCH_CLIENTS_BY_DIGITS ("?8") ")");
}

/* A statement knows only the parameters that stand in it; SQLite refuses the others. */
static void
bind_conditions (LsnStatement *statement, const LsnClientQuery *self, const char *match,
                 const char *digits)
{
  g_autofree char *today = lsn_date_dup_iso (self->today);
  g_autofree char *city = self->city ? lsn_text_dup_sort_key (self->city) : NULL;

  if (self->losing_touch)
    lsn_statement_bind_text (statement, 1, today);
  if (self->turn)
    lsn_statement_bind_text (statement, 2, self->turn);
  if (self->city)
    lsn_statement_bind_text (statement, 3, city);
  if (self->segment_id)
    lsn_statement_bind_int64 (statement, 4, self->segment_id);
  if (self->owner_id)
    lsn_statement_bind_int64 (statement, 5, self->owner_id);
  if (self->tag_id)
    lsn_statement_bind_int64 (statement, 6, self->tag_id);
  if (match)
    lsn_statement_bind_text (statement, 7, match);
  if (digits)
    lsn_statement_bind_text (statement, 8, digits);
}

static void
append_order (GString *sql, const LsnClientQuery *self)
{
  const char *direction = self->descending ? " DESC" : "";

  g_string_append (sql, " ORDER BY ");
  if (orders[self->order].column)
    g_string_append_printf (sql, "%s%s, ", orders[self->order].column, direction);
  g_string_append_printf (sql, "sort_key%s, client_id%s", direction, direction);
}

gboolean
lsn_client_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                            GError **error)
{
  const LsnClientQuery *self = query;
  g_autofree char *digits = lsn_search_dup_digit_query (self->text);
  g_autofree char *match = digits ? NULL : lsn_text_dup_query (self->text);
  g_autoptr (GString) sql = g_string_new ("SELECT client_id FROM client_state");
  g_autoptr (LsnStatement) statement = NULL;

  if (uses_stuck_index (self))
    g_string_append (sql, " INDEXED BY client_state_stuck");
  g_string_append (sql, self->archived ? " WHERE listed = 0" : " WHERE listed = 1");
  append_conditions (sql, self, match, digits);
  append_order (sql, self);

  statement = lsn_database_prepare (db, sql->str, error);
  bind_conditions (statement, self, match, digits);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return lsn_statement_finish (statement, error);
}
