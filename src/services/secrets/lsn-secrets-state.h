/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is known of the password store of the desktop. */
typedef enum
{
  LSN_SECRETS_UNKNOWN,     /* nobody has asked it yet */
  LSN_SECRETS_AVAILABLE,   /* unlocked */
  LSN_SECRETS_LOCKED,      /* it answers, and keeps the passwords to itself until it is unlocked */
  LSN_SECRETS_NOT_SET_UP,  /* it answers, and has no keyring yet */
  LSN_SECRETS_UNAVAILABLE, /* there is none on this desktop, or it has ended */
  LSN_SECRETS_NOT_ANSWERING, /* it is there, and was silent for longer than the deadline */
} LsnSecretsState;

#define LSN_TYPE_SECRETS_STATE (lsn_secrets_state_get_type ())
GType lsn_secrets_state_get_type (void) G_GNUC_CONST;

/* The state in the user's language: a title, and a sentence that says what follows from it.
 * Static. */
const char *lsn_secrets_state_get_title (LsnSecretsState state);
const char *lsn_secrets_state_get_text (LsnSecretsState state);

G_END_DECLS
