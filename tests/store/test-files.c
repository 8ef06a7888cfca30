/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/lsn-model.h"
#include "model/timeline/lsn-entry-write.h"
#include "model/timeline/lsn-kept-file.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

static const char *
get_files (ModelFixture *fixture)
{
  return lsn_store_get_files_folder (fixture->store);
}

/* A file of @size bytes beside the workspace. */
static GFile *
make_file (ModelFixture *fixture, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = g_malloc0 (size + 1);

  memset (bytes, 'x', size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static guint
count_kept (ModelFixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (get_files (fixture), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder))
    n++;
  return n;
}

/* --- Names ------------------------------------------------------------------------------------ */

static void
test_safe_names (void)
{
  const char *const names[][2] = {
    { "../../etc/passwd", "....etcpasswd" },
    { "..", "file" },
    { ".", "file" },
    { "", "file" },
    { "  ", "file" },
    { "///", "file" },
    { "\u202e\u200f", "file" },
    { "a\nb\tc", "abc" },
    { " offer.pdf ", "offer.pdf" },
    { "invoice\u202efdp.exe", "invoicefdp.exe" },
    { "\u2067fdp.exe\u2069", "fdp.exe" },
    { "Договор №5.pdf", "Договор №5.pdf" },
    { "счёт <b>1</b> & %s.pdf", "счёт <b>1<b> & %s.pdf" },
    { "\xff\xfe.txt", "\uFFFD\uFFFD.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = lsn_kept_file_dup_safe_name (names[i][0]);

      g_assert_cmpstr (safe, ==, names[i][1]);
    }
}

/* 255 bytes are what a file system takes, in letters of one byte and of two. */
static void
test_long_names (void)
{
  const char *const letters[] = { "a", "ж", "😀" };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *safe = NULL;

      while (name->len + strlen (letters[i]) + 4 <= 255)
        g_string_append (name, letters[i]);
      g_string_append (name, ".pdf");
      safe = lsn_kept_file_dup_safe_name (name->str);
      g_assert_cmpuint (strlen (safe), <=, 200);
      g_assert_cmpuint (strlen (safe), >, 190);
      g_assert_true (g_utf8_validate (safe, -1, NULL));
      g_assert_true (g_str_has_suffix (safe, ".pdf"));
    }
}

static void
test_danger (void)
{
  const struct
  {
    const char *name;
    const char *head;
    gboolean dangerous;
  } files[] = {
    { "offer.pdf", "%PDF-1.7", FALSE },
    { "Договор.docx", "PK\x03\x04", FALSE },
    { "photo.jpeg", "\xff\xd8\xff", FALSE },
    { "notes", "Call Anna", FALSE },
    { "table.csv", "a;b", FALSE },
    { "setup.exe", NULL, TRUE },
    { "Договор.pdf.EXE", NULL, TRUE },
    { "open me.desktop", NULL, TRUE },
    { "run.sh", NULL, TRUE },
    { "report.docm", NULL, TRUE },
    { "page.html", NULL, TRUE },
    { "drawing.svg", NULL, TRUE },
    { "offer.pdf", "#!/bin/sh", TRUE },
    { "offer.pdf",
      "\x7f"
      "ELF\x02",
      TRUE },
    { "offer", "MZ\x90", TRUE },
    { "offer.txt", "[Desktop Entry]\nExec=rm", TRUE },
    { "offer.txt", "<HTML><script>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_test_message ("%s", files[i].name);
      g_assert_cmpint (lsn_kept_file_is_dangerous (files[i].name, files[i].head,
                                                   files[i].head ? strlen (files[i].head) : 0),
                       ==, files[i].dangerous);
    }
}

/* --- Keeping ---------------------------------------------------------------------------------- */

static void
progress_cb (goffset done, goffset size, gpointer user_data)
{
  goffset *last = user_data;

  g_assert_cmpint (done, >, *last);
  g_assert_cmpint (done, <=, size);
  *last = done;
}

static void
test_keep (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "brief v3.txt", 1000000);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("brief", 5);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (LsnKeptFile) first = NULL;
  g_autoptr (LsnKeptFile) again = NULL;
  g_autoptr (LsnKeptFile) small = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  goffset last = 0;
  GStatBuf info;

  first = lsn_kept_file_new (get_files (fixture), file, progress_cb, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (last, ==, 1000000);
  g_assert_cmpint (first->size, ==, 1000000);
  g_assert_cmpstr (first->name, ==, "brief v3.txt");
  g_assert_cmpstr (first->mime, ==, "text/plain");

  again = lsn_kept_file_new (get_files (fixture), file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->hash, ==, first->hash);
  small = lsn_kept_file_new_from_bytes (get_files (fixture), "brief.txt", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (small->hash, ==, hash);
  g_assert_cmpuint (count_kept (fixture), ==, 2);

  path = g_build_filename (get_files (fixture), hash, NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
cancel_cb (goffset done, goffset size, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "film.mp4", 2000000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      lsn_kept_file_new (get_files (fixture), file, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_kept (fixture), ==, 0);
}

/* A pipe would be read for ever. */
static void
test_refuse (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  const char *const names[] = { "files", "pipe", "missing" };
  const int codes[] = { G_IO_ERROR_IS_DIRECTORY, G_IO_ERROR_NOT_REGULAR_FILE,
                        G_IO_ERROR_NOT_FOUND };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_null (lsn_kept_file_new (get_files (fixture), file, NULL, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, codes[i]);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
  g_assert_cmpuint (count_kept (fixture), ==, 0);
}

static void
test_clean (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("brief", 5);
  g_autofree char *left = g_build_filename (get_files (fixture), ".draft-AbC123", NULL);
  g_autoptr (LsnKeptFile) kept =
      lsn_kept_file_new_from_bytes (get_files (fixture), "brief", bytes, NULL);

  g_file_set_contents (left, "half", -1, NULL);
  lsn_kept_file_clean (get_files (fixture));
  g_assert_cmpuint (count_kept (fixture), ==, 2);
  g_assert_cmpint (g_utime (left, &(struct utimbuf) { 0, 0 }), ==, 0);
  lsn_kept_file_clean (get_files (fixture));
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  g_assert_nonnull (kept);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
attach (ModelFixture *fixture, gint64 client_id, const char *name)
{
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);
  g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));
  g_autoptr (GError) error = NULL;
  LsnKeptFile *kept = lsn_kept_file_new_from_bytes (get_files (fixture), name, bytes, &error);

  g_assert_no_error (error);
  edit->now = fixture->clock;
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "file");
  edit->files = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_kept_file_free);
  g_ptr_array_add (edit->files, kept);
  write_or_fail (fixture, lsn_entry_edit_on_worker, edit);
}

/* Two files of one name are told apart; another client has names of its own. */
static void
test_duplicates (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 vega = add_client (fixture, "Vega", "active", NULL);

  attach (fixture, acme, "offer.pdf");
  attach (fixture, acme, "offer.pdf");
  attach (fixture, acme, "offer.pdf");
  attach (fixture, vega, "offer.pdf");
  attach (fixture, acme, ".hidden");
  attach (fixture, acme, ".hidden");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM attachment WHERE name = 'offer.pdf'"),
                   ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM attachment WHERE name IN"
                                        " ('offer (2).pdf', 'offer (3).pdf', '.hidden (2)')"),
                   ==, 3);
}

/* --- Files that nobody names ------------------------------------------------------------------ */

/* As if it had lain there for so many days. */
static char *
make_kept (ModelFixture *fixture, char letter, int days)
{
  g_autofree char *name = g_strnfill (64, letter);
  char *path = g_build_filename (get_files (fixture), name, NULL);
  struct utimbuf times;

  times.actime = times.modtime = time (NULL) - days * 86400;
  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
  return path;
}

static void
age_all (ModelFixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (get_files (fixture), 0, NULL);
  const struct utimbuf times = { 0 };
  const char *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (get_files (fixture), name, NULL);

      g_assert_cmpint (utime (path, &times), ==, 0);
    }
}

static void
collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gssize *n = user_data;

  *n = lsn_store_collect_files_finish (LSN_STORE (source), result, &error);
  g_assert_no_error (error);
}

static gssize
collect (ModelFixture *fixture)
{
  gssize n = -2;

  lsn_store_collect_files_async (fixture->store, NULL, collected_cb, &n);
  while (n == -2)
    g_main_context_iteration (NULL, TRUE);
  return n;
}

static void
test_collect (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autofree char *orphan = NULL;
  g_autofree char *young = NULL;
  g_autofree char *avatar = NULL;
  g_autofree char *other = g_build_filename (get_files (fixture), "note", NULL);
  g_autofree char *damaged = g_build_filename (fixture->folder, "workspace.db.damaged-1", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;

  attach (fixture, client, "offer.pdf");
  age_all (fixture);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  orphan = make_kept (fixture, 'a', 90);
  young = make_kept (fixture, 'b', 3);
  avatar = make_kept (fixture, 'c', 90);
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  tell (fixture->store, "UPDATE client SET avatar = printf ('%.64c', 'c')");

  /* While a damaged database lies beside, it may want any of them. */
  g_assert_true (g_file_set_contents (damaged, "", 0, NULL));
  g_assert_cmpint (collect (fixture), ==, 0);
  g_assert_cmpint (g_unlink (damaged), ==, 0);
  g_assert_cmpint (collect (fixture), ==, 1);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_kept (fixture), ==, 4);

  /* What was deleted comes back with its bytes, since the journal names them. */
  tell (fixture->store, "DELETE FROM client");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM attachment"), ==, 0);
  g_assert_cmpint (collect (fixture), ==, 0);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM attachment"), ==, 1);
  g_assert_true (g_file_test (avatar, G_FILE_TEST_EXISTS));

  /* A backup is the last that names them. */
  copy = lsn_store_backup_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  tell (fixture->store, "DELETE FROM client");
  tell (fixture->store, "DELETE FROM journal_row");
  tell (fixture->store, "DELETE FROM journal");
  g_assert_cmpint (collect (fixture), ==, 0);
  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (collect (fixture), ==, 2);
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_kept (fixture), ==, 2);
}

/* --- A workspace of before people had pictures and agreements had files and links ------------- */

static void
test_old_workspace (void)
{
  g_autofree char *folder = fixture_make_folder ();
  LsnSchema before = *lsn_model_get_schema ();
  g_autoptr (GError) error = NULL;
  LsnStore *store;

  before.version = 4;
  before.n_projections = 0;
  store = lsn_store_open (folder, &before, "Anna", &error);
  g_assert_no_error (error);
  tell (store, "INSERT INTO client (id, name, created_at) VALUES (1, 'Acme', 0)");
  tell (store, "INSERT INTO contact (id, name) VALUES (2, 'Anna')");
  tell (store, "INSERT INTO agreement (id, client_id, text, agreed_on, turn_since)"
               " VALUES (3, 1, 'Two videos', '" TODAY "', 0)");
  tell (store, "DELETE FROM agreement");
  lsn_store_close (store);
  g_object_unref (store);

  store = lsn_store_open (folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (store, "SELECT count (avatar) FROM contact"), ==, 0);
  lsn_store_undo_sync (store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM agreement WHERE text = 'Two videos'"
                               " AND proof_file_id IS NULL AND proof_link IS NULL"),
                   ==, 1);
  assert_projections (store);
  lsn_store_close (store);
  g_object_unref (store);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/files/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("keep", test_keep);
  ADD ("cancel", test_cancel);
  ADD ("refuse", test_refuse);
  ADD ("clean", test_clean);
  ADD ("duplicates", test_duplicates);
  ADD ("collect", test_collect);
#undef ADD
  g_test_add_func ("/files/safe-names", test_safe_names);
  g_test_add_func ("/files/long-names", test_long_names);
  g_test_add_func ("/files/danger", test_danger);
  g_test_add_func ("/files/old-workspace", test_old_workspace);
  return g_test_run ();
}
