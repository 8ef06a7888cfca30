/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-worker.h"
#include "store/lsn-action.h"
#include "store/lsn-opening.h"
#include "store/lsn-store.h"

G_BEGIN_DECLS

/* What the files of the store share. */

/* The log is folded back into the file when nothing was written for this long. */
#define LSN_STORE_FOLD_IDLE_MS 700

/* What was needed for an answer is given back to the system when nothing was asked for this long.
 */
#define LSN_STORE_REST_IDLE_MS 1000

/* The store's object stays with the thread that made it; other threads reach it through this. */
typedef struct
{
  gatomicrefcount ref_count;
  GWeakRef store;
  GMainContext *context; /* owned */
} LsnStoreAnnouncer;

/* What the worker threads see. Outlives every job. */
typedef struct
{
  LsnOpening *opening; /* owned; its writer for the writer's thread only, its reader likewise */
  const LsnSchema *schema;
  char *actor;                  /* owned */
  LsnStoreAnnouncer *announcer; /* owned */
  int wal_pages;                /* writer thread only */
  gboolean sealed;              /* writer thread only: the log that stands there now is known */
} LsnStoreCore;

struct _LsnStore
{
  GObject parent_instance;

  LsnStoreCore *core;       /* owned; NULL after close */
  LsnWorker *writer_worker; /* owned; NULL after close */
  LsnWorker *reader_worker; /* owned; NULL after close */
  LsnWorker *scan_worker;   /* owned, nullable: made at the first scan */
};

/* What a worker is given. */
typedef struct
{
  LsnStoreCore *core; /* borrowed */
  LsnStoreFunc ask;   /* of a read, which has no action; NULL for the others */
  LsnAction action;   /* its data is the job's in any case */
  GDestroyNotify destroy;
} LsnStoreJob;

LsnStoreCore *lsn_store_core_new (const char *folder, const LsnSchema *schema, const char *actor,
                                  GMainContext *context, const LsnWatch *watch,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_store_core_free (gpointer core);

/* Tells the object, by an idle source. @changes: (nullable): %NULL says that it was replaced */
void lsn_store_core_announce (LsnStoreCore *core, LsnChanges *changes);

/* Whether the writer may, else %FALSE with LSN_STORE_ERROR_READ_ONLY. Writer thread. */
gboolean lsn_store_core_may_write (LsnStoreCore *core, GError **error);

/* Of the workers; the data is an LsnStoreJob, that of the idle moment the core. */
gboolean lsn_store_core_read (gpointer job, GCancellable *cancellable, GError **error);
gboolean lsn_store_core_scan (gpointer job, GCancellable *cancellable, GError **error);
gboolean lsn_store_core_write (gpointer job, GCancellable *cancellable, GError **error);
void lsn_store_core_idle (gpointer core);

/* The same for the reader. */
void lsn_store_core_rest (gpointer core);

G_END_DECLS
