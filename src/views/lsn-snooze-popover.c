/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-snooze-popover.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

struct _LsnSnoozePopover
{
  GtkPopover parent_instance;

  gint64 followup_id;
  LsnDate today;

  /* Template widgets */
  GtkStack *stack;
  GtkBox *targets;
  GtkCalendar *calendar;
  GtkButton *day_button;
};

G_DEFINE_FINAL_TYPE (LsnSnoozePopover, lsn_snooze_popover, GTK_TYPE_POPOVER)

static void
snooze (LsnSnoozePopover *self, const char *target)
{
  /* First away, so that the focus is back on the row when the row goes. */
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.followup-snooze", "(xs)", self->followup_id,
                              target);
}

/* --- Another day ------------------------------------------------------------------------------ */

static LsnDate
get_day (LsnSnoozePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  return lsn_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                       g_date_time_get_day_of_month (day));
}

static void
day_selected_cb (LsnSnoozePopover *self)
{
  LsnDate day = get_day (self);
  g_autofree char *label = lsn_when_dup_day_heading (day, self->today);

  gtk_button_set_label (self->day_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_button), day >= self->today);
}

static void
day_clicked_cb (LsnSnoozePopover *self)
{
  g_autofree char *target = lsn_date_dup_iso (get_day (self));

  snooze (self, target);
}

static void
pick_cb (LsnSnoozePopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "day");
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
}

/* --- Targets ---------------------------------------------------------------------------------- */

static GtkWidget *
append (LsnSnoozePopover *self, const char *text, const char *moment)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), button);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (moment)
    {
      GtkWidget *when = gtk_label_new (moment);

      gtk_widget_add_css_class (when, "dim-label");
      gtk_widget_add_css_class (when, "numeric");
      gtk_box_append (GTK_BOX (box), when);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "menu-item");
  gtk_box_append (self->targets, button);
  return button;
}

static void
target_clicked_cb (LsnSnoozePopover *self, GtkButton *button)
{
  snooze (self, g_object_get_data (G_OBJECT (button), "target"));
}

/* “16:07” today, “Tue 9:00” within the week, “12 Jan 9:00” after it. */
static char *
dup_moment (LsnDate date, int minute, LsnDate today)
{
  g_autofree char *time = lsn_when_dup_time (minute);
  g_autofree char *day = NULL;

  if (date == today)
    return g_steal_pointer (&time);
  day = date - today < 7 ? lsn_when_dup_weekday (lsn_date_get_weekday (date), TRUE)
                         : lsn_when_dup_short (date, today);
  return g_strdup_printf ("%s %s", day, time);
}

static void
make_targets (LsnSnoozePopover *self, const LsnSnoozeClock *clock)
{
  for (const LsnSnoozeTarget *target = lsn_snooze_targets; target->name; target++)
    {
      g_autofree char *moment = NULL;
      GtkWidget *button;
      LsnDate date;
      int minute;

      if (!lsn_snooze_is_offered (target, clock))
        continue;
      date = lsn_snooze_find (target->name, clock, &minute);
      moment = dup_moment (date, minute, self->today);
      button = append (self, lsn_snooze_target_get_label (target), moment);
      g_object_set_data (G_OBJECT (button), "target", (gpointer) target->name);
      g_signal_connect_object (button, "clicked", G_CALLBACK (target_clicked_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (append (self, C_ ("snooze", "Pick a _Date…"), NULL), "clicked",
                           G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_snooze_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_SNOOZE_POPOVER);

  G_OBJECT_CLASS (lsn_snooze_popover_parent_class)->dispose (object);
}

static void
lsn_snooze_popover_class_init (LsnSnoozePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_snooze_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-snooze-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnSnoozePopover, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnSnoozePopover, targets);
  gtk_widget_class_bind_template_child (widget_class, LsnSnoozePopover, calendar);
  gtk_widget_class_bind_template_child (widget_class, LsnSnoozePopover, day_button);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_clicked_cb);
}

static void
lsn_snooze_popover_init (LsnSnoozePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- Attaching -------------------------------------------------------------------------------- */

typedef struct
{
  LsnContext *context; /* owned */
  gint64 followup_id;
} Attached;

static void
attached_free (gpointer data)
{
  Attached *attached = data;

  g_object_unref (attached->context);
  g_free (attached);
}

static void
create_cb (GtkMenuButton *button, gpointer user_data)
{
  const Attached *attached = user_data;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnSnoozePopover *self = g_object_new (LSN_TYPE_SNOOZE_POPOVER, NULL);
  LsnSnoozeClock clock;

  lsn_context_get_snooze_clock (attached->context, zone, &clock);
  self->followup_id = attached->followup_id;
  self->today = lsn_date_get_today (clock.now, zone);
  make_targets (self, &clock);
  day_selected_cb (self);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self));
}

void
lsn_snooze_popover_attach (GtkMenuButton *button, LsnContext *context, gint64 followup_id)
{
  Attached *attached = g_new0 (Attached, 1);

  attached->context = g_object_ref (context);
  attached->followup_id = followup_id;
  gtk_menu_button_set_create_popup_func (button, create_cb, attached, attached_free);
}
