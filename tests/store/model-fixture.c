/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup-write.h"
#include "model/lsn-model.h"
#include "model/timeline/lsn-entry-write.h"

void
model_set_up (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = NOW;
  fixture->folder = fixture_make_folder ();
  fixture->store = lsn_store_open (fixture->folder, lsn_model_get_schema (), "Anna", &error);
  g_assert_no_error (error);
}

/* What projections keep row by row must equal what they make of the facts in one go. */
static gboolean
compare_with_rebuild_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                GError **error)
{
  const LsnSchema *schema = lsn_model_get_schema ();
  const char *const tables[] = { "client_state", "search_doc" };
  const char *const words[] = { "search_name", "search_digits", "search_text" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *keep =
          g_strdup_printf ("CREATE TEMP TABLE kept_%s AS SELECT * FROM %s", tables[i], tables[i]);

      if (!lsn_database_execute (db, keep, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *keep = g_strdup_printf (
          "CREATE VIRTUAL TABLE temp.vocab_%s USING fts5vocab (main, %s, instance);"
          "CREATE TEMP TABLE kept_%s AS SELECT term, doc FROM temp.vocab_%s",
          words[i], words[i], words[i], words[i]);

      if (!lsn_database_execute (db, keep, error))
        return FALSE;
    }
  for (guint i = 0; i < schema->n_projections; i++)
    {
      if (!schema->projections[i].rebuild (db, error))
        return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (tables) + G_N_ELEMENTS (words); i++)
    {
      gboolean vocab = i >= G_N_ELEMENTS (tables);
      const char *table = vocab ? words[i - G_N_ELEMENTS (tables)] : tables[i];
      g_autofree char *now = vocab ? g_strdup_printf ("SELECT term, doc FROM temp.vocab_%s", table)
                                   : g_strdup_printf ("SELECT * FROM %s", table);
      g_autofree char *sql =
          g_strdup_printf ("SELECT (SELECT count(*) FROM (%s EXCEPT SELECT * FROM temp.kept_%s)) +"
                           " (SELECT count(*) FROM (SELECT * FROM temp.kept_%s EXCEPT %s))",
                           now, table, table, now);
      gint64 differences;

      if (!lsn_database_get_int64 (db, 0, &differences, error, sql, ""))
        return FALSE;
      if (differences != 0)
        g_test_message ("%s differs in %" G_GINT64_FORMAT " rows", table, differences);
      g_assert_cmpint (differences, ==, 0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (tables) + G_N_ELEMENTS (words); i++)
    {
      gboolean vocab = i >= G_N_ELEMENTS (tables);
      const char *table = vocab ? words[i - G_N_ELEMENTS (tables)] : tables[i];
      g_autofree char *drop =
          g_strdup_printf ("DROP TABLE temp.kept_%s; %s%s", table,
                           vocab ? "DROP TABLE temp.vocab_" : "", vocab ? table : "");

      if (!lsn_database_execute (db, drop, error))
        return FALSE;
    }
  return TRUE;
}

void
assert_projections (LsnStore *store)
{
  g_autoptr (GError) error = NULL;

  lsn_store_write_sync (store, "Check", compare_with_rebuild_on_worker, NULL, &error);
  g_assert_no_error (error);
  assert_whole (store);
}

void
model_tear_down (ModelFixture *fixture, gconstpointer data)
{
  assert_projections (fixture->store);
  lsn_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->store);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

/* --- Small verbs ------------------------------------------------------------------------------ */

void
write_or_fail (ModelFixture *fixture, LsnStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock += G_USEC_PER_SEC;
  lsn_store_write_sync (fixture->store, "Test", func, data, &error);
  g_assert_no_error (error);
}

gint64
add_client (ModelFixture *fixture, const char *name, const char *status, const char *phone)
{
  g_autoptr (LsnClientEdit) edit = g_new0 (LsnClientEdit, 1);

  edit->now = fixture->clock;
  edit->region = "RU";
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_NAME, name);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, status);
  if (phone)
    {
      LsnRow *channel = lsn_row_new (&lsn_channel_info);

      edit->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
      lsn_row_set_text (channel, LSN_CHANNEL_KIND, "phone");
      lsn_row_set_text (channel, LSN_CHANNEL_VALUE, phone);
      g_ptr_array_add (edit->channels, channel);
    }
  write_or_fail (fixture, lsn_client_edit_on_worker, edit);
  return edit->id;
}

gint64
add_contact (ModelFixture *fixture, gint64 client_id, const char *name, const char *role)
{
  g_autoptr (LsnContactEdit) edit = g_new0 (LsnContactEdit, 1);

  edit->client_id = client_id;
  edit->name = g_strdup (name);
  edit->role = g_strdup (role);
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);
  return edit->contact_id;
}

gint64
log_touch (ModelFixture *fixture, gint64 client_id, const char *kind, const char *text, gint64 at)
{
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);

  edit->now = fixture->clock;
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, kind);
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, text);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, at);
  write_or_fail (fixture, lsn_entry_edit_on_worker, edit);
  return edit->id;
}

gint64
add_followup (ModelFixture *fixture, gint64 client_id, const char *title, const char *date,
              const char *time, const char *rrule, const char *mode)
{
  LsnFollowupEdit edit = { .now = fixture->clock };

  edit.row = lsn_row_new (&lsn_followup_info);
  if (client_id)
    lsn_row_set_int64 (edit.row, LSN_FOLLOWUP_CLIENT_ID, client_id);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_TITLE, title);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_DATE, date);
  lsn_row_set_text (edit.row, LSN_FOLLOWUP_DUE_TIME, time);
  if (rrule)
    lsn_row_set_text (edit.row, LSN_FOLLOWUP_RRULE, rrule);
  if (mode)
    lsn_row_set_text (edit.row, LSN_FOLLOWUP_REPEAT_MODE, mode);
  write_or_fail (fixture, lsn_followup_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  return edit.id;
}
