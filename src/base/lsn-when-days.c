/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when-days.h"

#include <glib/gi18n-lib.h>

char *
lsn_when_dup_days (int days)
{
  switch (days)
    {
    case 0:
      return g_strdup (_ ("today"));
    case 1:
      return g_strdup (_ ("tomorrow"));
    case -1:
      return g_strdup (_ ("yesterday"));
    default:
      if (days > 0)
        return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
      return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -days), -days);
    }
}
