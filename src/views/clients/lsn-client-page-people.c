/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-contact.h"
#include "views/clients/lsn-client-page-private.h"
#include "views/clients/lsn-person-dialog.h"
#include "views/lsn-client-avatar.h"
#include "views/lsn-uri-opener.h"
#include "widgets/lsn-reorder.h"

#include <glib/gi18n-lib.h>

/* --- Reaching somebody ------------------------------------------------------------------------ */

/* Opens the channel, and offers the entry that this makes. */
static void
open_channel (LsnClientPage *self, const LsnRow *channel)
{
  const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);
  g_autofree char *uri = lsn_channel_dup_uri (kind, lsn_row_get_text (channel, LSN_CHANNEL_NORMAL));
  const char *entry_kind = lsn_channel_get_entry_kind (kind);

  if (uri == NULL)
    return;
  lsn_uri_open (GTK_WIDGET (self), self->context, uri);
  if (entry_kind == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->tabs, "story");
  lsn_composer_offer (self->composer, entry_kind,
                      lsn_row_get_int64 (channel, LSN_CHANNEL_CONTACT_ID));
}

static const LsnRow *
find_channel_by_id (LsnClientPage *self, gint64 id)
{
  for (guint i = 0; self->card && i < self->card->channels->len; i++)
    {
      const LsnRow *channel = g_ptr_array_index (self->card->channels, i);

      if (lsn_row_get_int64 (channel, LSN_CHANNEL_ID) == id)
        return channel;
    }
  return NULL;
}

/* The first channel of a kind of entry that belongs to the client (@contact_id 0) or to a person.
 */
static const LsnRow *
find_channel_of (const LsnClientCard *card, gint64 contact_id, const char *entry_kind)
{
  for (guint i = 0; i < card->channels->len; i++)
    {
      const LsnRow *channel = g_ptr_array_index (card->channels, i);
      const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);

      if (lsn_row_get_int64 (channel, LSN_CHANNEL_CONTACT_ID) == contact_id &&
          g_strcmp0 (lsn_channel_get_entry_kind (kind), entry_kind) == 0)
        return channel;
    }
  return NULL;
}

/* The client's own channel, else one of its people, who come with the primary one first. */
static const LsnRow *
find_channel (const LsnClientCard *card, const char *entry_kind)
{
  const LsnRow *channel = find_channel_of (card, 0, entry_kind);

  for (guint i = 0; channel == NULL && i < card->people->len; i++)
    channel = find_channel_of (card,
                               lsn_row_get_int64 (g_ptr_array_index (card->people, i),
                                                  LSN_CLIENT_CONTACT_CONTACT_ID),
                               entry_kind);
  return channel;
}

static void
channel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *channel = find_channel_by_id (self, g_variant_get_int64 (parameter));

  if (channel)
    open_channel (self, channel);
}

/* Call, mail and chat by the channel that serves best; where there is none, one adds it. */
static void
reach_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  const LsnRow *channel =
      self->card ? find_channel (self->card, g_str_equal (name, "chat") ? "message" : name) : NULL;

  if (channel)
    open_channel (self, channel);
}

/* --- Buttons ---------------------------------------------------------------------------------- */

static GtkWidget *
make_channel_button (LsnClientPage *self, const LsnRow *channel)
{
  const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);
  const char *label = lsn_row_get_text (channel, LSN_CHANNEL_LABEL);
  g_autofree char *uri = lsn_channel_dup_uri (kind, lsn_row_get_text (channel, LSN_CHANNEL_NORMAL));
  g_autofree char *shown =
      lsn_channel_dup_display (channel, lsn_context_get_region (self->context));
  g_autofree char *tooltip = g_strdup_printf (label ? "%s: %s (%s)" : "%s: %s",
                                              lsn_channel_get_label (kind), shown, label);
  GtkWidget *button = lsn_client_page_make_button (lsn_channel_get_icon (kind), tooltip);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x",
                                    lsn_row_get_int64 (channel, LSN_CHANNEL_ID));
  if (uri)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "client.channel");
  gtk_widget_set_sensitive (button, uri != NULL);
  return button;
}

/* Several numbers, or several addresses, behind one button. */
static GtkWidget *
make_channels_button (LsnClientPage *self, GPtrArray *channels)
{
  const LsnRow *first = g_ptr_array_index (channels, 0);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button;

  if (channels->len == 1)
    return make_channel_button (self, first);
  for (guint i = 0; i < channels->len; i++)
    {
      const LsnRow *channel = g_ptr_array_index (channels, i);
      const char *label = lsn_row_get_text (channel, LSN_CHANNEL_LABEL);
      g_autofree char *shown =
          lsn_channel_dup_display (channel, lsn_context_get_region (self->context));
      g_autofree char *both = g_strdup_printf (
          "%s · %s", shown,
          label ? label : lsn_channel_get_label (lsn_row_get_text (channel, LSN_CHANNEL_KIND)));
      g_auto (GStrv) parts = g_strsplit (both, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      /* An underline would be taken for a mnemonic. */
      g_menu_item_set_label (item, escaped);
      g_menu_item_set_action_and_target (item, "client.channel", "x",
                                         lsn_row_get_int64 (channel, LSN_CHANNEL_ID));
      g_menu_append_item (menu, item);
    }
  button = lsn_client_page_make_menu_button (G_MENU_MODEL (menu),
                                             lsn_channel_get_label (
                                                 lsn_row_get_text (first, LSN_CHANNEL_KIND)));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button),
                                 lsn_channel_get_icon (lsn_row_get_text (first, LSN_CHANNEL_KIND)));
  gtk_widget_remove_css_class (button, "quiet");
  return button;
}

/* Those of the client (@contact_id 0) or of a person that make one kind of entry; %NULL: that make
 * none. Element-type LsnRow, of @card. */
static GPtrArray *
list_channels (const LsnClientCard *card, gint64 contact_id, const char *entry_kind)
{
  GPtrArray *channels = g_ptr_array_new ();

  for (guint i = 0; i < card->channels->len; i++)
    {
      LsnRow *channel = g_ptr_array_index (card->channels, i);
      const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);

      if (lsn_row_get_int64 (channel, LSN_CHANNEL_CONTACT_ID) == contact_id &&
          g_strcmp0 (lsn_channel_get_entry_kind (kind), entry_kind) == 0)
        g_ptr_array_add (channels, channel);
    }
  return channels;
}

/* The button of a way whose letter is known: what the letter does. */
static GtkWidget *
make_way_button (LsnClientPage *self, const LsnRow *channel, const char *action, const char *letter)
{
  const char *kind = lsn_row_get_text (channel, LSN_CHANNEL_KIND);
  g_autofree char *shown =
      lsn_channel_dup_display (channel, lsn_context_get_region (self->context));
  g_autofree char *tooltip = g_strdup_printf (letter ? "%s: %s (%s)" : "%s: %s",
                                              lsn_channel_get_label (kind), shown, letter);
  GtkWidget *button = lsn_client_page_make_button (lsn_channel_get_icon (kind), tooltip);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* One button for each way: the client's own numbers, mails and chats, else the best of a person;
 * and the sites. */
static void
show_channels (LsnClientPage *self, const LsnClientCard *card)
{
  const struct
  {
    const char *entry_kind;
    const char *action;
    const char *letter;
  } ways[] = {
    { "call", "client.call", "C" },
    { "mail", "client.mail", "M" },
    { "message", "client.chat", NULL },
    { NULL, NULL, NULL },
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->channels_box))))
    gtk_box_remove (self->channels_box, child);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GPtrArray) own = list_channels (card, 0, ways[i].entry_kind);
      const LsnRow *channel = ways[i].action ? find_channel (card, ways[i].entry_kind) : NULL;
      GtkWidget *button =
          own->len > 1 || (own->len == 1 && channel == NULL) ? make_channels_button (self, own)
          : channel ? make_way_button (self, channel, ways[i].action, ways[i].letter)
                    : NULL;

      if (button)
        gtk_box_append (self->channels_box, button);
    }
}

/* --- People ----------------------------------------------------------------------------------- */

static void
add_channels (LsnClientPage *self, const LsnClientCard *card, gint64 contact_id, GtkWidget *row)
{
  const char *const ways[] = { "call", "mail", "message", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GPtrArray) channels = list_channels (card, contact_id, ways[i]);

      if (channels->len > 0)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_channels_button (self, channels));
    }
}

/* “director · also at Acme” */
static char *
dup_about (const LsnRow *person)
{
  const char *role = lsn_row_get_text (person, LSN_CLIENT_CONTACT_ROLE);
  const char *others = lsn_row_get_text (person, LSN_CLIENT_CONTACT_ALSO_AT);
  g_autofree char *also = NULL;

  if (others == NULL)
    return g_strdup (role);
  /* Translators: other clients of a person: “also at Acme, Vega” */
  also = g_strdup_printf (_ ("also at %s"), others);
  return role ? g_strdup_printf ("%s · %s", role, also) : g_steal_pointer (&also);
}

static gint64
get_contact_id (GtkWidget *row)
{
  return g_variant_get_int64 (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)));
}

static void
moved (GObject *owner, GtkListBox *list, GtkListBoxRow *row)
{
  LsnClientPage *self = LSN_CLIENT_PAGE (owner);
  LsnPeopleOrder *order = lsn_people_order_new (self->client_id);
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” moved"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (list)); other;
       other = gtk_widget_get_next_sibling (other))
    {
      gint64 id = get_contact_id (other);

      g_array_append_val (order->contact_ids, id);
    }
  lsn_context_write (self->context, _ ("Move Person"), message, lsn_people_order_on_worker, order,
                     (GDestroyNotify) lsn_people_order_free);
}

static GtkWidget *
make_person_row (LsnClientPage *self, const LsnClientCard *card, const LsnRow *person)
{
  const char *name = lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME);
  const char *note = lsn_row_get_text (person, LSN_CLIENT_CONTACT_NOTE);
  gint64 contact_id = lsn_row_get_int64 (person, LSN_CLIENT_CONTACT_CONTACT_ID);
  g_autofree char *about = dup_about (person);
  GtkWidget *row = lsn_client_page_make_row (name, about);
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);

  lsn_client_avatar_show (ADW_AVATAR (avatar), self->context, name,
                          lsn_row_get_text (person, LSN_CLIENT_CONTACT_AVATAR));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  if (card->people->len > 1 && lsn_context_is_writable (self->context))
    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               lsn_reorder_add (GTK_LIST_BOX_ROW (row), moved, G_OBJECT (self)));
  add_channels (self, card, contact_id, row);
  gtk_widget_set_tooltip_text (row, note);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", contact_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "client.edit-person");
  return row;
}

static void
edit_person_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  adw_dialog_present (lsn_person_dialog_new (self->context, self->client_id,
                                             g_variant_get_int64 (parameter)),
                      GTK_WIDGET (self));
}

void
lsn_client_page_show_people (LsnClientPage *self, const LsnClientCard *card)
{
  int focus = lsn_client_page_find_focus (self->people_list);

  if (self->card && lsn_client_page_are_equal (self->card->people, card->people) &&
      lsn_client_page_are_equal (self->card->channels, card->channels))
    return;
  show_channels (self, card);
  gtk_list_box_remove_all (self->people_list);
  for (guint i = 0; i < card->people->len; i++)
    gtk_list_box_append (self->people_list,
                         make_person_row (self, card, g_ptr_array_index (card->people, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->people_list), card->people->len > 0);
  lsn_client_page_put_focus (self->people_list, focus);
}

void
lsn_client_page_setup_people (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "channel", channel_action, "x" },
    { "call", reach_action },
    { "mail", reach_action },
    { "chat", reach_action },
    { "edit-person", edit_person_action, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
