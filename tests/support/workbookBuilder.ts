/**
 * Owns making XLSX packages byte by byte, so that a test can write what no library would, and reading a workbook
 * back in a short notation. Must never: use the reader's own code to build a file.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { CellKind, ownText, type TableRow } from '#engine/tables/tableRow.ts';
import { defaultTuning, type ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import { must } from './must.ts';

/** One entry of a package; everything but name and content is for odd or damaged files. */
export interface RawPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** Put into the package without compression. */
  readonly stored?: boolean;
  /** Sizes and checksum behind the data instead of in front of it. */
  readonly descriptor?: boolean;
  /** Sizes and place in a ZIP64 field. */
  readonly zip64?: boolean;
  readonly method?: number;
  readonly encrypted?: boolean;
  /** The deflated bytes themselves, with `content` only to count; for what is too large to be made. */
  readonly packed?: Buffer;
  /** What the directory says instead of the truth. */
  readonly claimedCrc?: number;
  readonly claimedSize?: number;
}

/** Takes the entries in order; gives the package. */
export function buildZip(parts: readonly RawPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = typeof part.content === 'string' ? Buffer.from(part.content) : part.content;
    const packed = part.packed ?? (part.stored ? content : deflateRawSync(content));
    const name = Buffer.from(part.name);
    const fields = {
      flags: (part.descriptor ? 8 : 0) | (part.encrypted ? 1 : 0),
      method: part.method ?? (part.stored ? 0 : 8),
      crc: part.claimedCrc ?? crc32(content),
      packedSize: packed.length,
      size: part.claimedSize ?? content.length,
      name,
    };
    const local = localHeader(fields, part.descriptor === true);
    directory.push(directoryHeader(fields, offset, part.zip64 === true));
    pieces.push(local, packed);
    offset += local.length + packed.length;
    if (part.descriptor) {
      const descriptor = littleEndian(
        [4, 0x08074b50],
        [4, fields.crc],
        [4, packed.length],
        [4, content.length],
      );
      pieces.push(descriptor);
      offset += descriptor.length;
    }
  }
  const entries = Buffer.concat(directory);
  const end = littleEndian(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, entries.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...pieces, entries, end]);
}

interface HeaderFields {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly name: Buffer;
}

function localHeader(fields: HeaderFields, descriptor: boolean): Buffer {
  const { flags, method, name } = fields;
  const [crc, packedSize, size] = descriptor
    ? [0, 0, 0]
    : [fields.crc, fields.packedSize, fields.size];
  const head = littleEndian(
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, crc],
    [4, packedSize],
    [4, size],
    [2, name.length],
    [2, 0],
  );
  return Buffer.concat([head, name]);
}

function directoryHeader(fields: HeaderFields, offset: number, zip64: boolean): Buffer {
  const { flags, method, name } = fields;
  const all = 0xffffffff;
  const extra = zip64
    ? littleEndian(
        [2, 1],
        [2, 24],
        [4, fields.size],
        [4, 0],
        [4, fields.packedSize],
        [4, 0],
        [4, offset],
        [4, 0],
      )
    : Buffer.alloc(0);
  const head = littleEndian(
    [4, 0x02014b50],
    [2, 45],
    [2, 45],
    [2, flags],
    [2, method],
    [4, 0],
    [4, fields.crc],
    [4, zip64 ? all : fields.packedSize],
    [4, zip64 ? all : fields.size],
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, zip64 ? all : offset],
  );
  return Buffer.concat([head, name, extra]);
}

function littleEndian(...values: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What a test says of its workbook; the rest is filled in. */
export interface WorkbookPlan {
  /** What stands between <sheetData> and </sheetData>. */
  readonly rows?: string;
  /** A whole sheet part instead. */
  readonly sheet?: string | Buffer;
  /** What stands inside <sst>. */
  readonly strings?: string;
  /** A whole shared strings part instead. */
  readonly stringsPart?: string | Buffer;
  /** Number formats of the cell styles 0, 1, 2 ...: a built-in number or a format code. */
  readonly formats?: readonly (number | string)[];
  /** Cell styles whose font is struck out, by their number. */
  readonly struck?: readonly number[];
  readonly date1904?: boolean;
  /** Changes the parts before they are packed: options, order, content. */
  readonly change?: (parts: readonly RawPart[]) => readonly RawPart[];
}

/** Takes the inside of <sheetData> and what stands behind it; gives a sheet part. */
export function sheetPart(rows: string, behind = ''): string {
  return `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

/** Takes ranges such as A2:A4; gives what stands behind the rows of a sheet that has these merged cells. */
export function mergeCells(ranges: readonly string[]): string {
  const cells = ranges.map((range) => `<mergeCell ref="${range}"/>`);
  return `<mergeCells count="${ranges.length}">${cells.join('')}</mergeCells><pageMargins left="0.7"/>`;
}

/** Takes the inside of <sst>; gives a shared strings part. */
export function stringsPart(items: string): string {
  return `${xmlHead}<sst xmlns="${mainNamespace}">${items}</sst>`;
}

/** Takes relations as [id, kind, target]; gives a relations part. */
export function relationsPart(relations: readonly (readonly [string, string, string])[]): string {
  const items = relations.map(
    ([id, kind, target]) =>
      `<Relationship Id="${id}" Type="${relationNamespace}/${kind}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageNamespace}">${items.join('')}</Relationships>`;
}

/** Takes the inside of <sheets> and whether dates count from 1904; gives a workbook part. */
export function workbookPart(sheets: string, date1904 = false): string {
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '';
  return `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}">${properties}<sheets>${sheets}</sheets></workbook>`;
}

function stylesPart(formats: readonly (number | string)[], struck: readonly number[]): string {
  const own = formats.filter((format) => typeof format === 'string');
  const code = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const definitions = own.map(
    (format, k) => `<numFmt numFmtId="${164 + k}" formatCode="${code(format)}"/>`,
  );
  const ids = formats.map((format) =>
    typeof format === 'number' ? format : 164 + own.indexOf(format),
  );
  const fonts =
    struck.length === 0
      ? ''
      : '<fonts><font><strike val="0"/></font><font><sz val="11"/><strike/></font></fonts>';
  const style = (id: number, n: number) =>
    `<xf numFmtId="${id}"${struck.includes(n) ? ' fontId="1"' : ''}/>`;
  return `${xmlHead}<styleSheet xmlns="${mainNamespace}"><numFmts>${definitions.join('')}</numFmts>${fonts}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids.map(style).join('')}</cellXfs></styleSheet>`;
}

/** Takes a plan; gives the bytes of the workbook. */
export function buildWorkbook(plan: WorkbookPlan): Buffer {
  const strings =
    plan.stringsPart ?? (plan.strings === undefined ? undefined : stringsPart(plan.strings));
  const relations: [string, string, string][] = [
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'styles', 'styles.xml'],
  ];
  if (strings !== undefined) relations.push(['rId3', 'sharedStrings', 'sharedStrings.xml']);
  const parts: RawPart[] = [
    {
      name: '_rels/.rels',
      content: relationsPart([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    },
    {
      name: 'xl/workbook.xml',
      content: workbookPart('<sheet name="Users" sheetId="1" r:id="rId1"/>', plan.date1904),
    },
    { name: 'xl/_rels/workbook.xml.rels', content: relationsPart(relations) },
    { name: 'xl/styles.xml', content: stylesPart(plan.formats ?? [0], plan.struck ?? []) },
    { name: 'xl/worksheets/sheet1.xml', content: plan.sheet ?? sheetPart(plan.rows ?? '') },
  ];
  if (strings !== undefined) parts.push({ name: 'xl/sharedStrings.xml', content: strings });
  return buildZip(plan.change ? plan.change(parts) : parts);
}

/** Gives a change of a plan: the part with this name gets other options or another content. */
export function changePart(
  name: string,
  change: Partial<RawPart>,
): (parts: readonly RawPart[]) => readonly RawPart[] {
  return (parts) => parts.map((part) => (part.name === name ? { ...part, ...change } : part));
}

/** A folder for a test file's workbooks; remove it when done. */
export function makeFolder(): {
  readonly write: (bytes: Uint8Array) => string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  let count = 0;
  return {
    write: (bytes) => {
      const path = join(folder, `${++count}.xlsx`);
      writeFileSync(path, bytes);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const kindLetters = ['', 't:', 'n:', 'd:', 'b:', 'e:'] as const;

/**
 * Takes a row; gives its cells in a short notation: t: text, n: number, d: date, b: boolean, e: error and then
 * the value; '' for an empty cell; '=' in front of the result of a formula.
 */
export function shortCells(row: TableRow): string[] {
  return Array.from({ length: row.width }, (_, k) => {
    if (row.kinds[k] === CellKind.empty && row.texts[k] !== '')
      throw new Error('an empty cell with a text');
    const mark = row.fromFormula[k] === 1 ? '=' : '';
    return mark + kindLetters[must(row.kinds[k])] + ownText(must(row.texts[k]));
  });
}

/** Takes a path; gives the rows of one sheet in short notation, each with its number in front. */
export async function readShort(
  path: string,
  tuning: Partial<ReadTuning> = {},
  sheet = 0,
): Promise<[number, ...string[]][]> {
  const workbook = await openWorkbook(path, { ...defaultTuning, ...tuning });
  try {
    const rows: [number, ...string[]][] = [];
    await workbook.readSheet(sheet, (row) => {
      rows.push([row.number, ...shortCells(row)]);
    });
    return rows;
  } finally {
    workbook.close();
  }
}
