/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * A board of 5 × CARDS cards beside bare list views of as many rows: board-cards limit|program
 * [CARDS]
 *
 * open: until the first screen of cards is painted; drop: the handler, and until the next frame is
 * painted; regroup and filter: until the lanes show it; scroll: a frame. Times in microseconds.
 */

#include "scroll.h"

#include "base/lsn-clock.h"
#include "model/interchange/lsn-board-import.h"
#include "model/lsn-model.h"
#include "views/projects/lsn-board-cards.h"
#include "views/projects/lsn-projects-page.h"

#include <adwaita.h>
#include <stdlib.h>

#define LANES 5
#define TIMES 16

typedef enum
{
  OPEN,
  DROP,
  REGROUP,
  FILTER,
  N_STEPS
} Step;

static const char *const step_names[] = { "board-open", "board-drop", "board-regroup",
                                          "board-filter" };

static gboolean bare;
static guint n_cards = 1000;
static GtkWidget *window;
static GtkWidget *content;
static LsnStore *store;
static LsnContext *context;
static Step step;
static guint n_done;
static gint64 started;
static gboolean waiting;
static guint n_before;
static GArray *times;
static GArray *handlers;

/* The first mapped widget of a kind, after @skip others. */
static GtkWidget *
find_after (GtkWidget *widget, GType type, guint *skip)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) &&
      (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_after (child, type, skip);
  return found;
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint skip)
{
  return find_after (widget, type, &skip);
}

/* How many rows the first lane has. */
static guint
count_rows (void)
{
  GtkWidget *view = find (content, GTK_TYPE_LIST_VIEW, 0);
  GtkSelectionModel *model = view ? gtk_list_view_get_model (GTK_LIST_VIEW (view)) : NULL;

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static guint
count (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

/* --- The least: list views of labels ---------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < 3; i++)
    gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_widget_add_css_class (box, "task-card");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  for (GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item)); label;
       label = gtk_widget_get_next_sibling (label))
    gtk_label_set_text (GTK_LABEL (label), text);
}

static GtkSelectionModel *
make_model (guint n)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (list, g_strdup_printf ("Card %u of the campaign", i));
  return GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (list)));
}

static GtkWidget *
make_bare (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < LANES; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkWidget *scrolled = gtk_scrolled_window_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                     gtk_list_view_new (make_model (n_cards), factory));
      gtk_widget_set_size_request (scrolled, 272, -1);
      gtk_box_append (GTK_BOX (box), scrolled);
    }
  return box;
}

static void
change_bare (guint n)
{
  for (GtkWidget *lane = gtk_widget_get_first_child (content); lane;
       lane = gtk_widget_get_next_sibling (lane))
    {
      g_autoptr (GtkSelectionModel) model = make_model (n);

      gtk_list_view_set_model (GTK_LIST_VIEW (find (lane, GTK_TYPE_LIST_VIEW, 0)), model);
    }
}

/* From the first lane to the second one. */
static void
drop_bare (void)
{
  GtkStringList *lists[2];
  GtkWidget *lane = gtk_widget_get_first_child (content);

  for (guint i = 0; i < 2; i++, lane = gtk_widget_get_next_sibling (lane))
    {
      GtkListView *view = GTK_LIST_VIEW (find (lane, GTK_TYPE_LIST_VIEW, 0));

      lists[i] = GTK_STRING_LIST (
          gtk_multi_selection_get_model (GTK_MULTI_SELECTION (gtk_list_view_get_model (view))));
    }
  gtk_string_list_remove (lists[0], 0);
  gtk_string_list_splice (lists[1], 0, 0, (const char *const[]) { "Card that moved", NULL });
}

/* --- The program ------------------------------------------------------------------------------ */

static void
fill_store (void)
{
  LsnBoardSource *source = g_new0 (LsnBoardSource, 1);
  LsnBoardFile *file = lsn_board_file_new ("Campaign");
  g_autoptr (LsnBoardImport) import = NULL;
  g_autoptr (GError) error = NULL;

  source->kind = "liaison-board";
  source->boards = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_board_file_free);
  g_ptr_array_add (source->boards, file);
  for (guint i = 0; i < LANES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Column %u", i);

      lsn_board_file_add_column (file, title);
    }
  for (guint i = 0; i < LANES * n_cards; i++)
    {
      g_autofree char *title = g_strdup_printf ("Card %u of the campaign", i);
      LsnFileCard *card = lsn_board_file_add_card (file, title);

      card->column = i % LANES;
      card->due_on = g_strdup_printf ("2026-%02u-%02u", 1 + i % 12, 1 + i % 28);
      card->assignee = g_strdup_printf ("Person %u", i % 6);
      lsn_file_card_add_label (card,
                               lsn_board_file_add_label (file, i % 3 ? "Copy" : "Urgent", "red"));
    }
  import = lsn_board_import_new (source, lsn_clock_now ());
  lsn_store_import_sync (store, "Import", lsn_board_import_on_worker, import, NULL, &error);
  g_assert_no_error (error);
}

static void
drop_program (void)
{
  LsnBoardCards *from = LSN_BOARD_CARDS (find (content, LSN_TYPE_BOARD_CARDS, 0));
  LsnBoardCards *to = LSN_BOARD_CARDS (find (content, LSN_TYPE_BOARD_CARDS, 1));
  LsnTaskCard *card = LSN_TASK_CARD (find (GTK_WIDGET (from), LSN_TYPE_TASK_CARD, 0));
  LsnTaskCard *below = LSN_TASK_CARD (find (GTK_WIDGET (to), LSN_TYPE_TASK_CARD, 0));
  gint64 id = lsn_record_get_id (LSN_RECORD (lsn_task_card_get_task (card)));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  g_signal_emit_by_name (to, "put", ids,
                         lsn_record_get_id (LSN_RECORD (lsn_task_card_get_task (below))));
}

/* --- Steps ------------------------------------------------------------------------------------ */

static void
do_step (void)
{
  GtkEditable *entry = bare ? NULL : GTK_EDITABLE (find (content, GTK_TYPE_SEARCH_ENTRY, 0));

  started = g_get_monotonic_time ();
  waiting = TRUE;
  if (step == DROP)
    {
      if (bare)
        drop_bare ();
      else
        drop_program ();
      times_add (handlers, started);
    }
  else if (step == REGROUP)
    {
      n_before = bare ? 0 : count (content, LSN_TYPE_BOARD_CARDS);
      if (bare)
        change_bare (n_cards);
      else
        gtk_widget_activate_action (content, "projects.group", "s",
                                    n_done % 2 ? "column" : "priority");
    }
  else if (bare)
    change_bare (n_done % 2 ? n_cards : n_cards / 3);
  else
    {
      n_before = count_rows ();
      gtk_editable_set_text (entry, n_done % 2 ? "" : "#urgent");
    }
  gtk_widget_queue_draw (window);
}

/* Whether what was asked for is on the screen. */
static gboolean
is_shown (void)
{
  if (bare || step == DROP)
    return TRUE;
  if (step == OPEN)
    {
      GtkWidget *card = find (content, LSN_TYPE_TASK_CARD, 0);
      LsnTask *task = card ? lsn_task_card_get_task (LSN_TASK_CARD (card)) : NULL;

      return task && lsn_record_is_loaded (LSN_RECORD (task));
    }
  if (step == REGROUP)
    return count (content, LSN_TYPE_BOARD_CARDS) != n_before;
  return count_rows () != n_before;
}

static gboolean
next_cb (gpointer user_data)
{
  if (n_done == TIMES || (step == OPEN && n_done > 0))
    {
      times_print (step_names[step], bare ? "limit" : "program", times);
      if (step == DROP)
        times_print ("board-handler", bare ? "limit" : "program", handlers);
      g_array_set_size (times, 0);
      n_done = 0;
      step++;
      if (step == N_STEPS)
        {
          GtkWidget *view = find (content, GTK_TYPE_LIST_VIEW, 0);

          scroll_start (view, "board", bare ? "limit" : "program");
          return G_SOURCE_REMOVE;
        }
    }
  do_step ();
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  if (!waiting)
    return;
  if (!is_shown ())
    {
      gtk_widget_queue_draw (window);
      return;
    }
  waiting = FALSE;
  times_add (times, started);
  n_done++;
  g_timeout_add (150, next_cb, NULL);
}

static void
activate_cb (GtkApplication *application)
{
  window = adw_application_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  times = times_new ();
  handlers = times_new ();
  started = g_get_monotonic_time ();
  waiting = TRUE;
  content = bare ? make_bare () : GTK_WIDGET (lsn_projects_page_new (context));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("liaison-board-XXXXXX", NULL);
  g_autofree char *remove = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2)
    return 2;
  bare = g_str_equal (argv[1], "limit");
  if (argc > 2)
    n_cards = (guint) atoi (argv[2]);
  if (!bare)
    {
      g_autoptr (LsnWorkdays) workdays = lsn_workdays_new_plain ();

      store = lsn_store_open (folder, lsn_model_get_schema (), "bench", &error);
      g_assert_no_error (error);
      fill_store ();
      context = lsn_context_new (store, workdays, "RU", NULL);
    }
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 1, argv);
  remove = g_strdup_printf ("rm -r %s", folder);
  return g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL) ? 0 : 1;
}
