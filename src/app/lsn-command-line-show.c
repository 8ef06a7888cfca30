/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-command-line-private.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup.h"
#include "model/timeline/lsn-agreement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- In words --------------------------------------------------------------------------------- */

static void
append_part (GString *text, const char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

/* A heading and what stands under it, such as “+7 831 083-09-10 · Anna”. */
static void
tell (Line *line, const char *heading, GPtrArray *rows, const guint *fields, guint n_fields)
{
  if (rows->len > 0)
    g_string_append_printf (line->out, "%s\n", heading);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < n_fields; j++)
        append_part (text, lsn_row_get_text (g_ptr_array_index (rows, i), fields[j]));
      g_string_append_printf (line->out, "  %s\n", text->str);
    }
}

static void
tell_client (Line *line, const LsnClientCard *card)
{
  const guint facts[] = { LSN_CLIENT_SEGMENT_NAME, LSN_CLIENT_OWNER_NAME, LSN_CLIENT_CITY,
                          LSN_CLIENT_TAGS };
  const guint people[] = { LSN_CLIENT_CONTACT_NAME, LSN_CLIENT_CONTACT_ROLE };
  const guint channels[] = { LSN_CHANNEL_VALUE, LSN_CHANNEL_LABEL };
  const guint followups[] = { LSN_FOLLOWUP_DUE_DATE, LSN_FOLLOWUP_DUE_TIME, LSN_FOLLOWUP_TITLE };
  const guint agreements[] = { LSN_AGREEMENT_DUE, LSN_AGREEMENT_TEXT };
  const guint dates[] = { LSN_IMPORTANT_DATE_DATE, LSN_IMPORTANT_DATE_TITLE };
  g_autoptr (GString) text = g_string_new (NULL);
  LsnClientStatus status;

  if (lsn_client_status_parse (lsn_row_get_text (card->client, LSN_CLIENT_STATUS), &status))
    append_part (text, lsn_client_status_get_label (status));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    append_part (text, lsn_row_get_text (card->client, facts[i]));
  g_string_append_printf (line->out, "%s\n  %s\n", lsn_row_get_text (card->client, LSN_CLIENT_NAME),
                          text->str);
  tell (line, _ ("People"), card->people, people, G_N_ELEMENTS (people));
  tell (line, _ ("Phones and Addresses"), card->channels, channels, G_N_ELEMENTS (channels));
  tell (line, _ ("Next Steps"), card->followups, followups, G_N_ELEMENTS (followups));
  tell (line, _ ("Agreements"), card->agreements, agreements, G_N_ELEMENTS (agreements));
  tell (line, _ ("Important Dates"), card->dates, dates, G_N_ELEMENTS (dates));
}

/* --- In JSON ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  guint field;
} Member;

/* What is not known is left out. */
static void
member (Line *line, const LsnRow *row, const Member *of)
{
  const LsnField *field = &lsn_row_get_info (row)->fields[of->field];

  if (lsn_row_is_null (row, of->field))
    return;
  if (field->type == LSN_FIELD_TEXT || field->type == LSN_FIELD_DATE)
    lsn_command_member_text (line, of->name, lsn_row_get_text (row, of->field));
  else
    lsn_command_member_int (line, of->name, lsn_row_get_int64 (row, of->field));
}

static void
print_rows (Line *line, const char *name, GPtrArray *rows, const Member *members, guint n)
{
  json_builder_set_member_name (line->builder, name);
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (line->builder);
      lsn_command_member_int (line, "id", lsn_row_get_int64 (row, 0));
      for (guint j = 0; j < n; j++)
        member (line, row, &members[j]);
      json_builder_end_object (line->builder);
    }
  json_builder_end_array (line->builder);
}

static void
print_followups (Line *line, GPtrArray *rows)
{
  json_builder_set_member_name (line->builder, "followups");
  json_builder_begin_array (line->builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (rows, i);
      g_autofree char *due = lsn_command_dup_due (lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE),
                                                  lsn_row_get_text (row, LSN_FOLLOWUP_DUE_TIME),
                                                  lsn_row_get_text (row, LSN_FOLLOWUP_DUE_ZONE));

      json_builder_begin_object (line->builder);
      lsn_command_member_text (line, "type", "followup");
      lsn_command_member_int (line, "id", lsn_row_get_int64 (row, LSN_FOLLOWUP_ID));
      lsn_command_member_text (line, "title", lsn_row_get_text (row, LSN_FOLLOWUP_TITLE));
      lsn_command_member_text (line, "due", due);
      lsn_command_member_text (line, "turn", lsn_row_get_text (row, LSN_FOLLOWUP_TURN));
      json_builder_end_object (line->builder);
    }
  json_builder_end_array (line->builder);
}

static void
print_client (Line *line, const LsnClientCard *card)
{
  const Member facts[] = {
    { "title", LSN_CLIENT_NAME },       { "kind", LSN_CLIENT_KIND },
    { "status", LSN_CLIENT_STATUS },    { "segment", LSN_CLIENT_SEGMENT_NAME },
    { "owner", LSN_CLIENT_OWNER_NAME }, { "city", LSN_CLIENT_CITY },
    { "turn", LSN_CLIENT_TURN },        { "phone", LSN_CLIENT_PHONE },
    { "email", LSN_CLIENT_EMAIL },
  };
  const Member people[] = { { "name", LSN_CLIENT_CONTACT_NAME },
                            { "role", LSN_CLIENT_CONTACT_ROLE },
                            { "contact_id", LSN_CLIENT_CONTACT_CONTACT_ID } };
  const Member channels[] = { { "kind", LSN_CHANNEL_KIND },
                              { "value", LSN_CHANNEL_VALUE },
                              { "normal", LSN_CHANNEL_NORMAL } };
  const Member agreements[] = { { "text", LSN_AGREEMENT_TEXT },
                                { "state", LSN_AGREEMENT_STATE },
                                { "agreed_on", LSN_AGREEMENT_AGREED_ON },
                                { "due", LSN_AGREEMENT_DUE } };
  const Member dates[] = { { "title", LSN_IMPORTANT_DATE_TITLE },
                           { "date", LSN_IMPORTANT_DATE_DATE } };
  const char *tags = lsn_row_get_text (card->client, LSN_CLIENT_TAGS);
  const char *next = lsn_row_get_text (card->client, LSN_CLIENT_NEXT_TOUCH);
  g_auto (GStrv) names = g_strsplit (tags ? tags : "", ", ", -1);

  json_builder_begin_object (line->builder);
  lsn_command_member_text (line, "type", "client");
  lsn_command_member_int (line, "id", card->client_id);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    member (line, card->client, &facts[i]);
  if (next)
    {
      g_autofree char *date = g_strndup (next, 10);
      g_autofree char *due =
          lsn_command_dup_due (date, strlen (next) > 11 ? next + 11 : NULL, NULL);

      lsn_command_member_text (line, "next", due);
    }
  json_builder_set_member_name (line->builder, "tags");
  json_builder_begin_array (line->builder);
  for (guint i = 0; names[i] && *names[i]; i++)
    json_builder_add_string_value (line->builder, names[i]);
  json_builder_end_array (line->builder);
  print_rows (line, "people", card->people, people, G_N_ELEMENTS (people));
  print_rows (line, "channels", card->channels, channels, G_N_ELEMENTS (channels));
  print_followups (line, card->followups);
  print_rows (line, "agreements", card->agreements, agreements, G_N_ELEMENTS (agreements));
  print_rows (line, "dates", card->dates, dates, G_N_ELEMENTS (dates));
  json_builder_end_object (line->builder);
  lsn_command_print_json (line);
}

int
lsn_command_run_show (Line *line)
{
  g_autoptr (LsnClientCard) card = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!g_str_equal (line->arguments[0], "client") ||
      !g_ascii_string_to_signed (line->arguments[1], 10, 1, G_MAXINT64, &id, NULL))
    return lsn_command_refuse_usage (line, _ ("show needs “client” and an id"));
  card = lsn_client_card_new (id);
  if (!lsn_store_read_sync (line->store, lsn_client_card_on_worker, card, &error))
    return lsn_command_fail (line, error);
  if (card->client == NULL)
    {
      g_string_append_printf (line->errors, _ ("liaison: there is no client %s\n"),
                              line->arguments[1]);
      return EXIT_REFUSED;
    }
  if (line->json)
    print_client (line, card);
  else
    tell_client (line, card);
  return EXIT_DONE;
}
