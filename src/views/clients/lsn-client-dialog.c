/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-dialog.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-client-write.h"

#include <glib/gi18n-lib.h>

struct _LsnClientDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  LsnRecord *client;   /* owned, nullable: the one that is changed */
  gint64 person_at;    /* the client that gets a person, 0 for a client dialog */

  /* Template widgets */
  AdwBanner *error_banner;
  GtkButton *save_button;
  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  AdwComboRow *status_row;
  AdwEntryRow *role_row;
  AdwEntryRow *phone_row;
  AdwEntryRow *email_row;
  AdwEntryRow *telegram_row;
  AdwPreferencesGroup *detail_group;
  AdwEntryRow *city_row;
  AdwEntryRow *segment_row;
  AdwEntryRow *owner_row;
  AdwEntryRow *tags_row;
  AdwSpinRow *cadence_row;
};

G_DEFINE_FINAL_TYPE (LsnClientDialog, lsn_client_dialog, ADW_TYPE_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
changed_cb (LsnClientDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), *name != '\0');
}

static void
cancel_cb (LsnClientDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
failed_cb (LsnClientDialog *self, const char *message)
{
  adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
add_channel (GPtrArray *channels, const char *kind, AdwEntryRow *row)
{
  LsnRow *channel;

  if (*get_text (row) == '\0')
    return;
  channel = lsn_row_new (&lsn_channel_info);
  lsn_row_set_text (channel, LSN_CHANNEL_KIND, kind);
  lsn_row_set_text (channel, LSN_CHANNEL_VALUE, get_text (row));
  g_ptr_array_add (channels, channel);
}

static GPtrArray *
dup_channels (LsnClientDialog *self)
{
  GPtrArray *channels = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);

  add_channel (channels, "phone", self->phone_row);
  add_channel (channels, "email", self->email_row);
  add_channel (channels, "telegram", self->telegram_row);
  return channels;
}

static void
set_or_null (LsnRow *row, guint field, const char *text)
{
  lsn_row_set_text (row, field, *text ? text : NULL);
}

static void
saved (GObject *owner, gpointer data)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (owner);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  LsnClientEdit *edit = data;

  if (self->person_at == 0 && self->client == NULL && parent)
    gtk_widget_activate_action (parent, "app.open-client", "x", edit->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_person (LsnClientDialog *self)
{
  LsnContactEdit *edit = g_new0 (LsnContactEdit, 1);

  edit->client_id = self->person_at;
  edit->name = g_strdup (get_text (self->name_row));
  edit->role = g_strdup (get_text (self->role_row));
  edit->is_primary = -1;
  edit->region = lsn_context_get_region (self->context);
  edit->channels = dup_channels (self);
  lsn_context_write_then (self->context, _ ("Add Person"), NULL, lsn_contact_edit_on_worker, edit,
                          (GDestroyNotify) lsn_contact_edit_free, saved, G_OBJECT (self));
}

static void
save_client (LsnClientDialog *self)
{
  LsnClientEdit *edit = g_new0 (LsnClientEdit, 1);
  guint cadence = (guint) adw_spin_row_get_value (self->cadence_row);
  g_auto (GStrv) tags = g_strsplit (get_text (self->tags_row), ",", -1);

  edit->id = self->client ? lsn_record_get_id (self->client) : 0;
  edit->now = lsn_clock_now ();
  edit->region = lsn_context_get_region (self->context);
  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_NAME, get_text (self->name_row));
  lsn_row_set_text (edit->row, LSN_CLIENT_KIND,
                    adw_combo_row_get_selected (self->kind_row) == 1 ? "person" : "company");
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS,
                    lsn_client_status_get_key (adw_combo_row_get_selected (self->status_row)));
  set_or_null (edit->row, LSN_CLIENT_CITY, get_text (self->city_row));
  if (cadence > 0)
    lsn_row_set_int64 (edit->row, LSN_CLIENT_CADENCE_DAYS, cadence);
  else
    lsn_row_set_null (edit->row, LSN_CLIENT_CADENCE_DAYS);
  edit->segment = g_strdup (get_text (self->segment_row));
  edit->owner = g_strdup (get_text (self->owner_row));
  edit->tags = g_steal_pointer (&tags);
  if (self->client == NULL)
    edit->channels = dup_channels (self);
  lsn_context_write_then (self->context, self->client ? _ ("Edit Client") : _ ("New Client"), NULL,
                          lsn_client_edit_on_worker, edit, (GDestroyNotify) lsn_client_edit_free,
                          saved, G_OBJECT (self));
}

static void
save_cb (LsnClientDialog *self)
{
  adw_banner_set_revealed (self->error_banner, FALSE);
  if (self->person_at)
    save_person (self);
  else
    save_client (self);
}

static void
show_client (LsnClientDialog *self)
{
  LsnClientStatus status = LSN_CLIENT_LEAD;

  set_text (self->name_row, lsn_record_get_text (self->client, LSN_CLIENT_NAME));
  set_text (self->city_row, lsn_record_get_text (self->client, LSN_CLIENT_CITY));
  set_text (self->segment_row, lsn_record_get_text (self->client, LSN_CLIENT_SEGMENT_NAME));
  set_text (self->owner_row, lsn_record_get_text (self->client, LSN_CLIENT_OWNER_NAME));
  set_text (self->tags_row, lsn_record_get_text (self->client, LSN_CLIENT_TAGS));
  adw_combo_row_set_selected (
      self->kind_row,
      g_strcmp0 (lsn_record_get_text (self->client, LSN_CLIENT_KIND), "person") == 0 ? 1 : 0);
  lsn_client_status_parse (lsn_record_get_text (self->client, LSN_CLIENT_STATUS), &status);
  adw_combo_row_set_selected (self->status_row, status);
  adw_spin_row_set_value (self->cadence_row,
                          (double) lsn_record_get_int64 (self->client, LSN_CLIENT_CADENCE_DAYS));
}

static void
lsn_client_dialog_dispose (GObject *object)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENT_DIALOG);
  g_clear_object (&self->client);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_dialog_parent_class)->dispose (object);
}

static void
lsn_client_dialog_class_init (LsnClientDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_client_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-client-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnClientDialog, name)
  CHILD (error_banner);
  CHILD (save_button);
  CHILD (name_row);
  CHILD (kind_row);
  CHILD (status_row);
  CHILD (role_row);
  CHILD (phone_row);
  CHILD (email_row);
  CHILD (telegram_row);
  CHILD (detail_group);
  CHILD (city_row);
  CHILD (segment_row);
  CHILD (owner_row);
  CHILD (tags_row);
  CHILD (cadence_row);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
lsn_client_dialog_init (LsnClientDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (kinds, C_ ("client kind", "Company"));
  gtk_string_list_append (kinds, C_ ("client kind", "Person"));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  for (LsnClientStatus status = 0; status < N_LSN_CLIENT_STATUSES; status++)
    gtk_string_list_append (statuses, lsn_client_status_get_label (status));
  adw_combo_row_set_model (self->status_row, G_LIST_MODEL (statuses));
  adw_combo_row_set_selected (self->status_row, LSN_CLIENT_LEAD);
}

static LsnClientDialog *
dialog_new (LsnContext *context)
{
  LsnClientDialog *self = g_object_new (LSN_TYPE_CLIENT_DIALOG, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

AdwDialog *
lsn_client_dialog_new (LsnContext *context, LsnRecord *client)
{
  LsnClientDialog *self = dialog_new (context);

  adw_dialog_set_title (ADW_DIALOG (self), client ? _ ("Edit Client") : _ ("New Client"));
  gtk_widget_set_visible (GTK_WIDGET (self->role_row), FALSE);
  if (client)
    {
      self->client = g_object_ref (client);
      gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->phone_row),
                                                       ADW_TYPE_PREFERENCES_GROUP),
                              FALSE);
      show_client (self);
    }
  return ADW_DIALOG (self);
}

AdwDialog *
lsn_client_dialog_new_person (LsnContext *context, gint64 client_id)
{
  LsnClientDialog *self = dialog_new (context);

  self->person_at = client_id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Add a Person"));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->status_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_group), FALSE);
  return ADW_DIALOG (self);
}
