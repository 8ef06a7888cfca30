/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "facts.h"
#include "model-fixture.h"

#include "base/lsn-id.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/interchange/lsn-export-file.h"
#include "model/interchange/lsn-import-file.h"
#include "model/interchange/lsn-source.h"
#include "model/lsn-model.h"
#include "model/sample/lsn-sample.h"
#include "model/timeline/lsn-attachment.h"

#include <string.h>

/* What an export writes, an import reads back: into another workspace, where every fact must be as
 * it was. */

static GBytes *
export_as (LsnStore *store, LsnExportFormat format)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "clients", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LsnExportFile) export = lsn_export_file_new (format, file);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  lsn_store_read_sync (store, lsn_export_file_on_worker, export, &error);
  g_assert_no_error (error);
  g_assert_cmpint (export->n_records, ==, ask (store, "SELECT count(*) FROM client"));
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_remove (folder);
  return bytes;
}

static void
import_bytes (LsnStore *store, GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnSource) source = lsn_source_new (stream, NULL, NULL, &error);
  g_autoptr (LsnImport) import = lsn_import_new (lsn_source_next, source, "RU", NOW);

  g_assert_no_error (error);
  lsn_store_import_sync (store, "Import", lsn_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < import->problems->len; i++)
    {
      const LsnImportProblem *problem = g_ptr_array_index (import->problems, i);

      g_test_message ("row %u: %s", problem->row, problem->message);
    }
  g_assert_cmpuint (import->n_problems, ==, 0);
  g_assert_cmpuint (import->n_duplicates, ==, 0);
  g_assert_cmpuint (import->n_imported, ==, import->n_records);
}

/* Both texts are long: the first line that differs says it. */
static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) expected = g_strsplit (before, "\n", -1);
  g_auto (GStrv) found = g_strsplit (after, "\n", -1);

  for (guint i = 0; expected[i] && found[i]; i++)
    g_assert_cmpstr (found[i], ==, expected[i]);
  g_assert_cmpuint (g_strv_length (found), ==, g_strv_length (expected));
}

static void
assert_comes_back (ModelFixture *fixture, LsnExportFormat format)
{
  g_autoptr (GBytes) bytes = export_as (fixture->store, format);
  gboolean unify = format == LSN_EXPORT_VCARD; /* which knows one kind of line ends */
  g_autofree char *before = dump_facts (fixture->store, unify);
  g_autofree char *after = NULL;
  ModelFixture other;

  model_set_up (&other, NULL);
  import_bytes (other.store, bytes);
  after = dump_facts (other.store, unify);
  assert_same (before, after);

  /* All of it goes with one undo. */
  g_assert_true (lsn_store_undo_sync (other.store, 0, NULL, NULL));
  g_assert_cmpint (ask (other.store, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM"
                                     " contact) + (SELECT count(*) FROM tag)"),
                   ==, 0);
  model_tear_down (&other, NULL);
}

/* --- Workspaces ------------------------------------------------------------------------------- */

static void
fill_with_sample (ModelFixture *fixture, const char *language)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (LsnSample) sample = lsn_sample_new (60, 0, 1, language, NOW, zone);
  g_autoptr (GError) error = NULL;

  lsn_store_import_sync (fixture->store, "Sample", lsn_sample_on_worker, sample, NULL, &error);
  g_assert_no_error (error);
}

/* What breaks tables: separators, quotes, formulas, marks of our own lists, line ends, space. */
static const char *const pieces[] = {
  "=",   "+7",    "-1",   "@",      "'",  "''",  "\"",  ",",           ";",         "; ",  "\\",
  "\\;", "\n",    "\r\n", "\r",     "\t", " ",   "Ёж",  "й",           "😀",        "<b>", "%s",
  ":",   "/once", "~",    "\u00a0", "|",  ":::", "a.b", "BEGIN:VCARD", "END:VCARD", "=20", "\\n",
};

/* Returns: (transfer full): not blank, of up to @n pieces */
static char *
dup_hostile (int n)
{
  GString *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, n); i > 0; i--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  g_string_append_printf (text, "x%d", g_test_rand_int_range (0, 1000));
  for (int i = g_test_rand_int_range (0, n); i > 0; i--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free_and_steal (text);
}

static char *
dup_hostile_or_null (int n)
{
  return g_test_rand_bit () ? dup_hostile (n) : NULL;
}

static gboolean
add_random_channels (LsnDatabase *db, const char *owner, gint64 id, GError **error)
{
  const char *const kinds[] = { "phone", "email", "telegram", "whatsapp", "max", "site", "other" };
  int n = g_test_rand_int_range (0, 6);

  for (int i = 0; i < n; i++)
    {
      const char *kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
      g_autofree char *value = dup_hostile (4);
      g_autofree char *label = dup_hostile_or_null (3);
      g_autofree char *normal = lsn_channel_dup_normal (kind, value, "RU");
      g_autofree char *sql =
          g_strdup_printf ("INSERT INTO channel (id, %s, kind, value, normal, label, position)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)",
                           owner);

      if (!lsn_database_run (db, error, sql, "iitttti", lsn_id_new (), id, kind, value, normal,
                             label, (gint64) i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_random_dates (LsnDatabase *db, gint64 client_id, gint64 contact_id, GError **error)
{
  for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      g_autofree char *title = dup_hostile (3);
      g_autofree char *date =
          g_strdup_printf ("%04d-%02d-%02d", g_test_rand_int_range (1900, 2100),
                           g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));

      if (!lsn_database_run (db, error,
                             "INSERT INTO important_date (id, client_id, contact_id, title, date,"
                             " yearly, lead_days) VALUES (?, ?, nullif (?, 0), ?, ?, ?, ?)",
                             "iiittii", lsn_id_new (), client_id, contact_id, title, date,
                             (gint64) g_test_rand_bit (),
                             (gint64) (g_test_rand_bit () ? 7 : g_test_rand_int_range (0, 60))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_random_client (LsnDatabase *db, GArray *contacts, gint64 at, GError **error)
{
  static const char *const currencies[] = { "RUB", "JPY", "KWD", NULL };
  static const char *const statuses[] = { "lead", "active", "at-risk", "paused", "lost" };
  gint64 id = lsn_id_new ();
  g_autofree char *name = g_test_rand_bit () ? dup_hostile (4) : g_strdup ("Same Name");
  g_autofree char *legal_name = dup_hostile_or_null (4);
  g_autofree char *source = dup_hostile_or_null (4);
  g_autofree char *city = dup_hostile_or_null (2);
  g_autofree char *address = dup_hostile_or_null (4);
  g_autofree char *note = dup_hostile_or_null (12);
  gboolean has_turnover = g_test_rand_bit ();

  if (!lsn_database_run (
          db, error,
          "INSERT INTO client (id, kind, name, legal_name, status, source, city, address, note,"
          " turnover_minor, currency, cadence_days, created_at, archived_at) VALUES"
          " (?, ?, ?, ?, ?, ?, ?, ?, ?, iif (?, ?, NULL), ?, nullif (?, 0), ?, nullif (?, 0))",
          "itttttttt"
          "iitiii",
          id, g_test_rand_bit () ? "company" : "person", name, legal_name,
          statuses[g_test_rand_int_range (0, 5)], source, city, address, note,
          (gint64) has_turnover,
          ((gint64) g_test_rand_int_range (G_MININT32, G_MAXINT32)) * g_test_rand_int_range (0, 99),
          currencies[g_test_rand_int_range (0, G_N_ELEMENTS (currencies))],
          (gint64) g_test_rand_int_range (0, 3) * 7, at,
          g_test_rand_bit () ? (gint64) 0 : at + 1) ||
      !add_random_channels (db, "client_id", id, error) || !add_random_dates (db, id, 0, error))
    return FALSE;

  for (int i = 0, n = g_test_rand_int_range (0, 4); i < n; i++)
    {
      g_autofree char *role = dup_hostile_or_null (3);
      gboolean known = contacts->len > 0 && g_test_rand_int_range (0, 4) == 0;
      gint64 contact =
          known ? g_array_index (contacts, gint64, g_test_rand_int_range (0, (int) contacts->len))
                : lsn_id_new ();

      if (!known)
        {
          gboolean is_namesake = g_test_rand_int_range (0, 4) == 0; /* a sole trader */
          g_autofree char *person = is_namesake ? g_strdup (name) : dup_hostile (3);
          g_autofree char *about = dup_hostile_or_null (4);

          g_array_append_val (contacts, contact);
          if (!lsn_database_run (db, error, "INSERT INTO contact (id, name, note) VALUES (?, ?, ?)",
                                 "itt", contact, person, about) ||
              !add_random_channels (db, "contact_id", contact, error))
            return FALSE;
        }
      if (!lsn_database_run (
              db, error,
              "INSERT OR IGNORE INTO client_contact (id, client_id, contact_id, role,"
              " is_primary, position) VALUES (?, ?, ?, ?, ?, ?)",
              "iiitii", lsn_id_new (), id, contact, role, (gint64) g_test_rand_bit (), (gint64) i))
        return FALSE;
      if (!known && !add_random_dates (db, id, contact, error))
        return FALSE;
    }
  return TRUE;
}

static const char named[] =
    "INSERT INTO segment (id, name) SELECT min (id), trim (source, char (9, 10, 13, 32)) || 's'"
    " FROM client WHERE source IS NOT NULL GROUP BY lower (trim (source, char (9, 10, 13, 32)))"
    " LIMIT 5;"
    "INSERT INTO member (id, name) SELECT id, trim (name, char (9, 10, 13, 32)) || 'm' FROM segment;"
    "INSERT INTO tag (id, name) SELECT id, name || 't' FROM member;"
    "WITH s AS (SELECT id, row_number () OVER (ORDER BY id) - 1 AS r, count (*) OVER () AS n FROM segment),"
    " m AS (SELECT id, row_number () OVER (ORDER BY id) - 1 AS r, count (*) OVER () AS n FROM member)"
    " UPDATE client SET segment_id = (SELECT s.id FROM s WHERE s.r = client.created_at % s.n),"
    " owner_id = (SELECT m.id FROM m WHERE m.r = client.created_at % m.n) WHERE created_at % 3 > 0;"
    "INSERT INTO client_tag (client_id, tag_id) SELECT c.id, t.id FROM client c, tag t"
    " WHERE (c.created_at + t.id) % 3 = 0;"
    "DELETE FROM segment WHERE id NOT IN (SELECT segment_id FROM client WHERE segment_id NOT NULL);"
    "DELETE FROM member WHERE id NOT IN (SELECT owner_id FROM client WHERE owner_id NOT NULL);"
    "DELETE FROM tag WHERE id NOT IN (SELECT tag_id FROM client_tag)";

static gboolean
fill_at_random_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 0; i < 60; i++)
    {
      if (!add_random_client (db, contacts, NOW + i * 1000001, error))
        return FALSE;
    }
  return lsn_database_execute (db, named, error);
}

static void
fill_at_random (ModelFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  lsn_store_write_sync (fixture->store, "Fill", fill_at_random_on_worker, NULL, &error);
  g_assert_no_error (error);
}

/* --- Tests ------------------------------------------------------------------------------------ */

static void
test_sample (ModelFixture *fixture, gconstpointer data)
{
  fill_with_sample (fixture, "ru");
  assert_comes_back (fixture, GPOINTER_TO_INT (data));
}

static void
test_english_sample (ModelFixture *fixture, gconstpointer data)
{
  fill_with_sample (fixture, "en");
  assert_comes_back (fixture, GPOINTER_TO_INT (data));
}

static void
test_random (ModelFixture *fixture, gconstpointer data)
{
  fill_at_random (fixture);
  assert_comes_back (fixture, GPOINTER_TO_INT (data));
}

/* No cell of it begins with what a spreadsheet would compute. */
static void
test_csv_formulas (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LsnCsvReader) reader = NULL;
  guint rows = 0;

  fill_at_random (fixture);
  bytes = export_as (fixture->store, LSN_EXPORT_CSV);
  reader = lsn_csv_reader_new (lsn_text_stream_new_for_bytes (bytes, NULL), NULL);
  while (lsn_csv_reader_next (reader, NULL))
    {
      guint n;
      const char *const *cells = lsn_csv_reader_get_fields (reader, &n);

      for (guint i = 0; i < n; i++)
        g_assert_true (*cells[i] == '\0' || strchr ("=+-@\t\r", *cells[i]) == NULL);
      rows++;
    }
  g_assert_cmpuint (rows, >, 60);
}

/* --- Pictures --------------------------------------------------------------------------------- */

/* No more of a JPEG than makes it one. */
static GBytes *
make_picture (const char *rest)
{
  g_autoptr (GString) bytes = g_string_new ("\xff\xd8\xff\xe0");

  g_string_append (bytes, rest);
  return g_bytes_new (bytes->str, bytes->len);
}

static void
set_picture (ModelFixture *fixture, const char *table, const char *name, const char *rest)
{
  g_autoptr (GBytes) picture = make_picture (rest);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnKeptFile) file =
      lsn_kept_file_new_from_bytes (lsn_store_get_files_folder (fixture->store), "picture", picture,
                                    &error);
  g_autofree char *sql = NULL;

  g_assert_no_error (error);
  sql = g_strdup_printf ("UPDATE %s SET avatar = '%s' WHERE name = '%s'", table, file->hash, name);
  tell (fixture->store, sql);
}

static void
assert_picture (ModelFixture *fixture, const char *table, const char *name, const char *rest)
{
  g_autoptr (GBytes) picture = make_picture (rest);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autofree char *path =
      lsn_attachment_dup_path (lsn_store_get_files_folder (fixture->store), hash);
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM %s WHERE name = '%s' AND avatar = '%s'", table, name,
                       hash);

  g_assert_cmpint (ask (fixture->store, sql), ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* Cards carry the pictures of clients and people from one workspace to another. */
static void
test_pictures (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "clients.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LsnExportFile) export = lsn_export_file_new (LSN_EXPORT_VCARD, file);
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (LsnImportFile) import = lsn_import_file_new (file, reading, "RU", NOW);
  g_autoptr (GError) error = NULL;
  g_autofree char *long_picture = g_strnfill (100000, 'x');
  ModelFixture other;

  tell (fixture->store, "INSERT INTO client (id, name, created_at) VALUES (1, 'Acme', 1)");
  tell (fixture->store, "INSERT INTO contact (id, name) VALUES (2, 'Ann')");
  tell (fixture->store, "INSERT INTO client_contact (client_id, contact_id) VALUES (1, 2)");
  set_picture (fixture, "client", "Acme", "logo");
  set_picture (fixture, "contact", "Ann", long_picture);

  export->files_folder = g_strdup (lsn_store_get_files_folder (fixture->store));
  lsn_store_read_sync (fixture->store, lsn_export_file_on_worker, export, &error);
  g_assert_no_error (error);
  model_set_up (&other, NULL);
  import->files_folder = g_strdup (lsn_store_get_files_folder (other.store));
  lsn_store_import_sync (other.store, "Import", lsn_import_file_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  assert_picture (&other, "client", "Acme", "logo");
  assert_picture (&other, "contact", "Ann", long_picture);
  g_assert_true (lsn_store_undo_sync (other.store, 0, NULL, NULL));
  model_tear_down (&other, NULL);
  fixture_remove (folder);
}

/* Some of the clients, in the order that was asked for. */
static void
test_some (ModelFixture *fixture, gconstpointer data)
{
  const gint64 ids[] = { 3, 9, 1 };
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "clients.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LsnExportFile) export = lsn_export_file_new (LSN_EXPORT_CSV, file);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  tell (fixture->store, "INSERT INTO client (id, name, created_at) VALUES (1, 'First', 1),"
                        " (2, 'Second', 1), (3, 'Third', 1)");
  export->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (export->ids, ids, G_N_ELEMENTS (ids));
  lsn_store_read_sync (fixture->store, lsn_export_file_on_worker, export, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (export->n_records, ==, 2);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (text, "Second"));
  g_assert_nonnull (strstr (text, "Third"));
  g_assert_nonnull (strstr (strstr (text, "Third"), "First"));
  fixture_remove (folder);
}

/* The same file once more, into the workspace that it came from: nothing is new. */
static void
test_again (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;

  fill_with_sample (fixture, "en");
  before = dump_facts (fixture->store, FALSE);
  for (guint i = 0; i < N_LSN_EXPORT_FORMATS; i++)
    {
      g_autoptr (GBytes) bytes = export_as (fixture->store, i);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
      g_autoptr (LsnSource) source = lsn_source_new (stream, NULL, NULL, NULL);
      g_autoptr (LsnImport) import = lsn_import_new (lsn_source_next, source, "RU", NOW);
      g_autofree char *after = NULL;

      g_assert_true (lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import,
                                            NULL, NULL));
      g_assert_cmpuint (import->n_imported, ==, 0);
      g_assert_cmpuint (import->n_duplicates, ==, import->n_records);
      after = dump_facts (fixture->store, FALSE);
      assert_same (before, after);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)                                                                      \
  g_test_add ("/exchange/" name, ModelFixture, data, model_set_up, func, model_tear_down)
#define ADD_FORMAT(name, format)                                                                   \
  ADD (name "/sample/ru", GINT_TO_POINTER (format), test_sample);                                  \
  ADD (name "/sample/en", GINT_TO_POINTER (format), test_english_sample);                          \
  ADD (name "/random/1", GINT_TO_POINTER (format), test_random);                                   \
  ADD (name "/random/2", GINT_TO_POINTER (format), test_random);                                   \
  ADD (name "/random/3", GINT_TO_POINTER (format), test_random)
  ADD_FORMAT ("csv", LSN_EXPORT_CSV);
  ADD_FORMAT ("vcard", LSN_EXPORT_VCARD);
  ADD_FORMAT ("json", LSN_EXPORT_JSON);
  ADD ("csv/formulas", NULL, test_csv_formulas);
  ADD ("pictures", NULL, test_pictures);
  ADD ("some", NULL, test_some);
  ADD ("again", NULL, test_again);
#undef ADD_FORMAT
#undef ADD
  return g_test_run ();
}
