/**
 * Small awkward files that ten different programs really wrote (tests/fixtures/awkward), each read in pieces of
 * several sizes and compared with what went into it; and the proof that everything readers are known to get
 * wrong stands in one of these files or has a test of its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import type { OpenTable } from '#engine/tables/table.ts';
import { ownText, type TableRow } from '#engine/tables/tableRow.ts';
import { openText } from '#engine/tables/text/openText.ts';
import { defaultTextTuning } from '#engine/tables/text/textTuning.ts';
import { defaultTuning, type ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import { must } from '../support/must.ts';
import { type PackageEntry, packageEntries } from '../support/packageEntries.ts';

const folder = join(import.meta.dirname, '../fixtures/awkward');
const suffix = '.expected.json';

type FoundCell = readonly [kind: string, text: string, formula?: 'formula'];

interface FoundSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly { readonly number: number; readonly cells: readonly FoundCell[] }[];
}

interface Expectation {
  /** Only beside a text file. */
  readonly format?: {
    readonly type: 'text';
    readonly encoding: string;
    readonly separator: string;
  };
  readonly sheets: readonly FoundSheet[];
}

const files = readdirSync(folder).filter((name) => /\.(xlsx|xlsm|csv|txt)$/.test(name));
const workbooks = files.filter((name) => /\.xls[xm]$/.test(name));
const textFiles = files.filter((name) => !workbooks.includes(name));

function expectationOf(file: string): Expectation {
  return JSON.parse(readFileSync(join(folder, file + suffix), 'utf8'));
}

const kinds = ['empty', 'text', 'number', 'date', 'boolean', 'error'] as const;

function cellsOf(row: TableRow): FoundCell[] {
  return Array.from({ length: row.width }, (_, k): FoundCell => {
    const [kind, text] = [must(kinds[must(row.kinds[k])]), ownText(must(row.texts[k]))];
    return row.fromFormula[k] === 1 ? [kind, text, 'formula'] : [kind, text];
  });
}

/** Everything in a file but its empty rows, which some programs write and some do not. */
async function contentOf(table: OpenTable): Promise<FoundSheet[]> {
  try {
    const sheets: FoundSheet[] = [];
    for (const { index, name, hidden } of table.sheets) {
      const rows: { number: number; cells: FoundCell[] }[] = [];
      await table.readSheet(index, (row) => {
        if (row.width > 0) rows.push({ number: row.number, cells: cellsOf(row) });
      });
      sheets.push({ name, hidden, rows });
    }
    return sheets;
  } finally {
    table.close();
  }
}

/** Programs spell one number in many ways; how it is handed over is workbook.test.ts's business. */
function byValue(sheets: readonly FoundSheet[]): readonly unknown[] {
  const cell = ([kind, text, ...rest]: FoundCell) =>
    kind === 'number' ? [kind, Number(text), ...rest] : [kind, text, ...rest];
  return sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map(({ number, cells }) => ({ number, cells: cells.map(cell) })),
  }));
}

describe('workbooks of many programs', () => {
  const sizes: readonly Partial<ReadTuning>[] = [
    {},
    { inflateChunk: 64 },
    { inflateChunk: 4096, sliceBytes: 61 },
    { sliceBytes: 7 },
    { sliceBytes: 1 },
  ];

  test.each(workbooks)('would read %s otherwise than it was written', async (file) => {
    const path = join(folder, file);
    const { sheets } = expectationOf(file);
    const table = await openTable(path);
    expect(table.format).toEqual({ type: 'workbook' });
    const content = await contentOf(table);
    expect(byValue(content)).toEqual(byValue(sheets));
    for (const size of sizes) {
      const workbook = await openWorkbook(path, { ...defaultTuning, ...size });
      expect(await contentOf(workbook), JSON.stringify(size)).toEqual(content);
    }
  });
});

describe('text files of many programs', () => {
  test.each(textFiles)('would read %s otherwise than it was written', async (file) => {
    const path = join(folder, file);
    const { format, sheets } = expectationOf(file);
    const table = await openTable(path);
    expect(table.format).toEqual(format);
    expect(await contentOf(table)).toEqual(sheets);
    for (const chunkBytes of [4, 5, 7, 64, 1021]) {
      const text = await openText(path, {}, { ...defaultTextTuning, chunkBytes });
      expect(await contentOf(text), String(chunkBytes)).toEqual(sheets);
    }
  });
});

describe('the fixtures', () => {
  test('would have a file without an expectation, or the other way round', () => {
    const expected = readdirSync(folder).filter((name) => name.endsWith(suffix));
    expect(expected).toEqual(files.map((name) => name + suffix));
    expect(new Set(workbooks.map((name) => name.split('-')[0])).size).toBeGreaterThanOrEqual(5);
  });

  test('would tell who made them, or where', async () => {
    for (const file of workbooks) {
      const entries = await packageEntries(join(folder, file));
      for (const { name, text } of entries) {
        if (!/docProps|comments|workbook\.xml$/.test(name)) continue;
        expect(text, `${file}: ${name}`).not.toMatch(/\/(root|home|tmp|Users|work)\b|absPath/);
        const people = text.matchAll(/<(?:dc:creator|cp:lastModifiedBy|author)>([^<]*)</g);
        for (const [, author] of people) {
          expect(['', 'A Librarian', 'Author'], `${file}: ${name}`).toContain(author?.trim());
        }
      }
    }
  });
});

/** What a file must hold for it to prove anything: a part and what stands in it, or how its entries are packed. */
type Evidence =
  | { readonly file: string; readonly part: RegExp; readonly holds: RegExp }
  | { readonly file: string; readonly packed: (entries: readonly PackageEntry[]) => boolean };

const sheetXml = /worksheets\/[^/]+\.xml$/;
const stringsXml = /sharedStrings\.xml$/;
const isSheet = ({ name }: PackageEntry): boolean => sheetXml.test(name);
const isStrings = ({ name }: PackageEntry): boolean => stringsXml.test(name);

/** What readers get wrong; where it stands; and the part of a title in workbook.test.ts that proves it alone. */
const peculiarities: Readonly<
  Record<string, { readonly files: readonly Evidence[]; readonly test: string }>
> = {
  'ISO dates in cells of type d': {
    files: [
      { file: 'openpyxl-isoDates.xlsx', part: sheetXml, holds: /t="d"><v>\d{4}-/ },
      { file: 'sheetjs-isoDates.xlsx', part: sheetXml, holds: /t="d"/ },
      { file: 'handmade-strict.xlsx', part: sheetXml, holds: /t="d"/ },
    ],
    test: 'would take an ISO date cell for text',
  },
  'prefixes of elements': {
    files: [{ file: 'handmade-sdk.xlsx', part: sheetXml, holds: /<x:row/ }],
    test: 'would find no rows when elements have a prefix',
  },
  'cells and rows without references': {
    files: [{ file: 'handmade-sdk.xlsx', part: sheetXml, holds: /<x:row><x:c t=/ }],
    test: 'would put cells and rows without references in the wrong place',
  },
  'entities and CDATA': {
    files: [
      { file: 'libreoffice-texts.xlsx', part: stringsXml, holds: /&amp;amp; &lt;b&gt;/ },
      { file: 'handmade-japanese.xlsx', part: stringsXml, holds: /&#x1F600;[\s\S]*<!\[CDATA\[/ },
    ],
    test: 'would lose CDATA sections and comments inside a text',
  },
  'xml:space': {
    files: [{ file: 'xlsxwriter-texts.xlsx', part: stringsXml, holds: /xml:space="preserve"> l/ }],
    test: 'would trim white space, with xml:space or without',
  },
  'rich text and phonetic runs': {
    files: [
      { file: 'libreoffice-rich.xlsx', part: stringsXml, holds: /<r>[\s\S]*<\/r><r>/ },
      { file: 'handmade-japanese.xlsx', part: stringsXml, holds: /<rPh / },
    ],
    test: 'would read only the first run of a rich text, or the phonetic guide as text',
  },
  'escapes such as _x000D_': {
    files: [
      { file: 'xlsxwriter-escapes.xlsx', part: stringsXml, holds: /_x000D_[\s\S]*_x005F_x000D_/ },
      { file: 'libreoffice-escapes.xlsx', part: stringsXml, holds: /_x005F_x000D_/ },
    ],
    test: 'would show _x000D_ as such',
  },
  'formula results of type string, boolean, error': {
    files: [
      { file: 'libreoffice-values.xlsx', part: sheetXml, holds: /t="str"><f/ },
      { file: 'libreoffice-values.xlsx', part: sheetXml, holds: /t="b"><f/ },
      { file: 'libreoffice-values.xlsx', part: sheetXml, holds: /t="e"><f/ },
      { file: 'openxlsx-candidates.xlsx', part: sheetXml, holds: /<\/f><\/c>/ },
    ],
    test: 'lose results of type string, boolean and error',
  },
  'absolute part names and other sheet names': {
    files: [
      { file: 'openpyxl-candidates.xlsx', part: /workbook\.xml\.rels/, holds: /Target="\/xl\// },
      {
        file: 'handmade-sdk.xlsx',
        part: /workbook\.xml\.rels/,
        holds: /"\/xl\/worksheets\/sheet\.xml"/,
      },
    ],
    test: 'would know the parts only by their usual names',
  },
  'shared strings stored after the sheet': {
    files: [
      {
        file: 'exceljs-stream.xlsx',
        packed: (entries) => entries.findIndex(isStrings) > entries.findLastIndex(isSheet),
      },
    ],
    test: 'would fail when the shared strings stand behind the sheet',
  },
  'single quotes and pretty-printed XML': {
    files: [
      { file: 'handmade-japanese.xlsx', part: sheetXml, holds: /\n {6}<c r='A1' t='s'>\n/ },
      { file: 'gnumeric-candidates.xlsx', part: sheetXml, holds: /<row [^>]*>\n\s+<c / },
    ],
    test: 'would take the white space of pretty-printed XML for content',
  },
  'self-closing and empty strings': {
    files: [{ file: 'handmade-japanese.xlsx', part: stringsXml, holds: /<si\/>\s*<si><t\/>/ }],
    test: 'would confuse an empty text with no cell',
  },
  'the 1904 date system': {
    files: ['libreoffice', 'openpyxl', 'gnumeric', 'perl', 'xlsxwriter', 'hucre'].map(
      (program) => ({
        file: `${program}-values1904.xlsx`,
        part: /workbook\.xml$/,
        holds: /date1904=['"](1|true)['"]/,
      }),
    ),
    test: 'would read a workbook of the 1904 system four years too early',
  },
  'data descriptors': {
    files: ['exceljs-stream.xlsx', 'handmade-sdk.xlsx'].map((file) => ({
      file,
      packed: (entries) => entries.some((entry) => isSheet(entry) && (entry.flags & 8) !== 0),
    })),
    test: 'would read stored entries, data descriptors or ZIP64 sizes wrongly',
  },
  'stored entries': {
    files: ['sheetjs-stored.xlsx', 'handmade-japanese.xlsx'].map((file) => ({
      file,
      packed: (entries) => entries.every(({ method }) => method === 0),
    })),
    test: 'would read stored entries, data descriptors or ZIP64 sizes wrongly',
  },
  'dates by custom number format': {
    files: [
      { file: 'libreoffice-values.xlsx', part: /styles\.xml$/, holds: /formatCode="[^"]*yyyy/ },
      { file: 'xlsxwriter-values.xlsx', part: /styles\.xml$/, holds: /formatCode="d\\.m\\.yy"/ },
    ],
    test: 'would know dates only by the built-in formats',
  },
  'characters cut by the edge of a chunk': {
    files: [{ file: 'hucre-inline.xlsx', part: sheetXml, holds: /山田[\s\S]*😀/u }],
    test: 'would break a character that a chunk of %i bytes cuts',
  },
  'inline strings': {
    files: [
      { file: 'openpyxl-writeOnly.xlsx', part: sheetXml, holds: /t="inlineStr"/ },
      { file: 'xlsxwriter-constantMemory.xlsx', part: sheetXml, holds: /t="inlineStr"/ },
    ],
    test: 'would lose an inline text for want of its type',
  },
  'hidden and very hidden sheets': {
    files: [
      {
        file: 'openxlsx-candidates.xlsx',
        part: /workbook\.xml$/,
        holds: /"hidden"[\s\S]*"veryHidden"/,
      },
    ],
    test: 'would list charts as sheets, lose the order, hidden marks',
  },
  'Strict Open XML': {
    files: [{ file: 'handmade-strict.xlsx', part: sheetXml, holds: /purl\.oclc\.org/ }],
    test: 'would not know the namespaces of Strict Open XML',
  },
  'a dimension that is not the real one': {
    files: [
      { file: 'handmade-strict.xlsx', part: sheetXml, holds: /<dimension ref="A1"\/>/ },
      { file: 'handmade-sdk.xlsx', part: sheetXml, holds: /ref="A1:ZZ99"/ },
    ],
    test: 'would miss rows behind settings',
  },
  'macros, pictures, tables, comments, filters, frozen panes, merged cells': {
    files: [
      { file: 'xlsxwriter-macros.xlsm', part: /\[Content_Types\]/, holds: /macroEnabled/ },
      { file: 'xlsxwriter-candidates.xlsx', part: sheetXml, holds: /<drawing / },
      { file: 'openpyxl-candidates.xlsx', part: sheetXml, holds: /<tablePart / },
      { file: 'libreoffice-candidates.xlsx', part: /comments/, holds: /registrar/ },
      { file: 'gnumeric-candidates.xlsx', part: sheetXml, holds: /state="frozen"/ },
      { file: 'libreoffice-candidates.xlsx', part: sheetXml, holds: /<autoFilter / },
      { file: 'exceljs-candidates.xlsx', part: sheetXml, holds: /<mergeCell / },
    ],
    test: 'would run, or refuse for its macros, a macro-enabled workbook',
  },
};

describe('what readers get wrong', () => {
  const ownTests = readFileSync(join(import.meta.dirname, 'workbook.test.ts'), 'utf8');

  test.each(Object.entries(peculiarities))(
    'would not be tested: %s',
    async (_, { files, test }) => {
      expect(ownTests).toContain(test);
      for (const evidence of files) {
        const entries = await packageEntries(join(folder, evidence.file));
        const found =
          'packed' in evidence
            ? evidence.packed(entries)
            : entries.some(
                ({ name, text }) => evidence.part.test(name) && evidence.holds.test(text),
              );
        expect(found, `${evidence.file} ${JSON.stringify(evidence, showPattern)}`).toBe(true);
      }
    },
  );
});

function showPattern(_: string, value: unknown): unknown {
  return value instanceof RegExp ? String(value) : value;
}
