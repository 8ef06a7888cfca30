/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-database.h"

/* How many virtual machine steps pass between two looks at the cancellable: about 1 ms. */
#define PROGRESS_STEPS 10000

#define BUSY_TIMEOUT_MS 5000

/* What a connection may keep of the file while nothing is asked. */
#define REST_BYTES (4 * 1024 * 1024)

struct _LsnDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* owned; SQL text (owned) → sqlite3_stmt, those not in use */
  GHashTable *kept;       /* owned; name → Kept */
  gint64 kept_version;    /* of the file, as all that is kept has it */
  gint64 batch;
  gboolean amending;
  LsnDatabaseAmend amend; /* nullable */
  gpointer amend_data;
  GCancellable *cancellable; /* borrowed for one job */
  LsnDatabaseReport report;  /* nullable */
  gpointer report_data;
};

struct _LsnStatement
{
  LsnDatabase *database; /* borrowed */
  char *sql;             /* owned: its key in the cache */
  sqlite3_stmt *handle;
  int code; /* of the first call that failed since the last reset, or SQLITE_OK */
};

typedef struct
{
  gpointer data; /* owned */
  GDestroyNotify destroy;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  kept->destroy (kept->data);
  g_free (kept);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
progress_cb (void *user_data)
{
  LsnDatabase *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

/* mmap_size stays 0: a page that cannot be read must be an error, not a SIGBUS. EXTRA is FULL that
 * also syncs the folder after a rollback journal is deleted. A new file has one for the step to
 * WAL; with FULL it may come back after a power cut, and rolls the whole workspace back to nothing.
 */
static const char *
get_setup (LsnDatabaseMode mode)
{
  switch (mode)
    {
    case LSN_DATABASE_WRITER:
      return "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;"
             "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384; PRAGMA mmap_size = 0;"
             "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY";
    case LSN_DATABASE_READER:
    case LSN_DATABASE_IMMUTABLE:
      return "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384;"
             "PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY";
    case LSN_DATABASE_DAMAGED:
      return "PRAGMA writable_schema = ON; PRAGMA query_only = ON; PRAGMA mmap_size = 0;"
             "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF";
    case LSN_DATABASE_DRAFT:
      return "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0;"
             "PRAGMA trusted_schema = OFF";
    default:
      g_assert_not_reached ();
    }
}

static int
open_handle (const char *path, LsnDatabaseMode mode, sqlite3 **handle)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  switch (mode)
    {
    case LSN_DATABASE_WRITER:
    case LSN_DATABASE_DRAFT:
      return sqlite3_open_v2 (path, handle, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              NULL);
    case LSN_DATABASE_READER:
    case LSN_DATABASE_DAMAGED:
      return sqlite3_open_v2 (path, handle, flags | SQLITE_OPEN_READWRITE, NULL);
    case LSN_DATABASE_IMMUTABLE:
      {
        g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
        g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);

        return sqlite3_open_v2 (uri, handle, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
      }
    default:
      g_assert_not_reached ();
    }
}

LsnDatabase *
lsn_database_open (const char *path, LsnDatabaseMode mode, GError **error)
{
  g_autoptr (LsnDatabase) self = g_new0 (LsnDatabase, 1);
  int code;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, kept_free);
  code = open_handle (path, mode, &self->handle);
  if (code != SQLITE_OK)
    {
      lsn_store_error_set_from_sqlite (error, self->handle, code);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, progress_cb, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, mode != LSN_DATABASE_DAMAGED, NULL);

  /* Only the writer may fold the log back into the file, so the last reader to leave must not. */
  if (mode != LSN_DATABASE_WRITER)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  if (!lsn_database_execute (self, get_setup (mode), error))
    return NULL;

  return g_steal_pointer (&self);
}

void
lsn_database_close (LsnDatabase *self)
{
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->kept);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

sqlite3 *
lsn_database_get_handle (LsnDatabase *self)
{
  return self->handle;
}

gint64
lsn_database_get_batch (LsnDatabase *self)
{
  return self->amending ? 0 : self->batch;
}

void
lsn_database_set_batch (LsnDatabase *self, gint64 batch)
{
  self->batch = batch;
}

void
lsn_database_set_amend (LsnDatabase *self, LsnDatabaseAmend amend, gpointer user_data)
{
  self->amend = amend;
  self->amend_data = user_data;
  self->amending = FALSE;
}

gboolean
lsn_database_amend_begin (LsnDatabase *self, GError **error)
{
  g_assert (!self->amending);

  if (self->amend && !self->amend (TRUE, self->amend_data, error))
    return FALSE;
  self->amending = TRUE;
  return TRUE;
}

void
lsn_database_amend_end (LsnDatabase *self)
{
  g_assert (self->amending);

  self->amending = FALSE;
  if (self->amend)
    self->amend (FALSE, self->amend_data, NULL);
}

/* SQLite counts what others wrote, and apart from that what this connection wrote. */
static gboolean
forget_outdated (LsnDatabase *self)
{
  gint64 version;

  if (!lsn_database_get_int64 (self, 0, &version, NULL, "PRAGMA data_version", ""))
    version = -1;
  else
    version = (version << 40) + sqlite3_total_changes64 (self->handle);
  if (version == self->kept_version && version != -1)
    return TRUE;
  g_hash_table_remove_all (self->kept);
  self->kept_version = version;
  return version != -1;
}

void
lsn_database_keep (LsnDatabase *self, const char *name, gpointer data, GDestroyNotify destroy)
{
  Kept *kept;

  if (!forget_outdated (self))
    {
      destroy (data);
      return;
    }
  kept = g_new0 (Kept, 1);
  kept->data = data;
  kept->destroy = destroy;
  g_hash_table_replace (self->kept, (gpointer) name, kept);
}

gpointer
lsn_database_get_kept (LsnDatabase *self, const char *name)
{
  Kept *kept = forget_outdated (self) ? g_hash_table_lookup (self->kept, name) : NULL;

  return kept ? kept->data : NULL;
}

void
lsn_database_rest (LsnDatabase *self)
{
  int used = 0;
  int highest = 0;

  sqlite3_db_status (self->handle, SQLITE_DBSTATUS_CACHE_USED, &used, &highest, FALSE);
  if (used > REST_BYTES)
    sqlite3_db_release_memory (self->handle);
}

void
lsn_database_set_cancellable (LsnDatabase *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
}

void
lsn_database_set_report (LsnDatabase *self, LsnDatabaseReport report, gpointer user_data)
{
  self->report = report;
  self->report_data = user_data;
}

void
lsn_database_report (LsnDatabase *self, double fraction)
{
  if (self->report)
    self->report (fraction, self->report_data);
}

gboolean
lsn_database_execute (LsnDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  lsn_store_error_set_from_sqlite (error, self->handle, code);
  return FALSE;
}

LsnStatement *
lsn_database_prepare (LsnDatabase *self, const char *sql, GError **error)
{
  g_autofree char *key = NULL;
  gpointer handle = NULL;
  LsnStatement *statement;

  /* A statement leaves the cache while it is used, so that a nested use of the same SQL gets its
   * own. */
  if (!g_hash_table_steal_extended (self->statements, sql, (gpointer *) &key, &handle))
    {
      sqlite3_stmt *prepared = NULL;
      int code =
          sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);

      if (code != SQLITE_OK)
        {
          lsn_store_error_set_from_sqlite (error, self->handle, code);
          g_prefix_error (error, "%s: ", sql);
          return NULL;
        }
      handle = prepared;
      key = g_strdup (sql);
    }

  statement = g_new0 (LsnStatement, 1);
  statement->database = self;
  statement->sql = g_steal_pointer (&key);
  statement->handle = handle;
  return statement;
}

void
lsn_statement_free (LsnStatement *self)
{
  if (self == NULL)
    return;

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  g_hash_table_replace (self->database->statements, self->sql, self->handle);
  g_free (self);
}

static void
take_code (LsnStatement *self, int code)
{
  if (self->code == SQLITE_OK && code != SQLITE_OK)
    self->code = code;
}

void
lsn_statement_bind_int64 (LsnStatement *self, int index, gint64 value)
{
  if (self)
    take_code (self, sqlite3_bind_int64 (self->handle, index, value));
}

void
lsn_statement_bind_text (LsnStatement *self, int index, const char *value)
{
  if (self)
    take_code (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT));
}

void
lsn_statement_bind_null (LsnStatement *self, int index)
{
  if (self)
    take_code (self, sqlite3_bind_null (self->handle, index));
}

void
lsn_statement_bind_valist (LsnStatement *self, const char *types, va_list args)
{
  if (self == NULL)
    return;

  for (int i = 0; types[i]; i++)
    {
      switch (types[i])
        {
        case 'i':
          lsn_statement_bind_int64 (self, i + 1, va_arg (args, gint64));
          break;
        case 'd':
          take_code (self, sqlite3_bind_double (self->handle, i + 1, va_arg (args, double)));
          break;
        case 't':
          lsn_statement_bind_text (self, i + 1, va_arg (args, const char *));
          break;
        case 'b':
          {
            GBytes *bytes = va_arg (args, GBytes *);
            gsize size = 0;
            gconstpointer data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

            take_code (self, bytes ? sqlite3_bind_blob64 (self->handle, i + 1, data ? data : "",
                                                          size, SQLITE_TRANSIENT)
                                   : sqlite3_bind_null (self->handle, i + 1));
            break;
          }
        default:
          g_assert_not_reached ();
        }
    }
}

void
lsn_statement_bind (LsnStatement *self, const char *types, ...)
{
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (self, types, args);
  va_end (args);
}

gboolean
lsn_statement_step (LsnStatement *self)
{
  int code;

  if (self == NULL || self->code != SQLITE_OK)
    return FALSE;

  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    self->code = code;
  return FALSE;
}

gboolean
lsn_statement_finish (LsnStatement *self, GError **error)
{
  int code;

  if (self == NULL)
    return FALSE;

  code = self->code;
  self->code = SQLITE_OK;
  if (code != SQLITE_OK)
    lsn_store_error_set_from_sqlite (error, self->database->handle, code);
  sqlite3_reset (self->handle);
  return code == SQLITE_OK;
}

gint64
lsn_statement_get_int64 (LsnStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
lsn_statement_get_double (LsnStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

const char *
lsn_statement_get_text (LsnStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
lsn_statement_dup_text (LsnStatement *self, int column)
{
  return g_strdup (lsn_statement_get_text (self, column));
}

GBytes *
lsn_statement_dup_bytes (LsnStatement *self, int column)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  if (sqlite3_column_type (self->handle, column) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}

gboolean
lsn_statement_is_null (LsnStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

gboolean
lsn_database_run (LsnDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (self, sql, error);
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (statement, types, args);
  va_end (args);
  while (lsn_statement_step (statement))
    continue;
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_database_get_int64 (LsnDatabase *self, gint64 fallback, gint64 *value, GError **error,
                        const char *sql, const char *types, ...)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (self, sql, error);
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (statement, types, args);
  va_end (args);
  *value = fallback;
  if (lsn_statement_step (statement) && !lsn_statement_is_null (statement, 0))
    *value = lsn_statement_get_int64 (statement, 0);
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_database_dup_text (LsnDatabase *self, char **value, GError **error, const char *sql,
                       const char *types, ...)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (self, sql, error);
  va_list args;

  va_start (args, types);
  lsn_statement_bind_valist (statement, types, args);
  va_end (args);
  *value = lsn_statement_step (statement) ? lsn_statement_dup_text (statement, 0) : NULL;
  return lsn_statement_finish (statement, error);
}

int
lsn_database_get_changes (LsnDatabase *self)
{
  return sqlite3_changes (self->handle);
}
