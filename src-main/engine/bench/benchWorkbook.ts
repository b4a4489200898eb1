/**
 * Workbooks for the benchmarks: the nine CARLI columns with shared strings, the same with what a whole cycle decides
 * by, and a list of exclusions. Written straight as XML through deflate, because no library writes a million rows in
 * reasonable time. Seeded, same each run.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Days between Today and Purge Date',
  'User ID',
  'First Name',
  'Last Name',
  'Has Role other than Patron and Instructor',
];
const GROUPS = ['Undergraduate', 'Graduate', 'Faculty', 'Alumni', 'Courtesy Borrower'];
const NAMES = [
  'Müller',
  'Nguyễn',
  'Ångström',
  'Łukasz',
  'Παπαδάκης',
  'Иванова',
  '山田',
  'Smithe',
  'Oakley',
  'Reed',
];
const FIRST_DAY = 43_000; // a spreadsheet's number for a day in 2017

/** One row of the benchmark as typed values; what a reader has to find again. */
export function benchRow(n: number): (string | number)[] {
  const mixed = Math.imul(n + 1, 2_654_435_761) >>> 0;
  return [
    String(10_000_000 + n),
    GROUPS[mixed % GROUPS.length]!,
    FIRST_DAY + (mixed % 2500),
    FIRST_DAY + 365 + (mixed % 2900),
    mixed % 2000,
    `99${String(mixed).padStart(14, '0')}`,
    `First${mixed % 5000}`,
    `${NAMES[mixed % NAMES.length]}${mixed % 9000}`,
    mixed % 100 === 0 ? 'Yes' : 'No',
  ];
}

export type Strings = 'shared' | 'inline';

/** What a workbook of a benchmark has on its one sheet. */
interface BenchSheet {
  readonly headings: readonly string[];
  readonly row: (n: number) => (string | number)[];
  /** Columns whose numbers are dates. */
  readonly dates: readonly number[];
}

const CANDIDATES: BenchSheet = { headings: HEADINGS, row: benchRow, dates: [2, 3] };

/** Candidates of whom rules, protected groups and a purge take and leave some for each reason there is. */
const CYCLE_CANDIDATES: BenchSheet = {
  headings: [...HEADINGS, 'Record Type', 'Loans', 'Balance'],
  row: (n) => {
    const row = benchRow(n);
    const mixed = Math.imul(n + 7, 2_246_822_519) >>> 0;
    if (mixed % 50 === 0) row[1] = 'I-Share';
    const recordType = mixed % 83 === 0 ? 'Staff' : 'Public';
    const loans = mixed % 41 === 0 ? 1 + (mixed % 3) : 0;
    const balance = mixed % 13 === 0 ? (mixed % 40_000) / 100 : 0;
    return [...row, recordType, loans, balance];
  },
  dates: CANDIDATES.dates,
};

const SYLLABLES = [
  ...['ka', 'ro', 'mi', 'le', 'ta', 'ben', 'sor', 'vi', 'dan', 'el'],
  ...['gu', 'ster', 'wal', 'fo', 'ni', 'pe', 'rus', 'ho', 'ma', 'lin'],
];

function nameOf(n: number, syllables: number): string {
  let name = '';
  for (let left = n, k = 0; k < syllables; k++, left = Math.floor(left / SYLLABLES.length))
    name += SYLLABLES[left % SYLLABLES.length];
  return name[0]!.toUpperCase() + name.slice(1);
}

/** Candidates as they are named: nearly all by a name of their own, and all by an address. */
const NAMED_CANDIDATES: BenchSheet = {
  headings: [...HEADINGS, 'Preferred Email'],
  row: (n) => {
    const row = benchRow(n);
    const mixed = Math.imul(n + 11, 3_266_489_917) >>> 0;
    // Every tenth name isn't one of ASCII letters alone.
    const last = mixed % 10 === 0 ? `${row[7]}` : nameOf(mixed % 160_000, 4);
    const first = nameOf((mixed >>> 7) % 8000, 3);
    row.splice(6, 2, first, last);
    return [...row, `${first}.${n}@library.example`.toLowerCase()];
  },
  dates: CANDIDATES.dates,
};

/** @returns when the file is whole */
export const writeNamedWorkbook = (path: string, rows: number): Promise<void> =>
  writeBenchWorkbook(path, rows, 'shared', NAMED_CANDIDATES);

/** Every tenth of them has to stay. */
const CYCLE_EXCLUSIONS: BenchSheet = {
  headings: HEADINGS.slice(0, 1),
  row: (n) => benchRow(n * 10 + 3).slice(0, 1),
  dates: [],
};

/** The candidates of a whole cycle and the list of whom it must leave. @returns when both files are whole */
export async function writeCycleWorkbooks(
  candidates: string,
  exclusions: string,
  rows: number,
): Promise<void> {
  await writeBenchWorkbook(candidates, rows, 'shared', CYCLE_CANDIDATES);
  await writeBenchWorkbook(exclusions, rows / 10, 'shared', CYCLE_EXCLUSIONS);
}

/** @returns when the file is whole */
export async function writeBenchWorkbook(
  path: string,
  rows: number,
  kind: Strings = 'shared',
  { headings, row: valuesOf, dates }: BenchSheet = CANDIDATES,
): Promise<void> {
  const strings = new Map<string, number>();
  const shared = (text: string) => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const rowXml = (values: readonly (string | number)[], row: number) => {
    const cells = values.map((value, n) => {
      const place = `r="${'ABCDEFGHIJKL'[n]}${row}"`;
      if (typeof value === 'string') {
        return kind === 'inline'
          ? `<c ${place} t="inlineStr"><is><t>${value}</t></is></c>`
          : `<c ${place} t="s"><v>${shared(value)}</v></c>`;
      }
      return `<c ${place}${dates.includes(n) ? ' s="1"' : ''}><v>${value}</v></c>`;
    });
    return `<row r="${row}">${cells.join('')}</row>`;
  };
  function* sheet() {
    yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowXml(headings, 1)}`;
    for (let n = 0; n < rows; n++) yield rowXml(valuesOf(n), n + 2);
    yield '</sheetData></worksheet>';
  }
  function* sharedStrings() {
    yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${strings.size}">`;
    for (const text of strings.keys()) yield `<si><t>${text}</t></si>`;
    yield '</sst>';
  }
  await writeZip(path, [
    ['[Content_Types].xml', [CONTENT_TYPES]],
    ['_rels/.rels', [ROOT_RELS]],
    ['xl/workbook.xml', [WORKBOOK]],
    ['xl/_rels/workbook.xml.rels', [WORKBOOK_RELS]],
    ['xl/styles.xml', [STYLES]],
    ['xl/worksheets/sheet1.xml', sheet()],
    ['xl/sharedStrings.xml', sharedStrings()],
  ]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`;
const ROOT_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Candidates" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const WORKBOOK_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** A ZIP of deflated parts; each part in pieces, packed by the megabyte so that memory stays small. */
async function writeZip(path: string, parts: [string, Iterable<string>][]): Promise<void> {
  const out = createWriteStream(path);
  const directory: Buffer[] = [];
  let at = 0;
  const write = async (bytes: Buffer) => {
    at += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  for (const [name, pieces] of parts) {
    const start = at;
    await write(localHeader(name));
    const sum = await writeDeflated(pieces, write);
    const packed = at - start - 30 - name.length;
    await write(descriptor(sum, packed));
    directory.push(centralHeader(name, sum, packed, start));
  }
  const begin = at;
  for (const entry of directory) await write(entry);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(at - begin, 12);
  end.writeUInt32LE(begin, 16);
  await write(end);
  out.end();
  await finished(out);
}

interface Sum {
  readonly crc: number;
  readonly size: number;
}

/** Deflate blocks end at byte borders (sync flush), so pieces packed one by one make one stream. */
async function writeDeflated(
  pieces: Iterable<string>,
  write: (bytes: Buffer) => Promise<void>,
): Promise<Sum> {
  let crc = 0;
  let size = 0;
  let waiting: string[] = [];
  let length = 0;
  const flush = async (last: boolean) => {
    const bytes = Buffer.from(waiting.join(''));
    crc = crc32(bytes, crc);
    size += bytes.length;
    waiting = [];
    length = 0;
    await write(deflateRawSync(bytes, { level: 6, finishFlush: last ? 4 : 2 }));
  };
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length > 1 << 20) await flush(false);
  }
  await flush(true);
  return { crc, size };
}

function localHeader(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 6); // sizes follow in a descriptor
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
}

function descriptor(sum: Sum, packed: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(sum.crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(sum.size, 12);
  return bytes;
}

function centralHeader(name: string, sum: Sum, packed: number, start: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(8, 10);
  header.writeUInt32LE(sum.crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(sum.size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(start, 42);
  return Buffer.concat([header, Buffer.from(name)]);
}
