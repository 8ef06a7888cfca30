/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-columns.h"
#include "views/import/lsn-import-preview.h"
#include "widgets/lsn-lazy-rows.h"

#include <glib/gi18n-lib.h>

#define MAX_EXAMPLE 60 /* characters */
#define INDEX_KEY   "lsn-import-column"

struct _LsnImportColumns
{
  AdwBin parent_instance;

  LsnImportLook *look;     /* owned, nullable */
  LsnReading *reading;     /* owned */
  GPtrArray *encodings;    /* owned; element-type utf8, static: of the row */
  GtkStringList *meanings; /* owned: in the order of LsnColumn */
  LsnLazyRows *rows;       /* owned */
  gboolean filling;        /* what changes is not the user's doing */

  /* Template widgets */
  GtkScrolledWindow *choices_window;
  AdwClamp *clamp;
  GtkLabel *kind_label;
  GtkWidget *reading_group;
  AdwComboRow *encoding_row;
  AdwComboRow *delimiter_row;
  AdwSwitchRow *header_row;
  GtkWidget *columns_box;
  GtkWidget *reset_button;
  GtkListBox *columns_list;
  GtkSeparator *separator;
  LsnImportPreview *preview;
  GtkLabel *more_label;
};

G_DEFINE_FINAL_TYPE (LsnImportColumns, lsn_import_columns, ADW_TYPE_BIN)

static guint reading_changed;

static const char delimiters[] = { ',', ';', '\t', '|' };

/* --- What columns mean ------------------------------------------------------------------------ */

/* The first cell of the column that is not blank, as a hint beside a short name. */
static char *
dup_example (LsnImportLook *look, guint index)
{
  for (guint i = 0; i < look->rows->len; i++)
    {
      const char *text = lsn_import_look_get_cell (look, i, index);
      g_autofree char *line = NULL;

      if (text[strspn (text, " \t\r\n")] == '\0')
        continue;
      line = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_EXAMPLE));
      g_strdelimit (line, "\r\n\t", ' ');
      return g_steal_pointer (&line);
    }
  return g_strdup ("");
}

/* The choice of the user stands for all columns, so that none is guessed again. */
static void
meaning_cb (LsnImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), INDEX_KEY));
  LsnColumn column = adw_combo_row_get_selected (row);

  if (self->reading->columns == NULL)
    self->reading->columns = g_array_copy (self->look->columns);
  g_array_index (self->reading->columns, LsnColumn, index) = column;
  lsn_import_preview_set_column (self->preview, index, column);
}

static GtkWidget *
make_row (gpointer owner, guint section, gint64 id)
{
  LsnImportColumns *self = owner;
  GtkWidget *row = adw_combo_row_new ();
  const GArray *columns = self->reading->columns ? self->reading->columns : self->look->columns;
  g_autofree char *example = dup_example (self->look, (guint) id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 g_ptr_array_index (self->look->headers, (guint) id));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row),
                                gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                             "string"));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->meanings));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), g_array_index (columns, LsnColumn, (guint) id));
  g_object_set_data (G_OBJECT (row), INDEX_KEY, GUINT_TO_POINTER ((guint) id));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (meaning_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
show_columns (LsnImportColumns *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 0; self->look->is_open && i < self->look->headers->len; i++)
    g_array_append_val (ids, i);
  lsn_lazy_rows_set_ids (self->rows, 0, none);
  lsn_lazy_rows_set_ids (self->rows, 0, ids);
}

/* --- How the file is read --------------------------------------------------------------------- */

static void
look_anew (LsnImportColumns *self)
{
  lsn_reading_forget_columns (self->reading);
  g_signal_emit (self, reading_changed, 0);
}

static void
encoding_cb (LsnImportColumns *self)
{
  guint selected = adw_combo_row_get_selected (self->encoding_row);

  if (self->filling || selected >= self->encodings->len)
    return;
  self->reading->encoding = g_ptr_array_index (self->encodings, selected);
  look_anew (self);
}

static void
delimiter_cb (LsnImportColumns *self)
{
  guint selected = adw_combo_row_get_selected (self->delimiter_row);

  if (self->filling || selected >= G_N_ELEMENTS (delimiters))
    return;
  self->reading->delimiter = delimiters[selected];
  look_anew (self);
}

static void
header_cb (LsnImportColumns *self)
{
  if (self->filling)
    return;
  self->reading->header =
      adw_switch_row_get_active (self->header_row) ? LSN_HEADER_PRESENT : LSN_HEADER_ABSENT;
  look_anew (self);
}

/* Away from what was remembered. */
static void
reset_cb (LsnImportColumns *self)
{
  lsn_reading_forget_columns (self->reading);
  self->reading->columns = g_array_copy (self->look->recognised);
  g_signal_emit (self, reading_changed, 0);
}

/* One that is not of the usual ones stands last. */
static void
show_encoding (LsnImportColumns *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->encodings, 0);
  for (guint i = 0; lsn_reading_encodings[i]; i++)
    g_ptr_array_add (self->encodings, (gpointer) lsn_reading_encodings[i]);
  for (guint i = 0; i < self->encodings->len; i++)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (self->encodings, i), self->look->encoding) == 0)
        selected = i;
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      selected = self->encodings->len;
      g_ptr_array_add (self->encodings, (gpointer) self->look->encoding);
    }
  for (guint i = 0; i < self->encodings->len; i++)
    gtk_string_list_append (labels, lsn_reading_get_encoding_label (
                                        g_ptr_array_index (self->encodings, i)));
  adw_combo_row_set_model (self->encoding_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->encoding_row, selected);
}

static void
show_delimiter (LsnImportColumns *self)
{
  const char *const names[] = { _ ("Comma"), _ ("Semicolon"), _ ("Tab"), _ ("Vertical Bar"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (names);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      if (delimiters[i] == self->look->delimiter)
        selected = i;
    }
  adw_combo_row_set_model (self->delimiter_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->delimiter_row, selected);
}

/* Where there is nothing to choose, the reason is told. */
static const char *
get_kind_words (LsnImportLook *look)
{
  if (look->is_open)
    return "";
  switch (look->kind)
    {
    case LSN_SOURCE_VCARD:
      return _ ("Contact cards (vCard): they say themselves what is what.");
    case LSN_SOURCE_JSON:
      return _ ("Clients as Liaison wrote them (JSON): they come back as they were.");
    case LSN_SOURCE_CSV:
    default:
      return _ ("A table that Liaison wrote: its clients come back as they were.");
    }
}

void
lsn_import_columns_show (LsnImportColumns *self, LsnImportLook *look)
{
  g_autofree char *more = NULL;

  g_clear_pointer (&self->look, lsn_import_look_unref);
  self->look = lsn_import_look_ref (look);
  self->filling = TRUE;
  show_encoding (self);
  show_delimiter (self);
  adw_switch_row_set_active (self->header_row, look->has_header);
  self->filling = FALSE;
  gtk_label_set_text (self->kind_label, get_kind_words (look));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), !look->is_open);
  gtk_widget_set_visible (self->reading_group, look->is_open);
  gtk_widget_set_visible (self->columns_box, look->is_open);
  gtk_widget_set_visible (self->reset_button, look->is_known);
  if (look->is_known && self->reading->columns == NULL)
    self->reading->columns = g_array_copy (look->columns);
  show_columns (self);
  lsn_import_preview_show (self->preview, look);
  more = look->has_more
             ? g_strdup_printf (ngettext ("The first row; more follow.",
                                          "The first %u rows; more follow.", look->rows->len),
                                look->rows->len)
             : g_strdup_printf (ngettext ("%u row", "%u rows", look->rows->len), look->rows->len);
  gtk_label_set_text (self->more_label, more);
}

LsnReading *
lsn_import_columns_get_reading (LsnImportColumns *self)
{
  return self->reading;
}

void
lsn_import_columns_set_narrow (LsnImportColumns *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (adw_bin_get_child (ADW_BIN (self))),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->choices_window), TRUE);
  adw_clamp_set_maximum_size (self->clamp, narrow ? 560 : 420);
  gtk_widget_set_vexpand (GTK_WIDGET (self->preview), !narrow);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), -1, narrow ? 200 : -1);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_import_columns_dispose (GObject *object)
{
  LsnImportColumns *self = LSN_IMPORT_COLUMNS (object);

  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_IMPORT_COLUMNS);
  g_clear_object (&self->meanings);
  g_clear_pointer (&self->look, lsn_import_look_unref);

  G_OBJECT_CLASS (lsn_import_columns_parent_class)->dispose (object);
}

static void
lsn_import_columns_finalize (GObject *object)
{
  lsn_reading_free (LSN_IMPORT_COLUMNS (object)->reading);
  g_ptr_array_unref (LSN_IMPORT_COLUMNS (object)->encodings);

  G_OBJECT_CLASS (lsn_import_columns_parent_class)->finalize (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnImportColumns, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_import_columns_class_init (LsnImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_import_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_import_columns_finalize;
  reading_changed = g_signal_new ("reading-changed", LSN_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (LSN_TYPE_IMPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/import/lsn-import-columns.ui");
  CHILD (choices_window);
  CHILD (clamp);
  CHILD (kind_label);
  CHILD (reading_group);
  CHILD (encoding_row);
  CHILD (delimiter_row);
  CHILD (header_row);
  CHILD (columns_box);
  CHILD (reset_button);
  CHILD (columns_list);
  CHILD (separator);
  CHILD (preview);
  CHILD (more_label);
  CALLBACK (encoding_cb);
  CALLBACK (delimiter_cb);
  CALLBACK (header_cb);
  CALLBACK (reset_cb);
}

static void
lsn_import_columns_init (LsnImportColumns *self)
{
  self->reading = lsn_reading_new ();
  self->encodings = g_ptr_array_new ();
  self->meanings = gtk_string_list_new (NULL);
  for (LsnColumn i = 0; i < N_LSN_COLUMNS; i++)
    gtk_string_list_append (self->meanings, lsn_column_get_label (i));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  self->rows = lsn_lazy_rows_new (self->choices_window, make_row, self);
  lsn_lazy_rows_add (self->rows, self->columns_list);
  lsn_import_columns_set_narrow (self, FALSE);
}
