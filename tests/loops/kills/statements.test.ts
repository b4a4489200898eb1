/**
 * The built engine, killed without warning in the middle of its work, again and again: an import is
 * then there as a whole or not at all, a job is resumed and completed, and the file is sound. Half a
 * replica would be a wrong basis for a purge, half a job a wrong proof of one.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SQLITE_PACKAGE } from '#engine/db/sqlite.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { builtFile, startNode } from '../../support/builtEngine.ts';
import { AS_ALMA, PURGE, TestEngine } from '../../support/engine.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { manyUsersWorkspace } from '../../support/manyUsers.ts';
import { SAMPLES } from '../../support/samples.ts';
import { expectCount, expectSound, struckDead } from '../../support/struckDead.ts';

const CHILD = join(import.meta.dirname, '../../support/strickenChild.mjs');

/**
 * Runs the child until it is struck dead before that statement (0: at its end).
 * @returns how many statements it took, or 0 if it was struck
 */
async function killedBefore(round: Round, statement: number, ...args: string[]): Promise<number> {
  const child = startNode([CHILD, builtFile('writer.js'), String(statement), ...args], {
    SQLITE_PACKAGE,
  });
  const { stdout } = await struckDead(child, round, statement > 0);
  return Number(stdout);
}

async function whileItImports(round: Round): Promise<void> {
  const { draw, folder, size } = round;
  const engine = new TestEngine(folder);
  try {
    await engine.create('Counted');
    const counted = engine.path;
    await engine.close();
    const statements = await killedBefore(round, 0, counted, SAMPLES.candidates);
    expect(statements).toBeGreaterThan(100);
    await engine.create('Killed');
    const { path } = engine;
    await engine.close();
    let known = 0;
    for (let kill = 1; kill <= size(2, 10); kill++) {
      await killedBefore(round, 1 + draw(statements), path, SAMPLES.candidates);
      await engine.open(path);
      expectSound(engine, round);
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
      if (committed < known) tally(round, 'lost');
      expect(committed).toBeGreaterThanOrEqual(known);
      known = committed;
      const counts = await engine.ask.review.counts();
      expectCount(round, counts.candidates, committed > 0 ? 4984 : 0, 'candidates');
      expect(counts.flags.protected).toBe(committed > 0 ? 180 : 0);
      await engine.close();
    }
  } finally {
    await engine.close();
  }
}

loop('kills: while it imports: the whole file or nothing of it', whileItImports, { kills: 80 });

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
  const condition = 'Unconditionally';
  const fields = [{ field: 'status' as const, value: 'Inactive', condition } as const];
  const move = { setId: 1, userGroup: 'OK to Purge', condition, fields } as const;
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

async function whileItRunsJobs(round: Round): Promise<void> {
  const { draw, folder, size } = round;
  const template = join(folder, 'Template.purgedesk');
  waitingJobs(template);
  const copied = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    copyFileSync(template, path);
    return path;
  };
  const held = (n: number) => n % 7 === 0 || n % 5 === 0;
  const retained = Array.from({ length: USERS }, (_, n) => n + 1).filter(held).length;
  const statements = await killedBefore(round, 0, copied('Counted'));
  expect(statements).toBeGreaterThan(100);
  for (let kill = 1; kill <= size(2, 10); kill++) {
    const path = copied(`Killed ${kill}`);
    await killedBefore(round, 1 + draw(statements), path);
    // And once more, while it is resuming.
    if (kill % 2 === 0) await killedBefore(round, 1 + draw(statements), path);
    const engine = new TestEngine(folder);
    const countIs = (sql: string, wanted: number) =>
      expectCount(round, engine.count(sql), wanted, sql);
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
      countIs('job_user WHERE job_id = 1', USERS);
      countIs('job_user WHERE job_id = 2', USERS);
      countIs(`job_user WHERE job_id = 2 AND outcome = 'purged'`, USERS - retained);
      countIs('user WHERE purged_by_job = 2', USERS - retained);
      countIs('history', 2 * USERS);
      countIs(`user WHERE status = 'Inactive'`, USERS);
      countIs(`user_set WHERE name LIKE 'Reversal%'`, 3);
      expectSound(engine, round);
    } finally {
      await engine.close();
    }
  }
}

loop('kills: while it runs jobs: completed at the next opening', whileItRunsJobs, { kills: 60 });
