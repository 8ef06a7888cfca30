/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-search-provider.h"
#include "app/lsn-palette-item.h"
#include "app/lsn-application-private.h"
#include "model/search/lsn-search.h"

#include <gio/gio.h>

/* The shell shows five, and the rest on demand. Names leave room for what was said. */
#define MAX_RESULTS 20
#define MAX_NAMES   12

/* A result, as its id: kind, id, client, title, subtitle. */
#define RESULT_TYPE "(sxxss)"

/* https://developer.gnome.org/documentation/tutorials/search-provider.html */
static const char introspection[] =
    "<node><interface name='org.gnome.Shell.SearchProvider2'>"
    "<method name='GetInitialResultSet'>"
    "<arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
    "</method>"
    "<method name='GetSubsearchResultSet'>"
    "<arg type='as' name='previous_results' direction='in'/>"
    "<arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
    "</method>"
    "<method name='GetResultMetas'>"
    "<arg type='as' name='identifiers' direction='in'/>"
    "<arg type='aa{sv}' name='metas' direction='out'/>"
    "</method>"
    "<method name='ActivateResult'>"
    "<arg type='s' name='identifier' direction='in'/><arg type='as' name='terms' direction='in'/>"
    "<arg type='u' name='timestamp' direction='in'/>"
    "</method>"
    "<method name='LaunchSearch'>"
    "<arg type='as' name='terms' direction='in'/>"
    "<arg type='u' name='timestamp' direction='in'/>"
    "</method>"
    "</interface></node>";

struct _LsnSearchProvider
{
  GObject parent_instance;

  LsnApplication *application; /* borrowed */
  LsnStore *store;             /* owned, nullable until it is open */
  gboolean settled;            /* there is a store, or there will be none */
  GCancellable *cancellable;   /* owned, nullable: of the question under way */
  GQueue waiting;              /* element-type Question, owned: came before the store was open */
  guint registration;
};

G_DEFINE_FINAL_TYPE (LsnSearchProvider, lsn_search_provider, G_TYPE_OBJECT)

/* A question of the shell; the program stays until it is answered. */
typedef struct
{
  GApplication *application;         /* owned, held */
  GDBusMethodInvocation *invocation; /* owned, nullable once it is answered */
  char *text;                        /* owned */
} Question;

static void
question_answer (Question *question, GVariantBuilder *results)
{
  g_dbus_method_invocation_return_value (g_steal_pointer (&question->invocation),
                                         g_variant_new ("(as)", results));
}

static void
question_free (gpointer data)
{
  Question *question = data;
  GVariantBuilder nothing;

  g_variant_builder_init (&nothing, G_VARIANT_TYPE ("as"));
  if (question->invocation)
    question_answer (question, &nothing);
  g_variant_builder_clear (&nothing);
  g_application_release (question->application);
  g_object_unref (question->application);
  g_free (question->text);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* --- Finding ---------------------------------------------------------------------------------- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  const LsnSearch *search = lsn_store_finish (LSN_STORE (source), result, NULL);
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE ("as"));
  for (guint i = 0; search && i < search->hits->len; i++)
    {
      const LsnSearchHit *hit = g_ptr_array_index (search->hits, i);
      g_autoptr (GVariant) id =
          g_variant_ref_sink (g_variant_new (RESULT_TYPE, hit->kind, hit->id, hit->client_id,
                                             hit->title, hit->subtitle ? hit->subtitle : ""));

      /* What belongs to nobody has no page to open. */
      if (hit->client_id != 0)
        g_variant_builder_add_value (&results,
                                     g_variant_new_take_string (g_variant_print (id, FALSE)));
    }
  question_answer (question, &results);
}

/* @question: (transfer full) */
static void
ask (LsnSearchProvider *self, Question *question)
{
  LsnSearch *search;

  if (self->store == NULL || *question->text == '\0')
    {
      question_free (question);
      return;
    }
  /* The shell asks with every key; only the last answer is looked at. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  search = lsn_search_new (question->text, MAX_RESULTS);
  search->names_limit = MAX_NAMES;
  lsn_store_read_async (self->store, lsn_search_on_worker, search, (GDestroyNotify) lsn_search_free,
                        self->cancellable, found_cb, question);
}

static void
find (LsnSearchProvider *self, const char *const *terms, GDBusMethodInvocation *invocation)
{
  Question *question = g_new0 (Question, 1);

  question->application = g_object_ref (G_APPLICATION (self->application));
  question->invocation = invocation;
  question->text = g_strstrip (g_strjoinv (" ", (char **) terms));
  g_application_hold (question->application);
  if (self->settled)
    ask (self, question);
  else
    g_queue_push_tail (&self->waiting, question);
}

void
lsn_search_provider_set_store (LsnSearchProvider *self, LsnStore *store)
{
  Question *question;

  g_set_object (&self->store, store);
  self->settled = TRUE;
  while ((question = g_queue_pop_head (&self->waiting)))
    ask (self, question);
}

/* --- Showing and opening ---------------------------------------------------------------------- */

static GVariant *
parse_result (const char *id)
{
  return g_variant_parse (G_VARIANT_TYPE (RESULT_TYPE), id, NULL, NULL, NULL);
}

static const char *
get_icon (const char *kind)
{
  if (g_str_equal (kind, "client") || g_str_equal (kind, "contact"))
    return "avatar-default-symbolic";
  if (g_str_equal (kind, "followup"))
    return "alarm-symbolic";
  return "chat-message-new-symbolic";
}

static GVariant *
describe (char **ids)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i]; i++)
    {
      g_autoptr (GVariant) result = parse_result (ids[i]);
      const char *kind;
      const char *title;
      const char *subtitle;

      if (result == NULL)
        continue;
      g_variant_get (result, "(&sxx&s&s)", &kind, NULL, NULL, &title, &subtitle);
      g_variant_builder_open (&metas, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (ids[i]));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (title));
      g_variant_builder_add (&metas, "{sv}", "gicon", g_variant_new_string (get_icon (kind)));
      if (*subtitle)
        g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (subtitle));
      g_variant_builder_close (&metas);
    }
  return g_variant_new ("(aa{sv})", &metas);
}

static void
run (LsnSearchProvider *self, const char *name, GVariant *parameter)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (parameter);

  lsn_application_run (self->application, lsn_command_find (name), owned);
}

static void
called_cb (GDBusConnection *connection, const char *sender, const char *path,
           const char *interface_name, const char *method, GVariant *parameters,
           GDBusMethodInvocation *invocation, gpointer user_data)
{
  LsnSearchProvider *self = user_data;
  g_autofree const char **terms = NULL;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      find (self, terms, invocation);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(@as^a&s)", NULL, &terms);
      find (self, terms, invocation);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      g_dbus_method_invocation_return_value (invocation, describe ((char **) terms));
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      const char *id;
      g_autoptr (GVariant) result = NULL;
      const char *kind = "";
      const char *opener;
      gint64 record_id = 0;
      gint64 client_id = 0;

      g_variant_get (parameters, "(&s^a&su)", &id, &terms, NULL);
      result = parse_result (id);
      if (result)
        g_variant_get (result, "(&sxx&s&s)", &kind, &record_id, &client_id, NULL, NULL);
      opener = lsn_palette_get_opener (kind);
      if (opener)
        run (self, opener, g_variant_new_int64 (record_id));
      else if (client_id != 0)
        run (self, "open-client", g_variant_new_int64 (client_id));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_autofree char *text = NULL;

      g_variant_get (parameters, "(^a&su)", &terms, NULL);
      text = g_strjoinv (" ", (char **) terms);
      run (self, "find", g_variant_new_string (text));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_search_provider_dispose (GObject *object)
{
  LsnSearchProvider *self = LSN_SEARCH_PROVIDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, question_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lsn_search_provider_parent_class)->dispose (object);
}

static void
lsn_search_provider_class_init (LsnSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_search_provider_dispose;
}

static void
lsn_search_provider_init (LsnSearchProvider *self)
{
  g_queue_init (&self->waiting);
}

LsnSearchProvider *
lsn_search_provider_new (LsnApplication *application)
{
  LsnSearchProvider *self = g_object_new (LSN_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}

gboolean
lsn_search_provider_export (LsnSearchProvider *self, GDBusConnection *connection, const char *path,
                            GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);

  if (node == NULL)
    return FALSE;
  self->registration = g_dbus_connection_register_object (connection, path, node->interfaces[0],
                                                          &vtable, self, NULL, error);
  return self->registration != 0;
}

void
lsn_search_provider_unexport (LsnSearchProvider *self, GDBusConnection *connection)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}
