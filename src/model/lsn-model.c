/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-model.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-state.h"
#include "model/lsn-shown.h"
#include "model/search/lsn-search-index.h"

#include "lsn-schema-resource.h"

#include <glib/gi18n-lib.h>

#define VERSION        8
#define APPLICATION_ID 0x4c534e77 /* "LSNw" */

static const char *const scripts[VERSION] = {
  "0001-initial.sql",         "0002-lists.sql", "0003-draft.sql", "0004-projects.sql",
  "0005-proof-and-faces.sql", "0006-cards.sql", "0007-plans.sql", "0008-events.sql",
};

/* Parents before children; the numbers are those of the columns in the schema. */
static const LsnFact facts[] = {
  { "member" },
  { "segment" },
  { "client" },
  { "contact" },
  { "client_contact", { { "client", 1 }, { "contact", 2 } } },
  { "channel", { { "client", 1 }, { "contact", 2 } } },
  { "tag" },
  { "client_tag", { { "client", 1 } } },
  { "important_date", { { "client", 1 } } },
  { "entry", { { "client", 1 } } },
  { "entry_link", { { "entry", 1 } } },
  { "project", { { "client", 1 } } },
  { "milestone", { { "project", 1 } } },
  { "label" },
  { "board_column", { { "project", 1 } } },
  { "task", { { "project", 1 }, { "task", 3 } } },
  { "task_label", { { "task", 1 } } },
  { "task_comment", { { "task", 1 } } },
  { "task_blocker", { { "task", 1 } } },
  { "task_link", { { "task", 1 } } },
  { "work_log", { { "project", 1 }, { "task", 2 } } },
  { "attachment", { { "entry", 1 }, { "client", 2 }, { "task", 9 }, { "project", 10 } } },
  { "agreement", { { "client", 1 } } },
  { "project_agreement", { { "project", 1 } } },
  { "expense", { { "project", 1 } } },
  { "retainer_notice", { { "project", 1 } } },
  { "scope_change", { { "project", 1 } } },
  { "deliverable", { { "project", 1 } } },
  { "deliverable_version", { { "deliverable", 1 } } },
  { "lesson", { { "project", 1 } } },
  { "followup", { { "client", 1 } } },
  { "event", { { "client", 1 }, { "project", 2 }, { "event", 3 } } },
  { "event_date", { { "event", 1 } } },
  { "event_person", { { "event", 1 } } },
  { "saved_view" },
  { NULL },
};

/* client_state asks what the search knew before. */
static const LsnProjection projections[] = {
  { "client_state", 2, TRUE, lsn_client_state_apply, lsn_client_state_rebuild },
  { "search", 3, FALSE, lsn_search_index_apply, lsn_search_index_rebuild },
  { "shown", 1, FALSE, lsn_shown_apply, lsn_shown_rebuild },
};

static char *
dup_migration (int version)
{
  g_autofree char *path = g_strdup_printf ("/app/liaison/Liaison/schema/%s", scripts[version - 1]);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (lsn_schema_get_resource (), path, 0, NULL);

  g_assert (bytes != NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* SQL functions for projections that work on whole tables. Each takes a text, which may be NULL. */
static void
text_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  char *(*func) (const char *) = (char *(*) (const char *) ) sqlite3_user_data (context);
  const char *text = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_text (context, func (text), -1, g_free);
}

static char *
dup_digit_index (const char *text)
{
  g_autofree char *digits = lsn_text_dup_digits (text);

  return lsn_text_dup_digit_index (digits);
}

static void
setup (LsnDatabase *writer)
{
  const struct
  {
    const char *name;
    char *(*func) (const char *);
  } functions[] = {
    { "lsn_sort_key", lsn_text_dup_sort_key },
    { "lsn_words", lsn_text_dup_index },
    { "lsn_digits", dup_digit_index },
  };

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function_v2 (lsn_database_get_handle (writer), functions[i].name, 1,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC, (gpointer) functions[i].func,
                                text_function, NULL, NULL, NULL);
}

/* A client whose own row was lost keeps its story under a name that says so. */
static gboolean
mend (LsnDatabase *writer, GError **error)
{
  const struct
  {
    const char *table;
    const char *name;
    const char *lost; /* the ids that others name */
    const char *more;
  } rows[] = {
    { "client", _ ("Recovered Client"),
      "SELECT client_id FROM entry UNION SELECT client_id FROM followup UNION"
      " SELECT client_id FROM agreement UNION SELECT client_id FROM client_contact UNION"
      " SELECT client_id FROM channel UNION SELECT client_id FROM attachment UNION"
      " SELECT client_id FROM project UNION SELECT client_id FROM client_tag UNION"
      " SELECT client_id FROM important_date UNION SELECT client_id FROM event",
      ", created_at" },
    { "contact", _ ("Recovered Person"),
      "SELECT contact_id FROM client_contact UNION SELECT contact_id FROM channel UNION"
      " SELECT contact_id FROM entry UNION SELECT contact_id FROM followup UNION"
      " SELECT contact_id FROM agreement UNION SELECT contact_id FROM event_person",
      "" },
    { "project", _ ("Recovered Project"),
      "SELECT project_id FROM board_column UNION SELECT project_id FROM task UNION"
      " SELECT project_id FROM milestone UNION SELECT project_id FROM work_log UNION"
      " SELECT project_id FROM expense UNION SELECT project_id FROM scope_change UNION"
      " SELECT project_id FROM deliverable UNION SELECT project_id FROM lesson UNION"
      " SELECT project_id FROM attachment",
      ", created_at" },
    { "tag", NULL, "SELECT tag_id FROM client_tag", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "WITH lost (id) AS (%s) INSERT INTO %s (id, name%s) SELECT id, %s%s FROM lost"
          " WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM %s)",
          rows[i].lost, rows[i].table, rows[i].more, rows[i].name ? "?" : "'#' || id",
          *rows[i].more ? ", 0" : "", rows[i].table);

      if (!lsn_database_run (writer, error, sql, rows[i].name ? "t" : "", rows[i].name))
        return FALSE;
    }
  return TRUE;
}

#define SCHEMA                                                                                     \
  .application_id = APPLICATION_ID, .version = VERSION, .dup_migration = dup_migration,            \
  .facts = facts, .setup = setup, .projections = projections,                                      \
  .n_projections = G_N_ELEMENTS (projections), .mend = mend, .get_salt = lsn_text_get_collation

static const LsnSchema schema = { SCHEMA };
static const LsnSchema guest_schema = { SCHEMA, .adopt_salt = lsn_text_adopt_collation };

const LsnSchema *
lsn_model_get_schema (void)
{
  return &schema;
}

const LsnSchema *
lsn_model_get_guest_schema (void)
{
  return &guest_schema;
}
