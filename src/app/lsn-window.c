/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-window.h"
#include "model/followups/lsn-today.h"
#include "views/clients/lsn-client-page.h"
#include "views/clients/lsn-clients-page.h"
#include "views/today/lsn-today-page.h"

#include <glib/gi18n-lib.h>

struct _LsnWindow
{
  AdwApplicationWindow parent_instance;

  LsnContext *context;   /* owned */
  const char *page;      /* static: the root page that is shown */
  GtkLabel *today_count; /* borrowed from the sidebar */

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
  GtkListBox *sidebar_list;
  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (LsnWindow, lsn_window, ADW_TYPE_APPLICATION_WINDOW)

/* Only pages that work stand here. */
static const struct
{
  const char *tag;
  const char *label;
  const char *icon;
} pages[] = {
  { "today", N_ ("Today"), "checkbox-checked-symbolic" },
  { "clients", N_ ("Clients"), "system-users-symbolic" },
};

/* --- Pages ------------------------------------------------------------------------------------ */

static AdwNavigationPage *
make_page (LsnWindow *self, const char *tag)
{
  if (g_str_equal (tag, "clients"))
    return ADW_NAVIGATION_PAGE (lsn_clients_page_new (self->context));
  return ADW_NAVIGATION_PAGE (lsn_today_page_new (self->context));
}

gboolean
lsn_window_show_page (LsnWindow *self, const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwNavigationPage *present;

      if (!g_str_equal (pages[i].tag, page))
        continue;
      self->page = pages[i].tag;
      present = adw_navigation_view_find_page (self->navigation, page);
      if (present == NULL)
        {
          present = make_page (self, page);
          adw_navigation_view_add (self->navigation, present);
        }
      adw_navigation_view_replace (self->navigation, &present, 1);
      gtk_list_box_select_row (self->sidebar_list,
                               gtk_list_box_get_row_at_index (self->sidebar_list, (int) i));
      adw_navigation_split_view_set_show_content (self->split_view, TRUE);
      return TRUE;
    }
  return FALSE;
}

static void
row_activated_cb (LsnWindow *self, GtkListBoxRow *row)
{
  lsn_window_show_page (self, pages[gtk_list_box_row_get_index (row)].tag);
}

void
lsn_window_open_client (LsnWindow *self, gint64 client_id, const char *compose)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->navigation);
  LsnClientPage *page;

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
}

void
lsn_window_focus_search (LsnWindow *self)
{
  lsn_window_show_page (self, "clients");
  lsn_clients_page_focus_search (
      LSN_CLIENTS_PAGE (adw_navigation_view_get_visible_page (self->navigation)));
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
  /* A dialog that asked shows it itself, where the typed words are. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    lsn_window_show_message (self, message, 0);
}

/* --- The counter ------------------------------------------------------------------------------ */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnWindow) self = user_data;
  LsnToday *today = lsn_store_finish (LSN_STORE (source), result, NULL);
  gint64 n = today ? today->n_overdue + today->n_due : 0;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  if (self->today_count == NULL)
    return;
  gtk_label_set_text (self->today_count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->today_count), n > 0);
}

static void
count (LsnWindow *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_today_on_worker,
                        lsn_today_new (lsn_context_get_today (self->context), 1),
                        (GDestroyNotify) lsn_today_free, NULL, counted_cb, g_object_ref (self));
}

static void
changed_cb (LsnWindow *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, "followup"))
    count (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
make_sidebar (LsnWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
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
      if (i == 0)
        self->today_count = GTK_LABEL (counter);
    }
}

static void
lsn_window_dispose (GObject *object)
{
  LsnWindow *self = LSN_WINDOW (object);

  self->today_count = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_window_parent_class)->dispose (object);
}

static void
lsn_window_class_init (LsnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, LsnWindow, navigation);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lsn_window_init (LsnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_sidebar (self);
}

LsnWindow *
lsn_window_new (GtkApplication *application, LsnContext *context)
{
  LsnWindow *self = g_object_new (LSN_TYPE_WINDOW, "application", application, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  lsn_window_show_page (self, "today");
  count (self);
  return self;
}
