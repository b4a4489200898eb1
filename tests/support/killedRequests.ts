/**
 * What an engine can be killed in the middle of: each request of a librarian that writes something, with the workspace
 * that it begins from. What must be true afterwards is killedEngine's (loops/kills/requests.test.ts) to say.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Database } from '#engine/db/sqlite.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { AS_ALMA, PURGE, TestEngine } from './engine.ts';
import type { EngineProcess } from './engineProcess.ts';
import { manyUsersWorkspace } from './manyUsers.ts';

export interface KilledRequest {
  readonly title: string;
  /** Makes the closed workspace that it begins from. */
  readonly begin: (folder: string, users: number) => Promise<string>;
  /** The whole of it, until it is acknowledged. Without it: opening is. */
  readonly perform?: (engine: EngineProcess, folder: string) => Promise<unknown>;
  /**
   * `one or other`: afterwards the workspace is as before or as behind it. `goes on`: as behind it, whenever it was cut
   * off. `same`: as before. `gone`: as before, or not there.
   */
  readonly leaves: 'one or other' | 'goes on' | 'same' | 'gone';
  /** The file that it writes beside the workspace: absent, or whole. */
  readonly writes?: string;
}

const HEADINGS = 'Primary Identifier,Last Name,Purge Date,User Group,Balance';

function candidates(folder: string, name: string, users: number, group: string): string {
  const path = join(folder, `${name}.csv`);
  const rows = Array.from(
    { length: users },
    (_, n) => `user${n},Name ${n},2020-01-01,${group},${n % 9}`,
  );
  writeFileSync(path, `${HEADINGS}\n${rows.join('\n')}\n`);
  return path;
}

/** Files that were added, one that waits, decisions of which the last can be undone, and after `undone` redone. */
function reviewed(undone = false) {
  return async (folder: string, users: number): Promise<string> => {
    const engine = new TestEngine(folder);
    await engine.create('Begun');
    const { path } = engine;
    await engine.importFile(candidates(folder, 'first', users, 'Alumni'), 'candidates');
    await engine.approve();
    const half = candidates(folder, 'second', users / 2, 'Graduate');
    await engine.importFile(half, 'candidates');
    const keep = join(folder, 'keep.csv');
    const kept = Array.from({ length: users / 4 }, (_, n) => `user${n * 3}`);
    writeFileSync(keep, `Primary Identifier\n${kept.join('\n')}\n`);
    await engine.importFile(keep, 'exclusions');
    const selection = { criteria: CANDIDATES };
    await engine.ask.review.decide({ selection, decision: 'undecided', reason: null });
    await engine.ask.review.decide({ selection, decision: 'excluded', reason: 'Other' });
    if (undone) await engine.ask.review.undo();
    await engine.read(candidates(folder, 'third', users, 'Staff'), 'candidates');
    await engine.idle();
    await engine.close();
    return path;
  };
}

async function withJobs(folder: string, users: number): Promise<string> {
  const path = join(folder, 'Begun.purgedesk');
  manyUsersWorkspace(path, users, 'approved');
  const { db, close } = openWritable(path);
  const all = UserBitmap.of(Array.from({ length: users }, (_, n) => n + 1));
  const details = { name: 'All', description: '', note: '', private: true };
  createSet(db, details, all, { from: 'rehearsal' }, 'x');
  const move = { setId: 1, userGroup: 'OK to Purge', condition: 'Unconditionally' } as const;
  submitJob(db, { kind: 'update-notify-users', name: 'Move', parameters: move }, [], 'x', null);
  const parameters = { ...PURGE, userGroup: 'OK to Purge' };
  const purge = { kind: 'purge-user-records', name: 'Purge', parameters } as const;
  submitJob(db, { ...purge, withoutApproval: AS_ALMA }, [], 'x', null);
  close();
  return path;
}

/** A workspace of an earlier version, with more users in it than it came with. */
function earlier(version: 1 | 4) {
  return async (folder: string, users: number): Promise<string> => {
    const path = join(folder, 'Begun.purgedesk');
    const fixture = `../fixtures/workspaces/version-${version}.purgedesk`;
    copyFileSync(join(import.meta.dirname, fixture), path);
    const db = new Database(path);
    const columns = db
      .prepare("SELECT name FROM pragma_table_info('user')")
      .pluck()
      .all() as string[];
    const others = columns.filter(
      (name) => !['user_no', 'identifier_key', 'primary_identifier'].includes(name),
    );
    const insert = db.prepare(
      `INSERT INTO user (identifier_key, primary_identifier, ${others.join(', ')})
       SELECT identifier_key || '-' || ?, primary_identifier || '-' || ?, ${others.join(', ')}
       FROM user WHERE user_no = (SELECT min(user_no) FROM user)`,
    );
    db.transaction(() => {
      for (let n = 1; n <= users; n++) insert.run(n, n);
    })();
    db.close();
    return path;
  };
}

async function newest(engine: EngineProcess, state: 'checked' | 'committed'): Promise<number> {
  const imports = await engine.ask.imports.list();
  const found = imports.filter((each) => each.state === state);
  return Math.max(...found.map(({ importId }) => importId));
}

const exported = (format: 'xlsx' | 'csv') => async (engine: EngineProcess, folder: string) =>
  engine.ask.exports.write({
    exportId: `export ${format}`,
    what: {
      of: 'users',
      list: 'review',
      criteria: CANDIDATES,
      sort: [],
      columns: ['primary_identifier', 'last_name', 'user_group', 'purge_date', 'decision'],
      title: 'All',
    },
    format,
    file: await engine.grant(join(folder, `List.${format}`)),
    locales: [],
  });

const decided =
  (decision: 'approved' | 'undecided') =>
  ({ ask }: EngineProcess) =>
    ask.review.decide({ selection: { criteria: CANDIDATES }, decision, reason: null });

const review = reviewed();

export const KILLED_REQUESTS: readonly KilledRequest[] = [
  {
    title: 'adding a file',
    begin: review,
    perform: async (engine) =>
      engine.ask.imports.commit({ importId: await newest(engine, 'checked') }),
    leaves: 'one or other',
  },
  { title: 'deciding', begin: review, perform: decided('undecided'), leaves: 'one or other' },
  {
    title: 'erasing',
    begin: review,
    perform: ({ ask }) => ask.workspace.erase({ typedName: 'Killed' }),
    leaves: 'gone',
  },
  {
    title: 'undoing',
    begin: review,
    perform: ({ ask }) => ask.review.undo(),
    leaves: 'one or other',
  },
  {
    title: 'redoing',
    begin: reviewed(true),
    perform: ({ ask }) => ask.review.redo(),
    leaves: 'one or other',
  },
  {
    title: 'review by rule',
    begin: reviewed(true),
    perform: ({ ask }) => ask.review.applyRules(),
    leaves: 'one or other',
  },
  {
    title: 'taking a file back',
    begin: review,
    perform: async (engine) =>
      engine.ask.imports.undo({ importId: (await newest(engine, 'committed')) - 1 }),
    leaves: 'one or other',
  },
  {
    title: 'discarding',
    begin: review,
    perform: async (engine) =>
      engine.ask.imports.discard({ importId: await newest(engine, 'checked') }),
    leaves: 'one or other',
  },
  {
    title: 'reading a file',
    begin: review,
    // Half read it is gone; whole it waits, and nobody was told anything before.
    perform: async (engine, folder) => {
      const file = await engine.grant(join(folder, 'third.csv'), 'open');
      const { importId } = await engine.ask.imports.read({ file, options: { kind: 'candidates' } });
      while ((await engine.ask.imports.check({ importId })).state === 'reading') await wait(20);
    },
    leaves: 'one or other',
  },
  {
    title: 'running jobs',
    begin: withJobs,
    perform: async ({ ask }) => {
      while ((await ask.workspace.status()).runningJobs > 0) await wait(20);
    },
    leaves: 'goes on',
  },
  { title: 'updating from version 1', begin: earlier(1), leaves: 'goes on' },
  { title: 'updating from version 4', begin: earlier(4), leaves: 'goes on' },
  {
    title: 'saving a copy',
    begin: review,
    perform: async (engine, folder) =>
      engine.ask.workspace.saveCopy({ file: await engine.grant(join(folder, 'Copy.purgedesk')) }),
    leaves: 'same',
    writes: 'Copy.purgedesk',
  },
  {
    title: 'exporting a workbook',
    begin: review,
    perform: exported('xlsx'),
    leaves: 'same',
    writes: 'List.xlsx',
  },
  {
    title: 'exporting a text file',
    begin: review,
    perform: exported('csv'),
    leaves: 'same',
    writes: 'List.csv',
  },
  {
    title: 'making a new workspace',
    begin: review,
    perform: async (engine, folder) =>
      engine.ask.workspace.create({
        file: await engine.grant(join(folder, 'New.purgedesk')),
        locales: [],
      }),
    leaves: 'same',
    writes: 'New.purgedesk',
  },
  { title: 'closing', begin: review, perform: ({ ask }) => ask.workspace.close(), leaves: 'same' },
];
