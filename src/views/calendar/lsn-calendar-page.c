/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/calendar/lsn-calendar-page.h"
#include "base/lsn-clock.h"
#include "base/lsn-settings.h"
#include "base/lsn-when.h"
#include "views/calendar/lsn-calendar-page-private.h"
#include "views/calendar/lsn-event-remove.h"

#include <glib/gi18n-lib.h>

#define MORNING      (7 * 60) /* what the hours are scrolled to where no day is today */
#define TICK_SECONDS 60

G_DEFINE_FINAL_TYPE (LsnCalendarPage, lsn_calendar_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *const view_names[] = { "month", "week", "day", "agenda", "year" };
G_STATIC_ASSERT (G_N_ELEMENTS (view_names) == LSN_N_CALENDAR_VIEWS);

const LsnKey lsn_calendar_page_keys[] = {
  { "n", N_ ("New Event"), "calendar.new" },
  { "t", N_ ("Today"), "calendar.today" },
  { "Page_Up", N_ ("Previous"), "calendar.previous" },
  { "Page_Down", N_ ("Next"), "calendar.next" },
  { "m", N_ ("Month"), "calendar.month" },
  { "w", N_ ("Week"), "calendar.week" },
  { "d", N_ ("Day"), "calendar.day" },
  { "a", N_ ("Agenda"), "calendar.agenda" },
  { "y", N_ ("Year"), "calendar.year" },
  { "p", N_ ("To Schedule"), "calendar.plan" },
  { NULL },
};

/* --- Reading ---------------------------------------------------------------------------------- */

static void load (LsnCalendarPage *self);

typedef struct
{
  LsnCalendarSpan *span; /* owned */
  LsnToSchedule *plan;   /* owned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->span, lsn_calendar_span_free);
  g_clear_pointer (&reading->plan, lsn_to_schedule_free);
  g_free (reading);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  return lsn_calendar_span_on_worker (db, reading->span, cancellable, error) &&
         lsn_to_schedule_on_worker (db, reading->plan, cancellable, error);
}

static void
scroll_once (LsnCalendarPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->hours_window);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate today = lsn_date_from_instant (lsn_clock_now (), zone, &minute);
  gboolean shows_today = self->span->from <= today && today <= self->span->to;

  if (self->scrolled || gtk_adjustment_get_page_size (adjustment) <= 0 ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "hours") != 0)
    return;
  minute = shows_today ? CLAMP (minute - 90, 0, MORNING + 3 * 60) : MORNING;
  gtk_adjustment_set_value (adjustment, lsn_time_grid_get_y (self->hours, minute));
  self->scrolled = TRUE;
}

static void
page_size_cb (LsnCalendarPage *self)
{
  if (self->span)
    scroll_once (self);
}

static void
take (LsnCalendarPage *self, Reading *reading)
{
  g_clear_pointer (&self->span, lsn_calendar_span_free);
  self->span = g_steal_pointer (&reading->span);
  g_clear_pointer (&self->planned, g_ptr_array_unref);
  self->planned = g_steal_pointer (&reading->plan->items);
  g_hash_table_remove_all (self->items);
  for (guint i = 0; i < self->span->items->len; i++)
    {
      LsnCalendarItem *item = g_ptr_array_index (self->span->items, i);

      g_hash_table_insert (self->items, lsn_calendar_item_dup_key (item), item);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnCalendarPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (reading == NULL)
    {
      adw_banner_set_title (self->error_banner, error->message);
      adw_banner_set_revealed (self->error_banner, TRUE);
      return;
    }
  adw_banner_set_revealed (self->error_banner, FALSE);
  take (self, reading);
  lsn_calendar_page_show (self);
  lsn_calendar_page_show_plan (self);
  scroll_once (self);
  if (self->again)
    load (self);
}

static void
load (LsnCalendarPage *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  Reading *reading = g_new0 (Reading, 1);
  LsnDate from, to;

  self->today = lsn_context_get_today (self->context);
  self->again = FALSE;
  lsn_calendar_page_get_days (self, &from, &to);
  reading->span = lsn_calendar_span_new (from, to, self->today, zone);
  reading->span->layers = self->layers;
  reading->plan = lsn_to_schedule_new (self->today);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), read_on_worker, reading,
                        reading_free, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
changed_cb (LsnCalendarPage *self, LsnChanges *changes)
{
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; layers[i].tables[j]; j++)
        {
          if (!lsn_changes_touches (changes, layers[i].tables[j]))
            continue;
          if (self->cancellable)
            self->again = TRUE;
          else
            load (self);
          return;
        }
    }
}

static void
retry_cb (LsnCalendarPage *self)
{
  load (self);
}

/* The line at now goes on, and the day turns. */
static gboolean
tick_cb (gpointer user_data)
{
  LsnCalendarPage *self = user_data;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate today = lsn_date_from_instant (lsn_clock_now (), zone, &minute);

  lsn_time_grid_set_now (self->hours, today, minute);
  if (today != self->today)
    load (self);
  return G_SOURCE_CONTINUE;
}

/* --- Where and what --------------------------------------------------------------------------- */

void
lsn_calendar_page_go (LsnCalendarPage *self, LsnCalendarView view, LsnDate anchor)
{
  GSettings *settings = lsn_context_get_settings (self->context);

  if (view != self->view)
    self->scrolled = FALSE;
  self->view = view;
  self->anchor = anchor;
  adw_toggle_group_set_active_name (self->view_group, view_names[view]);
  if (view == LSN_CALENDAR_DAY || view == LSN_CALENDAR_AGENDA)
    adw_toggle_group_set_active_name (self->narrow_group, view_names[view]);
  if (settings && !self->narrow)
    g_settings_set_string (settings, "calendar-view", view_names[view]);
  lsn_calendar_page_show (self);
  load (self);
}

static void
choose_view (LsnCalendarPage *self, const char *name)
{
  for (guint i = 0; self->context && name && i < G_N_ELEMENTS (view_names); i++)
    {
      if (g_str_equal (view_names[i], name) && self->view != i)
        lsn_calendar_page_go (self, i, self->anchor);
    }
}

static void
view_changed_cb (LsnCalendarPage *self)
{
  if (!self->narrow)
    choose_view (self, adw_toggle_group_get_active_name (self->view_group));
}

static void
narrow_changed_cb (LsnCalendarPage *self)
{
  if (self->narrow)
    choose_view (self, adw_toggle_group_get_active_name (self->narrow_group));
}

static void
step (LsnCalendarPage *self, int direction)
{
  const int days[] = { 0, 7, 1, 31, 0 };

  LsnDate month = lsn_date_get_month_start (self->anchor);
  LsnDate anchor = self->anchor + direction * days[self->view];

  if (self->view == LSN_CALENDAR_MONTH)
    anchor = lsn_date_add_months (month, direction);
  else if (self->view == LSN_CALENDAR_YEAR)
    anchor = lsn_date_add_months (month, 12 * direction);
  lsn_calendar_page_go (self, self->view, anchor);
}

static void
previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (LSN_CALENDAR_PAGE (widget), -1);
}

static void
next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (LSN_CALENDAR_PAGE (widget), 1);
}

static void
today (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (widget);

  self->scrolled = FALSE;
  lsn_calendar_page_go (self, self->view, lsn_context_get_today (self->context));
}

static void
show_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (view_names); i++)
    {
      if (g_str_equal (name + strlen ("calendar."), view_names[i]))
        lsn_calendar_page_go (self, i, self->anchor);
    }
}

static void
plan (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (widget);

  adw_overlay_split_view_set_show_sidebar (self->split,
                                           !adw_overlay_split_view_get_show_sidebar (self->split));
}

/* A new event stands on the day that is looked at. */
static void
new_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (widget);
  LsnCalendarPlace place;

  if (self->span && lsn_calendar_page_find_free (self, 60, &place))
    gtk_widget_activate_action (widget, "app.new-event-at", "(iiii)", place.start,
                                place.start_minute, place.end, place.end_minute);
  else
    gtk_widget_activate_action (widget, "app.new-event", NULL);
}

/* On a phone there is a list, or a day. */
static void
narrowed_cb (LsnCalendarPage *self)
{
  self->narrow = TRUE;
  if (self->view != LSN_CALENDAR_DAY)
    lsn_calendar_page_go (self, LSN_CALENDAR_AGENDA, MAX (self->anchor, self->today));
}

static void
widened_cb (LsnCalendarPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_autofree char *name = lsn_settings_dup_string (settings, "calendar-view", "week");

  self->narrow = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (view_names); i++)
    {
      if (g_str_equal (view_names[i], name))
        lsn_calendar_page_go (self, i, self->anchor);
    }
}

/* --- Opening and moving ----------------------------------------------------------------------- */

void
lsn_calendar_page_open (LsnCalendarPage *self, const LsnCalendarItem *item)
{
  guint n;
  const char *action = lsn_calendar_get_layers (&n)[item->layer].action;

  if (item->occurrence)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-occurrence", "(xs)", item->id,
                                item->occurrence);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), action, "x", item->open_id);
}

static void
move (LsnCalendarPage *self, LsnCalendarMove *wanted, const char *title)
{
  g_autofree char *when =
      lsn_when_dup_relative (wanted->to.start,
                             wanted->to.start_minute < 0 ? LSN_WHEN_NO_TIME
                                                         : wanted->to.start_minute,
                             self->today);
  /* Translators: the title of an event, then a day such as “tomorrow 15:00” or “23 Nov” */
  g_autofree char *message = g_strdup_printf (_ ("“%1$s”: %2$s"), title, when);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  lsn_context_write (self->context, _ ("Move in the Calendar"), message,
                     lsn_calendar_move_on_worker, wanted, (GDestroyNotify) lsn_calendar_move_free);
}

typedef struct
{
  LsnCalendarMove *move; /* owned, nullable */
  char *title;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->move, lsn_calendar_move_free);
  g_free (asked->title);
  g_free (asked);
}

static void
scope_chosen (GObject *owner, LsnEventScope scope, gpointer data)
{
  Asked *asked = data;

  asked->move->scope = scope;
  move (LSN_CALENDAR_PAGE (owner), g_steal_pointer (&asked->move), asked->title);
}

void
lsn_calendar_page_moved (LsnCalendarPage *self, const LsnCalendarItem *item,
                         const LsnCalendarPlace *place)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnCalendarMove *wanted = g_new0 (LsnCalendarMove, 1);
  Asked *asked;

  wanted->layer = item->layer;
  wanted->id = item->id;
  wanted->occurrence = g_strdup (item->occurrence);
  wanted->from = item->time;
  wanted->to = (LsnEventTime) { place->start, place->end, place->start_minute, place->end_minute };
  wanted->zone = g_strdup (g_time_zone_get_identifier (zone));
  wanted->now = lsn_clock_now ();
  if (item->occurrence == NULL)
    {
      move (self, wanted, item->title);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->move = wanted;
  asked->title = g_strdup (item->title);
  lsn_event_ask_scope (GTK_WIDGET (self), _ ("Move Event?"), FALSE, scope_chosen, G_OBJECT (self),
                       asked, asked_free);
}

/* --- What is shown ---------------------------------------------------------------------------- */

static void
keep_layers (LsnCalendarPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!(self->layers & (1u << i)))
        g_strv_builder_add (hidden, layers[i].name);
    }
  names = g_strv_builder_end (hidden);
  if (settings)
    g_settings_set_strv (settings, "calendar-hidden", (const char *const *) names);
}

static void
layer_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  LsnCalendarPage *self = user_data;
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  g_simple_action_set_state (action, value);
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (layers[i].name, g_action_get_name (G_ACTION (action))))
        continue;
      if (g_variant_get_boolean (value))
        self->layers |= 1u << i;
      else
        self->layers &= ~(1u << i);
    }
  keep_layers (self);
  load (self);
}

static void
color_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  LsnCalendarPage *self = user_data;
  GSettings *settings = lsn_context_get_settings (self->context);

  g_simple_action_set_state (action, value);
  self->by_client = g_str_equal (g_variant_get_string (value, NULL), "client");
  if (settings)
    g_settings_set_string (settings, "calendar-color", g_variant_get_string (value, NULL));
  lsn_calendar_page_show (self);
}

static void
make_menu (LsnCalendarPage *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  g_auto (GStrv) hidden = settings ? g_settings_get_strv (settings, "calendar-hidden") : NULL;
  g_autofree char *color = lsn_settings_dup_string (settings, "calendar-color", "kind");
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) colors = g_menu_new ();
  g_autoptr (GSimpleAction) by = NULL;
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  self->layers = 0;
  for (guint i = 0; i < n; i++)
    {
      gboolean shown =
          hidden == NULL || !g_strv_contains ((const char *const *) hidden, layers[i].name);
      g_autofree char *action_name = g_strconcat ("layers.", layers[i].name, NULL);
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (layers[i].name, NULL, g_variant_new_boolean (shown));

      if (shown)
        self->layers |= 1u << i;
      g_signal_connect_object (action, "change-state", G_CALLBACK (layer_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
      g_menu_append (kinds, _ (layers[i].label), action_name);
    }
  self->by_client = g_str_equal (color, "client");
  by = g_simple_action_new_stateful ("color", G_VARIANT_TYPE_STRING, g_variant_new_string (color));
  g_signal_connect_object (by, "change-state", G_CALLBACK (color_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (by));
  g_menu_append (colors, C_ ("calendar colour", "By Kind"), "layers.color::kind");
  g_menu_append (colors, C_ ("calendar colour", "By Client"), "layers.color::client");
  g_menu_append_section (menu, _ ("Show"), G_MENU_MODEL (kinds));
  g_menu_append_section (menu, _ ("Colour"), G_MENU_MODEL (colors));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "layers", G_ACTION_GROUP (self->group));
  gtk_menu_button_set_menu_model (self->layers_button, G_MENU_MODEL (menu));
}

/* --- Object ----------------------------------------------------------------------------------- */

/* The letters of the page work where the focus is in it. */
static void
lsn_calendar_page_shown (AdwNavigationPage *page)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
lsn_calendar_page_dispose (GObject *object)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->group);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_calendar_page_parent_class)->dispose (object);
}

static void
lsn_calendar_page_finalize (GObject *object)
{
  LsnCalendarPage *self = LSN_CALENDAR_PAGE (object);

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->span, lsn_calendar_span_free);
  g_clear_pointer (&self->planned, g_ptr_array_unref);

  G_OBJECT_CLASS (lsn_calendar_page_parent_class)->finalize (object);
}

static void
lsn_calendar_page_class_init (LsnCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "calendar.previous", previous }, { "calendar.next", next },
    { "calendar.today", today },       { "calendar.new", new_event },
    { "calendar.plan", plan },         { "calendar.month", show_view },
    { "calendar.week", show_view },    { "calendar.day", show_view },
    { "calendar.agenda", show_view },  { "calendar.year", show_view },
  };

  G_OBJECT_CLASS (klass)->dispose = lsn_calendar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_calendar_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = lsn_calendar_page_shown;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
  lsn_key_install (widget_class, lsn_calendar_page_keys);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/calendar/lsn-calendar-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnCalendarPage, name)
  CHILD (title_label);
  CHILD (error_banner);
  CHILD (view_group);
  CHILD (narrow_group);
  CHILD (stack);
  CHILD (month_bin);
  CHILD (strip_bin);
  CHILD (year_window);
  CHILD (hours_window);
  CHILD (agenda_list);
  CHILD (agenda_stack);
  CHILD (layers_button);
  CHILD (split);
  CHILD (plan_list);
  CHILD (plan_stack);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
}

static void
lsn_calendar_page_init (LsnCalendarPage *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->group = g_simple_action_group_new ();
  self->view = LSN_CALENDAR_WEEK;
  gtk_widget_init_template (GTK_WIDGET (self));
  lsn_calendar_page_make_views (self);
  lsn_calendar_page_make_plan (self);
}

LsnCalendarPage *
lsn_calendar_page_new (LsnContext *context)
{
  LsnCalendarPage *self = g_object_new (LSN_TYPE_CALENDAR_PAGE, NULL);
  g_autofree char *name =
      lsn_settings_dup_string (lsn_context_get_settings (context), "calendar-view", "week");
  LsnCalendarView view = LSN_CALENDAR_WEEK;

  self->context = g_object_ref (context);
  self->today = self->anchor = lsn_context_get_today (context);
  for (guint i = 0; i < G_N_ELEMENTS (view_names); i++)
    {
      if (g_str_equal (view_names[i], name))
        view = i;
    }
  make_menu (self);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->hours_window),
                           "notify::page-size", G_CALLBACK (page_size_cb), self, G_CONNECT_SWAPPED);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  lsn_calendar_page_go (self, view, self->anchor);
  return self;
}
