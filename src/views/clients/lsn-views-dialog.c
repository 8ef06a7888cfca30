/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-views-dialog.h"
#include "model/clients/lsn-saved-view.h"
#include "model/timeline/lsn-entry-write.h"
#include "widgets/lsn-reorder.h"

#include <glib/gi18n-lib.h>

struct _LsnViewsDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  const char *page;    /* static */

  /* Children */
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LsnViewsDialog, lsn_views_dialog, ADW_TYPE_DIALOG)

static void read_views (LsnViewsDialog *self);

static gint64
get_id (GtkWidget *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "id");
}

/* --- What one can do -------------------------------------------------------------------------- */

static LsnRowEdit *
new_edit (GtkWidget *row)
{
  LsnRowEdit *edit = g_new0 (LsnRowEdit, 1);

  edit->id = get_id (row);
  edit->row = lsn_row_new (&lsn_saved_view_info);
  return edit;
}

static void
rename_cb (LsnViewsDialog *self, GtkWidget *row)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *message = g_strdup_printf (_ ("View renamed to “%s”"), name);
  LsnRowEdit *edit = new_edit (row);

  lsn_row_set_text (edit->row, LSN_SAVED_VIEW_NAME, name);
  lsn_context_write (self->context, _ ("Rename View"), message, lsn_row_edit_on_worker, edit,
                     (GDestroyNotify) lsn_row_edit_free);
}

static void
pin_cb (GtkToggleButton *button, LsnViewsDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ENTRY_ROW);
  gboolean pinned = gtk_toggle_button_get_active (button);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *message =
      g_strdup_printf (pinned ? _ ("“%s” pinned") : _ ("“%s” unpinned"), name);
  LsnRowEdit *edit = new_edit (row);

  lsn_row_set_int64 (edit->row, LSN_SAVED_VIEW_PINNED, pinned);
  lsn_context_write (self->context, pinned ? _ ("Pin View") : _ ("Unpin View"), message,
                     lsn_row_edit_on_worker, edit, (GDestroyNotify) lsn_row_edit_free);
}

/* The keyboard goes to the next row, else the one before, while this one is still there: a widget
 * that goes with the focus takes it along, and Escape would close nothing. */
static void
take_away (LsnViewsDialog *self, GtkWidget *row)
{
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GtkListBoxRow *other = gtk_list_box_get_row_at_index (self->list, place + 1);

  if (other == NULL)
    other = gtk_list_box_get_row_at_index (self->list, place - 1);
  if (other)
    gtk_widget_grab_focus (GTK_WIDGET (other));
  gtk_list_box_remove (self->list, row);
  if (other)
    return;
  gtk_stack_set_visible_child_name (self->stack, "empty");
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
delete_cb (GtkWidget *button, LsnViewsDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  g_autofree char *message =
      g_strdup_printf (_ ("View “%s” deleted"), gtk_editable_get_text (GTK_EDITABLE (row)));
  LsnRemoval *removal = g_new0 (LsnRemoval, 1);

  removal->info = &lsn_saved_view_info;
  removal->id = get_id (row);
  take_away (self, row);
  lsn_context_write (self->context, _ ("Delete View"), message, lsn_removal_on_worker, removal,
                     g_free);
}

static void
moved (GObject *owner, GtkListBox *list, GtkListBoxRow *row)
{
  LsnViewsDialog *self = LSN_VIEWS_DIALOG (owner);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (list)); other;
       other = gtk_widget_get_next_sibling (other))
    {
      gint64 id = get_id (other);

      g_array_append_val (order, id);
    }
  lsn_context_write (self->context, _ ("Move View"), _ ("Views put in order"),
                     lsn_saved_views_order_on_worker, order, (GDestroyNotify) g_array_unref);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (LsnViewsDialog *self, const LsnRow *view)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *pin = gtk_toggle_button_new ();
  GtkWidget *away = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gint64 id = lsn_row_get_int64 (view, LSN_SAVED_VIEW_ID);
  const char *name = lsn_row_get_text (view, LSN_SAVED_VIEW_NAME);

  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);

  gtk_button_set_icon_name (GTK_BUTTON (pin), "view-pin-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pin),
                                lsn_row_get_int64 (view, LSN_SAVED_VIEW_PINNED) != 0);
  gtk_widget_set_tooltip_text (pin, _ ("Pin Above the List"));
  gtk_widget_set_tooltip_text (away, _ ("Delete View"));
  gtk_widget_set_valign (pin, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (away, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pin, "flat");
  gtk_widget_add_css_class (away, "flat");
  g_signal_connect_object (pin, "toggled", G_CALLBACK (pin_cb), self, 0);
  g_signal_connect_object (away, "clicked", G_CALLBACK (delete_cb), self, 0);

  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row),
                            lsn_reorder_add (GTK_LIST_BOX_ROW (row), moved, G_OBJECT (self)));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), pin);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), away);
  return row;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* Rows stay as they are while they say what is stored, so that a name that is being typed and the
 * focus stay, too. */
static gboolean
is_shown (LsnViewsDialog *self, GPtrArray *views)
{
  for (guint i = 0; i < views->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (row == NULL || get_id (GTK_WIDGET (row)) !=
                             lsn_row_get_int64 (g_ptr_array_index (views, i), LSN_SAVED_VIEW_ID))
        return FALSE;
    }
  return gtk_list_box_get_row_at_index (self->list, (int) views->len) == NULL;
}

/* The place of the row that has the keyboard, -1 for none. */
static int
get_focused (LsnViewsDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) : NULL;

  return row && gtk_widget_is_ancestor (row, GTK_WIDGET (self->list))
             ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))
             : -1;
}

static void
set_focused (LsnViewsDialog *self, int place, int n)
{
  if (n > 0)
    gtk_widget_grab_focus (
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (place, n - 1))));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnViewsDialog) self = user_data;
  LsnSavedViews *read = lsn_store_finish (LSN_STORE (source), result, NULL);
  GtkRoot *root;
  int place;

  if (read == NULL || self->context == NULL)
    return;
  place = get_focused (self);
  gtk_stack_set_visible_child_name (self->stack, read->views->len > 0 ? "list" : "empty");
  if (is_shown (self, read->views))
    return;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < read->views->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (read->views, i)));
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (place >= 0 || (root && gtk_root_get_focus (root) == NULL))
    set_focused (self, MAX (place, 0), (int) read->views->len);
}

static void
read_views (LsnViewsDialog *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_saved_views_on_worker,
                        lsn_saved_views_new (self->page), (GDestroyNotify) lsn_saved_views_free,
                        NULL, views_read_cb, g_object_ref (self));
}

static void
changed_cb (LsnViewsDialog *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, lsn_saved_view_info.table))
    read_views (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_views_dialog_dispose (GObject *object)
{
  LsnViewsDialog *self = LSN_VIEWS_DIALOG (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_views_dialog_parent_class)->dispose (object);
}

static void
lsn_views_dialog_class_init (LsnViewsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_views_dialog_dispose;
}

static void
lsn_views_dialog_init (LsnViewsDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved Views"), -1);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Pinned views stand above the list, the others in the menu."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "view-pin-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No Saved Views"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _ ("Filter the list, then save what you see under a name."));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, page, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Saved Views"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 460);
  adw_dialog_set_content_height (ADW_DIALOG (self), 420);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

AdwDialog *
lsn_views_dialog_new (LsnContext *context, const char *page)
{
  LsnViewsDialog *self = g_object_new (LSN_TYPE_VIEWS_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->page = page;
  g_signal_connect_object (context, "failed", G_CALLBACK (read_views), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  read_views (self);
  return ADW_DIALOG (self);
}
