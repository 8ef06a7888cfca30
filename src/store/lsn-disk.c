/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail (const char *path, int number, GError **error)
{
  LsnStoreError code = number == ENOSPC || number == EDQUOT ? LSN_STORE_ERROR_FULL
                       : number == EACCES || number == EROFS || number == EPERM
                           ? LSN_STORE_ERROR_READ_ONLY
                           : LSN_STORE_ERROR_FAILED;

  g_set_error (error, LSN_STORE_ERROR, (int) code, _ ("Could not keep “%s”: %s"), path,
               g_strerror (number));
  return FALSE;
}

gboolean
lsn_disk_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  return ok || fail (path, number, error);
}

gboolean
lsn_disk_rename (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || fail (to, errno, error);
}

gboolean
lsn_disk_copy (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS | G_FILE_COPY_OVERWRITE,
                      NULL, NULL, NULL, error);
}
