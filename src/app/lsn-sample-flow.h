/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

G_BEGIN_DECLS

/**
 * lsn_sample_flow_start:
 *
 * Opens the invented agency in a program of its own, beside the user's workspace; invents it where
 * it is not there yet, which the job of @context tells.
 */
void lsn_sample_flow_start (LsnContext *context);

G_END_DECLS
