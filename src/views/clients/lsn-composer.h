/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"
#include "widgets/lsn-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnComposer: logs a touch by keyboard: kind, direction, with whom, how long, when, and the next
 * step behind an arrow, all in one action.
 *
 * What is typed is kept as a draft until it is logged.
 */
#define LSN_TYPE_COMPOSER (lsn_composer_get_type ())
G_DECLARE_FINAL_TYPE (LsnComposer, lsn_composer, LSN, COMPOSER, AdwBin)

/* The keys, for the shortcuts window. */
extern const LsnKey lsn_composer_keys[];

/* Called once. */
void lsn_composer_start (LsnComposer *self, LsnContext *context, gint64 client_id);

/* @people: element-type LsnRow of lsn_client_contact_info */
void lsn_composer_set_people (LsnComposer *self, const char *client_name, GPtrArray *people);

/* Takes the focus; @kind: (nullable): of the entry. */
void lsn_composer_begin (LsnComposer *self, const char *kind);

/**
 * lsn_composer_offer:
 * @contact_id: 0 for none
 *
 * Offers the entry of a call or a message that was begun a moment ago: Enter confirms it, with or
 * without words.
 */
void lsn_composer_offer (LsnComposer *self, const char *kind, gint64 contact_id);

G_END_DECLS
