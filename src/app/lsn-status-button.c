/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-status-button.h"
#include "app/lsn-workspace-path.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "store/lsn-backup.h"

#include <glib/gi18n-lib.h>

/* What ends sooner is not told: it would only flicker. */
#define PATIENCE_MS 300
#define PULSE_MS    120

struct _LsnStatusButton
{
  AdwBin parent_instance;

  LsnContext *context; /* owned */
  guint refresh_source;
  guint pulse_source;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *title_label;
  GtkProgressBar *progress_bar;
  GtkLabel *place_label;
  GtkLabel *state_label;
  GtkLabel *folder_label;
  GtkLabel *backup_label;
};

G_DEFINE_FINAL_TYPE (LsnStatusButton, lsn_status_button, ADW_TYPE_BIN)

/* --- The last backup -------------------------------------------------------------------------- */

static void
find_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gint64 *newest = g_new (gint64, 1);

  *newest = lsn_backup_get_newest (data);
  g_task_return_pointer (task, newest, g_free);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnStatusButton *self = LSN_STATUS_BUTTON (source);
  g_autofree gint64 *newest = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *when = NULL;
  LsnDate date;
  int minute;

  if (newest == NULL || self->context == NULL)
    return;
  if (*newest == 0)
    {
      gtk_label_set_text (self->backup_label, _ ("None yet: the first comes by itself"));
      return;
    }
  date = lsn_date_from_instant (*newest, zone, &minute);
  when = lsn_when_dup_relative (date, minute, lsn_context_get_today (self->context));
  gtk_label_set_text (self->backup_label, when);
}

static void
shown_cb (LsnStatusButton *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);
  const char *folder = lsn_store_get_folder (lsn_context_get_store (self->context));

  g_task_set_task_data (task, g_build_filename (folder, "backups", NULL), g_free);
  g_task_run_in_thread (task, find_on_thread);
}

/* --- State ------------------------------------------------------------------------------------ */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (LSN_STATUS_BUTTON (user_data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (LsnStatusButton *self, gboolean running, double fraction)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  if (running && fraction < 0 && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  if (!running || fraction >= 0)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
  if (running && fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
}

static void
refresh (LsnStatusButton *self)
{
  const char *message;
  const char *job = lsn_context_get_job (self->context);
  LsnTrouble trouble = lsn_context_get_trouble (self->context, &message);
  const char *title = _ ("All Saved");
  const char *icon = "object-select-symbolic";

  if (trouble != LSN_TROUBLE_NONE)
    {
      title = trouble == LSN_TROUBLE_FULL ? _ ("Disk Full") : _ ("Read-Only");
      icon = "dialog-warning-symbolic";
    }
  else if (lsn_context_get_saving (self->context))
    {
      /* An import is one transaction, and what else is written comes after it. */
      title = job ? _ ("Waiting to Save…") : _ ("Saving…");
      icon = "content-loading-symbolic";
    }
  else if (job)
    {
      title = job;
      icon = "content-loading-symbolic";
    }
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->state_label, message ? message : title);
  if (trouble != LSN_TROUBLE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (adw_bin_get_child (ADW_BIN (self))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  show_progress (self, job != NULL, lsn_context_get_job_fraction (self->context));
}

static gboolean
refresh_cb (gpointer user_data)
{
  LsnStatusButton *self = user_data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Trouble is told at once, and an end too; what begins only if it lasts. */
static void
changed_cb (LsnStatusButton *self)
{
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (lsn_context_get_trouble (self->context, NULL) == LSN_TROUBLE_NONE &&
      (lsn_context_get_job (self->context) || lsn_context_get_saving (self->context)))
    self->refresh_source = g_timeout_add (PATIENCE_MS, refresh_cb, self);
  else
    refresh (self);
}

static void
fraction_cb (LsnStatusButton *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->progress_bar)))
    refresh (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_status_button_dispose (GObject *object)
{
  LsnStatusButton *self = LSN_STATUS_BUTTON (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  /* Before the template lets go of the child that it names, which the bin would look for. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_STATUS_BUTTON);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_status_button_parent_class)->dispose (object);
}

static void
lsn_status_button_class_init (LsnStatusButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_status_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-status-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, icon);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, place_label);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, state_label);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, folder_label);
  gtk_widget_class_bind_template_child (widget_class, LsnStatusButton, backup_label);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
lsn_status_button_init (LsnStatusButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lsn_status_button_start (LsnStatusButton *self, LsnContext *context)
{
  const char *folder = lsn_store_get_folder (lsn_context_get_store (context));
  g_autofree char *standard = lsn_workspace_path_dup_default ();
  g_autofree char *sample = lsn_workspace_path_dup_sample ();
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *path = g_filename_display_name (folder);

  self->context = g_object_ref (context);
  gtk_label_set_text (self->folder_label, path);
  gtk_label_set_text (self->place_label, g_str_equal (folder, sample) ? _ ("Sample Agency") : name);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), !g_str_equal (folder, standard));
  g_signal_connect_object (context, "notify::trouble", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::saving", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::job", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::job-fraction", G_CALLBACK (fraction_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
