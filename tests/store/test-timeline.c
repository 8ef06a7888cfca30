/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "base/lsn-clock.h"
#include "model/lsn-draft.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-card.h"
#include "model/timeline/lsn-touch.h"

#define HOUR G_TIME_SPAN_HOUR

/* --- The timeline ----------------------------------------------------------------------------- */

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *pair = data;

  return lsn_timeline_query_on_worker (db, pair[0], pair[1], cancellable, error);
}

static LsnTimelineQuery *
list (ModelFixture *fixture, gint64 client_id, const char *kind, const char *text, GArray **ids)
{
  LsnTimelineQuery *query = lsn_timeline_query_new (client_id, kind, text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { query, found };

  lsn_store_read_sync (fixture->store, list_on_worker, pair, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, query->days->len);
  if (ids)
    *ids = g_steal_pointer (&found);
  return query;
}

static void
assert_day (const LsnTimelineQuery *query, guint position, const char *day)
{
  g_autofree char *iso = lsn_date_dup_iso (g_array_index (query->days, LsnDate, position));

  g_assert_cmpstr (iso, ==, day);
}

/* A day is the user's: 22:00 UTC is the next day in Moscow, and the one before it in New York stays
 * where it is. */
static void
test_days (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (LsnTimelineQuery) moscow = NULL;
  g_autoptr (LsnTimelineQuery) york = NULL;

  log_touch (fixture, client, "call", "one", NOW);
  log_touch (fixture, client, "call", "two", NOW + 12 * HOUR);
  log_touch (fixture, client, "call", "three", NOW + 13 * HOUR);
  log_touch (fixture, client, "call", "four", NOW - 400 * 24 * HOUR);

  lsn_clock_set_for_test (0, "Europe/Moscow");
  moscow = list (fixture, client, NULL, NULL, NULL);
  g_assert_cmpuint (moscow->days->len, ==, 4);
  assert_day (moscow, 0, "2026-11-24");
  assert_day (moscow, 1, "2026-11-24");
  assert_day (moscow, 2, "2026-11-23");
  assert_day (moscow, 3, "2025-10-19");

  lsn_clock_set_for_test (0, "America/New_York");
  york = list (fixture, client, NULL, NULL, NULL);
  assert_day (york, 0, "2026-11-23");
  assert_day (york, 2, "2026-11-23");
  lsn_clock_set_for_test (0, NULL);
}

static void
test_filter (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  gint64 other = add_client (fixture, "Vega", "active", NULL);
  gint64 mail = log_touch (fixture, client, "mail", "Отправили договоры", NOW);
  gint64 theirs = log_touch (fixture, other, "mail", "Договор у юристов", NOW - HOUR);
  LsnEntryLink link = { theirs, "client", client, FALSE };
  g_autoptr (LsnTimelineQuery) query = NULL;
  g_autoptr (LsnTimelineQuery) calls = NULL;
  g_autoptr (GArray) ids = NULL;

  log_touch (fixture, client, "call", "Обсудили баннер", NOW + HOUR);
  write_or_fail (fixture, lsn_entry_link_on_worker, &link);
  query = list (fixture, client, "mail", "договор", &ids);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, mail);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, theirs);
  calls = list (fixture, client, "call", "договор", NULL);
  g_assert_cmpuint (calls->days->len, ==, 0);
}

/* --- Logging with the next step --------------------------------------------------------------- */

static void
test_split (void)
{
  const struct
  {
    const char *text;
    const char *said;
    const char *next;
  } lines[] = {
    { "agreed on two videos → call back Tuesday", "agreed on two videos", "call back Tuesday" },
    { "договорились -> позвонить во вторник", "договорились", "позвонить во вторник" },
    { "→ call back", "", "call back" },
    { "one\ntwo → «Ромашке» счёт", "one\ntwo", "«Ромашке» счёт" },
    { "a → b\nand more", "a → b\nand more", NULL },
    { "price 100 → 120", "price 100 → 120", NULL },
    { "x->y", "x->y", NULL },
    { "moved → May → write to Anna", "moved → May", "write to Anna" },
    { "nothing →", "nothing →", NULL },
    { "  ", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *said = NULL;
      g_autofree char *next = NULL;

      lsn_touch_split (lines[i].text, &said, &next);
      g_assert_cmpstr (said, ==, lines[i].said);
      g_assert_cmpstr (next, ==, lines[i].next);
    }
}

static void
test_touch (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  gint64 anna = add_contact (fixture, client, "Anna", NULL);
  g_autoptr (LsnTouch) touch = g_new0 (LsnTouch, 1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  touch->entry = g_new0 (LsnEntryEdit, 1);
  touch->entry->now = NOW;
  touch->entry->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (touch->entry->row, LSN_ENTRY_CLIENT_ID, client);
  lsn_row_set_int64 (touch->entry->row, LSN_ENTRY_CONTACT_ID, anna);
  lsn_row_set_text (touch->entry->row, LSN_ENTRY_KIND, "call");
  touch->next = lsn_capture_job_new ("send the act tomorrow", client, NOW, zone);
  write_or_fail (fixture, lsn_touch_on_worker, touch);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM entry"), ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM followup f JOIN entry e"
                                        " ON e.contact_id = f.contact_id AND e.client_id ="
                                        " f.client_id WHERE f.due_date = '2026-11-24'"),
                   ==, 1);

  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count(*) FROM entry) +"
                                        " (SELECT count(*) FROM followup)"),
                   ==, 0);
}

/* --- Editing an entry ------------------------------------------------------------------------- */

static LsnEntryCard *
read_entry (ModelFixture *fixture, gint64 id)
{
  LsnEntryCard *card = lsn_entry_card_new (id);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_entry_card_on_worker, card, &error);
  g_assert_no_error (error);
  return card;
}

/* An entry that moves to another client takes its files along, keeps a link to the old one, and all
 * of that is one action. */
static void
test_relink (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 vega = add_client (fixture, "Vega", "active", NULL);
  gint64 id = log_touch (fixture, acme, "call", "About the offer", NOW);
  gint64 step = add_followup (fixture, vega, "Send the offer", TODAY, NULL, NULL, NULL);
  g_autoptr (GBytes) offer = g_bytes_new_static ("offer", 5);
  g_autoptr (LsnEntryEdit) edit = g_new0 (LsnEntryEdit, 1);
  g_autoptr (LsnEntryEdit) move = g_new0 (LsnEntryEdit, 1);
  const LsnEntryLink links[] = { { 0, "client", acme, FALSE }, { 0, "followup", step, FALSE } };
  g_autoptr (LsnEntryCard) card = NULL;
  g_autoptr (LsnEntryCard) undone = NULL;
  g_autoptr (GError) error = NULL;

  edit->id = id;
  edit->now = NOW;
  edit->row = lsn_row_new (&lsn_entry_info);
  edit->files = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_kept_file_free);
  g_ptr_array_add (edit->files,
                   lsn_kept_file_new_from_bytes (lsn_store_get_files_folder (fixture->store),
                                                 "offer.pdf", offer, &error));
  g_assert_no_error (error);
  write_or_fail (fixture, lsn_entry_edit_on_worker, edit);

  move->id = id;
  move->now = NOW;
  move->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (move->row, LSN_ENTRY_CLIENT_ID, vega);
  move->links = g_array_new (FALSE, FALSE, sizeof (LsnEntryLink));
  g_array_append_vals (move->links, links, G_N_ELEMENTS (links));
  write_or_fail (fixture, lsn_entry_edit_on_worker, move);

  card = read_entry (fixture, id);
  g_assert_cmpint (lsn_row_get_int64 (card->entry, LSN_ENTRY_CLIENT_ID), ==, vega);
  g_assert_cmpuint (card->links->len, ==, 2);
  g_assert_cmpstr (((LsnLinked *) g_ptr_array_index (card->links, 0))->title, ==, "Acme");
  g_assert_cmpstr (((LsnLinked *) g_ptr_array_index (card->links, 1))->title, ==, "Send the offer");
  g_assert_cmpuint (card->files->len, ==, 1);
  g_assert_cmpint (lsn_row_get_int64 (g_ptr_array_index (card->files, 0), LSN_ATTACHMENT_CLIENT_ID),
                   ==, vega);

  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  undone = read_entry (fixture, id);
  g_assert_cmpint (lsn_row_get_int64 (undone->entry, LSN_ENTRY_CLIENT_ID), ==, acme);
  g_assert_cmpuint (undone->links->len, ==, 0);
  g_assert_cmpint (lsn_row_get_int64 (g_ptr_array_index (undone->files, 0),
                                      LSN_ATTACHMENT_CLIENT_ID),
                   ==, acme);
}

/* --- Agreements ------------------------------------------------------------------------------- */

static LsnAgreementCard *
read_agreement (ModelFixture *fixture, gint64 id, gint64 client, gint64 proof)
{
  LsnAgreementCard *card = lsn_agreement_card_new (id, client, proof);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_agreement_card_on_worker, card, &error);
  g_assert_no_error (error);
  return card;
}

/* The proof says who agreed and when; a new turn starts its clock, a confirmation keeps its moment.
 */
static void
write_agreement (ModelFixture *fixture, gint64 id, const char *state, gint64 confirmed_at,
                 LsnKeptFile *file, const char *link)
{
  LsnAgreementEdit *edit = g_new0 (LsnAgreementEdit, 1);

  edit->id = id;
  edit->now = fixture->clock;
  edit->file = file;
  edit->row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_STATE, state);
  if (confirmed_at)
    lsn_row_set_int64 (edit->row, LSN_AGREEMENT_CONFIRMED_AT, confirmed_at);
  if (link)
    lsn_row_set_text (edit->row, LSN_AGREEMENT_PROOF_LINK, link);
  write_or_fail (fixture, lsn_agreement_edit_on_worker, edit);
  lsn_agreement_edit_free (edit);
}

/* A confirmation has a moment, which later changes leave alone; a file proves it, and stands with
 * the client's files. */
static void
test_proof (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("signed", 6);
  LsnKeptFile *file = lsn_kept_file_new_from_bytes (lsn_store_get_files_folder (fixture->store),
                                                    "act.pdf", bytes, NULL);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO agreement (id, client_id, text, agreed_on, turn_since) VALUES (1, %" G_GINT64_FORMAT
      ", 'Two videos', '" TODAY "', 0)",
      acme);
  g_autoptr (LsnAgreementCard) card = lsn_agreement_card_new (1, 0, 0);
  g_autoptr (GError) error = NULL;
  gint64 confirmed;

  tell (fixture->store, sql);
  write_agreement (fixture, 1, "confirmed", 0, file, NULL);
  confirmed = ask (fixture->store, "SELECT confirmed_at FROM agreement");
  g_assert_cmpint (confirmed, >, 0);
  write_agreement (fixture, 1, "confirmed", 0, NULL, "https://disk.example/act");
  g_assert_cmpint (ask (fixture->store, "SELECT confirmed_at FROM agreement"), ==, confirmed);
  write_agreement (fixture, 1, "confirmed", NOW - HOUR, NULL, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT confirmed_at FROM agreement"), ==, NOW - HOUR);

  lsn_store_read_sync (fixture->store, lsn_agreement_card_on_worker, card, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lsn_row_get_text (card->agreement, LSN_AGREEMENT_PROOF_FILE_NAME), ==,
                   "act.pdf");
  g_assert_cmpstr (lsn_row_get_text (card->agreement, LSN_AGREEMENT_PROOF_LINK), ==,
                   "https://disk.example/act");
  g_assert_cmpint (ask (fixture->store, "SELECT client_id FROM attachment"), ==, acme);

  /* The file goes, the agreement stays. */
  tell (fixture->store, "DELETE FROM attachment");
  g_assert_cmpint (ask (fixture->store,
                        "SELECT count (*) FROM agreement WHERE proof_file_id IS NULL"),
                   ==, 1);
}

static void
test_agreement (ModelFixture *fixture, gconstpointer data)
{
  gint64 client = add_client (fixture, "Acme", "active", NULL);
  gint64 anna = add_contact (fixture, client, "Anna", NULL);
  gint64 entry = log_touch (fixture, client, "call", "Two videos by 15 December", NOW);
  LsnAgreementEdit edit = { .now = NOW };
  g_autoptr (LsnAgreementCard) fresh = NULL;
  g_autoptr (LsnAgreementCard) card = NULL;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_entry_info);
  LsnEntryEdit with = { .id = entry, .now = NOW };

  with.row = row;
  lsn_row_set_int64 (row, LSN_ENTRY_CONTACT_ID, anna);
  write_or_fail (fixture, lsn_entry_edit_on_worker, &with);
  fresh = read_agreement (fixture, 0, client, entry);
  g_assert_cmpstr (fresh->proof_text, ==, "Two videos by 15 December");
  g_assert_cmpint (fresh->contact_id, ==, anna);
  g_assert_cmpint (fresh->proof_at, ==, NOW);

  edit.row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_int64 (edit.row, LSN_AGREEMENT_CLIENT_ID, client);
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TEXT, "Two videos");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_AGREED_ON, TODAY);
  lsn_row_set_int64 (edit.row, LSN_AGREEMENT_PROOF_ENTRY_ID, entry);
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  lsn_row_free (edit.row);

  edit.now = NOW + HOUR;
  edit.row = lsn_row_new (&lsn_agreement_info);
  lsn_row_set_text (edit.row, LSN_AGREEMENT_STATE, "confirmed");
  lsn_row_set_text (edit.row, LSN_AGREEMENT_TURN, "client");
  write_or_fail (fixture, lsn_agreement_edit_on_worker, &edit);
  lsn_row_free (edit.row);

  card = read_agreement (fixture, edit.id, 0, 0);
  g_assert_cmpint (card->client_id, ==, client);
  g_assert_cmpstr (card->proof_text, ==, "Two videos by 15 December");
  g_assert_cmpint (lsn_row_get_int64 (card->agreement, LSN_AGREEMENT_CONFIRMED_AT), ==, NOW + HOUR);
  g_assert_cmpint (lsn_row_get_int64 (card->agreement, LSN_AGREEMENT_TURN_SINCE), ==, NOW + HOUR);
}

/* --- Drafts ----------------------------------------------------------------------------------- */

static void
assert_draft (ModelFixture *fixture, const char *place, const char *text)
{
  g_autoptr (LsnDraft) draft = lsn_draft_new (place, NULL, 0);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_draft_read_on_worker, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft->text, ==, text);
}

static void
write_draft (ModelFixture *fixture, const char *place, const char *text, gint64 now)
{
  g_autoptr (LsnDraft) draft = lsn_draft_new (place, text, now);

  write_or_fail (fixture, lsn_draft_write_on_worker, draft);
}

/* A draft is no history: what is undone is the action before it. */
static void
test_draft (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_client (fixture, "Acme", "active", NULL);
  assert_draft (fixture, "composer:1", NULL);
  write_draft (fixture, "composer:1", "half a", NOW);
  write_draft (fixture, "composer:1", "half a sentence", NOW);
  write_draft (fixture, "composer:2", "old", NOW - 400 * 24 * HOUR);
  assert_draft (fixture, "composer:1", "half a sentence");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM journal"), ==, 1);

  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  assert_draft (fixture, "composer:1", "half a sentence");

  write_draft (fixture, "composer:3", NULL, NOW);
  assert_draft (fixture, "composer:2", NULL);
  write_draft (fixture, "composer:1", NULL, NOW);
  assert_draft (fixture, "composer:1", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/timeline" path, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("proof", test_proof);
  ADD ("/days", test_days);
  ADD ("/filter", test_filter);
  ADD ("/touch", test_touch);
  ADD ("/relink", test_relink);
  ADD ("/agreement", test_agreement);
  ADD ("/draft", test_draft);
#undef ADD
  g_test_add_func ("/timeline/split", test_split);
  return g_test_run ();
}
