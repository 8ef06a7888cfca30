/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-record.h"

G_BEGIN_DECLS

/* People at clients, and the ways to reach a client or a person. */

typedef enum
{
  LSN_CONTACT_ID,
  LSN_CONTACT_NAME,
  LSN_CONTACT_NOTE,
  LSN_CONTACT_AVATAR, /* as of a client */
  N_LSN_CONTACT_FIELDS
} LsnContactField;

typedef enum
{
  LSN_CLIENT_CONTACT_ID,
  LSN_CLIENT_CONTACT_CLIENT_ID,
  LSN_CLIENT_CONTACT_CONTACT_ID,
  LSN_CLIENT_CONTACT_ROLE,
  LSN_CLIENT_CONTACT_IS_PRIMARY,
  LSN_CLIENT_CONTACT_POSITION,
  /* derived */
  LSN_CLIENT_CONTACT_NAME,
  LSN_CLIENT_CONTACT_NOTE,
  LSN_CLIENT_CONTACT_AVATAR,
  LSN_CLIENT_CONTACT_ALSO_AT, /* names of the other clients, separated by ", " */
  N_LSN_CLIENT_CONTACT_FIELDS
} LsnClientContactField;

typedef enum
{
  LSN_CHANNEL_ID,
  LSN_CHANNEL_CLIENT_ID,
  LSN_CHANNEL_CONTACT_ID,
  LSN_CHANNEL_KIND,
  LSN_CHANNEL_VALUE,
  LSN_CHANNEL_NORMAL,
  LSN_CHANNEL_LABEL,
  LSN_CHANNEL_POSITION,
  N_LSN_CHANNEL_FIELDS
} LsnChannelField;

typedef enum
{
  LSN_IMPORTANT_DATE_ID,
  LSN_IMPORTANT_DATE_CLIENT_ID,
  LSN_IMPORTANT_DATE_CONTACT_ID,
  LSN_IMPORTANT_DATE_TITLE,
  LSN_IMPORTANT_DATE_DATE,
  LSN_IMPORTANT_DATE_YEARLY,
  LSN_IMPORTANT_DATE_LEAD_DAYS,
  N_LSN_IMPORTANT_DATE_FIELDS
} LsnImportantDateField;

extern const LsnRecordInfo lsn_contact_info;
extern const LsnRecordInfo lsn_client_contact_info;
extern const LsnRecordInfo lsn_channel_info;
extern const LsnRecordInfo lsn_important_date_info;

/**
 * lsn_channel_dup_normal:
 * @kind: 'phone', 'email', …
 * @region: (nullable): where a phone without country code belongs, ISO 3166
 *
 * Returns: the form in which two spellings of one address are equal: E.164, a folded mail address,
 * a handle without "@" and "https://t.me/".
 */
char *lsn_channel_dup_normal (const char *kind, const char *value,
                              const char *region) G_GNUC_WARN_UNUSED_RESULT;

/**
 * lsn_channel_dup_uri:
 * @normal: of lsn_channel_dup_normal()
 *
 * Returns: (nullable): what opens the channel: tel:, mailto:, https://t.me/…, https://wa.me/…;
 * %NULL where it cannot be opened.
 */
char *lsn_channel_dup_uri (const char *kind, const char *normal) G_GNUC_WARN_UNUSED_RESULT;

/* @channel: of lsn_channel_info. Its value as people read it: a phone in groups. */
char *lsn_channel_dup_display (const LsnRow *channel, const char *region) G_GNUC_WARN_UNUSED_RESULT;

/* (array zero-terminated=1): every kind, in the order in which one chooses. Static. */
const char *const *lsn_channel_get_kinds (void);

/* The kind as a static string; 'other' where it is none. */
const char *lsn_channel_intern_kind (const char *kind);

/* Returns: (nullable): the kind that an address or a number as typed seems to be. */
const char *lsn_channel_guess_kind (const char *value);

/* Name of its symbolic icon. */
const char *lsn_channel_get_icon (const char *kind);

/* What the kind is called: “Phone”. */
const char *lsn_channel_get_label (const char *kind);

/* The kind of timeline entry that using the channel makes: 'call', 'mail', 'message'; NULL for
 * none. */
const char *lsn_channel_get_entry_kind (const char *kind);

G_END_DECLS
