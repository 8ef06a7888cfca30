/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command.h"
#include "app/lsn-application-private.h"
#include "app/lsn-page.h"
#include "app/lsn-palette.h"
#include "views/calendar/lsn-calendar-page.h"
#include "views/clients/lsn-client-list.h"
#include "views/clients/lsn-client-page.h"
#include "views/clients/lsn-composer.h"
#include "views/lsn-client-row.h"
#include "views/lsn-followup-row.h"
#include "views/lsn-task-row.h"
#include "views/projects/lsn-board-view.h"
#include "views/projects/lsn-projects-page.h"
#include "views/projects/lsn-task-card.h"
#include "widgets/lsn-timeline.h"
#include "widgets/lsn-calendar-block.h"

#include <glib/gi18n-lib.h>

static const LsnCommand *const tables[] = {
  lsn_window_commands,   lsn_followup_commands, lsn_client_commands,
  lsn_calendar_commands, lsn_project_commands,  lsn_data_commands,
};

/* What GTK and libadwaita do with keys that no command has. */
static const LsnKey standard_keys[] = {
  { "F10", N_ ("Main Menu") },
  { "Escape", N_ ("Go Back") },
  { NULL },
};

/* Keys of pages and rows, which their own tables hold. */
static const LsnKeyGroup key_groups[] = {
  { N_ ("Everywhere"), standard_keys },
  { N_ ("In the Command Palette"), lsn_palette_keys },
  { N_ ("On a Client of Today"), lsn_client_row_keys },
  { N_ ("In the List of Clients"), lsn_client_list_keys },
  { N_ ("On a Follow-Up"), lsn_followup_row_keys },
  { N_ ("On a Card"), lsn_task_card_keys },
  { N_ ("In a Project"), lsn_projects_page_keys },
  { N_ ("In a Plan"), lsn_timeline_keys },
  { N_ ("On a Card of Today"), lsn_task_row_keys },
  { N_ ("On a Client's Page"), lsn_client_page_keys },
  { N_ ("In the Calendar"), lsn_calendar_page_keys },
  { N_ ("On an Event"), lsn_calendar_block_keys },
  { N_ ("While Logging an Entry"), lsn_composer_keys },
};

void
lsn_command_foreach (LsnCommandVisitor func, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const LsnCommand *command = tables[i]; command->name; command++)
        func (command, user_data);
    }
}

const LsnCommand *
lsn_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const LsnCommand *command = tables[i]; command->name; command++)
        {
          if (g_str_equal (command->name, name))
            return command;
        }
    }
  return NULL;
}

char *
lsn_command_dup_label (const LsnCommand *command)
{
  g_auto (GStrv) parts = g_strsplit (_ (command->label), "_", -1);

  return g_strjoinv (NULL, parts);
}

const char *
lsn_command_group_get_title (LsnCommandGroup group)
{
  switch (group)
    {
    case LSN_COMMAND_GROUP_GENERAL:
      return _ ("General");
    case LSN_COMMAND_GROUP_CLIENTS:
      return _ ("Clients");
    case LSN_COMMAND_GROUP_FOLLOWUPS:
      return _ ("Follow-Ups");
    case LSN_COMMAND_GROUP_CALENDAR:
      return _ ("Calendar");
    case LSN_COMMAND_GROUP_PROJECTS:
      return _ ("Projects");
    case LSN_COMMAND_GROUP_DATA:
      return _ ("Data");
    case LSN_N_COMMAND_GROUPS:
    default:
      g_assert_not_reached ();
    }
}

const LsnKeyGroup *
lsn_command_get_key_groups (guint *n_groups)
{
  *n_groups = G_N_ELEMENTS (key_groups);
  return key_groups;
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lsn_application_run (user_data, lsn_command_find (g_action_get_name (G_ACTION (action))),
                       parameter);
}

static void
install (const LsnCommand *command, gpointer user_data)
{
  const GActionEntry entry = { command->name, activated_cb, command->parameter };
  g_autofree char *action = g_strconcat ("app.", command->name, NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (user_data), &entry, 1, user_data);
  if (command->keys)
    {
      g_auto (GStrv) keys = g_strsplit (command->keys, " ", -1);

      gtk_application_set_accels_for_action (GTK_APPLICATION (user_data), action,
                                             (const char *const *) keys);
    }
}

void
lsn_command_install (LsnApplication *application)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  lsn_command_foreach (install, application);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *action = g_strdup_printf ("app.page('%s')", pages[i].tag);
      g_autofree char *key = lsn_page_dup_key (i);
      const char *keys[] = { key, NULL };

      gtk_application_set_accels_for_action (GTK_APPLICATION (application), action, keys);
    }
}

typedef struct
{
  GActionMap *map;
  gboolean writable;
} Writable;

static void
set_writable (const LsnCommand *command, gpointer user_data)
{
  Writable *writable = user_data;

  if (command->flags & LSN_COMMAND_WRITES)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (
                                     g_action_map_lookup_action (writable->map, command->name)),
                                 writable->writable);
}

void
lsn_command_set_writable (LsnApplication *application, gboolean writable)
{
  Writable state = { G_ACTION_MAP (application), writable };

  lsn_command_foreach (set_writable, &state);
}

/* --- Menus ------------------------------------------------------------------------------------ */

GMenuModel *
lsn_command_make_menu (const char *const *names)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; names[i]; i++)
    {
      const LsnCommand *command = *names[i] ? lsn_command_find (names[i]) : NULL;
      g_autofree char *action = NULL;

      if (command == NULL)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
          continue;
        }
      action = g_strconcat ("app.", command->name, NULL);
      g_menu_append (section, _ (command->label), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}
