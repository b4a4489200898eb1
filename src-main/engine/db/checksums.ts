/**
 * Checksums over what must not change once it is written: the rows of a file, what a job did to whom, the decisions. SQLite
 * notices a page that is torn, not a letter that is another one. They tell damage, not an intention: whoever can write
 * the file can write them, too. Must never interpret a value.
 */
import { crc32 } from 'node:zlib';
import { all, get, prepared, type ReadableDb, run, transaction, type WritableDb } from './db.ts';

/** What is summed up together, by the table whose rows it belongs to. */
export type Summed = 'import_file' | 'job' | 'decision_step';

interface SummedTable {
  readonly table: string;
  /** What orders its rows within the unit: a whole number, other for each. */
  readonly key: string;
  /** So many rows have a checksum together. */
  readonly rows: number;
  /** Columns that may change. */
  readonly but?: readonly string[];
}

interface SummedUnit {
  readonly id: string;
  /** Only what has come to its end: it is summed up once. */
  readonly when: string;
  readonly tables: readonly SummedTable[];
}

const MANY = 5000;

export const SUMMED: Readonly<Record<Summed, SummedUnit>> = {
  import_file: {
    id: 'import_id',
    when: `WHERE state IN ('checked', 'committed')`,
    tables: [
      // Chunks of both series; a file has less than a million of them.
      { table: 'import_chunk', key: 'series * 1000000 + chunk_no', rows: 40 },
      { table: 'import_error', key: 'error_no', rows: 1000 },
    ],
  },
  job: {
    id: 'job_id',
    when: `WHERE state IN ('completed', 'failed')`,
    tables: [
      { table: 'job', key: 'job_id', rows: 1, but: ['read_at'] },
      { table: 'job_capture', key: 'job_id', rows: 1 },
      { table: 'job_decision', key: 'step_id', rows: 1000 },
      { table: 'job_user', key: 'user_no', rows: MANY },
      { table: 'job_user_fact', key: 'user_no', rows: MANY },
      { table: 'history', key: 'history_id', rows: MANY },
    ],
  },
  decision_step: {
    id: 'step_id',
    when: 'WHERE true',
    tables: [
      // Undone and made again it is the same decision; that its state is one is checked by the table itself.
      { table: 'decision_step', key: 'step_id', rows: 1, but: ['state'] },
      { table: 'decision_before', key: 'decided_in', rows: 1000 },
    ],
  },
};

/** Rows of one table that don't say what they said when they were written. */
export interface ChangedRows {
  readonly table: string;
  readonly unit: Summed;
  /** Number of the import, job or step. */
  readonly id: number;
  /** First and last of the rows, by what orders them; null: the checksums themselves. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Rows that are summed up together: the last key of them, and the checksum. */
interface Page {
  readonly last: number;
  readonly crc: number;
}

interface SummedPage extends Page {
  readonly table: string;
  readonly from: number;
}

/** Sums up one unit at once; what it was before is replaced. Must run inside a transaction. */
export function sumUp(db: WritableDb, unit: Summed, id: number): void {
  store(db, unit, id, [...pagesOf(db, unit, id)]);
}

function store(db: WritableDb, unit: Summed, id: number, pages: readonly SummedPage[]): void {
  forgetSums(db, unit, id);
  const insert = prepared(
    db,
    'INSERT INTO checksum (table_name, id, last_key, crc) VALUES (?, ?, ?, ?)',
  );
  for (const { table, last, crc } of pages) insert.run(table, id, last, crc);
  insert.run(unit, id, WHOLE, pages.reduce(addPage, 0));
}

/** Over all pages of a unit: one that is lost is noticed. */
const addPage = (total: number, { table, last, crc }: SummedPage) =>
  crc32(`${table} ${last} ${crc}`, total);

/** Stands for the checksum over all those of a unit: no row has this key. */
const WHOLE = -1;

export function forgetSums(db: WritableDb, unit: Summed, id: number): void {
  for (const { table } of SUMMED[unit].tables)
    run(db, 'DELETE FROM checksum WHERE table_name = ? AND id = ?', table, id);
  run(db, 'DELETE FROM checksum WHERE table_name = ? AND id = ?', unit, id);
}

/** What has come to its end and isn't summed up. */
export function notSummedUp(db: ReadableDb): { unit: Summed; id: number }[] {
  return unitsOf(db, `NOT EXISTS (${SUMMED_UP})`);
}

/** What is summed up. */
export function summedUp(db: ReadableDb): { unit: Summed; id: number }[] {
  return unitsOf(db, `EXISTS (${SUMMED_UP})`);
}

const SUMMED_UP = `SELECT 1 FROM checksum c WHERE c.table_name = u.unit AND c.id = u.id AND c.last_key = ${WHOLE}`;

function unitsOf(db: ReadableDb, which: string): { unit: Summed; id: number }[] {
  return (Object.keys(SUMMED) as Summed[]).flatMap((unit) => {
    const { id, when } = SUMMED[unit];
    const units = `SELECT '${unit}' AS unit, ${id} AS id FROM "${unit}" ${when}`;
    return all<{ unit: Summed; id: number }>(
      db,
      `SELECT unit, id FROM (${units}) u WHERE ${which} ORDER BY id`,
    );
  });
}

/**
 * Sums up whatever isn't: a page at a time, because nothing of it changes any more.
 * @param breathe lets others in between
 */
export async function sumUpMissing(
  db: WritableDb,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (const { unit, id } of notSummedUp(db)) {
    const pages: SummedPage[] = [];
    for (const page of pagesOf(db, unit, id)) {
      pages.push(page);
      await breathe();
      if (signal.aborted) return;
    }
    transaction(db, () => {
      // A file may have been discarded meanwhile.
      if (notSummedUp(db).some((each) => each.unit === unit && each.id === id))
        store(db, unit, id, pages);
    });
  }
}

/** Holds the rows of a unit against its checksums; gives way behind each page. */
export function* changedRows(
  db: ReadableDb,
  unit: Summed,
  id: number,
): Generator<ChangedRows | undefined> {
  let total = 0;
  const stored = new Map(
    SUMMED[unit].tables.map(({ table }) => [table, storedPages(db, table, id)]),
  );
  for (const page of pagesOf(db, unit, id, stored)) {
    const { table, from, last } = page;
    const expected = stored.get(table)?.find((each) => each.last === last);
    total = addPage(total, { ...page, crc: expected?.crc ?? page.crc });
    yield expected?.crc === page.crc ? undefined : { table, unit, id, from, to: last };
  }
  const whole = get<{ crc: number }>(
    db,
    `SELECT crc FROM checksum WHERE table_name = ? AND id = ? AND last_key = ${WHOLE}`,
    unit,
    id,
  );
  if (whole?.crc !== total) yield { table: 'checksum', unit, id, from: null, to: null };
}

function storedPages(db: ReadableDb, table: string, id: number): Page[] {
  return all<Page>(
    db,
    'SELECT last_key AS last, crc FROM checksum WHERE table_name = ? AND id = ? AND last_key >= 0 ORDER BY last_key',
    table,
    id,
  );
}

/** @param stored pages as they were written: the same rows are summed up together again */
function* pagesOf(
  db: ReadableDb,
  unit: Summed,
  id: number,
  stored?: ReadonlyMap<string, readonly Page[]>,
): Generator<SummedPage> {
  const { id: idColumn, tables } = SUMMED[unit];
  for (const summed of tables) {
    const { table, key } = summed;
    // As one value: a row object for each would take twice as long.
    const sql = `SELECT max(sum_key) AS last, CAST(group_concat(row, x'1d') AS BLOB) AS rows FROM (
      SELECT ${key} AS sum_key, ${valuesOf(db, summed)} AS row FROM "${table}"
      WHERE ${idColumn} = ? AND ${key} > ? AND ${key} <= ? ORDER BY ${key} LIMIT ?)`;
    const sum = (after: number, upTo: number, most: number) => {
      const { last, rows } = get<{ last: number | null; rows: Uint8Array | null }>(
        db,
        sql,
        ...[id, after, upTo, most],
      )!;
      return { last, crc: crc32(rows ?? '') };
    };
    let after = NO_KEY;
    for (const { last } of stored?.get(table) ?? []) {
      const { crc } = sum(after, last, NO_LIMIT);
      yield { table, from: firstOf(summed, after, last), last, crc };
      after = last;
    }
    for (;;) {
      const { last, crc } = sum(after, Number.MAX_SAFE_INTEGER, summed.rows);
      if (last === null) break;
      yield { table, from: firstOf(summed, after, last), last, crc };
      after = last;
    }
  }
}

const firstOf = ({ rows }: SummedTable, after: number, last: number) =>
  rows === 1 ? last : after + 1;

const NO_KEY = -1;
const NO_LIMIT = -1;

/** All values of a row as one, the same whichever version of SQLite reads it: numbers and texts as text, bytes as they are. */
function valuesOf(db: ReadableDb, { table, but = [] }: SummedTable): string {
  const columns = all<{ name: string }>(db, `SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
    .filter((name) => !but.includes(name));
  const values = columns.map((name) => `coalesce(CAST("${name}" AS TEXT), x'1e')`);
  return values.join(` || x'1f' || `);
}
