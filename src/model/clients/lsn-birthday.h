/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * lsn_birthday_find:
 * @id: (out): 0 for none
 * @date: (out): LSN_DATE_NONE for none
 *
 * The birthday of a person among the dates of a client: one of that person whose title says so, in
 * Russian or English.
 */
gboolean lsn_birthday_find (LsnDatabase *db, gint64 client_id, gint64 contact_id, gint64 *id,
                            LsnDate *date, GError **error);

/* Adds, moves or (LSN_DATE_NONE) deletes it. Writer. */
gboolean lsn_birthday_write (LsnDatabase *db, gint64 client_id, gint64 contact_id, LsnDate date,
                             GError **error);

G_END_DECLS
