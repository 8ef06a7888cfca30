/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/followups/lsn-snooze.h"
#include "store/lsn-record-list.h"
#include "views/lsn-drafts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnContext: what every page works with: the store, the pools of live records, the working days.
 *
 * The session makes one and hands it to each page. Pages write through it, so that every action is
 * told to the user in the same way: `acted (message, journal_id)` after it is durable, with what
 * undoes it, and `failed (message)` when nothing was done. What lasts, such as a full disk, is a
 * trouble besides (property `trouble`, its sentence), which every page shows. `saved (message,
 * file)` tells of a file that was written outside of the workspace. Property `saving` says whether
 * something is on its way to the disk, `job` and `job-fraction` what runs in the background. Main
 * thread.
 */
#define LSN_TYPE_CONTEXT (lsn_context_get_type ())
G_DECLARE_FINAL_TYPE (LsnContext, lsn_context, LSN, CONTEXT, GObject)

typedef enum
{
  LSN_TROUBLE_NONE,
  LSN_TROUBLE_READ_ONLY,
  LSN_TROUBLE_FULL,
} LsnTrouble;

/* @settings: (nullable): as lsn_settings_new() answers */
LsnContext *lsn_context_new (LsnStore *store, LsnWorkdays *workdays, const char *region,
                             GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

LsnStore *lsn_context_get_store (LsnContext *self);

/* The live records of one kind, @record_type; made at the first call. Owned by the context. */
LsnRecordPool *lsn_context_get_pool (LsnContext *self, GType record_type);

LsnDrafts *lsn_context_get_drafts (LsnContext *self);

/* Returns: (nullable) */
GSettings *lsn_context_get_settings (LsnContext *self);

/* As the user chose them last: ask each time. */
LsnWorkdays *lsn_context_get_workdays (LsnContext *self);
void lsn_context_set_workdays (LsnContext *self, LsnWorkdays *workdays);

/**
 * lsn_context_get_snooze_clock:
 * @zone: (transfer none): lives as long as @clock is used
 *
 * Fills @clock with now and the user's working hours.
 */
void lsn_context_get_snooze_clock (LsnContext *self, GTimeZone *zone, LsnSnoozeClock *clock);

/* Where phones without a country code belong, ISO 3166. Static. Likewise. */
const char *lsn_context_get_region (LsnContext *self);
void lsn_context_set_region (LsnContext *self, const char *region);

/* @message: (out) (optional) (nullable): what to tell the user, borrowed. */
LsnTrouble lsn_context_get_trouble (LsnContext *self, const char **message);

/* Whether the workspace takes changes at all (property `writable`); a full disk may have room
 * again.
 */
gboolean lsn_context_is_writable (LsnContext *self);

/**
 * lsn_context_guard:
 * @first: widgets that change data, ended by %NULL
 *
 * Makes them insensitive where the workspace cannot be written; the banner of the page says why.
 * Whoever sets the sensitivity of one for reasons of its own guards what it stands in. Commands
 * with LSN_COMMAND_WRITES need no guard.
 */
void lsn_context_guard (LsnContext *self, GtkWidget *first, ...) G_GNUC_NULL_TERMINATED;

/* The same for actions. @owner: a GActionMap, or a widget whose class has them. @names:
 * (array zero-terminated=1): static */
void lsn_context_guard_actions (LsnContext *self, gpointer owner, const char *const *names);

gboolean lsn_context_get_saving (LsnContext *self);

/**
 * lsn_context_set_job:
 * @title: (nullable): what runs in the background, header capitals: “Backing Up”; %NULL: it ended
 * @fraction: how much of it is done, 0 … 1; below 0 where nobody knows
 */
void lsn_context_set_job (LsnContext *self, const char *title, double fraction);

/* Returns: (nullable) */
const char *lsn_context_get_job (LsnContext *self);
double lsn_context_get_job_fraction (LsnContext *self);

/* Today on the user's wall clock. */
LsnDate lsn_context_get_today (LsnContext *self);

/**
 * lsn_context_write:
 * @label: for the history: “Done”
 * @message: (nullable): what the toast says, with names; @label where it is %NULL
 * @callback: (nullable): called after success, with the result that lsn_store_finish() answers
 */
void lsn_context_write (LsnContext *self, const char *label, const char *message, LsnStoreFunc func,
                        gpointer data, GDestroyNotify destroy);

/* The same, telling @done (on success only) what the worker left in @data. @owner: while it lives.
 */
typedef void (*LsnContextDone) (GObject *owner, gpointer data);
void
lsn_context_write_then (LsnContext *self, const char *label, const char *message, LsnStoreFunc func,
                        gpointer data, GDestroyNotify destroy, LsnContextDone done, GObject *owner);

/* Tells of what went wrong before anything was written, as of a file that cannot be read. */
void lsn_context_tell (LsnContext *self, const char *message);

/* For what writes through the store itself, as an import does: tells the user in the same way.
 * @message: for people; @journal_id: what undoes it, 0 for nothing */
void lsn_context_tell_acted (LsnContext *self, const char *message, gint64 journal_id);
void lsn_context_tell_failed (LsnContext *self, const GError *error);
void lsn_context_tell_saved (LsnContext *self, const char *message, GFile *file);

void lsn_context_undo (LsnContext *self, gint64 journal_id);
void lsn_context_redo (LsnContext *self);

G_END_DECLS
