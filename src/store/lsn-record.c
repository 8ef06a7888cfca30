/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store/lsn-record.h"

typedef struct
{
  LsnRow *row;   /* owned, nullable: what the database holds */
  LsnRow *edits; /* owned, nullable: what was set since */
} LsnRecordPrivate;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LsnRecord, lsn_record, G_TYPE_OBJECT)

#define PRIVATE(self) ((LsnRecordPrivate *) lsn_record_get_instance_private (self))

/* Behind the fields of any entity; 64 fields at most come before. */
#define PROP_LOADED 1000

static const LsnRecordInfo *
get_info (LsnRecord *self)
{
  return LSN_RECORD_GET_CLASS (self)->info;
}

/* The row that answers for @field; %NULL for a placeholder. */
static LsnRow *
get_row (LsnRecord *self, guint field)
{
  LsnRecordPrivate *priv = PRIVATE (self);

  return priv->edits && lsn_row_has (priv->edits, field) ? priv->edits : priv->row;
}

static void
lsn_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LsnRecord *self = LSN_RECORD (object);
  const LsnRecordInfo *info = get_info (self);
  guint field = prop_id - 1;

  if (prop_id == PROP_LOADED)
    {
      g_value_set_boolean (value, lsn_record_is_loaded (self));
      return;
    }
  if (field >= info->n_fields)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  switch (info->fields[field].type)
    {
    case LSN_FIELD_TEXT:
    case LSN_FIELD_DATE:
      g_value_set_string (value, lsn_record_get_text (self, field));
      break;
    case LSN_FIELD_BOOLEAN:
      g_value_set_boolean (value, lsn_record_get_int64 (self, field) != 0);
      break;
    case LSN_FIELD_INTEGER:
    case LSN_FIELD_INSTANT:
    default:
      g_value_set_int64 (value, lsn_record_get_int64 (self, field));
      break;
    }
}

static void
lsn_record_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LsnRecord *self = LSN_RECORD (object);
  const LsnRecordInfo *info = get_info (self);
  guint field = prop_id - 1;

  if (field >= info->n_fields)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  switch (info->fields[field].type)
    {
    case LSN_FIELD_TEXT:
    case LSN_FIELD_DATE:
      lsn_record_set_text (self, field, g_value_get_string (value));
      break;
    case LSN_FIELD_BOOLEAN:
      lsn_record_set_int64 (self, field, g_value_get_boolean (value));
      break;
    case LSN_FIELD_INTEGER:
    case LSN_FIELD_INSTANT:
    default:
      lsn_record_set_int64 (self, field, g_value_get_int64 (value));
      break;
    }
}

static void
lsn_record_dispatch_properties_changed (GObject *object, guint n_pspecs, GParamSpec **pspecs)
{
  G_OBJECT_CLASS (lsn_record_parent_class)->dispatch_properties_changed (object, n_pspecs, pspecs);

  g_signal_emit (object, signals[CHANGED], 0);
}

static void
lsn_record_finalize (GObject *object)
{
  LsnRecordPrivate *priv = PRIVATE (LSN_RECORD (object));

  g_clear_pointer (&priv->row, lsn_row_free);
  g_clear_pointer (&priv->edits, lsn_row_free);

  G_OBJECT_CLASS (lsn_record_parent_class)->finalize (object);
}

static void
lsn_record_class_init (LsnRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lsn_record_get_property;
  object_class->set_property = lsn_record_set_property;
  object_class->dispatch_properties_changed = lsn_record_dispatch_properties_changed;
  object_class->finalize = lsn_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_object_class_install_property (object_class, PROP_LOADED,
                                   g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                             G_PARAM_EXPLICIT_NOTIFY));
}

static void
lsn_record_init (LsnRecord *self)
{
}

static GParamSpec *
make_property (const LsnField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if ((field->flags & LSN_FIELD_DERIVED) == 0)
    flags |= G_PARAM_WRITABLE;

  switch (field->type)
    {
    case LSN_FIELD_TEXT:
    case LSN_FIELD_DATE:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    case LSN_FIELD_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case LSN_FIELD_INTEGER:
    case LSN_FIELD_INSTANT:
    default:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
}

void
lsn_record_class_set_info (LsnRecordClass *klass, const LsnRecordInfo *info)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->info = info;
  object_class->get_property = lsn_record_get_property;
  object_class->set_property = lsn_record_set_property;
  for (guint i = 0; i < info->n_fields; i++)
    g_object_class_install_property (object_class, i + 1, make_property (&info->fields[i]));
}

gint64
lsn_record_get_id (LsnRecord *self)
{
  return lsn_record_get_int64 (self, 0);
}

gboolean
lsn_record_is_loaded (LsnRecord *self)
{
  LsnRecordPrivate *priv = PRIVATE (self);

  /* A placeholder has nothing but its id. */
  return priv->row && (lsn_record_get_id (self) == 0 || get_info (self)->n_fields == 1 ||
                       lsn_row_has (priv->row, 1));
}

static gboolean
is_same (const LsnRow *a, const LsnRow *b, guint field, LsnFieldType type)
{
  gboolean a_null = a == NULL || lsn_row_is_null (a, field);
  gboolean b_null = b == NULL || lsn_row_is_null (b, field);

  if (a_null || b_null)
    return a_null && b_null;
  if (type == LSN_FIELD_TEXT || type == LSN_FIELD_DATE)
    return g_str_equal (lsn_row_get_text (a, field), lsn_row_get_text (b, field));
  return lsn_row_get_int64 (a, field) == lsn_row_get_int64 (b, field);
}

static void
notify_field (LsnRecord *self, guint field)
{
  g_object_notify (G_OBJECT (self), get_info (self)->fields[field].name);
}

void
lsn_record_take_row (LsnRecord *self, LsnRow *row)
{
  LsnRecordPrivate *priv = PRIVATE (self);
  const LsnRecordInfo *info = get_info (self);
  gboolean was_loaded = lsn_record_is_loaded (self);
  g_autoptr (LsnRow) old = g_steal_pointer (&priv->row);
  g_autoptr (LsnRow) edits = g_steal_pointer (&priv->edits);

  g_return_if_fail (lsn_row_get_info (row) == info);

  priv->row = row;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < info->n_fields; i++)
    {
      const LsnRow *before = edits && lsn_row_has (edits, i) ? edits : old;

      if (!is_same (before, row, i, info->fields[i].type))
        notify_field (self, i);
    }
  if (!was_loaded && lsn_record_is_loaded (self))
    g_object_notify (G_OBJECT (self), "loaded");
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
lsn_record_is_null (LsnRecord *self, guint field)
{
  LsnRow *row = get_row (self, field);

  return row == NULL || lsn_row_is_null (row, field);
}

gint64
lsn_record_get_int64 (LsnRecord *self, guint field)
{
  LsnRow *row = get_row (self, field);

  return row ? lsn_row_get_int64 (row, field) : 0;
}

const char *
lsn_record_get_text (LsnRecord *self, guint field)
{
  LsnRow *row = get_row (self, field);

  return row ? lsn_row_get_text (row, field) : NULL;
}

static LsnRow *
get_edits (LsnRecord *self)
{
  LsnRecordPrivate *priv = PRIVATE (self);

  if (priv->edits == NULL)
    priv->edits = lsn_row_new (get_info (self));
  return priv->edits;
}

void
lsn_record_set_int64 (LsnRecord *self, guint field, gint64 value)
{
  if (!lsn_record_is_null (self, field) && lsn_record_get_int64 (self, field) == value)
    return;

  lsn_row_set_int64 (get_edits (self), field, value);
  notify_field (self, field);
}

void
lsn_record_set_text (LsnRecord *self, guint field, const char *value)
{
  if (g_strcmp0 (lsn_record_get_text (self, field), value) == 0)
    return;

  lsn_row_set_text (get_edits (self), field, value);
  notify_field (self, field);
}

void
lsn_record_set_null (LsnRecord *self, guint field)
{
  if (lsn_record_is_null (self, field))
    return;

  lsn_row_set_null (get_edits (self), field);
  notify_field (self, field);
}

LsnRow *
lsn_record_dup_changes (LsnRecord *self)
{
  LsnRecordPrivate *priv = PRIVATE (self);
  const LsnRecordInfo *info = get_info (self);

  for (guint i = 0; priv->edits && i < info->n_fields; i++)
    {
      /* Set and set back is no change. */
      if (lsn_row_has (priv->edits, i) &&
          !is_same (priv->edits, priv->row, i, info->fields[i].type))
        return lsn_row_copy (priv->edits);
    }
  return NULL;
}

LsnRecord *
lsn_record_copy (LsnRecord *self)
{
  LsnRecordPrivate *priv = PRIVATE (self);
  LsnRecord *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  LsnRecordPrivate *copy_priv = PRIVATE (copy);

  copy_priv->row = priv->row ? lsn_row_copy (priv->row) : NULL;
  copy_priv->edits = priv->edits ? lsn_row_copy (priv->edits) : NULL;
  return copy;
}
