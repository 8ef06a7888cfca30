/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

G_BEGIN_DECLS

#define LSN_RULE_ERROR (lsn_rule_error_quark ())

typedef enum
{
  LSN_RULE_ERROR_INVALID,     /* not an RRULE */
  LSN_RULE_ERROR_UNSUPPORTED, /* more often than daily, or a part that we do not do */
  LSN_RULE_ERROR_NEVER,       /* its parts contradict each other */
} LsnRuleError;

GQuark lsn_rule_error_quark (void);

/**
 * LsnRule: an RRULE of any shape (RFC 5545, 3.3.10) by days, weeks, months or years.
 *
 * It is walked period by period inside the asked span, so no rule, however contradictory, costs
 * more than looking at each day of it. Repeating by hours, minutes or seconds is refused. Unchanged
 * once parsed.
 */
typedef struct _LsnRule LsnRule;

/**
 * lsn_rule_parse:
 * @rrule: untrusted; without "RRULE:"
 *
 * Returns: (transfer full): or %NULL with an error of LSN_RULE_ERROR, its message is for the
 * user.
 */
LsnRule *lsn_rule_parse (const char *rrule, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_rule_free (LsnRule *self);

/* @zone: (nullable): the zone of the series; an UNTIL in UTC is carried over to it. */
void lsn_rule_set_zone (LsnRule *self, GTimeZone *zone);

/* Returns: COUNT, 0 where there is none. */
int lsn_rule_get_count (const LsnRule *self);

/* Returns: the day of UNTIL, LSN_DATE_NONE where there is none. */
LsnDate lsn_rule_get_until (const LsnRule *self);

/* %FALSE ends the walk. */
typedef gboolean (*LsnRuleFunc) (LsnDate date, int minute, gpointer user_data);

/**
 * lsn_rule_expand:
 * @start: the first day of the series
 * @minute: of the day, -1 for a series of whole days
 *
 * Calls @func for each occurrence on the days @from … @to, in their order.
 */
void lsn_rule_expand (const LsnRule *self, LsnDate start, int minute, LsnDate from, LsnDate to,
                      LsnRuleFunc func, gpointer user_data);

/**
 * lsn_rule_dup_ended:
 * @rrule: a rule
 *
 * Returns: (transfer full): the same rule without COUNT, ending with the day @until.
 */
char *lsn_rule_dup_ended (const char *rrule, LsnDate until) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): the same rule without COUNT and UNTIL. */
char *lsn_rule_dup_endless (const char *rrule) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): the same rule with another COUNT. */
char *lsn_rule_dup_counted (const char *rrule, int count) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnRule, lsn_rule_free)

G_END_DECLS
