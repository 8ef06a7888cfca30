-- What a card carries besides its words: its own client, time spent, worth, rhythm, labels, comments, what blocks it,
-- what it is linked to. And what happens to a card that enters a column.

CREATE TABLE label (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  color     TEXT NOT NULL DEFAULT 'gray'
            CHECK (color IN ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown')),
  import_id INTEGER
) STRICT;

-- NULL: the client of the card's project.
ALTER TABLE task ADD COLUMN client_id INTEGER REFERENCES client (id) ON DELETE SET NULL;
ALTER TABLE task ADD COLUMN spent_minutes INTEGER CHECK (spent_minutes >= 0);
ALTER TABLE task ADD COLUMN amount_minor INTEGER;
ALTER TABLE task ADD COLUMN currency TEXT;
ALTER TABLE task ADD COLUMN rrule TEXT;
ALTER TABLE task ADD COLUMN repeat_mode TEXT CHECK (repeat_mode IN ('fixed', 'after-done'));
ALTER TABLE task ADD COLUMN previous_id INTEGER REFERENCES task (id) ON DELETE SET NULL;
CREATE INDEX task_client ON task (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX task_previous ON task (previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE task_label (
  id        INTEGER PRIMARY KEY,
  task_id   INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  label_id  INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  import_id INTEGER,
  UNIQUE (task_id, label_id)
) STRICT;
CREATE INDEX task_label_label ON task_label (label_id, task_id);

CREATE TABLE task_comment (
  id        INTEGER PRIMARY KEY,
  task_id   INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  author    TEXT,
  text      TEXT NOT NULL,
  at        INTEGER NOT NULL,
  import_id INTEGER
) STRICT;
CREATE INDEX task_comment_task ON task_comment (task_id, at, id);

CREATE TABLE task_blocker (
  id         INTEGER PRIMARY KEY,
  task_id    INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  blocker_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  import_id  INTEGER,
  UNIQUE (task_id, blocker_id),
  CHECK (task_id <> blocker_id)
) STRICT;
CREATE INDEX task_blocker_blocker ON task_blocker (blocker_id, task_id);

-- To an agreement or an entry by `target_id`, or to a page by `url`.
CREATE TABLE task_link (
  id          INTEGER PRIMARY KEY,
  task_id     INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('agreement', 'entry', 'url')),
  target_id   INTEGER,
  url         TEXT,
  title       TEXT,
  import_id   INTEGER
) STRICT;
CREATE INDEX task_link_task ON task_link (task_id, id);

ALTER TABLE attachment ADD COLUMN task_id INTEGER REFERENCES task (id) ON DELETE CASCADE;
CREATE INDEX attachment_task ON attachment (task_id) WHERE task_id IS NOT NULL;

-- Rules on entering: who gets the card, in how many working days it is due, its label, a follow-up for its client.
ALTER TABLE board_column ADD COLUMN enter_assignee_id INTEGER REFERENCES member (id) ON DELETE SET NULL;
ALTER TABLE board_column ADD COLUMN enter_due_days INTEGER CHECK (enter_due_days >= 0);
ALTER TABLE board_column ADD COLUMN enter_label_id INTEGER REFERENCES label (id) ON DELETE SET NULL;
ALTER TABLE board_column ADD COLUMN enter_followup TEXT;
CREATE INDEX board_column_enter_assignee ON board_column (enter_assignee_id) WHERE enter_assignee_id IS NOT NULL;
CREATE INDEX board_column_enter_label ON board_column (enter_label_id) WHERE enter_label_id IS NOT NULL;
