/* SPDX-License-Identifier: GPL-3.0-or-later */

/* R7: kill -9 while the data of the oldest version is brought to the newest: after each kill the
 * workspace is whole and of one version or another, it opens, and has all that was in it.
 *
 * test-migrate make FOLDER N: such a workspace of N clients, to measure with */

#include "../store/model-fixture.h"

#include "model/lsn-model.h"
#include "store/lsn-opening.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_CLIENTS   300
#define USUAL_KILLS 20
#define LONG_KILLS  1000

static char *program;

/* --- The data of the oldest version ----------------------------------------------------------- */

#define NUMBERS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "

static void
run (LsnDatabase *db, const char *sql, gint64 n)
{
  g_autoptr (GError) error = NULL;

  lsn_database_run (db, &error, sql, "i", n);
  g_assert_no_error (error);
}

static void
make_oldest (const char *folder, gint64 n)
{
  LsnSchema schema = *lsn_model_get_schema ();
  g_autoptr (GError) error = NULL;
  LsnOpening *opening;

  schema.version = 1;
  schema.n_projections = 0;
  opening = lsn_opening_new (folder, &schema, NULL, &error);
  g_assert_no_error (error);
  lsn_database_execute (opening->writer, "BEGIN", &error);
  g_assert_no_error (error);
  run (opening->writer,
       NUMBERS "INSERT INTO client (id, name, city, created_at) SELECT i * 10, 'Ромашка ' || i,"
               " 'Пермь', i FROM n",
       n);
  run (opening->writer,
       NUMBERS "INSERT INTO channel (id, client_id, kind, value, normal) SELECT i * 10 + 1, i * 10,"
               " 'phone', '8916' || (1000000 + i), '+7916' || (1000000 + i) FROM n",
       n);
  run (opening->writer,
       NUMBERS "INSERT INTO followup (id, client_id, title, due_date, turn_since, created_at)"
               " SELECT i * 10 + 2, i * 10, 'Отправить акт', '2026-11-23', i, i FROM n",
       n);
  run (opening->writer,
       NUMBERS "INSERT INTO entry (id, client_id, kind, at, text, created_at) SELECT i * 10 + 3,"
               " i * 10, 'call', i, 'Договорились о встрече ' || i, i FROM n",
       n);
  lsn_database_execute (opening->writer, "COMMIT", &error);
  g_assert_no_error (error);
  lsn_opening_free (opening);
}

/* Another workspace with the same database, as a restored home is. */
static char *
copy_of (const char *template)
{
  char *folder = fixture_make_folder ();
  g_autofree char *from = g_build_filename (template, "workspace.db", NULL);
  g_autofree char *to = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) size, &error);
  g_assert_no_error (error);
  return folder;
}

/* --- The child -------------------------------------------------------------------------------- */

static int
run_child (const char *folder)
{
  LsnStore *store;

  if (write (STDOUT_FILENO, "b", 1) != 1)
    return 1;
  store = lsn_store_open (folder, lsn_model_get_schema (), "child", NULL);
  if (store == NULL || write (STDOUT_FILENO, "e", 1) != 1)
    return 1;
  lsn_store_close (store);
  g_object_unref (store);
  return 0;
}

/* @kill_us: after it began, negative: never. Returns: how long the opening took, 0 where it was
 * killed before it ended. */
static gint64
run_migration (const char *folder, gint64 kill_us)
{
  const char *const argv[] = { program, "child", folder, NULL };
  g_autoptr (GError) error = NULL;
  gint64 took = 0;
  gint64 began;
  GPid pid;
  int output;
  char byte;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &byte, 1), ==, 1);
  began = g_get_monotonic_time ();
  if (kill_us >= 0)
    {
      g_usleep ((gulong) kill_us);
      kill (pid, SIGKILL);
    }
  if (read (output, &byte, 1) == 1)
    took = MAX (1, g_get_monotonic_time () - began);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_spawn_close_pid (pid);
  close (output);
  return took;
}

/* --- What is left ----------------------------------------------------------------------------- */

/* Before our own program mends anything. Returns: the version */
static int
look_at (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnDatabase) db = lsn_database_open (path, LSN_DATABASE_WRITER, &error);
  g_autofree char *whole = NULL;
  gint64 version = 0;
  gint64 n = 0;

  g_assert_no_error (error);
  lsn_database_dup_text (db, &whole, &error, "PRAGMA integrity_check (1)", "");
  g_assert_no_error (error);
  g_assert_cmpstr (whole, ==, "ok");
  lsn_database_get_int64 (db, 0, &version, &error, "PRAGMA user_version", "");
  lsn_database_get_int64 (db, 0, &n, &error,
                          "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM channel)"
                          " + (SELECT count(*) FROM followup) + (SELECT count(*) FROM entry)",
                          "");
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 4 * N_CLIENTS);
  g_assert_cmpint (version, >=, 1);
  g_assert_cmpint (version, <=, lsn_model_get_schema ()->version);
  return (int) version;
}

/* @thorough: also what is derived, which takes longer */
static void
open_and_check (const char *folder, gboolean thorough)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "test", &error);

  g_assert_no_error (error);
  g_assert_null (lsn_store_get_read_only (store));
  g_assert_cmpint (ask (store, "SELECT count(*) FROM client c JOIN client_state s ON s.client_id ="
                               " c.id JOIN search_doc d ON d.id = c.id WHERE s.open_followups = 1"),
                   ==, N_CLIENTS);
  if (thorough)
    assert_projections (store);
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}

static void
test_kill (void)
{
  int newest = lsn_model_get_schema ()->version;
  g_autofree char *template = fixture_make_folder ();
  g_autofree char *whole = NULL;
  g_autofree guint *n_at = g_new0 (guint, newest + 1);
  guint n_kills = g_test_slow () ? LONG_KILLS : USUAL_KILLS;
  guint n_cut = 0;
  gint64 took;

  make_oldest (template, N_CLIENTS);
  whole = copy_of (template);
  took = run_migration (whole, -1);
  g_assert_cmpint (took, >, 0);
  g_assert_cmpint (look_at (whole), ==, newest);
  open_and_check (whole, TRUE);
  fixture_remove (whole);

  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *folder = copy_of (template);
      gint64 at = g_test_rand_int_range (0, (gint32) MAX (took, 2));
      gint64 ended = run_migration (folder, at);

      /* The first one may have met a busy machine, and kills at its pace would come too late. */
      if (ended > 0)
        took = MIN (took, ended);
      n_cut += ended == 0;
      n_at[look_at (folder)]++;
      /* Once more, into what the first one left. */
      if (i % 4 == 3)
        {
          run_migration (folder, at / 2);
          look_at (folder);
        }
      open_and_check (folder, i % 10 == 9);
      fixture_remove (folder);
    }
  for (int version = 1; version <= newest; version++)
    g_test_message ("%u of %u times the kill left version %d", n_at[version], n_kills, version);
  g_test_message ("%u of %u kills fell into a migration", n_cut, n_kills);
  g_assert_cmpuint (n_cut, >, 0);
  fixture_remove (template);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "child"))
    return run_child (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "make"))
    {
      make_oldest (argv[2], g_ascii_strtoll (argv[3], NULL, 10));
      return 0;
    }

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/migrate", test_kill);
  return g_test_run ();
}
