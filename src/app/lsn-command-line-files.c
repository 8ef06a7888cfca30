/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-home.h"
#include "base/lsn-settings.h"
#include "model/interchange/lsn-client-table.h"
#include "model/interchange/lsn-export-read.h"
#include "model/interchange/lsn-import-write.h"
#include "model/interchange/lsn-source.h"
#include "model/sample/lsn-sample.h"

#include <glib/gi18n-lib.h>

#define MAX_SAMPLE 10000000

/* --- import and export ------------------------------------------------------------------------ */

static void
member_error (Line *line, guint row, const char *message)
{
  json_builder_begin_object (line->builder);
  lsn_command_member_int (line, "row", row);
  lsn_command_member_text (line, "message", message);
  json_builder_end_object (line->builder);
}

typedef struct
{
  LsnImport *import;  /* nullable */
  LsnSource *source;  /* nullable */
  const char *reason; /* nullable: why nothing could be read; the answer has the same shape then */
} Import;

/* Columns that have no place of their own: a client's note keeps what stands in them. */
static void
report_unknown (Line *line, LsnSource *source)
{
  g_auto (GStrv) unknown = source ? lsn_source_dup_unknown (source) : NULL;
  g_autofree char *list = unknown && unknown[0] ? g_strjoinv (", ", unknown) : NULL;

  json_builder_set_member_name (line->builder, "kept_in_notes");
  json_builder_begin_array (line->builder);
  for (guint i = 0; unknown && unknown[i]; i++)
    json_builder_add_string_value (line->builder, unknown[i]);
  json_builder_end_array (line->builder);
  if (list && !line->json)
    {
      g_string_append_printf (line->errors, _ ("Kept in the note, as no column of ours: %s"), list);
      g_string_append_c (line->errors, '\n');
    }
}

static void
report_import (Line *line, const Import *job)
{
  const LsnImport *import = job->reason ? NULL : job->import;

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "kind",
                           job->source ? lsn_source_get_kind_name (job->source) : NULL);
  lsn_command_member_int (line, "records", import ? import->n_records : 0);
  lsn_command_member_int (line, "imported", import ? import->n_imported : 0);
  lsn_command_member_int (line, "duplicates", import ? import->n_duplicates : 0);
  json_builder_set_member_name (line->builder, "errors");
  json_builder_begin_array (line->builder);
  for (guint i = 0; import && i < import->problems->len; i++)
    {
      const LsnImportProblem *problem = g_ptr_array_index (import->problems, i);

      member_error (line, problem->row, problem->message);
      if (!line->json)
        {
          g_string_append_printf (line->errors, _ ("Row %u: %s"), problem->row, problem->message);
          g_string_append_c (line->errors, '\n');
        }
    }
  if (job->reason)
    member_error (line, 0, job->reason);
  json_builder_end_array (line->builder);
  report_unknown (line, job->reason ? NULL : job->source);
  json_builder_end_object (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  else if (import)
    {
      g_string_append_printf (line->out, _ ("%u rows, %u imported, %u duplicates, %u errors"),
                              import->n_records, import->n_imported, import->n_duplicates,
                              import->n_problems);
      g_string_append_c (line->out, '\n');
    }
}

static int
fail_import (Line *line, Import *job, const GError *error)
{
  job->reason = error->message;
  if (line->json)
    report_import (line, job);
  return lsn_command_fail (line, error);
}

int
lsn_command_run_import (Line *line)
{
  g_autoptr (LsnImport) import = NULL;
  g_autoptr (LsnSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autofree char *region = NULL;
  g_autoptr (GSettings) settings = NULL;
  Import job = { NULL };
  gboolean ok;

  if (g_strv_length (line->arguments) != 1)
    return lsn_command_refuse_usage (line, _ ("import needs a file"));
  path = g_canonicalize_filename (line->arguments[0], line->folder);
  file = g_file_new_for_path (path);
  job.source = source = lsn_source_new_for_file (file, NULL, &error);
  if (source == NULL)
    return fail_import (line, &job, error);

  name = g_filename_display_basename (path);
  label = g_strdup_printf (_ ("Import of “%s”"), name);
  settings = lsn_settings_new ();
  region = lsn_home_dup_phone_region (settings);
  job.import = import = lsn_import_new (lsn_source_next, source, region, lsn_clock_now ());
  import->dry_run = line->dry_run;
  if (line->dry_run)
    ok = lsn_store_read_sync (line->store, lsn_import_on_worker, import, &error);
  else
    ok = lsn_store_import_sync (line->store, label, lsn_import_on_worker, import, NULL, &error);
  if (!ok)
    return fail_import (line, &job, error);
  report_import (line, &job);
  return import->n_imported > 0 ? EXIT_DONE : EXIT_REFUSED;
}

static gboolean
write_record (const LsnImportRecord *record, gpointer sink, GError **error)
{
  lsn_client_table_write_record (sink, record);
  return TRUE;
}

int
lsn_command_run_export (Line *line)
{
  LsnExport export = { .func = write_record };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (g_strv_length (line->arguments) != 2 || !g_str_equal (line->arguments[0], "clients"))
    return lsn_command_refuse_usage (line, _ ("export needs “clients” and a file"));
  path = g_canonicalize_filename (line->arguments[1], line->folder);
  export.sink = text;
  lsn_client_table_write_header (text);
  if (!lsn_store_read_sync (line->store, lsn_export_on_worker, &export, &error) ||
      !g_file_set_contents (path, text->str, (gssize) text->len, &error))
    return lsn_command_fail (line, error);

  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "kind", "clients");
      lsn_command_member_int (line, "exported", export.n_records);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out, _ ("%u clients in %s\n"), export.n_records, path);
    }
  return EXIT_DONE;
}

int
lsn_command_run_sample (Line *line)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autoptr (GError) error = NULL;
  const char *language = g_str_has_prefix (g_get_language_names ()[0], "ru") ? "ru" : "en";
  g_autoptr (LsnSample) sample = NULL;

  if (line->clients < 1 || line->clients > MAX_SAMPLE || line->entries < 0 ||
      line->entries > MAX_SAMPLE)
    return lsn_command_refuse_usage (line, _ ("sample makes 1 to 10,000,000 clients"));
  sample = lsn_sample_new ((guint) line->clients, (guint) line->entries, (guint32) line->seed,
                           language, lsn_clock_now (), zone);
  if (!lsn_store_import_sync (line->store, _ ("Sample Agency"), lsn_sample_on_worker, sample, NULL,
                              &error))
    return lsn_command_fail (line, error);
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_int (line, "clients", line->clients);
      lsn_command_member_int (line, "entries", line->entries);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out, _ ("%d clients, %d entries\n"), (int) line->clients,
                              (int) line->entries);
    }
  return EXIT_DONE;
}
