/* SPDX-License-Identifier: GPL-3.0-or-later */

/* liaison-reminder: notifications of what is due, with the window closed.
 *
 * It only reads the workspace; what a button asks for is done by the application, which the bus
 * starts without a window. It sleeps until the next moment something is due, and looks at the clock
 * and at the workspace at most every 30 s besides. */

#include "config.h"

#include "base/lsn-clock.h"
#include "model/followups/lsn-followup.h"
#include "reminder/lsn-reminder-clock.h"
#include "reminder/lsn-reminder-plan.h"
#include "reminder/lsn-reminder-state.h"
#include "store/lsn-database.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#define CHECK_US      (30 * G_USEC_PER_SEC)
#define GROUP_NAMES   4
#define NOTIFICATIONS "org.freedesktop.Notifications"

typedef struct
{
  GMainLoop *loop;
  GDBusConnection *bus;
  GSource *clock;
  char *database_path;
  char *state_path;
  char *app_id;
  LsnDatabase *db; /* nullable while there is no workspace yet */
  GHashTable *shown;
  GHashTable *notes; /* notification number → GArray of follow-up ids */
  LsnReminderHours hours;
} Reminder;

/* --- Settings --------------------------------------------------------------------------------- */

static gboolean
load_hours (LsnReminderHours *hours)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, LSN_APP_ID_BASE, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;

  *hours = (LsnReminderHours) { .work_start = 9 * 60 };
  if (schema == NULL)
    return TRUE;
  settings = g_settings_new_full (schema, NULL, NULL);
  hours->work_start = g_settings_get_int (settings, "work-start");
  hours->quiet = g_settings_get_boolean (settings, "quiet-enabled");
  hours->quiet_start = g_settings_get_int (settings, "quiet-start");
  hours->quiet_end = g_settings_get_int (settings, "quiet-end");
  hours->quiet_allows_urgent = g_settings_get_boolean (settings, "quiet-allow-urgent");
  return g_settings_get_boolean (settings, "reminders-enabled");
}

/* --- The workspace ---------------------------------------------------------------------------- */

static GPtrArray *
load_items (Reminder *self, LsnDate until)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (lsn_reminder_item_free);
  g_autofree char *limit = lsn_date_dup_iso (until);
  g_autoptr (LsnStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  if (self->db == NULL && g_file_test (self->database_path, G_FILE_TEST_EXISTS))
    self->db = lsn_database_open (self->database_path, LSN_DATABASE_READER, &error);
  if (self->db == NULL)
    return items;

  /* Whose move it is decides: what waits for the client is still ours to chase on its day. */
  statement = lsn_database_prepare (
      self->db,
      "SELECT f.id, f.title, f.due_date, f.due_time, f.due_zone, f.urgent, c.name FROM followup f"
      " LEFT JOIN client c ON c.id = f.client_id WHERE f.done_at IS NULL AND f.due_date <= ?",
      &error);
  lsn_statement_bind (statement, "t", limit);
  while (lsn_statement_step (statement))
    {
      LsnReminderItem *item =
          lsn_reminder_item_new (lsn_statement_get_int64 (statement, 0),
                                 lsn_statement_get_text (statement, 1),
                                 lsn_date_from_iso (lsn_statement_get_text (statement, 2)),
                                 lsn_followup_parse_time (lsn_statement_get_text (statement, 3)),
                                 lsn_statement_get_text (statement, 4));

      item->urgent = lsn_statement_get_int64 (statement, 5) != 0;
      item->client = lsn_statement_dup_text (statement, 6);
      g_ptr_array_add (items, item);
    }
  if (!lsn_statement_finish (statement, &error))
    g_message ("The workspace could not be read: %s", error->message);
  return items;
}

/* --- Notifications ---------------------------------------------------------------------------- */

static char *
dup_summary (GPtrArray *items)
{
  const LsnReminderItem *first = g_ptr_array_index (items, 0);

  if (items->len == 1)
    return g_strdup (first->title);
  return g_strdup_printf (ngettext ("%u follow-up is due", "%u follow-ups are due", items->len),
                          items->len);
}

/* The body may be taken for markup by the server. */
static char *
dup_body (GPtrArray *items)
{
  g_autoptr (GString) body = g_string_new (NULL);
  const LsnReminderItem *first = g_ptr_array_index (items, 0);

  if (items->len == 1)
    return g_markup_escape_text (first->client ? first->client : "", -1);
  for (guint i = 0; i < items->len && i < GROUP_NAMES; i++)
    {
      const LsnReminderItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (body, "%s%s%s%s", i > 0 ? "\n" : "", item->title,
                              item->client ? " · " : "", item->client ? item->client : "");
    }
  return g_markup_escape_text (body->str, -1);
}

typedef struct
{
  Reminder *self;
  GArray *ids;     /* owned */
  GPtrArray *keys; /* owned; element-type char */
} Sending;

static void
save_shown (Reminder *self)
{
  g_autoptr (GError) error = NULL;

  if (!lsn_reminder_state_save (self->state_path, self->shown, &error))
    g_warning ("What was shown could not be kept: %s", error->message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer)
    {
      guint32 number;

      g_variant_get (answer, "(u)", &number);
      g_hash_table_insert (sending->self->notes, GUINT_TO_POINTER (number),
                           g_array_ref (sending->ids));
    }
  else
    {
      /* Nobody saw it: it counts as not shown and comes with the next check. */
      for (guint i = 0; i < sending->keys->len; i++)
        g_hash_table_remove (sending->self->shown, g_ptr_array_index (sending->keys, i));
      save_shown (sending->self);
      g_message ("A notification could not be shown: %s", error->message);
    }
  g_array_unref (sending->ids);
  g_ptr_array_unref (sending->keys);
  g_free (sending);
}

static void
show (Reminder *self, GPtrArray *items)
{
  g_autofree char *summary = dup_summary (items);
  g_autofree char *body = dup_body (items);
  Sending *sending = g_new0 (Sending, 1);
  GVariantBuilder actions;
  GVariantBuilder hints;

  sending->self = self;
  sending->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sending->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < items->len; i++)
    {
      const LsnReminderItem *item = g_ptr_array_index (items, i);

      g_array_append_val (sending->ids, item->id);
      g_ptr_array_add (sending->keys, lsn_reminder_item_dup_key (item));
      g_hash_table_add (self->shown, lsn_reminder_item_dup_key (item));
    }
  save_shown (self);

  g_variant_builder_init (&actions, G_VARIANT_TYPE ("as"));
  g_variant_builder_add (&actions, "s", "default");
  g_variant_builder_add (&actions, "s", _ ("Open"));
  g_variant_builder_add (&actions, "s", "done");
  g_variant_builder_add (&actions, "s", _ ("Done"));
  g_variant_builder_add (&actions, "s", "snooze");
  g_variant_builder_add (&actions, "s", _ ("Snooze"));
  g_variant_builder_add (&actions, "s", "open");
  g_variant_builder_add (&actions, "s", _ ("Open"));
  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (LSN_APP_ID));
  g_variant_builder_add (&hints, "{sv}", "urgency", g_variant_new_byte (1));
  g_dbus_connection_call (self->bus, NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS,
                          "Notify",
                          g_variant_new ("(susssasa{sv}i)", "Liaison", (guint32) 0, LSN_APP_ID,
                                         summary, body, &actions, &hints, (gint32) -1),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, sent_cb,
                          sending);
}

static void
activate (Reminder *self, const char *action, GVariant *parameter)
{
  g_autofree char *path = g_strdelimit (g_strconcat ("/", self->app_id, NULL), ".", '/');

  GVariantBuilder parameters;
  GVariantBuilder platform_data;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", parameter);
  g_variant_builder_init (&platform_data, G_VARIANT_TYPE_VARDICT);
  g_dbus_connection_call (self->bus, self->app_id, path, "org.freedesktop.Application",
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, &platform_data), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
invoked_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
            const char *signal, GVariant *parameters, gpointer user_data)
{
  Reminder *self = user_data;
  guint32 number;
  const char *action;
  GArray *ids;

  g_variant_get (parameters, "(u&s)", &number, &action);
  ids = g_hash_table_lookup (self->notes, GUINT_TO_POINTER (number));
  if (ids == NULL)
    return;

  if (!g_str_equal (action, "done") && !g_str_equal (action, "snooze"))
    {
      if (ids->len == 1)
        activate (self, "open-followup", g_variant_new_int64 (g_array_index (ids, gint64, 0)));
      else
        activate (self, "page", g_variant_new_string ("today"));
      return;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_str_equal (action, "done"))
        activate (self, "followup-done", g_variant_new_int64 (id));
      else
        activate (self, "followup-snooze", g_variant_new ("(xs)", id, "hour"));
    }
}

/* --- The loop --------------------------------------------------------------------------------- */

static gboolean
check_cb (gpointer user_data)
{
  Reminder *self = user_data;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 now = lsn_clock_now ();
  LsnDate today = lsn_date_get_today (now, zone);
  g_autoptr (GPtrArray) items = load_items (self, today + 1);
  g_autoptr (LsnReminderPlan) plan = NULL;

  if (load_hours (&self->hours))
    {
      plan = lsn_reminder_plan_make (items, self->shown, &self->hours, now, zone);
      if (plan->items->len > 0)
        show (self, plan->items);
    }
  lsn_reminder_clock_set (self->clock, MIN (plan ? plan->wake_at : G_MAXINT64, now + CHECK_US));
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (((Reminder *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
name_lost_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  /* Another one serves this session. */
  quit_cb (user_data);
}

static char *
make_state_path (const char *workspace)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), LSN_DATA_NAME, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1);
  g_autofree char *name = g_strdup_printf ("reminder-%.8s", sum);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

int
main (int argc, char *argv[])
{
  Reminder self = { 0 };
  g_autofree char *standard = g_build_filename (g_get_user_data_dir (), LSN_DATA_NAME, NULL);
  g_autofree char *workspace = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LIAISON_LOCALE_DIR") ? g_getenv ("LIAISON_LOCALE_DIR")
                                                                   : LSN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  workspace = g_canonicalize_filename (argc > 2 && g_str_equal (argv[1], "--workspace") ? argv[2]
                                                                                        : standard,
                                       NULL);
  self.app_id = g_strdup (LSN_APP_ID);
  if (!g_str_equal (workspace, standard))
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1);

      g_free (self.app_id);
      self.app_id = g_strdup_printf ("%s.W%.8s", LSN_APP_ID, sum);
    }
  self.bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  self.clock = self.bus ? lsn_reminder_clock_new (&error) : NULL;
  if (self.clock == NULL)
    {
      g_printerr ("liaison-reminder: %s\n", error->message);
      return 1;
    }

  self.loop = g_main_loop_new (NULL, FALSE);
  self.database_path = g_build_filename (workspace, "workspace.db", NULL);
  self.state_path = make_state_path (workspace);
  self.shown = lsn_reminder_state_load (self.state_path);
  self.notes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_dbus_connection_signal_subscribe (self.bus, NULL, NOTIFICATIONS, "ActionInvoked", NULL, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, invoked_cb, &self, NULL);
  name = g_strconcat (self.app_id, ".Reminder", NULL);
  g_bus_own_name_on_connection (self.bus, name, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, NULL,
                                name_lost_cb, &self, NULL);
  g_unix_signal_add (SIGTERM, quit_cb, &self);
  g_unix_signal_add (SIGINT, quit_cb, &self);
  g_source_set_callback (self.clock, check_cb, &self, NULL);
  g_source_attach (self.clock, NULL);
  check_cb (&self);
  g_main_loop_run (self.loop);

  g_source_destroy (self.clock);
  g_source_unref (self.clock);
  g_clear_pointer (&self.db, lsn_database_close);
  g_hash_table_unref (self.shown);
  g_hash_table_unref (self.notes);
  g_object_unref (self.bus);
  g_main_loop_unref (self.loop);
  g_free (self.database_path);
  g_free (self.state_path);
  g_free (self.app_id);
  return 0;
}
