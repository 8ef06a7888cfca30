/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-vfs.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  sqlite3_file base;
  FaultFile kind;
  guint handle;
  sqlite3_file *real; /* stands behind this struct */
} File;

static sqlite3_vfs *real_vfs;
static GMutex lock;
static GArray *records; /* nullable */
static char *watched;   /* nullable */
static guint n_handles;
static struct
{
  guint ops;
  gint64 first;
  gint64 n;
  int code;
  gint64 seen;
  gint64 failed;
} plan = { .first = -1 };

static void
clear_record (gpointer data)
{
  FaultRecord *record = data;

  g_free (record->data);
}

static FaultFile
get_kind (const char *path)
{
  if (path == NULL || (watched && !g_str_has_prefix (path, watched)))
    return FAULT_FILE_OTHER;
  if (g_str_has_suffix (path, "/workspace.db"))
    return FAULT_FILE_DATABASE;
  if (g_str_has_suffix (path, "/workspace.db-wal"))
    return FAULT_FILE_WAL;
  if (g_str_has_suffix (path, "/workspace.db-journal"))
    return FAULT_FILE_JOURNAL;
  return FAULT_FILE_OTHER;
}

/* Returns: what the call shall fail with, or SQLITE_OK. */
static int
meet (FaultOp op, FaultFile kind)
{
  int code = SQLITE_OK;

  g_mutex_lock (&lock);
  if (kind != FAULT_FILE_OTHER && plan.first >= 0 && (plan.ops & op))
    {
      if (plan.seen >= plan.first && plan.seen < plan.first + plan.n)
        {
          code = plan.code;
          plan.failed++;
        }
      plan.seen++;
    }
  g_mutex_unlock (&lock);
  return code;
}

static void
note (FaultRecord record)
{
  g_mutex_lock (&lock);
  if (records && record.file != FAULT_FILE_OTHER)
    {
      record.thread = g_thread_self ();
      if (record.op == FAULT_WRITE)
        record.data = g_memdup2 (record.data, record.size);
      g_array_append_val (records, record);
    }
  g_mutex_unlock (&lock);
}

/* --- A file ----------------------------------------------------------------------------------- */

static File *
get_file (sqlite3_file *file)
{
  return (File *) file;
}

#define REAL(file)              (get_file (file)->real)
#define CALL(file, method, ...) (REAL (file)->pMethods->method (REAL (file), ##__VA_ARGS__))

static int
file_close (sqlite3_file *file)
{
  return CALL (file, xClose);
}

static int
file_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  int code = meet (FAULT_READ, get_file (file)->kind);

  return code == SQLITE_OK ? CALL (file, xRead, data, size, offset) : code;
}

static int
file_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  File *self = get_file (file);
  int code = meet (FAULT_WRITE, self->kind);

  if (code != SQLITE_OK)
    return code;
  note ((FaultRecord) { .op = FAULT_WRITE,
                        .file = self->kind,
                        .offset = offset,
                        .size = size,
                        .data = (guint8 *) data,
                        .handle = self->handle });
  return CALL (file, xWrite, data, size, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  File *self = get_file (file);
  int code = meet (FAULT_TRUNCATE, self->kind);

  if (code != SQLITE_OK)
    return code;
  note ((FaultRecord) {
      .op = FAULT_TRUNCATE, .file = self->kind, .offset = size, .handle = self->handle });
  return CALL (file, xTruncate, size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  File *self = get_file (file);
  int code = meet (FAULT_SYNC, self->kind);

  if (code != SQLITE_OK)
    return code;
  note ((FaultRecord) { .op = FAULT_SYNC, .file = self->kind, .handle = self->handle });
  return CALL (file, xSync, flags);
}

static int
file_get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return CALL (file, xFileSize, size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return CALL (file, xLock, level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return CALL (file, xUnlock, level);
}

static int
file_check_lock (sqlite3_file *file, int *locked)
{
  return CALL (file, xCheckReservedLock, locked);
}

static int
file_control (sqlite3_file *file, int op, void *argument)
{
  return CALL (file, xFileControl, op, argument);
}

static int
file_get_sector_size (sqlite3_file *file)
{
  return CALL (file, xSectorSize);
}

static int
file_get_device (sqlite3_file *file)
{
  return CALL (file, xDeviceCharacteristics);
}

static int
file_map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return CALL (file, xShmMap, page, size, extend, memory);
}

static int
file_lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return CALL (file, xShmLock, offset, n, flags);
}

static void
file_order_shared (sqlite3_file *file)
{
  CALL (file, xShmBarrier);
}

static int
file_unmap_shared (sqlite3_file *file, int remove)
{
  return CALL (file, xShmUnmap, remove);
}

static const sqlite3_io_methods file_methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_get_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_get_sector_size,
  .xDeviceCharacteristics = file_get_device,
  .xShmMap = file_map_shared,
  .xShmLock = file_lock_shared,
  .xShmBarrier = file_order_shared,
  .xShmUnmap = file_unmap_shared,
};

/* --- The file system -------------------------------------------------------------------------- */

static int
vfs_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = get_file (file);
  gboolean create = path && (flags & SQLITE_OPEN_CREATE) && !g_file_test (path, G_FILE_TEST_EXISTS);
  int code;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  self->kind = get_kind (path);
  if (create)
    {
      code = meet (FAULT_CREATE, self->kind);
      if (code != SQLITE_OK)
        return code;
    }

  code = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&lock);
  self->handle = ++n_handles;
  g_mutex_unlock (&lock);
  if (create)
    note ((FaultRecord) { .op = FAULT_CREATE, .file = self->kind, .handle = self->handle });
  self->base.pMethods = &file_methods;
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  int code = meet (FAULT_DELETE, get_kind (path));

  if (code != SQLITE_OK)
    return code;
  note ((FaultRecord) { .op = FAULT_DELETE, .file = get_kind (path), .durable = sync_folder != 0 });
  return real_vfs->xDelete (real_vfs, path, sync_folder);
}

void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  g_assert_null (real_vfs);

  real_vfs = sqlite3_vfs_find ("unix");
  vfs = *real_vfs;
  vfs.zName = "fault";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_start (const char *folder)
{
  g_mutex_lock (&lock);
  g_set_str (&watched, folder);
  g_clear_pointer (&records, g_array_unref);
  records = g_array_new (FALSE, FALSE, sizeof (FaultRecord));
  g_array_set_clear_func (records, clear_record);
  g_mutex_unlock (&lock);
}

void
fault_vfs_mark (int mark)
{
  FaultRecord record = { .op = FAULT_MARK, .mark = mark };

  g_mutex_lock (&lock);
  g_array_append_val (records, record);
  g_mutex_unlock (&lock);
}

guint
fault_vfs_count (FaultOp op, FaultFile file)
{
  guint n = 0;

  g_mutex_lock (&lock);
  for (guint i = 0; i < records->len; i++)
    {
      const FaultRecord *record = &g_array_index (records, FaultRecord, i);

      n += record->op == op && record->file == file;
    }
  g_mutex_unlock (&lock);
  return n;
}

GArray *
fault_vfs_stop (void)
{
  GArray *taken;

  g_mutex_lock (&lock);
  taken = g_steal_pointer (&records);
  g_mutex_unlock (&lock);
  return taken;
}

void
fault_vfs_fail (guint ops, gint64 first, gint64 n, int code)
{
  g_mutex_lock (&lock);
  plan.ops = ops;
  plan.first = first;
  plan.n = n;
  plan.code = code;
  plan.seen = 0;
  plan.failed = 0;
  g_mutex_unlock (&lock);
}

gint64
fault_vfs_get_seen (void)
{
  gint64 seen;

  g_mutex_lock (&lock);
  seen = plan.seen;
  g_mutex_unlock (&lock);
  return seen;
}

gint64
fault_vfs_get_failed (void)
{
  gint64 failed;

  g_mutex_lock (&lock);
  failed = plan.failed;
  g_mutex_unlock (&lock);
  return failed;
}
