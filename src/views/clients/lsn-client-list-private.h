/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/clients/lsn-client-list.h"
#include "views/lsn-client-peek.h"

G_BEGIN_DECLS

struct _LsnClientList
{
  AdwBin parent_instance;

  LsnContext *context;       /* owned */
  LsnRecordList *records;    /* owned */
  LsnIdSelection *selection; /* owned */
  GtkSearchEntry *search;    /* borrowed */
  LsnClientListMode mode;
  LsnDate today;

  GtkStack *stack;             /* borrowed */
  GtkColumnView *table;        /* borrowed */
  GtkListView *lines;          /* borrowed */
  LsnClientPeek *peek;         /* borrowed */
  GtkWidget *menu;             /* borrowed: the context menu */
  GtkRoot *root;               /* borrowed, nullable */
  GtkEventController *at_root; /* borrowed, nullable: of the root */
  GtkWidget *drop_row;         /* weak, nullable: the client that cards are held over */

  /* Columns */
  GSettings *settings;         /* owned, nullable */
  GSimpleActionGroup *columns; /* owned */
  GMenuModel *columns_menu;    /* owned */
  gboolean quiet;              /* the program sorts, not the user */
  guint save_source;
};

/* The row at a point of the list. Returns: (nullable) */
GtkWidget *lsn_client_list_find_row (LsnClientList *self, double x, double y);

/* --- Cards of boards: lsn-client-list-drop.c -------------------------------------------------- */

/* Lets cards be dropped on clients, whose they are then. */
void lsn_client_list_take_cards (LsnClientList *self);

/* --- Columns: lsn-client-list-columns.c ------------------------------------------------------- */

void lsn_client_list_set_up_columns (LsnClientList *self);
void lsn_client_list_dispose_columns (LsnClientList *self);

G_END_DECLS
