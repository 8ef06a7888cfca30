/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LSN_NUMBER_OK,
  LSN_NUMBER_AMBIGUOUS, /* "1.000": one or a thousand; ask, or name the separator */
  LSN_NUMBER_INVALID,
  LSN_NUMBER_TOO_BIG, /* does not fit, or has more decimals than wanted */
} LsnNumberResult;

/**
 * lsn_number_parse:
 * @text: (nullable): digits of any script with signs, spaces, separators, accounting parentheses;
 * no letters
 * @decimals: of the result, 0 … 6; more in @text are refused unless zeros
 * @separator: the decimal separator where it is known ('.' or ','), 0 to judge by the text alone
 * @value: (out): times 10^@decimals; also the likelier reading when ambiguous: the separator is
 * decimal, unless that leaves more than @decimals
 *
 * What is not certain is asked, not guessed: one separator with three digits behind it.
 */
LsnNumberResult lsn_number_parse (const char *text, int decimals, char separator, gint64 *value);

/**
 * lsn_number_guess_separator:
 * @texts: (array length=n_texts): a column of numbers
 *
 * Returns: the decimal separator that every number of the column agrees with, 0 when that stays
 * open.
 */
char lsn_number_guess_separator (const char *const *texts, gsize n_texts);

/** lsn_number_get_separator: Returns: the decimal separator of the user's locale, '.' or ','. */
char lsn_number_get_separator (void);

/** lsn_number_dup_text: @value: times 10^@decimals. Returns: grouped in the manner of the locale.
 */
char *lsn_number_dup_text (gint64 value, int decimals) G_GNUC_WARN_UNUSED_RESULT;

/** lsn_number_dup_percent: @fraction: 0.25 is “25 %”. */
char *lsn_number_dup_percent (double fraction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
