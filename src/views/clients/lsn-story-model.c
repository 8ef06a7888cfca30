/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-story-model.h"
#include "model/timeline/lsn-entry.h"

struct _LsnStoryModel
{
  GObject parent_instance;

  LsnRecordList *list; /* owned */
  GArray *days;        /* owned; element-type LsnDate: as they were announced last */
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LsnStoryModel, lsn_story_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_iface_init))

static GArray *
get_days (LsnStoryModel *self)
{
  const LsnTimelineQuery *query = lsn_record_list_get_answer (self->list);

  return query ? query->days : self->days;
}

/* The first position whose day is before @day (or, with @inclusive, not after it); days never rise.
 */
static guint
find_bound (const GArray *days, LsnDate day, gboolean inclusive)
{
  guint low = 0;
  guint high = days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      LsnDate there = g_array_index (days, LsnDate, middle);

      if (inclusive ? there <= day : there < day)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
get_section (GtkSectionModel *model, guint position, guint *out_start, guint *out_end)
{
  const GArray *days = get_days (LSN_STORY_MODEL (model));
  LsnDate day;

  if (position >= days->len)
    {
      *out_start = days->len;
      *out_end = G_MAXUINT;
      return;
    }

  day = g_array_index (days, LsnDate, position);
  *out_start = find_bound (days, day, TRUE);
  *out_end = find_bound (days, day, FALSE);
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (LSN_STORY_MODEL (model)->list));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (LSN_STORY_MODEL (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (LSN_STORY_MODEL (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- Changes ---------------------------------------------------------------------------------- */

static gboolean
are_same (const GArray *a, guint a_start, const GArray *b, guint b_start, guint n)
{
  return n == 0 || memcmp (&g_array_index (a, LsnDate, a_start),
                           &g_array_index (b, LsnDate, b_start), n * sizeof (LsnDate)) == 0;
}

/* An entry that was moved to another day without passing another one: the ids are as they were. */
static void
answered_cb (LsnStoryModel *self)
{
  GArray *days = get_days (self);
  gboolean moved = days->len == self->days->len && !are_same (days, 0, self->days, 0, days->len);

  if (days == self->days)
    return;
  g_array_unref (self->days);
  self->days = g_array_ref (days);
  if (moved)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, days->len);
}

static void
items_changed_cb (LsnStoryModel *self, guint position, guint removed, guint added)
{
  GArray *before = self->days;
  GArray *after = get_days (self);
  guint tail = before->len - position - removed;
  gboolean moved;

  self->days = g_array_ref (after);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  moved = !are_same (before, 0, after, 0, position) ||
          !are_same (before, position + removed, after, position + added, tail);
  if (moved)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, after->len);
  g_array_unref (before);
}

static void
lsn_story_model_finalize (GObject *object)
{
  LsnStoryModel *self = LSN_STORY_MODEL (object);

  g_array_unref (self->days);
  g_object_unref (self->list);

  G_OBJECT_CLASS (lsn_story_model_parent_class)->finalize (object);
}

static void
lsn_story_model_class_init (LsnStoryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_story_model_finalize;
}

static void
lsn_story_model_init (LsnStoryModel *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (LsnDate));
}

LsnStoryModel *
lsn_story_model_new (LsnRecordList *list)
{
  LsnStoryModel *self = g_object_new (LSN_TYPE_STORY_MODEL, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  return self;
}

LsnDate
lsn_story_model_get_day (LsnStoryModel *self, guint position)
{
  const GArray *days = get_days (self);

  return position < days->len ? g_array_index (days, LsnDate, position) : LSN_DATE_NONE;
}
