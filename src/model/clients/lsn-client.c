/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client.h"
#include "base/lsn-text.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

/* The client's own channel, else one of its contacts, primary ones first. */
#define FIRST_CHANNEL(channel_kind)                                                                    \
  "coalesce ((SELECT h.value FROM channel h WHERE h.client_id = client.id AND h.kind = '" channel_kind \
  "' ORDER BY h.position LIMIT 1),"                                                                    \
  " (SELECT h.value FROM client_contact cc JOIN channel h ON h.contact_id = cc.contact_id"             \
  " WHERE cc.client_id = client.id AND h.kind = '" channel_kind                                        \
  "' ORDER BY cc.is_primary DESC, cc.position, h.position LIMIT 1))"

static const LsnField client_fields[] = {
  [LSN_CLIENT_ID] = { "id", "id", INT },
  [LSN_CLIENT_KIND] = { "kind", "kind", TEXT },
  [LSN_CLIENT_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_CLIENT_LEGAL_NAME] = { "legal-name", "legal_name", TEXT },
  [LSN_CLIENT_STATUS] = { "status", "status", TEXT },
  [LSN_CLIENT_SEGMENT_ID] = { "segment-id", "segment_id", INT },
  [LSN_CLIENT_OWNER_ID] = { "owner-id", "owner_id", INT },
  [LSN_CLIENT_SOURCE] = { "source", "source", TEXT },
  [LSN_CLIENT_CITY] = { "city", "city", TEXT },
  [LSN_CLIENT_ADDRESS] = { "address", "address", TEXT },
  [LSN_CLIENT_NOTE] = { "note", "note", TEXT },
  [LSN_CLIENT_TURNOVER_MINOR] = { "turnover-minor", "turnover_minor", INT },
  [LSN_CLIENT_CURRENCY] = { "currency", "currency", TEXT },
  [LSN_CLIENT_AVATAR] = { "avatar", "avatar", TEXT },
  [LSN_CLIENT_CADENCE_DAYS] = { "cadence-days", "cadence_days", INT },
  [LSN_CLIENT_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_CLIENT_ARCHIVED_AT] = { "archived-at", "archived_at", TIME },
  [LSN_CLIENT_SEGMENT_NAME] = { "segment-name", "segment.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_OWNER_NAME] = { "owner-name", "member.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_TAGS] = { "tags",
                        "(SELECT group_concat (t.name, ', ' ORDER BY t.name) FROM client_tag ct"
                        " JOIN tag t ON t.id = ct.tag_id WHERE ct.client_id = client.id)",
                        TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_NEXT_TOUCH] = { "next-touch", "client_state.next_touch", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_NEXT_FOLLOWUP_ID] = { "next-followup-id", "client_state.next_followup_id", INT,
                                    LSN_FIELD_DERIVED },
  [LSN_CLIENT_NEXT_TITLE] = { "next-title",
                              "(SELECT f.title FROM followup f WHERE f.id ="
                              " client_state.next_followup_id)",
                              TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_TURN] = { "turn", "client_state.turn", TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_TURN_SINCE] = { "turn-since", "client_state.turn_since", TIME, LSN_FIELD_DERIVED },
  [LSN_CLIENT_LAST_TOUCH] = { "last-touch", "client_state.last_touch", TIME, LSN_FIELD_DERIVED },
  [LSN_CLIENT_TOUCH_DUE] = { "touch-due", "client_state.touch_due", DAY, LSN_FIELD_DERIVED },
  [LSN_CLIENT_RHYTHM] = { "rhythm", "coalesce (client.cadence_days, segment.cadence_days)", INT,
                          LSN_FIELD_DERIVED },
  [LSN_CLIENT_PHONE] = { "phone", FIRST_CHANNEL ("phone"), TEXT, LSN_FIELD_DERIVED },
  [LSN_CLIENT_EMAIL] = { "email", FIRST_CHANNEL ("email"), TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (client_fields) == N_LSN_CLIENT_FIELDS);

const LsnRecordInfo lsn_client_info = {
  .table = "client",
  .sources = "client LEFT JOIN client_state ON client_state.client_id = client.id"
             " LEFT JOIN segment ON segment.id = client.segment_id"
             " LEFT JOIN member ON member.id = client.owner_id",
  .fields = client_fields,
  .n_fields = N_LSN_CLIENT_FIELDS,
};

static const LsnField segment_fields[] = {
  [LSN_SEGMENT_ID] = { "id", "id", INT },
  [LSN_SEGMENT_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_SEGMENT_CADENCE_DAYS] = { "cadence-days", "cadence_days", INT },
  [LSN_SEGMENT_POSITION] = { "position", "position", INT },
};

const LsnRecordInfo lsn_segment_info = {
  .table = "segment",
  .fields = segment_fields,
  .n_fields = N_LSN_SEGMENT_FIELDS,
};

static const LsnField member_fields[] = {
  [LSN_MEMBER_ID] = { "id", "id", INT },
  [LSN_MEMBER_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
  [LSN_MEMBER_EMAIL] = { "email", "email", TEXT },
  [LSN_MEMBER_PHONE] = { "phone", "phone", TEXT },
  [LSN_MEMBER_IS_ME] = { "is-me", "is_me", LSN_FIELD_BOOLEAN },
  [LSN_MEMBER_ARCHIVED_AT] = { "archived-at", "archived_at", TIME },
};

const LsnRecordInfo lsn_member_info = {
  .table = "member",
  .fields = member_fields,
  .n_fields = N_LSN_MEMBER_FIELDS,
};

static const LsnField tag_fields[] = {
  [LSN_TAG_ID] = { "id", "id", INT },
  [LSN_TAG_NAME] = { "name", "name", TEXT, LSN_FIELD_REQUIRED, N_ ("Name") },
};

const LsnRecordInfo lsn_tag_info = {
  .table = "tag",
  .fields = tag_fields,
  .n_fields = N_LSN_TAG_FIELDS,
};

struct _LsnClient
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnClient, lsn_client, LSN_TYPE_RECORD)

static void
lsn_client_class_init (LsnClientClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_client_info);
}

static void
lsn_client_init (LsnClient *self)
{
}

static const struct
{
  const char *key;
  const char *label;
  const char *words; /* what exports call it, separated by "|" */
} statuses[] = {
  [LSN_CLIENT_ACTIVE] = { "active", NC_ ("client status", "Active"),
                          "active|customer|client|активный|активен|клиент|в работе|постоянный|действующий" },
  [LSN_CLIENT_AT_RISK] = { "at-risk", NC_ ("client status", "At Risk"),
                           "at risk|at-risk|risk|churning|под угрозой|в зоне риска|риск" },
  [LSN_CLIENT_LEAD] = { "lead", NC_ ("client status", "Lead"),
                        "lead|new|prospect|opportunity|subscriber|лид|новый|потенциальный" },
  [LSN_CLIENT_PAUSED] = { "paused", NC_ ("client status", "Paused"),
                          "paused|on hold|inactive|пауза|на паузе|приостановлен|неактивный" },
  [LSN_CLIENT_LOST] = { "lost", NC_ ("client status", "Lost"),
                        "lost|churned|closed|former|потерян|ушел|отказ|закрыт|бывший" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == N_LSN_CLIENT_STATUSES);

const char *
lsn_client_status_get_key (LsnClientStatus status)
{
  return statuses[status].key;
}

const char *
lsn_client_status_get_label (LsnClientStatus status)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "client status", statuses[status].label);
}

static gboolean
is_one_of (const char *folded, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i]; i++)
    {
      g_autofree char *word = lsn_text_fold (list[i]);

      if (g_str_equal (word, folded))
        return TRUE;
    }
  return FALSE;
}

gboolean
lsn_client_status_parse (const char *key, LsnClientStatus *status)
{
  g_autofree char *folded = key ? lsn_text_fold (key) : NULL;

  if (folded == NULL)
    return FALSE;
  g_strstrip (folded);
  for (guint i = 0; i < N_LSN_CLIENT_STATUSES; i++)
    {
      g_autofree char *label = lsn_text_fold (lsn_client_status_get_label (i));

      if (g_str_equal (folded, statuses[i].key) || g_str_equal (folded, label) ||
          is_one_of (folded, statuses[i].words))
        {
          *status = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_turn_get_label (const char *turn)
{
  if (g_strcmp0 (turn, "client") == 0)
    return C_ ("whose move", "Client");
  if (g_strcmp0 (turn, "performer") == 0)
    return C_ ("whose move", "Performer");
  return C_ ("whose move", "Us");
}
