/**
 * Connections to a workspace file and the few verbs that everything else is written in.
 * Only the writer holds a WritableDb; pages and counts are served from a ReadableDb of their own.
 * Statements are prepared once per connection.
 */
import { Database, type RunResult, type Statement } from './sqlite.ts';

declare const writable: unique symbol;

/** A connection that only reads. Every query function asks for no more than this. */
export type ReadableDb = Database;

/** The one connection that writes; what takes it belongs to the writer. */
export type WritableDb = ReadableDb & { readonly [writable]: true };

export type { Statement };

export type Value = string | number | null | Uint8Array;

const statements = new WeakMap<ReadableDb, Map<string, Statement>>();

/** The statement for this text, prepared at its first use on the connection. */
export function prepared(db: ReadableDb, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? ofEveryMode(db, sql);
  known.set(sql, statement);
  return statement;
}

/**
 * better-sqlite3 keeps `pluck` and `raw` as a mode of the statement. Two places that ask with the same text would change
 * it for each other, so each mode is a statement of its own.
 */
function ofEveryMode(db: ReadableDb, sql: string): Statement {
  const statement = db.prepare(sql);
  let plucked: Statement | undefined;
  let raw: Statement | undefined;
  statement.pluck = () => (plucked ??= db.prepare(sql).pluck());
  statement.raw = () => (raw ??= db.prepare(sql).raw());
  return telling(db, statement, sql);
}

/** The same for one use: it isn't kept with the connection. */
export const preparedOnce = (db: ReadableDb, sql: string): Statement =>
  telling(db, db.prepare(sql), sql);

/** What the writer's connection is told of the tables that somebody watches. */
export interface TableWatch {
  /** Those whose rows a statement changes, by its verb and the table it names. */
  readonly changedBy: (isDeletion: boolean, table: string) => readonly string[];
  /** Before the first of its rows is changed in a transaction. */
  readonly beforeChange: (table: string) => void;
  /** Before what was changed is committed. */
  readonly beforeCommit: (tables: ReadonlySet<string>) => void;
}

const watches = new WeakMap<ReadableDb, { watch: TableWatch; changed: Set<string> }>();

/** To be called before the connection has prepared anything. */
export function watchTables(db: WritableDb, watch: TableWatch): void {
  watches.set(db, { watch, changed: new Set() });
}

const TARGET = /\b(INSERT(?: OR \w+)? INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+"?(\w+)/;

function telling(db: ReadableDb, statement: Statement, sql: string): Statement {
  if (statement.readonly) return statement;
  const watching = watches.get(db);
  const [, verb = '', table = ''] = TARGET.exec(sql) ?? [];
  const tables = watching?.watch.changedBy(verb === 'DELETE FROM', table) ?? [];
  if (!watching || tables.length === 0) return statement;
  const { watch, changed } = watching;
  const write = statement.run.bind(statement);
  const told = (...values: unknown[]): RunResult => {
    for (const each of tables) if (!changed.has(each)) watch.beforeChange(each);
    const result = write(...values);
    if (result.changes > 0) for (const each of tables) changed.add(each);
    return result;
  };
  statement.run = (...values: unknown[]) =>
    db.inTransaction ? told(...values) : transaction(asWritable(db), () => told(...values));
  return statement;
}

function tellChanged(db: ReadableDb): void {
  const { watch, changed } = watches.get(db) ?? {};
  if (!watch || !changed || changed.size === 0) return;
  watch.beforeCommit(changed);
  changed.clear();
}

export function all<Row>(db: ReadableDb, sql: string, ...values: Value[]): Row[] {
  return prepared(db, sql).all(...values) as Row[];
}

/**
 * The rows of a query, in its order, each a list of whole numbers and texts: read as one text that SQLite makes, which is
 * twice as quick as a row after the other. For lots of some thousand at most.
 * @param columns how many it has
 */
export function lotReader<Row>(
  db: ReadableDb,
  columns: number,
  sql: string,
): (...values: Value[]) => Row[] {
  const names = Array.from({ length: columns }, (_, n) => `x${n}`).join(', ');
  // Cut off by a limit it comes in its order anyway, and needn't be kept to be told.
  const isCutOff = /\bLIMIT [^()]*$/.test(sql);
  const statement = prepared(
    db,
    `WITH lot(${names}) AS ${isCutOff ? 'NOT' : ''} MATERIALIZED (${sql}) SELECT json_group_array(json_array(${names})) FROM lot`,
  ).pluck();
  return (...values) => JSON.parse(statement.get(...values) as string) as Row[];
}

export function get<Row>(db: ReadableDb, sql: string, ...values: Value[]): Row | undefined {
  return prepared(db, sql).get(...values) as Row | undefined;
}

/** The first column of the first row. */
export function value<T>(db: ReadableDb, sql: string, ...values: Value[]): T {
  const row = prepared(db, sql)
    .raw(true)
    .get(...values) as [T];
  return row[0];
}

export function run(db: WritableDb, sql: string, ...values: Value[]): RunResult {
  // A statement on its own is a transaction, too.
  if (!db.inTransaction) guards.get(db)?.();
  return prepared(db, sql).run(...values);
}

const guards = new WeakMap<ReadableDb, () => void>();

/** Asked before each transaction of the connection; what it throws keeps it from being begun. */
export function guardWrites(db: WritableDb, guard: () => void): void {
  guards.set(db, guard);
}

/** All or nothing. Must not be kept open across an await: other commands run in between. */
export function transaction<T>(db: WritableDb, work: () => T): T {
  guards.get(db)?.();
  const isWhole = !db.inTransaction;
  const workAndTell = () => {
    const done = work();
    if (isWhole) tellChanged(db);
    return done;
  };
  return db.transaction(workAndTell).immediate();
}

/** What is read inside sees one moment, and the file is locked once instead of for each statement. */
export function moment<T>(db: ReadableDb, read: () => T): T {
  return db.transaction(read).deferred();
}

export function asWritable(db: ReadableDb): WritableDb {
  return db as WritableDb;
}

/** Version of the SQLite library in use. */
export function sqliteVersion(): string {
  const db = new Database(':memory:');
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
  db.close();
  return version;
}
