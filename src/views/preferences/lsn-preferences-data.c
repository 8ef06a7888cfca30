/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/preferences/lsn-preferences-data.h"
#include "store/lsn-check.h"
#include "views/lsn-backup-words.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _LsnPreferencesData
{
  AdwPreferencesPage parent_instance;

  LsnContext *context; /* owned */
  GCancellable *cancellable;

  /* Template widgets */
  AdwActionRow *folder_row;
  AdwActionRow *size_row;
  AdwActionRow *last_row;
  GtkWidget *back_up_button;
  AdwActionRow *check_row;
  GtkWidget *check_spinner;
  GtkWidget *check_button;
};

G_DEFINE_FINAL_TYPE (LsnPreferencesData, lsn_preferences_data, ADW_TYPE_PREFERENCES_PAGE)

/* --- How large, and when backed up ------------------------------------------------------------ */

typedef struct
{
  char *database;
  char *files;
  char *backups;
  gint64 data_size;   /* out */
  gint64 files_size;  /* out */
  gint64 backup_size; /* out */
  guint n_backups;    /* out */
  gint64 newest;      /* out: UTC microseconds, 0 for none */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->database);
  g_free (look->files);
  g_free (look->backups);
  g_free (look);
}

static gint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

static gint64
get_size_of_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  gint64 size = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      size += g_file_test (inside, G_FILE_TEST_IS_DIR) ? get_size_of_folder (inside)
                                                       : get_size (inside);
    }
  return size;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  g_autofree char *log = g_strconcat (look->database, "-wal", NULL);
  g_autoptr (GPtrArray) backups = lsn_backup_list (look->backups);

  look->data_size = get_size (look->database) + get_size (log);
  look->files_size = get_size_of_folder (look->files);
  look->n_backups = backups->len;
  for (guint i = 0; i < backups->len; i++)
    look->backup_size += ((LsnBackup *) g_ptr_array_index (backups, i))->size;
  if (backups->len > 0)
    look->newest = ((LsnBackup *) g_ptr_array_index (backups, 0))->at;
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnPreferencesData *self = LSN_PREFERENCES_DATA (source);
  const Look *look = g_task_get_task_data (G_TASK (result));
  g_autofree char *data = g_format_size ((guint64) look->data_size);
  g_autofree char *files = g_format_size ((guint64) look->files_size);
  g_autofree char *backups = g_format_size ((guint64) look->backup_size);
  g_autofree char *size = NULL;
  g_autofree char *last = NULL;

  if (self->context == NULL)
    return;
  /* Translators: sizes of what is in a workspace, as “1.2 MB” each */
  size = g_strdup_printf (_ ("Data %s · files %s · backups %s"), data, files, backups);
  last = look->newest ? lsn_backup_dup_when (look->newest) : g_strdup (_ ("None yet"));
  adw_action_row_set_subtitle (self->size_row, size);
  adw_action_row_set_subtitle (self->last_row, last);
}

static void
look (LsnPreferencesData *self)
{
  LsnStore *store = lsn_context_get_store (self->context);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);
  Look *data = g_new0 (Look, 1);

  data->database = g_strdup (lsn_store_get_database_path (store));
  data->files = g_strdup (lsn_store_get_files_folder (store));
  data->backups = g_strdup (lsn_store_get_backups_folder (store));
  g_task_set_task_data (task, data, look_free);
  g_task_run_in_thread (task, look_thread);
}

/* --- Backing up ------------------------------------------------------------------------------- */

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPreferencesData) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (self->back_up_button, TRUE);
  if (path)
    look (self);
  else
    adw_action_row_set_subtitle (self->last_row, error->message);
}

static void
back_up_cb (LsnPreferencesData *self)
{
  gtk_widget_set_sensitive (self->back_up_button, FALSE);
  adw_action_row_set_subtitle (self->last_row, _ ("Backing up…"));
  lsn_store_backup_async (lsn_context_get_store (self->context), LSN_BACKUP_ASKED, 0, NULL,
                          backed_up_cb, g_object_ref (self));
}

/* --- Checking --------------------------------------------------------------------------------- */

static void
check_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lsn_check_file (path, LSN_DATABASE_READER, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnPreferencesData *self = LSN_PREFERENCES_DATA (source);
  g_autoptr (GError) error = NULL;
  gboolean whole = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_visible (self->check_spinner, FALSE);
  gtk_widget_set_sensitive (self->check_button, TRUE);
  adw_action_row_set_subtitle (self->check_row,
                               whole ? _ ("The workspace is whole.") : error->message);
  if (whole)
    gtk_widget_remove_css_class (GTK_WIDGET (self->check_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->check_row), "error");
}

static void
check_cb (LsnPreferencesData *self)
{
  LsnStore *store = lsn_context_get_store (self->context);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, checked_cb, NULL);

  gtk_widget_set_visible (self->check_spinner, TRUE);
  gtk_widget_set_sensitive (self->check_button, FALSE);
  adw_action_row_set_subtitle (self->check_row, _ ("Checking…"));
  g_task_set_task_data (task, g_strdup (lsn_store_get_database_path (store)), g_free);
  g_task_run_in_thread (task, check_thread);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_preferences_data_dispose (GObject *object)
{
  LsnPreferencesData *self = LSN_PREFERENCES_DATA (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PREFERENCES_DATA);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_preferences_data_parent_class)->dispose (object);
}

static void
lsn_preferences_data_class_init (LsnPreferencesDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_preferences_data_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/preferences/lsn-preferences-data.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LsnPreferencesData, name)
  BIND (folder_row);
  BIND (size_row);
  BIND (last_row);
  BIND (back_up_button);
  BIND (check_row);
  BIND (check_spinner);
  BIND (check_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
}

static void
lsn_preferences_data_init (LsnPreferencesData *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
lsn_preferences_data_new (LsnContext *context)
{
  LsnPreferencesData *self = g_object_new (LSN_TYPE_PREFERENCES_DATA, NULL);

  self->context = g_object_ref (context);
  adw_action_row_set_subtitle (self->folder_row,
                               lsn_store_get_folder (lsn_context_get_store (context)));
  lsn_context_guard (context, GTK_WIDGET (self->last_row), NULL);
  look (self);
  return ADW_PREFERENCES_PAGE (self);
}
