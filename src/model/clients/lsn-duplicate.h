/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnDuplicate: who has a name, a phone number or an address already: a hint while one types.
 */
typedef struct
{
  const char *kind;   /* in, static: 'name', or of a channel */
  char *value;        /* in, owned: as typed */
  const char *region; /* in, static, nullable */
  gint64 except_id;   /* in: the client being edited, 0 for a new one */
  gint64 client_id;   /* out: 0 for nobody */
  char *name;         /* out, owned, nullable: of that client */
} LsnDuplicate;

LsnDuplicate *lsn_duplicate_new (const char *kind, const char *value, const char *region,
                                 gint64 except_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_duplicate_free (LsnDuplicate *self);

/* An LsnStoreFunc for the reader. */
gboolean lsn_duplicate_on_worker (LsnDatabase *db, gpointer duplicate, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnDuplicate, lsn_duplicate_free)

G_END_DECLS
