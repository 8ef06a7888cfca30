/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * The least that it takes to have a table of clients in SQLite: limit-import FILE.csv NEW.db
 *
 * The file is the one that bench.py writes: a line a client, five fields, none of them in quotes.
 * One table, an index by name and one by phone, and full text, in one transaction that is durable
 * at its end.
 */

#include <glib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_FIELDS 5

static sqlite3 *database;

static void
run (const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

static void
insert_lines (const char *text)
{
  sqlite3_stmt *insert = NULL;

  sqlite3_prepare_v2 (database,
                      "INSERT INTO client (name, phone, email, city, note) VALUES (?, ?, ?, ?, ?)",
                      -1, &insert, NULL);
  for (const char *line = strchr (text, '\n') + 1; *line;)
    {
      for (int i = 0; i < N_FIELDS; i++)
        {
          const char *end = line + strcspn (line, ",\n");

          sqlite3_bind_text (insert, i + 1, line, (int) (end - line), SQLITE_STATIC);
          line = end + 1;
        }
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (database));
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
}

int
main (int argc, char *argv[])
{
  g_autofree char *text = NULL;

  if (argc != 3)
    return 2;
  if (!g_file_get_contents (argv[1], &text, NULL, NULL))
    g_error ("%s cannot be read", argv[1]);
  if (sqlite3_open (argv[2], &database) != SQLITE_OK)
    g_error ("%s: %s", argv[2], sqlite3_errmsg (database));
  run ("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
       "CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, email TEXT, city TEXT,"
       " note TEXT); BEGIN");
  insert_lines (text);
  run ("CREATE INDEX client_name ON client (name, id); CREATE INDEX client_phone ON client (phone);"
       "CREATE VIRTUAL TABLE words USING fts5 (name, email, city, note, content = 'client',"
       " content_rowid = 'id', prefix = '2 3');"
       "INSERT INTO words (words) VALUES ('rebuild'); COMMIT");
  sqlite3_close (database);
  return 0;
}
