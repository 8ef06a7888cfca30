/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-recurrence.h"

#define WORKDAY "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS="

static LsnWorkdays *
load (void)
{
  g_autoptr (GError) error = NULL;
  LsnWorkdays *workdays = lsn_workdays_load ("ru", &error);

  g_assert_no_error (error);
  return workdays;
}

static void
test_next (void)
{
  static const struct
  {
    const char *rule, *due, *next; /* next: NULL when the rule has ended */
  } rows[] = {
    { "FREQ=DAILY", "2026-11-23", "2026-11-24" },
    { "FREQ=DAILY;INTERVAL=3", "2026-11-29", "2026-12-02" },
    { "FREQ=WEEKLY", "2026-12-28", "2027-01-04" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-23", "2026-11-26" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-26", "2026-12-07" },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-30" },
    { "FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-03-31" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28" },
    { "FREQ=MONTHLY;BYMONTHDAY=5,20", "2026-11-05", "2026-11-20" },
    { "FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-12-08" },
    { "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-25" },
    { "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=2", "2026-11-05", "2026-12-03" },
    { "FREQ=MONTHLY;INTERVAL=3", "2026-11-23", "2027-02-23" },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2028-02-29" },
    { "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2026-05-10", "2027-05-09" },
    { WORKDAY "-1", "2026-11-23", "2026-11-30" },
    { WORKDAY "-1", "2026-11-30", "2026-12-30" }, /* 31 December 2026 is a moved day off */
    { "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR,MO,TU,WE,TH", "2026-11-30", "2026-12-30" },
    { WORKDAY "1", "2025-12-01", "2026-01-12" },
    { WORKDAY "20", "2026-12-28", "2027-03-29" }, /* 15 working days in January, 19 in February */
    { "FREQ=DAILY;UNTIL=20261124", "2026-11-23", "2026-11-24" },
    { "FREQ=DAILY;UNTIL=20261124", "2026-11-24", NULL },
    { "FREQ=DAILY;UNTIL=20261124T235959Z;WKST=MO", "2026-11-24", NULL },
  };
  g_autoptr (LsnWorkdays) workdays = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnRecurrence) rule =
          lsn_recurrence_parse (rows[i].rule, LSN_RECURRENCE_FIXED, workdays, &error);
      g_autofree char *iso = NULL;
      LsnDate next = LSN_DATE_NONE;

      g_test_message ("%s after %s", rows[i].rule, rows[i].due);
      g_assert_no_error (error);
      if (lsn_recurrence_next (rule, lsn_date_from_iso (rows[i].due), LSN_DATE_NONE, &next))
        iso = lsn_date_dup_iso (next);
      g_assert_cmpstr (iso, ==, rows[i].next);
    }
}

static void
test_after_done (void)
{
  g_autoptr (LsnRecurrence) rule =
      lsn_recurrence_parse ("FREQ=DAILY;INTERVAL=10", LSN_RECURRENCE_AFTER_DONE, NULL, NULL);
  LsnDate due = lsn_date_new (2026, 11, 2), done = lsn_date_new (2026, 11, 23), next;

  g_assert_true (lsn_recurrence_next (rule, due, done, &next));
  g_assert_cmpint (next, ==, done + 10);
}

/* What was missed is skipped, and COUNT goes down with each occurrence. */
static void
test_continue (void)
{
  static const struct
  {
    const char *rule, *mode, *due, *today, *next, *next_rule; /* next: NULL when it has ended */
  } rows[] = {
    { "FREQ=DAILY", NULL, "2026-11-23", "2026-11-23", "2026-11-24", "FREQ=DAILY" },
    { "FREQ=DAILY", "fixed", "2020-01-01", "2026-11-23", "2026-11-24", "FREQ=DAILY" },
    { "FREQ=WEEKLY", "fixed", "2026-11-02", "2026-11-23", "2026-11-30", "FREQ=WEEKLY" },
    { "FREQ=WEEKLY", "fixed", "2026-11-30", "2026-11-23", "2026-12-07", "FREQ=WEEKLY" },
    { "FREQ=WEEKLY", "after-done", "2026-11-02", "2026-11-25", "2026-12-02", "FREQ=WEEKLY" },
    { "FREQ=DAILY;COUNT=3", "fixed", "2026-11-23", "2026-11-23", "2026-11-24",
      "FREQ=DAILY;COUNT=2" },
    { "FREQ=DAILY;COUNT=10", "fixed", "2026-11-20", "2026-11-23", "2026-11-24",
      "FREQ=DAILY;COUNT=9" },
    { "FREQ=DAILY;COUNT=2;INTERVAL=2", "fixed", "2026-11-23", "2026-11-23", "2026-11-25",
      "FREQ=DAILY;COUNT=1;INTERVAL=2" },
    { "FREQ=DAILY;COUNT=1", "fixed", "2026-11-23", "2026-11-23", NULL, NULL },
    { "FREQ=WEEKLY;UNTIL=20261124", "fixed", "2026-11-02", "2026-11-23", NULL, NULL },
    { "FREQ=DAILY", "fixed", "1990-01-01", "2026-11-23", NULL, NULL }, /* nobody looked for years */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnRecurrence) rule =
          lsn_recurrence_parse_stored (rows[i].rule, rows[i].mode, NULL, &error);
      g_autofree char *next_rule = NULL;
      g_autofree char *iso = NULL;
      LsnDate next = LSN_DATE_NONE;

      g_test_message ("%s from %s on %s", rows[i].rule, rows[i].due, rows[i].today);
      g_assert_no_error (error);
      if (lsn_recurrence_continue (rule, lsn_date_from_iso (rows[i].due),
                                   lsn_date_from_iso (rows[i].today), &next, &next_rule))
        iso = lsn_date_dup_iso (next);
      g_assert_cmpstr (iso, ==, rows[i].next);
      g_assert_cmpstr (next_rule, ==, rows[i].next_rule);
    }
}

/* Rules that keep libraries busy, that never come about, or that are read in more than one way. */
static void
test_refused (void)
{
  static const struct
  {
    const char *rule;
    int code;
  } rows[] = {
    { "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=MINUTELY;BYSECOND=59;BYYEARDAY=366;BYDAY=MO", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=DAILY;BYHOUR=1", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", LSN_RULE_ERROR_NEVER },
    { "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-31", LSN_RULE_ERROR_NEVER },
    { "FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=YEARLY;BYWEEKNO=53", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=YEARLY;BYMONTHDAY=30", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", LSN_RULE_ERROR_NEVER },
    { WORKDAY "21", LSN_RULE_ERROR_INVALID },
    { "FREQ=WEEKLY;BYDAY=2MO", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=MONTHLY;BYDAY=6MO", LSN_RULE_ERROR_INVALID },
    { "FREQ=MONTHLY;BYDAY=0MO", LSN_RULE_ERROR_INVALID },
    { "FREQ=MONTHLY;BYDAY=1MO,2TU", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;RSCALE=CHINESE", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=DAILY;SKIP=FORWARD", LSN_RULE_ERROR_UNSUPPORTED },
    { "FREQ=DAILY;INTERVAL=0", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;INTERVAL=-1", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;INTERVAL=99999999999999999999", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;COUNT=0", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;COUNT=5;UNTIL=20270101", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;UNTIL=20270230", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;UNTIL=tomorrow", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;WKST=XX", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;FREQ=WEEKLY", LSN_RULE_ERROR_INVALID },
    { "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTHDAY=31", LSN_RULE_ERROR_INVALID },
    { "FREQ=MONTHLY;BYMONTHDAY=32", LSN_RULE_ERROR_INVALID },
    { "FREQ=MONTHLY;BYMONTHDAY=", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY;", LSN_RULE_ERROR_INVALID },
    { "FREQ=DAILY\nRRULE:FREQ=SECONDLY", LSN_RULE_ERROR_UNSUPPORTED },
    { "INTERVAL=2;FREQ=DAILY", LSN_RULE_ERROR_INVALID },
    { "RRULE:FREQ=DAILY", LSN_RULE_ERROR_INVALID },
    { "\xff", LSN_RULE_ERROR_INVALID },
    { "", LSN_RULE_ERROR_INVALID },
  };
  g_autofree char *giant = g_strnfill (100000, '1');
  g_autofree char *long_rule = g_strconcat ("FREQ=DAILY;INTERVAL=", giant, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("rule %" G_GSIZE_FORMAT, i);
      g_assert_null (lsn_recurrence_parse (rows[i].rule, LSN_RECURRENCE_FIXED, NULL, &error));
      g_assert_error (error, LSN_RULE_ERROR, rows[i].code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  g_assert_null (lsn_recurrence_parse (long_rule, LSN_RECURRENCE_FIXED, NULL, NULL));
}

static void
append_some (GString *rule, GRand *rand)
{
  static const char *const parts[] = {
    "INTERVAL=400", "INTERVAL=12",   "INTERVAL=7",         "BYMONTH=2",   "BYMONTH=12",
    "BYDAY=5MO",    "BYDAY=-5SU",    "BYDAY=MO,WE,SU",     "BYSETPOS=-4", "BYSETPOS=12",
    "BYDAY=SA",     "BYMONTHDAY=29", "BYMONTHDAY=-31,-30", "WKST=SU",     "BYMONTHDAY=31",
  };

  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_string_append_printf (rule, ";%s", parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
}

/* Whatever is let through comes about later than before, or ends; the time limit of the test is
 * what a rule that hangs would run into. */
static void
test_any_accepted (void)
{
  static const char *const freqs[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autoptr (LsnWorkdays) workdays = load ();
  guint accepted = 0;

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new ("FREQ=");
      g_autoptr (LsnRecurrence) rule = NULL;
      LsnDate due = lsn_date_new (2026, 1, 1) + g_rand_int_range (rand, 0, 800), next;

      g_string_append (text, freqs[g_rand_int_range (rand, 0, G_N_ELEMENTS (freqs))]);
      append_some (text, rand);
      rule = lsn_recurrence_parse (text->str, LSN_RECURRENCE_FIXED, workdays, NULL);
      if (rule == NULL)
        continue;
      accepted++;
      for (guint step = 0; step < 5 && lsn_recurrence_next (rule, due, due, &next); step++)
        {
          g_assert_cmpint (next, >, due);
          due = next;
        }
    }
  g_assert_cmpuint (accepted, >, 1000);
}

static void
test_text (void)
{
  static const struct
  {
    const char *rule;
    LsnRecurrenceMode mode;
    const char *text;
  } rows[] = {
    { "FREQ=DAILY", LSN_RECURRENCE_FIXED, "every day" },
    { "FREQ=DAILY;INTERVAL=3", LSN_RECURRENCE_AFTER_DONE, "every 3 days after it is done" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", LSN_RECURRENCE_FIXED, "every 2 weeks, Mon, Thu" },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", LSN_RECURRENCE_FIXED, "every week, on working days" },
    { "FREQ=MONTHLY;BYMONTHDAY=5", LSN_RECURRENCE_FIXED, "every month, on day 5" },
    { "FREQ=MONTHLY;BYMONTHDAY=5,20", LSN_RECURRENCE_FIXED, "every month, on days 5, 20" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", LSN_RECURRENCE_FIXED, "every month, last day" },
    { "FREQ=MONTHLY;BYDAY=1TU", LSN_RECURRENCE_FIXED, "every month, first Tue" },
    { "FREQ=MONTHLY;BYDAY=2TU", LSN_RECURRENCE_FIXED, "every month, Tue no. 2" },
    { "FREQ=MONTHLY;BYDAY=-2FR", LSN_RECURRENCE_FIXED, "every month, Fri no. 2 from the end" },
    { WORKDAY "-1", LSN_RECURRENCE_FIXED, "every month, last working day" },
    { WORKDAY "1", LSN_RECURRENCE_FIXED, "every month, first working day" },
    { "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=5", LSN_RECURRENCE_FIXED, "every year, 5, November" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LsnRecurrence) rule =
          lsn_recurrence_parse (rows[i].rule, rows[i].mode, NULL, NULL);
      g_autofree char *text = lsn_recurrence_dup_text (rule);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (lsn_recurrence_get_rule (rule), ==, rows[i].rule);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/next", test_next);
  g_test_add_func ("/recurrence/after-done", test_after_done);
  g_test_add_func ("/recurrence/continue", test_continue);
  g_test_add_func ("/recurrence/refused", test_refused);
  g_test_add_func ("/recurrence/any-accepted", test_any_accepted);
  g_test_add_func ("/recurrence/text", test_text);
  return g_test_run ();
}
