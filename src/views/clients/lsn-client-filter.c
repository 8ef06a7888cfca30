/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-filter.h"
#include "base/lsn-text.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define SEARCH_FROM 10 /* values; fewer are seen at a glance */

struct _LsnClientFilter
{
  GtkPopover parent_instance;

  const LsnClientQuery *query;     /* borrowed, nullable */
  const LsnClientChoices *choices; /* borrowed, nullable */
  LsnClientFacet facet;            /* whose values are shown */
  gboolean turned;                 /* to a facet, by who opens it */
  gboolean quiet;                  /* the program sets the checks, not the user */

  /* Children */
  GtkStack *stack;
  GtkListBox *facets;
  GtkWidget *summaries[N_LSN_CLIENT_FACETS];
  GtkLabel *title;
  GtkWidget *clear_button;
  GtkEditable *search;
  GtkBox *values;
};

enum
{
  PICKED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnClientFilter, lsn_client_filter, GTK_TYPE_POPOVER)

/* --- Values ----------------------------------------------------------------------------------- */

static void
toggled_cb (LsnClientFilter *self, GtkCheckButton *check)
{
  if (!self->quiet)
    g_signal_emit (self, signals[PICKED], 0, (guint) self->facet,
                   g_object_get_data (G_OBJECT (check), "value"),
                   gtk_check_button_get_active (check));
}

static GtkWidget *
make_value (LsnClientFilter *self, const LsnClientChoice *choice)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = lsn_text_label_new (choice->label, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (choice->value), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

static void
fill_values (LsnClientFilter *self)
{
  const GPtrArray *choices = self->choices->choices[self->facet];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->values))))
    gtk_box_remove (self->values, child);
  for (guint i = 0; i < choices->len; i++)
    gtk_box_append (self->values, make_value (self, g_ptr_array_index (choices, i)));
  gtk_editable_set_text (self->search, "");
  gtk_widget_set_visible (GTK_WIDGET (self->search), choices->len > SEARCH_FROM);
}

static void
refresh_values (LsnClientFilter *self)
{
  self->quiet = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->values)); check;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 lsn_client_query_has (self->query, self->facet,
                                                       g_object_get_data (G_OBJECT (check),
                                                                          "value")));
  self->quiet = FALSE;
  gtk_label_set_text (self->title, lsn_client_facet_get_label (self->facet));
  gtk_widget_set_sensitive (self->clear_button, self->query->values[self->facet]->len > 0);
}

static void
search_changed_cb (LsnClientFilter *self)
{
  g_autofree char *wanted = lsn_text_fold (gtk_editable_get_text (self->search));

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->values)); check;
       check = gtk_widget_get_next_sibling (check))
    {
      GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (check));
      g_autofree char *text = lsn_text_fold (gtk_label_get_text (GTK_LABEL (label)));

      gtk_widget_set_visible (check, strstr (text, wanted) != NULL);
    }
}

static void
show_values (LsnClientFilter *self, LsnClientFacet facet)
{
  GtkWidget *first;

  self->facet = facet;
  fill_values (self);
  refresh_values (self);
  gtk_stack_set_visible_child_name (self->stack, "values");
  first = gtk_widget_get_visible (GTK_WIDGET (self->search))
              ? GTK_WIDGET (self->search)
              : gtk_widget_get_first_child (GTK_WIDGET (self->values));
  if (first)
    gtk_widget_grab_focus (first);
}

/* --- Facets ----------------------------------------------------------------------------------- */

/* What is picked of a facet, without its name. */
static char *
dup_summary (LsnClientFilter *self, LsnClientFacet facet)
{
  const GPtrArray *values = self->query->values[facet];
  const char *label;

  if (values->len == 0)
    return g_strdup (_ ("Any"));
  if (values->len > 1)
    return g_strdup_printf (ngettext ("%u value", "%u values", values->len), values->len);
  label = lsn_client_choices_get_label (self->choices, facet, g_ptr_array_index (values, 0));
  return g_strdup (label ? label : g_ptr_array_index (values, 0));
}

static void
refresh_facets (LsnClientFilter *self)
{
  for (LsnClientFacet i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      g_autofree char *summary = dup_summary (self, i);

      lsn_text_label_set (self->summaries[i], summary);
      if (self->query->values[i]->len > 0)
        gtk_widget_remove_css_class (self->summaries[i], "dim-label");
      else
        gtk_widget_add_css_class (self->summaries[i], "dim-label");
    }
}

static void
row_activated_cb (LsnClientFilter *self, GtkListBoxRow *row)
{
  show_values (self, (LsnClientFacet) gtk_list_box_row_get_index (row));
}

static void
back (LsnClientFilter *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->facets, (int) self->facet);

  gtk_stack_set_visible_child_name (self->stack, "facets");
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
back_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnClientFilter *self = LSN_CLIENT_FILTER (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "values") != 0)
    return FALSE;
  back (self);
  return TRUE;
}

static void
clear_cb (LsnClientFilter *self)
{
  g_signal_emit (self, signals[CLEARED], 0, (guint) self->facet);
}

static void
closed_cb (LsnClientFilter *self)
{
  self->turned = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "facets");
}

static void
shown_cb (LsnClientFilter *self)
{
  if (self->turned)
    show_values (self, self->facet);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_filter_class_init (LsnClientFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PICKED] =
      g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_cb, NULL);
}

static void
add_facet (LsnClientFilter *self, LsnClientFacet facet)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (lsn_client_facet_get_label (facet));
  GtkWidget *summary = lsn_text_label_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), 18);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lsn_client_facet_get_label (facet), -1);
  gtk_list_box_append (self->facets, row);
  self->summaries[facet] = summary;
}

static void
make_facets (LsnClientFilter *self)
{
  self->facets = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->facets, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->facets), "filter-facets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->facets), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter By"), -1);
  g_signal_connect_swapped (self->facets, "row-activated", G_CALLBACK (row_activated_cb), self);
  for (LsnClientFacet i = 0; i < N_LSN_CLIENT_FACETS; i++)
    add_facet (self, i);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->facets), "facets");
}

static void
make_values (LsnClientFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (back_button, "flat");
  gtk_widget_set_tooltip_text (back_button, _ ("Back (Alt+Left)"));
  g_signal_connect_swapped (back_button, "clicked", G_CALLBACK (back), self);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_label_set_xalign (self->title, 0);
  self->clear_button = gtk_button_new_with_label (_ ("Clear"));
  gtk_widget_add_css_class (self->clear_button, "flat");
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (head), back_button);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->clear_button);

  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the Values"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);

  self->values = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->values), "filter-values");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->values));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);

  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_stack_add_named (self->stack, box, "values");
}

static void
lsn_client_filter_init (LsnClientFilter *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_interpolate_size (self->stack, TRUE);
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_transition_duration (self->stack, 150);
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), 280, -1);
  make_facets (self);
  make_values (self);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->stack));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

LsnClientFilter *
lsn_client_filter_new (void)
{
  return g_object_new (LSN_TYPE_CLIENT_FILTER, NULL);
}

void
lsn_client_filter_show (LsnClientFilter *self, const LsnClientQuery *query,
                        const LsnClientChoices *choices)
{
  gboolean others = self->choices != choices;

  self->query = query;
  self->choices = choices;
  refresh_facets (self);
  if (others)
    fill_values (self);
  refresh_values (self);
}

void
lsn_client_filter_turn_to (LsnClientFilter *self, LsnClientFacet facet)
{
  self->facet = facet;
  self->turned = TRUE;
}
