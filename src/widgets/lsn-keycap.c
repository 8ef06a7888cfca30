/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-keycap.h"

#include <glib/gi18n-lib.h>

static const struct
{
  GdkModifierType modifier;
  const char *label;
} modifiers[] = {
  { GDK_CONTROL_MASK, NC_ ("key", "Ctrl") },
  { GDK_ALT_MASK, NC_ ("key", "Alt") },
  { GDK_SHIFT_MASK, NC_ ("key", "Shift") },
};

static const struct
{
  guint keyval;
  const char *label;
} keys[] = {
  { GDK_KEY_space, NC_ ("key", "Space") },
  { GDK_KEY_Return, NC_ ("key", "Enter") },
  { GDK_KEY_Escape, NC_ ("key", "Esc") },
  { GDK_KEY_Delete, NC_ ("key", "Delete") },
  { GDK_KEY_Up, "↑" },
  { GDK_KEY_Down, "↓" },
  { GDK_KEY_Left, "←" },
  { GDK_KEY_Right, "→" },
};

static char *
dup_key_label (guint keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval == keyval)
        return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "key", keys[i].label));
    }
  return gtk_accelerator_get_label (keyval, 0);
}

/* Returns: (nullable): the caps from left to right */
static char **
dup_caps (const char *accel)
{
  g_autoptr (GStrvBuilder) caps = g_strv_builder_new ();
  guint keyval;
  GdkModifierType state;

  if (accel == NULL || !gtk_accelerator_parse (accel, &keyval, &state))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    {
      if (state & modifiers[i].modifier)
        g_strv_builder_add (caps, g_dpgettext2 (GETTEXT_PACKAGE, "key", modifiers[i].label));
    }
  g_strv_builder_take (caps, dup_key_label (keyval));
  return g_strv_builder_end (caps);
}

char *
lsn_keycap_dup_text (const char *accel)
{
  g_auto (GStrv) caps = dup_caps (accel);

  return caps ? g_strjoinv ("+", caps) : NULL;
}

void
lsn_keycap_set (GtkWidget *keycap, const char *accel)
{
  g_auto (GStrv) caps = dup_caps (accel);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (keycap)))
    gtk_box_remove (GTK_BOX (keycap), child);
  for (guint i = 0; caps && caps[i]; i++)
    {
      child = gtk_label_new (caps[i]);
      gtk_widget_add_css_class (child, "keycap");
      gtk_box_append (GTK_BOX (keycap), child);
    }
}

GtkWidget *
lsn_keycap_new (const char *accel)
{
  GtkWidget *keycap = g_object_new (GTK_TYPE_BOX, "css-name", "shortcut", "spacing", 6, NULL);

  gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
  lsn_keycap_set (keycap, accel);
  return keycap;
}
