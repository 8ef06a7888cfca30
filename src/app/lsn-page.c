/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-page.h"
#include "model/followups/lsn-today.h"
#include "views/calendar/lsn-calendar-page.h"
#include "views/clients/lsn-clients-page.h"
#include "views/projects/lsn-projects-page.h"
#include "views/today/lsn-today-page.h"

#include <glib/gi18n-lib.h>

static AdwNavigationPage *
make_today (LsnContext *context)
{
  return ADW_NAVIGATION_PAGE (lsn_today_page_new (context));
}

static AdwNavigationPage *
make_clients (LsnContext *context)
{
  return ADW_NAVIGATION_PAGE (lsn_clients_page_new (context));
}

static AdwNavigationPage *
make_projects (LsnContext *context)
{
  return ADW_NAVIGATION_PAGE (lsn_projects_page_new (context));
}

static AdwNavigationPage *
make_calendar (LsnContext *context)
{
  return ADW_NAVIGATION_PAGE (lsn_calendar_page_new (context));
}

static gboolean
count_today_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnPageCount *count = data;
  g_autoptr (LsnToday) today = lsn_today_new (count->today, 1);

  if (!lsn_today_on_worker (db, today, cancellable, error))
    return FALSE;
  count->n = today->n_overdue + today->n_due + today->n_cards;
  return TRUE;
}

static const LsnPage pages[] = {
  { "today", N_ ("Today"), "lsn-today-symbolic", make_today, count_today_on_worker,
    (const char *const[]) { "followup", "task", NULL } },
  { "clients", N_ ("Clients"), "system-users-symbolic", make_clients },
  { "projects", N_ ("Projects"), "view-dual-symbolic", make_projects },
  { "calendar", N_ ("Calendar"), "x-office-calendar-symbolic", make_calendar },
};

const LsnPage *
lsn_page_get_all (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);
  return pages;
}

const LsnPage *
lsn_page_find (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].tag, tag))
        return &pages[i];
    }
  return NULL;
}

char *
lsn_page_dup_key (guint position)
{
  return position < 9 ? g_strdup_printf ("<Control>%u", position + 1) : NULL;
}
