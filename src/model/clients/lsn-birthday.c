/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-birthday.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-contact.h"

#include <glib/gi18n-lib.h>

static gboolean
is_birthday (const char *title)
{
  const char *const words[] = { "birthday", "день рождения", _ ("Birthday") };
  g_autofree char *folded = lsn_text_fold (title);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = lsn_text_fold (words[i]);

      if (g_str_has_prefix (folded, word))
        return TRUE;
    }
  return FALSE;
}

gboolean
lsn_birthday_find (LsnDatabase *db, gint64 client_id, gint64 contact_id, gint64 *id, LsnDate *date,
                   GError **error)
{
  g_autoptr (LsnStatement) statement =
      lsn_database_prepare (db,
                            "SELECT id, title, date FROM important_date WHERE client_id = ?"
                            " AND contact_id = ? ORDER BY id",
                            error);

  *id = 0;
  *date = LSN_DATE_NONE;
  lsn_statement_bind (statement, "ii", client_id, contact_id);
  while (*id == 0 && lsn_statement_step (statement))
    {
      if (!is_birthday (lsn_statement_get_text (statement, 1)))
        continue;
      *id = lsn_statement_get_int64 (statement, 0);
      *date = lsn_date_from_iso (lsn_statement_get_text (statement, 2));
    }
  return lsn_statement_finish (statement, error);
}

gboolean
lsn_birthday_write (LsnDatabase *db, gint64 client_id, gint64 contact_id, LsnDate date,
                    GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_important_date_info);
  g_autofree char *iso = NULL;
  LsnDate present;
  gint64 id;

  if (!lsn_birthday_find (db, client_id, contact_id, &id, &present, error))
    return FALSE;
  if (present == date)
    return TRUE;
  if (date == LSN_DATE_NONE)
    return lsn_row_delete (db, &lsn_important_date_info, id, error);
  iso = lsn_date_dup_iso (date);
  lsn_row_set_text (row, LSN_IMPORTANT_DATE_DATE, iso);
  if (id)
    return lsn_row_update (db, id, row, error);
  lsn_row_set_int64 (row, LSN_IMPORTANT_DATE_CLIENT_ID, client_id);
  lsn_row_set_int64 (row, LSN_IMPORTANT_DATE_CONTACT_ID, contact_id);
  lsn_row_set_text (row, LSN_IMPORTANT_DATE_TITLE, _ ("Birthday"));
  return lsn_row_insert (db, row, error);
}
