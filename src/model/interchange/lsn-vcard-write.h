/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"

G_BEGIN_DECLS

/**
 * lsn_vcard_write_record:
 *
 * Appends one client as vCards 4.0: one of itself, and one for each of its people. What other
 * programs have no property for stands in X-LIAISON- ones, so that our import reads it back
 * exactly, but for line ends, of which a vCard knows one kind.
 */
void lsn_vcard_write_record (GString *text, const LsnImportRecord *record);

G_END_DECLS
