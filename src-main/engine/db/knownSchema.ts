/**
 * What the schema of a workspace must be, by version, and how the one in a file differs from it. The known one is made
 * by the migrations themselves, in memory, so that it is written down nowhere else. A trigger, a view, a generated
 * column or an index expression is a program inside the file: it must never run, so this reads sqlite_schema and
 * nothing else.
 */

import type { SchemaDifference, SchemaPart } from '#shared/refusals/workspaceRefusals.ts';
import { Refusal } from '../refusal.ts';
import { asWritable, type ReadableDb } from './db.ts';
import { MIGRATIONS } from './migrations.ts';
import { Database } from './sqlite.ts';

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

const ENTRIES = 'SELECT type, name, tbl_name, sql FROM sqlite_schema';
/** Far more than there ever are; what a file has beyond it is foreign anyway. */
const MOST_ENTRIES = 1000;
/** SQLite's own counts of rows for its planner, there as soon as a workspace was closed once. */
const STATISTICS = new Map([
  ['sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'],
  ['sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'],
]);
/** What is told first: what runs by itself, then what was planted beside, then what was changed. */
const TELLING: readonly SchemaPart[] = ['trigger', 'view', 'index', 'table'];

/**
 * @param version migrations that the file has had
 * @throws Refusal naming what another program has put in, changed or taken away
 */
export function expectKnownSchema(db: ReadableDb, version: number): void {
  const differences = differencesFrom(knownSchema(version), db);
  const [first] = differences.toSorted((a, b) => rank(a) - rank(b));
  if (first) throw new Refusal('workspace.schema', first);
}

const rank = ({ difference, part }: SchemaDifference) =>
  (difference === 'added' ? 0 : TELLING.length) + TELLING.indexOf(part);

function differencesFrom(known: ReadonlyMap<string, Entry>, db: ReadableDb): SchemaDifference[] {
  const found: SchemaDifference[] = [];
  const seen = new Set<string>();
  let count = 0;
  for (const entry of db.prepare(ENTRIES).iterate() as Iterable<Entry>) {
    if (++count > MOST_ENTRIES) break;
    if (STATISTICS.get(entry.name) === entry.sql && entry.type === 'table') continue;
    const expected = known.get(entry.name);
    const told = { part: partOf(entry), name: shortened(entry.name) };
    if (!expected || seen.has(entry.name)) found.push({ difference: 'added', ...told });
    else if (!isSame(expected, entry)) found.push({ difference: 'changed', ...told });
    seen.add(entry.name);
  }
  for (const entry of known.values())
    if (!seen.has(entry.name))
      found.push({ difference: 'missing', part: partOf(entry), name: entry.name });
  return found;
}

function isSame(known: Entry, found: Entry): boolean {
  return (
    known.type === found.type &&
    known.tbl_name === found.tbl_name &&
    (known.sql === null ? found.sql === null : normalised(known.sql) === normalised(found.sql))
  );
}

const partOf = ({ type }: Entry): SchemaPart => TELLING.find((part) => part === type) ?? 'table';

/** The name comes from a file that nobody trusts. */
function shortened(name: string): string {
  const plain = String(name).replaceAll(/\p{C}/gu, '');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}

/**
 * The tokens alone: comments and white space of a migration may be reworded. White space is what SQLite takes for it,
 * and a text that it would read otherwise than we do is the same as none.
 */
export function normalised(sql: unknown): string | null {
  if (typeof sql !== 'string' || /[\0\uFFFD]/.test(sql)) return null;
  const tokens = sql.match(TOKENS) ?? [];
  const kept = tokens.filter((token) => !/^(?:--|\/\*|[ \t\n\f\r])/.test(token)).join(' ');
  // Renaming puts a table's name in quotes; no version of SQLite has promised where.
  return kept.replaceAll(/\b(CREATE TABLE|REFERENCES) "(\w+)"/g, '$1 $2');
}

const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[ \t\n\f\r]+|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|[\s\S]/g;

const made = new Map<unknown, ReadonlyMap<string, Entry>>();

/** By the name of each table and index. */
function knownSchema(version: number): ReadonlyMap<string, Entry> {
  // By the migration itself: tests add some for a while.
  const last = MIGRATIONS[version - 1];
  const known = made.get(last);
  if (known) return known;
  const db = asWritable(new Database(':memory:'));
  try {
    db.pragma('foreign_keys = OFF');
    for (const migration of MIGRATIONS.slice(0, version)) migration(db);
    const entries = db.prepare(ENTRIES).all() as Entry[];
    const schema = new Map(entries.map((entry) => [entry.name, entry]));
    made.set(last, schema);
    return schema;
  } finally {
    db.close();
  }
}
