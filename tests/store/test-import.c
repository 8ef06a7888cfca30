/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/interchange/lsn-import-file.h"
#include "model/interchange/lsn-import-look.h"
#include "model/lsn-history.h"

#include <string.h>

/* A row in a line: "company|person|phone|mail"; a client that is a person begins with "~". */
typedef struct
{
  const char *const *lines; /* ends with NULL */
  guint at;
  guint fail_at; /* 0: never */
} Lines;

static gboolean
next_line (gpointer source, LsnImportRecord *record, GError **error)
{
  Lines *self = source;
  g_auto (GStrv) parts = NULL;
  int person;

  if (self->fail_at && self->at + 1 == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "as asked");
      return FALSE;
    }
  if (self->lines[self->at] == NULL)
    return FALSE;

  parts = g_strsplit (self->lines[self->at++], "|", -1);
  lsn_import_record_clear (record, self->at);
  record->is_person = parts[0][0] == '~';
  record->name = lsn_import_record_keep (record, parts[0] + record->is_person);
  record->segment = "Imported";
  record->status = "клиент";
  lsn_import_record_add_tag (record, "file");
  person = lsn_import_record_add_person (record, parts[1]);
  lsn_import_record_add_channel (record, person, "phone", parts[2], NULL);
  lsn_import_record_add_channel (record, person, "email", parts[3], NULL);
  return TRUE;
}

static LsnImport *
import_lines (ModelFixture *fixture, const char *const *lines, gboolean dry_run)
{
  Lines source = { .lines = lines };
  LsnImport *import = lsn_import_new (next_line, &source, "RU", NOW);
  g_autoptr (GError) error = NULL;

  import->dry_run = dry_run;
  if (dry_run)
    lsn_store_read_sync (fixture->store, lsn_import_on_worker, import, &error);
  else
    lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

/* The history counts what an import brought. */
static void
test_history (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "Acme|Ann|8 495 111-22-33|", "Vega|Bob|8 495 111-22-44|", "Lone|||",
                                NULL };
  g_autoptr (LsnImport) import = import_lines (fixture, lines, FALSE);
  g_autoptr (LsnHistory) history = lsn_history_new (0, 1);
  g_autoptr (GError) error = NULL;
  const LsnHistoryItem *item;

  g_assert_cmpuint (import->n_imported, ==, 3);
  history->n_words = 5;
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, history, &error);
  g_assert_no_error (error);
  item = g_ptr_array_index (history->items, 0);
  g_assert_cmpuint (g_strv_length (item->words), ==, 1);
  g_assert_cmpstr (item->words[0], ==, "3 clients · 2 people");
}

static void
test_duplicates (ModelFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *lines[4];
    guint imported;
    guint duplicates;
    guint problems;
    gint64 clients;
    gint64 contacts;
  } cases[] = {
    { { "Acme|Ann|+7 916 123-45-67|" }, 0, 1, 0, 0, 0 },      /* the same number, other spelling */
    { { "Acme|Ann||ANNA@Romashka.example" }, 0, 1, 0, 0, 0 }, /* the same address */
    { { "Acme|Ann|8 495 111-22-33|" }, 1, 0, 0, 1, 1 },
    { { "Acme|Ann|8 495 111-22-33|", "Other|Bob|+74951112233|" }, 1, 1, 0, 1, 1 },
    { { "Acme|Ann|8 495 111-22-33|", "ACME|Bob|8 495 111-22-33|", "Acme|Ann||" }, 2, 1, 0, 1, 2 },
    { { "ромашка|||" }, 0, 1, 0, 0, 0 }, /* nothing but a name that is there */
    { { "Лютик|||", "Лютик|||" }, 1, 1, 0, 1, 0 },
    { { "|Ann|8 495 111-22-33|" }, 1, 0, 0, 1, 0 }, /* a person who is the client */
    { { "|||a@b.example" }, 1, 0, 0, 1, 0 },
    { { "|||", "  |  ||", "Acme|||" }, 1, 0, 2, 1, 0 },
    { { "Acme||8 495 111-22-33|", "Acme||8 495 111-22-44|" }, 2, 0, 0, 1, 0 },
    { { "~Ann||8 495 111-22-33|", "~Ann|Bob|8 495 111-22-44|", "~Ann|Eve||" }, 3, 0, 0, 1, 2 },
    { { "~Ann||8 495 111-22-33|", "~Ann||8 495 111-22-44|" }, 2, 0, 0, 2, 0 },
  };
  gint64 romashka = add_client (fixture, "Ромашка", "active", "8 (916) 123-45-67");
  g_autofree char *mail = g_strdup_printf (
      "INSERT INTO channel (client_id, kind, value, normal) VALUES (%" G_GINT64_FORMAT
      ", 'email', 'Anna@romashka.example', 'anna@romashka.example')",
      romashka);

  tell (fixture->store, mail);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (int dry_run = 1; dry_run >= 0; dry_run--)
        {
          g_autoptr (LsnImport) import = import_lines (fixture, cases[i].lines, dry_run);

          g_test_message ("%s, %s", cases[i].lines[0], dry_run ? "tried" : "done");
          g_assert_cmpuint (import->n_imported, ==, cases[i].imported);
          g_assert_cmpuint (import->n_duplicates, ==, cases[i].duplicates);
          g_assert_cmpuint (import->n_problems, ==, cases[i].problems);
          g_assert_cmpuint (import->n_records, ==,
                            import->n_imported + import->n_duplicates + import->n_problems);
          g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==,
                           1 + (dry_run ? 0 : cases[i].clients));
          g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM contact"), ==,
                           dry_run ? 0 : cases[i].contacts);
        }
      if (cases[i].imported == 0)
        continue;

      /* The same file again brings nothing new; then all of it goes with one undo. */
      {
        g_autoptr (LsnImport) again = import_lines (fixture, cases[i].lines, TRUE);

        g_assert_cmpuint (again->n_imported, ==, 0);
      }
      g_assert_true (lsn_store_undo_sync (fixture->store, 0, NULL, NULL));
      g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==, 1);
      g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM segment"), ==, 0);
      g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM tag"), ==, 0);
    }
}

static void
test_all_or_nothing (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "A|||", "B|||", "C|||", NULL };
  Lines source = { .lines = lines, .fail_at = 3 };
  g_autoptr (LsnImport) import = lsn_import_new (next_line, &source, "RU", NOW);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==, 0);
}

/* --- Files ------------------------------------------------------------------------------------ */

static GFile *
make_file (const char *folder, const char *text, const char *encoding)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static LsnImportLook *
look_at (GFile *file, const LsnReading *reading, GVariant *known)
{
  LsnImportLook *look = lsn_import_look_new (file, reading, known);
  g_autoptr (GError) error = NULL;

  lsn_import_look_read (look, NULL, &error);
  g_assert_no_error (error);
  return look;
}

static LsnImportFile *
import_file (ModelFixture *fixture, GFile *file, const LsnReading *reading,
             LsnImportDuplicates duplicates)
{
  LsnImportFile *import = lsn_import_file_new (file, reading, "RU", NOW);
  g_autoptr (GError) error = NULL;

  import->duplicates = duplicates;
  lsn_store_import_sync (fixture->store, "Import", lsn_import_file_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

#define TABLE                                                                                      \
  "Компания;Телефон;Заметки\r\nРомашка;8 916 123-45-67;старый клиент\r\n;;одна заметка\r\n"        \
  "Лютик;8 916 123-45-68;\"с\r\nновой строки\"\r\n"

/* What the user says of a file goes before what it seems to be. */
static void
test_reading (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GFile) file = make_file (folder, TABLE, "WINDOWS-1251");
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (LsnImportLook) guessed = look_at (file, reading, NULL);
  g_autoptr (LsnImportLook) other = NULL;
  g_autoptr (LsnImportLook) split = NULL;

  g_assert_cmpstr (guessed->encoding, ==, "WINDOWS-1251");
  g_assert_cmpint (guessed->delimiter, ==, ';');
  g_assert_true (guessed->has_header && guessed->is_open);
  g_assert_cmpuint (guessed->columns->len, ==, 3);
  g_assert_cmpuint (g_array_index (guessed->columns, LsnColumn, 1), ==, LSN_COLUMN_PHONE);
  g_assert_cmpuint (guessed->rows->len, ==, 3);
  g_assert_cmpuint (g_array_index (guessed->numbers, guint, 2), ==, 4);
  g_assert_cmpstr (lsn_import_look_get_cell (guessed, 2, 2), ==, "с\r\nновой строки");
  g_assert_cmpstr (lsn_import_look_get_cell (guessed, 2, 9), ==, "");

  reading->encoding = "KOI8-R";
  reading->header = LSN_HEADER_ABSENT;
  other = look_at (file, reading, NULL);
  g_assert_cmpstr (other->encoding, ==, "KOI8-R");
  g_assert_false (other->has_header);
  g_assert_cmpuint (other->rows->len, ==, 4);
  g_assert_cmpstr (lsn_import_look_get_cell (other, 1, 0), ==, "пНЛЮЬЙЮ");

  reading->delimiter = ',';
  split = look_at (file, reading, NULL);
  g_assert_cmpuint (split->columns->len, ==, 1);
  fixture_remove (folder);
}

/* A column that was chosen once is chosen for the next table with the same headers. */
static void
test_remembered (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GFile) file = make_file (folder, TABLE, "UTF-8");
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (LsnReading) chosen = lsn_reading_new ();
  g_autoptr (GVariant) known = g_variant_ref_sink (g_variant_new ("a(ss)", NULL));
  g_autoptr (LsnImportLook) first = look_at (file, reading, known);
  g_autoptr (LsnImportLook) second = NULL;
  g_autoptr (LsnImportFile) import = NULL;

  g_assert_false (first->is_known);
  chosen->columns = g_array_copy (first->columns);
  g_array_index (chosen->columns, LsnColumn, 2) = LSN_COLUMN_IGNORED;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) more = lsn_import_look_remember (first, known, chosen->columns);

      g_assert_cmpuint (g_variant_n_children (more), ==, 1);
      g_variant_unref (known);
      known = g_steal_pointer (&more);
    }
  second = look_at (file, reading, known);
  g_assert_true (second->is_known);
  g_assert_cmpuint (g_array_index (second->columns, LsnColumn, 2), ==, LSN_COLUMN_IGNORED);
  g_assert_cmpuint (g_array_index (second->recognised, LsnColumn, 2), ==, LSN_COLUMN_NOTE);

  import = import_file (fixture, file, chosen, LSN_IMPORT_SKIP_DUPLICATES);
  g_assert_cmpuint (import->import->n_imported, ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client WHERE note IS NULL"), ==, 2);
  fixture_remove (folder);
}

/* Who is known is left out or comes once more, as the user says. */
static void
test_known (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GFile) file = make_file (folder, TABLE, "UTF-8");
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (LsnImportFile) left_out = NULL;
  g_autoptr (LsnImportFile) added = NULL;

  add_client (fixture, "Ромашка", "active", "8 (916) 123-45-67");
  left_out = import_file (fixture, file, reading, LSN_IMPORT_SKIP_DUPLICATES);
  g_assert_cmpuint (left_out->import->n_imported, ==, 1);
  g_assert_cmpuint (left_out->import->n_duplicates, ==, 1);
  g_assert_true (lsn_store_undo_sync (fixture->store, 0, NULL, NULL));

  added = import_file (fixture, file, reading, LSN_IMPORT_ADD_DUPLICATES);
  g_assert_cmpuint (added->import->n_imported, ==, 2);
  g_assert_cmpuint (added->import->n_duplicates, ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==, 3);
  g_assert_true (lsn_store_undo_sync (fixture->store, 0, NULL, NULL));
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client"), ==, 1);
  fixture_remove (folder);
}

/* The rows that were not understood, mended, are a table to import. */
static void
test_problems (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autoptr (GFile) file = make_file (folder, TABLE, "WINDOWS-1251");
  g_autofree char *path = g_build_filename (folder, "mistakes.csv", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (LsnImportFile) import =
      import_file (fixture, file, reading, LSN_IMPORT_SKIP_DUPLICATES);
  g_autoptr (LsnImportFile) mended = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) more = NULL;

  g_assert_cmpuint (import->import->n_problems, ==, 1);
  lsn_import_file_write_problems (import, target, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\"3\",\"There is no name"));
  g_assert_nonnull (strstr (text, ",,,\"одна заметка\"\r\n"));
  g_assert_null (strstr (text, "Лютик"));

  more = g_string_new (text);
  g_assert_cmpuint (g_string_replace (more, ",,,\"одна", ",\"Клевер\",,\"одна", 0), ==, 1);
  g_file_set_contents (path, more->str, -1, &error);
  g_assert_no_error (error);
  mended = import_file (fixture, target, reading, LSN_IMPORT_SKIP_DUPLICATES);
  g_assert_cmpuint (mended->import->n_imported, ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client WHERE name = 'Клевер'"
                                        " AND note = 'одна заметка'"),
                   ==, 1);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/import/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("history", test_history);
  ADD ("duplicates", test_duplicates);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("reading", test_reading);
  ADD ("remembered", test_remembered);
  ADD ("known", test_known);
  ADD ("problems", test_problems);
#undef ADD
  return g_test_run ();
}
