/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-text-stream.h"

G_BEGIN_DECLS

/**
 * LsnVcardReader: the cards of a file, one by one, in a form that a strict parser takes: UTF-8,
 * unfolded, one property a line, without what is broken.
 *
 * Lines are put together before their encoding is looked at, since folding cuts characters in two;
 * each line is in the encoding that it names, else UTF-8, else that of the file. A card that never
 * ends goes up to the next one; a card within a card, as AGENT has it, is left out.
 */
typedef struct _LsnVcardReader LsnVcardReader;

/* @stream: (transfer full) */
LsnVcardReader *
lsn_vcard_reader_new (LsnTextStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_vcard_reader_free (LsnVcardReader *self);

/* Goes on to the next card. %FALSE at the end, or with @error set when a card is over a cap or the
 * file cannot be read. */
gboolean lsn_vcard_reader_next (LsnVcardReader *self, GError **error);

/* Of the card that was read last: its text, from BEGIN to END; the line of the file where it
 * begins, from 1; what was wrong with it, for the user. */
const char *lsn_vcard_reader_get_text (LsnVcardReader *self);
guint lsn_vcard_reader_get_line (LsnVcardReader *self);
const char *lsn_vcard_reader_get_warning (LsnVcardReader *self); /* nullable */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnVcardReader, lsn_vcard_reader_free)

G_END_DECLS
