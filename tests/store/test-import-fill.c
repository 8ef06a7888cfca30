/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "facts.h"
#include "model-fixture.h"

#include "model/interchange/lsn-import-write.h"

#include <string.h>

/* A client that is known gets what a row knows and it does not: nothing is overwritten, one undo
 * takes all of it back, and lists and search follow. */

/* A row in a line: "company|person|phone|mail|city|note|tags|segment|date"; what begins with "~" is
 * about a person. */
typedef struct
{
  const char *const *lines; /* ends with NULL */
  guint at;
} Lines;

static gboolean
next_line (gpointer source, LsnImportRecord *record, GError **error)
{
  Lines *self = source;
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) tags = NULL;
  int person = LSN_IMPORT_CLIENT;

  if (self->lines[self->at] == NULL)
    return FALSE;

  parts = g_strsplit (self->lines[self->at++], "|", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 9);
  lsn_import_record_clear (record, self->at);
  record->is_person = parts[0][0] == '~';
  record->name = lsn_import_record_keep (record, parts[0] + record->is_person);
  record->city = lsn_import_record_keep_stripped (record, parts[4]);
  record->note = lsn_import_record_keep_stripped (record, parts[5]);
  record->segment = lsn_import_record_keep_stripped (record, parts[7]);
  if (*parts[1])
    person = lsn_import_record_add_person (record, parts[1]);
  lsn_import_record_add_channel (record, person, "phone", parts[2], NULL);
  lsn_import_record_add_channel (record, person, "email", parts[3], NULL);
  lsn_import_record_add_date (record, LSN_IMPORT_CLIENT, "Birthday", parts[8], TRUE, 7);
  tags = g_strsplit (parts[6], ",", -1);
  for (guint i = 0; tags[i]; i++)
    lsn_import_record_add_tag (record, tags[i]);
  return TRUE;
}

static LsnImport *
fill (ModelFixture *fixture, const char *const *lines, gboolean dry_run)
{
  Lines source = { .lines = lines };
  LsnImport *import = lsn_import_new (next_line, &source, "RU", NOW);
  g_autoptr (GError) error = NULL;

  import->dry_run = dry_run;
  import->duplicates = LSN_IMPORT_FILL_DUPLICATES;
  if (dry_run)
    lsn_store_read_sync (fixture->store, lsn_import_on_worker, import, &error);
  else
    lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_records, ==,
                    import->n_imported + import->n_duplicates + import->n_problems);
  g_assert_cmpuint (import->n_filled, <=, import->n_duplicates);
  return import;
}

/* Tries and does it; then back, again, and back. Ends with the import done. */
static void
fill_all (ModelFixture *fixture, const char *const *lines, guint imported, guint duplicates,
          guint filled)
{
  g_autofree char *before = dump_facts (fixture->store, FALSE);
  g_autofree char *after = NULL;

  for (int dry_run = 1; dry_run >= 0; dry_run--)
    {
      g_autoptr (LsnImport) import = fill (fixture, lines, dry_run);

      g_test_message ("%s, %s", lines[0], dry_run ? "tried" : "done");
      g_assert_cmpuint (import->n_imported, ==, imported);
      g_assert_cmpuint (import->n_duplicates, ==, duplicates);
      g_assert_cmpuint (import->n_filled, ==, filled);
    }
  after = dump_facts (fixture->store, FALSE);
  assert_projections (fixture->store);
  if (imported + filled == 0)
    {
      g_assert_cmpstr (after, ==, before);
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *repeated = NULL;
      g_autoptr (GError) error = NULL;

      lsn_store_undo_sync (fixture->store, 0, NULL, &error);
      g_assert_no_error (error);
      undone = dump_facts (fixture->store, FALSE);
      g_assert_cmpstr (undone, ==, before);
      assert_projections (fixture->store);
      lsn_store_redo_sync (fixture->store, NULL, &error);
      g_assert_no_error (error);
      repeated = dump_facts (fixture->store, FALSE);
      g_assert_cmpstr (repeated, ==, after);
      assert_projections (fixture->store);
    }
}

static gint64
count (ModelFixture *fixture, const char *from)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", from, NULL);

  return ask (fixture->store, sql);
}

static void
test_blanks (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = {
    "Other Name||8 916 123-45-67|acme@example.org|Perm|Likes tea|gold,new|Large|2026-12-01",
    "Acme||8 916 123-45-67|acme@example.org|Omsk|Likes coffee|gold||2026-12-01", NULL
  };

  add_client (fixture, "Acme", "active", "8 (916) 123-45-67");
  tell (fixture->store, "UPDATE client SET note = 'Ours'");
  fill_all (fixture, lines, 0, 2, 1);
  g_assert_cmpint (count (fixture, "client WHERE name = 'Acme' AND city = 'Perm' AND note = 'Ours'"
                                   " AND status = 'active' AND segment_id IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (count (fixture, "channel WHERE client_id IS NOT NULL"), ==, 2);
  g_assert_cmpint (count (fixture, "client_tag"), ==, 2);
  g_assert_cmpint (count (fixture, "important_date"), ==, 1);
  g_assert_cmpint (count (fixture, "client_state WHERE city_key IS NOT NULL AND tag_key IS NOT NULL"
                                   " AND segment_position IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (count (fixture, "search_name WHERE search_name MATCH 'perm*'"), ==, 1);
}

/* Nothing of the file is new: nothing is journalled. */
static void
test_nothing (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "Acme||8 916 123-45-67||||||", "Acme||||||||", NULL };
  gint64 entries;

  add_client (fixture, "Acme", "active", "8 (916) 123-45-67");
  entries = count (fixture, "journal");
  fill_all (fixture, lines, 0, 2, 0);
  g_assert_cmpint (count (fixture, "journal WHERE label = 'Import'"), ==, 0);
  g_assert_cmpint (count (fixture, "journal"), >=, entries);
}

/* New clients and known ones in one file, sharing what the file brings. */
static void
test_both (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "Bee|Ann|8 495 111-22-33||Perm||gold|Large|",
                                "Acme|Bob|8 916 123-45-67||Perm||gold|Large|",
                                "Acme|Eve|8 495 111-22-44|eve@example.org|||||",
                                "Acme|Eve||eve2@example.org|||||",
                                "Bee|Tom|8 495 111-22-55||||silver||",
                                "Cee||8 495 111-22-44||Omsk||||",
                                NULL };

  add_client (fixture, "Acme", "active", "8 (916) 123-45-67");
  /* Acme's rows go to it; Cee has the phone that Eve brought to Acme. */
  fill_all (fixture, lines, 2, 4, 3);
  g_assert_cmpint (count (fixture, "client"), ==, 2);
  g_assert_cmpint (count (fixture, "client WHERE city = 'Perm'"), ==, 2);
  g_assert_cmpint (count (fixture, "contact"), ==, 4);
  g_assert_cmpint (count (fixture, "channel h JOIN contact p ON p.id = h.contact_id"
                                   " WHERE p.name = 'Eve'"),
                   ==, 3);
  g_assert_cmpint (count (fixture, "tag"), ==, 2);
  g_assert_cmpint (count (fixture, "segment"), ==, 1);
}

/* A row about someone whom a company has goes to the person; the company learns nothing of it. */
static void
test_person (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "~Ann||8 495 111-22-33|ann@example.org|Perm||gold||2026-12-01",
                                NULL };
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  gint64 contact = add_contact (fixture, client, "Ann Lee", NULL);
  g_autofree char *phone = g_strdup_printf (
      "INSERT INTO channel (id, contact_id, kind, value, normal) VALUES (77, %" G_GINT64_FORMAT
      ", 'phone', '84951112233', '+74951112233')",
      contact);

  tell (fixture->store, phone);
  fill_all (fixture, lines, 0, 1, 1);
  g_assert_cmpint (count (fixture, "channel WHERE kind = 'email' AND contact_id IS NOT NULL"), ==,
                   1);
  g_assert_cmpint (count (fixture, "important_date WHERE contact_id IS NOT NULL"), ==, 1);
  g_assert_cmpint (count (fixture, "client WHERE city IS NULL"), ==, 1);
  g_assert_cmpint (count (fixture, "client_tag"), ==, 0);
}

/* Whoever changed what was filled keeps that; whoever changed something else does not mind. */
static void
test_changed_since (ModelFixture *fixture, gconstpointer data)
{
  const char *const lines[] = { "Acme||8 916 123-45-67||Perm||||", "Bee||8 495 111-22-33||||||",
                                NULL };
  g_autofree char *filled = NULL;
  g_autofree char *left = NULL;
  g_autoptr (LsnImport) import = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;

  add_client (fixture, "Acme", "active", "8 (916) 123-45-67");
  import = fill (fixture, lines, FALSE);
  entry = ask (fixture->store, "SELECT max (id) FROM journal");
  tell (fixture->store, "UPDATE client SET city = 'Omsk' WHERE name = 'Acme'");
  filled = dump_facts (fixture->store, FALSE);
  g_assert_false (lsn_store_undo_sync (fixture->store, entry, NULL, &error));
  g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  left = dump_facts (fixture->store, FALSE);
  g_assert_cmpstr (left, ==, filled);

  tell (fixture->store, "UPDATE client SET city = 'Perm', note = 'Mine' WHERE name = 'Acme'");
  lsn_store_undo_sync (fixture->store, entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "client WHERE city IS NULL AND note = 'Mine'"), ==, 1);
  g_assert_cmpint (count (fixture, "client"), ==, 1);
}

/* Rows at random over few clients, phones and names: tried and done say the same, and what is done
 * goes back and comes again. */
static void
test_random (ModelFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Acme", "Bee", "Cee", "~Ann", "~Bob" };
  static const char *const people[] = { "", "", "Ann", "Bob", "Eve" };
  static const char *const phones[] = { "", "8 495 111-22-31", "8 495 111-22-32", "8 495 111-22-33",
                                        "8 495 111-22-34" };
  static const char *const mails[] = { "", "", "a@example.org", "b@example.org", "c@example.org" };
  static const char *const words[] = { "", "", "Perm", "Omsk", "Ufa" };

  add_client (fixture, "Acme", "active", "8 495 111-22-31");
  add_contact (fixture, add_client (fixture, "Bee", "lead", "8 495 111-22-32"), "Ann", NULL);
  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (LsnImport) tried = NULL;

      for (guint i = 0; i < 6; i++)
        {
          const char *cells[9];
          const char *const *from[] = { names, people, phones, mails, words,
                                        words, words,  words,  words };

          for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
            cells[j] = from[j][g_test_rand_int_range (0, 5)];
          g_ptr_array_add (lines, g_strjoin ("|", cells[0], cells[1], cells[2], cells[3], cells[4],
                                             cells[5], cells[6], cells[7], "", NULL));
        }
      g_ptr_array_add (lines, NULL);
      tried = fill (fixture, (const char *const *) lines->pdata, TRUE);
      fill_all (fixture, (const char *const *) lines->pdata, tried->n_imported, tried->n_duplicates,
                tried->n_filled);
      if (round % 3 == 0 && tried->n_imported + tried->n_filled > 0)
        g_assert_true (lsn_store_undo_sync (fixture->store, 0, NULL, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/import-fill/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("blanks", test_blanks);
  ADD ("nothing", test_nothing);
  ADD ("both", test_both);
  ADD ("person", test_person);
  ADD ("changed-since", test_changed_since);
  ADD ("random", test_random);
#undef ADD
  return g_test_run ();
}
