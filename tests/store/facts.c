/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "facts.h"

/* What is concatenated is in the order of text whose line ends are of one kind, as vCard writes it.
 */
#define BY(column) "replace (replace (" column ", char (13, 10), char (10)), char (13), char (10))"

/* Text that is empty says as little as none. */
#define TEXT(column) "quote (nullif (" column ", ''))"

#define CHANNELS(owner)                                                                            \
  "coalesce ((SELECT group_concat (h.kind || quote (h.value) || quote (h.normal)"                  \
  " || " TEXT ("h.label") ", ',' ORDER BY h.position, h.id) FROM channel h WHERE h." owner         \
                          "), '')"

#define DATES(condition)                                                                             \
  "coalesce ((SELECT group_concat (d.date || quote (d.title) || d.yearly || '+' || d.lead_days, ','" \
  " ORDER BY d.id) FROM important_date d WHERE " condition "), '')"

static const char *const queries[] = {
  /* clients, each with all that hangs on it */
  "SELECT 'client ' || c.kind || '|' || quote (c.name) || '|' || " TEXT (
      "c.legal_name") " || '|' || c.status || '|' ||"
                      " quote (s.name) || '|' || quote (m.name) || '|' || " TEXT ("c.source") " || '|' || " TEXT ("c.city") " || '|' || " TEXT ("c.address") " || '|' || " TEXT ("c.note") " || '|' || quote (c.turnover_minor) || " TEXT (
                          "c.currency") " || '|' || quote (c.cadence_days) || '|' || c.created_at || '|' ||"
                                        " quote (c.archived_at) || ' tags ' || coalesce ((SELECT group_concat (quote (t.name), ','"
                                        " ORDER BY " BY (
                                            "t.name") ") FROM client_tag l JOIN tag t ON t.id = l.tag_id WHERE l.client_id = c.id), '')"
                                                      " || ' channels ' || " CHANNELS ("client_id = c.id") " || ' dates ' || " DATES (
                                                          "d.client_id = c.id AND d.contact_id IS NULL") " || ' people ' ||"
                                                                                                         " coalesce ((SELECT group_concat (quote (p.name) || " TEXT ("l.role") " || " TEXT ("p.note") " || l.is_primary || '[' || " CHANNELS (
                                                                                                             "contact_id = p.id") " || ';' || " DATES ("d.client_id = c.id AND d.contact_id = p.id") " || ']', ',' ORDER BY l.position, l.id)"
                                                                                                                                                                                                     " FROM client_contact l JOIN contact p ON p.id = l.contact_id WHERE l.client_id = c.id), '')"
                                                                                                                                                                                                     " FROM client c LEFT JOIN segment s ON s.id = c.segment_id LEFT JOIN member m ON m.id = c.owner_id",
  /* people who are with several clients are one person in each */
  "SELECT 'person ' || quote (p.name) || ' at ' || group_concat (quote (c.name), ','"
  " ORDER BY " BY (
      "c.name") ", c.created_at) FROM contact p JOIN client_contact l ON l.contact_id = p.id"
                " JOIN client c ON c.id = l.client_id GROUP BY p.id",
  "SELECT 'segment ' || name FROM segment",
  "SELECT 'owner ' || name FROM member",
  "SELECT 'tag ' || name FROM tag",
  "SELECT 'nobody ' || name FROM contact WHERE id NOT IN (SELECT contact_id FROM client_contact)",
};

static gboolean
dump_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *lines = data;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (LsnStatement) statement = lsn_database_prepare (db, queries[i], error);

      while (lsn_statement_step (statement))
        g_ptr_array_add (lines, lsn_statement_dup_text (statement, 0));
      if (!lsn_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
unify (char **text)
{
  g_autoptr (GString) lines = g_string_new (*text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_set_str (text, lines->str);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

char *
dump_facts (LsnStore *store, gboolean unify_lines)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (store, dump_on_worker, lines, &error);
  g_assert_no_error (error);
  for (guint i = 0; unify_lines && i < lines->len; i++)
    unify ((char **) &g_ptr_array_index (lines, i));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
