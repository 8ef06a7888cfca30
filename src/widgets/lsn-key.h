/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnKey: a key of a page or a row, such as “d” on a follow-up.
 *
 * A widget declares its keys in a table, which ends where @accel is %NULL, installs it in its
 * class_init, and the application names the table in app/lsn-command.c, so that the shortcuts
 * window tells of it.
 */
typedef struct
{
  const char *accel; /* as gtk_accelerator_parse() reads it: "d", "<Alt>Left" */
  const char *label; /* what it does, for N_() */
  const char
      *action; /* nullable: of the widget, "row.done"; %NULL where GTK itself knows the key */
} LsnKey;

/* Lets the widgets of a class run their actions by these keys while the focus is in them. */
void lsn_key_install (GtkWidgetClass *widget_class, const LsnKey *keys);

G_END_DECLS
