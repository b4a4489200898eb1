/**
 * Enters a checked file into the replica, in one transaction: candidates become users, exclusion
 * lists become itemized sets. Called by the writer's command; flags are computed by the caller.
 */
import { foldText, trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';
import { all, get, prepared, run, type Value, value, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { ensureGroup } from '../replica/groups.ts';
import { type MergeableRow, mergeRows } from './mergeRows.ts';
import { ROW_NOTES } from './rowNotes.ts';
import { HELD_BACK_IF_UNREADABLE, STORED_FIELDS } from './rowReader.ts';

/** Columns that a file's row gives a user as they are; the group goes by number. */
const COPIED = STORED_FIELDS.filter((field) => field !== 'user_group');

/**
 * Candidates: each identifier becomes a user or updates the one that is there. A column that the file
 * doesn't have says nothing: what an earlier file told stays. A user that a job of ours had purged has
 * returned, and is undecided again.
 * @param replace whether candidates that the file doesn't name leave the review
 */
export function commitCandidates(db: WritableDb, importId: number, replace: boolean): void {
  requireChecked(db, importId, 'candidates');
  mapGroups(db, importId);
  findLaterRows(db, importId);
  const told = toldFields(db, importId);
  if (replace) run(db, 'UPDATE user SET candidate = 0 WHERE candidate = 1');
  const kept = isSilent(db, told) ? ROW_NOTES.unreadable : 0;
  run(db, insertUsersSql(told, kept), importId);
  mergeRepeated(db, importId, told);
  db.exec('DROP TABLE temp.group_of; DROP TABLE temp.later_row');
  markCommitted(db, importId, null);
}

/** An exclusion list: its identifiers become known users, if they aren't yet. @returns its members */
export function commitExclusions(db: WritableDb, importId: number): UserBitmap {
  requireChecked(db, importId, 'exclusions');
  run(
    db,
    `INSERT INTO user (identifier_key, primary_identifier, described, candidate, import_id, row_number, notes, search_text)
     SELECT identifier_key, primary_identifier, 0, 0, import_id, row_number, notes, fold_search(primary_identifier)
     FROM import_row WHERE import_id = ? ORDER BY row_number
     ON CONFLICT (identifier_key) DO NOTHING`,
    importId,
  );
  const members = prepared(
    db,
    'SELECT u.user_no FROM import_row r JOIN user u ON u.identifier_key = r.identifier_key WHERE r.import_id = ?',
  )
    .pluck()
    .all(importId) as number[];
  return UserBitmap.of(members);
}

export function markCommitted(db: WritableDb, importId: number, setId: number | null): void {
  run(
    db,
    `UPDATE import_file SET state = 'committed', imported_at = ?, set_id = ? WHERE import_id = ?`,
    Date.now(),
    setId,
    importId,
  );
}

function requireChecked(db: WritableDb, importId: number, kind: string): void {
  const file = get<{
    state: string;
    kind: string;
    question: string | null;
    identifier_count: number;
  }>(
    db,
    'SELECT state, kind, question, identifier_count FROM import_file WHERE import_id = ?',
    importId,
  );
  if (file?.state !== 'checked' || file.kind !== kind) {
    throw new Refusal(
      'import.notChecked',
      'This file is not ready to be added; it was already added, discarded, or is still being read.',
    );
  }
  if (file.question) {
    const { column } = JSON.parse(file.question) as { column: string };
    throw new Refusal(
      'import.dateOrder',
      `The dates in the column “${column}” fit month first and day first alike.`,
      'Choose how they are to be read.',
    );
  }
  if (file.identifier_count === 0) {
    throw new Refusal(
      'import.noIdentifiers',
      'No row of this file has a primary identifier that can be used.',
      'See the errors, correct the file, and choose it again.',
    );
  }
}

/** temp.group_of: the group's number for each spelling in the file. */
function mapGroups(db: WritableDb, importId: number): void {
  db.exec(
    'DROP TABLE IF EXISTS temp.group_of; CREATE TEMP TABLE group_of (spelling TEXT PRIMARY KEY, group_no INTEGER) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO temp.group_of (spelling, group_no) VALUES (?, ?)');
  for (const { user_group } of all<{ user_group: string }>(
    db,
    'SELECT DISTINCT user_group FROM import_row WHERE import_id = ? AND user_group IS NOT NULL',
    importId,
  )) {
    if (trimOuterSpace(user_group) !== '') insert.run(user_group, ensureGroup(db, user_group));
  }
}

/** temp.later_row: rows whose identifier stands in an earlier row already. */
function findLaterRows(db: WritableDb, importId: number): void {
  db.exec(
    'DROP TABLE IF EXISTS temp.later_row; CREATE TEMP TABLE later_row (row_number INTEGER PRIMARY KEY, identifier_key TEXT)',
  );
  db.prepare(
    `INSERT INTO temp.later_row
     SELECT row_number, identifier_key FROM
       (SELECT row_number, identifier_key, row_number() OVER (PARTITION BY identifier_key ORDER BY row_number) AS nth
        FROM import_row WHERE import_id = ?)
     WHERE nth > 1`,
  ).run(importId);
}

/** The fields for which a file has a column. */
function fieldsOf(columns: string): Set<string> {
  const labels = new Set(
    (JSON.parse(columns) as { field: string | null }[]).map(({ field }) => field),
  );
  return new Set(USER_FIELDS.filter(({ label }) => labels.has(label)).map(({ name }) => name));
}

function toldFields(db: WritableDb, importId: number): ReadonlySet<string> {
  return fieldsOf(
    value<string>(db, 'SELECT columns FROM import_file WHERE import_id = ?', importId),
  );
}

/**
 * Whether a cell that couldn't be read in an earlier file still holds its user back: this file is
 * silent about something that an earlier one told and that the purge depends on.
 */
function isSilent(db: WritableDb, told: ReadonlySet<string>): boolean {
  const earlier = all<{ columns: string }>(
    db,
    `SELECT DISTINCT columns FROM import_file WHERE kind = 'candidates' AND state = 'committed'`,
  ).map(({ columns }) => fieldsOf(columns));
  return HELD_BACK_IF_UNREADABLE.some(
    (field) => !told.has(field) && earlier.some((fields) => fields.has(field)),
  );
}

/** @param keptNotes bits that stay from an earlier file */
function insertUsersSql(told: ReadonlySet<string>, keptNotes: number): string {
  const columns = [
    'identifier_key',
    'primary_identifier',
    'described',
    'candidate',
    'import_id',
    'row_number',
    'notes',
    'conflict',
    'search_text',
    'group_no',
    ...COPIED,
  ];
  const isTold = (column: string) =>
    column === 'group_no'
      ? told.has('user_group')
      : told.has(column) || !COPIED.some((field) => field === column);
  const newest = (column: string) => `${isTold(column) ? 'excluded' : 'user'}.${column}`;
  const updates = columns
    .filter((column) => !['identifier_key', 'search_text', 'notes'].includes(column))
    .map((column) => `${column} = ${newest(column)}`);
  return `
    INSERT INTO user (${columns.join(', ')})
    SELECT r.identifier_key, r.primary_identifier, 1, 1, r.import_id, r.row_number, r.notes, 0,
      fold_search(r.primary_identifier, r.first_name, r.last_name), m.group_no, ${COPIED.map((column) => `r.${column}`).join(', ')}
    FROM import_row r LEFT JOIN temp.group_of m ON m.spelling = r.user_group
    WHERE r.import_id = ? AND r.row_number NOT IN (SELECT row_number FROM temp.later_row)
    ORDER BY r.row_number
    ON CONFLICT (identifier_key) DO UPDATE SET ${updates.join(', ')},
      search_text = fold_search(excluded.primary_identifier, ${newest('first_name')}, ${newest('last_name')}),
      notes = excluded.notes | (user.notes & ${keptNotes}),
      decision = CASE WHEN user.purged_by_job IS NULL THEN user.decision ELSE 'undecided' END,
      decision_reason = CASE WHEN user.purged_by_job IS NULL THEN user.decision_reason END,
      purged_by_job = NULL`;
}

function mergeRepeated(db: WritableDb, importId: number, told: ReadonlySet<string>): void {
  const copied = COPIED.filter((field) => told.has(field));
  const rowsOf = db.prepare(
    'SELECT * FROM import_row WHERE import_id = ? AND identifier_key = ? ORDER BY row_number',
  );
  const update = db.prepare(
    `UPDATE user SET notes = notes | ?, conflict = ?,
       group_no = coalesce(group_no, (SELECT group_no FROM temp.group_of WHERE spelling = ?))
       ${copied.map((column) => `, ${column} = ?`).join('')} WHERE identifier_key = ?`,
  );
  const search = db.prepare(
    'UPDATE user SET search_text = fold_search(primary_identifier, first_name, last_name) WHERE identifier_key = ?',
  );
  const keys = prepared(db, 'SELECT DISTINCT identifier_key FROM temp.later_row')
    .pluck()
    .all() as string[];
  for (const key of keys) {
    const { row, conflict } = mergeRows(
      rowsOf.all(importId, key) as MergeableRow[],
      (a, b) => foldText(a) === foldText(b),
    );
    const values: Value[] = copied.map((column) => row[column] ?? null);
    update.run(row.notes, conflict ? 1 : 0, row.user_group, ...values, key);
    search.run(key);
  }
}

/** How many identifiers of a checked file the replica knows already. */
export function countKnown(db: WritableDb | Parameters<typeof value>[0], importId: number): number {
  return value<number>(
    db,
    'SELECT count(DISTINCT r.identifier_key) FROM import_row r JOIN user u ON u.identifier_key = r.identifier_key AND u.described = 1 WHERE r.import_id = ?',
    importId,
  );
}
