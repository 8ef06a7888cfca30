/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A client with its people as files tell of one: what readers of CSV, vCard and JSON make, what an
 * import writes, and what an export hands to the writers of files. Texts are valid UTF-8. */

#define LSN_IMPORT_LEAD_DAYS 7 /* as the schema has it */

/* The client itself, where a person is asked for. */
#define LSN_IMPORT_CLIENT (-1)

typedef struct
{
  int person;         /* whose: its place among the people, or LSN_IMPORT_CLIENT */
  const char *kind;   /* static: of lsn_channel_info: 'phone', 'email', … */
  const char *value;  /* kept by the record */
  const char *label;  /* nullable, kept */
  const char *normal; /* nullable, kept: set by the import */
} LsnImportChannel;

typedef struct
{
  int person;
  const char *title; /* kept */
  const char *date;  /* kept: 'YYYY-MM-DD' */
  gboolean yearly;
  gint64 lead_days;
} LsnImportDate;

typedef struct
{
  const char *name; /* kept, as all texts; NULL: nobody, the client itself is meant */
  const char *role; /* nullable */
  const char *note; /* nullable */
  const char *key;  /* nullable: in the file; the same person may stand with several clients */
  GBytes *picture;  /* nullable, kept */
  gboolean is_primary;
} LsnImportPerson;

/**
 * LsnImportRecord: owns its texts; used again for the next client, so that a million clients cost
 * no million allocations.
 *
 * @key: of the client in a file of our own: records with the same one are one client, records with
 * others are others, whatever their names and addresses. Such a record is taken as it stands:
 * without guessing, which a file of another origin needs.
 */
typedef struct
{
  guint row;           /* in the file, from 1: told with an error */
  const char *error;   /* nullable: why the reader could not make sense of the row */
  const char *warning; /* nullable: what it left out of the row, which is taken */
  const char *key;     /* nullable */

  gboolean is_person;     /* the client is a person, not a company */
  const char *name;       /* nullable: the only person's, or an address, serves then */
  const char *legal_name; /* nullable, as all below */
  const char *status;     /* as the file says: lsn_client_status_parse() */
  const char *segment;    /* a name */
  const char *owner;      /* a name */
  const char *source;
  const char *city;
  const char *address;
  const char *note;
  gboolean has_turnover;
  gint64 turnover_minor; /* with @currency */
  const char *currency;
  gint64 cadence_days; /* 0: the segment's */
  gint64 created_at;   /* 0: now */
  gint64 archived_at;  /* 0: not archived */
  GBytes *picture;     /* nullable, kept */
  GPtrArray *tags;     /* owned; element-type char, kept */
  GArray *people;      /* owned; element-type LsnImportPerson */
  GArray *channels;    /* owned; element-type LsnImportChannel */
  GArray *dates;       /* owned; element-type LsnImportDate */

  GStringChunk *texts; /* owned */
  GPtrArray *pictures; /* owned; element-type GBytes */
} LsnImportRecord;

LsnImportRecord *lsn_import_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void lsn_import_record_free (LsnImportRecord *self);

/* Forgets everything and begins with another row. */
void lsn_import_record_clear (LsnImportRecord *self, guint row);

/* Keeps a copy as long as the record is not cleared. @text: (nullable) */
const char *lsn_import_record_keep (LsnImportRecord *self, const char *text);

/* The same without space around it; NULL for a blank one. */
const char *lsn_import_record_keep_stripped (LsnImportRecord *self, const char *text);

/* @picture: (transfer full): of lsn_picture_parse() */
GBytes *lsn_import_record_keep_picture (LsnImportRecord *self, GBytes *picture);

/* Returns: its place, for the calls below. @name: (nullable) */
int lsn_import_record_add_person (LsnImportRecord *self, const char *name);
LsnImportPerson *lsn_import_record_get_person (LsnImportRecord *self, int place);

/* A blank @value is not added. @label: (nullable) */
void lsn_import_record_add_channel (LsnImportRecord *self, int person, const char *kind,
                                    const char *value, const char *label);
LsnImportChannel *lsn_import_record_get_channel (LsnImportRecord *self, guint index);

/* @date: what is no date is not added. */
void lsn_import_record_add_date (LsnImportRecord *self, int person, const char *title,
                                 const char *date, gboolean yearly, gint64 lead_days);

/**
 * lsn_import_record_add_date_text:
 * @text: of lsn_import_date_dup_text(): "2026-11-23 Title", with "/once" behind the date where it
 * does not come again every year, and "/14" where it is told of another number of days before than
 * usual
 */
void lsn_import_record_add_date_text (LsnImportRecord *self, int person, const char *text);
char *lsn_import_date_dup_text (const LsnImportDate *date) G_GNUC_WARN_UNUSED_RESULT;

/* A tag that is blank, or there already, is not added. */
void lsn_import_record_add_tag (LsnImportRecord *self, const char *name);

/* Adds a line to a note, which may be NULL: of the record or of one of its people. */
void lsn_import_record_add_note (LsnImportRecord *self, const char **note, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnImportRecord, lsn_import_record_free)

G_END_DECLS
