/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-choices.h"

#include <glib/gi18n-lib.h>

const char *const lsn_client_choices_tables[] = { "client", "segment", "member", "tag", NULL };

static void
choice_free (gpointer data)
{
  LsnClientChoice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

LsnClientChoices *
lsn_client_choices_new (void)
{
  LsnClientChoices *self = g_atomic_rc_box_new0 (LsnClientChoices);

  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    self->choices[i] = g_ptr_array_new_with_free_func (choice_free);
  return self;
}

static void
clear (gpointer data)
{
  LsnClientChoices *self = data;

  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    g_ptr_array_unref (self->choices[i]);
}

LsnClientChoices *
lsn_client_choices_ref (LsnClientChoices *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lsn_client_choices_unref (LsnClientChoices *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
add (LsnClientChoices *self, LsnClientFacet facet, const char *value, const char *label)
{
  LsnClientChoice *choice = g_new0 (LsnClientChoice, 1);

  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  g_ptr_array_add (self->choices[facet], choice);
}

static void
add_days (LsnClientChoices *self, guint days)
{
  g_autofree char *value = g_strdup_printf ("%u", days);
  g_autofree char *label =
      g_strdup_printf (ngettext ("Over %u Day Ago", "Over %u Days Ago", days), days);

  add (self, LSN_CLIENT_FACET_LAST, value, label);
}

static void
add_fixed (LsnClientChoices *self)
{
  const guint days[] = { 7, 14, 30, 90, 180 };
  const char *const turns[] = { "us", "client", "performer" };

  for (guint i = 0; i < N_LSN_CLIENT_STATUSES; i++)
    add (self, LSN_CLIENT_FACET_STATUS, lsn_client_status_get_key (i),
         lsn_client_status_get_label (i));
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    add (self, LSN_CLIENT_FACET_TURN, turns[i], lsn_turn_get_label (turns[i]));
  add (self, LSN_CLIENT_FACET_NEXT, "overdue", C_ ("next step", "Overdue"));
  add (self, LSN_CLIENT_FACET_NEXT, "today", C_ ("next step", "Today"));
  add (self, LSN_CLIENT_FACET_NEXT, "week", C_ ("next step", "Within a Week"));
  add (self, LSN_CLIENT_FACET_NEXT, "later", C_ ("next step", "Later"));
  add (self, LSN_CLIENT_FACET_NEXT, "none", C_ ("next step", "None"));
  add (self, LSN_CLIENT_FACET_LAST, "losing", C_ ("last contact", "Longer Ago Than the Rhythm"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    add_days (self, days[i]);
  add (self, LSN_CLIENT_FACET_LAST, "never", C_ ("last contact", "Never"));
}

/* @sql: value and label */
static gboolean
read_choices (LsnDatabase *db, LsnClientChoices *self, LsnClientFacet facet, const char *sql,
              GError **error)
{
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  while (lsn_statement_step (statement))
    add (self, facet, lsn_statement_get_text (statement, 0), lsn_statement_get_text (statement, 1));
  return lsn_statement_finish (statement, error);
}

/* The few different words among many clients: from one to the next in the index, not all rows. */
#define DIFFERENT(key, column)                                                                     \
  "WITH RECURSIVE words (key) AS (SELECT min (" key ") FROM client_state WHERE listed = 1"         \
  " UNION ALL SELECT (SELECT min (s." key ") FROM client_state s WHERE s.listed = 1"               \
  " AND s." key " > words.key) FROM words WHERE words.key IS NOT NULL)"                            \
  " SELECT c." column ", c." column " FROM words JOIN client c ON c.id ="                          \
  " (SELECT s.client_id FROM client_state s WHERE s.listed = 1 AND s." key " = words.key LIMIT 1)" \
  " WHERE words.key IS NOT NULL AND c." column " <> '' LIMIT 1000"

gboolean
lsn_client_choices_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  LsnClientChoices *self = data;
  gint64 mine;

  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    g_ptr_array_set_size (self->choices[i], 0);
  add_fixed (self);
  if (!lsn_database_get_int64 (db, 0, &mine, error, "SELECT count(*) FROM member WHERE is_me", ""))
    return FALSE;
  if (mine > 0)
    add (self, LSN_CLIENT_FACET_OWNER, "me", C_ ("owner", "Me"));
  if (!read_choices (db, self, LSN_CLIENT_FACET_SEGMENT,
                     "SELECT id, name FROM segment ORDER BY position, id", error) ||
      !read_choices (db, self, LSN_CLIENT_FACET_OWNER,
                     "SELECT id, name FROM member WHERE archived_at IS NULL ORDER BY name",
                     error) ||
      !read_choices (db, self, LSN_CLIENT_FACET_TAG, "SELECT id, name FROM tag ORDER BY name",
                     error) ||
      !read_choices (db, self, LSN_CLIENT_FACET_CITY, DIFFERENT ("city_key", "city"), error) ||
      !read_choices (db, self, LSN_CLIENT_FACET_SOURCE, DIFFERENT ("source_key", "source"), error))
    return FALSE;

  add (self, LSN_CLIENT_FACET_SEGMENT, "", C_ ("segment", "None"));
  add (self, LSN_CLIENT_FACET_OWNER, "", C_ ("owner", "None"));
  add (self, LSN_CLIENT_FACET_TAG, "", C_ ("tag", "None"));
  add (self, LSN_CLIENT_FACET_CITY, "", C_ ("city", "None"));
  add (self, LSN_CLIENT_FACET_SOURCE, "", C_ ("source", "None"));
  return TRUE;
}

const char *
lsn_client_choices_get_label (const LsnClientChoices *self, LsnClientFacet facet, const char *value)
{
  for (guint i = 0; i < self->choices[facet]->len; i++)
    {
      const LsnClientChoice *choice = g_ptr_array_index (self->choices[facet], i);

      if (g_str_equal (choice->value, value))
        return choice->label;
    }
  return NULL;
}

char **
lsn_client_choices_dup_names (const LsnClientChoices *self, LsnClientFacet facet)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->choices[facet]->len; i++)
    {
      const LsnClientChoice *choice = g_ptr_array_index (self->choices[facet], i);

      if (*choice->value && !g_str_equal (choice->value, "me"))
        g_strv_builder_add (names, choice->label);
    }
  return g_strv_builder_end (names);
}

static char *
dup_label (const LsnClientChoices *self, LsnClientFacet facet, const char *value)
{
  const char *label = lsn_client_choices_get_label (self, facet, value);
  gint64 days;

  if (label)
    return g_strdup (label);
  if (facet == LSN_CLIENT_FACET_LAST &&
      g_ascii_string_to_signed (value, 10, 0, G_MAXINT16, &days, NULL))
    return g_strdup_printf (ngettext ("Over %u Day Ago", "Over %u Days Ago", (guint) days),
                            (guint) days);
  return g_strdup (value);
}

char *
lsn_client_choices_dup_words (const LsnClientChoices *self, const LsnClientQuery *query,
                              LsnClientFacet facet)
{
  const GPtrArray *values = query->values[facet];
  GString *words = NULL;

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *label = dup_label (self, facet, g_ptr_array_index (values, i));

      if (words == NULL)
        {
          words = g_string_new (NULL);
          /* Translators: a filter in words: “City: Perm or Omsk” */
          g_string_append_printf (words, _ ("%s: %s"), lsn_client_facet_get_label (facet), label);
        }
      else
        {
          /* Translators: between the values of a filter: “Perm or Omsk” */
          g_string_append (words, _ (" or "));
          g_string_append (words, label);
        }
    }
  return words ? g_string_free_and_steal (words) : NULL;
}

gboolean
lsn_client_choices_prune (const LsnClientChoices *self, LsnClientQuery *query)
{
  const LsnClientFacet facets[] = { LSN_CLIENT_FACET_SEGMENT, LSN_CLIENT_FACET_OWNER,
                                    LSN_CLIENT_FACET_TAG };
  gboolean pruned = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      GPtrArray *values = query->values[facets[i]];

      for (guint j = values->len; j > 0; j--)
        {
          if (lsn_client_choices_get_label (self, facets[i], g_ptr_array_index (values, j - 1)))
            continue;
          g_ptr_array_remove_index (values, j - 1);
          pruned = TRUE;
        }
    }
  return pruned;
}
