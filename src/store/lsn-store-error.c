/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-store-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (lsn-store-error-quark, lsn_store_error)

void
lsn_store_error_set_from_sqlite (GError **error, sqlite3 *handle, int code)
{
  const char *detail = handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code);

  switch (code & 0xff)
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
