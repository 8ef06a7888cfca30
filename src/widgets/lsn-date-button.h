/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnDateButton: shows a day, with or without a time, and lets one choose another: by a word
 * (tomorrow, yesterday), in a calendar, or a time as people type it.
 *
 * Properties: `past` (words that lead back instead of ahead), `optional` (may be no day), `timed`
 * (has a time, which may be blank), `empty-label` (what stands there without a day).
 * Signal `changed`: the user has chosen.
 */
#define LSN_TYPE_DATE_BUTTON (lsn_date_button_get_type ())
G_DECLARE_FINAL_TYPE (LsnDateButton, lsn_date_button, LSN, DATE_BUTTON, AdwBin)

GtkWidget *lsn_date_button_new (void);

/* @minute: of the day, -1 for none. */
void lsn_date_button_set (LsnDateButton *self, LsnDate date, int minute);

/* LSN_DATE_NONE for no day. */
LsnDate lsn_date_button_get_date (LsnDateButton *self);

/* -1 for none. */
int lsn_date_button_get_minute (LsnDateButton *self);

/* What a screen reader says before the date: “Due”. */
void lsn_date_button_set_label (LsnDateButton *self, const char *label);

G_END_DECLS
