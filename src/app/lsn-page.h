/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What needs the user on a page, counted on the reader. */
typedef struct
{
  LsnDate today; /* in */
  gint64 n;      /* out */
} LsnPageCount;

/**
 * LsnPage: a page of the window, registered once.
 *
 * A line in the table of lsn-page.c is all: its place in the sidebar and in the bar at the bottom,
 * its counter, its key (Ctrl+1 is the first) and “Go to …” in the palette come from it. Only pages
 * that work stand there. A page that has a search of its own has a class action `page.search`.
 */
typedef struct
{
  const char *tag;   /* of the navigation page, and the parameter of app.page */
  const char *label; /* N_() */
  const char *icon;
  AdwNavigationPage *(*make) (LsnContext *context);
  LsnStoreFunc count;              /* nullable: fills an LsnPageCount */
  const char *const *count_tables; /* tables whose changes may change the count */
} LsnPage;

/* Returns: (array length=n_pages) */
const LsnPage *lsn_page_get_all (guint *n_pages);

/* Returns: (nullable) */
const LsnPage *lsn_page_find (const char *tag);

/* The key of the page at @position; %NULL from the tenth on. */
char *lsn_page_dup_key (guint position) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
