/**
 * Reading text files as a process: aborting, stopping, progress, turns of the event loop, closing; and
 * openTable, which chooses the reader by the file's own bytes.
 */
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import type { OpenTable } from '#engine/tables/table.ts';
import { openText } from '#engine/tables/text/openText.ts';
import { RecordScanner } from '#engine/tables/text/recordScanner.ts';
import { defaultTextTuning } from '#engine/tables/text/textTuning.ts';
import { slowRows } from '../support/slowRows.ts';
import { encode, readTable, type ShortRow, shortRow } from '../support/textFile.ts';
import { makeFolder } from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

const manyRows = 300_000;
const many = folder.write(
  Buffer.from(Array.from({ length: manyRows }, (_, n) => `${n},User ${n},Staff\r\n`).join('')),
);

describe('the course of a reading', () => {
  test('would read on after stop, or not be able to start again', async () => {
    const file = await openText(many);
    for (let times = 0; times < 2; times++) {
      const numbers: number[] = [];
      await file.readSheet(0, (row) => {
        numbers.push(row.number);
        return row.number === 3 ? 'stop' : undefined;
      });
      expect(numbers).toEqual([1, 2, 3]);
    }
    file.close();
  });

  test('would lose or repeat rows at the edges of chunks, or change numbers', async () => {
    const { rows } = await readTable(many);
    expect(rows).toHaveLength(manyRows);
    rows.forEach((row, n) => {
      if (row[0] !== n + 1 || row[2] !== `User ${n}`) throw new Error(`row ${n}: ${String(row)}`);
    });
  });

  test('would not hear an abort from outside, or hand over a row after an abort by the receiver', async () => {
    const file = await openText(many);
    const outside = new AbortController();
    const { tick } = slowRows(1);
    let rows = 0;
    const slow = file.readSheet(
      0,
      () => {
        if (++rows === 1) setImmediate(() => outside.abort(new Error('enough')));
        tick();
      },
      { signal: outside.signal },
    );
    await expect(slow).rejects.toThrow('enough');
    // Each row takes a millisecond: the event loop gets a turn long before the end of the first piece.
    expect(rows).toBeLessThan(1000);
    vi.restoreAllMocks();
    const own = new AbortController();
    let last = 0;
    const byReceiver = file.readSheet(
      0,
      (row) => {
        last = row.number;
        if (last === 5) own.abort(new Error('mine'));
      },
      { signal: own.signal },
    );
    await expect(byReceiver).rejects.toThrow('mine');
    expect(last).toBe(5);
    await expect(file.readSheet(0, () => 'stop', { signal: own.signal })).rejects.toThrow('mine');
    file.close();
  });

  test('would tell progress that goes back, comes too often or never reaches 1', async () => {
    const file = await openText(many);
    const told: [number, number][] = [];
    const { tick, now } = slowRows(0.01);
    await file.readSheet(0, tick, { onProgress: (fraction) => told.push([fraction, now()]) });
    vi.restoreAllMocks();
    file.close();
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)?.[0]).toBe(1);
    for (const [n, [fraction, at]] of told.entries()) {
      const [before, when] = told[n - 1] ?? [0, 0];
      expect(fraction).toBeGreaterThanOrEqual(before);
      expect(fraction).toBeLessThanOrEqual(1);
      if (n < told.length - 1) expect(at - when).toBeGreaterThanOrEqual(100);
    }
  });

  test('would hang or end well when the file is closed in the middle', async () => {
    const file = await openText(many, {}, { ...defaultTextTuning, chunkBytes: 1024 });
    const reading = file.readSheet(0, (row) => {
      if (row.number === 100) file.close();
    });
    await expect(reading).rejects.toThrow('closed');
    await expect(file.readSheet(0, () => undefined)).rejects.toThrow('closed');
    file.close();
  });

  test('would take quadratic time for a long cell in small pieces', async () => {
    const long = 'x,"y" '.repeat(20_000);
    const text = `a,"${long.replaceAll('"', '""')}"\nb,c\n`;
    const path = folder.write(Buffer.from(text));
    const scan = vi.spyOn(RecordScanner.prototype, 'scan');
    const { rows } = await readTable(path, { separator: ',' }, { chunkBytes: 64 });
    const lookedAt = scan.mock.calls.reduce((sum, [piece, from]) => sum + piece.length - from, 0);
    // Each character some times, not once for each of 2,500 pieces.
    expect(lookedAt).toBeLessThan(5 * text.length);
    expect(rows).toEqual([
      [1, 'a', long],
      [2, 'b', 'c'],
    ]);
  });

  test('would pass for a sheet that is not there', async () => {
    const file = await openText(many);
    expect(file.sheets).toEqual([{ index: 0, name: 'Text', hidden: false }]);
    await expect(file.readSheet(1, () => undefined)).rejects.toThrow(RangeError);
    file.close();
  });
});

/** As Excel writes it: the name in one byte each, and again in two. */
function lockFile(name: string): Buffer {
  const file = Buffer.alloc(165, 0x20);
  file[0] = name.length;
  file.write(name, 1, 'latin1');
  file.writeUInt16LE(name.length, 55);
  file.write(name.padEnd(54), 57, 'utf16le');
  return file;
}

describe('choosing the reader', () => {
  const rowsOf = async (table: OpenTable): Promise<ShortRow[]> => {
    const rows: ShortRow[] = [];
    await table.readSheet(0, (row) => {
      rows.push(shortRow(row));
    });
    table.close();
    return rows;
  };

  test('would go by the name’s ending', async () => {
    const workbook = await writeXlsx({ sheets: [{ name: 'Users', rows: [['a', 'b']] }] });
    const table = await openTable(folder.write(workbook), { separator: ';' });
    expect([table.format, table.sheets[0]?.name]).toEqual([{ type: 'workbook' }, 'Users']);
    expect(await rowsOf(table)).toEqual([[1, 'a', 'b']]);
    const text = await openTable(folder.write(Buffer.from('a;b\n1;2\n')));
    expect(text.format).toEqual({ type: 'text', encoding: 'utf-8', separator: ';' });
    expect(await rowsOf(text)).toHaveLength(2);
  });

  test('would refuse short files, UTF-16 without a mark, a first tab, or Windows-1252', async () => {
    const le = encode('\tID\r\n\t1\r\n', 'utf-16le');
    for (const [bytes, rows] of [
      ['1', [[1, '1']]],
      ['ID\n', [[1, 'ID']]],
      ['\ufeff', []],
      [
        le,
        [
          [1, '', 'ID'],
          [2, '', '1'],
        ],
      ],
      [encode('ID;Name\r\n', 'utf-16be'), [[1, 'ID', 'Name']]],
      [encode('“Name”\t€\r\n', 'windows-1252'), [[1, '“Name”', '€']]],
    ] as const) {
      expect(await rowsOf(await openTable(folder.write(Buffer.from(bytes))))).toEqual(rows);
    }
  });

  test('would pass on what a person chose to nobody', async () => {
    const path = folder.write(Buffer.from('a;b,c\nd;e,f\n\xe9', 'latin1'));
    const table = await openTable(path, { encoding: 'windows-1252', separator: ',' });
    expect(table.format).toEqual({ type: 'text', encoding: 'windows-1252', separator: ',' });
    expect(await rowsOf(table)).toEqual([
      [1, 'a;b', 'c'],
      [2, 'd;e', 'f'],
      [3, 'é'],
    ]);
  });

  test.each([
    ['htmlFile', '<html><table><tr><td>1</td></tr></table></html>'],
    ['htmlFile', Buffer.from('\ufeff<table><tr>', 'utf16le')],
    [
      'xmlSpreadsheet',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    ],
    ['xmlFile', '<?xml version="1.0"?><books/>'],
    ['xmlFile', '<books xmlns="http://example.org/books"><book/></books>'],
    [
      'xmlSpreadsheet',
      '<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet/></ss:Workbook>',
    ],
    ['lockFile', lockFile('A Librarian')],
    ['notAWorkbook', '%PDF-1.7 ...'],
    ['notAWorkbook', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['notAWorkbook', Buffer.from('\ufeffa\0b', 'utf16le')],
    ['wrongEncoding', Buffer.from('\ufeffa\ud800b', 'utf16le')],
    ['oldXls', Buffer.from('0908080000051000', 'hex')],
    ['incomplete', Buffer.alloc(5000)],
    ['incomplete', 'PK'],
    ['incomplete', Buffer.from('d0cf11', 'hex')],
    ['emptyFile', ''],
  ])('would read as text what is none: %s', async (code, content) => {
    const path = folder.write(Buffer.from(content));
    const error: unknown = await openTable(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TableError', code });
  });
});
