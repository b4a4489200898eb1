-- What the review makes of users stands apart from what files say of them, in blocks: a decision about 200,000
-- users, and its undo, writes a few hundred of these instead of wide rows all over the file. A user stands as
-- the last decision about it says, so that only its number is kept. What the quick search compares is no
-- longer stored: it is made of the names when it is needed.

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
  returned INTEGER NOT NULL DEFAULT 0 -- why the newest file brought the user back: bits by RETURN_REASONS
) STRICT;

-- For 2048 users each, from number block_no * 2048 on, 32-bit integers: flags (bits by REVIEW_FLAGS), and the
-- step of the present decision (0: none). Where a block is missing nobody has either.
CREATE TABLE standing_block (
  block_no INTEGER PRIMARY KEY,
  flags BLOB NOT NULL,
  decided_in BLOB NOT NULL
) STRICT;

-- As before; what may be long stands last, so that the rest is read without it.
CREATE TABLE decision_step_2 (
  step_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('undecided', 'excluded', 'approved')),
  reason TEXT,
  note TEXT NOT NULL,
  text TEXT NOT NULL,
  user_count INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0, -- the identifier of a staff user was typed
  import_id INTEGER, -- the file that took them out of approval; else null
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned')),
  users BLOB NOT NULL -- those it changed
) STRICT;

-- The steps by which they stood before, each with its users: undo puts them back.
CREATE TABLE decision_before_2 (
  step_id INTEGER NOT NULL REFERENCES decision_step_2 (step_id) ON DELETE CASCADE,
  decided_in INTEGER NOT NULL, -- 0: none
  users BLOB NOT NULL,
  PRIMARY KEY (step_id, decided_in)
) STRICT;

-- Users as they were before an import changed them: all columns of user, in their order, and their flags.
CREATE TABLE user_before_2 (
  import_id INTEGER NOT NULL REFERENCES import_file (import_id) ON DELETE CASCADE,
  user_no INTEGER NOT NULL,
  identifier_key TEXT NOT NULL,
  primary_identifier TEXT NOT NULL,
  described INTEGER NOT NULL,
  candidate INTEGER NOT NULL,
  source_import INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  conflict INTEGER NOT NULL,
  last_name TEXT,
  first_name TEXT,
  group_no INTEGER,
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
  purged_by_job INTEGER,
  account_type TEXT,
  status TEXT,
  roles TEXT,
  job_category TEXT,
  campus TEXT,
  email TEXT,
  loans_elsewhere INTEGER,
  fines_elsewhere INTEGER,
  open_requests INTEGER,
  other_groups TEXT,
  returned INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  PRIMARY KEY (import_id, user_no)
) STRICT, WITHOUT ROWID;

INSERT INTO decision_step_2
SELECT step_id, at, by, decision, reason, note, text, user_count, confirmed, import_id, state, users FROM decision_step;
-- Numbers of steps that are gone aren't given again.
DELETE FROM sqlite_sequence WHERE name = 'decision_step_2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'decision_step_2', seq FROM sqlite_sequence WHERE name = 'decision_step';

INSERT INTO user_2 SELECT
  user_no, identifier_key, primary_identifier, described, candidate, import_id, row_number, notes, conflict,
  last_name, first_name, group_no, staff_role, expiry_date, purge_date, days_past_purge, record_type,
  alma_user_id, loans, balance, acquisitions, purchase_requests, hold_shelf_requests, import_profiles,
  locked_records, md_editor, purged_by_job, account_type, status, roles, job_category, campus, email,
  loans_elsewhere, fines_elsewhere, open_requests, other_groups, returned
FROM user;

INSERT INTO user_before_2 SELECT
  import_id, user_no, identifier_key, primary_identifier, described, candidate, source_import, row_number,
  notes, conflict, last_name, first_name, group_no, staff_role, expiry_date, purge_date, days_past_purge,
  record_type, alma_user_id, loans, balance, acquisitions, purchase_requests, hold_shelf_requests,
  import_profiles, locked_records, md_editor, purged_by_job, account_type, status, roles, job_category,
  campus, email, loans_elsewhere, fines_elsewhere, open_requests, other_groups, returned, flags
FROM user_before;
DROP TABLE user_before;
ALTER TABLE user_before_2 RENAME TO user_before;

-- Whether a revision changed rows of users, or only how they stand.
ALTER TABLE user_change ADD COLUMN facts INTEGER NOT NULL DEFAULT 1;
