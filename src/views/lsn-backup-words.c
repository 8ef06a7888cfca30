/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-backup-words.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

char *
lsn_backup_dup_when (gint64 at)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate today = lsn_date_get_today (lsn_clock_now (), zone);
  int minute;
  LsnDate date = lsn_date_from_instant (at, zone, &minute);
  g_autofree char *day = date == today       ? g_strdup (_ ("Today"))
                         : date == today - 1 ? g_strdup (_ ("Yesterday"))
                                             : lsn_when_dup_day_heading (date, today);
  g_autofree char *time = lsn_when_dup_time (minute);

  return g_strdup_printf ("%s, %s", day, time);
}
