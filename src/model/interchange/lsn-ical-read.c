/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-ical-read.h"
#include "base/lsn-rule.h"
#include "model/calendar/lsn-event-write.h"
#include "model/interchange/lsn-encoding.h"
#include "model/interchange/lsn-ical-line.h"
#include "model/interchange/lsn-ical-zone.h"
#include "model/interchange/lsn-text-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ITEMS 200000
#define MAX_DATES 20000 /* put in or taken out of one series */
#define MAX_DEPTH 16
#define MAX_DAYS  36600

static void
item_free (gpointer data)
{
  LsnIcalItem *item = data;

  g_free (item->uid);
  g_free (item->title);
  g_free (item->text);
  g_free (item->place);
  g_free (item->link);
  g_free (item->rrule);
  g_free (item->zone);
  g_free (item->instead_of);
  g_ptr_array_unref (item->in);
  g_ptr_array_unref (item->out);
  g_ptr_array_unref (item->people);
  g_free (item);
}

static void
problem_free (gpointer data)
{
  LsnIcalProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

void
lsn_ical_free (LsnIcal *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static LsnIcalItem *
item_new (LsnIcalKind kind, guint line)
{
  LsnIcalItem *item = g_new0 (LsnIcalItem, 1);

  item->kind = kind;
  item->line = line;
  item->in = g_ptr_array_new_with_free_func (g_free);
  item->out = g_ptr_array_new_with_free_func (g_free);
  item->people = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_event_person_free);
  item->remind_minutes = -1;
  item->time.start = item->time.end = LSN_DATE_NONE;
  item->time.start_minute = item->time.end_minute = -1;
  return item;
}

/* --- One component ---------------------------------------------------------------------------- */

/* What is known of a component until its end. */
typedef struct
{
  LsnIcalItem *item;
  LsnIcalMoment start;
  LsnIcalMoment end;
  LsnIcalMoment due;
  LsnIcalMoment instead;
  int duration; /* minutes, -1 for none */
  gboolean in_alarm;
} Draft;

/* Which occurrence an item stands in place of: on the wall clock of the series, which may stand
 * behind it in the file. */
typedef struct
{
  LsnIcalItem *item;
  LsnIcalMoment moment;
} LsnInstead;

static void
instead_clear (gpointer instead)
{
  g_free (((LsnInstead *) instead)->moment.zone);
}

typedef struct
{
  LsnIcal *ical;
  GArray *instead; /* element-type LsnInstead */
  LsnIcalZones *zones;
  GPtrArray *stack; /* element-type char: names of open components */
  Draft draft;
  gboolean seen; /* a calendar */
} Reader;

static void
tell (Reader *self, guint line, const char *message)
{
  LsnIcalProblem *problem;

  if (self->ical->problems->len >= 1000)
    return;
  problem = g_new0 (LsnIcalProblem, 1);
  problem->line = line;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->ical->problems, problem);
}

static void
take_dates (Reader *self, const LsnIcalLine *line, GPtrArray *dates)
{
  g_auto (GStrv) values = g_strsplit (line->value, ",", -1);

  for (guint i = 0; values[i] && dates->len < MAX_DATES; i++)
    {
      LsnIcalMoment moment;

      values[i][strcspn (values[i], "/")] = '\0'; /* of a period its start */
      if (lsn_ical_zones_parse_moment (self->zones, line, values[i], &moment))
        {
          /* In the zone of the series, which is known at the end. */
          LsnIcalMoment *kept = g_memdup2 (&moment, sizeof moment);

          kept->zone = g_strdup (moment.zone);
          g_free (moment.zone);
          g_ptr_array_add (dates, kept);
        }
      else
        tell (self, line->number, _ ("A date that cannot be read is left out."));
    }
}

static void
take_person (Reader *self, const LsnIcalLine *line)
{
  const char *name = lsn_ical_line_get (line, "CN");
  const char *value = line->value;
  LsnEventPerson *person;

  if (g_ascii_strncasecmp (value, "mailto:", 7) == 0)
    value += 7;
  if ((name == NULL && *value == '\0') || self->draft.item->people->len >= 500)
    return;
  person = g_new0 (LsnEventPerson, 1);
  person->name = name && *name ? g_strdup (name) : NULL;
  person->email = strchr (value, '@') ? g_strdup (value) : NULL;
  if (person->name == NULL && person->email == NULL)
    person->name = g_strdup (value);
  g_ptr_array_add (self->draft.item->people, person);
}

static void
take_trigger (Draft *draft, const LsnIcalLine *line)
{
  int minutes;

  if (draft->item->remind_minutes < 0 && lsn_ical_parse_duration (line->value, &minutes))
    draft->item->remind_minutes = MAX (-minutes, 0);
}

static void
set_moment (Reader *self, const LsnIcalLine *line, LsnIcalMoment *moment)
{
  g_clear_pointer (&moment->zone, g_free);
  if (!lsn_ical_zones_parse_moment (self->zones, line, line->value, moment))
    {
      moment->date = LSN_DATE_NONE;
      tell (self, line->number, _ ("A date that cannot be read is left out."));
    }
}

static void
set_text (char **text, const LsnIcalLine *line)
{
  g_free (*text);
  *text = lsn_ical_dup_text (line->value);
}

static void
take_line (Reader *self, const LsnIcalLine *line)
{
  Draft *draft = &self->draft;
  LsnIcalItem *item = draft->item;
  const char *name = line->name;

  if (draft->in_alarm)
    {
      if (g_str_equal (name, "TRIGGER"))
        take_trigger (draft, line);
      return;
    }
  if (g_str_equal (name, "UID"))
    set_text (&item->uid, line);
  else if (g_str_equal (name, "SUMMARY"))
    set_text (&item->title, line);
  else if (g_str_equal (name, "DESCRIPTION"))
    set_text (&item->text, line);
  else if (g_str_equal (name, "LOCATION"))
    set_text (&item->place, line);
  else if (g_str_equal (name, "URL") || g_str_equal (name, "CONFERENCE"))
    set_text (&item->link, line);
  else if (g_str_equal (name, "DTSTART"))
    set_moment (self, line, &draft->start);
  else if (g_str_equal (name, "DTEND"))
    set_moment (self, line, &draft->end);
  else if (g_str_equal (name, "DUE"))
    set_moment (self, line, &draft->due);
  else if (g_str_equal (name, "RECURRENCE-ID"))
    set_moment (self, line, &draft->instead);
  else if (g_str_equal (name, "DURATION"))
    {
      if (!lsn_ical_parse_duration (line->value, &draft->duration))
        draft->duration = -1;
    }
  else if (g_str_equal (name, "RRULE"))
    {
      /* Of several rules the first one; the others are told. */
      if (item->rrule)
        tell (self, line->number, _ ("Only one rule for repeating is kept."));
      else
        {
          /* Some escape what is no text. */
          g_auto (GStrv) parts = g_strsplit (line->value, "\\", -1);

          item->rrule = g_strjoinv (NULL, parts);
        }
    }
  else if (g_str_equal (name, "EXRULE"))
    tell (self, line->number, _ ("A rule for what is left out is not kept."));
  else if (g_str_equal (name, "RDATE"))
    take_dates (self, line, item->in);
  else if (g_str_equal (name, "EXDATE"))
    take_dates (self, line, item->out);
  else if (g_str_equal (name, "ATTENDEE") || g_str_equal (name, "ORGANIZER"))
    take_person (self, line);
  else if (g_str_equal (name, "SEQUENCE"))
    item->sequence = (int) CLAMP (g_ascii_strtoll (line->value, NULL, 10), 0, G_MAXINT);
  else if (g_str_equal (name, "PRIORITY"))
    item->priority = (int) CLAMP (g_ascii_strtoll (line->value, NULL, 10), 0, 9);
  else if (g_str_equal (name, "COMPLETED"))
    item->done = TRUE;
  else if (g_str_equal (name, "STATUS"))
    {
      item->cancelled = g_ascii_strcasecmp (line->value, "CANCELLED") == 0;
      item->done = item->done || g_ascii_strcasecmp (line->value, "COMPLETED") == 0;
    }
}

/* --- Its end ---------------------------------------------------------------------------------- */

/* A moment on the wall clock of the series. */
static void
carry_over (LsnIcalMoment *moment, const char *zone_id)
{
  g_autoptr (GTimeZone) from = NULL;
  g_autoptr (GTimeZone) to = NULL;

  if (moment->date == LSN_DATE_NONE || moment->minute < 0 || moment->zone == NULL ||
      zone_id == NULL || g_str_equal (moment->zone, zone_id))
    return;
  from = g_time_zone_new_identifier (moment->zone);
  to = g_time_zone_new_identifier (zone_id);
  if (from && to)
    moment->date = lsn_date_from_instant (lsn_date_to_instant (moment->date, moment->minute, from),
                                          to, &moment->minute);
}

static void
name_dates (LsnIcalItem *item, GPtrArray *dates)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < dates->len; i++)
    {
      LsnIcalMoment *moment = g_ptr_array_index (dates, i);

      carry_over (moment, item->zone);
      if (item->time.start_minute < 0)
        moment->minute = -1;
      else if (moment->minute < 0)
        moment->minute = item->time.start_minute; /* a day means the occurrence on it */
      dates->pdata[i] = lsn_event_dup_moment (moment->date, moment->minute);
      g_free (moment->zone);
      g_free (moment);
    }
  for (guint i = dates->len; i > 0; i--)
    {
      if (!g_hash_table_add (seen, dates->pdata[i - 1]))
        g_ptr_array_remove_index (dates, i - 1);
    }
}

static void
set_end (Draft *draft)
{
  LsnEventTime *time = &draft->item->time;
  gboolean whole = time->start_minute < 0;

  time->end = time->start;
  time->end_minute = whole ? -1 : time->start_minute;
  if (draft->end.date != LSN_DATE_NONE)
    {
      carry_over (&draft->end, draft->item->zone);
      time->end = draft->end.date - (whole && draft->end.date > time->start);
      time->end_minute = whole ? -1 : MAX (draft->end.minute, 0);
    }
  else if (draft->duration >= 0 && whole)
    time->end = time->start + MAX (draft->duration / 1440 - 1, 0);
  else if (draft->duration >= 0)
    {
      int end = time->start_minute + draft->duration;

      time->end = time->start + end / 1440;
      time->end_minute = end % 1440;
    }
  if (time->end_minute == 0 && time->end > time->start)
    {
      time->end--;
      time->end_minute = 1440;
    }
  /* What ends before it begins, or lasts for a century, has no end that one could believe. */
  if (time->end < time->start || time->end - time->start > MAX_DAYS ||
      (!whole && lsn_event_time_get_minutes (time) < 0))
    {
      time->end = time->start;
      time->end_minute = time->start_minute;
    }
}

static void
finish_item (Reader *self)
{
  Draft *draft = &self->draft;
  LsnIcalItem *item = draft->item;
  LsnIcalMoment *start = &draft->start;
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnRule) rule = NULL;

  if (item->kind == LSN_ICAL_TODO && draft->due.date != LSN_DATE_NONE)
    start = &draft->due;
  item->has_time = start->date != LSN_DATE_NONE;
  if (item->has_time)
    {
      item->zone = g_strdup (start->zone);
      item->time.start = start->date;
      item->time.start_minute = start->minute;
      set_end (draft);
    }
  name_dates (item, item->in);
  name_dates (item, item->out);
  if (draft->instead.date != LSN_DATE_NONE)
    {
      LsnInstead instead = { item, draft->instead };

      draft->instead.zone = NULL;
      g_array_append_val (self->instead, instead);
    }
  if (item->rrule)
    rule = lsn_rule_parse (item->rrule, &error);
  if (error)
    {
      tell (self, item->line, error->message);
      g_clear_pointer (&item->rrule, g_free);
    }
  if (item->kind == LSN_ICAL_EVENT && !item->has_time)
    {
      tell (self, item->line, _ ("An event without a date is left out."));
      if (self->instead->len > 0 &&
          g_array_index (self->instead, LsnInstead, self->instead->len - 1).item == item)
        g_array_remove_index (self->instead, self->instead->len - 1);
      item_free (item);
    }
  else
    g_ptr_array_add (self->ical->items, item);
  g_clear_pointer (&draft->start.zone, g_free);
  g_clear_pointer (&draft->end.zone, g_free);
  g_clear_pointer (&draft->due.zone, g_free);
  g_clear_pointer (&draft->instead.zone, g_free);
  draft->item = NULL;
}

static void
drop_item (Reader *self)
{
  for (guint i = 0; i < 2; i++)
    {
      GPtrArray *dates = i ? self->draft.item->in : self->draft.item->out;

      for (guint j = 0; j < dates->len; j++)
        g_free (((LsnIcalMoment *) g_ptr_array_index (dates, j))->zone);
    }
  g_clear_pointer (&self->draft.start.zone, g_free);
  g_clear_pointer (&self->draft.end.zone, g_free);
  g_clear_pointer (&self->draft.due.zone, g_free);
  g_clear_pointer (&self->draft.instead.zone, g_free);
  g_clear_pointer (&self->draft.item, item_free);
}

static void
name_instead (Reader *self)
{
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->instead->len; i++)
    g_hash_table_add (changed, g_array_index (self->instead, LsnInstead, i).item);
  for (guint i = 0; i < self->ical->items->len; i++)
    {
      LsnIcalItem *item = g_ptr_array_index (self->ical->items, i);

      if (item->uid && !g_hash_table_contains (changed, item))
        g_hash_table_insert (series, item->uid, item);
    }
  for (guint i = 0; i < self->instead->len; i++)
    {
      LsnInstead *instead = &g_array_index (self->instead, LsnInstead, i);
      const LsnIcalItem *whole =
          instead->item->uid ? g_hash_table_lookup (series, instead->item->uid) : NULL;

      if (whole == NULL)
        whole = instead->item;
      carry_over (&instead->moment, whole->zone);
      if (whole->time.start_minute < 0)
        instead->moment.minute = -1;
      else if (instead->moment.minute < 0)
        instead->moment.minute = whole->time.start_minute;
      instead->item->instead_of =
          lsn_event_dup_moment (instead->moment.date, instead->moment.minute);
    }
}

/* Of an event that was changed, the version with the highest number holds. */
static void
drop_superseded (LsnIcal *ical)
{
  g_autoptr (GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ical->items->len; i++)
    {
      LsnIcalItem *item = g_ptr_array_index (ical->items, i);
      g_autofree char *key = g_strdup_printf ("%s\n%s", item->uid ? item->uid : "",
                                              item->instead_of ? item->instead_of : "");
      const LsnIcalItem *other = g_hash_table_lookup (newest, key);

      if (item->uid && (other == NULL || item->sequence >= other->sequence))
        g_hash_table_replace (newest, g_steal_pointer (&key), item);
    }
  for (guint i = ical->items->len; i > 0; i--)
    {
      LsnIcalItem *item = g_ptr_array_index (ical->items, i - 1);
      g_autofree char *key = g_strdup_printf ("%s\n%s", item->uid ? item->uid : "",
                                              item->instead_of ? item->instead_of : "");

      const LsnIcalItem *last = g_hash_table_lookup (newest, key);

      if (item->uid && last && item->sequence < last->sequence)
        g_ptr_array_remove_index (ical->items, i - 1);
    }
}

/* --- The file --------------------------------------------------------------------------------- */

static gboolean
begin (Reader *self, const LsnIcalLine *line, GError **error)
{
  gboolean is_event = g_ascii_strcasecmp (line->value, "VEVENT") == 0;
  gboolean is_todo = g_ascii_strcasecmp (line->value, "VTODO") == 0;

  if (self->stack->len >= MAX_DEPTH || self->ical->items->len >= MAX_ITEMS)
    {
      g_set_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                   _ ("Line %u: the calendar is too deep or too large."), line->number);
      return FALSE;
    }
  g_ptr_array_add (self->stack, g_ascii_strup (line->value, -1));
  self->seen =
      self->seen || is_event || is_todo || g_ascii_strcasecmp (line->value, "VCALENDAR") == 0;
  self->ical->n_events += is_event;
  self->ical->n_todos += is_todo;
  if (self->draft.item)
    {
      self->draft.in_alarm = TRUE;
      return TRUE;
    }
  if (is_event || is_todo)
    {
      const LsnIcalMoment none = { .date = LSN_DATE_NONE, .minute = -1 };

      self->draft =
          (Draft) { .item = item_new (is_event ? LSN_ICAL_EVENT : LSN_ICAL_TODO, line->number),
                    .start = none,
                    .end = none,
                    .due = none,
                    .instead = none,
                    .duration = -1 };
    }
  else if (g_ascii_strcasecmp (line->value, "VJOURNAL") == 0 ||
           g_ascii_strcasecmp (line->value, "VFREEBUSY") == 0)
    self->ical->n_others++;
  return TRUE;
}

static void
end (Reader *self, const LsnIcalLine *line)
{
  g_autofree char *name = g_ascii_strup (line->value, -1);
  gboolean known = FALSE;

  /* An end that is missing ends with that of what is around it. */
  for (guint i = self->stack->len; i > 0 && !known; i--)
    known = g_str_equal (g_ptr_array_index (self->stack, i - 1), name);
  while (known && self->stack->len > 0)
    {
      g_autofree char *open = g_ptr_array_steal_index (self->stack, self->stack->len - 1);

      if (self->draft.item && (g_str_equal (open, "VEVENT") || g_str_equal (open, "VTODO")))
        finish_item (self);
      else if (self->draft.item)
        self->draft.in_alarm = FALSE;
      if (g_str_equal (open, name))
        break;
    }
}

static gboolean
read_lines (Reader *self, LsnIcalLines *lines, GError **error)
{
  const LsnIcalLine *line;

  while ((line = lsn_ical_lines_next (lines)) != NULL)
    {
      if (g_str_equal (line->name, "BEGIN"))
        {
          if (!begin (self, line, error))
            return FALSE;
        }
      else if (g_str_equal (line->name, "END"))
        end (self, line);
      else if (self->draft.item)
        take_line (self, line);
    }
  if (self->draft.item)
    finish_item (self);
  return TRUE;
}

static char *
dup_text (GBytes *bytes, GError **error)
{
  g_autoptr (LsnTextStream) stream = lsn_text_stream_new_for_bytes (bytes, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;

  if (stream == NULL)
    return NULL;
  while (lsn_text_stream_read (stream, text, &local_error))
    continue;
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

LsnIcal *
lsn_ical_read (GBytes *bytes, GError **error)
{
  g_autoptr (LsnIcal) ical = g_new0 (LsnIcal, 1);
  g_autoptr (GPtrArray) stack = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (LsnIcalZones) zones = NULL;
  g_autoptr (LsnIcalLines) lines = NULL;
  g_autoptr (GArray) instead = g_array_new (FALSE, FALSE, sizeof (LsnInstead));
  Reader reader = { .ical = ical, .stack = stack, .instead = instead };
  gboolean ok;

  g_array_set_clear_func (instead, instead_clear);
  ical->items = g_ptr_array_new_with_free_func (item_free);
  ical->problems = g_ptr_array_new_with_free_func (problem_free);
  if (g_bytes_get_size (bytes) > LSN_ICAL_MAX_BYTES)
    {
      g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                           _ ("The calendar is too large."));
      return NULL;
    }
  text = dup_text (bytes, error);
  if (text == NULL)
    return NULL;
  zones = reader.zones = lsn_ical_zones_new (text);
  lines = lsn_ical_lines_new (text);
  ok = read_lines (&reader, lines, error);
  if (reader.draft.item)
    drop_item (&reader);
  if (!ok)
    return NULL;
  name_instead (&reader);
  drop_superseded (ical);
  if (!reader.seen)
    {
      g_set_error_literal (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID,
                           _ ("This is not a calendar."));
      return NULL;
    }
  return g_steal_pointer (&ical);
}

gboolean
lsn_ical_is_calendar (const char *head, gsize size)
{
  const char *const beginnings[] = { "BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO" };
  gsize at = 0;

  while (at < size && (g_ascii_isspace (head[at]) || (guchar) head[at] >= 0xef ||
                       (guchar) head[at] == 0xbb || (guchar) head[at] == 0xbf))
    at++;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      gsize length = strlen (beginnings[i]);

      if (size - at >= length && g_ascii_strncasecmp (head + at, beginnings[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}
