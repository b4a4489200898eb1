/**
 * What a workspace holds, table by table, so that two can be compared: without the moments at which it was written, and
 * without what follows by itself and may still be under way when a file is closed.
 */
import { createHash } from 'node:crypto';
import type { ReadableDb } from '#engine/db/db.ts';
import { openGuarded } from '#engine/db/guardedConnection.ts';

/** Sums and revisions come behind what they are of. */
const FOLLOWS = new Set(['checksum', 'user_change', 'workspace', 'zeros', 'audit_head']);
const MOMENT = /^(?:at|\w+_at)$/;
/** What is compared while it waits, and what is made of a moment or by chance. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  import_file: ['diff', 'notices'],
  // Of the moment, too.
  audit_entry: ['hash'],
  tombstone: ['mark'],
  tombstone_key: ['hmac_key'],
  // The moment, and how many bytes were searched: the file has others after each kill.
  certificate: ['certificate', 'sha256'],
};
/** Only of some rows. */
const PARTLY: Readonly<Record<string, string>> = {
  'audit_entry.details': `CASE WHEN what IN ('erasure.begun', 'erasure.searched', 'erasure.certified') THEN '' ELSE details END`,
};
/**
 * That it may have been copied while it was open: a kill between the end of the log and the word in the header leaves a
 * file that says so, with nothing missing.
 */
const NO_NOTICE = "name <> 'copiedOpen'";
/** Rows of files that are seen by nobody any more go little by little. */
const SEEN = "import_id IN (SELECT import_id FROM import_file WHERE state <> 'discarded')";

export interface StoredTable {
  readonly rows: number;
  readonly sum: string;
}

export type StoredState = Readonly<Record<string, StoredTable>>;

/** Of a closed workspace. */
export function storedState(path: string): StoredState {
  const db = openGuarded(path, { readonly: true, fileMustExist: true });
  try {
    const tables = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all() as string[];
    const kept = tables.filter((table) => !FOLLOWS.has(table));
    return Object.fromEntries(kept.toSorted().map((table) => [table, stored(db, table)]));
  } finally {
    db.close();
  }
}

function stored(db: ReadableDb, table: string): StoredTable {
  const columns = (
    db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  ).filter((name) => !MOMENT.test(name) && !LATER[table]?.includes(name));
  const listed = columns.map((name) => PARTLY[`${table}.${name}`] ?? `"${name}"`).join(', ');
  const isOfFile = columns.includes('import_id') && /^import_/.test(table);
  const counted = table === 'setting' ? NO_NOTICE : isOfFile ? SEEN : 'true';
  const rows = db
    .prepare(`SELECT ${listed} FROM "${table}" WHERE ${counted} ORDER BY ${listed}`)
    .raw(true);
  const sum = createHash('sha256');
  let count = 0;
  for (const row of rows.iterate()) {
    count++;
    sum.update(JSON.stringify(row));
  }
  return { rows: count, sum: sum.digest('hex').slice(0, 16) };
}

/** Names of the tables that aren't the same. */
export function differences(one: StoredState, other: StoredState): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name]?.sum !== other[name]?.sum);
}
