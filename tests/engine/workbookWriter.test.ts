/**
 * Workbooks as this program writes them, read back by other libraries and by its own reader: every text as it
 * was, numbers as numbers, nothing that runs. What Excel repairs or reads otherwise is no proof any more.
 */
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import { columnName } from '#engine/workbooks/cellPlaces.ts';
import { WorkbookWriter } from '#engine/workbooks/workbookWriter.ts';
import { temporaryFolder } from '../support/engine.ts';
import { packedParts, readBack } from '../support/readBack.ts';

/** A list for people has texts that come again once; any other sheet has each where it stands. */
const KINDS = ['sheet', 'list'] as const;
type Kind = (typeof KINDS)[number];

const written = async (
  kind: Kind,
  rows: readonly (readonly (string | number | null)[])[],
  folder: string,
) => {
  const path = join(folder, 'Book.xlsx');
  const columns = [{ width: 20, style: 'text' as const }, {}];
  const workbook = new WorkbookWriter(path, kind === 'list' ? { paper: 'A4' } : {});
  const sheet = workbook.addSheet(
    'A & B',
    kind === 'list' ? { columns, headings: 1 } : { columns },
  );
  for (const row of rows) sheet.addRow(row);
  expect(await workbook.finish()).toBe(readFileSync(path).length);
  return path;
};

/** As our own reader takes it: texts, with nothing for what is empty. */
async function readHere(path: string): Promise<string[][]> {
  const workbook = await openWorkbook(path);
  const rows: string[][] = [];
  await workbook.readSheet(0, (row) => void rows.push(row.texts.slice(0, row.width)));
  workbook.close();
  return rows;
}

describe('a written workbook', () => {
  const NASTY = [
    ...['=1+1', '+44', '-5', '@sum', '=HYPERLINK("http://x")', '00123', '1E5', 'TRUE', '31-May-22'],
    ...[' leading', 'trailing  ', 'in  side', '\u00a0nbsp\u00a0', 'tab\there', 'line\nbreak'],
    ...['<a&b>"\'', ']]>', '&amp;', '_x0041_', '_x005F_', 'x_y', 'Müller', 'jose\u0301', '𠮷田'],
    ...['\u200bzero', '\ufeffmark', 'x'.repeat(32_000), '\u0001control', 'return\r\nline'],
  ];

  test.each(KINDS)('gives each text of a %s back as it was, in three readers', async (kind) => {
    const path = await written(
      kind,
      NASTY.map((text) => ['id', text, null, 'end']),
      temporaryFolder(),
    );
    const [sheet] = await readBack(path);
    expect(sheet!.name).toBe('A & B');
    expect(sheet!.rows.map((row) => row[1])).toEqual(NASTY);
    expect((await readHere(path)).map((row) => row[1])).toEqual(NASTY);
    const workbook = await new ExcelJS.Workbook().xlsx.readFile(path);
    const cells = NASTY.map((_, n) => workbook.worksheets[0]!.getCell(n + 1, 2));
    // What exceljs doesn't know are the escapes of the format.
    for (const [n, cell] of cells.entries())
      if (!['\u0001', '\r', '_x'].some((escaped) => NASTY[n]!.includes(escaped)))
        expect(cell.value).toBe(NASTY[n]);
    expect(workbook.worksheets[0]!.getCell(1, 1).numFmt).toBe('@');
    // What Excel would make a formula of as soon as somebody edits the cell.
    for (const [n, cell] of cells.entries())
      expect([NASTY[n], cell.numFmt === '@']).toEqual([NASTY[n], n < 5]);
    expect(String(await packedParts(path, 'xl/worksheets/'))).not.toMatch(/<f[ >]/);
  });

  test.each(KINDS)(
    'holds any texts and numbers of a %s, over the edges of its blocks',
    async (kind) => {
      const cell = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => text !== ''),
        fc.integer(),
        fc.constant(null),
      );
      const folder = temporaryFolder();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 })), async (rows) => {
          // Many more than a block, so that one ends in the middle of them.
          const many = Array.from({ length: 1 + (rows.length % 3) * 700 }, () => rows).flat();
          const path = await written(kind, [['first'], ...many, ['last']], folder);
          const [sheet] = await readBack(path);
          const shown = sheet!.rows.map((row) => row.map((value) => value ?? null));
          const padded = (row: readonly unknown[], width: number) =>
            Array.from({ length: width }, (_, n) => row[n] ?? null);
          for (const [n, row] of [['first'], ...many, ['last']].entries())
            expect(padded(shown[n] ?? [], 4)).toEqual(padded(row, 4));
        }),
        { numRuns: 20 },
      );
    },
  );

  test('has a text that many cells of a list say once, and others where they stand', async () => {
    const path = join(temporaryFolder(), 'Book.xlsx');
    const workbook = new WorkbookWriter(path, { paper: 'A4' });
    const columns = [{ style: 'text' }, {}, {}, { style: 'wrap' }] as const;
    const sheet = workbook.addSheet('List', { columns, headings: 1 });
    sheet.addRow(['id', 'name', 'group', 'why'], { style: 'heading' });
    const rows = Array.from({ length: 3000 }, (_, n) => [
      ...[String(n % 7), `Name ${n}`],
      ...[n % 3 === 0 ? ' Faculty & <Staff> ' : 'Student', `=reason ${n % 50}\n_x0041_`],
    ]);
    for (const row of rows) sheet.addRow(row);
    await workbook.finish();
    const count = async (part: string, text: string) =>
      String(await packedParts(path, part)).split(text).length - 1;
    expect(await count('xl/sharedStrings', 'Faculty')).toBe(1);
    expect(await count('xl/worksheets/', 'Faculty')).toBe(0);
    expect(await count('xl/worksheets/', 'reason')).toBe(0);
    // A column of names is given up, and identifiers always stand in their cells.
    expect(await count('xl/worksheets/', '<t>Name ')).toBeGreaterThan(2700);
    expect(await count('xl/worksheets/', '<t>6</t>')).toBe(428);
    expect((await readBack(path))[0]!.rows.slice(1)).toEqual(rows);
    expect((await readHere(path)).slice(1)).toEqual(rows);
    const [read] = (await new ExcelJS.Workbook().xlsx.readFile(path)).worksheets;
    expect(read!.getCell(5, 3).value).toBe(' Faculty & <Staff> ');
  });

  test('has a name for every column', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 703].map(columnName)).toEqual([
      ...['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA', 'AAB'],
    ]);
  });

  test('keeps its properties, and names nobody', async () => {
    const path = join(temporaryFolder(), 'Book.xlsx');
    const properties = { title: 'A < B', description: 'Seal <1>', keywords: 'k' };
    const workbook = new WorkbookWriter(path, { properties });
    workbook.addSheet('One').addRow([1, 'bold'], { style: 'heading' });
    workbook.addSheet('Three').addRow(['x'], { style: 'title' });
    await workbook.finish();
    const read = await new ExcelJS.Workbook().xlsx.readFile(path);
    expect(read.worksheets.map(({ name }) => name)).toEqual(['One', 'Three']);
    expect(read.worksheets[0]!.getCell('A1').font).toMatchObject({ bold: true });
    expect(read.worksheets[0]!.getCell('A1').value).toBe(1);
    expect(read.worksheets[1]!.getCell('A1').font).toMatchObject({ bold: true, size: 16 });
    expect(read).toMatchObject(properties);
    expect(read.creator ?? '').toBe('');
  });

  test('doesn’t follow a link that lies where it is written', async () => {
    const folder = temporaryFolder();
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'untouched');
    const path = join(folder, 'Book.xlsx');
    symlinkSync(victim, path);
    const workbook = new WorkbookWriter(path);
    workbook.addSheet('One');
    await workbook.finish();
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    rmSync(path);
    expect(existsSync(victim)).toBe(true);
  });
});
