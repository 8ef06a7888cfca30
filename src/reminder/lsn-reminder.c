/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder.h"
#include "base/lsn-clock.h"
#include "base/lsn-settings.h"
#include "reminder/lsn-reminder-clock.h"
#include "reminder/lsn-reminder-notifier.h"
#include "reminder/lsn-reminder-state.h"
#include "reminder/lsn-reminder-watch.h"

#include <malloc.h>
#include <sys/stat.h>

#define CHECK_US (30 * G_USEC_PER_SEC)

struct _LsnReminder
{
  GSource *clock;                /* owned */
  char *database_path;           /* owned */
  char *state_path;              /* owned */
  GSettings *settings;           /* owned, nullable where the schema is not installed */
  LsnDatabase *db;               /* owned, nullable while there is no workspace */
  LsnReminderWatch *watch;       /* owned */
  LsnReminderNotifier *notifier; /* owned */
  GHashTable *shown;             /* owned: set of keys */

  /* What the last look found; while it still holds, the workspace is not read again. */
  gboolean stale;
  struct stat file;
  gint64 version;
  LsnDate today;
  char *zone_id; /* owned */
  gint64 wake_at;
  gint64 last_look;
};

static void look (LsnReminder *self);

/* --- Settings --------------------------------------------------------------------------------- */

/* Returns whether the user wants reminders. */
static gboolean
load_hours (GSettings *settings, LsnReminderHours *hours)
{
  *hours = (LsnReminderHours) {
    .work_start = lsn_settings_get_int (settings, "work-start", 9 * 60),
    .quiet = lsn_settings_get_boolean (settings, "quiet-enabled", FALSE),
    .quiet_start = lsn_settings_get_int (settings, "quiet-start", 0),
    .quiet_end = lsn_settings_get_int (settings, "quiet-end", 0),
    .quiet_allows_urgent = lsn_settings_get_boolean (settings, "quiet-allow-urgent", TRUE),
  };
  return lsn_settings_get_boolean (settings, "reminders-enabled", TRUE);
}

static void
settings_changed_cb (LsnReminder *self)
{
  self->stale = TRUE;
  look (self);
}

/* --- The workspace ---------------------------------------------------------------------------- */

/* Opens the file anew when another one stands in its place, as after a backup was put back. */
static gboolean
ensure_database (LsnReminder *self)
{
  struct stat file;
  g_autoptr (GError) error = NULL;

  if (stat (self->database_path, &file) != 0)
    {
      g_clear_pointer (&self->db, lsn_database_close);
      return FALSE;
    }
  if (file.st_ino != self->file.st_ino || file.st_dev != self->file.st_dev)
    g_clear_pointer (&self->db, lsn_database_close);
  if (self->db)
    return TRUE;
  self->db = lsn_database_open (self->database_path, LSN_DATABASE_READER, &error);
  self->file = file;
  self->stale = TRUE;
  if (self->db == NULL)
    g_message ("The workspace could not be opened: %s", error->message);
  return self->db != NULL;
}

/* Whether what the last look found does not hold any more. */
static gboolean
has_changed (LsnReminder *self, gint64 now, LsnDate today, const char *zone_id)
{
  gint64 version = -1;
  gboolean changed;

  lsn_database_get_int64 (self->db, -1, &version, NULL, "PRAGMA data_version", "");
  changed = self->stale || version != self->version || today != self->today ||
            now < self->last_look || now >= self->wake_at ||
            g_strcmp0 (zone_id, self->zone_id) != 0;
  self->version = version;
  self->today = today;
  g_set_str (&self->zone_id, zone_id);
  return changed;
}

/* --- Looking ---------------------------------------------------------------------------------- */

static void
save_shown (LsnReminder *self)
{
  g_autoptr (GError) error = NULL;

  if (!lsn_reminder_state_save (self->state_path, self->shown, &error))
    g_warning ("What was shown could not be kept: %s", error->message);
}

/* It comes again with the next regular check, not at once: the server may be starting. */
static void
lost_cb (const LsnReminderNotice *notice, gpointer user_data)
{
  LsnReminder *self = user_data;

  for (guint i = 0; i < notice->keys->len; i++)
    g_hash_table_remove (self->shown, g_ptr_array_index (notice->keys, i));
  save_shown (self);
  self->stale = TRUE;
}

static void
show (LsnReminder *self, LsnReminderPlan *plan, gint64 now, GTimeZone *zone)
{
  const LsnDueKind kinds[] = { LSN_DUE_EVENT, LSN_DUE_FOLLOWUP, LSN_DUE_TASK, LSN_DUE_DATE };
  LsnReminderNotice *notices[G_N_ELEMENTS (kinds)];

  if (plan->items->len == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      notices[i] = lsn_reminder_notice_new_from_items (plan->items, kinds[i], now, zone);
      for (guint j = 0; notices[i] && j < notices[i]->keys->len; j++)
        g_hash_table_add (self->shown, g_strdup (g_ptr_array_index (notices[i]->keys, j)));
    }
  save_shown (self);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (notices[i])
        lsn_reminder_notifier_show (self->notifier, notices[i]);
    }
}

static GHashTable *
make_keys (GPtrArray *items)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (keys, lsn_due_dup_key (g_ptr_array_index (items, i)));
  return keys;
}

/* Returns whether the workspace could be read. */
static gboolean
read_and_show (LsnReminder *self, gint64 now, GTimeZone *zone)
{
  LsnReminderHours hours;
  gboolean wanted = load_hours (self->settings, &hours);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lsn_due_load (self->db, self->today, &error);
  g_autoptr (GHashTable) keys = NULL;

  self->wake_at = G_MAXINT64;
  if (items == NULL)
    {
      g_message ("The workspace could not be read: %s", error->message);
      return FALSE;
    }
  keys = make_keys (items);
  lsn_reminder_notifier_withdraw (self->notifier, keys);
  if (wanted)
    {
      g_autoptr (LsnReminderPlan) plan =
          lsn_reminder_plan_make (items, self->shown, &hours, self->last_look, now, zone);

      self->wake_at = plan->wake_at;
      show (self, plan, now, zone);
    }
  if (lsn_reminder_state_prune (self->shown, keys, self->today))
    save_shown (self);
  return TRUE;
}

/* A day of thousands must not weigh on the nights: what was needed for a moment is given back. */
static void
give_memory_back (LsnReminder *self)
{
  lsn_database_execute (self->db, "PRAGMA shrink_memory", NULL);
  malloc_trim (0);
}

static void
look (LsnReminder *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 now = lsn_clock_now ();
  LsnDate today = lsn_date_get_today (now, zone);

  lsn_reminder_watch_retry (self->watch);
  if (ensure_database (self) && has_changed (self, now, today, g_time_zone_get_identifier (zone)))
    {
      self->stale = !read_and_show (self, now, zone);
      give_memory_back (self);
    }
  self->last_look = now;
  lsn_reminder_clock_set (self->clock,
                          self->db ? MIN (self->wake_at, now + CHECK_US) : now + CHECK_US);
}

static void
look_cb (gpointer user_data)
{
  look (user_data);
}

static gboolean
clock_cb (gpointer user_data)
{
  look (user_data);
  return G_SOURCE_CONTINUE;
}

/* --- Its life --------------------------------------------------------------------------------- */

LsnReminder *
lsn_reminder_new (GDBusConnection *bus, const char *folder, const char *app_id,
                  const char *state_path, GError **error)
{
  g_autoptr (GSource) clock = lsn_reminder_clock_new (error);
  LsnReminder *self;

  if (clock == NULL)
    return NULL;
  self = g_new0 (LsnReminder, 1);
  self->clock = g_steal_pointer (&clock);
  self->database_path = g_build_filename (folder, "workspace.db", NULL);
  self->state_path = g_strdup (state_path);
  self->shown = lsn_reminder_state_load (state_path);
  self->stale = TRUE;
  self->wake_at = G_MAXINT64;
  self->last_look = lsn_clock_now ();
  self->settings = lsn_settings_new ();
  if (self->settings)
    g_signal_connect_swapped (self->settings, "changed", G_CALLBACK (settings_changed_cb), self);
  self->notifier = lsn_reminder_notifier_new (bus, app_id, lost_cb, self);
  self->watch = lsn_reminder_watch_new (folder, look_cb, self);
  g_source_set_callback (self->clock, clock_cb, self, NULL);
  g_source_attach (self->clock, NULL);
  look (self);
  return self;
}

void
lsn_reminder_free (LsnReminder *self)
{
  g_source_destroy (self->clock);
  g_source_unref (self->clock);
  lsn_reminder_watch_free (self->watch);
  lsn_reminder_notifier_free (self->notifier);
  g_clear_pointer (&self->db, lsn_database_close);
  g_clear_object (&self->settings);
  g_hash_table_unref (self->shown);
  g_free (self->database_path);
  g_free (self->state_path);
  g_free (self->zone_id);
  g_free (self);
}
