/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/search/lsn-search.h"
#include "base/lsn-match.h"
#include "base/lsn-text.h"

/* Names are ranked among this many candidates, the newest. */
#define NAME_CANDIDATES 300

LsnDigits *
lsn_digits_new (const char *typed)
{
  g_autofree char *digits = lsn_text_dup_digits (typed);
  g_autofree char *other = NULL;
  g_autofree char *match = NULL;
  g_autofree char *other_match = NULL;
  gboolean exact;
  gboolean other_exact = TRUE;
  LsnDigits *self;

  for (const char *p = typed; *p; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return NULL;
    }
  match = lsn_text_dup_digit_query (digits, &exact);
  if (match == NULL)
    return NULL;

  /* «8 916 …» is how Russia dials +7 916. */
  if (digits[0] == '8')
    {
      other = g_strconcat ("7", digits + 1, NULL);
      other_match = lsn_text_dup_digit_query (other, &other_exact);
    }
  self = g_new0 (LsnDigits, 1);
  self->match =
      other_match ? g_strdup_printf ("(%s) OR (%s)", match, other_match) : g_steal_pointer (&match);
  if (exact && other_exact)
    return self;
  self->runs[1] = g_strdup (other ? other : digits);
  self->runs[0] = g_steal_pointer (&digits);
  return self;
}

void
lsn_digits_free (LsnDigits *self)
{
  g_free (self->match);
  g_free (self->runs[0]);
  g_free (self->runs[1]);
  g_free (self);
}

static void
hit_free (gpointer data)
{
  LsnSearchHit *hit = data;

  g_free (hit->kind);
  g_free (hit->title);
  g_free (hit->subtitle);
  g_free (hit->due);
  g_free (hit);
}

LsnSearch *
lsn_search_new (const char *text, guint limit)
{
  LsnSearch *self = g_new0 (LsnSearch, 1);

  self->text = g_strdup (text);
  self->limit = limit;
  self->names_limit = limit;
  self->hits = g_ptr_array_new_with_free_func (hit_free);
  return self;
}

void
lsn_search_free (LsnSearch *self)
{
  g_free (self->text);
  g_clear_pointer (&self->visited, g_array_unref);
  g_ptr_array_unref (self->hits);
  g_free (self);
}

#define NAMED                                                                                      \
  "SELECT d.kind, d.id, d.client_id, coalesce (c.name, p.name),"                                   \
  " CASE d.kind WHEN 'client' THEN c.city ELSE k.name END, NULL, s.listed, s.last_touch FROM "
#define NAMED_JOINS                                                                                \
  " n JOIN search_doc d ON d.id = n.rowid"                                                         \
  " LEFT JOIN client c ON c.id = d.id AND d.kind = 'client'"                                       \
  " LEFT JOIN contact p ON p.id = d.id AND d.kind = 'contact'"                                     \
  " LEFT JOIN client k ON k.id = d.client_id"                                                      \
  " LEFT JOIN client_state s ON s.client_id = d.client_id WHERE "
#define NAMED_ORDER " ORDER BY n.rowid DESC LIMIT ?4"
#define RECENT                                                                                     \
  "SELECT 'client', c.id, c.id, c.name, c.city, NULL FROM client_state s"                          \
  " JOIN client c ON c.id = s.client_id WHERE s.listed = 1 AND s.last_touch > 0"                   \
  " ORDER BY s.last_touch DESC LIMIT ?"
#define VISITED "SELECT 'client', c.id, c.id, c.name, c.city, NULL FROM client c WHERE c.id = ?"
#define TEXTS                                                                                      \
  "SELECT d.kind, d.id, coalesce (d.client_id, o.client_id),"                                      \
  " coalesce (e.title, substr (e.text, 1, 120), f.title, a.text, v.title, p.name, t.title),"       \
  " coalesce (k.name, o.name),"                                                                    \
  " CASE WHEN v.id IS NOT NULL THEN v.start_on || coalesce ('T' || v.start_time, '')"              \
  " WHEN t.id IS NOT NULL THEN iif (t.done_at IS NULL, t.due_on, NULL)"                            \
  " WHEN f.done_at IS NULL THEN f.due_date || coalesce ('T' || f.due_time, '') END"                \
  " FROM search_text n JOIN search_doc d ON d.id = n.rowid"                                        \
  " LEFT JOIN entry e ON e.id = d.id AND d.kind = 'entry'"                                         \
  " LEFT JOIN followup f ON f.id = d.id AND d.kind = 'followup'"                                   \
  " LEFT JOIN agreement a ON a.id = d.id AND d.kind = 'agreement'"                                 \
  " LEFT JOIN event v ON v.id = d.id AND d.kind = 'event'"                                         \
  " LEFT JOIN project p ON p.id = d.id AND d.kind = 'project'"                                     \
  " LEFT JOIN task t ON t.id = d.id AND d.kind = 'task'"                                           \
  " LEFT JOIN project o ON o.id = t.project_id"                                                    \
  " LEFT JOIN client k ON k.id = coalesce (d.client_id, o.client_id)"                              \
  " WHERE n.search_text MATCH ? ORDER BY n.rowid DESC LIMIT ?"

static LsnSearchHit *
read_hit (LsnStatement *statement)
{
  LsnSearchHit *hit = g_new0 (LsnSearchHit, 1);

  hit->kind = lsn_statement_dup_text (statement, 0);
  hit->id = lsn_statement_get_int64 (statement, 1);
  hit->client_id = lsn_statement_get_int64 (statement, 2);
  hit->title = lsn_statement_dup_text (statement, 3);
  hit->subtitle = lsn_statement_dup_text (statement, 4);
  hit->due = lsn_statement_dup_text (statement, 5);
  if (hit->title == NULL)
    hit->title = g_strdup ("");
  return hit;
}

static gboolean
collect_texts (LsnDatabase *db, LsnSearch *self, const char *match, GError **error)
{
  g_autoptr (LsnStatement) statement = NULL;

  if (match == NULL || self->hits->len >= self->limit)
    return TRUE;
  statement = lsn_database_prepare (db, TEXTS, error);
  lsn_statement_bind (statement, "ti", match, (gint64) (self->limit - self->hits->len));
  while (lsn_statement_step (statement))
    g_ptr_array_add (self->hits, read_hit (statement));
  return lsn_statement_finish (statement, error);
}

static gboolean
is_among (GPtrArray *hits, gint64 id)
{
  for (guint i = 0; i < hits->len; i++)
    {
      if (((const LsnSearchHit *) g_ptr_array_index (hits, i))->id == id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
collect_recent (LsnDatabase *db, LsnSearch *self, GError **error)
{
  guint limit = MIN (self->limit, self->names_limit);
  g_autoptr (LsnStatement) statement = NULL;

  for (guint i = 0; self->visited && i < self->visited->len && self->hits->len < limit; i++)
    {
      g_autoptr (LsnStatement) one = lsn_database_prepare (db, VISITED, error);

      lsn_statement_bind (one, "i", g_array_index (self->visited, gint64, i));
      if (lsn_statement_step (one))
        g_ptr_array_add (self->hits, read_hit (one));
      if (!lsn_statement_finish (one, error))
        return FALSE;
    }
  statement = lsn_database_prepare (db, RECENT, error);
  lsn_statement_bind (statement, "i", (gint64) limit);
  while (lsn_statement_step (statement) && self->hits->len < limit)
    {
      if (!is_among (self->hits, lsn_statement_get_int64 (statement, 1)))
        g_ptr_array_add (self->hits, read_hit (statement));
    }
  return lsn_statement_finish (statement, error);
}

/* --- Names, the best first -------------------------------------------------------------------- */

typedef struct
{
  LsnSearchHit *hit; /* owned, nullable once it is taken */
  LsnMatch rank;
  gboolean listed;
  gint64 last_touch;
} Candidate;

static void
candidate_clear (gpointer data)
{
  Candidate *candidate = data;

  if (candidate->hit)
    hit_free (candidate->hit);
}

static int
compare_candidates (gconstpointer left, gconstpointer right)
{
  const Candidate *a = left, *b = right;
  gboolean a_is_client = g_str_equal (a->hit->kind, "client");
  gboolean b_is_client = g_str_equal (b->hit->kind, "client");

  if (a->rank != b->rank)
    return (int) b->rank - (int) a->rank;
  if (a->listed != b->listed)
    return b->listed - a->listed;
  if (a_is_client != b_is_client)
    return b_is_client - a_is_client;
  return (a->last_touch < b->last_touch) - (a->last_touch > b->last_touch);
}

static gboolean
collect_names (LsnDatabase *db, LsnSearch *self, const char *sql, const char *match,
               const LsnDigits *digits, GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree char *typed = lsn_match_dup_words (self->text);
  guint limit = MIN (self->limit, self->names_limit);

  g_array_set_clear_func (candidates, candidate_clear);
  lsn_statement_bind (statement, "ttti", match, digits ? digits->runs[0] : NULL,
                      digits ? digits->runs[1] : NULL, (gint64) NAME_CANDIDATES);
  while (lsn_statement_step (statement))
    {
      Candidate candidate = { .hit = read_hit (statement) };

      candidate.rank = lsn_match_rank (candidate.hit->title, typed);
      candidate.listed = lsn_statement_get_int64 (statement, 6) != 0;
      candidate.last_touch = lsn_statement_get_int64 (statement, 7);
      g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && self->hits->len < limit; i++)
    g_ptr_array_add (self->hits, g_steal_pointer (&g_array_index (candidates, Candidate, i).hit));
  return lsn_statement_finish (statement, error);
}

/* A word that begins with one letter stands in half of all texts, and to find the newest of those
 * SQLite goes through them all; so the last word counts from its second letter on.
 *
 * Returns: owned, nullable */
static char *
dup_text_query (const char *typed)
{
  g_autofree char *rest = g_strdup (typed);
  gsize length = strlen (rest);

  while (length > 0)
    {
      const char *last = g_utf8_find_prev_char (rest, rest + length);
      const char *before = last > rest ? g_utf8_find_prev_char (rest, last) : NULL;

      if (g_unichar_isalnum (g_utf8_get_char (last)) && before &&
          g_unichar_isalnum (g_utf8_get_char (before)))
        break;
      length = (gsize) (last - rest);
      rest[length] = '\0';
    }
  return lsn_text_dup_query (rest);
}

gboolean
lsn_search_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnSearch *self = data;
  g_autoptr (LsnDigits) digits = lsn_digits_new (self->text);
  g_autofree char *match = lsn_text_dup_query (self->text);
  g_autofree char *texts = dup_text_query (self->text);

  if (*self->text == '\0')
    return collect_recent (db, self, error);
  if (digits && !collect_names (db, self,
                                NAMED "search_digits" NAMED_JOINS
                                      "n.search_digits MATCH ?1 AND " LSN_DIGITS_CONDITION (
                                          "n.rowid") NAMED_ORDER,
                                digits->match, digits, error))
    return FALSE;
  if (match == NULL)
    return TRUE;
  return collect_names (db, self,
                        NAMED "search_name" NAMED_JOINS "n.search_name MATCH ?1" NAMED_ORDER, match,
                        NULL, error) &&
         collect_texts (db, self, texts, error);
}

/* --- The client or contact a phrase names ----------------------------------------------------- */

/* The phrase is one of the words that the name is made of, or several in a row. */
static gboolean
has_words (const char *name, const char *words)
{
  g_autofree char *padded_name = g_strconcat (" ", name, " ", NULL);
  g_autofree char *padded_words = g_strconcat (" ", words, " ", NULL);

  return strstr (padded_name, padded_words) != NULL;
}

gboolean
lsn_name_query_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnNameQuery *self = data;
  g_autofree char *match = lsn_text_dup_query (self->phrase);
  g_autofree char *words = lsn_match_dup_words (self->phrase);
  g_autoptr (LsnStatement) statement = NULL;
  gint64 wanted = self->client_id;
  int best = -1;

  self->client_id = 0;
  if (match == NULL)
    return TRUE;

  statement = lsn_database_prepare (
      db,
      "SELECT d.kind, d.id, coalesce (l.client_id, d.client_id), coalesce (c.name, p.name),"
      " l.client_id = ?2 FROM search_name n JOIN search_doc d ON d.id = n.rowid"
      " LEFT JOIN client c ON c.id = d.id AND d.kind = 'client'"
      " LEFT JOIN contact p ON p.id = d.id AND d.kind = 'contact'"
      " LEFT JOIN client_contact l ON l.contact_id = d.id AND d.kind = 'contact'"
      " LEFT JOIN client_state s ON s.client_id = coalesce (l.client_id, d.client_id)"
      " WHERE n.search_name MATCH ?1 ORDER BY s.listed DESC, s.last_touch DESC LIMIT ?3",
      error);
  lsn_statement_bind (statement, "tii", match, wanted, (gint64) NAME_CANDIDATES);
  while (lsn_statement_step (statement))
    {
      const char *name = lsn_statement_get_text (statement, 3);
      g_autofree char *name_words = name ? lsn_match_dup_words (name) : NULL;
      gboolean exact = name && g_str_equal (name_words, words);
      gboolean whole = name && has_words (name_words, words);
      int rank = (exact ? 4 : whole ? 2 : 0) + (lsn_statement_get_int64 (statement, 4) ? 8 : 0);

      if (name == NULL || rank <= best)
        continue;
      best = rank;
      self->exact = whole;
      self->client_id = lsn_statement_get_int64 (statement, 2);
      self->contact_id = g_strcmp0 (lsn_statement_get_text (statement, 0), "contact") == 0
                             ? lsn_statement_get_int64 (statement, 1)
                             : 0;
      g_set_str (&self->name, name);
    }
  return lsn_statement_finish (statement, error);
}
