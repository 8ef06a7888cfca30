/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-page-private.h"
#include "views/clients/lsn-done-dialog.h"
#include "views/lsn-followup-row.h"

#include <glib/gi18n-lib.h>

/* The rows follow the live records, so that only another set of follow-ups makes them anew. */
static gboolean
are_shown (LsnClientPage *self, GPtrArray *followups)
{
  for (guint i = 0; i < followups->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->followup_list, (int) i);

      if (row == NULL ||
          lsn_record_get_id (LSN_RECORD (lsn_followup_row_get_followup (LSN_FOLLOWUP_ROW (row)))) !=
              lsn_row_get_int64 (g_ptr_array_index (followups, i), LSN_FOLLOWUP_ID))
        return FALSE;
    }
  return gtk_list_box_get_row_at_index (self->followup_list, (int) followups->len) == NULL;
}

void
lsn_client_page_show_steps (LsnClientPage *self, const LsnClientCard *card)
{
  LsnDate today = lsn_context_get_today (self->context);
  gboolean same = are_shown (self, card->followups);
  g_autoptr (GPtrArray) records =
      lsn_record_pool_take_rows (lsn_context_get_pool (self->context, LSN_TYPE_FOLLOWUP),
                                 card->followups);

  if (same)
    return;
  gtk_list_box_remove_all (self->followup_list);
  for (guint i = 0; i < records->len; i++)
    gtk_list_box_append (self->followup_list,
                         lsn_followup_row_new (self->context, g_ptr_array_index (records, i), today,
                                               FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->followup_list), records->len > 0);
}

static void
row_activated_cb (LsnClientPage *self, GtkListBoxRow *row)
{
  LsnFollowup *followup = lsn_followup_row_get_followup (LSN_FOLLOWUP_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-followup", "x",
                              lsn_record_get_id (LSN_RECORD (followup)));
}

static void
done_steps_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientPage *self = user_data;

  adw_dialog_present (lsn_done_dialog_new (self->context, self->client_id), GTK_WIDGET (self));
}

void
lsn_client_page_setup_steps (LsnClientPage *self)
{
  const GActionEntry entries[] = {
    { "done-steps", done_steps_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_object (self->followup_list, "row-activated", G_CALLBACK (row_activated_cb),
                           self, G_CONNECT_SWAPPED);
}
