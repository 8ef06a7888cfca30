/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who made Liaison, what is new in it, and what a report of a mistake should say. */
AdwDialog *lsn_about_dialog_new (LsnContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
