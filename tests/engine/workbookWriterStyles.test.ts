/**
 * What workbooks have besides texts, read back by exceljs, hucre and our own reader: values of every style as what they
 * mean, widths, frozen headings, filters, print set-up, pictures in their places, bars.
 */
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import type { CellStyle } from '#engine/workbooks/cellStyles.ts';
import { lineCount } from '#engine/workbooks/lineCount.ts';
import { ZoneClock } from '#engine/workbooks/serials.ts';
import { sheetName } from '#engine/workbooks/sheetNames.ts';
import { type WorkbookOptions, WorkbookWriter } from '#engine/workbooks/workbookWriter.ts';
import { temporaryFolder } from '../support/engine.ts';
import { packedParts, readBack } from '../support/readBack.ts';
import { samplePng } from '../support/samplePng.ts';

type Fill = (workbook: WorkbookWriter) => void;

async function written(fill: Fill, options: WorkbookOptions = { paper: 'A4' }) {
  const path = join(temporaryFolder(), 'Book.xlsx');
  const workbook = new WorkbookWriter(path, options);
  fill(workbook);
  await workbook.finish();
  return { path, read: await new ExcelJS.Workbook().xlsx.readFile(path) };
}

const DAY_MS = 86_400_000;
/** As spreadsheets count. */
const serialOf = (value: unknown) =>
  value instanceof Date ? value.getTime() / DAY_MS + 25_569 : value;

/** What a reader finds for a value of a style: the value, and its format. */
function expected(value: string | number, style: CellStyle, zone: string, decimals: number) {
  if (typeof value === 'number' && style === 'amount')
    return [value / 10 ** decimals, decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`];
  if (typeof value === 'number' && style === 'count') return [value, '#,##0'];
  if (style === 'date') return [Date.parse(`${value}T00:00:00Z`) / DAY_MS + 25_569, 'mm-dd-yy'];
  if (style === 'instant') {
    const wall = Temporal.Instant.fromEpochMilliseconds(Number(value)).toZonedDateTimeISO(zone);
    const ms = Date.parse(
      `${wall.toPlainDateTime().round({ smallestUnit: 'second', roundingMode: 'floor' })}Z`,
    );
    return [ms / DAY_MS + 25_569, 'm/d/yy "h":mm'];
  }
  return [value, style === 'text' ? '@' : undefined];
}

const TEXTS: readonly CellStyle[] = ['text', 'plain', 'wrap', 'label', 'note', 'alarm', 'title'];

const anyCell = fc.oneof(
  fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /^\w[\w ]*\w$/.test(text)),
      fc.constantFrom(...TEXTS),
    )
    .map(([value, style]) => ({ value, style })),
  fc.integer().map((value) => ({ value, style: 'count' as const })),
  fc.maxSafeInteger().map((value) => ({ value: value % 1e9, style: 'amount' as const })),
  fc
    .date({
      min: new Date('1900-03-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => ({ value: date.toISOString().slice(0, 10), style: 'date' as const })),
  fc
    .integer({ min: Date.UTC(1930, 0), max: Date.UTC(2100, 0) })
    .map((value) => ({ value, style: 'instant' as const })),
);

describe('cells of all styles', () => {
  test('come back as what they mean', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyCell, { minLength: 1, maxLength: 6 }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
        fc.constantFrom(0, 2, 3),
        fc.boolean(),
        async (rows, timeZone, decimals, inColumns) => {
          const first = rows[0]!;
          const { path, read } = await written(
            (workbook) => {
              // The style is the cell's, or its column's.
              const columns = first.map(({ style }) => ({ style, width: 12 }));
              const sheet = workbook.addSheet('All', inColumns ? { columns } : {});
              sheet.addRow(inColumns ? first.map(({ value }) => value) : first);
              for (const row of rows.slice(1)) sheet.addRow(row);
            },
            { timeZone, decimals, paper: 'A4' },
          );
          const sheet = read.worksheets[0]!;
          const [back] = await readBack(path);
          for (const [y, row] of rows.entries())
            for (const [x, { value, style }] of row.entries()) {
              const cell = sheet.getCell(y + 1, x + 1);
              const [wanted, format] = expected(value, style, timeZone, decimals);
              const found = serialOf(cell.value);
              const other = serialOf(back!.rows[y]![x]);
              if (typeof wanted === 'number') {
                // Half a second, in days.
                expect(Math.abs(Number(found) - wanted)).toBeLessThan(6e-6);
                expect(Math.abs(Number(other) - wanted)).toBeLessThan(6e-6);
              } else expect([found, other]).toEqual([wanted, wanted]);
              const own = cell.numFmt === 'General' ? undefined : cell.numFmt;
              if (style !== 'instant') expect([style, own]).toEqual([style, format]);
              else expect(own).toMatch(/^m\/d\/yy/);
            }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('tell the time before and behind a change of the clock', () => {
    const clock = new ZoneClock('Europe/Berlin');
    const told = [
      ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
      ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
      ['2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
      ['2026-10-25T01:30:00Z', '2026-10-25 02:30:00'],
      ['2026-10-25T23:30:00Z', '2026-10-26 00:30:00'],
    ] as const;
    for (const [at, wall] of told) expect([at, clock.text(Date.parse(at))]).toEqual([at, wall]);
  });

  test('are texts where spreadsheets know no such day', async () => {
    const days = ['1900-02-28', '1850-01-01', '2023-02-29', '2024-13-01', 'soon', '2024-1-1', '=1'];
    const { read } = await written((workbook) => {
      const sheet = workbook.addSheet('Days', {
        columns: [{ style: 'date' }, { style: 'instant' }],
      });
      for (const day of days) sheet.addRow([day, Date.UTC(1899, 5, 1)]);
      sheet.addRow(['1900-03-01', Number.NaN]);
      sheet.addRow([{ value: Number.POSITIVE_INFINITY, style: 'count' }, 8.7e15]);
    });
    const sheet = read.worksheets[0]!;
    for (const [n, day] of days.entries()) {
      expect([sheet.getCell(n + 1, 1).value, sheet.getCell(n + 1, 1).numFmt]).toEqual([day, '@']);
      expect(sheet.getCell(n + 1, 2).value).toBe('1899-06-01T00:00:00.000Z');
    }
    expect(sheet.getCell(8, 1).value).toEqual(new Date('1900-03-01T00:00:00Z'));
    expect(sheet.getCell(8, 2).value).toBe('NaN');
    expect(sheet.getRow(9).values).toEqual([undefined, 'Infinity', '8700000000000000']);
  });

  test('are no longer than a cell may be, and say that something is missing', async () => {
    const { read } = await written((workbook) => {
      workbook.addSheet('Long').addRow(['x'.repeat(40_000), `${'x'.repeat(32_765)}😀😀`]);
    });
    const [long, cut] = [1, 2].map((n) => String(read.worksheets[0]!.getCell(1, n).value));
    expect([long!.length, long!.at(-1)]).toEqual([32_767, '…']);
    expect([cut!.length, cut!.at(-1), cut!.at(-2)]).toEqual([32_766, '…', 'x']);
  });

  test('are read by our own reader, dates as dates', async () => {
    const { path } = await written((workbook) => {
      const columns = (['text', 'date', 'count', 'amount'] as const).map((style) => ({ style }));
      const sheet = workbook.addSheet('List', { columns, headings: 1, filter: true });
      sheet.addRow(['Identifier', 'Day', 'Loans', 'Balance'], { style: 'heading' });
      sheet.addRow(['00123', '2024-02-29', 1234, -1_050]);
      sheet.addRow(['00124', null, 0, 7]);
    });
    const table = await openTable(path);
    const rows: string[][] = [];
    await table.readSheet(0, (row) => void rows.push(row.texts.slice(0, row.width)));
    table.close();
    expect(rows).toEqual([
      ['Identifier', 'Day', 'Loans', 'Balance'],
      ['00123', '2024-02-29', '1234', '-10.50'],
      ['00124', '', '0', '0.07'],
    ]);
  });
});

describe('a sheet for people', () => {
  const LIST = {
    columns: [{ width: 18, style: 'text' }, { width: 30 }, { style: 'count' }],
    headings: 2,
    filter: true,
    landscape: true,
    header: 'Purge of 2026 & 2027',
    footer: '12 Library <Oakley>',
    printedColumns: 2,
  } as const;
  const fillList: Fill = (workbook) => {
    const sheet = workbook.addSheet("It's the list", LIST);
    expect(sheet.addRow(['About'], { style: 'note', across: 3 })).toBe(1);
    sheet.addRow(['Identifier', 'Name', 'Loans'], { style: 'heading' });
    sheet.addRow(['001', null, 3]);
    expect(sheet.addRow(['002', 'Reed', 4], { height: 40 })).toBe(4);
  };

  test('has rows as high as they are meant to be, and higher where a text needs it', async () => {
    const { read } = await written((workbook) => {
      const sheet = workbook.addSheet('Heights', { columns: [{ width: 20, style: 'wrap' }] });
      sheet.addRow(['short'], { leastHeight: 18 });
      sheet.addRow(['a text that needs more than one line of twenty letters'], { leastHeight: 18 });
      sheet.addRow(['a text that is cut, since somebody said how high'], { height: 18 });
    });
    const heights = [1, 2, 3].map((n) => read.worksheets[0]!.getRow(n).height);
    expect(heights).toEqual([18, 45, 18]);
  });

  test('has frozen headings, a filter, widths and what print needs', async () => {
    const { path, read } = await written((workbook) => {
      workbook.addSheet('First', { onePage: true, gridLines: false }).addRow(['x']);
      fillList(workbook);
    });
    const [first, list] = read.worksheets;
    expect(first!.pageSetup).toMatchObject({ fitToWidth: 1, fitToHeight: 1, paperSize: 9 });
    expect(first!.pageSetup.orientation).toBe('portrait');
    expect(first!.views).toMatchObject([{ showGridLines: false }]);
    expect(list!.pageSetup).toMatchObject({
      ...{ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      ...{ printTitlesRow: '1:2', printArea: 'A1:B4' },
    });
    expect(list!.views).toMatchObject([{ state: 'frozen', ySplit: 2, topLeftCell: 'A3' }]);
    expect(list!.autoFilter).toBe('A2:C4');
    expect([1, 2].map((n) => list!.getColumn(n).width)).toEqual([18, 30]);
    expect(list!.headerFooter).toMatchObject({
      oddHeader: '&LPurge of 2026 && 2027&R&A',
      oddFooter: '&L12 Library <Oakley>&RPage &P of &N',
    });
    expect(list!.getRow(4).height).toBe(40);
    expect(list!.getCell('C1').isMerged).toBe(true);
    // An empty cell has its line, too, and numbers stand under the ends of their headings.
    expect(list!.getCell('B3').border?.bottom?.style).toBe('hair');
    expect(list!.getCell('C2').alignment).toMatchObject({ horizontal: 'right' });
    expect(list!.getCell('C3').alignment).toMatchObject({ horizontal: 'right' });
    const [part] = await packedParts(path, 'xl/workbook.xml');
    expect(String(part)).toContain(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">'It''s the list'!$A$2:$C$4</definedName>`,
    );
    const sheet = String((await packedParts(path, 'xl/worksheets/sheet2'))[0]);
    expect(sheet).toContain('<ignoredError sqref="A1:C4" numberStoredAsText="1"/>');
  });

  test('says nothing of paper in a file for other programs', async () => {
    const { path } = await written(fillList, {});
    const [sheet] = (await packedParts(path, 'xl/worksheets/')).map(String);
    expect(sheet).not.toMatch(/pageSetup|headerFooter|ignoredError|pageMargins|fitToPage/);
  });

  test('has heads and feet of 255 characters at most, and no instruction of a text in them', async () => {
    const { read } = await written((workbook) => {
      workbook.addSheet('Long', { header: 'a & b '.repeat(200), footer: '&P\n&"Arial"&14' });
    });
    const { oddHeader, oddFooter } = read.worksheets[0]!.headerFooter;
    expect(oddHeader!.length).toBeLessThanOrEqual(255);
    expect(oddHeader).toMatch(/^&La && b .*…&R&A$/);
    expect(oddFooter).toBe('&L&&P &&"Arial"&&14&RPage &P of &N');
  });

  test('has rows as high as their wrapped texts', async () => {
    const { read } = await written((workbook) => {
      const sheet = workbook.addSheet('High', { columns: [{ width: 20, style: 'wrap' }, {}] });
      sheet.addRow(['short', 'a text that is much longer than its column but does not wrap']);
      sheet.addRow(['a text that needs at least three lines of twenty']);
      sheet.addRow(['one\ntwo']);
    });
    const heights = [1, 2, 3].map((n) => read.worksheets[0]!.getRow(n).height);
    expect(heights).toEqual([undefined, 45, 30]);
    const cases = [
      ['', 1],
      ['a b', 1],
      ['x'.repeat(25), 3],
      ['東京都東京都', 2],
    ] as const;
    for (const [text, lines] of cases) expect([text, lineCount(text, 10)]).toEqual([text, lines]);
    expect(lineCount('twelve chars and', 10)).toBe(2);
  });

  test('has its pictures in their places', async () => {
    const [one, two] = [samplePng(64, 32), samplePng(8, 8)];
    const { path, read } = await written((workbook) => {
      const sheet = workbook.addSheet('Pictures');
      sheet.addRow(['Two']);
      sheet.addPicture({
        png: one,
        alt: 'A "settings" page',
        column: 1,
        row: 3,
        width: 640,
        height: 320,
      });
      sheet.addPicture({ png: two, alt: 'Logo', column: 0, row: 1, width: 8, height: 8 });
      workbook.addSheet('None').addRow(['x']);
      workbook
        .addSheet('One')
        .addPicture({ png: two, alt: '', column: 0, row: 1, width: 8, height: 8 });
    });
    const [pictures, none, last] = read.worksheets.map((sheet) => sheet.getImages());
    expect(pictures!.map(({ range }) => [range.tl.nativeCol, range.tl.nativeRow])).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(pictures![0]!.range).toMatchObject({ ext: { width: 640, height: 320 } });
    expect(none).toEqual([]);
    expect(last).toHaveLength(1);
    expect(
      read.model.media.map(({ buffer }) => Buffer.from(buffer as unknown as Uint8Array)),
    ).toEqual([one, two, two]);
    expect(String((await packedParts(path, 'xl/drawings/drawing1'))[0])).toContain(
      'descr="A &quot;settings&quot; page"',
    );
  });

  test('has bars that begin at zero', async () => {
    const { path, read } = await written((workbook) => {
      const sheet = workbook.addSheet('Bars');
      for (const n of [10, 5, 0]) sheet.addRow(['x', n]);
      sheet.addBars({ column: 1, fromRow: 1, toRow: 3, colour: '4C6EF5' });
      sheet.addBars({ column: 2, fromRow: 1, toRow: 1, colour: 'E03131', most: 0, numbers: false });
    });
    const rules = read.worksheets[0]! as unknown as {
      conditionalFormattings: { ref: string; rules: { type: string; cfvo: unknown[] }[] }[];
    };
    expect(rules.conditionalFormattings.map(({ ref }) => ref)).toEqual(['B1:B3', 'C1:C1']);
    expect(rules.conditionalFormattings[0]!.rules[0]).toMatchObject({ type: 'dataBar' });
    const [xml] = (await packedParts(path, 'xl/worksheets/')).map(String);
    const ids = [...xml!.matchAll(/(?:<x14:id>|dataBar" id=")(\{[0-9A-F-]+\})/g)].map(
      (all) => all[1],
    );
    expect(ids).toEqual([ids[0], ids[1], ids[0], ids[1]]);
    expect(new Set(ids).size).toBe(2);
    expect(xml).toMatch(/gradient="0"><x14:cfvo type="num"><xm:f>0<\/xm:f>/);
    expect(xml).toContain('<xm:sqref>B1:B3</xm:sqref>');
  });
});

describe('names of sheets', () => {
  test('are valid and different', () => {
    const wanted = [
      '',
      'A/B: [x]?*\\',
      'a b   x',
      "'quoted'",
      'History',
      'x'.repeat(40),
      `${'x'.repeat(30)}😀`,
    ];
    const names: string[] = [];
    for (const name of [...wanted, ...wanted]) names.push(sheetName(name, names));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).toMatch(/^[^[\]:*?/\\']+$/);
    }
    expect(names.slice(0, 5)).toEqual(['Sheet', 'A B   x', 'a b   x (2)', 'quoted', 'History (2)']);
  });

  test('stay as they are when they can, and are escaped', async () => {
    const { read } = await written((workbook) => {
      for (const name of ['A & B', "It's", 'Ü <1>']) workbook.addSheet(name);
    });
    expect(read.worksheets.map(({ name }) => name)).toEqual(['A & B', "It's", 'Ü <1>']);
  });
});
