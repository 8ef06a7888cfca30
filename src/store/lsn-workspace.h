/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-schema.h"

G_BEGIN_DECLS

/**
 * LsnWorkspace: the folder on disk: its lock, its file, its version. Used by the store while it
 * opens.
 */
typedef struct
{
  char *folder;   /* owned, absolute */
  char *database; /* owned: workspace.db */
  char *files;    /* owned: files/ */
  char *backups;  /* owned, nullable for a copy: backups/ */
  gboolean read_only;
  int lock_fd;
} LsnWorkspace;

/**
 * LsnWatch: who waits while a workspace is opened: sees how far it has come, and may stop it.
 * @func: (nullable): called on the thread that opens, with a sentence for the user
 */
typedef struct
{
  void (*func) (const char *what, double fraction, gpointer data);
  gpointer data;
  GCancellable *cancellable; /* borrowed, nullable */
} LsnWatch;

/* @watch: (nullable) */
void lsn_watch_tell (const LsnWatch *watch, const char *what, double fraction);

/**
 * lsn_workspace_open:
 *
 * Makes the folders (mode 0700) and takes the kernel lock. LSN_STORE_ERROR_BUSY while another
 * process holds it; the lock goes with the process, so none is ever stale. A workspace that is
 * there and cannot be written is opened with `read_only` set. A database that was to be replaced is
 * replaced now.
 */
LsnWorkspace *lsn_workspace_open (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_workspace_free (LsnWorkspace *self);

/**
 * lsn_workspace_check:
 *
 * Reads the header of the file, and nothing more, before SQLite sees it.
 * @version: (out): that the header tells; -1 where there is no file yet
 *
 * LSN_STORE_ERROR_CORRUPT when it is something else than a workspace, and when it is empty or gone
 * where one was before.
 */
gboolean
lsn_workspace_check (LsnWorkspace *self, const LsnSchema *schema, int *version, GError **error);

/* The same of any file, such as a backup; @version is -1 where it is empty or not there. */
gboolean
lsn_workspace_check_file (const char *path, const LsnSchema *schema, int *version, GError **error);

/**
 * lsn_workspace_migrate:
 *
 * Brings the file to the schema's version, one transaction a step, and rebuilds the projections
 * that are out of date, and no others: a migration that touches a derived table raises the version
 * of its projection. Keeps a verified backup before the first step of a file that already has
 * data. LSN_STORE_ERROR_TOO_NEW, with nothing changed, for data of a newer version.
 * @watch: (nullable)
 */
gboolean lsn_workspace_migrate (LsnWorkspace *self, LsnDatabase *writer, const LsnSchema *schema,
                                const LsnWatch *watch, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnWorkspace, lsn_workspace_free)

G_END_DECLS
