/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-write.h"
#include "model/interchange/lsn-source.h"

/* Returns: what a source reads, a record after the other: "row:name (person, role)
 * person:kind=value …/". */
char *print_records (LsnImportNext next, gpointer source, GError **error);
