/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-ical-import.h"
#include "base/lsn-id.h"
#include "base/lsn-recurrence.h"
#include "base/lsn-rule.h"
#include "model/calendar/lsn-event-write.h"
#include "model/followups/lsn-followup-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define YEAR_DAYS       366
#define MAX_OCCURRENCES 1000000

LsnIcalImport *
lsn_ical_import_new (LsnIcal *ical, gint64 now)
{
  LsnIcalImport *self = g_new0 (LsnIcalImport, 1);

  self->ical = ical;
  self->now = now;
  return self;
}

void
lsn_ical_import_free (LsnIcalImport *self)
{
  g_clear_pointer (&self->ical, lsn_ical_free);
  g_free (self);
}

LsnIcal *
lsn_ical_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint8 block[65536];
  gssize got;

  if (stream == NULL)
    return NULL;
  while ((got = g_input_stream_read (G_INPUT_STREAM (stream), block, sizeof block, cancellable,
                                     error)) > 0)
    {
      if (all->len == 0 && !lsn_ical_is_calendar ((const char *) block, (gsize) got))
        return NULL;
      g_byte_array_append (all, block, (guint) got);
      if (all->len > LSN_ICAL_MAX_BYTES)
        break; /* it is refused in words below */
    }
  if (got < 0 || all->len == 0)
    return NULL;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return lsn_ical_read (bytes, error);
}

/* --- Occurrences ------------------------------------------------------------------------------ */

typedef struct
{
  GHashTable *moments; /* of one series; element-type char */
  LsnDate from;
  LsnDate to;
} Counting;

static gboolean
count_cb (LsnDate date, int minute, gpointer user_data)
{
  Counting *counting = user_data;

  g_hash_table_add (counting->moments, lsn_event_dup_moment (date, minute));
  return g_hash_table_size (counting->moments) < MAX_OCCURRENCES;
}

static guint
count_series (const LsnIcalItem *item, GHashTable *replaced, LsnDate from, LsnDate to)
{
  g_autoptr (GHashTable) moments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Counting counting = { moments, from, to };
  g_autoptr (LsnRule) rule =
      item->rrule && !item->instead_of ? lsn_rule_parse (item->rrule, NULL) : NULL;
  g_autoptr (GTimeZone) zone = item->zone ? g_time_zone_new_identifier (item->zone) : NULL;
  int length = item->time.end - item->time.start;

  if (rule)
    {
      lsn_rule_set_zone (rule, zone);
      lsn_rule_expand (rule, item->time.start, item->time.start_minute, from - length, to, count_cb,
                       &counting);
    }
  else if (item->time.end >= from && item->time.start <= to)
    count_cb (item->time.start, item->time.start_minute, &counting);
  for (guint i = 0; i < item->in->len; i++)
    {
      int minute;
      LsnDate date = lsn_event_parse_moment (g_ptr_array_index (item->in, i), &minute);

      if (date != LSN_DATE_NONE && date + length >= from && date <= to)
        count_cb (date, minute, &counting);
    }
  for (guint i = 0; i < item->out->len; i++)
    g_hash_table_remove (moments, g_ptr_array_index (item->out, i));
  if (item->uid && item->instead_of == NULL)
    {
      GHashTableIter iter;
      gpointer moment;
      guint n = 0;

      g_hash_table_iter_init (&iter, moments);
      while (g_hash_table_iter_next (&iter, &moment, NULL))
        {
          g_autofree char *key = g_strconcat (item->uid, "\n", moment, NULL);

          n += !g_hash_table_contains (replaced, key);
        }
      return n;
    }
  return g_hash_table_size (moments);
}

static void
count_occurrences (LsnIcalImport *self)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LsnDate from = G_MAXINT32;

  for (guint i = 0; i < self->ical->items->len; i++)
    {
      const LsnIcalItem *item = g_ptr_array_index (self->ical->items, i);

      if (item->kind != LSN_ICAL_EVENT)
        continue;
      from = MIN (from, item->time.start);
      if (item->uid && item->instead_of)
        g_hash_table_add (replaced, g_strconcat (item->uid, "\n", item->instead_of, NULL));
    }
  for (guint i = 0; i < self->ical->items->len; i++)
    {
      const LsnIcalItem *item = g_ptr_array_index (self->ical->items, i);

      if (item->kind == LSN_ICAL_EVENT)
        self->n_occurrences += count_series (item, replaced, from, from + YEAR_DAYS - 1);
    }
}

/* --- Writing ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnDatabase *db;
  LsnIcalImport *import;
  GHashTable *series; /* UID → gint64 *, of what this import made */
} Writer;

static gboolean
add_dates (Writer *self, gint64 id, const char *kind, const GPtrArray *dates, GError **error)
{
  for (guint i = 0; i < dates->len; i++)
    {
      if (!lsn_database_run (self->db, error,
                             "INSERT OR IGNORE INTO event_date (id, event_id, kind, date,"
                             " import_id) VALUES (?, ?, ?, ?, nullif (?, 0))",
                             "iitti", lsn_id_new (), id, kind, g_ptr_array_index (dates, i),
                             lsn_database_get_batch (self->db)))
        return FALSE;
    }
  return TRUE;
}

/* Who is known by a mail address, and the client they work for. */
static gboolean
know_people (Writer *self, LsnEventEdit *edit, GError **error)
{
  gint64 client = 0;

  for (guint i = 0; i < edit->people->len; i++)
    {
      LsnEventPerson *person = g_ptr_array_index (edit->people, i);
      g_autofree char *email = person->email ? g_utf8_strdown (person->email, -1) : NULL;
      gint64 contact = 0;

      if (email == NULL)
        continue;
      if (!lsn_database_get_int64 (self->db, 0, &contact, error,
                                   "SELECT contact_id FROM channel WHERE normal = ?"
                                   " AND kind = 'email' AND contact_id IS NOT NULL LIMIT 1",
                                   "t", email))
        return FALSE;
      person->contact_id = contact;
      if (client == 0 && contact &&
          !lsn_database_get_int64 (self->db, 0, &client, error,
                                   "SELECT client_id FROM client_contact WHERE contact_id = ?"
                                   " ORDER BY is_primary DESC, id LIMIT 1",
                                   "i", contact))
        return FALSE;
    }
  if (client)
    lsn_row_set_int64 (edit->row, LSN_EVENT_CLIENT_ID, client);
  return TRUE;
}

static gboolean
add_event (Writer *self, const LsnIcalItem *item, GError **error)
{
  g_autoptr (LsnEventEdit) edit = lsn_event_edit_new (0, NULL, LSN_EVENT_ALL, self->import->now);
  const gint64 *series =
      item->uid && item->instead_of ? g_hash_table_lookup (self->series, item->uid) : NULL;

  edit->people = g_ptr_array_ref (item->people);
  lsn_row_set_text (edit->row, LSN_EVENT_TITLE,
                    item->title ? item->title : C_ ("event", "Without a Title"));
  lsn_row_set_text (edit->row, LSN_EVENT_KIND, item->people->len > 1 ? "meeting" : "event");
  lsn_row_set_text (edit->row, LSN_EVENT_PLACE, item->place);
  lsn_row_set_text (edit->row, LSN_EVENT_LINK, item->link);
  lsn_row_set_text (edit->row, LSN_EVENT_TEXT, item->text);
  lsn_row_set_text (edit->row, LSN_EVENT_RRULE,
                    item->instead_of    ? NULL
                    : item->rrule       ? item->rrule
                    : item->in->len > 0 ? "FREQ=DAILY;COUNT=1"
                                        : NULL);
  lsn_row_set_text (edit->row, LSN_EVENT_UID, item->uid);
  lsn_event_row_set_time (edit->row, &item->time, item->zone);
  if (item->remind_minutes >= 0)
    lsn_row_set_int64 (edit->row, LSN_EVENT_REMIND_MINUTES, item->remind_minutes);
  if (series)
    {
      lsn_row_set_int64 (edit->row, LSN_EVENT_SERIES_ID, *series);
      lsn_row_set_text (edit->row, LSN_EVENT_INSTEAD_OF, item->instead_of);
      lsn_row_set_null (edit->row, LSN_EVENT_RRULE);
    }
  if (!know_people (self, edit, error) || !lsn_event_edit_on_worker (self->db, edit, NULL, error))
    return FALSE;
  if (item->uid && item->instead_of == NULL)
    g_hash_table_replace (self->series, g_strdup (item->uid),
                          g_memdup2 (&edit->id, sizeof edit->id));
  return add_dates (self, edit->id, "in", item->in, error) &&
         add_dates (self, edit->id, "out", item->out, error);
}

/* A cancelled occurrence is one that is taken out. */
static gboolean
add_cancelled (Writer *self, const LsnIcalItem *item, GError **error)
{
  const gint64 *series =
      item->uid && item->instead_of ? g_hash_table_lookup (self->series, item->uid) : NULL;
  g_autoptr (GPtrArray) dates = g_ptr_array_new ();

  if (series == NULL)
    return TRUE;
  g_ptr_array_add (dates, item->instead_of);
  return add_dates (self, *series, "out", dates, error);
}

static gboolean
add_todo (Writer *self, const LsnIcalItem *item, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  LsnDate day = item->has_time ? item->time.start : lsn_date_get_today (self->import->now, utc);
  g_autofree char *due = lsn_date_dup_iso (day);
  g_autofree char *time = item->has_time ? lsn_followup_dup_time (item->time.start_minute) : NULL;
  g_autoptr (LsnRecurrence) rule =
      item->rrule ? lsn_recurrence_parse (item->rrule, LSN_RECURRENCE_FIXED, NULL, NULL) : NULL;

  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE,
                    item->title ? item->title : C_ ("event", "Without a Title"));
  lsn_row_set_text (row, LSN_FOLLOWUP_NOTE, item->text);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, due);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_TIME, time);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_ZONE, time ? item->zone : NULL);
  /* RFC 5545: 1 to 4 is high, 5 medium, 6 to 9 low. */
  lsn_row_set_int64 (row, LSN_FOLLOWUP_PRIORITY,
                     item->priority == 0   ? 0
                     : item->priority < 5  ? 3
                     : item->priority == 5 ? 2
                                           : 1);
  if (rule)
    {
      lsn_row_set_text (row, LSN_FOLLOWUP_RRULE, item->rrule);
      lsn_row_set_text (row, LSN_FOLLOWUP_REPEAT_MODE, "fixed");
    }
  if (item->done)
    lsn_row_set_int64 (row, LSN_FOLLOWUP_DONE_AT, self->import->now);
  return lsn_followup_insert (self->db, row, self->import->now, error);
}

static gboolean
is_known (Writer *self, const LsnIcalItem *item, gboolean *known, GError **error)
{
  gint64 found = 0;

  *known = FALSE;
  if (item->uid == NULL || item->kind != LSN_ICAL_EVENT ||
      g_hash_table_contains (self->series, item->uid))
    return TRUE;
  if (!lsn_database_get_int64 (self->db, 0, &found, error,
                               "SELECT id FROM event WHERE uid = ? AND import_id IS NOT ? LIMIT 1",
                               "ti", item->uid, lsn_database_get_batch (self->db)))
    return FALSE;
  *known = found != 0;
  return TRUE;
}

static gboolean
add_item (Writer *self, const LsnIcalItem *item, GError **error)
{
  gboolean known;

  if (!is_known (self, item, &known, error))
    return FALSE;
  if (known)
    {
      self->import->n_duplicates++;
      return TRUE;
    }
  if (item->kind == LSN_ICAL_TODO)
    self->import->n_todos++;
  else
    self->import->n_events++;
  if (self->import->dry_run)
    return TRUE;
  if (item->kind == LSN_ICAL_TODO)
    return add_todo (self, item, error);
  return item->cancelled && item->instead_of ? add_cancelled (self, item, error)
                                             : add_event (self, item, error);
}

gboolean
lsn_ical_import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnIcalImport *self = data;
  g_autoptr (GHashTable) series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Writer writer = { db, self, series };

  self->n_events = self->n_todos = self->n_duplicates = self->n_occurrences = 0;
  count_occurrences (self);
  /* Series first, wherever their changed occurrences stand. */
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->ical->items->len; i++)
        {
          const LsnIcalItem *item = g_ptr_array_index (self->ical->items, i);

          if ((item->instead_of != NULL) != (pass == 1))
            continue;
          if (!add_item (&writer, item, error) ||
              (i % 500 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error)))
            return FALSE;
        }
    }
  return TRUE;
}
