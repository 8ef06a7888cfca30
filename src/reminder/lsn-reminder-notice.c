/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reminder/lsn-reminder-notice.h"
#include "base/lsn-when-days.h"

#include <glib/gi18n-lib.h>

/* Desktops show about as many lines. */
#define MAX_NAMES 10

static char *
format_moment (gint64 at, GTimeZone *local, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, local);

  return g_date_time_format (there, format);
}

/* Within a day the hour alone says which moment is meant. */
static char *
dup_missed (const LsnReminderItem *item, gint64 now, GTimeZone *local)
{
  /* Translators: a time of day and a day without a year, for g_date_time_format() */
  g_autofree char *time = format_moment (item->at, local, C_ ("time of day", "%H:%M"));
  g_autofree char *day = format_moment (item->at, local, C_ ("day", "%-d %B"));

  if (now - item->at < G_TIME_SPAN_DAY)
    /* Translators: of a reminder; %s is a time such as “14:00” */
    return g_strdup_printf (_ ("missed at %s"), time);
  if (item->due->minute < 0)
    /* Translators: of a reminder; %s is a day such as “21 November” */
    return g_strdup_printf (_ ("missed on %s"), day);
  /* Translators: of a reminder; a day such as “21 November”, then a time such as “14:00” */
  return g_strdup_printf (_ ("missed on %1$s at %2$s"), day, time);
}

static char *
dup_days (const LsnReminderItem *item, gint64 now, GTimeZone *local)
{
  return lsn_when_dup_days (item->due->falls_on - lsn_date_get_today (now, local));
}

/* One line: what, for whom, and why now. */
static char *
dup_line (const LsnReminderItem *item, gboolean with_title, gint64 now, GTimeZone *local)
{
  const LsnDue *due = item->due;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (with_title)
    g_strv_builder_add (parts, due->title);
  if (due->contact)
    g_strv_builder_add (parts, due->contact);
  if (due->client && g_strcmp0 (due->client, due->contact) != 0)
    g_strv_builder_add (parts, due->client);
  if (due->kind == LSN_DUE_EVENT)
    g_strv_builder_take (parts, format_moment (due->starts_at, local, C_ ("time of day", "%H:%M")));
  if (due->kind == LSN_DUE_DATE)
    g_strv_builder_take (parts, dup_days (item, now, local));
  else if (item->missed)
    g_strv_builder_take (parts, dup_missed (item, now, local));
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static char *
dup_summary (LsnDueKind kind, guint n, guint n_missed)
{
  if (kind == LSN_DUE_DATE)
    return g_strdup_printf (ngettext ("%u important date", "%u important dates", n), n);
  if (kind == LSN_DUE_EVENT && n_missed < n)
    return g_strdup_printf (ngettext ("%u event begins", "%u events begin", n), n);
  if (n == n_missed)
    return g_strdup_printf (ngettext ("%u missed reminder", "%u missed reminders", n), n);
  if (kind == LSN_DUE_TASK)
    return g_strdup_printf (ngettext ("%u card is due", "%u cards are due", n), n);
  return g_strdup_printf (ngettext ("%u follow-up is due", "%u follow-ups are due", n), n);
}

LsnReminderNotice *
lsn_reminder_notice_new_from_items (GArray *items, LsnDueKind kind, gint64 now, GTimeZone *local)
{
  g_autoptr (LsnReminderNotice) self = g_new0 (LsnReminderNotice, 1);
  g_autoptr (GString) body = g_string_new (NULL);
  const LsnReminderItem *first = NULL;
  guint n_missed = 0;

  self->kind = kind;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < items->len; i++)
    {
      const LsnReminderItem *item = &g_array_index (items, LsnReminderItem, i);

      if (item->due->kind != kind)
        continue;
      if (first == NULL)
        first = item;
      g_array_append_val (self->ids, item->due->id);
      g_ptr_array_add (self->keys, lsn_due_dup_key (item->due));
      self->urgent = self->urgent || item->due->urgent;
      n_missed += item->missed;
      if (self->ids->len <= MAX_NAMES)
        {
          g_autofree char *line = dup_line (item, TRUE, now, local);

          g_string_append_printf (body, "%s%s", self->ids->len > 1 ? "\n" : "", line);
        }
    }
  if (first == NULL)
    return NULL;

  if (self->ids->len == 1)
    {
      self->summary = g_strdup (first->due->title);
      self->body = dup_line (first, FALSE, now, local);
      self->client_id = first->due->client_id;
      return g_steal_pointer (&self);
    }
  if (self->ids->len > MAX_NAMES)
    {
      guint more = self->ids->len - MAX_NAMES;

      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", more), more);
    }
  self->summary = dup_summary (kind, self->ids->len, n_missed);
  self->body = g_string_free_and_steal (g_steal_pointer (&body));
  return g_steal_pointer (&self);
}

void
lsn_reminder_notice_free (LsnReminderNotice *self)
{
  g_free (self->summary);
  g_free (self->body);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}
