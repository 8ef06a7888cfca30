/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-sidebar.h"
#include "app/lsn-command.h"
#include "app/lsn-page.h"
#include "app/lsn-status-button.h"
#include "model/clients/lsn-saved-view.h"
#include "widgets/lsn-drag.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnSidebar
{
  AdwNavigationPage parent_instance;

  LsnContext *context; /* owned */
  AdwViewStack *pages; /* owned */
  GArray *views;       /* owned; element-type gint64: the ids of those shown */

  /* Template widgets */
  GtkMenuButton *menu_button;
  GtkListBox *page_list;
  GtkWidget *view_heading;
  GtkListBox *view_list;
  LsnStatusButton *status_button;
};

G_DEFINE_FINAL_TYPE (LsnSidebar, lsn_sidebar, ADW_TYPE_NAVIGATION_PAGE)

/* "" begins a new section. */
static const char *const main_menu[] = {
  "capture", "new-client", "", "import",      "export",    "backups", "",   "undo",
  "redo",    "history",    "", "preferences", "shortcuts", "about",   NULL,
};

static AdwViewStackPage *
get_page (LsnSidebar *self, guint position)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  return adw_view_stack_get_page (self->pages,
                                  adw_view_stack_get_child_by_name (self->pages,
                                                                    pages[position].tag));
}

/* --- Rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_line (const char *icon, GtkWidget *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static gboolean
badge_to_label (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_take_string (to, g_strdup_printf ("%u", g_value_get_uint (from)));
  return TRUE;
}

static gboolean
badge_to_visible (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_value_get_uint (from) > 0);
  return TRUE;
}

static void
tell_badge_cb (AdwViewStackPage *page, GParamSpec *pspec, gpointer row)
{
  guint badge = adw_view_stack_page_get_badge_number (page);
  g_autofree char *name =
      badge > 0 ? g_strdup_printf ("%s, %u", adw_view_stack_page_get_title (page), badge)
                : g_strdup (adw_view_stack_page_get_title (page));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
page_activated_cb (LsnSidebar *self, GtkListBoxRow *row)
{
  guint n_pages;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.page", "s",
                              lsn_page_get_all (&n_pages)[gtk_list_box_row_get_index (row)].tag);
}

/* What is dragged can go on to another page: a card to a client. */
static void
rested_cb (GtkWidget *row, LsnSidebar *self)
{
  page_activated_cb (self, GTK_LIST_BOX_ROW (row));
}

static void
make_pages (LsnSidebar *self)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget *box = make_line (pages[i].icon, gtk_label_new (_ (pages[i].label)));
      GtkWidget *counter = gtk_label_new (NULL);
      AdwViewStackPage *page = get_page (self, i);
      GtkWidget *row;

      gtk_widget_add_css_class (counter, "dim-label");
      gtk_widget_add_css_class (counter, "numeric");
      g_object_bind_property_full (page, "badge-number", counter, "label", G_BINDING_SYNC_CREATE,
                                   badge_to_label, NULL, NULL, NULL);
      g_object_bind_property_full (page, "badge-number", counter, "visible", G_BINDING_SYNC_CREATE,
                                   badge_to_visible, NULL, NULL, NULL);
      gtk_box_append (GTK_BOX (box), counter);
      gtk_list_box_append (self->page_list, box);
      row = gtk_widget_get_parent (box);
      g_signal_connect_object (page, "notify::badge-number", G_CALLBACK (tell_badge_cb), row, 0);
      tell_badge_cb (page, NULL, row);
      lsn_drag_open_on_rest (row, G_CALLBACK (rested_cb), self);
    }
}

void
lsn_sidebar_select (LsnSidebar *self, const char *tag)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      if (g_str_equal (pages[i].tag, tag))
        gtk_list_box_select_row (self->page_list,
                                 gtk_list_box_get_row_at_index (self->page_list, (int) i));
    }
}

/* --- The counters ----------------------------------------------------------------------------- */

typedef struct
{
  LsnSidebar *sidebar; /* owned */
  guint position;
} Counting;

static void
counting_free (Counting *counting)
{
  g_object_unref (counting->sidebar);
  g_free (counting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counting, counting_free)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Counting) counting = user_data;
  const LsnPageCount *count = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (counting->sidebar->pages)
    adw_view_stack_page_set_badge_number (get_page (counting->sidebar, counting->position),
                                          count ? (guint) count->n : 0);
}

static void
count (LsnSidebar *self, guint position, const LsnPage *page)
{
  LsnPageCount *wanted = g_new0 (LsnPageCount, 1);
  Counting *counting = g_new0 (Counting, 1);

  wanted->today = lsn_context_get_today (self->context);
  counting->sidebar = g_object_ref (self);
  counting->position = position;
  lsn_store_read_async (lsn_context_get_store (self->context), page->count, wanted, g_free, NULL,
                        counted_cb, counting);
}

/* @changes: (nullable): everything is counted */
static void
count_pages (LsnSidebar *self, LsnChanges *changes)
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

/* --- Pinned views ----------------------------------------------------------------------------- */

static void
views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnSidebar) self = user_data;
  const LsnSavedViews *read = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (read == NULL || self->context == NULL)
    return;
  gtk_list_box_remove_all (self->view_list);
  g_array_set_size (self->views, 0);
  for (guint i = 0; i < read->views->len; i++)
    {
      const LsnRow *view = g_ptr_array_index (read->views, i);
      gint64 id = lsn_row_get_int64 (view, LSN_SAVED_VIEW_ID);
      const char *name = lsn_row_get_text (view, LSN_SAVED_VIEW_NAME);
      GtkWidget *box;

      if (!lsn_row_get_int64 (view, LSN_SAVED_VIEW_PINNED))
        continue;
      box = make_line ("lsn-filter-symbolic", lsn_text_label_new (name, NULL));
      gtk_widget_set_tooltip_text (box, name);
      gtk_list_box_append (self->view_list, box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_array_append_val (self->views, id);
    }
  gtk_widget_set_visible (self->view_heading, self->views->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->view_list), self->views->len > 0);
}

static void
read_views (LsnSidebar *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_saved_views_on_worker,
                        lsn_saved_views_new ("clients"), (GDestroyNotify) lsn_saved_views_free,
                        NULL, views_read_cb, g_object_ref (self));
}

static void
view_activated_cb (LsnSidebar *self, GtkListBoxRow *row)
{
  g_autofree char *key =
      g_strdup_printf ("%" G_GINT64_FORMAT,
                       g_array_index (self->views, gint64, gtk_list_box_row_get_index (row)));

  gtk_widget_activate_action (GTK_WIDGET (self), "app.client-view", "s", key);
}

static void
changed_cb (LsnSidebar *self, LsnChanges *changes)
{
  count_pages (self, changes);
  if (lsn_changes_touches (changes, lsn_saved_view_info.table))
    read_views (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_sidebar_dispose (GObject *object)
{
  LsnSidebar *self = LSN_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_SIDEBAR);
  g_clear_object (&self->pages);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_sidebar_parent_class)->dispose (object);
}

static void
lsn_sidebar_finalize (GObject *object)
{
  g_array_unref (LSN_SIDEBAR (object)->views);

  G_OBJECT_CLASS (lsn_sidebar_parent_class)->finalize (object);
}

static void
lsn_sidebar_class_init (LsnSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_sidebar_finalize;

  g_type_ensure (LSN_TYPE_STATUS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LsnSidebar, page_list);
  gtk_widget_class_bind_template_child (widget_class, LsnSidebar, view_heading);
  gtk_widget_class_bind_template_child (widget_class, LsnSidebar, view_list);
  gtk_widget_class_bind_template_child (widget_class, LsnSidebar, status_button);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
}

static void
lsn_sidebar_init (LsnSidebar *self)
{
  g_autoptr (GMenuModel) menu = lsn_command_make_menu (main_menu);

  self->views = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

void
lsn_sidebar_start (LsnSidebar *self, LsnContext *context, AdwViewStack *pages)
{
  self->context = g_object_ref (context);
  self->pages = g_object_ref (pages);
  make_pages (self);
  lsn_status_button_start (self->status_button, context);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  count_pages (self, NULL);
  read_views (self);
}
