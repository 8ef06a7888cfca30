/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-home.h"
#include "base/lsn-settings.h"
#include "model/interchange/lsn-export-file.h"
#include "model/interchange/lsn-import-file.h"
#include "model/sample/lsn-sample.h"

#include <glib/gi18n-lib.h>

#define MAX_SAMPLE     10000000
#define SAMPLE_CLIENTS 60
#define SAMPLE_ENTRIES 400

/* --- import and export ------------------------------------------------------------------------ */

static void
member_error (Line *line, guint row, const char *message)
{
  json_builder_begin_object (line->builder);
  lsn_command_member_int (line, "row", row);
  lsn_command_member_text (line, "message", message);
  json_builder_end_object (line->builder);
}

static void
report_list (Line *line, const char *member, const char *title, char **names)
{
  g_autofree char *list = names && names[0] ? g_strjoinv (", ", names) : NULL;

  json_builder_set_member_name (line->builder, member);
  json_builder_begin_array (line->builder);
  for (guint i = 0; names && names[i]; i++)
    json_builder_add_string_value (line->builder, names[i]);
  json_builder_end_array (line->builder);
  if (list && !line->json)
    g_string_append_printf (line->errors, "%s: %s\n", title, list);
}

/* @reason: (nullable): why nothing could be read; the answer has the same shape then. What has no
 * place of its own is told, whether a note keeps it or not. */
static void
report_import (Line *line, const LsnImportFile *file, const char *reason)
{
  const LsnImport *import = reason ? NULL : file->import;
  gboolean is_table = import && file->kind == LSN_SOURCE_CSV;

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "kind",
                           file->import ? lsn_source_kind_get_name (file->kind) : NULL);
  lsn_command_member_int (line, "records", import ? import->n_records : 0);
  lsn_command_member_int (line, "imported", import ? import->n_imported : 0);
  lsn_command_member_int (line, "duplicates", import ? import->n_duplicates : 0);
  if (line->duplicates)
    lsn_command_member_int (line, "filled", import ? import->n_filled : 0);
  json_builder_set_member_name (line->builder, "errors");
  json_builder_begin_array (line->builder);
  for (guint i = 0; import && i < import->problems->len; i++)
    {
      const LsnImportProblem *problem = g_ptr_array_index (import->problems, i);

      member_error (line, problem->row, problem->message);
      if (!line->json)
        {
          g_autofree char *place = is_table ? g_strdup_printf (_ ("Row %u"), problem->row)
                                            : g_strdup_printf (_ ("Line %u"), problem->row);

          g_string_append_printf (line->errors, "%s: %s", place, problem->message);
          g_string_append_c (line->errors, '\n');
        }
    }
  if (reason)
    member_error (line, 0, reason);
  json_builder_end_array (line->builder);
  report_list (line, "kept_in_notes", _ ("Kept in the note"), import ? file->kept : NULL);
  report_list (line, "left_out", _ ("Left out"), import ? file->left_out : NULL);
  json_builder_end_object (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  else if (import)
    {
      g_string_append_printf (line->out, _ ("%u rows, %u imported, %u duplicates, %u errors"),
                              import->n_records, import->n_imported, import->n_duplicates,
                              import->n_problems);
      g_string_append_c (line->out, '\n');
      if (import->n_filled > 0)
        {
          g_string_append_printf (line->out,
                                  ngettext ("%u of the duplicates filled blanks",
                                            "%u of the duplicates filled blanks", import->n_filled),
                                  import->n_filled);
          g_string_append_c (line->out, '\n');
        }
    }
}

static gboolean
find_duplicates (const Line *line, LsnImportDuplicates *duplicates)
{
  const char *const names[] = {
    [LSN_IMPORT_SKIP_DUPLICATES] = "skip",
    [LSN_IMPORT_FILL_DUPLICATES] = "fill",
    [LSN_IMPORT_ADD_DUPLICATES] = "add",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      *duplicates = i;
      if (g_strcmp0 (line->duplicates ? line->duplicates : "skip", names[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

int
lsn_command_run_import (Line *line)
{
  g_autoptr (LsnImportFile) import = NULL;
  g_autoptr (LsnReading) reading = lsn_reading_new ();
  g_autoptr (GSettings) settings = lsn_settings_new ();
  g_autofree char *region = lsn_home_dup_phone_region (settings);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  LsnImportDuplicates duplicates;
  gboolean ok;
  int status;

  if (g_strv_length (line->arguments) != 1)
    return lsn_command_refuse_usage (line, _ ("import needs a file"));
  if (!find_duplicates (line, &duplicates))
    return lsn_command_refuse_usage (line, _ ("--duplicates is “skip”, “fill” or “add”"));
  path = g_canonicalize_filename (line->arguments[0], line->folder);
  file = g_file_new_for_path (path);
  name = g_filename_display_basename (path);
  label = g_strdup_printf (_ ("Import of “%s”"), name);
  if (lsn_command_import_calendar (line, file, label, &status) ||
      lsn_command_import_board (line, file, label, &status))
    return status;
  import = lsn_import_file_new (file, reading, region, lsn_clock_now ());
  import->files_folder = g_strdup (lsn_store_get_files_folder (line->store));
  import->dry_run = line->dry_run;
  import->duplicates = duplicates;
  if (line->dry_run)
    ok = lsn_store_read_sync (line->store, lsn_import_file_on_worker, import, &error);
  else
    ok =
        lsn_store_import_sync (line->store, label, lsn_import_file_on_worker, import, NULL, &error);
  if (ok)
    {
      report_import (line, import, NULL);
      return import->import->n_imported + import->import->n_filled > 0 ? EXIT_DONE : EXIT_REFUSED;
    }
  if (line->json)
    report_import (line, import, error->message);
  return lsn_command_fail (line, error);
}

/* “clients” is what it was called when there was one kind. */
static gboolean
find_format (const char *kind, LsnExportFormat *format)
{
  const char *const others[N_LSN_EXPORT_FORMATS][2] = {
    [LSN_EXPORT_CSV] = { "clients", "clients-csv" },
    [LSN_EXPORT_VCARD] = { "vcf", "clients-vcard" },
    [LSN_EXPORT_JSON] = { "clients-json", "clients-json" },
  };

  for (guint i = 0; i < N_LSN_EXPORT_FORMATS; i++)
    {
      if (g_str_equal (kind, lsn_export_format_get_name (i)) || g_str_equal (kind, others[i][0]) ||
          g_str_equal (kind, others[i][1]))
        {
          *format = i;
          return TRUE;
        }
    }
  return FALSE;
}

int
lsn_command_run_export (Line *line)
{
  g_autoptr (LsnExportFile) export = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  LsnExportFormat format;

  if (g_strv_length (line->arguments) == 2 && lsn_command_is_board_export (line->arguments[0]))
    {
      path = g_canonicalize_filename (line->arguments[1], line->folder);
      return lsn_command_export_board (line, line->arguments[0], path);
    }
  if (line->project)
    return lsn_command_refuse_usage (line, _ ("that option belongs to another command"));
  if (g_strv_length (line->arguments) == 2 && g_str_equal (line->arguments[0], "ics"))
    {
      path = g_canonicalize_filename (line->arguments[1], line->folder);
      return lsn_command_export_calendar (line, path);
    }
  if (g_strv_length (line->arguments) != 2 || !find_format (line->arguments[0], &format))
    return lsn_command_refuse_usage (line, _ ("export needs “csv”, “vcard” or “json”, and a file"));
  path = g_canonicalize_filename (line->arguments[1], line->folder);
  file = g_file_new_for_path (path);
  export = lsn_export_file_new (format, file);
  export->files_folder = g_strdup (lsn_store_get_files_folder (line->store));
  if (!lsn_store_read_sync (line->store, lsn_export_file_on_worker, export, &error))
    return lsn_command_fail (line, error);

  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "kind", lsn_export_format_get_name (format));
      lsn_command_member_int (line, "exported", export->n_records);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out,
                              ngettext ("%u client in %s", "%u clients in %s", export->n_records),
                              export->n_records, path);
      g_string_append_c (line->out, '\n');
    }
  return EXIT_DONE;
}

static gboolean
is_empty_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 first;

  if (!lsn_database_get_int64 (db, 0, &first, error, "SELECT id FROM client LIMIT 1", ""))
    return FALSE;
  *(gboolean *) data = first == 0;
  return TRUE;
}

int
lsn_command_run_sample (Line *line)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (GError) error = NULL;
  const char *language = g_str_has_prefix (g_get_language_names ()[0], "ru") ? "ru" : "en";
  g_autoptr (LsnSample) sample = NULL;
  gint64 clients = line->clients < 0 ? SAMPLE_CLIENTS : line->clients;
  gint64 entries = line->entries < 0 ? SAMPLE_ENTRIES : line->entries;
  gboolean empty = FALSE;

  if (clients < 1 || clients > MAX_SAMPLE || entries < 0 || entries > MAX_SAMPLE)
    return lsn_command_refuse_usage (line, _ ("sample makes 1 to 10,000,000 clients"));
  if (!lsn_store_read_sync (line->store, is_empty_on_worker, &empty, &error))
    return lsn_command_fail (line, error);
  if (!empty)
    {
      g_string_append (line->errors, _ ("liaison: there are clients already; a sample fills an"
                                        " empty workspace\n"));
      return EXIT_REFUSED;
    }
  sample =
      lsn_sample_new ((guint) clients, (guint) entries, (guint32) (line->seed < 0 ? 1 : line->seed),
                      language, lsn_clock_now (), zone);
  if (!lsn_store_import_sync (line->store, _ ("Sample Agency"), lsn_sample_on_worker, sample, NULL,
                              &error))
    return lsn_command_fail (line, error);
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_int (line, "clients", clients);
      lsn_command_member_int (line, "entries", entries);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out, _ ("%d clients, %d entries\n"), (int) clients,
                              (int) entries);
    }
  return EXIT_DONE;
}
