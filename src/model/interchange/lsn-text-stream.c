/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-text-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE      (128 * 1024)
#define SAMPLE     (256 * 1024)
#define MAX_MEMORY (256 * 1024 * 1024)

struct _LsnTextStream
{
  GInputStream *bytes;       /* owned, seekable */
  GCancellable *cancellable; /* owned, nullable */
  const char *encoding;      /* static */
  GIConv converter;          /* -1 where the bytes are handed out as they are */
  guint unit;
  gsize mark;        /* bytes of the byte order mark */
  GString *head;     /* owned, nullable: what was decoded and not yet handed out */
  GByteArray *piece; /* owned: bytes that were read; its head may be a character begun */
  goffset size;
  goffset done;
  gint permille; /* atomic */
};

/* What a first look over the file tells. */
typedef struct
{
  GByteArray *sample; /* owned: lines that have bytes outside of ASCII */
  gboolean is_utf8;
  gboolean has_nul;
  guint8 begun[4]; /* of a character that the next piece goes on with */
  gsize n_begun;
} Look;

static void
look_at_lines (Look *look, const guint8 *data, gsize size)
{
  gsize start = 0;

  while (start < size && look->sample->len < SAMPLE)
    {
      const guint8 *end = memchr (data + start, '\n', size - start);
      gsize length = end ? (gsize) (end - data) + 1 - start : size - start;

      for (gsize i = start; i < start + length; i++)
        {
          if (data[i] >= 0x80)
            {
              g_byte_array_append (look->sample, data + start, (guint) length);
              break;
            }
        }
      start += length;
    }
}

/* A character may end in the next piece; a NUL is no letter, and looked over. */
static void
look_at_utf8 (Look *look, const guint8 *data, gsize size)
{
  const char *end;

  while (look->n_begun > 0 && look->is_utf8 && size > 0)
    {
      look->begun[look->n_begun++] = *data++;
      size--;
      if (g_utf8_validate_len ((const char *) look->begun, look->n_begun, NULL))
        look->n_begun = 0;
      else if (look->n_begun == 4)
        look->is_utf8 = FALSE;
    }
  while (look->is_utf8 && size > 0 && !g_utf8_validate_len ((const char *) data, size, &end))
    {
      gsize rest = (gsize) ((const char *) data + size - end);

      if (*end != '\0' && rest < 4 &&
          g_utf8_get_char_validated (end, (gssize) rest) == (gunichar) -2)
        {
          memcpy (look->begun, end, rest);
          look->n_begun = rest;
          return;
        }
      look->is_utf8 = *end == '\0';
      data = (const guint8 *) end + 1;
      size = rest - 1;
    }
}

static gboolean
read_piece (LsnTextStream *self, GError **error)
{
  guint begun = self->piece->len;
  gsize got = 0;

  g_byte_array_set_size (self->piece, begun + PIECE);
  if (!g_input_stream_read_all (self->bytes, self->piece->data + begun, PIECE, &got,
                                self->cancellable, error))
    return FALSE;
  g_byte_array_set_size (self->piece, begun + (guint) got);
  self->done += (goffset) got;
  return TRUE;
}

static gboolean
look_through (LsnTextStream *self, Look *look, GError **error)
{
  gboolean first = TRUE;

  do
    {
      gsize skip = first ? self->mark : 0;
      const guint8 *data;
      gsize size;

      g_byte_array_set_size (self->piece, 0);
      if (!read_piece (self, error))
        return FALSE;
      data = self->piece->data + skip;
      size = self->piece->len - skip;
      first = FALSE;
      look_at_lines (look, data, size);
      look->has_nul = look->has_nul || (size > 0 && memchr (data, '\0', size));
      look_at_utf8 (look, data, size);
    }
  while (self->piece->len > 0);
  look->is_utf8 = look->is_utf8 && look->n_begun == 0;
  self->size = self->done;
  return TRUE;
}

static gboolean
rewind_to (LsnTextStream *self, goffset offset, GError **error)
{
  g_byte_array_set_size (self->piece, 0);
  self->done = offset;
  return g_seekable_seek (G_SEEKABLE (self->bytes), offset, G_SEEK_SET, self->cancellable, error);
}

static gboolean
find_encoding (LsnTextStream *self, GError **error)
{
  g_autoptr (GByteArray) sample = g_byte_array_new ();
  Look look = { .sample = sample, .is_utf8 = TRUE };
  const char *marked;

  if (!read_piece (self, error) ||
      !lsn_encoding_check_text (self->piece->data, self->piece->len, error))
    return FALSE;
  marked = lsn_encoding_find_mark (self->piece->data, self->piece->len, &self->mark);
  if (self->encoding && g_strcmp0 (marked, self->encoding) != 0)
    self->mark = 0;
  if (self->encoding == NULL)
    self->encoding =
        marked ? marked : lsn_encoding_guess_wide (self->piece->data, self->piece->len);
  if (!rewind_to (self, 0, error) || !look_through (self, &look, error) ||
      !rewind_to (self, (goffset) self->mark, error))
    return FALSE;

  if (self->encoding == NULL)
    self->encoding = look.is_utf8 ? "UTF-8" : lsn_encoding_guess (sample->data, sample->len);
  if (look.is_utf8 && !look.has_nul && g_str_equal (self->encoding, "UTF-8"))
    return TRUE;
  self->unit = lsn_encoding_get_unit (self->encoding);
  self->converter = g_iconv_open ("UTF-8", self->encoding);
  g_assert (self->converter != (GIConv) -1);
  return TRUE;
}

static GInputStream *
read_into_memory (GInputStream *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) all = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize total = 0;
  gsize got;

  do
    {
      if (!g_input_stream_read_all (bytes, piece, PIECE, &got, cancellable, error) ||
          !g_output_stream_write_all (memory, piece, got, NULL, cancellable, error))
        return NULL;
      total += got;
      if (total > MAX_MEMORY)
        {
          g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                               _ ("The file is too large to be read from there. Copy it to this "
                                  "computer and try again."));
          return NULL;
        }
    }
  while (got > 0);
  g_output_stream_close (memory, NULL, NULL);
  all = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return g_memory_input_stream_new_from_bytes (all);
}

LsnTextStream *
lsn_text_stream_new (GInputStream *bytes, const char *encoding, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LsnTextStream) self = g_new0 (LsnTextStream, 1);

  self->encoding = encoding;
  self->converter = (GIConv) -1;
  self->piece = g_byte_array_new ();
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  if (G_IS_SEEKABLE (bytes) && g_seekable_can_seek (G_SEEKABLE (bytes)))
    self->bytes = g_object_ref (bytes);
  else
    self->bytes = read_into_memory (bytes, cancellable, error);
  if (self->bytes == NULL || !find_encoding (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

LsnTextStream *
lsn_text_stream_new_for_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return lsn_text_stream_new (stream, NULL, NULL, error);
}

void
lsn_text_stream_free (LsnTextStream *self)
{
  g_clear_object (&self->bytes);
  g_clear_object (&self->cancellable);
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  if (self->head)
    g_string_free (self->head, TRUE);
  g_byte_array_unref (self->piece);
  g_free (self);
}

const char *
lsn_text_stream_get_encoding (LsnTextStream *self)
{
  return self->encoding;
}

static void
drop_nuls (GString *text, gsize from)
{
  gsize to;

  if (memchr (text->str + from, '\0', text->len - from) == NULL)
    return;
  for (to = from; from < text->len; from++)
    {
      if (text->str[from] != '\0')
        text->str[to++] = text->str[from];
    }
  g_string_truncate (text, to);
}

static gboolean
decode_piece (LsnTextStream *self, GString *text, GError **error)
{
  guint begun = self->piece->len;
  gsize before = text->len;
  gsize left;

  if (!read_piece (self, error))
    return FALSE;
  if (self->piece->len == begun)
    {
      if (begun == 0)
        return FALSE;
      g_byte_array_set_size (self->piece, 0);
      g_string_append (text, "\xef\xbf\xbd");
      return TRUE;
    }

  left = self->piece->len;
  if (self->converter == (GIConv) -1)
    {
      g_string_append_len (text, (const char *) self->piece->data, (gssize) left);
      left = 0;
    }
  else
    lsn_encoding_append_utf8 (text, self->converter, (const char *) self->piece->data, &left,
                              self->unit);
  drop_nuls (text, before);
  g_byte_array_remove_range (self->piece, 0, self->piece->len - (guint) left);
  g_atomic_int_set (&self->permille,
                    self->size > 0 ? (int) (MIN (self->done, self->size) * 1000 / self->size) : 0);
  return TRUE;
}

const char *
lsn_text_stream_peek (LsnTextStream *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->head == NULL)
    {
      self->head = g_string_new (NULL);
      while (self->head->len == 0 && decode_piece (self, self->head, &local_error))
        continue;
    }
  if (local_error == NULL)
    return self->head->str;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
lsn_text_stream_set_raw (LsnTextStream *self, GError **error)
{
  if (self->unit != 1)
    return TRUE;
  g_iconv_close (self->converter);
  self->converter = (GIConv) -1;
  if (self->head)
    g_string_free (g_steal_pointer (&self->head), TRUE);
  return rewind_to (self, (goffset) self->mark, error);
}

gboolean
lsn_text_stream_read (LsnTextStream *self, GString *text, GError **error)
{
  if (self->head == NULL || self->head->len == 0)
    return decode_piece (self, text, error);
  g_string_append_len (text, self->head->str, (gssize) self->head->len);
  g_string_truncate (self->head, 0);
  return TRUE;
}

guint
lsn_text_stream_get_permille (LsnTextStream *self)
{
  return (guint) g_atomic_int_get (&self->permille);
}
