/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-backup.h"
#include "store/lsn-ballast.h"
#include "store/lsn-store-private.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The log is folded back at once when it has grown to this many pages, here 128 MB. */
#define CHECKPOINT_PAGES 32768

/* An import keeps a backup first, unless one is younger than this. */
#define BACKUP_BEFORE_IMPORT_US G_TIME_SPAN_HOUR

/* --- Announcing ------------------------------------------------------------------------------- */

static LsnStoreAnnouncer *
announcer_new (GMainContext *context)
{
  LsnStoreAnnouncer *self = g_new0 (LsnStoreAnnouncer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_weak_ref_init (&self->store, NULL);
  self->context = g_main_context_ref (context);
  return self;
}

static void
announcer_unref (LsnStoreAnnouncer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
  g_free (self);
}

typedef struct
{
  LsnStoreAnnouncer *announcer; /* owned */
  LsnChanges *changes;          /* owned; NULL: replaced */
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *self = data;

  announcer_unref (self->announcer);
  g_clear_pointer (&self->changes, lsn_changes_unref);
  g_free (self);
}

static gboolean
announce_cb (gpointer user_data)
{
  Announcement *self = user_data;
  g_autoptr (LsnStore) store = g_weak_ref_get (&self->announcer->store);

  if (store && self->changes)
    g_signal_emit_by_name (store, "changed", self->changes);
  else if (store)
    g_signal_emit_by_name (store, "replaced");
  return G_SOURCE_REMOVE;
}

/* @changes: (nullable): %NULL tells that the workspace was replaced */
void
lsn_store_core_announce (LsnStoreCore *core, LsnChanges *changes)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Announcement *announcement = g_new0 (Announcement, 1);

  g_atomic_ref_count_inc (&core->announcer->ref_count);
  announcement->announcer = core->announcer;
  announcement->changes = changes ? lsn_changes_ref (changes) : NULL;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_set_static_name (source, "lsn-store-changed");
  g_source_attach (source, core->announcer->context);
}

/* --- On the workers --------------------------------------------------------------------------- */

static int
wal_cb (void *user_data, sqlite3 *handle, const char *name, int pages)
{
  LsnStoreCore *core = user_data;

  core->wal_pages = pages;
  return SQLITE_OK;
}

static void
fold (LsnStoreCore *core)
{
  sqlite3_wal_checkpoint_v2 (lsn_database_get_handle (core->opening->writer), NULL,
                             SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  lsn_opening_seal (core->opening);
}

void
lsn_store_core_idle (gpointer user_data)
{
  LsnStoreCore *core = user_data;

  lsn_ballast_make (core->opening->workspace->folder);
  if (core->opening->writer)
    lsn_database_rest (core->opening->writer);
  if (core->wal_pages == 0 || core->opening->replaced)
    return;
  fold (core);
  core->wal_pages = 0;
}

/* A start and every page leave much of the heap empty behind. */
void
lsn_store_core_rest (gpointer user_data)
{
  LsnStoreCore *core = user_data;

  if (core->opening->reader)
    lsn_database_rest (core->opening->reader);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static gboolean
ask (LsnStoreJob *job, LsnDatabase *db, GCancellable *cancellable, GError **error)
{
  gboolean ok;

  /* One snapshot for all that the function asks. */
  if (!lsn_database_execute (db, "BEGIN", error))
    return FALSE;
  lsn_database_set_cancellable (db, cancellable);
  ok = job->ask (db, job->action.data, cancellable, error);
  lsn_database_set_cancellable (db, NULL);
  lsn_database_execute (db, "ROLLBACK", NULL);
  return ok;
}

gboolean
lsn_store_core_read (gpointer data, GCancellable *cancellable, GError **error)
{
  LsnStoreJob *job = data;

  return ask (job, job->core->opening->reader, cancellable, error);
}

gboolean
lsn_store_core_scan (gpointer data, GCancellable *cancellable, GError **error)
{
  LsnStoreJob *job = data;
  const LsnWorkspace *workspace = job->core->opening->workspace;
  g_autoptr (LsnDatabase) db = lsn_database_open (workspace->database, LSN_DATABASE_READER, error);

  return db && ask (job, db, cancellable, error);
}

/* A full disk: what is given up makes room for deleting, and folding the log back lets the next
 * action write over it instead of behind it. */
static void
make_room (LsnStoreCore *core, GError **error)
{
  gint64 free_bytes = lsn_ballast_get_free (core->opening->workspace->folder);
  g_autofree char *size = g_format_size ((guint64) MAX (free_bytes, 0));

  lsn_ballast_release (core->opening->workspace->folder);
  fold (core);
  g_clear_error (error);
  g_set_error (
      error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL,
      _ ("The disk is full: %s free at “%s”. Free some space or delete something, then try "
         "again."),
      size, core->opening->workspace->folder);
}

gboolean
lsn_store_core_may_write (LsnStoreCore *core, GError **error)
{
  if (core->opening->writer == NULL)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                 _ ("Nothing was changed. The workspace is read-only: %s"),
                 core->opening->read_only);
  else if (core->opening->replaced)
    g_set_error (error, LSN_STORE_ERROR, LSN_STORE_ERROR_READ_ONLY,
                 _ ("Nothing was changed. A backup is being put in the place of the workspace."));
  else
    return TRUE;
  return FALSE;
}

/* An import can be undone; this is for the day on which that is noticed too late. */
static gboolean
keep_before_import (LsnStoreCore *core, GCancellable *cancellable, GError **error)
{
  const char *backups = core->opening->workspace->backups;
  gint64 now = g_get_real_time ();
  gint64 has_past;
  g_autofree char *path = NULL;

  if (!lsn_database_get_int64 (core->opening->writer, 0, &has_past, error,
                               "SELECT EXISTS (SELECT 1 FROM journal)", ""))
    return FALSE;
  if (!has_past || now - lsn_backup_get_newest (backups) < BACKUP_BEFORE_IMPORT_US)
    return TRUE;
  path =
      lsn_backup_make (core->opening->writer, backups, LSN_BACKUP_IMPORT, now, cancellable, error);
  return path != NULL;
}

gboolean
lsn_store_core_write (gpointer data, GCancellable *cancellable, GError **error)
{
  LsnStoreJob *job = data;
  LsnStoreCore *core = job->core;
  g_autoptr (LsnChanges) changes = lsn_changes_new ();
  GError *problem = NULL;

  if (!lsn_store_core_may_write (core, error))
    return FALSE;
  if ((job->action.kind == LSN_ACTION_IMPORT &&
       !keep_before_import (core, cancellable, &problem)) ||
      !lsn_action_run (&job->action, core->opening->writer, core->schema, changes, cancellable,
                       &problem))
    {
      if (g_error_matches (problem, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL) ||
          g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        make_room (core, &problem);
      g_propagate_error (error, problem);
      return FALSE;
    }

  if (!core->sealed)
    {
      core->sealed = TRUE;
      lsn_opening_seal (core->opening);
    }
  if (!lsn_changes_is_empty (changes))
    lsn_store_core_announce (core, changes);
  if (core->wal_pages > CHECKPOINT_PAGES)
    lsn_store_core_idle (core);
  return TRUE;
}

/* --- Opening and closing ---------------------------------------------------------------------- */

void
lsn_store_core_free (gpointer data)
{
  LsnStoreCore *core = data;

  g_clear_pointer (&core->opening, lsn_opening_free);
  g_clear_pointer (&core->announcer, announcer_unref);
  g_free (core->actor);
  g_free (core);
}

LsnStoreCore *
lsn_store_core_new (const char *folder, const LsnSchema *schema, const char *actor,
                    GMainContext *context, const LsnWatch *watch, GError **error)
{
  LsnOpening *opening = lsn_opening_new (folder, schema, watch, error);
  LsnStoreCore *core;

  if (opening == NULL)
    return NULL;
  core = g_new0 (LsnStoreCore, 1);
  core->opening = opening;
  core->schema = schema;
  core->actor = g_strdup (actor);
  core->announcer = announcer_new (context);
  if (opening->writer)
    sqlite3_wal_hook (lsn_database_get_handle (opening->writer), wal_cb, core);
  return core;
}
