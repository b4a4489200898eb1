-- Who goes without having been approved is recorded with the job; boundary users whom its reading leaves out are
-- listed with it; an approval of many remembers which held-back classes were named in its confirmation.
CREATE TABLE job_user_2 (
  job_id INTEGER NOT NULL REFERENCES job (job_id) ON DELETE CASCADE,
  user_no INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('purged', 'retained', 'changed', 'unchanged', 'not-taken')),
  reasons INTEGER NOT NULL DEFAULT 0, -- bits: domain/purgeRules.ts
  unknown INTEGER NOT NULL DEFAULT 0,
  boundary INTEGER NOT NULL DEFAULT 0,
  waived INTEGER NOT NULL DEFAULT 0,
  unapproved INTEGER NOT NULL DEFAULT 0, -- 0: approved; else 1 + place in domain/approval.ts UNAPPROVED
  PRIMARY KEY (job_id, user_no)
) STRICT, WITHOUT ROWID;
INSERT INTO job_user_2 (job_id, user_no, outcome, reasons, unknown, boundary, waived)
SELECT job_id, user_no, outcome, reasons, unknown, boundary, waived FROM job_user;
DROP TABLE job_user;
ALTER TABLE job_user_2 RENAME TO job_user;

-- Why users were purged though nobody had approved them; null: only approved users went.
ALTER TABLE job ADD COLUMN without_approval TEXT;
-- What the report tells of the users taken: Contacts, unknown record types and roles, as JSON.
ALTER TABLE job ADD COLUMN told TEXT CHECK (json_valid(told));
-- When somebody first looked at the report.
ALTER TABLE job ADD COLUMN read_at INTEGER;

ALTER TABLE decision_step ADD COLUMN named INTEGER NOT NULL DEFAULT 0; -- bits by REVIEW_FLAGS
ALTER TABLE decision_step ADD COLUMN named_users BLOB; -- of whom that was said; null: of everybody in the step
-- What was approved before held for everybody whom it names.
UPDATE decision_step SET named = 2147483647;

-- Fines and fees that went to the bursar: whether they count is the institution's to say.
ALTER TABLE user ADD COLUMN transferred INTEGER;
ALTER TABLE user_before ADD COLUMN transferred INTEGER;

-- Who added a file: a list of staff says so in every report.
ALTER TABLE import_file ADD COLUMN imported_by TEXT;

-- How a set came about is a value (contract/setOrigin.ts); what no value says stays the sentence that it was.
UPDATE user_set SET origin = CASE
  WHEN origin LIKE 'Exclusion list %' THEN json_object('from', 'exclusion-list', 'fileName', substr(origin, 16))
  WHEN origin LIKE 'Set of users %' THEN json_object('from', 'identifiers', 'fileName', substr(origin, 14))
  WHEN origin LIKE 'Kept by job _%, %' AND CAST(substr(origin, 13) AS INTEGER) > 0 THEN json_object(
    'from', 'job', 'jobId', CAST(substr(origin, 13) AS INTEGER), 'name', substr(origin, instr(origin, ', ') + 2))
  WHEN origin = 'Left out of a purge' THEN json_object('from', 'left-out')
  WHEN origin LIKE 'Filter: %' THEN json_object('from', 'saved-filter', 'words', substr(origin, 9))
  ELSE json_object('from', 'earlier', 'words', origin)
END;
