/**
 * Brings imports of a first workspace over: rows from a table of their own into chunks with an index.
 * Files that wait to be added are let go; they are still where they were chosen from. Frozen with its
 * SQL: it must not use what later versions change, save for the hash, which never does.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { WritableDb } from '../db.ts';
import { bucketOf, hashKey, hashOf, KEY_BUCKETS, packKey } from '../keyHash.ts';
import importsSql from './002-imports.sql?raw';

const CHUNK_ROWS = 1000;
const NUMERIC = 1;

interface OldColumn {
  readonly heading: string;
  readonly field: string | null;
}

/** Workspaces of that version know fields by their labels. */
const FIELD_OF_LABEL = new Map([
  ['Primary identifier', 'primary_identifier'],
  ['Last name', 'last_name'],
  ['First name', 'first_name'],
  ['User group', 'user_group'],
  ['Has role other than patron and instructor', 'staff_role'],
  ['Expiry date', 'expiry_date'],
  ['Purge date', 'purge_date'],
  ['Days between today and purge date', 'days_past_purge'],
  ['Record type', 'record_type'],
  ['User ID', 'alma_user_id'],
  ['Loans', 'loans'],
  ['Balance', 'balance'],
  ['PO lines, POs and invoices', 'acquisitions'],
  ['Open purchase requests', 'purchase_requests'],
  ['Resource sharing on hold shelf', 'hold_shelf_requests'],
  ['Import profiles', 'import_profiles'],
  ['Locked bibliographic records', 'locked_records'],
  ['Working in the MD Editor', 'md_editor'],
]);

type OldRow = Record<string, string | number | null>;

export function migrateImports(db: WritableDb): void {
  db.exec(importsSql);
  db.exec(`
    DELETE FROM import_row WHERE import_id IN (SELECT import_id FROM import_file WHERE state <> 'committed');
    DELETE FROM import_error WHERE import_id IN (SELECT import_id FROM import_file WHERE state <> 'committed');
    DELETE FROM import_file WHERE state <> 'committed';
    INSERT INTO import_file_2 (import_id, kind, state, file_name, file_size, sha256, sheet_name, heading_row, provenance, columns,
      first_rows, notices, question, row_count, identifier_count, error_count, failure, started_at, imported_at, set_id)
    SELECT import_id, kind, state, file_name, file_size, sha256, sheet_name, heading_row, provenance, columns,
      first_rows, notices, question, row_count, identifier_count, error_count, failure, started_at, imported_at, set_id FROM import_file;
    INSERT INTO import_error_2 SELECT * FROM import_error;`);
  const imports = db
    .prepare('SELECT import_id AS id, columns, notices FROM import_file_2 ORDER BY import_id')
    .all() as { id: number; columns: string; notices: string }[];
  for (const { id, columns, notices } of imports) {
    moveRows(db, id, JSON.parse(columns) as OldColumn[]);
    // Which rows a notice meant was not kept.
    const named = (JSON.parse(notices) as object[]).map((notice) => ({ ...notice, part: null }));
    db.prepare('UPDATE import_file_2 SET notices = ? WHERE import_id = ?').run(
      JSON.stringify(named),
      id,
    );
  }
  keepOtherGroups(db);
  db.exec(`
    INSERT INTO user_2 SELECT user.*, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, other.numbers, 0
      FROM user LEFT JOIN temp.other_groups other USING (user_no);
    DROP TABLE temp.other_groups;
    DROP TABLE import_row;
    DROP TABLE import_error;
    DROP TABLE import_file;
    DROP TABLE user;
    ALTER TABLE user_2 RENAME TO user;
    ALTER TABLE import_file_2 RENAME TO import_file;
    ALTER TABLE import_error_2 RENAME TO import_error;
    UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(import_id), 0) FROM import_file) WHERE name = 'import_file' AND seq < (SELECT coalesce(max(import_id), 0) FROM import_file);`);
}

function moveRows(db: WritableDb, importId: number, old: readonly OldColumn[]): void {
  const columns = old.map((column) => ({
    ...column,
    field: column.field && (FIELD_OF_LABEL.get(column.field) ?? null),
  }));
  const kept = columns.filter(({ field }) => field !== 'primary_identifier');
  const page = db.prepare(
    'SELECT * FROM import_row WHERE import_id = ? AND row_number > ? ORDER BY row_number LIMIT ?',
  );
  const insert = db.prepare(
    'INSERT INTO import_chunk (import_id, series, chunk_no, first_row, rows) VALUES (?, 0, ?, ?, ?)',
  );
  const keys: number[] = [];
  let last = 0;
  for (let chunk = 0; ; chunk++) {
    const rows = page.all(importId, last, CHUNK_ROWS) as OldRow[];
    if (rows.length === 0) break;
    last = rows.at(-1)!.row_number as number;
    const stored = rows.map((row) => newRow(row, kept));
    insert.run(importId, chunk, rows[0]!.row_number, JSON.stringify(stored));
    for (const row of rows)
      keys.push(packKey(hashKey(row.identifier_key as string), row.row_number as number));
  }
  storeKeys(db, importId, Float64Array.from(keys).sort());
  storeUsers(db, importId);
  db.prepare('UPDATE import_file_2 SET columns = ? WHERE import_id = ?').run(
    JSON.stringify(columns),
    importId,
  );
}

function newRow(row: OldRow, columns: readonly OldColumn[]) {
  const other = JSON.parse((row.other as string | null) ?? '{}') as Record<string, string>;
  return [
    row.row_number,
    row.notes,
    row.primary_identifier,
    ...columns.map(({ field, heading }) => (field ? row[field] : (other[heading] ?? null))),
  ];
}

function storeKeys(db: WritableDb, importId: number, keys: Float64Array): void {
  const insert = db.prepare('INSERT INTO import_key VALUES (?, ?, ?)');
  let from = 0;
  for (let bucket = 0; bucket < KEY_BUCKETS; bucket++) {
    let to = from;
    while (to < keys.length && bucketOf(hashOf(keys[to]!)) === bucket) to++;
    if (to > from)
      insert.run(
        importId,
        bucket,
        Buffer.from(keys.buffer, keys.byteOffset + from * 8, (to - from) * 8),
      );
    from = to;
  }
}

/** Which users the file names, and those of an exclusion list whose cell was a number. */
function storeUsers(db: WritableDb, importId: number): void {
  const users = db
    .prepare(
      `SELECT DISTINCT u.user_no FROM import_row r CROSS JOIN user u ON u.identifier_key = r.identifier_key WHERE r.import_id = ?`,
    )
    .pluck()
    .all(importId) as number[];
  const words = new Uint32Array(Math.floor(maxOf(users) / 32) + 1);
  for (const userNo of users) words[userNo >>> 5]! |= 1 << (userNo & 31);
  db.prepare('UPDATE import_file_2 SET users = ? WHERE import_id = ?').run(
    Buffer.from(words.buffer),
    importId,
  );
  const numeric = db
    .prepare(
      `SELECT DISTINCT u.user_no FROM import_row r CROSS JOIN user u ON u.identifier_key = r.identifier_key
       WHERE r.import_id = ? AND (r.notes & ${NUMERIC}) <> 0`,
    )
    .pluck()
    .all(importId) as number[];
  db.prepare('INSERT INTO import_part VALUES (?, ?, ?, ?)').run(
    importId,
    'numeric-users',
    numeric.length,
    Buffer.from(Int32Array.from(numeric).buffer),
  );
}

function maxOf(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), 0);
}

/** The groups that the rows of a conflict name, besides the one that the user has. */
function keepOtherGroups(db: WritableDb): void {
  const groups = new Map(
    (
      db.prepare('SELECT name_key, group_no FROM user_group').all() as {
        name_key: string;
        group_no: number;
      }[]
    ).map(({ name_key, group_no }) => [name_key, group_no]),
  );
  const rows = db
    .prepare(
      `SELECT u.user_no, r.user_group FROM user u CROSS JOIN import_row r ON r.import_id = u.import_id AND r.identifier_key = u.identifier_key
       WHERE u.conflict = 1 AND r.user_group IS NOT NULL`,
    )
    .all() as { user_no: number; user_group: string }[];
  const named = new Map<number, Set<number>>();
  for (const { user_no, user_group } of rows) {
    const group = groups.get(foldText(user_group));
    if (group === undefined) continue;
    named.set(user_no, (named.get(user_no) ?? new Set()).add(group));
  }
  db.exec('CREATE TEMP TABLE other_groups (user_no INTEGER PRIMARY KEY, numbers TEXT)');
  const insert = db.prepare('INSERT INTO temp.other_groups VALUES (?, ?)');
  for (const [userNo, nos] of named) insert.run(userNo, JSON.stringify([...nos]));
}
