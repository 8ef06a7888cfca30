/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-number.h"

G_BEGIN_DECLS

/* An amount is minor units (kopecks, cents) and an ISO 4217 currency. */

/** lsn_money_get_digits: Returns: decimals of @currency: RUB 2, JPY 0, KWD 3; 2 when unknown. */
int lsn_money_get_digits (const char *currency);

/** lsn_money_is_currency: Returns: whether @currency is three letters of ISO 4217. */
gboolean lsn_money_is_currency (const char *currency);

/** lsn_money_dup_text: Returns: “1 234,56 ₽” in the manner of the locale. */
char *lsn_money_dup_text (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_money_dup_short: Returns: without decimals when they are zero: “1 234 ₽”. */
char *lsn_money_dup_short (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_money_dup_plain: Returns: "-1234.56": for files and machines, the same in every locale. */
char *lsn_money_dup_plain (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_money_parse:
 * @text: (nullable): an amount with or without a currency sign or code
 * @currency: what it is counted in
 * @separator: as for lsn_number_parse()
 * @minor: (out)
 *
 * Returns: %LSN_NUMBER_INVALID also when @text names another currency.
 */
LsnNumberResult
lsn_money_parse (const char *text, const char *currency, char separator, gint64 *minor);

/**
 * lsn_money_get_default_currency:
 *
 * Returns: that of the user's country, ISO 4217; "EUR" when the locale has none. Never freed.
 */
const char *lsn_money_get_default_currency (void);

/** lsn_money_add: Returns: %FALSE, leaving @sum, when it would not fit. */
gboolean lsn_money_add (gint64 *sum, gint64 minor);

G_END_DECLS
