-- The first workspace: imports, replica, review, sets, jobs, captures, history.
-- Conventions: dates YYYY-MM-DD, instants in UTC milliseconds, money in minor units, booleans 0/1.

CREATE TABLE workspace (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE user_group (
  group_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  code TEXT
) STRICT;

-- One file that was read. Until it is committed nothing of it is visible in the replica. Numbers are
-- never used again: a reading that is being cancelled must not take the next one with it.
CREATE TABLE import_file (
  import_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('candidates', 'exclusions')),
  state TEXT NOT NULL CHECK (state IN ('reading', 'checked', 'committed', 'failed')),
  file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  sheet_name TEXT NOT NULL DEFAULT '',
  heading_row INTEGER NOT NULL DEFAULT 0,
  provenance TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(provenance)),
  columns TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns)),
  first_rows TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(first_rows)),
  notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices)),
  question TEXT CHECK (json_valid(question)),
  row_count INTEGER NOT NULL DEFAULT 0,
  identifier_count INTEGER NOT NULL DEFAULT 0,
  error_count INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  started_at INTEGER NOT NULL,
  imported_at INTEGER,
  set_id INTEGER REFERENCES user_set (set_id) ON DELETE SET NULL
) STRICT;

-- Every readable row of every file, as evidence. Columns named as in the catalogue of user fields.
CREATE TABLE import_row (
  import_id INTEGER NOT NULL REFERENCES import_file (import_id) ON DELETE CASCADE,
  row_number INTEGER NOT NULL,
  identifier_key TEXT NOT NULL,
  primary_identifier TEXT NOT NULL,
  notes INTEGER NOT NULL, -- bits: see importing/rowNotes.ts
  last_name TEXT,
  first_name TEXT,
  user_group TEXT,
  staff_role INTEGER,
  expiry_date TEXT,
  purge_date TEXT,
  days_past_purge INTEGER,
  record_type TEXT,
  alma_user_id TEXT,
  loans INTEGER,
  balance INTEGER,
  acquisitions INTEGER,
  purchase_requests INTEGER,
  hold_shelf_requests INTEGER,
  import_profiles INTEGER,
  locked_records INTEGER,
  md_editor INTEGER,
  other TEXT, -- JSON: columns the catalogue doesn't know, heading -> text
  PRIMARY KEY (import_id, row_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_by_key ON import_row (import_id, identifier_key);

CREATE TABLE import_error (
  import_id INTEGER NOT NULL REFERENCES import_file (import_id) ON DELETE CASCADE,
  error_no INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value TEXT NOT NULL,
  message TEXT NOT NULL,
  row_text TEXT NOT NULL,
  PRIMARY KEY (import_id, error_no)
) STRICT, WITHOUT ROWID;

-- The replica. user_no is dense: sets are bitmaps over it. A user known from an exclusion list
-- alone has an identifier and nothing else (described = 0).
CREATE TABLE user (
  user_no INTEGER PRIMARY KEY,
  identifier_key TEXT NOT NULL UNIQUE,
  primary_identifier TEXT NOT NULL,
  described INTEGER NOT NULL CHECK (described IN (0, 1)),
  candidate INTEGER NOT NULL CHECK (candidate IN (0, 1)),
  import_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  conflict INTEGER NOT NULL DEFAULT 0 CHECK (conflict IN (0, 1)),
  last_name TEXT,
  first_name TEXT,
  search_text TEXT NOT NULL,
  group_no INTEGER REFERENCES user_group (group_no),
  staff_role INTEGER CHECK (staff_role IN (0, 1)),
  expiry_date TEXT,
  purge_date TEXT,
  days_past_purge INTEGER,
  record_type TEXT CHECK (record_type IN ('Public', 'Staff', 'Contact')),
  alma_user_id TEXT,
  loans INTEGER,
  balance INTEGER,
  acquisitions INTEGER,
  purchase_requests INTEGER,
  hold_shelf_requests INTEGER,
  import_profiles INTEGER,
  locked_records INTEGER,
  md_editor INTEGER,
  flags INTEGER NOT NULL DEFAULT 0,
  decision TEXT NOT NULL DEFAULT 'undecided' CHECK (decision IN ('undecided', 'excluded', 'included')),
  decision_reason TEXT,
  purged_by_job INTEGER REFERENCES job (job_id)
) STRICT;

-- One decision of the librarian about one or many users. Never deleted: undo marks it.
CREATE TABLE decision_step (
  step_id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('undecided', 'excluded', 'included')),
  reason TEXT,
  note TEXT NOT NULL,
  text TEXT NOT NULL,
  user_count INTEGER NOT NULL,
  users BLOB NOT NULL, -- bitmap of those it changed
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;

-- What they were before, grouped: undo puts it back.
CREATE TABLE decision_before (
  step_id INTEGER NOT NULL REFERENCES decision_step (step_id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT,
  users BLOB NOT NULL,
  PRIMARY KEY (step_id, part)
) STRICT;

-- Numbers are never used again: job reports name sets that may be gone.
CREATE TABLE user_set (
  set_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  note TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  origin TEXT NOT NULL,
  members BLOB NOT NULL, -- bitmap
  member_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE TABLE job (
  job_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('update-notify-users', 'purge-user-records')),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'completed')),
  user TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  settings TEXT NOT NULL CHECK (json_valid(settings)), -- label and value of each, as shown
  submitted_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  members BLOB, -- bitmap, frozen when the job starts
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  last_user_no INTEGER NOT NULL DEFAULT 0, -- a resumed job goes on after this one
  finished INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE job_user (
  job_id INTEGER NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  user_no INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('purged', 'retained', 'changed', 'unchanged')),
  reasons INTEGER NOT NULL DEFAULT 0, -- bits: domain/purgeRules.ts
  unknown INTEGER NOT NULL DEFAULT 0,
  boundary INTEGER NOT NULL DEFAULT 0,
  waived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (job_id, user_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_capture (
  job_id INTEGER PRIMARY KEY REFERENCES job (job_id) ON DELETE CASCADE,
  png BLOB NOT NULL,
  taken_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;

CREATE TABLE history (
  history_id INTEGER PRIMARY KEY,
  user_no INTEGER NOT NULL REFERENCES user (user_no),
  job_id INTEGER REFERENCES job (job_id),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT
) STRICT;

CREATE INDEX history_by_user ON history (user_no);
