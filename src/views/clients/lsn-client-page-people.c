/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-contact.h"
#include "views/clients/lsn-client-page-private.h"

#include <glib/gi18n-lib.h>

static void
open_channel_cb (GtkButton *button, LsnClientPage *self)
{
  const char *uri = g_object_get_data (G_OBJECT (button), "uri");
  const char *entry_kind = g_object_get_data (G_OBJECT (button), "entry-kind");
  const gint64 *contact_id = g_object_get_data (G_OBJECT (button), "contact");
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           NULL, NULL);
  if (entry_kind)
    {
      adw_view_stack_set_visible_child_name (self->tabs, "story");
      lsn_composer_offer (self->composer, entry_kind, *contact_id);
    }
}

static GtkWidget *
make_channel_button (LsnClientPage *self, const LsnRow *row)
{
  const char *kind = lsn_row_get_text (row, LSN_CHANNEL_KIND);
  const char *value = lsn_row_get_text (row, LSN_CHANNEL_VALUE);
  g_autofree char *uri = lsn_channel_dup_uri (kind, lsn_row_get_text (row, LSN_CHANNEL_NORMAL));
  g_autofree char *tooltip = g_strdup_printf ("%s: %s", lsn_channel_get_label (kind), value);
  const char *entry_kind = lsn_channel_get_entry_kind (kind);
  const char *icon = g_strcmp0 (entry_kind, "call") == 0      ? "call-start-symbolic"
                     : g_strcmp0 (entry_kind, "mail") == 0    ? "mail-unread-symbolic"
                     : g_strcmp0 (entry_kind, "message") == 0 ? "chat-message-new-symbolic"
                                                              : "insert-link-symbolic";
  gint64 contact_id = lsn_row_get_int64 (row, LSN_CHANNEL_CONTACT_ID);
  GtkWidget *button = lsn_client_page_make_button (icon, tooltip);

  gtk_widget_set_sensitive (button, uri != NULL);
  g_object_set_data_full (G_OBJECT (button), "uri", g_steal_pointer (&uri), g_free);
  g_object_set_data (G_OBJECT (button), "entry-kind", (gpointer) entry_kind);
  g_object_set_data_full (G_OBJECT (button), "contact", g_memdup2 (&contact_id, sizeof contact_id),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_channel_cb), self, 0);
  return button;
}

static void
show_channels (LsnClientPage *self, const LsnClientCard *card)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->channels_box))))
    gtk_box_remove (self->channels_box, child);
  for (guint i = 0; i < card->channels->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (card->channels, i);

      if (lsn_row_get_int64 (row, LSN_CHANNEL_CLIENT_ID) == self->client_id)
        gtk_box_append (self->channels_box, make_channel_button (self, row));
    }
}

static GtkWidget *
make_person_row (LsnClientPage *self, const LsnClientCard *card, const LsnRow *person)
{
  const char *name = lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME);
  gint64 contact_id = lsn_row_get_int64 (person, LSN_CLIENT_CONTACT_CONTACT_ID);
  GtkWidget *row =
      lsn_client_page_make_row (name, lsn_row_get_text (person, LSN_CLIENT_CONTACT_ROLE));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));
  for (guint i = 0; i < card->channels->len; i++)
    {
      const LsnRow *channel = g_ptr_array_index (card->channels, i);

      if (lsn_row_get_int64 (channel, LSN_CHANNEL_CONTACT_ID) == contact_id)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_channel_button (self, channel));
    }
  return row;
}

void
lsn_client_page_show_people (LsnClientPage *self, const LsnClientCard *card)
{
  show_channels (self, card);
  gtk_list_box_remove_all (self->people_list);
  for (guint i = 0; i < card->people->len; i++)
    gtk_list_box_append (self->people_list,
                         make_person_row (self, card, g_ptr_array_index (card->people, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->people_list), card->people->len > 0);
}
