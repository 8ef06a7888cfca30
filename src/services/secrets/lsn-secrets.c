/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "services/secrets/lsn-secrets.h"
#include "services/secrets/lsn-secret-prompt.h"
#include "services/secrets/lsn-secrets-private.h"

#include <glib/gi18n-lib.h>

#define DEADLINE_MS 3000
#define STORE_NAME  "org.freedesktop.secrets"

struct _LsnSecrets
{
  GObject parent_instance;

  LsnSecretsState state;
  guint watch_id;               /* of the store's name on the bus; 0 before the first call */
  SecretService *service;       /* owned, nullable */
  SecretCollection *collection; /* owned, nullable: the default one, as it was last seen */
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LsnSecrets, lsn_secrets, G_TYPE_OBJECT)
G_DEFINE_QUARK (lsn-secrets-error-quark, lsn_secrets_error)

const SecretSchema lsn_secrets_schema = {
  LSN_APP_ID_BASE ".Credential",
  SECRET_SCHEMA_NONE,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
job_free (gpointer data)
{
  LsnSecretsJob *job = data;

  g_clear_object (&job->service);
  g_clear_object (&job->collection);
  g_clear_pointer (&job->attributes, g_hash_table_unref);
  g_free (job->label);
  g_clear_pointer (&job->value, secret_value_unref);
  g_strfreev (job->paths);
  g_clear_pointer (&job->infos, g_ptr_array_unref);
  g_free (job);
}

/* --- The state -------------------------------------------------------------------------------- */

void
lsn_secrets_set_state (LsnSecrets *self, LsnSecretsState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_state_by_collection (LsnSecrets *self)
{
  if (self->collection == NULL)
    lsn_secrets_set_state (self, LSN_SECRETS_NOT_SET_UP);
  else if (secret_collection_get_locked (self->collection))
    lsn_secrets_set_state (self, LSN_SECRETS_LOCKED);
  else
    lsn_secrets_set_state (self, LSN_SECRETS_AVAILABLE);
}

static gboolean
is_absence (const GError *error)
{
  const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FORK_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_SETUP_FAILED,
    G_DBUS_ERROR_SPAWN_CONFIG_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID,
    G_DBUS_ERROR_SPAWN_FILE_INVALID,
    G_DBUS_ERROR_SPAWN_NO_MEMORY,
    G_DBUS_ERROR_UNKNOWN_INTERFACE,
    G_DBUS_ERROR_UNKNOWN_METHOD,
    G_DBUS_ERROR_UNKNOWN_OBJECT,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_NO_SERVER,
  };

  for (gsize i = 0; error->domain == G_DBUS_ERROR && i < G_N_ELEMENTS (codes); i++)
    {
      if (error->code == codes[i])
        return TRUE;
    }
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static gboolean
is_silence (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

GError *
lsn_secrets_new_error (LsnSecretsError code)
{
  switch (code)
    {
    case LSN_SECRETS_ERROR_LOCKED:
      return g_error_new_literal (LSN_SECRETS_ERROR, code,
                                  _ ("The password store is locked. Unlock it and try again."));
    case LSN_SECRETS_ERROR_UNAVAILABLE:
      return g_error_new_literal (LSN_SECRETS_ERROR, code,
                                  _ ("This desktop has no password store."));
    case LSN_SECRETS_ERROR_NOT_ANSWERING:
      return g_error_new_literal (LSN_SECRETS_ERROR, code,
                                  _ ("The password store does not answer. Try again later."));
    case LSN_SECRETS_ERROR_DISMISSED:
      return g_error_new_literal (LSN_SECRETS_ERROR, code, _ ("The password store stays locked."));
    case LSN_SECRETS_ERROR_FAILED:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* An LsnSecretBlame: what the bus or libsecret says, as one of ours. Nothing of a secret is in an
 * error. */
static GError *
blame (GObject *source, GError *cause)
{
  LsnSecrets *self = LSN_SECRETS (source);
  g_autoptr (GError) error = cause;

  if (error->domain == LSN_SECRETS_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&error);
  if (is_silence (error))
    {
      lsn_secrets_set_state (self, LSN_SECRETS_NOT_ANSWERING);
      return lsn_secrets_new_error (LSN_SECRETS_ERROR_NOT_ANSWERING);
    }
  if (is_absence (error))
    {
      lsn_secrets_set_state (self, LSN_SECRETS_UNAVAILABLE);
      return lsn_secrets_new_error (LSN_SECRETS_ERROR_UNAVAILABLE);
    }
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      lsn_secrets_set_state (self, LSN_SECRETS_LOCKED);
      return lsn_secrets_new_error (LSN_SECRETS_ERROR_LOCKED);
    }
  g_dbus_error_strip_remote_error (error);
  return g_error_new (LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_FAILED,
                      _ ("The password store refused: %s"), error->message);
}

static void
locked_cb (LsnSecrets *self)
{
  set_state_by_collection (self);
}

/* @collection: (nullable): watched from now on, so that an unlocking by others is told. */
static void
watch_collection (LsnSecrets *self, SecretCollection *collection)
{
  if (self->collection)
    g_signal_handlers_disconnect_by_func (self->collection, locked_cb, self);
  g_set_object (&self->collection, collection);
  if (collection)
    g_signal_connect_object (collection, "notify::locked", G_CALLBACK (locked_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
forget_store (LsnSecrets *self)
{
  watch_collection (self, NULL);
  g_clear_object (&self->service);
}

/* A store that comes is looked at; its coming is what those who were refused wait for. */
static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  LsnSecrets *self = user_data;

  if (self->state == LSN_SECRETS_UNAVAILABLE || self->state == LSN_SECRETS_NOT_ANSWERING)
    lsn_secrets_check_async (self, NULL, NULL, NULL);
}

/* A store that goes takes its session with it. The next call lets the bus start it again. */
static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  LsnSecrets *self = user_data;

  forget_store (self);
  if (self->state != LSN_SECRETS_UNKNOWN)
    lsn_secrets_set_state (self, LSN_SECRETS_UNAVAILABLE);
}

/* --- Steps that every call takes -------------------------------------------------------------- */

LsnSecretsJob *
lsn_secrets_job_new (const char *account, const char *kind)
{
  LsnSecretsJob *job = g_new0 (LsnSecretsJob, 1);

  job->attributes =
      secret_attributes_build (&lsn_secrets_schema, "application", LSN_APP_ID,
                               account ? "account" : NULL, account, "kind", kind, NULL);
  return job;
}

static void
service_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (SecretService) service = secret_service_open_finish (result, &error);
  LsnSecrets *self;
  LsnSecretsJob *job;

  /* Whatever keeps us from the bus: there is no password store for us. */
  if (error && !is_silence (error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      error = g_error_new_literal (G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER, "No bus");
    }
  if (!lsn_secret_call_goes_on (call, error))
    return;
  self = lsn_secret_call_get_source (call);
  job = lsn_secret_call_get_data (call);
  if (self->service == NULL)
    self->service = g_object_ref (service);
  job->service = g_steal_pointer (&service);
  job->with_service (call);
}

/* It speaks with the store directly: libsecret's simple calls may choose a file instead. */
static void
with_service (LsnSecretCall *call, LsnSecretStep next)
{
  LsnSecrets *self = lsn_secret_call_get_source (call);
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  job->with_service = next;
  if (job->service == NULL)
    g_set_object (&job->service, self->service);
  if (job->service)
    next (call);
  else
    secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE,
                         lsn_secret_call_get_cancellable (call), service_opened_cb, call);
}

static void
collection_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  LsnSecrets *self;
  LsnSecretsJob *job;

  if (!lsn_secret_call_goes_on (call, error))
    return;
  self = lsn_secret_call_get_source (call);
  job = lsn_secret_call_get_data (call);
  g_set_object (&job->collection, collection);
  watch_collection (self, collection);
  set_state_by_collection (self);
  job->with_collection (call);
}

static void
find_collection (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  secret_collection_for_alias (job->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               lsn_secret_call_get_cancellable (call), collection_found_cb, call);
}

void
lsn_secrets_with_collection (LsnSecretCall *call, LsnSecretStep next)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  job->with_collection = next;
  with_service (call, find_collection);
}

void
lsn_secrets_run (LsnSecrets *self, LsnSecretsJob *job, LsnSecretStep step,
                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
                 gpointer tag)
{
  LsnSecretCall *call = lsn_secret_call_new (G_OBJECT (self), DEADLINE_MS, blame, cancellable,
                                             callback, user_data, tag);

  lsn_secret_call_set_data (call, job, job_free);
  if (self->watch_id == 0)
    self->watch_id =
        g_bus_watch_name (G_BUS_TYPE_SESSION, STORE_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                          appeared_cb, vanished_cb, self, NULL);
  lsn_secrets_with_collection (call, step);
}

/* --- Check and unlock ------------------------------------------------------------------------- */

static void
answer_yes (LsnSecretCall *call)
{
  lsn_secret_call_return_boolean (call, TRUE);
}

void
lsn_secrets_check_async (LsnSecrets *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (LSN_IS_SECRETS (self));

  lsn_secrets_run (self, lsn_secrets_job_new (NULL, NULL), answer_yes, cancellable, callback,
                   user_data, lsn_secrets_check_async);
}

gboolean
lsn_secrets_check_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* After the asking: the store says itself whether it is open now. */
static void
see_unlocked (LsnSecretCall *call)
{
  LsnSecrets *self = lsn_secret_call_get_source (call);

  if (self->state == LSN_SECRETS_AVAILABLE)
    lsn_secret_call_return_boolean (call, TRUE);
  else
    lsn_secret_call_return_error (call, lsn_secrets_new_error (LSN_SECRETS_ERROR_LOCKED));
}

static void
prompted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  gboolean done = lsn_secret_prompt_finish (result, &error);

  if (!lsn_secret_call_goes_on (call, error))
    return;
  lsn_secret_call_resume (call);
  if (done)
    lsn_secrets_with_collection (call, see_unlocked);
  else
    lsn_secret_call_return_error (call, lsn_secrets_new_error (LSN_SECRETS_ERROR_DISMISSED));
}

/* What Unlock and CreateCollection answer: what is done already, and a prompt or “/”. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *owner = NULL;
  const char *prompt;

  if (!lsn_secret_call_goes_on (call, error))
    return;
  g_variant_get_child (answer, 1, "&o", &prompt);
  if (g_str_equal (prompt, "/"))
    {
      lsn_secrets_with_collection (call, see_unlocked);
      return;
    }
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (source));
  if (owner == NULL)
    {
      lsn_secret_call_return_error (call, lsn_secrets_new_error (LSN_SECRETS_ERROR_UNAVAILABLE));
      return;
    }
  lsn_secret_call_pause (call);
  lsn_secret_prompt_async (g_dbus_proxy_get_connection (G_DBUS_PROXY (source)), owner, prompt,
                           lsn_secret_call_get_cancellable (call), prompted_cb, call);
}

static void
create_collection (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);
  GVariantBuilder props;

  g_variant_builder_init (&props, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&props, "{sv}", LSN_SECRETS_COLLECTION ".Label",
                         g_variant_new_string (_ ("Passwords")));
  g_dbus_proxy_call (G_DBUS_PROXY (job->service), "CreateCollection",
                     g_variant_new ("(a{sv}s)", &props, "default"), G_DBUS_CALL_FLAGS_NONE,
                     DEADLINE_MS, lsn_secret_call_get_cancellable (call), asked_cb, call);
}

/* Where ours lie in another keyring than the default one, that is opened as well. */
static void
ours_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariantIter) locked = NULL;
  LsnSecretsJob *job;
  GVariantBuilder paths;
  const char *path;

  if (!lsn_secret_call_goes_on (call, error))
    return;
  job = lsn_secret_call_get_data (call);
  g_variant_builder_init (&paths, G_VARIANT_TYPE ("ao"));
  g_variant_builder_add (&paths, "o",
                         g_dbus_proxy_get_object_path (G_DBUS_PROXY (job->collection)));
  g_variant_get (answer, "(aoao)", NULL, &locked);
  while (g_variant_iter_next (locked, "&o", &path))
    g_variant_builder_add (&paths, "o", path);
  g_dbus_proxy_call (G_DBUS_PROXY (job->service), "Unlock", g_variant_new ("(ao)", &paths),
                     G_DBUS_CALL_FLAGS_NONE, DEADLINE_MS, lsn_secret_call_get_cancellable (call),
                     asked_cb, call);
}

static void
unlock (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  if (job->collection == NULL)
    create_collection (call);
  else
    lsn_secrets_search (call, ours_found_cb);
}

void
lsn_secrets_unlock_async (LsnSecrets *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LSN_IS_SECRETS (self));

  lsn_secrets_run (self, lsn_secrets_job_new (NULL, NULL), unlock, cancellable, callback, user_data,
                   lsn_secrets_unlock_async);
}

gboolean
lsn_secrets_unlock_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_unlock_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_secrets_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LsnSecrets *self = LSN_SECRETS (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lsn_secrets_dispose (GObject *object)
{
  LsnSecrets *self = LSN_SECRETS (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  forget_store (self);

  G_OBJECT_CLASS (lsn_secrets_parent_class)->dispose (object);
}

static void
lsn_secrets_class_init (LsnSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lsn_secrets_get_property;
  object_class->dispose = lsn_secrets_dispose;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, LSN_TYPE_SECRETS_STATE, LSN_SECRETS_UNKNOWN,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lsn_secrets_init (LsnSecrets *self)
{
}

LsnSecrets *
lsn_secrets_new (void)
{
  return g_object_new (LSN_TYPE_SECRETS, NULL);
}

LsnSecretsState
lsn_secrets_get_state (LsnSecrets *self)
{
  g_return_val_if_fail (LSN_IS_SECRETS (self), LSN_SECRETS_UNKNOWN);

  return self->state;
}
