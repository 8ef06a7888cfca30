/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/followups/lsn-followup.h"

#include <glib/gi18n-lib.h>

#define INT  LSN_FIELD_INTEGER
#define TEXT LSN_FIELD_TEXT
#define TIME LSN_FIELD_INSTANT
#define DAY  LSN_FIELD_DATE

#define FIRST_CHANNEL(channel_kind)                                                                    \
  "coalesce ((SELECT h.value FROM channel h WHERE h.contact_id = followup.contact_id AND h.kind"       \
  " = '" channel_kind "' ORDER BY h.position LIMIT 1),"                                                \
  " (SELECT h.value FROM channel h WHERE h.client_id = followup.client_id AND h.kind = '" channel_kind \
  "' ORDER BY h.position LIMIT 1),"                                                                    \
  " (SELECT h.value FROM client_contact cc JOIN channel h ON h.contact_id = cc.contact_id"             \
  " WHERE cc.client_id = followup.client_id AND h.kind = '" channel_kind                               \
  "' ORDER BY cc.is_primary DESC, cc.position, h.position LIMIT 1))"

static const LsnField fields[] = {
  [LSN_FOLLOWUP_ID] = { "id", "id", INT },
  [LSN_FOLLOWUP_CLIENT_ID] = { "client-id", "client_id", INT },
  [LSN_FOLLOWUP_CONTACT_ID] = { "contact-id", "contact_id", INT },
  [LSN_FOLLOWUP_KIND] = { "kind", "kind", TEXT },
  [LSN_FOLLOWUP_TITLE] = { "title", "title", TEXT, LSN_FIELD_REQUIRED, N_ ("What to Do") },
  [LSN_FOLLOWUP_NOTE] = { "note", "note", TEXT },
  [LSN_FOLLOWUP_DUE_DATE] = { "due-date", "due_date", DAY, LSN_FIELD_REQUIRED, N_ ("Date") },
  [LSN_FOLLOWUP_DUE_TIME] = { "due-time", "due_time", TEXT },
  [LSN_FOLLOWUP_DUE_ZONE] = { "due-zone", "due_zone", TEXT },
  [LSN_FOLLOWUP_PRIORITY] = { "priority", "priority", INT },
  [LSN_FOLLOWUP_URGENT] = { "urgent", "urgent", LSN_FIELD_BOOLEAN },
  [LSN_FOLLOWUP_RRULE] = { "rrule", "rrule", TEXT },
  [LSN_FOLLOWUP_REPEAT_MODE] = { "repeat-mode", "repeat_mode", TEXT },
  [LSN_FOLLOWUP_TURN] = { "turn", "turn", TEXT },
  [LSN_FOLLOWUP_TURN_SINCE] = { "turn-since", "turn_since", TIME },
  [LSN_FOLLOWUP_SNOOZED_FROM] = { "snoozed-from", "snoozed_from", TEXT },
  [LSN_FOLLOWUP_DONE_AT] = { "done-at", "done_at", TIME },
  [LSN_FOLLOWUP_OUTCOME] = { "outcome", "outcome", TEXT },
  [LSN_FOLLOWUP_PREVIOUS_ID] = { "previous-id", "previous_id", INT },
  [LSN_FOLLOWUP_CREATED_AT] = { "created-at", "created_at", TIME },
  [LSN_FOLLOWUP_CLIENT_NAME] = { "client-name", "client.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_FOLLOWUP_CONTACT_NAME] = { "contact-name", "contact.name", TEXT, LSN_FIELD_DERIVED },
  [LSN_FOLLOWUP_PHONE] = { "phone", FIRST_CHANNEL ("phone"), TEXT, LSN_FIELD_DERIVED },
  [LSN_FOLLOWUP_EMAIL] = { "email", FIRST_CHANNEL ("email"), TEXT, LSN_FIELD_DERIVED },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_LSN_FOLLOWUP_FIELDS);

const LsnRecordInfo lsn_followup_info = {
  .table = "followup",
  .sources = "followup LEFT JOIN client ON client.id = followup.client_id"
             " LEFT JOIN contact ON contact.id = followup.contact_id",
  .fields = fields,
  .n_fields = N_LSN_FOLLOWUP_FIELDS,
};

struct _LsnFollowup
{
  LsnRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (LsnFollowup, lsn_followup, LSN_TYPE_RECORD)

static void
lsn_followup_class_init (LsnFollowupClass *klass)
{
  lsn_record_class_set_info (LSN_RECORD_CLASS (klass), &lsn_followup_info);
}

static void
lsn_followup_init (LsnFollowup *self)
{
}

int
lsn_followup_parse_time (const char *time)
{
  if (time == NULL || strlen (time) != 5 || time[2] != ':' || !g_ascii_isdigit (time[0]) ||
      !g_ascii_isdigit (time[1]) || !g_ascii_isdigit (time[3]) || !g_ascii_isdigit (time[4]))
    return -1;
  return ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0';
}

char *
lsn_followup_dup_time (int minutes)
{
  return minutes < 0 ? NULL : g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static LsnDate
carry_over (const char *date_text, const char *time_text, const char *zone_id, GTimeZone *local,
            int *minute)
{
  LsnDate date = lsn_date_from_iso (date_text);
  int time = lsn_followup_parse_time (time_text);
  g_autoptr (GTimeZone) zone = zone_id ? g_time_zone_new_identifier (zone_id) : NULL;

  *minute = time;
  if (time < 0 || zone == NULL || date == LSN_DATE_NONE)
    return date;
  return lsn_date_from_instant (lsn_date_to_instant (date, time, zone), local, minute);
}

LsnDate
lsn_followup_row_get_due (const LsnRow *row, GTimeZone *local, int *minute)
{
  return carry_over (lsn_row_get_text (row, LSN_FOLLOWUP_DUE_DATE),
                     lsn_row_get_text (row, LSN_FOLLOWUP_DUE_TIME),
                     lsn_row_get_text (row, LSN_FOLLOWUP_DUE_ZONE), local, minute);
}

LsnDate
lsn_followup_get_due (LsnFollowup *self, GTimeZone *local, int *minute)
{
  LsnRecord *record = LSN_RECORD (self);

  return carry_over (lsn_record_get_text (record, LSN_FOLLOWUP_DUE_DATE),
                     lsn_record_get_text (record, LSN_FOLLOWUP_DUE_TIME),
                     lsn_record_get_text (record, LSN_FOLLOWUP_DUE_ZONE), local, minute);
}

static const struct
{
  const char *key;
  const char *label;
  const char *icon;
} kinds[] = {
  { "call", NC_ ("follow-up", "Call"), "call-start-symbolic" },
  { "mail", NC_ ("follow-up", "Mail"), "mail-unread-symbolic" },
  { "meeting", NC_ ("follow-up", "Meeting"), "x-office-calendar-symbolic" },
  { "message", NC_ ("follow-up", "Message"), "chat-message-new-symbolic" },
  { "task", NC_ ("follow-up", "Task"), "object-select-symbolic" },
};

static guint
find_kind (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].key, key) == 0)
        return i;
    }
  return G_N_ELEMENTS (kinds) - 1;
}

const char *
lsn_followup_kind_get_label (const char *kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "follow-up", kinds[find_kind (kind)].label);
}

const char *
lsn_followup_kind_get_icon (const char *kind)
{
  return kinds[find_kind (kind)].icon;
}
