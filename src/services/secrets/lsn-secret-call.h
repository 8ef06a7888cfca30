/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LsnSecretCall: one call to the password store, answered exactly once: by the store, by the
 * deadline or by its canceller, whichever comes first.
 *
 * Who waits for a step of it owns it, and gives it away with the answer; an answer that comes after
 * the deadline goes nowhere. Main thread.
 */
typedef struct _LsnSecretCall LsnSecretCall;

/* The next step, with the call as it goes on. */
typedef void (*LsnSecretStep) (LsnSecretCall *call);

/* Makes of an error of the bus one that the caller understands, and notes what it tells. */
typedef GError *(*LsnSecretBlame) (GObject *source, GError *error);

LsnSecretCall *lsn_secret_call_new (GObject *source, guint deadline_ms, LsnSecretBlame blame,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data, gpointer tag) G_GNUC_WARN_UNUSED_RESULT;

gpointer lsn_secret_call_get_source (LsnSecretCall *self);

/* Cancelled when nobody waits for the answer any more. */
GCancellable *lsn_secret_call_get_cancellable (LsnSecretCall *self);

/* @data: what the steps need, owned from now on. */
void lsn_secret_call_set_data (LsnSecretCall *self, gpointer data, GDestroyNotify destroy);
gpointer lsn_secret_call_get_data (LsnSecretCall *self);

/* A person is asked, who may think longer than a program: the deadline waits until
 * lsn_secret_call_resume(). */
void lsn_secret_call_pause (LsnSecretCall *self);
void lsn_secret_call_resume (LsnSecretCall *self);

/**
 * lsn_secret_call_goes_on:
 * @error: (nullable) (transfer full): what the step failed with
 *
 * Returns: whether to take the next step. Else the call is gone: it was answered before, or is
 * now with @error.
 */
gboolean lsn_secret_call_goes_on (LsnSecretCall *self, GError *error);

/* Each answers, and frees the call. */
void lsn_secret_call_return_error (LsnSecretCall *self, GError *error);
void lsn_secret_call_return_boolean (LsnSecretCall *self, gboolean result);
void lsn_secret_call_return_pointer (LsnSecretCall *self, gpointer result, GDestroyNotify destroy);

G_END_DECLS
