/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * The most that a GTK list over SQLite can do: limit-list columns|list WORKSPACE.db scroll|open
 *
 * The model holds the ids and reads a row when the view asks for it. With `scroll` it scrolls and
 * tells the frames; with `open` it makes the list, ids and all, when Ctrl+2 is pressed.
 */

#include "scroll.h"

#include <adwaita.h>
#include <sqlite3.h>

#define N_COLUMNS 6

static sqlite3 *database;
static sqlite3_stmt *get_row;
static GArray *ids;
static gboolean columns;
static GListModel *shown; /* of the list that was made last */

/* --- A row ------------------------------------------------------------------------------------ */

#define ROW_TYPE (row_get_type ())
G_DECLARE_FINAL_TYPE (Row, row, LIMIT, ROW, GObject)

struct _Row
{
  GObject parent_instance;

  char *texts[N_COLUMNS]; /* owned */
};

G_DEFINE_FINAL_TYPE (Row, row, G_TYPE_OBJECT)

static void
row_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (LIMIT_ROW (object)->texts[i]);
  G_OBJECT_CLASS (row_parent_class)->finalize (object);
}

static void
row_class_init (RowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = row_finalize;
}

static void
row_init (Row *self)
{
}

/* --- The model -------------------------------------------------------------------------------- */

#define MODEL_TYPE (model_get_type ())
G_DECLARE_FINAL_TYPE (Model, model, LIMIT, MODEL, GObject)

struct _Model
{
  GObject parent_instance;
};

static GType
get_item_type (GListModel *model)
{
  return ROW_TYPE;
}

static guint
get_n_items (GListModel *model)
{
  return ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  Row *row;

  if (position >= ids->len)
    return NULL;
  row = g_object_new (ROW_TYPE, NULL);
  sqlite3_bind_int64 (get_row, 1, g_array_index (ids, gint64, position));
  if (sqlite3_step (get_row) == SQLITE_ROW)
    {
      for (int i = 0; i < N_COLUMNS; i++)
        row->texts[i] = g_strdup ((const char *) sqlite3_column_text (get_row, i));
    }
  sqlite3_reset (get_row);
  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Model, model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
model_class_init (ModelClass *klass)
{
}

static void
model_init (Model *self)
{
}

static sqlite3_stmt *
prepare (const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  return statement;
}

static GListModel *
read_model (void)
{
  sqlite3_stmt *all =
      prepare ("SELECT client_id FROM client_state WHERE listed = 1 ORDER BY sort_key, client_id");

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sqlite3_step (all) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (all, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (all);
  shown = g_object_new (MODEL_TYPE, NULL);
  return shown;
}

/* The first fifty that full text finds, as they come. */
static void
search_cb (GtkEditable *entry)
{
  static sqlite3_stmt *search;
  g_autofree char *match = g_strdup_printf ("\"%s\"*", gtk_editable_get_text (entry));
  guint before = ids->len;

  if (search == NULL)
    search = prepare ("SELECT rowid FROM search_name WHERE search_name MATCH ?"
                      " AND rowid IN (SELECT id FROM client) LIMIT 50");
  sqlite3_bind_text (search, 1, match, -1, SQLITE_TRANSIENT);
  g_array_set_size (ids, 0);
  while (sqlite3_step (search) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (search, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (search);
  g_list_model_items_changed (shown, 0, before, ids->len);
}

/* --- The view --------------------------------------------------------------------------------- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 8);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_inscription_set_text (
      GTK_INSCRIPTION (gtk_list_item_get_child (item)),
      LIMIT_ROW (gtk_list_item_get_item (item))->texts[GPOINTER_TO_UINT (column)]);
}

static GtkListItemFactory *
new_factory (guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  return factory;
}

static GtkWidget *
new_view (void)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (read_model ()));
  GtkWidget *view;

  if (!columns)
    return gtk_list_view_new (selection, new_factory (0));
  view = gtk_column_view_new (selection);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new ("Column", new_factory (i));

      if (i == 0)
        gtk_column_view_column_set_expand (column, TRUE);
      else
        gtk_column_view_column_set_fixed_width (column, 150);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  return view;
}

static gboolean
scroll_cb (gpointer view)
{
  scroll_start (view, columns ? "columns" : "list", "limit");
  return G_SOURCE_REMOVE;
}

static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer scrolled)
{
  gtk_scrolled_window_set_child (scrolled, new_view ());
  return TRUE;
}

static gboolean
focus_cb (GtkWidget *widget, GVariant *args, gpointer entry)
{
  return gtk_widget_grab_focus (entry);
}

static void
add_key (GtkEventController *keys, guint key, GtkShortcutFunc func, gpointer data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_CONTROL_MASK),
                        gtk_callback_action_new (func, data, NULL)));
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_signal_connect (entry, "changed", G_CALLBACK (search_cb), NULL);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), entry);
  add_key (keys, GDK_KEY_2, open_cb, scrolled);
  add_key (keys, GDK_KEY_f, focus_cb, entry);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller (window, keys);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), scrolled);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), toolbar_view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  if (g_str_equal (user_data, "scroll"))
    {
      GtkWidget *view = new_view ();

      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
      g_timeout_add (1000, scroll_cb, view);
    }
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("app.liaison.Limit", G_APPLICATION_NON_UNIQUE);

  if (argc != 4)
    return 2;
  columns = g_str_equal (argv[1], "columns");
  if (sqlite3_open_v2 (argv[2], &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", argv[2], sqlite3_errmsg (database));
  get_row = prepare ("SELECT c.name, c.city, c.status, s.next_touch, s.last_touch, s.turn"
                     " FROM client c JOIN client_state s ON s.client_id = c.id WHERE c.id = ?");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[3]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
