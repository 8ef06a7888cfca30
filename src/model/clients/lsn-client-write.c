/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-write.h"
#include "base/lsn-id.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-birthday.h"

/* --- Segments, owners and tags by name -------------------------------------------------------- */

gboolean
lsn_named_make (LsnDatabase *db, const LsnRecordInfo *info, const char *name, gint64 *id,
                GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (info);

  lsn_row_set_text (row, 1, name);
  if (info == &lsn_segment_info)
    {
      gint64 position;

      if (!lsn_database_get_int64 (db, 0, &position, error, "SELECT max(position) + 1 FROM segment",
                                   ""))
        return FALSE;
      lsn_row_set_int64 (row, LSN_SEGMENT_POSITION, position);
    }
  if (!lsn_row_insert (db, row, error))
    return FALSE;
  *id = lsn_row_get_int64 (row, 0);
  return TRUE;
}

gboolean
lsn_named_find_or_make (LsnDatabase *db, const LsnRecordInfo *info, const char *name, gint64 *id,
                        GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name ? name : ""));
  g_autofree char *folded = lsn_text_fold (stripped);
  g_autofree char *sql = g_strdup_printf ("SELECT id, name FROM %s", info->table);
  g_autoptr (LsnStatement) statement = lsn_database_prepare (db, sql, error);

  *id = 0;
  if (*stripped == '\0')
    return statement != NULL;

  while (*id == 0 && lsn_statement_step (statement))
    {
      g_autofree char *other = lsn_text_fold (lsn_statement_get_text (statement, 1));

      if (g_str_equal (other, folded))
        *id = lsn_statement_get_int64 (statement, 0);
    }
  if (!lsn_statement_finish (statement, error))
    return FALSE;
  if (*id != 0)
    return TRUE;

  return lsn_named_make (db, info, stripped, id, error);
}

static gboolean
set_named (LsnDatabase *db, const LsnRecordInfo *info, const char *name, LsnRow *row, guint field,
           GError **error)
{
  gint64 id;

  if (name == NULL)
    return TRUE;
  if (!lsn_named_find_or_make (db, info, name, &id, error))
    return FALSE;
  if (id == 0)
    lsn_row_set_null (row, field);
  else
    lsn_row_set_int64 (row, field, id);
  return TRUE;
}

static gboolean
add_tag (LsnDatabase *db, gint64 client_id, gint64 tag_id, GError **error)
{
  gint64 batch = lsn_database_get_batch (db);

  if (tag_id == 0)
    return TRUE;
  if (batch != 0)
    return lsn_database_run (db, error,
                             "INSERT OR IGNORE INTO client_tag (id, client_id, tag_id, import_id)"
                             " VALUES (?, ?, ?, ?)",
                             "iiii", lsn_id_new (), client_id, tag_id, batch);
  return lsn_database_run (
      db, error, "INSERT OR IGNORE INTO client_tag (id, client_id, tag_id) VALUES (?, ?, ?)", "iii",
      lsn_id_new (), client_id, tag_id);
}

/* Takes away what is not wanted any more and adds what is new, so that the history tells just that.
 */
static gboolean
replace_tags (LsnDatabase *db, gint64 client_id, char **names, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) unwanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnStatement) present = NULL;

  for (guint i = 0; names[i]; i++)
    {
      gint64 id;

      if (!lsn_named_find_or_make (db, &lsn_tag_info, names[i], &id, error) ||
          !add_tag (db, client_id, id, error))
        return FALSE;
      g_array_append_val (wanted, id);
    }

  present =
      lsn_database_prepare (db, "SELECT id, tag_id FROM client_tag WHERE client_id = ?", error);
  lsn_statement_bind (present, "i", client_id);
  while (lsn_statement_step (present))
    {
      gint64 row_id = lsn_statement_get_int64 (present, 0);
      gboolean keep = FALSE;

      for (guint i = 0; i < wanted->len; i++)
        keep = keep || g_array_index (wanted, gint64, i) == lsn_statement_get_int64 (present, 1);
      if (!keep)
        g_array_append_val (unwanted, row_id);
    }
  if (!lsn_statement_finish (present, error))
    return FALSE;
  for (guint i = 0; i < unwanted->len; i++)
    {
      if (!lsn_database_run (db, error, "DELETE FROM client_tag WHERE id = ?", "i",
                             g_array_index (unwanted, gint64, i)))
        return FALSE;
    }
  return TRUE;
}

/* --- Channels --------------------------------------------------------------------------------- */

static gboolean
is_kept (GPtrArray *channels, gint64 id)
{
  for (guint i = 0; i < channels->len; i++)
    {
      if (lsn_row_get_int64 (g_ptr_array_index (channels, i), LSN_CHANNEL_ID) == id)
        return TRUE;
    }
  return FALSE;
}

gboolean
lsn_channels_replace (LsnDatabase *db, gint64 client_id, gint64 contact_id, GPtrArray *channels,
                      const char *region, GError **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnStatement) present =
      lsn_database_prepare (db,
                            client_id ? "SELECT id FROM channel WHERE client_id = ?"
                                      : "SELECT id FROM channel WHERE contact_id = ?",
                            error);

  lsn_statement_bind (present, "i", client_id ? client_id : contact_id);
  while (lsn_statement_step (present))
    {
      gint64 id = lsn_statement_get_int64 (present, 0);

      if (!is_kept (channels, id))
        g_array_append_val (gone, id);
    }
  if (!lsn_statement_finish (present, error))
    return FALSE;
  for (guint i = 0; i < gone->len; i++)
    {
      if (!lsn_row_delete (db, &lsn_channel_info, g_array_index (gone, gint64, i), error))
        return FALSE;
    }

  for (guint i = 0; i < channels->len; i++)
    {
      g_autoptr (LsnRow) row = lsn_row_copy (g_ptr_array_index (channels, i));
      gint64 id = lsn_row_get_int64 (row, LSN_CHANNEL_ID);
      g_autofree char *normal =
          lsn_channel_dup_normal (lsn_row_get_text (row, LSN_CHANNEL_KIND),
                                  lsn_row_get_text (row, LSN_CHANNEL_VALUE), region);

      lsn_row_set_text (row, LSN_CHANNEL_NORMAL, normal);
      lsn_row_set_int64 (row, LSN_CHANNEL_POSITION, i);
      if (client_id)
        lsn_row_set_int64 (row, LSN_CHANNEL_CLIENT_ID, client_id);
      else
        lsn_row_set_int64 (row, LSN_CHANNEL_CONTACT_ID, contact_id);
      if (!(id ? lsn_row_update (db, id, row, error) : lsn_row_insert (db, row, error)))
        return FALSE;
    }
  return TRUE;
}

/* --- One client ------------------------------------------------------------------------------- */

void
lsn_client_edit_free (LsnClientEdit *self)
{
  g_clear_pointer (&self->row, lsn_row_free);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_strfreev (self->tags);
  g_free (self->segment);
  g_free (self->owner);
  g_free (self);
}

gboolean
lsn_client_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  LsnClientEdit *edit = data;

  if (edit->row == NULL)
    edit->row = lsn_row_new (&lsn_client_info);
  if (!set_named (db, &lsn_segment_info, edit->segment, edit->row, LSN_CLIENT_SEGMENT_ID, error) ||
      !set_named (db, &lsn_member_info, edit->owner, edit->row, LSN_CLIENT_OWNER_ID, error))
    return FALSE;

  if (edit->id != 0)
    {
      if (!lsn_row_update (db, edit->id, edit->row, error))
        return FALSE;
    }
  else
    {
      if (lsn_row_is_null (edit->row, LSN_CLIENT_CREATED_AT))
        lsn_row_set_int64 (edit->row, LSN_CLIENT_CREATED_AT, edit->now);
      if (!lsn_row_insert (db, edit->row, error))
        return FALSE;
      edit->id = lsn_row_get_int64 (edit->row, LSN_CLIENT_ID);
    }

  return (edit->channels == NULL ||
          lsn_channels_replace (db, edit->id, 0, edit->channels, edit->region, error)) &&
         (edit->tags == NULL || replace_tags (db, edit->id, edit->tags, error));
}

/* --- Many clients ----------------------------------------------------------------------------- */

LsnClientsEdit *
lsn_clients_edit_new (GArray *ids, gint64 now)
{
  LsnClientsEdit *self = g_new0 (LsnClientsEdit, 1);

  self->ids = g_array_ref (ids);
  self->now = now;
  return self;
}

void
lsn_clients_edit_free (LsnClientsEdit *self)
{
  g_array_unref (self->ids);
  g_clear_pointer (&self->row, lsn_row_free);
  g_strfreev (self->add_tags);
  g_strfreev (self->remove_tags);
  g_free (self->segment);
  g_free (self->owner);
  g_free (self);
}

/* People go with their last client. */
static gboolean
remove_client (LsnDatabase *db, gint64 id, GError **error)
{
  return lsn_database_run (
             db, error,
             "DELETE FROM contact WHERE id IN (SELECT contact_id FROM client_contact WHERE client_id"
             " = ?1) AND NOT EXISTS (SELECT 1 FROM client_contact o WHERE o.contact_id = contact.id"
             " AND o.client_id <> ?1)",
             "i", id) &&
         lsn_row_delete (db, &lsn_client_info, id, error);
}

static gboolean
find_tags (LsnDatabase *db, char **names, GArray *ids, GError **error)
{
  for (guint i = 0; names && names[i]; i++)
    {
      gint64 id;

      if (!lsn_named_find_or_make (db, &lsn_tag_info, names[i], &id, error))
        return FALSE;
      if (id != 0)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
change_tags (LsnDatabase *db, gint64 id, const GArray *added, const GArray *removed, GError **error)
{
  for (guint i = 0; i < removed->len; i++)
    {
      if (!lsn_database_run (db, error, "DELETE FROM client_tag WHERE client_id = ? AND tag_id = ?",
                             "ii", id, g_array_index (removed, gint64, i)))
        return FALSE;
    }
  for (guint i = 0; i < added->len; i++)
    {
      if (!add_tag (db, id, g_array_index (added, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
edit_one (LsnDatabase *db, const LsnClientsEdit *edit, gint64 id, const GArray *added,
          const GArray *removed, GError **error)
{
  if (edit->remove)
    return remove_client (db, id, error);
  return lsn_row_update (db, id, edit->row, error) && change_tags (db, id, added, removed, error);
}

gboolean
lsn_clients_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnClientsEdit *edit = data;
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (edit->row == NULL)
    edit->row = lsn_row_new (&lsn_client_info);
  if (!set_named (db, &lsn_segment_info, edit->segment, edit->row, LSN_CLIENT_SEGMENT_ID, error) ||
      !set_named (db, &lsn_member_info, edit->owner, edit->row, LSN_CLIENT_OWNER_ID, error) ||
      !find_tags (db, edit->add_tags, added, error) ||
      !find_tags (db, edit->remove_tags, removed, error))
    return FALSE;

  for (guint i = 0; i < edit->ids->len; i++)
    {
      if (!edit_one (db, edit, g_array_index (edit->ids, gint64, i), added, removed, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Contacts --------------------------------------------------------------------------------- */

void
lsn_contact_edit_free (LsnContactEdit *self)
{
  g_free (self->name);
  g_free (self->role);
  g_free (self->note);
  g_free (self->avatar);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_free (self);
}

static gboolean
unlink_contact (LsnDatabase *db, const LsnContactEdit *edit, GError **error)
{
  gint64 others;

  if (!lsn_database_run (db, error,
                         "DELETE FROM client_contact WHERE client_id = ? AND contact_id = ?", "ii",
                         edit->client_id, edit->contact_id) ||
      !lsn_database_run (db, error,
                         "DELETE FROM important_date WHERE client_id = ? AND contact_id = ?", "ii",
                         edit->client_id, edit->contact_id) ||
      !lsn_database_get_int64 (db, 0, &others, error,
                               "SELECT count(*) FROM client_contact WHERE contact_id = ?", "i",
                               edit->contact_id))
    return FALSE;
  return others > 0 || lsn_row_delete (db, &lsn_contact_info, edit->contact_id, error);
}

static gboolean
save_person (LsnDatabase *db, LsnContactEdit *edit, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_contact_info);

  if (edit->name)
    lsn_row_set_text (row, LSN_CONTACT_NAME, edit->name);
  if (edit->note)
    lsn_row_set_text (row, LSN_CONTACT_NOTE, *edit->note ? edit->note : NULL);
  if (edit->avatar)
    lsn_row_set_text (row, LSN_CONTACT_AVATAR, *edit->avatar ? edit->avatar : NULL);
  if (edit->contact_id)
    return lsn_row_update (db, edit->contact_id, row, error);
  if (!lsn_row_insert (db, row, error))
    return FALSE;
  edit->contact_id = lsn_row_get_int64 (row, LSN_CONTACT_ID);
  return TRUE;
}

static gboolean
save_link (LsnDatabase *db, const LsnContactEdit *edit, GError **error)
{
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_client_contact_info);
  gint64 link;
  gint64 position;

  if (!lsn_database_get_int64 (
          db, 0, &link, error,
          "SELECT id FROM client_contact WHERE client_id = ? AND contact_id = ?", "ii",
          edit->client_id, edit->contact_id) ||
      !lsn_database_get_int64 (db, 0, &position, error,
                               "SELECT max(position) + 1 FROM client_contact WHERE client_id = ?",
                               "i", edit->client_id))
    return FALSE;

  if (edit->role)
    lsn_row_set_text (row, LSN_CLIENT_CONTACT_ROLE, *edit->role ? edit->role : NULL);
  if (edit->is_primary == 1 &&
      !lsn_database_run (
          db, error, "UPDATE client_contact SET is_primary = 0 WHERE client_id = ? AND is_primary",
          "i", edit->client_id))
    return FALSE;
  if (edit->is_primary >= 0)
    lsn_row_set_int64 (row, LSN_CLIENT_CONTACT_IS_PRIMARY, edit->is_primary);
  if (link)
    return lsn_row_update (db, link, row, error);

  lsn_row_set_int64 (row, LSN_CLIENT_CONTACT_CLIENT_ID, edit->client_id);
  lsn_row_set_int64 (row, LSN_CLIENT_CONTACT_CONTACT_ID, edit->contact_id);
  lsn_row_set_int64 (row, LSN_CLIENT_CONTACT_POSITION, position);
  return lsn_row_insert (db, row, error);
}

gboolean
lsn_contact_edit_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  LsnContactEdit *edit = data;

  if (edit->unlink)
    return unlink_contact (db, edit, error);
  return save_person (db, edit, error) && save_link (db, edit, error) &&
         (edit->channels == NULL ||
          lsn_channels_replace (db, 0, edit->contact_id, edit->channels, edit->region, error)) &&
         (!edit->has_birthday ||
          lsn_birthday_write (db, edit->client_id, edit->contact_id, edit->birthday, error));
}

/* --- The order of people ---------------------------------------------------------------------- */

LsnPeopleOrder *
lsn_people_order_new (gint64 client_id)
{
  LsnPeopleOrder *self = g_new0 (LsnPeopleOrder, 1);

  self->client_id = client_id;
  self->contact_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
lsn_people_order_free (LsnPeopleOrder *self)
{
  g_array_unref (self->contact_ids);
  g_free (self);
}

gboolean
lsn_people_order_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable,
                            GError **error)
{
  const LsnPeopleOrder *self = data;

  for (guint i = 0; i < self->contact_ids->len; i++)
    {
      if (!lsn_database_run (db, error,
                             "UPDATE client_contact SET position = ?1"
                             " WHERE client_id = ?2 AND contact_id = ?3 AND position <> ?1",
                             "iii", (gint64) i, self->client_id,
                             g_array_index (self->contact_ids, gint64, i)))
        return FALSE;
    }
  return self->contact_ids->len == 0 ||
         lsn_database_run (db, error,
                           "UPDATE client_contact SET is_primary = contact_id = ?2"
                           " WHERE client_id = ?1 AND is_primary <> (contact_id = ?2) AND EXISTS"
                           " (SELECT 1 FROM client_contact o WHERE o.client_id = ?1"
                           " AND o.is_primary)",
                           "ii", self->client_id, g_array_index (self->contact_ids, gint64, 0));
}
