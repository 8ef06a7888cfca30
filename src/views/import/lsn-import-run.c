/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-run.h"
#include "base/lsn-clock.h"

#include <glib/gi18n-lib.h>

#define TICK_MS 100

struct _LsnImportRun
{
  AdwNavigationPage parent_instance;

  LsnContext *context;       /* owned */
  LsnImportFile *file;       /* owned; the worker's while it runs */
  GCancellable *cancellable; /* owned */
  gint64 journal_id;
  guint tick_source;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *running_page;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  AdwStatusPage *ended_page;
  GtkWidget *undo_button;
  GtkWidget *back_button;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (LsnImportRun, lsn_import_run, ADW_TYPE_NAVIGATION_PAGE)

static guint back;

/* --- How it ended ----------------------------------------------------------------------------- */

/* @undoable: something was imported */
static void
show_end (LsnImportRun *self, const char *icon, const char *title, const char *words,
          gboolean undoable)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_icon_name (self->ended_page, icon);
  adw_status_page_set_title (self->ended_page, title);
  adw_status_page_set_description (self->ended_page, escaped);
  gtk_widget_set_visible (self->undo_button, undoable);
  gtk_widget_set_visible (self->back_button, !undoable);
  gtk_stack_set_visible_child_name (self->stack, "ended");
  gtk_widget_grab_focus (self->close_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
show_done (LsnImportRun *self)
{
  const LsnImport *import = self->file->import;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *message =
      import->n_imported == 0 && import->n_filled > 0
          ? g_strdup_printf (ngettext ("%'u row filled blanks", "%'u rows filled blanks",
                                       import->n_filled),
                             import->n_filled)
          : g_strdup_printf (ngettext ("%'u row imported", "%'u rows imported", import->n_imported),
                             import->n_imported);

  if (self->file->duplicates != LSN_IMPORT_ADD_DUPLICATES && import->n_duplicates > 0)
    append_sentence (words, g_strdup_printf (ngettext ("%'u row was known already.",
                                                       "%'u rows were known already.",
                                                       import->n_duplicates),
                                             import->n_duplicates));
  if (import->n_imported > 0 && import->n_filled > 0)
    append_sentence (words,
                     g_strdup_printf (ngettext ("%'u of them filled blanks.",
                                                "%'u of them filled blanks.", import->n_filled),
                                      import->n_filled));
  if (import->n_problems > 0)
    append_sentence (words,
                     g_strdup_printf (ngettext ("%'u row has a mistake.",
                                                "%'u rows have a mistake.", import->n_problems),
                                      import->n_problems));
  if (self->journal_id != 0)
    lsn_context_tell_acted (self->context, message, self->journal_id);
  show_end (self, "object-select-symbolic", message, words->str, self->journal_id != 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  LsnImportRun *self = user_data;
  guint n = (guint) g_atomic_int_get (&self->file->n_done);
  int permille = g_atomic_int_get (&self->file->permille);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u row", "%'u rows", n), n);

  /* Lists and the search index are brought up to date after the last row. */
  if (permille >= 1000)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, permille / 1000.0);
  gtk_label_set_text (self->progress_label, text);
  lsn_context_set_job (self->context, _ ("Importing…"), permille >= 1000 ? -1 : permille / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnImportRun) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = lsn_store_finish (LSN_STORE (source), result, &error);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (data)
    self->journal_id = lsn_store_get_journal_id (LSN_STORE (source), result);
  if (self->context == NULL)
    return;
  lsn_context_set_job (self->context, NULL, 0);
  if (data)
    show_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_end (self, "process-stop-symbolic", _ ("Import Cancelled"),
              _ ("Nothing of the file was kept."), FALSE);
  else
    {
      lsn_context_tell_failed (self->context, error);
      show_end (self, "dialog-error-symbolic", _ ("Nothing Was Imported"), error->message, FALSE);
    }
}

/* --- What the user does ----------------------------------------------------------------------- */

void
lsn_import_run_cancel (LsnImportRun *self)
{
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  g_cancellable_cancel (self->cancellable);
}

static void
cancel_cb (LsnImportRun *self)
{
  lsn_import_run_cancel (self);
}

static void
undo_cb (LsnImportRun *self)
{
  lsn_context_undo (self->context, self->journal_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
back_cb (LsnImportRun *self)
{
  g_signal_emit (self, back, 0);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_import_run_dispose (GObject *object)
{
  LsnImportRun *self = LSN_IMPORT_RUN (object);

  g_cancellable_cancel (self->cancellable);
  if (self->tick_source && self->context)
    lsn_context_set_job (self->context, NULL, 0);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_IMPORT_RUN);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_import_run_parent_class)->dispose (object);
}

static void
lsn_import_run_finalize (GObject *object)
{
  LsnImportRun *self = LSN_IMPORT_RUN (object);

  g_clear_pointer (&self->file, lsn_import_file_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (lsn_import_run_parent_class)->finalize (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnImportRun, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_import_run_class_init (LsnImportRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_import_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_import_run_finalize;
  back = g_signal_new ("back", LSN_TYPE_IMPORT_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/import/lsn-import-run.ui");
  CHILD (stack);
  CHILD (running_page);
  CHILD (progress_bar);
  CHILD (progress_label);
  CHILD (ended_page);
  CHILD (undo_button);
  CHILD (back_button);
  CHILD (close_button);
  CALLBACK (cancel_cb);
  CALLBACK (undo_cb);
  CALLBACK (back_cb);
}

static void
lsn_import_run_init (LsnImportRun *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

LsnImportRun *
lsn_import_run_new (LsnContext *context, GFile *file, const LsnReading *reading,
                    LsnImportDuplicates duplicates)
{
  LsnImportRun *self = g_object_new (LSN_TYPE_IMPORT_RUN, NULL);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *label = g_strdup_printf (_ ("Import of “%s”"), shown);

  self->context = g_object_ref (context);
  self->file =
      lsn_import_file_new (file, reading, lsn_context_get_region (context), lsn_clock_now ());
  self->file->files_folder =
      g_strdup (lsn_store_get_files_folder (lsn_context_get_store (context)));
  self->file->duplicates = duplicates;
  self->tick_source = g_timeout_add (TICK_MS, tick_cb, self);
  lsn_store_import_async (lsn_context_get_store (context), label, lsn_import_file_on_worker,
                          self->file, NULL, self->cancellable, imported_cb, g_object_ref (self));
  return self;
}
