/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "views/clients/lsn-client-picker.h"
#include "views/clients/lsn-clients-page-private.h"

#include <glib/gi18n-lib.h>

/* What one does with several clients at once: one action, one undo, one toast with the number. */

static void
write_edit (LsnClientsPage *self, const char *label, const char *message, LsnClientsEdit *edit)
{
  lsn_context_write (self->context, label, message, lsn_clients_edit_on_worker, edit,
                     (GDestroyNotify) lsn_clients_edit_free);
}

static void
archive_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  g_autoptr (GArray) ids = lsn_id_selection_dup_ids (self->selection);
  gboolean back = self->query->archived;
  g_autofree char *message = NULL;
  LsnClientsEdit *edit;

  if (ids->len == 0)
    return;
  edit = lsn_clients_edit_new (ids, lsn_clock_now ());
  edit->row = lsn_row_new (&lsn_client_info);
  if (back)
    lsn_row_set_null (edit->row, LSN_CLIENT_ARCHIVED_AT);
  else
    lsn_row_set_int64 (edit->row, LSN_CLIENT_ARCHIVED_AT, edit->now);
  message =
      g_strdup_printf (back ? ngettext ("%u client is back from the archive",
                                        "%u clients are back from the archive", ids->len)
                            : ngettext ("%u client archived", "%u clients archived", ids->len),
                       ids->len);
  write_edit (self, back ? _ ("Restore Clients") : _ ("Archive Clients"), message, edit);
}

static void
status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  const char *key = g_variant_get_string (parameter, NULL);
  g_autoptr (GArray) ids = lsn_id_selection_dup_ids (self->selection);
  g_autofree char *message = NULL;
  LsnClientStatus status;
  LsnClientsEdit *edit;

  if (ids->len == 0 || !lsn_client_status_parse (key, &status))
    return;
  edit = lsn_clients_edit_new (ids, lsn_clock_now ());
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, key);
  message = g_strdup_printf (ngettext ("Status of %2$u client is “%1$s” now",
                                       "Status of %2$u clients is “%1$s” now", ids->len),
                             lsn_client_status_get_label (status), ids->len);
  write_edit (self, _ ("Set Status"), message, edit);
}

static void
pick_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  g_autoptr (GArray) ids = lsn_id_selection_dup_ids (self->selection);
  LsnClientFacet facet;

  if (ids->len > 0 && lsn_client_facet_parse (g_variant_get_string (parameter, NULL), &facet))
    adw_dialog_present (lsn_client_picker_new (self->context, facet, ids), GTK_WIDGET (self));
}

static void
follow_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  g_autoptr (GArray) ids = lsn_id_selection_dup_ids (self->selection);

  if (ids->len > 0)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "app.capture-for-each",
                                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                                   ids->len, sizeof (gint64)));
}

/* The selected ones, else all that the list shows. */
static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  g_autoptr (GArray) ids = lsn_id_selection_get_count (self->selection) > 1
                               ? lsn_id_selection_dup_ids (self->selection)
                               : g_array_ref (lsn_record_list_get_ids (self->list));

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "app.export-clients",
                                      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                                 ids->len, sizeof (gint64)));
}

/* The one that has the focus stays selected, as in any list. */
static void
unselect_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  gtk_widget_grab_focus (GTK_WIDGET (self->client_list));
}

static const GActionEntry actions[] = {
  { "archive", archive_action },     { "status", status_action, "s" }, { "pick", pick_action, "s" },
  { "follow-up", follow_up_action }, { "unselect", unselect_action },  { "export", export_action },
};

/* --- The bar ---------------------------------------------------------------------------------- */

static GMenuModel *
make_status_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (LsnClientStatus i = 0; i < N_LSN_CLIENT_STATUSES; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lsn_client_status_get_label (i), NULL);

      g_menu_item_set_action_and_target (item, "clients.status", "s",
                                         lsn_client_status_get_key (i));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Everything again, for a bar that is too narrow for its buttons. */
static GMenuModel *
make_change_menu (gboolean archived)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) statuses = make_status_menu ();
  g_autoptr (GMenu) away = g_menu_new ();

  g_menu_append (menu, _ ("_Tags…"), "clients.pick::tag");
  g_menu_append (menu, _ ("_Owner…"), "clients.pick::owner");
  g_menu_append (menu, _ ("S_egment…"), "clients.pick::segment");
  g_menu_append_submenu (menu, _ ("_Status"), statuses);
  g_menu_append (menu, _ ("_Next Step for Each…"), "clients.follow-up");
  g_menu_append (menu, _ ("_Export…"), "clients.export");
  g_menu_append (away, archived ? _ ("_Restore") : _ ("_Archive"), "clients.archive");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (away));
  return G_MENU_MODEL (menu);
}

static void
add_button (LsnOverflowBox *box, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  lsn_overflow_box_append (box, button);
}

static void
fill_bar (LsnClientsPage *self)
{
  LsnOverflowBox *box = LSN_OVERFLOW_BOX (lsn_overflow_box_new (6));
  GtkWidget *status = gtk_menu_button_new ();
  g_autoptr (GMenuModel) statuses = make_status_menu ();
  g_autoptr (GMenuModel) change = make_change_menu (self->query->archived);

  add_button (box, _ ("_Tags…"), "clients.pick", "tag");
  add_button (box, _ ("_Next Step…"), "clients.follow-up", NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (status), _ ("_Status"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (status), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (status), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (status), statuses);
  lsn_overflow_box_append (box, status);
  add_button (box, _ ("_Owner…"), "clients.pick", "owner");
  add_button (box, _ ("S_egment…"), "clients.pick", "segment");
  add_button (box, self->query->archived ? _ ("_Restore") : _ ("_Archive"), "clients.archive",
              NULL);
  adw_bin_set_child (self->selection_bin, GTK_WIDGET (box));
  gtk_menu_button_set_menu_model (self->change_button, change);
}

/* What is told stands above the bar, not before it. */
static void
lift_toasts (LsnClientsPage *self, gboolean up)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.lift-toasts", "b", up);
}

void
lsn_clients_page_refresh_selection (LsnClientsPage *self)
{
  guint n = lsn_id_selection_get_count (self->selection);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

  if (self->bar_archived != self->query->archived ||
      adw_bin_get_child (self->selection_bin) == NULL)
    {
      self->bar_archived = self->query->archived;
      fill_bar (self);
    }
  gtk_label_set_text (self->selection_label, text);
  gtk_revealer_set_reveal_child (self->selection_bar, n > 1);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->selection_bar)))
    lift_toasts (self, n > 1);
}

static void
mapped_cb (LsnClientsPage *self)
{
  lift_toasts (self, gtk_revealer_get_reveal_child (self->selection_bar));
}

static void
unmapped_cb (LsnClientsPage *self)
{
  lift_toasts (self, FALSE);
}

static const char *const writing[] = { "archive", "status", "pick", "follow-up", NULL };

void
lsn_clients_page_set_up_selection (LsnClientsPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  lsn_context_guard_actions (self->context, self->group, writing);
  g_signal_connect_object (self->selection_bar, "map", G_CALLBACK (mapped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection_bar, "unmap", G_CALLBACK (unmapped_cb), self,
                           G_CONNECT_SWAPPED);
  lsn_clients_page_refresh_selection (self);
}
