/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * The record: an entity declared once, as a table of fields.
 *
 * From that table come the GObject properties with notify, the SELECT that loads it, the INSERT and
 * UPDATE that write only what changed, and validation. Field 0 is always the id.
 */

typedef enum
{
  LSN_FIELD_INTEGER, /* gint64; also ids, enums and money in minor units */
  LSN_FIELD_BOOLEAN,
  LSN_FIELD_TEXT,
  LSN_FIELD_DATE,    /* ISO 8601 text, 'YYYY-MM-DD' */
  LSN_FIELD_INSTANT, /* gint64, UTC microseconds since 1970 */
} LsnFieldType;

typedef enum
{
  LSN_FIELD_PLAIN = 0,
  LSN_FIELD_REQUIRED = 1 << 0, /* not NULL, and text not blank */
  LSN_FIELD_DERIVED = 1 << 1,  /* read only: @column is an expression over the record's sources */
} LsnFieldFlags;

typedef struct
{
  const char *name;   /* the property's name, with dashes */
  const char *column; /* column, or expression of a derived field */
  LsnFieldType type;
  LsnFieldFlags flags;
  const char *label; /* nullable; for people, marked with N_() */
} LsnField;

/* At most 63 fields. */
typedef struct
{
  const char *table;
  const char *sources; /* nullable; what stands after FROM when there is more than the table, which
                          is named by its own name there: "client JOIN client_state ON …" */
  const LsnField *fields;
  guint n_fields;
} LsnRecordInfo;

/* --- LsnRow: plain values of some or all fields of one record; any thread, one at a time ---------
 */

typedef struct _LsnRow LsnRow;

LsnRow *lsn_row_new (const LsnRecordInfo *info) G_GNUC_WARN_UNUSED_RESULT;
LsnRow *lsn_row_copy (const LsnRow *self) G_GNUC_WARN_UNUSED_RESULT;
void lsn_row_free (LsnRow *self);

const LsnRecordInfo *lsn_row_get_info (const LsnRow *self);
gboolean lsn_row_has (const LsnRow *self, guint field); /* set, perhaps to NULL */
gboolean lsn_row_is_null (const LsnRow *self, guint field);
/* Whether both have the same fields set to the same values. */
gboolean lsn_row_equal (const LsnRow *self, const LsnRow *other);
gint64 lsn_row_get_int64 (const LsnRow *self, guint field);     /* 0 where NULL or not set */
const char *lsn_row_get_text (const LsnRow *self, guint field); /* nullable, borrowed */
void lsn_row_set_int64 (LsnRow *self, guint field, gint64 value);
void lsn_row_set_text (LsnRow *self, guint field, const char *value);
void lsn_row_set_null (LsnRow *self, guint field);

/* --- On a worker ------------------------------------------------------------------------------ */

/* The columns of all fields, for "SELECT %s FROM %s", and what stands after FROM. */
char *lsn_record_info_dup_columns (const LsnRecordInfo *info) G_GNUC_WARN_UNUSED_RESULT;
const char *lsn_record_info_get_sources (const LsnRecordInfo *info);

/* The row that @statement stands on, whose columns from @first_column are those of @info. */
LsnRow *lsn_row_new_from_statement (const LsnRecordInfo *info, LsnStatement *statement,
                                    int first_column) G_GNUC_WARN_UNUSED_RESULT;

/* @row: (out): %NULL where there is no such row, which is no error. */
gboolean
lsn_row_load (LsnDatabase *db, const LsnRecordInfo *info, gint64 id, LsnRow **row, GError **error);

/**
 * lsn_row_load_many:
 * @tail: what follows the FROM clause: "WHERE … ORDER BY …"; types as in lsn_database_run()
 *
 * Returns: (nullable): element-type LsnRow; %NULL with @error set.
 */
GPtrArray *lsn_row_load_many (LsnDatabase *db, const LsnRecordInfo *info, GError **error,
                              const char *tail, const char *types, ...) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (nullable): those of @ids (element-type gint64) that are there, in their order;
 * element-type LsnRow; %NULL with @error set. */
GPtrArray *lsn_row_load_ids (LsnDatabase *db, const LsnRecordInfo *info, GArray *ids,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_row_insert:
 *
 * Validates and inserts what is set; makes an id where none is set, and sets it in @row. Inside an
 * import, a table with a column `import_id` gets the batch. LSN_STORE_ERROR_INVALID where a
 * required field is missing.
 */
gboolean lsn_row_insert (LsnDatabase *db, LsnRow *row, GError **error);

/* Writes what is set in @row to the row with @id. LSN_STORE_ERROR_NOT_FOUND where it is gone. */
gboolean lsn_row_update (LsnDatabase *db, gint64 id, const LsnRow *row, GError **error);

gboolean lsn_row_delete (LsnDatabase *db, const LsnRecordInfo *info, gint64 id, GError **error);

/* --- LsnRecord: the object that views bind to; main thread ------------------------------------ */

/**
 * Signal `changed`: once for everything that changed together. A row has twenty fields, so who
 * shows the whole record listens to this; who shows one field, to its `notify::…`.
 */
#define LSN_TYPE_RECORD (lsn_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (LsnRecord, lsn_record, LSN, RECORD, GObject)

struct _LsnRecordClass
{
  GObjectClass parent_class;

  const LsnRecordInfo *info;
};

/**
 * lsn_record_class_set_info:
 *
 * Called in the class_init of an entity: installs a property for each field, whose property id is
 * the number of the field + 1. A subclass adds its own properties behind them and chains up.
 */
void lsn_record_class_set_info (LsnRecordClass *klass, const LsnRecordInfo *info);

gint64 lsn_record_get_id (LsnRecord *self);

/* %FALSE for the placeholder of a row that is still being read. Property `loaded`. */
gboolean lsn_record_is_loaded (LsnRecord *self);

/* Takes @row as the record's present values and notifies what differs. Edits that were not yet
 * written are dropped. */
void lsn_record_take_row (LsnRecord *self, LsnRow *row);

gboolean lsn_record_is_null (LsnRecord *self, guint field);
gint64 lsn_record_get_int64 (LsnRecord *self, guint field);
const char *lsn_record_get_text (LsnRecord *self, guint field); /* nullable */
void lsn_record_set_int64 (LsnRecord *self, guint field, gint64 value);
void lsn_record_set_text (LsnRecord *self, guint field, const char *value);
void lsn_record_set_null (LsnRecord *self, guint field);

/* What was set since the row was taken; %NULL when nothing differs. */
LsnRow *lsn_record_dup_changes (LsnRecord *self) G_GNUC_WARN_UNUSED_RESULT;

/* A free record with the same values, to edit in a dialog. */
LsnRecord *lsn_record_copy (LsnRecord *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnRow, lsn_row_free)

G_END_DECLS
