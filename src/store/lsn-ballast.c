/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-ballast.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define NAME     "ballast"
#define SIZE     (4 * 1024 * 1024)
#define HEADROOM (16 * 1024 * 1024) /* what must be free beside it before it is made */

static char *
dup_path (const char *folder)
{
  return g_build_filename (folder, NAME, NULL);
}

/* Blocks are reserved, not only a length: a file full of holes would give nothing back. */
static gboolean
reserve (const char *path)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0 && posix_fallocate (fd, 0, SIZE) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

void
lsn_ballast_make (const char *folder)
{
  g_autofree char *path = dup_path (folder);
  GStatBuf info;

  if ((g_stat (path, &info) == 0 && info.st_size >= SIZE) ||
      lsn_ballast_get_free (folder) < SIZE + HEADROOM)
    return;
  if (!reserve (path))
    g_unlink (path);
}

gboolean
lsn_ballast_release (const char *folder)
{
  g_autofree char *path = dup_path (folder);

  return g_unlink (path) == 0;
}

gint64
lsn_ballast_get_free (const char *path)
{
  struct statvfs info;

  if (statvfs (path, &info) != 0)
    return -1;
  return (gint64) info.f_bavail * (gint64) info.f_frsize;
}
