/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-workspace-path.h"

char *
lsn_workspace_path_dup_default (void)
{
  return g_build_filename (g_get_user_data_dir (), LSN_DATA_NAME, NULL);
}

char *
lsn_workspace_path_dup_sample (void)
{
  return g_build_filename (g_get_user_data_dir (), LSN_DATA_NAME "-sample", NULL);
}

char *
lsn_workspace_path_dup_app_id (const char *workspace)
{
  g_autofree char *standard = lsn_workspace_path_dup_default ();
  g_autofree char *canonical = g_canonicalize_filename (workspace, NULL);
  g_autofree char *sum = NULL;

  if (g_str_equal (canonical, standard))
    return g_strdup (LSN_APP_ID);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  sum[8] = '\0';
  return g_strdup_printf ("%s.W%s", LSN_APP_ID, sum);
}
