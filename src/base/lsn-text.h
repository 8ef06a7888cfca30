/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as the user compares, sorts and searches it. All calls take valid UTF-8 (see
 * lsn_text_to_valid()) and may be made on any thread. */

/**
 * lsn_text_to_valid:
 * @length: bytes, or -1 when @bytes ends in NUL
 *
 * Returns: UTF-8 without NUL; what is invalid becomes U+FFFD.
 */
char *lsn_text_to_valid (const char *bytes, gssize length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_fold:
 *
 * Drops case, accents and compatibility forms: “Ёлка” and “елка” fold to the same text. й stays й.
 */
char *lsn_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_sort_key:
 * @text: (nullable): %NULL sorts as ""
 *
 * Returns: lower-case hex that strcmp() and SQLite's BINARY put in the order of the user's
 * language. Valid as long as lsn_text_get_collation() answers the same.
 */
char *lsn_text_dup_sort_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_get_collation:
 *
 * Returns: names the order of the sort keys, locale and ICU version; stored keys of another name
 *   are to be made again. Never freed.
 */
const char *lsn_text_get_collation (void);

/**
 * lsn_text_adopt_collation:
 * @collation: (nullable): what lsn_text_get_collation() once answered, here or elsewhere; %NULL for
 *   the user's language again
 *
 * Sorts by the order of that locale from now on, on all threads, so that a program that comes by in
 * another locale finds the keys as they should be.
 */
void lsn_text_adopt_collation (const char *collation);

/**
 * lsn_text_dup_index:
 * @text: (nullable)
 *
 * Returns: what a full-text column stores: folded words separated by a space, each followed by its
 *   stem where that differs.
 */
char *lsn_text_dup_index (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_query:
 * @typed: (nullable): as the user typed it, operators of FTS5 included
 *
 * Returns: (nullable): an FTS5 MATCH expression that finds all words in what lsn_text_dup_index()
 *   made, the last one also as a prefix; %NULL when there is no word.
 */
char *lsn_text_dup_query (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_digits:
 * @text: (nullable)
 *
 * Returns: the decimal digits alone, in ASCII.
 */
char *lsn_text_dup_digits (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_digit_index:
 * @digits: (nullable): of lsn_text_dup_digits()
 *
 * Returns: the five digits from each place on, or the three or four that are left, separated by a
 *   space. Of a text over 32 digits only the first 32 count. Whole suffixes, which would find any
 *   run by one prefix, are nearly as many words as there are digits.
 */
char *lsn_text_dup_digit_index (const char *digits) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_digit_query:
 * @run: digits
 * @exact: (out): whether all that is found has the run; otherwise it has every five digits of it,
 *   which the caller looks through
 *
 * Returns: (nullable): an FTS5 query over what lsn_text_dup_digit_index() makes; %NULL where @run
 * is shorter than three
 */
char *lsn_text_dup_digit_query (const char *run, gboolean *exact) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_core:
 * @name: (nullable): of a person or a company
 *
 * Returns: its words, folded, without quotes and legal forms: “ООО «Ромашка»” and “Romashka LLC”
 *   are the same as “ромашка”, “romashka”.
 */
char *lsn_text_dup_core (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_text_dup_initials:
 * @name: (nullable): of a person or a company; legal forms and quotes do not count
 *
 * Returns: at most two capitals, "" when there is no letter.
 */
char *lsn_text_dup_initials (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
