/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-client-avatar.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gi18n-lib.h>

#define SHOWN_SIZE 128 /* a large avatar on a screen of twice the resolution */
#define KEPT_SIZE  256
#define MAX_KEPT   128 /* 64 KiB each */
#define MAX_BYTES  (32 * 1024 * 1024)
#define MAX_PIXELS (64 * 1024 * 1024) /* a small file may unfold into gigabytes */
#define CACHE_KEY  "lsn-client-avatar-cache"
#define WANTED_KEY "lsn-client-avatar-wanted"

/* --- Reading, on a thread --------------------------------------------------------------------- */

/* Says how large the picture becomes before a pixel of it is made. */
static void
size_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  int side = GPOINTER_TO_INT (user_data);
  double scale = MIN ((double) side / MIN (width, height), 1);

  if (width <= 0 || height <= 0 || (gint64) width * height > MAX_PIXELS)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1),
                                MAX ((int) (height * scale), 1));
}

/* The middle square of a picture, @side wide at most; %NULL where there is none. */
static GdkPixbuf *
load_square (GBytes *bytes, int side)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) square = NULL;
  GdkPixbuf *scaled;
  int width, height;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), GINT_TO_POINTER (side));
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, NULL))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, NULL))
    return NULL;
  scaled = gdk_pixbuf_loader_get_pixbuf (loader);
  upright = scaled ? gdk_pixbuf_apply_embedded_orientation (scaled) : NULL;
  if (upright == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (upright);
  height = gdk_pixbuf_get_height (upright);
  side = MIN (width, height);
  square = gdk_pixbuf_new_subpixbuf (upright, (width - side) / 2, (height - side) / 2, side, side);
  /* A copy, as the square is a part of a larger one. */
  return gdk_pixbuf_copy (square);
}

static GBytes *
read_bytes (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_STANDARD_TYPE) !=
          G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This file is no picture, or too large a one"));
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = read_bytes (file, NULL);
  g_autoptr (GdkPixbuf) square = bytes ? load_square (bytes, SHOWN_SIZE) : NULL;
  g_autoptr (GBytes) pixels = NULL;

  if (square == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  pixels = gdk_pixbuf_read_pixel_bytes (square);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (gdk_pixbuf_get_width (square),
                                                 gdk_pixbuf_get_height (square),
                                                 gdk_pixbuf_get_has_alpha (square)
                                                     ? GDK_MEMORY_R8G8B8A8
                                                     : GDK_MEMORY_R8G8B8,
                                                 pixels, (gsize) gdk_pixbuf_get_rowstride (square)),
                         g_object_unref);
}

/* --- What was read ---------------------------------------------------------------------------- */

typedef struct
{
  GdkTexture *texture; /* owned, nullable: while it is read, and where it cannot be */
  GPtrArray *waiting;  /* owned, nullable: while it is read; element-type GWeakRef */
} Kept;

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_object (&kept->texture);
  g_clear_pointer (&kept->waiting, g_ptr_array_unref);
  g_free (kept);
}

static GHashTable *
get_cache (LsnContext *context)
{
  GHashTable *cache = g_object_get_data (G_OBJECT (context), CACHE_KEY);

  if (cache == NULL)
    {
      cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
      g_object_set_data_full (G_OBJECT (context), CACHE_KEY, cache,
                              (GDestroyNotify) g_hash_table_unref);
    }
  return cache;
}

static gboolean
is_read (gpointer hash, gpointer kept, gpointer user_data)
{
  return ((Kept *) kept)->waiting == NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *hash = user_data;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  Kept *kept = g_hash_table_lookup (get_cache (LSN_CONTEXT (source)), hash);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&kept->waiting);

  kept->texture = g_steal_pointer (&texture);
  for (guint i = 0; i < waiting->len; i++)
    {
      g_autoptr (AdwAvatar) avatar = g_weak_ref_get (g_ptr_array_index (waiting, i));

      /* A row may show another client by now. */
      if (avatar && g_strcmp0 (g_object_get_data (G_OBJECT (avatar), WANTED_KEY), hash) == 0)
        adw_avatar_set_custom_image (avatar, GDK_PAINTABLE (kept->texture));
    }
}

static Kept *
load (LsnContext *context, const char *hash)
{
  GHashTable *cache = get_cache (context);
  g_autoptr (GTask) task = g_task_new (context, NULL, loaded_cb, g_strdup (hash));
  Kept *kept = g_new0 (Kept, 1);

  if (g_hash_table_size (cache) >= MAX_KEPT)
    g_hash_table_foreach_remove (cache, is_read, NULL);
  kept->waiting = g_ptr_array_new_with_free_func (weak_free);
  g_hash_table_insert (cache, g_strdup (hash), kept);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (
      task,
      lsn_attachment_dup_path (lsn_store_get_files_folder (lsn_context_get_store (context)), hash),
      g_free);
  g_task_run_in_thread (task, load_on_thread);
  return kept;
}

/* What stands in the database may be anyone's; a name that is no hash is no file of ours. */
static gboolean
is_hash (const char *hash)
{
  return hash && *hash && strspn (hash, "0123456789abcdef") == strlen (hash);
}

void
lsn_client_avatar_show (AdwAvatar *avatar, LsnContext *context, const char *name, const char *hash)
{
  Kept *kept;

  g_return_if_fail (ADW_IS_AVATAR (avatar));

  if (g_strcmp0 (adw_avatar_get_text (avatar), name) != 0)
    adw_avatar_set_text (avatar, name);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (avatar), WANTED_KEY), hash) == 0)
    return;
  g_object_set_data_full (G_OBJECT (avatar), WANTED_KEY, g_strdup (hash), g_free);
  if (!is_hash (hash))
    {
      adw_avatar_set_custom_image (avatar, NULL);
      return;
    }

  kept = g_hash_table_lookup (get_cache (context), hash);
  if (kept == NULL)
    kept = load (context, hash);
  adw_avatar_set_custom_image (avatar, GDK_PAINTABLE (kept->texture));
  if (kept->waiting)
    {
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, avatar);
      g_ptr_array_add (kept->waiting, weak);
    }
}

/* --- Keeping one ------------------------------------------------------------------------------ */

typedef struct
{
  char *folder;        /* owned */
  GFile *file;         /* owned, nullable */
  GdkTexture *texture; /* owned, nullable */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_clear_object (&keeping->file);
  g_clear_object (&keeping->texture);
  g_free (keeping->folder);
  g_free (keeping);
}

/* What has transparent parts keeps them. */
static GBytes *
encode (GdkPixbuf *square, GError **error)
{
  char *data;
  gsize length;
  gboolean saved = gdk_pixbuf_get_has_alpha (square)
                       ? gdk_pixbuf_save_to_buffer (square, &data, &length, "png", error, NULL)
                       : gdk_pixbuf_save_to_buffer (square, &data, &length, "jpeg", error,
                                                    "quality", "90", NULL);

  return saved ? g_bytes_new_take (data, length) : NULL;
}

static char *
keep (const Keeping *keeping, GError **error)
{
  g_autoptr (GBytes) bytes = keeping->texture ? gdk_texture_save_to_png_bytes (keeping->texture)
                                              : read_bytes (keeping->file, error);
  g_autoptr (GdkPixbuf) square = bytes ? load_square (bytes, KEPT_SIZE) : NULL;
  g_autoptr (GBytes) encoded = NULL;
  g_autoptr (LsnKeptFile) kept = NULL;

  if (bytes && square == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("This file is no picture, or too large a one"));
  encoded = square ? encode (square, error) : NULL;
  if (encoded)
    kept = lsn_kept_file_new_from_bytes (keeping->folder, "avatar", encoded, error);
  return kept ? g_strdup (kept->hash) : NULL;
}

static void
keep_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *hash = keep (data, &error);

  if (hash)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

void
lsn_client_avatar_keep_async (LsnContext *context, GFile *file, GdkTexture *texture,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->folder = g_strdup (lsn_store_get_files_folder (lsn_context_get_store (context)));
  g_set_object (&keeping->file, file);
  g_set_object (&keeping->texture, texture);
  g_task_set_source_tag (task, lsn_client_avatar_keep_async);
  g_task_set_task_data (task, keeping, keeping_free);
  g_task_run_in_thread (task, keep_on_thread);
}

char *
lsn_client_avatar_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
