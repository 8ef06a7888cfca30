/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "store/lsn-record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LsnStoryModel: a client's timeline, in sections by day.
 *
 * Passes on a record list whose query is an LsnTimelineQuery; a section is found by halving its
 * days, so thousands of entries cost nothing.
 */
#define LSN_TYPE_STORY_MODEL (lsn_story_model_get_type ())
G_DECLARE_FINAL_TYPE (LsnStoryModel, lsn_story_model, LSN, STORY_MODEL, GObject)

LsnStoryModel *lsn_story_model_new (LsnRecordList *list) G_GNUC_WARN_UNUSED_RESULT;

/* The local day of an entry; LSN_DATE_NONE behind the end. */
LsnDate lsn_story_model_get_day (LsnStoryModel *self, guint position);

G_END_DECLS
