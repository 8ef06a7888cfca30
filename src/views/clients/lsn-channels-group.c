/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-channels-group.h"
#include "model/clients/lsn-contact.h"

#include <glib/gi18n-lib.h>

struct _LsnChannelsGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* owned; element-type ChannelRow, in order */
  GtkWidget *add_row;
  gboolean setting;
};

/* One way, and the widgets that show it. */
typedef struct
{
  LsnChannelsGroup *group;
  gint64 id;
  const char *kind; /* static */
  char *label;      /* owned, nullable */
  gboolean chosen;  /* its kind was, and is not guessed any more */
  AdwEntryRow *entry;
  GtkMenuButton *kind_button;
  GtkEditable *label_entry;
  GtkButton *prefer_button;
} ChannelRow;

enum
{
  CHANGED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnChannelsGroup, lsn_channels_group, ADW_TYPE_PREFERENCES_GROUP)

static void
channel_row_free (gpointer data)
{
  ChannelRow *row = data;

  g_free (row->label);
  g_free (row);
}

static void
emit_changed (LsnChannelsGroup *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_value (ChannelRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->entry))));
}

/* --- Showing ---------------------------------------------------------------------------------- */

static void
show_row (ChannelRow *row)
{
  const char *name = lsn_channel_get_label (row->kind);
  g_autofree char *title =
      row->label ? g_strdup_printf ("%s · %s", name, row->label) : g_strdup (name);
  g_autofree char *tooltip = g_strdup_printf (_ ("Kind and Label: %s"), title);
  GtkInputPurpose purpose = g_str_equal (row->kind, "phone") || g_str_equal (row->kind, "whatsapp")
                                ? GTK_INPUT_PURPOSE_PHONE
                            : g_str_equal (row->kind, "email") ? GTK_INPUT_PURPOSE_EMAIL
                                                               : GTK_INPUT_PURPOSE_FREE_FORM;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->entry), title);
  adw_entry_row_set_input_purpose (row->entry, purpose);
  gtk_menu_button_set_icon_name (row->kind_button, lsn_channel_get_icon (row->kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->kind_button), tooltip);
}

/* The star stands only where there is something to prefer. */
static void
show_order (LsnChannelsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ChannelRow *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (GTK_WIDGET (row->prefer_button), self->rows->len > 1);
      gtk_button_set_icon_name (row->prefer_button,
                                i == 0 ? "starred-symbolic" : "non-starred-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (row->prefer_button),
                                   i == 0 ? _ ("Preferred") : _ ("Prefer This One"));
    }
}

/* The rows of a preferences group come in the order in which they were added. */
static void
place_rows (LsnChannelsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ChannelRow *row = g_ptr_array_index (self->rows, i);
      GtkWidget *widget = GTK_WIDGET (row->entry);

      g_object_ref (widget);
      if (gtk_widget_get_parent (widget))
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), widget);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), widget);
      g_object_unref (widget);
    }
  if (gtk_widget_get_parent (self->add_row))
    {
      g_object_ref (self->add_row);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->add_row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
      g_object_unref (self->add_row);
    }
  else
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
    }
  show_order (self);
}

/* --- What the user does ----------------------------------------------------------------------- */

static void
value_changed_cb (GtkEditable *editable, ChannelRow *row)
{
  g_autofree char *value = dup_value (row);
  const char *guess = row->chosen ? NULL : lsn_channel_guess_kind (value);

  if (guess && !g_str_equal (guess, row->kind))
    {
      row->kind = guess;
      show_row (row);
    }
  emit_changed (row->group);
  if (!row->group->setting)
    g_signal_emit (row->group, signals[TYPED], 0, row->kind, value);
}

static void
kind_toggled_cb (GtkCheckButton *button, ChannelRow *row)
{
  const char *kind = g_object_get_data (G_OBJECT (button), "kind");

  if (!gtk_check_button_get_active (button) || g_str_equal (row->kind, kind))
    return;
  row->kind = kind;
  row->chosen = TRUE;
  show_row (row);
  emit_changed (row->group);
}

static void
label_changed_cb (GtkEditable *editable, ChannelRow *row)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  g_set_str (&row->label, *label ? label : NULL);
  show_row (row);
  emit_changed (row->group);
}

static void
label_activated_cb (GtkEntry *entry, ChannelRow *row)
{
  gtk_menu_button_popdown (row->kind_button);
  gtk_widget_grab_focus (GTK_WIDGET (row->entry));
}

static void
move_row (ChannelRow *row, guint to)
{
  LsnChannelsGroup *self = row->group;
  guint from;

  if (!g_ptr_array_find (self->rows, row, &from) || from == to || to >= self->rows->len)
    return;
  g_ptr_array_insert (self->rows, (int) to, g_ptr_array_steal_index (self->rows, from));
  place_rows (self);
  gtk_widget_grab_focus (GTK_WIDGET (row->entry));
  emit_changed (self);
}

static void
prefer_cb (GtkButton *button, ChannelRow *row)
{
  move_row (row, 0);
}

static void
remove_cb (GtkButton *button, ChannelRow *row)
{
  LsnChannelsGroup *self = row->group;

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row->entry));
  g_ptr_array_remove (self->rows, row);
  show_order (self);
  emit_changed (self);
}

/* Alt and an arrow move the row, as they move a card of a board. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
        ChannelRow *row)
{
  guint place;

  if (!(state & GDK_ALT_MASK) || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) ||
      !g_ptr_array_find (row->group->rows, row, &place))
    return GDK_EVENT_PROPAGATE;
  move_row (row, keyval == GDK_KEY_Up ? place - 1 : place + 1);
  return GDK_EVENT_STOP;
}

/* --- A row ------------------------------------------------------------------------------------ */

/* The kinds, and the label below them. */
static GtkWidget *
make_popover (ChannelRow *row)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *entry = gtk_entry_new ();
  const char *const *kinds = lsn_channel_get_kinds ();
  GtkWidget *group = NULL;

  for (guint i = 0; kinds[i]; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (lsn_channel_get_label (kinds[i]));

      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_str_equal (kinds[i], row->kind));
      g_object_set_data (G_OBJECT (check), "kind", (gpointer) kinds[i]);
      g_signal_connect (check, "toggled", G_CALLBACK (kind_toggled_cb), row);
      gtk_box_append (GTK_BOX (box), check);
      group = group ? group : check;
    }
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Label: work, personal…"));
  gtk_editable_set_text (GTK_EDITABLE (entry), row->label ? row->label : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Label"), -1);
  gtk_widget_set_margin_top (entry, 6);
  g_signal_connect (entry, "changed", G_CALLBACK (label_changed_cb), row);
  g_signal_connect (entry, "activate", G_CALLBACK (label_activated_cb), row);
  gtk_box_append (GTK_BOX (box), entry);
  row->label_entry = GTK_EDITABLE (entry);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

/* The kind is shown as it is when the choice opens: it may have been guessed meanwhile. */
static void
popover_shown_cb (GtkWidget *popover, ChannelRow *row)
{
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (popover));

  for (GtkWidget *child = gtk_widget_get_first_child (box); child;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *kind = g_object_get_data (G_OBJECT (child), "kind");

      if (kind && g_str_equal (kind, row->kind))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child), TRUE);
    }
}

static GtkWidget *
make_button (const char *icon)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

static ChannelRow *
add_channel (LsnChannelsGroup *self, const char *kind, const char *value, const char *label,
             gint64 id)
{
  ChannelRow *row = g_new0 (ChannelRow, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *remove = make_button ("edit-clear-symbolic");
  GtkWidget *popover;

  row->group = self;
  row->id = id;
  row->kind = kind;
  row->label = g_strdup (label);
  row->chosen = id != 0;
  row->entry = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->entry), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (row->entry), "channel-row");
  gtk_editable_set_text (GTK_EDITABLE (row->entry), value ? value : "");

  row->kind_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  popover = make_popover (row);
  g_signal_connect (popover, "show", G_CALLBACK (popover_shown_cb), row);
  gtk_menu_button_set_popover (row->kind_button, popover);
  gtk_widget_set_valign (GTK_WIDGET (row->kind_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (row->kind_button), "flat");
  adw_entry_row_add_prefix (row->entry, GTK_WIDGET (row->kind_button));

  row->prefer_button = GTK_BUTTON (make_button ("non-starred-symbolic"));
  g_signal_connect (row->prefer_button, "clicked", G_CALLBACK (prefer_cb), row);
  adw_entry_row_add_suffix (row->entry, GTK_WIDGET (row->prefer_button));
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), row);
  adw_entry_row_add_suffix (row->entry, remove);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row->entry), keys);
  g_signal_connect (row->entry, "changed", G_CALLBACK (value_changed_cb), row);
  show_row (row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_cb (LsnChannelsGroup *self)
{
  ChannelRow *row = add_channel (self, self->rows->len == 0 ? "phone" : "other", NULL, NULL, 0);

  place_rows (self);
  gtk_widget_grab_focus (GTK_WIDGET (row->entry));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_channels_group_finalize (GObject *object)
{
  g_ptr_array_unref (LSN_CHANNELS_GROUP (object)->rows);

  G_OBJECT_CLASS (lsn_channels_group_parent_class)->finalize (object);
}

static void
lsn_channels_group_class_init (LsnChannelsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_channels_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lsn_channels_group_init (LsnChannelsGroup *self)
{
  self->rows = g_ptr_array_new_with_free_func (channel_row_free);
  self->add_row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row), _ ("Add a Way to Reach"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->add_row), "list-add-symbolic");
  g_signal_connect_object (self->add_row, "activated", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("How to Reach"));
  lsn_channels_group_set (self, NULL);
}

void
lsn_channels_group_set (LsnChannelsGroup *self, GPtrArray *channels)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  GTK_WIDGET (((ChannelRow *) self->rows->pdata[i])->entry));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; channels && i < channels->len; i++)
    {
      const LsnRow *channel = g_ptr_array_index (channels, i);

      add_channel (self, lsn_channel_intern_kind (lsn_row_get_text (channel, LSN_CHANNEL_KIND)),
                   lsn_row_get_text (channel, LSN_CHANNEL_VALUE),
                   lsn_row_get_text (channel, LSN_CHANNEL_LABEL),
                   lsn_row_get_int64 (channel, LSN_CHANNEL_ID));
    }
  if (channels == NULL)
    {
      add_channel (self, "phone", NULL, NULL, 0);
      add_channel (self, "email", NULL, NULL, 0);
    }
  place_rows (self);
  self->setting = FALSE;
}

GPtrArray *
lsn_channels_group_dup (LsnChannelsGroup *self)
{
  GPtrArray *channels = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_row_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ChannelRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *value = dup_value (row);
      LsnRow *channel;

      if (*value == '\0')
        continue;
      channel = lsn_row_new (&lsn_channel_info);
      if (row->id)
        lsn_row_set_int64 (channel, LSN_CHANNEL_ID, row->id);
      lsn_row_set_text (channel, LSN_CHANNEL_KIND, row->kind);
      lsn_row_set_text (channel, LSN_CHANNEL_VALUE, value);
      lsn_row_set_text (channel, LSN_CHANNEL_LABEL, row->label);
      g_ptr_array_add (channels, channel);
    }
  return channels;
}
