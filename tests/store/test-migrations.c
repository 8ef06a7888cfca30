/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every version of the data that was ever written leads to the newest, with all that was in it: the
 * matrix of all versions, each filled with the rows that it knew, also when the way is cut short at
 * any step; and the result says the same as a fresh workspace with the same rows. */

#include "model-fixture.h"

#include "base/lsn-locale.h"
#include "base/lsn-text.h"
#include "model/lsn-model.h"
#include "store/lsn-opening.h"

#include <glib/gstdio.h>

/* No two rows of any two tables have one id. */
static int
get_id (const char *table, int row)
{
  const LsnFact *facts = lsn_model_get_schema ()->facts;

  for (int i = 0; facts[i].table; i++)
    {
      if (g_str_equal (facts[i].table, table))
        return i * 10 + row;
    }
  return row;
}

/* Names and numbers that take their place in every column that a version has. @parent: (nullable):
 * the table that the column names a row of */
static char *
dup_value (const char *table, const char *column, const char *type, const char *parent, int row)
{
  const struct
  {
    const char *column;
    const char *values[2];
  } known[] = {
    { "kind", { "'call'", "'mail'" } },
    { "status", { "'active'", "'lead'" } },
    { "direction", { "'in'", "'out'" } },
    { "made_by", { "'us'", "'client'" } },
    { "state", { "'open'", "'kept'" } },
    { "turn", { "'us'", "'client'" } },
    { "repeat_mode", { "NULL", "'fixed'" } },
    { "stage", { "'asked'", "'free'" } },
    { "verdict", { "'sent'", "'approved'" } },
    { "color", { "'red'", "'blue'" } },
    { "target_kind", { "'entry'", "'agreement'" } },
    { "due_date", { "'2026-11-25'", "'2026-11-20'" } },
    { "date", { "'2020-03-08'", "'1990-11-26'" } },
    { "start_on", { "'2026-11-25'", "'2026-11-26'" } },
    { "end_on", { "'2026-11-25'", "'2026-11-28'" } },
    { "cadence_days", { "14", "NULL" } },
    { "wip_limit", { "3", "NULL" } },
    { "priority", { "1", "2" } },
    { "import_id", { "NULL", "NULL" } },
    { "archived_at", { "NULL", "NULL" } },
    { "done_at", { "NULL", "NULL" } },
    { "parent_id", { "NULL", "NULL" } },
    { "previous_id", { "NULL", "NULL" } },
    { "proof_file_id", { "NULL", "NULL" } },
  };

  if (g_str_equal (column, "id"))
    return g_strdup_printf ("%d", get_id (table, row));
  if (g_str_equal (column, "kind") && g_str_equal (table, "client"))
    return g_strdup (row == 1 ? "'company'" : "'person'");
  if (g_str_equal (column, "kind") && g_str_equal (table, "channel"))
    return g_strdup (row == 1 ? "'phone'" : "'email'");
  if (g_str_equal (column, "kind") && g_str_equal (table, "event"))
    return g_strdup (row == 1 ? "'meeting'" : "'block'");
  if (g_str_equal (column, "kind") && g_str_equal (table, "event_date"))
    return g_strdup (row == 1 ? "'out'" : "'in'");
  if (g_str_equal (column, "series_id"))
    return g_strdup ("NULL");
  if (g_str_equal (column, "contact_id") && g_str_equal (table, "channel"))
    return g_strdup ("NULL");
  if (g_str_equal (column, "blocker_id"))
    return g_strdup_printf ("%d", get_id (parent, 3 - row));
  if (g_str_equal (column, "status") && g_str_equal (table, "project"))
    return g_strdup (row == 1 ? "'active'" : "'planned'");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].column, column))
        return g_strdup (known[i].values[row - 1]);
    }
  if (parent)
    return g_strdup_printf ("%d", get_id (parent, row));
  return g_str_equal (type, "TEXT") ? g_strdup_printf ("'Ромашка %s %s %d'", table, column, row)
                                    : g_strdup_printf ("%d", row);
}

/* Two rows in each table of facts, in every column of it. */
static void
fill (LsnDatabase *db, const char *table)
{
  g_autoptr (GError) error = NULL;

  for (int row = 1; row <= 2; row++)
    {
      g_autoptr (LsnStatement) columns = lsn_database_prepare (
          db,
          "SELECT c.name, c.type, (SELECT f.\"table\" FROM pragma_foreign_key_list (?1) f"
          " WHERE f.\"from\" = c.name) FROM pragma_table_info (?1) c",
          &error);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autoptr (GString) values = g_string_new (NULL);
      g_autofree char *sql = NULL;

      lsn_statement_bind (columns, "t", table);
      while (lsn_statement_step (columns))
        {
          g_autofree char *value = dup_value (table, lsn_statement_get_text (columns, 0),
                                              lsn_statement_get_text (columns, 1),
                                              lsn_statement_get_text (columns, 2), row);
          const char *comma = names->len > 0 ? ", " : "";

          g_string_append_printf (names, "%s%s", comma, lsn_statement_get_text (columns, 0));
          g_string_append_printf (values, "%s%s", comma, value);
        }
      lsn_statement_finish (columns, &error);
      g_assert_no_error (error);
      if (names->len == 0)
        return; /* a later version has it */
      sql = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", table, names->str, values->str);
      lsn_database_execute (db, sql, &error);
      g_assert_no_error (error);
    }
}

static LsnSchema
schema_of (int version)
{
  LsnSchema schema = *lsn_model_get_schema ();

  schema.version = version;
  schema.n_projections = 0;
  return schema;
}

/* A workspace as the program of that time left it. */
static char *
make_workspace (int version)
{
  char *folder = fixture_make_folder ();
  const LsnSchema schema = schema_of (version);
  g_autofree char *orphans = NULL;
  g_autoptr (GError) error = NULL;
  LsnOpening *opening = lsn_opening_new (folder, &schema, NULL, &error);

  g_assert_no_error (error);
  lsn_database_execute (opening->writer, "BEGIN; PRAGMA defer_foreign_keys = ON", &error);
  g_assert_no_error (error);
  for (const LsnFact *fact = schema.facts; fact->table; fact++)
    fill (opening->writer, fact->table);
  lsn_database_dup_text (opening->writer, &orphans, &error,
                         "SELECT group_concat (\"table\" || ' -> ' || parent, ', ')"
                         " FROM pragma_foreign_key_check",
                         "");
  g_assert_no_error (error);
  g_assert_cmpstr (orphans, ==, NULL);
  lsn_database_execute (opening->writer, "COMMIT", &error);
  g_assert_no_error (error);
  lsn_opening_free (opening);
  return folder;
}

static LsnStore *
open_newest (const char *folder)
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

/* The tables, their columns and indexes, in words. */
static gboolean
describe_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  char **words = data;

  return lsn_database_dup_text (
      db, words, error,
      "SELECT group_concat (w, char (10) ORDER BY w) FROM ("
      " SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' ||"
      " coalesce (c.dflt_value, '') || ' ' || c.pk AS w FROM pragma_table_list t,"
      " pragma_table_info (t.name) c WHERE t.schema = 'main' AND t.type = 'table'"
      " UNION SELECT 'index ' || tbl_name || ' ' || sql FROM sqlite_schema WHERE type = 'index'"
      " AND sql IS NOT NULL"
      " UNION SELECT t.name || ' -> ' || f.\"table\" || ' ' || f.\"from\" || ' ' || f.on_delete"
      " FROM pragma_table_list t, pragma_foreign_key_list (t.name) f WHERE t.schema = 'main')",
      "");
}

static char *
describe (LsnStore *store)
{
  g_autoptr (GError) error = NULL;
  char *words = NULL;

  lsn_store_read_sync (store, describe_on_worker, &words, &error);
  g_assert_no_error (error);
  return words;
}

/* Each row of each table that the version knew, and that no later version changed. */
static void
assert_rows (LsnStore *store, int version)
{
  g_autofree char *folder = make_workspace (version);
  const LsnSchema schema = schema_of (version);
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnDatabase) before = lsn_database_open (path, LSN_DATABASE_IMMUTABLE, &error);

  g_assert_no_error (error);
  for (const LsnFact *fact = schema.facts; fact->table; fact++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT group_concat ('coalesce (quote (\"' || name || '\"), '''')', ' || '' '' || ')"
          " FROM pragma_table_info ('%s')",
          fact->table);
      g_autofree char *columns = NULL;
      g_autofree char *rows = NULL;
      g_autofree char *then = NULL;
      g_autofree char *count = NULL;

      lsn_database_dup_text (before, &columns, &error, sql, "");
      g_assert_no_error (error);
      if (columns == NULL)
        continue;
      rows = g_strdup_printf ("SELECT group_concat (%s, char (10) ORDER BY id) FROM \"%s\"",
                              columns, fact->table);
      lsn_database_dup_text (before, &then, &error, rows, "");
      g_assert_no_error (error);
      count = g_strdup_printf ("SELECT (%s) = ", rows);
      {
        char *quoted = sqlite3_mprintf ("%s%Q", count, then);

        if (ask (store, quoted) != 1)
          g_error ("%s is not what it was in version %d: %s", fact->table, version, then);
        sqlite3_free (quoted);
      }
    }
  g_clear_pointer (&before, lsn_database_close);
  fixture_remove (folder);
}

static void
assert_newest (const char *folder, int version, const char *fresh)
{
  LsnStore *store = open_newest (folder);
  g_autofree char *words = describe (store);

  g_assert_cmpstr (words, ==, fresh);
  assert_projections (store);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  assert_rows (store, version);
  close_store (store);
}

static char *
describe_fresh (void)
{
  g_autofree char *folder = fixture_make_folder ();
  LsnStore *store = open_newest (folder);
  char *words = describe (store);

  close_store (store);
  fixture_remove (folder);
  return words;
}

static void
test_matrix (void)
{
  g_autofree char *fresh = describe_fresh ();

  for (int version = 1; version <= lsn_model_get_schema ()->version; version++)
    {
      g_autofree char *folder = make_workspace (version);
      g_autofree char *backups = g_build_filename (folder, "backups", NULL);

      assert_newest (folder, version, fresh);
      g_assert_cmpint (lsn_backup_get_newest (backups) > 0, ==,
                       version < lsn_model_get_schema ()->version);
      fixture_remove (folder);
    }
}

/* A migration that stops: after some of its steps, and then at each step of the rest. */
static int stop_at;

static char *
dup_migration_until (int version)
{
  char *script = lsn_model_get_schema ()->dup_migration (version);

  if (version != stop_at)
    return script;
  g_free (script);
  return g_strdup ("CREATE TABLE half (id INTEGER PRIMARY KEY); SELECT * FROM nothing_like_that");
}

static void
test_interrupted (void)
{
  g_autofree char *fresh = describe_fresh ();
  int newest = lsn_model_get_schema ()->version;

  for (int version = 1; version < newest; version++)
    {
      for (stop_at = version + 1; stop_at <= newest; stop_at++)
        {
          g_autofree char *folder = make_workspace (version);
          LsnSchema schema = *lsn_model_get_schema ();
          g_autoptr (GError) error = NULL;
          LsnStore *store;

          schema.dup_migration = dup_migration_until;
          store = lsn_store_open (folder, &schema, "Anna", &error);
          g_assert_null (store);
          g_assert_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT);
          assert_newest (folder, version, fresh);
          fixture_remove (folder);
        }
    }
}

/* The user does not want to wait: the next start does what is left. */
static void
cancel_cb (const char *what, double fraction, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (void)
{
  g_autofree char *fresh = describe_fresh ();
  g_autofree char *folder = make_workspace (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LsnWatch watch = { cancel_cb, cancellable, cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_null (lsn_opening_new (folder, lsn_model_get_schema (), &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_newest (folder, 1, fresh);
  fixture_remove (folder);
}

typedef struct
{
  guint n;
  double last;
} Told;

static void
told_cb (const char *what, double fraction, gpointer data)
{
  Told *told = data;

  g_assert_nonnull (what);
  g_assert_cmpfloat (fraction, >=, told->n > 1 ? told->last : 0);
  g_assert_cmpfloat (fraction, <=, 1);
  told->last = fraction;
  told->n++;
}

/* Who waits for a migration sees it come along; what is as it should be is not made anew. */
static void
test_progress (void)
{
  g_autofree char *folder = make_workspace (1);
  Told told = { 0 };
  const LsnWatch watch = { told_cb, &told, NULL };
  g_autoptr (GError) error = NULL;
  LsnOpening *opening = lsn_opening_new (folder, lsn_model_get_schema (), &watch, &error);

  g_assert_no_error (error);
  lsn_opening_free (opening);
  g_assert_cmpuint (told.n, >, 5);
  g_assert_cmpfloat (told.last, >, 0.5);

  told.n = 0;
  opening = lsn_opening_new (folder, lsn_model_get_schema (), &watch, &error);
  g_assert_no_error (error);
  lsn_opening_free (opening);
  g_assert_cmpuint (told.n, ==, 0);
  fixture_remove (folder);
}

/* What a newer program wrote is read and not touched, by each program before it. */
static void
test_older_programs (void)
{
  int newest = lsn_model_get_schema ()->version;
  g_autofree char *folder = make_workspace (newest);
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *before = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  for (int version = 1; version < newest; version++)
    {
      const LsnSchema schema = schema_of (version);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      gsize size_after;
      LsnStore *store = lsn_store_open (folder, &schema, "Anna", &error);

      g_assert_no_error (error);
      g_assert_nonnull (lsn_store_get_read_only (store));
      g_assert_cmpint (ask (store, "SELECT count(*) FROM client"), ==, 2);
      close_store (store);
      g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
      g_assert_cmpmem (before, size, after, size_after);
    }
  fixture_remove (folder);
}

/* What names sort by is made anew for a user of another language, and not for a command that comes
 * by in another locale. */
static void
test_collation (void)
{
  g_autofree char *folder = fixture_make_folder ();
  const struct
  {
    const char *locale;
    const LsnSchema *schema;
    gboolean anew;
  } visits[] = {
    { "ru_RU", lsn_model_get_schema (), TRUE },  { "en_US", lsn_model_get_guest_schema (), FALSE },
    { "ru_RU", lsn_model_get_schema (), FALSE }, { "en_US", lsn_model_get_schema (), TRUE },
    { "en_GB", lsn_model_get_schema (), FALSE }, { "ru_RU", lsn_model_get_guest_schema (), FALSE },
    { "ru_RU", lsn_model_get_schema (), TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      Told told = { 0 };
      const LsnWatch watch = { told_cb, &told, NULL };
      g_autoptr (GError) error = NULL;
      LsnOpening *opening;
      LsnStore *store;

      lsn_locale_set_for_test (visits[i].locale);
      opening = lsn_opening_new (folder, visits[i].schema, &watch, &error);
      g_assert_no_error (error);
      lsn_opening_free (opening);
      g_test_message ("visit %u in %s", i, visits[i].locale);
      g_assert_cmpint (told.n > 0, ==, visits[i].anew);
      store = lsn_store_open (folder, visits[i].schema, "Anna", &error);
      g_assert_no_error (error);
      assert_projections (store);
      close_store (store);
      lsn_text_adopt_collation (NULL);
    }
  lsn_locale_set_for_test (NULL);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrations/collation", test_collation);
  g_test_add_func ("/migrations/matrix", test_matrix);
  g_test_add_func ("/migrations/interrupted", test_interrupted);
  g_test_add_func ("/migrations/cancelled", test_cancelled);
  g_test_add_func ("/migrations/progress", test_progress);
  g_test_add_func ("/migrations/older-programs", test_older_programs);
  return g_test_run ();
}
