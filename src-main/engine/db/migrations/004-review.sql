-- The review: approved instead of included, staff confirmed one by one, decisions packed, the protected
-- register, notes, views, logical sets, samples and sign-off.

CREATE TABLE user_2 (
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
  record_type TEXT CHECK (record_type = 'Public' OR record_type = 'Staff' OR record_type = 'Contact'),
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
  decision TEXT NOT NULL DEFAULT 'undecided'
    CHECK (decision = 'undecided' OR decision = 'excluded' OR decision = 'approved'),
  decision_reason TEXT,
  purged_by_job INTEGER REFERENCES job (job_id),
  account_type TEXT,
  status TEXT,
  roles TEXT,
  job_category TEXT,
  campus TEXT,
  email TEXT,
  loans_elsewhere INTEGER,
  fines_elsewhere INTEGER,
  open_requests INTEGER,
  other_groups TEXT, -- other groups that rows of the identifier name: numbers as a JSON array
  returned INTEGER NOT NULL DEFAULT 0, -- why the newest file brought the user back: bits by RETURN_REASONS
  staff_confirmed INTEGER NOT NULL DEFAULT 0, -- approved although staff: the identifier was typed
  decided_in INTEGER -- the step of the present decision
) STRICT;

INSERT INTO user_2 SELECT user_no, identifier_key, primary_identifier, described, candidate, import_id, row_number, notes,
  conflict, last_name, first_name, search_text, group_no, staff_role, expiry_date, purge_date, days_past_purge, record_type,
  alma_user_id, loans, balance, acquisitions, purchase_requests, hold_shelf_requests, import_profiles, locked_records, md_editor,
  flags, CASE decision WHEN 'included' THEN 'approved' ELSE decision END, decision_reason, purged_by_job, account_type, status,
  roles, job_category, campus, email, loans_elsewhere, fines_elsewhere, open_requests, other_groups, returned, 0, NULL FROM user;
DROP TABLE user;
ALTER TABLE user_2 RENAME TO user;

ALTER TABLE user_before ADD COLUMN staff_confirmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user_before ADD COLUMN decided_in INTEGER;
UPDATE user_before SET decision = 'approved' WHERE decision = 'included';

-- One decision about one or many users. Undo marks it. Bitmaps are packed. Numbers are never used again:
-- a step that a file made necessary goes with it when the file is taken back.
CREATE TABLE decision_step_2 (
  step_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('undecided', 'excluded', 'approved')),
  reason TEXT,
  note TEXT NOT NULL,
  text TEXT NOT NULL,
  user_count INTEGER NOT NULL,
  users BLOB NOT NULL, -- those it changed
  confirmed INTEGER NOT NULL DEFAULT 0, -- the identifier of a staff user was typed
  import_id INTEGER, -- the file that took them out of approval; else null
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;

-- What they were before, grouped: undo puts it back.
CREATE TABLE decision_before_2 (
  step_id INTEGER NOT NULL REFERENCES decision_step_2 (step_id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT,
  staff_confirmed INTEGER NOT NULL DEFAULT 0,
  decided_in INTEGER,
  users BLOB NOT NULL,
  PRIMARY KEY (step_id, part)
) STRICT;

-- Rules that protect users, kept between cycles.
CREATE TABLE protected_rule (
  rule_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'identifier', 'prefix', 'pattern', 'name')),
  value TEXT NOT NULL,
  value_key TEXT NOT NULL,
  note TEXT NOT NULL,
  review_on TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  UNIQUE (kind, value_key)
) STRICT;

CREATE TABLE user_note (
  note_id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_no INTEGER NOT NULL REFERENCES user (user_no) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX user_note_by_user ON user_note (user_no);

-- Columns and order of a grid under a name.
CREATE TABLE grid_view (
  view_id INTEGER PRIMARY KEY AUTOINCREMENT,
  grid TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  created_at INTEGER NOT NULL,
  UNIQUE (grid, name_key)
) STRICT;

-- Users drawn at random from each group, to be looked up in Alma.
CREATE TABLE sample (
  sample_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  among TEXT NOT NULL CHECK (among IN ('approved', 'not-excluded')),
  per_group INTEGER NOT NULL,
  seed TEXT NOT NULL,
  drawn_from INTEGER NOT NULL
) STRICT;

CREATE TABLE sample_user (
  sample_id INTEGER NOT NULL REFERENCES sample (sample_id) ON DELETE CASCADE,
  user_no INTEGER NOT NULL REFERENCES user (user_no) ON DELETE CASCADE,
  user_group TEXT,
  finding TEXT,
  note TEXT NOT NULL DEFAULT '',
  found_at INTEGER,
  found_by TEXT,
  PRIMARY KEY (sample_id, user_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX sample_user_by_user ON sample_user (user_no);

-- What was signed, as hashes: when one of them is another now, the seal is broken.
CREATE TABLE sign_off (
  sign_off_id INTEGER PRIMARY KEY AUTOINCREMENT,
  inputs TEXT NOT NULL,
  rules TEXT NOT NULL,
  decisions TEXT NOT NULL,
  seal TEXT NOT NULL,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  last_step INTEGER NOT NULL, -- newest decision in force when it was signed
  steps INTEGER NOT NULL -- how many were in force
) STRICT;

CREATE TABLE signature (
  sign_off_id INTEGER NOT NULL REFERENCES sign_off (sign_off_id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position IN (1, 2)),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (sign_off_id, position)
) STRICT;

-- A logical set has criteria; its members are found whenever it is used.
ALTER TABLE user_set ADD COLUMN criteria TEXT CHECK (json_valid(criteria));

-- Sign-off and sampling as they were when the job was submitted.
ALTER TABLE job ADD COLUMN review TEXT CHECK (json_valid(review));
