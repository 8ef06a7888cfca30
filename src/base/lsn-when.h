/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

G_BEGIN_DECLS

/* Dates and times in words, in the language and manner of LC_TIME. */

#define LSN_WHEN_NO_TIME (-1)

/**
 * lsn_when_dup_relative:
 * @date: not %LSN_DATE_NONE
 * @minute: of the day, or %LSN_WHEN_NO_TIME
 *
 * Returns: “today”, “tomorrow 15:00”, “in 3 days”, “yesterday”, “5 days ago”; further than two
 * weeks a date.
 */
char *lsn_when_dup_relative (LsnDate date, int minute, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_due: Like lsn_when_dup_relative(), but a day that is over is “8 days late”. */
char *lsn_when_dup_due (LsnDate date, int minute, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/* In a list of one day only what differs from row to row: so many days late, else the hour. */
char *lsn_when_dup_column (LsnDate date, int minute, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_exact: “Monday 23 November 2026, 15:00”: for a tooltip. */
char *lsn_when_dup_exact (LsnDate date, int minute) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_day_heading: “Monday 23 November”; with the year when it is not that of @today. */
char *lsn_when_dup_day_heading (LsnDate date, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_month_heading: “November 2026”. */
char *lsn_when_dup_month_heading (LsnDate date) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_short: “23 Nov”; with the year when it is not that of @today. */
char *lsn_when_dup_short (LsnDate date, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_time: “15:00” or “3:00 PM”. @minute: of the day, 0 … 1439. */
char *lsn_when_dup_time (int minute) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_duration: “47 min”, “1 h 20 min”. @minutes: 0 or more. */
char *lsn_when_dup_duration (gint64 minutes) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_weekday: @weekday: 1 Monday … 7. @brief: “Mon” instead of “Monday”. */
char *lsn_when_dup_weekday (int weekday, gboolean brief) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_dup_month: @month: 1 … 12. Returns: as it stands alone: “ноябрь”. */
char *lsn_when_dup_month (int month) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_when_get_first_weekday: Returns: 1 Monday … 7, by the region. */
int lsn_when_get_first_weekday (void);

gboolean lsn_when_is_24h (void);

G_END_DECLS
