/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * What the program asks its workspace, beside the least that SQLite needs for it:
 * questions WORKSPACE [ROUNDS]
 *
 * Limit and program in turn, on connections of their own to the same file, both with the same
 * hundred words and clients, the same in each round: where the machine does something else beside,
 * the best of the rounds counts for each. The program's side is the whole way: to the worker's
 * thread, the query, and back. What is written is undone.
 */

#include "times.h"

#include "base/lsn-clock.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client-query.h"
#include "model/lsn-model.h"
#include "model/search/lsn-search.h"
#include "model/timeline/lsn-entry-write.h"
#include "store/lsn-store.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <sqlite3.h>
#include <unistd.h>

#define N_ASKED     100
#define N_WRITTEN   21
#define SCREEN_ROWS 50

static const char *folder;
static LsnStore *store;
static sqlite3 *raw;
static GArray *clients; /* element-type gint64 */
static GPtrArray *typed;
static guint turn; /* which of the words and clients */
static volatile guint sink;

/* --- The limit: bare SQL ---------------------------------------------------------------------- */

static sqlite3_stmt *
prepare (const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (raw, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (raw));
  return statement;
}

static void
drain (sqlite3_stmt *statement)
{
  int columns = sqlite3_column_count (statement);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < columns; i++)
        {
          const unsigned char *text = sqlite3_column_text (statement, i);

          sink += text ? *text : 0;
        }
    }
  sqlite3_reset (statement);
}

/* The words of clients' names, cut to one, two, three and five letters, as somebody types them. */
static void
read_parameters (void)
{
  sqlite3_stmt *statement =
      prepare ("SELECT id, name FROM client ORDER BY id * 7919 % 100003 LIMIT 1000");
  const int lengths[] = { 1, 2, 3, 5 };
  guint n = 0;

  clients = g_array_new (FALSE, FALSE, sizeof (gint64));
  typed = g_ptr_array_new_with_free_func (g_free);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      const char *name = (const char *) sqlite3_column_text (statement, 1);
      int letters = lengths[n++ % G_N_ELEMENTS (lengths)];

      g_array_append_val (clients, id);
      if (g_utf8_strlen (name, -1) >= letters)
        g_ptr_array_add (typed, g_utf8_substring (name, 0, letters));
    }
  sqlite3_finalize (statement);
}

static gint64
pick_client (void)
{
  return g_array_index (clients, gint64, turn % clients->len);
}

static const char *
pick_typed (void)
{
  return g_ptr_array_index (typed, turn % typed->len);
}

static void
must (gboolean ok, GError *error)
{
  if (!ok)
    g_error ("%s", error ? error->message : "refused");
}

static void
read_store (LsnStoreFunc func, gpointer data)
{
  GError *error = NULL;

  must (lsn_store_read_sync (store, func, data, &error), error);
}

/* --- Questions -------------------------------------------------------------------------------- */

static void
limit_ids (void)
{
  static sqlite3_stmt *statement;

  if (statement == NULL)
    statement = prepare ("SELECT client_id FROM client_state WHERE listed = 1"
                         " ORDER BY sort_key, client_id");
  while (sqlite3_step (statement) == SQLITE_ROW)
    sink += (guint) sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
}

typedef struct
{
  LsnClientQuery *query;
  GArray *ids;
} Listing;

static gboolean
list_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;

  return lsn_client_query_on_worker (db, listing->query, listing->ids, cancellable, error);
}

static void
list_clients (const char *text, gboolean descending)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (LsnClientQuery) query = lsn_client_query_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Listing listing = { query, ids };

  query->today = lsn_date_get_today (lsn_clock_now (), zone);
  query->text = g_strdup (text);
  query->descending = descending;
  read_store (list_on_worker, &listing);
}

/* The order that was asked for last is kept: every time another one. */
static void
program_ids (void)
{
  list_clients (NULL, turn % 2);
}

/* As the palette asks: some names, and as many texts, the newest first; these from two letters on.
 */
static void
limit_search (void)
{
  static sqlite3_stmt *names;
  static sqlite3_stmt *texts;
  g_autofree char *match = lsn_text_dup_query (pick_typed ());

  if (names == NULL)
    {
      names = prepare ("SELECT c.id, c.name, c.city, c.status FROM search_name"
                       " JOIN client c ON c.id = search_name.rowid"
                       " WHERE search_name MATCH ? LIMIT 50");
      texts = prepare ("SELECT rowid FROM search_text WHERE search_text MATCH ?"
                       " ORDER BY rowid DESC LIMIT 25");
    }
  sqlite3_bind_text (names, 1, match, -1, SQLITE_TRANSIENT);
  drain (names);
  if (g_utf8_strlen (pick_typed (), -1) < 2)
    return;
  sqlite3_bind_text (texts, 1, match, -1, SQLITE_TRANSIENT);
  drain (texts);
}

static void
program_search (void)
{
  g_autoptr (LsnSearch) search = lsn_search_new (pick_typed (), SCREEN_ROWS);

  search->names_limit = SCREEN_ROWS / 2;
  read_store (lsn_search_on_worker, search);
}

/* Which rows are found, and no more: the list shows all of them, not any fifty. */
static void
limit_filter (void)
{
  static sqlite3_stmt *statement;
  g_autofree char *match = lsn_text_dup_query (pick_typed ());

  if (statement == NULL)
    statement = prepare ("SELECT rowid FROM search_name WHERE search_name MATCH ?");
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    sink += (guint) sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
}

static void
program_filter (void)
{
  list_clients (pick_typed (), FALSE);
}

static void
limit_client (void)
{
  static sqlite3_stmt *card;
  static sqlite3_stmt *story;
  gint64 id = pick_client ();

  if (card == NULL)
    {
      card = prepare (
          "SELECT c.*, (SELECT group_concat (value) FROM channel WHERE client_id = c.id),"
          " (SELECT group_concat (p.name) FROM client_contact l JOIN contact p"
          " ON p.id = l.contact_id WHERE l.client_id = c.id),"
          " (SELECT group_concat (title) FROM followup WHERE client_id = c.id AND done_at IS NULL),"
          " (SELECT group_concat (text) FROM agreement WHERE client_id = c.id),"
          " (SELECT group_concat (date) FROM important_date WHERE client_id = c.id),"
          " (SELECT group_concat (name) FROM attachment WHERE client_id = c.id)"
          " FROM client c WHERE c.id = ?");
      story =
          prepare ("SELECT * FROM entry WHERE client_id = ? ORDER BY at DESC, id DESC LIMIT 100");
    }
  sqlite3_bind_int64 (card, 1, id);
  drain (card);
  sqlite3_bind_int64 (story, 1, id);
  drain (story);
}

/* What a client page reads to be complete: the card, and the first screen of the story. */
static gboolean
client_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnClientCard *card = data;
  g_autoptr (LsnTimelineQuery) timeline = lsn_timeline_query_new (card->client_id, NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;

  if (!lsn_client_card_on_worker (db, card, cancellable, error) ||
      !lsn_timeline_query_on_worker (db, timeline, ids, cancellable, error))
    return FALSE;
  g_array_set_size (ids, MIN (ids->len, 100));
  rows = lsn_row_load_ids (db, &lsn_entry_info, ids, error);
  return rows != NULL;
}

static void
program_client (void)
{
  g_autoptr (LsnClientCard) card = lsn_client_card_new (pick_client ());

  read_store (client_on_worker, card);
}

static const struct
{
  const char *name;
  void (*limit) (void);
  void (*program) (void);
  guint times;
} questions[] = {
  { "ids", limit_ids, program_ids, 5 },
  { "search", limit_search, program_search, N_ASKED },
  { "filter", limit_filter, program_filter, N_ASKED },
  { "client", limit_client, program_client, N_ASKED },
};

static void
ask (guint number)
{
  g_autoptr (GArray) limit = times_new ();
  g_autoptr (GArray) program = times_new ();

  turn = 0;
  questions[number].limit ();
  questions[number].program ();
  for (turn = 1; turn <= questions[number].times; turn++)
    {
      gint64 start = g_get_monotonic_time ();

      questions[number].limit ();
      times_add (limit, start);
      start = g_get_monotonic_time ();
      questions[number].program ();
      times_add (program, start);
    }
  times_print (questions[number].name, "limit", limit);
  times_print (questions[number].name, "program", program);
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* The floor under every durable write on this file system. */
static void
write_floor (int fd, GArray *times)
{
  static const char page[4096] = { 1 };
  gint64 start = g_get_monotonic_time ();

  if (write (fd, page, sizeof page) != sizeof page || fdatasync (fd) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));
  times_add (times, start);
}

typedef struct
{
  gboolean done;
  gint64 turn;    /* when the main loop was last free */
  gint64 longest; /* that it was not */
  gint64 journal_id;
} Waiting;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  GError *error = NULL;

  must (lsn_store_finish (store, result, &error) != NULL, error);
  waiting->journal_id = lsn_store_get_journal_id (store, result);
  waiting->done = TRUE;
}

/* The window's side: the main loop turns all the time, and shall never stand still. */
static void
wait_for (Waiting *waiting)
{
  waiting->turn = g_get_monotonic_time ();
  while (!waiting->done)
    {
      gint64 now;

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (20);
      now = g_get_monotonic_time ();
      waiting->longest = MAX (waiting->longest, now - waiting->turn);
      waiting->turn = now;
    }
}

static LsnEntryEdit *
new_touch (void)
{
  LsnEntryEdit *edit = g_new0 (LsnEntryEdit, 1);

  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, pick_client ());
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "call");
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, "Call back on Wednesday, ask about the delivery");
  return edit;
}

static void
write_touches (void)
{
  g_autofree char *path = g_build_filename (folder, "floor", NULL);
  int fd = open (path, O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
  g_autoptr (GArray) floors = times_new ();
  g_autoptr (GArray) times = times_new ();
  g_autoptr (GArray) undone = times_new ();
  g_autoptr (GArray) stalls = times_new ();

  for (guint i = 0; i < N_WRITTEN; i++)
    {
      Waiting waiting = { 0 };
      gint64 start;

      write_floor (fd, floors);
      turn = i;
      start = g_get_monotonic_time ();
      lsn_store_write_async (store, "Log Call", lsn_entry_edit_on_worker, new_touch (),
                             (GDestroyNotify) lsn_entry_edit_free, NULL, written_cb, &waiting);
      wait_for (&waiting);
      times_add (times, start);
      g_array_append_val (stalls, waiting.longest);

      start = g_get_monotonic_time ();
      {
        GError *error = NULL;

        must (lsn_store_undo_sync (store, waiting.journal_id, NULL, &error), error);
      }
      times_add (undone, start);
      /* The first write reads a file through that was copied meanwhile. */
      if (i == 0)
        {
          g_array_set_size (times, 0);
          g_array_set_size (undone, 0);
          g_array_set_size (stalls, 0);
        }
    }
  close (fd);
  unlink (path);
  times_print ("touch", "limit", floors);
  times_print ("undo", "program", undone);
  times_print ("stall", "program", stalls);
  times_print ("touch", "program", times);
}

/* --- Opening ---------------------------------------------------------------------------------- */

static void
open_limit (void)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GArray) times = times_new ();
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *page;

  if (sqlite3_open_v2 (path, &raw, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (raw));
  page = prepare ("SELECT c.id, c.name, c.city FROM client_state s JOIN client c ON c.id ="
                  " s.client_id WHERE s.listed = 1 ORDER BY s.sort_key, s.client_id LIMIT 50");
  drain (page);
  sqlite3_finalize (page);
  times_add (times, start);
  times_print ("open", "limit", times);
}

static void
open_program (void)
{
  g_autoptr (GArray) times = times_new ();
  gint64 start = g_get_monotonic_time ();
  GError *error = NULL;

  store = lsn_store_open (folder, lsn_model_get_schema (), "Bench", &error);
  must (store != NULL, error);
  times_add (times, start);
  times_print ("open", "program", times);
}

int
main (int argc, char *argv[])
{
  int rounds = argc > 2 ? atoi (argv[2]) : 5;

  if (argc < 2)
    return 2;
  folder = argv[1];
  for (int i = 0; i < rounds; i++)
    {
      open_limit ();
      sqlite3_close (raw);
      open_program ();
      lsn_store_close (store);
      g_clear_object (&store);
    }

  open_limit ();
  open_program ();
  read_parameters ();
  for (int i = 0; i < rounds; i++)
    {
      for (guint number = 0; number < G_N_ELEMENTS (questions); number++)
        ask (number);
      write_touches ();
    }
  lsn_store_close (store);
  g_object_unref (store);
  return 0;
}
