/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-id-selection.h"

struct _LsnIdSelection
{
  GObject parent_instance;

  LsnRecordList *list; /* owned */
  GArray *ids;         /* owned: the snapshot that the positions are of */
  GtkBitset *selected; /* owned */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LsnIdSelection, lsn_id_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_iface_init))

/* --- The list --------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (LSN_ID_SELECTION (model)->list));
}

static guint
get_n_items (GListModel *model)
{
  return LSN_ID_SELECTION (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (LSN_ID_SELECTION (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Looks at the changed range only: what lies before and behind it keeps its bits. */
static void
items_changed_cb (LsnIdSelection *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);
  guint n_before = (guint) gtk_bitset_get_size (self->selected);
  GtkBitsetIter iter;
  guint at;

  for (gboolean more = gtk_bitset_iter_init_at (&iter, self->selected, position, &at);
       more && at < position + removed; more = gtk_bitset_iter_next (&iter, &at))
    g_hash_table_add (kept, &g_array_index (before, gint64, at));

  self->ids = g_array_ref (lsn_record_list_get_ids (self->list));
  gtk_bitset_splice (self->selected, position, removed, added);
  for (guint i = position; g_hash_table_size (kept) > 0 && i < position + added; i++)
    {
      if (g_hash_table_contains (kept, &g_array_index (self->ids, gint64, i)))
        gtk_bitset_add (self->selected, i);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (n_before > 0)
    g_signal_emit (self, signals[CHOSEN], 0);
}

/* --- The selection ---------------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (LSN_ID_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (LSN_ID_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  LsnIdSelection *self = LSN_ID_SELECTION (model);
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);
  guint first;

  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  if (self->ids->len == 0)
    gtk_bitset_remove_all (changed);
  else
    gtk_bitset_remove_range_closed (changed, self->ids->len, G_MAXUINT);
  if (gtk_bitset_is_empty (changed))
    return TRUE;

  gtk_bitset_difference (self->selected, changed);
  first = gtk_bitset_get_minimum (changed);
  gtk_selection_model_selection_changed (model, first,
                                         gtk_bitset_get_maximum (changed) - first + 1);
  g_signal_emit (self, signals[CHOSEN], 0);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_id_selection_finalize (GObject *object)
{
  LsnIdSelection *self = LSN_ID_SELECTION (object);

  g_object_unref (self->list);
  g_array_unref (self->ids);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (lsn_id_selection_parent_class)->finalize (object);
}

static void
lsn_id_selection_class_init (LsnIdSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_id_selection_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
lsn_id_selection_init (LsnIdSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

LsnIdSelection *
lsn_id_selection_new (LsnRecordList *list)
{
  LsnIdSelection *self = g_object_new (LSN_TYPE_ID_SELECTION, NULL);

  self->list = g_object_ref (list);
  self->ids = g_array_ref (lsn_record_list_get_ids (list));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
lsn_id_selection_get_count (LsnIdSelection *self)
{
  return (guint) gtk_bitset_get_size (self->selected);
}

gint64
lsn_id_selection_get_single (LsnIdSelection *self)
{
  if (gtk_bitset_get_size (self->selected) != 1)
    return 0;
  return g_array_index (self->ids, gint64, gtk_bitset_get_minimum (self->selected));
}

GArray *
lsn_id_selection_dup_ids (LsnIdSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint at;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &at); more;
       more = gtk_bitset_iter_next (&iter, &at))
    g_array_append_val (ids, g_array_index (self->ids, gint64, at));
  return ids;
}
