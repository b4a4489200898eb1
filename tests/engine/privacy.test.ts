/**
 * Names of patrons: not in logs, not in the system's temporary folder, and not in the file any more
 * when they were discarded or the workspace was erased.
 */
import { mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { setRequests } from '#engine/requests/sets.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const SECRET = 'Qwxyzzyname';

async function secretFile(engine: TestEngine, count = 400): Promise<string> {
  const candidates = Array.from({ length: count }, (_, n) => ({
    id: `${SECRET}-${n}`,
    first: `${SECRET}First${n}`,
    last: `${SECRET}Last${n}`,
  }));
  return writeWorkbook(join(engine.folder, 'Secret.xlsx'), candidatesSheet(...candidates));
}

/** Files of the workspace that hold the secret in any of the ways in which SQLite keeps text. */
function holding(engine: TestEngine): string[] {
  return readdirSync(engine.folder)
    .filter((name) => name.startsWith('Library'))
    .filter((name) => {
      const bytes = readFileSync(join(engine.folder, name));
      return [SECRET, SECRET.toLowerCase()].some((text) => bytes.includes(text));
    });
}

describe('what is forgotten is gone from the file', () => {
  test('an import that was discarded', async () => {
    const engine = await newEngine();
    await engine.candidates(['kept']);
    const check = await engine.read(await secretFile(engine));
    expect(check.identifiers).toBe(400);
    await engine.ask.imports.discard({ importId: check.importId });
    await engine.close();
    expect(holding(engine)).toEqual([]);
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
    await engine.importFile(await secretFile(engine), 'candidates');
    const { path } = engine;
    const { size } = statSync(path);
    // What stays readable through a handle is what was on the disk.
    const handle = openSync(path, 'r');
    await engine.ask.workspace.erase({ typedName: 'Library' });
    const bytes = Buffer.alloc(size);
    readSync(handle, bytes, 0, size, 0);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(holding(engine)).toEqual([]);
  });
});

describe('while working', () => {
  test('nothing is printed, and nothing is put into the temporary folder', async () => {
    const engine = await newEngine();
    const temporary = join(engine.folder, 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    vi.stubEnv('SQLITE_TMPDIR', temporary);
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
