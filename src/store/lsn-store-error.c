/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-store-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (lsn-store-error-quark, lsn_store_error)

/* SQLite tells a full disk as such only where a page is written: not for the memory that
 * connections share, nor when a quota is used up. */
static gboolean
is_full (sqlite3 *handle, int code)
{
  int number = handle ? sqlite3_system_errno (handle) : 0;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return TRUE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return number == ENOSPC || number == EDQUOT;
    default:
      return FALSE;
    }
}

void
lsn_store_error_set_from_sqlite (GError **error, sqlite3 *handle, int code)
{
  const char *detail = handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code);

  switch (is_full (handle, code) ? SQLITE_FULL : code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      break;
    case SQLITE_FULL:
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL,
                           _ ("The disk is full. Free some space and try again."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_BUSY,
                   _ ("Another program is using the workspace: %s"), detail);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                   _ ("The workspace cannot be written: %s"), detail);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                   _ ("The workspace file is damaged: %s"), detail);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONSTRAINT, detail);
      break;
    default:
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FAILED, detail);
      break;
    }
}
