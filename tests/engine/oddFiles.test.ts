/**
 * What is chosen or dropped by mistake: no file at all, a file that is no table, one that somebody still writes.
 * Waiting for a pipe would hang the import and the closing after it, reading a device would fill the disk, and a film
 * of a gigabyte has no business in a workspace.
 */
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import { newEngine, pause, refusal, type TestEngine } from '../support/engine.ts';
import { failureOf } from '../support/saidOf.ts';

const onPosix = test.skipIf(process.platform === 'win32');
const MIB = 1 << 20;

/** The log of Linux, for root. */
const ENDLESS = '/proc/kmsg';

function opens(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

/** The workspace and all that SQLite keeps beside it. */
function bytesOnDisk(engine: TestEngine): number {
  const files = readdirSync(engine.folder).filter((name) => name.startsWith('Library'));
  return files.reduce((sum, name) => sum + statSync(join(engine.folder, name)).size, 0);
}

function socketIn(folder: string): Promise<string> {
  const path = join(folder, 'socket.csv');
  const server = createServer();
  onTestFinished(() => void server.close());
  return new Promise((resolve) => server.listen(path, () => resolve(path)));
}

async function oddFiles(folder: string): Promise<string[]> {
  const [pipe, directory, link] = ['pipe.csv', 'folder.xlsx', 'link.csv'].map((name) =>
    join(folder, name),
  );
  execFileSync('mkfifo', [pipe!]);
  mkdirSync(directory!);
  symlinkSync('/dev/zero', link!);
  return [pipe!, directory!, link!, '/dev/zero', '/dev/tty', await socketIn(folder)];
}

describe('what is no file', () => {
  onPosix('is refused at once with a sentence, and the next file is read', async () => {
    const engine = await newEngine();
    const before = bytesOnDisk(engine);
    for (const path of await oddFiles(engine.folder)) {
      const check = await engine.read(path);
      expect(check.state, path).toBe('failed');
      expect(failureOf(check), path).toContain('not a file but a folder, a device');
      await engine.ask.imports.discard({ importId: check.importId });
    }
    expect(bytesOnDisk(engine) - before).toBeLessThan(MIB);
    await engine.candidates(['a']);
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test.skipIf(!opens(ENDLESS))('a file that says it is empty and never ends', async () => {
    const engine = await newEngine();
    const file = engine.grant(ENDLESS, 'open');
    expect(await refusal(engine.ask.settings.saveLogo({ file }))).toMatchObject({
      reason: 'logo.otherFormat',
    });
    expect((await engine.read(ENDLESS)).state).toBe('failed');
  });

  onPosix('a link that leads to itself, to be read, opened or saved in', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Itself.purgedesk');
    symlinkSync(path, path);
    const { importId } = await engine.ask.imports.read({ file: engine.grant(path, 'open') });
    expect((await engine.checked(importId)).state).toBe('failed');
    expect((await refusal(engine.open(path))).code).toBe('REFUSED');
    const file = engine.grant(path);
    expect(await refusal(engine.ask.workspace.saveCopy({ file }))).toMatchObject({
      reason: 'file.missing',
    });
  });

  onPosix('is no workspace, whatever it is opened for and called', async () => {
    const engine = await newEngine();
    const link = join(engine.folder, 'link to pipe.purgedesk');
    symlinkSync('pipe.csv', link);
    for (const path of [...(await oddFiles(engine.folder)), link])
      for (const readOnly of [false, true]) {
        const file = engine.grant(path, 'open');
        const refused = await refusal(engine.ask.workspace.open({ file, readOnly }));
        expect(refused.code, path).toBe('REFUSED');
      }
  });

  onPosix('is no logo either', async () => {
    const engine = await newEngine();
    for (const path of await oddFiles(engine.folder)) {
      const file = engine.grant(path, 'open');
      expect(await refusal(engine.ask.settings.saveLogo({ file }))).toMatchObject({
        reason: 'logo.otherFormat',
      });
    }
  });
});

test('a large file that is no table is refused before any of it is in the workspace', async () => {
  const engine = await newEngine();
  const before = bytesOnDisk(engine);
  const path = join(engine.folder, 'Film.xlsx');
  writeFileSync(path, randomFillSync(Buffer.alloc(24 * MIB)));
  const check = await engine.read(path);
  expect(check.state).toBe('failed');
  expect(failureOf(check)).toContain('neither an Excel workbook');
  expect(bytesOnDisk(engine) - before).toBeLessThan(MIB);
});

describe('a file that somebody goes on writing', () => {
  const ROWS = Array.from({ length: 50_000 }, (_, n) => `u${n},${'x'.repeat(40)}\n`).join('');

  test('is given up, and nothing of it is kept', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Growing.csv');
    writeFileSync(path, `Primary ID,Note\n${ROWS.repeat(4)}`);
    const { importId } = await engine.ask.imports.read({ file: engine.grant(path, 'open') });
    while (engine.count('import_chunk') === 0) await pause();
    for (;;) {
      appendFileSync(path, ROWS);
      const check = await engine.ask.imports.check({ importId });
      if (check.state !== 'reading') break;
      await pause();
    }
    const check = await engine.checked(importId);
    expect(failureOf(check)).toContain('changed while it was being read');
    expect(engine.count('import_original')).toBe(0);
  });

  test('is read as far as it went when it was opened', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Growing.csv');
    writeFileSync(path, 'Primary ID,Note\na,1\nb,2\n');
    const table = await openTable(path);
    onTestFinished(() => table.close());
    let rows = 0;
    await table.readSheet(0, () => {
      rows++;
      appendFileSync(path, 'late,3\n');
    });
    expect(rows).toBe(3);
  });
});
