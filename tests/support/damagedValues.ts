/** A workspace with something of everything, and copies of it in which one stored value doesn't fit. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { PURGE, TestEngine } from './engine.ts';
import { everyAnswer, type Known, knownIn } from './everyRead.ts';
import { candidatesSheet, writeWorkbook } from './workbookFile.ts';

/** What nothing is kept as, by type: no JSON, and JSON that is something else; bytes that nobody packed. */
export const BROKEN = {
  TEXT: ['{"half', '[]', '{}', '7', '"nothing"', 'null', '[[7]]', '{"op":7}'],
  BLOB: [[], [0], [1, 0xff], [1, 0], [1, 0xff, 0xff, 0xff, 0xff, 7], [0, 1, 2, 3, 4, 5]].map(
    (bytes) => Uint8Array.from(bytes),
  ),
  INTEGER: [-5, 2 ** 40],
} as const;
type StoredType = keyof typeof BROKEN;

const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

/** Columns that hold one of a list of names. */
const NAMES =
  /^(kind|state|decision|outcome|among|finding|step|record_type|data_date_source|\w+_date)$/;

export interface StoredColumn {
  readonly table: string;
  readonly column: string;
  readonly type: StoredType;
}

export interface Story {
  readonly path: string;
  readonly known: Known;
  readonly columns: readonly StoredColumn[];
}

/** @param folder where it is made */
export async function everythingStored(folder: string): Promise<Story> {
  const engine = new TestEngine(folder);
  const { ask } = engine;
  await engine.create('Whole');
  await engine.candidates([
    { id: 'a', group: 'Alumni' },
    { id: 'b', group: 'Alumni' },
    { id: 'c', purge: '2099-01-31' },
    { id: 'd' },
  ]);
  await engine.exclusions('d');
  await ask.settings.save({ ...(await ask.settings.get()), userName: 'Tester', days: 31 });
  await ask.register.add({ kind: 'identifier', value: 'c' });
  await ask.views.save({ grid: 'review', name: 'Mine', state: '{"columns":[]}' });
  await ask.samples.draw({ among: 'not-excluded', perGroup: 1 });
  await ask.alma.tick({ step: 'set', done: true });
  await ask.jobs.keepDraft({ kind: 'purge-user-records', draft: { days: 30 } });
  const { userNo } = await engine.user('a');
  await ask.users.addNote({ userNo, text: 'Came by in May' });
  await engine.approve();
  await ask.signOff.sign({ name: 'First Librarian' });
  const origin = { from: 'review', users: 'all' } as const;
  const { setId } = await ask.sets.create({ name: 'Some', criteria: APPROVED, origin });
  await ask.sets.create({ name: 'Asked', criteria: CANDIDATES, origin, logical: true });
  await engine.move(setId);
  await engine.purge({ userGroup: 'OK to Purge', runDate: PURGE.runDate });
  const waiting = await writeWorkbook(
    join(folder, 'waiting.xlsx'),
    candidatesSheet({ id: 'e' }, { id: 'e', group: 'Alumni' }, { id: '', group: 'Alumni' }, 'a'),
  );
  const { importId } = await engine.read(waiting, 'candidates');
  await ask.imports.saveProfile({ importId, name: 'Report' });
  await engine.idle();
  const known = await knownIn(engine);
  const { path } = engine;
  await engine.close();
  return { path, known: { ...known, users: known.users.slice(0, 2) }, columns: columnsOf(path) };
}

/** Of those in which something stands: texts that are JSON, and names out of lists. */
function columnsOf(path: string): StoredColumn[] {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  const columns = tables.flatMap((table) =>
    (db.pragma(`table_info("${table}")`) as { name: string; type: StoredType }[]).map(
      ({ name, type }) => ({ table, column: name, type }),
    ),
  );
  const stored = columns.filter(({ table, column, type }) => {
    const sql = `SELECT "${column}" FROM "${table}" WHERE "${column}" IS NOT NULL LIMIT 1`;
    const value = db.prepare(sql).pluck().get() as unknown;
    if (value === undefined) return false;
    return type !== 'TEXT' || NAMES.test(column) || isJson(value as string);
  });
  db.close();
  return stored;
}

function isJson(value: string): boolean {
  try {
    return typeof JSON.parse(value) === 'object' || /^\W/.test(value);
  } catch {
    return false;
  }
}

/**
 * Puts a value into every row of a column, opens the workspace and asks everything of it.
 * @throws Error for an answer that is a fault of the program
 */
export async function askDamaged(
  { path, known }: Story,
  folder: string,
  { table, column }: StoredColumn,
  value: string | number | Uint8Array,
): Promise<ReadonlyMap<string, unknown>> {
  const copy = join(folder, 'Damaged.purgedesk');
  copyFileSync(path, copy);
  const db = new Database(copy);
  db.pragma('ignore_check_constraints = ON');
  db.pragma('foreign_keys = OFF');
  db.prepare(`UPDATE OR IGNORE "${table}" SET "${column}" = ?`).run(value);
  db.close();
  const engine = new TestEngine(folder);
  try {
    await engine.open(copy);
    await engine.idle();
    return await everyAnswer(engine, known);
  } catch (error) {
    const { code, data } = error as { code?: string; data?: unknown };
    if (code !== 'REFUSED') throw error;
    return new Map([['workspace.open', { refused: data }]]);
  } finally {
    await engine.close();
  }
}
