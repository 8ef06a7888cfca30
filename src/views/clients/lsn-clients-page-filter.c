/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-clients-page-private.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* The filter in words: a chip a facet, which opens the facet's values and can be taken away. */

static void
open_filter (LsnClientsPage *self, LsnClientFacet facet)
{
  lsn_client_filter_turn_to (self->filter, facet);
  gtk_menu_button_popup (self->filter_button);
}

static void
filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientFacet facet;

  if (lsn_client_facet_parse (g_variant_get_string (parameter, NULL), &facet))
    open_filter (user_data, facet);
}

static void
unfilter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  LsnClientFacet facet;

  if (!lsn_client_facet_parse (g_variant_get_string (parameter, NULL), &facet))
    return;
  lsn_client_query_clear (self->query, facet);
  lsn_clients_page_run_query (self);
}

static void
show_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  lsn_clients_page_select_view (self, "all");
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  g_autofree char *view = g_strdup (self->view);

  lsn_clients_page_select_view (self, view);
}

static const GActionEntry actions[] = {
  { "filter", filter_action, "s" },
  { "unfilter", unfilter_action, "s" },
  { "show-all", show_all_action },
  { "reset", reset_action },
};

/* --- Chips ------------------------------------------------------------------------------------ */

static GtkWidget *
make_chip (LsnClientFacet facet, const char *words)
{
  const char *key = lsn_client_facet_get_key (facet);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *open = gtk_button_new ();
  GtkWidget *away = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *label = lsn_text_label_new (words, NULL);
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove the Filter “%s”"), words);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_button_set_child (GTK_BUTTON (open), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "clients.filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", key);
  gtk_widget_set_tooltip_text (away, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (away), "clients.unfilter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (away), "s", key);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), away);
  gtk_widget_add_css_class (box, "filter-chip");
  return box;
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chip-action");
  return button;
}

void
lsn_clients_page_refresh_filter (LsnClientsPage *self)
{
  gboolean itself = lsn_clients_page_is_view_itself (self);
  gboolean filtered = FALSE;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    adw_wrap_box_remove (self->chips, chip);
  if (self->choices == NULL)
    return;
  lsn_client_filter_show (self->filter, self->query, self->choices);
  for (LsnClientFacet i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      g_autofree char *words = lsn_client_choices_dup_words (self->choices, self->query, i);

      if (words == NULL)
        continue;
      filtered = TRUE;
      adw_wrap_box_append (self->chips, make_chip (i, words));
    }
  if (!itself)
    {
      adw_wrap_box_append (self->chips, make_button (_ ("_Save View…"), "clients.save-view"));
      adw_wrap_box_append (self->chips, make_button (_ ("_Reset"), "clients.reset"));
    }

  /* A view of ours says by its name what it leaves out. */
  gtk_widget_set_visible (GTK_WIDGET (self->chips),
                          !itself || (filtered && !lsn_clients_page_is_own_view (self)));
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

/* --- Choices ---------------------------------------------------------------------------------- */

static void
picked_cb (LsnClientsPage *self, guint facet, const char *value, gboolean on)
{
  /* Of “over 7 days” and “over 30 days” only one can be meant. */
  if (facet == LSN_CLIENT_FACET_LAST)
    lsn_client_query_clear (self->query, facet);
  if (on)
    lsn_client_query_add (self->query, facet, value);
  else
    lsn_client_query_remove (self->query, facet, value);
  lsn_clients_page_run_query (self);
}

static void
cleared_cb (LsnClientsPage *self, guint facet)
{
  lsn_client_query_clear (self->query, facet);
  lsn_clients_page_run_query (self);
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientsPage) self = user_data;
  LsnClientChoices *choices = lsn_store_finish (LSN_STORE (source), result, NULL);

  /* Without them the list works as well; it says itself when the store fails. */
  if (choices == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->choices, lsn_client_choices_unref);
  self->choices = lsn_client_choices_ref (choices);
  lsn_clients_page_rebuild_views (self);
  if (lsn_client_choices_prune (self->choices, self->query))
    lsn_clients_page_run_query (self);
  else
    lsn_clients_page_refresh_filter (self);
}

static void
read_choices (LsnClientsPage *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_client_choices_on_worker,
                        lsn_client_choices_new (), (GDestroyNotify) lsn_client_choices_unref, NULL,
                        choices_read_cb, g_object_ref (self));
}

static void
changed_cb (LsnClientsPage *self, LsnChanges *changes)
{
  for (guint i = 0; lsn_client_choices_tables[i]; i++)
    {
      if (!lsn_changes_touches (changes, lsn_client_choices_tables[i]))
        continue;
      read_choices (self);
      return;
    }
}

void
lsn_clients_page_set_up_filter (LsnClientsPage *self)
{
  self->filter = lsn_client_filter_new ();
  gtk_menu_button_set_popover (self->filter_button, GTK_WIDGET (self->filter));
  g_signal_connect_object (self->filter, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "cleared", G_CALLBACK (cleared_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect_object (lsn_context_get_store (self->context), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  read_choices (self);
}
