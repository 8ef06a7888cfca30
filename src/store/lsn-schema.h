/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-changes.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnProjection: a derived table and the functions that keep it.
 * @name: names its version in the workspace
 * @version: raised when the derivation changes; the workspace then rebuilds it at open
 * @salted: rebuilt as well when the schema's salt changes
 * @apply: called inside every transaction with the rows that changed, whether an action, an undo or
 *   an import changed them. Says with LSN_CHANGE_DERIVED in @changes about which rows its values
 *   changed. With a batch in @changes it also takes all rows of that `import_id`, which at an undo
 *   are gone already.
 * @rebuild: makes the derived table anew from the facts
 *
 * Derived tables stand outside the journal. Both functions run on the writer.
 */
typedef struct
{
  const char *name;
  int version;
  gboolean salted;
  gboolean (*apply) (LsnDatabase *db, LsnChanges *changes, GError **error);
  gboolean (*rebuild) (LsnDatabase *db, GError **error);
} LsnProjection;

/**
 * LsnFact: a table that the journal follows.
 * @table: has `id INTEGER PRIMARY KEY` as its first column; with a column `import_id` it takes part
 * in imports
 * @parents: (array zero-terminated=1): the tables whose rows this table's rows hang on, and the
 * number of the column that names the row. A change here is announced for that row too, the old and
 * the new one, with LSN_CHANGE_DERIVED.
 */
typedef struct
{
  const char *table;
  struct
  {
    const char *table;
    int column;
  } parents[5];
} LsnFact;

/**
 * LsnSchema: what a store needs to know of the domain.
 * @application_id: SQLite's application_id of such a workspace
 * @version: the newest version
 * @dup_migration: the script that leads from version n - 1 to n; a shipped one is never edited
 * @facts: (array zero-terminated=1): parents before children
 * @setup: (nullable): adds SQL functions to the writer, for projections; the file itself never
 * needs them
 * @projections: (array length=n_projections): in the order they are called
 * @mend: (nullable): makes what saved rows hang on and what was lost, after a salvage
 * @get_salt: (nullable): names what derived values depend on besides the facts, such as the
 *   collation; a workspace whose salt differs rebuilds its salted projections at open
 * @adopt_salt: (nullable): called before with the salt of the workspace, for a program that would
 *   rather go by it than have all made anew
 */
typedef struct
{
  guint32 application_id;
  int version;
  char *(*dup_migration) (int version);
  const LsnFact *facts;
  void (*setup) (LsnDatabase *writer);
  const LsnProjection *projections;
  guint n_projections;
  gboolean (*mend) (LsnDatabase *writer, GError **error);
  const char *(*get_salt) (void);
  void (*adopt_salt) (const char *salt);
} LsnSchema;

G_END_DECLS
