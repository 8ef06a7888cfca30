/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-workdays.h"

#include <string.h>

/* A year is at most this many days of looking for a working one. */
#define MAX_LOOK 366

typedef enum
{
  DAY_OFF = 1 << 0,
  DAY_WORKING = 1 << 1,
  DAY_SHORT = 1 << 2,
} DayFlags;

typedef struct
{
  DayFlags flags;
  char *name; /* owned, nullable */
} Day;

struct _LsnWorkdays
{
  gatomicrefcount ref_count;
  guint weekdays;    /* one bit a day, the lowest is Monday */
  GHashTable *days;  /* owned; LsnDate → Day (owned) */
  GHashTable *years; /* owned; set of int */
};

G_DEFINE_BOXED_TYPE (LsnWorkdays, lsn_workdays, lsn_workdays_ref, lsn_workdays_unref)

static void
day_free (gpointer data)
{
  Day *day = data;

  g_free (day->name);
  g_free (day);
}

LsnWorkdays *
lsn_workdays_new_plain (void)
{
  LsnWorkdays *self = g_new0 (LsnWorkdays, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->weekdays = LSN_WORKDAYS_MONDAY_TO_FRIDAY;
  self->days = g_hash_table_new_full (NULL, NULL, NULL, day_free);
  self->years = g_hash_table_new (NULL, NULL);
  return self;
}

LsnWorkdays *
lsn_workdays_ref (LsnWorkdays *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lsn_workdays_unref (LsnWorkdays *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->days);
  g_hash_table_unref (self->years);
  g_free (self);
}

/* @text: "MM-DD" and perhaps a space and the key of a name. */
static gboolean
add_day (LsnWorkdays *self, GKeyFile *file, int year, const char *text, DayFlags flags,
         GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autofree char *iso = g_strdup_printf ("%04d-%s", year, parts[0] ? parts[0] : "");
  LsnDate date = lsn_date_from_iso (iso);
  Day *day;

  if (date == LSN_DATE_NONE)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   "Year %d: “%s” is not a day", year, text);
      return FALSE;
    }

  day = g_hash_table_lookup (self->days, GINT_TO_POINTER (date));
  if (day == NULL)
    {
      day = g_new0 (Day, 1);
      g_hash_table_insert (self->days, GINT_TO_POINTER (date), day);
    }
  day->flags |= flags;
  if (parts[1] && day->name == NULL)
    day->name = g_key_file_get_locale_string (file, "Names", parts[1], NULL, error);
  return parts[1] == NULL || day->name != NULL;
}

static gboolean
add_year (LsnWorkdays *self, GKeyFile *file, const char *group, GError **error)
{
  const struct
  {
    const char *key;
    DayFlags flags;
  } lists[] = { { "off", DAY_OFF }, { "working", DAY_WORKING }, { "short", DAY_SHORT } };
  int year = atoi (group);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) days = g_key_file_get_string_list (file, group, lists[i].key, NULL, NULL);

      for (guint j = 0; days && days[j]; j++)
        {
          if (*days[j] && !add_day (self, file, year, days[j], lists[i].flags, error))
            return FALSE;
        }
    }
  g_hash_table_add (self->years, GINT_TO_POINTER (year));
  return TRUE;
}

static char *
dup_folder (void)
{
  const char *folder = g_getenv ("LIAISON_CALENDARS_DIR");

  return folder ? g_strdup (folder) : g_build_filename (LSN_PKGDATADIR, "calendars", NULL);
}

GStrv
lsn_workdays_list_countries (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      if (g_str_has_suffix (name, ".ini"))
        g_strv_builder_take (builder, g_ascii_strup (name, (gssize) (strlen (name) - 4)));
    }
  return g_strv_builder_end (builder);
}

LsnWorkdays *
lsn_workdays_load (const char *country, GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *lower = g_ascii_strdown (country, -1);
  g_autofree char *name = g_strconcat (lower, ".ini", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LsnWorkdays) self = lsn_workdays_new_plain ();
  g_auto (GStrv) groups = NULL;

  g_key_file_set_list_separator (file, ';');
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, error))
    return NULL;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i]; i++)
    {
      if (g_ascii_isdigit (groups[i][0]) && !add_year (self, file, groups[i], error))
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

LsnWorkdays *
lsn_workdays_dup_with_weekdays (LsnWorkdays *self, guint weekdays)
{
  LsnWorkdays *copy = g_new0 (LsnWorkdays, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->weekdays = weekdays;
  copy->days = g_hash_table_ref (self->days);
  copy->years = g_hash_table_ref (self->years);
  return copy;
}

static const Day *
find (LsnWorkdays *self, LsnDate date)
{
  return g_hash_table_lookup (self->days, GINT_TO_POINTER (date));
}

gboolean
lsn_workdays_is_working (LsnWorkdays *self, LsnDate date)
{
  const Day *day = find (self, date);

  if (day && (day->flags & DAY_WORKING))
    return TRUE;
  if (day && (day->flags & DAY_OFF))
    return FALSE;
  return (self->weekdays & (1u << (lsn_date_get_weekday (date) - 1))) != 0;
}

gboolean
lsn_workdays_is_short (LsnWorkdays *self, LsnDate date)
{
  const Day *day = find (self, date);

  return day && (day->flags & DAY_SHORT);
}

gboolean
lsn_workdays_knows_year (LsnWorkdays *self, int year)
{
  return g_hash_table_contains (self->years, GINT_TO_POINTER (year));
}

const char *
lsn_workdays_get_name (LsnWorkdays *self, LsnDate date)
{
  const Day *day = find (self, date);

  return day ? day->name : NULL;
}

/* @step: 1 or -1. A calendar of nothing but days off ends the search. */
static LsnDate
step_to_working (LsnWorkdays *self, LsnDate date, int step)
{
  for (int i = 0; i < MAX_LOOK && !lsn_workdays_is_working (self, date); i++)
    date += step;
  return date;
}

LsnDate
lsn_workdays_get_next (LsnWorkdays *self, LsnDate date)
{
  return step_to_working (self, date + 1, 1);
}

LsnDate
lsn_workdays_get_last_of_month (LsnWorkdays *self, LsnDate date)
{
  return step_to_working (self, lsn_date_get_month_end (date), -1);
}

LsnDate
lsn_workdays_add (LsnWorkdays *self, LsnDate date, int n)
{
  int step = n < 0 ? -1 : 1;

  for (; n != 0; n -= step)
    date = step_to_working (self, date + step, step);
  return date;
}

int
lsn_workdays_count (LsnWorkdays *self, LsnDate from, LsnDate to)
{
  int count = 0;

  if (to < from)
    return -lsn_workdays_count (self, to, from);
  for (LsnDate date = from; date < to; date++)
    count += lsn_workdays_is_working (self, date);
  return count;
}
