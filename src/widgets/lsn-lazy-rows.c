/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-lazy-rows.h"

/* Before the first layout nothing has a size. */
#define GUESSED_PAGE   720
#define GUESSED_ROW    60
#define GUESSED_HEADER 40

typedef struct
{
  GtkListBox *list; /* owned */
  GArray *ids;      /* owned: all that there are */
  GArray *made;     /* owned: those that have a row, in the order of the rows */
} Section;

struct _LsnLazyRows
{
  GObject parent_instance;

  GtkScrolledWindow *window; /* borrowed, NULL once it is gone */
  GtkAdjustment *adjustment; /* owned */
  GPtrArray *sections;       /* owned; element-type Section */
  LsnLazyRowsMakeFunc make;
  gpointer owner; /* borrowed */
  guint tick;
  gboolean moved; /* rows came or went since the last layout */
};

G_DEFINE_FINAL_TYPE (LsnLazyRows, lsn_lazy_rows, G_TYPE_OBJECT)

static void
section_free (gpointer data)
{
  Section *section = data;

  g_object_unref (section->list);
  g_array_unref (section->ids);
  g_array_unref (section->made);
  g_free (section);
}

static gint64
get_id (GArray *ids, guint i)
{
  return g_array_index (ids, gint64, i);
}

static void
insert_row (LsnLazyRows *self, guint number, guint at, gint64 id)
{
  Section *section = g_ptr_array_index (self->sections, number);

  self->moved = TRUE;
  gtk_list_box_insert (section->list, self->make (self->owner, number, id), (int) at);
  g_array_insert_val (section->made, at, id);
}

static void
remove_row (LsnLazyRows *self, Section *section, guint at)
{
  self->moved = TRUE;
  gtk_list_box_remove (section->list,
                       GTK_WIDGET (gtk_list_box_get_row_at_index (section->list, (int) at)));
  g_array_remove_index (section->made, at);
}

/* --- Making more ------------------------------------------------------------------------------ */

/* Where a list ends in what is scrolled, wherever that stands; %FALSE before it was laid out. */
static gboolean
get_bottom (LsnLazyRows *self, Section *section, float *bottom)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->window);
  GtkWidget *content =
      GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : viewport;
  graphene_rect_t bounds;

  if (content == NULL || gtk_widget_get_height (GTK_WIDGET (section->list)) == 0 ||
      !gtk_widget_compute_bounds (GTK_WIDGET (section->list), content, &bounds))
    return FALSE;
  *bottom = bounds.origin.y + bounds.size.height;
  return TRUE;
}

static float
get_row_height (Section *section)
{
  int height = gtk_widget_get_height (GTK_WIDGET (section->list));

  return height > 0 && section->made->len > 0 ? (float) height / section->made->len : GUESSED_ROW;
}

static void
fill (LsnLazyRows *self)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);
  double end = page > 0 ? gtk_adjustment_get_value (self->adjustment) + 2 * page : GUESSED_PAGE;
  float bottom = 0; /* of the last list, with what was added here */
  float added = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);
      float laid_out;
      float height;

      if (section->ids->len == 0)
        continue;
      height = get_row_height (section);
      bottom = get_bottom (self, section, &laid_out) ? laid_out + added : bottom + GUESSED_HEADER;
      while (bottom < end && section->made->len < section->ids->len)
        {
          insert_row (self, i, section->made->len, get_id (section->ids, section->made->len));
          bottom += height;
          added += height;
        }
      if (bottom >= end)
        return;
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnLazyRows *self = user_data;
  gboolean moved = self->moved;

  self->moved = FALSE;
  fill (self);

  /* Once more after a layout that shows how high the rows are. */
  if (moved || self->moved)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* A frame asks before it lays out, so that rows never come in the middle of a layout. */
static void
queue_fill (LsnLazyRows *self)
{
  if (self->window && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);
}

/* --- What is shown ---------------------------------------------------------------------------- */

void
lsn_lazy_rows_set_ids (LsnLazyRows *self, guint number, GArray *ids)
{
  Section *section = g_ptr_array_index (self->sections, number);
  guint wanted = MIN (ids->len, section->made->len);
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint i = 0;

  for (guint k = 0; k < wanted; k++)
    g_hash_table_insert (places, &g_array_index (ids, gint64, k), GUINT_TO_POINTER (k));
  while (i < section->made->len)
    {
      gint64 id = get_id (section->made, i);
      gpointer place;

      if (i < wanted && id == get_id (ids, i))
        i++;
      else if (g_hash_table_lookup_extended (places, &id, NULL, &place) &&
               GPOINTER_TO_UINT (place) > i)
        {
          insert_row (self, number, i, get_id (ids, i));
          i++;
        }
      else
        remove_row (self, section, i);
    }

  g_array_set_size (section->ids, 0);
  if (ids->len > 0)
    g_array_append_vals (section->ids, ids->data, ids->len);
  queue_fill (self);
}

void
lsn_lazy_rows_forget (LsnLazyRows *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      gtk_list_box_remove_all (section->list);
      g_array_set_size (section->made, 0);
    }
  queue_fill (self);
}

void
lsn_lazy_rows_add (LsnLazyRows *self, GtkListBox *list)
{
  Section *section = g_new0 (Section, 1);

  section->list = g_object_ref (list);
  section->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  section->made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (self->sections, section);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
window_gone_cb (gpointer user_data, GObject *window)
{
  LsnLazyRows *self = user_data;

  self->window = NULL;
  self->tick = 0;
}

static void
lsn_lazy_rows_dispose (GObject *object)
{
  LsnLazyRows *self = LSN_LAZY_ROWS (object);

  if (self->window)
    {
      if (self->tick != 0)
        gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
      g_object_weak_unref (G_OBJECT (self->window), window_gone_cb, self);
      self->window = NULL;
    }
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (lsn_lazy_rows_parent_class)->dispose (object);
}

static void
lsn_lazy_rows_finalize (GObject *object)
{
  g_ptr_array_unref (LSN_LAZY_ROWS (object)->sections);

  G_OBJECT_CLASS (lsn_lazy_rows_parent_class)->finalize (object);
}

static void
lsn_lazy_rows_class_init (LsnLazyRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_lazy_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_lazy_rows_finalize;
}

static void
lsn_lazy_rows_init (LsnLazyRows *self)
{
  self->sections = g_ptr_array_new_with_free_func (section_free);
}

LsnLazyRows *
lsn_lazy_rows_new (GtkScrolledWindow *window, LsnLazyRowsMakeFunc make, gpointer owner)
{
  LsnLazyRows *self = g_object_new (LSN_TYPE_LAZY_ROWS, NULL);

  self->window = window;
  self->make = make;
  self->owner = owner;
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (window));
  g_object_weak_ref (G_OBJECT (window), window_gone_cb, self);
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (queue_fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (queue_fill), self,
                           G_CONNECT_SWAPPED);
  return self;
}
