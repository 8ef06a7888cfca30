/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-check.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* SQLite says “*** in database main ***”, and on the next line where in the file, or what. */
static void
set_finding (const char *answer, GError **error)
{
  const char *line = strchr (answer, '\n');
  const char *page = strstr (answer, " page ");
  int number;

  if (page && sscanf (page, " page %d", &number) == 1)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                 _ ("A part of the data cannot be read: page %d of the file is damaged."), number);
  else
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                 _ ("A part of the data cannot be read: %s"), line && line[1] ? line + 1 : answer);
}

static gboolean
check (LsnDatabase *db, GError **error)
{
  g_autofree char *answer = NULL;

  if (!lsn_database_dup_text (db, &answer, error, "PRAGMA quick_check (1)", ""))
    return FALSE;
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  set_finding (answer, error);
  return FALSE;
}

gboolean
lsn_check_file (const char *path, LsnDatabaseMode mode, char **id, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LsnDatabase) db = lsn_database_open (path, mode, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  /* Without their modules the tables of full text are plain tables. With them a check reads every
   * word of every text. */
  sqlite3_drop_modules (lsn_database_get_handle (db), (const char *[]) { NULL });
  lsn_database_set_cancellable (db, cancellable);
  ok = check (db, error);
  /* An older workspace has none, and a new one no such table yet. */
  if (ok && id)
    lsn_database_dup_text (db, id, NULL, "SELECT value FROM meta WHERE key = 'workspace'", "");
  lsn_database_set_cancellable (db, NULL);
  return ok;
}
