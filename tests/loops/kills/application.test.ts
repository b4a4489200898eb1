/**
 * The whole application, as a librarian starts it, killed while it runs jobs: main is struck, as by the system, and the
 * engine must not go on without it. The next opening completes both jobs, once. Only in a soak, and where there is a
 * display: the short forms kill the engine alone.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ELECTRON, ROOT } from '../../support/builtEngine.ts';
import { TestEngine } from '../../support/engine.ts';
import { KILLED_REQUESTS } from '../../support/killedRequests.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { expectCount, expectSound, struckDead } from '../../support/struckDead.ts';

const USERS = 60_000;
/** Longer than the start of the program takes, and than an engine without main may go on. */
const START_MS = 120_000;
const OUTLIVES_MS = 20_000;
/** About as long as both jobs take. */
const JOBS_MS = 6000;

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY);

function started(folder: string, path: string) {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env;
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(ELECTRON, [...root, '--disable-gpu', ROOT, path], {
    env: { ...env, PURGE_DESK_USER_DATA: join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
  });
}

/** Whether the engine has written something to the workspace. */
const isAtWork = (path: string) =>
  (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Starts it, lets it work for a while, and strikes main. */
async function killedAtWork(round: Round, path: string): Promise<void> {
  const program = started(round.folder, path);
  try {
    const since = performance.now();
    const hasEnded = () => program.exitCode !== null || program.signalCode !== null;
    while (!isAtWork(path) && performance.now() - since < START_MS && !hasEnded()) await wait(20);
    if (!isAtWork(path)) tally(round, 'not at work');
    await wait(round.draw(JOBS_MS));
    program.kill('SIGKILL');
    await struckDead(program, round);
  } finally {
    setTimeout(() => endGroup(program.pid), OUTLIVES_MS).unref();
  }
}

/** What it started and is still there, after the engine has had its time. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** Opens it as soon as the engine of the killed program has let it go. */
async function openedAgain(round: Round, engine: TestEngine, path: string): Promise<void> {
  const since = performance.now();
  for (;;) {
    try {
      return await engine.open(path);
    } catch (error) {
      const { data } = error as { data?: { code: string } };
      if (data?.code !== 'workspace.locked') throw error;
      if (performance.now() - since > OUTLIVES_MS) {
        tally(round, 'hung');
        throw new Error('The engine goes on without the program.', { cause: error });
      }
      await wait(50);
    }
  }
}

async function wholeProgram(round: Round): Promise<void> {
  const { folder } = round;
  const begin = KILLED_REQUESTS.find(({ title }) => title === 'running jobs')!.begin;
  const template = await begin(folder, USERS);
  mkdirSync(join(folder, 'work'));
  const path = join(folder, 'work', 'Library.purgedesk');
  copyFileSync(template, path);
  // One in two is struck again while it resumes.
  for (let kill = 0; kill <= round.draw(2); kill++) await killedAtWork(round, path);
  const engine = new TestEngine(join(folder, 'work'));
  try {
    await openedAgain(round, engine, path);
    const held = Array.from({ length: USERS }, (_, n) => n + 1).filter(
      (n) => n % 7 === 0 || n % 5 === 0,
    ).length;
    expect(await engine.completed(1)).toMatchObject({ done: USERS, failed: 0 });
    expect(await engine.completed(2)).toMatchObject({ done: USERS, failed: held });
    for (const [sql, wanted] of [
      ['job_user WHERE job_id = 1', USERS],
      ['job_user WHERE job_id = 2', USERS],
      ['history', USERS],
      ['user WHERE purged_by_job = 2', USERS - held],
    ] as const)
      expectCount(round, engine.count(sql), wanted, sql);
    expectSound(engine, round);
  } finally {
    await engine.close();
  }
  expect(existsSync(`${path}-wal`)).toBe(false);
}

const title = 'kills: the whole application while it runs jobs: completed at the next opening';
if (process.env.PURGE_DESK_SOAK && hasDisplay) loop(title, wholeProgram, { kills: 6 });
else test.skip(`${title}: only in a soak, with a display`, () => {});
