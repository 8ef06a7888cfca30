/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-repeat-choices.h"
#include "base/lsn-recurrence.h"

#include <string.h>

const char *const lsn_repeat_usual_rules[] = {
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=WEEKLY",
  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=MONTHLY",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "FREQ=MONTHLY;INTERVAL=3",
  "FREQ=YEARLY",
  NULL,
};

char *
lsn_repeat_dup_label (const char *rule, LsnWorkdays *workdays)
{
  g_autoptr (LsnRecurrence) recurrence =
      lsn_recurrence_parse (rule, LSN_RECURRENCE_FIXED, workdays, NULL);
  g_autofree char *text = recurrence ? lsn_recurrence_dup_text (recurrence) : g_strdup (rule);
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, text + strlen (first), NULL);
}
