/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/interchange/lsn-import-write.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/import/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("duplicates", test_duplicates);
  ADD ("all-or-nothing", test_all_or_nothing);
#undef ADD
  return g_test_run ();
}
