/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "widgets/lsn-key.h"

G_BEGIN_DECLS

/* What a calendar draws: a thing with a title, a colour and a time. Knows no entity. */
typedef struct
{
  gatomicrefcount ref_count;
  char *key;    /* the same thing after the next reading has the same key */
  char *title;  /* with the time before it, where there is one */
  char *spoken; /* all of it in words */
  GdkRGBA color;
  LsnDate start;
  LsnDate end;
  int start_minute; /* -1, as the next: whole days; 1440 is the end of a day */
  int end_minute;
  gboolean done;
  gboolean late;
  gboolean movable;
  gboolean sizable;
  gpointer data; /* borrowed: what the maker wants to know again */
} LsnCalendarEntry;

LsnCalendarEntry *lsn_calendar_entry_new (const char *key) G_GNUC_WARN_UNUSED_RESULT;
LsnCalendarEntry *lsn_calendar_entry_ref (LsnCalendarEntry *self);
void lsn_calendar_entry_unref (LsnCalendarEntry *self);

/* When an entry is, or where it is to be. */
typedef struct
{
  LsnDate start;
  LsnDate end;
  int start_minute;
  int end_minute;
} LsnCalendarPlace;

/* What is dragged from a list onto a calendar. */
#define LSN_TYPE_CALENDAR_CARGO (lsn_calendar_cargo_get_type ())
typedef struct
{
  guint kind;
  gint64 id;
  int minutes; /* how long it takes */
} LsnCalendarCargo;

GType lsn_calendar_cargo_get_type (void) G_GNUC_CONST;

/**
 * LsnCalendarBlock: one entry in a calendar, which has the focus, and keys that move it.
 *
 * Signals: `open`, `remove`, `nudge (days, minutes, end_days, end_minutes)`: by how much it is to
 * be moved, and its end alone.
 */
#define LSN_TYPE_CALENDAR_BLOCK (lsn_calendar_block_get_type ())
G_DECLARE_FINAL_TYPE (LsnCalendarBlock, lsn_calendar_block, LSN, CALENDAR_BLOCK, GtkWidget)

extern const LsnKey lsn_calendar_block_keys[];

GtkWidget *lsn_calendar_block_new (void) G_GNUC_WARN_UNUSED_RESULT;
void lsn_calendar_block_set_entry (LsnCalendarBlock *self, LsnCalendarEntry *entry);
LsnCalendarEntry *lsn_calendar_block_get_entry (LsnCalendarBlock *self);

/* How the block is moved by a key in a calendar of days, whose rows are weeks, or of hours. */
void lsn_calendar_block_set_by_days (LsnCalendarBlock *self, gboolean by_days);

/**
 * lsn_calendar_pack:
 * @entries: (element-type LsnCalendarEntry): of one day, sorted by their start
 * @columns: (out): for each the column it stands in
 * @n_columns: (out): for each how many columns there are where it stands
 *
 * Puts entries that overlap beside each other.
 */
void lsn_calendar_pack (GPtrArray *entries, int *columns, int *n_columns);

/**
 * lsn_calendar_stack:
 * @entries: (element-type LsnCalendarEntry): sorted by their start, longer ones first
 * @lanes: (out): for each the line of the row it stands in, -1 where it does not touch the row
 *
 * Puts entries into the lines of the row of days @first … @last, none above another.
 *
 * Returns: how many lines there are
 */
int lsn_calendar_stack (GPtrArray *entries, LsnDate first, LsnDate last, int *lanes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnCalendarEntry, lsn_calendar_entry_unref)

G_END_DECLS
