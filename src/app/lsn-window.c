/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-window.h"
#include "app/lsn-command.h"
#include "app/lsn-page.h"
#include "base/lsn-settings.h"
#include "views/clients/lsn-client-page.h"
#include "views/projects/lsn-projects-page.h"

#include <glib/gi18n-lib.h>

/* So many clients are offered as recent. */
#define MAX_VISITED 5

struct _LsnWindow
{
  AdwApplicationWindow parent_instance;

  LsnContext *context; /* owned */
  GArray *visited;     /* owned; element-type gint64: never changed in place */
  GPtrArray *counters; /* owned; element-type GtkLabel, borrowed from the sidebar */

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
  GtkMenuButton *menu_button;
  GtkListBox *sidebar_list;
  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (LsnWindow, lsn_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Pages ------------------------------------------------------------------------------------ */

gboolean
lsn_window_show_page (LsnWindow *self, const char *tag)
{
  const LsnPage *page = lsn_page_find (tag);
  guint n_pages;
  AdwNavigationPage *present;
  GSettings *settings;

  if (page == NULL)
    return FALSE;
  present = adw_navigation_view_find_page (self->navigation, tag);
  if (present == NULL)
    {
      present = page->make (self->context);
      adw_navigation_view_add (self->navigation, present);
    }
  adw_navigation_view_replace (self->navigation, &present, 1);
  gtk_list_box_select_row (self->sidebar_list,
                           gtk_list_box_get_row_at_index (
                               self->sidebar_list, (int) (page - lsn_page_get_all (&n_pages))));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  settings = lsn_context_get_settings (self->context);
  if (settings)
    g_settings_set_string (settings, "last-page", tag);
  return TRUE;
}

static void
row_activated_cb (LsnWindow *self, GtkListBoxRow *row)
{
  guint n_pages;

  lsn_window_show_page (self, lsn_page_get_all (&n_pages)[gtk_list_box_row_get_index (row)].tag);
}

/* A new array each time, as the palette may read the old one on a worker. */
static void
note_visit (LsnWindow *self, gint64 client_id)
{
  GArray *visited = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (visited, client_id);
  for (guint i = 0; i < self->visited->len && visited->len < MAX_VISITED; i++)
    {
      gint64 id = g_array_index (self->visited, gint64, i);

      if (id != client_id)
        g_array_append_val (visited, id);
    }
  g_array_unref (self->visited);
  self->visited = visited;
}

GArray *
lsn_window_get_visited (LsnWindow *self)
{
  return self->visited;
}

void
lsn_window_open_client (LsnWindow *self, gint64 client_id, const char *compose)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->navigation);
  LsnClientPage *page;

  note_visit (self, client_id);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (LSN_IS_CLIENT_PAGE (visible) &&
      lsn_client_page_get_client_id (LSN_CLIENT_PAGE (visible)) == client_id)
    {
      page = LSN_CLIENT_PAGE (visible);
    }
  else
    {
      page = lsn_client_page_new (self->context, client_id);
      adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
    }
  if (compose)
    lsn_client_page_compose (page, compose);
  else
    gtk_widget_grab_focus (GTK_WIDGET (page));
}

void
lsn_window_open_project (LsnWindow *self, gint64 project_id)
{
  lsn_window_show_page (self, "projects");
  lsn_projects_page_show_project (LSN_PROJECTS_PAGE (
                                      adw_navigation_view_get_visible_page (self->navigation)),
                                  project_id);
}

/* The page that is shown searches itself; where it has no search, the clients are searched. */
void
lsn_window_focus_search (LsnWindow *self)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->navigation);

  if (visible && gtk_widget_activate_action (GTK_WIDGET (visible), "page.search", NULL))
    return;
  lsn_window_show_page (self, "clients");
  visible = adw_navigation_view_get_visible_page (self->navigation);
  gtk_widget_activate_action (GTK_WIDGET (visible), "page.search", NULL);
}

/* --- Telling ---------------------------------------------------------------------------------- */

void
lsn_window_show_message (LsnWindow *self, const char *message, gint64 journal_id)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  if (journal_id != 0)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "app.undo-entry");
      adw_toast_set_action_target (toast, "x", journal_id);
    }
  /* Who works fast reads of the last action, not of one after the other; Ctrl+Z undoes the rest. */
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
acted_cb (LsnWindow *self, const char *message, gint64 journal_id)
{
  lsn_window_show_message (self, message, journal_id);
}

static void
failed_cb (LsnWindow *self, const char *message)
{
  const char *trouble;

  lsn_context_get_trouble (self->context, &trouble);
  if (g_strcmp0 (trouble, message) == 0)
    return;

  /* A dialog that asked shows it itself, where the typed words are. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    lsn_window_show_message (self, message, 0);
}

/* A banner keeps its words while it goes. */
static gboolean
trouble_to_title (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  if (g_value_get_string (from) == NULL)
    return FALSE;
  g_value_copy (from, to);
  return TRUE;
}

static gboolean
trouble_to_revealed (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_value_get_string (from) != NULL);
  return TRUE;
}

static void
add_banner (LsnWindow *self, AdwToolbarView *view)
{
  GtkWidget *banner = adw_banner_new ("");

  adw_banner_set_use_markup (ADW_BANNER (banner), FALSE);
  g_object_bind_property_full (self->context, "trouble", banner, "title", G_BINDING_SYNC_CREATE,
                               trouble_to_title, NULL, NULL, NULL);
  g_object_bind_property_full (self->context, "trouble", banner, "revealed", G_BINDING_SYNC_CREATE,
                               trouble_to_revealed, NULL, NULL, NULL);
  adw_toolbar_view_add_top_bar (view, banner);
}

/* A page may stand in panes, each with a header of its own. */
static void
add_banners (LsnWindow *self, GtkWidget *widget)
{
  if (ADW_IS_TOOLBAR_VIEW (widget))
    {
      add_banner (self, ADW_TOOLBAR_VIEW (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_banners (self, child);
}

/* Every page says what is wrong with the workspace, under its own header. */
static void
visible_page_cb (LsnWindow *self)
{
  static const char *const key = "lsn-window-banner";
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (page == NULL || g_object_get_data (G_OBJECT (page), key))
    return;
  add_banners (self, adw_navigation_page_get_child (page));
  g_object_set_data (G_OBJECT (page), key, self);
}

/* --- The counters ----------------------------------------------------------------------------- */

typedef struct
{
  LsnWindow *window; /* owned */
  guint position;
} Counting;

static void
counting_free (Counting *counting)
{
  g_object_unref (counting->window);
  g_free (counting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counting, counting_free)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Counting) counting = user_data;
  const LsnPageCount *count = lsn_store_finish (LSN_STORE (source), result, NULL);
  gint64 n = count ? count->n : 0;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  GtkLabel *label;

  if (counting->position >= counting->window->counters->len)
    return;
  label = g_ptr_array_index (counting->window->counters, counting->position);
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), n > 0);
}

static void
count (LsnWindow *self, guint position, const LsnPage *page)
{
  LsnPageCount *wanted = g_new0 (LsnPageCount, 1);
  Counting *counting = g_new0 (Counting, 1);

  wanted->today = lsn_context_get_today (self->context);
  counting->window = g_object_ref (self);
  counting->position = position;
  lsn_store_read_async (lsn_context_get_store (self->context), page->count, wanted, g_free, NULL,
                        counted_cb, counting);
}

/* @changes: (nullable): everything is counted */
static void
count_pages (LsnWindow *self, LsnChanges *changes)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      gboolean wanted = changes == NULL;

      for (guint j = 0; pages[i].count && !wanted && pages[i].count_tables[j]; j++)
        wanted = lsn_changes_touches (changes, pages[i].count_tables[j]);
      if (pages[i].count && wanted)
        count (self, i, &pages[i]);
    }
}

static void
changed_cb (LsnWindow *self, LsnChanges *changes)
{
  count_pages (self, changes);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
make_sidebar (LsnWindow *self)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = gtk_label_new (_ (pages[i].label));
      GtkWidget *counter = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_visible (counter, FALSE);
      gtk_widget_add_css_class (counter, "dim-label");
      gtk_widget_add_css_class (counter, "numeric");
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pages[i].icon));
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), counter);
      gtk_list_box_append (self->sidebar_list, box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ (pages[i].label), -1);
      g_ptr_array_add (self->counters, counter);
    }
}

/* "" begins a new section. */
static const char *const main_menu[] = {
  "capture", "new-client",  "",          "import", "",   "undo", "redo", "history",
  "",        "preferences", "shortcuts", "about",  NULL,
};

static void
lsn_window_dispose (GObject *object)
{
  LsnWindow *self = LSN_WINDOW (object);

  g_ptr_array_set_size (self->counters, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_window_parent_class)->dispose (object);
}

static void
lsn_window_finalize (GObject *object)
{
  g_ptr_array_unref (LSN_WINDOW (object)->counters);
  g_array_unref (LSN_WINDOW (object)->visited);

  G_OBJECT_CLASS (lsn_window_parent_class)->finalize (object);
}

static void
lsn_window_class_init (LsnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, navigation);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lsn_window_init (LsnWindow *self)
{
  g_autoptr (GMenuModel) menu = lsn_command_make_menu (main_menu);

  self->counters = g_ptr_array_new ();
  self->visited = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  make_sidebar (self);
}

/* @settings: (nullable): the size and the page of the last time */
static void
restore (LsnWindow *self, GSettings *settings)
{
  g_autofree char *page = lsn_settings_dup_string (settings, "last-page", "today");

  if (settings)
    {
      g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
    }
  if (!lsn_window_show_page (self, page))
    lsn_window_show_page (self, "today");
}

LsnWindow *
lsn_window_new (GtkApplication *application, LsnContext *context)
{
  LsnWindow *self = g_object_new (LSN_TYPE_WINDOW, "application", application, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_swapped (self->navigation, "notify::visible-page", G_CALLBACK (visible_page_cb),
                            self);
  g_signal_connect_object (context, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  restore (self, lsn_context_get_settings (context));
  count_pages (self, NULL);
  return self;
}
