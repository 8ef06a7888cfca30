/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/clients/lsn-client.h"

G_BEGIN_DECLS

/* What lists and cards say of a client, in words. Each takes an LsnClient that is loaded, and gives
 * %NULL where there is nothing to say. */

/* When the next step is due: “8 days late”, “tomorrow 15:00”. @severity: (out) (optional): of
 * lsn_today_get_severity() */
char *lsn_client_words_dup_due (LsnRecord *client, LsnDate today,
                                int *severity) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a tooltip: “Monday 23 November 2026, 15:00”. */
char *lsn_client_words_dup_due_exact (LsnRecord *client) G_GNUC_WARN_UNUSED_RESULT;

/* When there was contact: “5 days ago”, and exactly. */
char *lsn_client_words_dup_last (LsnRecord *client, LsnDate today) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_client_words_dup_last_exact (LsnRecord *client) G_GNUC_WARN_UNUSED_RESULT;

/* By when the rhythm wants contact: “in 3 days”. */
char *lsn_client_words_dup_touch_due (LsnRecord *client, LsnDate today,
                                      int *severity) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a next step is missing of one who should have one. */
gboolean lsn_client_words_is_stuck (LsnRecord *client);

/* The style class of a severity: "warning", "error"; %NULL of 0. */
const char *lsn_client_words_get_class (int severity);

G_END_DECLS
