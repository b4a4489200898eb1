-- Imports of every kind of file: rows kept as chunks with an index by identifier, comparison with the
-- replica, profiles, originals, and what is needed to take an import back.

-- Kinds are data (src-shared/importKinds), so the database doesn't list them.
CREATE TABLE import_file_2 (
  import_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- Discarded ones are seen by nobody; their rows are deleted little by little.
  state TEXT NOT NULL CHECK (state IN ('reading', 'checked', 'committed', 'failed', 'discarded')),
  file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  format TEXT NOT NULL DEFAULT '{"type":"workbook"}' CHECK (json_valid(format)),
  sheet_name TEXT NOT NULL DEFAULT '',
  sheet INTEGER NOT NULL DEFAULT 0,
  sheets TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sheets)),
  heading_row INTEGER NOT NULL DEFAULT 0,
  headings_key TEXT NOT NULL DEFAULT '', -- folded headings: files of the same report have the same
  provenance TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(provenance)),
  columns TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns)),
  missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
  options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)), -- as the person wanted it read
  first_rows TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(first_rows)),
  notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices)),
  question TEXT CHECK (json_valid(question)),
  data_date TEXT,
  data_date_source TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  identifier_count INTEGER NOT NULL DEFAULT 0,
  error_count INTEGER NOT NULL DEFAULT 0,
  diff TEXT CHECK (json_valid(diff)), -- while checked: null until compared; committed: what it brought
  failure TEXT,
  started_at INTEGER NOT NULL,
  imported_at INTEGER,
  set_id INTEGER REFERENCES user_set (set_id) ON DELETE SET NULL,
  users BLOB, -- bitmap of all users it names, once committed
  new_users BLOB, -- of those it made; null: it can't be taken back
  left_users BLOB, -- of those who left the review by it
  jobs_before INTEGER NOT NULL DEFAULT 0 -- newest job when it was committed
) STRICT;

-- Rows as they were read: JSON arrays [row, notes, identifier, one value per other column]. Series 0 has
-- the rows of the file; series 1 what repeated identifiers say together, numbered minus their first row.
CREATE TABLE import_chunk (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
  series INTEGER NOT NULL,
  chunk_no INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  rows TEXT NOT NULL,
  PRIMARY KEY (import_id, series, chunk_no)
) STRICT;

-- Rows by identifier: doubles of hash and row (db/keyHash.ts), ascending, in 256 buckets.
CREATE TABLE import_key (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
  bucket INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (import_id, bucket)
) STRICT;

-- Rows (or users) with something in common, as 32-bit integers: an identifier at risk, a difference.
CREATE TABLE import_part (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  members BLOB NOT NULL,
  PRIMARY KEY (import_id, part)
) STRICT;

CREATE TABLE import_error_2 (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
  error_no INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value TEXT NOT NULL,
  message TEXT NOT NULL,
  row_text TEXT NOT NULL,
  PRIMARY KEY (import_id, error_no)
) STRICT, WITHOUT ROWID;

-- The file itself, byte for byte, as long as the settings say.
CREATE TABLE import_original (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (import_id, piece)
) STRICT;

CREATE TABLE import_profile (
  profile_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  headings_key TEXT NOT NULL,
  headings TEXT NOT NULL CHECK (json_valid(headings)),
  options TEXT NOT NULL CHECK (json_valid(options)),
  created_at INTEGER NOT NULL
) STRICT;

-- The replica anew, with more columns. Checks of three values and more are written with OR: SQLite makes
-- a table of an IN list for each row that it inserts, which doubled the time of an import.
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
    CHECK (decision = 'undecided' OR decision = 'excluded' OR decision = 'included'),
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
  returned INTEGER NOT NULL DEFAULT 0 -- why the newest file brought the user back: bits by RETURN_REASONS
) STRICT;

-- Users as they were before an import changed them: all columns of user, in their order.
CREATE TABLE user_before (
  import_id INTEGER NOT NULL REFERENCES import_file_2 (import_id) ON DELETE CASCADE,
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
  search_text TEXT NOT NULL,
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
  flags INTEGER NOT NULL,
  decision TEXT NOT NULL,
  decision_reason TEXT,
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
  PRIMARY KEY (import_id, user_no)
) STRICT, WITHOUT ROWID;
