/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-record-list.h"

struct _LsnRecordList
{
  GObject parent_instance;

  LsnRecordPool *pool;      /* owned */
  const char *const *watch; /* static */
  GArray *ids;              /* owned: the snapshot */
  LsnRecordQueryFunc func;
  gpointer query; /* owned, nullable */
  GBoxedCopyFunc copy;
  GDestroyNotify destroy;
  GCancellable *cancellable; /* owned, nullable: of the query under way */
  gboolean again;            /* something changed while the query was under way */
  gboolean loading;
  char *error_message; /* owned, nullable */

  gpointer answer; /* owned, nullable: the copy of the query that made the snapshot */
  GDestroyNotify answer_destroy;
};

enum
{
  PROP_0,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LsnRecordList, lsn_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- The snapshot ----------------------------------------------------------------------------- */

/* One items-changed between the common head and the common tail, so that a row that moved repaints
 * what lies between its two places and the view keeps its scroll position and selection elsewhere.
 */
static void
take_ids (LsnRecordList *self, GArray *ids)
{
  const gint64 *before = (const gint64 *) self->ids->data;
  const gint64 *after = (const gint64 *) ids->data;
  guint shorter = MIN (self->ids->len, ids->len);
  guint n_before = self->ids->len;
  guint n_after = ids->len;
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before[head] == after[head])
    head++;
  while (tail < shorter - head && before[n_before - 1 - tail] == after[n_after - 1 - tail])
    tail++;

  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
  if (head + tail == n_before && n_before == n_after)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail,
                              n_after - head - tail);
  if (n_before != n_after)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_state (LsnRecordList *self, gboolean loading, const char *error_message)
{
  if (self->loading != loading)
    {
      self->loading = loading;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
    }
  if (g_set_str (&self->error_message, error_message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

typedef struct
{
  LsnRecordQueryFunc func;
  gpointer query; /* owned */
  GDestroyNotify destroy;
  GArray *ids; /* owned */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  if (self->destroy && self->query)
    self->destroy (self->query);
  g_array_unref (self->ids);
  g_free (self);
}

static void
drop_answer (LsnRecordList *self)
{
  if (self->answer && self->answer_destroy)
    self->answer_destroy (self->answer);
  self->answer = NULL;
}

static gboolean
ask_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking *asking = data;

  return asking->func (db, asking->query, asking->ids, cancellable, error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnRecordList) self = user_data;
  g_autoptr (GError) error = NULL;
  Asking *asking = lsn_store_finish (LSN_STORE (source), result, &error);

  /* The answer of a query that was replaced, or of a list that is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (asking)
    {
      drop_answer (self);
      self->answer = g_steal_pointer (&asking->query);
      self->answer_destroy = asking->destroy;
      take_ids (self, asking->ids);
    }
  set_state (self, FALSE, error ? error->message : NULL);
  if (asking)
    g_signal_emit (self, signals[ANSWERED], 0);
  if (self->again)
    lsn_record_list_refresh (self);
}

void
lsn_record_list_refresh (LsnRecordList *self)
{
  Asking *asking;

  g_return_if_fail (LSN_IS_RECORD_LIST (self));

  if (self->func == NULL)
    return;
  self->again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  asking = g_new0 (Asking, 1);
  asking->func = self->func;
  asking->query = self->query && self->copy ? self->copy (self->query) : NULL;
  asking->destroy = self->destroy;
  asking->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  lsn_store_read_async (lsn_record_pool_get_store (self->pool), ask_on_worker, asking, asking_free,
                        self->cancellable, asked_cb, g_object_ref (self));
}

static void
changed_cb (LsnRecordList *self, LsnChanges *changes)
{
  for (guint i = 0; self->watch[i]; i++)
    {
      if (!lsn_changes_touches (changes, self->watch[i]))
        continue;
      /* A query under way may or may not have seen the change: ask once more after it, not beside
       * it. */
      if (self->cancellable)
        self->again = TRUE;
      else
        lsn_record_list_refresh (self);
      return;
    }
}

/* --- GListModel ------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return lsn_record_pool_get_record_type (LSN_RECORD_LIST (model)->pool);
}

static guint
get_n_items (GListModel *model)
{
  return LSN_RECORD_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LsnRecordList *self = LSN_RECORD_LIST (model);

  if (position >= self->ids->len)
    return NULL;
  return lsn_record_pool_dup (self->pool, g_array_index (self->ids, gint64, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
drop_query (LsnRecordList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->query && self->destroy)
    self->destroy (self->query);
  self->query = NULL;
  self->func = NULL;
}

static void
lsn_record_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LsnRecordList *self = LSN_RECORD_LIST (object);

  switch (prop_id)
    {
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, get_item_type (G_LIST_MODEL (self)));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
lsn_record_list_dispose (GObject *object)
{
  LsnRecordList *self = LSN_RECORD_LIST (object);

  drop_query (self);

  G_OBJECT_CLASS (lsn_record_list_parent_class)->dispose (object);
}

static void
lsn_record_list_finalize (GObject *object)
{
  LsnRecordList *self = LSN_RECORD_LIST (object);

  drop_answer (self);
  g_array_unref (self->ids);
  g_free (self->error_message);
  g_object_unref (self->pool);

  G_OBJECT_CLASS (lsn_record_list_parent_class)->finalize (object);
}

static void
lsn_record_list_class_init (LsnRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lsn_record_list_get_property;
  object_class->dispose = lsn_record_list_dispose;
  object_class->finalize = lsn_record_list_finalize;

  properties[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lsn_record_list_init (LsnRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->loading = TRUE;
}

LsnRecordList *
lsn_record_list_new (LsnRecordPool *pool, const char *const *watch)
{
  LsnRecordList *self = g_object_new (LSN_TYPE_RECORD_LIST, NULL);

  self->pool = g_object_ref (pool);
  self->watch = watch;
  g_signal_connect_object (lsn_record_pool_get_store (pool), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
lsn_record_list_set_query (LsnRecordList *self, LsnRecordQueryFunc func, gpointer query,
                           GBoxedCopyFunc copy, GDestroyNotify destroy)
{
  g_return_if_fail (LSN_IS_RECORD_LIST (self));

  drop_query (self);
  self->func = func;
  self->query = query && copy ? copy (query) : NULL;
  self->copy = copy;
  self->destroy = destroy;
  lsn_record_list_refresh (self);
}

void
lsn_record_list_set_ids (LsnRecordList *self, GArray *ids)
{
  g_return_if_fail (LSN_IS_RECORD_LIST (self));

  drop_query (self);
  take_ids (self, ids);
  set_state (self, FALSE, NULL);
}

gboolean
lsn_record_list_is_loading (LsnRecordList *self)
{
  return self->loading;
}

const char *
lsn_record_list_get_error_message (LsnRecordList *self)
{
  return self->error_message;
}

gconstpointer
lsn_record_list_get_answer (LsnRecordList *self)
{
  return self->answer;
}

gint64
lsn_record_list_get_id (LsnRecordList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

GArray *
lsn_record_list_get_ids (LsnRecordList *self)
{
  return self->ids;
}

guint
lsn_record_list_find (LsnRecordList *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == id)
        return i;
    }
  return G_MAXUINT;
}
