/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/calendar/lsn-calendar.h"
#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is asked of an occurrence before it is moved or taken away: which ones are meant. */
typedef void (*LsnScopeFunc) (GObject *owner, LsnEventScope scope, gpointer data);

/**
 * lsn_event_ask_scope:
 * @heading: the question, header capitals
 * @data: (nullable): freed by @destroy; @func gets it while @owner lives
 */
void lsn_event_ask_scope (GtkWidget *parent, const char *heading, gboolean destructive,
                          LsnScopeFunc func, GObject *owner, gpointer data, GDestroyNotify destroy);

/* Takes an event away; of a series it asks which ones. @occurrence: (nullable) */
void lsn_event_remove (LsnContext *context, GtkWidget *parent, gint64 id, const char *occurrence,
                       const char *title);

G_END_DECLS
