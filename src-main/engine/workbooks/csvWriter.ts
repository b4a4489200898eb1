/**
 * Lists as CSV for people who open them in a spreadsheet: UTF-8 with its mark, CRLF between rows, and between values a
 * comma, or a semicolon where the comma is the decimal mark, as spreadsheets there expect it. An apostrophe stands before text that a spreadsheet would take for a formula, never before our own numbers and
 * dates. Must not write files for Alma: an apostrophe would become part of an identifier.
 */
import { writeWhole } from '../db/wholeFile.ts';
import { amountDigits } from './amounts.ts';
import type { CellStyle } from './cellStyles.ts';
import { isFormulaLike } from './formulaLike.ts';
import { FreshFile } from './freshFile.ts';
import { dateSerial, ZoneClock } from './serials.ts';

export interface CsvOptions {
  /** What values of each column mean, as in a workbook; without it plain. */
  readonly styles?: readonly CellStyle[];
  /** Of the workspace's currency, for amounts. */
  readonly decimals?: number;
  /** IANA name; the clock by which instants are told. */
  readonly timeZone?: string;
  /** Of the system; without it a point. */
  readonly decimalMark?: '.' | ',';
}

export type CsvCell = string | number | null | undefined;

/** So much is written at a time. */
const BLOCK_CHARS = 1 << 16;
const BYTE_ORDER_MARK = '\ufeff';

export class CsvWriter {
  readonly #file: FreshFile;
  readonly #styles: readonly CellStyle[];
  readonly #decimals: number;
  readonly #clock: ZoneClock;
  readonly #decimalMark: '.' | ',';
  readonly #separator: ',' | ';';
  #waiting = BYTE_ORDER_MARK;

  constructor(path: string, options: CsvOptions = {}) {
    const { styles = [], decimals = 2, timeZone = 'UTC', decimalMark = '.' } = options;
    this.#decimalMark = decimalMark;
    this.#separator = decimalMark === ',' ? ';' : ',';
    this.#styles = styles;
    this.#decimals = decimals;
    this.#clock = new ZoneClock(timeZone);
    this.#file = new FreshFile(path);
  }

  /** Texts, whatever the columns are. */
  addHeadings(headings: readonly string[]): void {
    this.#addLine(headings.map(textField).join(this.#separator));
  }

  addRow(cells: readonly CsvCell[]): void {
    let line = '';
    for (let n = 0; n < cells.length; n++)
      line += `${n > 0 ? this.#separator : ''}${this.#field(cells[n], this.#styles[n])}`;
    this.#addLine(line);
  }

  /** @returns the size of the file, which is whole then */
  finish(): number {
    this.#flush();
    this.#file.close();
    return this.#file.size;
  }

  /** After a failure: the file is half of one, unless it is finished. */
  abandon(): void {
    this.#file.close();
  }

  #field(cell: CsvCell, style: CellStyle | undefined): string {
    if (cell === null || cell === undefined) return '';
    if (typeof cell === 'string')
      return style === 'date' && dateSerial(cell) > 0 ? cell : textField(cell);
    if (!Number.isFinite(cell)) return textField(String(cell));
    if (style === 'instant') return this.#clock.text(cell);
    const digits = style === 'amount' ? amountDigits(cell, this.#decimals) : String(cell);
    return digits.replace('.', this.#decimalMark);
  }

  #addLine(line: string): void {
    this.#waiting += `${line}\r\n`;
    if (this.#waiting.length >= BLOCK_CHARS) this.#flush();
  }

  #flush(): void {
    this.#file.append(Buffer.from(this.#waiting));
    this.#waiting = '';
  }
}

/** Also what other programs take for the end of a value or of a row. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/u;
/** Programs end a value there, or the file. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNREADABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

function textField(text: string): string {
  const readable = text.replace(UNREADABLE, '\ufffd');
  const safe = isFormulaLike(text) ? `'${readable}` : readable;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A file from its first row to its last: put in place when it is whole, left nowhere when that fails. */
export async function writeCsv<T>(
  path: string,
  options: CsvOptions,
  fill: (csv: CsvWriter) => Promise<T>,
): Promise<T> {
  return writeWhole(path, async (beside) => {
    const csv = new CsvWriter(beside, options);
    try {
      const filled = await fill(csv);
      csv.finish();
      return filled;
    } finally {
      csv.abandon();
    }
  });
}
