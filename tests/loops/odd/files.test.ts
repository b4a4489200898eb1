/**
 * What is chosen by mistake or laid there by somebody: devices, pipes, sockets, folders, links to any of them, names as
 * long as they can be, files that grow. The whole engine, as it was built, is given each of them for each of its
 * purposes: it answers soon, with a reason, leaves them as they are, keeps nothing of them, and goes on.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { TestEngine } from '../../support/engine.ts';
import { EngineProcess } from '../../support/engineProcess.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { failureOf } from '../../support/saidOf.ts';
import { oneOf } from '../../support/seed.ts';
import { expectCount, expectSound } from '../../support/struckDead.ts';

const MIB = 1 << 20;
/** Whatever it is, nobody waits for long to hear that it is nothing. */
const SOON_MS = 60_000;

const long = (ending: string) => `${'n'.repeat(255 - ending.length)}${ending}`;

/** Things that are no file, or no usual one, by name. */
async function oddThings(folder: string): Promise<{ paths: string[]; server: Server }> {
  const at = (name: string) => join(folder, name);
  mkdirSync(at('folder.xlsx'));
  execFileSync('mkfifo', [at('pipe.csv'), at('pipe.purgedesk')]);
  const server = createServer();
  // A socket's path must be short.
  await new Promise<void>((resolve) => server.listen(at('s.csv'), resolve));
  for (const [name, target] of [
    ['zero.csv', '/dev/zero'],
    ['full.xlsx', '/dev/full'],
    ['memory.csv', '/proc/self/mem'],
    ['nowhere.csv', at('nothing')],
    ['itself.csv', at('itself.csv')],
    ['link to pipe.csv', at('pipe.csv')],
    ['link to folder.xlsx', at('folder.xlsx')],
    ['zero.purgedesk', '/dev/zero'],
  ] as const)
    symlinkSync(target, at(name));
  writeFileSync(at('empty.xlsx'), '');
  writeFileSync(at('empty.purgedesk'), '');
  writeFileSync(at('noise.csv'), Buffer.alloc(300_000, 0));
  writeFileSync(at(long('.csv')), 'Primary Identifier\nlongname\n');
  const devices = [
    '/dev/zero',
    '/dev/random',
    '/dev/tty',
    '/proc/self/mem',
    '/proc/kmsg',
    '/dev/null',
  ];
  const names = readdirSync(folder).map(at);
  const missing = [
    at('not there.xlsx'),
    at('not/there.csv'),
    at(long('.purgedesk')),
    at('x'.repeat(256)),
  ];
  return { paths: [...names, ...devices, ...missing], server };
}

type Use = (engine: EngineProcess, path: string) => Promise<unknown>;

const read: Use = async (engine, path) => {
  const file = await engine.grant(path, 'open');
  const begun = await engine.asked(engine.ask.imports.read({ file, options: {} }));
  if (!begun) return;
  const { importId } = begun;
  let check = await engine.ask.imports.check({ importId });
  for (; check.state === 'reading'; check = await engine.ask.imports.check({ importId }))
    await wait(10);
  if (check.state === 'failed') expect(failureOf(check), path).toMatch(/^[A-Z“]/);
  await engine.asked(engine.ask.imports.discard({ importId }));
};

const open =
  (readOnly: boolean): Use =>
  async (engine, path) => {
    const file = await engine.grant(path, 'open');
    const status = await engine.asked(engine.ask.workspace.open({ file, readOnly }));
    expect(status, `${path} was opened`).toBeUndefined();
  };

const logo: Use = async (engine, path) => {
  const file = await engine.grant(path, 'open');
  await engine.asked(engine.ask.settings.saveLogo({ file }));
};

const copy: Use = async (engine, path) =>
  engine.asked(engine.ask.workspace.saveCopy({ file: await engine.grant(path) }));

const list: Use = async (engine, path) =>
  engine.asked(
    engine.ask.exports.write({
      exportId: randomUUID(),
      what: {
        of: 'users',
        list: 'review',
        criteria: EVERYBODY,
        sort: [],
        columns: ['primary_identifier'],
        title: 'All',
      },
      format: 'csv',
      file: await engine.grant(path),
      locales: [],
    }),
  );

const opened = open(false);
const openedToRead = open(true);
const READ: readonly Use[] = [read, opened, openedToRead, logo];
const WRITTEN: readonly Use[] = [copy, list];
/** What may stand where something is to be saved. @returns whether it may be replaced, as a file of its own */
const IN_ITS_PLACE: Readonly<Record<string, (path: string, victim: string) => boolean>> = {
  'a folder': (path) => {
    mkdirSync(path);
    return false;
  },
  'a pipe': (path) => {
    execFileSync('mkfifo', [path]);
    return true;
  },
  'a link': (path, victim) => {
    symlinkSync(victim, path);
    return true;
  },
  'a link to a folder': (path, victim) => {
    symlinkSync(join(victim, '..'), path);
    return true;
  },
  'a link to nothing': (path) => {
    symlinkSync(`${path} isn’t there`, path);
    return true;
  },
  'a link to itself': (path) => {
    symlinkSync(path, path);
    return true;
  },
};

/** Saved where something else stands: through no link, into no pipe, over no folder. */
async function saved(round: Round, use: Use, engine: EngineProcess, folder: string): Promise<void> {
  const [what, place] = oneOf(Object.entries(IN_ITS_PLACE), round.draw);
  const inner = mkdtempSync(join(folder, 'saved '));
  const victim = join(inner, 'victim');
  writeFileSync(victim, 'untouched');
  const path = join(inner, use === copy ? 'x.purgedesk' : 'x.csv');
  const mayGo = place(path, victim);
  const before = kindOf(path);
  await inTime(round, engine, use(engine, path), `saving over ${what}`);
  expect(readFileSync(victim, 'utf8'), what).toBe('untouched');
  const isSame = kindOf(path) === before;
  const isFile = lstatSync(path).isFile();
  expect(isSame || (mayGo && isFile), `${what} became something else`).toBe(true);
  expect(readdirSync(inner).toSorted(), what).toEqual(['victim', basename(path)]);
}

/** Undefined also where there can be nothing. */
function kindOf(path: string): number | undefined {
  try {
    return lstatSync(path).mode;
  } catch {
    return undefined;
  }
}

async function inTime<T>(round: Round, engine: EngineProcess, work: Promise<T>, what: string) {
  const since = performance.now();
  await engine.inTime(work).catch((error: unknown) => {
    throw new Error(`${what}: ${error}`, { cause: error });
  });
  if (performance.now() - since > SOON_MS) tally(round, 'hung');
  expect(performance.now() - since, what).toBeLessThan(SOON_MS);
  tally(round, 'odd files');
}

/** Answered soon; what it was given is still what it was. */
async function given(round: Round, use: Use, engine: EngineProcess, path: string): Promise<void> {
  const before = kindOf(path);
  await inTime(round, engine, use(engine, path), `${path} by ${use.name}`);
  expect(kindOf(path), `${path} is something else now`).toBe(before);
}

const ROW = 'Primary Identifier,Note\n';
const LINES = Array.from({ length: 20_000 }, (_, n) => `u${n},${'x'.repeat(40)}\n`).join('');

/** A file to which somebody goes on writing while it is read. */
async function growing(round: Round, engine: EngineProcess, path: string): Promise<void> {
  writeFileSync(path, `${ROW}${LINES.repeat(3)}`);
  const file = await engine.grant(path, 'open');
  const { importId } = await engine.inTime(engine.ask.imports.read({ file, options: {} }));
  const grown = async () => {
    for (let n = 0; ; n++) {
      if (n < 400) appendFileSync(path, LINES.slice(0, 50_000));
      const check = await engine.ask.imports.check({ importId });
      if (check.state !== 'reading') return check;
      await wait(5);
    }
  };
  const check = await engine.inTime(grown());
  expect(failureOf(check)).toContain('changed while it was being read');
  tally(round, 'refused');
  await engine.asked(engine.ask.imports.discard({ importId }));
}

const sizeOf = (path: string) =>
  ['', '-wal'].reduce(
    (sum, side) => sum + (statSync(path + side, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

async function oddFiles(round: Round): Promise<void> {
  const { folder, draw, size } = round;
  const own = join(folder, 'own');
  mkdirSync(own);
  const workspace = new TestEngine(own);
  await workspace.create();
  await workspace.candidates(['a', 'b', 'c']);
  const { path } = workspace;
  await workspace.close();
  const before = sizeOf(path);
  const things = join(folder, 'o');
  mkdirSync(things);
  const { paths, server } = await oddThings(things);
  const engine = new EngineProcess(round, folder);
  try {
    await engine.open(path);
    const usable = paths.filter((each) => !each.endsWith(long('.csv')));
    for (let n = 0; n < size(6, 120); n++) {
      if (draw(4) > 0) await given(round, oneOf(READ, draw), engine, oneOf(usable, draw));
      else await saved(round, oneOf(WRITTEN, draw), engine, folder);
    }
    await growing(round, engine, join(folder, 'growing.csv'));
    await given(round, read, engine, join(things, long('.csv')));
    const counts = await engine.inTime(engine.ask.review.counts());
    expectCount(round, counts.candidates, 3, 'candidates');
    await engine.inTime(engine.ask.workspace.close({}));
  } finally {
    await engine.kill();
    server.close();
  }
  expect(engine.endedByItself).toBeUndefined();
  expect(sizeOf(path) - before).toBeLessThan(MIB);
  await workspace.open(path);
  expectSound(workspace, round);
  await workspace.close();
}

const title = 'odd: what is no file, for each purpose, is refused at once';
if (process.platform === 'linux') loop(title, oddFiles, { 'odd files': 200 });
else test.skip(`${title}: only where there are such things`, () => {});
