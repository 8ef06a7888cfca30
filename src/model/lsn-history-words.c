/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/lsn-history-words.h"
#include "base/lsn-clock.h"
#include "base/lsn-date.h"
#include "base/lsn-money.h"
#include "base/lsn-number.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-entry.h"
#include "store/lsn-changeset.h"

#include <glib/gi18n-lib.h>

/* So long a text stands in a line. */
#define MAX_LETTERS 90

/* What a column holds. */
typedef enum
{
  WORDS,
  NUMBER,
  YES_NO,
  DAY,
  MOMENT,
  MINUTES,
  AMOUNT,
  STATUS,
  CLIENT_KIND,
  CHANNEL,
  ENTRY_KIND,
  DIRECTION,
  FOLLOWUP_KIND,
  TURN,
  AGREEMENT_STATE,
  PRIORITY,
  PICTURE,
  REFERENCE, /* a row of `target`, told by `column` */
} Sort;

typedef struct
{
  const char *name;
  const char *label; /* marked with NC_("history", …) */
  Sort sort;
  const char *target; /* of REFERENCE: a table */
  const char *target_name;
} Column;

typedef struct
{
  const char *name;
  const char *label; /* what one row is called */
  const char *title; /* the column by which a row is told, and the one where that is blank */
  const char *other; /* nullable */
  Column columns[20];
} Table;

static const Table tables[] = {
  { "client",
    NC_ ("history", "Client"),
    "name",
    NULL,
    {
        { "name", NC_ ("history", "Name"), WORDS },
        { "legal_name", NC_ ("history", "Legal name"), WORDS },
        { "kind", NC_ ("history", "Kind"), CLIENT_KIND },
        { "status", NC_ ("history", "Status"), STATUS },
        { "segment_id", NC_ ("history", "Segment"), REFERENCE, "segment", "name" },
        { "owner_id", NC_ ("history", "Owner"), REFERENCE, "member", "name" },
        { "source", NC_ ("history", "Source"), WORDS },
        { "city", NC_ ("history", "City"), WORDS },
        { "address", NC_ ("history", "Address"), WORDS },
        { "note", NC_ ("history", "Note"), WORDS },
        { "turnover_minor", NC_ ("history", "Turnover"), AMOUNT },
        { "avatar", NC_ ("history", "Picture"), PICTURE },
        { "cadence_days", NC_ ("history", "Contact every … days"), NUMBER },
        { "archived_at", NC_ ("history", "Archived"), MOMENT },
    } },
  { "contact",
    NC_ ("history", "Person"),
    "name",
    NULL,
    {
        { "name", NC_ ("history", "Name"), WORDS },
        { "note", NC_ ("history", "Note"), WORDS },
        { "avatar", NC_ ("history", "Picture"), PICTURE },
    } },
  { "client_contact",
    NC_ ("history", "Person"),
    "contact_id",
    NULL,
    {
        { "contact_id", NC_ ("history", "Person"), REFERENCE, "contact", "name" },
        { "role", NC_ ("history", "Role"), WORDS },
        { "is_primary", NC_ ("history", "Main contact"), YES_NO },
    } },
  { "channel",
    NC_ ("history", "Way to reach"),
    "value",
    NULL,
    {
        { "kind", NC_ ("history", "Kind"), CHANNEL },
        { "value", NC_ ("history", "Address or number"), WORDS },
        { "label", NC_ ("history", "Label"), WORDS },
        { "position", NC_ ("history", "Place"), NUMBER },
    } },
  { "client_tag",
    NC_ ("history", "Tag"),
    "tag_id",
    NULL,
    { { "tag_id", NC_ ("history", "Tag"), REFERENCE, "tag", "name" } } },
  { "important_date",
    NC_ ("history", "Date"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "Title"), WORDS },
        { "date", NC_ ("history", "Date"), DAY },
        { "contact_id", NC_ ("history", "Whose"), REFERENCE, "contact", "name" },
        { "yearly", NC_ ("history", "Every year"), YES_NO },
        { "lead_days", NC_ ("history", "Remind days before"), NUMBER },
    } },
  { "entry",
    NC_ ("history", "Entry"),
    "text",
    "title",
    {
        { "client_id", NC_ ("history", "Client"), REFERENCE, "client", "name" },
        { "contact_id", NC_ ("history", "With whom"), REFERENCE, "contact", "name" },
        { "kind", NC_ ("history", "Kind"), ENTRY_KIND },
        { "direction", NC_ ("history", "Direction"), DIRECTION },
        { "at", NC_ ("history", "When"), MOMENT },
        { "duration_s", NC_ ("history", "Duration"), MINUTES },
        { "title", NC_ ("history", "Subject"), WORDS },
        { "text", NC_ ("history", "Text"), WORDS },
    } },
  { "attachment",
    NC_ ("history", "File"),
    "name",
    NULL,
    {
        { "name", NC_ ("history", "Name"), WORDS },
        { "client_id", NC_ ("history", "Client"), REFERENCE, "client", "name" },
    } },
  { "agreement",
    NC_ ("history", "Agreement"),
    "text",
    NULL,
    {
        { "text", NC_ ("history", "Text"), WORDS },
        { "made_by", NC_ ("history", "Who promised"), TURN },
        { "contact_id", NC_ ("history", "With whom"), REFERENCE, "contact", "name" },
        { "agreed_on", NC_ ("history", "Agreed on"), DAY },
        { "due", NC_ ("history", "To be kept by"), DAY },
        { "state", NC_ ("history", "State"), AGREEMENT_STATE },
        { "confirmed_at", NC_ ("history", "Confirmed"), MOMENT },
        { "turn", NC_ ("history", "Whose move"), TURN },
        { "proof_entry_id", NC_ ("history", "Proof"), REFERENCE, "entry", "text" },
        { "proof_file_id", NC_ ("history", "Proof"), REFERENCE, "attachment", "name" },
        { "proof_link", NC_ ("history", "Proof"), WORDS },
    } },
  { "followup",
    NC_ ("history", "Next step"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "What"), WORDS },
        { "client_id", NC_ ("history", "Client"), REFERENCE, "client", "name" },
        { "contact_id", NC_ ("history", "With whom"), REFERENCE, "contact", "name" },
        { "kind", NC_ ("history", "Kind"), FOLLOWUP_KIND },
        { "note", NC_ ("history", "Note"), WORDS },
        { "due_date", NC_ ("history", "Due"), DAY },
        { "due_time", NC_ ("history", "Time"), WORDS },
        { "priority", NC_ ("history", "Priority"), PRIORITY },
        { "urgent", NC_ ("history", "Urgent"), YES_NO },
        { "turn", NC_ ("history", "Whose move"), TURN },
        { "done_at", NC_ ("history", "Done"), MOMENT },
        { "outcome", NC_ ("history", "Outcome"), WORDS },
    } },
  { "project",
    NC_ ("history", "Project"),
    "name",
    NULL,
    {
        { "name", NC_ ("history", "Name"), WORDS },
        { "purpose", NC_ ("history", "Purpose"), WORDS },
        { "client_id", NC_ ("history", "Client"), REFERENCE, "client", "name" },
        { "start_on", NC_ ("history", "Start"), DAY },
        { "due_on", NC_ ("history", "Due"), DAY },
        { "budget_minor", NC_ ("history", "Budget"), AMOUNT },
        { "closed_on", NC_ ("history", "Closed"), DAY },
        { "archived_at", NC_ ("history", "Archived"), MOMENT },
    } },
  { "milestone",
    NC_ ("history", "Milestone"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "Name"), WORDS },
        { "due_on", NC_ ("history", "To be accepted by"), DAY },
        { "contact_id", NC_ ("history", "Who accepts"), REFERENCE, "contact", "name" },
        { "accepted_on", NC_ ("history", "Accepted"), DAY },
        { "note", NC_ ("history", "Note"), WORDS },
    } },
  { "expense",
    NC_ ("history", "Expense"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "What for"), WORDS },
        { "amount_minor", NC_ ("history", "Amount"), AMOUNT },
        { "spent_on", NC_ ("history", "Day"), DAY },
    } },
  { "scope_change",
    NC_ ("history", "Request beyond the agreement"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "What"), WORDS },
        { "note", NC_ ("history", "Note"), WORDS },
        { "asked_on", NC_ ("history", "Asked for on"), DAY },
        { "decided_on", NC_ ("history", "Decided on"), DAY },
        { "amount_minor", NC_ ("history", "Price"), AMOUNT },
    } },
  { "deliverable",
    NC_ ("history", "Result"),
    "title",
    NULL,
    { { "title", NC_ ("history", "Name"), WORDS } } },
  { "deliverable_version",
    NC_ ("history", "Version"),
    "note",
    "link",
    {
        { "note", NC_ ("history", "Note"), WORDS },
        { "link", NC_ ("history", "Link"), WORDS },
        { "sent_on", NC_ ("history", "Sent on"), DAY },
        { "decided_on", NC_ ("history", "Decided on"), DAY },
        { "answer", NC_ ("history", "Answer"), WORDS },
    } },
  { "lesson",
    NC_ ("history", "Lesson"),
    "text",
    NULL,
    { { "text", NC_ ("history", "Text"), WORDS } } },
  { "board_column",
    NC_ ("history", "Column"),
    "title",
    NULL,
    { { "title", NC_ ("history", "Name"), WORDS },
      { "wip_limit", NC_ ("history", "Limit"), NUMBER } } },
  { "task",
    NC_ ("history", "Card"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "What"), WORDS },
        { "text", NC_ ("history", "Text"), WORDS },
        { "project_id", NC_ ("history", "Project"), REFERENCE, "project", "name" },
        { "column_id", NC_ ("history", "Column"), REFERENCE, "board_column", "title" },
        { "assignee_id", NC_ ("history", "Performer"), REFERENCE, "member", "name" },
        { "start_on", NC_ ("history", "Start"), DAY },
        { "due_on", NC_ ("history", "Due"), DAY },
        { "priority", NC_ ("history", "Priority"), PRIORITY },
        { "turn", NC_ ("history", "Whose move"), TURN },
        { "milestone_id", NC_ ("history", "Milestone"), REFERENCE, "milestone", "title" },
        { "done_at", NC_ ("history", "Done"), MOMENT },
        { "archived_at", NC_ ("history", "Archived"), MOMENT },
    } },
  { "event",
    NC_ ("history", "Event"),
    "title",
    NULL,
    {
        { "title", NC_ ("history", "What"), WORDS },
        { "client_id", NC_ ("history", "Client"), REFERENCE, "client", "name" },
        { "project_id", NC_ ("history", "Project"), REFERENCE, "project", "name" },
        { "start_on", NC_ ("history", "Start"), DAY },
        { "start_time", NC_ ("history", "Time"), WORDS },
        { "end_on", NC_ ("history", "End"), DAY },
        { "end_time", NC_ ("history", "End time"), WORDS },
        { "place", NC_ ("history", "Place"), WORDS },
        { "link", NC_ ("history", "Link"), WORDS },
        { "text", NC_ ("history", "Text"), WORDS },
        { "rrule", NC_ ("history", "Repeat"), WORDS },
        { "minutes", NC_ ("history", "Minutes"), WORDS },
    } },
};

static const char *
translate (const char *text)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "history", text);
}

static const Table *
find_table (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (g_str_equal (tables[i].name, name))
        return &tables[i];
    }
  return NULL;
}

static const Column *
find_column (const Table *table, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table->columns) && table->columns[i].name; i++)
    {
      if (g_strcmp0 (table->columns[i].name, name) == 0)
        return &table->columns[i];
    }
  return NULL;
}

/* --- Values ----------------------------------------------------------------------------------- */

/* One line, cut where it is long. */
static char *
dup_line (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strstrip (g_strdup (text)), "\n\r\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_LETTERS)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_LETTERS);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static char *
dup_moment (gint64 instant)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate day = lsn_date_from_instant (instant, zone, &minute);
  g_autofree char *date = lsn_when_dup_short (day, lsn_date_get_today (lsn_clock_now (), zone));
  g_autofree char *time = lsn_when_dup_time (minute);

  return g_strdup_printf ("%s, %s", date, time);
}

static char *
dup_day (const char *iso)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  LsnDate day = lsn_date_from_iso (iso);

  return day == LSN_DATE_NONE
             ? g_strdup (iso)
             : lsn_when_dup_short (day, lsn_date_get_today (lsn_clock_now (), zone));
}

static char *
dup_reference (LsnDatabase *db, const Column *column, gint64 id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", column->target_name, column->target);
  g_autofree char *name = NULL;

  if (!lsn_database_dup_text (db, &name, NULL, sql, "i", id) || name == NULL)
    /* Translators: instead of the name of what is not there any more */
    return g_strdup (C_ ("history", "something deleted"));
  return dup_line (name);
}

static const char *
get_priority (gint64 priority)
{
  return priority == 3   ? C_ ("priority", "!!! High")
         : priority == 2 ? C_ ("priority", "!! Medium")
         : priority == 1 ? C_ ("priority", "! Low")
                         : C_ ("priority", "None");
}

/* The value of @column in words; “—” for none. */
static char *
dup_value (LsnDatabase *db, const Column *column, sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);
  gint64 number = sqlite3_value_int64 (value);

  if (text == NULL || *text == '\0')
    return g_strdup ("—");
  switch (column->sort)
    {
    case NUMBER:
      return lsn_number_dup_text (number, 0);
    case YES_NO:
      return g_strdup (number ? C_ ("history", "yes") : C_ ("history", "no"));
    case DAY:
      return dup_day (text);
    case MOMENT:
      return dup_moment (number);
    case MINUTES:
      return lsn_when_dup_duration ((number + 59) / 60);
    case AMOUNT:
      return lsn_number_dup_text (number, 2);
    case STATUS:
      {
        LsnClientStatus status;

        return g_strdup (
            lsn_client_status_parse (text, &status) ? lsn_client_status_get_label (status) : text);
      }
    case CLIENT_KIND:
      return g_strdup (g_str_equal (text, "person") ? C_ ("client kind", "Person")
                                                    : C_ ("client kind", "Company"));
    case CHANNEL:
      return g_strdup (lsn_channel_get_label (text));
    case ENTRY_KIND:
      return g_strdup (lsn_entry_kind_get_label (text));
    case DIRECTION:
      return g_strdup (g_str_equal (text, "in")    ? C_ ("direction", "Incoming")
                       : g_str_equal (text, "out") ? C_ ("direction", "Outgoing")
                                                   : C_ ("direction", "Neither"));
    case FOLLOWUP_KIND:
      return g_strdup (lsn_followup_kind_get_label (text));
    case TURN:
      return g_strdup (lsn_turn_get_label (text));
    case AGREEMENT_STATE:
      return g_strdup (lsn_agreement_state_get_label (text));
    case PRIORITY:
      return g_strdup (get_priority (number));
    case PICTURE:
      return g_strdup (C_ ("history", "a picture"));
    case REFERENCE:
      return dup_reference (db, column, number);
    case WORDS:
    default:
      return dup_line (text);
    }
}

/* --- Changes ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnDatabase *db;
  GPtrArray *lines;    /* borrowed; element-type char * */
  GHashTable *columns; /* borrowed: name of a table → GPtrArray of the names of its columns */
  guint limit;
  guint more; /* changes that are not told */
} Telling;

static GPtrArray *
get_columns (Telling *telling, const char *table)
{
  GPtrArray *names = g_hash_table_lookup (telling->columns, table);
  g_autoptr (LsnStatement) statement = NULL;

  if (names)
    return names;
  names = g_ptr_array_new_with_free_func (g_free);
  statement = lsn_database_prepare (telling->db,
                                    "SELECT name FROM pragma_table_info (?) ORDER BY cid", NULL);
  lsn_statement_bind (statement, "t", table);
  while (lsn_statement_step (statement))
    g_ptr_array_add (names, lsn_statement_dup_text (statement, 0));
  lsn_statement_finish (statement, NULL);
  g_hash_table_insert (telling->columns, g_strdup (table), names);
  return names;
}

/* The title of a row that came or went, out of the change itself. */
static char *
dup_changed_title (Telling *telling, const Table *table, int n_columns, const char *title,
                   sqlite3_value *const *values)
{
  GPtrArray *names = get_columns (telling, table->name);

  for (int i = 0; i < n_columns && i < (int) names->len; i++)
    {
      const Column *column;

      if (g_strcmp0 (g_ptr_array_index (names, i), title) != 0)
        continue;
      column = find_column (table, title);
      if (column && values[i] && sqlite3_value_type (values[i]) != SQLITE_NULL)
        return dup_value (telling->db, column, values[i]);
    }
  return NULL;
}

/* The title of a row that is there. */
static char *
dup_present_title (Telling *telling, const Table *table, gint64 id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", table->title, table->name);
  const Column *column = find_column (table, table->title);
  g_autofree char *title = NULL;

  if (!lsn_database_dup_text (telling->db, &title, NULL, sql, "i", id) || title == NULL)
    return NULL;
  return column->sort == REFERENCE
             ? dup_reference (telling->db, column, g_ascii_strtoll (title, NULL, 10))
             : dup_line (title);
}

static void
tell_row (Telling *telling, const Table *table, int n_columns, sqlite3_value *const *values,
          gboolean gone)
{
  g_autofree char *title = dup_changed_title (telling, table, n_columns, table->title, values);
  g_autofree char *other = dup_changed_title (telling, table, n_columns, table->other, values);
  const char *label = translate (table->label);
  g_autofree char *what =
      title || other ? g_strdup_printf ("%s: %s", label, title ? title : other) : g_strdup (label);

  g_ptr_array_add (telling->lines,
                   /* Translators: what came or went: “Added — Tag: vip” */
                   g_strdup_printf (gone ? C_ ("history", "Deleted — %s")
                                         : C_ ("history", "Added — %s"),
                                    what));
}

/* A client's fields speak for themselves; others say of what. */
static void
tell_columns (Telling *telling, const Table *table, int n_columns, sqlite3_value *const *before,
              sqlite3_value *const *after)
{
  GPtrArray *names = get_columns (telling, table->name);
  g_autofree char *title = NULL;

  if (!g_str_equal (table->name, "client") && before[0])
    title = dup_present_title (telling, table, sqlite3_value_int64 (before[0]));
  for (int i = 1; i < n_columns && i < (int) names->len; i++)
    {
      const Column *column = find_column (table, g_ptr_array_index (names, i));
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (column == NULL || before[i] == NULL || after[i] == NULL)
        continue;
      from = dup_value (telling->db, column, before[i]);
      to = dup_value (telling->db, column, after[i]);
      if (title && g_strcmp0 (column->name, table->title) != 0)
        g_ptr_array_add (telling->lines, g_strdup_printf ("“%s” · %s: %s → %s", title,
                                                          translate (column->label), from, to));
      else
        g_ptr_array_add (telling->lines,
                         g_strdup_printf ("%s: %s → %s", translate (column->label), from, to));
    }
}

static void
change_cb (const char *name, LsnChange op, int n_columns, sqlite3_value *const *before,
           sqlite3_value *const *after, gpointer user_data)
{
  Telling *telling = user_data;
  const Table *table = find_table (name);

  if (table == NULL)
    return;
  if (telling->lines->len >= telling->limit)
    telling->more++;
  else if (op == LSN_CHANGE_UPDATE)
    tell_columns (telling, table, n_columns, before, after);
  else
    tell_row (telling, table, n_columns, op == LSN_CHANGE_DELETE ? before : after,
              op == LSN_CHANGE_DELETE);
}

char **
lsn_history_dup_words (LsnDatabase *db, GBytes *changeset, guint limit, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GHashTable) columns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Telling telling = { db, lines, columns, limit, 0 };

  if (changeset && !lsn_changeset_foreach (changeset, change_cb, &telling, error))
    return NULL;
  if (telling.more > 0)
    g_ptr_array_add (lines, g_strdup_printf (ngettext ("and %u more change", "and %u more changes",
                                                       telling.more),
                                             telling.more));
  return (char **) g_ptr_array_steal (lines, NULL);
}

/* --- An import, whose rows are not in the journal --------------------------------------------- */

static char *
dup_count (guint table, guint n)
{
  switch (table)
    {
    case 0:
      return g_strdup_printf (ngettext ("%'u client", "%'u clients", n), n);
    case 1:
      return g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
    case 2:
      return g_strdup_printf (ngettext ("%'u project", "%'u projects", n), n);
    default:
      return g_strdup_printf (ngettext ("%'u card", "%'u cards", n), n);
    }
}

char **
lsn_history_dup_import_words (LsnDatabase *db, gint64 journal_id, GError **error)
{
  /* Those that have an index of their imports. */
  static const char *const counts[] = { "SELECT count(*) FROM client WHERE import_id = ?",
                                        "SELECT count(*) FROM contact WHERE import_id = ?",
                                        "SELECT count(*) FROM project WHERE import_id = ?",
                                        "SELECT count(*) FROM task WHERE import_id = ?" };
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *lines[2] = { NULL };
  g_autofree char *line = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 n;

      if (!lsn_database_get_int64 (db, 0, &n, error, counts[i], "i", journal_id))
        return NULL;
      if (n > 0)
        g_strv_builder_take (parts, dup_count (i, (guint) n));
    }
  list = g_strv_builder_end (parts);
  line = g_strjoinv (" · ", list);
  lines[0] = *line ? line : NULL;
  return g_strdupv ((char **) lines);
}
