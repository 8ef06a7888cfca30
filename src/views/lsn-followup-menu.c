/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-followup-menu.h"

#include <glib/gi18n-lib.h>

GMenuModel *
lsn_followup_menu_new_snooze (gint64 followup_id)
{
  const struct
  {
    const char *label;
    const char *target;
  } items[] = {
    { N_ ("In an _Hour"), "hour" },      { N_ ("_Tomorrow"), "tomorrow" },
    { N_ ("In _3 Days"), "three-days" }, { N_ ("_Next Week"), "week" },
    { N_ ("Next _Month"), "month" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, "app.followup-snooze", "(xs)", followup_id,
                                         items[i].target);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
