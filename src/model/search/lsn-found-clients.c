/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/search/lsn-found-clients.h"
#include "base/lsn-text.h"
#include "model/search/lsn-search.h"

/* Fewer found rows than one in so many ids are looked up by halves, more are gone through. */
#define SPARSE 16

#define NOWHERE G_MAXUINT32

/* --- Whose is an id --------------------------------------------------------------------------- */

/* Of a client, or of a contact and one of its clients. */
typedef struct
{
  gint64 id;
  guint32 rank; /* of the client among all clients, by id */
} Owner;

/* A box that counts its references. */
typedef struct
{
  GArray *owners; /* owned; element-type Owner, by id */
  guint n_clients;
} Owners;

static void
owners_clear (gpointer data)
{
  g_array_unref (((Owners *) data)->owners);
}

static void
owners_unref (gpointer data)
{
  g_rc_box_release_full (data, owners_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Owners, owners_unref)

static int
compare_owners (gconstpointer left, gconstpointer right)
{
  const Owner *a = left, *b = right;

  return (a->id > b->id) - (a->id < b->id);
}

static gboolean
read_clients (LsnDatabase *db, GArray *owners, GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT client_id FROM client_state AS every NOT INDEXED"
                            " ORDER BY client_id",
                            error);

  while (lsn_statement_step (statement))
    {
      Owner owner = { lsn_statement_get_int64 (statement, 0), owners->len };

      g_array_append_val (owners, owner);
    }
  return lsn_statement_finish (statement, error);
}

/* The index of the links is in the order of the clients, as @owners are so far. */
static gboolean
read_links (LsnDatabase *db, GArray *owners, GError **error)
{
  guint n_clients = owners->len;
  guint rank = 0;
  g_autoptr (LsnStatement) statement = lsn_database_prepare (
      db,
      "SELECT client_id, contact_id FROM client_contact AS every ORDER BY client_id, contact_id",
      error);

  while (lsn_statement_step (statement))
    {
      gint64 client_id = lsn_statement_get_int64 (statement, 0);
      Owner owner = { .id = lsn_statement_get_int64 (statement, 1) };

      while (rank < n_clients && g_array_index (owners, Owner, rank).id < client_id)
        rank++;
      owner.rank = rank;
      if (rank < n_clients && g_array_index (owners, Owner, rank).id == client_id)
        g_array_append_val (owners, owner);
    }
  return lsn_statement_finish (statement, error);
}

/* Kept until somebody writes. */
static Owners *
dup_owners (LsnDatabase *db, GError **error)
{
  Owners *kept = lsn_database_get_kept (db, "owners of ids");
  g_autoptr (Owners) self = NULL;

  if (kept)
    return g_rc_box_acquire (kept);

  self = g_rc_box_new0 (Owners);
  self->owners = g_array_new (FALSE, FALSE, sizeof (Owner));
  if (!read_clients (db, self->owners, error))
    return NULL;
  self->n_clients = self->owners->len;
  if (!read_links (db, self->owners, error))
    return NULL;
  g_array_sort (self->owners, compare_owners);
  lsn_database_keep (db, "owners of ids", g_rc_box_acquire (self), owners_unref);
  return g_steal_pointer (&self);
}

/* Returns: the first from @start on that is not before @id */
static guint
find_owner (const Owners *self, guint start, gint64 id)
{
  const Owner *owners = (const Owner *) self->owners->data;
  guint end = self->owners->len;

  while (start < end)
    {
      guint middle = start + (end - start) / 2;

      if (owners[middle].id < id)
        start = middle + 1;
      else
        end = middle;
    }
  return start;
}

/* --- Places ----------------------------------------------------------------------------------- */

struct _LsnClientPlaces
{
  Owners *owners;  /* owned */
  guint32 *places; /* owned; by rank */
};

LsnClientPlaces *
lsn_client_places_new (LsnDatabase *db, GArray *order, GError **error)
{
  g_autoptr (Owners) owners = dup_owners (db, error);
  LsnClientPlaces *self;

  if (owners == NULL)
    return NULL;
  self = g_new0 (LsnClientPlaces, 1);
  self->places = g_new (guint32, owners->n_clients);
  for (guint i = 0; i < owners->n_clients; i++)
    self->places[i] = NOWHERE;
  for (guint i = 0; i < order->len; i++)
    {
      gint64 id = g_array_index (order, gint64, i);
      guint place = find_owner (owners, 0, id);

      if (place < owners->owners->len && g_array_index (owners->owners, Owner, place).id == id)
        self->places[g_array_index (owners->owners, Owner, place).rank] = i;
    }
  self->owners = g_steal_pointer (&owners);
  return self;
}

void
lsn_client_places_free (LsnClientPlaces *self)
{
  owners_unref (self->owners);
  g_free (self->places);
  g_free (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* Returns: owned, nullable, element-type gint64: ids of clients and contacts, ascending */
static GArray *
read_rows (LsnDatabase *db, const char *sql, const char *match, const LsnDigits *digits,
           GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  lsn_statement_bind (statement, digits ? "ttt" : "t", match, digits ? digits->runs[0] : NULL,
                      digits ? digits->runs[1] : NULL);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (rows, id);
    }
  return lsn_statement_finish (statement, error) ? g_steal_pointer (&rows) : NULL;
}

/* A bit for each place of the order. Both sides are in the order of their ids. */
static void
mark (const LsnClientPlaces *self, GArray *rows, guint64 *marks)
{
  const Owner *owners = (const Owner *) self->owners->owners->data;
  guint n = self->owners->owners->len;
  gboolean sparse = rows->len < n / SPARSE;
  guint at = 0;

  for (guint i = 0; i < rows->len && at < n; i++)
    {
      gint64 id = g_array_index (rows, gint64, i);

      if (sparse)
        at = find_owner (self->owners, at, id);
      while (at < n && owners[at].id < id)
        at++;
      for (; at < n && owners[at].id == id; at++)
        {
          guint32 place = self->places[owners[at].rank];

          if (place != NOWHERE)
            marks[place / 64] |= G_GUINT64_CONSTANT (1) << (place % 64);
        }
    }
}

static void
append_marked (GArray *order, const guint64 *marks, GArray *ids)
{
  for (guint i = 0; i <= order->len / 64; i++)
    {
      for (guint64 rest = marks[i]; rest; rest &= rest - 1)
        {
          guint place = i * 64 + (guint) g_bit_nth_lsf (rest, -1);

          g_array_append_val (ids, g_array_index (order, gint64, place));
        }
    }
}

gboolean
lsn_found_clients_on_worker (LsnDatabase *db, const char *typed, GArray *order,
                             LsnClientPlaces **places, GArray *ids, GError **error)
{
  g_autoptr (LsnDigits) digits = typed ? lsn_digits_new (typed) : NULL;
  g_autofree char *match = digits ? NULL : lsn_text_dup_query (typed);
  g_autofree guint64 *marks = NULL;
  g_autoptr (GArray) rows = NULL;

  if (digits == NULL && match == NULL)
    {
      g_array_append_vals (ids, order->data, order->len);
      return TRUE;
    }
  rows = digits ? read_rows (db,
                             "SELECT n.rowid FROM search_digits n WHERE n.search_digits MATCH ?1"
                             " AND " LSN_DIGITS_CONDITION ("n.rowid"),
                             digits->match, digits, error)
                : read_rows (db, "SELECT rowid FROM search_name WHERE search_name MATCH ?", match,
                             NULL, error);
  if (rows == NULL)
    return FALSE;
  if (*places == NULL)
    *places = lsn_client_places_new (db, order, error);
  if (*places == NULL)
    return FALSE;
  marks = g_new0 (guint64, order->len / 64 + 1);
  mark (*places, rows, marks);
  append_marked (order, marks, ids);
  return TRUE;
}
