/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-money.h"
#include "base/lsn-number.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client-choices.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-me.h"
#include "views/clients/lsn-channels-group.h"
#include "views/clients/lsn-duplicate-hint.h"
#include "views/lsn-avatar-button.h"
#include "widgets/lsn-suggest-row.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnClientDialog
{
  LsnFormDialog parent_instance;

  gint64 id; /* 0 for a new one */
  gboolean loaded;
  LsnDuplicateHint *hint; /* owned */

  /* Template widgets */
  LsnAvatarButton *avatar;
  AdwToggleGroup *kind_group;
  AdwEntryRow *name_row;
  AdwEntryRow *legal_name_row;
  AdwComboRow *status_row;
  LsnChannelsGroup *channels_group;
  LsnSuggestRow *segment_row;
  LsnSuggestRow *owner_row;
  LsnSuggestRow *source_row;
  LsnSuggestRow *tags_row;
  AdwSpinRow *cadence_row;
  AdwEntryRow *turnover_row;
  GtkDropDown *currency_drop;
  LsnSuggestRow *city_row;
  AdwEntryRow *address_row;
  LsnTextRow *note_row;
};

G_DEFINE_FINAL_TYPE (LsnClientDialog, lsn_client_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnClientDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
activated_cb (LsnClientDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static gboolean
is_person (LsnClientDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->kind_group), "person") == 0;
}

static void
kind_changed_cb (LsnClientDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->legal_name_row), !is_person (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row),
                                 is_person (self) ? C_ ("person", "Name") : _ ("Name"));
  changed_cb (self);
}

/* --- Who is there already --------------------------------------------------------------------- */

static void
name_changed_cb (LsnClientDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (!self->loaded)
    return;
  lsn_avatar_button_show (self->avatar, name, lsn_avatar_button_get_hash (self->avatar));
  lsn_duplicate_hint_ask (self->hint, "name", name);
  changed_cb (self);
}

static void
channel_typed_cb (LsnClientDialog *self, const char *kind, const char *value)
{
  lsn_duplicate_hint_ask (self->hint, kind, value);
}

/* --- Money ------------------------------------------------------------------------------------ */

static const char *
get_currency (LsnClientDialog *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->currency_drop);

  return chosen ? gtk_string_object_get_string (chosen) : lsn_money_get_default_currency ();
}

/* %FALSE where it is no amount. @minor: (out): -1 for none */
static gboolean
read_turnover (LsnClientDialog *self, gint64 *minor)
{
  g_autofree char *text = lsn_form_dup_text (self->turnover_row);

  *minor = -1;
  return text == NULL || (lsn_money_parse (text, get_currency (self), lsn_number_get_separator (),
                                           minor) == LSN_NUMBER_OK &&
                          *minor >= 0);
}

static void
turnover_changed_cb (LsnClientDialog *self)
{
  gint64 minor;

  if (read_turnover (self, &minor))
    gtk_widget_remove_css_class (GTK_WIDGET (self->turnover_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->turnover_row), "error");
  changed_cb (self);
}

/* The client's own, that of the country, and those one meets. */
static void
set_currencies (LsnClientDialog *self, const char *own)
{
  const char *const usual[] = { own,  lsn_money_get_default_currency (), "RUB", "USD", "EUR", "KZT",
                                "BYN" };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (usual[i] && g_hash_table_add (seen, (gpointer) usual[i]))
        gtk_string_list_append (list, usual[i]);
    }
  gtk_drop_down_set_model (self->currency_drop, G_LIST_MODEL (list));
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_client (LsnClientDialog *self, const LsnClientCard *card)
{
  const LsnRow *client = card->client;
  const char *currency = lsn_row_get_text (client, LSN_CLIENT_CURRENCY);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  LsnClientStatus status = LSN_CLIENT_LEAD;

  lsn_client_status_parse (lsn_row_get_text (client, LSN_CLIENT_STATUS), &status);
  lsn_avatar_button_show (self->avatar, lsn_row_get_text (client, LSN_CLIENT_NAME),
                          lsn_row_get_text (client, LSN_CLIENT_AVATAR));
  adw_toggle_group_set_active_name (self->kind_group, lsn_row_get_text (client, LSN_CLIENT_KIND));
  lsn_form_set_text (self->name_row, lsn_row_get_text (client, LSN_CLIENT_NAME));
  lsn_form_set_text (self->legal_name_row, lsn_row_get_text (client, LSN_CLIENT_LEGAL_NAME));
  adw_combo_row_set_selected (self->status_row, status);
  lsn_form_set_text (ADW_ENTRY_ROW (self->segment_row),
                     lsn_row_get_text (client, LSN_CLIENT_SEGMENT_NAME));
  lsn_form_set_text (ADW_ENTRY_ROW (self->owner_row),
                     lsn_row_get_text (client, LSN_CLIENT_OWNER_NAME));
  lsn_form_set_text (ADW_ENTRY_ROW (self->source_row),
                     lsn_row_get_text (client, LSN_CLIENT_SOURCE));
  lsn_form_set_text (ADW_ENTRY_ROW (self->tags_row), lsn_row_get_text (client, LSN_CLIENT_TAGS));
  adw_spin_row_set_value (self->cadence_row,
                          (double) lsn_row_get_int64 (client, LSN_CLIENT_CADENCE_DAYS));
  lsn_form_set_text (ADW_ENTRY_ROW (self->city_row), lsn_row_get_text (client, LSN_CLIENT_CITY));
  lsn_form_set_text (self->address_row, lsn_row_get_text (client, LSN_CLIENT_ADDRESS));
  lsn_text_row_set_text (self->note_row, lsn_row_get_text (client, LSN_CLIENT_NOTE));
  set_currencies (self, currency);
  if (!lsn_row_is_null (client, LSN_CLIENT_TURNOVER_MINOR))
    {
      g_autofree char *text =
          lsn_number_dup_text (lsn_row_get_int64 (client, LSN_CLIENT_TURNOVER_MINOR),
                               lsn_money_get_digits (get_currency (self)));

      lsn_form_set_text (self->turnover_row, text);
    }
  for (guint i = 0; i < card->channels->len; i++)
    {
      if (lsn_row_get_int64 (g_ptr_array_index (card->channels, i), LSN_CHANNEL_CLIENT_ID) ==
          self->id)
        g_ptr_array_add (own, g_ptr_array_index (card->channels, i));
    }
  lsn_channels_group_set (self->channels_group, own);
}

static void
client_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnClientCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || card->client == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This client does not exist any more."));
      return;
    }
  show_client (self, card);
  kind_changed_cb (self);
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* Whoever adds a client is its owner, unless he says otherwise. */
static void
me_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientDialog) self = user_data;
  const LsnMe *me = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (me && me->name && self->owner_row &&
      *gtk_editable_get_text (GTK_EDITABLE (self->owner_row)) == '\0')
    {
      self->loaded = FALSE;
      lsn_form_set_text (ADW_ENTRY_ROW (self->owner_row), me->name);
      self->loaded = TRUE;
    }
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientDialog) self = user_data;
  const LsnClientChoices *choices = lsn_store_finish (LSN_STORE (source), result, NULL);
  const struct
  {
    LsnClientFacet facet;
    LsnSuggestRow *row;
  } rows[] = {
    { LSN_CLIENT_FACET_SEGMENT, self->segment_row }, { LSN_CLIENT_FACET_OWNER, self->owner_row },
    { LSN_CLIENT_FACET_SOURCE, self->source_row },   { LSN_CLIENT_FACET_TAG, self->tags_row },
    { LSN_CLIENT_FACET_CITY, self->city_row },
  };

  for (guint i = 0; choices && i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = lsn_client_choices_dup_names (choices, rows[i].facet);

      if (rows[i].row)
        lsn_suggest_row_set_choices (rows[i].row, (const char *const *) names);
    }
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (form);
  g_autofree char *name = lsn_form_dup_text (self->name_row);
  gint64 minor;

  return self->loaded && name && read_turnover (self, &minor);
}

static LsnRow *
make_row (LsnClientDialog *self)
{
  const struct
  {
    guint field;
    AdwEntryRow *row;
  } texts[] = {
    { LSN_CLIENT_NAME, self->name_row },
    { LSN_CLIENT_LEGAL_NAME, self->legal_name_row },
    { LSN_CLIENT_SOURCE, ADW_ENTRY_ROW (self->source_row) },
    { LSN_CLIENT_CITY, ADW_ENTRY_ROW (self->city_row) },
    { LSN_CLIENT_ADDRESS, self->address_row },
  };
  LsnRow *row = lsn_row_new (&lsn_client_info);
  guint cadence = (guint) adw_spin_row_get_value (self->cadence_row);
  g_autofree char *note = lsn_text_row_dup_text (self->note_row);
  gint64 minor;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = lsn_form_dup_text (texts[i].row);

      lsn_row_set_text (row, texts[i].field, text);
    }
  lsn_row_set_text (row, LSN_CLIENT_KIND, is_person (self) ? "person" : "company");
  lsn_row_set_text (row, LSN_CLIENT_STATUS,
                    lsn_client_status_get_key (adw_combo_row_get_selected (self->status_row)));
  lsn_row_set_text (row, LSN_CLIENT_AVATAR, lsn_avatar_button_get_hash (self->avatar));
  lsn_row_set_text (row, LSN_CLIENT_NOTE, note);
  if (cadence > 0)
    lsn_row_set_int64 (row, LSN_CLIENT_CADENCE_DAYS, cadence);
  else
    lsn_row_set_null (row, LSN_CLIENT_CADENCE_DAYS);
  read_turnover (self, &minor);
  lsn_row_set_text (row, LSN_CLIENT_CURRENCY, minor >= 0 ? get_currency (self) : NULL);
  if (minor >= 0)
    lsn_row_set_int64 (row, LSN_CLIENT_TURNOVER_MINOR, minor);
  else
    lsn_row_set_null (row, LSN_CLIENT_TURNOVER_MINOR);
  return row;
}

static void
save (LsnFormDialog *form)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (form);
  LsnContext *context = lsn_form_dialog_get_context (form);
  LsnClientEdit *edit = g_new0 (LsnClientEdit, 1);
  g_autofree char *message = NULL;

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->region = lsn_context_get_region (context);
  edit->row = make_row (self);
  edit->segment = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->segment_row)));
  edit->owner = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->owner_row)));
  edit->tags = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->tags_row)), ",", -1);
  edit->channels = lsn_channels_group_dup (self->channels_group);
  message = g_strdup_printf (self->id ? _ ("Changed: “%s”") : _ ("New client: “%s”"),
                             lsn_row_get_text (edit->row, LSN_CLIENT_NAME));
  lsn_form_dialog_write (form, self->id ? _ ("Edit Client") : _ ("New Client"), message,
                         lsn_client_edit_on_worker, edit, (GDestroyNotify) lsn_client_edit_free);
}

static void
saved (LsnFormDialog *form, gpointer data)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (form);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  LsnClientEdit *edit = data;

  lsn_duplicate_hint_forget (self->hint);
  if (self->id == 0 && parent)
    gtk_widget_activate_action (parent, "app.open-client", "x", edit->id);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_dialog_dispose (GObject *object)
{
  LsnClientDialog *self = LSN_CLIENT_DIALOG (object);

  g_clear_object (&self->hint);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENT_DIALOG);

  G_OBJECT_CLASS (lsn_client_dialog_parent_class)->dispose (object);
}

static void
lsn_client_dialog_class_init (LsnClientDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_client_dialog_dispose;
  form_class->is_valid = is_valid;
  form_class->save = save;
  form_class->saved = saved;

  g_type_ensure (LSN_TYPE_AVATAR_BUTTON);
  g_type_ensure (LSN_TYPE_CHANNELS_GROUP);
  g_type_ensure (LSN_TYPE_SUGGEST_ROW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-client-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnClientDialog, name)
  CHILD (avatar);
  CHILD (kind_group);
  CHILD (name_row);
  CHILD (legal_name_row);
  CHILD (status_row);
  CHILD (channels_group);
  CHILD (segment_row);
  CHILD (owner_row);
  CHILD (source_row);
  CHILD (tags_row);
  CHILD (cadence_row);
  CHILD (turnover_row);
  CHILD (currency_drop);
  CHILD (city_row);
  CHILD (address_row);
  CHILD (note_row);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, turnover_changed_cb);
}

static void
lsn_client_dialog_init (LsnClientDialog *self)
{
  const char *labels[N_LSN_CLIENT_STATUSES];

  gtk_widget_init_template (GTK_WIDGET (self));
  for (LsnClientStatus status = 0; status < N_LSN_CLIENT_STATUSES; status++)
    labels[status] = lsn_client_status_get_label (status);
  lsn_form_set_choices (self->status_row, labels, N_LSN_CLIENT_STATUSES);
  adw_combo_row_set_selected (self->status_row, LSN_CLIENT_LEAD);
  set_currencies (self, NULL);
  g_signal_connect_object (self->channels_group, "typed", G_CALLBACK (channel_typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->avatar, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

AdwDialog *
lsn_client_dialog_new (LsnContext *context, gint64 client_id)
{
  LsnClientDialog *self = g_object_new (LSN_TYPE_CLIENT_DIALOG, NULL);
  LsnStore *store = lsn_context_get_store (context);

  self->id = client_id;
  self->hint = lsn_duplicate_hint_new (LSN_FORM_DIALOG (self), context, client_id);
  adw_dialog_set_title (ADW_DIALOG (self), client_id ? _ ("Edit Client") : _ ("New Client"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_avatar_button_start (self->avatar, context);
  lsn_store_read_async (store, lsn_client_choices_on_worker, lsn_client_choices_new (),
                        (GDestroyNotify) lsn_client_choices_unref, NULL, choices_read_cb,
                        g_object_ref (self));
  if (client_id)
    lsn_store_read_async (store, lsn_client_card_on_worker, lsn_client_card_new (client_id),
                          (GDestroyNotify) lsn_client_card_free, NULL, client_read_cb,
                          g_object_ref (self));
  else
    {
      self->loaded = TRUE;
      lsn_store_read_async (store, lsn_me_on_worker, lsn_me_new (NULL),
                            (GDestroyNotify) lsn_me_free, NULL, me_read_cb, g_object_ref (self));
    }
  return ADW_DIALOG (self);
}
