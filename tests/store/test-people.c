/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model-fixture.h"

#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-duplicate.h"
#include "model/clients/lsn-person-card.h"

static LsnPersonCard *
read_person (ModelFixture *fixture, gint64 client_id, gint64 contact_id)
{
  LsnPersonCard *card = lsn_person_card_new (client_id, contact_id);
  g_autoptr (GError) error = NULL;

  lsn_store_read_sync (fixture->store, lsn_person_card_on_worker, card, &error);
  g_assert_no_error (error);
  return card;
}

static void
add_channel (GPtrArray *channels, const char *kind, const char *value, const char *label)
{
  LsnRow *row = lsn_row_new (&lsn_channel_info);

  lsn_row_set_text (row, LSN_CHANNEL_KIND, kind);
  lsn_row_set_text (row, LSN_CHANNEL_VALUE, value);
  lsn_row_set_text (row, LSN_CHANNEL_LABEL, label);
  g_ptr_array_add (channels, row);
}

static LsnContactEdit *
new_edit (gint64 client_id, gint64 contact_id)
{
  LsnContactEdit *edit = g_new0 (LsnContactEdit, 1);

  edit->client_id = client_id;
  edit->contact_id = contact_id;
  edit->is_primary = -1;
  edit->region = "RU";
  return edit;
}

/* --- Everything about one person -------------------------------------------------------------- */

static void
test_person (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 vega = add_client (fixture, "Vega", "active", NULL);
  gint64 anna = add_contact (fixture, acme, "Anna", "decides");
  g_autoptr (LsnContactEdit) edit = new_edit (acme, anna);
  g_autoptr (LsnContactEdit) link = new_edit (vega, anna);
  g_autoptr (LsnContactEdit) unlink = new_edit (vega, anna);
  g_autoptr (LsnPersonCard) at_acme = NULL;
  g_autoptr (LsnPersonCard) at_vega = NULL;
  g_autoptr (LsnPersonCard) back = NULL;

  edit->note = g_strdup ("Likes short letters");
  edit->avatar = g_strdup ("abc");
  edit->is_primary = 1;
  edit->has_birthday = TRUE;
  edit->birthday = lsn_date_from_iso ("1990-02-28");
  edit->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);
  add_channel (edit->channels, "telegram", "@anna", NULL);
  add_channel (edit->channels, "phone", "8 916 123-45-67", "work");
  add_channel (edit->channels, "phone", "8 916 765-43-21", "personal");
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);

  link->role = g_strdup ("advises");
  write_or_fail (fixture, lsn_contact_edit_on_worker, link);

  at_acme = read_person (fixture, acme, anna);
  g_assert_cmpstr (lsn_row_get_text (at_acme->contact, LSN_CONTACT_NOTE), ==,
                   "Likes short letters");
  g_assert_cmpstr (lsn_row_get_text (at_acme->contact, LSN_CONTACT_AVATAR), ==, "abc");
  g_assert_cmpint (lsn_row_get_int64 (at_acme->link, LSN_CLIENT_CONTACT_IS_PRIMARY), ==, 1);
  g_assert_cmpstr (lsn_row_get_text (at_acme->link, LSN_CLIENT_CONTACT_ALSO_AT), ==, "Vega");
  g_assert_cmpint (at_acme->birthday, ==, lsn_date_from_iso ("1990-02-28"));
  g_assert_cmpuint (at_acme->channels->len, ==, 3);
  g_assert_cmpstr (lsn_row_get_text (g_ptr_array_index (at_acme->channels, 0), LSN_CHANNEL_KIND),
                   ==, "telegram");
  g_assert_cmpstr (lsn_row_get_text (g_ptr_array_index (at_acme->channels, 2), LSN_CHANNEL_LABEL),
                   ==, "personal");
  g_assert_cmpuint (at_acme->places->len, ==, 1);
  g_assert_cmpstr (((LsnPersonPlace *) g_ptr_array_index (at_acme->places, 0))->role, ==,
                   "advises");

  at_vega = read_person (fixture, vega, anna);
  g_assert_cmpint (at_vega->birthday, ==, LSN_DATE_NONE);
  g_assert_cmpstr (lsn_row_get_text (at_vega->link, LSN_CLIENT_CONTACT_ROLE), ==, "advises");

  unlink->unlink = TRUE;
  write_or_fail (fixture, lsn_contact_edit_on_worker, unlink);
  back = read_person (fixture, vega, anna);
  g_assert_nonnull (back->contact);
  g_assert_null (back->link);
}

/* --- Their order ------------------------------------------------------------------------------ */

static void
put_in_order (ModelFixture *fixture, gint64 client_id, gint64 first, gint64 second, gint64 third)
{
  LsnPeopleOrder *order = lsn_people_order_new (client_id);

  g_array_append_val (order->contact_ids, first);
  g_array_append_val (order->contact_ids, second);
  g_array_append_val (order->contact_ids, third);
  write_or_fail (fixture, lsn_people_order_on_worker, order);
  lsn_people_order_free (order);
}

static void
test_order (ModelFixture *fixture, gconstpointer data)
{
  const char *const first = "SELECT contact_id FROM client_contact ORDER BY is_primary DESC,"
                            " position LIMIT 1";
  const char *const primary = "SELECT coalesce (sum(contact_id), 0) FROM client_contact"
                              " WHERE is_primary";
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 anna = add_contact (fixture, acme, "Anna", NULL);
  gint64 boris = add_contact (fixture, acme, "Boris", NULL);
  gint64 vera = add_contact (fixture, acme, "Vera", NULL);
  g_autoptr (LsnContactEdit) edit = new_edit (acme, anna);
  g_autoptr (GError) error = NULL;

  put_in_order (fixture, acme, vera, anna, boris);
  g_assert_cmpint (ask (fixture->store, first), ==, vera);
  g_assert_cmpint (ask (fixture->store, primary), ==, 0);

  /* Where there is a main contact, who comes first is it. */
  edit->is_primary = 1;
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);
  g_assert_cmpint (ask (fixture->store, first), ==, anna);
  put_in_order (fixture, acme, boris, anna, vera);
  g_assert_cmpint (ask (fixture->store, first), ==, boris);
  g_assert_cmpint (ask (fixture->store, primary), ==, boris);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, primary), ==, anna);
}

/* --- Birthdays -------------------------------------------------------------------------------- */

static void
set_birthday (ModelFixture *fixture, gint64 client_id, gint64 contact_id, const char *date)
{
  g_autoptr (LsnContactEdit) edit = new_edit (client_id, contact_id);

  edit->has_birthday = TRUE;
  edit->birthday = date ? lsn_date_from_iso (date) : LSN_DATE_NONE;
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);
}

/* One that came with a title of its own, in either language, is moved and not doubled. */
static void
test_birthday (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 anna = add_contact (fixture, acme, "Anna", NULL);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO important_date (id, client_id, contact_id, title, date)"
                       " VALUES (1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                       ", 'День рождения: Анна', '1990-11-25'), (2, %" G_GINT64_FORMAT
                       ", %" G_GINT64_FORMAT ", 'Wedding', '2015-06-01')",
                       acme, anna, acme, anna);

  tell (fixture->store, sql);
  set_birthday (fixture, acme, anna, "1990-11-26");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM important_date"), ==, 2);
  g_assert_cmpint (ask (fixture->store, "SELECT id FROM important_date WHERE date = '1990-11-26'"),
                   ==, 1);
  set_birthday (fixture, acme, anna, NULL);
  g_assert_cmpint (ask (fixture->store, "SELECT id FROM important_date"), ==, 2);
  set_birthday (fixture, acme, anna, "1990-11-24");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM important_date WHERE yearly"
                                        " AND lead_days = 7 AND title = 'Birthday'"),
                   ==, 1);
}

/* A person who leaves takes the birthday along; undo brings both back. */
static void
test_leaving (ModelFixture *fixture, gconstpointer data)
{
  gint64 acme = add_client (fixture, "Acme", "active", NULL);
  gint64 anna = add_contact (fixture, acme, "Anna", NULL);
  g_autoptr (LsnContactEdit) edit = new_edit (acme, anna);
  g_autoptr (GError) error = NULL;

  set_birthday (fixture, acme, anna, "1990-11-24");
  edit->unlink = TRUE;
  write_or_fail (fixture, lsn_contact_edit_on_worker, edit);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count(*) FROM contact)"
                                        " + (SELECT count(*) FROM important_date)"),
                   ==, 0);
  lsn_store_undo_sync (fixture->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, "SELECT (SELECT count(*) FROM contact)"
                                        " + (SELECT count(*) FROM important_date)"),
                   ==, 2);
}

/* --- Who is there already --------------------------------------------------------------------- */

static void
test_duplicate_name (ModelFixture *fixture, gconstpointer data)
{
  gint64 rose = add_client (fixture, "ООО «Ромашка»", "active", NULL);
  gint64 plus = add_client (fixture, "Ромашка Плюс", "active", NULL);
  const struct
  {
    const char *typed;
    gint64 except_id;
    gint64 found;
  } names[] = {
    { "Ромашка", 0, rose },      { "ромашка", 0, rose }, { "АО Ромашка", 0, rose },
    { "ромашка плюс", 0, plus }, { "Ромаш", 0, 0 },      { "Плюс", 0, 0 },
    { "Ромашка", rose, 0 },      { "ООО", 0, 0 },        { "", 0, 0 },
    { "\"*( OR", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LsnDuplicate) duplicate =
          lsn_duplicate_new ("name", names[i].typed, "RU", names[i].except_id);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", names[i].typed);
      lsn_store_read_sync (fixture->store, lsn_duplicate_on_worker, duplicate, &error);
      g_assert_no_error (error);
      g_assert_cmpint (duplicate->client_id, ==, names[i].found);
    }
}

static void
test_guess_kind (void)
{
  const char *const values[][2] = {
    { "+7 916 123-45-67", "phone" },
    { "8 (916) 1234567", "phone" },
    { "anna@acme.ru", "email" },
    { "@anna_s", "telegram" },
    { "https://t.me/anna", "telegram" },
    { "t.me/anna", "telegram" },
    { "wa.me/79161234567", "whatsapp" },
    { "https://max.ru/anna", "max" },
    { "agency.ru", "site" },
    { "агентство.рф/портфолио", "site" },
    { "https://agency.ru", "site" },
    { "12", NULL },
    { "@", NULL },
    { "anna", NULL },
    { "desk 4, ask for Anna.", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (lsn_channel_guess_kind (values[i][0]), ==, values[i][1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/people/" name, ModelFixture, NULL, model_set_up, func, model_tear_down)
  ADD ("person", test_person);
  ADD ("order", test_order);
  ADD ("birthday", test_birthday);
  ADD ("leaving", test_leaving);
  ADD ("duplicate-name", test_duplicate_name);
#undef ADD
  g_test_add_func ("/people/guess-kind", test_guess_kind);
  return g_test_run ();
}
