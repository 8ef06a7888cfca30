/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-seal.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat.html#the_write_ahead_log: the salt is random when a log begins,
 * and counts up by one each time that it begins anew. */
#define LOG_HEADER_SIZE 32
#define LOG_SALT        16

typedef struct
{
  gint64 size;
  gint64 moment; /* ns */
  guint64 inode;
  guint64 salt; /* G_MAXUINT64: no log */
  char id[24];
} Seal;

static char *
dup_path (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);

  return g_build_filename (folder, "workspace.seal", NULL);
}

static guint64
read_salt (const char *database)
{
  g_autofree char *path = g_strconcat (database, "-wal", NULL);
  guint8 header[LOG_HEADER_SIZE];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean whole = fd >= 0 && read (fd, header, sizeof header) == sizeof header;

  if (fd >= 0)
    close (fd);
  if (!whole)
    return G_MAXUINT64;
  return (guint32) header[LOG_SALT] << 24 | (guint32) header[LOG_SALT + 1] << 16 |
         (guint32) header[LOG_SALT + 2] << 8 | header[LOG_SALT + 3];
}

static gboolean
look (const char *database, Seal *seal)
{
  GStatBuf info;

  if (g_stat (database, &info) != 0)
    return FALSE;
  seal->size = info.st_size;
  seal->moment = (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
  seal->inode = info.st_ino;
  seal->salt = read_salt (database);
  return TRUE;
}

static gboolean
read_seal (const char *database, Seal *seal)
{
  g_autofree char *path = dup_path (database);
  g_autofree char *text = NULL;

  memset (seal, 0, sizeof *seal);
  return g_file_get_contents (path, &text, NULL, NULL) &&
         sscanf (text,
                 "1 %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT
                 " %" G_GUINT64_FORMAT " %23s\n",
                 &seal->size, &seal->moment, &seal->inode, &seal->salt, seal->id) == 5;
}

void
lsn_seal_write (const char *database, const char *id)
{
  g_autofree char *path = dup_path (database);
  g_autofree char *text = NULL;
  Seal before;
  Seal seal;

  if (!look (database, &seal))
    return;
  if (id == NULL && read_seal (database, &before))
    id = before.id;
  text = g_strdup_printf ("1 %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT
                          " %" G_GUINT64_FORMAT " %s\n",
                          seal.size, seal.moment, seal.inode, seal.salt, id ? id : "-");
  /* Not synced: what a power cut takes, or leaves half, is as good as no seal. */
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

gboolean
lsn_seal_holds (const char *database)
{
  Seal seal;
  Seal present;

  if (!read_seal (database, &seal) || !look (database, &present))
    return FALSE;
  return seal.size == present.size && seal.moment == present.moment &&
         seal.inode == present.inode &&
         (present.salt == G_MAXUINT64 || present.salt == seal.salt ||
          (seal.salt != G_MAXUINT64 && present.salt == ((seal.salt + 1) & G_MAXUINT32)));
}

char *
lsn_seal_dup_id (const char *database)
{
  Seal seal;

  return read_seal (database, &seal) && !g_str_equal (seal.id, "-") ? g_strdup (seal.id) : NULL;
}

gboolean
lsn_seal_exists (const char *database)
{
  g_autofree char *path = dup_path (database);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
lsn_seal_break (const char *database)
{
  g_autofree char *path = dup_path (database);

  g_unlink (path);
}
