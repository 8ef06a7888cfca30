/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

/* A layer over SQLite's own file system, made the default one, so that the store under test uses it
 * without knowing. It writes down what happens to the files of a workspace, and lets chosen calls
 * fail. Calls may come from any thread. */

typedef enum
{
  FAULT_FILE_DATABASE,
  FAULT_FILE_WAL,
  FAULT_FILE_JOURNAL,
  N_FAULT_FILES,
  FAULT_FILE_OTHER /* backups, temporary files: neither written down nor failed */
} FaultFile;

typedef enum
{
  FAULT_CREATE = 1 << 0, /* a file that was not there */
  FAULT_READ = 1 << 1,   /* only failed, never written down */
  FAULT_WRITE = 1 << 2,
  FAULT_TRUNCATE = 1 << 3,
  FAULT_SYNC = 1 << 4,
  FAULT_DELETE = 1 << 5,
  FAULT_MARK = 1 << 6 /* by fault_vfs_mark() */
} FaultOp;

typedef struct
{
  FaultOp op;
  FaultFile file;
  gint64 offset;    /* of a write; the new size of a truncation */
  int size;         /* of a write */
  guint8 *data;     /* owned; of a write */
  gboolean durable; /* a deletion whose folder was synced */
  int mark;         /* what fault_vfs_mark() was told */
  guint handle;     /* which opening of the file did it */
  gpointer thread;  /* which thread did it */
} FaultRecord;

void fault_vfs_register (void);

/* Begins to write down. @folder: (nullable): only files that are opened there from now on. */
void fault_vfs_start (const char *folder);

/* Writes down that something happened in the test itself. */
void fault_vfs_mark (int mark);

/* How many records there are; @op of them counts those of one file. */
guint fault_vfs_count (FaultOp op, FaultFile file);

/* Ends writing down. Element-type FaultRecord, which owns what it has. */
GArray *fault_vfs_stop (void);

/**
 * fault_vfs_fail:
 * @ops: a set of FaultOp that are counted
 * @first: the first of them that fails, from 0; -1 ends failing
 * @n: how many fail from there on
 * @code: with what
 */
void fault_vfs_fail (guint ops, gint64 first, gint64 n, int code);

/* How many of the calls that were counted came since the last fault_vfs_fail(), and how many of
 * them failed. */
gint64 fault_vfs_get_seen (void);
gint64 fault_vfs_get_failed (void);
