/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/backups/lsn-backups-dialog.h"
#include "model/lsn-backup-look.h"
#include "views/lsn-backup-words.h"

#include <glib/gi18n-lib.h>

struct _LsnBackupsDialog
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned, nullable */
  char *folder;        /* owned */
  GCancellable *cancellable;
  GQueue unseen;     /* element-type GtkWidget, owned: rows whose file is not looked into yet */
  GHashTable *looks; /* owned; path (owned) → LsnBackupLook (owned) */
  char *wanted;      /* owned, nullable: what the user wants back, while it is looked into */

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  AdwBanner *error_banner;
  GtkStack *stack;
  AdwPreferencesGroup *own_group;
  AdwPreferencesGroup *list_group;
  GtkWidget *back_up_button;
  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnBackupsDialog, lsn_backups_dialog, ADW_TYPE_DIALOG)

static const char *
get_reason (LsnBackupReason reason)
{
  switch (reason)
    {
    case LSN_BACKUP_ASKED:
      return _ ("Made by you");
    case LSN_BACKUP_UPGRADE:
      return _ ("Before an update");
    case LSN_BACKUP_IMPORT:
      return _ ("Before an import");
    case LSN_BACKUP_RESTORE:
      return _ ("Before a restoration");
    case LSN_BACKUP_DAILY:
    default:
      return NULL;
    }
}

void
lsn_backups_dialog_fail (LsnBackupsDialog *self, const char *message)
{
  g_clear_pointer (&self->wanted, g_free);
  gtk_stack_set_visible_child_name (self->stack, "list");
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  adw_banner_set_title (self->error_banner, message);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
dismiss_cb (LsnBackupsDialog *self)
{
  adw_banner_set_revealed (self->error_banner, FALSE);
}

/* --- Looking into them ------------------------------------------------------------------------ */

static void look_into_next (LsnBackupsDialog *self);

static void
show_look (GtkWidget *row, const LsnBackupLook *look, const GError *error)
{
  const char *about = g_object_get_data (G_OBJECT (row), "about");
  GtkWidget *state = g_object_get_data (G_OBJECT (row), "state");
  g_autofree char *subtitle = NULL;

  if (look)
    {
      g_autofree char *clients =
          g_strdup_printf (ngettext ("%'d client", "%'d clients", (gulong) look->n_clients),
                           (int) look->n_clients);

      subtitle = g_strdup_printf ("%s · %s", clients, about);
      gtk_image_set_from_icon_name (GTK_IMAGE (state), "object-select-symbolic");
      gtk_widget_set_tooltip_text (state, _ ("Checked: all of it can be read"));
      gtk_widget_add_css_class (state, "success");
    }
  else
    {
      subtitle = g_strdup_printf ("%s · %s", _ ("Damaged"), about);
      gtk_image_set_from_icon_name (GTK_IMAGE (state), "dialog-warning-symbolic");
      gtk_widget_set_tooltip_text (state, error->message);
      gtk_widget_add_css_class (state, "warning");
      gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "restore"), FALSE);
    }
  gtk_widget_set_visible (state, TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnBackupLook *look = lsn_backup_look_finish (result, &error);
  GtkWidget *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  row = g_queue_pop_head (&self->unseen);
  if (row)
    {
      show_look (row, look, error);
      g_object_unref (row);
    }
  if (look)
    g_hash_table_replace (self->looks, g_strdup (look->path), look);
  look_into_next (self);
}

static void
look_into_next (LsnBackupsDialog *self)
{
  GtkWidget *row = g_queue_peek_head (&self->unseen);

  if (row && self->cancellable)
    lsn_backup_look_async (g_object_get_data (G_OBJECT (row), "path"), self->cancellable, looked_cb,
                           g_object_ref (self));
}

/* --- Going back ------------------------------------------------------------------------------- */

static void
answered_cb (LsnBackupsDialog *self, const char *response)
{
  g_autofree char *path = g_steal_pointer (&self->wanted);

  if (!g_str_equal (response, "restore"))
    return;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  g_signal_emit (self, signals[CHOSEN], 0, path);
}

/* @since: (nullable): where the workspace is open */
static char *
dup_warning (const LsnBackupLook *look, const LsnBackupSince *since)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *missing = NULL;

  g_string_append_printf (text,
                          ngettext ("It has %'d client.", "It has %'d clients.",
                                    (gulong) look->n_clients),
                          (int) look->n_clients);
  g_string_append_c (text, ' ');
  if (since == NULL)
    {
      g_string_append (text, _ ("What was done later is not in it. The damaged file is kept."));
      return g_string_free_and_steal (g_steal_pointer (&text));
    }
  if (since->n_actions == 0)
    missing = g_strdup (_ ("Nothing was done since."));
  else
    missing =
        g_strdup_printf (ngettext ("%'d action since will be missing: “%s”.",
                                   "%'d actions since will be missing, the last of them “%s”.",
                                   (gulong) since->n_actions),
                         (int) since->n_actions, since->last_label);
  g_string_append (text, missing);
  g_string_append_c (text, '\n');
  g_string_append (text,
                   _ ("The present state is kept as a backup first, so you can return to it."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
ask_user (LsnBackupsDialog *self, const LsnBackupLook *look, const LsnBackupSince *since)
{
  g_autofree char *warning = dup_warning (look, since);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Go Back to This Backup?"), NULL);

  adw_alert_dialog_set_body_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), warning);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore",
                                  _ ("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
since_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const LsnBackupSince *since = lsn_store_finish (LSN_STORE (source), result, &error);
  const LsnBackupLook *look = self->wanted ? g_hash_table_lookup (self->looks, self->wanted) : NULL;

  if (look == NULL || self->cancellable == NULL)
    return;
  if (since)
    ask_user (self, look, since);
  else
    lsn_backups_dialog_fail (self, error->message);
}

static void
compare (LsnBackupsDialog *self, const LsnBackupLook *look)
{
  LsnBackupSince *since;

  if (self->context == NULL)
    {
      ask_user (self, look, NULL);
      return;
    }
  since = g_new0 (LsnBackupSince, 1);
  since->last_id = look->last_id;
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_backup_since_on_worker, since,
                        (GDestroyNotify) lsn_backup_since_free, self->cancellable, since_cb,
                        g_object_ref (self));
}

static void
wanted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnBackupLook *look = lsn_backup_look_finish (result, &error);

  if (look)
    {
      g_hash_table_replace (self->looks, g_strdup (look->path), look);
      compare (self, look);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      lsn_backups_dialog_fail (self, error->message);
    }
}

void
lsn_backups_dialog_ask (LsnBackupsDialog *self, const char *path)
{
  const LsnBackupLook *look = g_hash_table_lookup (self->looks, path);

  if (self->wanted)
    return;
  dismiss_cb (self);
  self->wanted = g_strdup (path);
  if (look)
    compare (self, look);
  else
    lsn_backup_look_async (path, self->cancellable, wanted_cb, g_object_ref (self));
}

static void
restore_cb (LsnBackupsDialog *self, GtkWidget *button)
{
  lsn_backups_dialog_ask (self, g_object_get_data (G_OBJECT (button), "path"));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnBackupsDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && self->cancellable && g_file_peek_path (file))
    lsn_backups_dialog_ask (self, g_file_peek_path (file));
}

static void
choose_cb (LsnBackupsDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_file_dialog_set_title (dialog, _ ("Choose a Backup"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, file_chosen_cb, g_object_ref (self));
}

/* --- The list --------------------------------------------------------------------------------- */

static GtkWidget *
make_row (LsnBackupsDialog *self, const LsnBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_image_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Restore…"));
  g_autofree char *when = lsn_backup_dup_when (backup->at);
  g_autofree char *size = g_format_size ((guint64) backup->size);
  const char *reason = get_reason (backup->reason);
  g_autofree char *about = reason ? g_strdup_printf ("%s · %s", size, reason) : g_strdup (size);
  g_autofree char *name = g_strdup_printf (_ ("Restore the Backup of %s"), when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_visible (state, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The whole sentence is told, not the label. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (backup->path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (backup->path), g_free);
  g_object_set_data_full (G_OBJECT (row), "about", g_steal_pointer (&about), g_free);
  g_object_set_data (G_OBJECT (row), "state", state);
  g_object_set_data (G_OBJECT (row), "restore", button);
  return row;
}

static void
list_thread (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  g_task_return_pointer (task, lsn_backup_list (folder), (GDestroyNotify) g_ptr_array_unref);
}

static void
forget_unseen (LsnBackupsDialog *self)
{
  g_queue_clear_full (&self->unseen, g_object_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnBackupsDialog *self = LSN_BACKUPS_DIALOG (source);
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean looking = !g_queue_is_empty (&self->unseen);

  if (backups == NULL || self->cancellable == NULL)
    return;
  gtk_list_box_remove_all (self->list);
  /* The one under way ends for the row that is first then, which is the wrong one. */
  if (looking)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  forget_unseen (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), backups->len > 0);
  for (guint i = 0; i < backups->len; i++)
    {
      const LsnBackup *backup = g_ptr_array_index (backups, i);
      GtkWidget *row = make_row (self, backup);
      const LsnBackupLook *look = g_hash_table_lookup (self->looks, backup->path);

      gtk_list_box_append (self->list, row);
      if (look)
        show_look (row, look, NULL);
      else
        g_queue_push_tail (&self->unseen, g_object_ref (row));
    }
  look_into_next (self);
}

static void
list_backups (LsnBackupsDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_thread);
}

/* --- Backing up ------------------------------------------------------------------------------- */

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lsn_store_backup_finish (LSN_STORE (source), result, &error);

  if (self->cancellable == NULL)
    return;
  gtk_widget_set_sensitive (self->back_up_button, TRUE);
  if (path)
    {
      adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_ ("Backed up")));
      list_backups (self);
    }
  else
    {
      lsn_backups_dialog_fail (self, error->message);
    }
}

static void
back_up_cb (LsnBackupsDialog *self)
{
  dismiss_cb (self);
  gtk_widget_set_sensitive (self->back_up_button, FALSE);
  lsn_store_backup_async (lsn_context_get_store (self->context), LSN_BACKUP_ASKED, 0, NULL,
                          backed_up_cb, g_object_ref (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_backups_dialog_dispose (GObject *object)
{
  LsnBackupsDialog *self = LSN_BACKUPS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_unseen (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_BACKUPS_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_backups_dialog_parent_class)->dispose (object);
}

static void
lsn_backups_dialog_finalize (GObject *object)
{
  LsnBackupsDialog *self = LSN_BACKUPS_DIALOG (object);

  g_hash_table_unref (self->looks);
  g_free (self->folder);
  g_free (self->wanted);

  G_OBJECT_CLASS (lsn_backups_dialog_parent_class)->finalize (object);
}

static void
lsn_backups_dialog_class_init (LsnBackupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_backups_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_backups_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/backups/lsn-backups-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LsnBackupsDialog, name)
  BIND (toast_overlay);
  BIND (error_banner);
  BIND (stack);
  BIND (own_group);
  BIND (list_group);
  BIND (back_up_button);
  BIND (list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
lsn_backups_dialog_init (LsnBackupsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->unseen);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) lsn_backup_look_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

LsnBackupsDialog *
lsn_backups_dialog_new (LsnContext *context, const char *folder)
{
  LsnBackupsDialog *self = g_object_new (LSN_TYPE_BACKUPS_DIALOG, NULL);

  g_set_object (&self->context, context);
  self->folder = g_strdup (folder);
  gtk_widget_set_visible (GTK_WIDGET (self->own_group),
                          context && lsn_context_is_writable (context));
  list_backups (self);
  return self;
}
