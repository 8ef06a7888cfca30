/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnMe: which of the members the user is, whom the views call “me”.
 */
typedef struct
{
  char *name; /* owned, nullable: nobody yet */
} LsnMe;

/* @name: (nullable) */
LsnMe *lsn_me_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void lsn_me_free (LsnMe *self);

/* An LsnStoreFunc for the reader: fills in the name. */
gboolean lsn_me_on_worker (LsnDatabase *db, gpointer me, GCancellable *cancellable, GError **error);

/* The user is the member of that name: one who is there, else the one who was “me” under a new
 * name, else a new one. A blank name changes nothing. */
gboolean
lsn_me_write_on_worker (LsnDatabase *db, gpointer me, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnMe, lsn_me_free)

G_END_DECLS
