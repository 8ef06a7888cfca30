/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups and their way back under kill -9 at any instant: the workspace is either as it was or as
 * the backup is, nothing between; every backup that has a name is whole; and what was put back says
 * the same as the backup, row by row. */

#include "../store/model-fixture.h"
#include "fault-sum.h"

#include "model/lsn-model.h"
#include "store/lsn-check.h"
#include "store/lsn-replace.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS      40
#define KILLS_LONG 1000
#define WORDS      8 /* of two rounds */
#define LATEST_US  60000

static char *program;

/* What the child says: it begins to write, has written, begins to go back, has gone back. The
 * number is that of the last action that the workspace then has. */
typedef struct
{
  char op[8];
  gint64 last;
} Word;

static void
say (const char *op, gint64 last)
{
  Word word = { "", last };

  g_strlcpy (word.op, op, sizeof word.op);
  if (write (STDOUT_FILENO, &word, sizeof word) != sizeof word)
    exit (1);
}

static gint64
get_last (LsnStore *store)
{
  return ask (store, "SELECT max (id) FROM journal");
}

static gint64
get_last_of_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnDatabase) db = lsn_database_open (path, LSN_DATABASE_IMMUTABLE, &error);
  gint64 last;

  g_assert_no_error (error);
  lsn_database_get_int64 (db, 0, &last, &error, "SELECT max (id) FROM journal", "");
  g_assert_no_error (error);
  return last;
}

static LsnStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (LsnStore *store)
{
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}

/* A client and its follow-up; one without the other would be half an action. */
#define ADD                                                                                        \
  "INSERT INTO client (id, name, created_at)"                                                      \
  " SELECT coalesce (max (id), 0) + 2, 'Ромашка', 1 FROM client;"                                  \
  "INSERT INTO followup (id, client_id, title, due_date, turn_since, created_at)"                  \
  " SELECT max (id) + 1, max (id), 'Send the act', '2026-11-25', 1, 1 FROM client"

static int
run_child (const char *folder)
{
  for (;;)
    {
      LsnStore *store = open_store (folder);
      g_autoptr (GPtrArray) backups = NULL;
      const LsnBackup *backup;
      g_autofree char *made = NULL;
      g_autofree char *before = NULL;

      say ("write", 0);
      tell (store, ADD);
      say ("wrote", get_last (store));
      made = lsn_store_backup_sync (store, NULL, NULL);
      backups = lsn_backup_list (lsn_store_get_backups_folder (store));
      backup = g_ptr_array_index (backups, (guint) g_random_int_range (0, (gint32) backups->len));
      say ("go", get_last_of_file (backup->path));
      before = lsn_store_restore_sync (store, backup->path, NULL);
      if (made == NULL || before == NULL)
        return 1;
      say ("gone", 0);
      close_store (store);
    }
}

typedef struct
{
  gint64 last;   /* acknowledged */
  gint64 target; /* of the way back that began, else 0 */
  gboolean writing;
  gboolean gone;
} Known;

static void
take (Known *known, const Word *word)
{
  if (g_str_equal (word->op, "write"))
    {
      if (known->gone)
        known->last = known->target;
      *known = (Known) { .last = known->last, .writing = TRUE };
    }
  else if (g_str_equal (word->op, "wrote"))
    {
      *known = (Known) { .last = word->last };
    }
  else if (g_str_equal (word->op, "go"))
    {
      known->target = word->last;
    }
  else
    {
      known->gone = TRUE;
    }
}

/* Returns: how many backups there are. */
static guint
verify (const char *folder, Known *known)
{
  LsnStore *store = open_store (folder);
  g_autoptr (GPtrArray) backups = lsn_backup_list (lsn_store_get_backups_folder (store));
  gint64 last = get_last (store);

  if (known->gone)
    g_assert_cmpint (last, ==, known->target);
  else if (known->writing)
    g_assert_cmpint (last, >=, known->last);
  else
    g_assert_true (last == known->last || (known->target && last == known->target));
  g_assert_cmpint (ask (store, "SELECT count(*) FROM client c WHERE NOT EXISTS (SELECT 1 FROM"
                               " followup f WHERE f.client_id = c.id)"),
                   ==, 0);
  assert_projections (store);
  g_assert_cmpuint (backups->len, >, 0);
  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) error = NULL;

      lsn_check_file (((LsnBackup *) g_ptr_array_index (backups, i))->path, LSN_DATABASE_IMMUTABLE,
                      NULL, NULL, &error);
      g_assert_no_error (error);
    }
  *known = (Known) { .last = last };
  close_store (store);
  return backups->len;
}

static void
test_kill (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *backup = NULL;
  LsnStore *store = open_store (folder);
  Known known = { 0 };
  guint kills = g_test_slow () ? KILLS_LONG : KILLS;
  guint returns = 0;
  guint most = 0;

  tell (store, ADD);
  known.last = get_last (store);
  backup = lsn_store_backup_sync (store, NULL, NULL);
  g_assert_nonnull (backup);
  close_store (store);

  for (guint i = 0; i < kills; i++)
    {
      const char *const argv[] = { program, "child", folder, NULL };
      g_autoptr (GError) error = NULL;
      guint left = (guint) g_test_rand_int_range (1, WORDS + 1);
      GPid pid;
      int output;
      Word word;
      guint n;

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                &pid, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      while (read (output, &word, sizeof word) == sizeof word)
        {
          word.op[sizeof word.op - 1] = '\0';
          take (&known, &word);
          returns += g_str_equal (word.op, "gone");
          /* After any of its words, and while it works on the next one. */
          if (--left == 0)
            {
              g_usleep ((gulong) g_test_rand_int_range (0, LATEST_US));
              kill (pid, SIGKILL);
            }
        }
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      g_spawn_close_pid (pid);
      close (output);
      n = verify (folder, &known);
      most = MAX (most, n);
    }
  g_assert_cmpuint (returns, >, kills / 4);
  g_test_message ("%u kills, %u times put back, up to %u backups, all whole", kills, returns, most);
  fixture_remove (folder);
}

static guint64
sum_of_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnDatabase) db = lsn_database_open (path, LSN_DATABASE_IMMUTABLE, &error);
  guint64 sum;

  g_assert_no_error (error);
  g_assert_cmpint (fault_sum (lsn_database_get_handle (db), &sum), ==, SQLITE_OK);
  return sum;
}

static guint64
sum_of_store (LsnStore *store)
{
  g_autoptr (GError) error = NULL;
  guint64 sum = 0;

  lsn_store_read_sync (store, fault_sum_on_worker, &sum, &error);
  g_assert_no_error (error);
  return sum;
}

static void
replaced_cb (LsnStore *store, gboolean *replaced)
{
  *replaced = TRUE;
}

/* There and back: what is put back equals the backup, the one made before equals what was there;
 * and between the two nothing can be written. */
static void
test_there_and_back (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *backup = NULL;
  g_autofree char *before = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  LsnStore *store = open_store (folder);
  gboolean replaced = FALSE;
  guint64 sum;

  tell (store, ADD);
  backup = lsn_store_backup_sync (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sum_of_file (backup) == sum_of_store (store));
  tell (store, ADD);
  sum = sum_of_store (store);

  g_signal_connect (store, "replaced", G_CALLBACK (replaced_cb), &replaced);
  before = lsn_store_restore_sync (store, backup, &error);
  g_assert_no_error (error);
  g_assert_true (sum_of_file (before) == sum);
  g_assert_false (lsn_store_write_sync (store, "Late", tell_on_worker, (gpointer) ADD, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  while (!replaced)
    g_main_context_iteration (NULL, TRUE);
  close_store (store);

  store = open_store (folder);
  g_assert_true (sum_of_store (store) == sum_of_file (backup));
  again = lsn_store_restore_sync (store, before, &error);
  g_assert_no_error (error);
  close_store (store);
  store = open_store (folder);
  g_assert_true (sum_of_store (store) == sum);
  close_store (store);
  fixture_remove (folder);
}

/* What is no backup is refused, and nothing has happened. */
static void
test_refused (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *nothing = g_build_filename (folder, "nothing.db", NULL);
  g_autofree char *text = g_build_filename (folder, "text.db", NULL);
  g_autoptr (GError) error = NULL;
  LsnStore *store = open_store (folder);

  tell (store, ADD);
  g_file_set_contents (text,
                       "This is no database, but a text that is long enough to be one, said "
                       "who wrote it, and it went on for a hundred bytes.",
                       -1, NULL);
  g_assert_null (lsn_store_restore_sync (store, nothing, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (lsn_store_restore_sync (store, text, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT);
  tell (store, ADD);
  close_store (store);
  store = open_store (folder);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM client"), ==, 2);
  close_store (store);
  fixture_remove (folder);
}

/* The steps after the commit, each of them the last one that was done. */
static void
test_each_step (void)
{
  const char *const ends[] = { "-wal", "", NULL };

  for (guint done = 0; done <= G_N_ELEMENTS (ends); done++)
    {
      g_autofree char *folder = fixture_make_folder ();
      g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
      g_autofree char *next = g_strconcat (database, ".next-replaced-20261125-100000", NULL);
      g_autofree char *aside = g_strconcat (database, ".replaced-20261125-100000", NULL);
      g_autofree char *backup = NULL;
      g_autoptr (GError) error = NULL;
      LsnStore *store = open_store (folder);

      tell (store, ADD);
      backup = lsn_store_backup_sync (store, NULL, &error);
      g_assert_no_error (error);
      tell (store, ADD);
      close_store (store);
      g_assert_cmpint (link (backup, next), ==, 0);
      for (guint i = 0; i < MIN (done, G_N_ELEMENTS (ends)) && ends[i]; i++)
        {
          g_autofree char *from = g_strconcat (database, ends[i], NULL);
          g_autofree char *to = g_strconcat (aside, ends[i], NULL);

          g_rename (from, to);
        }
      if (done == G_N_ELEMENTS (ends))
        g_assert_cmpint (g_rename (next, database), ==, 0);

      store = open_store (folder);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM client"), ==, 1);
      g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
      close_store (store);
      fixture_remove (folder);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "child"))
    return run_child (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/restore/there-and-back", test_there_and_back);
  g_test_add_func ("/fault/restore/refused", test_refused);
  g_test_add_func ("/fault/restore/each-step", test_each_step);
  g_test_add_func ("/fault/restore/kill", test_kill);
  return g_test_run ();
}
