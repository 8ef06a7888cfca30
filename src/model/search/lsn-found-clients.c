/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/search/lsn-found-clients.h"
#include "base/lsn-text.h"
#include "model/search/lsn-search.h"

/* Up to so many found rows are looked up one by one. */
#define FEW_ROWS 500

typedef struct
{
  gint64 contact_id;
  gint64 client_id;
} Link;

/* A set with open addressing; 0 is an empty place and no id. A GHashTable of gint64 allocates each,
 * and is asked a hundred thousand times for a key. */
struct _LsnFoundClients
{
  gint64 *places; /* owned */
  guint shift;    /* 64 less the bits of a place */
};

static guint64
get_place (const LsnFoundClients *self, gint64 id)
{
  return ((guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> self->shift;
}

static void
add (LsnFoundClients *self, gint64 id)
{
  guint64 mask = G_MAXUINT64 >> self->shift;
  guint64 place = get_place (self, id);

  while (self->places[place] != 0 && self->places[place] != id)
    place = (place + 1) & mask;
  self->places[place] = id;
}

/* At least half of the places stay empty. */
static LsnFoundClients *
found_clients_new (GArray *ids)
{
  LsnFoundClients *self = g_new0 (LsnFoundClients, 1);
  guint bits = g_bit_storage (ids->len) + 1;

  self->shift = 64 - bits;
  self->places = g_new0 (gint64, G_GUINT64_CONSTANT (1) << bits);
  for (guint i = 0; i < ids->len; i++)
    add (self, g_array_index (ids, gint64, i));
  return self;
}

void
lsn_found_clients_free (LsnFoundClients *self)
{
  g_free (self->places);
  g_free (self);
}

gboolean
lsn_found_clients_contains (const LsnFoundClients *self, gint64 client_id)
{
  guint64 mask = G_MAXUINT64 >> self->shift;
  guint64 place = get_place (self, client_id);

  while (self->places[place] != 0 && self->places[place] != client_id)
    place = (place + 1) & mask;
  return self->places[place] == client_id;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* Returns: owned, element-type gint64: ids of clients and contacts, ascending */
static GArray *
read_rows (LsnDatabase *db, const char *sql, const char *match, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  lsn_statement_bind (statement, "t", match);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (rows, id);
    }
  return lsn_statement_finish (statement, error) ? g_steal_pointer (&rows) : NULL;
}

/* Ids tell nothing about what they are of: each may be that of a contact. */
static GArray *
look_up_links (LsnDatabase *db, GArray *rows, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db, "SELECT client_id FROM client_contact WHERE contact_id = ?", error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      Link link = { .contact_id = g_array_index (rows, gint64, i) };

      lsn_statement_bind (statement, "i", link.contact_id);
      while (lsn_statement_step (statement))
        {
          link.client_id = lsn_statement_get_int64 (statement, 0);
          g_array_append_val (links, link);
        }
      if (!lsn_statement_finish (statement, error))
        return NULL;
    }
  return g_steal_pointer (&links);
}

static int
compare_links (gconstpointer left, gconstpointer right)
{
  const Link *a = left, *b = right;

  return (a->contact_id > b->contact_id) - (a->contact_id < b->contact_id);
}

/* All of them, by contact; kept until somebody writes. */
static GArray *
dup_all_links (LsnDatabase *db, GError **error)
{
  GArray *kept = lsn_database_get_kept (db, "contacts of clients");
  g_autoptr (GArray) links = NULL;
  g_autoptr (LsnStatement) statement = NULL;

  if (kept)
    return g_array_ref (kept);

  links = g_array_new (FALSE, FALSE, sizeof (Link));
  statement = lsn_database_prepare (db, "SELECT contact_id, client_id FROM client_contact", error);
  while (lsn_statement_step (statement))
    {
      Link link = { lsn_statement_get_int64 (statement, 0),
                    lsn_statement_get_int64 (statement, 1) };

      g_array_append_val (links, link);
    }
  if (!lsn_statement_finish (statement, error))
    return NULL;
  g_array_sort (links, compare_links);
  lsn_database_keep (db, "contacts of clients", g_array_ref (links),
                     (GDestroyNotify) g_array_unref);
  return g_steal_pointer (&links);
}

/* Both are in the order of their ids, and gone through side by side. */
static void
append_clients (GArray *rows, GArray *links)
{
  const Link *link = (const Link *) links->data;
  const Link *end = link + links->len;
  guint n = rows->len;

  for (guint i = 0; i < n && link < end; i++)
    {
      gint64 id = g_array_index (rows, gint64, i);

      while (link < end && link->contact_id < id)
        link++;
      for (; link < end && link->contact_id == id; link++)
        g_array_append_val (rows, link->client_id);
    }
}

LsnFoundClients *
lsn_found_clients_new (LsnDatabase *db, const char *typed, GError **error)
{
  g_autofree char *digits = lsn_search_dup_digit_query (typed);
  g_autofree char *match = digits ? NULL : lsn_text_dup_query (typed);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) links = NULL;

  if (digits)
    rows = read_rows (db, "SELECT rowid FROM search_digits WHERE search_digits MATCH ?", digits,
                      error);
  else if (match)
    rows = read_rows (db, "SELECT rowid FROM search_name WHERE search_name MATCH ?", match, error);
  if (rows == NULL)
    return NULL;
  links = rows->len <= FEW_ROWS ? look_up_links (db, rows, error) : dup_all_links (db, error);
  if (links == NULL)
    return NULL;
  append_clients (rows, links);
  return found_clients_new (rows);
}
