/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/capture/lsn-capture-write.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup-write.h"
#include "model/search/lsn-search.h"

#include <glib/gi18n-lib.h>

LsnCaptureJob *
lsn_capture_job_new (const char *text, gint64 client_id, gint64 now, GTimeZone *zone)
{
  LsnCaptureJob *self = g_new0 (LsnCaptureJob, 1);

  self->text = g_strdup (text);
  self->today = lsn_date_from_instant (now, zone, &self->minute);
  self->first_weekday = lsn_when_get_first_weekday ();
  self->client_id = client_id;
  self->zone = g_intern_string (g_time_zone_get_identifier (zone));
  self->now = now;
  return self;
}

void
lsn_capture_job_free (LsnCaptureJob *self)
{
  g_clear_pointer (&self->capture, lsn_capture_free);
  g_clear_pointer (&self->client_ids, g_array_unref);
  g_free (self->text);
  g_free (self);
}

typedef struct
{
  LsnDatabase *db;
  GError *error; /* the first one */
} Lookup;

static gboolean
resolve (const char *words, LsnCaptureMatch *match, gpointer data)
{
  Lookup *lookup = data;
  LsnNameQuery query = { .phrase = words, .client_id = match->client_id };

  if (lookup->error || !lsn_name_query_on_worker (lookup->db, &query, NULL, &lookup->error) ||
      query.name == NULL)
    return FALSE;

  match->name = query.name;
  match->exact = query.exact;
  match->kind = query.contact_id ? LSN_CAPTURE_MATCH_CONTACT : LSN_CAPTURE_MATCH_CLIENT;
  match->id = query.contact_id ? query.contact_id : query.client_id;
  return TRUE;
}

gboolean
lsn_capture_job_parse_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                                 GError **error)
{
  LsnCaptureJob *self = data;
  LsnCaptureContext context = LSN_CAPTURE_CONTEXT_INIT;
  Lookup lookup = { .db = db };

  lsn_date_split (self->today, &context.year, &context.month, &context.day);
  context.hour = self->minute / 60;
  context.minute = self->minute % 60;
  context.first_weekday = self->first_weekday;
  context.resolve = resolve;
  context.resolve_data = &lookup;

  g_clear_pointer (&self->capture, lsn_capture_free);
  self->capture = lsn_capture_parse (self->text, &context);
  if (lookup.error == NULL)
    return TRUE;
  g_propagate_error (error, lookup.error);
  return FALSE;
}

static const char *
get_kind (LsnCaptureKind kind)
{
  switch (kind)
    {
    case LSN_CAPTURE_CALL:
      return "call";
    case LSN_CAPTURE_MAIL:
      return "mail";
    case LSN_CAPTURE_MESSAGE:
      return "message";
    case LSN_CAPTURE_MEETING:
      return "meeting";
    case LSN_CAPTURE_TASK:
    default:
      return "task";
    }
}

/* The client of the line; else the one of the page; else the only one that the contact works with.
 */
static gboolean
find_client (LsnDatabase *db, const LsnCaptureJob *self, gint64 *client_id, GError **error)
{
  *client_id = self->capture->client_id ? self->capture->client_id : self->client_id;
  if (*client_id != 0 || self->capture->contact_id == 0)
    return TRUE;
  return lsn_database_get_int64 (db, 0, client_id, error,
                                 "SELECT client_id FROM client_contact WHERE contact_id = ?"
                                 " ORDER BY is_primary DESC, id LIMIT 1",
                                 "i", self->capture->contact_id);
}

static gboolean
add_tags (LsnDatabase *db, const LsnCaptureJob *self, const GArray *clients, GError **error)
{
  g_autoptr (LsnClientsEdit) edit = NULL;

  if (clients->len == 0 || self->capture->tags[0] == NULL)
    return TRUE;
  edit = lsn_clients_edit_new ((GArray *) clients, self->now);
  edit->add_tags = g_strdupv (self->capture->tags);
  return lsn_clients_edit_on_worker (db, edit, NULL, error);
}

/* One follow-up; for several clients each gets its own. */
static gboolean
add_followups (LsnDatabase *db, LsnCaptureJob *self, LsnRow *row, const GArray *clients,
               GError **error)
{
  for (guint i = 0; i < MAX (clients->len, 1); i++)
    {
      g_autoptr (LsnRow) own = lsn_row_copy (row);

      if (clients->len > 0)
        lsn_row_set_int64 (own, LSN_FOLLOWUP_CLIENT_ID, g_array_index (clients, gint64, i));
      if (!lsn_followup_insert (db, own, self->now, error))
        return FALSE;
      self->followup_id = lsn_row_get_int64 (own, LSN_FOLLOWUP_ID);
    }
  return add_tags (db, self, clients, error);
}

gboolean
lsn_capture_job_add_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                               GError **error)
{
  LsnCaptureJob *self = data;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);
  g_autofree char *today = lsn_date_dup_iso (self->today);
  g_autofree char *time = NULL;
  g_autoptr (GArray) clients = NULL;
  LsnCapture *capture;
  gint64 client_id;

  if (!lsn_capture_job_parse_on_worker (db, self, cancellable, error))
    return FALSE;
  capture = self->capture;
  if (capture->title == NULL || *capture->title == '\0')
    {
      g_set_error_literal (error, LSN_STORE_ERROR, LSN_STORE_ERROR_INVALID,
                           _ ("Say what to do, such as “call Anna tomorrow at 15”."));
      return FALSE;
    }
  if (self->client_ids)
    {
      clients = g_array_ref (self->client_ids);
    }
  else
    {
      clients = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!find_client (db, self, &client_id, error))
        return FALSE;
      if (client_id != 0)
        g_array_append_val (clients, client_id);
    }

  time = lsn_followup_dup_time (capture->time);
  lsn_row_set_text (row, LSN_FOLLOWUP_KIND, get_kind (capture->kind));
  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, capture->title);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, capture->due_date ? capture->due_date : today);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_TIME, time);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_ZONE, time ? self->zone : NULL);
  lsn_row_set_int64 (row, LSN_FOLLOWUP_PRIORITY, capture->priority);
  /* A person belongs to one of them. */
  if (capture->contact_id && self->client_ids == NULL)
    lsn_row_set_int64 (row, LSN_FOLLOWUP_CONTACT_ID, capture->contact_id);
  if (capture->rrule)
    {
      lsn_row_set_text (row, LSN_FOLLOWUP_RRULE, capture->rrule);
      lsn_row_set_text (row, LSN_FOLLOWUP_REPEAT_MODE,
                        capture->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE ? "after-done" : "fixed");
    }
  return add_followups (db, self, row, clients, error);
}
