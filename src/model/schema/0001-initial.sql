-- The first version of a workspace. Shipped scripts are never edited; the next change is 0002.
--
-- Facts, which the journal follows, come first; then the tables that projections derive from them.
-- Instants are UTC microseconds since 1970, dates are 'YYYY-MM-DD', times of day 'HH:MM', amounts minor units.

CREATE TABLE member (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  email       TEXT,
  phone       TEXT,
  is_me       INTEGER NOT NULL DEFAULT 0,
  archived_at INTEGER,
  import_id   INTEGER
) STRICT;

CREATE TABLE segment (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  cadence_days INTEGER CHECK (cadence_days > 0),
  position     INTEGER NOT NULL DEFAULT 0,
  import_id    INTEGER
) STRICT;

CREATE TABLE client (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL DEFAULT 'company' CHECK (kind IN ('company', 'person')),
  name           TEXT NOT NULL,
  legal_name     TEXT,
  status         TEXT NOT NULL DEFAULT 'lead'
                 CHECK (status IN ('lead', 'active', 'at-risk', 'paused', 'lost')),
  segment_id     INTEGER REFERENCES segment (id) ON DELETE SET NULL,
  owner_id       INTEGER REFERENCES member (id) ON DELETE SET NULL,
  source         TEXT,
  city           TEXT,
  address        TEXT,
  note           TEXT,
  turnover_minor INTEGER,
  currency       TEXT,
  avatar         TEXT,
  cadence_days   INTEGER CHECK (cadence_days > 0),
  created_at     INTEGER NOT NULL,
  archived_at    INTEGER,
  import_id      INTEGER
) STRICT;
CREATE INDEX client_segment ON client (segment_id);
CREATE INDEX client_owner ON client (owner_id);
CREATE INDEX client_import ON client (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE contact (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  note      TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX contact_import ON contact (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE client_contact (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  role       TEXT,
  is_primary INTEGER NOT NULL DEFAULT 0,
  position   INTEGER NOT NULL DEFAULT 0,
  import_id  INTEGER,
  UNIQUE (client_id, contact_id)
) STRICT;
CREATE INDEX client_contact_contact ON client_contact (contact_id);

CREATE TABLE channel (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL
             CHECK (kind IN ('phone', 'email', 'telegram', 'whatsapp', 'max', 'site', 'other')),
  value      TEXT NOT NULL,
  normal     TEXT NOT NULL,
  label      TEXT,
  position   INTEGER NOT NULL DEFAULT 0,
  import_id  INTEGER,
  CHECK ((client_id IS NULL) <> (contact_id IS NULL))
) STRICT;
CREATE INDEX channel_client ON channel (client_id, position) WHERE client_id IS NOT NULL;
CREATE INDEX channel_contact ON channel (contact_id, position) WHERE contact_id IS NOT NULL;
CREATE INDEX channel_normal ON channel (normal, kind);

CREATE TABLE tag (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  import_id INTEGER
) STRICT;

CREATE TABLE client_tag (
  id        INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  tag_id    INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  import_id INTEGER,
  UNIQUE (client_id, tag_id)
) STRICT;
CREATE INDEX client_tag_tag ON client_tag (tag_id, client_id);

CREATE TABLE important_date (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  title      TEXT NOT NULL,
  date       TEXT NOT NULL,
  yearly     INTEGER NOT NULL DEFAULT 1,
  lead_days  INTEGER NOT NULL DEFAULT 7,
  import_id  INTEGER
) STRICT;
CREATE INDEX important_date_client ON important_date (client_id);
CREATE INDEX important_date_contact ON important_date (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX important_date_day ON important_date (substr (date, 6));

-- The timeline. `client_id` is the client it belongs to; entry_link adds 0..n further records.
CREATE TABLE entry (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('call', 'meeting', 'message', 'mail', 'note', 'file')),
  direction  TEXT NOT NULL DEFAULT 'none' CHECK (direction IN ('in', 'out', 'none')),
  at         INTEGER NOT NULL,
  zone       TEXT,
  duration_s INTEGER,
  title      TEXT,
  text       TEXT,
  created_at INTEGER NOT NULL,
  import_id  INTEGER
) STRICT;
CREATE INDEX entry_client ON entry (client_id, at DESC, id DESC, kind);
CREATE INDEX entry_contact ON entry (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE entry_link (
  id          INTEGER PRIMARY KEY,
  entry_id    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  target_kind TEXT NOT NULL,
  target_id   INTEGER NOT NULL,
  import_id   INTEGER,
  UNIQUE (entry_id, target_kind, target_id)
) STRICT;
CREATE INDEX entry_link_target ON entry_link (target_kind, target_id);

-- The bytes stand in the workspace's files folder under `hash`.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  entry_id   INTEGER REFERENCES entry (id) ON DELETE CASCADE,
  client_id  INTEGER REFERENCES client (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  hash       TEXT NOT NULL,
  size       INTEGER NOT NULL,
  mime       TEXT,
  created_at INTEGER NOT NULL,
  import_id  INTEGER
) STRICT;
CREATE INDEX attachment_entry ON attachment (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX attachment_client ON attachment (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE agreement (
  id             INTEGER PRIMARY KEY,
  client_id      INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  contact_id     INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  text           TEXT NOT NULL,
  made_by        TEXT NOT NULL DEFAULT 'client' CHECK (made_by IN ('us', 'client', 'performer')),
  agreed_on      TEXT NOT NULL,
  due            TEXT,
  state          TEXT NOT NULL DEFAULT 'open'
                 CHECK (state IN ('open', 'confirmed', 'declined', 'kept', 'broken')),
  confirmed_at   INTEGER,
  proof_entry_id INTEGER REFERENCES entry (id) ON DELETE SET NULL,
  turn           TEXT NOT NULL DEFAULT 'us' CHECK (turn IN ('us', 'client', 'performer')),
  turn_since     INTEGER NOT NULL,
  import_id      INTEGER
) STRICT;
CREATE INDEX agreement_client ON agreement (client_id, agreed_on);
CREATE INDEX agreement_contact ON agreement (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX agreement_proof ON agreement (proof_entry_id) WHERE proof_entry_id IS NOT NULL;

-- Due on a date, or at a wall-clock time that keeps its zone. `rrule` is an RFC 5545 rule.
CREATE TABLE followup (
  id           INTEGER PRIMARY KEY,
  client_id    INTEGER REFERENCES client (id) ON DELETE CASCADE,
  contact_id   INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  kind         TEXT NOT NULL DEFAULT 'task'
               CHECK (kind IN ('call', 'mail', 'meeting', 'message', 'task')),
  title        TEXT NOT NULL,
  note         TEXT,
  due_date     TEXT NOT NULL,
  due_time     TEXT,
  due_zone     TEXT,
  priority     INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  urgent       INTEGER NOT NULL DEFAULT 0,
  rrule        TEXT,
  repeat_mode  TEXT CHECK (repeat_mode IN ('fixed', 'after-done')),
  turn         TEXT NOT NULL DEFAULT 'us' CHECK (turn IN ('us', 'client', 'performer')),
  turn_since   INTEGER NOT NULL,
  snoozed_from TEXT,
  done_at      INTEGER,
  outcome      TEXT,
  previous_id  INTEGER REFERENCES followup (id) ON DELETE SET NULL,
  created_at   INTEGER NOT NULL,
  import_id    INTEGER
) STRICT;
CREATE INDEX followup_due ON followup (due_date, due_time, id) WHERE done_at IS NULL;
CREATE INDEX followup_client ON followup (client_id, due_date, due_time) WHERE done_at IS NULL;
CREATE INDEX followup_client_all ON followup (client_id);
CREATE INDEX followup_contact ON followup (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX followup_previous ON followup (previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE saved_view (
  id        INTEGER PRIMARY KEY,
  page      TEXT NOT NULL,
  name      TEXT NOT NULL,
  query     TEXT NOT NULL,
  pinned    INTEGER NOT NULL DEFAULT 0,
  position  INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;

-- Derived: one row a client, with all that lists sort by. `listed` is 0 for an archived client.
CREATE TABLE client_state (
  client_id        INTEGER PRIMARY KEY,
  listed           INTEGER NOT NULL,
  sort_key         TEXT NOT NULL,
  status_rank      INTEGER NOT NULL,
  segment_position INTEGER,
  owner_key        TEXT,
  city_key         TEXT,
  next_touch       TEXT,
  next_followup_id INTEGER,
  turn             TEXT,
  turn_since       INTEGER,
  open_followups   INTEGER NOT NULL,
  last_touch       INTEGER,
  touch_due        TEXT
) STRICT;
CREATE INDEX client_state_name
  ON client_state (listed, sort_key, client_id, status_rank, turn, touch_due);
CREATE INDEX client_state_stuck ON client_state (listed, sort_key, client_id)
  WHERE next_touch IS NULL AND status_rank < 3;
CREATE INDEX client_state_status ON client_state (listed, status_rank, sort_key, client_id);
CREATE INDEX client_state_segment ON client_state (listed, segment_position, sort_key, client_id);
CREATE INDEX client_state_owner ON client_state (listed, owner_key, sort_key, client_id);
CREATE INDEX client_state_city ON client_state (listed, city_key, sort_key, client_id);
CREATE INDEX client_state_next ON client_state (listed, next_touch, sort_key, client_id);
CREATE INDEX client_state_last ON client_state (listed, last_touch, sort_key, client_id);
CREATE INDEX client_state_turn ON client_state (listed, turn, sort_key, client_id);
CREATE INDEX client_state_due ON client_state (listed, touch_due, sort_key, client_id);

-- Derived: search. A row's number is the id of what it finds; the words are folded and stemmed before they
-- come here, so that SQLite's own tokenizer serves.
CREATE TABLE search_doc (
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  client_id INTEGER
) STRICT;
CREATE VIRTUAL TABLE search_name USING fts5 (
  words, content = '', contentless_delete = 1, prefix = '1 2 3', detail = none, tokenize = 'unicode61'
);
CREATE VIRTUAL TABLE search_digits USING fts5 (
  digits, content = '', contentless_delete = 1, prefix = '3 4', detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_text USING fts5 (
  words, content = '', contentless_delete = 1, prefix = '2 3', detail = none, tokenize = 'unicode61'
);
