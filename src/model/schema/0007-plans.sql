-- The plan of a project: its budget and retainer, milestones, what it was meant to be (the baseline), what the client
-- asked for besides, what was handed over in which version, time by day, and what was learnt.

ALTER TABLE project ADD COLUMN budget_minutes INTEGER CHECK (budget_minutes >= 0);
ALTER TABLE project ADD COLUMN budget_minor INTEGER CHECK (budget_minor >= 0);
ALTER TABLE project ADD COLUMN currency TEXT;
-- What an hour costs us, in minor units of the project's currency.
ALTER TABLE project ADD COLUMN rate_minor INTEGER CHECK (rate_minor >= 0);
-- The plan template it was made from, by name.
ALTER TABLE project ADD COLUMN template TEXT;
-- So much time a month is paid for; what is left lasts for so many months more, and it began then.
ALTER TABLE project ADD COLUMN retainer_minutes INTEGER CHECK (retainer_minutes > 0);
ALTER TABLE project ADD COLUMN retainer_carry_months INTEGER CHECK (retainer_carry_months >= 0);
ALTER TABLE project ADD COLUMN retainer_from TEXT;
ALTER TABLE project ADD COLUMN closed_on TEXT;

CREATE TABLE project_agreement (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
  import_id    INTEGER,
  UNIQUE (project_id, agreement_id)
) STRICT;
CREATE INDEX project_agreement_agreement ON project_agreement (agreement_id);

-- `due_on` is the day on which it is to be accepted, `contact_id` who accepts it.
CREATE TABLE milestone (
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  title       TEXT NOT NULL,
  due_on      TEXT NOT NULL,
  contact_id  INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  accepted_on TEXT,
  note        TEXT,
  baseline_on TEXT,
  created_at  INTEGER NOT NULL,
  import_id   INTEGER
) STRICT;
CREATE INDEX milestone_project ON milestone (project_id, due_on, id);
CREATE INDEX milestone_due ON milestone (due_on, id) WHERE accepted_on IS NULL;
CREATE INDEX milestone_contact ON milestone (contact_id) WHERE contact_id IS NOT NULL;

-- The milestone that waits for a card, the part that the plan gives it to, and what was promised at first.
ALTER TABLE task ADD COLUMN milestone_id INTEGER REFERENCES milestone (id) ON DELETE SET NULL;
ALTER TABLE task ADD COLUMN role TEXT;
ALTER TABLE task ADD COLUMN baseline_start_on TEXT;
ALTER TABLE task ADD COLUMN baseline_due_on TEXT;
CREATE INDEX task_milestone ON task (milestone_id) WHERE milestone_id IS NOT NULL;

-- A change of `task.spent_minutes` leaves a line here, so that time is known by day.
CREATE TABLE work_log (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  task_id    INTEGER REFERENCES task (id) ON DELETE CASCADE,
  worked_on  TEXT NOT NULL,
  minutes    INTEGER NOT NULL CHECK (minutes <> 0),
  note       TEXT,
  import_id  INTEGER
) STRICT;
CREATE INDEX work_log_project ON work_log (project_id, worked_on, id);
CREATE INDEX work_log_task ON work_log (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE expense (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  title        TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  spent_on     TEXT NOT NULL,
  import_id    INTEGER
) STRICT;
CREATE INDEX expense_project ON expense (project_id, spent_on, id);

-- A retainer tells once in a month that so many hundredths are used.
CREATE TABLE retainer_notice (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  month      TEXT NOT NULL,
  percent    INTEGER NOT NULL,
  import_id  INTEGER,
  UNIQUE (project_id, month, percent)
) STRICT;

-- What the client asked for beyond the agreement, and what became of it.
CREATE TABLE scope_change (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  title        TEXT NOT NULL,
  note         TEXT,
  stage        TEXT NOT NULL DEFAULT 'asked'
               CHECK (stage IN ('asked', 'priced', 'accepted', 'declined', 'free')),
  contact_id   INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  asked_on     TEXT NOT NULL,
  decided_on   TEXT,
  minutes      INTEGER CHECK (minutes >= 0),
  amount_minor INTEGER CHECK (amount_minor >= 0),
  import_id    INTEGER
) STRICT;
CREATE INDEX scope_change_project ON scope_change (project_id, asked_on, id);
CREATE INDEX scope_change_contact ON scope_change (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE deliverable (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  milestone_id INTEGER REFERENCES milestone (id) ON DELETE SET NULL,
  title        TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  import_id    INTEGER
) STRICT;
CREATE INDEX deliverable_project ON deliverable (project_id, id);
CREATE INDEX deliverable_milestone ON deliverable (milestone_id) WHERE milestone_id IS NOT NULL;

ALTER TABLE attachment ADD COLUMN project_id INTEGER REFERENCES project (id) ON DELETE CASCADE;
CREATE INDEX attachment_project ON attachment (project_id) WHERE project_id IS NOT NULL;

-- One version after another, each with a file or a link, and what the client said of it and when.
CREATE TABLE deliverable_version (
  id             INTEGER PRIMARY KEY,
  deliverable_id INTEGER NOT NULL REFERENCES deliverable (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  sent_on        TEXT NOT NULL,
  file_id        INTEGER REFERENCES attachment (id) ON DELETE SET NULL,
  link           TEXT,
  note           TEXT,
  verdict        TEXT NOT NULL DEFAULT 'sent' CHECK (verdict IN ('sent', 'changes', 'approved')),
  decided_on     TEXT,
  contact_id     INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  answer         TEXT,
  import_id      INTEGER,
  UNIQUE (deliverable_id, number)
) STRICT;
CREATE INDEX deliverable_version_file ON deliverable_version (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX deliverable_version_contact ON deliverable_version (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE lesson (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  text       TEXT NOT NULL,
  learnt_on  TEXT NOT NULL,
  import_id  INTEGER
) STRICT;
CREATE INDEX lesson_project ON lesson (project_id, id);
