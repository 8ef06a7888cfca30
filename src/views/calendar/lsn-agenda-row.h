/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-calendar.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of the agenda: the heading of a day, or what is on it. */
#define LSN_TYPE_AGENDA_ITEM (lsn_agenda_item_get_type ())
G_DECLARE_FINAL_TYPE (LsnAgendaItem, lsn_agenda_item, LSN, AGENDA_ITEM, GObject)

/* Returns: (nullable): of lsn_calendar_item_dup_key(); %NULL of a heading */
const char *lsn_agenda_item_get_key (LsnAgendaItem *self);

/* What is on each day of @span, under its heading. */
GListStore *
lsn_agenda_make_rows (const LsnCalendarSpan *span, gboolean by_client) G_GNUC_WARN_UNUSED_RESULT;

GtkListItemFactory *lsn_agenda_make_factory (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
