/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "base/lsn-date.h"

G_BEGIN_DECLS

#define LSN_TYPE_WORKDAYS (lsn_workdays_get_type ())

/* The working days of a country: a plain reference-counted value, unchanged once loaded, so usable
 * on any thread. A year that the file does not know has Monday to Friday. */
typedef struct _LsnWorkdays LsnWorkdays;

GType lsn_workdays_get_type (void) G_GNUC_CONST;

/**
 * lsn_workdays_load:
 * @country: ISO 3166 in any case, such as "ru"
 *
 * Reads `<country>.ini` from LIAISON_CALENDARS_DIR, else from the installed calendars.
 *
 * Returns: (transfer full): or %NULL with an error of G_FILE_ERROR or G_KEY_FILE_ERROR. Reads the
 * disk.
 */
LsnWorkdays *lsn_workdays_load (const char *country, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define LSN_WORKDAYS_MONDAY_TO_FRIDAY 0x1fu

/**
 * lsn_workdays_dup_with_weekdays:
 * @weekdays: one bit for each day of the week that is worked, the lowest is Monday
 *
 * Returns: (transfer full): the same holidays on other days of the week
 */
LsnWorkdays *
lsn_workdays_dup_with_weekdays (LsnWorkdays *self, guint weekdays) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_workdays_list_countries: Returns: (transfer full): those that have a file. Reads the disk.
 */
GStrv lsn_workdays_list_countries (void) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_workdays_new_plain: Returns: (transfer full): Monday to Friday, no holidays. */
LsnWorkdays *lsn_workdays_new_plain (void) G_GNUC_WARN_UNUSED_RESULT;

LsnWorkdays *lsn_workdays_ref (LsnWorkdays *self);
void lsn_workdays_unref (LsnWorkdays *self);

gboolean lsn_workdays_is_working (LsnWorkdays *self, LsnDate date);

/** lsn_workdays_is_short: Returns: whether the working day is an hour shorter. */
gboolean lsn_workdays_is_short (LsnWorkdays *self, LsnDate date);

/** lsn_workdays_knows_year: Returns: whether the file has the holidays of @year. */
gboolean lsn_workdays_knows_year (LsnWorkdays *self, int year);

/**
 * lsn_workdays_get_name:
 *
 * Returns: (nullable): why the day is special, in the user's language: a holiday, a moved day.
 */
const char *lsn_workdays_get_name (LsnWorkdays *self, LsnDate date);

/** lsn_workdays_get_next: Returns: the first working day after @date. */
LsnDate lsn_workdays_get_next (LsnWorkdays *self, LsnDate date);

/** lsn_workdays_get_last_of_month: Returns: the last working day of the month of @date. */
LsnDate lsn_workdays_get_last_of_month (LsnWorkdays *self, LsnDate date);

/** lsn_workdays_add: @n: working days, negative goes back; 0 gives @date itself. */
LsnDate lsn_workdays_add (LsnWorkdays *self, LsnDate date, int n);

/** lsn_workdays_count: Returns: working days from @from up to and without @to, negative when back.
 */
int lsn_workdays_count (LsnWorkdays *self, LsnDate from, LsnDate to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnWorkdays, lsn_workdays_unref)

G_END_DECLS
