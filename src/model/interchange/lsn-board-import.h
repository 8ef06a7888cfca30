/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-board-source.h"
#include "store/lsn-database.h"

G_BEGIN_DECLS

/**
 * LsnBoardImport: makes projects of the boards that a file tells of.
 *
 * Each is a project of its own, whatever is there already. Labels and people are found by their
 * names and made where they do not exist; a client is found by its name.
 */
typedef struct
{
  LsnBoardSource *source; /* in, owned */
  gint64 now;             /* in */
  gboolean dry_run;       /* in: only counts; may run on the reader */

  guint n_lists; /* out, as all below */
  guint n_cards;
  guint n_check_items;
  guint n_comments;
  guint n_labels;
  guint n_links;
  gint64 project_id; /* of the first board */
} LsnBoardImport;

/* @source: (transfer full) */
LsnBoardImport *lsn_board_import_new (LsnBoardSource *source, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_import_free (LsnBoardImport *self);

/* An LsnStoreFunc for an import. */
gboolean lsn_board_import_on_worker (LsnDatabase *db, gpointer import, GCancellable *cancellable,
                                     GError **error);

/* Reads a project as a file tells of it, with its archived cards; on the reader. */
typedef struct
{
  gint64 project_id;
  LsnBoardFile *file; /* out, owned; NULL where there is no such project */
} LsnBoardExport;

LsnBoardExport *lsn_board_export_new (gint64 project_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_board_export_free (LsnBoardExport *self);
gboolean lsn_board_export_on_worker (LsnDatabase *db, gpointer export, GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoardImport, lsn_board_import_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnBoardExport, lsn_board_export_free)

G_END_DECLS
