/**
 * Writes tables as text files in every way that programs write them, and reads them back in a short form.
 */
import { CellKind, ownText, type TableRow } from '#engine/tables/tableRow.ts';
import { type OpenTextOptions, openText } from '#engine/tables/text/openText.ts';
import { defaultTextTuning, type TextTuning } from '#engine/tables/text/textTuning.ts';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';

/** The characters of the bytes 80 to 9F, by their code points; 0 where there is none. */
const windowsCodes = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
  0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
  0x203a, 0x0153, 0, 0x017e, 0x0178,
];
/** Every character that Windows-1252 has behind ASCII, in the order of the bytes from 80. */
export const windowsCharacters = [
  ...windowsCodes.map((code, n) => String.fromCharCode(code || 0x80 + n)),
  ...Array.from({ length: 96 }, (_, n) => String.fromCharCode(0xa0 + n)),
].join('');

/** Takes a text; gives its bytes, without a byte order mark. */
export function encode(text: string, encoding: TextEncodingName): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  return Buffer.from(
    Array.from(text, (character) => {
      const place = windowsCharacters.indexOf(character);
      const code = place < 0 ? character.charCodeAt(0) : 0x80 + place;
      if (code > 0xff) throw new Error(`not in Windows-1252: ${character}`);
      return code;
    }),
  );
}

/** A small writer: quotes where they are needed, and with `quoteAll` everywhere. */
export function writeTable(
  rows: readonly (readonly string[])[],
  separator: Separator,
  lineEnd: string,
  quoteAll = false,
): string {
  const cell = (text: string): string =>
    quoteAll || /^=|["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(separator) + lineEnd).join('');
}

/** A cell: its text, or what a program forced to be a text with `="..."`. */
export type ShortCell = string | { readonly forced: string };
export type ShortRow = readonly [number, ...ShortCell[]];

/** Takes a row; gives its number and its cells. */
export function shortRow(row: TableRow): ShortRow {
  const cells = Array.from({ length: row.width }, (_, n): ShortCell => {
    const text = ownText(row.texts[n]!);
    const forced = row.fromFormula[n] === 1;
    const kind = text === '' && !forced ? CellKind.empty : CellKind.text;
    if (row.kinds[n] !== kind) throw new Error(`kind ${row.kinds[n]} of a cell`);
    return forced ? { forced: text } : text;
  });
  return [row.number, ...cells];
}

export interface ReadTable {
  readonly encoding: TextEncodingName;
  readonly separator: Separator;
  readonly rows: readonly ShortRow[];
}

/** Takes a path; gives how the file was read and its rows. */
export async function readTable(
  path: string,
  options: OpenTextOptions = {},
  tuning: Partial<TextTuning> = {},
): Promise<ReadTable> {
  const file = await openText(path, options, { ...defaultTextTuning, ...tuning });
  try {
    const rows: ShortRow[] = [];
    await file.readSheet(0, (row) => {
      rows.push(shortRow(row));
    });
    const { encoding, separator } = file.format;
    return { encoding, separator, rows };
  } finally {
    file.close();
  }
}
