-- Events of the calendar. A time of day keeps its zone, a day is a day in every zone; the last day counts in.
-- `rrule` is an RFC 5545 rule; what differs from it stands in event_date: days taken out and put in. An occurrence that
-- was changed alone is an event of its own, which names its series and the moment that it stands in place of.

CREATE TABLE event (
  id              INTEGER PRIMARY KEY,
  client_id       INTEGER REFERENCES client (id) ON DELETE CASCADE,
  project_id      INTEGER REFERENCES project (id) ON DELETE SET NULL,
  series_id       INTEGER REFERENCES event (id) ON DELETE CASCADE,
  kind            TEXT NOT NULL DEFAULT 'event' CHECK (kind IN ('event', 'meeting', 'block')),
  title           TEXT NOT NULL,
  start_on        TEXT NOT NULL,
  start_time      TEXT,
  end_on          TEXT NOT NULL,
  end_time        TEXT,
  zone            TEXT,
  place           TEXT,
  link            TEXT,
  text            TEXT,
  rrule           TEXT,
  instead_of      TEXT,
  remind_minutes  INTEGER CHECK (remind_minutes >= 0),
  task_id         INTEGER REFERENCES task (id) ON DELETE CASCADE,
  followup_id     INTEGER REFERENCES followup (id) ON DELETE CASCADE,
  entry_id        INTEGER REFERENCES entry (id) ON DELETE SET NULL,
  agenda          TEXT,
  minutes         TEXT,
  uid             TEXT,
  created_at      INTEGER NOT NULL,
  import_id       INTEGER,
  CHECK (end_on >= start_on),
  CHECK ((start_time IS NULL) = (end_time IS NULL))
) STRICT;
CREATE INDEX event_day ON event (start_on, id) WHERE rrule IS NULL AND end_on = start_on;
CREATE INDEX event_days ON event (end_on, start_on, id) WHERE rrule IS NULL AND end_on > start_on;
CREATE INDEX event_repeat ON event (start_on, id) WHERE rrule IS NOT NULL;
CREATE INDEX event_remind ON event (start_on, id) WHERE remind_minutes IS NOT NULL;
CREATE INDEX event_client ON event (client_id, start_on) WHERE client_id IS NOT NULL;
CREATE INDEX event_project ON event (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX event_series ON event (series_id, instead_of) WHERE series_id IS NOT NULL;
CREATE INDEX event_task ON event (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX event_followup ON event (followup_id) WHERE followup_id IS NOT NULL;
CREATE INDEX event_entry ON event (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX event_uid ON event (uid) WHERE uid IS NOT NULL;
CREATE INDEX event_import ON event (import_id) WHERE import_id IS NOT NULL;

-- `date` is a day, or a moment 'YYYY-MM-DDTHH:MM', on the wall clock of the event's zone.
CREATE TABLE event_date (
  id        INTEGER PRIMARY KEY,
  event_id  INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('out', 'in')),
  date      TEXT NOT NULL,
  import_id INTEGER,
  UNIQUE (event_id, kind, date)
) STRICT;

-- Who takes part: a person we know, or a name with an address.
CREATE TABLE event_person (
  id         INTEGER PRIMARY KEY,
  event_id   INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  name       TEXT,
  email      TEXT,
  import_id  INTEGER,
  CHECK (contact_id IS NOT NULL OR name IS NOT NULL OR email IS NOT NULL)
) STRICT;
CREATE INDEX event_person_event ON event_person (event_id);
CREATE INDEX event_person_contact ON event_person (contact_id) WHERE contact_id IS NOT NULL;

-- What the calendar asks for between two days.
CREATE INDEX agreement_due ON agreement (due, id) WHERE due IS NOT NULL;
CREATE INDEX task_done_due ON task (due_on, id) WHERE done_at IS NOT NULL AND archived_at IS NULL;
CREATE INDEX followup_done_due ON followup (due_date, id) WHERE done_at IS NOT NULL;
CREATE INDEX milestone_accepted_due ON milestone (due_on, id) WHERE accepted_on IS NOT NULL;
