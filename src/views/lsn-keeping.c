/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-keeping.h"

#include <glib/gi18n-lib.h>

#define LOOK_MS    100
#define NOTICED_MS 400
#define KEPT_KEY   "lsn-keeping-any"

/* What the thread and the row know together. */
typedef struct
{
  gatomicrefcount references;
  gboolean first;            /* since the workspace was opened */
  char *folder;              /* owned */
  GPtrArray *files;          /* owned; element-type GFile */
  GPtrArray *kept;           /* owned; element-type LsnKeptFile; the thread's until it ends */
  GString *failures;         /* owned; likewise: a line each */
  GCancellable *cancellable; /* owned */
  GMutex mutex;
  guint number; /* of the file, with the mutex, as all below */
  gint64 done;
  gint64 size;
} Job;

struct _LsnKeeping
{
  AdwActionRow parent_instance;

  LsnContext *context; /* owned */
  Job *job;
  LsnKeepingDone done;
  GWeakRef owner;
  gint64 since;
  guint look_id;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (LsnKeeping, lsn_keeping, ADW_TYPE_ACTION_ROW)

/* --- On the thread ---------------------------------------------------------------------------- */

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->references);
  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->references))
    return;
  g_mutex_clear (&job->mutex);
  g_ptr_array_unref (job->files);
  g_ptr_array_unref (job->kept);
  g_string_free (job->failures, TRUE);
  g_object_unref (job->cancellable);
  g_free (job->folder);
  g_free (job);
}

static void
progress_cb (goffset done, goffset size, gpointer user_data)
{
  Job *job = user_data;

  g_mutex_lock (&job->mutex);
  job->done = done;
  job->size = size;
  g_mutex_unlock (&job->mutex);
}

static void
keep_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  if (job->first)
    lsn_kept_file_clean (job->folder);
  for (guint i = 0; i < job->files->len && !g_cancellable_is_cancelled (job->cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      LsnKeptFile *kept;

      g_mutex_lock (&job->mutex);
      job->number = i;
      job->done = job->size = 0;
      g_mutex_unlock (&job->mutex);
      kept = lsn_kept_file_new (job->folder, g_ptr_array_index (job->files, i), progress_cb, job,
                                job->cancellable, &error);
      if (kept)
        g_ptr_array_add (job->kept, kept);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_string_append_printf (job->failures, "%s%s", job->failures->len ? "\n" : "",
                                error->message);
    }
  g_task_return_boolean (task, TRUE);
}

/* --- The row ---------------------------------------------------------------------------------- */

static gboolean
look_cb (gpointer user_data)
{
  LsnKeeping *self = user_data;
  Job *job = self->job;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *done = NULL;
  g_autofree char *size = NULL;
  g_autofree char *subtitle = NULL;
  double fraction;

  g_mutex_lock (&job->mutex);
  base = g_file_get_basename (g_ptr_array_index (job->files, job->number));
  done = g_format_size ((guint64) job->done);
  size = g_format_size ((guint64) job->size);
  fraction = job->size > 0 ? (double) job->done / (double) job->size : 0;
  fraction = (job->number + fraction) / job->files->len;
  g_mutex_unlock (&job->mutex);

  name = lsn_kept_file_dup_safe_name (base);
  /* Translators: how much of a file is copied: “12 MB of 1.2 GB” */
  subtitle = g_strdup_printf (_ ("%s of %s"), done, size);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_progress_bar_set_fraction (self->bar, fraction);
  if (g_get_monotonic_time () - self->since > NOTICED_MS * 1000)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (LsnKeeping *self, GtkButton *button)
{
  g_cancellable_cancel (self->job->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnKeeping) self = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  Job *job = self->job;

  g_clear_handle_id (&self->look_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (job->failures->len > 0)
    lsn_context_tell (self->context, job->failures->str);
  if (g_cancellable_is_cancelled (job->cancellable))
    g_ptr_array_set_size (job->kept, 0);
  if (owner)
    self->done (owner, self, job->kept);
}

static void
lsn_keeping_dispose (GObject *object)
{
  LsnKeeping *self = LSN_KEEPING (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_keeping_parent_class)->dispose (object);
}

static void
lsn_keeping_finalize (GObject *object)
{
  LsnKeeping *self = LSN_KEEPING (object);

  g_weak_ref_clear (&self->owner);
  g_clear_pointer (&self->job, job_unref);

  G_OBJECT_CLASS (lsn_keeping_parent_class)->finalize (object);
}

static void
lsn_keeping_class_init (LsnKeepingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_keeping_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_keeping_finalize;
}

static void
lsn_keeping_init (LsnKeeping *self)
{
  GtkWidget *cancel = gtk_button_new_from_icon_name ("process-stop-symbolic");

  g_weak_ref_init (&self->owner, NULL);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), 72, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copying"), -1);
  gtk_widget_set_tooltip_text (cancel, _ ("Do Not Copy"));
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cancel, "flat");
  gtk_widget_add_css_class (cancel, "circular");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->bar));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), cancel);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lsn_keeping_new (LsnContext *context, GPtrArray *files, LsnKeepingDone done, GObject *owner)
{
  LsnKeeping *self = g_object_new (LSN_TYPE_KEEPING, NULL);
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  g_atomic_ref_count_init (&job->references);
  g_mutex_init (&job->mutex);
  job->folder = g_strdup (lsn_store_get_files_folder (lsn_context_get_store (context)));
  job->files = g_ptr_array_ref (files);
  job->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_kept_file_free);
  job->failures = g_string_new (NULL);
  job->cancellable = g_cancellable_new ();
  job->first = g_object_get_data (G_OBJECT (context), KEPT_KEY) == NULL;
  g_object_set_data (G_OBJECT (context), KEPT_KEY, GINT_TO_POINTER (TRUE));
  self->context = g_object_ref (context);
  self->job = job;
  self->done = done;
  self->since = g_get_monotonic_time ();
  self->look_id = g_timeout_add (LOOK_MS, look_cb, self);
  g_weak_ref_set (&self->owner, owner);

  /* The row is no source of the task, whose last reference the thread may drop. */
  task = g_task_new (NULL, NULL, kept_cb, g_object_ref_sink (self));
  g_task_set_source_tag (task, lsn_keeping_new);
  g_task_set_task_data (task, job_ref (job), job_unref);
  g_task_run_in_thread (task, keep_on_thread);
  return GTK_WIDGET (self);
}

GPtrArray *
lsn_keeping_list_model_files (GListModel *list)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; list && i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (files, g_list_model_get_item (list, i));
  return files;
}

GPtrArray *
lsn_keeping_list_dropped_files (const GValue *value)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = list; l; l = l->next)
    g_ptr_array_add (files, g_object_ref (l->data));
  g_slist_free (list);
  return files;
}
