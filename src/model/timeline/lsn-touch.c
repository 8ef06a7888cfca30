/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/timeline/lsn-touch.h"

static const char *const arrows[] = { "→", "->", "=>" };

static const char *
skip_arrow (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      if (g_str_has_prefix (text, arrows[i]))
        return text + strlen (arrows[i]);
    }
  return NULL;
}

static gboolean
begins_step (const char *text)
{
  gunichar first;

  while (*text == ' ')
    text++;
  first = g_utf8_get_char (text);
  return g_unichar_isalpha (first) || first == 0x201c || first == 0xab || first == '"';
}

void
lsn_touch_split (const char *text, char **said, char **next)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *line = strrchr (stripped, '\n');
  const char *found = NULL;

  line = line ? line + 1 : stripped;
  for (const char *p = line; *p; p = g_utf8_next_char (p))
    {
      const char *behind = skip_arrow (p);

      if (behind && (p == line || p[-1] == ' ') && begins_step (behind))
        found = p;
    }

  if (found == NULL)
    {
      *said = g_steal_pointer (&stripped);
      *next = NULL;
      return;
    }
  *said = g_strchomp (g_strndup (stripped, found - stripped));
  *next = g_strstrip (g_strdup (skip_arrow (found)));
}

void
lsn_touch_free (LsnTouch *self)
{
  g_clear_pointer (&self->entry, lsn_entry_edit_free);
  g_clear_pointer (&self->done, lsn_followup_done_free);
  g_clear_pointer (&self->next, lsn_capture_job_free);
  g_free (self);
}

static gboolean
plan (LsnDatabase *db, LsnTouch *self, GCancellable *cancellable, GError **error)
{
  gint64 contact_id = self->entry ? lsn_row_get_int64 (self->entry->row, LSN_ENTRY_CONTACT_ID) : 0;
  g_autoptr (LsnRow) row = lsn_row_new (&lsn_followup_info);

  if (!lsn_capture_job_add_on_worker (db, self->next, cancellable, error))
    return FALSE;
  if (self->next->capture->contact_id != 0 || contact_id == 0)
    return TRUE;
  lsn_row_set_int64 (row, LSN_FOLLOWUP_CONTACT_ID, contact_id);
  return lsn_row_update (db, self->next->followup_id, row, error);
}

gboolean
lsn_touch_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LsnTouch *self = data;

  return (self->entry == NULL || lsn_entry_edit_on_worker (db, self->entry, cancellable, error)) &&
         (self->done == NULL || lsn_followup_done_on_worker (db, self->done, cancellable, error)) &&
         (self->next == NULL || plan (db, self, cancellable, error));
}
