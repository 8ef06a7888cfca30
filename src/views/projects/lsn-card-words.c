/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-card-words.h"
#include "model/projects/lsn-task.h"

#include <glib/gi18n-lib.h>

char *
lsn_card_dup_title (LsnContext *context, gint64 id)
{
  g_autoptr (LsnRecord) task =
      lsn_record_pool_dup (lsn_context_get_pool (context, LSN_TYPE_TASK), id);
  const char *title = lsn_record_get_text (task, LSN_TASK_TITLE);

  return g_strdup (title ? title : _ ("Card"));
}

char *
lsn_card_dup_subject (LsnContext *context, GArray *ids)
{
  g_autofree char *title = lsn_card_dup_title (context, g_array_index (ids, gint64, 0));

  return ids->len == 1 ? g_strdup_printf (_ ("“%s”"), title)
                       : g_strdup_printf (ngettext ("%u card", "%u cards", ids->len), ids->len);
}
