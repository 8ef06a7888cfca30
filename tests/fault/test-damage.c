/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A damaged workspace: it is noticed before anything is written, not a byte of it changes, what can
 * be read is saved into a fresh one, and a backup can be put in its place.
 *
 * A workspace with data is damaged in every way that disks, programs and people know, thousands of
 * times where there is time for it. */

#include "../store/model-fixture.h"

#include "model/lsn-model.h"
#include "model/sample/lsn-sample.h"
#include "store/lsn-rescue.h"
#include "store/lsn-seal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define IMAGES      3 /* of each kind */
#define IMAGES_LONG 900
#define PAGE        4096
#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct
{
  GByteArray *database;
  GByteArray *log; /* of another workspace, whole */
  char *seal;      /* what the seal says */
  char *backup;    /* a path */
  gint64 n_rows;   /* of facts, in the workspace … */
  gint64 n_backed; /* … and in the backup */
} Original;

typedef struct
{
  GByteArray *database; /* nullable: gone */
  GByteArray *log;      /* nullable */
} Image;

/* --- Ways to damage --------------------------------------------------------------------------- */

static guint
any (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static void
fill (GRand *rand, guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) g_rand_int (rand);
}

static void
flip_bytes (GRand *rand, Image *image, const Original *original)
{
  guint n = 1 + any (rand, 64);

  for (guint i = 0; i < n; i++)
    image->database->data[any (rand, image->database->len)] ^= (guint8) (1 << any (rand, 8));
}

static void
spoil_page (GRand *rand, Image *image, const Original *original)
{
  guint page = 1 + any (rand, image->database->len / PAGE - 1);

  fill (rand, image->database->data + page * PAGE, PAGE);
}

static void
blank_pages (GRand *rand, Image *image, const Original *original)
{
  guint n_pages = image->database->len / PAGE;
  guint first = 1 + any (rand, n_pages - 1);
  guint n = MIN (1 + any (rand, 16), n_pages - first);

  memset (image->database->data + first * PAGE, 0, n * PAGE);
}

static void
spoil_header (GRand *rand, Image *image, const Original *original)
{
  fill (rand, image->database->data, 100);
}

static void
spoil_contents (GRand *rand, Image *image, const Original *original)
{
  fill (rand, image->database->data, PAGE);
}

static void
cut_short (GRand *rand, Image *image, const Original *original)
{
  guint n_pages = image->database->len / PAGE;

  g_byte_array_set_size (image->database, (1 + any (rand, n_pages - 1)) * PAGE +
                                              (any (rand, 2) ? any (rand, PAGE) : 0));
}

static void
empty (GRand *rand, Image *image, const Original *original)
{
  g_byte_array_set_size (image->database, 0);
}

static void
lose_file (GRand *rand, Image *image, const Original *original)
{
  g_clear_pointer (&image->database, g_byte_array_unref);
}

static void
replace_file (GRand *rand, Image *image, const Original *original)
{
  const char text[] = "Name;Phone\nRomashka;+7 900 000-00-01\n";

  g_byte_array_set_size (image->database, 0);
  g_byte_array_append (image->database, (const guint8 *) text, sizeof text - 1);
}

static void
bring_log (GRand *rand, Image *image, const Original *original)
{
  image->log = g_byte_array_new ();
  g_byte_array_append (image->log, original->log->data, original->log->len);
}

/* SQLite stops at a frame that does not fit, so this does no harm. */
static void
bring_noise (GRand *rand, Image *image, const Original *original)
{
  image->log = g_byte_array_new ();
  g_byte_array_set_size (image->log, 32 + any (rand, 40000));
  fill (rand, image->log->data, image->log->len);
}

typedef enum
{
  LUCKY = 1 << 0,    /* may hit what nobody reads, or words that are as good as others */
  HARMLESS = 1 << 1, /* opens as if nothing were */
  HOPELESS = 1 << 2, /* nothing can be read */
} Expected;

static const struct
{
  const char *name;
  void (*damage) (GRand *rand, Image *image, const Original *original);
  Expected expected;
} kinds[] = {
  { "flipped bytes", flip_bytes, LUCKY },
  { "a page of noise", spoil_page, LUCKY },
  { "blank pages", blank_pages, LUCKY },
  { "header of noise", spoil_header, 0 },
  { "first page of noise", spoil_contents, 0 },
  { "cut short", cut_short, LUCKY },
  { "empty", empty, HOPELESS },
  { "gone", lose_file, HOPELESS },
  { "another file", replace_file, HOPELESS },
  { "another's log", bring_log, 0 },
  { "a log of noise", bring_noise, HARMLESS },
};

/* --- Folders ---------------------------------------------------------------------------------- */

static gint64
count_facts (LsnStore *store)
{
  gint64 n = 0;

  for (const LsnFact *fact = lsn_model_get_schema ()->facts; fact->table; fact++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", fact->table);

      n += ask (store, sql);
    }
  return n;
}

static char *
in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GByteArray *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = in (folder, name);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) bytes, size);
}

static void
write_file (const char *folder, const char *name, GByteArray *bytes)
{
  g_autofree char *path = in (folder, name);
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return;
  g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
}

static LsnStore *
make_workspace (const char *folder, guint clients, guint32 seed)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (LsnSample) sample = lsn_sample_new (clients, clients * 5, seed, "ru", NOW, zone);
  g_autoptr (GError) error = NULL;
  LsnStore *store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);

  g_assert_no_error (error);
  lsn_store_import_sync (store, "Sample", lsn_sample_on_worker, sample, NULL, &error);
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

/* A workspace of which there is a backup that is a little older. */
static void
original_make (Original *original, const char *folder)
{
  g_autofree char *other = fixture_make_folder ();
  g_autofree char *seal = in (folder, "workspace.seal");
  g_autoptr (GError) error = NULL;
  LsnStore *store = make_workspace (folder, 60, 1);

  original->n_backed = count_facts (store);
  original->backup = lsn_store_backup_sync (store, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 20; i++)
    add_client (&(ModelFixture) { .store = store, .clock = NOW }, "Ромашка", "active", NULL);
  original->n_rows = count_facts (store);
  close_store (store);
  original->database = read_file (folder, "workspace.db");
  g_file_get_contents (seal, &original->seal, NULL, &error);
  g_assert_no_error (error);

  /* Its log, while it is open, has all of it. */
  store = make_workspace (other, 20, 2);
  original->log = read_file (other, "workspace.db-wal");
  g_assert_cmpuint (original->log->len, >, 100000);
  close_store (store);
  fixture_remove (other);
}

static void
original_clear (Original *original)
{
  g_byte_array_unref (original->database);
  g_byte_array_unref (original->log);
  g_free (original->seal);
  g_free (original->backup);
}

static void
image_clear (Image *image)
{
  g_clear_pointer (&image->database, g_byte_array_unref);
  g_clear_pointer (&image->log, g_byte_array_unref);
}

static void
lay_out (const char *folder, const Original *original, const Image *image)
{
  g_autofree char *seal = in (folder, "workspace.seal");
  g_autoptr (GError) error = NULL;

  write_file (folder, "workspace.db", image->database);
  write_file (folder, "workspace.db-wal", image->log);
  g_file_set_contents (seal, original->seal, -1, &error);
  g_assert_no_error (error);
}

/* The workspace has its backups beside it. */
static void
lend_backup (const char *folder, const Original *original)
{
  g_autofree char *backups = in (folder, "backups");
  g_autofree char *name = g_path_get_basename (original->backup);
  g_autofree char *path = in (backups, name);

  g_assert_cmpint (g_mkdir (backups, 0700), ==, 0);
  g_assert_cmpint (link (original->backup, path), ==, 0);
}

static void
assert_same (GByteArray *bytes, const char *path)
{
  g_autofree char *present = NULL;
  gsize size;

  if (bytes == NULL)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert_true (g_file_get_contents (path, &present, &size, NULL));
  g_assert_cmpmem (present, size, bytes->data, bytes->len);
}

static void
assert_untouched (const char *folder, const Image *image)
{
  g_autofree char *database = in (folder, "workspace.db");
  g_autofree char *log = in (folder, "workspace.db-wal");

  assert_same (image->database, database);
  if (image->log)
    assert_same (image->log, log);
}

static char *
find_kept (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      if (g_str_has_prefix (name, "workspace.db.damaged-") && !g_str_has_suffix (name, "-wal") &&
          !g_str_has_suffix (name, ".txt"))
        return in (folder, name);
    }
  return NULL;
}

static void
assert_kept (const char *folder, const Image *image)
{
  g_autofree char *kept = find_kept (folder);
  g_autofree char *log = g_strconcat (kept, "-wal", NULL);

  if (image->database)
    assert_same (image->database, kept);
  else
    g_assert_null (kept);
  if (image->log)
    assert_same (image->log, log);
}

/* --- What happens ----------------------------------------------------------------------------- */

typedef struct
{
  guint noticed;
  guint saved;
  gint64 rows;
  gint64 lost; /* rows that were known of */
} Figures;

static gboolean
open_quickly (const char *folder, LsnStore **store, GError **error)
{
  gint64 begun = g_get_monotonic_time ();

  *store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", error);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, PATIENCE_US);
  return *store != NULL;
}

/* @n: how many rows of facts there are */
static void
assert_works (const char *folder, gint64 *n)
{
  g_autoptr (GError) error = NULL;
  LsnStore *store;

  open_quickly (folder, &store, &error);
  g_assert_no_error (error);
  add_client (&(ModelFixture) { .store = store, .clock = NOW }, "Вега", "active", NULL);
  tell (store, "DELETE FROM client WHERE name = 'Вега'");
  assert_projections (store);
  *n = count_facts (store);
  close_store (store);
}

static gboolean
salvage (const char *folder, const Original *original, const Image *image, Figures *figures)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (LsnSalvage) saved = lsn_rescue_salvage (folder, lsn_model_get_schema (), NULL, &error);
  gint64 n;

  g_assert_cmpint (g_get_monotonic_time () - begun, <, PATIENCE_US * 2);
  if (saved == NULL)
    {
      g_test_message ("%s", error->message);
      assert_untouched (folder, image);
      return FALSE;
    }
  assert_kept (folder, image);
  assert_works (folder, &n);
  figures->saved++;
  figures->rows += MIN (saved->n_saved, original->n_rows);
  figures->lost += saved->n_lost;
  return TRUE;
}

static void
restore (const char *folder, const Original *original, const Image *image)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  lsn_rescue_restore (folder, lsn_model_get_schema (), original->backup, NULL, &error);
  g_assert_no_error (error);
  assert_kept (folder, image);
  assert_works (folder, &n);
  g_assert_cmpint (n, ==, original->n_backed);
}

static void
try_image (const Original *original, const Image *image, Expected expected, Figures *figures)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GError) error = NULL;
  LsnStore *store;

  lay_out (folder, original, image);
  lend_backup (folder, original);
  if (open_quickly (folder, &store, &error))
    {
      g_assert_cmpint (expected & (LUCKY | HARMLESS), !=, 0);
      if (expected & HARMLESS)
        g_assert_cmpint (count_facts (store), ==, original->n_rows);
      close_store (store);
    }
  else
    {
      g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT);
      g_assert_cmpint (expected & HARMLESS, ==, 0);
      assert_untouched (folder, image);
      figures->noticed++;
      if (!salvage (folder, original, image, figures))
        restore (folder, original, image);
      else
        g_assert_cmpint (expected & HOPELESS, ==, 0);
    }
  fixture_remove (folder);
}

static void
test_images (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  Original original = { 0 };
  guint n = g_test_slow () ? IMAGES_LONG : IMAGES;

  original_make (&original, folder);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      Figures figures = { 0 };

      for (guint i = 0; i < n; i++)
        {
          Image image = { g_byte_array_new (), NULL };

          g_byte_array_append (image.database, original.database->data, original.database->len);
          kinds[kind].damage (rand, &image, &original);
          try_image (&original, &image, kinds[kind].expected, &figures);
          image_clear (&image);
        }
      g_test_message ("%s: %u images, %u noticed, %u saved in part with %.1f %% of the rows, %.1f"
                      " rows known to be lost each",
                      kinds[kind].name, n, figures.noticed, figures.saved,
                      figures.saved ? 100.0 * (double) figures.rows /
                                          (double) (figures.saved * original.n_rows)
                                    : 0.0,
                      figures.saved ? (double) figures.lost / figures.saved : 0.0);
      if (kinds[kind].expected == 0)
        g_assert_cmpuint (figures.saved, ==, n);
    }
  original_clear (&original);
  fixture_remove (folder);
}

/* A clean close leaves a seal that holds, and then nothing is read through; a byte that changed
 * afterwards breaks it. */
static void
test_seal (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *database = in (folder, "workspace.db");
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  LsnStore *store = make_workspace (folder, 10, 1);

  close_store (store);
  g_assert_true (lsn_seal_holds (database));
  bytes = read_file (folder, "workspace.db");
  write_file (folder, "workspace.db", bytes);
  g_assert_false (lsn_seal_holds (database));
  open_quickly (folder, &store, &error);
  g_assert_no_error (error);
  close_store (store);
  g_assert_true (lsn_seal_holds (database));
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/damage/seal", test_seal);
  g_test_add_func ("/fault/damage/images", test_images);
  return g_test_run ();
}
