/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-date.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"

G_BEGIN_DECLS

/* What one can do with clients. The worker functions are LsnStoreFuncs for the writer. */

/**
 * LsnClientEdit: adds a client or changes one.
 *
 * Where @channels or @tags are given they replace what is there.
 */
typedef struct
{
  gint64 id;           /* 0: a new one, and its id left here */
  LsnRow *row;         /* owned, nullable: of lsn_client_info */
  GPtrArray *channels; /* owned, nullable; element-type LsnRow of lsn_channel_info, in order */
  char **tags;         /* owned, nullable: names; those that do not exist are made */
  char *segment;       /* owned, nullable: a name, made where it does not exist; "" for none */
  char *owner;         /* owned, nullable: likewise */
  const char *region;  /* static, nullable: of phones without country code */
  gint64 now;
} LsnClientEdit;

void lsn_client_edit_free (LsnClientEdit *self);
gboolean lsn_client_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                    GError **error);

/* One change to many clients at once: one action, one undo. */
typedef struct
{
  GArray *ids;        /* owned; element-type gint64 */
  LsnRow *row;        /* owned, nullable: fields to set, such as status */
  char **add_tags;    /* owned, nullable: names; those that do not exist are made */
  char **remove_tags; /* owned, nullable */
  char *segment;      /* owned, nullable; "" for none */
  char *owner;        /* owned, nullable; "" for none */
  gboolean remove;    /* deletes them with all that hangs on them, and people of theirs only */
  gint64 now;
} LsnClientsEdit;

LsnClientsEdit *lsn_clients_edit_new (GArray *ids, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_clients_edit_free (LsnClientsEdit *self);
gboolean lsn_clients_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                     GError **error);

/**
 * LsnContactEdit: adds a person to a client, or changes one.
 *
 * A new contact whose @contact_id is given is an existing person who also works with this client.
 */
typedef struct
{
  gint64 client_id;
  gint64 contact_id;     /* 0: a new person, and its id left here */
  char *name;            /* owned, nullable: unchanged */
  char *role;            /* owned, nullable: unchanged */
  char *note;            /* owned, nullable: unchanged */
  char *avatar;          /* owned, nullable: unchanged; "" for none */
  gboolean has_birthday; /* sets @birthday, LSN_DATE_NONE for none */
  LsnDate birthday;
  int is_primary;      /* -1 unchanged */
  GPtrArray *channels; /* owned, nullable; element-type LsnRow */
  gboolean unlink; /* takes the person away from the client; who is with none any more is deleted */
  const char *region; /* static, nullable */
} LsnContactEdit;

void lsn_contact_edit_free (LsnContactEdit *self);
gboolean lsn_contact_edit_on_worker (LsnDatabase *db, gpointer edit, GCancellable *cancellable,
                                     GError **error);

/**
 * LsnPeopleOrder: puts the people of a client in order.
 *
 * Where there is a main contact, it is the first one afterwards.
 */
typedef struct
{
  gint64 client_id;
  GArray *contact_ids; /* owned; element-type gint64: in the new order */
} LsnPeopleOrder;

LsnPeopleOrder *lsn_people_order_new (gint64 client_id) G_GNUC_WARN_UNUSED_RESULT;
void lsn_people_order_free (LsnPeopleOrder *self);
gboolean lsn_people_order_on_worker (LsnDatabase *db, gpointer order, GCancellable *cancellable,
                                     GError **error);

/* Replaces the channels of a client (or, where @client_id is 0, of a contact) by @channels. */
gboolean lsn_channels_replace (LsnDatabase *db, gint64 client_id, gint64 contact_id,
                               GPtrArray *channels, const char *region, GError **error);

/* Makes one that is known not to be there, a segment behind the others. @name: without blanks
 * around it */
gboolean lsn_named_make (LsnDatabase *db, const LsnRecordInfo *info, const char *name, gint64 *id,
                         GError **error);

/**
 * lsn_named_find_or_make:
 * @info: lsn_tag_info, lsn_segment_info or lsn_member_info
 * @id: (out): of the row with that name, whatever its case; 0 for a blank name
 */
gboolean lsn_named_find_or_make (LsnDatabase *db, const LsnRecordInfo *info, const char *name,
                                 gint64 *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientEdit, lsn_client_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnClientsEdit, lsn_clients_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnContactEdit, lsn_contact_edit_free)

G_END_DECLS
