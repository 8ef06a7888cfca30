/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-window.h"
#include "app/lsn-page.h"
#include "app/lsn-sidebar.h"
#include "base/lsn-settings.h"
#include "views/clients/lsn-client-page.h"
#include "views/clients/lsn-clients-page.h"
#include "views/projects/lsn-projects-page.h"

#include <glib/gi18n-lib.h>

/* So many clients are offered as recent. */
#define MAX_VISITED 5

/* So many pages stand in the bar at the bottom, beside “More”. */
#define MAX_TABS 4
#define MORE_TAB "more"

struct _LsnWindow
{
  AdwApplicationWindow parent_instance;

  LsnContext *context; /* owned */
  GArray *visited;     /* owned; element-type gint64: never changed in place */
  const char *page;    /* static: the tag of the page that is shown */
  gboolean quiet;      /* the program turns tabs, not the user */
  AdwToast *toast;     /* borrowed, nullable: what is told now */
  guint n_told;        /* actions one after the other while something was told */

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
  LsnSidebar *sidebar;
  AdwNavigationView *navigation;
  AdwViewStack *tabs;
};

G_DEFINE_FINAL_TYPE (LsnWindow, lsn_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Pages ------------------------------------------------------------------------------------ */

/* Turns on the tab of what is shown. */
static void
refresh_tab (LsnWindow *self)
{
  gboolean listed = adw_navigation_split_view_get_collapsed (self->split_view) &&
                    !adw_navigation_split_view_get_show_content (self->split_view);
  GtkWidget *tab =
      self->page && !listed ? adw_view_stack_get_child_by_name (self->tabs, self->page) : NULL;

  if (tab == NULL || !adw_view_stack_page_get_visible (adw_view_stack_get_page (self->tabs, tab)))
    tab = adw_view_stack_get_child_by_name (self->tabs, MORE_TAB);
  self->quiet = TRUE;
  adw_view_stack_set_visible_child (self->tabs, tab);
  self->quiet = FALSE;
}

static void
pane_changed_cb (LsnWindow *self)
{
  refresh_tab (self);
}

static void
tab_changed_cb (LsnWindow *self)
{
  const char *tag = adw_view_stack_get_visible_child_name (self->tabs);

  if (self->quiet || tag == NULL)
    return;
  if (g_str_equal (tag, MORE_TAB))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  else
    lsn_window_show_page (self, tag);
}

gboolean
lsn_window_show_page (LsnWindow *self, const char *tag)
{
  const LsnPage *page = lsn_page_find (tag);
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
  self->page = page->tag;
  lsn_sidebar_select (self->sidebar, tag);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  refresh_tab (self);
  settings = lsn_context_get_settings (self->context);
  if (settings)
    g_settings_set_string (settings, "last-page", tag);
  return TRUE;
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
lsn_window_show_client_view (LsnWindow *self, const char *view)
{
  lsn_window_show_page (self, "clients");
  lsn_clients_page_show_view (LSN_CLIENTS_PAGE (
                                  adw_navigation_view_get_visible_page (self->navigation)),
                              view);
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

static void
toast_gone_cb (LsnWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

/* Who works fast reads of the last action and of how many there were, not of one after the other;
 * Ctrl+Z undoes those before. */
void
lsn_window_show_message (LsnWindow *self, const char *message, gint64 journal_id)
{
  AdwToast *toast = adw_toast_new ("");

  self->n_told = self->toast && journal_id != 0 ? self->n_told + 1 : journal_id != 0;
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  if (self->n_told > 1)
    {
      /* Translators: what was done last, and how many changes were made one after the other */
      g_autofree char *title =
          g_strdup_printf (ngettext ("%s · %u change", "%s · %u changes", self->n_told), message,
                           self->n_told);

      adw_toast_set_title (toast, title);
    }
  if (journal_id != 0)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "app.undo-entry");
      adw_toast_set_action_target (toast, "x", journal_id);
    }
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  self->toast = toast;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_gone_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

void
lsn_window_add_toast (LsnWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toast_overlay, g_object_ref (toast));
}

/* A page with a bar of buttons at its bottom keeps it free of what is told. */
static void
lift_toasts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *overlay = GTK_WIDGET (LSN_WINDOW (widget)->toast_overlay);

  if (g_variant_get_boolean (parameter))
    gtk_widget_add_css_class (overlay, "above-bar");
  else
    gtk_widget_remove_css_class (overlay, "above-bar");
}

static void
acted_cb (LsnWindow *self, const char *message, gint64 journal_id)
{
  lsn_window_show_message (self, message, journal_id);
}

static void
saved_cb (LsnWindow *self, const char *message, GFile *file)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *uri = g_file_get_uri (file);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_set_button_label (toast, _ ("_Show in Files"));
  adw_toast_set_action_name (toast, "app.show-in-files");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
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

/* --- Files dropped on it ---------------------------------------------------------------------- */

/* A page that takes files itself stands deeper and is asked before. */
static gboolean
dropped_cb (LsnWindow *self, const GValue *value)
{
  const GSList *files = g_value_get_boxed (value);
  gboolean taken = FALSE;

  for (const GSList *l = files; l; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      taken = gtk_widget_activate_action (GTK_WIDGET (self), "app.import-file", "s", uri) || taken;
    }
  return taken;
}

static void
set_up_drops (LsnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- Object ----------------------------------------------------------------------------------- */

/* The first pages stand in the bar, the others under “More”. */
static void
make_tabs (LsnWindow *self)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);
  AdwViewStackPage *more;

  for (guint i = 0; i < n_pages; i++)
    {
      AdwViewStackPage *page =
          adw_view_stack_add_titled_with_icon (self->tabs, adw_bin_new (), pages[i].tag,
                                               _ (pages[i].label), pages[i].icon);

      adw_view_stack_page_set_visible (page, i < MAX_TABS);
    }
  more =
      adw_view_stack_add_titled_with_icon (self->tabs, adw_bin_new (), MORE_TAB,
                                           C_ ("pages", "More"), "view-more-horizontal-symbolic");
  adw_view_stack_page_set_visible (more, TRUE);
}

static void
lsn_window_dispose (GObject *object)
{
  LsnWindow *self = LSN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_window_parent_class)->dispose (object);
}

static void
lsn_window_finalize (GObject *object)
{
  g_array_unref (LSN_WINDOW (object)->visited);

  G_OBJECT_CLASS (lsn_window_parent_class)->finalize (object);
}

static void
lsn_window_class_init (LsnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_window_finalize;

  g_type_ensure (LSN_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, tabs);
  gtk_widget_class_bind_template_callback (widget_class, pane_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_install_action (widget_class, "window.lift-toasts", "b", lift_toasts_action);
}

static void
lsn_window_init (LsnWindow *self)
{
  self->visited = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = TRUE;
  make_tabs (self);
  self->quiet = FALSE;
  set_up_drops (self);
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
  g_signal_connect_object (context, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  restore (self, lsn_context_get_settings (context));
  lsn_sidebar_start (self->sidebar, context, self->tabs);
  lsn_sidebar_select (self->sidebar, self->page);
  return self;
}
