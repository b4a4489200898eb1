/**
 * The comparison with an oracle, on files of other programs: one that calls everything identical would hide what
 * the reader does wrong, one that reads more cleverly than the XML says would see ghosts.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareFile } from '#engine/suites/compareFile.ts';
import { openTable } from '#engine/tables/openTable.ts';
import type { TableRow } from '#engine/tables/tableRow.ts';
import { temporaryFolder } from '../support/engine.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'awkward');

test.each([
  'libreoffice-candidates.xlsx',
  'gnumeric-values1904.xlsx',
  'exceljs-rich.xlsx',
  'handmade-japanese.xlsx',
  'handmade-strict.xlsx',
  'hucre-inline.xlsx',
  'libreoffice-escapes.xlsx',
  'libreoffice-quoted.csv',
  'libreoffice-semicolon.csv',
  'libreoffice-utf16.csv',
])('%s is read as its own bytes have it', async (name) => {
  const outcome = await compareFile(join(FIXTURES, name));
  expect(outcome).toMatchObject({ result: 'identical' });
  expect(outcome).toHaveProperty(
    'cells',
    expect.toSatisfy((cells: number) => cells > 3),
  );
});

/** The reader, with one cell that it gets wrong. */
const wrong = (change: (row: TableRow) => TableRow) => async (path: string) => {
  const table = await openTable(path);
  return {
    format: table.format,
    sheets: table.sheets,
    close: () => table.close(),
    readSheet: (...[index, onRow, options]: Parameters<typeof table.readSheet>) =>
      table.readSheet(index, (row) => onRow(row.number === 3 ? change(row) : row), options),
  };
};

describe('a cell that the reader gets wrong is named', () => {
  const changedText = (text: string) => (row: TableRow) => ({
    ...row,
    texts: row.texts.map((each, n) => (n === 1 ? text : each)),
  });

  test.each([
    ['another text', changedText('Bo ')],
    ['none', changedText('')],
    ['one more', (row: TableRow) => ({ ...row, kinds: row.kinds.fill(2, 1, 2) })],
  ])('%s', async (_, change) => {
    const folder = temporaryFolder();
    const book = await writeWorkbook(join(folder, 'a.xlsx'), {
      rows: [
        ['Id', 'Name'],
        [1, 'Ada'],
        ['00123', 'Bo'],
        [2.5, 'Cy'],
      ],
    });
    expect(await compareFile(book)).toEqual({ result: 'identical', cells: 8 });
    expect(await compareFile(book, wrong(change))).toMatchObject({
      result: 'different',
      difference: { row: 3, column: 2, expected: 'text Bo' },
    });
  });

  test('in a text, too', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    await writeFile(path, 'Id,Name\r\n1,"A ""da"""\r\n2,"Bo\nx"y\r\n="03",Cy\n\x1a');
    expect(await compareFile(path)).toEqual({ result: 'identical', cells: 8 });
    const different = await compareFile(path, wrong(changedText('Bo')));
    expect(different).toMatchObject({ result: 'different', difference: { row: 3, column: 2 } });
  });
});

test('what the reader refuses is told by its code', async () => {
  const path = join(temporaryFolder(), 'a.xlsx');
  await writeFile(path, '<html><table></table></html>');
  expect(await compareFile(path)).toEqual({ result: 'refused', code: 'htmlFile' });
});
