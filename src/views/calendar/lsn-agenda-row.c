/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/calendar/lsn-agenda-row.h"
#include "base/lsn-when.h"
#include "views/calendar/lsn-calendar-page-private.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnAgendaItem
{
  GObject parent_instance;

  char *key;   /* nullable: of a heading */
  char *hours; /* nullable */
  char *title;
  char *detail; /* nullable */
  char *spoken;
  GdkRGBA color;
  gboolean done;
  gboolean late;
  gboolean today; /* a heading of it */
};

G_DEFINE_FINAL_TYPE (LsnAgendaItem, lsn_agenda_item, G_TYPE_OBJECT)

static void
lsn_agenda_item_finalize (GObject *object)
{
  LsnAgendaItem *self = LSN_AGENDA_ITEM (object);

  g_free (self->key);
  g_free (self->hours);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->spoken);

  G_OBJECT_CLASS (lsn_agenda_item_parent_class)->finalize (object);
}

static void
lsn_agenda_item_class_init (LsnAgendaItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_agenda_item_finalize;
}

static void
lsn_agenda_item_init (LsnAgendaItem *self)
{
}

const char *
lsn_agenda_item_get_key (LsnAgendaItem *self)
{
  return self->key;
}

static void
add_heading (GListStore *rows, LsnDate date, LsnDate today)
{
  g_autoptr (LsnAgendaItem) row = g_object_new (LSN_TYPE_AGENDA_ITEM, NULL);
  g_autofree char *heading = lsn_when_dup_day_heading (date, today);

  row->today = date == today;
  row->title =
      date == today ? g_strdup_printf ("%s · %s", _ ("Today"), heading) : g_strdup (heading);
  row->spoken = g_strdup (row->title);
  g_list_store_append (rows, row);
}

static void
add_item (GListStore *rows, const LsnCalendarItem *item, gboolean by_client)
{
  g_autoptr (LsnAgendaItem) row = g_object_new (LSN_TYPE_AGENDA_ITEM, NULL);

  row->key = lsn_calendar_item_dup_key (item);
  row->hours = lsn_calendar_item_dup_hours (item);
  row->title = g_strdup (item->title);
  row->detail = item->client && item->place ? g_strdup_printf ("%s · %s", item->client, item->place)
                                            : g_strdup (item->client ? item->client : item->place);
  row->spoken = lsn_calendar_item_dup_spoken (item);
  row->done = (item->flags & LSN_CALENDAR_ITEM_DONE) != 0;
  row->late = (item->flags & LSN_CALENDAR_ITEM_OVERDUE) != 0;
  lsn_calendar_item_get_color (item, by_client, &row->color);
  g_list_store_append (rows, row);
}

GListStore *
lsn_agenda_make_rows (const LsnCalendarSpan *span, gboolean by_client)
{
  GListStore *rows = g_list_store_new (LSN_TYPE_AGENDA_ITEM);
  LsnDate day = LSN_DATE_NONE;

  for (guint i = 0; i < span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (span->items, i);
      LsnDate date = MAX (item->time.start, span->from);

      if (date != day)
        add_heading (rows, date, span->today);
      day = date;
      add_item (rows, item, by_client);
    }
  return rows;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const GdkRGBA *color = g_object_get_data (G_OBJECT (area), "color");

  if (color == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, color);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *edge = gtk_drawing_area_new ();
  GtkWidget *hours = lsn_text_label_new (NULL, "numeric");
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = lsn_text_label_new (NULL, NULL);
  GtkWidget *detail = lsn_text_label_new (NULL, "caption");

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (edge), 3);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (edge), draw_dot, NULL, NULL);
  gtk_label_set_width_chars (GTK_LABEL (hours), 11);
  gtk_widget_add_css_class (hours, "dim-label");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (icon, "error");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (box), edge);
  gtk_box_append (GTK_BOX (box), hours);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  LsnAgendaItem *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *edge = gtk_widget_get_first_child (box);
  GtkWidget *hours = gtk_widget_get_next_sibling (edge);
  GtkWidget *icon = gtk_widget_get_next_sibling (hours);
  GtkWidget *words = gtk_widget_get_next_sibling (icon);
  GtkWidget *title = gtk_widget_get_first_child (words);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  gboolean heading = row->key == NULL;
  const char *const heading_classes[] = { "heading", row->today ? "accent" : NULL, NULL };
  const char *const done_classes[] = { "dim-label", NULL };
  const char *const no_classes[] = { NULL };

  gtk_widget_set_visible (edge, !heading);
  gtk_widget_set_visible (hours, !heading);
  gtk_widget_set_visible (icon, row->late);
  gtk_widget_set_visible (detail, row->detail != NULL);
  g_object_set_data_full (G_OBJECT (edge), "color", gdk_rgba_copy (&row->color),
                          (GDestroyNotify) gdk_rgba_free);
  gtk_widget_queue_draw (edge);
  lsn_text_label_set (hours, row->hours ? row->hours : _ ("all day"));
  lsn_text_label_set (title, row->title);
  lsn_text_label_set (detail, row->detail);
  gtk_widget_set_css_classes (title, heading     ? (const char **) heading_classes
                                     : row->done ? (const char **) done_classes
                                                 : (const char **) no_classes);
  gtk_widget_set_margin_top (box, heading ? 12 : 0);
  gtk_list_item_set_activatable (item, !heading);
  gtk_list_item_set_focusable (item, !heading);
  gtk_list_item_set_accessible_label (item, row->spoken);
}

GtkListItemFactory *
lsn_agenda_make_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
