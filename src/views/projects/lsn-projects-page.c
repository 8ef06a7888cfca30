/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"
#include "model/projects/lsn-project.h"
#include "views/projects/lsn-projects-page-private.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const LsnKey lsn_projects_page_keys[] = {
  { "w", N_ ("Copy Where We Are Now"), "projects.status" },
  { NULL },
};

G_DEFINE_FINAL_TYPE (LsnProjectsPage, lsn_projects_page, ADW_TYPE_NAVIGATION_PAGE)

void
lsn_projects_page_show_error (LsnProjectsPage *self, const GError *error)
{
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
}

static void
filter_changed_cb (LsnProjectsPage *self)
{
  lsn_projects_page_load_board (self);
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
parse_scope (LsnProjectsPage *self, LsnProjectsScope *scope)
{
  g_autofree char *text =
      lsn_settings_dup_string (lsn_context_get_settings (self->context), "board-scope", "");
  const char *number = strchr (text, ' ');
  gint64 id = number ? g_ascii_strtoll (number, NULL, 10) : 0;

  *scope = (LsnProjectsScope) { 0 };
  if (g_str_has_prefix (text, "project "))
    scope->project_id = id;
  else if (g_str_has_prefix (text, "client "))
    scope->client_id = id;
  return *text != '\0';
}

/* --- Views ------------------------------------------------------------------------------------ */

/* Only a project of its own has more than a board. */
static const char *
get_view (LsnProjectsPage *self)
{
  return self->scope.project_id ? adw_view_stack_get_visible_child_name (self->views) : "board";
}

static void
load_view (LsnProjectsPage *self)
{
  const char *view = get_view (self);

  if (!self->has_scope)
    return;
  if (g_str_equal (view, "plan"))
    lsn_plan_view_show (self->plan, self->scope.project_id);
  else if (g_str_equal (view, "overview"))
    lsn_project_overview_show (self->overview, self->scope.project_id);
  else
    lsn_projects_page_load_board (self);
}

static void
view_changed_cb (LsnProjectsPage *self)
{
  if (self->filling || self->context == NULL)
    return;
  if (self->scope.project_id)
    lsn_projects_page_keep (self, "project-view",
                            adw_view_stack_get_visible_child_name (self->views));
  load_view (self);
}

/* As the user left it. */
static void
restore_view (LsnProjectsPage *self)
{
  g_autofree char *view =
      lsn_settings_dup_string (lsn_context_get_settings (self->context), "project-view", "board");
  gboolean project = self->scope.project_id != 0;

  self->filling = TRUE;
  gtk_widget_set_visible (self->switcher_bar, project);
  adw_view_stack_set_visible_child_name (
      self->views,
      project && adw_view_stack_get_child_by_name (self->views, view) ? view : "board");
  self->filling = FALSE;
}

static void
show_scope (LsnProjectsPage *self, const LsnProjectsScope *scope)
{
  const char *const of_project[] = { "edit", "add-column", "export", "archive" };

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
  restore_view (self);
  load_view (self);
}

static void
scope_changed_cb (LsnProjectsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->scope_drop);

  if (self->filling || self->scopes == NULL || selected >= self->scopes->len)
    return;
  show_scope (self, &g_array_index (self->scopes, LsnProjectsScope, selected));
  keep_scope (self);
}

static char *
dup_project_name (const LsnRow *project)
{
  const char *client = lsn_row_get_text (project, LSN_PROJECT_CLIENT_NAME);
  const char *name = lsn_row_get_text (project, LSN_PROJECT_NAME);

  g_autofree char *both = client ? g_strdup_printf ("%s · %s", client, name) : g_strdup (name);

  if (lsn_row_is_null (project, LSN_PROJECT_ARCHIVED_AT))
    return g_steal_pointer (&both);
  /* Translators: the name of a project that is in the archive */
  return g_strdup_printf (_ ("%s · Archived"), both);
}

/* How many there are before those of the archive. */
static guint
count_active (GPtrArray *projects)
{
  guint n = 0;

  while (n < projects->len &&
         lsn_row_is_null (g_ptr_array_index (projects, n), LSN_PROJECT_ARCHIVED_AT))
    n++;
  return n;
}

static void
add_scope (LsnProjectsPage *self, GtkStringList *names, const char *name, gint64 project_id,
           gint64 client_id)
{
  LsnProjectsScope scope = { project_id, client_id };

  gtk_string_list_append (names, name);
  g_array_append_val (self->scopes, scope);
}

/* Everything, then the projects by client; a client with several ones has all its cards first. The
 * archive is at the end. */
static void
list_scopes (LsnProjectsPage *self, GtkStringList *names, GPtrArray *projects)
{
  guint n_active = count_active (projects);

  g_array_set_size (self->scopes, 0);
  if (n_active > 1)
    add_scope (self, names, _ ("All Projects"), 0, 0);
  for (guint i = 0; i < projects->len; i++)
    {
      const LsnRow *project = g_ptr_array_index (projects, i);
      const LsnRow *next = i + 1 < n_active ? g_ptr_array_index (projects, i + 1) : NULL;
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
  LsnProjectsScope wanted = { self->wanted_project_id, 0 };
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
      const LsnProjectsScope *scope = &g_array_index (self->scopes, LsnProjectsScope, i);

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
      self->scope = (LsnProjectsScope) { 0 };
      lsn_board_view_clear (self->view);
      restore_view (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  selected = choose_scope (self);
  gtk_drop_down_set_selected (self->scope_drop, selected);
  self->filling = FALSE;
  show_scope (self, &g_array_index (self->scopes, LsnProjectsScope, selected));
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
  lsn_projects_page_show_error (self, error);
  if (projects)
    fill_scopes (self, projects->projects);
}

static void
load_projects (LsnProjectsPage *self)
{
  LsnProjects *projects = g_new0 (LsnProjects, 1);

  projects->archived = TRUE;
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_projects_on_worker, projects,
                        (GDestroyNotify) lsn_projects_free, NULL, projects_read_cb,
                        g_object_ref (self));
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
    lsn_projects_page_load_choices (self);
  if (projects)
    load_projects (self);
  else if (g_str_equal (get_view (self), "board") && touches (changes, lsn_board_tables))
    lsn_projects_page_load_board (self);
  else if (g_str_equal (get_view (self), "plan") && touches (changes, lsn_plan_tables))
    load_view (self);
  else if (g_str_equal (get_view (self), "overview") &&
           touches (changes, lsn_project_overview_tables))
    load_view (self);
}

void
lsn_projects_page_show_project (LsnProjectsPage *self, gint64 project_id)
{
  self->wanted_project_id = project_id;
  load_projects (self);
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
archive_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "app.archive-project", "x",
                              self->scope.project_id);
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
  { "status", status_action },         { "export", export_action },   { "edit", edit_action },
  { "add-column", add_column_action }, { "archive", archive_action },
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
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, views);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, plan_bin);
  gtk_widget_class_bind_template_child (widget_class, LsnProjectsPage, overview_bin);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  lsn_key_install (widget_class, lsn_projects_page_keys);
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
  g_autoptr (GMenuModel) menu = lsn_projects_page_make_look_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->scopes = g_array_new (FALSE, FALSE, sizeof (LsnProjectsScope));
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projects", G_ACTION_GROUP (self->group));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  /* In this order: an expression puts GTK's own factory back, whose labels do not give way. */
  gtk_drop_down_set_expression (self->scope_drop, expression);
  gtk_drop_down_set_factory (self->scope_drop, factory);
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
  self->plan = LSN_PLAN_VIEW (lsn_plan_view_new (context));
  adw_bin_set_child (self->plan_bin, GTK_WIDGET (self->plan));
  self->overview = LSN_PROJECT_OVERVIEW (lsn_project_overview_new (context));
  adw_bin_set_child (self->overview_bin, GTK_WIDGET (self->overview));
  g_signal_connect_object (self->view, "reload", G_CALLBACK (lsn_projects_page_load_board), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "collapsed", G_CALLBACK (lsn_projects_page_keep_collapsed),
                           self, G_CONNECT_SWAPPED);
  lsn_projects_page_load_look (self);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  lsn_projects_page_load_choices (self);
  load_projects (self);
  return self;
}
