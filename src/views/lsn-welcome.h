/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What an empty workspace shows: the ways to begin, each a command of the application. */
#define LSN_TYPE_WELCOME (lsn_welcome_get_type ())
G_DECLARE_FINAL_TYPE (LsnWelcome, lsn_welcome, LSN, WELCOME, AdwBin)

G_END_DECLS
