/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-trial.h"
#include "base/lsn-clock.h"
#include "views/lsn-saved-file.h"
#include "widgets/lsn-lazy-rows.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define TICK_MS 100

typedef struct _Try Try;

struct _LsnImportTrial
{
  AdwNavigationPage parent_instance;

  LsnContext *context; /* owned */
  GFile *source;       /* owned */
  LsnReading *reading; /* owned */
  LsnImportFile *file; /* owned, nullable: what the last trial found */
  Try *running;        /* borrowed, nullable */
  LsnLazyRows *rows;   /* owned */
  GPtrArray *shown;    /* owned; borrowed rows of what was found */
  guint tick_source;

  /* Template widgets */
  GtkWidget *import_button;
  GtkStack *stack;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  AdwStatusPage *failed_page;
  GtkScrolledWindow *result_window;
  GtkLabel *summary_label;
  AdwPreferencesGroup *counts_group;
  AdwPreferencesGroup *duplicates_group;
  AdwComboRow *duplicates_row;
  AdwPreferencesGroup *columns_group;
  GtkWidget *problems_box;
  GtkLabel *problems_label;
  GtkListBox *problems_list;
};

G_DEFINE_FINAL_TYPE (LsnImportTrial, lsn_import_trial, ADW_TYPE_NAVIGATION_PAGE)

static guint wanted;

/* --- What would happen ------------------------------------------------------------------------ */

static char *
dup_summary (const LsnImport *import)
{
  guint n = import->n_imported;

  if (n > 0)
    return g_strdup_printf (ngettext ("%'u row will be imported", "%'u rows will be imported", n),
                            n);
  n = import->n_filled;
  if (n > 0)
    return g_strdup_printf (ngettext ("%'u row will fill blanks", "%'u rows will fill blanks", n),
                            n);
  if (import->n_duplicates > 0)
    return g_strdup (_ ("Nothing new: everyone in the file is known already"));
  return g_strdup (_ ("Nothing can be imported: no row of the file was understood"));
}

static void
show_summary (LsnImportTrial *self)
{
  const LsnImport *import = self->file->import;
  g_autofree char *text = dup_summary (import);

  gtk_label_set_text (self->summary_label, text);
  gtk_widget_set_sensitive (self->import_button, import->n_imported + import->n_filled > 0);
}

static void
add_row (LsnImportTrial *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->shown, row);
}

static void
forget_rows (LsnImportTrial *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->shown, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->shown, 0);
}

static void
add_fact (LsnImportTrial *self, AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), lsn_text_label_new (value, "numeric"));
  add_row (self, group, row);
}

static void
add_count (LsnImportTrial *self, const char *title, guint n)
{
  g_autofree char *value = g_strdup_printf ("%'u", n);

  add_fact (self, self->counts_group, title, value);
}

static gboolean
add_names (LsnImportTrial *self, const char *title, char **names)
{
  g_autofree char *list = names && names[0] ? g_strjoinv (", ", names) : NULL;
  GtkWidget *row;

  if (list == NULL)
    return FALSE;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), list);
  gtk_widget_add_css_class (row, "property");
  add_row (self, self->columns_group, row);
  return TRUE;
}

static GtkWidget *
make_problem (gpointer owner, guint section, gint64 id)
{
  LsnImportTrial *self = owner;
  const LsnImportProblem *problem = g_ptr_array_index (self->file->import->problems, (guint) id);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place =
      g_strdup_printf (self->file->kind == LSN_SOURCE_CSV ? _ ("Row %u") : _ ("Line %u"),
                       problem->row);
  g_autofree char *title = problem->is_taken
                               ? g_strdup_printf (_ ("%s, imported all the same"), place)
                               : g_strdup (place);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problem->message);
  return row;
}

static void
show_problems (LsnImportTrial *self)
{
  const LsnImport *import = self->file->import;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *title = NULL;

  for (gint64 i = 0; i < import->problems->len; i++)
    g_array_append_val (ids, i);
  gtk_widget_set_visible (self->problems_box, ids->len > 0);
  title = import->n_problems > ids->len
              ? g_strdup_printf (_ ("The first %1$'u of %2$'u rows with a mistake"), ids->len,
                                 import->n_problems)
              : g_strdup_printf (ngettext ("%'u row with a mistake", "%'u rows with a mistake",
                                           ids->len),
                                 ids->len);
  gtk_label_set_text (self->problems_label, title);
  lsn_lazy_rows_set_ids (self->rows, 0, ids);
}

static void
show_result (LsnImportTrial *self)
{
  const LsnImport *import = self->file->import;
  gboolean kept;
  gboolean left_out;

  forget_rows (self);
  add_count (self, _ ("Rows in the File"), import->n_records);
  add_count (self, _ ("New Rows"), import->n_imported);
  add_count (self, _ ("Known Already"), import->n_duplicates);
  if (self->file->duplicates == LSN_IMPORT_FILL_DUPLICATES)
    add_count (self, _ ("Of These, Fill Blanks"), import->n_filled);
  add_count (self, _ ("With a Mistake"), import->n_problems);
  kept = add_names (self, _ ("Kept in the note, with the name of the column"), self->file->kept);
  left_out = add_names (self, _ ("Left out"), self->file->left_out);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), kept || left_out);
  gtk_widget_set_visible (GTK_WIDGET (self->duplicates_group), import->n_duplicates > 0);
  show_problems (self);
  show_summary (self);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "result"))
    return;
  gtk_stack_set_visible_child_name (self->stack, "result");
  if (gtk_widget_get_sensitive (self->import_button))
    gtk_widget_grab_focus (self->import_button);
}

static void
show_failure (LsnImportTrial *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->failed_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* --- Trying ----------------------------------------------------------------------------------- */

struct _Try
{
  LsnImportTrial *trial;     /* owned */
  LsnImportFile *file;       /* owned; the worker's while it runs; NULL once it is taken */
  GCancellable *cancellable; /* owned */
};

static void
try_free (Try *self)
{
  g_object_unref (self->trial);
  g_clear_pointer (&self->file, lsn_import_file_free);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Try, try_free)

static gboolean
tick_cb (gpointer user_data)
{
  LsnImportTrial *self = user_data;
  LsnImportFile *file = self->running->file;
  guint n = (guint) g_atomic_int_get (&file->n_done);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u row", "%'u rows", n), n);

  gtk_progress_bar_set_fraction (self->progress_bar, g_atomic_int_get (&file->permille) / 1000.0);
  gtk_label_set_text (self->progress_label, text);
  return G_SOURCE_CONTINUE;
}

static void
stop (LsnImportTrial *self)
{
  if (self->running)
    g_cancellable_cancel (self->running->cancellable);
  self->running = NULL;
  g_clear_handle_id (&self->tick_source, g_source_remove);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Try) attempt = user_data;
  LsnImportTrial *self = attempt->trial;
  g_autoptr (GError) error = NULL;
  gpointer data = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->running != attempt)
    return;
  stop (self);
  if (data == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  g_clear_pointer (&self->file, lsn_import_file_free);
  self->file = g_steal_pointer (&attempt->file);
  show_result (self);
}

/* What becomes of those who are known decides what becomes of the rows behind them, so each choice
 * is tried. What the one before found stays in sight meanwhile. */
static void
try (LsnImportTrial *self)
{
  Try *attempt = g_new0 (Try, 1);

  stop (self);
  attempt->trial = g_object_ref (self);
  attempt->cancellable = g_cancellable_new ();
  attempt->file = lsn_import_file_new (self->source, self->reading,
                                       lsn_context_get_region (self->context), lsn_clock_now ());
  attempt->file->dry_run = TRUE;
  attempt->file->duplicates = lsn_import_trial_get_duplicates (self);
  self->running = attempt;
  self->tick_source = g_timeout_add (TICK_MS, tick_cb, self);
  gtk_widget_set_sensitive (self->import_button, FALSE);
  lsn_store_scan_async (lsn_context_get_store (self->context), lsn_import_file_on_worker,
                        attempt->file, NULL, attempt->cancellable, tried_cb, attempt);
}

/* --- What the user does ----------------------------------------------------------------------- */

static void
import_cb (LsnImportTrial *self)
{
  g_signal_emit (self, wanted, 0);
}

static void
duplicates_cb (LsnImportTrial *self)
{
  if (self->context)
    try (self);
}

LsnImportDuplicates
lsn_import_trial_get_duplicates (LsnImportTrial *self)
{
  return adw_combo_row_get_selected (self->duplicates_row);
}

static gboolean
write_problems (GFile *target, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnImportTrial *self = data;

  return lsn_import_file_write_problems (self->file, target, cancellable, error);
}

static void
save_cb (LsnImportTrial *self)
{
  g_autofree char *base = g_file_get_basename (self->file->file);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot)
    *dot = '\0';
  name = g_strdup_printf (_ ("%s – mistakes.csv"), base);
  lsn_saved_file_choose (self->context, GTK_WIDGET (self), _ ("Save Rows with Mistakes"), name,
                         write_problems, g_object_ref (self), g_object_unref);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
hidden (AdwNavigationPage *page)
{
  stop (LSN_IMPORT_TRIAL (page));
}

static void
lsn_import_trial_dispose (GObject *object)
{
  LsnImportTrial *self = LSN_IMPORT_TRIAL (object);

  stop (self);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_IMPORT_TRIAL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_import_trial_parent_class)->dispose (object);
}

static void
lsn_import_trial_finalize (GObject *object)
{
  LsnImportTrial *self = LSN_IMPORT_TRIAL (object);

  g_clear_pointer (&self->file, lsn_import_file_free);
  g_clear_pointer (&self->reading, lsn_reading_free);
  g_clear_object (&self->source);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (lsn_import_trial_parent_class)->finalize (object);
}

#define CHILD(name)    gtk_widget_class_bind_template_child (widget_class, LsnImportTrial, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
lsn_import_trial_class_init (LsnImportTrialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_import_trial_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_import_trial_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = hidden;
  wanted = g_signal_new ("wanted", LSN_TYPE_IMPORT_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/import/lsn-import-trial.ui");
  CHILD (import_button);
  CHILD (stack);
  CHILD (progress_bar);
  CHILD (progress_label);
  CHILD (failed_page);
  CHILD (result_window);
  CHILD (summary_label);
  CHILD (counts_group);
  CHILD (duplicates_group);
  CHILD (duplicates_row);
  CHILD (columns_group);
  CHILD (problems_box);
  CHILD (problems_label);
  CHILD (problems_list);
  CALLBACK (import_cb);
  CALLBACK (duplicates_cb);
  CALLBACK (save_cb);
}

static void
lsn_import_trial_init (LsnImportTrial *self)
{
  const char *const duplicates[] = { _ ("Leave Out"), _ ("Fill In Their Blanks"),
                                     _ ("Import as New Clients"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (duplicates);

  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->duplicates_row, G_LIST_MODEL (labels));
  self->rows = lsn_lazy_rows_new (self->result_window, make_problem, self);
  lsn_lazy_rows_add (self->rows, self->problems_list);
}

LsnImportTrial *
lsn_import_trial_new (LsnContext *context, GFile *file, const LsnReading *reading)
{
  LsnImportTrial *self = g_object_new (LSN_TYPE_IMPORT_TRIAL, NULL);

  self->context = g_object_ref (context);
  self->source = g_object_ref (file);
  self->reading = lsn_reading_copy (reading);
  try (self);
  return self;
}
