/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-rule.h"
#include "base/lsn-workdays.h"

G_BEGIN_DECLS

#define LSN_TYPE_RECURRENCE (lsn_recurrence_get_type ())

typedef enum
{
  LSN_RECURRENCE_FIXED,      /* counts from the due date */
  LSN_RECURRENCE_AFTER_DONE, /* counts from the day it was done */
} LsnRecurrenceMode;

/* A rhythm of dates: an #LsnRule of the shapes that we have words for, which every step begins
 * anew. Reference-counted and unchanged once parsed, so usable on any thread. */
typedef struct _LsnRecurrence LsnRecurrence;

GType lsn_recurrence_get_type (void) G_GNUC_CONST;

/**
 * lsn_recurrence_parse:
 * @rrule: untrusted; without "RRULE:"
 * @workdays: (nullable): what BYSETPOS of Monday to Friday goes by:
 *   “FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1” is the last working day of the month; %NULL
 *   knows no holidays
 *
 * Returns: (transfer full): or %NULL with an error of %LSN_RULE_ERROR, its message is for the
 * user.
 */
LsnRecurrence *
lsn_recurrence_parse (const char *rrule, LsnRecurrenceMode mode, LsnWorkdays *workdays,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_recurrence_parse_stored: As above, with the mode as rows keep it: "fixed" or "after-done",
 * %NULL for the first. */
LsnRecurrence *
lsn_recurrence_parse_stored (const char *rrule, const char *mode, LsnWorkdays *workdays,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

LsnRecurrence *lsn_recurrence_ref (LsnRecurrence *self);
void lsn_recurrence_unref (LsnRecurrence *self);

/** lsn_recurrence_get_rule: Returns: the text it was parsed from, for storing. */
const char *lsn_recurrence_get_rule (LsnRecurrence *self);
LsnRecurrenceMode lsn_recurrence_get_mode (LsnRecurrence *self);

/**
 * lsn_recurrence_next:
 * @from_due: the date that was due
 * @done_on: when it was done; only read after done
 * @next: (out): the next due date: after @from_due, or after @done_on in %LSN_RECURRENCE_AFTER_DONE
 *
 * COUNT is not looked at: this is one step. lsn_recurrence_continue() goes by it.
 *
 * Returns: %FALSE when the rule has ended.
 */
gboolean
lsn_recurrence_next (LsnRecurrence *self, LsnDate from_due, LsnDate done_on, LsnDate *next);

/**
 * lsn_recurrence_continue:
 * @from_due: the date that was due
 * @today: when it was done: dates up to this day were missed, and are skipped
 * @next: (out): the next due date, after @today
 * @next_rule: (out) (transfer full): the rule of that one: COUNT is the number of occurrences from
 *   the present one on, so each next one carries one less
 *
 * Returns: %FALSE when the series has ended; @next_rule is %NULL then.
 */
gboolean lsn_recurrence_continue (LsnRecurrence *self, LsnDate from_due, LsnDate today,
                                  LsnDate *next, char **next_rule);

/** lsn_recurrence_get_count: Returns: COUNT of the rule, 0 when it has none. */
int lsn_recurrence_get_count (LsnRecurrence *self);

/** lsn_recurrence_dup_text: Returns: “every 2 weeks”, “every month on day 5”; in the user's
 * language. */
char *lsn_recurrence_dup_text (LsnRecurrence *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnRecurrence, lsn_recurrence_unref)

G_END_DECLS
