/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "base/lsn-when.h"
#include "model/capture/lsn-capture-write.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-saved-view.h"
#include "model/followups/lsn-followup-write.h"
#include "model/lsn-history.h"
#include "model/lsn-model.h"
#include "model/plans/lsn-plan-parts.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-write.h"

/* --- The schema ------------------------------------------------------------------------------- */

static gboolean
check_info_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LsnRecordInfo *info = data;
  g_autofree char *columns = lsn_record_info_dup_columns (info);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s LIMIT 0", columns, lsn_record_info_get_sources (info));
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);
  guint stored = 0;
  gint64 present;

  lsn_statement_step (statement);
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    stored += (info->fields[i].flags & LSN_FIELD_DERIVED) == 0;
  if (!lsn_database_get_int64 (
          db, 0, &present, error,
          "SELECT count(*) FROM pragma_table_info (?) WHERE name <> 'import_id'", "t", info->table))
    return FALSE;
  g_test_message ("%s", info->table);
  g_assert_cmpint (stored, ==, present);
  return TRUE;
}

static void
test_field_tables (ModelFixture *fixture, gconstpointer data)
{
  const LsnRecordInfo *infos[] = {
    &lsn_client_info,         &lsn_contact_info,    &lsn_client_contact_info, &lsn_channel_info,
    &lsn_important_date_info, &lsn_segment_info,    &lsn_member_info,         &lsn_tag_info,
    &lsn_entry_info,          &lsn_attachment_info, &lsn_agreement_info,      &lsn_followup_info,
    &lsn_saved_view_info,     &lsn_project_info,    &lsn_column_info,         &lsn_task_info,
    &lsn_milestone_info,      &lsn_expense_info,    &lsn_scope_change_info,   &lsn_deliverable_info,
    &lsn_version_info,        &lsn_lesson_info,     &lsn_work_info,
  };

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;

      lsn_store_read_sync (fixture->store, check_info_on_worker, (gpointer) infos[i], &error);
      g_assert_no_error (error);
    }
}

/* Every table is a fact, derived, or the store's own; every fact names its parents' columns
 * rightly. */
static void
test_facts (ModelFixture *fixture, gconstpointer data)
{
  const LsnSchema *schema = lsn_model_get_schema ();

  for (const LsnFact *fact = schema->facts; fact->table; fact++)
    {
      for (guint i = 0; fact->parents[i].table; i++)
        {
          g_autofree char *sql = g_strdup_printf (
              "SELECT count(*) FROM pragma_foreign_key_list ('%s') k JOIN pragma_table_info ('%s') c"
              " ON c.name = k.\"from\" WHERE k.\"table\" = '%s' AND c.cid = %d",
              fact->table, fact->table, fact->parents[i].table, fact->parents[i].column);

          g_test_message ("%s → %s", fact->table, fact->parents[i].table);
          g_assert_cmpint (ask (fixture->store, sql), ==, 1);
        }
    }

  /* Every foreign key has an index that begins with it. */
  g_assert_cmpint (
      ask (
          fixture->store,
          "SELECT count(*) FROM sqlite_schema m, pragma_foreign_key_list (m.name) k WHERE m.type = 'table'"
          " AND NOT EXISTS (SELECT 1 FROM pragma_index_list (m.name) i, pragma_index_info (i.name) c"
          " WHERE c.seqno = 0 AND c.name = k.\"from\")"),
      ==, 0);
}

/* --- Timeline, agreements, files, history ----------------------------------------------------- */

static void
test_agreement (ModelFixture *fixture, gconstpointer data)
{
  LsnAgreementEdit edit = { .now = fixture->clock };
  gint64 client = add_client (fixture, "Acme", "active", NULL);

  edit.row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_int64 (edit.row, LSN_AGREEMENT_CLIENT_ID, client);
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TEXT, "2 videos by 15 December");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_AGREED_ON, TODAY);
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  g_clear_pointer (&edit.row, lsn_row_free);

  edit.row = lsn_row_new (&lsn_agreement_info);
  edit.now += G_TIME_SPAN_DAY;
  lsn_row_set_text (edit.row, LSN_AGREEMENT_STATE, "confirmed");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TURN, "client");
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  lsn_row_free (edit.row);
  g_assert_cmpint (ask (fixture->store, "SELECT turn_since = confirmed_at AND turn = 'client' FROM"
                                        " agreement"),
                   ==, 1);
}

static void
test_history (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (LsnHistory) own = lsn_history_new (client, 50);
  g_autoptr (LsnHistory) all = lsn_history_new (0, 50);
  g_autoptr (GError) error = NULL;

  add_client (fixture, "Other", "active", NULL);
  log_touch (fixture, client, "call", "Hello", NOW);
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, own, &error);
  g_assert_no_error (error);
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->items->len, ==, 2);
  g_assert_cmpuint (all->items->len, ==, 3);
}

/* What the last action changed, in words. */
static char *
dup_last_words (ModelFixture *fixture)
{
  g_autoptr (LsnHistory) history = lsn_history_new (0, 1);
  g_autoptr (GError) error = NULL;
  const LsnHistoryItem *item;

  history->n_words = 3;
  lsn_store_read_sync (fixture->store, lsn_history_on_worker, history, &error);
  g_assert_no_error (error);
  item = g_ptr_array_index (history->items, 0);
  return g_strjoinv ("\n", item->words);
}

static void
assert_words (ModelFixture *fixture, const char *expected)
{
  g_autofree char *words = dup_last_words (fixture);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_history_words (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "lead", NULL);
  g_autoptr (LsnClientEdit) edit = g_new0 (LsnClientEdit, 1);
  g_autoptr (LsnClientEdit) many = g_new0 (LsnClientEdit, 1);

  assert_words (fixture, "Added — Client: Acme");
  add_contact (fixture, client, "Anna", "decides");
  assert_words (fixture, "Added — Person: Anna\nAdded — Person: Anna");

  edit->id = client;
  edit->now = fixture->clock;
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, "at-risk");
  lsn_row_set_text (edit->row, LSN_CLIENT_CITY, "Perm");
  edit->segment = g_strdup ("Key");
  edit->tags = g_strsplit ("vip", ",", -1);
  write_or_fail (fixture, lsn_client_edit_on_worker, edit);
  {
    g_autofree char *words = dup_last_words (fixture);

    g_assert_nonnull (strstr (words, "Status: Lead → At Risk"));
    g_assert_nonnull (strstr (words, "Segment: — → Key"));
    g_assert_nonnull (strstr (words, "City: — → Perm"));
    g_assert_nonnull (strstr (words, "more change"));
  }

  log_touch (fixture, client, "call", "Agreed\non two videos", NOW);
  assert_words (fixture, "Added — Entry: Agreed on two videos");
  add_followup (fixture, client, "Send the act", "2026-11-24", NULL, NULL, NULL);
  tell (fixture->store, "UPDATE followup SET due_date = '2026-11-27', turn = 'client'");
  {
    LsnDate today = lsn_date_from_iso (TODAY);
    g_autofree char *from = lsn_when_dup_short (lsn_date_from_iso ("2026-11-24"), today);
    g_autofree char *to = lsn_when_dup_short (lsn_date_from_iso ("2026-11-27"), today);
    g_autofree char *words =
        g_strdup_printf ("“Send the act” · Due: %s → %s\n“Send the act” · Whose move: Us → Client",
                         from, to);

    assert_words (fixture, words);
  }
  tell (fixture->store, "UPDATE contact SET name = 'Anna S.'");
  assert_words (fixture, "Name: Anna → Anna S.");
  tell (fixture->store, "DELETE FROM followup");
  assert_words (fixture, "Deleted — Next step: Send the act");

  many->id = client;
  many->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_int64 (many->row, LSN_CLIENT_CADENCE_DAYS, 14);
  write_or_fail (fixture, lsn_client_edit_on_worker, many);
  assert_words (fixture, "Contact every … days: — → 14");
}

static void
test_many_clients (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnClientsEdit) edit = NULL;
  g_autoptr (LsnCaptureJob) job = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 id;

  id = add_client (fixture, "A", "lead", NULL);
  g_array_append_val (ids, id);
  id = add_client (fixture, "B", "lead", NULL);
  g_array_append_val (ids, id);

  edit = lsn_clients_edit_new (ids, fixture->clock);
  edit->add_tags = g_strsplit ("vip", ",", -1);
  edit->owner = g_strdup ("Anna");
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, "active");
  write_or_fail (fixture, lsn_clients_edit_on_worker, edit);
  job = lsn_capture_job_new ("say hello today 15:00 !! #film", 0, NOW, zone);
  job->client_ids = g_array_ref (ids);
  write_or_fail (fixture, lsn_capture_job_add_on_worker, job);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_tag"), ==, 4);
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count(*) FROM client_state WHERE status_rank = 0 AND"
                        " owner_key IS NOT NULL AND next_touch = '" TODAY "T15:00'"),
                   ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup WHERE title = 'Say hello'"
                                        " AND priority = 2"),
                   ==, 2);

  /* One action each. */
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_tag"), ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup"), ==, 0);
  lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM client_tag"), ==, 0);
}

/* --- Projections ------------------------------------------------------------------------------ */

static gint64
any_id (ModelFixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY random () LIMIT 1", table);

  return ask (fixture->store, sql);
}

static void
test_random_walk (ModelFixture *fixture, gconstpointer data)
{
  const char *const tables[] = { "client", "contact", "entry", "followup", "segment" };

  tell (fixture->store,
        "INSERT INTO segment (id, name, cadence_days) VALUES (1, 'A', 7), (2, 'B', 30)");
  add_client (fixture, "First", "active", "+7 916 000-00-00");
  for (int i = 0; i < 250; i++)
    {
      gint64 client = any_id (fixture, "client");
      g_autofree char *name = g_strdup_printf ("Клиент %d", i);
      g_autofree char *sql = NULL;

      switch (g_test_rand_int_range (0, 10))
        {
        case 0:
          add_client (fixture, name, i % 2 ? "active" : "paused", i % 3 ? "8 916 123-45-67" : NULL);
          break;
        case 1:
          if (client > 0)
            add_contact (fixture, client, name, "boss");
          break;
        case 2:
        case 3:
          if (client > 0)
            log_touch (fixture, client, i % 2 ? "call" : "note", name, NOW - i * G_TIME_SPAN_DAY);
          break;
        case 4:
        case 5:
          if (client > 0)
            add_followup (fixture, client, name, i % 2 ? TODAY : "2026-12-01",
                          i % 3 ? "10:00" : NULL, NULL, NULL);
          break;
        case 6:
          sql = g_strdup_printf (
              "UPDATE client SET name = '%s', segment_id = %d WHERE id = %" G_GINT64_FORMAT, name,
              i % 2 + 1, client);
          if (ask (fixture->store, "SELECT count(*) FROM segment") == 2)
            tell (fixture->store, sql);
          break;
        case 7:
          sql = g_strdup_printf (
              "DELETE FROM %s WHERE id = (SELECT id FROM %s ORDER BY random () LIMIT 1)",
              tables[i % G_N_ELEMENTS (tables)], tables[i % G_N_ELEMENTS (tables)]);
          tell (fixture->store, sql);
          break;
        case 8:
          lsn_store_undo_sync (fixture->store, 0, NULL, NULL);
          break;
        default:
          lsn_store_redo_sync (fixture->store, NULL, NULL);
          break;
        }
      if (i % 50 == 0)
        assert_projections (fixture->store);
    }
}

/* An import that brings talks, follow-ups and a segment to clients that were there before. */
static gboolean
import_to_old_clients_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                 GError **error)
{
  gint64 batch = lsn_database_get_batch (db);

  return lsn_database_run (
             db, error,
             "INSERT INTO entry (id, client_id, kind, at, text, created_at, import_id)"
             " SELECT 7, id, 'call', ?, 'Old talk', 0, ? FROM client WHERE name = 'A'",
             "ii", NOW, batch) &&
         lsn_database_run (
             db, error,
             "INSERT INTO followup (id, client_id, title, due_date, turn_since, created_at,"
             " import_id) SELECT 8, id, 'Do', '" TODAY "', 0, 0, ? FROM client WHERE"
             " name = 'B'",
             "i", batch) &&
         lsn_database_run (db, error,
                           "INSERT INTO segment (id, name, cadence_days, import_id)"
                           " VALUES (9, 'New', 7, ?)",
                           "i", batch);
}

static void
test_import_to_old_clients (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_client (fixture, "A", "active", NULL);
  add_client (fixture, "B", "active", NULL);
  lsn_store_import_sync (fixture->store, "Import", import_to_old_clients_on_worker, NULL, NULL,
                         &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT count (last_touch) FROM client_state"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT sum (open_followups) FROM client_state"), ==, 1);
  assert_projections (fixture->store);

  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT count (last_touch) FROM client_state"), ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT sum (open_followups) FROM client_state"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/model/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("field-tables", test_field_tables);
  ADD ("facts", test_facts);
  ADD ("agreement", test_agreement);
  ADD ("history", test_history);
  ADD ("history-words", test_history_words);
  ADD ("many-clients", test_many_clients);
  ADD ("random-walk", test_random_walk);
  ADD ("import-to-old-clients", test_import_to_old_clients);
#undef ADD
  return g_test_run ();
}
