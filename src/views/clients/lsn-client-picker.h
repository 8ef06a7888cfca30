/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-query.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives several clients tags, an owner or a segment: what there is by a few letters, a new one by
 * its name. One action, one undo. */
#define LSN_TYPE_CLIENT_PICKER (lsn_client_picker_get_type ())
G_DECLARE_FINAL_TYPE (LsnClientPicker, lsn_client_picker, LSN, CLIENT_PICKER, AdwDialog)

/* @facet: tag, owner or segment. @ids: of clients, element-type gint64 */
AdwDialog *lsn_client_picker_new (LsnContext *context, LsnClientFacet facet, GArray *ids);

G_END_DECLS
