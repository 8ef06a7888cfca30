/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "services/secrets/lsn-secret-call.h"
#include "services/secrets/lsn-secrets.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define LSN_SECRETS_COLLECTION "org.freedesktop.Secret.Collection"
#define LSN_SECRETS_ITEM       "org.freedesktop.Secret.Item"

extern const SecretSchema lsn_secrets_schema;

/* What the steps of a call need. */
typedef struct
{
  LsnSecretStep with_service;    /* the step to take once @service is there */
  LsnSecretStep with_collection; /* likewise */
  SecretService *service;        /* owned, nullable */
  SecretCollection *collection;  /* owned, nullable: the default one; NULL where there is none */
  GHashTable *attributes;        /* owned, nullable: of the credential, all of ours without one */
  char *label;                   /* owned, nullable */
  SecretValue *value;            /* owned, nullable; wiped when it goes */
  GStrv paths;                   /* owned, nullable: of items that are being read */
  guint n_read;                  /* how many of @paths are */
  GPtrArray *infos;              /* owned, nullable; element-type LsnSecretInfo */
} LsnSecretsJob;

/* @account and @kind: nullable; without them, everything that is ours. */
LsnSecretsJob *
lsn_secrets_job_new (const char *account, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

/* What every call does: begins it with @job, which is taken, and takes @step once the default
 * collection was looked at. */
void lsn_secrets_run (LsnSecrets *self, LsnSecretsJob *job, LsnSecretStep step,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
                      gpointer tag);

/* Takes the step @next once the default collection was looked at: what it says of being locked is
 * of this moment, and is the state from now on. */
void lsn_secrets_with_collection (LsnSecretCall *call, LsnSecretStep next);

/* Asks which items have the attributes of the call: (aoao), those that are open and those locked.
 */
void lsn_secrets_search (LsnSecretCall *call, GAsyncReadyCallback callback);

void lsn_secrets_set_state (LsnSecrets *self, LsnSecretsState state);
GError *lsn_secrets_new_error (LsnSecretsError code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
