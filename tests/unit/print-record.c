/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "print-record.h"

static void
print_text (GString *out, const char *before, const char *text, const char *after)
{
  if (text)
    g_string_append_printf (out, "%s%s%s", before, text, after);
}

static void
print_record (GString *out, LsnImportRecord *record)
{
  g_string_append_printf (out, "%u:%s%s", record->row, record->is_person ? "~" : "",
                          record->name ? record->name : "-");
  if (record->error)
    g_string_append (out, " !");
  if (record->warning)
    g_string_append (out, " ?");
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = lsn_import_record_get_person (record, (int) i);

      g_string_append_printf (out, " (%s, %s)", person->name ? person->name : "-",
                              person->role ? person->role : "-");
      print_text (out, "{", person->note, "}");
      if (person->picture)
        g_string_append_printf (out, "*%" G_GSIZE_FORMAT, g_bytes_get_size (person->picture));
    }
  if (record->picture)
    g_string_append_printf (out, " *%" G_GSIZE_FORMAT, g_bytes_get_size (record->picture));
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = lsn_import_record_get_channel (record, i);

      g_string_append_printf (out, " %d:%s=%s", channel->person, channel->kind, channel->value);
      print_text (out, "[", channel->label, "]");
    }
  for (guint i = 0; i < record->dates->len; i++)
    {
      const LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      g_string_append_printf (out, " %d:%s=%s", date->person, date->title, date->date);
    }
  if (record->has_turnover)
    g_string_append_printf (out, " %" G_GINT64_FORMAT " %s", record->turnover_minor,
                            record->currency);
  print_text (out, " <", record->status, ">");
  print_text (out, " #", record->city, "");
  print_text (out, " @", record->address, "");
  for (guint i = 0; i < record->tags->len; i++)
    print_text (out, " +", g_ptr_array_index (record->tags, i), "");
  print_text (out, " {", record->note, "}");
  g_string_append_c (out, '/');
}

char *
print_records (LsnImportNext next, gpointer source, GError **error)
{
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();
  GString *out = g_string_new (NULL);

  while (next (source, record, error))
    print_record (out, record);
  return g_string_free_and_steal (out);
}
