/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-record.h"
#include "base/lsn-date.h"

#include <string.h>

#define USUAL_BYTES 1024 /* of the texts of one client */

LsnImportRecord *
lsn_import_record_new (void)
{
  LsnImportRecord *self = g_new0 (LsnImportRecord, 1);

  self->tags = g_ptr_array_new ();
  self->people = g_array_new (FALSE, FALSE, sizeof (LsnImportPerson));
  self->channels = g_array_new (FALSE, FALSE, sizeof (LsnImportChannel));
  self->dates = g_array_new (FALSE, FALSE, sizeof (LsnImportDate));
  self->texts = g_string_chunk_new (USUAL_BYTES);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
lsn_import_record_free (LsnImportRecord *self)
{
  g_ptr_array_unref (self->tags);
  g_array_unref (self->people);
  g_array_unref (self->channels);
  g_array_unref (self->dates);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

void
lsn_import_record_clear (LsnImportRecord *self, guint row)
{
  LsnImportRecord empty = { .row = row,
                            .tags = self->tags,
                            .people = self->people,
                            .channels = self->channels,
                            .dates = self->dates,
                            .texts = self->texts,
                            .pictures = self->pictures };

  *self = empty;
  g_ptr_array_set_size (self->tags, 0);
  g_array_set_size (self->people, 0);
  g_array_set_size (self->channels, 0);
  g_array_set_size (self->dates, 0);
  g_string_chunk_clear (self->texts);
  g_ptr_array_set_size (self->pictures, 0);
}

GBytes *
lsn_import_record_keep_picture (LsnImportRecord *self, GBytes *picture)
{
  g_ptr_array_add (self->pictures, picture);
  return picture;
}

const char *
lsn_import_record_keep (LsnImportRecord *self, const char *text)
{
  return text ? g_string_chunk_insert (self->texts, text) : NULL;
}

const char *
lsn_import_record_keep_stripped (LsnImportRecord *self, const char *text)
{
  gsize length;

  if (text == NULL)
    return NULL;
  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return length > 0 ? g_string_chunk_insert_len (self->texts, text, (gssize) length) : NULL;
}

int
lsn_import_record_add_person (LsnImportRecord *self, const char *name)
{
  LsnImportPerson person = { .name = lsn_import_record_keep (self, name) };

  g_array_append_val (self->people, person);
  return (int) self->people->len - 1;
}

LsnImportPerson *
lsn_import_record_get_person (LsnImportRecord *self, int place)
{
  return &g_array_index (self->people, LsnImportPerson, place);
}

void
lsn_import_record_add_channel (LsnImportRecord *self, int person, const char *kind,
                               const char *value, const char *label)
{
  LsnImportChannel channel = { .person = person, .kind = kind };

  if (value == NULL || value[strspn (value, " \t\r\n")] == '\0')
    return;
  channel.value = lsn_import_record_keep (self, value);
  channel.label = label && *label ? lsn_import_record_keep (self, label) : NULL;
  g_array_append_val (self->channels, channel);
}

LsnImportChannel *
lsn_import_record_get_channel (LsnImportRecord *self, guint index)
{
  return &g_array_index (self->channels, LsnImportChannel, index);
}

void
lsn_import_record_add_date (LsnImportRecord *self, int person, const char *title, const char *date,
                            gboolean yearly, gint64 lead_days)
{
  LsnImportDate important = { .person = person, .yearly = yearly, .lead_days = lead_days };

  if (lsn_date_from_iso (date) == LSN_DATE_NONE)
    return;
  important.title = lsn_import_record_keep (self, title);
  important.date = lsn_import_record_keep (self, date);
  g_array_append_val (self->dates, important);
}

void
lsn_import_record_add_date_text (LsnImportRecord *self, int person, const char *text)
{
  const char *space = strchr (text, ' ');
  g_autofree char *head = g_strndup (text, space ? (gsize) (space - text) : strlen (text));
  g_auto (GStrv) parts = g_strsplit (head, "/", -1);
  gboolean yearly = TRUE;
  gint64 lead_days = LSN_IMPORT_LEAD_DAYS;

  for (guint i = 1; parts[0] && parts[i]; i++)
    {
      if (g_str_equal (parts[i], "once"))
        yearly = FALSE;
      else
        lead_days = g_ascii_strtoll (parts[i], NULL, 10);
    }
  lsn_import_record_add_date (self, person, space ? space + 1 : "", parts[0], yearly, lead_days);
}

char *
lsn_import_date_dup_text (const LsnImportDate *date)
{
  GString *text = g_string_new (date->date);

  if (!date->yearly)
    g_string_append (text, "/once");
  if (date->lead_days != LSN_IMPORT_LEAD_DAYS)
    g_string_append_printf (text, "/%" G_GINT64_FORMAT, date->lead_days);
  g_string_append_printf (text, " %s", date->title);
  return g_string_free_and_steal (text);
}

void
lsn_import_record_add_tag (LsnImportRecord *self, const char *name)
{
  const char *kept = lsn_import_record_keep_stripped (self, name);

  if (kept && !g_ptr_array_find_with_equal_func (self->tags, kept, g_str_equal, NULL))
    g_ptr_array_add (self->tags, (gpointer) kept);
}

void
lsn_import_record_add_note (LsnImportRecord *self, const char **note, const char *line)
{
  g_autofree char *joined = NULL;

  if (line == NULL || *line == '\0')
    return;
  joined = *note ? g_strconcat (*note, "\n", line, NULL) : NULL;
  *note = lsn_import_record_keep (self, joined ? joined : line);
}
