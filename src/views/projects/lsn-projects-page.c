/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-projects-page.h"
#include "base/lsn-settings.h"
#include "model/projects/lsn-project.h"
#include "views/projects/lsn-board-view.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whose cards are shown: of a project, of a client, or all. */
typedef struct
{
  gint64 project_id;
  gint64 client_id;
} Scope;

struct _LsnProjectsPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;      /* owned */
  GArray *scopes;           /* owned; element-type Scope: of the drop-down */
  Scope scope;              /* shown */
  gint64 wanted_project_id; /* to be shown as soon as it is read, 0 for none */
  LsnBoardBy by;
  LsnBoardBy rows;
  LsnCardFields fields;
  gboolean filling;
  gboolean has_scope;
  gboolean reading;
  gboolean again;
  LsnBoardView *view;        /* borrowed */
  GSimpleActionGroup *group; /* owned */

  /* Template widgets */
  GtkDropDown *scope_drop;
  GtkMenuButton *menu_button;
  AdwBanner *error_banner;
  GtkWidget *bar;
  GtkEditable *filter_entry;
  GtkLabel *found_label;
  GtkMenuButton *group_button;
  GtkStack *stack;
  AdwBin *board_bin;
};

G_DEFINE_FINAL_TYPE (LsnProjectsPage, lsn_projects_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  LsnBoardBy by;
  const char *label;
  gboolean for_rows;
} choices[] = {
  { LSN_BOARD_BY_COLUMN, N_ ("Columns"), FALSE },
  { LSN_BOARD_BY_CLIENT, N_ ("Clients"), TRUE },
  { LSN_BOARD_BY_ASSIGNEE, N_ ("Assignees"), TRUE },
  { LSN_BOARD_BY_PRIORITY, N_ ("Priority"), TRUE },
  { LSN_BOARD_BY_WEEK, N_ ("Due Week"), FALSE },
  { LSN_BOARD_BY_LABEL, N_ ("Labels"), FALSE },
};

static const struct
{
  LsnCardFields field;
  const char *name; /* of the action */
  const char *label;
} fields[] = {
  { LSN_CARD_CLIENT, "field-client", N_ ("Client") },
  { LSN_CARD_PROJECT, "field-project", N_ ("Project") },
  { LSN_CARD_LABELS, "field-labels", N_ ("Labels") },
  { LSN_CARD_DUE, "field-due", N_ ("Due") },
  { LSN_CARD_CHECKLIST, "field-checklist", N_ ("Checklist") },
  { LSN_CARD_ASSIGNEE, "field-assignee", N_ ("Assignee") },
  { LSN_CARD_ESTIMATE, "field-estimate", N_ ("Estimate") },
  { LSN_CARD_COUNTS, "field-counts", N_ ("Comments and Files") },
  { LSN_CARD_AGE, "field-age", N_ ("Days in the Column") },
  { LSN_CARD_TURN, "field-turn", N_ ("Whose Move") },
};

static void
show_error (LsnProjectsPage *self, const GError *error)
{
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
}

/* --- The board -------------------------------------------------------------------------------- */

static void load_board (LsnProjectsPage *self);

/* On the board of one project, its name and client say nothing new. */
static LsnCardFields
get_fields (LsnProjectsPage *self)
{
  LsnCardFields hidden = 0;

  if (self->scope.project_id)
    hidden |= LSN_CARD_PROJECT | LSN_CARD_CLIENT;
  if (self->scope.client_id)
    hidden |= LSN_CARD_CLIENT;
  return self->fields & ~hidden;
}

static void
show_found (LsnProjectsPage *self, const LsnBoard *board)
{
  gboolean filtered = *gtk_editable_get_text (self->filter_entry) != '\0';
  /* Translators: how many cards a filter left, and how many there are */
  g_autofree char *text = g_strdup_printf (_ ("%1$u of %2$u"), board->n_cards, board->n_all);

  gtk_label_set_text (self->found_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->found_label), filtered);
}

static void
board_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnBoard **board = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  self->reading = FALSE;
  if (self->again)
    {
      load_board (self);
      return;
    }
  show_error (self, error);
  if (board == NULL)
    return;
  show_found (self, *board);
  lsn_board_view_set_fields (self->view, get_fields (self));
  lsn_board_view_show (self->view, g_steal_pointer (board));
  gtk_stack_set_visible_child_name (self->stack, "board");
}

static void
board_free (gpointer data)
{
  LsnBoard **board = data;

  g_clear_pointer (board, lsn_board_free);
  g_free (board);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return lsn_board_on_worker (db, *(LsnBoard **) data, cancellable, error);
}

static void
load_board (LsnProjectsPage *self)
{
  LsnBoard **board;

  if (!self->has_scope)
    return;
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  board = g_new0 (LsnBoard *, 1);
  *board = lsn_board_new (self->scope.project_id, self->scope.client_id, self->by, self->rows,
                          gtk_editable_get_text (self->filter_entry),
                          lsn_context_get_today (self->context));
  lsn_store_read_async (lsn_context_get_store (self->context), read_on_worker, board, board_free,
                        NULL, board_read_cb, g_object_ref (self));
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnProjectsPage) self = user_data;
  LsnBoardChoices *read = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (self->context && read)
    lsn_board_view_set_choices (self->view, read);
}

static void
load_choices (LsnProjectsPage *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_board_choices_on_worker,
                        g_new0 (LsnBoardChoices, 1), (GDestroyNotify) lsn_board_choices_free, NULL,
                        choices_read_cb, g_object_ref (self));
}

static void
filter_changed_cb (LsnProjectsPage *self)
{
  load_board (self);
}

static void
filter_stopped_cb (LsnProjectsPage *self)
{
  gtk_editable_set_text (self->filter_entry, "");
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* --- Scopes ----------------------------------------------------------------------------------- */

static void
keep_scope (LsnProjectsPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  gint64 id = self->scope.project_id ? self->scope.project_id : self->scope.client_id;
  g_autofree char *text = id ? g_strdup_printf ("%s %" G_GINT64_FORMAT,
                                                self->scope.project_id ? "project" : "client", id)
                             : g_strdup ("all");

  if (settings)
    g_settings_set_string (settings, "board-scope", text);
}

/* %FALSE where nothing was kept. */
static gboolean
parse_scope (LsnProjectsPage *self, Scope *scope)
{
  g_autofree char *text =
      lsn_settings_dup_string (lsn_context_get_settings (self->context), "board-scope", "");
  const char *number = strchr (text, ' ');
  gint64 id = number ? g_ascii_strtoll (number, NULL, 10) : 0;

  *scope = (Scope) { 0 };
  if (g_str_has_prefix (text, "project "))
    scope->project_id = id;
  else if (g_str_has_prefix (text, "client "))
    scope->client_id = id;
  return *text != '\0';
}

static void
show_scope (LsnProjectsPage *self, const Scope *scope)
{
  const char *const of_project[] = { "edit", "add-column", "export" };

  if (self->has_scope && memcmp (&self->scope, scope, sizeof *scope) != 0)
    lsn_board_view_clear (self->view);
  self->scope = *scope;
  self->has_scope = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (of_project); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), of_project[i])),
        scope->project_id != 0);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), "status")),
      scope->project_id != 0 || scope->client_id != 0);
  load_board (self);
}

static void
scope_changed_cb (LsnProjectsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->scope_drop);

  if (self->filling || self->scopes == NULL || selected >= self->scopes->len)
    return;
  show_scope (self, &g_array_index (self->scopes, Scope, selected));
  keep_scope (self);
}

static char *
dup_project_name (const LsnRow *project)
{
  const char *client = lsn_row_get_text (project, LSN_PROJECT_CLIENT_NAME);
  const char *name = lsn_row_get_text (project, LSN_PROJECT_NAME);

  return client ? g_strdup_printf ("%s · %s", client, name) : g_strdup (name);
}

static void
add_scope (LsnProjectsPage *self, GtkStringList *names, const char *name, gint64 project_id,
           gint64 client_id)
{
  Scope scope = { project_id, client_id };

  gtk_string_list_append (names, name);
  g_array_append_val (self->scopes, scope);
}

/* Everything, then the projects by client; a client with several ones has all its cards first. */
static void
list_scopes (LsnProjectsPage *self, GtkStringList *names, GPtrArray *projects)
{
  g_array_set_size (self->scopes, 0);
  if (projects->len > 1)
    add_scope (self, names, _ ("All Projects"), 0, 0);
  for (guint i = 0; i < projects->len; i++)
    {
      const LsnRow *project = g_ptr_array_index (projects, i);
      const LsnRow *next = i + 1 < projects->len ? g_ptr_array_index (projects, i + 1) : NULL;
      const LsnRow *last = i > 0 ? g_ptr_array_index (projects, i - 1) : NULL;
      gint64 client_id = lsn_row_get_int64 (project, LSN_PROJECT_CLIENT_ID);
      g_autofree char *name = dup_project_name (project);

      if (client_id && next && lsn_row_get_int64 (next, LSN_PROJECT_CLIENT_ID) == client_id &&
          (last == NULL || lsn_row_get_int64 (last, LSN_PROJECT_CLIENT_ID) != client_id))
        {
          g_autofree char *all =
              g_strdup_printf (_ ("%s · All Projects"),
                               lsn_row_get_text (project, LSN_PROJECT_CLIENT_NAME));

          add_scope (self, names, all, 0, client_id);
        }
      add_scope (self, names, name, lsn_row_get_int64 (project, LSN_PROJECT_ID), 0);
    }
}

/* What was asked for, what is shown, what was shown last time, else the first project. */
static guint
choose_scope (LsnProjectsPage *self)
{
  Scope wanted = { self->wanted_project_id, 0 };
  gboolean has = self->wanted_project_id != 0;
  guint first = 0;

  if (!has && self->has_scope)
    {
      wanted = self->scope;
      has = TRUE;
    }
  if (!has)
    has = parse_scope (self, &wanted);
  for (guint i = self->scopes->len; i-- > 0;)
    {
      const Scope *scope = &g_array_index (self->scopes, Scope, i);

      if (has && memcmp (scope, &wanted, sizeof wanted) == 0)
        return i;
      if (scope->project_id)
        first = i;
    }
  return first;
}

static void
fill_scopes (LsnProjectsPage *self, GPtrArray *projects)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected;

  gtk_widget_set_visible (GTK_WIDGET (self->scope_drop), projects->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), projects->len > 0);
  gtk_widget_set_visible (self->bar, projects->len > 0);
  self->filling = TRUE;
  list_scopes (self, names, projects);
  gtk_drop_down_set_model (self->scope_drop, G_LIST_MODEL (names));
  if (projects->len == 0)
    {
      self->filling = FALSE;
      self->has_scope = FALSE;
      lsn_board_view_clear (self->view);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  selected = choose_scope (self);
  gtk_drop_down_set_selected (self->scope_drop, selected);
  self->filling = FALSE;
  show_scope (self, &g_array_index (self->scopes, Scope, selected));
  if (self->wanted_project_id)
    keep_scope (self);
  self->wanted_project_id = 0;
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
    fill_scopes (self, projects->projects);
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

static gboolean
touches (LsnChanges *changes, const char *const *tables)
{
  for (guint i = 0; tables[i]; i++)
    {
      if (lsn_changes_touches (changes, tables[i]))
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (LsnProjectsPage *self, LsnChanges *changes)
{
  const char *const chosen[] = { "label", "member", NULL };
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
  if (projects || touches (changes, chosen))
    load_choices (self);
  if (projects)
    load_projects (self);
  else if (touches (changes, lsn_board_tables))
    load_board (self);
}

void
lsn_projects_page_show_project (LsnProjectsPage *self, gint64 project_id)
{
  self->wanted_project_id = project_id;
  load_projects (self);
}

/* --- How it is shown -------------------------------------------------------------------------- */

static void
keep_string (LsnProjectsPage *self, const char *key, const char *value)
{
  GSettings *settings = lsn_context_get_settings (self->context);

  if (settings)
    g_settings_set_string (settings, key, value);
}

static void
group_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  g_simple_action_set_state (action, parameter);
  self->by = lsn_board_by_from_name (g_variant_get_string (parameter, NULL));
  keep_string (self, "board-group", lsn_board_by_get_name (self->by));
  load_board (self);
}

static void
rows_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  g_simple_action_set_state (action, parameter);
  self->rows = lsn_board_by_from_name (g_variant_get_string (parameter, NULL));
  keep_string (self, "board-rows", lsn_board_by_get_name (self->rows));
  load_board (self);
}

static void
field_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;
  GSettings *settings = lsn_context_get_settings (self->context);
  gboolean on = g_variant_get_boolean (parameter);

  g_simple_action_set_state (action, parameter);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!g_str_equal (fields[i].name, g_action_get_name (G_ACTION (action))))
        continue;
      self->fields = on ? self->fields | fields[i].field : self->fields & ~fields[i].field;
    }
  if (settings)
    g_settings_set_uint (settings, "board-fields", self->fields);
  lsn_board_view_set_fields (self->view, get_fields (self));
}

static void
collapsed_cb (LsnProjectsPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_auto (GStrv) keys = lsn_board_view_dup_collapsed (self->view);

  if (settings)
    g_settings_set_strv (settings, "board-collapsed", (const char *const *) keys);
}

static GMenuModel *
make_group_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) lanes = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) shown = g_menu_new ();

  g_menu_append (rows, C_ ("rows of a board", "None"), "projects.rows::nothing");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const char *name = lsn_board_by_get_name (choices[i].by);
      g_autofree char *group = g_strconcat ("projects.group::", name, NULL);
      g_autofree char *row = g_strconcat ("projects.rows::", name, NULL);

      g_menu_append (lanes, _ (choices[i].label), group);
      if (choices[i].for_rows)
        g_menu_append (rows, _ (choices[i].label), row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *action = g_strconcat ("projects.", fields[i].name, NULL);

      g_menu_append (shown, _ (fields[i].label), action);
    }
  g_menu_append_section (menu, _ ("Lanes"), G_MENU_MODEL (lanes));
  g_menu_append_submenu (menu, _ ("Rows"), G_MENU_MODEL (rows));
  g_menu_append_submenu (menu, _ ("Cards Show"), G_MENU_MODEL (shown));
  return G_MENU_MODEL (menu);
}

static void
add_state_action (LsnProjectsPage *self, const char *name, const char *value, GCallback activate)
{
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (value));

  g_signal_connect (action, "change-state", activate, self);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
}

/* As the user left it. */
static void
load_look (LsnProjectsPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_autofree char *by = lsn_settings_dup_string (settings, "board-group", "column");
  g_autofree char *rows = lsn_settings_dup_string (settings, "board-rows", "nothing");
  g_auto (GStrv) collapsed = settings ? g_settings_get_strv (settings, "board-collapsed") : NULL;

  self->by = lsn_board_by_from_name (by);
  self->rows = lsn_board_by_from_name (rows);
  self->fields = settings ? g_settings_get_uint (settings, "board-fields") : LSN_CARD_ALL;
  lsn_board_view_set_collapsed (self->view, (const char *const *) collapsed);
  add_state_action (self, "group", by, G_CALLBACK (group_action));
  add_state_action (self, "rows", rows, G_CALLBACK (rows_action));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
          fields[i].name, NULL, g_variant_new_boolean ((self->fields & fields[i].field) != 0));

      g_signal_connect (action, "change-state", G_CALLBACK (field_action), self);
      g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
    }
}

/* --- Commands --------------------------------------------------------------------------------- */

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-project", "x", self->scope.project_id);
}

static void
add_column_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.add-column", "x", self->scope.project_id);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.export-board", "x", self->scope.project_id);
}

static void
status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.copy-status", "(xx)", self->scope.project_id,
                              self->scope.client_id);
}

static const GActionEntry actions[] = {
  { "status", status_action },
  { "export", export_action },
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
  g_clear_object (&self->group);
  g_clear_pointer (&self->scopes, g_array_unref);

  G_OBJECT_CLASS (lsn_projects_page_parent_class)->dispose (object);
}

static void
lsn_projects_page_class_init (LsnProjectsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_projects_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/projects/lsn-projects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, scope_drop);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, found_label);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, group_button);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, board_bin);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
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
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GMenuModel) menu = make_group_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projects", G_ACTION_GROUP (self->group));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (self->scope_drop, factory);
  gtk_drop_down_set_expression (self->scope_drop, expression);
  gtk_drop_down_set_search_match_mode (self->scope_drop, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_menu_button_set_menu_model (self->group_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->scope_drop), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
}

LsnProjectsPage *
lsn_projects_page_new (LsnContext *context)
{
  LsnProjectsPage *self = g_object_new (LSN_TYPE_PROJECTS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->view = lsn_board_view_new (context);
  adw_bin_set_child (self->board_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "reload", G_CALLBACK (load_board), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "collapsed", G_CALLBACK (collapsed_cb), self,
                           G_CONNECT_SWAPPED);
  load_look (self);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  load_choices (self);
  load_projects (self);
  return self;
}
