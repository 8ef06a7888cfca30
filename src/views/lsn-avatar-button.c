/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-avatar-button.h"
#include "views/lsn-client-avatar.h"

#include <glib/gi18n-lib.h>

struct _LsnAvatarButton
{
  AdwBin parent_instance;

  LsnContext *context; /* owned, nullable until it is started */
  char *name;          /* owned, nullable */
  char *hash;          /* owned, nullable */

  AdwAvatar *avatar;
  GtkMenuButton *button;
};

enum
{
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnAvatarButton, lsn_avatar_button, ADW_TYPE_BIN)

/* --- Taking a picture ------------------------------------------------------------------------- */

static void
set_hash (LsnAvatarButton *self, const char *hash)
{
  lsn_avatar_button_show (self, self->name, hash);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnAvatarButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = lsn_client_avatar_keep_finish (result, &error);

  if (self->context == NULL)
    return;
  if (hash)
    set_hash (self, hash);
  else
    lsn_context_tell (self->context, error->message);
}

static void
keep (LsnAvatarButton *self, GFile *file, GdkTexture *texture)
{
  lsn_client_avatar_keep_async (self->context, file, texture, kept_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnAvatarButton) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && self->context)
    keep (self, file, NULL);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _ ("Pictures"));
  gtk_file_filter_add_pixbuf_formats (pictures);
  gtk_file_dialog_set_title (dialog, _ ("Choose a Picture"));
  gtk_file_dialog_set_default_filter (dialog, pictures);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb,
                        g_object_ref (widget));
}

/* The clipboard has a picture, or a file that was copied in the file manager. */
static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnAvatarButton) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->context == NULL)
    return;
  if (value && G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      keep (self, NULL, g_value_get_object (value));
    }
  else if (value && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      if (files)
        keep (self, files->data, NULL);
      g_slist_free (files);
    }
  else
    {
      lsn_context_tell (self->context, _ ("There is no picture to paste"));
    }
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnAvatarButton *self = LSN_AVATAR_BUTTON (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) readable =
      gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  const GType types[] = { GDK_TYPE_TEXTURE, GDK_TYPE_FILE_LIST };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (!gdk_content_formats_contain_gtype (readable, types[i]))
        continue;
      gdk_clipboard_read_value_async (clipboard, types[i], G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                      g_object_ref (self));
      return;
    }
  lsn_context_tell (self->context, _ ("There is no picture to paste"));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_hash (LSN_AVATAR_BUTTON (widget), NULL);
}

static gboolean
drop_cb (LsnAvatarButton *self, const GValue *value)
{
  GSList *files;

  if (!lsn_context_is_writable (self->context))
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      keep (self, NULL, g_value_get_object (value));
      return TRUE;
    }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files == NULL)
    return FALSE;
  keep (self, files->data, NULL);
  g_slist_free (files);
  return TRUE;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_avatar_button_dispose (GObject *object)
{
  LsnAvatarButton *self = LSN_AVATAR_BUTTON (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_avatar_button_parent_class)->dispose (object);
}

static void
lsn_avatar_button_finalize (GObject *object)
{
  LsnAvatarButton *self = LSN_AVATAR_BUTTON (object);

  g_free (self->name);
  g_free (self->hash);

  G_OBJECT_CLASS (lsn_avatar_button_parent_class)->finalize (object);
}

static void
lsn_avatar_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    g_value_set_int (value, adw_avatar_get_size (LSN_AVATAR_BUTTON (object)->avatar));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lsn_avatar_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    adw_avatar_set_size (LSN_AVATAR_BUTTON (object)->avatar, g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lsn_avatar_button_class_init (LsnAvatarButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lsn_avatar_button_dispose;
  object_class->finalize = lsn_avatar_button_finalize;
  object_class->get_property = lsn_avatar_button_get_property;
  object_class->set_property = lsn_avatar_button_set_property;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, -1, G_MAXINT, -1,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "avatar.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "avatar.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "avatar.remove", NULL, remove_action);
}

static GMenuModel *
make_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  g_menu_append (take, _ ("_Choose a Picture…"), "avatar.choose");
  g_menu_append (take, _ ("_Paste a Picture"), "avatar.paste");
  g_menu_append (remove, _ ("_Remove the Picture"), "avatar.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
lsn_avatar_button_init (LsnAvatarButton *self)
{
  const GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  g_autoptr (GMenuModel) menu = make_menu ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *pencil = gtk_image_new_from_icon_name ("document-edit-symbolic");

  self->avatar = ADW_AVATAR (adw_avatar_new (-1, NULL, TRUE));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->avatar));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), pencil);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture"), -1);
  gtk_menu_button_set_child (self->button, overlay);
  gtk_menu_button_set_menu_model (self->button, menu);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Change the Picture"));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "avatar-button");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_drop_target_set_gtypes (target, (GType *) types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
lsn_avatar_button_start (LsnAvatarButton *self, LsnContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  lsn_context_guard (context, GTK_WIDGET (self->button), NULL);
}

void
lsn_avatar_button_show (LsnAvatarButton *self, const char *name, const char *hash)
{
  g_set_str (&self->name, name);
  g_set_str (&self->hash, hash);
  lsn_client_avatar_show (self->avatar, self->context, name, hash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "avatar.remove", hash != NULL);
}

const char *
lsn_avatar_button_get_hash (LsnAvatarButton *self)
{
  return self->hash;
}
