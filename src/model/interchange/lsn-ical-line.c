/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-ical-line.h"

#include <string.h>

#define MAX_LINE  (1024 * 1024)
#define MAX_WEEKS G_GINT64_CONSTANT (6000)

struct _LsnIcalLines
{
  const char *at; /* borrowed */
  guint number;
  GString *text;
  LsnIcalLine line;
};

LsnIcalLines *
lsn_ical_lines_new (const char *text)
{
  LsnIcalLines *self = g_new0 (LsnIcalLines, 1);

  self->at = text;
  self->text = g_string_new (NULL);
  self->line.names = g_ptr_array_new_with_free_func (g_free);
  self->line.texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lsn_ical_lines_free (LsnIcalLines *self)
{
  g_string_free (self->text, TRUE);
  g_free (self->line.name);
  g_free (self->line.value);
  g_ptr_array_unref (self->line.names);
  g_ptr_array_unref (self->line.texts);
  g_free (self);
}

/* One line of the file, without its end. What is longer than the cap is cut. */
static void
take_raw (LsnIcalLines *self)
{
  gsize length = strcspn (self->at, "\r\n");

  if (self->text->len < MAX_LINE)
    g_string_append_len (self->text, self->at, (gssize) MIN (length, MAX_LINE - self->text->len));
  self->at += length;
  if (*self->at == '\r')
    self->at++;
  if (*self->at == '\n')
    self->at++;
  self->number++;
}

/* A line that begins with a blank goes on with the one before. */
static void
unfold (LsnIcalLines *self)
{
  g_string_truncate (self->text, 0);
  self->line.number = self->number + 1;
  take_raw (self);
  while (*self->at == ' ' || *self->at == '\t')
    {
      self->at++;
      take_raw (self);
    }
}

static const char *
take_parameter (LsnIcalLine *line, const char *p)
{
  gsize name = strcspn (p, "=;:");
  GString *text;

  if (p[name] != '=')
    {
      /* vCalendar 1.0 has parameters without a name. */
      g_ptr_array_add (line->names, g_strdup (""));
      g_ptr_array_add (line->texts, g_strndup (p, name));
      return p + name;
    }
  g_ptr_array_add (line->names, g_ascii_strup (p, (gssize) name));
  text = g_string_new (NULL);
  p += name + 1;
  while (*p && *p != ';' && *p != ':')
    {
      if (*p == '"')
        {
          gsize length = strcspn (p + 1, "\"");

          g_string_append_len (text, p + 1, (gssize) length);
          p += 1 + length + (p[1 + length] == '"');
        }
      else
        g_string_append_c (text, *p++);
    }
  g_ptr_array_add (line->texts, g_string_free_and_steal (text));
  return p;
}

static gboolean
split (LsnIcalLines *self)
{
  LsnIcalLine *line = &self->line;
  const char *p = self->text->str;
  gsize name = strcspn (p, ";:");
  const char *dot;

  g_clear_pointer (&line->name, g_free);
  g_clear_pointer (&line->value, g_free);
  g_ptr_array_set_size (line->names, 0);
  g_ptr_array_set_size (line->texts, 0);
  if (name == 0 || p[name] == '\0')
    return FALSE;
  line->name = g_ascii_strup (p, (gssize) name);
  g_strstrip (line->name);
  dot = strrchr (line->name, '.'); /* a group before the name */
  if (dot)
    memmove (line->name, dot + 1, strlen (dot));
  p += name;
  while (*p == ';')
    p = take_parameter (line, p + 1);
  if (*p != ':')
    return FALSE;
  line->value = g_strdup (p + 1);
  g_strchomp (line->value);
  return TRUE;
}

const LsnIcalLine *
lsn_ical_lines_next (LsnIcalLines *self)
{
  while (*self->at)
    {
      unfold (self);
      if (split (self))
        return &self->line;
    }
  return NULL;
}

const char *
lsn_ical_line_get (const LsnIcalLine *self, const char *parameter)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->names, i), parameter))
        return g_ptr_array_index (self->texts, i);
    }
  return NULL;
}

char *
lsn_ical_dup_text (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p; p++)
    {
      if (*p != '\\' || p[1] == '\0')
        g_string_append_c (text, *p);
      else if (*++p == 'n' || *p == 'N')
        g_string_append_c (text, '\n');
      else
        g_string_append_c (text, *p);
    }
  g_strstrip (text->str);
  if (*text->str == '\0')
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  return g_string_free_and_steal (text);
}

gboolean
lsn_ical_parse_duration (const char *value, int *minutes)
{
  gboolean negative = *value == '-';
  gint64 seconds = 0;
  gboolean in_time = FALSE;
  guint parts = 0;

  if (*value == '-' || *value == '+')
    value++;
  if (*value++ != 'P')
    return FALSE;
  while (*value)
    {
      char *end;
      gint64 number;

      if (*value == 'T')
        {
          in_time = TRUE;
          value++;
          continue;
        }
      if (!g_ascii_isdigit (*value))
        return FALSE;
      number = MIN (g_ascii_strtoll (value, &end, 10), 7 * MAX_WEEKS * 86400);
      switch (*end)
        {
        case 'W':
          seconds += MIN (number, MAX_WEEKS) * 7 * 86400;
          break;
        case 'D':
          seconds += MIN (number, 7 * MAX_WEEKS) * 86400;
          break;
        case 'H':
          seconds += MIN (number, 168 * MAX_WEEKS) * 3600;
          break;
        case 'M':
          if (!in_time)
            return FALSE;
          seconds += MIN (number, 10080 * MAX_WEEKS) * 60;
          break;
        case 'S':
          seconds += number;
          break;
        default:
          return FALSE;
        }
      value = end + 1;
      if (++parts > 8)
        return FALSE;
    }
  *minutes = (int) (negative ? -(seconds / 60) : seconds / 60);
  return parts > 0;
}
