/**
 * Checksums over what must not change once it is written: the rows of a file, what a job did to whom, the decisions. SQLite
 * notices a page that is torn, not a letter that is another one. They tell damage, not an intention: whoever can write
 * the file can write them, too. Must never interpret a value.
 */
import { crc32 } from 'node:zlib';
import {
  all,
  get,
  moment,
  prepared,
  type ReadableDb,
  run,
  transaction,
  type WritableDb,
} from './db.ts';
import { SUMMED_UNITS, type Summed, type SummedTable, unitOf } from './summedTables.ts';

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
  dropSums(db, unit, id);
  const insert = prepared(
    db,
    'INSERT INTO checksum (table_name, id, last_key, crc) VALUES (?, ?, ?, ?)',
  );
  for (const { table, last, crc } of pages) insert.run(sumName(unit, table), id, last, crc);
  insert.run(WHOLE_OF + unit, id, WHOLE, pages.reduce(addPage, 0));
}

/** Over all pages of a unit: one that is lost is noticed. */
const addPage = (total: number, { table, last, crc }: SummedPage) =>
  crc32(`${table} ${last} ${crc}`, total);

/** Stands for the checksum over all those of a unit: no row has this key. */
const WHOLE = -1;

/** It is changed: what was summed up of it, or is at this moment, is of rows as they were. */
export function forgetSums(db: WritableDb, unit: Summed, id: number): void {
  noteChange(db, unit);
  dropSums(db, unit, id);
}

function dropSums(db: WritableDb, unit: Summed, id: number): void {
  for (const name of namesOf(unit))
    run(db, 'DELETE FROM checksum WHERE table_name = ? AND id = ?', name, id);
}

/** Of all that belongs to such units: it is changed, whichever it is. */
export function forgetAllSums(db: WritableDb, unit: Summed): void {
  noteChange(db, unit);
  for (const name of namesOf(unit)) run(db, 'DELETE FROM checksum WHERE table_name = ?', name);
}

/** How often units of a kind were changed on a connection since it was opened. */
const changes = new WeakMap<ReadableDb, Map<Summed, number>>();
const changesOf = (db: ReadableDb, unit: Summed) => changes.get(db)?.get(unit) ?? 0;

function noteChange(db: WritableDb, unit: Summed): void {
  const known = changes.get(db) ?? new Map<Summed, number>();
  changes.set(db, known.set(unit, changesOf(db, unit) + 1));
}

/** What the checksums of a unit stand under: those of its tables, and that over all. */
const namesOf = (unit: Summed): string[] => [
  ...unitOf(unit).tables.map(({ table }) => sumName(unit, table)),
  WHOLE_OF + unit,
];

/** A table can belong to two units: the rows of a file's table to the file, that of the file itself to all of them. */
const sumName = (unit: Summed, table: string) => `${unit} ${table}`;
const WHOLE_OF = 'all:';

/** Whether a unit says what its checksums say; true where it has none. */
export function holds(db: ReadableDb, unit: Summed, id: number): boolean {
  if (wholeOf(db, unit, id) === undefined) return true;
  for (const changed of changedRows(db, unit, id)) if (changed) return false;
  return true;
}

/** What has come to its end and isn't summed up. */
export function notSummedUp(
  db: ReadableDb,
  among: Summed | undefined = undefined,
): { unit: Summed; id: number }[] {
  return unitsOf(db, `NOT EXISTS (${SUMMED_UP})`, among);
}

/** What is summed up. */
export function summedUp(db: ReadableDb): { unit: Summed; id: number }[] {
  return unitsOf(db, `EXISTS (${SUMMED_UP})`);
}

const SUMMED_UP = `SELECT 1 FROM checksum c WHERE c.table_name = '${WHOLE_OF}' || u.unit AND c.id = u.id AND c.last_key = ${WHOLE}`;

function unitsOf(db: ReadableDb, which: string, among?: Summed): { unit: Summed; id: number }[] {
  return (among ? [among] : SUMMED_UNITS).flatMap((unit) =>
    all<{ unit: Summed; id: number }>(
      db,
      `SELECT unit, id FROM (SELECT '${unit}' AS unit, id FROM (${unitOf(unit).ids})) u WHERE ${which} ORDER BY id`,
    ),
  );
}

/**
 * Sums up whatever isn't, one after another.
 * @param breathe lets others in between
 */
export async function sumUpMissing(
  db: WritableDb,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const missing = notSummedUp(db);
  for (const { unit, id } of missing) {
    if (signal.aborted) return;
    if (unitOf(unit).tables.length === 1) transaction(db, () => sumUp(db, unit, id));
    else await sumUpPaged(db, unit, id, breathe, signal);
    await breathe();
  }
}

/** A page at a time, because hardly anything of it changes any more. */
async function sumUpPaged(
  db: WritableDb,
  unit: Summed,
  id: number,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const pages: SummedPage[] = [];
  const before = changesOf(db, unit);
  for (const page of pagesOf(db, unit, id)) {
    pages.push(page);
    await breathe();
    if (signal.aborted) return;
  }
  transaction(db, () => {
    // What was changed between two pages is summed up another time.
    if (changesOf(db, unit) !== before) return;
    // A file may have been discarded meanwhile.
    if (notSummedUp(db, unit).some((each) => each.id === id)) store(db, unit, id, pages);
  });
}

/** Holds the rows of a unit against its checksums; gives way behind each page. */
export function* changedRows(
  db: ReadableDb,
  unit: Summed,
  id: number,
): Generator<ChangedRows | undefined> {
  let total = 0;
  const stored = new Map(
    unitOf(unit).tables.map(({ table }) => [table, storedPages(db, sumName(unit, table), id)]),
  );
  for (const page of pagesOf(db, unit, id, stored)) {
    const { table, from, last } = page;
    const expected = stored.get(table)?.find((each) => each.last === last);
    total = addPage(total, { ...page, crc: expected?.crc ?? page.crc });
    yield expected?.crc === page.crc ? undefined : { table, unit, id, from, to: last };
  }
  if (wholeOf(db, unit, id) !== total) yield { table: 'checksum', unit, id, from: null, to: null };
}

/**
 * The same at one moment: what looks changed may have been changed between two pages, by whoever may. Nothing where it
 * isn't summed up any more.
 */
export const changedAtOnce = (db: ReadableDb, unit: Summed, id: number): ChangedRows[] =>
  moment(db, () =>
    wholeOf(db, unit, id) === undefined
      ? []
      : [...changedRows(db, unit, id)].filter((each) => each !== undefined),
  );

function wholeOf(db: ReadableDb, unit: Summed, id: number): number | undefined {
  const sql = `SELECT crc FROM checksum WHERE table_name = ? AND id = ? AND last_key = ${WHOLE}`;
  return get<{ crc: number }>(db, sql, WHOLE_OF + unit, id)?.crc;
}

function storedPages(db: ReadableDb, name: string, id: number): Page[] {
  return all<Page>(
    db,
    'SELECT last_key AS last, crc FROM checksum WHERE table_name = ? AND id = ? AND last_key >= 0 ORDER BY last_key',
    name,
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
  for (const summed of unitOf(unit).tables) {
    const { table, key, within, order = key } = summed;
    // As one value: a row object for each would take twice as long.
    const sql = `SELECT max(sum_key) AS last, CAST(group_concat(row, x'1d') AS BLOB) AS rows FROM (
      SELECT ${key} AS sum_key, ${valuesOf(db, summed)} AS row FROM "${table}"
      WHERE ${within} AND ${key} > @after AND ${key} <= @upTo ORDER BY ${order} LIMIT @most)`;
    const sum = (after: number, upTo: number, most: number) => {
      const found = prepared(db, sql).get({ id, after, upTo, most });
      const { last, rows } = found as { last: number | null; rows: Uint8Array | null };
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
  return `concat_ws(x'1f', ${columns.map((name) => `coalesce("${name}", x'1e')`).join(', ')})`;
}
