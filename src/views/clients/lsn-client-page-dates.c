/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-when-days.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-important-date.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/clients/lsn-client-page-private.h"
#include "views/clients/lsn-important-date-dialog.h"

#include <glib/gi18n-lib.h>

/* --- What one can do -------------------------------------------------------------------------- */

static const LsnRow *
find_date (LsnClientPage *self, gint64 id)
{
  for (guint i = 0; self->card && i < self->card->dates->len; i++)
    {
      const LsnRow *date = g_ptr_array_index (self->card->dates, i);

      if (lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_ID) == id)
        return date;
    }
  return NULL;
}

static void
add_date_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  if (self->card)
    adw_dialog_present (lsn_important_date_dialog_new (self->context, self->client_id, NULL,
                                                       self->card->people),
                        GTK_WIDGET (self));
}

static void
edit_date_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;
  const LsnRow *date = find_date (self, g_variant_get_int64 (parameter));

  if (date)
    adw_dialog_present (lsn_important_date_dialog_new (self->context, self->client_id, date,
                                                       self->card->people),
                        GTK_WIDGET (self));
}

/* --- Rows ------------------------------------------------------------------------------------- */

LsnDate
lsn_client_page_get_next_date (const LsnRow *date, LsnDate today)
{
  return lsn_important_date_get_next (lsn_date_from_iso (
                                          lsn_row_get_text (date, LSN_IMPORTANT_DATE_DATE)),
                                      lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_YEARLY) != 0,
                                      today);
}

/* “in 12 days · 5 December · every year”; what is over for good tells only when it was. */
static char *
dup_subtitle (const LsnRow *date, LsnDate next, LsnDate today)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (next != LSN_DATE_NONE)
    g_strv_builder_take (parts, lsn_when_dup_days (next - today));
  g_strv_builder_take (parts, lsn_when_dup_short (next != LSN_DATE_NONE
                                                      ? next
                                                      : lsn_date_from_iso (lsn_row_get_text (
                                                            date, LSN_IMPORTANT_DATE_DATE)),
                                                  today));
  if (lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_YEARLY) != 0)
    g_strv_builder_add (parts, _ ("every year"));
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static GtkWidget *
make_row (LsnClientPage *self, const LsnRow *date)
{
  LsnDate today = lsn_context_get_today (self->context);
  LsnDate next = lsn_client_page_get_next_date (date, today);
  g_autofree char *subtitle = dup_subtitle (date, next, today);
  g_autofree char *exact =
      next != LSN_DATE_NONE ? lsn_when_dup_exact (next, LSN_WHEN_NO_TIME) : NULL;
  GtkWidget *row =
      lsn_client_page_make_row (lsn_row_get_text (date, LSN_IMPORTANT_DATE_TITLE), subtitle);
  GtkWidget *image = gtk_image_new_from_icon_name ("x-office-calendar-symbolic");
  gboolean near = next != LSN_DATE_NONE &&
                  next - today <= lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_LEAD_DAYS);

  gtk_widget_add_css_class (image, near ? "accent" : "dim-label");
  gtk_widget_set_tooltip_text (row, exact);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x",
                                    lsn_row_get_int64 (date, LSN_IMPORTANT_DATE_ID));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "client.edit-date");
  return row;
}

static gint
compare_dates (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LsnDate today = GPOINTER_TO_INT (user_data);
  LsnDate one = lsn_client_page_get_next_date (*(const LsnRow *const *) a, today);
  LsnDate other = lsn_client_page_get_next_date (*(const LsnRow *const *) b, today);

  /* What is over stands last. */
  one = one == LSN_DATE_NONE ? G_MAXINT : one;
  other = other == LSN_DATE_NONE ? G_MAXINT : other;
  return (one > other) - (one < other);
}

void
lsn_client_page_show_dates (LsnClientPage *self, const LsnClientCard *card)
{
  g_ptr_array_sort_with_data (card->dates, compare_dates,
                              GINT_TO_POINTER (lsn_context_get_today (self->context)));
  lsn_client_page_refill (self, self->date_list, self->card ? self->card->dates : NULL, card->dates,
                          make_row);
}

void
lsn_client_page_setup_dates (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "add-date", add_date_action },
    { "edit-date", edit_date_action, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
