/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-board-strip.h"
#include "model/clients/lsn-client.h"
#include "views/lsn-card-cargo.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_TARGETS 6

const LsnBoardDay lsn_board_days[] = {
  { "due today", N_ ("Today") },       { "due tomorrow", N_ ("Tomorrow") },
  { "due week", N_ ("This Week") },    { "due next-week", N_ ("Next Week") },
  { "due none", N_ ("Without Date") }, { NULL },
};

struct _LsnBoardStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;    /* borrowed, as all below */
  GtkWidget *days;   /* wraps where the window is narrow, as the next one */
  GtkWidget *others; /* people and clients */
};

static guint say_signal;

G_DEFINE_FINAL_TYPE (LsnBoardStrip, lsn_board_strip, GTK_TYPE_WIDGET)

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LsnBoardStrip *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const LsnCardCargo *cargo = g_value_get_boxed (value);

  g_signal_emit (self, say_signal, 0, cargo->ids, g_object_get_data (G_OBJECT (widget), "words"));
  return TRUE;
}

static void
add_target (LsnBoardStrip *self, GtkWidget *box, GtkWidget *child, const char *label,
            const char *words)
{
  gtk_widget_add_css_class (child, "strip-target");
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (child), "words", g_strdup (words), g_free);
  lsn_card_cargo_add_target (child, G_CALLBACK (drop_cb), self);
  adw_wrap_box_append (ADW_WRAP_BOX (box), child);
}

/* @name: field of the name. @word: what is said of the row. @named: by more than the initials */
static void
add_rows (LsnBoardStrip *self, GPtrArray *rows, guint name, const char *word, gboolean named)
{
  for (guint i = 0; i < MIN (rows->len, MAX_TARGETS); i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      const char *label = lsn_row_get_text (row, name);
      g_autofree char *words =
          g_strdup_printf ("%s %" G_GINT64_FORMAT, word, lsn_row_get_int64 (row, 0));
      GtkWidget *target = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (target), adw_avatar_new (24, label, TRUE));
      if (named)
        gtk_box_append (GTK_BOX (target), lsn_text_label_new (label, NULL));
      gtk_widget_set_tooltip_text (target, label);
      add_target (self, self->others, target, label, words);
    }
}

void
lsn_board_strip_set_choices (LsnBoardStrip *self, const LsnBoardChoices *choices)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->others)))
    adw_wrap_box_remove (ADW_WRAP_BOX (self->others), child);
  add_rows (self, choices->members, LSN_MEMBER_NAME, "assignee", FALSE);
  add_rows (self, choices->clients, LSN_CLIENT_NAME, "client", TRUE);
  gtk_widget_set_visible (self->others, choices->members->len + choices->clients->len > 0);
}

static void
lsn_board_strip_dispose (GObject *object)
{
  LsnBoardStrip *self = LSN_BOARD_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lsn_board_strip_parent_class)->dispose (object);
}

static void
lsn_board_strip_class_init (LsnBoardStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_board_strip_dispose;
  say_signal = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_ARRAY, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_line (LsnBoardStrip *self)
{
  GtkWidget *line = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 6);
  adw_wrap_box_set_align (ADW_WRAP_BOX (line), 0.5f);
  gtk_box_append (GTK_BOX (self->box), line);
  return line;
}

static void
lsn_board_strip_init (LsnBoardStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "board-strip");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->days = add_line (self);
  self->others = add_line (self);
  for (guint i = 0; lsn_board_days[i].words; i++)
    {
      GtkWidget *label = lsn_text_label_new (_ (lsn_board_days[i].label), NULL);

      add_target (self, self->days, label, _ (lsn_board_days[i].label), lsn_board_days[i].words);
    }
}

GtkWidget *
lsn_board_strip_new (void)
{
  return g_object_new (LSN_TYPE_BOARD_STRIP, NULL);
}
