/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-record.h"

G_BEGIN_DECLS

/* Clients as JSON, a line each: {"format":"liaison-clients","version":1,"clients":[…]}. The man
 * page has the members; a member without a value is left out. */

#define LSN_JSON_FORMAT  "liaison-clients"
#define LSN_JSON_VERSION 1

void lsn_json_write_begin (GString *text);
void lsn_json_write_record (GString *text, const LsnImportRecord *record);
void lsn_json_write_end (GString *text);

G_END_DECLS
