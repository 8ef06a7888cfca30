/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-backup.h"
#include "store/lsn-check.h"
#include "store/lsn-disk.h"
#include "store/lsn-journal.h"
#include "store/lsn-salvage-private.h"
#include "store/lsn-seal.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A row whose parent was taken away may itself be a parent. */
#define MAX_ROUNDS 16

#define PAGE_SIZE 4096

static void
table_free (gpointer data)
{
  LsnSalvageTable *table = data;

  g_free (table->table);
  g_array_unref (table->lost);
  g_free (table);
}

void
lsn_salvage_free (LsnSalvage *self)
{
  g_ptr_array_unref (self->tables);
  g_free (self->kept);
  g_free (self);
}

/* --- The damaged side ------------------------------------------------------------------------- */

static void
remove_copy (const char *copy)
{
  const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (copy, ends[i], NULL);

      g_unlink (path);
    }
}

/* The log of another workspace would put its pages among ours. */
static gboolean
is_foreign_log (const char *database)
{
  g_autofree char *sealed = lsn_seal_dup_id (database);
  g_autofree char *id = NULL;
  g_autoptr (LsnDatabase) db = NULL;

  if (sealed == NULL)
    return FALSE;
  db = lsn_database_open (database, LSN_DATABASE_READER, NULL);
  if (db)
    lsn_database_dup_text (db, &id, NULL, "SELECT value FROM meta WHERE key = 'workspace'", "");
  return id && !g_str_equal (id, sealed);
}

static gboolean
make_copy (const char *database, const char *copy, GError **error)
{
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  g_autofree char *log_of_copy = g_strconcat (copy, "-wal", NULL);

  remove_copy (copy);
  if (!lsn_disk_copy (database, copy, error) ||
      (g_file_test (log, G_FILE_TEST_EXISTS) && !lsn_disk_copy (log, log_of_copy, error)))
    return FALSE;
  g_chmod (copy, 0600);
  if (is_foreign_log (copy))
    g_unlink (log_of_copy);
  return TRUE;
}

static gboolean
put (int fd, int offset, const guint8 *bytes, gsize n)
{
  return pwrite (fd, bytes, n, offset) == (gssize) n;
}

/* What is known of the first hundred bytes without reading them:
 * https://www.sqlite.org/fileformat.html#the_database_header */
static void
mend_header (const char *copy, const LsnSchema *schema)
{
  const guint8 beginning[] = "SQLite format 3\0\x10\x00\x02\x02\x00\x40\x20\x20";
  const guint8 format[] = { 0, 0, 0, 4 };
  const guint8 encoding[] = { 0, 0, 0, 1 };
  const guint32 application_id = GUINT32_TO_BE (schema->application_id);
  const guint8 nothing[20] = { 0 };
  GStatBuf info;
  guint32 pages;
  int fd = g_open (copy, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0 || g_stat (copy, &info) != 0)
    return;
  pages = GUINT32_TO_BE ((guint32) (info.st_size / PAGE_SIZE));
  put (fd, 0, beginning, 24);
  put (fd, 28, (const guint8 *) &pages, 4);
  put (fd, 32, nothing, 8); /* the pages to be reused, which nothing is read from */
  put (fd, 44, format, 4);
  put (fd, 52, nothing, 4);
  put (fd, 56, encoding, 4);
  put (fd, 64, nothing, 4);
  put (fd, 68, (const guint8 *) &application_id, 4);
  put (fd, 72, nothing, 20);
  close (fd);
}

/* The pages that say where each table begins, from a backup. Those of later tables are not in an
 * older one. */
static void
borrow_contents (const char *copy, const char *backup)
{
  g_autoptr (LsnDatabase) db = lsn_database_open (backup, LSN_DATABASE_IMMUTABLE, NULL);
  g_autoptr (LsnStatement) pages =
      db ? lsn_database_prepare (
               db, "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno", NULL)
         : NULL;
  int from = g_open (backup, O_RDONLY | O_CLOEXEC, 0);
  int to = g_open (copy, O_RDWR | O_CLOEXEC, 0);
  guint8 bytes[PAGE_SIZE];

  while (from >= 0 && to >= 0 && lsn_statement_step (pages))
    {
      off_t offset = (off_t) (lsn_statement_get_int64 (pages, 0) - 1) * PAGE_SIZE;

      if (pread (from, bytes, sizeof bytes, offset) == sizeof bytes &&
          pwrite (to, bytes, sizeof bytes, offset) != sizeof bytes)
        break;
    }
  if (from >= 0)
    close (from);
  if (to >= 0)
    close (to);
}

static LsnDatabase *
try_to_read (const char *copy)
{
  g_autoptr (LsnDatabase) db = lsn_database_open (copy, LSN_DATABASE_DAMAGED, NULL);
  gint64 n = 0;

  if (db == NULL)
    return NULL;
  sqlite3_drop_modules (lsn_database_get_handle (db), (const char *[]) { NULL });
  if (!lsn_database_get_int64 (db, 0, &n, NULL, "SELECT count(*) FROM sqlite_schema", "") || n == 0)
    return NULL;
  return g_steal_pointer (&db);
}

static LsnDatabase *
open_damaged (const char *copy, const char *backups, const LsnSchema *schema, GError **error)
{
  g_autoptr (GPtrArray) list = backups ? lsn_backup_list (backups) : NULL;
  g_autoptr (LsnDatabase) db = try_to_read (copy);

  if (db == NULL)
    {
      mend_header (copy, schema);
      db = try_to_read (copy);
    }
  for (guint i = 0; db == NULL && list && i < list->len; i++)
    {
      borrow_contents (copy, ((LsnBackup *) g_ptr_array_index (list, i))->path);
      mend_header (copy, schema);
      db = try_to_read (copy);
    }
  if (db == NULL)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT,
                 _ ("Nothing can be read: the table of contents itself is damaged."));
  return g_steal_pointer (&db);
}

/* --- The fresh side --------------------------------------------------------------------------- */

static gboolean
detach (LsnDatabase *db, const char *table, gint64 row, gint64 key, GError **error)
{
  g_autofree char *column = NULL;
  g_autofree char *unset = NULL;
  g_autofree char *gone = NULL;

  if (!lsn_database_dup_text (db, &column, error,
                              "SELECT \"from\" FROM pragma_foreign_key_list (?1) WHERE id = ?2",
                              "ti", table, key))
    return FALSE;
  unset = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE rowid = ?", table, column);
  gone = g_strdup_printf ("DELETE FROM \"%s\" WHERE rowid = ?", table);
  return (row != 0 && lsn_database_run (db, NULL, unset, "i", row)) ||
         lsn_database_run (db, error, gone, "i", row);
}

/* A table without row ids is told only as one that has such rows. */
static gboolean
detach_keyed (LsnDatabase *db, const char *table, gint64 key, const char *parent, GError **error)
{
  g_autofree char *column = NULL;
  g_autofree char *sql = NULL;

  if (!lsn_database_dup_text (db, &column, error,
                              "SELECT \"from\" FROM pragma_foreign_key_list (?1) WHERE id = ?2",
                              "ti", table, key))
    return FALSE;
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE \"%s\" NOT IN (SELECT id FROM \"%s\")", table,
                         column, parent);
  return lsn_database_run (db, error, sql, "");
}

/* @n: (out): how many rows hung on nothing */
static gboolean
detach_orphans (LsnDatabase *db, guint *n, GError **error)
{
  g_autoptr (LsnStatement) orphans = lsn_database_prepare (
      db, "SELECT \"table\", rowid, fkid, parent FROM pragma_foreign_key_check ORDER BY 1", error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (lsn_statement_step (orphans))
    {
      gint64 row = lsn_statement_get_int64 (orphans, 1);
      gint64 key = lsn_statement_get_int64 (orphans, 2);

      g_ptr_array_add (tables, lsn_statement_dup_text (orphans, 0));
      g_ptr_array_add (parents, lsn_statement_dup_text (orphans, 3));
      g_array_append_val (numbers, row);
      g_array_append_val (numbers, key);
    }
  if (!lsn_statement_finish (orphans, error))
    return FALSE;

  *n = tables->len;
  for (guint i = 0; i < tables->len; i++)
    {
      gint64 row = g_array_index (numbers, gint64, i * 2);
      gint64 key = g_array_index (numbers, gint64, i * 2 + 1);

      if (!(row != 0 ? detach (db, tables->pdata[i], row, key, error)
                     : detach_keyed (db, tables->pdata[i], key, parents->pdata[i], error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
join_rows (LsnDatabase *db, const LsnSchema *schema, GError **error)
{
  guint n = 1;

  if (schema->mend && !schema->mend (db, error))
    return FALSE;
  for (int round = 0; n > 0 && round < MAX_ROUNDS; round++)
    {
      if (!detach_orphans (db, &n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_fact (const LsnSchema *schema, const char *table)
{
  for (const LsnFact *fact = schema->facts; fact->table; fact++)
    {
      if (g_str_equal (fact->table, table))
        return TRUE;
    }
  return FALSE;
}

static void
copy_tables (LsnSalvage *self, LsnDatabase *from, LsnDatabase *to, const LsnSchema *schema,
             GPtrArray *names, GCancellable *cancellable)
{
  for (guint i = 0; i < names->len; i++)
    {
      LsnSalvageTable *table =
          lsn_salvage_table_copy (lsn_database_get_handle (from), lsn_database_get_handle (to),
                                  names->pdata[i], cancellable);

      if (!is_fact (schema, names->pdata[i]))
        {
          table_free (table);
          continue;
        }
      self->n_saved += table->n_saved;
      self->n_lost += table->lost->len;
      self->torn |= table->torn;
      g_ptr_array_add (self->tables, table);
    }
}

/* The plain tables; what full text keeps for itself is made anew. */
static gboolean
list_tables (LsnDatabase *db, GPtrArray *names, GError **error)
{
  g_autoptr (LsnStatement) tables = lsn_database_prepare (
      db,
      "SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table'"
      " AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'",
      error);

  while (lsn_statement_step (tables))
    g_ptr_array_add (names, lsn_statement_dup_text (tables, 0));
  return lsn_statement_finish (tables, error);
}

static gboolean
fill (LsnSalvage *self, LsnDatabase *from, LsnDatabase *to, const LsnSchema *schema,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!lsn_database_execute (to,
                             "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;"
                             "BEGIN; DELETE FROM meta",
                             error) ||
      !list_tables (to, names, error))
    return FALSE;
  copy_tables (self, from, to, schema, names, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         lsn_database_execute (to, "DELETE FROM meta WHERE key LIKE 'projection.%'; COMMIT", error);
}

static gboolean
join (LsnDatabase *to, const LsnSchema *schema, GError **error)
{
  return lsn_database_execute (to, "BEGIN", error) && join_rows (to, schema, error) &&
         lsn_database_execute (to, "COMMIT; PRAGMA foreign_keys = ON", error);
}

static gboolean
bring_to (LsnDatabase *to, const LsnSchema *schema, int version, const char *draft, GError **error)
{
  LsnWorkspace workspace = { .database = (char *) draft, .lock_fd = -1 };
  LsnSchema then = *schema;

  then.version = version;
  then.n_projections = 0;
  return lsn_workspace_migrate (&workspace, to, &then, NULL, error);
}

/* Made at the version of the damaged data, filled, brought to the newest, and only then joined:
 * what hangs on what is asked of the newest schema. */
static gboolean
make_fresh (LsnSalvage *self, LsnDatabase *from, const char *draft, const LsnSchema *schema,
            GCancellable *cancellable, GError **error)
{
  LsnWorkspace workspace = { .database = (char *) draft, .lock_fd = -1 };
  g_autoptr (LsnDatabase) to = lsn_database_open (draft, LSN_DATABASE_WRITER, error);
  gint64 version = 0;

  if (to == NULL)
    return FALSE;
  if (schema->setup)
    schema->setup (to);
  lsn_database_get_int64 (from, 0, &version, NULL, "PRAGMA user_version", "");
  if (version <= 0 || version > schema->version)
    version = schema->version;
  return bring_to (to, schema, (int) version, draft, error) &&
         fill (self, from, to, schema, cancellable, error) &&
         bring_to (to, schema, schema->version, draft, error) && join (to, schema, error) &&
         lsn_workspace_migrate (&workspace, to, schema, NULL, error) &&
         lsn_database_execute (to, "PRAGMA journal_mode = DELETE", error);
}

LsnSalvage *
lsn_salvage_read (const char *database, const char *backups, const char *draft,
                  const LsnSchema *schema, GCancellable *cancellable, GError **error)
{
  g_autoptr (LsnSalvage) self = g_new0 (LsnSalvage, 1);
  g_autofree char *copy = g_strconcat (draft, "-from", NULL);
  g_autoptr (LsnDatabase) from = NULL;
  gboolean ok;

  self->tables = g_ptr_array_new_with_free_func (table_free);
  ok = make_copy (database, copy, error);
  from = ok ? open_damaged (copy, backups, schema, error) : NULL;
  ok = from && make_fresh (self, from, draft, schema, cancellable, error);
  g_clear_pointer (&from, lsn_database_close);
  remove_copy (copy);
  if (ok && self->n_saved == 0)
    {
      g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT, _ ("Nothing can be read."));
      ok = FALSE;
    }
  if (!ok || !lsn_check_file (draft, LSN_DATABASE_IMMUTABLE, NULL, cancellable, error))
    {
      g_unlink (draft);
      return NULL;
    }
  return g_steal_pointer (&self);
}
