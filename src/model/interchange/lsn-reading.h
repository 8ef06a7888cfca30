/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-column.h"

G_BEGIN_DECLS

typedef enum
{
  LSN_HEADER_GUESSED,
  LSN_HEADER_PRESENT, /* the first row has the names of the columns */
  LSN_HEADER_ABSENT,
} LsnHeader;

/* LsnReading: how a file is to be read, as far as the user said it; the rest the file tells. */
typedef struct
{
  const char *encoding; /* static, nullable: a name for iconv */
  char delimiter;       /* '\0': as the file tells */
  LsnHeader header;
  GArray *columns; /* owned, nullable; element-type LsnColumn: what the columns mean */
} LsnReading;

LsnReading *lsn_reading_new (void) G_GNUC_WARN_UNUSED_RESULT;
LsnReading *lsn_reading_copy (const LsnReading *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reading_free (LsnReading *self);

/* Forgets what the columns mean, as when others come out of another encoding. */
void lsn_reading_forget_columns (LsnReading *self);

/* The encodings that a user may choose, best known first; ends with %NULL. */
extern const char *const lsn_reading_encodings[];

/* As people call it: “Cyrillic (Windows-1251)”. */
const char *lsn_reading_get_encoding_label (const char *encoding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnReading, lsn_reading_free)

G_END_DECLS
