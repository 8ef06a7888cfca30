/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "model/capture/lsn-capture-words.h"
#include "model/capture/lsn-capture-write.h"
#include "model/followups/lsn-followup.h"

#include <glib/gi18n-lib.h>

char *
lsn_command_dup_due (const char *date_text, const char *time_text, const char *zone_id)
{
  LsnDate date = lsn_date_from_iso (date_text);
  int minute = lsn_followup_parse_time (time_text);
  g_autoptr (GTimeZone) zone = zone_id ? g_time_zone_new_identifier (zone_id) : NULL;
  g_autoptr (GDateTime) moment = NULL;
  gint64 instant;

  if (date == LSN_DATE_NONE || minute < 0)
    return g_strdup (date_text);
  if (zone == NULL)
    zone = lsn_clock_dup_zone ();
  instant = lsn_date_to_instant (date, minute, zone);
  moment = g_date_time_new_from_unix_utc_usec (instant);
  {
    g_autoptr (GDateTime) local = g_date_time_to_timezone (moment, zone);

    return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
  }
}

/* --- add -------------------------------------------------------------------------------------- */

static void
print_understood (Line *line, const LsnCaptureJob *job, const char *due)
{
  const LsnCapture *capture = job->capture;

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", "followup");
  if (job->followup_id)
    lsn_command_member_int (line, "id", job->followup_id);
  lsn_command_member_text (line, "title", capture->title);
  lsn_command_member_text (line, "kind", lsn_capture_kind_get_name (capture->kind));
  if (capture->client_phrase)
    lsn_command_member_text (line, "client", capture->client_phrase);
  if (capture->client_id)
    lsn_command_member_int (line, "client_id", capture->client_id);
  if (capture->contact_phrase)
    lsn_command_member_text (line, "contact", capture->contact_phrase);
  if (capture->contact_id)
    lsn_command_member_int (line, "contact_id", capture->contact_id);
  lsn_command_member_text (line, "due", due);
  if (capture->duration > 0)
    lsn_command_member_int (line, "duration_minutes", capture->duration);
  lsn_command_member_int (line, "priority", capture->priority);
  if (capture->rrule)
    {
      lsn_command_member_text (line, "rrule", capture->rrule);
      lsn_command_member_text (line, "repeat",
                               capture->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE ? "after-done"
                                                                                : "fixed");
    }
  json_builder_set_member_name (line->builder, "tags");
  json_builder_begin_array (line->builder);
  for (guint i = 0; capture->tags[i]; i++)
    json_builder_add_string_value (line->builder, capture->tags[i]);
  json_builder_end_array (line->builder);
  json_builder_end_object (line->builder);
  lsn_command_print_json (line);
}

int
lsn_command_run_add (Line *line)
{
  g_autofree char *text = g_strjoinv (" ", line->arguments);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (LsnCaptureJob) job = lsn_capture_job_new (text, 0, lsn_clock_now (), zone);
  g_autoptr (GError) error = NULL;
  g_autofree char *today = lsn_date_dup_iso (job->today);
  g_autofree char *time = NULL;
  g_autofree char *due = NULL;
  gboolean ok;

  if (*g_strstrip (text) == '\0')
    return lsn_command_refuse_usage (line, _ ("add needs a text"));
  if (line->dry_run)
    ok = lsn_store_read_sync (line->store, lsn_capture_job_parse_on_worker, job, &error);
  else
    ok = lsn_store_write_sync (line->store, _ ("Quick Capture"), lsn_capture_job_add_on_worker, job,
                               &error);
  if (!ok)
    return lsn_command_fail (line, error);

  time = lsn_followup_dup_time (job->capture->time);
  due = lsn_command_dup_due (job->capture->due_date ? job->capture->due_date : today, time,
                             job->zone);
  if (line->json)
    {
      print_understood (line, job, due);
    }
  else
    {
      g_autofree char *words = lsn_capture_dup_all_words (job->capture, job->today, NULL);

      g_string_append_printf (line->out, "%s\n  %s\n", job->capture->title, words);
    }
  return EXIT_DONE;
}

/* --- due -------------------------------------------------------------------------------------- */

typedef struct
{
  char *tomorrow;
  GPtrArray *rows;
} Due;

static gboolean
due_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Due *due = data;

  due->rows = lsn_row_load_many (db, &lsn_followup_info, error,
                                 "WHERE followup.done_at IS NULL AND followup.due_date < ?"
                                 " ORDER BY followup.due_date, followup.due_time, followup.id",
                                 "t", due->tomorrow);
  return due->rows != NULL;
}

int
lsn_command_run_due (Line *line)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (lsn_clock_now (), zone);
  g_autofree char *tomorrow = lsn_date_dup_iso (today + 1);
  Due due = { .tomorrow = tomorrow };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (!lsn_store_read_sync (line->store, due_on_worker, &due, &error))
    return lsn_command_fail (line, error);
  rows = due.rows;

  json_builder_begin_array (line->builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      const char *client = lsn_row_get_text (row, LSN_FOLLOWUP_CLIENT_NAME);
      const char *title = lsn_row_get_text (row, LSN_FOLLOWUP_TITLE);
      g_autofree char *moment = lsn_command_dup_due (lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE),
                                                     lsn_row_get_text (row, LSN_FOLLOWUP_DUE_TIME),
                                                     lsn_row_get_text (row, LSN_FOLLOWUP_DUE_ZONE));

      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "type", "followup");
      lsn_command_member_int (line, "id", lsn_row_get_int64 (row, LSN_FOLLOWUP_ID));
      lsn_command_member_text (line, "title", title);
      if (client)
        lsn_command_member_text (line, "client", client);
      lsn_command_member_text (line, "due", moment);
      json_builder_end_object (line->builder);
      if (!line->json)
        g_string_append_printf (line->out, "%s  %s%s%s\n", moment, title, client ? " · " : "",
                                client ? client : "");
    }
  json_builder_end_array (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  return EXIT_DONE;
}
