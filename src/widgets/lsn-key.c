/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-key.h"

void
lsn_key_install (GtkWidgetClass *widget_class, const LsnKey *keys)
{
  for (const LsnKey *key = keys; key->accel; key++)
    {
      GtkShortcutTrigger *trigger;
      g_autoptr (GtkShortcut) shortcut = NULL;

      if (key->action == NULL)
        continue;
      trigger = gtk_shortcut_trigger_parse_string (key->accel);
      g_assert (trigger != NULL);
      shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (key->action));
      gtk_widget_class_add_shortcut (widget_class, shortcut);
    }
}
