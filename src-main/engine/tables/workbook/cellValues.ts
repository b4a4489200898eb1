/**
 * Owns what a cell's raw text means, given its type and style: kind and text as they are handed over.
 * Must never: change a text, or a number that is not whole (amounts are read from their written decimals).
 */
import { TableError } from '../tableError.ts';
import { CellKind } from '../tableRow.ts';
import { dateOfIso, dateOfSerial } from './cellDates.ts';
import { writtenNumber } from './cellNumbers.ts';
import { CellType } from './cellPatterns.ts';
import { type CellStyles, StyleLook } from './cellStyles.ts';
import type { ReadTuning } from './readTuning.ts';
import type { StringTable } from './stringTable.ts';
import { incomplete } from './xmlBytes.ts';
import { replaceEscapes } from './xmlText.ts';

/** Dates of whole days come back again and again; a table by the number's last bits remembers them. */
const DATE_CACHE_SIZE = 4096;

/** What the scanner needs from the workbook. */
export interface ScannerContext {
  readonly strings: StringTable;
  readonly styles: CellStyles;
  readonly date1904: boolean;
  readonly tuning: Pick<ReadTuning, 'maxSheetCells' | 'maxSheetChars'>;
}

export class CellValues {
  /** What the last call found. */
  kind: number = CellKind.empty;
  text = '';
  /** A string that is struck out. */
  struck = false;
  /** The shared string that was missing when `set` threw `incomplete`. */
  wantedString = -1;
  readonly #strings: StringTable;
  readonly #looks: Uint8Array;
  readonly #date1904: boolean;
  readonly #dateKeys = new Int32Array(DATE_CACHE_SIZE).fill(-1);
  readonly #dateTexts: (string | undefined)[] = new Array(DATE_CACHE_SIZE).fill(undefined);

  /** Takes the workbook's strings and styles. */
  constructor(context: ScannerContext) {
    this.#strings = context.strings;
    this.#looks = context.styles.looks;
    this.#date1904 = context.date1904;
  }

  /** Takes a raw value; leaves its kind and text. Throws TableError, or `incomplete` for want of a string. */
  set(raw: string, type: number, style: number): void {
    this.kind = CellKind.text;
    this.text = replaceEscapes(raw);
    this.struck = false;
    if (type === CellType.string || type === CellType.inline || type === CellType.unknown) return;
    const bare = trimXmlSpace(raw);
    this.text = bare;
    if (bare === '') this.kind = CellKind.empty;
    else if (type === CellType.number) {
      if (isNumber(bare)) this.setNumber(bare, style);
      else this.text = raw;
    } else if (type === CellType.shared) this.text = this.#sharedText(bare);
    else if (type === CellType.error) this.kind = CellKind.error;
    else if (type === CellType.boolean) this.#setBoolean(bare);
    else if (type === CellType.date) {
      const date = dateOfIso(bare);
      // Some writers mark a day number as a date.
      if (date === undefined && isNumber(bare)) this.setNumber(bare, style, true);
      else {
        this.kind = date === undefined ? CellKind.text : CellKind.date;
        this.text = date ?? raw;
      }
    }
  }

  /** Takes a number as it is written; leaves it, or the date that it is by its style. */
  setNumber(lexeme: string, style: number, markedDate = false): void {
    const look = this.#looks[style] ?? 0;
    const isDate = markedDate || (look & StyleLook.date) !== 0;
    const date = isDate ? dateOfSerial(Number(lexeme), this.#date1904) : undefined;
    this.kind = date === undefined ? CellKind.number : CellKind.date;
    this.text = date ?? writtenNumber(lexeme, look >> StyleLook.digitsShift);
  }

  #setBoolean(bare: string): void {
    const word = bare.toUpperCase();
    if (word === '1' || word === 'TRUE') this.text = 'TRUE';
    else if (word === '0' || word === 'FALSE') this.text = 'FALSE';
    else return;
    this.kind = CellKind.boolean;
  }

  #sharedText(bare: string): string {
    if (!/^[0-9]{1,10}$/.test(bare))
      throw new TableError('damaged', 'the number of a shared string');
    const index = Number(bare);
    if (index >= this.#strings.count) {
      this.wantedString = index;
      throw incomplete;
    }
    this.struck = this.#strings.isStruck(index);
    return this.#strings.get(index);
  }

  /** Takes a whole number; gives the date of that day, or undefined. */
  dateOfDay(serial: number): string | undefined {
    const place = serial & (DATE_CACHE_SIZE - 1);
    if (this.#dateKeys[place] === serial) return this.#dateTexts[place];
    const date = dateOfSerial(serial, this.#date1904);
    this.#dateKeys[place] = serial;
    this.#dateTexts[place] = date;
    return date;
  }
}

function isNumber(text: string): boolean {
  return /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text);
}

/** By hand, as a pattern for white space at the end takes quadratic time on a text full of it. */
function trimXmlSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlSpace(text.charCodeAt(start))) start++;
  while (end > start && isXmlSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isXmlSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
