/**
 * The raw disk, searched for names after what should have taken them from it: discarding, taking back, erasing,
 * updating. Whatever the tables say, a name that still stands in a block of the disk is a name that was not forgotten.
 * Only in a soak: it takes root and a disk of its own.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { TestEngine } from '../support/engine.ts';
import { EngineProcess } from '../support/engineProcess.ts';
import { loop, type Round, tally } from '../support/loop.ts';
import { RawDisk, whyNoDisk } from '../support/rawDisk.ts';
import type { Draw } from '../support/seed.ts';

type Migration = (typeof MIGRATIONS)[number];

const KEPT = 'Zkeptäname';
const GONE = 'Zgoneäname';
/** However busy the machine is. */
const GONE_IN_MS = 60_000;

const HEADINGS =
  'Primary Identifier,First Name,Last Name,User Group,Expiry Date,Purge Date,Has Role other than Patron?,Note';

function listOf(folder: string, name: string, users: number, note: number): string {
  const path = join(folder, `${name} ${users}.csv`);
  const lines = Array.from(
    { length: users },
    (_, n) =>
      `${name}${n},${name} ${n},${n % 97} ${name},Alumni,2020-05-31,2022-05-31,No,${`${name} `.repeat(1 + (n % note))}`,
  );
  writeFileSync(path, `${HEADINGS}\n${lines.join('\n')}\n`);
  return path;
}

/** The engine as it was built; whatever it writes, it writes to the disk: its temporary files and notes, too. */
function engineOn(disk: RawDisk, round: Round): EngineProcess {
  const temporary = join(disk.folder, 'temporary');
  mkdirSync(temporary, { recursive: true });
  return new EngineProcess(round, disk.folder, { TMPDIR: temporary, SQLITE_TMPDIR: temporary });
}

async function read(engine: EngineProcess, path: string): Promise<number> {
  const file = await engine.grant(path, 'open');
  const options = { kind: 'candidates' } as const;
  const { importId } = await engine.inTime(engine.ask.imports.read({ file, options }));
  const done = async () => {
    while ((await engine.ask.imports.check({ importId })).state === 'reading') await wait(10);
  };
  await engine.inTime(done());
  return importId;
}

async function add(engine: EngineProcess, path: string): Promise<number> {
  const importId = await read(engine, path);
  await engine.inTime(engine.ask.imports.commit({ importId }));
  return importId;
}

async function reopened(engine: EngineProcess, path: string): Promise<void> {
  await engine.inTime(engine.ask.workspace.close({}));
  await engine.open(path);
}

/** What may happen to users before they are forgotten. */
async function forget(engine: EngineProcess, workspace: string, path: string, draw: Draw) {
  const isAdded = draw(2) === 1;
  const importId = isAdded ? await add(engine, path) : await read(engine, path);
  if (isAdded) {
    if (draw(2) === 1) await reopened(engine, workspace);
    await engine.inTime(engine.ask.imports.undo({ importId }));
  }
  await engine.inTime(engine.ask.imports.discard({ importId }));
  return isAdded ? 'added, taken back, discarded' : 'discarded';
}

/** Nobody is asked when it happens: soon, while the workspace is open. */
async function goneFromLog(path: string, round: Round): Promise<void> {
  const since = performance.now();
  while (readFileSync(`${path}-wal`).includes(GONE)) {
    if (performance.now() - since > GONE_IN_MS) {
      tally(round, 'found');
      expect.fail('Names that were discarded still stand in the log.');
    }
    await wait(50);
  }
}

/** A later version of the program, with nothing to change: it keeps a snapshot and builds the file anew. */
async function erasedByLaterVersion(path: string): Promise<void> {
  (MIGRATIONS as Migration[]).push(() => {});
  const engine = new TestEngine(join(path, '..'));
  try {
    await engine.open(path);
    await engine.ask.workspace.erase({ typedName: 'Library' });
  } finally {
    await engine.close();
    (MIGRATIONS as Migration[]).pop();
  }
}

/** Searches the whole disk, and says so in the report. */
function found(round: Round, disk: RawDisk, ...names: string[]): number {
  const count = disk.count(...names);
  tally(round, 'searched');
  tally(round, 'found', count);
  return count;
}

async function onDisk(disk: RawDisk, round: Round): Promise<void> {
  const { folder, draw } = round;
  const path = join(disk.folder, 'Library.purgedesk');
  let engine = engineOn(disk, round);
  try {
    const file = await engine.grant(path);
    await engine.inTime(engine.ask.workspace.create({ file, locales: [] }));
    for (let time = 0; time <= draw(3); time++) {
      if (draw(2) === 1) await add(engine, listOf(folder, KEPT, 100 + draw(3000), 4));
      const list = listOf(folder, GONE, 100 + draw(6000), 1 + draw(12));
      const how = await forget(engine, path, list, draw);
      await goneFromLog(path, round);
      // The pages themselves are tidied up when the file is closed.
      if (how !== 'discarded' || draw(2) === 1) await reopened(engine, path);
      disk.flush();
      expect({ how, found: found(round, disk, GONE) }).toEqual({ how, found: 0 });
    }
    await add(engine, listOf(folder, KEPT, 500, 4));
    disk.flush();
    expect(disk.count(KEPT)).toBeGreaterThan(500);
    // Ended in order, or by force: then its log is there, with names in it.
    if (draw(2) === 1) await engine.close();
    else await engine.kill();
    if (draw(2) === 1) await erasedByLaterVersion(path);
    else {
      engine = engineOn(disk, round);
      await engine.open(path);
      await engine.inTime(engine.ask.workspace.erase({ typedName: 'Library' }));
      await engine.close();
    }
  } finally {
    await engine.close();
  }
  expect(engine.endedByItself).toBeUndefined();
  disk.takeOut();
  expect(found(round, disk, KEPT, GONE)).toBe(0);
}

function withDisk() {
  loop(
    'privacy: no name is left on the raw disk after discarding, taking back, updating, erasing',
    async (round) => {
      const disk = new RawDisk(round.folder, 'disk');
      try {
        await onDisk(disk, round);
      } finally {
        disk.takeOut();
      }
    },
    { searched: 24 },
  );
}

const trial = mkdtempSync(join(tmpdir(), 'purge-desk-disk-'));
const why = process.env.PURGE_DESK_SOAK ? whyNoDisk(trial) : 'only in a soak';
rmSync(trial, { recursive: true, force: true });
if (why === undefined) withDisk();
else test.skip(`privacy: the raw disk isn’t searched: ${why}`, () => {});
