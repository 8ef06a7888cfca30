/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one window: sidebar, pages, toasts. */
#define LSN_TYPE_WINDOW (lsn_window_get_type ())
G_DECLARE_FINAL_TYPE (LsnWindow, lsn_window, LSN, WINDOW, AdwApplicationWindow)

LsnWindow *lsn_window_new (GtkApplication *application, LsnContext *context);

/* @tag: of lsn-page.c. %FALSE where there is no such page. */
gboolean lsn_window_show_page (LsnWindow *self, const char *tag);

void lsn_window_open_client (LsnWindow *self, gint64 client_id, const char *compose);
/* Returns: (transfer none): element-type gint64: clients that were opened, the last one first */
GArray *lsn_window_get_visited (LsnWindow *self);

/* @view: as lsn_clients_page_show_view() */
void lsn_window_show_client_view (LsnWindow *self, const char *view);
void lsn_window_open_project (LsnWindow *self, gint64 project_id);
void lsn_window_focus_search (LsnWindow *self);

/* @toast: (transfer none) */
void lsn_window_add_toast (LsnWindow *self, AdwToast *toast);
void lsn_window_show_message (LsnWindow *self, const char *message, gint64 journal_id);

G_END_DECLS
