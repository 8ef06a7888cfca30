/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-picture.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *bytes;
  gsize length;
  const char *type;
} types[] = {
  { "\xff\xd8\xff", 3, "image/jpeg" },
  { "\x89PNG\r\n", 6, "image/png" },
  { "GIF8", 4, "image/gif" },
  { "BM", 2, "image/bmp" },
};

const char *
lsn_picture_get_type (GBytes *picture)
{
  gsize size;
  const char *data = g_bytes_get_data (picture, &size);

  if (size > LSN_PICTURE_MAX_BYTES)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (size > types[i].length && memcmp (data, types[i].bytes, types[i].length) == 0)
        return types[i].type;
    }
  if (size > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";
  return NULL;
}

/* What stands before the base64 says less than the bytes do. */
GBytes *
lsn_picture_parse (const char *text)
{
  const char *base64 = g_ascii_strncasecmp (text, "data:", 5) == 0 ? strstr (text, "base64") : NULL;
  g_autoptr (GBytes) picture = NULL;
  guchar *data;
  gsize size;

  if (base64 == NULL || base64[6] == '\0')
    return NULL;
  data = g_base64_decode (base64 + 7, &size);
  picture = g_bytes_new_take (data, size);
  return lsn_picture_get_type (picture) ? g_steal_pointer (&picture) : NULL;
}

char *
lsn_picture_format (GBytes *picture)
{
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  return g_strdup_printf ("data:%s;base64,%s", lsn_picture_get_type (picture), base64);
}

gboolean
lsn_picture_keep (LsnDatabase *db, const char *files_folder, GBytes *picture, const char *table,
                  gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET avatar = ? WHERE id = ?", table);
  g_autoptr (LsnKeptFile) file =
      lsn_kept_file_new_from_bytes (files_folder, _ ("Picture"), picture, error);

  return file && lsn_database_run (db, error, sql, "ti", file->hash, id);
}

GBytes *
lsn_picture_load (LsnDatabase *db, const char *files_folder, const char *table, gint64 id,
                  GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT avatar FROM %s WHERE id = ?", table);
  g_autofree char *hash = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) picture = NULL;

  if (!lsn_database_dup_text (db, &hash, error, sql, "i", id) || hash == NULL)
    return NULL;
  path = lsn_attachment_dup_path (files_folder, hash);
  file = g_mapped_file_new (path, FALSE, NULL);
  picture = file ? g_mapped_file_get_bytes (file) : NULL;
  return picture && lsn_picture_get_type (picture) ? g_steal_pointer (&picture) : NULL;
}
