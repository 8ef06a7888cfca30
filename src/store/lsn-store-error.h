/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define LSN_STORE_ERROR (lsn_store_error_quark ())

/**
 * LsnStoreError:
 * @LSN_STORE_ERROR_FAILED: anything else; the message says what
 * @LSN_STORE_ERROR_BUSY: another program owns the workspace
 * @LSN_STORE_ERROR_CONSTRAINT: the data breaks a rule of the schema
 * @LSN_STORE_ERROR_FULL: the disk is full
 * @LSN_STORE_ERROR_READ_ONLY: the workspace cannot be written
 * @LSN_STORE_ERROR_CORRUPT: the file is damaged or not a workspace
 * @LSN_STORE_ERROR_TOO_NEW: a newer Liaison wrote it
 * @LSN_STORE_ERROR_CONFLICT: what is to be undone was changed since
 * @LSN_STORE_ERROR_NOT_FOUND: no such row, or nothing to undo
 * @LSN_STORE_ERROR_INVALID: a value the user gave is not acceptable; the message is for the user
 */
typedef enum
{
  LSN_STORE_ERROR_FAILED,
  LSN_STORE_ERROR_BUSY,
  LSN_STORE_ERROR_CONSTRAINT,
  LSN_STORE_ERROR_FULL,
  LSN_STORE_ERROR_READ_ONLY,
  LSN_STORE_ERROR_CORRUPT,
  LSN_STORE_ERROR_TOO_NEW,
  LSN_STORE_ERROR_CONFLICT,
  LSN_STORE_ERROR_NOT_FOUND,
  LSN_STORE_ERROR_INVALID,
} LsnStoreError;

GQuark lsn_store_error_quark (void);

/**
 * lsn_store_error_set_from_sqlite:
 * @code: an SQLite result code, extended or not
 *
 * Says in the store's words what SQLite said. Interrupted becomes G_IO_ERROR_CANCELLED.
 */
void lsn_store_error_set_from_sqlite (GError **error, sqlite3 *handle, int code);

G_END_DECLS
