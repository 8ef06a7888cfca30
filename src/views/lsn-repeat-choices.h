/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"

G_BEGIN_DECLS

/* What one repeats: the rules that every list of them offers. (array zero-terminated=1) */
extern const char *const lsn_repeat_usual_rules[];

/* “Every 2 weeks”; the rule as it is where it cannot be read. */
char *lsn_repeat_dup_label (const char *rule, LsnWorkdays *workdays) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
