/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-kept-file.h"
#include "base/lsn-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BLOCK           262144
#define NAME_BYTES      200 /* a file system takes 255; a copy gets a number besides */
#define EXTENSION_BYTES 20
#define DRAFT           ".draft-"
#define ABANDONED_S     3600 /* what is being written is younger */

/* --- Names ------------------------------------------------------------------------------------ */

static gboolean
is_hidden_control (gunichar c)
{
  return g_unichar_iscntrl (c) || c == '/' || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c || c == 0x2028 ||
         c == 0x2029 || c == 0xfeff;
}

/* Cuts at a letter, so that no half of one is left. */
static void
truncate_utf8 (GString *text, gsize bytes)
{
  const char *end = g_utf8_find_prev_char (text->str, text->str + bytes + 1);

  g_string_truncate (text, end ? (gsize) (end - text->str) : 0);
}

char *
lsn_kept_file_dup_safe_name (const char *name)
{
  g_autofree char *valid = lsn_text_to_valid (name ? name : "", -1);
  g_autoptr (GString) safe = g_string_new (NULL);
  g_autofree char *extension = NULL;
  const char *dot;

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_hidden_control (c))
        g_string_append_unichar (safe, c);
    }
  g_strstrip (safe->str);
  g_string_truncate (safe, strlen (safe->str));
  if (safe->len == 0 || g_str_equal (safe->str, ".") || g_str_equal (safe->str, ".."))
    {
      g_string_assign (safe, "file");
      return g_string_free_and_steal (g_steal_pointer (&safe));
    }

  if (safe->len > NAME_BYTES)
    {
      dot = strrchr (safe->str, '.');
      if (dot && dot != safe->str && strlen (dot) <= EXTENSION_BYTES)
        extension = g_strdup (dot);
      truncate_utf8 (safe, NAME_BYTES - (extension ? strlen (extension) : 0));
      g_string_append (safe, extension ? extension : "");
    }
  return g_string_free_and_steal (g_steal_pointer (&safe));
}

gboolean
lsn_kept_file_is_dangerous (const char *name, const char *head, gsize length)
{
  const char *const extensions =
      "|appimage|apk|app|bash|bat|bin|chm|cmd|com|command|cpl|deb|desktop|docm|dotm|exe|flatpakref|gadget|"
      "hta|htm|html|inf|iqy|jar|js|jse|ksh|lnk|mht|msc|msi|msp|out|pif|pl|potm|ppam|ppsm|pptm|ps1|py|"
      "pyw|rb|reg|rpm|run|scf|scr|settingcontent-ms|sh|shtml|slk|snap|svg|svgz|swf|url|vb|vbe|vbs|"
      "webloc|ws|wsf|wsh|xhtml|xlam|xlsm|xltm|zsh|";
  const char *const heads[] = { "\x7f"
                                "ELF",
                                "MZ",
                                "#!",
                                "[Desktop Entry]",
                                "<html",
                                "<!doctype html" };
  const char *dot = strrchr (name, '.');
  g_autofree char *folded = dot ? g_utf8_strdown (dot + 1, -1) : NULL;
  g_autofree char *wanted = folded ? g_strdup_printf ("|%s|", folded) : NULL;

  if (wanted && strstr (extensions, wanted))
    return TRUE;
  for (guint i = 0; head && i < G_N_ELEMENTS (heads); i++)
    {
      gsize size = strlen (heads[i]);

      if (length >= size && g_ascii_strncasecmp (head, heads[i], size) == 0)
        return TRUE;
    }
  return FALSE;
}

/* --- Bytes ------------------------------------------------------------------------------------ */

/* A file on its way into the folder: bytes go to a draft beside the target while they are hashed,
 * so they are read once. */
typedef struct
{
  const char *folder;
  char *path; /* owned */
  int fd;
  GChecksum *checksum; /* owned */
  gint64 size;
} Draft;

static gboolean
fail (GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _ ("Could not keep the file: %s"),
               g_strerror (saved));
  return FALSE;
}

static gboolean
draft_begin (Draft *self, const char *folder, GError **error)
{
  self->folder = folder;
  self->path = g_build_filename (folder, DRAFT "XXXXXX", NULL);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->fd = g_mkstemp_full (self->path, O_RDWR | O_CLOEXEC, 0600);
  return self->fd >= 0 || fail (error);
}

static gboolean
draft_write (Draft *self, const guint8 *bytes, gsize length, GError **error)
{
  g_checksum_update (self->checksum, bytes, (gssize) length);
  self->size += (gint64) length;
  while (length > 0)
    {
      gssize written = write (self->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (error);
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* The name in the folder lasts as well as the bytes. */
static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    fail (error);
  if (fd >= 0)
    close (fd);
  return synced;
}

static char *
draft_finish (Draft *self, GError **error)
{
  const char *hash = g_checksum_get_string (self->checksum);
  g_autofree char *target = g_build_filename (self->folder, hash, NULL);

  if (fsync (self->fd) != 0 || g_rename (self->path, target) != 0)
    {
      fail (error);
      return NULL;
    }
  g_clear_pointer (&self->path, g_free);
  return sync_folder (self->folder, error) ? g_strdup (hash) : NULL;
}

static void
draft_clear (Draft *self)
{
  if (self->fd >= 0)
    {
      close (self->fd);
      if (self->path)
        g_unlink (self->path);
    }
  g_free (self->path);
  g_clear_pointer (&self->checksum, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

void
lsn_kept_file_clean (const char *files_folder)
{
  g_autoptr (GDir) folder = g_dir_open (files_folder, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (files_folder, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, DRAFT) && g_lstat (path, &info) == 0 &&
          info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - ABANDONED_S)
        g_unlink (path);
    }
}

/* --- Keeping ---------------------------------------------------------------------------------- */

static LsnKeptFile *
finish (Draft *draft, const char *name, GError **error)
{
  g_autoptr (LsnKeptFile) self = g_new0 (LsnKeptFile, 1);
  g_autofree char *type = NULL;

  self->name = lsn_kept_file_dup_safe_name (name);
  self->size = draft->size;
  self->hash = draft_finish (draft, error);
  if (self->hash == NULL)
    return NULL;
  type = g_content_type_guess (self->name, NULL, 0, NULL);
  self->mime = g_content_type_get_mime_type (type);
  return g_steal_pointer (&self);
}

/* A pipe or a device would be read for ever, and a folder is no file. @size: (out) */
static gboolean
check_file (GFile *file, gint64 *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, cancellable, error);
  GFileType type;

  if (info == NULL)
    return FALSE;
  type = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_STANDARD_TYPE);
  *size = g_file_info_get_size (info);
  if (type == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                           _ ("A folder cannot be kept; choose the files in it"));
      return FALSE;
    }
  if (type != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           _ ("This is no ordinary file"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
copy_all (Draft *draft, GFile *file, GFileProgressCallback progress, gpointer progress_data,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) input = NULL;
  g_autofree guint8 *block = g_malloc (BLOCK);
  gint64 size = 0;
  gssize got;

  if (!check_file (file, &size, cancellable, error))
    return FALSE;
  input = g_file_read (file, cancellable, error);
  if (input == NULL)
    return FALSE;
  while ((got = g_input_stream_read (G_INPUT_STREAM (input), block, BLOCK, cancellable, error)) > 0)
    {
      if (!draft_write (draft, block, (gsize) got, error))
        return FALSE;
      if (progress)
        progress (draft->size, MAX (size, draft->size), progress_data);
    }
  return got == 0;
}

LsnKeptFile *
lsn_kept_file_new (const char *files_folder, GFile *file, GFileProgressCallback progress,
                   gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_auto (Draft) draft = { .fd = -1 };
  g_autofree char *base = g_file_get_basename (file);
  LsnKeptFile *self = NULL;

  if (draft_begin (&draft, files_folder, error) &&
      copy_all (&draft, file, progress, progress_data, cancellable, error))
    self = finish (&draft, base, error);
  if (self == NULL)
    {
      g_autofree char *name = lsn_kept_file_dup_safe_name (base);

      g_prefix_error (error, "“%s”: ", name);
    }
  return self;
}

LsnKeptFile *
lsn_kept_file_new_from_bytes (const char *files_folder, const char *name, GBytes *bytes,
                              GError **error)
{
  g_auto (Draft) draft = { .fd = -1 };

  if (!draft_begin (&draft, files_folder, error) ||
      !draft_write (&draft, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  return finish (&draft, name, error);
}

LsnKeptFile *
lsn_kept_file_copy (const LsnKeptFile *self)
{
  LsnKeptFile *copy = g_new0 (LsnKeptFile, 1);

  copy->name = g_strdup (self->name);
  copy->hash = g_strdup (self->hash);
  copy->mime = g_strdup (self->mime);
  copy->size = self->size;
  return copy;
}

void
lsn_kept_file_free (LsnKeptFile *self)
{
  g_free (self->name);
  g_free (self->hash);
  g_free (self->mime);
  g_free (self);
}
