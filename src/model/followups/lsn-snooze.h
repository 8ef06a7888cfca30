/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "base/lsn-workdays.h"

G_BEGIN_DECLS

/* Where one can put a follow-up off to. */

typedef struct
{
  gint64 now;
  GTimeZone *zone;       /* borrowed */
  LsnWorkdays *workdays; /* borrowed */
  int work_start;        /* minutes */
  int work_end;
  int while_minutes; /* what “a while” is */
} LsnSnoozeClock;

typedef struct
{
  const char *name;  /* as the action app.followup-snooze takes it */
  const char *label; /* N_() with context "snooze", an access key */
} LsnSnoozeTarget;

/* In the order of a menu; ends where the name is %NULL. */
extern const LsnSnoozeTarget lsn_snooze_targets[];

const char *lsn_snooze_target_get_label (const LsnSnoozeTarget *target);

/**
 * lsn_snooze_find:
 * @name: of a target above, “a-while”, or a day as `YYYY-MM-DD`
 * @minute: (out): of the day
 *
 * Days begin with work. The next working day and the first one of next week mind the holidays.
 *
 * Returns: the day; %LSN_DATE_NONE where @name is nothing of that.
 */
LsnDate lsn_snooze_find (const char *name, const LsnSnoozeClock *clock, int *minute);

/* Whether a target is a day; a follow-up that is due a whole day stays so then. */
gboolean lsn_snooze_is_day (const char *name);

/* Whether a menu should offer it: it is still to come, and is not the same as one before it. */
gboolean lsn_snooze_is_offered (const LsnSnoozeTarget *target, const LsnSnoozeClock *clock);

G_END_DECLS
