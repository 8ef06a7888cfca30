/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-suggest-row.h"
#include "base/lsn-text.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* More than one reads. */
#define MAX_SHOWN 60

struct _LsnSuggestRow
{
  AdwEntryRow parent_instance;

  gboolean many;
  char **choices; /* owned, nullable */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkListBox *list;
};

enum
{
  PROP_0,
  PROP_MANY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LsnSuggestRow, lsn_suggest_row, ADW_TYPE_ENTRY_ROW)

/* --- The text --------------------------------------------------------------------------------- */

static gboolean
are_same (const char *a, const char *b)
{
  g_autofree char *one = lsn_text_fold (a);
  g_autofree char *other = lsn_text_fold (b);

  return g_str_equal (one, other);
}

/* The parts of the text without blanks; one part where it is no list. */
static GPtrArray *
dup_parts (LsnSuggestRow *self)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_auto (GStrv) list = g_strsplit (text, ",", self->many ? -1 : 1);

  for (guint i = 0; list[i]; i++)
    {
      if (*g_strstrip (list[i]))
        g_ptr_array_add (parts, g_strdup (list[i]));
    }
  return parts;
}

static int
find_part (GPtrArray *parts, const char *choice)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (are_same (g_ptr_array_index (parts, i), choice))
        return (int) i;
    }
  return -1;
}

static void
choose (LsnSuggestRow *self, const char *choice)
{
  g_autoptr (GPtrArray) parts = dup_parts (self);
  g_autofree char *text = NULL;
  int place = find_part (parts, choice);

  if (!self->many)
    g_ptr_array_set_size (parts, 0);
  if (self->many && place >= 0)
    g_ptr_array_remove_index (parts, (guint) place);
  else
    g_ptr_array_add (parts, g_strdup (choice));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (", ", (char **) parts->pdata);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
}

/* --- The choices ------------------------------------------------------------------------------ */

static void
add_choice (LsnSuggestRow *self, const char *choice, gboolean chosen)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = lsn_text_label_new (choice, NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (chosen)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "choice", g_strdup (choice), g_free);
  gtk_list_box_append (self->list, row);
}

/* What goes on with the last part comes first; all are there, as one may want another. */
static void
fill (LsnSuggestRow *self)
{
  g_autoptr (GPtrArray) parts = dup_parts (self);
  const char *last = parts->len > 0 ? g_ptr_array_index (parts, parts->len - 1) : "";
  g_autofree char *typed = lsn_text_fold (last);
  guint shown = 0;

  gtk_list_box_remove_all (self->list);
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; self->choices && self->choices[i] && shown < MAX_SHOWN; i++)
        {
          g_autofree char *folded = lsn_text_fold (self->choices[i]);
          gboolean first = *typed != '\0' && g_str_has_prefix (folded, typed);

          if (first != (pass == 0))
            continue;
          add_choice (self, self->choices[i], find_part (parts, self->choices[i]) >= 0);
          shown++;
        }
    }
}

static void
popover_shown_cb (LsnSuggestRow *self)
{
  GtkListBoxRow *first;

  fill (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
chosen_cb (LsnSuggestRow *self, GtkListBoxRow *row)
{
  g_autofree char *choice = g_strdup (g_object_get_data (G_OBJECT (row), "choice"));

  gtk_popover_popdown (self->popover);
  choose (self, choice);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
key_cb (LsnSuggestRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down || (state & GDK_CONTROL_MASK) ||
      !gtk_widget_get_visible (GTK_WIDGET (self->button)))
    return GDK_EVENT_PROPAGATE;
  gtk_menu_button_popup (self->button);
  return GDK_EVENT_STOP;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
title_changed_cb (LsnSuggestRow *self)
{
  g_autofree char *label =
      /* Translators: a button that shows what one can choose for an entry: “Choices: Segment” */
      g_strdup_printf (_ ("Choices: %s"),
                       adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
lsn_suggest_row_finalize (GObject *object)
{
  g_strfreev (LSN_SUGGEST_ROW (object)->choices);

  G_OBJECT_CLASS (lsn_suggest_row_parent_class)->finalize (object);
}

static void
lsn_suggest_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MANY)
    g_value_set_boolean (value, LSN_SUGGEST_ROW (object)->many);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lsn_suggest_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MANY)
    LSN_SUGGEST_ROW (object)->many = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lsn_suggest_row_class_init (LsnSuggestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lsn_suggest_row_finalize;
  object_class->get_property = lsn_suggest_row_get_property;
  object_class->set_property = lsn_suggest_row_set_property;
  properties[PROP_MANY] =
      g_param_spec_boolean ("many", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lsn_suggest_row_init (LsnSuggestRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "picker-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), 220, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_popover_set_child (self->popover, window);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->button));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

void
lsn_suggest_row_set_choices (LsnSuggestRow *self, const char *const *choices)
{
  g_strfreev (self->choices);
  self->choices = g_strdupv ((char **) choices);
  gtk_widget_set_visible (GTK_WIDGET (self->button), choices && choices[0]);
}
