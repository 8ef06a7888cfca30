/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-followup.h"
#include "model/followups/lsn-today.h"
#include "model/lsn-history.h"
#include "model/search/lsn-search.h"

#include <glib/gi18n-lib.h>

#define SEARCH_LIMIT  50
#define HISTORY_LIMIT 50

const char *
lsn_command_line_get_usage (void)
{
  return _ (
      "Usage: liaison [--workspace DIR] [COMMAND] [--json]\n"
      "       liaison [--workspace DIR] FILE…\n"
      "\n"
      "Without a command the window opens; with files it shows what would be imported.\n"
      "\n"
      "Commands:\n"
      "  add TEXT [--dry-run]  a follow-up, in words: “call Anna tomorrow at 15”\n"
      "  due                   what is overdue and due today\n"
      "  search TEXT           clients, people, talks, agreements\n"
      "  show client ID        one client\n"
      "  undo                  takes back the last action\n"
      "  history               what was done\n"
      "  import FILE [--dry-run] [--duplicates skip|fill|add]\n"
      "                        clients from a table (CSV), vCards or our JSON;\n"
      "                        boards from Trello (JSON), Todoist (CSV, zip) or our JSON\n"
      "  export csv|vcard|json FILE   all clients\n"
      "  backup [FILE]         a checked copy of the workspace\n"
      "  restore BACKUP        puts a copy in its place; the present state is kept as a backup\n"
      "  board [PROJECT]       the cards of a project, column by column\n"
      "  task add TEXT [--project P] [--column C] [--due DATE] [--assignee WHO]\n"
      "  task move ID COLUMN [--before ID]\n"
      "  task done ID\n"
      "  task list [--project P]\n"
      "  status PROJECT|CLIENT where it stands, in five lines\n"
      "  export board-json|board-csv|board-markdown|board-ics FILE --project P\n"
      "  check                 whether the workspace is whole\n"
      "  sample --clients N --entries N --seed S   fills an empty workspace with an invented agency\n");
}

int
lsn_command_fail (Line *line, const GError *error)
{
  g_string_append_printf (line->errors, "liaison: %s\n", error->message);
  return EXIT_REFUSED;
}

int
lsn_command_refuse_usage (Line *line, const char *message)
{
  g_string_append_printf (line->errors, "liaison: %s\n", message);
  g_string_append (line->errors, _ ("“liaison --help” tells what it takes.\n"));
  return EXIT_USAGE;
}

void
lsn_command_print_json (Line *line)
{
  g_autoptr (JsonNode) root = json_builder_get_root (line->builder);
  g_autofree char *text = json_to_string (root, FALSE);

  g_string_append (line->out, text);
  g_string_append_c (line->out, '\n');
}

void
lsn_command_member_text (Line *line, const char *name, const char *value)
{
  json_builder_set_member_name (line->builder, name);
  if (value)
    json_builder_add_string_value (line->builder, value);
  else
    json_builder_add_null_value (line->builder);
}

void
lsn_command_member_int (Line *line, const char *name, gint64 value)
{
  json_builder_set_member_name (line->builder, name);
  json_builder_add_int_value (line->builder, value);
}

/* --- search ----------------------------------------------------------------------------------- */

typedef struct
{
  LsnSearch *search;
  GPtrArray *names; /* element-type char, nullable: of the client of each hit */
} NamedSearch;

static gboolean
search_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NamedSearch *named = data;

  if (!lsn_search_on_worker (db, named->search, cancellable, error))
    return FALSE;
  for (guint i = 0; i < named->search->hits->len; i++)
    {
      const LsnSearchHit *hit = g_ptr_array_index (named->search->hits, i);
      char *name;

      if (!lsn_database_dup_text (db, &name, error, "SELECT name FROM client WHERE id = ?", "i",
                                  hit->client_id))
        return FALSE;
      g_ptr_array_add (named->names, name);
    }
  return TRUE;
}

static int
run_search (Line *line)
{
  g_autofree char *text = g_strjoinv (" ", line->arguments);
  g_autoptr (LsnSearch) search = lsn_search_new (text, SEARCH_LIMIT);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  NamedSearch named = { search, names };
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return lsn_command_refuse_usage (line, _ ("search needs a text"));
  if (!lsn_store_read_sync (line->store, search_on_worker, &named, &error))
    return lsn_command_fail (line, error);

  json_builder_begin_array (line->builder);
  for (guint i = 0; i < search->hits->len; i++)
    {
      const LsnSearchHit *hit = g_ptr_array_index (search->hits, i);
      const char *client = g_ptr_array_index (names, i);

      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "type", hit->kind);
      lsn_command_member_int (line, "id", hit->id);
      lsn_command_member_text (line, "title", hit->title);
      if (client)
        lsn_command_member_text (line, "client", client);
      if (hit->due)
        {
          g_autofree char *date = g_strndup (hit->due, 10);
          g_autofree char *due =
              lsn_command_dup_due (date, strlen (hit->due) > 11 ? hit->due + 11 : NULL, NULL);

          lsn_command_member_text (line, "due", due);
        }
      json_builder_end_object (line->builder);
      if (!line->json)
        {
          gboolean elsewhere = client && g_strcmp0 (client, hit->title) != 0;

          g_string_append_printf (line->out, "%-9s %" G_GINT64_FORMAT "  %s%s%s\n", hit->kind,
                                  hit->id, hit->title, elsewhere ? " · " : "",
                                  elsewhere ? client : "");
        }
    }
  json_builder_end_array (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  if (search->hits->len > 0)
    return EXIT_DONE;
  g_string_append_printf (line->errors, _ ("liaison: nothing is found by “%s”\n"), text);
  return EXIT_REFUSED;
}

/* --- undo, history, check --------------------------------------------------------------------- */

static int
run_undo (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  if (!lsn_store_undo_sync (line->store, 0, &label, &error))
    return lsn_command_fail (line, error);
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "undone", label);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append_printf (line->out, _ ("Undone: %s"), label);
      g_string_append_c (line->out, '\n');
    }
  return EXIT_DONE;
}

static int
run_history (Line *line)
{
  g_autoptr (LsnHistory) history = lsn_history_new (0, HISTORY_LIMIT);
  g_autoptr (GError) error = NULL;

  if (!lsn_store_read_sync (line->store, lsn_history_on_worker, history, &error))
    return lsn_command_fail (line, error);

  json_builder_begin_array (line->builder);
  for (guint i = 0; i < history->items->len; i++)
    {
      const LsnHistoryItem *item = g_ptr_array_index (history->items, i);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (item->at);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *at = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");

      json_builder_begin_object (line->builder);
      lsn_command_member_int (line, "id", item->id);
      lsn_command_member_text (line, "at", at);
      lsn_command_member_text (line, "label", item->label);
      lsn_command_member_text (line, "actor", item->actor);
      json_builder_set_member_name (line->builder, "undone");
      json_builder_add_boolean_value (line->builder, item->undone);
      json_builder_end_object (line->builder);
      if (!line->json)
        g_string_append_printf (line->out, "%s  %s%s\n", at, item->label, item->undone ? " ↶" : "");
    }
  json_builder_end_array (line->builder);
  if (line->json)
    lsn_command_print_json (line);
  return EXIT_DONE;
}

static gboolean
check_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  char **answers = data;

  return lsn_database_dup_text (db, &answers[0], error, "PRAGMA integrity_check (1)", "") &&
         lsn_database_dup_text (db, &answers[1], error,
                                "SELECT count(*) FROM pragma_foreign_key_check", "");
}

static int
run_check (Line *line)
{
  char *answers[2] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *integrity = NULL;
  g_autofree char *orphans = NULL;
  gboolean whole;

  /* On the writer, whose view of the full-text tables is always the present one. */
  if (!(lsn_store_get_read_only (line->store)
            ? lsn_store_read_sync (line->store, check_on_worker, answers, &error)
            : lsn_store_write_sync (line->store, _ ("Check"), check_on_worker, answers, &error)))
    return lsn_command_fail (line, error);
  integrity = answers[0];
  orphans = answers[1];
  whole = g_strcmp0 (integrity, "ok") == 0 && g_strcmp0 (orphans, "0") == 0;
  if (line->json)
    {
      json_builder_begin_object (line->builder);
      json_builder_set_member_name (line->builder, "whole");
      json_builder_add_boolean_value (line->builder, whole);
      lsn_command_member_text (line, "integrity", integrity);
      json_builder_end_object (line->builder);
      lsn_command_print_json (line);
    }
  else
    {
      g_string_append (line->out, whole ? _ ("The workspace is whole.") : integrity);
      g_string_append_c (line->out, '\n');
    }
  return whole ? EXIT_DONE : EXIT_REFUSED;
}

/* --- The line --------------------------------------------------------------------------------- */

/* What an option is for; a dry run that is not one would be worse than a refusal. */
enum
{
  OPTION_DRY_RUN = 1 << 0,
  OPTION_SAMPLE = 1 << 1,
  OPTION_PROJECT = 1 << 2,
  OPTION_CARD = 1 << 3,
  OPTION_DUPLICATES = 1 << 4,
  OPTION_SPAN = 1 << 5,
};

static const struct
{
  const char *name;
  int (*run) (Line *line);
  guint least, most; /* arguments */
  guint options;
} commands[] = {
  { "add", lsn_command_run_add, 1, G_MAXUINT, OPTION_DRY_RUN },
  { "due", lsn_command_run_due, 0, 0, 0 },
  { "agenda", lsn_command_run_agenda, 0, 0, OPTION_SPAN },
  { "event", lsn_command_run_event, 2, G_MAXUINT, 0 },
  { "search", run_search, 1, G_MAXUINT, 0 },
  { "show", lsn_command_run_show, 2, 2, 0 },
  { "undo", run_undo, 0, 0, 0 },
  { "history", run_history, 0, 0, 0 },
  { "check", run_check, 0, 0, 0 },
  { "import", lsn_command_run_import, 1, 1, OPTION_DRY_RUN | OPTION_DUPLICATES },
  { "export", lsn_command_run_export, 2, 2, OPTION_PROJECT },
  { "backup", lsn_command_run_backup, 0, 1, 0 },
  { "restore", lsn_command_run_restore, 1, 1, 0 },
  { "board", lsn_command_run_board, 0, 1, 0 },
  { "task", lsn_command_run_task, 0, G_MAXUINT, OPTION_PROJECT | OPTION_CARD },
  { "status", lsn_command_run_status, 0, G_MAXUINT, 0 },
  { "sample", lsn_command_run_sample, 0, 0, OPTION_SAMPLE },
};

/* The options that were given. */
static guint
get_options (const Line *line)
{
  return (line->dry_run ? OPTION_DRY_RUN : 0) | (line->project ? OPTION_PROJECT : 0) |
         (line->duplicates ? OPTION_DUPLICATES : 0) |
         (line->column || line->due || line->assignee || line->before ? OPTION_CARD : 0) |
         (line->from || line->to ? OPTION_SPAN : 0) |
         (line->clients >= 0 || line->entries >= 0 || line->seed >= 0 ? OPTION_SAMPLE : 0);
}

static int
refuse_arguments (Line *line, const char *command)
{
  const struct
  {
    const char *name;
    const char *message;
  } wanted[] = {
    { "add", _ ("add needs a text") },
    { "event", _ ("event needs “add” and a text") },
    { "search", _ ("search needs a text") },
    { "show", _ ("show needs “client” and an id") },
    { "import", _ ("import needs a file") },
    { "board", _ ("board needs a project: its name or id") },
    { "export", _ ("export needs “csv”, “vcard” or “json”, and a file") },
    { "backup", _ ("backup needs one file, or none") },
    { "restore", _ ("restore needs a backup") },
  };
  g_autofree char *message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (g_str_equal (wanted[i].name, command))
      return lsn_command_refuse_usage (line, wanted[i].message);
  message = g_strdup_printf (_ ("%s takes nothing more"), command);
  return lsn_command_refuse_usage (line, message);
}

static void
line_clear (Line *line)
{
  g_free (line->project);
  g_free (line->column);
  g_free (line->due);
  g_free (line->assignee);
  g_free (line->duplicates);
  g_free (line->from);
  g_free (line->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

int
lsn_command_line_run (LsnStore *store, char **argv, const char *folder, GString *out,
                      GString *errors)
{
  g_auto (Line) line = { .store = store,
                         .folder = folder,
                         .out = out,
                         .errors = errors,
                         .clients = -1,
                         .entries = -1,
                         .seed = -1 };
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &line.json, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &line.dry_run, NULL, NULL },
    { "clients", 0, 0, G_OPTION_ARG_INT64, &line.clients, NULL, NULL },
    { "entries", 0, 0, G_OPTION_ARG_INT64, &line.entries, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &line.seed, NULL, NULL },
    { "project", 0, 0, G_OPTION_ARG_STRING, &line.project, NULL, NULL },
    { "column", 0, 0, G_OPTION_ARG_STRING, &line.column, NULL, NULL },
    { "due", 0, 0, G_OPTION_ARG_STRING, &line.due, NULL, NULL },
    { "assignee", 0, 0, G_OPTION_ARG_STRING, &line.assignee, NULL, NULL },
    { "duplicates", 0, 0, G_OPTION_ARG_STRING, &line.duplicates, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &line.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &line.to, NULL, NULL },
    { "before", 0, 0, G_OPTION_ARG_INT64, &line.before, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) full = NULL;
  g_autoptr (GStrvBuilder) with_name = g_strv_builder_new ();

  /* GOption wants the program's name first. */
  g_strv_builder_add (with_name, "liaison");
  g_strv_builder_addv (with_name, (const char **) arguments);
  full = g_strv_builder_end (with_name);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  line.builder = builder;
  if (!g_option_context_parse_strv (context, &full, &error))
    return lsn_command_refuse_usage (&line, error->message);

  for (guint i = 0; full[1] && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, full[1]))
        {
          line.arguments = full + 2;
          if (line.arguments[0] && g_str_equal (line.arguments[0], "--"))
            line.arguments++;
          if (get_options (&line) & ~commands[i].options)
            return lsn_command_refuse_usage (&line, _ ("that option belongs to another command"));
          if (g_strv_length (line.arguments) < commands[i].least ||
              g_strv_length (line.arguments) > commands[i].most)
            return refuse_arguments (&line, commands[i].name);
          return commands[i].run (&line);
        }
    }
  return lsn_command_refuse_usage (&line, _ ("there is no such command"));
}

static gboolean
is_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return TRUE;
    }
  return FALSE;
}

gboolean
lsn_command_line_names_files (char **arguments)
{
  if (arguments[0] == NULL || is_known (arguments[0]))
    return FALSE;
  if (g_str_equal (arguments[0], LSN_COMMAND_LINE_OPEN))
    return TRUE;
  for (guint i = 0; arguments[i]; i++)
    {
      if (strstr (arguments[i], "://") == NULL &&
          !g_file_test (arguments[i], G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }
  return TRUE;
}

gboolean
lsn_command_line_is_command (GApplicationCommandLine *command_line)
{
  g_auto (GStrv) argv = g_application_command_line_get_arguments (command_line, NULL);

  return argv[0] != NULL && argv[1] != NULL;
}

typedef struct
{
  GApplicationCommandLine *command_line; /* owned */
  LsnStore *store;                       /* owned */
  GString *out;
  GString *errors;
} Serving;

static void
serving_free (gpointer data)
{
  Serving *serving = data;

  g_object_unref (serving->command_line);
  g_object_unref (serving->store);
  g_string_free (serving->out, TRUE);
  g_string_free (serving->errors, TRUE);
  g_free (serving);
}

static void
serve_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Serving *serving = task_data;
  g_auto (GStrv) argv = g_application_command_line_get_arguments (serving->command_line, NULL);

  g_task_return_int (task, lsn_command_line_run (serving->store, argv + 1,
                                                 g_application_command_line_get_cwd (
                                                     serving->command_line),
                                                 serving->out, serving->errors));
}

static void
served_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Serving *serving = g_task_get_task_data (G_TASK (result));

  g_application_command_line_print_literal (serving->command_line, serving->out->str);
  g_application_command_line_printerr_literal (serving->command_line, serving->errors->str);
  g_application_command_line_set_exit_status (serving->command_line,
                                              (int) g_task_propagate_int (G_TASK (result), NULL));
  g_application_command_line_done (serving->command_line);
  g_application_release (user_data);
}

void
lsn_command_line_serve (GApplicationCommandLine *command_line, LsnStore *store)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = g_task_new (NULL, NULL, served_cb, application);
  Serving *serving = g_new0 (Serving, 1);

  g_application_hold (application);
  serving->command_line = g_object_ref (command_line);
  serving->store = g_object_ref (store);
  serving->out = g_string_new (NULL);
  serving->errors = g_string_new (NULL);
  g_task_set_task_data (task, serving, serving_free);
  g_task_run_in_thread (task, serve_thread);
}

char *
lsn_command_line_take_workspace (char **argv)
{
  char *folder = NULL;
  int to = 0;

  for (int from = 0; argv[from]; from++)
    {
      if (g_str_equal (argv[from], "--workspace") && argv[from + 1])
        {
          g_free (argv[from++]);
          g_free (folder);
          folder = argv[from];
        }
      else if (g_str_has_prefix (argv[from], "--workspace="))
        {
          g_set_str (&folder, argv[from] + strlen ("--workspace="));
          g_free (argv[from]);
        }
      else
        {
          argv[to++] = argv[from];
        }
    }
  argv[to] = NULL;
  return folder;
}
