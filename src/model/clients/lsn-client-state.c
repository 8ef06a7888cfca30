/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-state.h"
#include "store/lsn-indexes.h"

/* Where an import brings so many clients, and more than a quarter of those that were there, the
 * indexes are made anew. */
#define MANY_CLIENTS 5000

/* Everything about the clients that the inner WHERE picks. Only real contact resets the rhythm: a
 * note or a file is not one. The date of a contact is the user's, so the zone of the machine
 * decides. */
#define DERIVE(wanted)                                                                             \
  "INSERT OR REPLACE INTO client_state (client_id, listed, sort_key, status_rank,"                 \
  " segment_position, owner_key, city_key, next_touch, next_followup_id, turn, turn_since,"        \
  " open_followups, last_touch, touch_due, source_key, tag_key)"                                   \
  " SELECT c.id, c.archived_at IS NULL, lsn_sort_key (c.name),"                                    \
  " CASE c.status WHEN 'active' THEN 0 WHEN 'at-risk' THEN 1 WHEN 'lead' THEN 2"                   \
  " WHEN 'paused' THEN 3 ELSE 4 END,"                                                              \
  " s.position, CASE WHEN m.name IS NOT NULL THEN lsn_sort_key (m.name) END,"                      \
  " CASE WHEN c.city IS NOT NULL THEN lsn_sort_key (c.city) END,"                                  \
  " f.due_date || coalesce ('T' || f.due_time, ''), f.id, f.turn, f.turn_since,"                   \
  " c.open_followups, c.last_touch,"                                                               \
  " CASE WHEN c.status IN ('active', 'at-risk', 'lead') THEN"                                      \
  " date (coalesce (c.last_touch, c.created_at) / 1000000, 'unixepoch', 'localtime',"              \
  " '+' || coalesce (c.cadence_days, s.cadence_days) || ' days') END,"                             \
  " CASE WHEN c.source IS NOT NULL THEN lsn_sort_key (c.source) END,"                              \
  " CASE WHEN c.tags IS NOT NULL THEN lsn_sort_key (c.tags) END"                                   \
  " FROM (SELECT client.*,"                                                                        \
  " (SELECT n.id FROM followup n WHERE n.client_id = client.id AND n.done_at IS NULL"              \
  " ORDER BY n.due_date, n.due_time, n.id LIMIT 1) AS next_id,"                                    \
  " (SELECT count(*) FROM followup o WHERE o.client_id = client.id AND o.done_at IS NULL)"         \
  " AS open_followups,"                                                                            \
  " (SELECT e.at FROM entry e WHERE e.client_id = client.id"                                       \
  " AND e.kind IN ('call', 'meeting', 'message', 'mail') ORDER BY e.at DESC LIMIT 1)"              \
  " AS last_touch,"                                                                                \
  " (SELECT group_concat (t.name, ', ' ORDER BY t.name) FROM client_tag l"                         \
  " JOIN tag t ON t.id = l.tag_id WHERE l.client_id = client.id) AS tags"                          \
  " FROM client WHERE " wanted ") c"                                                               \
  " LEFT JOIN segment s ON s.id = c.segment_id"                                                    \
  " LEFT JOIN member m ON m.id = c.owner_id"                                                       \
  " LEFT JOIN followup f ON f.id = c.next_id"

static gboolean
derive_one (LsnDatabase *db, gint64 id, GError **error)
{
  if (!lsn_database_run (db, error, DERIVE ("client.id = ?"), "i", id))
    return FALSE;
  if (lsn_database_get_changes (db) > 0)
    return TRUE;
  return lsn_database_run (db, error, "DELETE FROM client_state WHERE client_id = ?", "i", id);
}

/* Clients whose segment, owner or tag changed its name, its place or its rhythm. */
static gboolean
derive_by (LsnDatabase *db, LsnChanges *changes, const char *table, const char *sql, GError **error)
{
  g_autoptr (GArray) ids = lsn_changes_dup_ids (changes, table);

  for (guint i = 0; i < ids->len; i++)
    {
      if (!lsn_database_run (db, error, sql, "i", g_array_index (ids, gint64, i)))
        return FALSE;
    }
  return TRUE;
}

/* What an undone import leaves: clients that are gone, and others whose talks and follow-ups went;
 * the search, which is derived after this, still knows of them. A segment, owner or tag that went
 * with it left a gap. */
static gboolean
derive_undone (LsnDatabase *db, GError **error)
{
  return lsn_database_execute (
             db, "DELETE FROM client_state WHERE client_id NOT IN (SELECT id FROM client)",
             error) &&
         lsn_database_run (
             db, error,
             DERIVE ("client.id IN (SELECT d.client_id FROM search_doc d WHERE"
                     " (d.kind = 'entry' AND d.id NOT IN (SELECT id FROM entry)) OR"
                     " (d.kind = 'followup' AND d.id NOT IN (SELECT id FROM followup))"
                     " UNION SELECT s.client_id FROM client_state s JOIN client c ON c.id ="
                     " s.client_id WHERE (c.segment_id IS NULL AND s.segment_position IS NOT NULL)"
                     " OR (c.owner_id IS NULL AND s.owner_key IS NOT NULL)"
                     " OR s.tag_key IS NOT (SELECT lsn_sort_key (group_concat (t.name, ', '"
                     " ORDER BY t.name)) FROM client_tag l JOIN tag t ON t.id = l.tag_id"
                     " WHERE l.client_id = c.id HAVING count(*) > 0))"),
             "");
}

/* @types: of the parameters of @sql, as for lsn_database_run(), at most one number */
static gboolean
derive_many (LsnDatabase *db, const char *sql, const char *types, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) indexes = lsn_indexes_drop (db, "client_state", NULL, error);

  return indexes && lsn_database_run (db, error, sql, types, number) &&
         lsn_indexes_make (db, indexes, error);
}

static gboolean
derive_batch (LsnDatabase *db, gint64 batch, GError **error)
{
  const char *sql = DERIVE ("client.import_id = ?1 OR client.id IN ("
                            "SELECT client_id FROM followup WHERE import_id = ?1 UNION"
                            " SELECT client_id FROM entry WHERE import_id = ?1)");
  gint64 n_new, n_before;

  if (!lsn_database_get_int64 (db, 0, &n_new, error,
                               "SELECT count(*) FROM client WHERE import_id = ?", "i", batch) ||
      !lsn_database_get_int64 (db, 0, &n_before, error, "SELECT count(*) FROM client_state", ""))
    return FALSE;
  if (n_new >= MANY_CLIENTS && n_new > n_before / 4)
    return derive_many (db, sql, "i", batch, error);
  return lsn_database_run (db, error, sql, "i", batch);
}

gboolean
lsn_client_state_apply (LsnDatabase *db, LsnChanges *changes, GError **error)
{
  g_autoptr (GArray) ids = lsn_changes_dup_ids (changes, "client");
  gint64 batch = lsn_changes_get_batch (changes);

  if (batch != 0 && !(lsn_changes_is_batch_gone (changes) ? derive_undone (db, error)
                                                          : derive_batch (db, batch, error)))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      if (!derive_one (db, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return derive_by (db, changes, "segment", DERIVE ("client.segment_id = ?"), error) &&
         derive_by (db, changes, "member", DERIVE ("client.owner_id = ?"), error) &&
         derive_by (db, changes, "tag",
                    DERIVE ("client.id IN (SELECT client_id FROM client_tag WHERE tag_id = ?)"),
                    error);
}

gboolean
lsn_client_state_rebuild (LsnDatabase *db, GError **error)
{
  return lsn_database_execute (db, "DELETE FROM client_state", error) &&
         derive_many (db, DERIVE ("TRUE"), "", 0, error);
}
