/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A client with its people as files tell of one: what readers of CSV, vCard and the like make, what
 * an import writes, and what an export hands to the writers of files. Texts are valid UTF-8. */

typedef struct
{
  const char *kind; /* static: of lsn_channel_info: 'phone', 'email', … */
  char *value;      /* owned */
  char *label;      /* owned, nullable */
  char *normal;     /* owned, nullable: set by the import */
} LsnImportChannel;

typedef struct
{
  char *name;          /* owned */
  char *role;          /* owned, nullable */
  char *note;          /* owned, nullable */
  GPtrArray *channels; /* owned; element-type LsnImportChannel */
} LsnImportPerson;

typedef struct
{
  guint row;   /* in the file, from 1: told with an error */
  char *error; /* owned, nullable: why the reader could not make sense of the row */

  gboolean is_person; /* the client is a person, not a company */
  char *name;         /* owned, nullable: the only person's, or an address, serves then */
  char *legal_name;   /* owned, nullable, as all below */
  char *status;       /* as the file says: lsn_client_status_parse() */
  char *segment;      /* a name */
  char *owner;        /* a name */
  char *source;
  char *city;
  char *address;
  char *note;
  gint64 turnover_minor; /* with @currency */
  char *currency;
  gint64 cadence_days; /* 0: the segment's */
  char *birthday;      /* 'YYYY-MM-DD' */
  GPtrArray *tags;     /* owned; element-type char * */
  GPtrArray *channels; /* owned; element-type LsnImportChannel: the client's own */
  GPtrArray *people;   /* owned; element-type LsnImportPerson; the first one is the primary one */
} LsnImportRecord;

LsnImportRecord *lsn_import_record_new (guint row) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_record_free (LsnImportRecord *self);

/* Returns: (transfer none): the new last one. */
LsnImportPerson *lsn_import_record_add_person (LsnImportRecord *self, const char *name);

/* A tag that is blank, or there already, is not added. */
void lsn_import_record_add_tag (LsnImportRecord *self, const char *name);

/* @channels: of a client or a person. A blank @value is not added. @label: (nullable) */
void lsn_import_channel_add (GPtrArray *channels, const char *kind, const char *value,
                             const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportRecord, lsn_import_record_free)

G_END_DECLS
