/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/search/lsn-search.h"
#include "base/lsn-text.h"

#define MIN_DIGITS 3

/* A name query looks at this many candidates before it decides. */
#define NAME_CANDIDATES 200

char *
lsn_search_dup_digit_query (const char *typed)
{
  g_autofree char *digits = lsn_text_dup_digits (typed);

  if (strlen (digits) < MIN_DIGITS)
    return NULL;
  for (const char *p = typed; *p; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return NULL;
    }

  /* «8 916 …» is how Russia dials +7 916. */
  if (digits[0] == '8' && strlen (digits) > 1)
    return g_strdup_printf ("\"%s\"* OR \"7%s\"*", digits, digits + 1);
  return g_strdup_printf ("\"%s\"*", digits);
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
  self->hits = g_ptr_array_new_with_free_func (hit_free);
  return self;
}

void
lsn_search_free (LsnSearch *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->hits);
  g_free (self);
}

#define NAMED                                                                                      \
  "SELECT d.kind, d.id, d.client_id, coalesce (c.name, p.name),"                                   \
  " CASE d.kind WHEN 'client' THEN c.city ELSE k.name END, NULL FROM "
#define NAMED_JOINS                                                                                \
  " n JOIN search_doc d ON d.id = n.rowid"                                                         \
  " LEFT JOIN client c ON c.id = d.id AND d.kind = 'client'"                                       \
  " LEFT JOIN contact p ON p.id = d.id AND d.kind = 'contact'"                                     \
  " LEFT JOIN client k ON k.id = d.client_id WHERE "
#define TEXTS                                                                                      \
  "SELECT d.kind, d.id, d.client_id,"                                                              \
  " coalesce (e.title, substr (e.text, 1, 120), f.title, a.text), k.name,"                         \
  " CASE WHEN f.done_at IS NULL THEN f.due_date || coalesce ('T' || f.due_time, '') END"           \
  " FROM search_text n JOIN search_doc d ON d.id = n.rowid"                                        \
  " LEFT JOIN entry e ON e.id = d.id AND d.kind = 'entry'"                                         \
  " LEFT JOIN followup f ON f.id = d.id AND d.kind = 'followup'"                                   \
  " LEFT JOIN agreement a ON a.id = d.id AND d.kind = 'agreement'"                                 \
  " LEFT JOIN client k ON k.id = d.client_id"                                                      \
  " WHERE n.search_text MATCH ? ORDER BY n.rowid DESC LIMIT ?"

static gboolean
collect (LsnDatabase *db, LsnSearch *self, const char *sql, const char *match, GError **error)
{
  g_autoptr (LsnStatement) statement = NULL;

  if (self->hits->len >= self->limit)
    return TRUE;

  statement = lsn_database_prepare (db, sql, error);
  lsn_statement_bind (statement, "ti", match, (gint64) (self->limit - self->hits->len));
  while (lsn_statement_step (statement))
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
      g_ptr_array_add (self->hits, hit);
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_search_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnSearch *self = data;
  g_autofree char *digits = lsn_search_dup_digit_query (self->text);
  g_autofree char *match = lsn_text_dup_query (self->text);

  if (digits &&
      !collect (db, self, NAMED "search_digits" NAMED_JOINS "n.search_digits MATCH ? LIMIT ?",
                digits, error))
    return FALSE;
  if (match == NULL)
    return TRUE;
  return collect (db, self, NAMED "search_name" NAMED_JOINS "n.search_name MATCH ? LIMIT ?", match,
                  error) &&
         collect (db, self, TEXTS, match, error);
}

/* --- The client or contact a phrase names ----------------------------------------------------- */

/* Quotes, legal forms and the like do not make two names different. */
static char *
dup_words (const char *name)
{
  g_autofree char *folded = lsn_text_fold (name);
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&words)));
}

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
  g_autofree char *words = dup_words (self->phrase);
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
      g_autofree char *name_words = name ? dup_words (name) : NULL;
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
