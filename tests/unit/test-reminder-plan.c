/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "reminder/lsn-reminder-notice.h"
#include "reminder/lsn-reminder-state.h"

#include <glib/gstdio.h>

static const LsnReminderHours plain = { .work_start = 9 * 60 };
static const LsnReminderHours quiet = { .work_start = 9 * 60,
                                        .quiet = TRUE,
                                        .quiet_start = 21 * 60,
                                        .quiet_end = 8 * 60,
                                        .quiet_allows_urgent = TRUE };

static const char *const zones[] = {
  "UTC",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Asia/Kathmandu",
  "America/New_York",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Apia",
};

static gint64
at (const char *date, int hour, int minute, GTimeZone *zone)
{
  return lsn_date_to_instant (lsn_date_from_iso (date), hour * 60 + minute, zone);
}

static GPtrArray *
one (const char *date, int minute, const char *zone_id)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (lsn_due_free);

  g_ptr_array_add (items, lsn_due_new (LSN_DUE_FOLLOWUP, 7, "Call", lsn_date_from_iso (date),
                                       minute, zone_id));
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
          gint64 due = lsn_reminder_get_moment (timed->pdata[0], &plain, local);
          int minute;

          g_assert_cmpint (due, ==, at (days[j], 15, 0, moscow));
          due = lsn_reminder_get_moment (whole->pdata[0], &plain, local);
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

  g_assert_cmpint (lsn_reminder_get_moment (gap->pdata[0], &plain, new_york), ==,
                   at ("2026-03-08", 7, 30, utc));
  g_assert_cmpint (lsn_reminder_get_moment (fold->pdata[0], &plain, new_york), ==,
                   at ("2026-11-01", 5, 30, utc));
}

static void
test_once (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) items = one ("2026-11-23", 15 * 60, "UTC");
  g_autoptr (GHashTable) shown = nothing ();
  LsnReminderPlan *plan;

  plan = lsn_reminder_plan_make (items, shown, &plain, 0, at ("2026-11-23", 14, 59, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  g_assert_cmpint (plan->wake_at, ==, at ("2026-11-23", 15, 0, utc));
  lsn_reminder_plan_free (plan);

  /* Eight hours of sleep later it comes, and only once; a clock set back brings nothing again. */
  plan = lsn_reminder_plan_make (items, shown, &plain, 0, at ("2026-11-23", 23, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpint (plan->wake_at, ==, G_MAXINT64);
  g_hash_table_add (shown, lsn_due_dup_key (items->pdata[0]));
  lsn_reminder_plan_free (plan);
  plan = lsn_reminder_plan_make (items, shown, &plain, 0, at ("2026-11-23", 23, 1, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  lsn_reminder_plan_free (plan);
  plan = lsn_reminder_plan_make (items, shown, &plain, 0, at ("2026-11-23", 15, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  lsn_reminder_plan_free (plan);

  /* Snoozed, it is due anew. */
  ((LsnDue *) items->pdata[0])->minute = 16 * 60;
  plan = lsn_reminder_plan_make (items, shown, &plain, 0, at ("2026-11-23", 23, 1, utc), utc);
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

  plan = lsn_reminder_plan_make (items, shown, &quiet, 0, at ("2026-11-23", 22, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 0);
  g_assert_cmpint (plan->wake_at, ==, at ("2026-11-24", 8, 0, utc));
  lsn_reminder_plan_free (plan);
  ((LsnDue *) items->pdata[0])->urgent = TRUE;
  plan = lsn_reminder_plan_make (items, shown, &quiet, 0, at ("2026-11-23", 22, 0, utc), utc);
  g_assert_cmpuint (plan->items->len, ==, 1);
  lsn_reminder_plan_free (plan);
}

/* Looks once every minute from @from on for so many minutes, as the reminder does, and counts how
 * often each of @items is shown. */
static void
live (GPtrArray *items, GHashTable *shown, gint64 from, int minutes, GTimeZone *zone, guint *counts)
{
  for (int i = 0; i < minutes; i++)
    {
      gint64 now = from + i * G_TIME_SPAN_MINUTE;
      g_autoptr (LsnReminderPlan) plan =
          lsn_reminder_plan_make (items, shown, &plain, now - G_TIME_SPAN_MINUTE, now, zone);

      for (guint j = 0; j < plan->items->len; j++)
        {
          const LsnReminderItem *item = &g_array_index (plan->items, LsnReminderItem, j);

          g_assert_cmpint (now - item->at, <, 2 * G_TIME_SPAN_MINUTE);
          counts[item->due->id]++;
          g_hash_table_add (shown, lsn_due_dup_key (item->due));
        }
    }
}

/* Around every change of the clocks from 2011 to 2027, in each zone: a time that is skipped comes
 * once, after the gap, and a time that comes twice comes once. */
static void
test_transitions (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      gint64 end = at ("2028-01-01", 0, 0, zone);
      gint32 before = G_MAXINT32;

      for (gint64 now = at ("2011-01-01", 0, 0, zone); now < end; now += G_TIME_SPAN_HOUR)
        {
          int interval =
              g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, now / G_USEC_PER_SEC);
          gint32 offset = g_time_zone_get_offset (zone, interval);
          g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (lsn_due_free);
          g_autoptr (GHashTable) shown = nothing ();
          guint counts[24] = { 0 };
          gint64 from;
          int minute;
          LsnDate day;

          if (offset == before || before == G_MAXINT32)
            {
              before = offset;
              continue;
            }
          before = offset;
          n++;
          from = now - 4 * G_TIME_SPAN_HOUR;
          day = lsn_date_from_instant (from, zone, &minute);
          for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
            {
              int wall = minute + 60 + (int) j * 10;

              g_ptr_array_add (items, lsn_due_new (LSN_DUE_FOLLOWUP, j, "Call", day + wall / 1440,
                                                   wall % 1440, zones[i]));
            }
          live (items, shown, from, 8 * 60, zone, counts);
          for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
            g_assert_cmpuint (counts[j], ==, 1);
        }
    }
  g_test_message ("%u changes of clocks", n);
  g_assert_cmpuint (n, >=, 100);
}

/* A traveller crosses the date line back: nothing that came in the morning comes in the next one.
 */
static void
test_travel (void)
{
  g_autoptr (GTimeZone) west = g_time_zone_new_identifier ("Pacific/Pago_Pago");
  g_autoptr (GTimeZone) east = g_time_zone_new_identifier ("Pacific/Kiritimati");
  g_autoptr (GPtrArray) items = one ("2026-11-23", -1, NULL);
  g_autoptr (GHashTable) shown = nothing ();
  guint counts[8] = { 0 };

  g_ptr_array_add (items, lsn_due_new (LSN_DUE_FOLLOWUP, 6, "Call",
                                       lsn_date_from_iso ("2026-11-23"), 600, "Europe/Moscow"));
  live (items, shown, at ("2026-11-23", 8, 0, east), 120, east, counts);
  g_assert_cmpuint (counts[7], ==, 1);
  g_assert_cmpuint (counts[6], ==, 0);
  live (items, shown, at ("2026-11-22", 8, 0, west), 30 * 60, west, counts);
  g_assert_cmpuint (counts[7], ==, 1);
  g_assert_cmpuint (counts[6], ==, 1);
}

/* What is due the whole day stays on its day, wherever one is. */
static void
test_no_day_shifts (void)
{
  LsnDate start = lsn_date_from_iso ("2018-01-01");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);

      for (int day = 0; day < 6300; day++, n++)
        {
          g_autoptr (LsnDue) due = lsn_due_new (LSN_DUE_FOLLOWUP, 1, "Call", start + day, -1, NULL);
          int minute;

          g_assert_cmpint (lsn_date_from_instant (lsn_reminder_get_moment (due, &plain, zone), zone,
                                                  &minute),
                           ==, start + day);
          g_assert_cmpint (minute, ==, 9 * 60);
        }
    }
  g_assert_cmpuint (n, >=, 50000);
}

/* Years that a 32-bit clock does not reach. */
static void
test_far_years (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *const days[] = { "2038-01-19", "2100-02-28" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GPtrArray) items = one (days[i], 15 * 60, "UTC");
      g_autoptr (GHashTable) shown = nothing ();
      guint counts[8] = { 0 };

      live (items, shown, at (days[i], 14, 0, utc), 120, utc, counts);
      g_assert_cmpuint (counts[7], ==, 1);
    }
}

static LsnReminderItem
item_at (LsnDue *due, gint64 moment, gboolean missed)
{
  return (LsnReminderItem) { .due = due, .at = moment, .missed = missed };
}

static void
test_missed (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) timed = one ("2026-11-23", 14 * 60, "UTC");
  g_autoptr (GPtrArray) whole = one ("2026-11-23", -1, NULL);
  const struct
  {
    GPtrArray *items;
    int look_hour;
    int now_hour;
    int now_minute;
    gboolean missed;
  } cases[] = {
    { timed, 13, 14, 0, FALSE }, /* on time */
    { timed, 13, 14, 1, FALSE }, /* almost */
    { timed, 13, 20, 0, TRUE },  /* slept */
    { timed, 20, 20, 0, TRUE },  /* nothing ran at two */
    { whole, 8, 9, 0, FALSE },   /* on time */
    { whole, 8, 13, 0, TRUE },   /* slept over the morning */
    { whole, 13, 13, 0, FALSE }, /* written at noon for the day, or the machine was off */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) shown = nothing ();
      g_autoptr (LsnReminderPlan) plan =
          lsn_reminder_plan_make (cases[i].items, shown, &plain,
                                  at ("2026-11-23", cases[i].look_hour, 0, utc),
                                  at ("2026-11-23", cases[i].now_hour, cases[i].now_minute, utc),
                                  utc);

      g_assert_cmpuint (plan->items->len, ==, 1);
      g_assert_cmpint (g_array_index (plan->items, LsnReminderItem, 0).missed, ==, cases[i].missed);
    }
}

static void
test_words (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (LsnReminderItem));
  g_autoptr (LsnDue) call =
      lsn_due_new (LSN_DUE_FOLLOWUP, 1, "Call <Anna>", lsn_date_from_iso ("2026-11-23"), 840, NULL);
  g_autoptr (LsnDue) act =
      lsn_due_new (LSN_DUE_FOLLOWUP, 2, "Send the act", lsn_date_from_iso ("2026-11-21"), -1, NULL);
  g_autoptr (LsnDue) birthday =
      lsn_due_new (LSN_DUE_DATE, 3, "Birthday", lsn_date_from_iso ("2026-11-23"), -1, NULL);
  gint64 now = at ("2026-11-23", 20, 30, utc);
  LsnReminderItem one_item = item_at (call, at ("2026-11-23", 14, 0, utc), FALSE);
  LsnReminderNotice *notice;

  call->client = g_strdup ("Romashka");
  birthday->client = g_strdup ("Romashka");
  birthday->contact = g_strdup ("Anna");
  birthday->falls_on = lsn_date_from_iso ("2026-11-30");

  g_assert_null (lsn_reminder_notice_new_from_items (items, LSN_DUE_FOLLOWUP, now, utc));
  g_array_append_val (items, one_item);
  notice = lsn_reminder_notice_new_from_items (items, LSN_DUE_FOLLOWUP, now, utc);
  g_assert_cmpstr (notice->summary, ==, "Call <Anna>");
  g_assert_cmpstr (notice->body, ==, "Romashka");
  lsn_reminder_notice_free (notice);

  g_array_index (items, LsnReminderItem, 0).missed = TRUE;
  notice = lsn_reminder_notice_new_from_items (items, LSN_DUE_FOLLOWUP, now, utc);
  g_assert_cmpstr (notice->body, ==, "Romashka · missed at 14:00");
  lsn_reminder_notice_free (notice);

  one_item = item_at (act, at ("2026-11-21", 9, 0, utc), TRUE);
  g_array_append_val (items, one_item);
  one_item = item_at (birthday, at ("2026-11-23", 9, 0, utc), FALSE);
  g_array_append_val (items, one_item);
  notice = lsn_reminder_notice_new_from_items (items, LSN_DUE_FOLLOWUP, now, utc);
  g_assert_cmpstr (notice->summary, ==, "2 missed reminders");
  g_assert_cmpstr (notice->body, ==,
                   "Call <Anna> · Romashka · missed at 14:00\n"
                   "Send the act · missed on 21 November");
  g_assert_cmpuint (notice->ids->len, ==, 2);
  lsn_reminder_notice_free (notice);

  notice = lsn_reminder_notice_new_from_items (items, LSN_DUE_DATE, now, utc);
  g_assert_cmpstr (notice->summary, ==, "Birthday");
  g_assert_cmpstr (notice->body, ==, "Anna · Romashka · in 7 days");
  lsn_reminder_notice_free (notice);

  one_item = g_array_index (items, LsnReminderItem, 0);
  for (int i = 0; i < 20; i++)
    g_array_append_val (items, one_item);
  notice = lsn_reminder_notice_new_from_items (items, LSN_DUE_FOLLOWUP, now, utc);
  g_assert_true (g_str_has_suffix (notice->body, "\nand 12 more"));
  lsn_reminder_notice_free (notice);
}

static void
test_prune (void)
{
  g_autoptr (GHashTable) shown = nothing ();
  g_autoptr (GHashTable) open = nothing ();

  g_hash_table_add (shown, g_strdup ("1:100:-1"));
  g_hash_table_add (shown, g_strdup ("2:100:-1"));
  g_hash_table_add (shown, g_strdup ("d3:190:-1"));
  g_hash_table_add (open, g_strdup ("2:100:-1"));
  g_assert_true (lsn_reminder_state_prune (shown, open, 200));
  g_assert_cmpuint (g_hash_table_size (shown), ==, 2);
  g_assert_false (g_hash_table_contains (shown, "1:100:-1"));
  g_assert_false (lsn_reminder_state_prune (shown, open, 200));
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
  g_test_add_func ("/reminder/transitions", test_transitions);
  g_test_add_func ("/reminder/travel", test_travel);
  g_test_add_func ("/reminder/no-day-shifts", test_no_day_shifts);
  g_test_add_func ("/reminder/far-years", test_far_years);
  g_test_add_func ("/reminder/missed", test_missed);
  g_test_add_func ("/reminder/words", test_words);
  g_test_add_func ("/reminder/prune", test_prune);
  g_test_add_func ("/reminder/state", test_state);
  return g_test_run ();
}
