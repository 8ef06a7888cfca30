/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/interchange/lsn-export-read.h"
#include "model/interchange/lsn-import-write.h"
#include "model/sample/lsn-sample.h"

/* A row in a line: "company|person|phone|mail"; a client that is a person begins with "~". */
typedef struct
{
  const char *const *lines; /* ends with NULL */
  guint at;
  guint fail_at; /* 0: never */
} Lines;

static LsnImportRecord *
next_line (gpointer source, GError **error)
{
  Lines *self = source;
  g_auto (GStrv) parts = NULL;
  LsnImportRecord *record;
  LsnImportPerson *person;

  if (self->fail_at && self->at + 1 == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "as asked");
      return NULL;
    }
  if (self->lines[self->at] == NULL)
    return NULL;

  parts = g_strsplit (self->lines[self->at++], "|", -1);
  record = lsn_import_record_new (self->at);
  record->is_person = parts[0][0] == '~';
  record->name = g_strdup (parts[0] + record->is_person);
  record->segment = g_strdup ("Imported");
  record->status = g_strdup ("клиент");
  lsn_import_record_add_tag (record, "file");
  person = lsn_import_record_add_person (record, parts[1]);
  lsn_import_channel_add (person->channels, "phone", parts[2], NULL);
  lsn_import_channel_add (person->channels, "email", parts[3], NULL);
  return record;
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

/* --- What an export hands out, an import takes back ------------------------------------------- */

static void
print_channels (GString *text, GPtrArray *channels)
{
  for (guint i = 0; i < channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (channels, i);

      g_string_append_printf (text, " %s:%s", channel->kind, channel->value);
    }
}

static gboolean
print_record (const LsnImportRecord *record, gpointer sink, GError **error)
{
  GString *text = sink;

  g_string_append_printf (text, "%s|%s|%d|%s|%s|%s|%s|%s|%" G_GINT64_FORMAT " %s|%" G_GINT64_FORMAT,
                          record->name, record->legal_name, record->is_person, record->status,
                          record->segment, record->owner, record->source, record->city,
                          record->turnover_minor, record->currency, record->cadence_days);
  for (guint i = 0; i < record->tags->len; i++)
    g_string_append_printf (text, " #%s", (char *) g_ptr_array_index (record->tags, i));
  print_channels (text, record->channels);
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = g_ptr_array_index (record->people, i);

      g_string_append_printf (text, " %s (%s)", person->name, person->role);
      print_channels (text, person->channels);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
keep_record (const LsnImportRecord *record, gpointer sink, GError **error)
{
  LsnImportRecord *copy = lsn_import_record_new (record->row);

  copy->name = g_strdup (record->name);
  copy->legal_name = g_strdup (record->legal_name);
  copy->is_person = record->is_person;
  copy->status = g_strdup (record->status);
  copy->segment = g_strdup (record->segment);
  copy->owner = g_strdup (record->owner);
  copy->source = g_strdup (record->source);
  copy->city = g_strdup (record->city);
  copy->turnover_minor = record->turnover_minor;
  copy->currency = g_strdup (record->currency);
  copy->cadence_days = record->cadence_days;
  for (guint i = 0; i < record->tags->len; i++)
    lsn_import_record_add_tag (copy, g_ptr_array_index (record->tags, i));
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = g_ptr_array_index (record->channels, i);

      lsn_import_channel_add (copy->channels, channel->kind, channel->value, channel->label);
    }
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = g_ptr_array_index (record->people, i);
      LsnImportPerson *person_copy = lsn_import_record_add_person (copy, person->name);

      person_copy->role = g_strdup (person->role);
      for (guint j = 0; j < person->channels->len; j++)
        {
          const LsnImportChannel *channel = g_ptr_array_index (person->channels, j);

          lsn_import_channel_add (person_copy->channels, channel->kind, channel->value, NULL);
        }
    }
  g_ptr_array_add (sink, copy);
  return TRUE;
}

static LsnImportRecord *
next_kept (gpointer source, GError **error)
{
  GPtrArray *records = source;

  return records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

static void
export_to (LsnStore *store, LsnExportFunc func, gpointer sink)
{
  LsnExport export = {
    .func = func, .sink = sink, .birthday_title = "Birthday", .with_archived = TRUE
  };
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (store, lsn_export_on_worker, &export, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (export.n_records, ==, 40);
}

static void
test_round_trip (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (LsnSample) sample = lsn_sample_new (40, 0, 1, "ru", NOW, zone);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_import_record_free);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (LsnImport) import = lsn_import_new (next_kept, records, "RU", NOW);
  g_autoptr (GError) error = NULL;

  lsn_store_import_sync (fixture->store, "Sample", lsn_sample_on_worker, sample, NULL, &error);
  g_assert_no_error (error);
  tell (fixture->store, "UPDATE client SET archived_at = NULL");
  export_to (fixture->store, print_record, before);
  export_to (fixture->store, keep_record, records);

  tell (fixture->store, "DELETE FROM client; DELETE FROM contact; DELETE FROM segment");
  lsn_store_import_sync (fixture->store, "Import", lsn_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_imported, ==, 40);
  export_to (fixture->store, print_record, after);
  g_assert_cmpstr (before->str, ==, after->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/import/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("duplicates", test_duplicates);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("round-trip", test_round_trip);
#undef ADD
  return g_test_run ();
}
