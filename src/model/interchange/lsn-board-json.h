/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-file.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LSN_BOARD_FORMAT         "liaison-board"
#define LSN_BOARD_FORMAT_VERSION 1

/* A board as our own JSON: everything that @file has, to be read back exactly. */
char *lsn_board_json_dup (const LsnBoardFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (nullable): %NULL where it is none of ours; with @error set where it is of a newer
 * version. */
LsnBoardFile *lsn_board_json_read (JsonObject *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For people and other programs. */
char *lsn_board_dup_csv (const LsnBoardFile *file) G_GNUC_WARN_UNUSED_RESULT;
char *lsn_board_dup_markdown (const LsnBoardFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Its dates as an iCalendar file (RFC 5545): a card or item with a date is a VTODO. @now: of the
 * DTSTAMP */
char *lsn_board_dup_calendar (const LsnBoardFile *file, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
