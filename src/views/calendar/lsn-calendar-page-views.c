/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-settings.h"
#include "base/lsn-when.h"
#include "views/calendar/lsn-agenda-row.h"
#include "views/calendar/lsn-calendar-page-private.h"
#include "views/calendar/lsn-event-remove.h"

#include <glib/gi18n-lib.h>

#define DAY_MINUTES 1440
#define WEEK        7
#define MONTH_DAYS  42
#define YEAR_DAYS   366

/* --- Items in words --------------------------------------------------------------------------- */

char *
lsn_calendar_item_dup_hours (const LsnCalendarItem *item)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (item->time.start_minute < 0)
    return NULL;
  from = lsn_when_dup_time (item->time.start_minute);
  to = lsn_when_dup_time (item->time.end_minute % DAY_MINUTES);
  return g_strdup_printf ("%s – %s", from, to);
}

char *
lsn_calendar_item_dup_spoken (const LsnCalendarItem *item)
{
  guint n;
  const LsnCalendarLayer *layer = &lsn_calendar_get_layers (&n)[item->layer];
  g_autofree char *exact = lsn_when_dup_exact (item->due, LSN_WHEN_NO_TIME);
  g_autofree char *hours = lsn_calendar_item_dup_hours (item);
  g_autoptr (GString) text = g_string_new (item->title);

  if (item->client)
    g_string_append_printf (text, " · %s", item->client);
  g_string_append_printf (text, "\n%s", exact);
  if (item->time.end > item->time.start && item->time.start_minute < 0)
    {
      g_autofree char *end = lsn_when_dup_exact (item->time.end, LSN_WHEN_NO_TIME);

      g_string_append_printf (text, " – %s", end);
    }
  if (hours)
    g_string_append_printf (text, ", %s", hours);
  if (item->place)
    g_string_append_printf (text, "\n%s", item->place);
  g_string_append_printf (text, "\n%s", _ (layer->label));
  if (item->flags & LSN_CALENDAR_ITEM_OVERDUE)
    g_string_append_printf (text, " · %s", C_ ("calendar", "overdue"));
  if (item->flags & LSN_CALENDAR_ITEM_DONE)
    g_string_append_printf (text, " · %s", C_ ("calendar", "done"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
lsn_calendar_item_dup_key (const LsnCalendarItem *item)
{
  return g_strdup_printf ("%u/%" G_GINT64_FORMAT "/%s", item->layer, item->id,
                          item->occurrence ? item->occurrence : "");
}

void
lsn_calendar_item_get_color (const LsnCalendarItem *item, gboolean by_client, GdkRGBA *color)
{
  static const char *const palette[] = { "#3584e4", "#2190a4", "#3a944a", "#c88800", "#ed5b00",
                                         "#e62d42", "#d56199", "#9141ac", "#6f8396", "#986a44" };
  guint n;
  const LsnCalendarLayer *layers = lsn_calendar_get_layers (&n);

  if (by_client && item->client_id)
    gdk_rgba_parse (
        color, palette[((guint64) item->client_id * 2654435761u >> 16) % G_N_ELEMENTS (palette)]);
  else if (by_client)
    gdk_rgba_parse (color, "#77767b");
  else
    gdk_rgba_parse (color, layers[item->layer].color);
}

/* --- Days ------------------------------------------------------------------------------------- */

static LsnDate
get_week_start (LsnDate date)
{
  return date - (lsn_date_get_weekday (date) - lsn_when_get_first_weekday () + 7) % 7;
}

void
lsn_calendar_page_get_days (LsnCalendarPage *self, LsnDate *from, LsnDate *to)
{
  int year;

  switch (self->view)
    {
    case LSN_CALENDAR_MONTH:
      *from = get_week_start (lsn_date_get_month_start (self->anchor));
      *to = *from + MONTH_DAYS - 1;
      /* Five weeks where they do. */
      if (*to - WEEK >= lsn_date_get_month_end (self->anchor))
        *to -= WEEK;
      break;
    case LSN_CALENDAR_WEEK:
      *from = get_week_start (self->anchor);
      *to = *from + WEEK - 1;
      break;
    case LSN_CALENDAR_DAY:
      *from = *to = self->anchor;
      break;
    case LSN_CALENDAR_YEAR:
      lsn_date_split (self->anchor, &year, NULL, NULL);
      *from = lsn_date_new (year, 1, 1);
      *to = lsn_date_new (year, 12, 31);
      break;
    case LSN_CALENDAR_AGENDA:
    case LSN_N_CALENDAR_VIEWS:
    default:
      *from = self->anchor;
      *to = self->anchor + 30;
      break;
    }
}

static int
get_work (LsnCalendarPage *self, int *from, int *to)
{
  GSettings *settings = lsn_context_get_settings (self->context);

  *from = lsn_settings_get_int (settings, "work-start", 9 * 60);
  *to = lsn_settings_get_int (settings, "work-end", 18 * 60);
  return MAX (*to - *from, 60);
}

/* @days: (out) (array): what each day is, and how much of its working hours is taken */
static void
describe_days (LsnCalendarPage *self, LsnDate from, int n, gboolean with_load, LsnCalendarDay *days)
{
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);
  int work_from, work_to;
  int length = get_work (self, &work_from, &work_to);

  for (int i = 0; i < n; i++)
    {
      int taken = 0;

      for (guint j = 0; with_load && j < self->span->items->len; j++)
        {
          const LsnCalendarItem *item = g_ptr_array_index (self->span->items, j);

          if (item->time.start == from + i && item->time.end == from + i &&
              item->time.start_minute >= 0)
            taken += item->time.end_minute - item->time.start_minute;
        }
      days[i].name = g_strdup (lsn_workdays_get_name (workdays, from + i));
      days[i].off = !lsn_workdays_is_working (workdays, from + i);
      days[i].load = with_load && !days[i].off ? taken * 100 / length : -1;
    }
}

static gboolean
is_free (LsnCalendarPage *self, LsnDate date, int from, int to)
{
  for (guint i = 0; i < self->span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (self->span->items, i);

      if (item->time.start_minute >= 0 && item->time.start <= date && item->time.end >= date &&
          (item->time.start < date || item->time.start_minute < to) &&
          (item->time.end > date || item->time.end_minute > from))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_calendar_page_find_free (LsnCalendarPage *self, int minutes, LsnCalendarPlace *place)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);
  int work_from, work_to, now;
  LsnDate today = lsn_date_from_instant (lsn_clock_now (), zone, &now);

  if (self->span == NULL)
    return FALSE;
  get_work (self, &work_from, &work_to);
  for (LsnDate date = MAX (self->span->from, today); date <= self->span->to; date++)
    {
      int from = date == today ? MAX (work_from, (now / 30 + 1) * 30) : work_from;

      for (; lsn_workdays_is_working (workdays, date) && from + minutes <= work_to; from += 30)
        {
          if (is_free (self, date, from, from + minutes))
            {
              *place = (LsnCalendarPlace) { date, date, from, from + minutes };
              return TRUE;
            }
        }
    }
  gtk_widget_error_bell (GTK_WIDGET (self));
  return FALSE;
}

/* --- Entries ---------------------------------------------------------------------------------- */

/* What lasts a day or longer stands with the whole days. */
static gboolean
is_long (const LsnCalendarItem *item)
{
  return item->time.start_minute < 0 || lsn_event_time_get_minutes (&item->time) >= DAY_MINUTES;
}

static LsnCalendarEntry *
make_entry (LsnCalendarPage *self, const LsnCalendarItem *item, gboolean in_hours)
{
  g_autofree char *key = lsn_calendar_item_dup_key (item);
  LsnCalendarEntry *entry = lsn_calendar_entry_new (key);
  g_autofree char *hours = lsn_calendar_item_dup_hours (item);

  entry->spoken = lsn_calendar_item_dup_spoken (item);
  entry->start = item->time.start;
  entry->end = item->time.end;
  entry->start_minute = item->time.start_minute;
  entry->end_minute = item->time.end_minute;
  entry->done = (item->flags & LSN_CALENDAR_ITEM_DONE) != 0;
  entry->late = (item->flags & LSN_CALENDAR_ITEM_OVERDUE) != 0;
  entry->movable =
      (item->flags & LSN_CALENDAR_ITEM_MOVABLE) != 0 && lsn_context_is_writable (self->context);
  entry->sizable = entry->movable && (item->flags & LSN_CALENDAR_ITEM_SIZABLE) != 0;
  lsn_calendar_item_get_color (item, self->by_client, &entry->color);
  if (hours && in_hours)
    entry->title =
        g_strdup_printf ("%s\n%s%s%s", item->title, hours, item->client || item->place ? " · " : "",
                         item->client  ? item->client
                         : item->place ? item->place
                                       : "");
  else if (hours)
    {
      g_autofree char *start = lsn_when_dup_time (item->time.start_minute);

      entry->title = g_strdup_printf ("%s %s", start, item->title);
    }
  else
    entry->title = g_strdup (item->title);
  return entry;
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_calendar_entry_unref);
}

static void
show_month (LsnCalendarPage *self, LsnDate from, LsnDate to)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  LsnCalendarDay days[MONTH_DAYS] = { 0 };
  int n = to - from + 1;

  for (guint i = 0; i < self->span->items->len; i++)
    g_ptr_array_add (entries, make_entry (self, g_ptr_array_index (self->span->items, i), FALSE));
  describe_days (self, from, n, FALSE, days);
  lsn_month_grid_set_days (self->month, from, WEEK, n / WEEK, self->today, self->anchor, days);
  lsn_calendar_grid_set_entries (LSN_CALENDAR_GRID (self->month), entries);
  for (int i = 0; i < n; i++)
    lsn_calendar_day_clear (&days[i]);
}

static void
show_hours (LsnCalendarPage *self, LsnDate from, LsnDate to)
{
  g_autoptr (GPtrArray) timed = new_entries ();
  g_autoptr (GPtrArray) whole = new_entries ();
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnCalendarDay days[WEEK] = { 0 };
  int n = to - from + 1;
  int work_from, work_to, now;
  LsnDate today = lsn_date_from_instant (lsn_clock_now (), zone, &now);

  for (guint i = 0; i < self->span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (self->span->items, i);
      gboolean is_whole = is_long (item);

      g_ptr_array_add (is_whole ? whole : timed, make_entry (self, item, !is_whole));
    }
  get_work (self, &work_from, &work_to);
  describe_days (self, from, n, TRUE, days);
  lsn_month_grid_set_days (self->strip, from, n, 1, self->today, LSN_DATE_NONE, days);
  lsn_calendar_grid_set_entries (LSN_CALENDAR_GRID (self->strip), whole);
  lsn_time_grid_set_days (self->hours, from, n, days, work_from, work_to);
  lsn_time_grid_set_now (self->hours, today, now);
  lsn_calendar_grid_set_entries (LSN_CALENDAR_GRID (self->hours), timed);
  for (int i = 0; i < n; i++)
    lsn_calendar_day_clear (&days[i]);
}

static void
show_year (LsnCalendarPage *self, LsnDate from, LsnDate to)
{
  LsnWorkdays *workdays = lsn_context_get_workdays (self->context);
  guint counts[YEAR_DAYS] = { 0 };
  gboolean off[YEAR_DAYS];
  int year;

  for (guint i = 0; i < self->span->items->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (self->span->items, i);

      for (LsnDate date = MAX (item->time.start, from); date <= MIN (item->time.end, to); date++)
        counts[date - from]++;
    }
  for (LsnDate date = from; date <= to; date++)
    off[date - from] = !lsn_workdays_is_working (workdays, date);
  lsn_date_split (from, &year, NULL, NULL);
  lsn_year_grid_set_year (self->year, year, self->today, counts, off);
}

static void
show_agenda (LsnCalendarPage *self)
{
  g_autoptr (GListStore) rows = lsn_agenda_make_rows (self->span, self->by_client);
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_stack_set_visible_child_name (self->agenda_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0 ? "list"
                                                                                       : "empty");
  model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_list_view_set_model (self->agenda_list, GTK_SELECTION_MODEL (model));
}

static char *
dup_capital (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, text + strlen (first), NULL);
}

static void
show_title (LsnCalendarPage *self, LsnDate from, LsnDate to)
{
  g_autofree char *title = NULL;
  g_autofree char *capital = NULL;

  if (self->view == LSN_CALENDAR_MONTH)
    title = lsn_when_dup_month_heading (self->anchor);
  else if (self->view == LSN_CALENDAR_YEAR)
    {
      int year;

      lsn_date_split (from, &year, NULL, NULL);
      title = g_strdup_printf ("%d", year);
    }
  else if (self->view == LSN_CALENDAR_DAY)
    title = lsn_when_dup_day_heading (from, self->today);
  else
    {
      g_autofree char *first = lsn_when_dup_short (from, self->today);
      g_autofree char *last = lsn_when_dup_short (to, self->today);

      title = g_strdup_printf ("%s – %s", first, last);
    }
  capital = dup_capital (title);
  gtk_label_set_text (self->title_label, capital);
}

void
lsn_calendar_page_show (LsnCalendarPage *self)
{
  const char *const pages[] = { "month", "hours", "hours", "agenda", "year" };
  LsnDate from, to;

  lsn_calendar_page_get_days (self, &from, &to);
  show_title (self, from, to);
  if (self->span == NULL || self->span->from != from || self->span->to != to)
    return; /* what is shown is being read */
  if (self->view == LSN_CALENDAR_MONTH)
    show_month (self, from, to);
  else if (self->view == LSN_CALENDAR_AGENDA)
    show_agenda (self);
  else if (self->view == LSN_CALENDAR_YEAR)
    show_year (self, from, to);
  else
    show_hours (self, from, to);
  gtk_stack_set_visible_child_name (self->stack, pages[self->view]);
}

/* --- The grids -------------------------------------------------------------------------------- */

static const LsnCalendarItem *
find_item (LsnCalendarPage *self, const LsnCalendarEntry *entry)
{
  return g_hash_table_lookup (self->items, entry->key);
}

static void
open_cb (LsnCalendarPage *self, LsnCalendarEntry *entry)
{
  const LsnCalendarItem *item = find_item (self, entry);

  if (item)
    lsn_calendar_page_open (self, item);
}

static void
remove_cb (LsnCalendarPage *self, LsnCalendarEntry *entry)
{
  const LsnCalendarItem *item = find_item (self, entry);
  guint n;

  if (item == NULL || !lsn_context_is_writable (self->context))
    return;
  if (g_str_equal (lsn_calendar_get_layers (&n)[item->layer].name, "events"))
    lsn_event_remove (self->context, GTK_WIDGET (self), item->id, item->occurrence, item->title);
  else if (g_str_equal (lsn_calendar_get_layers (&n)[item->layer].name, "followups"))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.delete-followup", "x", item->id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
moved_cb (LsnCalendarPage *self, LsnCalendarEntry *entry, const LsnCalendarPlace *place)
{
  const LsnCalendarItem *item = find_item (self, entry);

  if (item)
    lsn_calendar_page_moved (self, item, place);
}

static void
created_cb (LsnCalendarPage *self, const LsnCalendarPlace *place)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.new-event-at", "(iiii)", place->start,
                              place->start_minute, place->end, place->end_minute);
}

static void
dropped_cb (LsnCalendarPage *self, const LsnCalendarCargo *cargo, const LsnCalendarPlace *place)
{
  for (guint i = 0; self->planned && i < self->planned->len; i++)
    {
      const LsnCalendarItem *item = g_ptr_array_index (self->planned, i);

      if (item->layer == cargo->kind && item->id == cargo->id)
        {
          lsn_calendar_page_moved (self, item, place);
          return;
        }
    }
}

static void
day_cb (LsnCalendarPage *self, int date)
{
  lsn_calendar_page_go (self, LSN_CALENDAR_DAY, date);
}

static void
month_cb (LsnCalendarPage *self, int date)
{
  lsn_calendar_page_go (self, LSN_CALENDAR_MONTH, date);
}

static void
connect_grid (LsnCalendarPage *self, gpointer grid)
{
  g_signal_connect_object (grid, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "day", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
}

static void
agenda_activated_cb (LsnCalendarPage *self, guint position)
{
  g_autoptr (LsnAgendaItem) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->agenda_list)), position);
  const char *key = row ? lsn_agenda_item_get_key (row) : NULL;
  const LsnCalendarItem *item = key ? g_hash_table_lookup (self->items, key) : NULL;

  if (item)
    lsn_calendar_page_open (self, item);
}

void
lsn_calendar_page_make_views (LsnCalendarPage *self)
{
  self->month = LSN_MONTH_GRID (lsn_month_grid_new (FALSE));
  self->strip = LSN_MONTH_GRID (lsn_month_grid_new (TRUE));
  self->hours = LSN_TIME_GRID (lsn_time_grid_new ());
  adw_bin_set_child (self->month_bin, GTK_WIDGET (self->month));
  adw_bin_set_child (self->strip_bin, GTK_WIDGET (self->strip));
  gtk_scrolled_window_set_child (self->hours_window, GTK_WIDGET (self->hours));
  self->year = LSN_YEAR_GRID (lsn_year_grid_new ());
  gtk_scrolled_window_set_child (self->year_window, GTK_WIDGET (self->year));
  g_signal_connect_object (self->year, "day", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->year, "month", G_CALLBACK (month_cb), self, G_CONNECT_SWAPPED);
  connect_grid (self, self->month);
  connect_grid (self, self->strip);
  connect_grid (self, self->hours);
  gtk_list_view_set_factory (self->agenda_list, lsn_agenda_make_factory ());
  g_signal_connect_object (self->agenda_list, "activate", G_CALLBACK (agenda_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
