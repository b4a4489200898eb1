/**
 * The raw disk, searched for names after what should have taken them from it: discarding, taking back, erasing,
 * updating. Whatever the tables say, a name that still stands in a block of the disk is a name that was not forgotten.
 * Only in a soak: it takes root and a disk of its own.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { TestEngine } from '../support/engine.ts';
import { loop, type Round } from '../support/loop.ts';
import { RawDisk, whyNoDisk } from '../support/rawDisk.ts';
import type { Draw } from '../support/seed.ts';

type Migration = (typeof MIGRATIONS)[number];

const KEPT = 'Zkeptäname';
const GONE = 'Zgoneäname';

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

/** What may happen to users before they are forgotten. */
async function forget(engine: TestEngine, path: string, draw: Draw): Promise<string> {
  const { importId } = await engine.read(path, 'candidates');
  const isAdded = draw(2) === 1;
  if (isAdded) {
    await engine.ask.imports.commit({ importId });
    if (draw(2) === 1) await reopened(engine);
    await engine.ask.imports.undo({ importId });
  }
  await engine.ask.imports.discard({ importId });
  return isAdded ? 'added, taken back, discarded' : 'discarded';
}

async function reopened(engine: TestEngine): Promise<void> {
  const { path } = engine;
  await engine.close();
  await engine.open(path);
}

/** A later version of the program, with nothing to change: it keeps a snapshot and builds the file anew. */
async function asLaterVersion(work: () => Promise<void>): Promise<void> {
  (MIGRATIONS as Migration[]).push(() => {});
  try {
    await work();
  } finally {
    (MIGRATIONS as Migration[]).pop();
  }
}

/** As if it had been killed here: its files as they are, and nobody to tidy up. */
function leftBehind(path: string): string {
  const killed = path.replace('Library', 'Killed');
  for (const side of ['', '-wal']) copyFileSync(path + side, killed + side);
  return killed;
}

/** Searches the whole disk, and says so in the report. */
function found({ figures }: Round, disk: RawDisk, ...names: string[]): number {
  const count = disk.count(...names);
  figures.searched = (figures.searched ?? 0) + 1;
  figures.found = (figures.found ?? 0) + count;
  return count;
}

async function onDisk(disk: RawDisk, round: Round): Promise<void> {
  const { folder, draw } = round;
  const engine = new TestEngine(disk.folder);
  try {
    await engine.create('Library');
    const { path } = engine;
    for (let time = 0; time <= draw(3); time++) {
      if (draw(2) === 1)
        await engine.importFile(listOf(folder, KEPT, 100 + draw(3000), 4), 'candidates');
      const how = await forget(engine, listOf(folder, GONE, 100 + draw(6000), 1 + draw(12)), draw);
      // The pages themselves are tidied up when the file is closed.
      if (how !== 'discarded' || draw(2) === 1) await reopened(engine);
      else await engine.idle();
      disk.flush();
      expect({ how, found: found(round, disk, GONE) }).toEqual({ how, found: 0 });
    }
    await engine.importFile(listOf(folder, KEPT, 500, 4), 'candidates');
    const killed = draw(2) === 1 ? leftBehind(path) : undefined;
    await engine.close();
    disk.flush();
    expect(disk.count(KEPT)).toBeGreaterThan(500);
    const erase = async () => {
      for (const each of [path, ...(killed ? [killed] : [])]) {
        await engine.open(each);
        const { name: typedName } = engine.session.workspace;
        await engine.ask.workspace.erase({ typedName });
      }
    };
    await (draw(2) === 1 ? asLaterVersion(erase) : erase());
  } finally {
    await engine.close();
  }
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
  );
}

const trial = mkdtempSync(join(tmpdir(), 'purge-desk-disk-'));
const why = process.env.PURGE_DESK_SOAK ? whyNoDisk(trial) : 'only in a soak';
rmSync(trial, { recursive: true, force: true });
if (why === undefined) withDisk();
else test.skip(`privacy: the raw disk isn’t searched: ${why}`, () => {});
