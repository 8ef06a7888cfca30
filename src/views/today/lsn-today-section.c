/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/today/lsn-today-section.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define FIRST_ROWS 20
#define MORE_ROWS  50u

struct _LsnTodaySection
{
  GtkBox parent_instance;

  guint limit;
  GtkLabel *count;  /* borrowed */
  GtkListBox *list; /* borrowed; its rows are made by LsnLazyRows */
  GtkWidget *more;  /* borrowed, nullable: the last row of @list */
};

enum
{
  OPEN,
  MORE,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnTodaySection, lsn_today_section, GTK_TYPE_BOX)

/* --- Rows ------------------------------------------------------------------------------------- */

static GtkListBoxRow *
get_row (LsnTodaySection *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row && GTK_WIDGET (row) != self->more ? row : NULL;
}

static GtkListBoxRow *
get_last_row (LsnTodaySection *self)
{
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->list));

  if (row && row == self->more)
    row = gtk_widget_get_prev_sibling (row);
  return row ? GTK_LIST_BOX_ROW (row) : NULL;
}

static void
show_more (LsnTodaySection *self, gint64 rest)
{
  g_autofree char *label = NULL;

  if (rest <= 0)
    {
      if (self->more)
        {
          gboolean focus = lsn_today_section_get_focus (self) == GTK_LIST_BOX_ROW (self->more);

          gtk_list_box_remove (self->list, self->more);
          self->more = NULL;
          if (focus)
            lsn_today_section_focus (self, G_MAXUINT);
        }
      return;
    }
  if (self->more == NULL)
    {
      self->more = adw_button_row_new ();
      gtk_list_box_append (self->list, self->more);
    }
  if (rest > MORE_ROWS)
    label = g_strdup_printf (_ ("Show %1$u More of %2$u"), MORE_ROWS, (guint) rest);
  else
    label = g_strdup_printf (ngettext ("Show %u More", "Show %u More", (guint) rest), (guint) rest);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), label);
}

void
lsn_today_section_show (LsnTodaySection *self, gint64 total)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, total);

  show_more (self, total - self->limit);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), total > 0);
}

void
lsn_today_section_forget (LsnTodaySection *self)
{
  show_more (self, 0);
}

GtkListBox *
lsn_today_section_get_list (LsnTodaySection *self)
{
  return self->list;
}

guint
lsn_today_section_get_limit (LsnTodaySection *self)
{
  return self->limit;
}

void
lsn_today_section_foreach (LsnTodaySection *self, GFunc func, gpointer user_data)
{
  GtkListBoxRow *row;

  for (guint i = 0; (row = get_row (self, i)); i++)
    func (row, user_data);
}

/* --- Keyboard --------------------------------------------------------------------------------- */

GtkListBoxRow *
lsn_today_section_get_focus (LsnTodaySection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row && gtk_widget_get_parent (row) == GTK_WIDGET (self->list) ? GTK_LIST_BOX_ROW (row)
                                                                       : NULL;
}

gboolean
lsn_today_section_focus (LsnTodaySection *self, guint position)
{
  GtkListBoxRow *row = get_row (self, position);

  if (row == NULL)
    row = get_last_row (self);
  return gtk_widget_get_visible (GTK_WIDGET (self)) && row &&
         gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
keynav_failed_cb (LsnTodaySection *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  g_signal_emit (self, signals[LEAVE], 0, direction);
  return TRUE;
}

static void
row_activated_cb (LsnTodaySection *self, GtkListBoxRow *row)
{
  if (GTK_WIDGET (row) == self->more)
    {
      self->limit += MORE_ROWS;
      g_signal_emit (self, signals[MORE], 0);
    }
  else
    {
      g_signal_emit (self, signals[OPEN], 0, row);
    }
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_today_section_class_init (LsnTodaySectionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, GTK_TYPE_LIST_BOX_ROW);
  signals[MORE] =
      g_signal_new ("more", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, GTK_TYPE_DIRECTION_TYPE);
}

static void
lsn_today_section_init (LsnTodaySection *self)
{
  self->limit = FIRST_ROWS;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

LsnTodaySection *
lsn_today_section_new (const char *title)
{
  LsnTodaySection *self = g_object_new (LSN_TYPE_TODAY_SECTION, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), count);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), list);
  self->count = GTK_LABEL (count);
  self->list = GTK_LIST_BOX (list);
  return self;
}
