/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-client-page-private.h"
#include "views/lsn-file-opener.h"
#include "views/lsn-keeping.h"

#include <glib/gi18n-lib.h>

/* --- Adding ----------------------------------------------------------------------------------- */

/* The page may be left while a film is copied: the files go to their client all the same. */
static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *files)
{
  LsnContext *context = LSN_CONTEXT (owner);
  const gint64 *client_id = g_object_get_data (G_OBJECT (keeping), "client-id");
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (keeping));
  LsnEntryEdit *edit;
  g_autofree char *message = NULL;

  if (files->len > 0)
    {
      const LsnKeptFile *first = g_ptr_array_index (files, 0);

      edit = g_new0 (LsnEntryEdit, 1);
      edit->now = lsn_clock_now ();
      edit->row = lsn_row_new (&lsn_entry_info);
      edit->files = g_ptr_array_ref (files);
      lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, *client_id);
      lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "file");
      message =
          files->len == 1
              ? g_strdup_printf (_ ("“%s” attached"), first->name)
              : g_strdup_printf (ngettext ("%u file attached", "%u files attached", files->len),
                                 files->len);
      lsn_context_write (context, _ ("Attach Files"), message, lsn_entry_edit_on_worker, edit,
                         (GDestroyNotify) lsn_entry_edit_free);
    }
  if (list && GTK_IS_LIST_BOX (list))
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (keeping));
}

static void
show_keeping_cb (LsnClientPage *self, GParamSpec *pspec, GtkWidget *keeping)
{
  gtk_widget_set_visible (GTK_WIDGET (self->keeping_list), gtk_widget_get_visible (keeping));
}

static void
keep (LsnClientPage *self, GPtrArray *files)
{
  GtkWidget *keeping;

  if (files->len == 0)
    return;
  keeping = lsn_keeping_new (self->context, files, kept, G_OBJECT (self->context));
  g_object_set_data_full (G_OBJECT (keeping), "client-id",
                          g_memdup2 (&self->client_id, sizeof self->client_id), g_free);
  g_signal_connect_object (keeping, "notify::visible", G_CALLBACK (show_keeping_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->keeping_list, keeping);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LsnClientPage *self = user_data;
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);

  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (!lsn_context_is_writable (self->context))
    return FALSE;
  keep (self, files);
  return files->len > 0;
}

/* Says where files would go, before they are let go. */
static GdkDragAction
drag_enter_cb (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  LsnClientPage *self = user_data;

  if (!lsn_context_is_writable (self->context))
    return 0;
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

/* Over the picture it becomes the picture, and who lets go there leaves nothing. */
static void
drag_motion_cb (LsnClientPage *self, double x, double y)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->avatar), GTK_WIDGET (self), &bounds) &&
      graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    gtk_widget_set_visible (self->drop_hint, FALSE);
}

static void
drag_leave_cb (LsnClientPage *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientPage) self = user_data;
  g_autoptr (GListModel) list =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = lsn_keeping_list_model_files (list);

  keep (self, files);
}

static void
attach_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 chosen_cb, g_object_ref (self));
}

/* --- What one can do with a file -------------------------------------------------------------- */

static const LsnRow *
find_file (LsnClientPage *self, GVariant *id)
{
  for (guint i = 0; self->card && i < self->card->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (self->card->files, i);

      if (lsn_row_get_int64 (file, LSN_ATTACHMENT_ID) == g_variant_get_int64 (id))
        return file;
    }
  return NULL;
}

static void
open_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *file = find_file (self, parameter);

  if (file)
    lsn_file_open (GTK_WIDGET (self), self->context, lsn_row_get_text (file, LSN_ATTACHMENT_NAME),
                   lsn_row_get_text (file, LSN_ATTACHMENT_HASH));
}

static void
save_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *file = find_file (self, parameter);

  if (file)
    lsn_file_save_copy (GTK_WIDGET (self), self->context,
                        lsn_row_get_text (file, LSN_ATTACHMENT_NAME),
                        lsn_row_get_text (file, LSN_ATTACHMENT_HASH));
}

static void
delete_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *file = find_file (self, parameter);
  LsnRemoval removal = { &lsn_attachment_info, g_variant_get_int64 (parameter) };
  g_autofree char *message = NULL;

  if (file == NULL)
    return;
  message = g_strdup_printf (_ ("“%s” deleted"), lsn_row_get_text (file, LSN_ATTACHMENT_NAME));
  lsn_context_write (self->context, _ ("Delete File"), message, lsn_removal_on_worker,
                     g_memdup2 (&removal, sizeof removal), g_free);
}

typedef struct
{
  LsnContext *context; /* owned */
  gint64 id;
  char *before; /* owned */
  GtkEditable *entry;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *renaming = data;

  g_object_unref (renaming->context);
  g_free (renaming->before);
  g_free (renaming);
}

static void
rename_answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Renaming *renaming = user_data;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  LsnRowEdit *edit;

  if (!g_str_equal (response, "rename"))
    return;
  name = lsn_kept_file_dup_safe_name (gtk_editable_get_text (renaming->entry));
  if (g_str_equal (name, renaming->before))
    return;
  edit = g_new0 (LsnRowEdit, 1);
  edit->id = renaming->id;
  edit->row = lsn_row_new (&lsn_attachment_info);
  lsn_row_set_text (edit->row, LSN_ATTACHMENT_NAME, name);
  message = g_strdup_printf (_ ("“%s” is called “%s” now"), renaming->before, name);
  lsn_context_write (renaming->context, _ ("Rename File"), message, lsn_row_edit_on_worker, edit,
                     (GDestroyNotify) lsn_row_edit_free);
}

static void
rename_typed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "rename", *name != '\0');
}

/* The name without its extension, as one seldom changes that. */
static void
rename_mapped_cb (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  const char *dot = strrchr (text, '.');

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_select_region (entry, 0,
                              dot && dot != text ? (int) g_utf8_pointer_to_offset (text, dot) : -1);
}

static void
rename_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *file = find_file (self, parameter);
  AdwDialog *dialog;
  GtkWidget *entry;
  Renaming *renaming;

  if (file == NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("Rename File"), NULL);
  entry = gtk_entry_new ();
  renaming = g_new0 (Renaming, 1);
  renaming->context = g_object_ref (self->context);
  renaming->id = g_variant_get_int64 (parameter);
  renaming->before = g_strdup (lsn_row_get_text (file, LSN_ATTACHMENT_NAME));
  renaming->entry = GTK_EDITABLE (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), renaming->before);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rename_typed_cb), dialog, 0);
  g_signal_connect (entry, "map", G_CALLBACK (rename_mapped_cb), NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                  _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (rename_answered_cb), renaming,
                         (GClosureNotify) (void *) renaming_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- Rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_menu_button (gint64 id)
{
  const struct
  {
    const char *label;
    const char *action;
    gboolean last;
  } items[] = {
    { N_ ("_Open"), "client.open-file", FALSE },
    { N_ ("_Save a Copy…"), "client.save-file", FALSE },
    { N_ ("_Rename…"), "client.rename-file", TRUE },
    { N_ ("_Delete"), "client.delete-file", TRUE },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "x", id);
      g_menu_append_item (section, item);
      if (items[i].last)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
        }
    }
  return lsn_client_page_make_menu_button (G_MENU_MODEL (menu), _ ("Change File"));
}

static GtkWidget *
make_row (LsnClientPage *self, const LsnRow *file)
{
  const char *mime = lsn_row_get_text (file, LSN_ATTACHMENT_MIME);
  g_autofree char *type = mime ? g_content_type_from_mime_type (mime) : NULL;
  g_autoptr (GIcon) icon =
      g_content_type_get_symbolic_icon (type ? type : "application/octet-stream");
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 id = lsn_row_get_int64 (file, LSN_ATTACHMENT_ID);
  g_autofree char *size = g_format_size ((guint64) lsn_row_get_int64 (file, LSN_ATTACHMENT_SIZE));
  g_autofree char *day = lsn_when_dup_short (
      lsn_date_from_instant (lsn_row_get_int64 (file, LSN_ATTACHMENT_CREATED_AT), zone, NULL),
      lsn_context_get_today (self->context));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", size, day);
  const char *name = lsn_row_get_text (file, LSN_ATTACHMENT_NAME);
  GtkWidget *row = lsn_client_page_make_row (name, subtitle);
  GtkWidget *image = gtk_image_new_from_gicon (icon);

  gtk_widget_add_css_class (image, "dim-label");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_tooltip_text (row, name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "client.open-file");
  return row;
}

void
lsn_client_page_show_files (LsnClientPage *self, const LsnClientCard *card)
{
  lsn_client_page_refill (self, self->file_list, self->card ? self->card->files : NULL, card->files,
                          make_row);
  adw_preferences_group_set_description (self->files_group,
                                         card->files->len > 0 ? NULL
                                                              : _ ("Drop files here to keep them"));
}

void
lsn_client_page_setup_files (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "attach", attach_action },
    { "open-file", open_file_action, "x" },
    { "save-file", save_file_action, "x" },
    { "rename-file", rename_file_action, "x" },
    { "delete-file", delete_file_action, "x" },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect_object (target, "leave", G_CALLBACK (drag_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (drag_motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
