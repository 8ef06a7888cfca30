/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-window.h"
#include "views/import/lsn-import-open.h"
#include "views/import/lsn-import-columns.h"
#include "views/import/lsn-import-run.h"
#include "views/import/lsn-import-trial.h"

#include <glib/gi18n-lib.h>

#define KNOWN_KEY   "import-columns" /* of the settings */
#define PATIENCE_MS 300              /* until a file that is being read says so */

struct _LsnImportWindow
{
  AdwWindow parent_instance;

  LsnContext *context;       /* owned */
  GFile *file;               /* owned */
  LsnImportLook *look;       /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: of the look under way */
  guint loading_source;
  LsnImportTrial *trial; /* borrowed, nullable: the last one */
  LsnImportRun *run;     /* borrowed, nullable: likewise */

  /* Template widgets */
  AdwNavigationView *navigation;
  AdwWindowTitle *columns_title;
  GtkWidget *check_button;
  GtkStack *columns_stack;
  AdwStatusPage *failed_page;
  LsnImportColumns *columns;
};

G_DEFINE_FINAL_TYPE (LsnImportWindow, lsn_import_window, ADW_TYPE_WINDOW)

/* --- Choosing a file -------------------------------------------------------------------------- */

static GListModel *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  const char *const suffixes[] = { "csv", "tsv", "txt", "vcf", "json", "zip", "ics" };

  gtk_file_filter_set_name (known, _ ("Tables, Contact Cards, Boards and Calendars"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (known, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, known);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

typedef struct
{
  LsnContext *context; /* owned */
  GWeakRef parent;
} Choosing;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choosing *choosing = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&choosing->parent);

  if (file && parent)
    lsn_import_open (choosing->context, parent, file);
  g_weak_ref_clear (&choosing->parent);
  g_object_unref (choosing->context);
  g_free (choosing);
}

void
lsn_import_window_choose (LsnContext *context, GtkWindow *parent)
{
  Choosing *choosing = g_new0 (Choosing, 1);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();

  choosing->context = g_object_ref (context);
  g_weak_ref_init (&choosing->parent, parent);
  gtk_file_dialog_set_title (dialog, _ ("Import Clients"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, choosing);
}

/* --- Looking at it ---------------------------------------------------------------------------- */

static GVariant *
dup_known (LsnImportWindow *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);

  return settings ? g_settings_get_value (settings, KNOWN_KEY)
                  : g_variant_ref_sink (g_variant_new ("a(ss)", NULL));
}

static void
look_on_thread (GTask *task, gpointer source, gpointer look, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lsn_import_look_read (look, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
loading_cb (gpointer user_data)
{
  LsnImportWindow *self = user_data;

  self->loading_source = 0;
  gtk_stack_set_visible_child_name (self->columns_stack, "loading");
}

static void
show_failure (LsnImportWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->failed_page, escaped);
  gtk_stack_set_visible_child_name (self->columns_stack, "failed");
  gtk_widget_set_sensitive (self->check_button, FALSE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnImportWindow *self = LSN_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (!ok)
    {
      show_failure (self, error->message);
      return;
    }
  g_clear_pointer (&self->look, lsn_import_look_unref);
  self->look = lsn_import_look_ref (g_task_get_task_data (G_TASK (result)));
  lsn_import_columns_show (self->columns, self->look);
  gtk_stack_set_visible_child_name (self->columns_stack, "columns");
  gtk_widget_set_sensitive (self->check_button, TRUE);
  gtk_widget_grab_focus (self->check_button);
}

static void
look_at_file (LsnImportWindow *self)
{
  g_autoptr (GVariant) known = dup_known (self);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_task_data (task,
                        lsn_import_look_new (self->file,
                                             lsn_import_columns_get_reading (self->columns), known),
                        (GDestroyNotify) lsn_import_look_unref);
  g_task_run_in_thread (task, look_on_thread);
  if (self->loading_source == 0)
    self->loading_source = g_timeout_add_once (PATIENCE_MS, loading_cb, self);
}

static void
reading_changed_cb (LsnImportWindow *self)
{
  look_at_file (self);
}

static void
choose_cb (LsnImportWindow *self)
{
  lsn_import_window_choose (self->context, gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Trying and doing ------------------------------------------------------------------------- */

/* Before it runs, so that it is there when the user comes back after a mistake. */
static void
remember (LsnImportWindow *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  const LsnReading *reading = lsn_import_columns_get_reading (self->columns);
  g_autoptr (GVariant) known = NULL;
  g_autoptr (GVariant) more = NULL;

  if (settings == NULL || reading->columns == NULL)
    return;
  known = dup_known (self);
  more = lsn_import_look_remember (self->look, known, reading->columns);
  g_settings_set_value (settings, KNOWN_KEY, more);
}

static void
back_cb (LsnImportWindow *self)
{
  adw_navigation_view_pop_to_tag (self->navigation, "columns");
}

static void
wanted_cb (LsnImportWindow *self)
{
  self->run =
      lsn_import_run_new (self->context, self->file, lsn_import_columns_get_reading (self->columns),
                          lsn_import_trial_get_duplicates (self->trial));
  g_object_add_weak_pointer (G_OBJECT (self->run), (gpointer *) &self->run);
  g_signal_connect_object (self->run, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->run));
}

static void
check_cb (LsnImportWindow *self)
{
  remember (self);
  self->trial = lsn_import_trial_new (self->context, self->file,
                                      lsn_import_columns_get_reading (self->columns));
  g_signal_connect_object (self->trial, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->trial));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
narrow_cb (LsnImportWindow *self)
{
  lsn_import_columns_set_narrow (self->columns, TRUE);
}

static void
wide_cb (LsnImportWindow *self)
{
  lsn_import_columns_set_narrow (self->columns, FALSE);
}

static gboolean
close_request (GtkWindow *window)
{
  LsnImportWindow *self = LSN_IMPORT_WINDOW (window);

  if (self->run)
    lsn_import_run_cancel (self->run);
  return GTK_WINDOW_CLASS (lsn_import_window_parent_class)->close_request (window);
}

static void
lsn_import_window_dispose (GObject *object)
{
  LsnImportWindow *self = LSN_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_weak_pointer (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_IMPORT_WINDOW);
  g_clear_pointer (&self->look, lsn_import_look_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_import_window_parent_class)->dispose (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnImportWindow, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_import_window_class_init (LsnImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  g_type_ensure (LSN_TYPE_IMPORT_COLUMNS);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/import/lsn-import-window.ui");
  CHILD (navigation);
  CHILD (columns_title);
  CHILD (check_button);
  CHILD (columns_stack);
  CHILD (failed_page);
  CHILD (columns);
  CALLBACK (check_cb);
  CALLBACK (choose_cb);
  CALLBACK (reading_changed_cb);
  CALLBACK (narrow_cb);
  CALLBACK (wide_cb);
}

static void
lsn_import_window_init (LsnImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LsnImportWindow *
lsn_import_window_new (LsnContext *context, GtkWindow *parent, GFile *file)
{
  LsnImportWindow *self =
      g_object_new (LSN_TYPE_IMPORT_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                    "application", gtk_window_get_application (parent), NULL);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  adw_window_title_set_subtitle (self->columns_title, name);
  look_at_file (self);
  return self;
}
