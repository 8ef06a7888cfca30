/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "services/secrets/lsn-secrets-state.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (LsnSecretsState, lsn_secrets_state,
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_NOT_SET_UP, "not-set-up"),
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_UNAVAILABLE, "unavailable"),
                    G_DEFINE_ENUM_VALUE (LSN_SECRETS_NOT_ANSWERING, "not-answering"))

static const struct
{
  const char *title;
  const char *text;
} words[] = {
  [LSN_SECRETS_UNKNOWN] = { N_ ("Asking the Password Store…"),
                            N_ ("Passwords are kept in the password store of this desktop.") },
  [LSN_SECRETS_AVAILABLE] = { N_ ("Password Store Unlocked"),
                              N_ ("Passwords are kept in the password store of this desktop and "
                                  "nowhere else.") },
  [LSN_SECRETS_LOCKED] = { N_ ("Password Store Locked"),
                           N_ ("Liaison works on; what needs a password waits until the store is "
                               "unlocked.") },
  [LSN_SECRETS_NOT_SET_UP] = { N_ ("Password Store Not Set Up"),
                               N_ ("This desktop has a password store without a keyring. Setting "
                                   "it up asks for a password of your choice.") },
  [LSN_SECRETS_UNAVAILABLE] = { N_ ("Password Store Unavailable"),
                                N_ ("This desktop offers no password store. Liaison works on and "
                                    "writes passwords nowhere else. Install GNOME Keyring to keep "
                                    "them.") },
  [LSN_SECRETS_NOT_ANSWERING] = { N_ ("Password Store Not Answering"),
                                  N_ ("Liaison works on; what needs a password waits until the "
                                      "store answers.") },
};

const char *
lsn_secrets_state_get_title (LsnSecretsState state)
{
  return _ (words[state].title);
}

const char *
lsn_secrets_state_get_text (LsnSecretsState state)
{
  return _ (words[state].text);
}
