/**
 * Any table must be read back the same, however it was written and in whatever pieces its bytes come; two
 * readers must agree; and any bytes at all end in rows or in a TableError, soon.
 */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { parseCsv } from 'hucre/csv';
import { afterAll, expect } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import { TableError } from '#engine/tables/tableError.ts';
import { SEPARATORS, TEXT_ENCODINGS } from '#shared/domain/textFormats.ts';
import { loop } from '../support/loop.ts';
import {
  encode,
  readTable,
  type ShortRow,
  shortRow,
  windowsCharacters,
  writeTable,
} from '../support/textFile.ts';
import { makeFolder } from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

const awkward = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\u00a0',
  '😀',
  'é',
  '東',
  '=',
  ' ',
  "'",
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ maxLength: 3 })), { maxLength: 5 })
    .map((parts) => parts.join('')),
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text file may hold
const isControl = /[\0-\x08\x0e-\x1f]/g;
/** A text that no reader takes for the forced text of Excel. */
const plain = (text: string): string => {
  const clean = text.replace(isControl, '');
  return clean.startsWith('="') ? clean.slice(1) : clean;
};
const windowsText = (text: string): string =>
  Array.from(text, (each) => {
    const code = each.codePointAt(0)!;
    return code < 0x80 ? each : windowsCharacters[code % windowsCharacters.length];
  }).join('');
const tables = fc.array(fc.array(anyText.map(plain), { maxLength: 5 }), { maxLength: 6 });

/** The rows as a reader should give them. */
function expectedRows(rows: readonly (readonly string[])[]): ShortRow[] {
  return rows.flatMap((row, n): ShortRow[] => {
    const width = row.findLastIndex((cell) => cell !== '') + 1;
    return width === 0 ? [] : [[n + 1, ...row.slice(0, width)]];
  });
}

loop('any text table comes back as it was written', async ({ seed }) => {
  const ways = fc.record({
    encoding: fc.constantFrom(...TEXT_ENCODINGS),
    separator: fc.constantFrom(...SEPARATORS),
    lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
    quoteAll: fc.boolean(),
    mark: fc.boolean(),
    chunkBytes: fc.integer({ min: 1, max: 64 }),
  });
  const property = fc.asyncProperty(tables, ways, async (anyRows, way) => {
    const { encoding, separator, lineEnd, chunkBytes } = way;
    const isWindows = encoding === 'windows-1252';
    const rows = isWindows ? anyRows.map((row) => row.map(windowsText)) : anyRows;
    const text = writeTable(rows, separator, lineEnd, way.quoteAll);
    // A text that begins with U+FEFF needs a byte order mark in front, or else loses it.
    const marked = !isWindows && (way.mark || text.startsWith('\ufeff'));
    const path = folder.write(encode(marked ? `\ufeff${text}` : text, encoding));
    const read = await readTable(path, { encoding, separator }, { chunkBytes });
    rmSync(path);
    expect(read.rows).toEqual(expectedRows(rows));
    return true;
  });
  await fc.assert(property, { numRuns: 400, seed });
});

loop('how any text table was written is guessed right', async ({ seed }) => {
  const cell = fc.constantFrom(
    'Ann',
    'Müller',
    '00123',
    '5/31/2022',
    'a, b',
    'c; d',
    'e "f"',
    '€ 5',
  );
  const row = fc.array(cell, { minLength: 4, maxLength: 4 });
  const way = fc.record({
    encoding: fc.constantFrom(...TEXT_ENCODINGS),
    separator: fc.constantFrom(...SEPARATORS),
    rows: fc.array(row, { minLength: 2, maxLength: 8 }),
    titles: fc.array(fc.constantFrom('Users', 'Run on 1 May, 2025', ''), { maxLength: 1 }),
  });
  const property = fc.asyncProperty(way, async ({ encoding, separator, rows, titles }) => {
    const table = [['ID', 'Näme “x”', 'Group', 'Note'], ...rows];
    const text = `${titles.map((title) => `${title}\r\n`).join('')}${writeTable(table, separator, '\r\n')}`;
    const path = folder.write(encode(text, encoding));
    const read = await readTable(path);
    rmSync(path);
    expect([read.encoding, read.separator]).toEqual([encoding, separator]);
    expect(read.rows.slice(-table.length).map(([, ...cells]) => cells)).toEqual(table);
  });
  await fc.assert(property, { numRuns: 200, seed });
});

loop('any text table is read as by another program', async ({ seed }) => {
  const clean = fc.array(fc.array(anyText.map(plain), { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  const property = fc.asyncProperty(
    clean,
    fc.constantFrom(...SEPARATORS),
    async (rows, separator) => {
      const full = rows.map((row) => [...row, 'end']);
      const text = writeTable(full, separator, '\r\n', true);
      const others = parseCsv(text, { delimiter: separator, skipBom: false });
      const path = folder.write(Buffer.from(`\ufeff${text}`));
      const { rows: ours } = await readTable(path, { separator });
      rmSync(path);
      expect(ours.map(([, ...cells]) => cells)).toEqual(
        others.map((row) => row.map((each) => String(each ?? ''))),
      );
    },
  );
  await fc.assert(property, { numRuns: 200, seed });
});

/** Reads whatever it is; fails when its rows come out of order. */
async function readAny(path: string): Promise<void> {
  const table = await openTable(path);
  try {
    let last = 0;
    await table.readSheet(0, (row) => {
      if (row.number <= last) throw new Error('rows out of order');
      last = row.number;
      shortRow(row);
    });
  } finally {
    table.close();
  }
}

const outcome = async (bytes: Uint8Array, chunkBytes: number): Promise<void> => {
  const path = folder.write(bytes);
  const accept = (error: unknown): void => {
    if (!(error instanceof TableError)) throw error;
  };
  await readTable(path, {}, { chunkBytes, maxCellChars: 200, maxRowChars: 1000 }).catch(accept);
  await readAny(path).catch(accept);
  rmSync(path);
};

loop('any bytes end in rows or in a refusal', async ({ seed }) => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const property = fc.asyncProperty(bytes, fc.integer({ min: 1, max: 64 }), outcome);
  await fc.assert(property, { numRuns: 400, seed });
});

loop('damaged text tables end in rows or in a refusal', async ({ seed }) => {
  const damage = fc.record({
    encoding: fc.constantFrom(...TEXT_ENCODINGS),
    separator: fc.constantFrom(...SEPARATORS),
    at: fc.nat(),
    remove: fc.integer({ min: 0, max: 9 }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom('"', '""', '\r', '\n', 'sep=;\n', '="', '\0', '\ufeff')
        .map((each) => Buffer.from(each)),
    ),
    chunkBytes: fc.integer({ min: 1, max: 64 }),
  });
  const property = fc.asyncProperty(tables, damage, async (rows, how) => {
    const text = writeTable(
      rows.map((row) => row.map(windowsText)),
      how.separator,
      '\r\n',
    );
    const bytes = encode(text, how.encoding);
    const at = how.at % (bytes.length + 1);
    const parts = [bytes.subarray(0, at), how.put, bytes.subarray(at + how.remove)];
    await outcome(Buffer.concat(parts), how.chunkBytes);
  });
  await fc.assert(property, { numRuns: 600, seed });
});
