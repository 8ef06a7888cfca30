/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

G_BEGIN_DECLS

/* How a toast or a screen reader speaks of cards. */

/* “Card” of one that is not read yet. */
char *lsn_card_dup_title (LsnContext *context, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

/* Names one card in quotes, or tells how many there are. @ids: element-type gint64, at least one */
char *lsn_card_dup_subject (LsnContext *context, GArray *ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
