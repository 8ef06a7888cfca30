/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "services/secrets/lsn-secrets-private.h"

void
lsn_secret_free (LsnSecret *secret)
{
  secret_password_free (secret);
}

void
lsn_secrets_search (LsnSecretCall *call, GAsyncReadyCallback callback)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);
  GVariantBuilder attributes;
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "xdg:schema", lsn_secrets_schema.name);
  g_hash_table_iter_init (&iter, job->attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&attributes, "{ss}", name, value);
  g_dbus_proxy_call (G_DBUS_PROXY (job->service), "SearchItems",
                     g_variant_new ("(a{ss})", &attributes), G_DBUS_CALL_FLAGS_NONE, -1,
                     lsn_secret_call_get_cancellable (call), callback, call);
}

/* As the store said during this call. */
static gboolean
is_locked (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  return job->collection && secret_collection_get_locked (job->collection);
}

static void
refuse_locked (LsnSecretCall *call)
{
  lsn_secrets_set_state (lsn_secret_call_get_source (call), LSN_SECRETS_LOCKED);
  lsn_secret_call_return_error (call, lsn_secrets_new_error (LSN_SECRETS_ERROR_LOCKED));
}

/* --- Store ------------------------------------------------------------------------------------ */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (lsn_secret_call_goes_on (call, error))
    lsn_secret_call_return_boolean (call, TRUE);
}

static void
create (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  if (job->collection == NULL || is_locked (call))
    lsn_secret_call_return_error (call, lsn_secrets_new_error (LSN_SECRETS_ERROR_LOCKED));
  else
    secret_item_create (job->collection, &lsn_secrets_schema, job->attributes, job->label,
                        job->value, SECRET_ITEM_CREATE_REPLACE,
                        lsn_secret_call_get_cancellable (call), created_cb, call);
}

void
lsn_secrets_store_async (LsnSecrets *self, const char *account, const char *kind, const char *label,
                         const char *secret, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  LsnSecretsJob *job;

  g_return_if_fail (LSN_IS_SECRETS (self));
  g_return_if_fail (account != NULL && kind != NULL && label != NULL && secret != NULL);

  job = lsn_secrets_job_new (account, kind);
  job->label = g_strdup (label);
  job->value = secret_value_new (secret, -1, "text/plain");
  lsn_secrets_run (self, job, create, cancellable, callback, user_data, lsn_secrets_store_async);
}

gboolean
lsn_secrets_store_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Look up ---------------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  SecretItem *item = SECRET_ITEM (source);
  SecretValue *value;

  secret_item_load_secret_finish (item, result, &error);
  if (!lsn_secret_call_goes_on (call, error))
    return;
  value = secret_item_get_secret (item);
  if (value)
    lsn_secret_call_return_pointer (call, secret_value_unref_to_password (value, NULL),
                                    (GDestroyNotify) lsn_secret_free);
  else
    refuse_locked (call);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autolist (SecretItem) items =
      secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (!lsn_secret_call_goes_on (call, error))
    return;
  /* A locked store, too, says that it found nothing. */
  if (items ? secret_item_get_locked (items->data) : is_locked (call))
    refuse_locked (call);
  else if (items == NULL)
    lsn_secret_call_return_pointer (call, NULL, NULL);
  else
    secret_item_load_secret (items->data, lsn_secret_call_get_cancellable (call), loaded_cb, call);
}

/* Of the items that match, libsecret gives the open one that was stored last, else a locked one. */
static void
find (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);

  secret_service_search (job->service, &lsn_secrets_schema, job->attributes, SECRET_SEARCH_NONE,
                         lsn_secret_call_get_cancellable (call), found_cb, call);
}

void
lsn_secrets_lookup_async (LsnSecrets *self, const char *account, const char *kind,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LSN_IS_SECRETS (self));
  g_return_if_fail (account != NULL && kind != NULL);

  lsn_secrets_run (self, lsn_secrets_job_new (account, kind), find, cancellable, callback,
                   user_data, lsn_secrets_lookup_async);
}

LsnSecret *
lsn_secrets_lookup_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Reading item after item ------------------------------------------------------------------ */

static void read_next (LsnSecretCall *call);
static void delete_next (LsnSecretCall *call);

/* Keeps the paths of the open items for the steps to come. Returns FALSE, and the call is answered,
 * where that may not be all of them. */
static gboolean
take_paths (LsnSecretCall *call, GObject *source, GAsyncResult *result)
{
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_auto (GStrv) locked = NULL;
  LsnSecretsJob *job;

  if (!lsn_secret_call_goes_on (call, error))
    return FALSE;
  job = lsn_secret_call_get_data (call);
  g_variant_get (answer, "(^ao^ao)", &job->paths, &locked);
  if (*locked == NULL && !is_locked (call))
    return TRUE;
  refuse_locked (call);
  return FALSE;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* Somebody else was quicker. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    g_clear_error (&error);
  if (lsn_secret_call_goes_on (call, error))
    delete_next (call);
}

static void
delete_next (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);
  const char *path = job->paths[job->n_read];

  if (path == NULL)
    {
      lsn_secret_call_return_boolean (call, TRUE);
      return;
    }
  job->n_read++;
  g_dbus_connection_call (g_dbus_proxy_get_connection (G_DBUS_PROXY (job->service)),
                          g_dbus_proxy_get_name (G_DBUS_PROXY (job->service)), path,
                          LSN_SECRETS_ITEM, "Delete", NULL, G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, lsn_secret_call_get_cancellable (call),
                          deleted_cb, call);
}

static void
delete_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (take_paths (user_data, source, result))
    delete_next (user_data);
}

static void
search_to_delete (LsnSecretCall *call)
{
  lsn_secrets_search (call, delete_found_cb);
}

void
lsn_secrets_delete_async (LsnSecrets *self, const char *account, const char *kind,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LSN_IS_SECRETS (self));
  g_return_if_fail (account != NULL && kind != NULL);

  lsn_secrets_run (self, lsn_secrets_job_new (account, kind), search_to_delete, cancellable,
                   callback, user_data, lsn_secrets_delete_async);
}

gboolean
lsn_secrets_delete_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_delete_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- List ------------------------------------------------------------------------------------- */

static void
info_free (gpointer data)
{
  LsnSecretInfo *info = data;

  g_free (info->account);
  g_free (info->kind);
  g_free (info->label);
  g_free (info);
}

static void
add_info (LsnSecretsJob *job, GVariant *properties)
{
  LsnSecretInfo *info = g_new0 (LsnSecretInfo, 1);
  g_autoptr (GVariant) attributes =
      g_variant_lookup_value (properties, "Attributes", G_VARIANT_TYPE ("a{ss}"));
  guint64 modified = 0;

  if (attributes)
    {
      g_variant_lookup (attributes, "account", "s", &info->account);
      g_variant_lookup (attributes, "kind", "s", &info->kind);
    }
  g_variant_lookup (properties, "Label", "s", &info->label);
  g_variant_lookup (properties, "Modified", "t", &modified);
  info->changed_at = (gint64) modified * G_USEC_PER_SEC;
  g_ptr_array_add (job->infos, info);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnSecretCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) properties = NULL;

  if (!lsn_secret_call_goes_on (call, error))
    return;
  properties = g_variant_get_child_value (answer, 0);
  add_info (lsn_secret_call_get_data (call), properties);
  read_next (call);
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  const LsnSecretInfo *x = a, *y = b;

  return g_strcmp0 (x->label, y->label);
}

static void
read_next (LsnSecretCall *call)
{
  LsnSecretsJob *job = lsn_secret_call_get_data (call);
  const char *path = job->paths[job->n_read];

  if (path == NULL)
    {
      g_ptr_array_sort_values (job->infos, compare_infos);
      lsn_secret_call_return_pointer (call, g_steal_pointer (&job->infos),
                                      (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  job->n_read++;
  g_dbus_connection_call (g_dbus_proxy_get_connection (G_DBUS_PROXY (job->service)),
                          g_dbus_proxy_get_name (G_DBUS_PROXY (job->service)), path,
                          "org.freedesktop.DBus.Properties", "GetAll",
                          g_variant_new ("(s)", LSN_SECRETS_ITEM), G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, lsn_secret_call_get_cancellable (call),
                          read_cb, call);
}

static void
list_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (take_paths (user_data, source, result))
    read_next (user_data);
}

static void
search_to_list (LsnSecretCall *call)
{
  lsn_secrets_search (call, list_found_cb);
}

void
lsn_secrets_list_async (LsnSecrets *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  LsnSecretsJob *job;

  g_return_if_fail (LSN_IS_SECRETS (self));

  job = lsn_secrets_job_new (NULL, NULL);
  job->infos = g_ptr_array_new_with_free_func (info_free);
  lsn_secrets_run (self, job, search_to_list, cancellable, callback, user_data,
                   lsn_secrets_list_async);
}

GPtrArray *
lsn_secrets_list_finish (LsnSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_secrets_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
