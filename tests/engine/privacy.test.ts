/**
 * Names of patrons: not in logs, not in the system's temporary folder, and not in the file any more
 * when they were discarded or the workspace was erased.
 */
import {
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { clearNotedPieces } from '#engine/db/pieces.ts';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { setRequests } from '#engine/requests/sets.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { deadProcess } from '../support/deadProcess.ts';
import { newEngine, type TestEngine, temporaryFolder } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const SECRET = 'Qwxyzzyname';

type Migration = (typeof MIGRATIONS)[number];

async function secretFile(engine: TestEngine, count = 400): Promise<string> {
  const candidates = Array.from({ length: count }, (_, n) => ({
    id: `${SECRET}-${n}`,
    first: `${SECRET}First${n}`,
    last: `${SECRET}Last${n}`,
  }));
  return writeWorkbook(join(engine.folder, 'Secret.xlsx'), candidatesSheet(...candidates));
}

/** Files of the workspace that hold the secret in any of the ways in which text is kept. */
function holding(engine: TestEngine): string[] {
  const wanted = [SECRET, SECRET.toLowerCase()].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
  ]);
  return readdirSync(engine.folder)
    .filter((name) => name.startsWith('Library'))
    .filter((name) => {
      const bytes = readFileSync(join(engine.folder, name));
      return wanted.some((text) => bytes.includes(text));
    });
}

/**
 * Where SQLite puts its temporary files: it asks once, when it is loaded. It takes the name of such a file away as soon
 * as it has made it, so that only the time of the folder tells.
 */
const spills = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/purge-desk-spills-`);
  process.env.SQLITE_TMPDIR = folder;
  return { folder };
});
const LONG_AGO = new Date('2001-01-01T00:00:00Z');
const hasSpilt = () => statSync(spills.folder).mtimeMs !== LONG_AGO.getTime();

afterAll(() => rmSync(spills.folder, { recursive: true, force: true }));

/** What was overwritten, as it was before: name, length, and whether the secret stood in it. */
const overwritten: { name: string; held: boolean }[] = [];
/** The first file that isn't overwritten any more: as if the program were ended there. */
let endsAt: RegExp | undefined;
/** A file that is on its way out: nobody takes it for a whole one. */
const PIECE = /^\.purge-desk-.*\.part$/;
/** Of a log that holds nobody it doesn't matter when it goes. */
const heldAndOverwritten = () => overwritten.filter(({ held }) => held);

vi.mock('#engine/db/overwriting.ts', async (original) => {
  const { overwrite } = await original<typeof import('#engine/db/overwriting.ts')>();
  return {
    overwrite(path: string, first?: number) {
      if (endsAt?.test(basename(path))) throw new Error('The program ends here.');
      overwritten.push({ name: basename(path), held: readFileSync(path).includes(SECRET) });
      overwrite(path, first);
      const bytes = readFileSync(path);
      expect(bytes.equals(Buffer.alloc(bytes.length))).toBe(true);
    },
  };
});

beforeEach(() => {
  overwritten.length = 0;
  endsAt = undefined;
  utimesSync(spills.folder, LONG_AGO, LONG_AGO);
});

async function reopened(engine: TestEngine): Promise<string[]> {
  await engine.open(join(engine.folder, 'Library.purgedesk'));
  return engine.identifiers();
}

describe('what is forgotten is gone from the file', () => {
  test('an import that was discarded', async () => {
    const engine = await newEngine();
    await engine.candidates(['kept']);
    const check = await engine.read(await secretFile(engine));
    expect(check.identifiers).toBe(400);
    await engine.ask.imports.discard({ importId: check.importId });
    await engine.idle();
    // Without waiting for the end of the day: the log is part of it.
    expect(holding(engine)).toEqual([]);
    expect(overwritten).toContainEqual({ name: 'Library.purgedesk-wal', held: true });
    await engine.close();
    expect(holding(engine)).toEqual([]);
  });

  test('an import that was added, taken back and discarded', async () => {
    const engine = await newEngine();
    await engine.candidates(['kept']);
    const { importId } = await engine.importFile(await secretFile(engine), 'candidates');
    await engine.ask.imports.undo({ importId });
    await engine.ask.imports.discard({ importId });
    await engine.idle();
    expect(holding(engine)).toEqual([]);
    await engine.close();
    expect(holding(engine)).toEqual([]);
    expect(await reopened(engine)).toEqual(['kept']);
  });

  test('the log, before it is made shorter at closing', async () => {
    const engine = await newEngine();
    // What the opening itself wrote is overwritten by now; it names nobody.
    await engine.idle();
    overwritten.length = 0;
    await engine.importFile(await secretFile(engine), 'candidates');
    await engine.close();
    expect(heldAndOverwritten()).toEqual([{ name: 'Library.purgedesk-wal', held: true }]);
    expect(await reopened(engine)).toHaveLength(400);
  });

  test('the log that a killed program has left, before it goes at the next opening', async () => {
    const engine = await newEngine();
    await engine.importFile(await secretFile(engine), 'candidates');
    const killed = join(engine.folder, 'Killed.purgedesk');
    copyFileSync(engine.path, killed);
    copyFileSync(`${engine.path}-wal`, `${killed}-wal`);
    await engine.open(killed);
    expect(overwritten).toContainEqual({ name: 'Killed.purgedesk-wal', held: true });
    expect(await engine.identifiers()).toHaveLength(400);
  });

  test('a reading that failed half-way', async () => {
    const engine = await newEngine();
    const candidates = Array.from({ length: 3000 }, (_, n) => ({
      id: `${SECRET}-${n}`,
      purge: n === 0 ? '5/31/2022' : n === 2999 ? '31/5/2022' : '2022-05-31',
    }));
    const path = await writeWorkbook(
      join(engine.folder, 'Secret.xlsx'),
      candidatesSheet(...candidates),
    );
    const check = await engine.read(path);
    expect(check.state).toBe('failed');
    await engine.ask.imports.discard({ importId: check.importId });
    await engine.close();
    expect(holding(engine)).toEqual([]);
  });

  test('the whole workspace: its bytes are overwritten before the file is deleted', async () => {
    const engine = await newEngine();
    // What the opening itself wrote is overwritten by now; it names nobody.
    await engine.idle();
    overwritten.length = 0;
    await engine.importFile(await secretFile(engine), 'candidates');
    const { path } = engine;
    const { size } = statSync(path);
    // What stays readable through a handle is what was on the disk.
    const handle = openSync(path, 'r');
    await engine.ask.workspace.erase({ typedName: 'Library' });
    expect(heldAndOverwritten()).toEqual([
      { name: 'Library.purgedesk-wal', held: true },
      { name: expect.stringMatching(PIECE), held: true },
    ]);
    const bytes = Buffer.alloc(size);
    readSync(handle, bytes, 0, size, 0);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(holding(engine)).toEqual([]);
  });
});

test('a program that ends while it erases leaves a piece, which goes at the next start', async () => {
  const engine = await newEngine();
  const list = join(temporaryFolder(), 'writing');
  vi.stubEnv('PURGE_DESK_PIECES', list);
  await engine.importFile(await secretFile(engine), 'candidates');
  rmSync(join(engine.folder, 'Secret.xlsx'));
  endsAt = PIECE;
  await expect(engine.ask.workspace.erase({ typedName: 'Library' })).rejects.toThrow();
  // Neither a workspace that nobody can open nor one that has lost half of its users.
  const [piece, ...others] = readdirSync(engine.folder);
  expect([piece, others]).toEqual([expect.stringMatching(PIECE), []]);
  endsAt = undefined;
  const dead = piece!.replace(`-${process.pid}-`, `-${deadProcess()}-`);
  renameSync(join(engine.folder, piece!), join(engine.folder, dead));
  renameSync(join(list, piece!), join(list, dead));
  clearNotedPieces();
  vi.unstubAllEnvs();
  expect(overwritten).toContainEqual({ name: dead, held: true });
  expect(readdirSync(engine.folder)).toEqual([]);
});

describe('while working', () => {
  test('nothing is printed, and nothing is put into the temporary folder', async () => {
    const engine = await newEngine();
    const temporary = join(engine.folder, 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const printed: unknown[] = [];
    const streams = [process.stdout, process.stderr] as const;
    const originals = streams.map((stream) => stream.write);
    for (const stream of streams) {
      stream.write = ((chunk: unknown) => {
        printed.push(chunk);
        return true;
      }) as never;
    }
    try {
      await engine.importFile(await secretFile(engine), 'candidates');
      await engine.ask.review.applyRules();
      const criteria = { op: 'search', value: SECRET } as const;
      const sort = [{ field: 'last_name' as const, direction: 'desc' as const }];
      await engine.ask.users.page({ criteria, sort, offset: 0, limit: 100 });
      const { jobId } = await engine.purgeAsAlma();
      await engine.exportReport(jobId, join(engine.folder, 'Report.xlsx'));
    } finally {
      for (const [n, stream] of streams.entries()) stream.write = originals[n]!;
      vi.unstubAllEnvs();
    }
    expect(printed).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(hasSpilt()).toBe(false);
  });

  test('nor by the update of a large workspace, which would spill if it were told nothing', () => {
    const path = join(temporaryFolder(), 'Library.purgedesk');
    createWorkspace(path);
    const filled = openWritable(path);
    const note = filled.db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    for (let n = 0; n < 20; n++) note.run(`${n}`, JSON.stringify(SECRET.repeat(80_000)));
    filled.close();
    const anew: Migration = (db) =>
      db.exec(`CREATE TABLE other AS SELECT value FROM setting ORDER BY value; DROP TABLE other;
        UPDATE setting SET name = 'x' || name`);
    (MIGRATIONS as Migration[]).push(anew);
    try {
      openWritable(path).close();
    } finally {
      (MIGRATIONS as Migration[]).pop();
    }
    expect(hasSpilt()).toBe(false);
    const plain = new Database(path);
    plain.exec('VACUUM');
    plain.close();
    expect(hasSpilt()).toBe(true);
  });

  test('a fault of the writer is told without the values it worked on', async () => {
    const engine = await newEngine();
    await engine.importFile(await secretFile(engine, 5), 'candidates');
    const failure = await engine
      .write(setRequests.create, {
        details: { name: null } as never,
        members: new Uint8Array([2]),
        criteria: EVERYBODY,
        origin: { from: 'filter', screen: 'review', words: SECRET },
      })
      .catch((error: Error) => error.message);
    expect(failure).not.toContain(SECRET);
  });

  test('events carry numbers, and names of jobs and files only', async () => {
    const engine = await newEngine();
    await engine.importFile(await secretFile(engine), 'candidates');
    await engine.purgeAsAlma();
    expect(engine.events.length).toBeGreaterThan(3);
    expect(JSON.stringify(engine.events)).not.toContain(SECRET);
  });
});
