/**
 * The built engine, killed without warning in the middle of its work, again and again: an import is
 * then there as a whole or not at all, a job is resumed and completed, and the file is sound. Half a
 * replica would be a wrong basis for a purge, half a job a wrong proof of one.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { builtFile, startNode } from '../support/builtEngine.ts';
import { AS_ALMA, PURGE, TestEngine, temporaryFolder } from '../support/engine.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { SAMPLES } from '../support/samples.ts';
import { toldRandomNumbers } from '../support/seed.ts';

const CHILD = join(import.meta.dirname, '../support/writerChild.mjs');

/** Runs the child until it is killed, when it has worked for so many milliseconds. */
async function killedAfter(worked: number, ...args: string[]): Promise<void> {
  const child = startNode([CHILD, builtFile('writer.js'), String(worked), ...args]);
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors += data;
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('close', (_, how) => resolve(how));
  });
  expect(signal, `The child ended by itself: ${errors}`).toBe('SIGKILL');
}

function soundness(engine: TestEngine) {
  const { reader } = engine.session.workspace;
  return {
    integrity: reader.pragma('integrity_check', { simple: true }),
    references: reader.pragma('foreign_key_check'),
  };
}

const SOUND = { integrity: 'ok', references: [] };

describe('killed while it imports', () => {
  test('the replica holds the whole file or nothing of it, and no half-read rows', async () => {
    const folder = temporaryFolder();
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.create();
    const { path } = engine;
    await engine.close();
    const random = toldRandomNumbers();
    let known = 0;
    for (const span of [40, 300, 700, 1300]) {
      await killedAfter(random(span), path, SAMPLES.candidates);
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
  }, 180_000);
});

describe('killed while it runs jobs', () => {
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

  test('both are completed at the next opening, each user is met once, all numbers are right', async () => {
    const folder = temporaryFolder();
    const template = join(folder, 'Template.purgedesk');
    waitingJobs(template);
    const held = (n: number) => n % 7 === 0 || n % 5 === 0;
    const retained = Array.from({ length: USERS }, (_, n) => n + 1).filter(held).length;
    const random = toldRandomNumbers();
    for (const [round, span] of [30, 200, 400, 800].entries()) {
      const path = join(folder, `Round ${round}.purgedesk`);
      copyFileSync(template, path);
      await killedAfter(random(span), path);
      // And once more, while it is resuming.
      if (round % 2 === 1) await killedAfter(random(150), path);
      const engine = new TestEngine(folder);
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
      await engine.close();
    }
  }, 180_000);
});
