/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"
#include "store/lsn-store.h"

/* A small domain of its own: shelves hold books, and a derived table counts the books of a shelf.
 */

typedef enum
{
  BOOK_ID,
  BOOK_SHELF,
  BOOK_TITLE,
  BOOK_DUE,
  BOOK_LENT,
  BOOK_SHELF_NAME,
  N_BOOK_FIELDS
} BookField;

extern const LsnRecordInfo book_info;
extern const LsnSchema book_schema;       /* version 2 */
extern const LsnSchema book_schema_first; /* version 1 */

#define BOOK_TYPE_RECORD (book_record_get_type ())
G_DECLARE_FINAL_TYPE (BookRecord, book_record, BOOK, RECORD, LsnRecord)

/* A folder that is removed by fixture_remove(). */
char *fixture_make_folder (void);
void fixture_remove (const char *folder);

typedef struct
{
  gint64 shelf; /* 0: a new shelf is made, and its id left here */
  gint64 book;  /* out */
  const char *title;
  gboolean fail; /* after the rows were written */
} AddBook;

gboolean
add_book_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error);

typedef struct
{
  const char *sql;
  gint64 value; /* out */
} Question;

gboolean ask_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error);
gboolean tell_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error);

/* The first value of @sql. */
gint64 ask (LsnStore *store, const char *sql);
void tell (LsnStore *store, const char *sql);

/* The file passes SQLite's integrity check. */
void assert_whole (LsnStore *store);

/* Derived values equal what the facts say, and the file is whole. */
void assert_consistent (LsnStore *store);
