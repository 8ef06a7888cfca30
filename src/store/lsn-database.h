/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store-error.h"

G_BEGIN_DECLS

/**
 * LsnDatabase: one SQLite connection with its prepared statements. Used by one thread.
 *
 * Worker functions receive it and do all SQL through it.
 */
typedef struct _LsnDatabase LsnDatabase;

/**
 * LsnStatement: a prepared statement, borrowed from the connection's cache until it is freed.
 *
 * |[
 * g_autoptr (LsnStatement) statement = lsn_database_prepare (db, "SELECT … WHERE id = ?", error);
 *
 * lsn_statement_bind (statement, "i", id);
 * while (lsn_statement_step (statement))
 *   … lsn_statement_get_text (statement, 0) …
 * return lsn_statement_finish (statement, error);
 * ]|
 */
typedef struct _LsnStatement LsnStatement;

typedef enum
{
  LSN_DATABASE_WRITER, /* makes the file; the only connection that writes and checkpoints */
  LSN_DATABASE_READER, /* query_only, never checkpoints */
  LSN_DATABASE_DRAFT,  /* makes a file that counts only once its maker has synced and renamed it */
  LSN_DATABASE_IMMUTABLE, /* a file that nobody writes, such as a backup under test */
  LSN_DATABASE_DAMAGED    /* a reader of what is left: takes a file that is shorter than it says,
                             and a table of contents that it cannot understand all of */
} LsnDatabaseMode;

/* How much of the file a connection keeps in memory: every day, and while a million rows change,
 * when with the everyday cache half of the time goes into writing pages out and reading them back.
 */
#define LSN_DATABASE_CACHE_USUAL "PRAGMA cache_size = -16384"
#define LSN_DATABASE_CACHE_BULK  "PRAGMA cache_size = -98304"

LsnDatabase *lsn_database_open (const char *path, LsnDatabaseMode mode,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_database_close (LsnDatabase *self);

sqlite3 *lsn_database_get_handle (LsnDatabase *self);

/**
 * lsn_database_get_batch:
 *
 * Returns: inside an import, the id that its rows carry in `import_id`; 0 elsewhere.
 */
gint64 lsn_database_get_batch (LsnDatabase *self);
void lsn_database_set_batch (LsnDatabase *self, gint64 batch);

/**
 * lsn_database_amend_begin:
 *
 * From here to lsn_database_amend_end() an import may change what was there before it, and add to
 * it: that is journalled row by row, and lsn_database_get_batch() is 0. What is added so may hang
 * on rows of the batch, but none of the batch on it.
 */
gboolean lsn_database_amend_begin (LsnDatabase *self, GError **error);
void lsn_database_amend_end (LsnDatabase *self);

/* Who journals: is told of both. */
typedef gboolean (*LsnDatabaseAmend) (gboolean begins, gpointer user_data, GError **error);
void lsn_database_set_amend (LsnDatabase *self, LsnDatabaseAmend amend, gpointer user_data);

/**
 * lsn_database_keep:
 * @name: static
 * @data: what a function on the worker worked out and may want again; owned, freed by @destroy
 *
 * Stays with the connection until anybody writes to the file, or something else is kept under
 * @name.
 */
void lsn_database_keep (LsnDatabase *self, const char *name, gpointer data, GDestroyNotify destroy);

/* Returns: (nullable): what is kept under @name, borrowed; %NULL where it does not hold any more.
 */
gpointer lsn_database_get_kept (LsnDatabase *self, const char *name);

/* Gives back the pages that are kept for the next question where they are many; those of the system
 * stay. */
void lsn_database_rest (LsnDatabase *self);

/* While set, cancelling @cancellable interrupts running SQL. */
void lsn_database_set_cancellable (LsnDatabase *self, GCancellable *cancellable);

/**
 * lsn_database_report:
 * @fraction: 0 to 1
 *
 * Tells whoever set a report how far long work has come; nothing where nobody did.
 */
typedef void (*LsnDatabaseReport) (double fraction, gpointer user_data);
void lsn_database_set_report (LsnDatabase *self, LsnDatabaseReport report, gpointer user_data);
void lsn_database_report (LsnDatabase *self, double fraction);

/* Runs a script of statements that answer nothing. */
gboolean lsn_database_execute (LsnDatabase *self, const char *sql, GError **error);

/**
 * lsn_database_prepare:
 * @sql: one statement
 *
 * Returns: (nullable): reset, without bindings; %NULL with @error set. The other statement calls
 * take %NULL and do nothing, so that one check at the end, lsn_statement_finish(), is enough.
 */
LsnStatement *
lsn_database_prepare (LsnDatabase *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_database_run:
 * @types: one letter a parameter: `i` gint64, `d` double, `t` text or %NULL, `b` GBytes or %NULL
 *
 * Runs one statement to its end. Every `i` must be passed as gint64.
 */
gboolean
lsn_database_run (LsnDatabase *self, GError **error, const char *sql, const char *types, ...);

/**
 * lsn_database_get_int64:
 * @fallback: the value where there is no row, or NULL in it
 *
 * First column of the first row; types as in lsn_database_run().
 */
gboolean lsn_database_get_int64 (LsnDatabase *self, gint64 fallback, gint64 *value, GError **error,
                                 const char *sql, const char *types, ...);

/* The same for text; @value is %NULL where there is no row, or NULL in it. */
gboolean lsn_database_dup_text (LsnDatabase *self, char **value, GError **error, const char *sql,
                                const char *types, ...);

/* Rows that the last INSERT, UPDATE or DELETE changed. */
int lsn_database_get_changes (LsnDatabase *self);

void lsn_statement_bind (LsnStatement *self, const char *types, ...);
void lsn_statement_bind_valist (LsnStatement *self, const char *types, va_list args);

/* Parameters count from 1. */
void lsn_statement_bind_int64 (LsnStatement *self, int index, gint64 value);
void lsn_statement_bind_text (LsnStatement *self, int index, const char *value);
void lsn_statement_bind_null (LsnStatement *self, int index);

/* %TRUE while there is a row; after %FALSE lsn_statement_finish() tells the end from an error. */
gboolean lsn_statement_step (LsnStatement *self);

/**
 * lsn_statement_finish:
 *
 * Resets the statement, so that it can be bound and stepped again.
 *
 * Returns: %FALSE with @error set when a bind or step since the last reset failed; %FALSE without
 *   touching @error when @self is %NULL, since lsn_database_prepare() has set it.
 */
gboolean lsn_statement_finish (LsnStatement *self, GError **error);

void lsn_statement_free (LsnStatement *self);

/* Columns count from 0. Text is valid UTF-8, borrowed until the next step. */
gint64 lsn_statement_get_int64 (LsnStatement *self, int column);
double lsn_statement_get_double (LsnStatement *self, int column);
const char *lsn_statement_get_text (LsnStatement *self, int column); /* nullable */
char *lsn_statement_dup_text (LsnStatement *self, int column);       /* nullable */
GBytes *lsn_statement_dup_bytes (LsnStatement *self, int column);    /* nullable */
gboolean lsn_statement_is_null (LsnStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDatabase, lsn_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnStatement, lsn_statement_free)

G_END_DECLS
