/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 at any instant: every change that was acknowledged is there afterwards, none is half
 * there, the next start is silent; and of many that open one workspace at once, one has it. */

#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup-write.h"
#include "model/lsn-model.h"
#include "store/lsn-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 500
#define RACES 60

static char *program;

/* Each action adds a client and its follow-up; a client without one would be half an action. */
static gboolean
add_pair_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *id = data;
  g_autoptr (LsnRow) client = lsn_row_new (&lsn_client_info);
  g_autoptr (LsnRow) followup = lsn_row_new (&lsn_followup_info);

  lsn_row_set_text (client, LSN_CLIENT_NAME, "Ромашка");
  lsn_row_set_int64 (client, LSN_CLIENT_CREATED_AT, 1);
  if (!lsn_row_insert (db, client, error))
    return FALSE;
  *id = lsn_row_get_int64 (client, LSN_CLIENT_ID);
  lsn_row_set_int64 (followup, LSN_FOLLOWUP_CLIENT_ID, *id);
  lsn_row_set_text (followup, LSN_FOLLOWUP_TITLE, "Send the act");
  lsn_row_set_text (followup, LSN_FOLLOWUP_DUE_DATE, "2026-11-23");
  return lsn_followup_insert (db, followup, 1, error);
}

/* The child: writes for ever, and says each id on its output once it is durable. */
static int
run_child (const char *folder)
{
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "child", NULL);
  gint64 id;

  if (store == NULL)
    return 1;
  while (lsn_store_write_sync (store, "Add", add_pair_on_worker, &id, NULL))
    {
      if (write (STDOUT_FILENO, &id, sizeof id) != sizeof id)
        break;
    }
  return 1;
}

/* A child that opens the workspace, says so with one byte, and holds it until its input ends. */
static int
run_holder (const char *folder)
{
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "holder", NULL);
  char byte = store ? '1' : '0';

  if (write (STDOUT_FILENO, &byte, 1) != 1)
    return 1;
  while (read (STDIN_FILENO, &byte, 1) > 0)
    continue;
  if (store)
    lsn_store_close (store);
  g_clear_object (&store);
  return 0;
}

static GPid
spawn (const char *role, const char *folder, int *input, int *output)
{
  const char *const argv[] = { program, role, folder, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            input, output, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

typedef struct
{
  GArray *ids;
  gint64 missing;
  gint64 halves;
  char *integrity;
} Check;

static gboolean
check_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Check *check = data;

  for (guint i = 0; i < check->ids->len; i++)
    {
      gint64 found;

      if (!lsn_database_get_int64 (
              db, 0, &found, error,
              "SELECT count(*) FROM client c JOIN client_state s ON s.client_id = c.id"
              " JOIN search_doc d ON d.id = c.id WHERE c.id = ?",
              "i", g_array_index (check->ids, gint64, i)))
        return FALSE;
      check->missing += found != 1;
    }
  return lsn_database_get_int64 (
             db, 0, &check->halves, error,
             "SELECT count(*) FROM client c WHERE NOT EXISTS (SELECT 1 FROM followup f"
             " WHERE f.client_id = c.id) OR NOT EXISTS (SELECT 1 FROM journal_row r"
             " WHERE r.tbl = 'client' AND r.row_id = c.id)",
             "") &&
         lsn_database_dup_text (db, &check->integrity, error, "PRAGMA integrity_check (1)", "");
}

static void
verify (const char *folder, GArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "test", &error);
  Check check = { .ids = acknowledged };

  g_assert_no_error (error);
  lsn_store_write_sync (store, "Check", check_on_worker, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check.missing, ==, 0);
  g_assert_cmpint (check.halves, ==, 0);
  g_assert_cmpstr (check.integrity, ==, "ok");
  g_free (check.integrity);
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* The kill comes 0 to 40 ms after the first acknowledgement, so that it falls between writes, into
 * them and into the checkpoints of an idle moment. */
static void
test_kill (void)
{
  g_autofree char *folder = g_dir_make_tmp ("liaison-test-XXXXXX", NULL);
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint all = 0;

  for (int i = 0; i < KILLS; i++)
    {
      int output;
      GPid pid = spawn ("child", folder, NULL, &output);
      gint64 id;
      gint64 until = 0;

      while (read (output, &id, sizeof id) == sizeof id)
        {
          g_array_append_val (acknowledged, id);
          if (until == 0)
            until = g_get_monotonic_time () + g_test_rand_int_range (0, 40000);
          else if (g_get_monotonic_time () >= until)
            kill (pid, SIGKILL);
        }
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      g_spawn_close_pid (pid);
      close (output);
      if (i % 50 == 49)
        {
          verify (folder, acknowledged);
          all += acknowledged->len;
          g_array_set_size (acknowledged, 0);
        }
    }
  g_test_message ("%d kills, %u acknowledged changes, 0 lost", KILLS, all);
  g_assert_cmpuint (all, >=, KILLS);
  remove_tree (folder);
}

static void
test_race (void)
{
  g_autofree char *folder = g_dir_make_tmp ("liaison-test-XXXXXX", NULL);

  for (int i = 0; i < RACES / 4; i++)
    {
      GPid pids[4];
      int inputs[4];
      int outputs[4];
      guint owners = 0;

      for (int j = 0; j < 4; j++)
        pids[j] = spawn ("holder", folder, &inputs[j], &outputs[j]);
      for (int j = 0; j < 4; j++)
        {
          char byte = 0;

          g_assert_cmpint (read (outputs[j], &byte, 1), ==, 1);
          owners += byte == '1';
        }
      g_assert_cmpuint (owners, ==, 1);

      /* One that is killed leaves no stale lock: the next round begins at once. */
      for (int j = 0; j < 4; j++)
        {
          if (j == 0)
            kill (pids[j], SIGKILL);
          close (inputs[j]);
          close (outputs[j]);
          waitpid (pids[j], NULL, 0);
          g_spawn_close_pid (pids[j]);
        }
    }
  remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "child"))
    return run_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "holder"))
    return run_holder (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/kill", test_kill);
  g_test_add_func ("/fault/race", test_race);
  return g_test_run ();
}
