/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-date-button.h"
#include "base/lsn-clock.h"
#include "base/lsn-time.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

struct _LsnDateButton
{
  AdwBin parent_instance;

  LsnDate date;
  int minute;
  gboolean past;
  gboolean optional;
  gboolean timed;
  char *empty_label; /* owned, nullable */
  char *label;       /* owned, nullable */
  gboolean showing;  /* widgets follow the value, not the other way round */

  GtkMenuButton *button; /* borrowed */
  GtkCalendar *calendar; /* borrowed, nullable until the popover was opened */
  GtkEditable *time;     /* borrowed, nullable likewise */
};

enum
{
  PROP_0,
  PROP_PAST,
  PROP_OPTIONAL,
  PROP_TIMED,
  PROP_EMPTY_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnDateButton, lsn_date_button, ADW_TYPE_BIN)

static LsnDate
get_today (void)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return lsn_date_get_today (lsn_clock_now (), zone);
}

/* --- Showing ---------------------------------------------------------------------------------- */

static void
show (LsnDateButton *self)
{
  g_autofree char *text = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *spoken = NULL;

  if (self->date == LSN_DATE_NONE)
    text = g_strdup (self->empty_label ? self->empty_label : _ ("No Date"));
  else
    text = lsn_when_dup_relative (self->date, self->timed ? self->minute : LSN_WHEN_NO_TIME,
                                  get_today ());
  if (self->date != LSN_DATE_NONE)
    exact = lsn_when_dup_exact (self->date, self->timed ? self->minute : LSN_WHEN_NO_TIME);
  gtk_menu_button_set_label (self->button, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), exact ? exact : self->label);
  spoken = g_strdup_printf ("%s: %s", self->label ? self->label : _ ("Date"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show_in_popover (LsnDateButton *self)
{
  LsnDate date = self->date == LSN_DATE_NONE ? get_today () : self->date;
  g_autofree char *time = self->minute < 0 ? g_strdup ("") : lsn_when_dup_time (self->minute);
  g_autoptr (GDateTime) day = NULL;
  int year, month, number;

  if (self->calendar == NULL)
    return;
  lsn_date_split (date, &year, &month, &number);
  day = g_date_time_new_utc (year, month, number, 0, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  gtk_editable_set_text (self->time, time);
  gtk_widget_remove_css_class (GTK_WIDGET (self->time), "error");
  self->showing = FALSE;
}

/* --- Choosing --------------------------------------------------------------------------------- */

static void
choose (LsnDateButton *self, LsnDate date, int minute)
{
  self->date = date;
  self->minute = minute;
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
day_selected_cb (LsnDateButton *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->showing)
    return;
  day = gtk_calendar_get_date (self->calendar);
  choose (self,
          lsn_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                        g_date_time_get_day_of_month (day)),
          self->minute);
}

static void
time_changed_cb (LsnDateButton *self)
{
  int minute;

  if (self->showing)
    return;
  minute = lsn_time_parse (gtk_editable_get_text (self->time));
  if (minute == LSN_TIME_INVALID)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->time), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->time), "error");
  choose (self, self->date == LSN_DATE_NONE ? get_today () : self->date, minute);
}

static void
close_cb (LsnDateButton *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
word_cb (LsnDateButton *self, GtkButton *button)
{
  int index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "index"));
  LsnDate today = get_today ();
  const LsnDate ahead[] = { today, today + 1, today + 7, lsn_date_add_months (today, 1) };
  const LsnDate back[] = { today, today - 1 };

  choose (self, self->past ? back[index] : ahead[index], self->minute);
  show_in_popover (self);
  if (!self->timed)
    close_cb (self);
}

static void
now_cb (LsnDateButton *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate date = lsn_date_from_instant (lsn_clock_now (), zone, &minute);

  choose (self, date, minute);
  close_cb (self);
}

static void
clear_cb (LsnDateButton *self)
{
  choose (self, LSN_DATE_NONE, -1);
  close_cb (self);
}

/* --- The popover ------------------------------------------------------------------------------ */

static void
add_word (LsnDateButton *self, GtkWidget *box, const char *label, int index, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "index", GINT_TO_POINTER (index));
  gtk_widget_add_css_class (button, "pill-button");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

static GtkWidget *
make_words (LsnDateButton *self)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  if (self->past && self->timed)
    add_word (self, box, _ ("Now"), 0, G_CALLBACK (now_cb));
  add_word (self, box, _ ("Today"), 0, G_CALLBACK (word_cb));
  if (self->past)
    {
      add_word (self, box, _ ("Yesterday"), 1, G_CALLBACK (word_cb));
    }
  else
    {
      add_word (self, box, _ ("Tomorrow"), 1, G_CALLBACK (word_cb));
      add_word (self, box, _ ("In a Week"), 2, G_CALLBACK (word_cb));
      add_word (self, box, _ ("In a Month"), 3, G_CALLBACK (word_cb));
    }
  if (self->optional)
    add_word (self, box, self->empty_label ? self->empty_label : _ ("No Date"), 0,
              G_CALLBACK (clear_cb));
  return box;
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  LsnDateButton *self = user_data;
  GtkWidget *popover;
  GtkWidget *box;

  if (self->calendar == NULL)
    {
      popover = gtk_popover_new ();
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
      self->calendar = GTK_CALENDAR (gtk_calendar_new ());
      self->time = GTK_EDITABLE (gtk_entry_new ());
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->time), _ ("Time, such as 15:30"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Time"), -1);
      gtk_widget_set_visible (GTK_WIDGET (self->time), self->timed);
      gtk_box_append (GTK_BOX (box), make_words (self));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));
      gtk_popover_set_child (GTK_POPOVER (popover), box);
      gtk_menu_button_set_popover (button, popover);
      g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->time, "changed", G_CALLBACK (time_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->time, "activate", G_CALLBACK (close_cb), self,
                               G_CONNECT_SWAPPED);
    }
  show_in_popover (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_date_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LsnDateButton *self = LSN_DATE_BUTTON (object);

  switch (prop_id)
    {
    case PROP_PAST:
      g_value_set_boolean (value, self->past);
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;
    case PROP_TIMED:
      g_value_set_boolean (value, self->timed);
      break;
    case PROP_EMPTY_LABEL:
      g_value_set_string (value, self->empty_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
lsn_date_button_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  LsnDateButton *self = LSN_DATE_BUTTON (object);

  switch (prop_id)
    {
    case PROP_PAST:
      self->past = g_value_get_boolean (value);
      break;
    case PROP_OPTIONAL:
      self->optional = g_value_get_boolean (value);
      break;
    case PROP_TIMED:
      self->timed = g_value_get_boolean (value);
      break;
    case PROP_EMPTY_LABEL:
      g_set_str (&self->empty_label, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
  show (self);
}

static void
lsn_date_button_finalize (GObject *object)
{
  LsnDateButton *self = LSN_DATE_BUTTON (object);

  g_free (self->empty_label);
  g_free (self->label);

  G_OBJECT_CLASS (lsn_date_button_parent_class)->finalize (object);
}

static void
lsn_date_button_class_init (LsnDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lsn_date_button_get_property;
  object_class->set_property = lsn_date_button_set_property;
  object_class->finalize = lsn_date_button_finalize;

  properties[PROP_PAST] = g_param_spec_boolean ("past", NULL, NULL, FALSE, flags);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_TIMED] = g_param_spec_boolean ("timed", NULL, NULL, FALSE, flags);
  properties[PROP_EMPTY_LABEL] = g_param_spec_string ("empty-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lsn_date_button_init (LsnDateButton *self)
{
  self->date = LSN_DATE_NONE;
  self->minute = -1;
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  show (self);
}

GtkWidget *
lsn_date_button_new (void)
{
  return g_object_new (LSN_TYPE_DATE_BUTTON, NULL);
}

void
lsn_date_button_set (LsnDateButton *self, LsnDate date, int minute)
{
  self->date = date;
  self->minute = minute;
  show (self);
  show_in_popover (self);
}

LsnDate
lsn_date_button_get_date (LsnDateButton *self)
{
  return self->date;
}

int
lsn_date_button_get_minute (LsnDateButton *self)
{
  return self->minute;
}

void
lsn_date_button_set_label (LsnDateButton *self, const char *label)
{
  g_set_str (&self->label, label);
  show (self);
}
