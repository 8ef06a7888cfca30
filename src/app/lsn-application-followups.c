/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
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

static void
capture_for_each (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  if (n == 0)
    return;
  g_array_append_vals (ids, values, (guint) n);
  lsn_application_present_dialog (
      self, lsn_capture_dialog_new_for_each (lsn_application_get_context (self), ids));
}

static char *
dup_title (LsnApplication *self, gint64 followup_id)
{
  g_autoptr (LsnRecord) record = lsn_record_pool_dup (
      lsn_context_get_pool (lsn_application_get_context (self), LSN_TYPE_FOLLOWUP), followup_id);
  const char *title = lsn_record_get_text (record, LSN_FOLLOWUP_TITLE);

  return g_strdup (title ? title : _ ("Follow-up"));
}

/* --- Done ------------------------------------------------------------------------------------- */

static LsnFollowupDone *
make_done (LsnContext *context, gint64 id)
{
  LsnFollowupDone *done = g_new0 (LsnFollowupDone, 1);

  done->id = id;
  done->now = lsn_clock_now ();
  done->today = lsn_context_get_today (context);
  done->log = TRUE;
  done->workdays = lsn_workdays_ref (lsn_context_get_workdays (context));
  return done;
}

static void
followup_done (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnFollowupDone *done = make_done (context, g_variant_get_int64 (parameter));
  g_autofree char *title = dup_title (self, done->id);
  g_autofree char *message = g_strdup_printf (_ ("Done: “%s”"), title);

  lsn_context_write (context, _ ("Done"), message, lsn_followup_done_on_worker, done,
                     (GDestroyNotify) lsn_followup_done_free);
}

static void
followup_done_with (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;
  LsnFollowupDone *done;
  const char *outcome;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &outcome);
  done = make_done (context, id);
  done->outcome = *outcome ? g_strdup (outcome) : NULL;
  title = dup_title (self, id);
  message = g_strdup_printf (_ ("Done: “%s”"), title);
  lsn_context_write (context, _ ("Done"), message, lsn_followup_done_on_worker, done,
                     (GDestroyNotify) lsn_followup_done_free);
}

static LsnFollowupMany *
make_many (LsnStoreFunc func, GDestroyNotify destroy)
{
  LsnFollowupMany *many = g_new0 (LsnFollowupMany, 1);

  many->func = func;
  many->each = g_ptr_array_new_with_free_func (destroy);
  return many;
}

static void
followups_done (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnFollowupMany *many =
      make_many (lsn_followup_done_on_worker, (GDestroyNotify) lsn_followup_done_free);
  g_autofree char *message = NULL;
  GVariantIter iter;
  gint64 id;

  g_variant_iter_init (&iter, parameter);
  while (g_variant_iter_next (&iter, "x", &id))
    g_ptr_array_add (many->each, make_done (context, id));
  message =
      g_strdup_printf (ngettext ("Done: %u follow-up", "Done: %u follow-ups", many->each->len),
                       many->each->len);
  lsn_context_write (context, _ ("Done"), message, lsn_followup_many_on_worker, many,
                     (GDestroyNotify) lsn_followup_many_free);
}

/* --- Snooze ----------------------------------------------------------------------------------- */

/* Returns: (nullable): %NULL for a target that is none. @when: (out) (transfer full): in words */
static LsnFollowupSnooze *
make_snooze (LsnContext *context, gint64 id, const char *target, char **when)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_context_get_today (context);
  LsnFollowupSnooze *snooze;
  LsnSnoozeClock clock;
  LsnDate date;
  int minute;

  lsn_context_get_snooze_clock (context, zone, &clock);
  date = lsn_snooze_find (target, &clock, &minute);
  if (date == LSN_DATE_NONE)
    return NULL;
  snooze = g_new0 (LsnFollowupSnooze, 1);
  snooze->id = id;
  snooze->date = date;
  snooze->minute = minute;
  snooze->by_day = lsn_snooze_is_day (target);
  snooze->zone = g_strdup (g_time_zone_get_identifier (zone));
  if (snooze->by_day && date > today + 1)
    *when = lsn_when_dup_day_heading (date, today);
  else
    *when = lsn_when_dup_relative (date, snooze->by_day ? LSN_WHEN_NO_TIME : minute, today);
  return snooze;
}

static void
followup_snooze (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;
  g_autofree char *when = NULL;
  LsnFollowupSnooze *snooze;
  const char *target;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &target);
  snooze = make_snooze (context, id, target, &when);
  if (snooze == NULL)
    return;
  title = dup_title (self, id);
  /* Translators: the title of a follow-up, then a day such as “tomorrow” or “Tuesday 24 November”
   */
  message = g_strdup_printf (_ ("“%1$s” is snoozed: %2$s"), title, when);
  lsn_context_write (context, _ ("Snooze"), message, lsn_followup_snooze_on_worker, snooze,
                     (GDestroyNotify) lsn_followup_snooze_free);
}

static void
followups_snooze (LsnApplication *self, GVariant *parameter)
{
  LsnContext *context = lsn_application_get_context (self);
  LsnFollowupMany *many =
      make_many (lsn_followup_snooze_on_worker, (GDestroyNotify) lsn_followup_snooze_free);
  g_autoptr (GVariantIter) iter = NULL;
  g_autofree char *message = NULL;
  g_autofree char *when = NULL;
  const char *target;
  gint64 id;

  g_variant_get (parameter, "(ax&s)", &iter, &target);
  while (g_variant_iter_next (iter, "x", &id))
    {
      LsnFollowupSnooze *snooze;

      g_clear_pointer (&when, g_free);
      snooze = make_snooze (context, id, target, &when);
      if (snooze)
        g_ptr_array_add (many->each, snooze);
    }
  if (many->each->len == 0)
    {
      lsn_followup_many_free (many);
      return;
    }
  /* Translators: how many, then a day such as “tomorrow” or “today 15:00” */
  message = g_strdup_printf (ngettext ("%1$u follow-up is snoozed: %2$s",
                                       "%1$u follow-ups are snoozed: %2$s", many->each->len),
                             many->each->len, when);
  lsn_context_write (context, _ ("Snooze"), message, lsn_followup_many_on_worker, many,
                     (GDestroyNotify) lsn_followup_many_free);
}

/* --- Opening ---------------------------------------------------------------------------------- */

static void
followup_call (LsnApplication *self, GVariant *parameter)
{
  lsn_application_reach (self, "phone", &lsn_followup_info, g_variant_get_int64 (parameter),
                         LSN_FOLLOWUP_PHONE, LSN_FOLLOWUP_CLIENT_ID);
}

static void
followup_mail (LsnApplication *self, GVariant *parameter)
{
  lsn_application_reach (self, "email", &lsn_followup_info, g_variant_get_int64 (parameter),
                         LSN_FOLLOWUP_EMAIL, LSN_FOLLOWUP_CLIENT_ID);
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
      lsn_record_pool_dup (lsn_context_get_pool (context, LSN_TYPE_FOLLOWUP),
                           g_variant_get_int64 (parameter));

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
  { "capture-for-each", N_ ("Set a Next Step for Each"), LSN_COMMAND_GROUP_FOLLOWUPS, "ax",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "lsn-capture-symbolic",
    capture_for_each },
  { "quick-note", N_ ("Quick Note"), LSN_COMMAND_GROUP_FOLLOWUPS, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "lsn-capture-symbolic",
    capture },
  { "followup-done", N_ ("Done"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic", followup_done },
  { "followup-done-with", N_ ("Done"), LSN_COMMAND_GROUP_FOLLOWUPS, "(xs)",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic", followup_done_with },
  { "followups-done", N_ ("Done"), LSN_COMMAND_GROUP_FOLLOWUPS, "ax",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic", followups_done },
  { "followups-snooze", N_ ("Snooze"), LSN_COMMAND_GROUP_FOLLOWUPS, "(axs)",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "lsn-snooze-symbolic", followups_snooze },
  { "followup-snooze", N_ ("Snooze"), LSN_COMMAND_GROUP_FOLLOWUPS, "(xs)",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "lsn-snooze-symbolic", followup_snooze },
  { "followup-call", N_ ("Call"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "call-start-symbolic", followup_call },
  { "followup-mail", N_ ("Write a Mail"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "mail-unread-symbolic", followup_mail },
  { "edit-followup", N_ ("_Edit Follow-Up"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "document-edit-symbolic",
    edit_followup },
  { "followup-outcome", N_ ("Done, with an _Outcome"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, "object-select-symbolic",
    followup_outcome },
  { "delete-followup", N_ ("_Delete Follow-Up"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_HIDDEN, NULL, "user-trash-symbolic", delete_followup },
  { "open-followup", N_ ("Open"), LSN_COMMAND_GROUP_FOLLOWUPS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, open_followup },
  { NULL },
};
