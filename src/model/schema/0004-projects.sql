-- Projects and their boards. A card of the board is a task; the items of its checklist are tasks with a parent.
-- `rank` is a place in an order that the user makes by hand, compared byte by byte (base/lsn-rank.h).

CREATE TABLE project (
  id          INTEGER PRIMARY KEY,
  client_id   INTEGER REFERENCES client (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  purpose     TEXT,
  status      TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('planned', 'active', 'on-hold', 'done')),
  start_on    TEXT,
  due_on      TEXT,
  created_at  INTEGER NOT NULL,
  archived_at INTEGER,
  import_id   INTEGER
) STRICT;
CREATE INDEX project_client ON project (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX project_import ON project (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE board_column (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  title      TEXT NOT NULL,
  rank       TEXT NOT NULL,
  wip_limit  INTEGER CHECK (wip_limit > 0),
  done       INTEGER NOT NULL DEFAULT 0,
  import_id  INTEGER
) STRICT;
CREATE INDEX board_column_project ON board_column (project_id, rank, id);

CREATE TABLE task (
  id               INTEGER PRIMARY KEY,
  project_id       INTEGER REFERENCES project (id) ON DELETE CASCADE,
  column_id        INTEGER REFERENCES board_column (id) ON DELETE SET NULL,
  parent_id        INTEGER REFERENCES task (id) ON DELETE CASCADE,
  assignee_id      INTEGER REFERENCES member (id) ON DELETE SET NULL,
  title            TEXT NOT NULL,
  text             TEXT,
  start_on         TEXT,
  due_on           TEXT,
  estimate_minutes INTEGER CHECK (estimate_minutes >= 0),
  priority         INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  rank             TEXT NOT NULL,
  turn             TEXT NOT NULL DEFAULT 'us' CHECK (turn IN ('us', 'client', 'performer')),
  turn_since       INTEGER NOT NULL,
  entered_at       INTEGER NOT NULL,
  done_at          INTEGER,
  created_at       INTEGER NOT NULL,
  archived_at      INTEGER,
  import_id        INTEGER
) STRICT;
CREATE INDEX task_lane ON task (column_id, rank, id) WHERE parent_id IS NULL AND archived_at IS NULL;
CREATE INDEX task_project ON task (project_id);
CREATE INDEX task_parent ON task (parent_id, rank, id) WHERE parent_id IS NOT NULL;
CREATE INDEX task_assignee ON task (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX task_due ON task (due_on, id) WHERE done_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_import ON task (import_id) WHERE import_id IS NOT NULL;
