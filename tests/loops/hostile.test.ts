/**
 * Workspaces as a hostile program would make them, each from a seed: something planted or changed in the schema, or in
 * what stands in the tables. Each is looked at in a process that can be ended, as in the program, and those that open
 * are used. Nothing may end the engine, hang it, or turn one decision into another.
 */
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { Inspector } from '#engine/session/inspector.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import { checkHere } from '../support/checkHere.ts';
import { CRAFTED_SCHEMAS, craftIn } from '../support/craftedSchemas.ts';
import { endlessSchema } from '../support/endlessSchema.ts';
import { emptyWorkspace, TestEngine } from '../support/engine.ts';
import { inspectInProcess } from '../support/inspectionProcess.ts';
import { loop, type Round } from '../support/loop.ts';
import { type Draw, oneOf } from '../support/seed.ts';

type Craft = (db: Database.Database, draw: Draw) => void;

const tablesOf = (db: Database.Database) =>
  db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all() as string[];

const columnsOf = (db: Database.Database, table: string) =>
  db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];

/** A trigger on a table, of any moment, that does something to another. */
const trigger: Craft = (db, draw) => {
  const [on, to] = [oneOf(tablesOf(db), draw), oneOf(tablesOf(db), draw)];
  const when = `${oneOf(['BEFORE', 'AFTER'], draw)} ${oneOf(['INSERT', 'UPDATE', 'DELETE'], draw)}`;
  db.exec(`CREATE TRIGGER planted ${when} ON "${on}" BEGIN DELETE FROM "${to}"; END`);
};

const view: Craft = (db, draw) =>
  db.exec(
    `CREATE VIEW "${oneOf(['planted', 'users', 'sqlite'], draw)} view" AS SELECT * FROM "${oneOf(tablesOf(db), draw)}"`,
  );

const column: Craft = (db, draw) =>
  db.exec(
    `ALTER TABLE "${oneOf(tablesOf(db), draw)}" ADD COLUMN planted ${oneOf(['TEXT', 'INTEGER DEFAULT 1', 'BLOB AS (zeroblob(100000000))', 'TEXT AS (hex(zeroblob(1000000)))'], draw)}`,
  );

const index: Craft = (db, draw) => {
  const table = oneOf(tablesOf(db), draw);
  const name = oneOf(columnsOf(db, table), draw);
  db.exec(
    `CREATE INDEX planted ON "${table}" (${oneOf([`"${name}"`, `abs("${name}")`, `length("${name}")`], draw)})`,
  );
};

const dropped: Craft = (db, draw) => {
  db.pragma('foreign_keys = OFF');
  db.exec(`DROP TABLE "${oneOf(tablesOf(db), draw)}"`);
};

/** One word of a table's statement, as it stands in the schema. */
const reworded: Craft = (db, draw) => {
  db.pragma('writable_schema = ON');
  const [from, to] = oneOf(
    [
      ['NOT NULL', ''],
      ['CHECK (', 'CHECK (1 OR '],
      ['STRICT', ''],
      ['INTEGER', 'BLOB'],
      ['REFERENCES', 'CHECK (1) REFERENCES'],
      ['DEFAULT 0', 'DEFAULT 1'],
    ],
    draw,
  );
  db.prepare(`UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?`).run(
    from,
    to,
    oneOf(tablesOf(db), draw),
  );
};

const SCHEMAS: readonly Craft[] = [trigger, view, column, index, dropped, reworded];

/** Another value than any that Purge Desk writes, where STRICT tables let it in. */
const value: Craft = (db, draw) => {
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const filled = tablesOf(db).filter((each) => db.prepare(`SELECT 1 FROM "${each}"`).get());
  const table = oneOf(filled, draw);
  const name = oneOf(columnsOf(db, table), draw);
  const put = oneOf<unknown>(
    [
      '',
      '[]',
      '{}',
      'null',
      '"',
      '\u0000',
      'x'.repeat(2_000_000),
      0,
      -1,
      2 ** 40,
      null,
      Buffer.alloc(3),
      Buffer.alloc(5_000_000, 255),
    ],
    draw,
  );
  try {
    db.prepare(`UPDATE "${table}" SET "${name}" = ?`).run(put);
  } catch {
    // Of the wrong type for the column, or unique: then the rows go.
    db.exec(`DELETE FROM "${table}"`);
  }
};

const identity: Craft = (db, draw) =>
  void db.pragma(`${oneOf(['application_id', 'user_version'], draw)} = ${draw(2 ** 31)}`);

async function workspace(folder: string): Promise<string> {
  const engine = new TestEngine(folder);
  await engine.create('Whole');
  await engine.candidates(['a', 'b', 'c', 'd']);
  await engine.exclusions('d');
  await engine.idle();
  const { path } = engine;
  await engine.close();
  return path;
}

const inspect: Inspector = async (path, options) => {
  options.signal?.throwIfAborted();
  return inspectInProcess(path, options);
};

const OUTCOMES = ['refused', 'opened', 'cancelled', 'fault', 'hung', 'ends', 'falsified'] as const;
/** A fault: it isn’t opened, but why isn’t told. */
type Outcome = (typeof OUTCOMES)[number];

/** Longer than any of these files takes on a busy machine; what never ends is ended then. */
const HANGS_MS = 120_000;

/** Opens a crafted file as the program would, and decides about everybody in it. */
async function openedAndUsed(path: string): Promise<Outcome> {
  const engine = new TestEngine(join(path, '..'), false, undefined, inspect, checkHere);
  engine.damaged = true;
  let ends = false;
  engine.session.end = () => {
    ends = true;
  };
  const signal = AbortSignal.timeout(HANGS_MS);
  try {
    await engine.ask.workspace.open({ file: engine.grant(path) }, { signal });
  } catch (error) {
    if ((error as { code?: string }).code === 'REFUSED') return 'refused';
    if (ends) return 'ends';
    return signal.aborted ? 'hung' : 'fault';
  }
  const falsified = await decided(engine);
  await engine.close().catch(() => {});
  if (ends) return 'ends';
  return falsified ? 'falsified' : 'opened';
}

/** @returns whether the workspace says something else than what was decided and acknowledged */
async function decided({ ask }: TestEngine): Promise<boolean> {
  for (const decision of ['excluded', 'approved', 'undecided'] as const) {
    try {
      const before = await ask.review.counts();
      const { changed } = await ask.review.decide({
        selection: { criteria: CANDIDATES },
        decision,
        reason: decision === 'excluded' ? 'Other' : null,
        named: [...HELD_BACK_FLAGS],
      });
      const after = await ask.review.counts();
      if (after[decision] - before[decision] !== changed) return true;
    } catch (error) {
      if ((error as { code?: string }).code !== 'REFUSED') throw error;
    }
  }
  return false;
}

/** Nothing can be said of it before it is cancelled: then nothing of it is left. */
async function cancelled(path: string): Promise<Outcome> {
  const engine = new TestEngine(join(path, '..'), false, undefined, inspect);
  const cancel = new AbortController();
  const opening = engine.ask.workspace.open(
    { file: engine.grant(path) },
    { signal: cancel.signal },
  );
  cancel.abort();
  const failure = await opening.catch((error: { name: string }) => error.name);
  return failure === 'AbortError' ? 'cancelled' : 'hung';
}

async function hostileWorkspaces({ folder, draw, size, figures }: Round): Promise<void> {
  const whole = await workspace(folder);
  const crafted = join(folder, 'Crafted.purgedesk');
  const wrong: string[] = [];
  const tell = (outcome: Outcome, title: string, expected: readonly Outcome[]) => {
    figures.crafted = (figures.crafted ?? 0) + 1;
    for (const each of OUTCOMES) figures[each] = (figures[each] ?? 0) + Number(each === outcome);
    if (!expected.includes(outcome)) wrong.push(`${title}: ${outcome}`);
  };
  const tried = async (title: string, craft: Craft, expected: readonly Outcome[]) => {
    copyFileSync(whole, crafted);
    craftIn(crafted, (db) => craft(db, draw));
    tell(await openedAndUsed(crafted), title, expected);
    for (const name of readdirSync(folder))
      if (name.startsWith('Crafted')) rmSync(join(folder, name));
  };
  for (const { title, craft } of CRAFTED_SCHEMAS.slice(0, size(0, CRAFTED_SCHEMAS.length)))
    await tried(title, craft, ['refused']);
  for (let n = 0; n < size(4, 60); n++) {
    const craft = oneOf(SCHEMAS, draw);
    await tried(craft.name, craft, craft === reworded ? ['refused', 'opened'] : ['refused']);
  }
  for (let n = 0; n < size(2, 30); n++) await tried('value', value, ['refused', 'opened']);
  for (let n = 0; n < size(1, 10); n++) await tried('identity', identity, ['refused']);
  writeFileSync(crafted, endlessSchema(emptyWorkspace()));
  tell(await cancelled(crafted), 'a schema that never ends', ['cancelled']);
  expect(wrong).toEqual([]);
}

loop('hostile: crafted workspaces are refused, or say what was decided', hostileWorkspaces, {
  crafted: 100,
});
