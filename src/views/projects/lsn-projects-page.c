/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-projects-page.h"
#include "base/lsn-clock.h"
#include "model/projects/lsn-board.h"
#include "model/projects/lsn-project.h"
#include "model/projects/lsn-task-write.h"
#include "views/projects/lsn-board-lane.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnProjectsPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context; /* owned */
  GArray *ids;         /* owned; element-type gint64: of the drop-down */
  gint64 project_id;   /* shown, 0 for none */
  gboolean filling;

  /* Template widgets */
  GtkDropDown *project_drop;
  GtkMenuButton *menu_button;
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkWidget *board_scrolled;
  GtkBox *lanes;
};

G_DEFINE_FINAL_TYPE (LsnProjectsPage, lsn_projects_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_error (LsnProjectsPage *self, const GError *error)
{
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
}

/* --- Moves ------------------------------------------------------------------------------------ */

static const char *
get_lane_title (LsnProjectsPage *self, GtkWidget *lane)
{
  return g_object_get_data (G_OBJECT (lane), "title");
}

static GtkWidget *
find_lane (LsnProjectsPage *self, gint64 column_id)
{
  for (GtkWidget *lane = gtk_widget_get_first_child (GTK_WIDGET (self->lanes)); lane;
       lane = gtk_widget_get_next_sibling (lane))
    {
      if (lsn_board_lane_get_column_id (LSN_BOARD_LANE (lane)) == column_id)
        return lane;
    }
  return NULL;
}

static void
move_cb (LsnBoardLane *source, GArray *ids, gint64 column_id, gint64 before_id,
         LsnProjectsPage *self)
{
  LsnTaskMove *move = lsn_task_move_new (column_id, before_id, lsn_clock_now ());
  GtkWidget *lane = find_lane (self, column_id);
  g_autoptr (LsnRecord) first =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_TASK),
                           g_array_index (ids, gint64, 0));
  const char *title = lsn_record_get_text (first, LSN_TASK_TITLE);
  g_autofree char *message = ids->len == 1
                                 ? g_strdup_printf (_ ("“%s” is in “%s” now"), title ? title : "",
                                                    get_lane_title (self, lane))
                                 : g_strdup_printf (ngettext ("%u card is in “%s” now",
                                                              "%u cards are in “%s” now", ids->len),
                                                    ids->len, get_lane_title (self, lane));

  g_array_append_vals (move->ids, ids->data, ids->len);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  lsn_context_write (self->context, _ ("Move Card"), message, lsn_task_move_on_worker, move,
                     (GDestroyNotify) lsn_task_move_free);
}

static void
step_cb (LsnBoardLane *lane, gint64 id, int direction, LsnProjectsPage *self)
{
  GtkWidget *target = direction < 0 ? gtk_widget_get_prev_sibling (GTK_WIDGET (lane))
                                    : gtk_widget_get_next_sibling (GTK_WIDGET (lane));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (target == NULL)
    return;
  g_array_append_val (ids, id);
  /* A lane that loses the focused card would hand the focus on to its next one. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  lsn_board_lane_focus_task (LSN_BOARD_LANE (target), id);
  move_cb (lane, ids, lsn_board_lane_get_column_id (LSN_BOARD_LANE (target)), 0, self);
}

/* --- The board -------------------------------------------------------------------------------- */

static void
clear_lanes (LsnProjectsPage *self)
{
  GtkWidget *lane;

  while ((lane = gtk_widget_get_first_child (GTK_WIDGET (self->lanes))))
    gtk_box_remove (self->lanes, lane);
}

/* Lanes of columns that stay are kept, with their scroll positions. */
static void
show_lanes (LsnProjectsPage *self, LsnBoard *board)
{
  GtkWidget *before = NULL;
  GtkWidget *lane;

  for (guint i = 0; i < board->lanes->len; i++)
    {
      const LsnRow *column = lsn_board_get_lane (board, i)->column;

      lane = find_lane (self, lsn_row_get_int64 (column, LSN_COLUMN_ID));
      if (lane)
        lsn_board_lane_set_column (LSN_BOARD_LANE (lane), column);
      else
        {
          lane = lsn_board_lane_new (self->context, column);
          g_signal_connect_object (lane, "move", G_CALLBACK (move_cb), self, 0);
          g_signal_connect_object (lane, "step", G_CALLBACK (step_cb), self, 0);
          gtk_box_append (self->lanes, lane);
        }
      g_object_set_data_full (G_OBJECT (lane), "title",
                              g_strdup (lsn_row_get_text (column, LSN_COLUMN_TITLE)), g_free);
      lsn_board_lane_set_ids (LSN_BOARD_LANE (lane), lsn_board_get_cell (board, 0, i));
      gtk_box_reorder_child_after (self->lanes, lane, before);
      before = lane;
    }
  while ((lane = before ? gtk_widget_get_next_sibling (before)
                        : gtk_widget_get_first_child (GTK_WIDGET (self->lanes))))
    gtk_box_remove (self->lanes, lane);
}

static void
board_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnBoard *board = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  show_error (self, error);
  if (board == NULL || board->project_id != self->project_id)
    return;
  show_lanes (self, board);
  gtk_stack_set_visible_child_name (self->stack, "board");
}

static void
load_board (LsnProjectsPage *self)
{
  if (self->project_id == 0)
    return;
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_board_on_worker,
                        lsn_board_new (self->project_id, 0, LSN_BOARD_BY_COLUMN,
                                       LSN_BOARD_BY_NOTHING, NULL,
                                       lsn_context_get_today (self->context)),
                        (GDestroyNotify) lsn_board_free, NULL, board_read_cb, g_object_ref (self));
}

static void
show_project (LsnProjectsPage *self, gint64 project_id)
{
  if (self->project_id != project_id)
    clear_lanes (self);
  self->project_id = project_id;
  load_board (self);
}

/* --- The projects ----------------------------------------------------------------------------- */

static void
project_changed_cb (LsnProjectsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->project_drop);

  if (!self->filling && self->ids && selected < self->ids->len)
    show_project (self, g_array_index (self->ids, gint64, selected));
}

static char *
dup_project_name (const LsnRow *project)
{
  const char *client = lsn_row_get_text (project, LSN_PROJECT_CLIENT_NAME);
  const char *name = lsn_row_get_text (project, LSN_PROJECT_NAME);

  return client ? g_strdup_printf ("%s · %s", client, name) : g_strdup (name);
}

static void
fill_projects (LsnProjectsPage *self, GPtrArray *projects)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  self->filling = TRUE;
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < projects->len; i++)
    {
      const LsnRow *project = g_ptr_array_index (projects, i);
      gint64 id = lsn_row_get_int64 (project, LSN_PROJECT_ID);
      g_autofree char *name = dup_project_name (project);

      gtk_string_list_append (names, name);
      g_array_append_val (self->ids, id);
      if (id == self->project_id)
        selected = i;
    }
  gtk_drop_down_set_model (self->project_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->project_drop, selected);
  self->filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->project_drop), projects->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), projects->len > 0);
  if (projects->len == 0)
    {
      self->project_id = 0;
      clear_lanes (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  show_project (self, g_array_index (self->ids, gint64, selected));
}

static void
projects_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnProjects *projects = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  show_error (self, error);
  if (projects)
    fill_projects (self, projects->projects);
}

static void
load_projects (LsnProjectsPage *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_projects_on_worker,
                        g_new0 (LsnProjects, 1), (GDestroyNotify) lsn_projects_free, NULL,
                        projects_read_cb, g_object_ref (self));
}

static void
retry_cb (LsnProjectsPage *self)
{
  load_projects (self);
}

static void
changed_cb (LsnProjectsPage *self, LsnChanges *changes)
{
  gboolean projects = lsn_changes_touches (changes, "project");

  /* A card that moves announces its project with LSN_CHANGE_DERIVED: that changes no name. */
  if (projects && lsn_changes_get_batch (changes) == 0)
    {
      g_autoptr (GArray) ids = lsn_changes_dup_ids (changes, "project");

      projects = FALSE;
      for (guint i = 0; i < ids->len; i++)
        projects =
            projects || (lsn_changes_get (changes, "project", g_array_index (ids, gint64, i)) &
                         ~LSN_CHANGE_DERIVED) != 0;
    }
  if (projects)
    load_projects (self);
  for (guint i = 0; lsn_board_tables[i]; i++)
    {
      if (!lsn_changes_touches (changes, lsn_board_tables[i]))
        continue;
      load_board (self);
      return;
    }
}

void
lsn_projects_page_show_project (LsnProjectsPage *self, gint64 project_id)
{
  self->project_id = project_id;
  clear_lanes (self);
  load_projects (self);
}

/* --- Commands --------------------------------------------------------------------------------- */

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-project", "x", self->project_id);
}

typedef struct
{
  LsnProjectsPage *page; /* owned */
  GtkEditable *entry;    /* borrowed from the dialog */
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->page);
  g_free (asking);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;
  const char *title = gtk_editable_get_text (asking->entry);
  LsnColumnEdit *edit;

  if (!g_str_equal (response, "add") || *title == '\0')
    return;
  edit = g_new0 (LsnColumnEdit, 1);
  edit->row = lsn_row_new (&lsn_column_info);
  lsn_row_set_int64 (edit->row, LSN_COLUMN_PROJECT_ID, asking->page->project_id);
  lsn_row_set_text (edit->row, LSN_COLUMN_TITLE, title);
  lsn_context_write (asking->page->context, _ ("Add Column"), NULL, lsn_column_edit_on_worker, edit,
                     (GDestroyNotify) lsn_column_edit_free);
}

static void
add_column_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Add Column"), NULL);
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (user_data);
  asking->entry = GTK_EDITABLE (entry);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the Column"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "add",
                                  _ ("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "add",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "add");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  adw_dialog_present (dialog, user_data);
  gtk_widget_grab_focus (entry);
}

static const GActionEntry actions[] = {
  { "edit", edit_action },
  { "add-column", add_column_action },
};

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_projects_page_dispose (GObject *object)
{
  LsnProjectsPage *self = LSN_PROJECTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PROJECTS_PAGE);
  g_clear_object (&self->context);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (lsn_projects_page_parent_class)->dispose (object);
}

static void
lsn_projects_page_class_init (LsnProjectsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_projects_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-projects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, project_drop);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, board_scrolled);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, lanes);
  gtk_widget_class_bind_template_callback (widget_class, project_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

/* A name gives way where the window is narrow. */
static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, lsn_text_label_new (NULL, NULL));
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  lsn_text_label_set (gtk_list_item_get_child (item),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
lsn_projects_page_init (LsnProjectsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projects", G_ACTION_GROUP (group));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (self->project_drop, factory);
  gtk_widget_set_visible (GTK_WIDGET (self->project_drop), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
}

LsnProjectsPage *
lsn_projects_page_new (LsnContext *context)
{
  LsnProjectsPage *self = g_object_new (LSN_TYPE_PROJECTS_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  load_projects (self);
  return self;
}
