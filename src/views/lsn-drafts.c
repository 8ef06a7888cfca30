/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-drafts.h"
#include "base/lsn-clock.h"
#include "model/lsn-draft.h"

#define SETTLED_MS 400

struct _LsnDrafts
{
  GObject parent_instance;

  LsnStore *store;     /* owned */
  GHashTable *texts;   /* owned; place → text or "" for none, both owned: what was set since */
  GHashTable *waiting; /* owned; places that are not written yet, owned by the set */
  guint source;
};

G_DEFINE_FINAL_TYPE (LsnDrafts, lsn_drafts, G_TYPE_OBJECT)

/* --- Writing ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnDrafts *self; /* owned */
  char *place;     /* owned */
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;
  g_autoptr (GError) error = NULL;

  /* The words are still on the screen, and the next key tries again; what fails here fails for the
   * entry itself too, which tells the user. */
  if (lsn_store_finish (LSN_STORE (source), result, &error) == NULL)
    {
      g_message ("A draft could not be kept: %s", error->message);
      g_hash_table_add (writing->self->waiting, g_steal_pointer (&writing->place));
    }
  g_object_unref (writing->self);
  g_free (writing->place);
  g_free (writing);
}

void
lsn_drafts_flush (LsnDrafts *self)
{
  g_autoptr (GPtrArray) places = g_hash_table_steal_all_keys (self->waiting);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_set_free_func (places, g_free);
  for (guint i = 0; i < places->len; i++)
    {
      const char *place = g_ptr_array_index (places, i);
      const char *text = g_hash_table_lookup (self->texts, place);
      Writing *writing = g_new0 (Writing, 1);

      writing->self = g_object_ref (self);
      writing->place = g_strdup (place);
      lsn_store_write_async (self->store, "", lsn_draft_write_on_worker,
                             lsn_draft_new (place, text && *text ? text : NULL, lsn_clock_now ()),
                             (GDestroyNotify) lsn_draft_free, NULL, written_cb, writing);
    }
}

static void
settled_cb (gpointer user_data)
{
  LsnDrafts *self = user_data;

  self->source = 0;
  lsn_drafts_flush (self);
}

void
lsn_drafts_set (LsnDrafts *self, const char *place, const char *text)
{
  const char *known = g_hash_table_lookup (self->texts, place);

  if (known && g_str_equal (known, text ? text : ""))
    return;
  g_hash_table_insert (self->texts, g_strdup (place), g_strdup (text ? text : ""));
  g_hash_table_add (self->waiting, g_strdup (place));
  if (self->source == 0)
    {
      self->source = g_timeout_add_once (SETTLED_MS, settled_cb, self);
      g_source_set_name_by_id (self->source, "lsn-drafts-write");
    }
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnDrafts *self; /* owned */
  LsnDraftFunc func;
  GWeakRef owner;
} Asking;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&asking->owner);
  LsnDraft *draft = lsn_store_finish (LSN_STORE (source), result, NULL);

  /* What was typed meanwhile is newer. A draft that cannot be read is as none. */
  if (owner && draft && !g_hash_table_contains (asking->self->texts, draft->place))
    asking->func (owner, draft->text);
  g_weak_ref_clear (&asking->owner);
  g_object_unref (asking->self);
  g_free (asking);
}

void
lsn_drafts_get (LsnDrafts *self, const char *place, LsnDraftFunc func, GObject *owner)
{
  const char *known = g_hash_table_lookup (self->texts, place);
  Asking *asking;

  if (known)
    {
      func (owner, *known ? known : NULL);
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->func = func;
  g_weak_ref_init (&asking->owner, owner);
  lsn_store_read_async (self->store, lsn_draft_read_on_worker, lsn_draft_new (place, NULL, 0),
                        (GDestroyNotify) lsn_draft_free, NULL, read_cb, asking);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_drafts_finalize (GObject *object)
{
  LsnDrafts *self = LSN_DRAFTS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->waiting);
  g_object_unref (self->store);

  G_OBJECT_CLASS (lsn_drafts_parent_class)->finalize (object);
}

static void
lsn_drafts_class_init (LsnDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_drafts_finalize;
}

static void
lsn_drafts_init (LsnDrafts *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LsnDrafts *
lsn_drafts_new (LsnStore *store)
{
  LsnDrafts *self = g_object_new (LSN_TYPE_DRAFTS, NULL);

  self->store = g_object_ref (store);
  return self;
}
