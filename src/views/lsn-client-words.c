/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-client-words.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup.h"
#include "model/followups/lsn-today.h"

static LsnDate
get_next (LsnRecord *client, int *minute)
{
  const char *next = lsn_record_get_text (client, LSN_CLIENT_NEXT_TOUCH);
  g_autofree char *iso = next ? g_strndup (next, 10) : NULL;

  *minute = next && strlen (next) > 10 ? lsn_followup_parse_time (next + 11) : LSN_WHEN_NO_TIME;
  return lsn_date_from_iso (iso);
}

char *
lsn_client_words_dup_due (LsnRecord *client, LsnDate today, int *severity)
{
  int minute;
  LsnDate date = get_next (client, &minute);

  if (severity)
    *severity = date == LSN_DATE_NONE ? 0 : lsn_today_get_severity (date, today);
  return date == LSN_DATE_NONE ? NULL : lsn_when_dup_due (date, minute, today);
}

char *
lsn_client_words_dup_due_exact (LsnRecord *client)
{
  int minute;
  LsnDate date = get_next (client, &minute);

  return date == LSN_DATE_NONE ? NULL : lsn_when_dup_exact (date, minute);
}

char *
lsn_client_words_dup_last (LsnRecord *client, LsnDate today)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (lsn_record_is_null (client, LSN_CLIENT_LAST_TOUCH))
    return NULL;
  zone = lsn_clock_dup_zone ();
  return lsn_when_dup_relative (
      lsn_date_from_instant (lsn_record_get_int64 (client, LSN_CLIENT_LAST_TOUCH), zone, NULL),
      LSN_WHEN_NO_TIME, today);
}

char *
lsn_client_words_dup_last_exact (LsnRecord *client)
{
  g_autoptr (GTimeZone) zone = NULL;
  LsnDate date;
  int minute;

  if (lsn_record_is_null (client, LSN_CLIENT_LAST_TOUCH))
    return NULL;
  zone = lsn_clock_dup_zone ();
  date =
      lsn_date_from_instant (lsn_record_get_int64 (client, LSN_CLIENT_LAST_TOUCH), zone, &minute);
  return lsn_when_dup_exact (date, minute);
}

char *
lsn_client_words_dup_touch_due (LsnRecord *client, LsnDate today, int *severity)
{
  LsnDate date = lsn_date_from_iso (lsn_record_get_text (client, LSN_CLIENT_TOUCH_DUE));

  *severity = date == LSN_DATE_NONE ? 0 : lsn_today_get_severity (date, today);
  return date == LSN_DATE_NONE ? NULL : lsn_when_dup_due (date, LSN_WHEN_NO_TIME, today);
}

gboolean
lsn_client_words_is_stuck (LsnRecord *client)
{
  LsnClientStatus status;

  return lsn_record_is_null (client, LSN_CLIENT_NEXT_TOUCH) &&
         lsn_client_status_parse (lsn_record_get_text (client, LSN_CLIENT_STATUS), &status) &&
         status < LSN_CLIENT_PAUSED;
}

const char *
lsn_client_words_get_class (int severity)
{
  return severity > 1 ? "error" : severity > 0 ? "warning" : NULL;
}
