/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/interchange/lsn-ical-line.h"

G_BEGIN_DECLS

typedef struct
{
  LsnDate date;
  int minute; /* -1: the whole day */
  char *zone; /* owned, nullable: wherever one is */
} LsnIcalMoment;

/* The zones that a calendar speaks of, by names of its own: as the system knows them. */
typedef struct _LsnIcalZones LsnIcalZones;

/* @text: the whole calendar, whose VTIMEZONEs may stand behind what names them */
LsnIcalZones *lsn_ical_zones_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void lsn_ical_zones_free (LsnIcalZones *self);

/**
 * lsn_ical_zones_parse_moment:
 * @line: where the value stands, with its TZID
 * @moment: (out): its zone is the caller's
 *
 * A second is left out. UTC is a zone as others.
 */
gboolean lsn_ical_zones_parse_moment (LsnIcalZones *self, const LsnIcalLine *line,
                                      const char *value, LsnIcalMoment *moment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnIcalZones, lsn_ical_zones_free)

G_END_DECLS
