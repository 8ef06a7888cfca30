/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-json-write.h"
#include "model/interchange/lsn-file-date.h"

void
lsn_json_write_begin (GString *text)
{
  g_string_append_printf (text, "{\"format\":\"%s\",\"version\":%d,\"clients\":[", LSN_JSON_FORMAT,
                          LSN_JSON_VERSION);
}

void
lsn_json_write_end (GString *text)
{
  g_string_append (text, "\n]}\n");
}

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (text, "\\n");
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guint) *p);
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
begin_member (GString *text, const char *name)
{
  char last = text->str[text->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (text, ',');
  g_string_append_printf (text, "\"%s\":", name);
}

/* @value: (nullable): nothing is written for it */
static void
add (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  begin_member (text, name);
  append_string (text, value);
}

static void
add_number (GString *text, const char *name, gint64 value)
{
  begin_member (text, name);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static void
add_flag (GString *text, const char *name, gboolean value)
{
  begin_member (text, name);
  g_string_append (text, value ? "true" : "false");
}

static void
add_instant (GString *text, const char *name, gint64 instant)
{
  g_autofree char *value = instant ? lsn_file_date_dup_instant (instant) : NULL;

  add (text, name, value);
}

static void
begin_object (GString *text)
{
  if (text->str[text->len - 1] != '[')
    g_string_append_c (text, ',');
  g_string_append_c (text, '{');
}

static void
begin_list (GString *text, const char *name)
{
  begin_member (text, name);
  g_string_append_c (text, '[');
}

static void
add_channels (GString *text, const LsnImportRecord *record, int person)
{
  begin_list (text, "channels");
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);

      if (channel->person != person)
        continue;
      begin_object (text);
      add (text, "kind", channel->kind);
      add (text, "value", channel->value);
      add (text, "label", channel->label);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
add_dates (GString *text, const LsnImportRecord *record, int person)
{
  begin_list (text, "dates");
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (date->person != person)
        continue;
      begin_object (text);
      add (text, "date", date->date);
      add (text, "title", date->title);
      add_flag (text, "yearly", date->yearly);
      add_number (text, "lead_days", date->lead_days);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
add_people (GString *text, const LsnImportRecord *record)
{
  begin_list (text, "people");
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = &g_array_index (record->people, LsnImportPerson, i);

      begin_object (text);
      add (text, "name", person->name);
      add (text, "role", person->role);
      add (text, "note", person->note);
      add (text, "id", person->key);
      add_flag (text, "primary", person->is_primary);
      add_channels (text, record, (int) i);
      add_dates (text, record, (int) i);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

void
lsn_json_write_record (GString *text, const LsnImportRecord *record)
{
  g_string_append (text, text->str[text->len - 1] == '[' ? "\n" : ",\n");
  g_string_append_c (text, '{');
  add (text, "id", record->key);
  add (text, "kind", record->is_person ? "person" : "company");
  add (text, "name", record->name);
  add (text, "legal_name", record->legal_name);
  add (text, "status", record->status);
  add (text, "segment", record->segment);
  add (text, "owner", record->owner);
  add (text, "source", record->source);
  add (text, "city", record->city);
  add (text, "address", record->address);
  add (text, "note", record->note);
  if (record->has_turnover)
    add_number (text, "turnover_minor", record->turnover_minor);
  add (text, "currency", record->currency);
  if (record->cadence_days > 0)
    add_number (text, "rhythm_days", record->cadence_days);
  add_instant (text, "added_at", record->created_at);
  add_instant (text, "archived_at", record->archived_at);
  begin_list (text, "tags");
  for (guint i = 0; i < record->tags->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_string (text, g_ptr_array_index (record->tags, i));
    }
  g_string_append_c (text, ']');
  add_channels (text, record, LSN_IMPORT_CLIENT);
  add_dates (text, record, LSN_IMPORT_CLIENT);
  add_people (text, record);
  g_string_append_c (text, '}');
}
