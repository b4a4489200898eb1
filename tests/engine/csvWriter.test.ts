/**
 * CSV for people, read back by a strict reader of its own and by ours: what looks like a formula has an apostrophe,
 * what we write from typed values has none.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideOf } from '#engine/db/pieces.ts';
import { openTable } from '#engine/tables/openTable.ts';
import { type CsvCell, type CsvOptions, CsvWriter, writeCsv } from '#engine/workbooks/csvWriter.ts';
import { csvRows } from '../support/csvFile.ts';
import { temporaryFolder } from '../support/engine.ts';

function written(rows: readonly (readonly CsvCell[])[], options: CsvOptions = {}): string {
  const path = join(temporaryFolder(), 'list.csv');
  const csv = new CsvWriter(path, options);
  for (const row of rows) csv.addRow(row);
  expect(csv.finish()).toBe(readFileSync(path).length);
  return path;
}

describe('a CSV for people', () => {
  test('has an apostrophe before text that a spreadsheet would take for a formula', () => {
    const formulas = [
      ...['=1+1', '+44', '-5', '@sum', '\t=1', '\tx', '\r=1', ' =1', '\u00a0\u200b=1', '\n+1'],
      ...['＝1', '＋1', '－1', '＠1', ' ＝cmd', '"=1"'],
    ];
    const harmless = ['a=1', '00123', "'x", 'x-y', '—', 'Müller', '', ' x', '1-2', '.5', '#N/A'];
    const rows = csvRows(written([...formulas, ...harmless].map((text) => [text, 'end'])));
    expect(rows.map(([text]) => text)).toEqual([
      ...formulas.map((text) => (text === '"=1"' ? text : `'${text}`)),
      ...harmless,
    ]);
  });

  test('opens as a table where the comma is the decimal mark', () => {
    const options = { styles: ['amount', 'count', 'text'], decimalMark: ',' } as const;
    const path = written(
      [
        [-123456, 7, 'a, b; c'],
        [5, 0, '=1'],
      ],
      options,
    );
    expect(readFileSync(path, 'utf8')).toBe('\ufeff-1234,56;7;"a, b; c"\r\n0,05;0;\'=1\r\n');
  });

  test('has none before numbers and dates that are typed', () => {
    const options = {
      styles: ['count', 'amount', 'date', 'instant', 'plain', 'amount'],
      decimals: 3,
      timeZone: 'America/New_York',
    } as const;
    const at = Date.UTC(2026, 6, 1, 3, 30, 5);
    const rows = [
      [-5, -12_345, '2026-07-01', at, -1.5, 0],
      [1000, 7, '-1-1', Date.UTC(2026, 0, 1), null, Number.NaN],
      [null, undefined, '1850-01-01', -1e13, '', 1e21],
    ];
    expect(readFileSync(written(rows, options), 'utf8')).toBe(
      [
        '\ufeff-5,-12.345,2026-07-01,2026-06-30 23:30:05,-1.5,0.000',
        "1000,0.007,'-1-1,2025-12-31 19:00:00,,NaN",
        ',,1850-01-01,1653-02-10T06:13:20.000Z,,1000000000000000000',
        '',
      ].join('\r\n'),
    );
  });

  test('says where characters were that programs can’t read', () => {
    expect(csvRows(written([['a\0b', '\u0001', 'x\ud800y']]))).toEqual([
      ['a\ufffdb', '\ufffd', 'x\ufffdy'],
    ]);
  });

  test('gives any texts back, to our own reader too', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((some) => some.replace(/\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, ''))
      .filter((some) => some.trim() === some && some !== '' && !/^[=+\-@＝＋－＠]/u.test(some));
    const awkward = fc.constantFrom('a,b', 'a"b', '"', 'a;b', 'line\nbreak', '""', ',', "'");
    const table = fc.array(
      fc.tuple(fc.constant('id'), fc.oneof(text, awkward), fc.oneof(text, awkward)),
      { minLength: 2, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const path = written(rows);
        expect(csvRows(path)).toEqual(rows);
        const read: string[][] = [];
        const opened = await openTable(path);
        await opened.readSheet(0, (row) => void read.push(row.texts.slice(0, row.width)));
        opened.close();
        expect(read).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  test('is there whole or not at all, and the file before it stays until then', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'list.csv');
    writeFileSync(path, 'before');
    const failing = writeCsv(path, {}, async (csv) => {
      for (let n = 0; n < 50_000; n++) csv.addRow(['some text', n]);
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['list.csv']);
    await writeCsv(path, {}, async (csv) => csv.addHeadings(['Last name', '=1']));
    expect(readFileSync(path, 'utf8')).toBe("\ufeffLast name,'=1\r\n");
    expect(existsSync(besideOf(path))).toBe(false);
  });
});
