/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-board-json.h"
#include "model/interchange/lsn-csv.h"
#include "model/interchange/lsn-file-date.h"
#include "model/plans/lsn-plan-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE 75 /* octets of a line of iCalendar, RFC 5545, 3.1 */

static const char *
get_column_title (const LsnBoardFile *file, const LsnFileCard *card)
{
  const LsnFileColumn *column =
      card->column < file->columns->len ? g_ptr_array_index (file->columns, card->column) : NULL;

  return column ? column->title : "";
}

static char *
dup_labels (const LsnBoardFile *file, const LsnFileCard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < card->labels->len; i++)
    {
      const LsnFileLabel *label =
          g_ptr_array_index (file->labels, g_array_index (card->labels, guint, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label->name);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* --- CSV -------------------------------------------------------------------------------------- */

static void
append_row (GString *text, const LsnBoardFile *file, const LsnFileCard *card, const char *parent,
            const char *column)
{
  g_autofree char *labels = dup_labels (file, card);
  g_autofree char *estimate =
      card->estimate_minutes ? g_strdup_printf ("%" G_GINT64_FORMAT, card->estimate_minutes) : NULL;
  g_autofree char *spent =
      card->spent_minutes ? g_strdup_printf ("%" G_GINT64_FORMAT, card->spent_minutes) : NULL;
  g_autofree char *priority =
      card->priority ? g_strdup_printf ("%" G_GINT64_FORMAT, card->priority) : NULL;
  g_autofree char *done = card->done_at ? lsn_file_date_dup_instant (card->done_at) : NULL;
  const char *const cells[] = { column,         parent,         card->title,  card->text,
                                card->assignee, card->start_on, card->due_on, priority,
                                labels,         estimate,       spent,        done };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    lsn_csv_append (text, cells[i] ? cells[i] : "", i == 0);
  g_string_append (text, "\r\n");
}

static void
append_milestone (GString *text, const LsnRow *milestone)
{
  const char *const cells[] = { _ ("Milestone"),
                                NULL,
                                lsn_row_get_text (milestone, LSN_MILESTONE_TITLE),
                                lsn_row_get_text (milestone, LSN_MILESTONE_NOTE),
                                lsn_row_get_text (milestone, LSN_MILESTONE_CONTACT_NAME),
                                NULL,
                                lsn_row_get_text (milestone, LSN_MILESTONE_DUE_ON),
                                NULL,
                                NULL,
                                NULL,
                                NULL,
                                lsn_row_get_text (milestone, LSN_MILESTONE_ACCEPTED_ON) };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    lsn_csv_append (text, cells[i] ? cells[i] : "", i == 0);
  g_string_append (text, "\r\n");
}

char *
lsn_board_dup_csv (const LsnBoardFile *file)
{
  const char *const titles[] = { N_ ("Column"),
                                 N_ ("Part Of"),
                                 N_ ("What to Do"),
                                 N_ ("Text"),
                                 N_ ("Assignee"),
                                 N_ ("Start"),
                                 N_ ("Due"),
                                 N_ ("Priority"),
                                 N_ ("Labels"),
                                 N_ ("Estimate, Minutes"),
                                 N_ ("Spent, Minutes"),
                                 N_ ("Done") };
  GString *text = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    lsn_csv_append (text, _ (titles[i]), i == 0);
  g_string_append (text, "\r\n");
  for (guint i = 0; i < file->cards->len; i++)
    {
      const LsnFileCard *card = g_ptr_array_index (file->cards, i);
      const char *column = get_column_title (file, card);

      append_row (text, file, card, NULL, column);
      for (guint j = 0; j < card->items->len; j++)
        append_row (text, file, g_ptr_array_index (card->items, j), card->title, column);
    }
  for (guint i = 0; i < file->parts[LSN_FILE_MILESTONES]->len; i++)
    append_milestone (text, g_ptr_array_index (file->parts[LSN_FILE_MILESTONES], i));
  return g_string_free_and_steal (text);
}

/* --- Markdown --------------------------------------------------------------------------------- */

/* The words of a title must not be taken for marks. */
static void
append_plain (GString *text, const char *words)
{
  for (const char *p = words; *p; p++)
    {
      if (strchr ("\\`*_[]<>#", *p))
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p == '\n' ? ' ' : *p);
    }
}

static void
append_line (GString *text, const LsnBoardFile *file, const LsnFileCard *card, const char *indent)
{
  g_autofree char *labels = dup_labels (file, card);

  g_string_append_printf (text, "%s- [%c] ", indent, card->done_at ? 'x' : ' ');
  append_plain (text, card->title);
  if (card->due_on)
    g_string_append_printf (text, " · %s", card->due_on);
  if (card->assignee)
    {
      g_string_append (text, " · ");
      append_plain (text, card->assignee);
    }
  if (*labels)
    {
      g_string_append (text, " · ");
      append_plain (text, labels);
    }
  g_string_append_c (text, '\n');
}

static void
append_card (GString *text, const LsnBoardFile *file, const LsnFileCard *card)
{
  append_line (text, file, card, "");
  for (guint i = 0; i < card->items->len; i++)
    append_line (text, file, g_ptr_array_index (card->items, i), "  ");
  if (card->text)
    {
      g_auto (GStrv) lines = g_strsplit (card->text, "\n", -1);

      g_string_append_c (text, '\n');
      for (guint i = 0; lines[i]; i++)
        g_string_append_printf (text, "%s%s\n", *lines[i] ? "  " : "", lines[i]);
      g_string_append_c (text, '\n');
    }
}

static void
append_milestones (GString *text, GPtrArray *milestones)
{
  if (milestones->len > 0)
    g_string_append_printf (text, "\n## %s\n\n", _ ("Milestones"));
  for (guint i = 0; i < milestones->len; i++)
    {
      const LsnRow *row = g_ptr_array_index (milestones, i);

      g_string_append_printf (text, "- [%c] ",
                              lsn_row_is_null (row, LSN_MILESTONE_ACCEPTED_ON) ? ' ' : 'x');
      append_plain (text, lsn_row_get_text (row, LSN_MILESTONE_TITLE));
      g_string_append_printf (text, " · %s", lsn_row_get_text (row, LSN_MILESTONE_DUE_ON));
      if (!lsn_row_is_null (row, LSN_MILESTONE_CONTACT_NAME))
        {
          g_string_append (text, " · ");
          append_plain (text, lsn_row_get_text (row, LSN_MILESTONE_CONTACT_NAME));
        }
      g_string_append_c (text, '\n');
    }
}

char *
lsn_board_dup_markdown (const LsnBoardFile *file)
{
  GString *text = g_string_new ("# ");

  append_plain (text, file->name);
  g_string_append_c (text, '\n');
  if (file->purpose)
    g_string_append_printf (text, "\n%s\n", file->purpose);
  for (guint i = 0; i < file->columns->len; i++)
    {
      const LsnFileColumn *column = g_ptr_array_index (file->columns, i);

      g_string_append (text, "\n## ");
      append_plain (text, column->title);
      g_string_append (text, "\n\n");
      for (guint j = 0; j < file->cards->len; j++)
        {
          const LsnFileCard *card = g_ptr_array_index (file->cards, j);

          if (card->column == i && card->archived_at == 0)
            append_card (text, file, card);
        }
    }
  append_milestones (text, file->parts[LSN_FILE_MILESTONES]);
  return g_string_free_and_steal (text);
}

/* --- iCalendar -------------------------------------------------------------------------------- */

/* Folded by octets, without cutting a letter in two. */
static void
append_folded (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new (name);
  gsize length = 0;

  g_string_append_c (line, ':');
  for (const char *p = value; *p; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (*p == '\\' || *p == ';' || *p == ',')
        g_string_append_printf (line, "\\%c", *p);
      else if (*p != '\r')
        g_string_append_c (line, *p);
    }
  for (const char *p = line->str; *p; p = g_utf8_next_char (p))
    {
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (length + size > MAX_LINE)
        {
          g_string_append (text, "\r\n ");
          length = 1;
        }
      g_string_append_len (text, p, (gssize) size);
      length += size;
    }
  g_string_append (text, "\r\n");
}

static char *
dup_stamp (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_format (moment, "%Y%m%dT%H%M%SZ");
}

static void
append_date (GString *text, const char *name, const char *iso)
{
  if (iso && strlen (iso) == 10)
    g_string_append_printf (text, "%s;VALUE=DATE:%.4s%.2s%.2s\r\n", name, iso, iso + 5, iso + 8);
}

static void
append_todo (GString *text, const LsnBoardFile *file, const LsnFileCard *card, const char *stamp)
{
  g_autofree char *seed = g_strdup_printf ("%s\n%s\n%s\n%" G_GINT64_FORMAT, file->name, card->title,
                                           card->due_on, card->created_at);
  g_autofree char *uid = g_compute_checksum_for_string (G_CHECKSUM_SHA1, seed, -1);

  g_string_append_printf (text, "BEGIN:VTODO\r\nUID:%s@liaison\r\nDTSTAMP:%s\r\n", uid, stamp);
  append_folded (text, "SUMMARY", card->title);
  if (card->text)
    append_folded (text, "DESCRIPTION", card->text);
  for (guint i = 0; i < card->labels->len; i++)
    append_folded (text, "CATEGORIES",
                   ((const LsnFileLabel *)
                        g_ptr_array_index (file->labels, g_array_index (card->labels, guint, i)))
                       ->name);
  append_date (text, "DTSTART", card->start_on);
  append_date (text, "DUE", card->due_on);
  if (card->priority)
    g_string_append_printf (text, "PRIORITY:%d\r\n",
                            card->priority > 2   ? 1
                            : card->priority > 1 ? 3
                                                 : 5);
  if (card->done_at)
    {
      g_autofree char *done = dup_stamp (card->done_at);

      g_string_append_printf (text, "STATUS:COMPLETED\r\nCOMPLETED:%s\r\n", done);
    }
  else
    g_string_append (text, "STATUS:NEEDS-ACTION\r\n");
  g_string_append (text, "END:VTODO\r\n");
}

/* A day on which something is accepted is an event of the whole day. */
static void
append_event (GString *text, const LsnBoardFile *file, const LsnRow *milestone, const char *stamp)
{
  const char *title = lsn_row_get_text (milestone, LSN_MILESTONE_TITLE);
  const char *due = lsn_row_get_text (milestone, LSN_MILESTONE_DUE_ON);
  g_autofree char *seed = g_strdup_printf ("%s\n%s\n%s", file->name, title, due);
  g_autofree char *uid = g_compute_checksum_for_string (G_CHECKSUM_SHA1, seed, -1);

  g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%s@liaison\r\nDTSTAMP:%s\r\n", uid, stamp);
  append_folded (text, "SUMMARY", title);
  append_date (text, "DTSTART", due);
  g_string_append (text, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

char *
lsn_board_dup_calendar (const LsnBoardFile *file, gint64 now)
{
  GString *text =
      g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Liaison//Board//EN\r\n");
  g_autofree char *stamp = dup_stamp (now);

  append_folded (text, "X-WR-CALNAME", file->name);
  for (guint i = 0; i < file->cards->len; i++)
    {
      const LsnFileCard *card = g_ptr_array_index (file->cards, i);

      if (card->archived_at)
        continue;
      if (card->due_on)
        append_todo (text, file, card, stamp);
      for (guint j = 0; j < card->items->len; j++)
        {
          const LsnFileCard *item = g_ptr_array_index (card->items, j);

          if (item->due_on)
            append_todo (text, file, item, stamp);
        }
    }
  for (guint i = 0; i < file->parts[LSN_FILE_MILESTONES]->len; i++)
    append_event (text, file, g_ptr_array_index (file->parts[LSN_FILE_MILESTONES], i), stamp);
  g_string_append (text, "END:VCALENDAR\r\n");
  return g_string_free_and_steal (text);
}
