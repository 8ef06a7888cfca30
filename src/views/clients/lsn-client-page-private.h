/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/clients/lsn-client-card.h"
#include "views/clients/lsn-client-page.h"
#include "views/clients/lsn-composer.h"
#include "views/clients/lsn-story-model.h"
#include "views/lsn-avatar-button.h"

G_BEGIN_DECLS

/* The parts of the client page, which stand in a file each and share what stands here. */

struct _LsnClientPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context; /* owned */
  gint64 client_id;
  LsnClientCard *card;       /* owned, nullable until it was read */
  LsnRecordList *story;      /* owned */
  gboolean wants_focus;      /* once the story is read */
  gboolean stays_at_top;     /* the story, until the user moves it */
  GCancellable *cancellable; /* owned, nullable: of the read under way */
  gboolean again;
  GSimpleActionGroup *actions; /* owned */

  /* Template widgets */
  AdwBanner *error_banner;
  AdwMultiLayoutView *layout;
  AdwViewStack *tabs;
  GtkButton *edit_button;

  LsnAvatarButton *avatar;
  GtkLabel *name_label;
  GtkMenuButton *status_button;
  AdwWrapBox *facts_box;
  GtkBox *channels_box;
  GtkBox *next_box;
  GtkImage *next_image;
  GtkLabel *next_label;
  GtkLabel *due_label;
  GtkMenuButton *turn_button;
  GtkButton *done_button;
  GtkMenuButton *snooze_button;
  GtkButton *set_button;

  LsnComposer *composer;
  AdwToggleGroup *filter_group;
  GtkToggleButton *search_button;
  GtkSearchEntry *search_entry;
  GtkStack *story_stack;
  GtkListView *story_view;
  GtkScrolledWindow *story_window;

  AdwPreferencesGroup *steps_group;
  GtkListBox *followup_list;
  GtkButton *person_button;
  GtkListBox *people_list;
  GtkListBox *date_list;
  GtkListBox *agreement_list;
  AdwPreferencesGroup *files_group;
  GtkListBox *keeping_list;
  GtkListBox *file_list;
  GtkWidget *drop_hint;
};

/* --- Shared ----------------------------------------------------------------------------------- */

/* A row of a list beside the story; texts are data, never markup. */
GtkWidget *lsn_client_page_make_row (const char *title, const char *subtitle);

/* One of the small flat buttons of such a row. */
GtkWidget *lsn_client_page_make_button (const char *icon, const char *tooltip);

/* The menu of such a row. */
GtkWidget *lsn_client_page_make_menu_button (GMenuModel *menu, const char *tooltip);

/**
 * lsn_client_page_refill:
 * @before: (nullable): element-type LsnRow: what the list shows
 * @after: element-type LsnRow
 * @make: makes the row of one of @after
 *
 * Shows other rows in a list, unless they are the same. The keyboard focus stays at its place.
 */
typedef GtkWidget *(*LsnClientPageMakeRow) (LsnClientPage *self, const LsnRow *row);
void lsn_client_page_refill (LsnClientPage *self, GtkListBox *list, GPtrArray *before,
                             GPtrArray *after, LsnClientPageMakeRow make);

/* @before: (nullable) */
gboolean lsn_client_page_are_equal (GPtrArray *before, GPtrArray *after);

/* The place of the row that has the keyboard focus, -1 where it is elsewhere; and the focus for the
 * row that is there now, else for the one before it. */
int lsn_client_page_find_focus (GtkListBox *list);
void lsn_client_page_put_focus (GtkListBox *list, int place);

/* --- The parts: each shows its share of a new card (the old one, nullable, is still in the page),
 * and sets up its widgets once ------------------------------------------------------------------
 */

void lsn_client_page_setup_header (LsnClientPage *self);
void lsn_client_page_show_header (LsnClientPage *self, const LsnClientCard *card);

void lsn_client_page_setup_story (LsnClientPage *self);
void lsn_client_page_start_story (LsnClientPage *self);
void lsn_client_page_search (LsnClientPage *self);
void lsn_client_page_bind_story (GtkWidgetClass *widget_class);

void lsn_client_page_setup_people (LsnClientPage *self);
void lsn_client_page_show_people (LsnClientPage *self, const LsnClientCard *card);

void lsn_client_page_setup_steps (LsnClientPage *self);
void lsn_client_page_show_steps (LsnClientPage *self, const LsnClientCard *card);

void lsn_client_page_setup_agreements (LsnClientPage *self);
void lsn_client_page_show_agreements (LsnClientPage *self, const LsnClientCard *card);

void lsn_client_page_setup_dates (LsnClientPage *self);
void lsn_client_page_show_dates (LsnClientPage *self, const LsnClientCard *card);

/* When an important date falls next, LSN_DATE_NONE where it is over. */
LsnDate lsn_client_page_get_next_date (const LsnRow *date, LsnDate today);

void lsn_client_page_setup_files (LsnClientPage *self);
void lsn_client_page_show_files (LsnClientPage *self, const LsnClientCard *card);

G_END_DECLS
