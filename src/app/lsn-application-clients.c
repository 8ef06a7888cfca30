/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-application-private.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "views/clients/lsn-client-dialog.h"
#include "views/clients/lsn-person-dialog.h"
#include "views/lsn-uri-opener.h"

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
reach_out (LsnApplication *self, const char *channel, const char *value, gint64 client_id)
{
  LsnContext *context = lsn_application_get_context (self);
  g_autofree char *normal =
      value ? lsn_channel_dup_normal (channel, value, lsn_context_get_region (context)) : NULL;
  g_autofree char *uri = normal ? lsn_channel_dup_uri (channel, normal) : NULL;
  LsnWindow *window = lsn_application_get_window (self);

  if (uri == NULL)
    {
      lsn_window_show_message (window,
                               g_str_equal (channel, "phone") ? _ ("There is no phone to call")
                                                              : _ ("There is no mail to write to"),
                               0);
      return;
    }
  lsn_uri_open (GTK_WIDGET (window), context, uri);
  if (client_id)
    lsn_window_open_client (window, client_id, lsn_channel_get_entry_kind (channel));
}

typedef struct
{
  LsnApplication *application; /* owned */
  const LsnRecordInfo *info;
  GArray *ids;     /* owned: the one */
  GPtrArray *rows; /* owned, nullable; element-type LsnRow */
  const char *channel;
  guint value;
  guint client_id;
} Reach;

static void
reach_free (gpointer data)
{
  Reach *reach = data;

  g_object_unref (reach->application);
  g_array_unref (reach->ids);
  g_clear_pointer (&reach->rows, g_ptr_array_unref);
  g_free (reach);
}

static gboolean
reach_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reach *reach = data;

  reach->rows = lsn_row_load_ids (db, reach->info, reach->ids, error);
  return reach->rows != NULL;
}

static void
reach_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const Reach *reach = lsn_store_finish (LSN_STORE (source), result, &error);
  const LsnRow *row = reach && reach->rows->len > 0 ? g_ptr_array_index (reach->rows, 0) : NULL;

  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lsn_context_tell (user_data, error->message);
  if (row && lsn_application_ensure_window (reach->application))
    reach_out (reach->application, reach->channel, lsn_row_get_text (row, reach->value),
               lsn_row_get_int64 (row, reach->client_id));
}

void
lsn_application_reach (LsnApplication *self, const char *channel, const LsnRecordInfo *info,
                       gint64 id, guint value, guint client_id)
{
  LsnContext *context = lsn_application_get_context (self);
  Reach *reach = g_new0 (Reach, 1);

  reach->application = g_object_ref (self);
  reach->info = info;
  reach->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (reach->ids, id);
  reach->channel = channel;
  reach->value = value;
  reach->client_id = client_id;
  lsn_store_read_async (lsn_context_get_store (context), reach_on_worker, reach, reach_free, NULL,
                        reach_read_cb, context);
}

static void
call_client (LsnApplication *self, GVariant *parameter)
{
  lsn_application_reach (self, "phone", &lsn_client_info, g_variant_get_int64 (parameter),
                         LSN_CLIENT_PHONE, LSN_CLIENT_ID);
}

static void
mail_client (LsnApplication *self, GVariant *parameter)
{
  lsn_application_reach (self, "email", &lsn_client_info, g_variant_get_int64 (parameter),
                         LSN_CLIENT_EMAIL, LSN_CLIENT_ID);
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
