/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-home.h"
#include "base/lsn-region.h"
#include "base/lsn-settings.h"

typedef struct
{
  char *country; /* owned, nullable: “none”, or left to the locale */
  guint weekdays;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->country);
  g_free (choice);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Choice *choice = data;
  g_autofree char *country = NULL;
  g_autoptr (LsnWorkdays) holidays = NULL;

  if (g_strcmp0 (choice->country, LSN_NO_HOLIDAYS) != 0)
    country = lsn_region_dup_chosen (choice->country);
  if (country)
    holidays = lsn_workdays_load (country, NULL);
  if (holidays == NULL)
    holidays = lsn_workdays_new_plain ();
  g_task_return_pointer (task, lsn_workdays_dup_with_weekdays (holidays, choice->weekdays),
                         (GDestroyNotify) lsn_workdays_unref);
}

void
lsn_home_load_workdays_async (GSettings *settings, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Choice *choice = g_new0 (Choice, 1);

  choice->country = lsn_settings_dup_string (settings, "country", NULL);
  choice->weekdays =
      settings ? g_settings_get_uint (settings, "working-days") : LSN_WORKDAYS_MONDAY_TO_FRIDAY;
  g_task_set_source_tag (task, lsn_home_load_workdays_async);
  g_task_set_task_data (task, choice, choice_free);
  g_task_run_in_thread (task, load_on_thread);
}

LsnWorkdays *
lsn_home_load_workdays_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lsn_home_load_workdays_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
lsn_home_dup_phone_region (GSettings *settings)
{
  g_autofree char *chosen = lsn_settings_dup_string (settings, "phone-region", NULL);
  char *region = lsn_region_dup_chosen (chosen);

  return region ? region : g_strdup ("RU");
}
