/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-attachment.h"
#include "base/lsn-text.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BLOCK      65536
#define NAME_BYTES 200

static const LsnField fields[] = {
  [LSN_ATTACHMENT_ID] = { "id", "id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_ENTRY_ID] = { "entry-id", "entry_id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_CLIENT_ID] = { "client-id", "client_id", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_NAME] = { "name", "name", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_ATTACHMENT_HASH] = { "hash", "hash", LSN_FIELD_TEXT, LSN_FIELD_REQUIRED },
  [LSN_ATTACHMENT_SIZE] = { "size", "size", LSN_FIELD_INTEGER },
  [LSN_ATTACHMENT_MIME] = { "mime", "mime", LSN_FIELD_TEXT },
  [LSN_ATTACHMENT_CREATED_AT] = { "created-at", "created_at", LSN_FIELD_INSTANT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_ATTACHMENT_FIELDS);

const LsnRecordInfo lsn_attachment_info = {
  .table = "attachment",
  .fields = fields,
  .n_fields = N_LSN_ATTACHMENT_FIELDS,
};

char *
lsn_attachment_dup_path (const char *files_folder, const char *hash)
{
  return g_build_filename (files_folder, hash, NULL);
}

static gboolean
is_hidden_control (gunichar c)
{
  return g_unichar_iscntrl (c) || c == '/' || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

char *
lsn_attachment_dup_safe_name (const char *name)
{
  g_autofree char *valid = lsn_text_to_valid (name, -1);
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = valid; *p && safe->len < NAME_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_hidden_control (c))
        g_string_append_unichar (safe, c);
    }
  if (safe->len == 0 || g_str_equal (safe->str, ".") || g_str_equal (safe->str, ".."))
    g_string_assign (safe, "file");
  return g_string_free_and_steal (g_steal_pointer (&safe));
}

/* Copies to a draft beside the target while hashing, so that the bytes are read once. */
static char *
keep_bytes (const char *folder, GFile *file, gint64 *size, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *draft = g_build_filename (folder, ".draft-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree guint8 *block = g_malloc (BLOCK);
  const char *hash;
  gssize got;
  int fd;

  if (input == NULL)
    return NULL;
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("Could not keep the file: %s"), g_strerror (errno));
      return NULL;
    }

  *size = 0;
  while ((got = g_input_stream_read (G_INPUT_STREAM (input), block, BLOCK, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, got);
      *size += got;
      if (write (fd, block, got) != got)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       _ ("Could not keep the file: %s"), g_strerror (errno));
          got = -1;
          break;
        }
    }
  if (got == 0 && fsync (fd) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("Could not keep the file: %s"), g_strerror (errno));
      got = -1;
    }
  close (fd);

  hash = g_checksum_get_string (checksum);
  path = lsn_attachment_dup_path (folder, hash);
  if (got < 0 || g_rename (draft, path) != 0)
    {
      if (got >= 0)
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                     _ ("Could not keep the file: %s"), g_strerror (errno));
      g_unlink (draft);
      return NULL;
    }
  return g_strdup (hash);
}

gboolean
lsn_attachment_add (LsnDatabase *db, const char *files_folder, GFile *file, gint64 entry_id,
                    gint64 client_id, gint64 now, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = lsn_attachment_dup_safe_name (base);
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_attachment_info);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *mime = g_content_type_get_mime_type (type);
  gint64 size = 0;
  g_autofree char *hash = keep_bytes (files_folder, file, &size, cancellable, error);

  if (hash == NULL)
    {
      g_prefix_error (error, "“%s”: ", name);
      return FALSE;
    }

  if (entry_id != 0)
    lsn_row_set_int64 (row, LSN_ATTACHMENT_ENTRY_ID, entry_id);
  if (client_id != 0)
    lsn_row_set_int64 (row, LSN_ATTACHMENT_CLIENT_ID, client_id);
  lsn_row_set_text (row, LSN_ATTACHMENT_NAME, name);
  lsn_row_set_text (row, LSN_ATTACHMENT_HASH, hash);
  lsn_row_set_int64 (row, LSN_ATTACHMENT_SIZE, size);
  lsn_row_set_text (row, LSN_ATTACHMENT_MIME, mime);
  lsn_row_set_int64 (row, LSN_ATTACHMENT_CREATED_AT, now);
  return lsn_row_insert (db, row, error);
}
