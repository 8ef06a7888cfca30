/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnChannelsGroup: the ways to reach a client or a person, in a form.
 *
 * A row each: its kind is guessed from what is typed until one chooses it, it may have a label of
 * its own (“work”), and the first one is the one that is preferred.
 *
 * Signals: `changed`: by the user; `typed (kind, value)`: to look whether somebody has it.
 */
#define LSN_TYPE_CHANNELS_GROUP (lsn_channels_group_get_type ())
G_DECLARE_FINAL_TYPE (LsnChannelsGroup, lsn_channels_group, LSN, CHANNELS_GROUP,
                      AdwPreferencesGroup)

/* @channels: (nullable): element-type LsnRow of lsn_channel_info, in order; a new form offers a
 * phone and a mail */
void lsn_channels_group_set (LsnChannelsGroup *self, GPtrArray *channels);

/* Returns: element-type LsnRow of lsn_channel_info, as lsn_channels_replace() takes them. */
GPtrArray *lsn_channels_group_dup (LsnChannelsGroup *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
