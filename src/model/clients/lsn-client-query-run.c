/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-query-private.h"
#include "model/search/lsn-found-clients.h"

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
}

/* @part: (nullable): of the rows, by the column of the order */
static void
append_question (Question *question, const LsnClientQuery *self, const char *part)
{
  const char *direction = self->descending ? " DESC" : "";
  gboolean blank_last;
  const char *column = lsn_client_order_get_column (self->order, &blank_last);
  GString *sql = question->sql;

  g_string_append_printf (sql, "SELECT client_id FROM client_state WHERE listed = %d",
                          self->archived ? 0 : 1);
  if (part)
    g_string_append_printf (sql, " AND %s %s", column, part);
  append_conditions (question, self);
  g_string_append (sql, " ORDER BY ");
  if (column)
    g_string_append_printf (sql, "%s%s, ", column, direction);
  g_string_append_printf (sql, "sort_key%s, client_id%s", direction, direction);
}

static gboolean
ask (LsnDatabase *db, const Question *question, GArray *ids, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, question->sql->str, error);

  for (guint i = 0; i < question->texts->len; i++)
    lsn_statement_bind_text (statement, (int) i + 1, g_ptr_array_index (question->texts, i));
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return lsn_statement_finish (statement, error);
}

/* --- An order that is kept -------------------------------------------------------------------- */

/* A box that counts its references. */
typedef struct
{
  Question questions[2];
  guint n_questions;
  char *key;               /* owned: all of the questions */
  GArray *ids;             /* owned, not changed any more: the answer */
  LsnClientPlaces *places; /* owned, nullable: once something was typed */
} Order;

static void
order_clear (gpointer data)
{
  Order *self = data;

  for (guint i = 0; i < self->n_questions; i++)
    {
      g_string_free (self->questions[i].sql, TRUE);
      g_ptr_array_unref (self->questions[i].texts);
    }
  g_free (self->key);
  g_array_unref (self->ids);
  g_clear_pointer (&self->places, lsn_client_places_free);
}

static void
order_unref (gpointer data)
{
  g_rc_box_release_full (data, order_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, order_unref)

/* Everybody in the order asked for, whatever is typed. */
static Order *
order_new (const LsnClientQuery *self)
{
  Order *order = g_rc_box_new0 (Order);
  GString *key = g_string_new (NULL);
  gboolean blank_last;

  /* Descending, SQLite puts NULL last by itself. */
  lsn_client_order_get_column (self->order, &blank_last);
  order->n_questions = blank_last && !self->descending ? 2 : 1;
  order->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < order->n_questions; i++)
    {
      Question *question = &order->questions[i];

      question->sql = g_string_new (NULL);
      question->texts = g_ptr_array_new_with_free_func (g_free);
      append_question (question, self,
                       order->n_questions == 1 ? NULL
                       : i == 0                ? "IS NOT NULL"
                                               : "IS NULL");
      g_string_append (key, question->sql->str);
      for (guint j = 0; j < question->texts->len; j++)
        g_string_append_printf (key, "\n%s", (const char *) g_ptr_array_index (question->texts, j));
    }
  order->key = g_string_free_and_steal (key);
  return order;
}

/* The order that was asked for last is kept until somebody writes, so that a search goes through it
 * with each key instead of asking for all clients again. */
static Order *
dup_order (LsnDatabase *db, const LsnClientQuery *self, GError **error)
{
  g_autoptr (Order) order = order_new (self);
  Order *kept = lsn_database_get_kept (db, "clients in order");

  if (kept && g_str_equal (kept->key, order->key))
    return g_rc_box_acquire (kept);

  for (guint i = 0; i < order->n_questions; i++)
    {
      if (!ask (db, &order->questions[i], order->ids, error))
        return NULL;
    }
  lsn_database_keep (db, "clients in order", g_rc_box_acquire (order), order_unref);
  return g_steal_pointer (&order);
}

gboolean
lsn_client_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids, GCancellable *cancellable,
                            GError **error)
{
  const LsnClientQuery *self = query;
  g_autoptr (Order) order = dup_order (db, self, error);

  return order &&
         lsn_found_clients_on_worker (db, self->text, order->ids, &order->places, ids, error);
}
