/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-shown.h"

#define OWN  LSN_CHANGE_UPDATE                        /* of the row itself: a name */
#define HANG (LSN_CHANGE_UPDATE | LSN_CHANGE_DERIVED) /* or of its channels: a phone */

static const struct
{
  const char *table;
  LsnChange change;
  const char *shown_in;
  const char *sql;
} echoes[] = {
  { "segment", OWN, "client", "SELECT id FROM client WHERE segment_id = ?" },
  { "member", OWN, "client", "SELECT id FROM client WHERE owner_id = ?" },
  { "tag", OWN, "client", "SELECT client_id FROM client_tag WHERE tag_id = ?" },
  { "contact", HANG, "client", "SELECT client_id FROM client_contact WHERE contact_id = ?" },
  { "contact", HANG, "followup", "SELECT id FROM followup WHERE contact_id = ?" },
  { "contact", OWN, "entry", "SELECT id FROM entry WHERE contact_id = ?" },
  { "contact", OWN, "client_contact", "SELECT id FROM client_contact WHERE contact_id = ?" },
  { "client", HANG, "followup", "SELECT id FROM followup WHERE client_id = ? AND done_at IS NULL" },
  { "client", OWN, "entry", "SELECT id FROM entry WHERE client_id = ?" },
  { "client", OWN, "task",
    "SELECT id FROM task WHERE client_id = ?1 UNION ALL SELECT t.id FROM project p"
    " JOIN task t ON t.project_id = p.id WHERE p.client_id = ?1" },
  { "project", OWN, "task", "SELECT id FROM task WHERE project_id = ?" },
  { "member", OWN, "task", "SELECT id FROM task WHERE assignee_id = ?" },
  { "label", OWN, "task", "SELECT task_id FROM task_label WHERE label_id = ?" },
  { "client", OWN, "event", "SELECT id FROM event WHERE client_id = ?" },
  { "project", OWN, "event", "SELECT id FROM event WHERE project_id = ?" },
  { "task", OWN, "task", "SELECT task_id FROM task_blocker WHERE blocker_id = ?" },
};

static gboolean
announce (LsnDatabase *db, LsnChanges *changes, gint64 id, guint echo, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, echoes[echo].sql, error);

  lsn_statement_bind (statement, "i", id);
  while (lsn_statement_step (statement))
    lsn_changes_add (changes, echoes[echo].shown_in, lsn_statement_get_int64 (statement, 0),
                     LSN_CHANGE_DERIVED);
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_shown_apply (LsnDatabase *db, LsnChanges *changes, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (echoes); i++)
    {
      g_autoptr (GArray) ids = lsn_changes_dup_ids (changes, echoes[i].table);

      for (guint j = 0; j < ids->len; j++)
        {
          gint64 id = g_array_index (ids, gint64, j);

          if ((lsn_changes_get (changes, echoes[i].table, id) & echoes[i].change) != 0 &&
              !announce (db, changes, id, i, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
lsn_shown_rebuild (LsnDatabase *db, GError **error)
{
  return TRUE;
}
