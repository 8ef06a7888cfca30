/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/import/lsn-import-open.h"
#include "base/lsn-clock.h"
#include "model/interchange/lsn-board-import.h"
#include "model/interchange/lsn-ical-import.h"
#include "views/import/lsn-import-window.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_LEFT_OUT 500
#define LIST_HEIGHT  180

typedef struct
{
  LsnContext *context; /* owned */
  GWeakRef parent;
  GFile *file;            /* owned */
  LsnBoardSource *source; /* owned, nullable: it is none of boards */
  LsnIcal *ical;          /* owned, nullable: it is no calendar */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->context);
  g_weak_ref_clear (&opening->parent);
  g_object_unref (opening->file);
  g_clear_pointer (&opening->source, lsn_board_source_free);
  g_clear_pointer (&opening->ical, lsn_ical_free);
  g_free (opening);
}

/* --- Importing -------------------------------------------------------------------------------- */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&opening->parent);
  g_autoptr (GError) error = NULL;
  LsnBoardImport *import = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *message = NULL;

  if (import == NULL)
    {
      lsn_context_tell_failed (opening->context, error);
      return;
    }
  message = g_strdup_printf (ngettext ("%u card imported", "%u cards imported", import->n_cards),
                             import->n_cards);
  g_signal_emit_by_name (opening->context, "acted", message,
                         lsn_store_get_journal_id (LSN_STORE (source), result));
  if (parent && import->project_id)
    gtk_widget_activate_action (parent, "app.open-project", "x", import->project_id);
}

static void
calendar_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&opening->parent);
  g_autoptr (GError) error = NULL;
  LsnIcalImport *import = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *message = NULL;

  if (import == NULL)
    {
      lsn_context_tell_failed (opening->context, error);
      return;
    }
  message = g_strdup_printf (_ ("%u events, %u to-dos, %u known already"), import->n_events,
                             import->n_todos, import->n_duplicates);
  lsn_context_tell_acted (opening->context, message,
                          lsn_store_get_journal_id (LSN_STORE (source), result));
  if (parent)
    gtk_widget_activate_action (parent, "app.page", "s", "calendar");
}

static void
import_calendar (GTask *task, const char *label)
{
  Opening *opening = g_task_get_task_data (task);

  lsn_store_import_async (lsn_context_get_store (opening->context), label,
                          lsn_ical_import_on_worker,
                          lsn_ical_import_new (g_steal_pointer (&opening->ical), lsn_clock_now ()),
                          (GDestroyNotify) lsn_ical_import_free, NULL, calendar_imported_cb,
                          g_object_ref (task));
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *base = g_file_get_basename (opening->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *label = g_strdup_printf (_ ("Import of “%s”"), name);
  LsnBoardImport *import;

  if (!g_str_equal (response, "import"))
    return;
  if (opening->ical)
    {
      import_calendar (task, label);
      return;
    }
  import = lsn_board_import_new (g_steal_pointer (&opening->source), lsn_clock_now ());
  lsn_store_import_async (lsn_context_get_store (opening->context), label,
                          lsn_board_import_on_worker, import,
                          (GDestroyNotify) lsn_board_import_free, NULL, imported_cb,
                          g_object_ref (task));
}

/* --- The look before -------------------------------------------------------------------------- */

static GtkWidget *
make_list (GPtrArray *lines)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < MIN (lines->len, MAX_LEFT_OUT); i++)
    {
      GtkWidget *label = lsn_text_label_new (g_ptr_array_index (lines, i), "caption");

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (list), label);
    }
  gtk_box_append (GTK_BOX (box), lsn_text_label_new (_ ("What Has No Place Here"), "heading"));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GPtrArray *
dup_left_out (const Opening *opening)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; opening->source && i < opening->source->boards->len; i++)
    {
      const LsnBoardFile *file = g_ptr_array_index (opening->source->boards, i);

      for (guint j = 0; j < file->left_out->len; j++)
        g_ptr_array_add (lines, g_strdup (g_ptr_array_index (file->left_out, j)));
    }
  for (guint i = 0; opening->ical && i < opening->ical->problems->len; i++)
    {
      const LsnIcalProblem *problem = g_ptr_array_index (opening->ical->problems, i);
      g_autofree char *place = g_strdup_printf (_ ("Line %u"), problem->line);

      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", place, problem->message));
    }
  return lines;
}

/* What a calendar has: “12 events, 3 to-dos”. */
static char *
dup_calendar_words (const LsnIcal *ical)
{
  g_autofree char *events = NULL;
  g_autofree char *todos = NULL;
  guint n = 0;

  for (guint i = 0; i < ical->items->len; i++)
    n += ((const LsnIcalItem *) g_ptr_array_index (ical->items, i))->kind == LSN_ICAL_EVENT;
  events = g_strdup_printf (ngettext ("%u event", "%u events", n), n);
  n = ical->items->len - n;
  todos = g_strdup_printf (ngettext ("%u to-do", "%u to-dos", n), n);
  return g_strdup_printf ("%s, %s", events, todos);
}

static void
present (GTask *task, GtkWidget *parent, const char *heading, const char *body)
{
  Opening *opening = g_task_get_task_data (task);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  g_autoptr (GPtrArray) left_out = dup_left_out (opening);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "import",
                                  _ ("_Import"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "import",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "import");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  if (left_out->len > 0)
    adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_list (left_out));
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), g_object_ref (task),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_dialog_present (dialog, parent);
}

static void
ask_calendar (GTask *task, GtkWidget *parent)
{
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *base = g_file_get_basename (opening->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *heading = g_strdup_printf (_ ("Import “%s”?"), name);
  g_autofree char *body = dup_calendar_words (opening->ical);

  present (task, parent, heading, body);
}

static void
ask (GTask *task, GtkWidget *parent)
{
  Opening *opening = g_task_get_task_data (task);
  const LsnBoardFile *first = g_ptr_array_index (opening->source->boards, 0);
  LsnBoardImport counts = { .source = opening->source, .dry_run = TRUE };
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  lsn_board_import_on_worker (NULL, &counts, NULL, NULL);
  heading = opening->source->boards->len == 1
                ? g_strdup_printf (_ ("Import “%s”?"), first->name)
                : g_strdup_printf (ngettext ("Import %u Board?", "Import %u Boards?",
                                             opening->source->boards->len),
                                   opening->source->boards->len);
  body = g_strdup_printf (_ ("%u lists, %u cards, %u checklist items, %u comments, %u labels"),
                          counts.n_lists, counts.n_cards, counts.n_check_items, counts.n_comments,
                          counts.n_labels);
  present (task, parent, heading, body);
}

/* --- Opening ---------------------------------------------------------------------------------- */

/* What cannot be read is told by the window, which reads it again. */
static void
look_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;

  opening->ical = lsn_ical_read_file (opening->file, cancellable, NULL);
  if (opening->ical == NULL)
    opening->source = lsn_board_source_new_for_file (opening->file, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&opening->parent);

  if (parent == NULL)
    return;
  if (opening->ical)
    ask_calendar (G_TASK (result), parent);
  else if (opening->source)
    ask (G_TASK (result), parent);
  else
    gtk_window_present (
        GTK_WINDOW (lsn_import_window_new (opening->context, GTK_WINDOW (parent), opening->file)));
}

void
lsn_import_open (LsnContext *context, GtkWindow *parent, GFile *file)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, looked_cb, NULL);

  opening->context = g_object_ref (context);
  opening->file = g_object_ref (file);
  g_weak_ref_init (&opening->parent, parent);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, look_on_thread);
}
