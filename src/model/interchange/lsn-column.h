/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column of a table means. */
typedef enum
{
  LSN_COLUMN_IGNORED,
  LSN_COLUMN_EXTRA, /* kept in the note, with its header */
  LSN_COLUMN_CLIENT,
  LSN_COLUMN_PERSON,
  LSN_COLUMN_FIRST_NAME,
  LSN_COLUMN_MIDDLE_NAME,
  LSN_COLUMN_LAST_NAME,
  LSN_COLUMN_ROLE,
  LSN_COLUMN_KIND,
  LSN_COLUMN_LEGAL_NAME,
  LSN_COLUMN_STATUS,
  LSN_COLUMN_SEGMENT,
  LSN_COLUMN_OWNER,
  LSN_COLUMN_SOURCE,
  LSN_COLUMN_CITY,
  LSN_COLUMN_ADDRESS, /* several are its parts, in order */
  LSN_COLUMN_NOTE,
  LSN_COLUMN_TAGS,
  LSN_COLUMN_PHONE,
  LSN_COLUMN_EMAIL,
  LSN_COLUMN_TELEGRAM,
  LSN_COLUMN_WHATSAPP,
  LSN_COLUMN_MAX,
  LSN_COLUMN_SITE,
  LSN_COLUMN_OTHER,
  LSN_COLUMN_LABEL, /* of the phone or address in the next column */
  LSN_COLUMN_TURNOVER,
  LSN_COLUMN_CURRENCY,
  LSN_COLUMN_RHYTHM,
  LSN_COLUMN_BIRTHDAY,
  N_LSN_COLUMNS
} LsnColumn;

/* What the meaning is called, and the word under which it is remembered. Static. */
const char *lsn_column_get_label (LsnColumn column);
const char *lsn_column_get_key (LsnColumn column);
gboolean lsn_column_from_key (const char *key, LsnColumn *column);

/* Returns: (nullable): the kind of a channel in such a column: 'phone', static. */
const char *lsn_column_get_channel (LsnColumn column);

/**
 * lsn_column_recognise:
 *
 * Returns: the meaning that a header names, Russian, English or German, as it stands in tables and
 * in exports of other programs. An unknown one is kept in the note; a password is not taken.
 */
LsnColumn lsn_column_recognise (const char *header);

/**
 * lsn_columns_recognise:
 * @columns: (out) (array length=n)
 *
 * The same for a whole row of headers, where one header may say more about another: “Name” beside
 * “Industry” is a company.
 *
 * Returns: whether it is a row of headers: one names a client, a person, a phone or an address.
 */
gboolean lsn_columns_recognise (const char *const *headers, guint n, LsnColumn *columns);

/* A table without headers: phones and addresses tell themselves, the first other cell is the name.
 * Returns: whether one told itself. */
gboolean lsn_columns_guess (const char *const *cells, guint n, LsnColumn *columns);

G_END_DECLS
