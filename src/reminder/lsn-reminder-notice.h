/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "reminder/lsn-reminder-plan.h"

G_BEGIN_DECLS

/* One notification: its words, and what its buttons are for. Plain text; a server that takes the
 * body for markup gets it escaped by who sends. */
typedef struct
{
  LsnDueKind kind;
  char *summary;   /* owned */
  char *body;      /* owned */
  gboolean urgent; /* something in it is */
  GArray *ids;     /* owned; element-type gint64: follow-ups, cards or important dates */
  GPtrArray *keys; /* owned; element-type char: what counts as shown with it */
  gint64 client_id;
} LsnReminderNotice;

/**
 * lsn_reminder_notice_new_from_items:
 * @items: element-type LsnReminderItem; those of @kind are taken
 *
 * Returns: (nullable): all of them in one; %NULL for none.
 */
LsnReminderNotice *lsn_reminder_notice_new_from_items (GArray *items, LsnDueKind kind, gint64 now,
                                                       GTimeZone *local) G_GNUC_WARN_UNUSED_RESULT;
void lsn_reminder_notice_free (LsnReminderNotice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnReminderNotice, lsn_reminder_notice_free)

G_END_DECLS
