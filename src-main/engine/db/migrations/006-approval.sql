-- Who goes without having been approved is recorded with the job; boundary users whom its reading leaves out are
-- listed with it; an approval of many remembers which held-back classes were named in its confirmation.
CREATE TABLE job_user_2 (
  job_id INTEGER NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  user_no INTEGER NOT NULL,
  outcome TEXT NOT NULL, -- by the job's kind: jobKinds/
  reasons INTEGER NOT NULL DEFAULT 0, -- bits: domain/purgeRules.ts
  unknown INTEGER NOT NULL DEFAULT 0,
  boundary INTEGER NOT NULL DEFAULT 0,
  waived INTEGER NOT NULL DEFAULT 0,
  unapproved INTEGER NOT NULL DEFAULT 0, -- 0: approved; else 1 + place in domain/approval.ts UNAPPROVED
  researcher INTEGER NOT NULL DEFAULT 0, -- what Esploro keeps of a purged user: place in domain/researchers.ts RESEARCHER_STANDS
  PRIMARY KEY (job_id, user_no)
) STRICT, WITHOUT ROWID;
INSERT INTO job_user_2 (job_id, user_no, outcome, reasons, unknown, boundary, waived)
SELECT job_id, user_no, outcome, reasons, unknown, boundary, waived FROM job_user;
DROP TABLE job_user;
ALTER TABLE job_user_2 RENAME TO job_user;

-- What was known of a job's users when the job reached them: its lists never ask what became of them since.
CREATE TABLE job_user_fact (
  job_id INTEGER NOT NULL,
  user_no INTEGER NOT NULL,
  membership INTEGER NOT NULL, -- bits: replica/membership.ts
  user_group TEXT, -- before jobs of ours moved them
  record_type TEXT,
  expiry_date TEXT,
  purge_date TEXT,
  loans INTEGER,
  balance INTEGER,
  transferred INTEGER,
  job_category TEXT,
  decided_in INTEGER NOT NULL, -- step in job_decision; 0: undecided
  PRIMARY KEY (job_id, user_no)
) STRICT, WITHOUT ROWID;

-- The decisions by which they stood then: copies, since steps change with undo and with files that are taken back.
CREATE TABLE job_decision (
  job_id INTEGER NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  step_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT,
  note TEXT NOT NULL,
  confirmed INTEGER NOT NULL,
  PRIMARY KEY (job_id, step_id)
) STRICT, WITHOUT ROWID;

-- Which kinds of jobs there are is the program's to know: jobKinds/.
CREATE TABLE job_2 (
  job_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'completed', 'failed')),
  user TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  settings TEXT NOT NULL CHECK (json_valid(settings)), -- label and value of each, as shown
  submitted_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  members BLOB, -- bitmap, for whom it was submitted; frozen when it starts
  submitted_for BLOB, -- bitmap, for whom it was submitted, whatever becomes of its set
  excepted BLOB, -- bitmap, who wasn't approved when it was submitted without approval, and was said to go
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  last_user_no INTEGER NOT NULL DEFAULT 0, -- a resumed job goes on after this one
  finished INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  review TEXT CHECK (json_valid(review)), -- as it stood when the job was submitted
  without_approval TEXT, -- why users were purged though nobody had approved them; null: only approved users went
  told TEXT CHECK (json_valid(told)), -- what the report tells of the users taken, as JSON
  read_at INTEGER, -- when somebody first looked at the report
  message_read_at INTEGER, -- when somebody read in the inbox that it had ended
  failure TEXT CHECK (json_valid(failure)), -- why it failed, as a refusal; null for all others
  forgotten TEXT CHECK (json_valid(forgotten)), -- its people were removed: when, by whom, hashes; null: all is kept
  forgetting INTEGER NOT NULL DEFAULT 0, -- 1: rows of its users are still being removed
  owes INTEGER NOT NULL DEFAULT 0, -- 1: flags and approvals must follow from its end still
  proving INTEGER NOT NULL DEFAULT 0 -- of an erasing: 0 it erases, -1 once more; from 1 on it searches for whom it has erased
) STRICT;
INSERT INTO job_2 (job_id, kind, name, state, user, parameters, settings, submitted_at, started_at, ended_at,
  members, total, done, last_user_no, finished, failed, review, message_read_at)
SELECT job_id, kind, name, state, user, parameters, settings, submitted_at, started_at, ended_at,
  members, total, done, last_user_no, finished, failed, review, ended_at FROM job; -- an inbox isn't full from the start
DROP TABLE job;
ALTER TABLE job_2 RENAME TO job;

ALTER TABLE decision_step ADD COLUMN named INTEGER NOT NULL DEFAULT 0; -- bits by REVIEW_FLAGS
ALTER TABLE decision_step ADD COLUMN named_users BLOB; -- of whom that was said; null: of everybody in the step
-- What was approved before held for everybody whom it names.
UPDATE decision_step SET named = 2147483647;

-- Fines and fees that went to the bursar: whether they count is the institution's to say.
ALTER TABLE user ADD COLUMN transferred INTEGER;
ALTER TABLE user_before ADD COLUMN transferred INTEGER;

-- What Alma's reports about users tell besides, by field: the record behind a candidate, which no rule asks for. Most
-- users have nothing of it, and a column for each of its fields would cost in every row that is written.
ALTER TABLE user ADD COLUMN record TEXT CHECK (record IS NULL OR json_valid(record));
ALTER TABLE user_before ADD COLUMN record TEXT;

-- Who added a file: a list of staff says so in every report.
ALTER TABLE import_file ADD COLUMN imported_by TEXT;

-- A file that covers everybody: users whom it leaves out, who have none of what it tells. NULL: it says nothing of them.
ALTER TABLE import_file ADD COLUMN covered BLOB;

-- Newest step of decisions when a file was added: whoever was approved by then had been looked at without it. 0: of an
-- earlier version, nobody knows.
ALTER TABLE import_file ADD COLUMN steps_before INTEGER NOT NULL DEFAULT 0;

-- Files that tell several kinds of details of a user have their lines beside their rows: the fields of each kind.
ALTER TABLE import_file ADD COLUMN lines TEXT CHECK (json_valid(lines));

-- Columns of which nothing is stored: passwords, PINs and gender, and those that nobody needs (importing/read/leaveOut.ts).
ALTER TABLE import_file ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out));

-- Lines as they can be asked (importing/rows/linePieces.ts): of each file and kind so many of them together.
CREATE TABLE line_piece (
  import_id INTEGER NOT NULL REFERENCES import_file (import_id) ON DELETE CASCADE,
  piece_no INTEGER NOT NULL,
  kind INTEGER NOT NULL, -- its number in src-shared/details
  field TEXT NOT NULL, -- empty: the users of the lines
  texts TEXT, -- the distinct values of the field, each between two line feeds
  codes BLOB NOT NULL, -- of each line its text, from 1, as 16 bits (0: none), or its user, as 32 bits
  PRIMARY KEY (import_id, piece_no)
) STRICT;
CREATE INDEX line_piece_by_field ON line_piece (import_id, kind, field);

-- What jobs did to lines of users (domain/lineChanges.ts), a lot of users at a time: laid over the lines of the files.
CREATE TABLE line_change (
  line_change_no INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (job_id),
  field TEXT NOT NULL, -- that was ticked: jobKinds/updateFields.ts
  kind INTEGER NOT NULL, -- its number in src-shared/details
  does TEXT NOT NULL CHECK (does IN ('add', 'remove', 'disable')),
  line TEXT NOT NULL CHECK (json_valid(line)), -- what the lines say that are meant, by field
  day TEXT NOT NULL, -- of the job
  users BLOB NOT NULL -- packed bitmap
) STRICT;
CREATE INDEX line_change_by_job ON line_change (job_id);

-- How a set came about is a value (contract/shapes/setOrigin.ts); what no value says stays the sentence that it was.
UPDATE user_set SET origin = CASE
  WHEN origin LIKE 'Exclusion list %' THEN json_object('from', 'exclusion-list', 'fileName', substr(origin, 16))
  WHEN origin LIKE 'Set of users %' THEN json_object('from', 'identifiers', 'fileName', substr(origin, 14))
  WHEN origin LIKE 'Kept by job _%, %' AND CAST(substr(origin, 13) AS INTEGER) > 0 THEN json_object(
    'from', 'job', 'jobId', CAST(substr(origin, 13) AS INTEGER), 'name', substr(origin, instr(origin, ', ') + 2))
  WHEN origin = 'Left out of a purge' THEN json_object('from', 'left-out')
  WHEN origin LIKE 'Filter: %' THEN json_object('from', 'saved-filter', 'words', substr(origin, 9))
  ELSE json_object('from', 'earlier', 'words', origin)
END;

-- What a user is in the workspace has one name: logical sets ask for it.
UPDATE user_set SET criteria = replace(replace(criteria, '"op":"standing"', '"op":"membership"'),
  '"op":"membership","value":"purged"', '"op":"membership","value":"deleted"') WHERE criteria IS NOT NULL;

-- What a step of decisions was is a value (review/stepNameOf.ts), and how many users it is about stands beside it; what no
-- value says stays the sentence that it was.
UPDATE decision_step SET text = CASE
  WHEN text GLOB 'Exclude [0-9]* user* by rule' THEN json_object('what', 'by-rule')
  WHEN text GLOB 'Take [0-9]* user* out of approval' THEN json_object('what', 'approval-ended')
  WHEN text GLOB 'Exclude [0-9]* user' OR text GLOB 'Exclude [0-9]* users' OR text GLOB 'Approve [0-9]* user'
    OR text GLOB 'Approve [0-9]* users' OR text GLOB 'Clear [0-9]* user' OR text GLOB 'Clear [0-9]* users'
    THEN json_object('what', 'decision')
  ELSE json_object('what', 'earlier', 'words', text)
END;
ALTER TABLE decision_step RENAME COLUMN text TO what;

-- What to know about a file is a code with values (notices/noticeText.ts); what an earlier version wrote stays its sentence.
UPDATE import_file SET notices = (
  SELECT json_group_array(json_object('code', n.value ->> 'code', 'earlier', n.value ->> 'text',
    'count', n.value ->> 'count', 'hasRows', json(iif(n.value ->> 'part' IS NULL, 'false', 'true'))))
  FROM json_each(notices) n
) WHERE notices <> '[]';

-- What is wrong with a row is a code with values (notices/rowErrorText.ts); what an earlier version wrote stays its sentence.
ALTER TABLE import_error RENAME COLUMN message TO problem;
UPDATE import_error SET problem = json_object('earlier', problem);

-- The example of a question about a format is where it stands and what is there.
UPDATE import_file SET question = json_set(question,
  '$.about', coalesce(question ->> 'about', 'dates'),
  '$.example', json_object(
    'row', CAST(substr(question ->> 'example', 5) AS INTEGER),
    'text', substr(question ->> 'example', instr(question ->> 'example', ': ') + 2)))
WHERE question IS NOT NULL;

-- Why a file couldn't be read is a code with values, too (refusals/readingRefusals.ts).
UPDATE import_file SET failure = json_object('earlier', failure) WHERE failure IS NOT NULL;

-- What no heading stands above is stored without a name.
UPDATE import_error SET column_name = '' WHERE column_name = 'Primary identifier' AND EXISTS (
  SELECT 1 FROM import_file f, json_each(f.columns) c WHERE f.import_id = import_error.import_id
    AND c.value ->> 'field' = 'primary_identifier' AND c.value ->> 'heading' = '');

-- A job changes a field, not the label that it had.
UPDATE history SET field = 'user_group' WHERE field = 'User group';

-- What a librarian said of two users who may be one person (review/twins.ts): by folded identifier, so that it holds for
-- them in whatever file they come again. The first key is the lower one.
CREATE TABLE twin_answer (
  first_key TEXT NOT NULL,
  second_key TEXT NOT NULL CHECK (second_key > first_key),
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different')),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (first_key, second_key)
) STRICT, WITHOUT ROWID;

-- Jobs since then may give purge dates and balances that nobody signed; those of earlier versions gave none.
ALTER TABLE sign_off ADD COLUMN last_job INTEGER NOT NULL DEFAULT 0;
-- Sets that were there when it was signed: a later one may be purged without approval by nobody.
ALTER TABLE sign_off ADD COLUMN last_set INTEGER NOT NULL DEFAULT 0;

-- Letters that were written to a user: copies, as Alma keeps them among the attachments. They go with the user.
CREATE TABLE user_letter (
  letter_id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_no INTEGER NOT NULL REFERENCES user (user_no) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  file_name TEXT NOT NULL,
  text TEXT -- null: only a row of a list was written, of which a word processor made the letter
) STRICT;
CREATE INDEX user_letter_by_user ON user_letter (user_no);

-- What was filled in for a job that isn't submitted yet: settings, no users (jobs/drafts.ts).
CREATE TABLE job_draft (
  kind TEXT PRIMARY KEY,
  draft TEXT NOT NULL CHECK (json_valid(draft))
) STRICT, WITHOUT ROWID;

-- What a librarian says was done in Alma after the rehearsal; no rule and no job asks for it.
CREATE TABLE alma_step (
  step TEXT PRIMARY KEY, -- domain/almaSteps.ts
  done_at INTEGER NOT NULL,
  done_by TEXT NOT NULL
) STRICT;

-- Holds zeros for moments, which overwrite the end of the file before it is cut off (db/freeSpace.ts).
CREATE TABLE zeros (
  zeros_no INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- Over rows that don't change any more, to notice when they do: so many rows of a table together, in the order of a key
-- (db/checksums.ts). A key of -1 stands for all of the import, job or step, under the name of its own table.
CREATE TABLE checksum (
  table_name TEXT NOT NULL,
  id INTEGER NOT NULL,
  last_key INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY (table_name, id, last_key)
) STRICT, WITHOUT ROWID;

-- What a librarian did with originals that had grown old: deleted them, or kept them although the settings said so many
-- days (importing/read/originals.ts).
CREATE TABLE original_choice (
  import_id INTEGER PRIMARY KEY REFERENCES import_file (import_id) ON DELETE CASCADE,
  choice TEXT NOT NULL CHECK (choice IN ('deleted', 'kept')),
  keep_days INTEGER NOT NULL,
  chosen_at INTEGER NOT NULL,
  chosen_by TEXT NOT NULL
) STRICT;

-- Who did what and when: nobody's name, only numbers, counts and hashes (contract/shapes/auditTrail.ts). Each entry has
-- the SHA-256 of the one before and of what it says itself (db/trail/chain.ts).
CREATE TABLE audit_entry (
  entry_no INTEGER PRIMARY KEY, -- 1, 2, 3 ...
  at INTEGER NOT NULL,
  staff_no INTEGER NOT NULL, -- 0: the program by itself
  what TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  hash BLOB NOT NULL
) STRICT;

-- Where the trail ends, so that a missing end is noticed.
CREATE TABLE audit_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  entry_no INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- The names of those who did it, apart: one that is erased leaves all entries as they are.
CREATE TABLE audit_staff (
  staff_no INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT -- null: erased
) STRICT;

CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
WHEN new.entry_no IS NOT (SELECT coalesce(max(entry_no), 0) + 1 FROM audit_entry)
BEGIN SELECT raise(ABORT, 'The audit trail has no gaps.'); END;

CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
BEGIN SELECT raise(ABORT, 'Nothing in the audit trail is changed.'); END;

CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
BEGIN SELECT raise(ABORT, 'Nothing is taken out of the audit trail.'); END;

-- The files that this program has written from the workspace, for whoever has to find them again. When, and by whom, the
-- audit trail says. Whom each holds, when users are erased: their numbers, packed; of a file that was imported, or a part
-- of it, its number and those of the rows, packed; null: all rows, or without a file, nobody knows.
CREATE TABLE exported_file (
  export_id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  import_id INTEGER,
  held BLOB
) STRICT;

-- 1: something about users was deleted, and may stand in the middles of pages still (db/pageGaps.ts).
ALTER TABLE workspace ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;

-- Which words stand in the picture of a job and where: of each a keyed hash, the user in whose row it stands, and its boxes
-- in pixels (jobs/captureWords.ts). NULL: nobody knows.
ALTER TABLE job_capture ADD COLUMN words TEXT CHECK (json_valid(words));

CREATE TABLE capture_key (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  hmac_key BLOB NOT NULL
) STRICT;

-- What erasings have made of such pictures: so many places were blanked, or 0 and it went whole. The hash is the one before.
CREATE TABLE capture_erasure (
  job_id INTEGER NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  by_job INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  places INTEGER NOT NULL,
  PRIMARY KEY (job_id, by_job)
) STRICT, WITHOUT ROWID;

-- Users of whom nothing is left but their number, and the job that erased them.
ALTER TABLE user ADD COLUMN erased_by_job INTEGER;
ALTER TABLE user_before ADD COLUMN erased_by_job INTEGER;

-- By which they are known again in a later file: HMAC-SHA-256 of each of their folded identifiers, under a key that this
-- workspace alone has (replica/tombstones.ts).
CREATE TABLE tombstone (
  mark BLOB PRIMARY KEY,
  job_id INTEGER NOT NULL,
  decision_no INTEGER -- by which they may be entered again, as somebody new; null: they may not
) STRICT, WITHOUT ROWID;

-- The erasure by which the file itself went, because it held somebody.
ALTER TABLE import_file ADD COLUMN erased_by_job INTEGER;

-- Rows of files that wait, of users who were erased: nothing is kept of them but the mark by which they were known.
CREATE TABLE erased_row (
  import_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  mark BLOB NOT NULL,
  PRIMARY KEY (import_id, row_number)
) STRICT, WITHOUT ROWID;

-- That erased users may be entered again, out of which file it was said, and why.
CREATE TABLE return_decision (
  decision_no INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL,
  rows INTEGER NOT NULL,
  read_before INTEGER NOT NULL, -- files up to this number had been read when it was made
  withdrawn_at INTEGER,
  withdrawn_by TEXT,
  read_until INTEGER, -- files up to this number may have been read by it
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (read_until IS NULL))
) STRICT;
CREATE INDEX tombstone_lifted ON tombstone (decision_no) WHERE decision_no IS NOT NULL;

-- What an erasure leaves to be done: users who stay and had a proxy or guardian, what was switched off because it named
-- somebody, copies elsewhere. `ref` is what it is about, in its own table; 0 where there is one of the kind.
CREATE TABLE after_erasing (
  job_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  ref INTEGER NOT NULL,
  users INTEGER, -- how many of the erased it is about; null: nobody knows
  done_at INTEGER,
  done_by TEXT,
  PRIMARY KEY (job_id, what, ref),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX after_erasing_open ON after_erasing (what, ref) WHERE done_at IS NULL;

CREATE TABLE tombstone_key (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  hmac_key BLOB NOT NULL
) STRICT;

-- By what a job finds those whom it is erasing, until it has ended; nothing of it can be read as text.
CREATE TABLE erasing_text (
  job_id INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  texts BLOB NOT NULL,
  PRIMARY KEY (job_id, piece)
) STRICT;

-- What became of the day on which the personal data is due (jobs/retentionSteps.ts): it was found to have come, was
-- postponed, or the data was erased.
CREATE TABLE retention_step (
  step_no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('due', 'postponed', 'erased')),
  due_on TEXT, -- before it; null: erased before any was known
  until TEXT, -- of a postponement
  reason TEXT NOT NULL DEFAULT '', -- of a postponement, as it was typed
  by TEXT NOT NULL -- empty: the program by itself
) STRICT;

-- What came of an erasing: how it was searched for those who were erased, and what was found. It names nobody
-- (contract/shapes/certificate.ts), and an entry of the audit trail holds its hash.
CREATE TABLE certificate (
  job_id INTEGER PRIMARY KEY REFERENCES job (job_id),
  certificate TEXT NOT NULL CHECK (json_valid(certificate)), -- canonical: domain/canonicalJson.ts
  sha256 TEXT NOT NULL,
  found TEXT NOT NULL CHECK (json_valid(found)) -- where, for whoever has to see to it
) STRICT;
