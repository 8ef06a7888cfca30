/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lsn-session-settings.h"
#include "base/lsn-home.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnContext) context = user_data;
  g_autoptr (LsnWorkdays) workdays = lsn_home_load_workdays_finish (result, NULL);

  lsn_context_set_workdays (context, workdays);
}

static void
week_changed_cb (LsnContext *context)
{
  lsn_home_load_workdays_async (lsn_context_get_settings (context), NULL, loaded_cb,
                                g_object_ref (context));
}

static void
region_changed_cb (LsnContext *context)
{
  g_autofree char *region = lsn_home_dup_phone_region (lsn_context_get_settings (context));

  lsn_context_set_region (context, region);
}

void
lsn_session_settings_follow (LsnContext *context)
{
  GSettings *settings = lsn_context_get_settings (context);

  if (settings == NULL)
    return;
  g_signal_connect_object (settings, "changed::working-days", G_CALLBACK (week_changed_cb), context,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::country", G_CALLBACK (week_changed_cb), context,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::phone-region", G_CALLBACK (region_changed_cb),
                           context, G_CONNECT_SWAPPED);
}
