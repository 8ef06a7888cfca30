/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_match_dup_words:
 *
 * Returns: the words of @text, folded, a space between: quotes, dashes and the like do not make two
 *   names different.
 */
char *lsn_match_dup_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  LSN_MATCH_NONE,
  LSN_MATCH_LETTERS, /* the typed letters stand in it, in this order: “nwcl” */
  LSN_MATCH_INNER,   /* inside of words */
  LSN_MATCH_WORDS,   /* each typed word begins one of its words */
  LSN_MATCH_PREFIX,  /* it begins so */
  LSN_MATCH_SAME
} LsnMatch;

/* How well @label answers @typed. @typed: of lsn_match_dup_words(). */
LsnMatch lsn_match_rank (const char *label, const char *typed);

G_END_DECLS
