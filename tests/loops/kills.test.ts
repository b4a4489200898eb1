/**
 * The built engine, killed without warning in the middle of its work, again and again: an import is
 * then there as a whole or not at all, a job is resumed and completed, and the file is sound. Half a
 * replica would be a wrong basis for a purge, half a job a wrong proof of one.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SQLITE_PACKAGE } from '#engine/db/sqlite.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { AS_ALMA, PURGE, TestEngine } from '../support/engine.ts';
import { loop } from '../support/loop.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { SAMPLES } from '../support/samples.ts';

const CHILD = join(import.meta.dirname, '../support/strickenChild.mjs');

/**
 * Runs the child until it is struck dead before that statement (0: at its end).
 * @returns how many statements it took, or 0 if it was struck
 */
async function killedBefore(statement: number, ...args: string[]): Promise<number> {
  const child = startNode([CHILD, builtFile('writer.js'), String(statement), ...args], {
    SQLITE_PACKAGE,
  });
  const { signal, stdout, stderr } = await ended(child);
  expect(signal, `The child ended by itself: ${stderr}`).toBe('SIGKILL');
  return Number(stdout);
}

function soundness(engine: TestEngine) {
  const { db } = engine.session.workspace;
  return {
    integrity: db.pragma('integrity_check', { simple: true }),
    references: db.pragma('foreign_key_check'),
  };
}

const SOUND = { integrity: 'ok', references: [] };

loop('killed while it imports: the whole file or nothing of it', async ({ draw, folder, size }) => {
  const engine = new TestEngine(folder);
  try {
    await engine.create('Counted');
    const counted = engine.path;
    await engine.close();
    const statements = await killedBefore(0, counted, SAMPLES.candidates);
    expect(statements).toBeGreaterThan(100);
    await engine.create('Killed');
    const { path } = engine;
    await engine.close();
    let known = 0;
    for (let kill = 1; kill <= size(3, 4); kill++) {
      await killedBefore(1 + draw(statements), path, SAMPLES.candidates);
      await engine.open(path);
      expect(soundness(engine)).toEqual(SOUND);
      const imports = await engine.ask.imports.list();
      expect(imports.filter(({ state }) => state !== 'committed' && state !== 'checked')).toEqual(
        [],
      );
      for (const { importId, rows, identifiers, errors } of imports) {
        expect({ rows, identifiers, errors }).toEqual({ rows: 5000, identifiers: 4984, errors: 4 });
        expect(
          engine.count(
            `import_chunk, json_each(rows) WHERE import_id = ${importId} AND series = 0`,
          ),
        ).toBe(4996);
        expect(engine.count(`import_error WHERE import_id = ${importId}`)).toBe(4);
      }
      expect(engine.count('import_chunk, json_each(rows) WHERE series = 0')).toBe(
        imports.length * 4996,
      );
      const committed = imports.filter(({ state }) => state === 'committed').length;
      expect(committed).toBeGreaterThanOrEqual(known);
      known = committed;
      const counts = await engine.ask.review.counts();
      expect(counts.candidates).toBe(committed > 0 ? 4984 : 0);
      expect(counts.flags.protected).toBe(committed > 0 ? 180 : 0);
      await engine.close();
    }
  } finally {
    await engine.close();
  }
});

const ADDING = join(import.meta.dirname, '../support/addingChild.mjs');

/** A text file of so many candidates. */
function candidatesText(folder: string, users: number): string {
  const path = join(folder, 'candidates.csv');
  const rows = Array.from({ length: users }, (_, n) => `user${n},2020-01-01,Patron`);
  writeFileSync(path, ['Primary Identifier,Purge Date,User Group', ...rows].join('\n'));
  return path;
}

/** Adds a file and is struck dead when that is so far, or has come to its end. */
async function killedWhileAdding(workspace: string, file: string, fraction: number): Promise<void> {
  const child = startNode([ADDING, builtFile('writer.js'), workspace, file]);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const told = text.trim().split('\n').map(Number);
    if (told.some((far) => far >= fraction)) child.kill('SIGKILL');
  });
  const { signal, stderr } = await ended(child);
  expect(signal, `The child ended by itself: ${stderr}`).toBe('SIGKILL');
}

loop('killed while a large file is added: absent as a whole', async ({ draw, folder, size }) => {
  const users = size(20_000, 200_000);
  const file = candidatesText(folder, users);
  const engine = new TestEngine(folder);
  try {
    await engine.create('Killed');
    const { path } = engine;
    let whole = false;
    for (let kill = 1; kill <= size(2, 3) && !whole; kill++) {
      await engine.close();
      await killedWhileAdding(path, file, draw(80) / 100);
      await engine.open(path);
      expect(soundness(engine)).toEqual(SOUND);
      const added = (await engine.ask.imports.list()).filter(({ state }) => state === 'committed');
      // The kill may come too late; then it is there, all of it.
      whole = added.length > 0;
      expect((await engine.ask.review.counts()).candidates).toBe(whole ? users : 0);
      expect(engine.count('user')).toBe(whole ? users : 0);
      expect(engine.count('decision_step')).toBe(0);
    }
  } finally {
    await engine.close();
  }
});

const USERS = 20_000;

/** A workspace in which Update/Notify Users and then Purge User Records wait. */
function waitingJobs(path: string): void {
  manyUsersWorkspace(path, USERS, 'approved');
  const { db, close } = openWritable(path);
  const members = UserBitmap.of(Array.from({ length: USERS }, (_, n) => n + 1));
  createSet(
    db,
    { name: 'All', description: '', note: '', private: true },
    members,
    { from: 'rehearsal' },
    'x',
  );
  const move = { setId: 1, userGroup: 'OK to Purge', condition: 'Unconditionally' } as const;
  submitJob(db, { kind: 'update-notify-users', name: 'Move', parameters: move }, [], 'x', null);
  const purge = { ...PURGE, userGroup: 'OK to Purge' };
  submitJob(
    db,
    { kind: 'purge-user-records', name: 'Purge', parameters: purge, withoutApproval: AS_ALMA },
    [],
    'x',
    null,
  );
  close();
}

loop('killed while it runs jobs: completed at the next opening', async ({ draw, folder, size }) => {
  const template = join(folder, 'Template.purgedesk');
  waitingJobs(template);
  const copied = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    copyFileSync(template, path);
    return path;
  };
  const held = (n: number) => n % 7 === 0 || n % 5 === 0;
  const retained = Array.from({ length: USERS }, (_, n) => n + 1).filter(held).length;
  const statements = await killedBefore(0, copied('Counted'));
  expect(statements).toBeGreaterThan(100);
  for (let kill = 1; kill <= size(3, 4); kill++) {
    const path = copied(`Killed ${kill}`);
    await killedBefore(1 + draw(statements), path);
    // And once more, while it is resuming.
    if (kill % 2 === 0) await killedBefore(1 + draw(statements), path);
    const engine = new TestEngine(folder);
    try {
      await engine.open(path);
      const move = await engine.completed(1);
      const purge = await engine.completed(2);
      expect(move).toMatchObject({ total: USERS, done: USERS, finished: USERS, failed: 0 });
      expect(purge).toMatchObject({
        total: USERS,
        done: USERS,
        finished: USERS - retained,
        failed: retained,
      });
      expect(engine.count('job_user WHERE job_id = 1')).toBe(USERS);
      expect(engine.count('job_user WHERE job_id = 2')).toBe(USERS);
      expect(engine.count(`job_user WHERE job_id = 2 AND outcome = 'purged'`)).toBe(
        USERS - retained,
      );
      expect(engine.count('user WHERE purged_by_job = 2')).toBe(USERS - retained);
      expect(engine.count('history')).toBe(USERS);
      expect(engine.count(`user_set WHERE name LIKE 'Reversal%'`)).toBe(2);
      expect(soundness(engine)).toEqual(SOUND);
    } finally {
      await engine.close();
    }
  }
});
