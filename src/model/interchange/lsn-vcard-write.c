/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-vcard-write.h"
#include "model/interchange/lsn-file-date.h"
#include "model/interchange/lsn-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE 75 /* bytes, RFC 6350 3.2 */

/* --- Lines ------------------------------------------------------------------------------------ */

/* Folds without cutting a character, which some readers do not mend. */
static void
append_line (GString *text, const char *line)
{
  gsize left = strlen (line); /* a picture has as many folds as bytes in a line, and more */
  gsize room = MAX_LINE;

  while (left > room)
    {
      gsize length = room;

      while (length > 0 && ((guchar) line[length] & 0xc0) == 0x80)
        length--;
      g_string_append_len (text, line, (gssize) length);
      g_string_append (text, "\r\n ");
      line += length;
      left -= length;
      room = MAX_LINE - 1;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static void
append_escaped (GString *line, const char *value)
{
  for (const char *p = value; *p; p++)
    {
      if (*p == '\r' && p[1] == '\n')
        continue;
      if (*p == '\n' || *p == '\r')
        {
          g_string_append (line, "\\n");
          continue;
        }
      if (*p == ',' || *p == ';' || *p == '\\')
        g_string_append_c (line, '\\');
      g_string_append_c (line, *p);
    }
}

/* @value: (nullable): nothing is written for it */
static void
add (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  append_escaped (line, value);
  append_line (text, line->str);
}

static void
add_picture (GString *text, GBytes *picture)
{
  g_autofree char *uri = picture ? lsn_picture_format (picture) : NULL;
  g_autofree char *line = uri ? g_strconcat ("PHOTO:", uri, NULL) : NULL;

  if (line)
    append_line (text, line);
}

static void
add_number (GString *text, const char *name, gint64 value)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  add (text, name, number);
}

static void
add_instant (GString *text, const char *name, gint64 instant)
{
  g_autofree char *value = instant ? lsn_file_date_dup_instant (instant) : NULL;

  add (text, name, value);
}

/* --- What clients and people have ------------------------------------------------------------- */

static const char *
get_property (const char *kind)
{
  const char *const names[][2] = {
    { "phone", "TEL" },           { "email", "EMAIL" }, { "telegram", "X-TELEGRAM" },
    { "whatsapp", "X-WHATSAPP" }, { "max", "X-MAX" },   { "site", "URL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i][0], kind))
        return names[i][1];
    }
  return "X-LIAISON-OTHER";
}

/* A label stands beside its address as in cards of Apple and Google. */
static void
add_channels (GString *text, const LsnImportRecord *record, int person)
{
  guint group = 0;

  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = &g_array_index (record->channels, LsnImportChannel, i);
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (channel->person != person)
        continue;
      if (channel->label == NULL)
        {
          add (text, get_property (channel->kind), channel->value);
          continue;
        }
      name = g_strdup_printf ("item%u.%s", ++group, get_property (channel->kind));
      label = g_strdup_printf ("item%u.X-ABLabel", group);
      add (text, name, channel->value);
      add (text, label, channel->label);
    }
}

/* Ours says all of it; the birthday once more, for others. */
static void
add_dates (GString *text, const LsnImportRecord *record, int person)
{
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);
      g_autofree char *value = NULL;

      if (date->person != person)
        continue;
      value = lsn_import_date_dup_text (date);
      add (text, "X-LIAISON-DATE", value);
      if (g_str_equal (date->title, _ ("Birthday")))
        add (text, "BDAY", date->date);
    }
}

static void
begin (GString *text, const char *kind, const char *name, const char *company)
{
  g_string_append (text, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
  add (text, "KIND", kind);
  add (text, "FN", name);
  add (text, "ORG", company);
}

static void
add_address (GString *text, const LsnImportRecord *record)
{
  g_autoptr (GString) line = NULL;

  if (record->city == NULL && record->address == NULL)
    return;
  line = g_string_new ("ADR:;;");
  append_escaped (line, record->address ? record->address : "");
  g_string_append_c (line, ';');
  append_escaped (line, record->city ? record->city : "");
  g_string_append (line, ";;;");
  append_line (text, line->str);
}

static void
add_tags (GString *text, const LsnImportRecord *record)
{
  g_autoptr (GString) line = g_string_new ("CATEGORIES:");

  for (guint i = 0; i < record->tags->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_escaped (line, g_ptr_array_index (record->tags, i));
    }
  if (record->tags->len > 0)
    append_line (text, line->str);
}

static void
write_client (GString *text, const LsnImportRecord *record)
{
  begin (text, record->is_person ? "individual" : "org", record->name,
         record->is_person ? NULL : record->name);
  add (text, "X-LIAISON-ID", record->key);
  add (text, "X-LIAISON-STATUS", record->status);
  add (text, "X-LIAISON-LEGAL-NAME", record->legal_name);
  add (text, "X-LIAISON-SEGMENT", record->segment);
  add (text, "X-LIAISON-OWNER", record->owner);
  add (text, "X-LIAISON-SOURCE", record->source);
  if (record->has_turnover)
    add_number (text, "X-LIAISON-TURNOVER", record->turnover_minor);
  add (text, "X-LIAISON-CURRENCY", record->currency);
  if (record->cadence_days > 0)
    add_number (text, "X-LIAISON-RHYTHM", record->cadence_days);
  add_instant (text, "X-LIAISON-ADDED", record->created_at);
  add_instant (text, "X-LIAISON-ARCHIVED", record->archived_at);
  add_address (text, record);
  add_channels (text, record, LSN_IMPORT_CLIENT);
  add_dates (text, record, LSN_IMPORT_CLIENT);
  add_tags (text, record);
  add (text, "NOTE", record->note);
  add_picture (text, record->picture);
  g_string_append (text, "END:VCARD\r\n");
}

static void
write_person (GString *text, const LsnImportRecord *record, int place)
{
  const LsnImportPerson *person = &g_array_index (record->people, LsnImportPerson, place);

  begin (text, "individual", person->name, record->name);
  add (text, "X-LIAISON-ID", record->key);
  add (text, "X-LIAISON-PERSON", person->key);
  add (text, "X-LIAISON-PRIMARY", person->is_primary ? "1" : NULL);
  add (text, "TITLE", person->role);
  add_channels (text, record, place);
  add_dates (text, record, place);
  add (text, "NOTE", person->note);
  add_picture (text, person->picture);
  g_string_append (text, "END:VCARD\r\n");
}

void
lsn_vcard_write_record (GString *text, const LsnImportRecord *record)
{
  write_client (text, record);
  for (guint i = 0; i < record->people->len; i++)
    write_person (text, record, (int) i);
}
