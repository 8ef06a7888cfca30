/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "reminder/lsn-reminder-plan.h"
#include "reminder/lsn-reminder-state.h"

#include <glib/gstdio.h>

static const LsnReminderHours plain = { .work_start = 9 * 60 };
static const LsnReminderHours quiet = { .work_start = 9 * 60,
                                        .quiet = TRUE,
                                        .quiet_start = 21 * 60,
                                        .quiet_end = 8 * 60,
                                        .quiet_allows_urgent = TRUE };

static gint64
at (const char *date, int hour, int minute, GTimeZone *zone)
{
  return lsn_date_to_instant (lsn_date_from_iso (date), hour * 60 + minute, zone);
}

static GPtrArray *
one (const char *date, int minute, const char *zone_id)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (lsn_reminder_item_free);

  g_ptr_array_add (items,
                   lsn_reminder_item_new (7, "Call", lsn_date_from_iso (date), minute, zone_id));
  return items;
}

static GHashTable *
nothing (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* A time of day falls at its wall clock in its zone, whatever zone the machine is in; the hour that
 * comes twice is the first one, the hour that does not exist moves on. */
static void
test_zones (void)
{
  const char *const zones[] = { "UTC",
                                "Pacific/Kiritimati",
                                "Pacific/Pago_Pago",
                                "Asia/Kathmandu",
                                "America/New_York",
                                "Africa/Casablanca",
                                "Australia/Lord_Howe",
                                "Pacific/Apia" };
  const char *const days[] = { "2026-11-23", "2026-03-08", "2026-11-01", "2026-04-05",
                               "2026-10-04" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) local = g_time_zone_new_identifier (zones[i]);

      for (guint j = 0; j < G_N_ELEMENTS (days); j++)
        {
          g_autoptr (GPtrArray) timed = one (days[j], 15 * 60, "Europe/Moscow");
          g_autoptr (GPtrArray) whole = one (days[j], -1, NULL);
          g_autoptr (GTimeZone) moscow = g_time_zone_new_identifier ("Europe/Moscow");
          gint64 due = lsn_reminder_item_get_due (timed->pdata[0], &plain, local);
          int minute;

          g_assert_cmpint (due, ==, at (days[j], 15, 0, moscow));
          due = lsn_reminder_item_get_due (whole->pdata[0], &plain, local);
          g_assert_cmpint (lsn_date_from_instant (due, local, &minute), ==,
                           lsn_date_from_iso (days[j]));
          g_assert_cmpint (minute, ==, 9 * 60);
        }
    }
}

static void
test_gap_and_fold (void)
{
  g_autoptr (GTimeZone) new_york = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) gap = one ("2026-03-08", 2 * 60 + 30, "America/New_York");
  g_autoptr (GPtrArray) fold = one ("2026-11-01", 60 + 30, "America/New_York");

  g_assert_cmpint (lsn_reminder_item_get_due (gap->pdata[0], &plain, new_york), ==,
                   at ("2026-03-08", 7, 30, utc));
  g_assert_cmpint (lsn_reminder_item_get_due (fold->pdata[0], &plain, new_york), ==,
                   at ("2026-11-01", 5, 30, utc));
}

static void
test_once (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) items = one ("2026-11-23", 15 * 60, "UTC");
  g_autoptr (GHashTable) shown = nothing ();
  LsnReminderPlan *plan;

  plan = lsn_reminder_plan_make (items, shown, &plain, at ("2026-11-23", 14, 59, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  g_assert_cmpint (plan->wake_at, ==, at ("2026-11-23", 15, 0, utc));
  lsn_reminder_plan_free (plan);

  /* Eight hours of sleep later it comes, and only once; a clock set back brings nothing again. */
  plan = lsn_reminder_plan_make (items, shown, &plain, at ("2026-11-23", 23, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpint (plan->wake_at, ==, G_MAXINT64);
  g_hash_table_add (shown, lsn_reminder_item_dup_key (plan->items->pdata[0]));
  lsn_reminder_plan_free (plan);
  plan = lsn_reminder_plan_make (items, shown, &plain, at ("2026-11-23", 23, 1, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  lsn_reminder_plan_free (plan);
  plan = lsn_reminder_plan_make (items, shown, &plain, at ("2026-11-23", 15, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  lsn_reminder_plan_free (plan);

  /* Snoozed, it is due anew. */
  ((LsnReminderItem *) items->pdata[0])->minute = 16 * 60;
  plan = lsn_reminder_plan_make (items, shown, &plain, at ("2026-11-23", 23, 1, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 1);
  lsn_reminder_plan_free (plan);
}

static void
test_quiet_hours (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const struct
  {
    const char *date;
    int hour;
    const char *until_date;
    int until_hour;
  } cases[] = {
    { "2026-11-23", 12, "2026-11-23", 12 },
    { "2026-11-23", 21, "2026-11-24", 8 },
    { "2026-11-24", 3, "2026-11-24", 8 },
    { "2026-11-24", 8, "2026-11-24", 8 },
  };
  g_autoptr (GPtrArray) items = one ("2026-11-23", 22 * 60, "UTC");
  g_autoptr (GHashTable) shown = nothing ();
  LsnReminderPlan *plan;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lsn_reminder_hours_get_end_of_quiet (&quiet,
                                                          at (cases[i].date, cases[i].hour, 0, utc),
                                                          utc),
                     ==, at (cases[i].until_date, cases[i].until_hour, 0, utc));

  plan = lsn_reminder_plan_make (items, shown, &quiet, at ("2026-11-23", 22, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  g_assert_cmpint (plan->wake_at, ==, at ("2026-11-24", 8, 0, utc));
  lsn_reminder_plan_free (plan);
  ((LsnReminderItem *) items->pdata[0])->urgent = TRUE;
  plan = lsn_reminder_plan_make (items, shown, &quiet, at ("2026-11-23", 22, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 1);
  lsn_reminder_plan_free (plan);
}

static void
test_state (void)
{
  g_autofree char *folder = g_dir_make_tmp ("liaison-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "reminder", NULL);
  g_autoptr (GHashTable) shown = nothing ();
  g_autoptr (GHashTable) loaded = NULL;
  g_autoptr (GHashTable) none = lsn_reminder_state_load (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_hash_table_add (shown, g_strdup ("7:1:2"));
  g_hash_table_add (shown, g_strdup ("8:1:-1"));
  lsn_reminder_state_save (path, shown, &error);
  g_assert_no_error (error);
  loaded = lsn_reminder_state_load (path);
  g_assert_cmpuint (g_hash_table_size (loaded), ==, 2);
  g_assert_true (g_hash_table_contains (loaded, "8:1:-1"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reminder/zones", test_zones);
  g_test_add_func ("/reminder/gap-and-fold", test_gap_and_fold);
  g_test_add_func ("/reminder/once", test_once);
  g_test_add_func ("/reminder/quiet-hours", test_quiet_hours);
  g_test_add_func ("/reminder/state", test_state);
  return g_test_run ();
}
