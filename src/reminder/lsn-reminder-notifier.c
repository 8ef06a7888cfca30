/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-notifier.h"

#include <glib/gi18n-lib.h>

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define OBJECT_PATH   "/org/freedesktop/Notifications"

/* Why a notification went, by the specification: only these two are for good, as one that expired
 * may still stand in the desktop's list. */
#define CLOSED_BY_USER 2
#define CLOSED_BY_CALL 3

/* So many are remembered for their buttons. */
#define MAX_NOTES 256

struct _LsnReminderNotifier
{
  GDBusConnection *bus; /* owned */
  char *app_id;         /* owned */
  LsnReminderLostFunc lost;
  gpointer user_data;
  GHashTable *notes; /* number of the notification → LsnReminderNotice (owned) */
  GQueue numbers;    /* of the notes, the oldest first */
  guint token_number;
  char *token; /* owned, nullable: lets the window come to the front for @token_number */
};

/* A call under way: the notice is the caller's until the server has taken it. */
typedef struct
{
  LsnReminderNotifier *self;
  LsnReminderNotice *notice; /* owned */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_pointer (&sending->notice, lsn_reminder_notice_free);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* --- Showing ---------------------------------------------------------------------------------- */

static void
forget (LsnReminderNotifier *self, guint number)
{
  g_queue_remove (&self->numbers, GUINT_TO_POINTER (number));
  g_hash_table_remove (self->notes, GUINT_TO_POINTER (number));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  LsnReminderNotifier *self = sending->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  guint number;

  if (answer == NULL)
    {
      g_message ("A notification could not be shown: %s", error->message);
      self->lost (sending->notice, self->user_data);
      return;
    }
  g_variant_get (answer, "(u)", &number);
  forget (self, number);
  g_hash_table_insert (self->notes, GUINT_TO_POINTER (number), g_steal_pointer (&sending->notice));
  g_queue_push_tail (&self->numbers, GUINT_TO_POINTER (number));
  while (self->numbers.length > MAX_NOTES)
    g_hash_table_remove (self->notes, g_queue_pop_head (&self->numbers));
}

static void
add_actions (GVariantBuilder *actions, const LsnReminderNotice *notice)
{
  const char *const followup[][2] = { { "default", N_ ("Open") },
                                      { "done", N_ ("Done") },
                                      { "snooze", N_ ("Snooze") },
                                      { "open", N_ ("Open") } };
  const char *const date[][2] = { { "default", N_ ("Open") },
                                  { "plan", N_ ("Set a Next Step") },
                                  { "open", N_ ("Open") } };
  gboolean is_followup =
      notice->kind == LSN_DUE_FOLLOWUP || notice->kind == LSN_DUE_TASK; /* a card */
  guint n = is_followup ? G_N_ELEMENTS (followup) : G_N_ELEMENTS (date);

  for (guint i = 0; i < n; i++)
    {
      const char *const *entry = is_followup ? followup[i] : date[i];

      /* One next step is for one client. */
      if (g_str_equal (entry[0], "plan") &&
          (notice->client_id == 0 || notice->kind == LSN_DUE_EVENT))
        continue;
      g_variant_builder_add (actions, "s", entry[0]);
      g_variant_builder_add (actions, "s", _ (entry[1]));
    }
}

static void
capable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  const LsnReminderNotice *notice = sending->notice;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree const char **capabilities = NULL;
  g_autofree char *body = NULL;
  GVariantBuilder actions;
  GVariantBuilder hints;

  if (answer)
    g_variant_get (answer, "(^a&s)", &capabilities);
  /* Where the server does not say, it is like most: it takes the body for markup. */
  if (capabilities == NULL || g_strv_contains (capabilities, "body-markup"))
    body = g_markup_escape_text (notice->body, -1);
  else
    body = g_strdup (notice->body);

  g_variant_builder_init (&actions, G_VARIANT_TYPE ("as"));
  if (capabilities == NULL || g_strv_contains (capabilities, "actions"))
    add_actions (&actions, notice);
  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (LSN_APP_ID));
  g_variant_builder_add (&hints, "{sv}", "urgency", g_variant_new_byte (notice->urgent ? 2 : 1));

  /* Without an end to the waiting: a slow server has perhaps shown it, and twice would be wrong. */
  g_dbus_connection_call (G_DBUS_CONNECTION (source), NOTIFICATIONS, OBJECT_PATH, NOTIFICATIONS,
                          "Notify",
                          g_variant_new ("(susssasa{sv}i)", "Liaison", (guint32) 0, LSN_APP_ID,
                                         notice->summary, body, &actions, &hints, (gint32) -1),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL, shown_cb,
                          sending);
}

void
lsn_reminder_notifier_show (LsnReminderNotifier *self, LsnReminderNotice *notice)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->self = self;
  sending->notice = notice;
  g_dbus_connection_call (self->bus, NOTIFICATIONS, OBJECT_PATH, NOTIFICATIONS, "GetCapabilities",
                          NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          capable_cb, sending);
}

static gboolean
is_open (const LsnReminderNotice *notice, GHashTable *keys)
{
  for (guint i = 0; i < notice->keys->len; i++)
    {
      if (g_hash_table_contains (keys, g_ptr_array_index (notice->keys, i)))
        return TRUE;
    }
  return FALSE;
}

void
lsn_reminder_notifier_withdraw (LsnReminderNotifier *self, GHashTable *keys)
{
  GHashTableIter iter;
  gpointer number, notice;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &number, &notice))
    {
      if (is_open (notice, keys))
        continue;
      g_dbus_connection_call (self->bus, NOTIFICATIONS, OBJECT_PATH, NOTIFICATIONS,
                              "CloseNotification", g_variant_new ("(u)", GPOINTER_TO_UINT (number)),
                              NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
      g_queue_remove (&self->numbers, number);
      g_hash_table_iter_remove (&iter);
    }
}

/* --- Buttons ---------------------------------------------------------------------------------- */

static void
activated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer)
    return;
  g_warning ("Liaison could not be asked: %s", error->message);
  if (sending->notice)
    sending->self->lost (sending->notice, sending->self->user_data);
}

/* @notice: (nullable) (transfer full): what is lost when the application cannot be reached. */
static void
activate (LsnReminderNotifier *self, const char *action, GVariant *parameter,
          LsnReminderNotice *notice)
{
  g_autofree char *path = g_strdelimit (g_strconcat ("/", self->app_id, NULL), ".", '/');
  Sending *sending = g_new0 (Sending, 1);
  GVariantBuilder parameters;
  GVariantBuilder platform_data;

  sending->self = self;
  sending->notice = notice;
  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", parameter);
  g_variant_builder_init (&platform_data, G_VARIANT_TYPE_VARDICT);
  if (self->token)
    {
      g_variant_builder_add (&platform_data, "{sv}", "activation-token",
                             g_variant_new_string (self->token));
      g_variant_builder_add (&platform_data, "{sv}", "desktop-startup-id",
                             g_variant_new_string (self->token));
    }
  g_dbus_connection_call (self->bus, self->app_id, path, "org.freedesktop.Application",
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, &platform_data), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, activated_cb, sending);
}

static void
open_what (LsnReminderNotifier *self, const LsnReminderNotice *notice)
{
  if (notice->ids->len > 1)
    activate (self, "page",
              g_variant_new_string (notice->kind == LSN_DUE_EVENT ? "calendar" : "today"), NULL);
  else if (notice->kind == LSN_DUE_EVENT)
    activate (self, "edit-event", g_variant_new_int64 (g_array_index (notice->ids, gint64, 0)),
              NULL);
  else if (notice->kind == LSN_DUE_DATE)
    activate (self, "open-client", g_variant_new_int64 (notice->client_id), NULL);
  else
    activate (self, notice->kind == LSN_DUE_TASK ? "open-task" : "open-followup",
              g_variant_new_int64 (g_array_index (notice->ids, gint64, 0)), NULL);
}

/* What is done to several at once is one action, with one undo. */
static void
act (LsnReminderNotifier *self, const char *action, LsnReminderNotice *notice)
{
  gboolean done = g_str_equal (action, "done");
  gint64 first = g_array_index (notice->ids, gint64, 0);
  GVariant *ids;

  if (notice->kind == LSN_DUE_TASK)
    {
      ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, notice->ids->data, notice->ids->len,
                                       sizeof (gint64));
      activate (self, done ? "tasks-done" : "tasks-snooze", ids, notice);
      return;
    }
  if (notice->ids->len == 1)
    {
      activate (self, done ? "followup-done" : "followup-snooze",
                done ? g_variant_new_int64 (first) : g_variant_new ("(xs)", first, "a-while"),
                notice);
      return;
    }
  ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, notice->ids->data, notice->ids->len,
                                   sizeof (gint64));
  activate (self, done ? "followups-done" : "followups-snooze",
            done ? ids : g_variant_new ("(@axs)", ids, "a-while"), notice);
}

static void
invoke (LsnReminderNotifier *self, guint number, const char *action)
{
  gpointer notice;

  if (!g_hash_table_lookup_extended (self->notes, GUINT_TO_POINTER (number), NULL, &notice))
    return;
  if (self->token_number != number)
    g_clear_pointer (&self->token, g_free);

  if (g_str_equal (action, "plan"))
    {
      activate (self, "capture-for",
                g_variant_new_int64 (((LsnReminderNotice *) notice)->client_id), NULL);
    }
  else if (!g_str_equal (action, "done") && !g_str_equal (action, "snooze"))
    {
      open_what (self, notice);
    }
  else
    {
      /* A second press must not do it again. */
      g_hash_table_steal (self->notes, GUINT_TO_POINTER (number));
      g_queue_remove (&self->numbers, GUINT_TO_POINTER (number));
      act (self, action, notice);
    }
  g_clear_pointer (&self->token, g_free);
}

static void
signal_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
           const char *signal, GVariant *parameters, gpointer user_data)
{
  LsnReminderNotifier *self = user_data;
  guint number, reason;
  const char *text;

  if (g_str_equal (signal, "NotificationClosed") &&
      g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)")))
    {
      g_variant_get (parameters, "(uu)", &number, &reason);
      if (reason == CLOSED_BY_USER || reason == CLOSED_BY_CALL)
        forget (self, number);
    }
  else if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)")))
    {
      g_variant_get (parameters, "(u&s)", &number, &text);
      if (g_str_equal (signal, "ActionInvoked"))
        {
          invoke (self, number, text);
        }
      else if (g_str_equal (signal, "ActivationToken"))
        {
          g_set_str (&self->token, text);
          self->token_number = number;
        }
    }
}

/* --- Its life --------------------------------------------------------------------------------- */

static void
notice_free (gpointer notice)
{
  lsn_reminder_notice_free (notice);
}

LsnReminderNotifier *
lsn_reminder_notifier_new (GDBusConnection *bus, const char *app_id, LsnReminderLostFunc lost,
                           gpointer user_data)
{
  LsnReminderNotifier *self = g_new0 (LsnReminderNotifier, 1);

  self->bus = g_object_ref (bus);
  self->app_id = g_strdup (app_id);
  self->lost = lost;
  self->user_data = user_data;
  self->notes = g_hash_table_new_full (NULL, NULL, NULL, notice_free);
  g_queue_init (&self->numbers);
  g_dbus_connection_signal_subscribe (bus, NOTIFICATIONS, NOTIFICATIONS, NULL, OBJECT_PATH, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, signal_cb, self, NULL);
  return self;
}

void
lsn_reminder_notifier_free (LsnReminderNotifier *self)
{
  g_hash_table_unref (self->notes);
  g_queue_clear (&self->numbers);
  g_object_unref (self->bus);
  g_free (self->app_id);
  g_free (self->token);
  g_free (self);
}
