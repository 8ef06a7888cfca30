/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "views/clients/lsn-client-dialog.h"
#include "views/clients/lsn-person-dialog.h"

#include <glib/gi18n-lib.h>

static void
new_client (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self,
                                  lsn_client_dialog_new (lsn_application_get_context (self), 0));
}

static void
open_client (LsnApplication *self, GVariant *parameter)
{
  lsn_window_open_client (lsn_application_get_window (self), g_variant_get_int64 (parameter), NULL);
}

static void
client_view (LsnApplication *self, GVariant *parameter)
{
  lsn_window_show_client_view (lsn_application_get_window (self),
                               g_variant_get_string (parameter, NULL));
}

static void
edit_client (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_client_dialog_new (lsn_application_get_context (self),
                                                               g_variant_get_int64 (parameter)));
}

static void
add_person (LsnApplication *self, GVariant *parameter)
{
  lsn_application_present_dialog (self, lsn_person_dialog_new (lsn_application_get_context (self),
                                                               g_variant_get_int64 (parameter), 0));
}

/* Opens a phone or a mail, and lets the user log it with the client. */
static void
reach (LsnApplication *self, const char *channel, const char *value, gint64 client_id)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autofree char *normal =
      value ? lsn_channel_dup_normal (channel, value, lsn_context_get_region (context)) : NULL;
  g_autofree char *uri = normal ? lsn_channel_dup_uri (channel, normal) : NULL;
  g_autoptr (GtkUriLauncher) launcher = NULL;
  LsnWindow *window = lsn_application_get_window (self);

  if (uri == NULL)
    {
      lsn_window_show_message (window,
                               g_str_equal (channel, "phone") ? _ ("There is no phone to call")
                                                              : _ ("There is no mail to write to"),
                               0);
      return;
    }
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (window), NULL, NULL, NULL);
  if (client_id)
    lsn_window_open_client (window, client_id, lsn_channel_get_entry_kind (channel));
}

void
lsn_application_call (LsnApplication *self, const char *phone, gint64 client_id)
{
  reach (self, "phone", phone, client_id);
}

static void
call_client (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_pool (lsn_application_get_context (self),
                                                 LSN_TYPE_CLIENT),
                           g_variant_get_int64 (parameter));

  lsn_application_call (self, lsn_record_get_text (record, LSN_CLIENT_PHONE),
                        lsn_record_get_id (record));
}

static void
mail_client (LsnApplication *self, GVariant *parameter)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_pool (lsn_application_get_context (self),
                                                 LSN_TYPE_CLIENT),
                           g_variant_get_int64 (parameter));

  reach (self, "email", lsn_record_get_text (record, LSN_CLIENT_EMAIL), lsn_record_get_id (record));
}

const LsnCommand lsn_client_commands[] = {
  { "new-client", N_ ("_New Client"), LSN_COMMAND_GROUP_CLIENTS, NULL,
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW, "<Control>n", "list-add-symbolic", new_client },
  { "open-client", N_ ("_Open Client"), LSN_COMMAND_GROUP_CLIENTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "avatar-default-symbolic", open_client },
  { "edit-client", N_ ("_Edit Client"), LSN_COMMAND_GROUP_CLIENTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "document-edit-symbolic",
    edit_client },
  { "add-person", N_ ("_Add Person"), LSN_COMMAND_GROUP_CLIENTS, "x",
    LSN_COMMAND_WRITES | LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "contact-new-symbolic",
    add_person },
  { "call-client", N_ ("_Call Client"), LSN_COMMAND_GROUP_CLIENTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "call-start-symbolic", call_client },
  { "mail-client", N_ ("Write a _Mail"), LSN_COMMAND_GROUP_CLIENTS, "x",
    LSN_COMMAND_WINDOW | LSN_COMMAND_CLIENT, NULL, "mail-unread-symbolic", mail_client },
  { "client-view", N_ ("View of Clients"), LSN_COMMAND_GROUP_CLIENTS, "s",
    LSN_COMMAND_WINDOW | LSN_COMMAND_HIDDEN, NULL, NULL, client_view },
  { NULL },
};
