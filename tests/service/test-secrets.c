/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The password store against the real GNOME Keyring: absent, hung, open, locked, asked in vain,
 * frozen, ended; and where the secrets are not. */

#include "service/keyring-fixture.h"
#include "services/secrets/lsn-secrets.h"

#define DEADLINE_MS   3000
#define MAX_STALL_MS  100
#define N_LOCK_CYCLES 100

typedef struct
{
  LsnSecrets *secrets;
  GAsyncResult *result; /* owned, nullable: of the call that was waited for */
  double took_ms;
  double stall_ms;
} Fixture;

/* @data: whether there is a store, open */
static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  if (data)
    keyring_start (TRUE);
  fixture->secrets = lsn_secrets_new ();
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->secrets);
  if (data)
    keyring_stop ();
  keyring_forget ();
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

/* Waits for the call that was begun, and measures it and the main loop meanwhile. */
static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  gint64 began = g_get_monotonic_time ();
  Heartbeat *heartbeat = heartbeat_begin ();

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  fixture->took_ms = (double) (g_get_monotonic_time () - began) / 1000;
  fixture->stall_ms = heartbeat_end (heartbeat);
  return fixture->result;
}

static void
wait_for_state (Fixture *fixture, LsnSecretsState state)
{
  while (lsn_secrets_get_state (fixture->secrets) != state)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
check (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->result);
  lsn_secrets_check_async (fixture->secrets, NULL, done_cb, fixture);
  return lsn_secrets_check_finish (fixture->secrets, wait_for_result (fixture), error);
}

static gboolean
unlock (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->result);
  lsn_secrets_unlock_async (fixture->secrets, NULL, done_cb, fixture);
  return lsn_secrets_unlock_finish (fixture->secrets, wait_for_result (fixture), error);
}

static gboolean
store (Fixture *fixture, const char *account, const char *secret, GError **error)
{
  g_autofree char *label = g_strconcat ("Liaison: ", account, NULL);

  g_clear_object (&fixture->result);
  lsn_secrets_store_async (fixture->secrets, account, "password", label, secret, NULL, done_cb,
                           fixture);
  return lsn_secrets_store_finish (fixture->secrets, wait_for_result (fixture), error);
}

static LsnSecret *
lookup (Fixture *fixture, const char *account, GError **error)
{
  g_clear_object (&fixture->result);
  lsn_secrets_lookup_async (fixture->secrets, account, "password", NULL, done_cb, fixture);
  return lsn_secrets_lookup_finish (fixture->secrets, wait_for_result (fixture), error);
}

static gboolean delete (Fixture *fixture, const char *account, GError **error)
{
  g_clear_object (&fixture->result);
  lsn_secrets_delete_async (fixture->secrets, account, "password", NULL, done_cb, fixture);
  return lsn_secrets_delete_finish (fixture->secrets, wait_for_result (fixture), error);
}

static GPtrArray *
list (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->result);
  lsn_secrets_list_async (fixture->secrets, NULL, done_cb, fixture);
  return lsn_secrets_list_finish (fixture->secrets, wait_for_result (fixture), error);
}

static void
assert_state (Fixture *fixture, LsnSecretsState state)
{
  g_assert_cmpint (lsn_secrets_get_state (fixture->secrets), ==, state);
}

static void
assert_secret (Fixture *fixture, const char *account, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnSecret) secret = lookup (fixture, account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

/* --- No store, or one that is silent ---------------------------------------------------------- */

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_state (fixture, LSN_SECRETS_UNKNOWN);
  g_assert_null (lookup (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
  assert_state (fixture, LSN_SECRETS_UNAVAILABLE);
  g_test_message ("An absent store is told after %.1f ms", fixture->took_ms);
  g_assert_cmpfloat (fixture->took_ms, <, DEADLINE_MS);
  g_clear_error (&error);

  g_assert_false (store (fixture, "anna", "s3cret", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (delete (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_null (list (fixture, &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (unlock (fixture, &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
}

static void
assert_not_answering (Fixture *fixture, const GError *error)
{
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_NOT_ANSWERING);
  assert_state (fixture, LSN_SECRETS_NOT_ANSWERING);
  g_test_message ("A silent store is told after %.0f ms; the main loop stood still for %.1f ms",
                  fixture->took_ms, fixture->stall_ms);
  g_assert_cmpfloat (fixture->took_ms, >=, DEADLINE_MS - 10);
  g_assert_cmpfloat (fixture->took_ms, <, DEADLINE_MS * 2);
  g_assert_cmpfloat (fixture->stall_ms, <=, MAX_STALL_MS);
}

static void
test_hung (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_hang_begin ();
  g_assert_null (lookup (fixture, "anna", &error));
  assert_not_answering (fixture, error);
  g_clear_error (&error);
  g_assert_false (store (fixture, "anna", "s3cret", &error));
  assert_not_answering (fixture, error);
  g_clear_error (&error);
  g_assert_false (unlock (fixture, &error));
  assert_not_answering (fixture, error);
  keyring_hang_end ();
  wait_for_state (fixture, LSN_SECRETS_UNAVAILABLE);
}

/* Who gives up does not wait for the deadline. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  keyring_hang_begin ();
  lsn_secrets_lookup_async (fixture->secrets, "anna", "password", cancellable, done_cb, fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_cancellable_cancel (cancellable);
  g_assert_null (lsn_secrets_lookup_finish (fixture->secrets, wait_for_result (fixture), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (fixture->took_ms, <, DEADLINE_MS / 2.0);
  g_clear_error (&error);
  g_clear_object (&fixture->result);

  lsn_secrets_check_async (fixture->secrets, cancellable, done_cb, fixture);
  g_assert_false (lsn_secrets_check_finish (fixture->secrets, wait_for_result (fixture), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  keyring_hang_end ();
}

/* --- A real one ------------------------------------------------------------------------------- */

static void
test_not_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_start (FALSE);
  g_assert_true (check (fixture, &error));
  g_assert_no_error (error);
  assert_state (fixture, LSN_SECRETS_NOT_SET_UP);
  assert_secret (fixture, "anna", NULL);
  g_assert_false (store (fixture, "anna", "s3cret", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);

  keyring_dismiss_begin ();
  g_assert_false (unlock (fixture, &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_DISMISSED);
  g_assert_cmpuint (keyring_dismiss_end (), ==, 1);
  assert_state (fixture, LSN_SECRETS_NOT_SET_UP);
  keyring_stop ();
  wait_for_state (fixture, LSN_SECRETS_UNAVAILABLE);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  const LsnSecretInfo *info;

  assert_secret (fixture, "anna", NULL);
  assert_state (fixture, LSN_SECRETS_AVAILABLE);
  g_assert_true (store (fixture, "anna", "first", &error));
  g_assert_no_error (error);
  g_assert_true (store (fixture, "anna", "пароль & <b>", &error));
  g_assert_true (store (fixture, "bob", "", &error));
  g_assert_no_error (error);
  assert_secret (fixture, "anna", "пароль & <b>");
  assert_secret (fixture, "bob", "");
  assert_secret (fixture, "carol", NULL);
  g_assert_cmpfloat (fixture->stall_ms, <=, MAX_STALL_MS);

  infos = list (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (infos->len, ==, 2);
  info = g_ptr_array_index (infos, 0);
  g_assert_cmpstr (info->account, ==, "anna");
  g_assert_cmpstr (info->kind, ==, "password");
  g_assert_cmpstr (info->label, ==, "Liaison: anna");
  g_assert_cmpint (info->changed_at, >, 0);

  g_assert_true (delete (fixture, "anna", &error));
  g_assert_no_error (error);
  g_assert_true (delete (fixture, "anna", &error));
  g_assert_no_error (error);
  assert_secret (fixture, "anna", NULL);
  assert_secret (fixture, "bob", "");
  g_assert_true (unlock (fixture, &error));
  g_assert_no_error (error);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = NULL;

  g_assert_true (store (fixture, "anna", "s3cret", &error));
  keyring_lock ();
  g_assert_null (lookup (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  assert_state (fixture, LSN_SECRETS_LOCKED);
  g_clear_error (&error);
  /* What may be there is not missing. */
  g_assert_null (lookup (fixture, "nobody", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (store (fixture, "anna", "other", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (delete (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  infos = list (fixture, &error);
  g_assert_null (infos);
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);

  keyring_unlock ();
  wait_for_state (fixture, LSN_SECRETS_AVAILABLE);
  assert_secret (fixture, "anna", "s3cret");
}

/* R18: whoever locks and unlocks, the answer is the secret or “locked”, never “missing”. */
static void
test_lock_cycles (Fixture *fixture, gconstpointer data)
{
  guint n_locked = 0;
  guint n_found = 0;

  {
    g_autoptr (GError) error = NULL;

    g_assert_true (store (fixture, "anna", "s3cret", &error));
    g_assert_no_error (error);
  }
  for (guint i = 0; i < N_LOCK_CYCLES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnSecret) none = NULL;

      keyring_lock ();
      none = lookup (fixture, "anna", &error);
      g_assert_null (none);
      n_locked += g_error_matches (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
      keyring_unlock ();
      /* The signal is what a service retries on. */
      wait_for_state (fixture, LSN_SECRETS_AVAILABLE);
      assert_secret (fixture, "anna", "s3cret");
      n_found++;
    }
  g_test_message ("%u times locked, %u times found", n_locked, n_found);
  g_assert_cmpuint (n_locked, ==, N_LOCK_CYCLES);
}

static void
test_dismissed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_lock ();
  keyring_dismiss_begin ();
  for (guint i = 0; i < 5; i++)
    {
      g_assert_false (unlock (fixture, &error));
      g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_DISMISSED);
      assert_state (fixture, LSN_SECRETS_LOCKED);
      g_clear_error (&error);
    }
  /* No other call asks. */
  g_assert_null (lookup (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_LOCKED);
  g_assert_cmpuint (keyring_dismiss_end (), ==, 5);
  g_clear_error (&error);

  /* Without anybody who could ask it is the same. */
  g_assert_false (unlock (fixture, &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_DISMISSED);
  assert_state (fixture, LSN_SECRETS_LOCKED);
  keyring_unlock ();
  wait_for_state (fixture, LSN_SECRETS_AVAILABLE);
}

static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (fixture, "anna", "s3cret", &error));
  keyring_freeze ();
  g_assert_null (lookup (fixture, "anna", &error));
  assert_not_answering (fixture, error);
  keyring_thaw ();
  assert_secret (fixture, "anna", "s3cret");
  assert_state (fixture, LSN_SECRETS_AVAILABLE);
}

static void
test_restarted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (fixture, "anna", "s3cret", &error));
  g_assert_no_error (error);
  keyring_stop ();
  wait_for_state (fixture, LSN_SECRETS_UNAVAILABLE);
  g_assert_null (lookup (fixture, "anna", &error));
  g_assert_error (error, LSN_SECRETS_ERROR, LSN_SECRETS_ERROR_UNAVAILABLE);
  keyring_start (TRUE);
  wait_for_state (fixture, LSN_SECRETS_AVAILABLE);
  assert_secret (fixture, "anna", "s3cret");
}

/* R20: nothing is left in memory once it was used, freed memory included, nor in any file. */
static void
test_wiped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnSecret) secret = NULL;
  g_autofree char *file = NULL;
  char *canary = canary_new ();

  g_assert_cmpuint (canary_count (), ==, 1);
  g_assert_true (store (fixture, "canary", canary, &error));
  g_assert_no_error (error);
  secret = lookup (fixture, "canary", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_equal (secret, canary));
  g_assert_cmpuint (canary_count (), >=, 2);

  canary_free (canary);
  g_clear_pointer (&secret, lsn_secret_free);
  g_clear_object (&fixture->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (canary_count (), ==, 0);
  file = canary_find_file (g_get_home_dir ());
  g_assert_cmpstr (file, ==, NULL);
  g_clear_pointer (&file, g_free);
  file = canary_find_file (g_get_user_data_dir ());
  g_assert_cmpstr (file, ==, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function, with_store)                                                            \
  g_test_add ("/secrets/" path, Fixture, GINT_TO_POINTER (with_store), fixture_set_up, function,   \
              fixture_tear_down)
  ADD ("absent", test_absent, FALSE);
  ADD ("hung", test_hung, FALSE);
  ADD ("cancel", test_cancel, FALSE);
  ADD ("not-set-up", test_not_set_up, FALSE);
  ADD ("open", test_open, TRUE);
  ADD ("locked", test_locked, TRUE);
  ADD ("lock-cycles", test_lock_cycles, TRUE);
  ADD ("dismissed", test_dismissed, TRUE);
  ADD ("frozen", test_frozen, TRUE);
  ADD ("restarted", test_restarted, TRUE);
  ADD ("wiped", test_wiped, TRUE);
#undef ADD
  return g_test_run ();
}
