-- Words that were typed and not saved yet, so that no crash costs them. Outside the journal, which follows facts alone.
CREATE TABLE draft (
  place      TEXT PRIMARY KEY,
  text       TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
