/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-client-page-private.h"

#include <glib/gi18n-lib.h>

static void
file_activated_cb (LsnClientPage *self, GtkListBoxRow *row)
{
  const char *path = g_object_get_data (G_OBJECT (row), "path");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            NULL, NULL);
}

void
lsn_client_page_show_files (LsnClientPage *self, const LsnClientCard *card)
{
  const char *folder = lsn_store_get_files_folder (lsn_context_get_store (self->context));

  gtk_list_box_remove_all (self->file_list);
  for (guint i = 0; i < card->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (card->files, i);
      g_autofree char *size =
          g_format_size ((guint64) lsn_row_get_int64 (file, LSN_ATTACHMENT_SIZE));
      GtkWidget *row =
          lsn_client_page_make_row (lsn_row_get_text (file, LSN_ATTACHMENT_NAME), size);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (
          G_OBJECT (row), "path",
          lsn_attachment_dup_path (folder, lsn_row_get_text (file, LSN_ATTACHMENT_HASH)), g_free);
      gtk_list_box_append (self->file_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->file_list), card->files->len > 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LsnClientPage *self = user_data;
  GSList *files;
  LsnEntryEdit *edit;

  if (!lsn_context_is_writable (self->context))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  edit = g_new0 (LsnEntryEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_entry_info);
  edit->files = g_ptr_array_new_with_free_func (g_object_unref);
  edit->files_folder =
      g_strdup (lsn_store_get_files_folder (lsn_context_get_store (self->context)));
  for (GSList *l = files; l; l = l->next)
    g_ptr_array_add (edit->files, g_object_ref (l->data));
  g_slist_free (files);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, "file");
  lsn_context_write (self->context, _ ("Attach Files"), NULL, lsn_entry_edit_on_worker, edit,
                     (GDestroyNotify) lsn_entry_edit_free);
  return TRUE;
}

void
lsn_client_page_setup_files (LsnClientPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (self->file_list, "row-activated", G_CALLBACK (file_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
