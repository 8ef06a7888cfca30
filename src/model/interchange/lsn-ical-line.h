/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of iCalendar, unfolded: NAME;PARAMETER=VALUE:VALUE. */
typedef struct
{
  guint number;     /* where it begins in the file, from 1 */
  char *name;       /* in capitals; as all below valid until the next line is asked for */
  char *value;      /* as it stands there */
  GPtrArray *names; /* element-type char: of parameters, in capitals */
  GPtrArray *texts; /* element-type char: their values, without quotes */
} LsnIcalLine;

/* The lines of a text, however they are ended and folded. What has no colon is passed over. */
typedef struct _LsnIcalLines LsnIcalLines;

/* @text: valid UTF-8; borrowed */
LsnIcalLines *lsn_ical_lines_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void lsn_ical_lines_free (LsnIcalLines *self);

/* Returns: (transfer none) (nullable): %NULL at the end */
const LsnIcalLine *lsn_ical_lines_next (LsnIcalLines *self);

/* Returns: (nullable): the value of a parameter */
const char *lsn_ical_line_get (const LsnIcalLine *self, const char *parameter);

/* A text value without its escapes; %NULL of a blank one. */
char *lsn_ical_dup_text (const char *value) G_GNUC_WARN_UNUSED_RESULT;

/* “-PT15M”, “P1W”, in minutes. */
gboolean lsn_ical_parse_duration (const char *value, int *minutes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnIcalLines, lsn_ical_lines_free)

G_END_DECLS
