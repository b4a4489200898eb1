/**
 * People who are erased, and a program that is killed meanwhile: at any moment between opening and closing, and at the
 * border of each of its steps. Afterwards the file opens, the job goes on by itself, and at its end nothing of them is
 * found in any file, while everybody else has everything. A piece that is left is a broken promise to a person.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { snapshotFolder } from '#engine/db/snapshots/snapshotPlace.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { TestEngine } from '../../support/engine.ts';
import { EngineProcess } from '../../support/engineProcess.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { foundIn, type Planted, plant, planted, textsOf } from '../../support/plantedPeople.ts';
import { differences, type StoredState, storedState } from '../../support/storedState.ts';
import { killedBefore } from '../../support/struckDead.ts';

/** A part of what it takes: a kill that comes too late is none. */
const LATEST = 1.05;

/** A closed workspace with a snapshot beside it, in which half of those who were planted wait to be erased. */
interface Begun {
  readonly folder: string;
  readonly jobId: number;
  /** How many the purge took. */
  readonly purged: number;
  readonly erased: number;
  readonly gone: readonly Planted[];
  readonly staying: readonly Planted[];
}

const pathIn = (folder: string) => join(folder, 'Killed.purgedesk');

/** Whoever is asked for, or the personal data as a whole. */
type Erasing = 'some' | 'everybody';

async function begin(round: Round, erasing: Erasing): Promise<Begun> {
  const folder = join(round.folder, 'begun');
  mkdirSync(folder);
  const first = 100 + round.draw(9000);
  const people = Array.from({ length: round.size(6, 24) }, (_, n) => planted(first + n));
  const isSome = erasing === 'some';
  const gone = isSome ? people.slice(0, people.length / 2) : people;
  const engine = new TestEngine(folder, false, undefined, undefined, undefined, true);
  await engine.create('Killed');
  await plant(engine, people);
  const { finished: purged } = await engine.purge();
  const users = await engine.users();
  const members = UserBitmap.of(
    isSome
      ? gone.map(({ id }) => users.get(id)!.userNo)
      : [...users.values()].map(({ userNo }) => userNo),
  );
  await engine.close();
  expect(existsSync(snapshotFolder(pathIn(folder)))).toBe(true);
  const criteria: Criteria = { op: 'users', userNos: [...members] };
  const job: JobRequest = {
    ...{ kind: 'erase-users', name: 'Erase' },
    parameters: { requestId: 'PR-2345-6789', ...(!isSome && { everybody: true }) },
    ...{ users: { criteria, except: [] }, typedUsers: members.count },
  };
  const { db, close } = openWritable(pathIn(folder));
  const jobId = submitJob(db, job, [], 'x', null, null, members);
  close();
  const erased = members.count;
  return { folder, jobId, purged, erased, gone, staying: people.slice(gone.length) };
}

function fresh({ folder }: Begun, round: Round): string {
  const copy = join(round.folder, 'killed');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Opens it as the next start of the program would, waits for what goes on by itself, and closes it. */
async function wholeSession(engine: EngineProcess, folder: string): Promise<void> {
  await engine.open(pathIn(folder));
  for (;;) {
    const { soundness, runningJobs } = await engine.inTime(engine.ask.workspace.status());
    if (soundness.state === 'sound' && runningJobs === 0) break;
    await wait(20);
  }
  await engine.inTime(engine.ask.workspace.close({}));
}

async function settled(round: Round, folder: string): Promise<void> {
  const engine = new EngineProcess(round, round.folder);
  try {
    await wholeSession(engine, folder);
  } finally {
    await engine.kill();
  }
  expect(engine.endedByItself).toBeUndefined();
}

/** What must be so at the end, however often it was cut off. */
async function checkErased(round: Round, begun: Begun, folder: string): Promise<StoredState> {
  const { gone, staying, jobId, purged, erased } = begun;
  const left = foundIn(folder, gone.flatMap(textsOf));
  tally(round, 'found', left.length);
  expect(left, 'found of those who were erased').toEqual([]);
  const kept = staying.flatMap(textsOf);
  expect(foundIn(folder, kept), 'found of all others').toEqual(kept);
  expect(existsSync(snapshotFolder(pathIn(folder))), 'snapshots').toBe(false);
  expect(verify(pathIn(folder))).toEqual([]);
  const state = storedState(pathIn(folder));
  const engine = new TestEngine(folder);
  try {
    await engine.open(pathIn(folder));
    const report = await engine.completed(jobId);
    expect(report).toMatchObject({ finished: erased, failed: 0, failure: null });
    expect(report.events).toMatchObject([{ code: 'erased', users: erased }]);
    // What the purge did stays true of those who are gone.
    const purge = await engine.ask.jobs.report({ jobId: jobId - 1 });
    expect(purge.finished).toBe(purged);
    expect(engine.count('erasing_text')).toBe(0);
  } finally {
    await engine.close();
  }
  return state;
}

function expectSame(round: Round, found: StoredState, whole: StoredState): void {
  const differing = differences(found, whole);
  for (const table of differing) {
    if (found[table]!.rows < whole[table]!.rows) tally(round, 'lost');
    if (found[table]!.rows > whole[table]!.rows) tally(round, 'doubled');
  }
  expect(differing, 'tables that differ').toEqual([]);
}

async function atAnyMoment(round: Round, erasing: Erasing): Promise<void> {
  const begun = await begin(round, erasing);
  const folder = fresh(begun, round);
  const since = performance.now();
  await settled(round, folder);
  const took = performance.now() - since;
  const whole = await checkErased(round, begun, folder);
  for (let kill = 0; kill < round.size(2, 10); kill++) {
    fresh(begun, round);
    // Every second time it is struck once more while it goes on.
    for (let time = 0; time <= kill % 2; time++) {
      const engine = new EngineProcess(round, round.folder);
      let isLate = false;
      try {
        const session = wholeSession(engine, folder).then(
          () => {
            isLate = true;
          },
          () => {},
        );
        await Promise.race([session, wait(round.draw(Math.ceil(took * LATEST)))]);
      } finally {
        await engine.kill();
      }
      expect(engine.endedByItself).toBeUndefined();
      tally(round, isLate ? 'too late' : 'kills');
    }
    await settled(round, folder);
    expectSame(round, await checkErased(round, begun, folder), whole);
  }
}

async function atEachStep(round: Round, erasing: Erasing): Promise<void> {
  const begun = await begin(round, erasing);
  const folder = fresh(begun, round);
  const path = pathIn(folder);
  const steps = await killedBefore(round, 0, [path], 'BEGIN');
  expect(steps).toBeGreaterThan(10);
  await settled(round, folder);
  const whole = await checkErased(round, begun, folder);
  const all = Array.from({ length: steps }, (_, n) => n + 1);
  for (const step of round.size(1, 0) ? [1 + round.draw(steps)] : all) {
    fresh(begun, round);
    expect(await killedBefore(round, step, [path], 'BEGIN')).toBe(0);
    await settled(round, folder);
    expectSame(round, await checkErased(round, begun, folder), whole);
  }
}

for (const erasing of ['some', 'everybody'] as const) {
  const what = erasing === 'some' ? 'an erasing' : 'an erasing of everybody';
  loop(
    `kills: at any moment of ${what}: nothing is left of them`,
    (round) => atAnyMoment(round, erasing),
    { kills: 50 },
  );
  loop(
    `kills: at the border of each step of ${what}: nothing is left of them`,
    (round) => atEachStep(round, erasing),
    { kills: 50 },
  );
}
