/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-entry.h"
#include "base/lsn-clock.h"
#include "base/lsn-text.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT

static const LsnField fields[] = {
  [LSN_ENTRY_ID] = { "id", "id", INT },
  [LSN_ENTRY_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_ENTRY_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_ENTRY_KIND] = { "kind", "kind", TEXT, LSN_FIELD_REQUIRED },
  [LSN_ENTRY_DIRECTION] = { "direction", "direction", TEXT },
  [LSN_ENTRY_AT] = { "at", "at", TIME, LSN_FIELD_REQUIRED },
  [LSN_ENTRY_ZONE] = { "zone", "zone", TEXT },
  [LSN_ENTRY_DURATION_S] = { "duration-s", "duration_s", INT },
  [LSN_ENTRY_TITLE] = { "title", "title", TEXT },
  [LSN_ENTRY_TEXT] = { "text", "text", TEXT },
  [LSN_ENTRY_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_ENTRY_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_ENTRY_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_ENTRY_FILES] = { "files",
                        "(SELECT group_concat (a.name, ', ') FROM attachment a"
                        " WHERE a.entry_id = entry.id)",
                        TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_ENTRY_FIELDS);

const LsnRecordInfo lsn_entry_info = {
  .table = "entry",
  .sources = "entry LEFT JOIN client ON client.id = entry.client_id"
             " LEFT JOIN contact ON contact.id = entry.contact_id",
  .fields = fields,
  .n_fields = N_LSN_ENTRY_FIELDS,
};

struct _LsnEntry
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnEntry, lsn_entry, LSN_TYPE_RECORD)

static void
lsn_entry_class_init (LsnEntryClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_entry_info);
}

static void
lsn_entry_init (LsnEntry *self)
{
}

static const struct
{
  const char *key;
  const char *label;
  const char *icon;
} kinds[] = {
  { "call", NC_ ("timeline entry", "Call"), "call-start-symbolic" },
  { "meeting", NC_ ("timeline entry", "Meeting"), "x-office-calendar-symbolic" },
  { "message", NC_ ("timeline entry", "Message"), "chat-message-new-symbolic" },
  { "mail", NC_ ("timeline entry", "Mail"), "mail-unread-symbolic" },
  { "note", NC_ ("timeline entry", "Note"), "document-edit-symbolic" },
  { "file", NC_ ("timeline entry", "File"), "mail-attachment-symbolic" },
};

static guint
find_kind (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].key, key) == 0)
        return i;
    }
  return G_N_ELEMENTS (kinds);
}

const char *
lsn_entry_kind_get_label (const char *kind)
{
  guint i = find_kind (kind);

  if (i == G_N_ELEMENTS (kinds))
    return C_ ("timeline entry", "Anything");
  return g_dpgettext2 (GETTEXT_PACKAGE, "timeline entry", kinds[i].label);
}

const char *
lsn_entry_kind_get_icon (const char *kind)
{
  guint i = find_kind (kind);

  return i == G_N_ELEMENTS (kinds) ? "document-edit-symbolic" : kinds[i].icon;
}

const char *
lsn_entry_get_heading (const char *kind, const char *direction)
{
  const struct
  {
    const char *kind;
    const char *direction;
    const char *text;
  } headings[] = {
    { "call", "in", NC_ ("timeline entry", "Incoming call") },
    { "call", "out", NC_ ("timeline entry", "Outgoing call") },
    { "message", "in", NC_ ("timeline entry", "Message received") },
    { "message", "out", NC_ ("timeline entry", "Message sent") },
    { "mail", "in", NC_ ("timeline entry", "Mail received") },
    { "mail", "out", NC_ ("timeline entry", "Mail sent") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      if (g_strcmp0 (headings[i].kind, kind) == 0 &&
          g_strcmp0 (headings[i].direction, direction) == 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "timeline entry", headings[i].text);
    }
  return lsn_entry_kind_get_label (kind);
}

/* --- The timeline of a client ----------------------------------------------------------------- */

const char *const lsn_timeline_tables[] = { "entry", "entry_link", NULL };

LsnTimelineQuery *
lsn_timeline_query_new (gint64 client_id, const char *kind, const char *text)
{
  LsnTimelineQuery *self = g_new0 (LsnTimelineQuery, 1);

  self->client_id = client_id;
  self->kind = g_strdup (kind);
  self->text = g_strdup (text);
  self->days = g_array_new (FALSE, FALSE, sizeof (LsnDate));
  return self;
}

LsnTimelineQuery *
lsn_timeline_query_copy (const LsnTimelineQuery *self)
{
  return lsn_timeline_query_new (self->client_id, self->kind, self->text);
}

void
lsn_timeline_query_free (LsnTimelineQuery *self)
{
  g_free (self->kind);
  g_free (self->text);
  g_array_unref (self->days);
  g_free (self);
}

/* Both halves come by an index; only a client that other clients' entries link to merges the two.
 */
#define OWN "SELECT id, at FROM entry WHERE client_id = ?1"
#define LINKED                                                                                     \
  "SELECT e.id, e.at FROM entry_link l JOIN entry e ON e.id = l.entry_id"                          \
  " WHERE l.target_kind = 'client' AND l.target_id = ?1"

/* Entries come in the order of time, so most fall on the day of the one before: its midnight
 * decides without asking the zone again. */
static void
append_day (LsnTimelineQuery *self, gint64 at, GTimeZone *zone, gint64 *midnight)
{
  LsnDate day;

  if (self->days->len == 0 || at < *midnight)
    {
      day = lsn_date_from_instant (at, zone, NULL);
      *midnight = lsn_date_to_instant (day, 0, zone);
    }
  else
    {
      day = g_array_index (self->days, LsnDate, self->days->len - 1);
    }
  g_array_append_val (self->days, day);
}

gboolean
lsn_timeline_query_on_worker (LsnDatabase *db, gpointer query, GArray *ids,
                              GCancellable *cancellable, GError **error)
{
  LsnTimelineQuery *self = query;
  g_autofree char *match = lsn_text_dup_query (self->text);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (LsnStatement) statement = NULL;
  gint64 midnight = 0;
  gint64 linked;

  if (!lsn_database_get_int64 (db, 0, &linked, error, "SELECT EXISTS (" LINKED ")", "i",
                               self->client_id))
    return FALSE;

  if (linked)
    g_string_append (sql, "SELECT id, at FROM (" OWN " UNION " LINKED ") e WHERE TRUE");
  else
    g_string_append (sql, "SELECT id, at FROM entry WHERE client_id = ?1");
  if (self->kind)
    g_string_append (sql, linked ? " AND (SELECT kind FROM entry WHERE id = e.id) = ?2"
                                 : " AND kind = ?2");
  if (match)
    g_string_append (sql, " AND id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?3)");
  g_string_append (sql, " ORDER BY at DESC, id DESC");

  statement = lsn_database_prepare (db, sql->str, error);
  lsn_statement_bind_int64 (statement, 1, self->client_id);
  if (self->kind)
    lsn_statement_bind_text (statement, 2, self->kind);
  if (match)
    lsn_statement_bind_text (statement, 3, match);
  while (lsn_statement_step (statement))
    {
      gint64 id = lsn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
      append_day (self, lsn_statement_get_int64 (statement, 1), zone, &midnight);
    }
  return lsn_statement_finish (statement, error);
}
