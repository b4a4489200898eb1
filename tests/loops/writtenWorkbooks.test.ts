/**
 * Any table, written by two libraries and by our own raw builder, must be read back the same, whatever the size
 * of the pieces in which its bytes come.
 */
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { loop } from '../support/loop.ts';
import { buildWorkbook, makeFolder, readShort } from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

type Cell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly seconds: number };

/** Day 0 of Excel's calendar for all days after February 1900. */
const epoch = Date.UTC(1899, 11, 30);

/** Words that a reader could take for something else. */
const awkward = fc.constantFrom(
  '_x000D_',
  '_x005F_',
  '_x',
  '_',
  'a_x0041_b',
  ' lead',
  'trail ',
  '\ttab\n',
  '\r\n',
  '&amp;',
  '<t>',
  ']]>',
  '00123',
  '1E5',
  'TRUE',
  '=1+1',
  '\u00a0',
  'é',
  '東京',
  '😀',
  '\ufffd',
  '\ufeff',
  '\u2028',
  '\u0085',
  '\u007f',
  '\ud7ff',
  'İ',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(fc.oneof(awkward, fc.string({ maxLength: 4 })), { maxLength: 4 })
    .map((parts) => parts.join('')),
);

/**
 * Neither library writes Excel's escapes: texts without what needs them and without what looks like one. (And
 * exceljs drops U+007F.)
 */
const librariesText = anyText.map((text) =>
  text
    .replace(/_x[0-9a-fA-F]{4}_/g, '')
    .replace(/[^\t\n\u0020-\u007e\u0080-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''),
);

function tables(text: fc.Arbitrary<string>): fc.Arbitrary<Cell[][]> {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'empty' as const }) },
    { weight: 4, arbitrary: text.map((value) => ({ kind: 'text' as const, text: value })) },
    {
      weight: 2,
      arbitrary: fc
        .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
        .map((number) => ({ kind: 'number' as const, number: number === 0 ? 0 : number })),
    },
    { weight: 1, arbitrary: fc.boolean().map((value) => ({ kind: 'boolean' as const, value })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.integer({ min: 61, max: 80_000 }),
          fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 86_399 })),
        )
        .map(([day, seconds]) => ({ kind: 'date' as const, seconds: day * 86_400 + seconds })),
    },
  );
  return fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 });
}

function dateText(seconds: number): string {
  const iso = new Date(epoch + seconds * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

function short(cell: Cell): string {
  if (cell.kind === 'empty') return '';
  if (cell.kind === 'text') return `t:${cell.text}`;
  if (cell.kind === 'number') return `n:${cell.number}`;
  if (cell.kind === 'boolean') return cell.value ? 'b:TRUE' : 'b:FALSE';
  return `d:${dateText(cell.seconds)}`;
}

/** The rows as the reader should give them: without empty cells at the end, and without empty rows. */
function expected(table: readonly (readonly Cell[])[]): string[][] {
  return table.map((row) => row.map(short)).map(withoutEnd);
}

function withoutEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

async function readBack(bytes: Uint8Array, rowCount: number, pieces = false): Promise<string[][]> {
  const path = folder.write(bytes);
  const rows: string[][] = Array.from({ length: rowCount }, () => []);
  const tuning = pieces ? { sliceBytes: 1 + (rowCount % 9), inflateChunk: 64 } : {};
  for (const [number, ...cells] of await readShort(path, tuning))
    rows[number - 1] = cells.map(sameNumber);
  return rows;
}

/** Writers spell a number in different ways; ours gives the spelling, here only the value counts. */
function sameNumber(cell: string): string {
  return cell.startsWith('n:') ? `n:${Number(cell.slice(2))}` : cell;
}

/** Writes a text as Excel does: its own escapes for what XML can't hold, then XML's. */
function encodeText(text: string): string {
  const hex = (char: string): string =>
    `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, hex)
    .replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char);
}

function rawWorkbook(table: readonly (readonly Cell[])[], shared: boolean): Buffer {
  const items: string[] = [];
  const content = (cell: Cell, ref: string): string => {
    if (cell.kind === 'empty') return '';
    if (cell.kind === 'number') return `<c r="${ref}"><v>${cell.number}</v></c>`;
    if (cell.kind === 'boolean') return `<c r="${ref}" t="b"><v>${cell.value ? 1 : 0}</v></c>`;
    if (cell.kind === 'date') return `<c r="${ref}" s="1"><v>${cell.seconds / 86_400}</v></c>`;
    const text = `<t xml:space="preserve">${encodeText(cell.text)}</t>`;
    if (!shared) return `<c r="${ref}" t="inlineStr"><is>${text}</is></c>`;
    items.push(`<si>${text}</si>`);
    return `<c r="${ref}" t="s"><v>${items.length - 1}</v></c>`;
  };
  const rows = table.map((row, y) => {
    const cells = row.map((cell, x) => content(cell, `${'ABCDEF'[x]}${y + 1}`));
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  return buildWorkbook({ rows: rows.join(''), strings: items.join(''), formats: [0, 22] });
}

type PlainValue = string | number | boolean | Date | null;

function plainValue(cell: Cell): PlainValue {
  if (cell.kind === 'empty') return null;
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'number') return cell.number;
  if (cell.kind === 'boolean') return cell.value;
  return new Date(epoch + cell.seconds * 1000);
}

loop('any workbook of our own comes back as it was written', async ({ seed }) => {
  const property = fc.asyncProperty(
    tables(anyText),
    fc.boolean(),
    fc.boolean(),
    async (table, shared, pieces) => {
      const bytes = rawWorkbook(table, shared);
      expect(await readBack(bytes, table.length, pieces)).toEqual(expected(table));
    },
  );
  await fc.assert(property, { numRuns: 100, seed });
});

loop('any workbook that hucre wrote comes back as it was written', async ({ seed }) => {
  const property = fc.asyncProperty(tables(librariesText), fc.boolean(), async (table, shared) => {
    const rows = table.map((row) => row.map(plainValue));
    const bytes = await writeXlsx({
      sheets: [{ name: 'x', rows }],
      stringMode: shared ? 'shared' : 'inline',
    });
    expect(await readBack(bytes, table.length)).toEqual(expected(table));
  });
  await fc.assert(property, { numRuns: 50, seed });
});

loop('any workbook that exceljs wrote comes back as it was written', async ({ seed }) => {
  const property = fc.asyncProperty(tables(librariesText), async (table) => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('x');
    table.forEach((row, y) => {
      row.forEach((cell, x) => {
        if (cell.kind !== 'empty') sheet.getCell(y + 1, x + 1).value = plainValue(cell);
      });
    });
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await readBack(bytes, table.length)).toEqual(expected(table));
  });
  await fc.assert(property, { numRuns: 30, seed });
});

describe('characters at every edge', () => {
  test.each([1, 7, 64])(
    'would break one when the bytes come in pieces of %i',
    async (sliceBytes) => {
      const names = ['Müller', 'Łukasz', '東京都', '😀😃', 'Ann', 'é', 'ﬃ', '𝔘𝔫𝔦'];
      const table = Array.from({ length: 60 }, (_, y) =>
        Array.from(
          { length: 6 },
          (_, x): Cell => ({ kind: 'text', text: names[(y * 5 + x) % 8] + '·'.repeat(y % 7) }),
        ),
      );
      for (const shared of [true, false]) {
        const path = folder.write(rawWorkbook(table, shared));
        const rows = await readShort(path, { sliceBytes, inflateChunk: 64 });
        expect(rows.map(([, ...cells]) => cells)).toEqual(expected(table));
      }
    },
  );
});
