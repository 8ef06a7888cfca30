/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A full disk: the action that meets it is rolled back whole and says so with the place and what is
 * free; nothing that was acknowledged is lost; and from within one can delete, since the ballast is
 * given up.
 *
 * First every write of every kind of action fails once, and with all that follow it. Then a disk
 * that is really full. */

#include "../store/model-fixture.h"
#include "fault-sum.h"
#include "fault-vfs.h"

#include "model/clients/lsn-client.h"
#include "model/lsn-model.h"
#include "model/timeline/lsn-entry-write.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define POINTS      150 /* of each way of failing */
#define POINTS_LONG 1000
#define CHANGES     (FAULT_CREATE | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC)

static char *program;

/* --- Actions ---------------------------------------------------------------------------------- */

typedef struct
{
  ModelFixture fixture;
  gint64 client; /* that stays */
} Workspace;

typedef gboolean (*Action) (Workspace *workspace, GError **error);

static gboolean
add (Workspace *workspace, GError **error)
{
  return lsn_store_write_sync (
      workspace->fixture.store, "Add", tell_on_worker,
      (gpointer) "INSERT INTO client (name, created_at) VALUES ('Ромашка', 1)", error);
}

static gboolean
add_many_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_database_run (
      db, error,
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
      " INSERT INTO client (name, created_at, import_id) SELECT 'Импорт ' || i, 1, ? FROM n",
      "i", lsn_database_get_batch (db));
}

static gboolean
import (Workspace *workspace, GError **error)
{
  return lsn_store_import_sync (workspace->fixture.store, "Import", add_many_on_worker, NULL, NULL,
                                error);
}

static gboolean
change (Workspace *workspace, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE client SET name = name || '!' WHERE id = %" G_GINT64_FORMAT,
                       workspace->client);

  return lsn_store_write_sync (workspace->fixture.store, "Change", tell_on_worker, sql, error);
}

static gboolean
undo (Workspace *workspace, GError **error)
{
  return lsn_store_undo_sync (workspace->fixture.store, 0, NULL, error);
}

static gboolean
redo (Workspace *workspace, GError **error)
{
  return lsn_store_redo_sync (workspace->fixture.store, NULL, error);
}

static guint64
sum (Workspace *workspace)
{
  g_autoptr (GError) error = NULL;
  guint64 value = 0;

  lsn_store_read_sync (workspace->fixture.store, fault_sum_on_worker, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_full (const GError *error, const char *folder)
{
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, folder));
}

static void
reopen (Workspace *workspace)
{
  g_autoptr (GError) error = NULL;

  lsn_store_close (workspace->fixture.store);
  g_object_unref (workspace->fixture.store);
  workspace->fixture.store =
      lsn_store_open (workspace->fixture.folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
}

/* --- Each write in turn ----------------------------------------------------------------------- */

/* Fails write @first of @action and @n in all. Returns: whether the action has so many. */
static gboolean
fail_at (Workspace *workspace, Action action, gint64 first, gint64 n)
{
  g_autoptr (GError) error = NULL;
  guint64 before = sum (workspace);
  gboolean done;
  gint64 failed;

  fault_vfs_fail (CHANGES, first, n, SQLITE_FULL);
  done = action (workspace, &error);
  failed = fault_vfs_get_failed ();
  fault_vfs_fail (0, -1, 0, SQLITE_OK);

  if (done)
    {
      g_assert_cmpint (failed, ==, 0);
      g_assert_true (sum (workspace) != before);
      return FALSE;
    }
  g_assert_cmpint (failed, >, 0);
  assert_full (error, workspace->fixture.folder);
  g_assert_true (sum (workspace) == before);
  return TRUE;
}

/* An undo puts back what was there, as the next one wants it. */
static void
test_each_write (gconstpointer always)
{
  static const struct
  {
    Action action;
    Action after;
  } kinds[] = { { import, undo }, { redo, undo }, { add, NULL }, { undo, NULL }, { change, NULL } };
  Workspace workspace = { 0 };
  const guint most = g_test_slow () ? POINTS_LONG : POINTS;
  gint64 n = GPOINTER_TO_INT (always) ? G_MAXINT32 : 1;
  guint points = 0;

  model_set_up (&workspace.fixture, NULL);
  workspace.client = add_client (&workspace.fixture, "Ромашка", "active", "+7 900 000-00-01");
  while (points < most)
    {
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        {
          gint64 first = 0;

          /* All its writes fail in turn, then it is done. */
          while (fail_at (&workspace, kinds[kind].action, first, n))
            {
              first++;
              points++;
            }
          if (kinds[kind].after)
            g_assert_true (kinds[kind].after (&workspace, NULL));
        }
      reopen (&workspace);
    }
  g_test_message ("%u writes failed, each action whole or not at all", points);
  model_tear_down (&workspace.fixture, NULL);
}

/* The making of a workspace, which the next start makes to its end. */
static void
test_first_start (void)
{
  gint64 step = g_test_slow () ? 1 : 9;
  gint64 failed = 1;

  for (gint64 first = 0; failed > 0; first += step)
    {
      g_autofree char *folder = fixture_make_folder ();
      g_autoptr (GError) error = NULL;
      ModelFixture fixture = { .folder = g_strdup (folder) };

      fault_vfs_fail (CHANGES, first, G_MAXINT32, SQLITE_FULL);
      fixture.store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);
      failed = fault_vfs_get_failed ();
      fault_vfs_fail (0, -1, 0, SQLITE_OK);
      if (failed > 0)
        {
          g_assert_null (fixture.store);
          g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL);
          g_clear_error (&error);
          fixture.store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);
          g_assert_no_error (error);
        }
      model_tear_down (&fixture, NULL);
    }
}

/* --- A disk that is full ---------------------------------------------------------------------- */

static void
fill (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "..", "other", NULL);
  g_autofree char *block = g_malloc0 (4096);
  FILE *file = g_fopen (path, "ab");

  g_assert_nonnull (file);
  setvbuf (file, NULL, _IONBF, 0);
  while (fwrite (block, 1, 4096, file) == 4096)
    continue;
  fclose (file);
}

static gboolean
has_ballast (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "ballast", NULL);
  struct stat info;

  return stat (path, &info) == 0 && info.st_blocks > 0;
}

/* In a mount of its own of 32 MiB: filled up by another program, the workspace keeps what it has,
 * says what happened, and lets things be deleted. */
static int
run_on_small_disk (const char *folder)
{
  Workspace workspace = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (folder, "..", "other", NULL);
  guint n = 0;
  guint64 before;

  workspace.fixture.clock = NOW;
  workspace.fixture.folder = g_strdup (folder);
  workspace.fixture.store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
  g_assert_true (has_ballast (folder));
  for (int i = 0; i < 10; i++)
    workspace.client = add_client (&workspace.fixture, "Ромашка", "active", NULL);

  fill (folder);
  do
    before = sum (&workspace);
  while (n++ < 1000 && import (&workspace, &error));
  assert_full (error, folder);
  g_assert_true (sum (&workspace) == before);
  g_assert_false (has_ballast (folder));

  /* Deleting works, ten times of ten. */
  for (int i = 0; i < 10; i++)
    {
      LsnRemoval removal = { &lsn_client_info,
                             ask (workspace.fixture.store, "SELECT max(id) FROM client") };

      write_or_fail (&workspace.fixture, lsn_removal_on_worker, &removal);
    }
  reopen (&workspace);

  /* With room again the ballast is made again. */
  g_unlink (other);
  reopen (&workspace);
  g_assert_true (has_ballast (folder));
  model_tear_down (&workspace.fixture, NULL);
  return 0;
}

static void
test_small_disk (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *workspace = g_build_filename (folder, "workspace", NULL);
  const char *const argv[] = { "unshare",
                               "--user",
                               "--map-root-user",
                               "--mount",
                               "sh",
                               "-c",
                               "mount -t tmpfs -o size=32m none \"$1\" || exit 77; exec \"$2\" "
                               "small \"$3\"",
                               "sh",
                               folder,
                               program,
                               workspace,
                               NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  fixture_remove (folder);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    {
      g_test_skip ("no file system can be mounted here");
      return;
    }
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "small"))
    return run_on_small_disk (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  g_test_add_data_func ("/fault/full/each-write-once", GINT_TO_POINTER (FALSE), test_each_write);
  g_test_add_data_func ("/fault/full/each-write-on", GINT_TO_POINTER (TRUE), test_each_write);
  g_test_add_func ("/fault/full/first-start", test_first_start);
  g_test_add_func ("/fault/full/small-disk", test_small_disk);
  return g_test_run ();
}
