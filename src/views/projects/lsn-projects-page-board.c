/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-settings.h"
#include "views/projects/lsn-projects-page-private.h"

#include <glib/gi18n-lib.h>

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

/* --- The board -------------------------------------------------------------------------------- */

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
      lsn_projects_page_load_board (self);
      return;
    }
  lsn_projects_page_show_error (self, error);
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

void
lsn_projects_page_load_board (LsnProjectsPage *self)
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

void
lsn_projects_page_load_choices (LsnProjectsPage *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_board_choices_on_worker,
                        g_new0 (LsnBoardChoices, 1), (GDestroyNotify) lsn_board_choices_free, NULL,
                        choices_read_cb, g_object_ref (self));
}

/* --- How it is shown -------------------------------------------------------------------------- */

void
lsn_projects_page_keep (LsnProjectsPage *self, const char *key, const char *value)
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
  lsn_projects_page_keep (self, "board-group", lsn_board_by_get_name (self->by));
  lsn_projects_page_load_board (self);
}

static void
rows_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnProjectsPage *self = user_data;

  g_simple_action_set_state (action, parameter);
  self->rows = lsn_board_by_from_name (g_variant_get_string (parameter, NULL));
  lsn_projects_page_keep (self, "board-rows", lsn_board_by_get_name (self->rows));
  lsn_projects_page_load_board (self);
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

void
lsn_projects_page_keep_collapsed (LsnProjectsPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_auto (GStrv) keys = lsn_board_view_dup_collapsed (self->view);

  if (settings)
    g_settings_set_strv (settings, "board-collapsed", (const char *const *) keys);
}

GMenuModel *
lsn_projects_page_make_look_menu (void)
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
void
lsn_projects_page_load_look (LsnProjectsPage *self)
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
