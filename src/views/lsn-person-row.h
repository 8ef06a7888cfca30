/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnPersonRow: with whom of a client's people something was, is, or shall be.
 *
 * It shows itself only where there is somebody to choose. `notify::selected`: another one.
 */
#define LSN_TYPE_PERSON_ROW (lsn_person_row_get_type ())
G_DECLARE_FINAL_TYPE (LsnPersonRow, lsn_person_row, LSN, PERSON_ROW, AdwComboRow)

/**
 * lsn_person_row_set_people:
 * @people: element-type LsnRow of lsn_client_contact_info
 * @chosen: a contact, 0 for nobody in particular
 * @chosen_name: (nullable): of one who is not with the client any more, and stays choosable
 */
void lsn_person_row_set_people (LsnPersonRow *self, GPtrArray *people, gint64 chosen,
                                const char *chosen_name);

/* 0 for nobody in particular. */
gint64 lsn_person_row_get_contact (LsnPersonRow *self);

G_END_DECLS
