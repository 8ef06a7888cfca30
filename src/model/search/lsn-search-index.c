/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/search/lsn-search-index.h"

#define USUAL_BYTES (1024 * 1024)
#define BULK_BYTES  (32 * 1024 * 1024)

/* So many rows are derived between two reports. */
#define STEP_ROWS 25000

/* Each source: the table, and the documents it gives. `%s` is a condition on the table's row `r`.
 */
typedef struct
{
  const char *table;
  const char *doc;
  const char *names;  /* nullable */
  const char *digits; /* nullable */
  const char *texts;  /* nullable */
} Source;

#define MAILS(column)                                                                              \
  "coalesce ((SELECT group_concat (h.value, ' ') FROM channel h WHERE h." column                   \
  " = r.id AND h.kind <> 'phone'), '')"
#define DIGITS(table, column)                                                                      \
  "INSERT INTO search_digits (rowid, digits) SELECT r.id, group_concat (lsn_digits (h.normal),"    \
  " ' ') FROM " table " r JOIN channel h ON h." column                                             \
  " = r.id AND h.kind IN ('phone', 'whatsapp') WHERE %s GROUP BY r.id"

static const Source sources[] = {
  { "client", "INSERT INTO search_doc SELECT r.id, 'client', r.id FROM client r WHERE %s",
    "INSERT INTO search_name (rowid, words) SELECT r.id, lsn_words (r.name || ' ' ||"
    " coalesce (r.legal_name, '') || ' ' || coalesce (r.city, '') || ' ' || " MAILS (
        "client_id") ") FROM client r WHERE %s",
    DIGITS ("client", "client_id"), NULL },
  { "contact",
    "INSERT INTO search_doc SELECT r.id, 'contact', (SELECT l.client_id FROM client_contact l"
    " WHERE l.contact_id = r.id ORDER BY l.is_primary DESC, l.id LIMIT 1) FROM contact r"
    " WHERE %s",
    "INSERT INTO search_name (rowid, words) SELECT r.id, lsn_words (r.name || ' ' || " MAILS (
        "contact_id") ") FROM contact r WHERE %s",
    DIGITS ("contact", "contact_id"), NULL },
  { "entry", "INSERT INTO search_doc SELECT r.id, 'entry', r.client_id FROM entry r WHERE %s", NULL,
    NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (coalesce (r.title, '') || ' ' ||"
    " coalesce (r.text, '')) FROM entry r WHERE %s" },
  { "followup",
    "INSERT INTO search_doc SELECT r.id, 'followup', r.client_id FROM followup r WHERE %s", NULL,
    NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (r.title || ' ' ||"
    " coalesce (r.note, '') || ' ' || coalesce (r.outcome, '')) FROM followup r WHERE %s" },
  { "agreement",
    "INSERT INTO search_doc SELECT r.id, 'agreement', r.client_id FROM agreement r WHERE %s", NULL,
    NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (r.text) FROM agreement r"
    " WHERE %s" },
  { "event", "INSERT INTO search_doc SELECT r.id, 'event', r.client_id FROM event r WHERE %s", NULL,
    NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (r.title || ' ' ||"
    " coalesce (r.place, '') || ' ' || coalesce (r.text, '') || ' ' || coalesce (r.minutes, ''))"
    " FROM event r WHERE %s" },
  { "project", "INSERT INTO search_doc SELECT r.id, 'project', r.client_id FROM project r WHERE %s",
    NULL, NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (r.name || ' ' ||"
    " coalesce (r.purpose, '')) FROM project r WHERE %s" },
  /* Whose a card is that has no client of its own, its project says. */
  { "task", "INSERT INTO search_doc SELECT r.id, 'task', r.client_id FROM task r WHERE %s", NULL,
    NULL,
    "INSERT INTO search_text (rowid, words) SELECT r.id, lsn_words (r.title || ' ' ||"
    " coalesce (r.text, '')) FROM task r WHERE %s" },
};

static gboolean
run_with (LsnDatabase *db, const char *format, const char *condition, gint64 value, gint64 last,
          GError **error)
{
  g_autoptr (GString) sql = NULL;

  if (format == NULL)
    return TRUE;
  sql = g_string_new (format);
  g_string_replace (sql, "%s", condition, 0);
  return strstr (condition, "?2") ? lsn_database_run (db, error, sql->str, "ii", value, last)
                                  : lsn_database_run (db, error, sql->str, "i", value);
}

/* @last: where the condition has a second value */
static gboolean
add (LsnDatabase *db, const Source *source, const char *condition, gint64 value, gint64 last,
     GError **error)
{
  return run_with (db, source->doc, condition, value, last, error) &&
         run_with (db, source->names, condition, value, last, error) &&
         run_with (db, source->digits, condition, value, last, error) &&
         run_with (db, source->texts, condition, value, last, error);
}

static gboolean
remove_one (LsnDatabase *db, const Source *source, gint64 id, GError **error)
{
  return lsn_database_run (db, error, "DELETE FROM search_doc WHERE id = ?", "i", id) &&
         (source->names == NULL ||
          (lsn_database_run (db, error, "DELETE FROM search_name WHERE rowid = ?", "i", id) &&
           lsn_database_run (db, error, "DELETE FROM search_digits WHERE rowid = ?", "i", id))) &&
         (source->texts == NULL ||
          lsn_database_run (db, error, "DELETE FROM search_text WHERE rowid = ?", "i", id));
}

/* A client is listed among the changes also when only its follow-ups changed, which its document
 * does not show; its channels do. */
static gboolean
is_concerned (const Source *source, LsnChanges *changes, gint64 id)
{
  if (lsn_changes_get (changes, source->table, id) & ~LSN_CHANGE_DERIVED)
    return TRUE;
  return source->names && (lsn_changes_touches (changes, "channel") ||
                           lsn_changes_touches (changes, "client_contact"));
}

/* FTS5 gathers words in memory before it writes a segment; with its usual megabyte a million rows
 * make it merge segments most of the time. */
static gboolean
set_gathering (LsnDatabase *db, gint64 bytes, GError **error)
{
  return lsn_database_run (db, error,
                           "INSERT INTO search_text (search_text, rank) VALUES ('hashsize', ?)",
                           "i", bytes) &&
         lsn_database_run (db, error,
                           "INSERT INTO search_name (search_name, rank) VALUES ('hashsize', ?)",
                           "i", bytes) &&
         lsn_database_run (db, error,
                           "INSERT INTO search_digits (search_digits, rank) VALUES ('hashsize', ?)",
                           "i", bytes);
}

/* Documents whose rows went with an undone import. */
static gboolean
remove_gone (LsnDatabase *db, const Source *source, GError **error)
{
  const char *const tables[] = { source->names ? "search_name" : "search_text",
                                 source->names ? "search_digits" : NULL };
  g_autofree char *gone = g_strdup_printf (
      "SELECT d.id FROM search_doc d WHERE d.kind = '%s' AND d.id NOT IN (SELECT r.id FROM %s r)",
      source->table, source->table);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM search_doc WHERE id IN (%s)", gone);

  for (guint i = 0; i < G_N_ELEMENTS (tables) && tables[i]; i++)
    {
      g_autofree char *words =
          g_strdup_printf ("DELETE FROM %s WHERE rowid IN (%s)", tables[i], gone);

      if (!lsn_database_run (db, error, words, ""))
        return FALSE;
    }
  return lsn_database_run (db, error, sql, "");
}

static gboolean
apply_batch (LsnDatabase *db, gint64 batch, gboolean gone, GError **error)
{
  if (!set_gathering (db, BULK_BYTES, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!(gone ? remove_gone (db, &sources[i], error)
                 : add (db, &sources[i], "r.import_id = ?", batch, 0, error)))
        return FALSE;
    }
  return set_gathering (db, USUAL_BYTES, error);
}

/* A repeated import lists the rows of its batch as well, which come with it. */
static gboolean
is_in_batch (LsnDatabase *db, const Source *source, LsnChanges *changes, gint64 id, gint64 *is_in,
             GError **error)
{
  gint64 batch = lsn_changes_get_batch (changes);
  g_autofree char *sql = NULL;

  *is_in = FALSE;
  if (batch == 0 || lsn_changes_is_batch_gone (changes))
    return TRUE;
  sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s WHERE id = ? AND import_id = ?)",
                         source->table);
  return lsn_database_get_int64 (db, 0, is_in, error, sql, "ii", id, batch);
}

static gboolean
apply_listed (LsnDatabase *db, const Source *source, LsnChanges *changes, GError **error)
{
  g_autoptr (GArray) ids = lsn_changes_dup_ids (changes, source->table);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 is_in;

      if (!is_concerned (source, changes, id))
        continue;
      if (!is_in_batch (db, source, changes, id, &is_in, error) ||
          (!is_in &&
           (!remove_one (db, source, id, error) || !add (db, source, "r.id = ?", id, 0, error))))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_search_index_apply (LsnDatabase *db, LsnChanges *changes, GError **error)
{
  gint64 batch = lsn_changes_get_batch (changes);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!apply_listed (db, &sources[i], changes, error))
        return FALSE;
    }
  return batch == 0 || apply_batch (db, batch, lsn_changes_is_batch_gone (changes), error);
}

/* In steps, so that who waits sees it come along. */
static gboolean
add_all (LsnDatabase *db, const Source *source, guint position, GError **error)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", source->table);
  g_autofree char *after =
      g_strdup_printf ("SELECT max (id) FROM (SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT %d)",
                       source->table, STEP_ROWS);
  gint64 n;
  gint64 last = G_MININT64;

  if (!lsn_database_get_int64 (db, 0, &n, error, count, ""))
    return FALSE;
  for (gint64 done = 0; done < n; done += STEP_ROWS)
    {
      gint64 next;

      lsn_database_report (db, ((double) position + (double) done / (double) n) /
                                   G_N_ELEMENTS (sources));
      if (!lsn_database_get_int64 (db, G_MAXINT64, &next, error, after, "i", last))
        return FALSE;
      if (!add (db, source, "r.id > ?1 AND r.id <= ?2", last, next, error))
        return FALSE;
      last = next;
    }
  return TRUE;
}

gboolean
lsn_search_index_rebuild (LsnDatabase *db, GError **error)
{
  if (!lsn_database_execute (db,
                             "DELETE FROM search_doc;"
                             "INSERT INTO search_name (search_name) VALUES ('delete-all');"
                             "INSERT INTO search_digits (search_digits) VALUES ('delete-all');"
                             "INSERT INTO search_text (search_text) VALUES ('delete-all')",
                             error) ||
      !set_gathering (db, BULK_BYTES, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!add_all (db, &sources[i], i, error))
        return FALSE;
    }
  return set_gathering (db, USUAL_BYTES, error);
}
