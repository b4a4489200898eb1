/**
 * A file that is imported is opened once: what is hashed and kept is what is recognised and read, though another
 * file takes its place meanwhile. Opening it by its path for each of them would let them be of two files.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import { candidate, candidatesSheet, sheetBytes } from '../support/candidateSheets.ts';
import { newEngine, temporaryFolder } from '../support/engine.ts';
import { readAgain, readPath } from '../support/importFiles.ts';
import { listSheet, writeWorkbook } from '../support/workbookFile.ts';

/** Paths that were opened, in whatever way. */
const opened = vi.hoisted(() => [] as string[]);

/** The same module, telling what is opened. */
function telling<M extends object>(module: M): M {
  const told = { ...module } as Record<string, unknown>;
  for (const name of ['open', 'openSync', 'createReadStream', 'readFile', 'readFileSync']) {
    const real = told[name];
    if (typeof real !== 'function') continue;
    told[name] = (...args: unknown[]) => {
      opened.push(String(args[0]));
      return real.apply(module, args);
    };
  }
  return told as M;
}

vi.mock('node:fs/promises', async (original) => telling(await original<object>()));
vi.mock('node:fs', async (original) => telling(await original<object>()));

beforeEach(() => {
  opened.length = 0;
});

const timesOpened = (path: string) => opened.filter((each) => each === path).length;

describe('a file is opened once', () => {
  test('by the reader of tables, whatever it turns out to be', async () => {
    const folder = temporaryFolder();
    const workbook = await writeWorkbook(join(folder, 'list.xlsx'), listSheet('p001'));
    const text = join(folder, 'list.csv');
    const page = join(folder, 'page.csv');
    writeFileSync(text, 'PID\np001\n');
    writeFileSync(page, '<html><table><tr><td>1</td></tr></table></html>');
    for (const path of [workbook, text]) {
      const table = await openTable(path);
      await table.readSheet(0, () => undefined);
      table.close();
      expect(timesOpened(path)).toBe(1);
    }
    await expect(openTable(page)).rejects.toThrow();
    expect(timesOpened(page)).toBe(1);
  });

  test.each(['list.xlsx', 'list.csv'])('by an import that keeps it: %s', async (name) => {
    const engine = await newEngine();
    const path = join(engine.folder, name);
    if (name.endsWith('.csv')) writeFileSync(path, 'PID\np001\np002\n');
    else await writeWorkbook(path, listSheet('p001', 'p002'));
    const check = await readPath(engine, path);
    expect([check.failure, check.identifiers]).toEqual([null, 2]);
    expect(engine.count('import_original')).toBe(1);
    expect(timesOpened(path)).toBe(1);
  });

  test('for all of its sheets, and once more for another one', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'two.xlsx');
    await writeWorkbook(path, listSheet('p001'), {
      ...listSheet('p002', 'p003'),
      name: 'More',
    });
    const first = await readPath(engine, path);
    expect(timesOpened(path)).toBe(1);
    const second = await readAgain(engine, first, { sheet: 1 });
    expect(second.identifiers).toBe(2);
    expect(timesOpened(path)).toBe(2);
  });

  test('though merged cells make it be read twice', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'merged.xlsx');
    const rows = [candidate('p001'), candidate('p002')];
    writeFileSync(path, sheetBytes(candidatesSheet(rows, ['C2:C3'])));
    const check = await readPath(engine, path, { kind: 'candidates' });
    expect([check.failure, check.rows]).toEqual([null, 2]);
    expect(timesOpened(path)).toBe(1);
  });
});
