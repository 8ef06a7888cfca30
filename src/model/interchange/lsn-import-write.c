/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-write.h"
#include "base/lsn-id.h"
#include "model/clients/lsn-contact.h"
#include "model/interchange/lsn-import-ahead.h"
#include "model/interchange/lsn-import-fill.h"
#include "model/interchange/lsn-import-known.h"
#include "store/lsn-indexes.h"

#include <glib/gi18n-lib.h>

#define MAX_PROBLEMS 1000
#define MAX_NAME     500 /* characters */
#define CHECK_EVERY  500

typedef struct
{
  LsnDatabase *db;
  LsnImport *import;
  LsnImportRecord *record; /* borrowed: the one that is written */
  LsnImportKnown *known;   /* owned */
  LsnImportInsert *insert; /* owned, NULL in a dry run */
  LsnImportFill *fill;     /* owned, NULL where blanks are not filled */
} Writer;

static void
problem_free (gpointer data)
{
  LsnImportProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

LsnImport *
lsn_import_new (LsnImportNext next, gpointer source, const char *region, gint64 now)
{
  LsnImport *self = g_new0 (LsnImport, 1);

  self->next = next;
  self->source = source;
  self->region = region;
  self->now = now;
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

void
lsn_import_free (LsnImport *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
tell (Writer *self, const char *message, gboolean is_taken)
{
  LsnImportProblem *problem;

  if (self->import->n_problems++ >= MAX_PROBLEMS)
    return;
  problem = g_new0 (LsnImportProblem, 1);
  problem->row = self->record->row;
  problem->message = g_strdup (message);
  problem->is_taken = is_taken;
  g_ptr_array_add (self->import->problems, problem);
}

/* --- Names ------------------------------------------------------------------------------------ */

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* What is known of the person is known of the client. */
static void
make_client_of (LsnImportRecord *record, int place)
{
  const LsnImportPerson person = *lsn_import_record_get_person (record, place);

  for (guint i = 0; i < record->channels->len; i++)
    {
      LsnImportChannel *channel = lsn_import_record_get_channel (record, i);

      if (channel->person == place)
        channel->person = LSN_IMPORT_CLIENT;
      else if (channel->person > place)
        channel->person--;
    }
  for (guint i = 0; i < record->dates->len; i++)
    {
      LsnImportDate *date = &g_array_index (record->dates, LsnImportDate, i);

      if (date->person == place)
        date->person = LSN_IMPORT_CLIENT;
      else if (date->person > place)
        date->person--;
    }
  if (!is_blank (person.role))
    {
      g_autofree char *role = g_strdup_printf (_ ("Role: %s"), person.role);

      lsn_import_record_add_note (record, &record->note, role);
    }
  lsn_import_record_add_note (record, &record->note, person.note);
  if (record->picture == NULL)
    record->picture = person.picture;
  g_array_remove_index (record->people, (guint) place);
}

/* Who has no name is not a person, but what is known of the client. */
static void
dissolve_nameless (LsnImportRecord *record)
{
  for (int i = (int) record->people->len - 1; i >= 0; i--)
    {
      if (is_blank (lsn_import_record_get_person (record, i)->name))
        make_client_of (record, i);
    }
}

/* A row without a company is about its only person; one with nothing but an address is called by
 * it. */
static void
complete_name (LsnImportRecord *record)
{
  if (!is_blank (record->name))
    return;

  record->name = NULL;
  if (record->people->len > 0)
    {
      record->name = lsn_import_record_get_person (record, 0)->name;
      record->is_person = TRUE;
      make_client_of (record, 0);
    }
  else if (record->channels->len > 0)
    {
      record->name = lsn_import_record_get_channel (record, 0)->value;
    }
}

/* On the thread that reads. */
static void
prepare (LsnImportRecord *record, const LsnImport *import)
{
  if (record->key == NULL)
    {
      dissolve_nameless (record);
      complete_name (record);
    }
  if (record->error || is_blank (record->name))
    return;
  for (guint i = 0; i < record->channels->len; i++)
    {
      LsnImportChannel *channel = lsn_import_record_get_channel (record, i);
      g_autofree char *normal =
          lsn_channel_dup_normal (channel->kind, channel->value, import->region);

      channel->normal = lsn_import_record_keep (record, normal);
    }
}

/* --- A record --------------------------------------------------------------------------------- */

/* One more row of a client of this file: people, addresses, tags and facts that are not yet there
 * come to it. */
static gboolean
extend_client (Writer *self, gint64 client_id, guint *added, GError **error)
{
  LsnImportRecord *record = self->record;
  gboolean all = record->key != NULL;

  *added = 0;
  for (guint i = 0; i < record->people->len; i++)
    {
      const LsnImportPerson *person = lsn_import_record_get_person (record, (int) i);

      if (!all && !lsn_import_known_tell (self->known, client_id, "person", person->name))
        continue;
      if (self->insert &&
          !lsn_import_insert_person (self->insert, client_id, record, (int) i, FALSE, error))
        return FALSE;
      (*added)++;
    }
  for (guint i = 0; i < record->channels->len; i++)
    {
      const LsnImportChannel *channel = lsn_import_record_get_channel (record, i);

      if (channel->person != LSN_IMPORT_CLIENT ||
          (!all && !lsn_import_known_tell (self->known, client_id, channel->kind, channel->normal)))
        continue;
      if (self->insert && !lsn_import_insert_channel (self->insert, client_id, 0, channel, error))
        return FALSE;
      (*added)++;
    }
  lsn_import_known_remember (self->known, record);
  return all || self->insert == NULL ||
         lsn_import_insert_more (self->insert, client_id, record, self->known, error);
}

static gboolean
write_new (Writer *self, GError **error)
{
  LsnImportRecord *record = self->record;
  gint64 id = lsn_id_new ();

  if (self->insert && !lsn_import_insert_client (self->insert, id, record, error))
    return FALSE;

  lsn_import_known_add (self->known, record, id);
  return TRUE;
}

/* Whether there is something to write, told where not. */
static gboolean
check_record (Writer *self)
{
  LsnImportRecord *record = self->record;

  if (record->error)
    {
      tell (self, record->error, FALSE);
      return FALSE;
    }
  if (record->warning)
    tell (self, record->warning, TRUE);
  if (is_blank (record->name))
    {
      tell (self, _ ("There is no name, phone or e-mail address in this row."), FALSE);
      return FALSE;
    }
  if (record->key == NULL && g_utf8_strlen (record->name, -1) > MAX_NAME)
    {
      tell (self, _ ("The name is too long; a quote may be missing in the file."), FALSE);
      return FALSE;
    }

  return TRUE;
}

/* The row goes to a client that was there before, whether it fills something or not. */
static gboolean
fill_client (Writer *self, gint64 client_id, gint64 contact_id, GError **error)
{
  gboolean filled;

  if (!lsn_import_fill_client (self->fill, client_id, contact_id, self->record, &filled, error))
    return FALSE;
  self->import->n_duplicates++;
  self->import->n_filled += filled;
  return TRUE;
}

/* The row goes on with one before it. */
static gboolean
go_on (Writer *self, gint64 client_id, GError **error)
{
  guint added = 0;

  if (client_id == LSN_IMPORT_KNOWN_LEFT_OUT)
    {
      self->import->n_duplicates++;
      return TRUE;
    }
  if (self->fill && lsn_import_known_was_before (self->known, client_id))
    return fill_client (self, client_id, 0, error);
  if (!extend_client (self, client_id, &added, error))
    return FALSE;
  if (added > 0)
    self->import->n_imported++;
  else
    self->import->n_duplicates++;
  return TRUE;
}

static gboolean
write_record (Writer *self, GError **error)
{
  LsnImportRecord *record = self->record;
  gboolean adds = self->import->duplicates == LSN_IMPORT_ADD_DUPLICATES;
  LsnImportMatch match;
  gint64 earlier;

  if (!check_record (self))
    return TRUE;
  earlier = lsn_import_known_find_earlier (self->known, record);
  if (earlier != 0)
    return go_on (self, earlier, error);
  if (!lsn_import_known_match (self->known, record, &match, error))
    return FALSE;
  if (match.is_known && self->fill && match.client_id != 0)
    return fill_client (self, match.client_id, match.contact_id, error);

  self->import->n_duplicates += match.is_known;
  if (match.is_known && !adds)
    {
      lsn_import_known_leave_out (self->known, record);
      return TRUE;
    }
  self->import->n_imported++;
  return write_new (self, error);
}

static gboolean
write_all (Writer *self, GCancellable *cancellable, GError **error)
{
  LsnImport *import = self->import;
  g_autoptr (LsnImportAhead) ahead = lsn_import_ahead_new (import, prepare);
  g_autoptr (GError) local_error = NULL;

  while ((self->record = lsn_import_ahead_next (ahead, &local_error)))
    {
      import->n_records++;
      g_atomic_int_set (&import->n_done, (int) import->n_records);
      if (!write_record (self, error) ||
          (import->n_records % CHECK_EVERY == 0 &&
           g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
begin (Writer *self, GError **error)
{
  const LsnImport *import = self->import;
  gboolean fills = import->duplicates == LSN_IMPORT_FILL_DUPLICATES;

  self->known = lsn_import_known_new (self->db, fills, error);
  if (self->known == NULL)
    return FALSE;
  if (!import->dry_run)
    {
      self->insert = lsn_import_insert_new (self->db, import->now, import->files_folder, error);
      if (self->insert == NULL)
        return FALSE;
    }
  if (fills)
    self->fill = lsn_import_fill_new (self->db, self->known, self->insert, error);
  return !fills || self->fill;
}

/* Into an empty workspace nobody looks for addresses meanwhile, so their index is made once, in its
 * order, instead of being filled at a million random places. */
static gboolean
write_sorted (Writer *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) indexes = NULL;

  if (self->import->dry_run || !lsn_import_known_is_first (self->known))
    return write_all (self, cancellable, error);
  indexes = lsn_indexes_drop (self->db, "channel", "channel_normal", error);
  return indexes && write_all (self, cancellable, error) &&
         lsn_indexes_make (self->db, indexes, error);
}

gboolean
lsn_import_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Writer self = { .db = db, .import = data };
  gboolean ok = begin (&self, error) && write_sorted (&self, cancellable, error);

  g_clear_pointer (&self.fill, lsn_import_fill_free);
  g_clear_pointer (&self.insert, lsn_import_insert_free);
  g_clear_pointer (&self.known, lsn_import_known_free);
  return ok;
}
