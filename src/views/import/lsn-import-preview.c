/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-preview.h"

#include <glib/gi18n-lib.h>

/* A table of hundreds of columns has no eye that reads it. */
#define MAX_COLUMNS   60
#define CELL_CHARS    26
#define CELL_KEY      "lsn-import-preview-column"
#define WIDTH_KEY     "lsn-import-preview-width"
#define MAX_CELL_TEXT 200 /* characters */

struct _LsnImportPreview
{
  GtkWidget parent_instance;

  LsnImportLook *look;    /* owned, nullable */
  GArray *columns;        /* owned; element-type LsnColumn: what they mean now */
  GtkColumnView *table;   /* borrowed from @window */
  GtkWidget *window;      /* owned by the tree */
  GtkStringList *numbers; /* owned: of the rows */
};

G_DEFINE_FINAL_TYPE (LsnImportPreview, lsn_import_preview, GTK_TYPE_WIDGET)

/* The width that the longest cell of a column takes, so that all of its rows agree. */
static int
get_width (LsnImportPreview *self, guint index)
{
  glong width = 1;

  for (guint i = 0; i < self->look->rows->len && width < CELL_CHARS; i++)
    width = MAX (width, g_utf8_strlen (lsn_import_look_get_cell (self->look, i, index), -1));
  return (int) MIN (width, CELL_CHARS);
}

/* --- Cells ------------------------------------------------------------------------------------ */

static void
setup_cb (LsnImportPreview *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  GtkWidget *label = gtk_label_new (NULL);
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), WIDTH_KEY));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (LsnImportPreview *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), CELL_KEY));
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text =
      lsn_import_look_get_cell (self->look, gtk_list_item_get_position (item), index);
  g_autofree char *start =
      g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CELL_TEXT));

  gtk_label_set_text (GTK_LABEL (label), start);
  if (g_array_index (self->columns, LsnColumn, index) == LSN_COLUMN_IGNORED)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
setup_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
add_numbers (LsnImportPreview *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new (self->look->kind == LSN_SOURCE_CSV ? _ ("Row") : _ ("Line"),
                                  factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_number_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_number_cb), NULL);
  gtk_column_view_append_column (self->table, column);
}

/* --- Columns ---------------------------------------------------------------------------------- */

static GtkListItemFactory *
make_factory (LsnImportPreview *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), CELL_KEY, GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (factory), WIDTH_KEY, GINT_TO_POINTER (get_width (self, index)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* The name in the file, and what becomes of it below. */
static char *
dup_title (LsnImportPreview *self, guint index)
{
  const char *header = g_ptr_array_index (self->look->headers, index);

  if (!self->look->is_open)
    return g_strdup (header);
  return g_strdup_printf ("%s\n%s", header,
                          lsn_column_get_label (g_array_index (self->columns, LsnColumn, index)));
}

static void
clear_columns (LsnImportPreview *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
}

void
lsn_import_preview_show (LsnImportPreview *self, LsnImportLook *look)
{
  guint n = MIN (look->headers->len, MAX_COLUMNS);
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  clear_columns (self);
  gtk_string_list_splice (self->numbers, 0, g_list_model_get_n_items (G_LIST_MODEL (self->numbers)),
                          NULL);
  g_clear_pointer (&self->look, lsn_import_look_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  self->look = lsn_import_look_ref (look);
  self->columns = g_array_copy (look->columns);

  add_numbers (self);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = dup_title (self, i);
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new (title, make_factory (self, i));

      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->table, column);
    }
  for (guint i = 0; i < look->numbers->len; i++)
    g_strv_builder_take (numbers, g_strdup_printf ("%u", g_array_index (look->numbers, guint, i)));
  texts = g_strv_builder_end (numbers);
  gtk_string_list_splice (self->numbers, 0, 0, (const char *const *) texts);
}

void
lsn_import_preview_set_column (LsnImportPreview *self, guint index, LsnColumn column)
{
  g_autoptr (GtkColumnViewColumn) shown = NULL;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autofree char *title = NULL;

  g_array_index (self->columns, LsnColumn, index) = column;
  if (index >= MAX_COLUMNS)
    return;
  shown = g_list_model_get_item (gtk_column_view_get_columns (self->table), index + 1);
  title = dup_title (self, index);
  factory = make_factory (self, index);
  gtk_column_view_column_set_title (shown, title);
  gtk_column_view_column_set_factory (shown, factory);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_import_preview_dispose (GObject *object)
{
  LsnImportPreview *self = LSN_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->numbers);
  g_clear_pointer (&self->look, lsn_import_look_unref);
  g_clear_pointer (&self->columns, g_array_unref);

  G_OBJECT_CLASS (lsn_import_preview_parent_class)->dispose (object);
}

static void
lsn_import_preview_class_init (LsnImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_import_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lsn_import_preview_init (LsnImportPreview *self)
{
  GtkWidget *table;

  self->numbers = gtk_string_list_new (NULL);
  table = gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->numbers)))));
  self->table = GTK_COLUMN_VIEW (table);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), table);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
  gtk_column_view_set_show_column_separators (self->table, TRUE);
  gtk_widget_add_css_class (table, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First Rows of the File"), -1);
}
