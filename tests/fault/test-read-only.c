/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace that cannot be written, or that a newer program wrote: it opens, everything can be
 * read, every write answers with a sentence, and not a byte in the folder changes. */

#include "../store/model-fixture.h"
#include "fault-vfs.h"

#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client.h"
#include "model/followups/lsn-today.h"
#include "model/interchange/lsn-export-read.h"
#include "model/lsn-history.h"
#include "model/lsn-model.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-entry-write.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

/* --- What stands in a folder ------------------------------------------------------------------ */

static void
add_folder (GChecksum *sum, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  /* What connections share is memory, not data. */
  while ((name = g_dir_read_name (dir)))
    {
      if (!g_str_has_suffix (name, "-shm"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *contents = NULL;
      gsize length = 0;

      g_checksum_update (sum, names->pdata[i], -1);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          add_folder (sum, path);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_checksum_update (sum, (const guchar *) contents, (gssize) length);
    }
}

static char *
dup_sum (const char *folder)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_folder (sum, folder);
  return g_strdup (g_checksum_get_string (sum));
}

/* --- Actions ---------------------------------------------------------------------------------- */

static gboolean
count_record (const LsnImportRecord *record, gpointer sink, GError **error)
{
  guint *n = sink;

  *n += 1;
  return TRUE;
}

static void
read_everything (LsnStore *store, gint64 client)
{
  g_autoptr (LsnSearch) search = lsn_search_new ("ромаш", 10);
  g_autoptr (LsnHistory) history = lsn_history_new (0, 10);
  g_autoptr (LsnClientCard) card = lsn_client_card_new (client);
  LsnToday *today = lsn_today_new (lsn_date_from_iso (TODAY), 10);
  guint n = 0;
  LsnExport export = { .func = count_record, .sink = &n };
  const struct
  {
    LsnStoreFunc func;
    gpointer data;
  } reads[] = {
    { lsn_search_on_worker, search },    { lsn_history_on_worker, history },
    { lsn_client_card_on_worker, card }, { lsn_today_on_worker, today },
    { lsn_export_on_worker, &export },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autoptr (GError) error = NULL;

      lsn_store_read_sync (store, reads[i].func, reads[i].data, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (search->hits->len, ==, 1);
  g_assert_cmpuint (history->items->len, >=, 3);
  g_assert_nonnull (card->client);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM followup"), ==, 1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM entry"), ==, 1);
  lsn_today_free (today);
}

static void
assert_refused (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY);
  g_clear_error (error);
}

static void
backup_refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);

  assert_refused (path != NULL, &error);
  *done = TRUE;
}

static void
write_nothing (LsnStore *store, gint64 client)
{
  LsnRemoval removal = { &lsn_client_info, client };
  g_autoptr (GError) error = NULL;
  gboolean done;

  done = lsn_store_write_sync (store, "X", lsn_removal_on_worker, &removal, &error);
  assert_refused (done, &error);
  done = lsn_store_import_sync (store, "X", lsn_removal_on_worker, &removal, NULL, &error);
  assert_refused (done, &error);
  done = lsn_store_undo_sync (store, 0, NULL, &error);
  assert_refused (done, &error);
  done = lsn_store_redo_sync (store, NULL, &error);
  assert_refused (done, &error);
  lsn_store_backup_async (store, LSN_BACKUP_DAILY, 0, NULL, backup_refused_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Opens the workspace, does all that the rights allow, and sees that nothing was written. */
static void
use (const char *folder, gint64 client, const char *reason)
{
  g_autofree char *before = dup_sum (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) records = NULL;
  LsnStore *store;

  fault_vfs_start (folder);
  store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
  g_assert_nonnull (lsn_store_get_read_only (store));
  g_assert_nonnull (strstr (lsn_store_get_read_only (store), reason));
  read_everything (store, client);
  write_nothing (store, client);
  read_everything (store, client);
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);

  records = fault_vfs_stop ();
  g_assert_cmpuint (records->len, ==, 0);
  after = dup_sum (folder);
  g_assert_cmpstr (before, ==, after);
}

/* --- Workspaces ------------------------------------------------------------------------------- */

static gint64
make_workspace (ModelFixture *fixture)
{
  gint64 client;

  model_set_up (fixture, NULL);
  client = add_client (fixture, "Ромашка", "active", "+7 900 000-00-01");
  log_touch (fixture, client, "call", "Обсудили отгрузку", fixture->clock);
  add_followup (fixture, client, "Отправить акт", TODAY, NULL, NULL, NULL);
  return client;
}

static void
close_workspace (ModelFixture *fixture)
{
  lsn_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

/* As a crash leaves it: the log stands beside the file. */
static char *
copy_as_crashed (const char *folder)
{
  static const char *const names[] = { "workspace.db", "workspace.db-wal", "workspace.lock" };
  char *copy = fixture_make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (folder, names[i], NULL);
      g_autofree char *to = g_build_filename (copy, names[i], NULL);
      g_autofree char *contents = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
    }
  return copy;
}

static void
set_rights (const char *folder, guint mode_of_folder, guint mode_of_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        set_rights (path, mode_of_folder, mode_of_files);
      else
        g_assert_cmpint (g_chmod (path, (int) mode_of_files), ==, 0);
    }
  g_assert_cmpint (g_chmod (folder, (int) mode_of_folder), ==, 0);
}

/* Rights do not bind root, so another user looks. */
static void
use_as_other (const char *folder, gint64 client)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      if (geteuid () == 0 &&
          (setresgid (NOBODY, NOBODY, NOBODY) != 0 || setresuid (NOBODY, NOBODY, NOBODY) != 0))
        _exit (77);
      use (folder, client, folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("this program may not become another user");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_folder (void)
{
  ModelFixture fixture;
  gint64 client = make_workspace (&fixture);
  g_autofree char *crashed = copy_as_crashed (fixture.folder);

  close_workspace (&fixture);
  set_rights (fixture.folder, 0555, 0444);
  set_rights (crashed, 0555, 0444);
  use_as_other (fixture.folder, client);
  use_as_other (crashed, client);

  /* The file alone, in a folder that can be written. */
  set_rights (fixture.folder, 0777, 0444);
  use_as_other (fixture.folder, client);
  set_rights (fixture.folder, 0700, 0600);
  set_rights (crashed, 0700, 0600);
  fixture_remove (fixture.folder);
  fixture_remove (crashed);
  g_free (fixture.folder);
}

/* --- Data of a newer program ------------------------------------------------------------------ */

static void
make_newer (LsnStore *store)
{
  g_autofree char *path = g_build_filename (lsn_store_get_folder (store), "workspace.db", NULL);
  sqlite3 *handle = NULL;

  lsn_store_close (store);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (
      sqlite3_exec (handle,
                    "PRAGMA wal_autocheckpoint = 0; BEGIN; ALTER TABLE client ADD COLUMN mood TEXT;"
                    "UPDATE meta SET value = '9.8' WHERE key = 'program';"
                    "PRAGMA user_version = 1000; COMMIT",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
fold (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_newer (void)
{
  ModelFixture fixture;
  gint64 client = make_workspace (&fixture);

  make_newer (fixture.store);
  g_assert_finalize_object (g_steal_pointer (&fixture.store));

  /* What makes it newer stands in the log, then in the file. */
  use (fixture.folder, client, "9.8");
  fold (fixture.folder);
  use (fixture.folder, client, "9.8");
  fixture_remove (fixture.folder);
  g_free (fixture.folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  g_test_add_func ("/fault/read-only/folder", test_folder);
  g_test_add_func ("/fault/read-only/newer", test_newer);
  return g_test_run ();
}
