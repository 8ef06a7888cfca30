/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-start-window.h"
#include "model/lsn-model.h"
#include "store/lsn-rescue.h"
#include "views/backups/lsn-backups-dialog.h"

#include <glib/gi18n-lib.h>

#define PULSE_MS 100

struct _LsnStartWindow
{
  AdwApplicationWindow parent_instance;

  char *workspace;           /* owned */
  GCancellable *cancellable; /* owned: of a rescue */
  guint pulse_source;
  LsnBackupsDialog *backups; /* borrowed while it is shown, else NULL */
  gboolean rescuing;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *progress_page;
  GtkProgressBar *progress_bar;
  AdwStatusPage *failure_page;
  GtkWidget *rescue_group;
  GtkWidget *retry_row;
  GtkLabel *report_title;
  GtkLabel *report_text;
  GtkListBox *report_list;
  GtkWidget *open_button;
};

enum
{
  RETRY,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnStartWindow, lsn_start_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Progress --------------------------------------------------------------------------------- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (LSN_START_WINDOW (user_data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (LsnStartWindow *self, gboolean pulsing)
{
  if (pulsing && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!pulsing)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
}

void
lsn_start_window_show_progress (LsnStartWindow *self, const char *what, double fraction)
{
  adw_status_page_set_description (self->progress_page, what);
  set_pulsing (self, fraction < 0);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  gtk_stack_set_visible_child_name (self->stack, "progress");
}

static void
cancel_cb (LsnStartWindow *self)
{
  if (self->rescuing)
    g_cancellable_cancel (self->cancellable);
  else
    g_signal_emit (self, signals[CANCEL], 0);
}

/* --- Failure ---------------------------------------------------------------------------------- */

static void
show_page (LsnStartWindow *self, const char *name)
{
  set_pulsing (self, FALSE);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_failure (LsnStartWindow *self, const char *title, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->failure_page, title);
  adw_status_page_set_description (self->failure_page, escaped);
  show_page (self, "failure");
}

void
lsn_start_window_show_failure (LsnStartWindow *self, const GError *error)
{
  gboolean damaged = g_error_matches (error, LSN_STORE_ERROR, LSN_STORE_ERROR_CORRUPT);
  g_autofree char *text =
      damaged ? g_strdup_printf ("%s\n\n%s", error->message,
                                 _ ("Nothing was changed. A backup can take its place, or what can"
                                    " be read; the damaged file is kept."))
              : g_strdup (error->message);

  gtk_widget_set_visible (self->rescue_group, damaged);
  show_failure (self,
                damaged ? _ ("The Workspace Is Damaged") : _ ("The Workspace Cannot Be Opened"),
                text);
}

static void
retry_cb (LsnStartWindow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
show_files_cb (LsnStartWindow *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->workspace);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (folder);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (self), NULL, NULL, NULL);
}

/* --- A backup in its place -------------------------------------------------------------------- */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnStartWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = lsn_rescue_restore_finish (result, &error);

  self->rescuing = FALSE;
  if (!done && self->backups)
    lsn_backups_dialog_fail (self->backups, error->message);
  if (!done || self->workspace == NULL)
    return;
  if (self->backups)
    adw_dialog_force_close (ADW_DIALOG (self->backups));
  retry_cb (self);
}

static void
chosen_cb (LsnStartWindow *self, const char *path)
{
  self->rescuing = TRUE;
  lsn_rescue_restore_async (self->workspace, lsn_model_get_schema (), path, NULL, restored_cb,
                            g_object_ref (self));
}

static void
backups_closed_cb (LsnStartWindow *self)
{
  self->backups = NULL;
}

static void
restore_cb (LsnStartWindow *self)
{
  g_autofree char *folder = g_build_filename (self->workspace, "backups", NULL);

  self->backups = lsn_backups_dialog_new (NULL, folder);
  g_signal_connect_object (self->backups, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backups, "closed", G_CALLBACK (backups_closed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self->backups), GTK_WIDGET (self));
}

/* --- What can be read ------------------------------------------------------------------------- */

/* The kinds of things that a user knows; the rest hangs on them. */
static const struct
{
  const char *table;
  const char *label;
} named[] = {
  { "client", N_ ("Clients") },
  { "contact", N_ ("People") },
  { "channel", N_ ("Phones and Addresses") },
  { "entry", N_ ("Entries of the Story") },
  { "followup", N_ ("Follow-Ups") },
  { "agreement", N_ ("Agreements") },
  { "attachment", N_ ("Files") },
  { "project", N_ ("Projects") },
  { "task", N_ ("Cards") },
};

static void
add_line (LsnStartWindow *self, const char *label, gint64 saved, gint64 lost, gboolean torn)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *n = g_strdup_printf ("%'" G_GINT64_FORMAT, saved);
  GtkWidget *number = gtk_label_new (n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  if (lost > 0)
    {
      g_autofree char *subtitle =
          g_strdup_printf (ngettext ("%'d is lost", "%'d are lost", (gulong) lost), (int) lost);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_widget_add_css_class (number, "warning");
    }
  else if (torn)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Some may be lost"));
    }
  gtk_widget_add_css_class (number, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  gtk_list_box_append (self->report_list, row);
}

static gboolean
is_named (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      if (g_str_equal (named[i].table, table))
        return TRUE;
    }
  return FALSE;
}

static void
add_named (LsnStartWindow *self, const LsnSalvage *salvage, guint position)
{
  for (guint i = 0; i < salvage->tables->len; i++)
    {
      const LsnSalvageTable *table = g_ptr_array_index (salvage->tables, i);

      if (g_str_equal (table->table, named[position].table) &&
          (table->n_saved > 0 || table->lost->len > 0 || table->torn))
        add_line (self, _ (named[position].label), table->n_saved, table->lost->len, table->torn);
    }
}

static void
show_report (LsnStartWindow *self, const LsnSalvage *salvage)
{
  gint64 saved = 0;
  gint64 lost = 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%'d Record Saved", "%'d Records Saved",
                                                      (gulong) salvage->n_saved),
                                            (int) salvage->n_saved);
  g_autofree char *kept = g_path_get_basename (salvage->kept);
  g_autofree char *text =
      salvage->n_lost == 0 && !salvage->torn
          ? g_strdup_printf (_ ("All of them could be read. The damaged file is kept as “%s”."),
                             kept)
          : g_strdup_printf (
                _ ("The damaged file is kept as “%s”, with a list of what is lost beside"
                   " it."),
                kept);

  gtk_list_box_remove_all (self->report_list);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    add_named (self, salvage, i);
  for (guint i = 0; i < salvage->tables->len; i++)
    {
      const LsnSalvageTable *table = g_ptr_array_index (salvage->tables, i);

      if (is_named (table->table))
        continue;
      saved += table->n_saved;
      lost += table->lost->len;
    }
  if (saved > 0 || lost > 0)
    add_line (self, _ ("What Hangs on Them"), saved, lost, FALSE);
  gtk_label_set_text (self->report_title, title);
  gtk_label_set_text (self->report_text, text);
  show_page (self, "report");
  gtk_widget_grab_focus (self->open_button);
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnStartWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnSalvage) salvage = lsn_rescue_salvage_finish (result, &error);

  self->rescuing = FALSE;
  if (self->workspace == NULL)
    return;
  if (salvage)
    show_report (self, salvage);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_page (self, "failure");
  else
    show_failure (self, _ ("Nothing Could Be Saved"), error->message);
}

static void
salvage_cb (LsnStartWindow *self)
{
  self->rescuing = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_start_window_show_progress (self, _ ("Reading what can be read…"), -1);
  lsn_rescue_salvage_async (self->workspace, lsn_model_get_schema (), self->cancellable,
                            salvaged_cb, g_object_ref (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_start_window_dispose (GObject *object)
{
  LsnStartWindow *self = LSN_START_WINDOW (object);

  set_pulsing (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workspace, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_START_WINDOW);

  G_OBJECT_CLASS (lsn_start_window_parent_class)->dispose (object);
}

static void
lsn_start_window_class_init (LsnStartWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_start_window_dispose;

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-start-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LsnStartWindow, name)
  BIND (stack);
  BIND (progress_page);
  BIND (progress_bar);
  BIND (failure_page);
  BIND (rescue_group);
  BIND (retry_row);
  BIND (report_title);
  BIND (report_text);
  BIND (report_list);
  BIND (open_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, salvage_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_files_cb);
}

static void
lsn_start_window_init (LsnStartWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LsnStartWindow *
lsn_start_window_new (GtkApplication *application, const char *workspace)
{
  LsnStartWindow *self = g_object_new (LSN_TYPE_START_WINDOW, "application", application, NULL);

  self->workspace = g_strdup (workspace);
  return self;
}
