/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lsn_zone_dup_known:
 * @name: untrusted: as files of others name a zone: “Europe/Berlin”, “W. Europe Standard Time”,
 *   “/freeassociation.sourceforge.net/Tzfile/Europe/Berlin”
 *
 * Returns: (nullable): the IANA name that this machine knows it by
 */
char *lsn_zone_dup_known (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
