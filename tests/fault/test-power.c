/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A power cut at any instant: what was acknowledged is there afterwards, no action is half there,
 * full-text and derived tables are those of that moment.
 *
 * The store writes a workspace by real actions while each write and sync is written down. Then
 * thousands of disks are made that a cut could have left behind. Every state that the store went
 * through is known by a sum over all rows of all tables; a disk must show one of those that it was
 * in between the last acknowledgement before the cut and the cut. The same is done with SQLite told
 * to sync less than the store asks for: if that did no harm, the test would be blind. */

#include "../store/model-fixture.h"
#include "fault-sum.h"
#include "power-disk.h"

#include "model/clients/lsn-client.h"
#include "model/lsn-model.h"
#include "model/timeline/lsn-entry-write.h"

#include <glib/gstdio.h>

#define IMAGES         5000
#define IMAGES_LONG    100000
#define IMAGES_CONTROL 400
#define PAIRS          150
#define PAIRS_LONG     20000
#define MAX_CALLS      120 /* of a start, among which one fails */
#define PARTS          6
#define ROUNDS         4 /* of each part, a few actions each */

/* --- A run ------------------------------------------------------------------------------------ */

typedef struct
{
  guint64 sum;
  guint begun;        /* how many records there were as the action began … */
  guint acknowledged; /* … and as it was acknowledged */
} Moment;

typedef struct
{
  ModelFixture fixture;
  GArray *records;    /* element-type FaultRecord */
  GArray *moments;    /* element-type Moment, in order */
  GHashTable *by_sum; /* sum → number of the moment, from 1 */
} Run;

/* A mark before an action says -1, one after it the number of the moment. */
static void
begin (void)
{
  fault_vfs_mark (-1);
}

static void
acknowledge (Run *run)
{
  g_autoptr (GError) error = NULL;
  Moment moment = { 0 };

  fault_vfs_mark ((int) run->moments->len);
  lsn_store_read_sync (run->fixture.store, fault_sum_on_worker, &moment.sum, &error);
  g_assert_no_error (error);
  g_assert_false (g_hash_table_contains (run->by_sum, &moment.sum));
  g_array_append_val (run->moments, moment);
  g_hash_table_insert (run->by_sum, g_memdup2 (&moment.sum, sizeof moment.sum),
                       GUINT_TO_POINTER (run->moments->len));
}

static void
act (Run *run, int round)
{
  ModelFixture *fixture = &run->fixture;
  g_autofree char *name = g_strdup_printf ("Ромашка %d", round);
  g_autofree char *phone = g_strdup_printf ("+7 900 000-00-%02d", round);
  g_autoptr (GError) error = NULL;
  gint64 client;

  begin ();
  client = add_client (fixture, name, "active", phone);
  acknowledge (run);
  begin ();
  log_touch (fixture, client, "call", "Договорились об отгрузке на среду", fixture->clock);
  acknowledge (run);
  begin ();
  add_followup (fixture, client, "Отправить акт", "2026-11-25", NULL, NULL, NULL);
  acknowledge (run);
  if (round % 4 == 0)
    {
      LsnRemoval removal = { &lsn_client_info, client };

      begin ();
      write_or_fail (fixture, lsn_removal_on_worker, &removal);
      acknowledge (run);
      begin ();
      lsn_store_undo_sync (fixture->store, 0, NULL, &error);
      g_assert_no_error (error);
      acknowledge (run);
    }
}

static gboolean
import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_database_run (
      db, error,
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
      " INSERT INTO client (id, name, created_at, import_id) SELECT i, 'Импорт ' || i, 1, ? FROM n",
      "i", lsn_database_get_batch (db));
}

/* The store folds its log back into the file in an idle moment. */
static void
wait_for_fold (void)
{
  guint before = fault_vfs_count (FAULT_WRITE, FAULT_FILE_DATABASE);

  while (fault_vfs_count (FAULT_WRITE, FAULT_FILE_DATABASE) == before)
    g_usleep (1000);
}

static void
reopen (Run *run)
{
  g_autoptr (GError) error = NULL;

  lsn_store_close (run->fixture.store);
  g_object_unref (run->fixture.store);
  run->fixture.store =
      lsn_store_open (run->fixture.folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
}

static void
run_store (Run *run, gboolean idle)
{
  g_autoptr (GError) error = NULL;

  fault_vfs_start (NULL);
  model_set_up (&run->fixture, NULL);
  acknowledge (run);
  for (int part = 0; part < PARTS; part++)
    {
      for (int round = 0; round < ROUNDS; round++)
        act (run, part * ROUNDS + round);
      if (part == PARTS - 1)
        break;
      if (idle && part % 4 == 0)
        wait_for_fold ();
      else
        reopen (run);
    }

  begin ();
  lsn_store_import_sync (run->fixture.store, "Import", import_on_worker, NULL, NULL, &error);
  g_assert_no_error (error);
  acknowledge (run);
  run->records = fault_vfs_stop ();
}

static void
place_moments (Run *run)
{
  guint begun = 0;

  for (guint i = 0; i < run->records->len; i++)
    {
      const FaultRecord *record = &g_array_index (run->records, FaultRecord, i);

      if (record->op != FAULT_MARK)
        continue;
      if (record->mark < 0)
        {
          begun = i;
        }
      else
        {
          Moment *moment = &g_array_index (run->moments, Moment, (guint) record->mark);

          moment->begun = begun;
          moment->acknowledged = i;
        }
    }
}

static Run *
run_new (gboolean idle)
{
  Run *run = g_new0 (Run, 1);

  run->moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  run->by_sum = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run_store (run, idle);
  place_moments (run);
  return run;
}

static void
run_free (Run *run)
{
  model_tear_down (&run->fixture, NULL);
  g_array_unref (run->records);
  g_array_unref (run->moments);
  g_hash_table_unref (run->by_sum);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* --- Disks ------------------------------------------------------------------------------------ */

typedef enum
{
  DISK_GOOD,
  DISK_LOST,  /* an acknowledged action is missing */
  DISK_BROKEN /* damaged, or in a state that the store was never in */
} Verdict;

static int
check_whole (sqlite3 *handle)
{
  sqlite3_stmt *check = NULL;
  int code = sqlite3_prepare_v2 (handle, "PRAGMA integrity_check (1)", -1, &check, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (check);
  if (code == SQLITE_ROW)
    code = g_strcmp0 ((const char *) sqlite3_column_text (check, 0), "ok") == 0 ? SQLITE_OK
                                                                                : SQLITE_CORRUPT;
  sqlite3_finalize (check);
  return code;
}

/* As SQLite alone finds the disk. @n: how many records came before the cut. @whole: with the
 * indexes, which a sum over the rows does not see. */
static Verdict
judge (Run *run, const char *path, guint n, gboolean whole)
{
  const Moment *moments = (const Moment *) run->moments->data;
  sqlite3 *handle = NULL;
  guint64 sum = 0;
  guint number;
  int code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, "unix");

  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF", NULL,
                         NULL, NULL);
  if (code == SQLITE_OK && whole)
    code = check_whole (handle);
  if (code == SQLITE_OK)
    code = fault_sum (handle, &sum);
  sqlite3_close (handle);

  number = GPOINTER_TO_UINT (g_hash_table_lookup (run->by_sum, &sum));
  if (code == SQLITE_OK && sum == FAULT_SUM_NOTHING)
    return DISK_LOST;
  if (code != SQLITE_OK || number == 0 || moments[number - 1].begun > n)
    return DISK_BROKEN;
  return number < run->moments->len && moments[number].acknowledged < n ? DISK_LOST : DISK_GOOD;
}

/* As the program finds it: opened by the store, with every derived table held against its facts. */
static void
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "test", &error);

  g_assert_no_error (error);
  assert_projections (store);
  lsn_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}

typedef void (*DiskFunc) (Run *run, const char *folder, guint n, gpointer user_data);

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

/* Cuts anywhere after record @first; what stands in the folder is the caller's for the call. */
static void
cut_often (Run *run, guint first, guint n_images, DiskFunc func, gpointer user_data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *shared = g_build_filename (folder, "workspace.db-shm", NULL);
  g_autofree guint *cuts = g_new (guint, n_images);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (PowerDisk) disk = power_disk_new ();
  guint told = 0;

  for (guint i = 0; i < n_images; i++)
    cuts[i] = (guint) g_rand_int_range (rand, (gint32) first, (gint32) run->records->len + 1);
  qsort (cuts, n_images, sizeof *cuts, compare_cuts);

  for (guint i = 0; i < n_images; i++)
    {
      while (told < cuts[i])
        power_disk_tell (disk, &g_array_index (run->records, FaultRecord, told++));
      g_unlink (shared);
      power_disk_cut (disk, rand, folder);
      func (run, folder, told, user_data);
    }
  fixture_remove (folder);
}

typedef struct
{
  guint n;
  guint verdicts[DISK_BROKEN + 1];
  gboolean thorough;
} Count;

static void
judge_disk (Run *run, const char *folder, guint n, gpointer user_data)
{
  Count *count = user_data;
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);

  count->verdicts[judge (run, path, n, g_test_slow () || count->n % 3 == 0)]++;
  if (count->thorough && count->n % 100 == 0)
    open_store (folder);
  count->n++;
}

/* While the workspace is made nothing is acknowledged; the next start makes it to its end. */
static void
open_disk (Run *run, const char *folder, guint n, gpointer user_data)
{
  g_autofree char *seal = g_build_filename (folder, "workspace.seal", NULL);

  /* Of the disk before, which had more. */
  g_unlink (seal);
  open_store (folder);
}

typedef struct
{
  GRand *rand;
  guint n;
  guint stopped; /* starts that met an error */
  guint verdicts[DISK_BROKEN + 1];
} Compound;

/* The power comes back and the disk fails while the next start puts things in order: one call, or
 * all from one on. What stands there afterwards is as good as before, and the start after that
 * works.
 */
static void
fail_disk (Run *run, const char *folder, guint n, gpointer user_data)
{
  Compound *compound = user_data;
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  gboolean once = g_rand_boolean (compound->rand);
  LsnStore *store;

  fault_vfs_fail (FAULT_CREATE | FAULT_READ | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC,
                  g_rand_int_range (compound->rand, 0, MAX_CALLS), once ? 1 : G_MAXINT32,
                  SQLITE_IOERR);
  store = lsn_store_open (folder, lsn_model_get_schema (), "test", NULL);
  compound->stopped += store == NULL;
  if (store)
    {
      lsn_store_close (store);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_assert_finalize_object (store);
    }
  fault_vfs_fail (0, -1, 0, SQLITE_OK);
  compound->verdicts[judge (run, path, n, g_test_slow () || compound->n % 3 == 0)]++;
  if (compound->n++ % 50 == 0)
    open_store (folder);
}

static guint
get_opened (Run *run)
{
  return g_array_index (run->moments, Moment, 0).acknowledged;
}

static void
test_cut (void)
{
  g_autoptr (Run) run = run_new (TRUE);
  Count count = { .thorough = TRUE };

  cut_often (run, get_opened (run), g_test_slow () ? IMAGES_LONG : IMAGES, judge_disk, &count);
  g_test_message ("%u acknowledged actions, %u records, %u disks: %u lost, %u broken",
                  run->moments->len, run->records->len, count.verdicts[DISK_GOOD],
                  count.verdicts[DISK_LOST], count.verdicts[DISK_BROKEN]);
  g_assert_cmpuint (count.verdicts[DISK_LOST], ==, 0);
  g_assert_cmpuint (count.verdicts[DISK_BROKEN], ==, 0);

  g_array_set_size (run->records, get_opened (run));
  cut_often (run, 0, g_test_slow () ? 2000 : 50, open_disk, NULL);
}

/* What was cut, and then fails. */
static void
test_compound (void)
{
  g_autoptr (Run) run = run_new (TRUE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  Compound compound = { .rand = rand };

  cut_often (run, get_opened (run), g_test_slow () ? PAIRS_LONG : PAIRS, fail_disk, &compound);
  g_test_message ("%u pairs, %u starts stopped: %u good, %u lost, %u broken", compound.n,
                  compound.stopped, compound.verdicts[DISK_GOOD], compound.verdicts[DISK_LOST],
                  compound.verdicts[DISK_BROKEN]);
  g_assert_cmpuint (compound.stopped, >, compound.n / 4);
  g_assert_cmpuint (compound.verdicts[DISK_LOST], ==, 0);
  g_assert_cmpuint (compound.verdicts[DISK_BROKEN], ==, 0);
}

/* --- Controls --------------------------------------------------------------------------------- */

static const char *lazy; /* what the connections get instead of what they ask for */

static int
refuse_synchronous (void *user_data, int action, const char *name, const char *value,
                    const char *schema, const char *trigger)
{
  return action == SQLITE_PRAGMA && g_ascii_strcasecmp (name, "synchronous") == 0 && value
             ? SQLITE_IGNORE
             : SQLITE_OK;
}

static int
make_lazy (sqlite3 *handle, char **message, const void *api)
{
  int code = sqlite3_exec (handle, lazy, NULL, NULL, NULL);

  sqlite3_set_authorizer (handle, refuse_synchronous, NULL);
  return code;
}

/* The same store with the same actions, only that SQLite syncs less. */
static void
test_control (gconstpointer pragma)
{
  g_autoptr (Run) run = NULL;
  Count count = { 0 };
  guint harmed;

  lazy = pragma;
  sqlite3_auto_extension ((void (*) (void)) make_lazy);
  run = run_new (FALSE);
  sqlite3_cancel_auto_extension ((void (*) (void)) make_lazy);

  cut_often (run, get_opened (run), IMAGES_CONTROL, judge_disk, &count);
  harmed = count.verdicts[DISK_LOST] + count.verdicts[DISK_BROKEN];
  g_test_message ("%s: %d disks, %u lost, %u broken", lazy, IMAGES_CONTROL,
                  count.verdicts[DISK_LOST], count.verdicts[DISK_BROKEN]);
  g_assert_cmpuint (harmed * 5, >=, IMAGES_CONTROL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  g_test_add_func ("/fault/power/cut", test_cut);
  g_test_add_func ("/fault/power/compound", test_compound);
  g_test_add_data_func ("/fault/power/control-normal", "PRAGMA synchronous = NORMAL", test_control);
  g_test_add_data_func ("/fault/power/control-off", "PRAGMA synchronous = OFF", test_control);
  return g_test_run ();
}
