/**
 * The built engine, killed without warning in the middle of its work, again and again: an import is
 * then there as a whole or not at all, a job is resumed and completed, and the file is sound. Half a
 * replica would be a wrong basis for a purge, half a job a wrong proof of one.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TestEngine } from '../../support/engine.ts';
import { EVERY_JOB, type EveryJob, workspaceWithJobs } from '../../support/everyJob.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { SAMPLES } from '../../support/samples.ts';
import { differences, type StoredState, storedState } from '../../support/storedState.ts';
import { expectCount, expectSound, killedBefore } from '../../support/struckDead.ts';

async function whileItImports(round: Round): Promise<void> {
  const { draw, folder, size } = round;
  const engine = new TestEngine(folder);
  try {
    await engine.create('Counted');
    const counted = engine.path;
    await engine.close();
    const statements = await killedBefore(round, 0, [counted, SAMPLES.candidates]);
    expect(statements).toBeGreaterThan(100);
    await engine.create('Killed');
    const { path } = engine;
    await engine.close();
    let known = 0;
    for (let kill = 1; kill <= size(1, 10); kill++) {
      await killedBefore(round, 1 + draw(statements), [path, SAMPLES.candidates]);
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

/** That job of the workspace, taken up and brought to its end by the next start of the program. */
async function endOf(round: Round, path: string): Promise<StoredState> {
  const engine = new TestEngine(join(path, '..'));
  try {
    await engine.open(path);
    const { total, done, finished, failed } = await engine.completed(1);
    expect({ done, reached: finished + failed }).toEqual({ done: total, reached: total });
    const again = 'history GROUP BY user_no, field HAVING count(*) > 1';
    expectCount(round, engine.count(`(SELECT 1 FROM ${again})`), 0, 'users changed again');
    expectSound(engine, round);
    await engine.idle();
  } finally {
    await engine.close();
  }
  return storedState(path);
}

/** Struck anywhere in it, and every second time once more while it is resumed, it leaves what it leaves unharmed. */
async function whileItRuns(round: Round, { request }: EveryJob): Promise<void> {
  const { draw, folder, size } = round;
  const template = join(folder, 'Template.purgedesk');
  workspaceWithJobs(template, size(2100, 4500), [request]);
  const copied = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    copyFileSync(template, path);
    return path;
  };
  const whole = copied('Whole');
  const statements = await killedBefore(round, 0, [whole]);
  expect(statements).toBeGreaterThan(5);
  const after = await endOf(round, whole);
  for (let kill = 1; kill <= size(1, 20); kill++) {
    const path = copied(`Killed ${kill}`);
    for (let time = 0; time <= (kill + 1) % 2; time++) {
      const isLate = await killedBefore(round, 1 + draw(statements), [path]);
      tally(round, isLate > 0 ? 'too late' : request.kind);
    }
    const found = await endOf(round, path);
    const differing = differences(found, after);
    for (const table of differing) {
      if (found[table]!.rows < after[table]!.rows) tally(round, 'lost');
      if (found[table]!.rows > after[table]!.rows) tally(round, 'doubled');
    }
    expect(differing, 'tables that differ').toEqual([]);
    rmSync(path);
  }
}

for (const job of EVERY_JOB)
  loop(
    `kills: while it runs ${job.title}: each user is met once`,
    (round) => whileItRuns(round, job),
    { [job.request.kind]: 100 },
  );
