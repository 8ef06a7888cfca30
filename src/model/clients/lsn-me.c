/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-me.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-client.h"

LsnMe *
lsn_me_new (const char *name)
{
  LsnMe *self = g_new0 (LsnMe, 1);

  self->name = g_strdup (name);
  return self;
}

void
lsn_me_free (LsnMe *self)
{
  g_free (self->name);
  g_free (self);
}

gboolean
lsn_me_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnMe *self = data;
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, "SELECT name FROM member WHERE is_me ORDER BY id LIMIT 1", error);

  if (lsn_statement_step (statement))
    g_set_str (&self->name, lsn_statement_get_text (statement, 0));
  return lsn_statement_finish (statement, error);
}

/* @id: (out): 0 where no member is called so, whatever the case */
static gboolean
find (LsnDatabase *db, const char *name, gint64 *id, GError **error)
{
  g_autofree char *key = lsn_text_fold (name);
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, "SELECT id, name FROM member ORDER BY id", error);

  *id = 0;
  while (*id == 0 && lsn_statement_step (statement))
    {
      g_autofree char *other = lsn_text_fold (lsn_statement_get_text (statement, 1));

      if (g_str_equal (key, other))
        *id = lsn_statement_get_int64 (statement, 0);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_me_write_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnMe *self = data;
  g_autofree char *name = g_strstrip (g_strdup (self->name ? self->name : ""));
  gint64 present;
  gint64 wanted;

  if (*name == '\0')
    return TRUE;
  if (!find (db, name, &wanted, error) ||
      !lsn_database_get_int64 (db, 0, &present, error,
                               "SELECT coalesce (min (id), 0) FROM member WHERE is_me", ""))
    return FALSE;
  if (wanted == 0)
    wanted = present;
  if (wanted == 0 && !lsn_named_find_or_make (db, &lsn_member_info, name, &wanted, error))
    return FALSE;
  return lsn_database_run (db, error, "UPDATE member SET is_me = 0 WHERE is_me AND id <> ?", "i",
                           wanted) &&
         lsn_database_run (db, error,
                           "UPDATE member SET is_me = 1, name = ?2, archived_at = NULL"
                           " WHERE id = ?1 AND (NOT is_me OR name <> ?2)",
                           "it", wanted, name);
}
