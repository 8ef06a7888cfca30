/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/capture/lsn-capture-write.h"
#include "base/lsn-when.h"
#include "model/capture/lsn-capture-words.h"
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
  g_clear_pointer (&self->edits, lsn_capture_edits_free);
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

/* Fills in the client where the line names none that is known. */
static gboolean
find_client (LsnDatabase *db, LsnCaptureJob *self, GError **error)
{
  LsnCapture *capture = self->capture;
  gboolean is_set = self->edits && self->edits->set & (1u << LSN_CAPTURE_SPAN_CLIENT);
  gint64 client_id = self->client_id;
  char *name = NULL;

  if (capture->client_id != 0 || is_set || self->client_ids)
    return TRUE;
  if (client_id == 0 && capture->contact_id != 0 && capture->client_phrase == NULL &&
      !lsn_database_get_int64 (db, 0, &client_id, error,
                               "SELECT client_id FROM client_contact WHERE contact_id = ?"
                               " ORDER BY is_primary DESC, id LIMIT 1",
                               "i", capture->contact_id))
    return FALSE;
  if (client_id == 0)
    return TRUE;
  if (!lsn_database_dup_text (db, &name, error, "SELECT name FROM client WHERE id = ?", "i",
                              client_id))
    return FALSE;
  capture->client_id = client_id;
  g_free (capture->client_phrase);
  capture->client_phrase = name;
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
  if (self->edits && self->edits->literals->len > 0)
    context.literals = (const char *const *) self->edits->literals->pdata;

  g_clear_pointer (&self->capture, lsn_capture_free);
  self->capture = lsn_capture_parse (self->text, &context);
  if (lookup.error)
    {
      g_propagate_error (error, lookup.error);
      return FALSE;
    }
  if (self->edits)
    lsn_capture_edits_apply (self->edits, self->capture);
  return find_client (db, self, error);
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
  g_autofree char *note = NULL;
  LsnCapture *capture;

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
      if (capture->client_id != 0)
        g_array_append_val (clients, capture->client_id);
    }

  time = lsn_followup_dup_time (capture->time);
  lsn_row_set_text (row, LSN_FOLLOWUP_KIND, lsn_capture_kind_get_name (capture->kind));
  lsn_row_set_text (row, LSN_FOLLOWUP_TITLE, capture->title);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_DATE, capture->due_date ? capture->due_date : today);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_TIME, time);
  lsn_row_set_text (row, LSN_FOLLOWUP_DUE_ZONE, time ? self->zone : NULL);
  lsn_row_set_int64 (row, LSN_FOLLOWUP_PRIORITY, capture->priority);
  lsn_row_set_int64 (row, LSN_FOLLOWUP_URGENT, capture->priority == 3);
  if (capture->duration > 0)
    {
      g_autofree char *duration = lsn_when_dup_duration (capture->duration);

      /* Translators: in the note of a follow-up: “Takes 30 min” */
      note = g_strdup_printf (_ ("Takes %s"), duration);
      lsn_row_set_text (row, LSN_FOLLOWUP_NOTE, note);
    }
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
