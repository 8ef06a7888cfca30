/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/interchange/lsn-import-record.h"

static void
channel_free (gpointer data)
{
  LsnImportChannel *channel = data;

  g_free (channel->value);
  g_free (channel->label);
  g_free (channel->normal);
  g_free (channel);
}

static void
person_free (gpointer data)
{
  LsnImportPerson *person = data;

  g_free (person->name);
  g_free (person->role);
  g_free (person->note);
  g_ptr_array_unref (person->channels);
  g_free (person);
}

LsnImportRecord *
lsn_import_record_new (guint row)
{
  LsnImportRecord *self = g_new0 (LsnImportRecord, 1);

  self->row = row;
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->channels = g_ptr_array_new_with_free_func (channel_free);
  self->people = g_ptr_array_new_with_free_func (person_free);
  return self;
}

void
lsn_import_record_free (LsnImportRecord *self)
{
  g_free (self->error);
  g_free (self->name);
  g_free (self->legal_name);
  g_free (self->status);
  g_free (self->segment);
  g_free (self->owner);
  g_free (self->source);
  g_free (self->city);
  g_free (self->address);
  g_free (self->note);
  g_free (self->currency);
  g_free (self->birthday);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->people);
  g_free (self);
}

LsnImportPerson *
lsn_import_record_add_person (LsnImportRecord *self, const char *name)
{
  LsnImportPerson *person = g_new0 (LsnImportPerson, 1);

  person->name = g_strdup (name);
  person->channels = g_ptr_array_new_with_free_func (channel_free);
  g_ptr_array_add (self->people, person);
  return person;
}

void
lsn_import_record_add_tag (LsnImportRecord *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped && !g_ptr_array_find_with_equal_func (self->tags, stripped, g_str_equal, NULL))
    g_ptr_array_add (self->tags, g_steal_pointer (&stripped));
}

void
lsn_import_channel_add (GPtrArray *channels, const char *kind, const char *value, const char *label)
{
  LsnImportChannel *channel;
  g_autofree char *stripped = g_strstrip (g_strdup (value ? value : ""));

  if (*stripped == '\0')
    return;
  channel = g_new0 (LsnImportChannel, 1);
  channel->kind = kind;
  channel->value = g_steal_pointer (&stripped);
  channel->label = g_strdup (label);
  g_ptr_array_add (channels, channel);
}
