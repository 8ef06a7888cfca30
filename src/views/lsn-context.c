/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-context.h"
#include "base/lsn-clock.h"
#include "base/lsn-settings.h"

#include <glib/gi18n-lib.h>

/* On a widget: the names of its actions that write. */
#define GUARDED "lsn-guarded"

struct _LsnContext
{
  GObject parent_instance;

  LsnStore *store;       /* owned */
  GHashTable *pools;     /* owned: GType → LsnRecordPool */
  LsnWorkdays *workdays; /* owned */
  GSettings *settings;   /* owned, nullable */
  LsnDrafts *drafts;     /* owned */
  const char *region;    /* static, nullable */
  LsnTrouble trouble;
  char *trouble_message; /* owned, nullable */
  guint n_writing;
  char *job; /* owned, nullable */
  double job_fraction;
};

enum
{
  PROP_0,
  PROP_JOB,
  PROP_JOB_FRACTION,
  PROP_SAVING,
  PROP_TROUBLE,
  PROP_WRITABLE,
  N_PROPS
};

enum
{
  ACTED,
  FAILED,
  SAVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnContext, lsn_context, G_TYPE_OBJECT)

static void
lsn_context_finalize (GObject *object)
{
  LsnContext *self = LSN_CONTEXT (object);

  g_hash_table_unref (self->pools);
  g_object_unref (self->drafts);
  g_object_unref (self->store);
  lsn_workdays_unref (self->workdays);
  g_clear_object (&self->settings);
  g_free (self->trouble_message);
  g_free (self->job);

  G_OBJECT_CLASS (lsn_context_parent_class)->finalize (object);
}

static void
lsn_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LsnContext *self = LSN_CONTEXT (object);

  switch (id)
    {
    case PROP_JOB:
      g_value_set_string (value, self->job);
      break;
    case PROP_JOB_FRACTION:
      g_value_set_double (value, self->job_fraction);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->n_writing > 0);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble_message);
      break;
    case PROP_WRITABLE:
      g_value_set_boolean (value, lsn_context_is_writable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lsn_context_class_init (LsnContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lsn_context_finalize;
  object_class->get_property = lsn_context_get_property;

  properties[PROP_JOB] =
      g_param_spec_string ("job", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOB_FRACTION] = g_param_spec_double ("job-fraction", NULL, NULL, -1, 1, 0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVING] =
      g_param_spec_boolean ("saving", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TROUBLE] =
      g_param_spec_string ("trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WRITABLE] = g_param_spec_boolean ("writable", NULL, NULL, TRUE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTED] = g_signal_new ("acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_FILE);
}

static void
lsn_context_init (LsnContext *self)
{
  self->pools = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_object_unref);
}

static void
set_trouble (LsnContext *self, LsnTrouble trouble, const char *message)
{
  gboolean was_writable = lsn_context_is_writable (self);

  self->trouble = trouble;
  if (was_writable != lsn_context_is_writable (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRITABLE]);
  if (g_set_str (&self->trouble_message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

LsnTrouble
lsn_context_get_trouble (LsnContext *self, const char **message)
{
  if (message)
    *message = self->trouble_message;
  return self->trouble;
}

gboolean
lsn_context_is_writable (LsnContext *self)
{
  return self->trouble != LSN_TROUBLE_READ_ONLY;
}

void
lsn_context_guard (LsnContext *self, GtkWidget *first, ...)
{
  va_list args;

  va_start (args, first);
  for (GtkWidget *widget = first; widget; widget = va_arg (args, GtkWidget *))
    g_object_bind_property (self, "writable", widget, "sensitive", G_BINDING_SYNC_CREATE);
  va_end (args);
}

static void
guard_class_actions_cb (LsnContext *self, GParamSpec *pspec, GtkWidget *widget)
{
  const char *const *names = g_object_get_data (G_OBJECT (widget), GUARDED);

  for (guint i = 0; names[i]; i++)
    gtk_widget_action_set_enabled (widget, names[i], lsn_context_is_writable (self));
}

void
lsn_context_guard_actions (LsnContext *self, gpointer owner, const char *const *names)
{
  if (GTK_IS_WIDGET (owner))
    {
      g_object_set_data (owner, GUARDED, (gpointer) names);
      g_signal_connect_object (self, "notify::writable", G_CALLBACK (guard_class_actions_cb), owner,
                               0);
      guard_class_actions_cb (self, NULL, owner);
      return;
    }
  for (guint i = 0; names[i]; i++)
    g_object_bind_property (self, "writable", g_action_map_lookup_action (owner, names[i]),
                            "enabled", G_BINDING_SYNC_CREATE);
}

gboolean
lsn_context_get_saving (LsnContext *self)
{
  return self->n_writing > 0;
}

void
lsn_context_set_job (LsnContext *self, const char *title, double fraction)
{
  self->job_fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB_FRACTION]);
  if (g_set_str (&self->job, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

const char *
lsn_context_get_job (LsnContext *self)
{
  return self->job;
}

double
lsn_context_get_job_fraction (LsnContext *self)
{
  return self->job_fraction;
}

/* What could be written tells that there is room again. */
static void
changed_cb (LsnContext *self)
{
  if (self->trouble == LSN_TROUBLE_FULL)
    set_trouble (self, LSN_TROUBLE_NONE, NULL);
}

LsnContext *
lsn_context_new (LsnStore *store, LsnWorkdays *workdays, const char *region, GSettings *settings)
{
  LsnContext *self = g_object_new (LSN_TYPE_CONTEXT, NULL);

  self->store = g_object_ref (store);
  self->workdays = lsn_workdays_ref (workdays);
  self->region = g_intern_string (region);
  g_set_object (&self->settings, settings);
  self->drafts = lsn_drafts_new (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (lsn_store_get_read_only (store))
    {
      g_autofree char *message =
          g_strdup_printf (_ ("Read-only: %s"), lsn_store_get_read_only (store));

      set_trouble (self, LSN_TROUBLE_READ_ONLY, message);
    }
  return self;
}

LsnStore *
lsn_context_get_store (LsnContext *self)
{
  return self->store;
}

LsnRecordPool *
lsn_context_get_pool (LsnContext *self, GType record_type)
{
  gpointer key = GSIZE_TO_POINTER (record_type);
  LsnRecordPool *pool = g_hash_table_lookup (self->pools, key);

  if (pool == NULL)
    {
      pool = lsn_record_pool_new (self->store, record_type);
      g_hash_table_insert (self->pools, key, pool);
    }
  return pool;
}

LsnWorkdays *
lsn_context_get_workdays (LsnContext *self)
{
  return self->workdays;
}

LsnDrafts *
lsn_context_get_drafts (LsnContext *self)
{
  return self->drafts;
}

void
lsn_context_set_workdays (LsnContext *self, LsnWorkdays *workdays)
{
  LsnWorkdays *before = self->workdays;

  self->workdays = lsn_workdays_ref (workdays);
  lsn_workdays_unref (before);
}

GSettings *
lsn_context_get_settings (LsnContext *self)
{
  return self->settings;
}

void
lsn_context_get_snooze_clock (LsnContext *self, GTimeZone *zone, LsnSnoozeClock *clock)
{
  *clock = (LsnSnoozeClock) {
    .now = lsn_clock_now (),
    .zone = zone,
    .workdays = self->workdays,
    .work_start = lsn_settings_get_int (self->settings, "work-start", 9 * 60),
    .work_end = lsn_settings_get_int (self->settings, "work-end", 18 * 60),
    .while_minutes = lsn_settings_get_int (self->settings, "snooze-minutes", 60),
  };
}

const char *
lsn_context_get_region (LsnContext *self)
{
  return self->region;
}

void
lsn_context_set_region (LsnContext *self, const char *region)
{
  self->region = g_intern_string (region);
}

LsnDate
lsn_context_get_today (LsnContext *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return lsn_date_get_today (lsn_clock_now (), zone);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void
begin_writing (LsnContext *self)
{
  if (self->n_writing++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

static void
end_writing (LsnContext *self)
{
  if (--self->n_writing == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

typedef struct
{
  LsnContext *self; /* owned */
  char *message;    /* owned */
  LsnContextDone done;
  GWeakRef owner;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->self);
  g_weak_ref_clear (&writing->owner);
  g_free (writing->message);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

void
lsn_context_tell_acted (LsnContext *self, const char *message, gint64 journal_id)
{
  g_signal_emit (self, signals[ACTED], 0, message, journal_id);
}

void
lsn_context_tell_saved (LsnContext *self, const char *message, GFile *file)
{
  g_signal_emit (self, signals[SAVED], 0, message, file);
}

void
lsn_context_tell_failed (LsnContext *self, const GError *error)
{
  if (g_error_matches (error, LSN_STORE_ERROR, LSN_STORE_ERROR_FULL))
    set_trouble (self, LSN_TROUBLE_FULL, error->message);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

void
lsn_context_tell (LsnContext *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = g_weak_ref_get (&writing->owner);
  gpointer data = lsn_store_finish (LSN_STORE (source), result, &error);
  gint64 journal_id;

  end_writing (writing->self);
  if (data == NULL)
    {
      lsn_context_tell_failed (writing->self, error);
      return;
    }

  journal_id = lsn_store_get_journal_id (LSN_STORE (source), result);
  if (journal_id != 0)
    g_signal_emit (writing->self, signals[ACTED], 0, writing->message, journal_id);
  if (writing->done && owner)
    writing->done (owner, data);
}

void
lsn_context_write_then (LsnContext *self, const char *label, const char *message, LsnStoreFunc func,
                        gpointer data, GDestroyNotify destroy, LsnContextDone done, GObject *owner)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->message = g_strdup (message ? message : label);
  writing->done = done;
  g_weak_ref_init (&writing->owner, owner);
  begin_writing (self);
  lsn_store_write_async (self->store, label, func, data, destroy, NULL, written_cb, writing);
}

void
lsn_context_write (LsnContext *self, const char *label, const char *message, LsnStoreFunc func,
                   gpointer data, GDestroyNotify destroy)
{
  lsn_context_write_then (self, label, message, func, data, destroy, NULL, NULL);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnContext) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *label = lsn_store_finish (LSN_STORE (source), result, &error);

  end_writing (self);
  if (label)
    {
      g_autofree char *message = g_strdup_printf (_ ("Undone: %s"), label);

      g_signal_emit (self, signals[ACTED], 0, message, (gint64) 0);
    }
  else
    {
      lsn_context_tell_failed (self, error);
    }
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnContext) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *label = lsn_store_finish (LSN_STORE (source), result, &error);

  end_writing (self);
  if (label)
    {
      g_autofree char *message = g_strdup_printf (_ ("Redone: %s"), label);

      g_signal_emit (self, signals[ACTED], 0, message, (gint64) 0);
    }
  else
    {
      lsn_context_tell_failed (self, error);
    }
}

void
lsn_context_undo (LsnContext *self, gint64 journal_id)
{
  begin_writing (self);
  lsn_store_undo_async (self->store, journal_id, NULL, undone_cb, g_object_ref (self));
}

void
lsn_context_redo (LsnContext *self)
{
  begin_writing (self);
  lsn_store_redo_async (self->store, NULL, redone_cb, g_object_ref (self));
}
