/** A workspace with something of everything, and copies of it in which one stored value doesn't fit. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { Refusal } from '#engine/refusal.ts';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { checkHere } from './checkHere.ts';
import { PURGE, TestEngine } from './engine.ts';
import { everyAnswer, type Known, knownIn } from './everyRead.ts';
import { candidatesSheet, writeWorkbook } from './workbookFile.ts';

/** What nothing is kept as, by type: another type, nothing, no JSON and JSON that is something else, bytes that nobody packed. */
const ODD: Readonly<Record<StoredType, readonly StoredValue[]>> = {
  TEXT: [
    ...['{"half', '[]', '{}', '7', '"nothing"', 'null', '[[7]]', '{"op":7}', ''],
    ...['x'.repeat(1_000_000), 7, Uint8Array.of(0xff, 0xfe), null],
  ],
  BLOB: [
    ...[[], [0], [1, 0xff], [1, 0], [1, 0xff, 0xff, 0xff, 0xff, 7], [0, 1, 2, 3, 4, 5]].map(
      (bytes) => Uint8Array.from(bytes),
    ),
    ...[new Uint8Array(1_000_000).fill(0xff), 'text', 7, null],
  ],
  INTEGER: [-5, 2 ** 40, Number.MAX_SAFE_INTEGER, 0.5, 'text', Uint8Array.of(0xff), null],
};
type StoredType = 'TEXT' | 'BLOB' | 'INTEGER';
type StoredValue = string | number | Uint8Array | null;

const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

/** One thing that doesn't fit: a value in every row of a column, or no row at all. */
export interface Damage {
  readonly table: string;
  readonly column: string | null;
  readonly value: StoredValue;
}

export interface Story {
  readonly path: string;
  readonly known: Known;
  readonly damages: readonly Damage[];
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
  return { path, known: { ...known, users: known.users.slice(0, 2) }, damages: damagesIn(path) };
}

/** Of every table and column in which something stands. */
function damagesIn(path: string): Damage[] {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  const filled = tables.filter((table) => db.prepare(`SELECT 1 FROM "${table}"`).get());
  const damages = filled.flatMap((table) => [
    { table, column: null, value: null },
    ...(db.pragma(`table_info("${table}")`) as { name: string; type: StoredType }[]).flatMap(
      ({ name, type }) => ODD[type].map((value) => ({ table, column: name, value })),
    ),
  ]);
  db.close();
  return damages;
}

/** Its statement says for a moment that anything may stand in the table. */
function unstrict(path: string, table: string, work: (db: Database.Database) => void): void {
  const sql = unguarded(path, (db) => {
    const known = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table);
    say(db, table, anythingIn(known as string));
    return known as string;
  });
  try {
    unguarded(path, work);
  } finally {
    unguarded(path, (db) => say(db, table, sql));
  }
}

const anythingIn = (sql: string) =>
  sql
    .replace(/ STRICT\b,?/, '')
    .replace(/\) , /, ') ')
    .replaceAll(' NOT NULL', '')
    .replace(/ (INTEGER|TEXT|BLOB)(?! PRIMARY)/g, ' BLOB');

function say(db: Database.Database, table: string, sql: string): void {
  db.pragma('writable_schema = ON');
  db.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(sql, table);
}

function unguarded<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path);
  try {
    db.unsafeMode(true);
    db.pragma('journal_mode = DELETE');
    db.pragma('ignore_check_constraints = ON');
    db.pragma('foreign_keys = OFF');
    return work(db);
  } finally {
    db.close();
  }
}

/** @returns whether anything was put there */
export function damage(path: string, { table, column, value }: Damage): boolean {
  let changed = 0;
  unstrict(path, table, (db) => {
    const put = column
      ? db.prepare(`UPDATE OR IGNORE "${table}" SET "${column}" = ?`)
      : db.prepare(`DELETE FROM "${table}"`);
    try {
      changed = put.run(...(column ? [value] : [])).changes;
    } catch (error) {
      // A rowid is a whole number, whatever is said of it.
      if ((error as { code?: string }).code !== 'SQLITE_MISMATCH') throw error;
    }
  });
  return changed > 0;
}

export function shownDamage({ table, column, value }: Damage): string {
  if (column === null) return `${table} without a row`;
  const bytes = value instanceof Uint8Array && `${value.length} bytes of ${value[0]}`;
  return `${table}.${column} = ${bytes || JSON.stringify(value).slice(0, 20)}`;
}

/**
 * Opens a workspace with such a value and asks everything of it.
 * @throws Error for an answer that is a fault of the program
 */
export async function askDamaged(
  { path, known }: Story,
  folder: string,
  one: Damage,
): Promise<'not opened' | 'found' | 'read' | 'same'> {
  const copy = join(folder, 'Damaged.purgedesk');
  copyFileSync(path, copy);
  if (!damage(copy, one)) return 'same';
  // As a large one is opened: before it is checked.
  const engine = new TestEngine(folder, false, undefined, async () => true, checkHere);
  engine.damaged = true;
  const faults: unknown[] = [];
  engine.session.end = (error) => faults.push(error);
  try {
    await engine.open(copy);
    // Damaged as it is, nothing is written to it.
    await engine.idle().catch((error) => expect(error).toBeInstanceOf(Refusal));
    await everyAnswer(engine, known);
    expect(faults).toEqual([]);
    return engine.session.status().soundness.state === 'damaged' ? 'found' : 'read';
  } catch (error) {
    if ((error as { code?: string }).code !== 'REFUSED') throw error;
    expect(engine.session.status().open).toBe(false);
    return 'not opened';
  } finally {
    await engine.close();
  }
}
