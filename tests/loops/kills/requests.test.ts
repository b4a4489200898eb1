/**
 * The whole engine, as it was built and with all of its threads, killed at any moment of whatever a librarian asks of
 * it. Afterwards the workspace is as it was or as it would have become; what was acknowledged is there, once; what was
 * to be written beside it is there whole or not at all; and after the next start nothing half written is left.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { SNAPSHOT_ENDING } from '#engine/db/snapshots/snapshotPlace.ts';
import { SNAPSHOT_WORDS } from '#engine/db/snapshots/words.ts';
import { openTable } from '#engine/tables/openTable.ts';
import { EngineProcess } from '../../support/engineProcess.ts';
import { KILLED_REQUESTS, type KilledRequest } from '../../support/killedRequests.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { differences, type StoredState, storedState } from '../../support/storedState.ts';

/** What stands beside a workspace without anybody having asked for it by name. */
const SNAPSHOTS = SNAPSHOT_WORDS.folder('Killed');
/** A part of what it takes: a kill that comes too late is none. */
const LATEST = 1.05;

interface Tried {
  readonly round: Round;
  readonly request: KilledRequest;
  readonly begun: string;
  readonly folder: string;
}

const pathIn = (folder: string) => join(folder, 'Killed.purgedesk');

/** A folder of its own with the workspace to begin from, and what it reads. */
function fresh({ begun, folder }: Tried): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(begun, pathIn(folder));
  const third = join(begun, '../third.csv');
  if (existsSync(third)) copyFileSync(third, join(folder, 'third.csv'));
  return pathIn(folder);
}

/** What it does as far as it comes, and how long that took. */
async function performed({ request, folder }: Tried, engine: EngineProcess): Promise<number> {
  if (request.perform) await engine.open(pathIn(folder));
  const since = performance.now();
  await (request.perform?.(engine, folder) ?? engine.open(pathIn(folder)));
  return performance.now() - since;
}

/** Until it was found sound, nothing half read is left, and no job waits. */
async function quiet({ ask }: EngineProcess): Promise<void> {
  for (;;) {
    const { soundness, runningJobs, readOnly } = await ask.workspace.status();
    const isReading = (await ask.imports.list()).some(({ state }) => state === 'reading');
    if (readOnly || (soundness.state === 'sound' && runningJobs === 0 && !isReading)) return;
    await wait(30);
  }
}

/** Opens it as the next start of the program would, waits for what goes on by itself, and closes it. */
async function settled({ round, folder, begun }: Tried): Promise<void> {
  const engine = new EngineProcess(round, join(begun, '..'));
  try {
    const names = ['Killed.purgedesk', 'New.purgedesk'].map((name) => join(folder, name));
    for (const path of names.filter((each) => existsSync(each))) {
      await engine.open(path);
      await engine.inTime(quiet(engine));
      await engine.inTime(engine.ask.workspace.close({}));
    }
    if (!existsSync(pathIn(folder))) await engine.inTime(engine.ask.workspace.status());
  } finally {
    await engine.kill();
  }
  expect(engine.endedByItself).toBeUndefined();
}

/** Without being cut off: what it leaves, and how long it takes. */
async function unharmed(tried: Tried): Promise<{ after: StoredState | undefined; took: number }> {
  const path = fresh(tried);
  const engine = new EngineProcess(tried.round, join(tried.begun, '..'));
  let took = 0;
  try {
    took = await engine.inTime(performed(tried, engine));
  } finally {
    await engine.close();
  }
  await settled(tried);
  expect(engine.endedByItself).toBeUndefined();
  const { writes } = tried.request;
  if (writes) expect(existsSync(join(tried.folder, writes)), writes).toBe(true);
  return { after: existsSync(path) ? storedState(path) : undefined, took };
}

/** @returns whether it was acknowledged before */
async function killed(tried: Tried, took: number): Promise<boolean> {
  const { round, request, folder, begun } = tried;
  fresh(tried);
  const engine = new EngineProcess(round, join(begun, '..'));
  let acknowledged = false;
  try {
    if (request.perform) await engine.open(pathIn(folder));
    const work = request.perform?.(engine, folder) ?? engine.open(pathIn(folder));
    const done = work.then(
      () => {
        acknowledged = true;
      },
      () => {},
    );
    await Promise.race([done, wait(round.draw(Math.ceil(took * LATEST)))]);
  } finally {
    await engine.kill();
  }
  expect(engine.endedByItself).toBeUndefined();
  tally(round, acknowledged ? 'too late' : 'kills');
  return acknowledged;
}

/** That it is as it was, or as it would have become. */
function checkState(tried: Tried, states: readonly StoredState[], what: string): void {
  const found = storedState(pathIn(tried.folder));
  if (states.some((state) => differences(found, state).length === 0)) return;
  const wanted = states.at(-1)!;
  const tables = differences(found, wanted);
  const rows = (state: StoredState) =>
    tables.reduce((sum, table) => sum + (state[table]?.rows ?? 0), 0);
  tally(tried.round, rows(found) > rows(wanted) ? 'doubled' : 'lost');
  const told = states.map((state) => differences(found, state).join(', '));
  expect.fail(`${what}: not as before or as after. Tables that differ: ${told.join('; or ')}`);
}

/** What was written beside it is whole, and nothing else is there. */
async function checkBeside({ folder, request, round }: Tried, before: number): Promise<void> {
  const { writes } = request;
  const known = new Set([
    'third.csv',
    writes,
    ...(existsSync(pathIn(folder)) ? ['Killed.purgedesk', SNAPSHOTS] : []),
  ]);
  const snapshots = join(folder, SNAPSHOTS);
  const others = [
    ...readdirSync(folder).filter((name) => !known.has(name)),
    ...(existsSync(snapshots) ? readdirSync(snapshots) : []).filter(
      (name) => !name.endsWith(SNAPSHOT_ENDING),
    ),
  ];
  tally(round, 'found', others.length);
  expect(others, 'files that are left').toEqual([]);
  if (!writes || !existsSync(join(folder, writes))) return;
  const path = join(folder, writes);
  if (writes.endsWith('.purgedesk')) storedState(path);
  else expect(await rowsIn(path)).toBe(before);
}

async function rowsIn(path: string): Promise<number> {
  const table = await openTable(path);
  let rows = 0;
  try {
    await table.readSheet(0, () => {
      rows++;
    });
  } finally {
    await table.close();
  }
  return rows;
}

async function attacked(round: Round, request: KilledRequest, users: number, kills: number) {
  const begun = await request.begin(round.folder, users);
  const tried = { round, request, begun, folder: join(round.folder, 'killed') };
  const path = fresh(tried);
  await settled(tried);
  const before = storedState(path);
  const { after, took } = await unharmed(tried);
  const wholeRows = request.writes?.startsWith('List')
    ? await rowsIn(join(tried.folder, request.writes))
    : 0;
  const changes = request.leaves === 'one or other';
  if (changes) expect(differences(before, after!).length, request.title).toBeGreaterThan(0);
  for (let kill = 0; kill < kills; kill++) {
    const acknowledged = await killed(tried, took);
    await settled(tried);
    await checkBeside(tried, wholeRows);
    const what = `${request.title}, ${acknowledged ? 'acknowledged' : 'cut off'}`;
    if (request.leaves === 'gone') {
      if (acknowledged) expect(existsSync(path), what).toBe(false);
      if (existsSync(path)) checkState(tried, [before], what);
    } else if (request.leaves === 'same') checkState(tried, [before], what);
    else if (acknowledged || request.leaves === 'goes on') checkState(tried, [after!], what);
    else checkState(tried, [before, after!], what);
  }
}

const MANY = KILLED_REQUESTS.length;

/** In a soak one request a round, one after another, so that a round is short and its seed says which it was. */
async function atAnyMoment(round: Round): Promise<void> {
  const next = round.seed % MANY;
  const requests = KILLED_REQUESTS.slice(round.size(0, next), round.size(2, next + 1));
  for (const request of requests) {
    try {
      await attacked(round, request, round.size(400, 4000), round.size(1, 5));
    } catch (error) {
      throw new Error(`${request.title}: ${(error as Error).stack}`, { cause: error });
    }
    tally(round, 'requests');
  }
}

loop('kills: at any moment of whatever is asked: as before, or as after', atAnyMoment, {
  kills: 60,
  requests: MANY,
});
