/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-ical-zone.h"
#include "base/lsn-zone.h"

#include <string.h>

#define MAX_ZONES 2000

struct _LsnIcalZones
{
  GHashTable *zones; /* name in the file → name of the system; element-type char */
};

/* The offset of the standard time, of which a zone that nobody knows is made. */
static char *
dup_offset (const char *value)
{
  gsize length = strlen (value);

  if ((length != 5 && length != 7) || (*value != '+' && *value != '-'))
    return NULL;
  for (gsize i = 1; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return NULL;
    }
  return g_strdup_printf ("%.3s:%.2s", value, value + 3);
}

static char *
dup_zone (const char *name, const char *location, const char *offset)
{
  char *zone = lsn_zone_dup_known (name);

  if (zone == NULL && location)
    zone = lsn_zone_dup_known (location);
  return zone ? zone : g_strdup (offset);
}

LsnIcalZones *
lsn_ical_zones_new (const char *text)
{
  LsnIcalZones *self = g_new0 (LsnIcalZones, 1);
  g_autoptr (LsnIcalLines) lines = NULL;
  g_autofree char *name = NULL;
  g_autofree char *location = NULL;
  g_autofree char *offset = NULL;
  gboolean inside = FALSE;
  gboolean standard = FALSE;
  const LsnIcalLine *line;

  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (strstr (text, "VTIMEZONE") == NULL)
    return self;
  lines = lsn_ical_lines_new (text);
  while ((line = lsn_ical_lines_next (lines)) != NULL)
    {
      if (g_str_equal (line->name, "BEGIN") && g_ascii_strcasecmp (line->value, "VTIMEZONE") == 0)
        {
          inside = TRUE;
          g_clear_pointer (&name, g_free);
          g_clear_pointer (&location, g_free);
          g_clear_pointer (&offset, g_free);
        }
      else if (g_str_equal (line->name, "BEGIN"))
        standard = g_ascii_strcasecmp (line->value, "STANDARD") == 0;
      else if (inside && g_str_equal (line->name, "END") &&
               g_ascii_strcasecmp (line->value, "VTIMEZONE") == 0)
        {
          inside = FALSE;
          if (name && g_hash_table_size (self->zones) < MAX_ZONES)
            {
              char *zone = dup_zone (name, location, offset);

              if (zone)
                g_hash_table_insert (self->zones, g_steal_pointer (&name), zone);
            }
        }
      else if (inside && g_str_equal (line->name, "TZID"))
        g_set_str (&name, line->value);
      else if (inside && g_str_equal (line->name, "X-LIC-LOCATION"))
        g_set_str (&location, line->value);
      else if (inside && g_str_equal (line->name, "TZOFFSETTO") && (standard || offset == NULL))
        {
          g_free (offset);
          offset = dup_offset (line->value);
        }
    }
  return self;
}

void
lsn_ical_zones_free (LsnIcalZones *self)
{
  g_hash_table_unref (self->zones);
  g_free (self);
}

static char *
dup_named (LsnIcalZones *self, const char *name)
{
  const char *zone = g_hash_table_lookup (self->zones, name);
  char *known;

  if (zone)
    return g_strdup (zone);
  if (g_hash_table_contains (self->zones, name))
    return NULL;
  known = lsn_zone_dup_known (name);
  if (known && g_hash_table_size (self->zones) < MAX_ZONES)
    g_hash_table_insert (self->zones, g_strdup (name), g_strdup (known));
  return known;
}

static gboolean
parse_digits (const char *text, gsize length, int *number)
{
  *number = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + text[i] - '0';
    }
  return TRUE;
}

gboolean
lsn_ical_zones_parse_moment (LsnIcalZones *self, const LsnIcalLine *line, const char *value,
                             LsnIcalMoment *moment)
{
  const char *tzid = lsn_ical_line_get (line, "TZID");
  gsize length;
  int year, month, day, hour, minute;

  while (g_ascii_isspace (*value))
    value++;
  length = strcspn (value, " ");
  *moment = (LsnIcalMoment) { .date = LSN_DATE_NONE, .minute = -1 };
  if (length < 8 || !parse_digits (value, 4, &year) || !parse_digits (value + 4, 2, &month) ||
      !parse_digits (value + 6, 2, &day))
    return FALSE;
  moment->date = lsn_date_new (year, month, day);
  if (moment->date == LSN_DATE_NONE)
    return FALSE;
  if (length < 13 || value[8] != 'T')
    return length == 8;
  if (!parse_digits (value + 9, 2, &hour) || !parse_digits (value + 11, 2, &minute) || hour > 24 ||
      minute > 59)
    return FALSE;
  moment->date += hour / 24;
  moment->minute = hour % 24 * 60 + minute;
  if (value[length - 1] == 'Z' || value[length - 1] == 'z')
    moment->zone = g_strdup ("UTC");
  else if (tzid && *tzid)
    moment->zone = dup_named (self, tzid);
  return TRUE;
}
