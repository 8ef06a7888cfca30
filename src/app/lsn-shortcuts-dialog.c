/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-shortcuts-dialog.h"
#include "app/lsn-command.h"
#include "app/lsn-page.h"
#include "base/lsn-match.h"
#include "widgets/lsn-keycap.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnShortcutsDialog
{
  AdwDialog parent_instance;

  char *typed;     /* owned: words that a label has to answer; "" for all */
  guint n_visible; /* rows that do, counted while the lists are filtered */

  /* Template widgets */
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (LsnShortcutsDialog, lsn_shortcuts_dialog, ADW_TYPE_DIALOG)

/* --- Searching -------------------------------------------------------------------------------- */

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  LsnShortcutsDialog *self = user_data;
  const char *label = g_object_get_data (G_OBJECT (row), "label");
  gboolean visible = *self->typed == '\0' || lsn_match_rank (label, self->typed) != LSN_MATCH_NONE;

  self->n_visible += visible;
  return visible;
}

static void
changed_cb (LsnShortcutsDialog *self)
{
  guint n = 0;

  g_free (self->typed);
  self->typed = lsn_match_dup_words (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group;
       group = gtk_widget_get_next_sibling (group))
    {
      self->n_visible = 0;
      gtk_list_box_invalidate_filter (GTK_LIST_BOX (gtk_widget_get_last_child (group)));
      gtk_widget_set_visible (group, self->n_visible > 0);
      n += self->n_visible;
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

static void
stop_cb (LsnShortcutsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- Groups ----------------------------------------------------------------------------------- */

static GtkListBox *
add_group (LsnShortcutsDialog *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), filter_cb, self, NULL);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), lsn_text_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups, box);
  return GTK_LIST_BOX (list);
}

/* @keys: several, between spaces, do the same */
static void
add_row (GtkListBox *list, const char *label, const char *keys)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = lsn_text_label_new (label, NULL);
  g_auto (GStrv) accels = g_strsplit (keys, " ", -1);
  g_autoptr (GString) spoken = g_string_new (label);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (box, "shortcut-row");
  gtk_box_append (GTK_BOX (box), name);
  for (guint i = 0; accels[i]; i++)
    {
      g_autofree char *text = lsn_keycap_dup_text (accels[i]);

      if (i > 0)
        gtk_box_append (GTK_BOX (box), lsn_text_label_new (_ ("or"), "dim-label"));
      gtk_box_append (GTK_BOX (box), lsn_keycap_new (accels[i]));
      g_string_append_printf (spoken, ", %s", text);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
  gtk_list_box_append (list, row);
}

typedef struct
{
  LsnShortcutsDialog *dialog;
  LsnCommandGroup group;
  GtkListBox *list; /* borrowed, nullable until there is a row */
} Adding;

static void
add_command (const LsnCommand *command, gpointer user_data)
{
  Adding *adding = user_data;
  g_autofree char *label = NULL;

  if (command->keys == NULL || command->group != adding->group)
    return;
  if (adding->list == NULL)
    adding->list = add_group (adding->dialog, lsn_command_group_get_title (adding->group));
  label = lsn_command_dup_label (command);
  add_row (adding->list, label, command->keys);
}

static void
add_pages (LsnShortcutsDialog *self)
{
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);
  GtkListBox *list = add_group (self, _ ("Pages"));

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *key = lsn_page_dup_key (i);

      if (key)
        add_row (list, _ (pages[i].label), key);
    }
}

static void
add_key_groups (LsnShortcutsDialog *self)
{
  guint n_groups;
  const LsnKeyGroup *groups = lsn_command_get_key_groups (&n_groups);

  for (guint i = 0; i < n_groups; i++)
    {
      GtkListBox *list = add_group (self, _ (groups[i].title));

      for (const LsnKey *key = groups[i].keys; key->accel; key++)
        add_row (list, _ (key->label), key->accel);
    }
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (lsn_shortcuts_dialog_parent_class)->dispose (object);
}

static void
lsn_shortcuts_dialog_finalize (GObject *object)
{
  g_free (LSN_SHORTCUTS_DIALOG (object)->typed);

  G_OBJECT_CLASS (lsn_shortcuts_dialog_parent_class)->finalize (object);
}

static void
lsn_shortcuts_dialog_class_init (LsnShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_shortcuts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_shortcuts_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnShortcutsDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, LsnShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnShortcutsDialog, groups);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
lsn_shortcuts_dialog_init (LsnShortcutsDialog *self)
{
  self->typed = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  for (LsnCommandGroup group = 0; group < LSN_N_COMMAND_GROUPS; group++)
    {
      Adding adding = { self, group, NULL };

      lsn_command_foreach (add_command, &adding);
      if (group == LSN_COMMAND_GROUP_GENERAL)
        add_pages (self);
    }
  add_key_groups (self);
}

AdwDialog *
lsn_shortcuts_dialog_new (void)
{
  return g_object_new (LSN_TYPE_SHORTCUTS_DIALOG, NULL);
}
