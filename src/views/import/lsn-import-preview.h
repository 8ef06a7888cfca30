/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/interchange/lsn-import-look.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* LsnImportPreview: the first rows of a file as a table. */
#define LSN_TYPE_IMPORT_PREVIEW (lsn_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (LsnImportPreview, lsn_import_preview, LSN, IMPORT_PREVIEW, GtkWidget)

void lsn_import_preview_show (LsnImportPreview *self, LsnImportLook *look);

/* What column @index means now, as its head says. */
void lsn_import_preview_set_column (LsnImportPreview *self, guint index, LsnColumn column);

G_END_DECLS
