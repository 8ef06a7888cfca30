/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar date: days since 1970-01-01 in the Gregorian calendar, years 1 … 9999. A date is a
 * date in every zone, never a midnight. */
typedef gint32 LsnDate;

#define LSN_DATE_NONE G_MININT32

/** lsn_date_new: Returns: %LSN_DATE_NONE when there is no such day. */
LsnDate lsn_date_new (int year, int month, int day);

/** lsn_date_split: @date: not %LSN_DATE_NONE. @month and @day count from 1; each may be %NULL. */
void lsn_date_split (LsnDate date, int *year, int *month, int *day);

/**
 * lsn_date_from_iso:
 * @text: (nullable): `YYYY-MM-DD` and nothing else
 *
 * Returns: %LSN_DATE_NONE when @text is anything else.
 */
LsnDate lsn_date_from_iso (const char *text);

/** lsn_date_dup_iso: Returns: (nullable): `YYYY-MM-DD`; %NULL of %LSN_DATE_NONE. */
char *lsn_date_dup_iso (LsnDate date) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_date_get_weekday: Returns: 1 Monday … 7 Sunday. */
int lsn_date_get_weekday (LsnDate date);

int lsn_date_get_days_in_month (int year, int month);

/** lsn_date_add_months: 31 January and a month is the last day of February. */
LsnDate lsn_date_add_months (LsnDate date, int months);

/** lsn_date_get_month_start: Returns: the first day of the month of @date. */
LsnDate lsn_date_get_month_start (LsnDate date);

/** lsn_date_get_month_end: Returns: the last day of the month of @date. */
LsnDate lsn_date_get_month_end (LsnDate date);

/** lsn_date_get_today: @now_us: UTC microseconds, of lsn_clock_now(). */
LsnDate lsn_date_get_today (gint64 now_us, GTimeZone *zone);

/**
 * lsn_date_to_instant:
 * @minute: of the day, 0 … 1439
 *
 * Wall time to UTC microseconds. A time that the clocks skip moves on by as much as they skip; of
 * an hour that comes twice the first is meant.
 */
gint64 lsn_date_to_instant (LsnDate date, int minute, GTimeZone *zone);

/** lsn_date_from_instant: @minute: (out) (nullable): of the day, 0 … 1439. */
LsnDate lsn_date_from_instant (gint64 instant_us, GTimeZone *zone, int *minute);

G_END_DECLS
