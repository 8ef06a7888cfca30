/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-person-dialog.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-person-card.h"
#include "views/clients/lsn-channels-group.h"
#include "views/clients/lsn-duplicate-hint.h"
#include "views/lsn-avatar-button.h"
#include "views/lsn-picker-dialog.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnPersonDialog
{
  LsnFormDialog parent_instance;

  gint64 client_id;
  gint64 contact_id; /* 0 for somebody new */
  gboolean known;    /* somebody of another client, chosen here */
  gboolean loaded;
  LsnDuplicateHint *hint; /* owned */
  GPtrArray *place_rows;  /* owned; element-type GtkWidget */

  /* Template widgets */
  LsnAvatarButton *avatar;
  AdwEntryRow *name_row;
  AdwEntryRow *role_row;
  AdwSwitchRow *primary_row;
  AdwPreferencesGroup *known_group;
  LsnChannelsGroup *channels_group;
  LsnDateButton *birthday_button;
  LsnTextRow *note_row;
  AdwPreferencesGroup *places_group;
  GtkWidget *remove_group;
};

G_DEFINE_FINAL_TYPE (LsnPersonDialog, lsn_person_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const person_kinds[] = { "contact", NULL };

static void
changed_cb (LsnPersonDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
name_changed_cb (LsnPersonDialog *self)
{
  if (!self->loaded)
    return;
  lsn_avatar_button_show (self->avatar, gtk_editable_get_text (GTK_EDITABLE (self->name_row)),
                          lsn_avatar_button_get_hash (self->avatar));
  changed_cb (self);
}

static void
activated_cb (LsnPersonDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

/* A number that another client has; one of a person who is known is no news. */
static void
channel_typed_cb (LsnPersonDialog *self, const char *kind, const char *value)
{
  if (!self->known)
    lsn_duplicate_hint_ask (self->hint, kind, value);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void load (LsnPersonDialog *self);

static void
place_activated_cb (LsnPersonDialog *self, GtkWidget *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "client-id");
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent && adw_dialog_close (ADW_DIALOG (self)))
    gtk_widget_activate_action (parent, "app.open-client", "x", *id);
}

static void
show_places (LsnPersonDialog *self, GPtrArray *places)
{
  for (guint i = 0; i < self->place_rows->len; i++)
    adw_preferences_group_remove (self->places_group, g_ptr_array_index (self->place_rows, i));
  g_ptr_array_set_size (self->place_rows, 0);
  for (guint i = 0; i < places->len; i++)
    {
      const LsnPersonPlace *place = g_ptr_array_index (places, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->name);
      if (place->role)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place->role);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "client-id",
                              g_memdup2 (&place->client_id, sizeof place->client_id), g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (place_activated_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->places_group, row);
      g_ptr_array_add (self->place_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->places_group), places->len > 0);
}

static void
show_person (LsnPersonDialog *self, const LsnPersonCard *card)
{
  lsn_avatar_button_show (self->avatar, lsn_row_get_text (card->contact, LSN_CONTACT_NAME),
                          lsn_row_get_text (card->contact, LSN_CONTACT_AVATAR));
  lsn_form_set_text (self->name_row, lsn_row_get_text (card->contact, LSN_CONTACT_NAME));
  lsn_text_row_set_text (self->note_row, lsn_row_get_text (card->contact, LSN_CONTACT_NOTE));
  if (card->link)
    {
      lsn_form_set_text (self->role_row, lsn_row_get_text (card->link, LSN_CLIENT_CONTACT_ROLE));
      adw_switch_row_set_active (self->primary_row,
                                 lsn_row_get_int64 (card->link, LSN_CLIENT_CONTACT_IS_PRIMARY) !=
                                     0);
    }
  lsn_date_button_set (self->birthday_button, card->birthday, -1);
  lsn_channels_group_set (self->channels_group, card->channels);
  show_places (self, card->places);
  gtk_widget_set_visible (self->remove_group, card->link != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->known_group), FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnPersonCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || card->contact == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This person does not exist any more."));
      return;
    }
  self->loaded = FALSE;
  show_person (self, card);
  self->loaded = TRUE;
  if (self->known)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
  else
    lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

static void
load (LsnPersonDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  lsn_store_read_async (lsn_context_get_store (context), lsn_person_card_on_worker,
                        lsn_person_card_new (self->client_id, self->contact_id),
                        (GDestroyNotify) lsn_person_card_free, NULL, loaded_cb,
                        g_object_ref (self));
}

/* --- Somebody known --------------------------------------------------------------------------- */

static void
picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnPersonDialog *self = LSN_PERSON_DIALOG (owner);

  self->contact_id = hit->id;
  self->known = TRUE;
  load (self);
}

static void
choose_known_cb (LsnPersonDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  adw_dialog_present (lsn_picker_dialog_new (context, _ ("Choose a Person"), person_kinds, picked,
                                             G_OBJECT (self)),
                      GTK_WIDGET (self));
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnPersonDialog *self = LSN_PERSON_DIALOG (form);
  g_autofree char *name = lsn_form_dup_text (self->name_row);

  return self->loaded && name;
}

static char *
dup_or_blank (char *text)
{
  return text ? text : g_strdup ("");
}

static LsnContactEdit *
new_edit (LsnPersonDialog *self)
{
  LsnContactEdit *edit = g_new0 (LsnContactEdit, 1);

  edit->client_id = self->client_id;
  edit->contact_id = self->contact_id;
  edit->is_primary = -1;
  edit->region = lsn_context_get_region (lsn_form_dialog_get_context (LSN_FORM_DIALOG (self)));
  return edit;
}

static void
save (LsnFormDialog *form)
{
  LsnPersonDialog *self = LSN_PERSON_DIALOG (form);
  gboolean added = self->contact_id == 0 || self->known;
  LsnContactEdit *edit = new_edit (self);
  g_autofree char *message = NULL;

  edit->name = lsn_form_dup_text (self->name_row);
  edit->role = dup_or_blank (lsn_form_dup_text (self->role_row));
  edit->note = dup_or_blank (lsn_text_row_dup_text (self->note_row));
  edit->avatar = dup_or_blank (g_strdup (lsn_avatar_button_get_hash (self->avatar)));
  edit->is_primary = adw_switch_row_get_active (self->primary_row);
  edit->channels = lsn_channels_group_dup (self->channels_group);
  edit->has_birthday = TRUE;
  edit->birthday = lsn_date_button_get_date (self->birthday_button);
  message = g_strdup_printf (added ? _ ("“%s” added") : _ ("Changed: “%s”"), edit->name);
  lsn_form_dialog_write (form, added ? _ ("Add Person") : _ ("Edit Person"), message,
                         lsn_contact_edit_on_worker, edit, (GDestroyNotify) lsn_contact_edit_free);
}

static void
saved (LsnFormDialog *form, gpointer data)
{
  lsn_duplicate_hint_forget (LSN_PERSON_DIALOG (form)->hint);
}

static void
remove_cb (LsnPersonDialog *self)
{
  LsnContactEdit *edit = new_edit (self);
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” removed"), gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  edit->unlink = TRUE;
  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Remove Person"), message,
                         lsn_contact_edit_on_worker, edit, (GDestroyNotify) lsn_contact_edit_free);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_person_dialog_dispose (GObject *object)
{
  LsnPersonDialog *self = LSN_PERSON_DIALOG (object);

  g_clear_object (&self->hint);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PERSON_DIALOG);

  G_OBJECT_CLASS (lsn_person_dialog_parent_class)->dispose (object);
}

static void
lsn_person_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (LSN_PERSON_DIALOG (object)->place_rows);

  G_OBJECT_CLASS (lsn_person_dialog_parent_class)->finalize (object);
}

static void
lsn_person_dialog_class_init (LsnPersonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_person_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_person_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;
  form_class->saved = saved;

  g_type_ensure (LSN_TYPE_AVATAR_BUTTON);
  g_type_ensure (LSN_TYPE_CHANNELS_GROUP);
  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-person-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnPersonDialog, name)
  CHILD (avatar);
  CHILD (name_row);
  CHILD (role_row);
  CHILD (primary_row);
  CHILD (known_group);
  CHILD (channels_group);
  CHILD (birthday_button);
  CHILD (note_row);
  CHILD (places_group);
  CHILD (remove_group);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_known_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
lsn_person_dialog_init (LsnPersonDialog *self)
{
  self->place_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_date_button_set_label (self->birthday_button, _ ("Birthday"));
  g_signal_connect_object (self->channels_group, "typed", G_CALLBACK (channel_typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->avatar, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

AdwDialog *
lsn_person_dialog_new (LsnContext *context, gint64 client_id, gint64 contact_id)
{
  LsnPersonDialog *self = g_object_new (LSN_TYPE_PERSON_DIALOG, NULL);

  self->client_id = client_id;
  self->contact_id = contact_id;
  self->hint = lsn_duplicate_hint_new (LSN_FORM_DIALOG (self), context, client_id);
  adw_dialog_set_title (ADW_DIALOG (self), contact_id ? _ ("Edit Person") : _ ("Add a Person"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_avatar_button_start (self->avatar, context);
  if (contact_id)
    load (self);
  else
    self->loaded = TRUE;
  return ADW_DIALOG (self);
}
