/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "base/lsn-clock.h"
#include "model/followups/lsn-followup-write.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/capture/lsn-capture-dialog.h"
#include "views/followups/lsn-followup-dialog.h"
#include "views/followups/lsn-outcome-dialog.h"

#include <glib/gi18n-lib.h>

static void
capture (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (
      self, lsn_capture_dialog_new (lsn_application_get_context (self),
                                    parameter ? g_variant_get_int64 (parameter) : 0));
}

static char *
dup_title (LsnApplication *self, gint64 followup_id)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_followups (lsn_application_get_context (self)),
                           followup_id);
  const char *title = lsn_record_get_text (record, LSN_FOLLOWUP_TITLE);

  return g_strdup (title ? title : _ ("Follow-up"));
}

static void
followup_done (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnFollowupDone *done = g_new0 (LsnFollowupDone, 1);
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  done->id = g_variant_get_int64 (parameter);
  done->now = lsn_clock_now ();
  done->today = lsn_context_get_today (context);
  done->log = TRUE;
  done->workdays = lsn_workdays_ref (lsn_context_get_workdays (context));
  title = dup_title (self, done->id);
  message = g_strdup_printf (_ ("Done: “%s”"), title);
  lsn_context_write (context, _ ("Done"), message, lsn_followup_done_on_worker, done,
                     (GDestroyNotify) lsn_followup_done_free);
}

static LsnDate
get_snooze_date (LsnContext *context, const char *target, int *minute)
{
  LsnDate today = lsn_context_get_today (context);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  *minute = -1;
  if (g_str_equal (target, "hour"))
    return lsn_date_from_instant (lsn_clock_now () + G_TIME_SPAN_HOUR, zone, minute);
  if (g_str_equal (target, "three-days"))
    return today + 3;
  if (g_str_equal (target, "week"))
    return today + 7;
  if (g_str_equal (target, "month"))
    return lsn_date_add_months (today, 1);
  return lsn_workdays_get_next (lsn_context_get_workdays (context), today);
}

static void
followup_snooze (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnFollowupSnooze *snooze = g_new0 (LsnFollowupSnooze, 1);
  const char *target;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  g_variant_get (parameter, "(x&s)", &snooze->id, &target);
  snooze->date = get_snooze_date (context, target, &snooze->minute);
  snooze->zone = g_strdup (g_time_zone_get_identifier (zone));
  title = dup_title (self, snooze->id);
  message = g_strdup_printf (_ ("Snoozed: “%s”"), title);
  lsn_context_write (context, _ ("Snooze"), message, lsn_followup_snooze_on_worker, snooze,
                     (GDestroyNotify) lsn_followup_snooze_free);
}

static void
followup_call (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_followups (lsn_application_get_context (self)),
                           g_variant_get_int64 (parameter));

  lsn_application_call (self, lsn_record_get_text (record, LSN_FOLLOWUP_PHONE),
                        lsn_record_get_int64 (record, LSN_FOLLOWUP_CLIENT_ID));
}

static gboolean
find_client_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *id = data;

  return lsn_database_get_int64 (db, 0, id, error, "SELECT client_id FROM followup WHERE id = ?",
                                 "i", *id);
}

static void
client_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnApplication) self = user_data;
  gint64 *client_id = lsn_store_finish (LSN_STORE (source), result, NULL);
  LsnWindow *window = lsn_application_ensure_window (self);

  if (window && client_id && *client_id)
    lsn_window_open_client (window, *client_id, NULL);
}

/* Opens what a follow-up is about: its client, else the day. */
static void
open_followup (LsnApplication *self, GVariant *parameter)
{
  gint64 id = g_variant_get_int64 (parameter);

  lsn_store_read_async (lsn_context_get_store (lsn_application_get_context (self)),
                        find_client_on_worker, g_memdup2 (&id, sizeof id), g_free, NULL,
                        client_found_cb, g_object_ref (self));
}

static void
edit_followup (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self,
                                  lsn_followup_dialog_new (lsn_application_get_context (self),
                                                           g_variant_get_int64 (parameter), 0));
}

static void
followup_outcome (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_followups (context), g_variant_get_int64 (parameter));

  if (lsn_record_is_loaded (record))
    lsn_application_present_dialog (self, lsn_outcome_dialog_new (context, LSN_FOLLOWUP (record)));
}

static void
delete_followup (LsnApplication *self, GVariant *parameter)
{
  LsnRemoval removal = { &lsn_followup_info, g_variant_get_int64 (parameter) };
  g_autofree char *title = dup_title (self, removal.id);
  g_autofree char *message = g_strdup_printf (_ ("“%s” deleted"), title);

  lsn_context_write (lsn_application_get_context (self), _ ("Delete Follow-Up"), message,
                     lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

const LsnCommand lsn_followup_commands[] = {
  { "capture", N_ ("_Quick Capture"), LSN_COMMAND_GROUP_FOLLOWUPS, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW, "<Control>space <Control><Shift>a",
    "lsn-capture-symbolic", capture },
  { "capture-for", N_ ("Set a Next _Step"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "lsn-capture-symbolic",
    capture },
  { "quick-note", N_ ("Quick Note"), LSN_COMMAND_GROUP_FOLLOWUPS, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "lsn-capture-symbolic",
    capture },
  { "followup-done", N_ ("Done"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic", followup_done },
  { "followup-snooze", N_ ("Snooze"), LSN_COMMAND_GROUP_FOLLOWUPS, "(xs)",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "lsn-snooze-symbolic", followup_snooze },
  { "followup-call", N_ ("Call"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "call-start-symbolic", followup_call },
  { "edit-followup", N_ ("_Edit Follow-Up"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "document-edit-symbolic", edit_followup },
  { "followup-outcome", N_ ("Done, with an _Outcome"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic", followup_outcome },
  { "delete-followup", N_ ("_Delete Follow-Up"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_HIDDEN, NULL, "user-trash-symbolic", delete_followup },
  { "open-followup", N_ ("Open"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, open_followup },
  { NULL },
};
