/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-choices.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-saved-view.h"
#include "views/clients/lsn-client-filter.h"
#include "views/clients/lsn-client-list.h"
#include "views/clients/lsn-client-page.h"
#include "views/clients/lsn-clients-page.h"
#include "widgets/lsn-overflow-box.h"

G_BEGIN_DECLS

struct _LsnClientsPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;       /* owned */
  LsnRecordList *list;       /* owned */
  LsnIdSelection *selection; /* owned */
  LsnClientQuery *query;     /* owned */
  GSettings *settings;       /* owned, nullable */
  GSimpleActionGroup *group; /* owned: "clients." */
  gboolean searched;         /* the user waits to be told how many were found */
  guint loading_source;
  guint focus_source;    /* until the list has the keyboard */
  gboolean bar_archived; /* the selection bar says “Restore” */

  /* Views */
  GPtrArray *views;        /* owned, nullable until they are read; element-type LsnRow */
  char *view;              /* owned: the key of a built-in one, else the id of a saved one */
  char *wanted_view;       /* owned, nullable: to be shown as soon as the views are read */
  LsnOverflowBox *toggles; /* borrowed */
  gboolean quiet;          /* the program sets toggles, not the user */

  /* Filter */
  LsnClientChoices *choices; /* owned, nullable until they are read */
  LsnClientFilter *filter;   /* borrowed */

  /* The client beside the list */
  gint64 wanted_id;           /* what is selected */
  LsnClientPage *client_page; /* borrowed, nullable: what is shown */
  LsnClientPage *coming_page; /* owned, nullable: what is being read to be shown */
  gulong coming_handler;
  guint show_source;
  guint ready_source;
  gint64 shown_at_us;
  gboolean table_wanted;
  gboolean wide;
  gboolean narrow;

  /* Template widgets */
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *list_page;
  AdwNavigationPage *nobody_page;
  AdwWindowTitle *window_title;
  AdwBanner *error_banner;
  GtkSearchEntry *search_entry;
  GtkMenuButton *filter_button;
  AdwBin *toggle_bin;
  GtkMenuButton *view_button;
  GtkMenuButton *menu_button;
  AdwWrapBox *chips;
  GtkStack *stack;
  AdwStatusPage *nothing_page;
  AdwStatusPage *failed_page;
  GtkWidget *clear_search_button;
  GtkWidget *clear_filter_button;
  LsnClientList *client_list;
  GtkRevealer *selection_bar;
  GtkLabel *selection_label;
  AdwBin *selection_bin;
  GtkMenuButton *change_button;
};

/* --- The page: lsn-clients-page.c ------------------------------------------------------------- */

/* After the query was changed: asks, shows, remembers. */
void lsn_clients_page_run_query (LsnClientsPage *self);

/* --- Views: lsn-clients-page-views.c ---------------------------------------------------------- */

void lsn_clients_page_set_up_views (LsnClientsPage *self);
void lsn_clients_page_select_view (LsnClientsPage *self, const char *view);

/* Shows which view is selected, and what can be done with it. */
void lsn_clients_page_refresh_views (LsnClientsPage *self);

/* The same after views came, went or changed. */
void lsn_clients_page_rebuild_views (LsnClientsPage *self);

/* Whether the query filters as the view does, whatever is searched for and in what order. */
gboolean lsn_clients_page_is_view_itself (LsnClientsPage *self);

/* Whether the view is one of the program itself. */
gboolean lsn_clients_page_is_own_view (LsnClientsPage *self);

/* What an empty view says; %FALSE where the general words do. */
gboolean lsn_clients_page_get_empty_words (LsnClientsPage *self, const char **title,
                                           const char **description);

/* --- Filter: lsn-clients-page-filter.c -------------------------------------------------------- */

void lsn_clients_page_set_up_filter (LsnClientsPage *self);
void lsn_clients_page_refresh_filter (LsnClientsPage *self);

/* --- Several at once: lsn-clients-page-selection.c -------------------------------------------- */

void lsn_clients_page_set_up_selection (LsnClientsPage *self);
void lsn_clients_page_refresh_selection (LsnClientsPage *self);

/* --- The client beside the list: lsn-clients-page-pane.c -------------------------------------- */

void lsn_clients_page_set_up_pane (LsnClientsPage *self);
void lsn_clients_page_dispose_pane (LsnClientsPage *self);
void lsn_clients_page_refresh_pane (LsnClientsPage *self);
void lsn_clients_page_refresh_layout (LsnClientsPage *self);

/* After a list has come where none was. */
void lsn_clients_page_list_came (LsnClientsPage *self);
void lsn_clients_page_focus_list (LsnClientsPage *self);

G_END_DECLS
