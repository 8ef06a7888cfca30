/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Only one connection ever writes to the workspace or folds its log back, whatever reads, copies
 * and comes and goes beside it: in SQLite before 3.51.3 two of them can damage the file. */

#include "../store/model-fixture.h"
#include "fault-vfs.h"

#include "model/clients/lsn-client.h"
#include "model/timeline/lsn-entry-write.h"

#define CHANGES (FAULT_CREATE | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC)
#define READERS 3
#define ROUNDS  40

typedef struct
{
  LsnStore *store;
  int stop; /* atomic */
} Readers;

static gpointer
read_thread (gpointer user_data)
{
  Readers *readers = user_data;

  while (!g_atomic_int_get (&readers->stop))
    ask (readers->store, "SELECT count(*) FROM client JOIN client_state ON client_id = id");
  return NULL;
}

/* As the reminder does it: a connection of its own that comes and goes. */
static gpointer
visit_thread (gpointer user_data)
{
  Readers *readers = user_data;
  g_autofree char *path =
      g_build_filename (lsn_store_get_folder (readers->store), "workspace.db", NULL);

  while (!g_atomic_int_get (&readers->stop))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnDatabase) db = lsn_database_open (path, LSN_DATABASE_READER, &error);
      gint64 n;

      g_assert_no_error (error);
      lsn_database_get_int64 (db, 0, &n, &error, "SELECT count(*) FROM followup", "");
      g_assert_no_error (error);
    }
  return NULL;
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  int *left = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);

  g_assert_no_error (error);
  if (--*left > 0)
    lsn_store_backup_async (LSN_STORE (source), LSN_BACKUP_DAILY, 0, NULL, backed_up_cb, left);
}

static void
write_much (ModelFixture *fixture)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 client = add_client (fixture, "Ромашка", "active", NULL);
      LsnRemoval removal = { &lsn_client_info, client };

      add_followup (fixture, client, "Отправить акт", "2026-11-25", NULL, NULL, NULL);
      write_or_fail (fixture, lsn_removal_on_worker, &removal);
      lsn_store_undo_sync (fixture->store, 0, NULL, &error);
      g_assert_no_error (error);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

/* Returns: how many changes of a file came from another connection or thread than its first.
 * @n_all: (out): of how many. */
static guint
count_foreign (GArray *records, guint *n_all)
{
  const FaultRecord *firsts[N_FAULT_FILES] = { NULL };
  guint n = 0;

  *n_all = 0;
  for (guint i = 0; i < records->len; i++)
    {
      const FaultRecord *record = &g_array_index (records, FaultRecord, i);

      if (!(record->op & CHANGES))
        continue;
      if (firsts[record->file] == NULL)
        firsts[record->file] = record;
      n += record->handle != firsts[record->file]->handle ||
           record->thread != firsts[record->file]->thread;
      *n_all += 1;
    }
  return n;
}

/* What the test is there to find: another connection folds the log back. */
static guint
count_with_intruder (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "workspace.db", NULL);
  g_autoptr (GArray) records = NULL;
  sqlite3 *handle = NULL;
  guint n_all;

  add_client (fixture, "Ромашка", "active", NULL);
  fault_vfs_start (NULL);
  add_client (fixture, "Ромашка", "active", NULL);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "SELECT count(*) FROM client; PRAGMA wal_checkpoint", NULL, NULL, NULL);
  sqlite3_close (handle);
  records = fault_vfs_stop ();
  return count_foreign (records, &n_all);
}

static void
test_one_writer (void)
{
  ModelFixture fixture;
  Readers readers = { 0 };
  GThread *threads[READERS + 1];
  g_autoptr (GArray) records = NULL;
  int backups = 4;
  guint folded;
  guint n_all;

  model_set_up (&fixture, NULL);
  fault_vfs_start (NULL);
  readers.store = fixture.store;
  for (int i = 0; i < READERS; i++)
    threads[i] = g_thread_new ("reader", read_thread, &readers);
  threads[READERS] = g_thread_new ("visitor", visit_thread, &readers);
  lsn_store_backup_async (fixture.store, LSN_BACKUP_DAILY, 0, NULL, backed_up_cb, &backups);

  write_much (&fixture);
  while (backups > 0)
    g_main_context_iteration (NULL, TRUE);
  folded = fault_vfs_count (FAULT_WRITE, FAULT_FILE_DATABASE);
  add_client (&fixture, "Ромашка", "active", NULL);
  while (fault_vfs_count (FAULT_WRITE, FAULT_FILE_DATABASE) == folded)
    g_usleep (1000);

  g_atomic_int_set (&readers.stop, TRUE);
  for (int i = 0; i <= READERS; i++)
    g_thread_join (threads[i]);
  records = fault_vfs_stop ();
  g_assert_cmpuint (count_foreign (records, &n_all), ==, 0);
  g_test_message ("%u writes and syncs, all of one connection on one thread", n_all);
  g_assert_cmpuint (n_all, >, ROUNDS * 4);
  g_assert_cmpuint (count_with_intruder (&fixture), >, 0);
  model_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  g_test_add_func ("/fault/one-writer", test_one_writer);
  return g_test_run ();
}
