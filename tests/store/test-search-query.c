/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-text.h"

#include <sqlite3.h>

static sqlite3 *
open_index (void)
{
  static const char *const texts[] = { "Обещания клиенту «Ёлка»", "Tom & Jerry: the offer",
                                       "NEAR AND OR NOT" };
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE VIRTUAL TABLE entry USING fts5 (text)", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO entry VALUES (?)", -1, &insert, NULL), ==,
                   SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *index = lsn_text_dup_index (texts[i]);

      sqlite3_bind_text (insert, 1, index, -1, SQLITE_TRANSIENT);
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  return db;
}

/* Returns: rows found; fails the test when FTS5 does not take the query. */
static int
count_found (sqlite3 *db, const char *typed)
{
  g_autofree char *query = lsn_text_dup_query (typed);
  sqlite3_stmt *select = NULL;
  int found = 0, result;

  if (query == NULL)
    return 0;
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rowid FROM entry WHERE text MATCH ?", -1,
                                       &select, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (select, 1, query, -1, SQLITE_TRANSIENT);
  while ((result = sqlite3_step (select)) == SQLITE_ROW)
    found++;
  if (result != SQLITE_DONE)
    g_test_message ("%s: %s", query, sqlite3_errmsg (db));
  g_assert_cmpint (result, ==, SQLITE_DONE);
  sqlite3_finalize (select);
  return found;
}

static void
test_found (void)
{
  static const struct
  {
    const char *typed;
    int found;
  } rows[] = {
    { "обещание", 1 },
    { "ЁЛКА", 1 },
    { "елк", 1 },
    { "клиентам обещ", 1 },
    { "jerry tom", 1 },
    { "offers", 1 },
    { "tom -jerry", 1 },
    { "near", 1 },
    { "NEAR(tom jerry)", 0 },
    { "NOT", 1 },
    { "tom OR обещание", 0 },
    { "text:tom", 0 },
    { "tom*", 1 },
    { "\"tom", 1 },
    { "tom'; DROP TABLE entry; --", 0 },
    { "^tom + jerry", 1 },
    { "\" \"", 0 },
    { "", 0 },
    { NULL, 0 },
  };
  sqlite3 *db = open_index ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].typed ? rows[i].typed : "nothing");
      g_assert_cmpint (count_found (db, rows[i].typed), ==, rows[i].found);
    }
  sqlite3_close (db);
}

static void
test_any_text (void)
{
  static const char *const pieces[] = { "\"",   "*",   "(",  ")",   ":",      "^",      "-",   "+",
                                        "NEAR", "AND", "OR", "NOT", "{",      "}",      ",",   "'",
                                        ";",    "/",   " ",  "ё",   "\u00ad", "\u0301", "tom", "0",
                                        "\\",   "%",   "_",  "😀",  "\u202e" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  sqlite3 *db = open_index ();

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 1, 12); n > 0; n--)
        g_string_append (typed, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      count_found (db, typed->str);
    }
  sqlite3_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-query/found", test_found);
  g_test_add_func ("/search-query/any-text", test_any_text);
  return g_test_run ();
}
