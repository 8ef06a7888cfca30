/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "services/secrets/lsn-secrets-state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnSecrets: the credentials of the user, in the password store of the desktop and nowhere else.
 *
 * Every call answers within three seconds, and none but lsn_secrets_unlock_async() opens a window.
 * There is no file to fall back on. Nothing is asked before the first call. `notify::state` tells
 * when a locked store was unlocked or one that was away has come, also by others: who was refused
 * tries again then. Main thread.
 */
#define LSN_TYPE_SECRETS (lsn_secrets_get_type ())
G_DECLARE_FINAL_TYPE (LsnSecrets, lsn_secrets, LSN, SECRETS, GObject)

typedef enum
{
  LSN_SECRETS_ERROR_FAILED,
  LSN_SECRETS_ERROR_LOCKED,        /* not “missing”: it may be there */
  LSN_SECRETS_ERROR_UNAVAILABLE,   /* no store on this desktop */
  LSN_SECRETS_ERROR_NOT_ANSWERING, /* after three seconds */
  LSN_SECRETS_ERROR_DISMISSED,     /* the person closed the window that asked */
} LsnSecretsError;

#define LSN_SECRETS_ERROR (lsn_secrets_error_quark ())
GQuark lsn_secrets_error_quark (void);

/* Zero-terminated text in memory that is not swapped out; lsn_secret_free() wipes it. */
typedef char LsnSecret;
void lsn_secret_free (LsnSecret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnSecret, lsn_secret_free)

/* One credential that Liaison keeps, without its secret. */
typedef struct
{
  char *account;     /* owned: whose it is, as given when stored */
  char *kind;        /* owned: what it is, likewise */
  char *label;       /* owned: as a person reads it */
  gint64 changed_at; /* UTC microseconds */
} LsnSecretInfo;

LsnSecrets *lsn_secrets_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The last that was seen, told by `notify::state`. */
LsnSecretsState lsn_secrets_get_state (LsnSecrets *self);

/* Asks the store how it is. Finish returns %TRUE when it answered, whatever it said. */
void lsn_secrets_check_async (LsnSecrets *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lsn_secrets_check_finish (LsnSecrets *self, GAsyncResult *result, GError **error);

/* Unlocks the store, or sets it up, with the store's own window. Three seconds are for the store;
 * the person has time. */
void lsn_secrets_unlock_async (LsnSecrets *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean lsn_secrets_unlock_finish (LsnSecrets *self, GAsyncResult *result, GError **error);

/**
 * lsn_secrets_store_async:
 * @account: an id that does not change, such as that of an account in the workspace
 * @kind: "password", "refresh-token", …
 * @label: (not nullable): as the person sees it in the store: “Liaison: anna@example.org”
 * @secret: copied to memory that is wiped; the caller wipes its own
 *
 * Replaces what was there. LSN_SECRETS_ERROR_LOCKED where the store is locked or not set up.
 */
void lsn_secrets_store_async (LsnSecrets *self, const char *account, const char *kind,
                              const char *label, const char *secret, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lsn_secrets_store_finish (LsnSecrets *self, GAsyncResult *result, GError **error);

/**
 * lsn_secrets_lookup_finish:
 *
 * Returns: (transfer full) (nullable): %NULL without an error where there is none, which is said
 * only of a store that is open to be looked into.
 */
void lsn_secrets_lookup_async (LsnSecrets *self, const char *account, const char *kind,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
LsnSecret *lsn_secrets_lookup_finish (LsnSecrets *self, GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Deleting what is not there succeeds. */
void lsn_secrets_delete_async (LsnSecrets *self, const char *account, const char *kind,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean lsn_secrets_delete_finish (LsnSecrets *self, GAsyncResult *result, GError **error);

/**
 * lsn_secrets_list_finish:
 *
 * Returns: (transfer full) (element-type LsnSecretInfo): what Liaison keeps, ordered by label
 */
void lsn_secrets_list_async (LsnSecrets *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *lsn_secrets_list_finish (LsnSecrets *self, GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
