/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-client-avatar.h"
#include "model/timeline/lsn-attachment.h"

#include <glib/gstdio.h>

#define SIZE       128 /* of what is kept: a large avatar on a screen of twice the resolution */
#define MAX_KEPT   128 /* 64 KiB each */
#define MAX_BYTES  (32 * 1024 * 1024)
#define MAX_PIXELS (64 * 1024 * 1024) /* a small file may unfold into gigabytes */
#define CACHE_KEY  "lsn-client-avatar-cache"
#define WANTED_KEY "lsn-client-avatar-wanted"

/* --- Reading, on a thread --------------------------------------------------------------------- */

static GdkPixbuf *
load_square (const char *path)
{
  g_autoptr (GdkPixbuf) scaled = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GStatBuf info;
  int width, height, side;
  double scale;

  if (g_stat (path, &info) != 0 || info.st_size > MAX_BYTES ||
      gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width <= 0 || height <= 0 ||
      (gint64) width * height > MAX_PIXELS)
    return NULL;

  scale = (double) SIZE / MIN (width, height);
  scaled = gdk_pixbuf_new_from_file_at_scale (path, MAX ((int) (width * scale), 1),
                                              MAX ((int) (height * scale), 1), FALSE, NULL);
  if (scaled == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (scaled);
  width = gdk_pixbuf_get_width (upright);
  height = gdk_pixbuf_get_height (upright);
  side = MIN (width, height);
  return gdk_pixbuf_new_subpixbuf (upright, (width - side) / 2, (height - side) / 2, side, side);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GdkPixbuf) square = load_square (path);
  g_autoptr (GdkPixbuf) own = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (square == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  /* A copy, as the square is a part of a larger one. */
  own = gdk_pixbuf_copy (square);
  bytes = gdk_pixbuf_read_pixel_bytes (own);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (gdk_pixbuf_get_width (own),
                                                 gdk_pixbuf_get_height (own),
                                                 gdk_pixbuf_get_has_alpha (own)
                                                     ? GDK_MEMORY_R8G8B8A8
                                                     : GDK_MEMORY_R8G8B8,
                                                 bytes, (gsize) gdk_pixbuf_get_rowstride (own)),
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
