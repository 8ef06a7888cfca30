/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "model/timeline/lsn-attachment.h"
#include "views/lsn-file-opener.h"
#include "views/lsn-keeping.h"
#include "views/lsn-picker-dialog.h"
#include "views/projects/lsn-task-dialog-private.h"

#include <glib/gi18n-lib.h>

static LsnContext *
get_context (LsnTaskDialog *self)
{
  return lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
}

static gint64
get_id (LsnTaskDialog *self)
{
  return lsn_record_get_id (self->task);
}

/* --- Files -------------------------------------------------------------------------------- */

static const LsnRow *
find_file (LsnTaskDialog *self, gint64 id)
{
  for (guint i = 0; self->parts && i < self->parts->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (self->parts->files, i);

      if (lsn_row_get_int64 (file, LSN_ATTACHMENT_ID) == id)
        return file;
    }
  return NULL;
}

static void
file_opened_cb (GtkButton *button, LsnTaskDialog *self)
{
  const LsnRow *file = find_file (self, lsn_task_part_get_button_id (button));

  if (file)
    lsn_file_open (GTK_WIDGET (self), get_context (self),
                   lsn_row_get_text (file, LSN_ATTACHMENT_NAME),
                   lsn_row_get_text (file, LSN_ATTACHMENT_HASH));
}

static void
file_removed_cb (GtkButton *button, LsnTaskDialog *self)
{
  lsn_task_part_remove (self, &lsn_attachment_info, lsn_task_part_get_button_id (button),
                        _ ("Delete File"));
}

static void
link_opened_cb (GtkButton *button, LsnTaskDialog *self)
{
  const char *url = g_object_get_data (G_OBJECT (button), "words");
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (url);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           NULL, NULL);
}

static void
link_removed_cb (GtkButton *button, LsnTaskDialog *self)
{
  lsn_task_part_remove (self, &lsn_task_link_info, lsn_task_part_get_button_id (button),
                        _ ("Delete Link"));
}

static void
show_files (LsnTaskDialog *self)
{
  for (guint i = 0; i < self->parts->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (self->parts->files, i);
      gint64 id = lsn_row_get_int64 (file, LSN_ATTACHMENT_ID);
      const char *name = lsn_row_get_text (file, LSN_ATTACHMENT_NAME);
      g_autofree char *size =
          g_format_size ((guint64) lsn_row_get_int64 (file, LSN_ATTACHMENT_SIZE));
      GtkWidget *row = lsn_task_part_make_row (name, size);

      lsn_task_part_add_button (self, row, "document-open-symbolic", _ ("Open"),
                                G_CALLBACK (file_opened_cb), id, name);
      lsn_task_part_add_button (self, row, "edit-delete-symbolic", _ ("Delete"),
                                G_CALLBACK (file_removed_cb), id, name);
      lsn_task_part_keep_row (self, row);
      adw_preferences_group_add (self->files_group, row);
    }
}

/* Only pages are opened: a link may come from a file of others. */
static gboolean
is_web (const char *url)
{
  return url && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

/* The client that was agreed or talked with has the whole story. */
static void
target_opened_cb (GtkButton *button, LsnTaskDialog *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  gint64 client_id = lsn_task_part_get_button_id (button);

  if (parent == NULL)
    return;
  gtk_widget_activate_action (parent, "app.open-client", "x", client_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
make_target_row (LsnTaskDialog *self, const LsnRow *link)
{
  const char *kind = lsn_row_get_text (link, LSN_TASK_LINK_TARGET_KIND);
  const char *words = lsn_row_get_text (link, LSN_TASK_LINK_WORDS);
  const char *client = lsn_row_get_text (link, LSN_TASK_LINK_CLIENT_NAME);
  const char *label = lsn_picker_get_kind_label (kind);
  g_autofree char *facts = client ? g_strdup_printf ("%s · %s", label, client) : g_strdup (label);
  GtkWidget *row = lsn_task_part_make_row (words ? words : label,
                                           words ? facts : _ ("It does not exist any more"));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (lsn_picker_get_kind_icon (kind)));
  if (!lsn_row_is_null (link, LSN_TASK_LINK_CLIENT_ID))
    lsn_task_part_add_button (self, row, "go-next-symbolic", _ ("Open the Client"),
                              G_CALLBACK (target_opened_cb),
                              lsn_row_get_int64 (link, LSN_TASK_LINK_CLIENT_ID), words);
  return row;
}

static GtkWidget *
make_page_row (LsnTaskDialog *self, const LsnRow *link)
{
  const char *url = lsn_row_get_text (link, LSN_TASK_LINK_URL);
  const char *title = lsn_row_get_text (link, LSN_TASK_LINK_TITLE);
  GtkWidget *row = lsn_task_part_make_row (title ? title : url, title ? url : NULL);

  if (is_web (url))
    lsn_task_part_add_button (self, row, "web-browser-symbolic", _ ("Open"),
                              G_CALLBACK (link_opened_cb),
                              lsn_row_get_int64 (link, LSN_TASK_LINK_ID), url);
  return row;
}

static void
show_links (LsnTaskDialog *self)
{
  for (guint i = 0; i < self->parts->links->len; i++)
    {
      const LsnRow *link = g_ptr_array_index (self->parts->links, i);
      GtkWidget *row = lsn_row_is_null (link, LSN_TASK_LINK_URL) ? make_target_row (self, link)
                                                                 : make_page_row (self, link);

      lsn_task_part_add_button (self, row, "edit-delete-symbolic", _ ("Delete"),
                                G_CALLBACK (link_removed_cb),
                                lsn_row_get_int64 (link, LSN_TASK_LINK_ID), NULL);
      lsn_task_part_keep_row (self, row);
      adw_preferences_group_add (self->files_group, row);
    }
}

static void
link_added (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_TASK_DIALOG (owner)->link_row), "");
}

void
lsn_task_dialog_add_link (LsnTaskDialog *self)
{
  g_autofree char *typed = lsn_task_part_dup_typed (self->link_row);
  g_autofree char *url = NULL;
  LsnRow *row;

  if (typed == NULL)
    return;
  url = strstr (typed, "://") ? g_strdup (typed) : g_strconcat ("https://", typed, NULL);
  row = lsn_row_new (&lsn_task_link_info);
  lsn_row_set_int64 (row, LSN_TASK_LINK_TASK_ID, get_id (self));
  lsn_row_set_text (row, LSN_TASK_LINK_TARGET_KIND, "url");
  lsn_row_set_text (row, LSN_TASK_LINK_URL, url);
  lsn_task_part_write (self, row, _ ("Add Link"), link_added);
}

static void
target_picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnTaskDialog *self = LSN_TASK_DIALOG (owner);
  LsnRow *row = lsn_row_new (&lsn_task_link_info);

  lsn_row_set_int64 (row, LSN_TASK_LINK_TASK_ID, get_id (self));
  lsn_row_set_text (row, LSN_TASK_LINK_TARGET_KIND, hit->kind);
  lsn_row_set_int64 (row, LSN_TASK_LINK_TARGET_ID, hit->id);
  lsn_task_part_write (self, row, _ ("Add Link"), NULL);
}

void
lsn_task_dialog_pick_target (LsnTaskDialog *self)
{
  static const char *const kinds[] = { "agreement", "entry", NULL };

  adw_dialog_present (lsn_picker_dialog_new (get_context (self), _ ("Link To"), kinds,
                                             target_picked, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

/* The dialog may be closed while a film is copied. */
static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *kept_files)
{
  LsnTaskFiles *files;

  if (kept_files->len == 0)
    return;
  files = g_new0 (LsnTaskFiles, 1);
  files->task_id = *(gint64 *) g_object_get_data (G_OBJECT (keeping), "task-id");
  files->now = lsn_clock_now ();
  files->files = g_ptr_array_ref (kept_files);
  lsn_context_write (LSN_CONTEXT (owner), _ ("Attach Files"), NULL, lsn_task_files_on_worker, files,
                     (GDestroyNotify) lsn_task_files_free);
}

void
lsn_task_dialog_attach (LsnTaskDialog *self, GPtrArray *files)
{
  gint64 id = get_id (self);
  GtkWidget *keeping;

  if (files->len == 0)
    return;
  keeping = lsn_keeping_new (get_context (self), files, kept, G_OBJECT (get_context (self)));
  g_object_set_data_full (G_OBJECT (keeping), "task-id", g_memdup2 (&id, sizeof id), g_free);
}

void
lsn_task_dialog_show_links (LsnTaskDialog *self)
{
  show_files (self);
  show_links (self);
}
