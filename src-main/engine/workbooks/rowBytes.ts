/**
 * Rows of a sheet as XML: each value as what its style means. Text is text, whatever it begins with; never a formula,
 * never a link.
 */
import { amountDigits } from './amounts.ts';
import { columnName } from './cellPlaces.ts';
import { type CellStyle, isWrapped, lineHeight, type StyleTable } from './cellStyles.ts';
import { isFormulaLike } from './formulaLike.ts';
import { lineCount } from './lineCount.ts';
import { dateSerial, type ZoneClock } from './serials.ts';
import { ColumnTexts, type SharedTexts } from './sharedTexts.ts';
import type { SheetColumn } from './sheetOptions.ts';
import { ascii, hasOuterSpace, type XmlBytes } from './xmlBytes.ts';

/** A cell with a style of its own. */
export interface StyledCell {
  /** Null: an empty cell that still has its colour. */
  readonly value: string | number | null;
  readonly style: CellStyle;
}

export type CellContent = string | number | null | undefined | StyledCell;

export interface RowLook {
  /** Of all cells that have none of their own. */
  readonly style?: CellStyle;
  /** In points; without it as high as its texts need. */
  readonly height?: number;
  /** In points; where its texts need more, they get it. */
  readonly leastHeight?: number;
  /** The first cell goes across so many columns. */
  readonly across?: number;
}

/** How values are told, in all sheets of a workbook. */
export interface Telling {
  readonly styles: StyleTable;
  readonly texts: SharedTexts;
  /** Of amounts. */
  readonly decimals: number;
  /** Of instants. */
  readonly clock: ZoneClock;
}

/** Of a column that says none, in characters. */
export const USUAL_WIDTH = 9;
/** Of a row, in points. */
const MOST_HEIGHT = 409;
/** More make Excel take the file for a broken one. */
const MOST_CHARACTERS = 32_767;
/** More than the XML around any value takes. */
const AROUND_BYTES = 128;
/** Whole numbers up to here have all their digits. */
const MOST_WHOLE = 1e15;

const ROW = ascii('<row r="');
const ROW_START_END = ascii('">');
const ROW_END = ascii('</row>');
const TEXT_END = ascii('</t></is></c>');
const NUMBER_END = ascii('</v></c>');

/** What stands before a value, behind the place of its cell. */
interface Before {
  readonly text: Uint8Array;
  /** A text whose outer spaces count. */
  readonly spacedText: Uint8Array;
  /** The number of a text that the workbook has once. */
  readonly sharedText: Uint8Array;
  readonly number: Uint8Array;
  readonly nothing: Uint8Array;
}

export class RowBytes {
  readonly #out: XmlBytes;
  readonly #columns: readonly CellStyle[];
  readonly #widths: readonly number[];
  readonly #wrapped: readonly boolean[];
  /** Rows without a style of their own are a list's. */
  readonly #isList: boolean;
  readonly #telling: Telling;
  /** Of the columns, as far as they were used. */
  readonly #places: Uint8Array[] = [];
  readonly #before = new Map<CellStyle, Before>();
  readonly #columnBefore: (Before | undefined)[] = [];
  /** Of the columns of a list whose texts may come again. */
  readonly #columnTexts: readonly (ColumnTexts | undefined)[];
  /** Number of the row, as it stands in the places of its cells. */
  #row: Uint8Array = ROW;

  /** @param isList whether rows that have no style have lines */
  constructor(out: XmlBytes, columns: readonly SheetColumn[], telling: Telling, isList: boolean) {
    this.#out = out;
    this.#columns = columns.map(({ style }) => style ?? 'plain');
    this.#widths = columns.map(({ width }) => width ?? USUAL_WIDTH);
    this.#wrapped = this.#columns.map(isWrapped);
    this.#telling = telling;
    this.#isList = isList;
    this.#columnTexts = this.#columns.map((style) =>
      isList && (style === 'plain' || style === 'wrap')
        ? new ColumnTexts(telling.texts)
        : undefined,
    );
  }

  addRow(row: number, cells: readonly CellContent[], look: RowLook): void {
    const { style, leastHeight = 0 } = look;
    const out = this.#out;
    this.#row = ascii(String(row));
    const needed = look.height === undefined ? this.#heightOf(cells, look) : 0;
    const height = look.height ?? (leastHeight > needed ? leastHeight : undefined);
    out.reserve(AROUND_BYTES);
    out.put(ROW);
    out.put(this.#row);
    if (height !== undefined) out.putAscii(`" ht="${height}" customHeight="1">`);
    else if (needed > 0) out.putAscii(`" ht="${needed}">`);
    else out.put(ROW_START_END);
    const isLined = this.#isList && style === undefined;
    for (let n = 0; n < cells.length; n++) {
      const cell = cells[n];
      if (cell === null || cell === undefined || cell === '') {
        if (isLined) this.#add(n, null, this.#columns[n] ?? 'plain');
      } else if (typeof cell === 'object') this.#add(n, cell.value, cell.style);
      else this.#add(n, cell, style ?? this.#columns[n] ?? 'plain');
    }
    out.reserve(AROUND_BYTES);
    out.put(ROW_END);
  }

  /** Of a row with texts that need several lines; else 0. */
  #heightOf(cells: readonly CellContent[], { style, across = 1 }: RowLook): number {
    let height = 0;
    const rowWraps = style !== undefined && isWrapped(style);
    for (let n = 0; n < cells.length; n++) {
      const cell = cells[n];
      const isOwn = typeof cell === 'object' && cell !== null;
      const text = isOwn ? cell.value : cell;
      if (typeof text !== 'string') continue;
      const ownStyle = isOwn ? cell.style : (style ?? this.#columns[n] ?? 'plain');
      const wraps = isOwn || (style === undefined ? this.#wrapped[n] === true : rowWraps);
      if (!wraps || !isWrapped(ownStyle)) continue;
      const lines = lineCount(text, this.#widthOf(n, n === 0 ? across : 1, ownStyle));
      if (lines > 1) height = Math.max(height, lines * lineHeight(ownStyle));
    }
    return Math.min(height, MOST_HEIGHT);
  }

  #widthOf(n: number, columns: number, style: CellStyle): number {
    let width = 0;
    for (let each = n; each < n + columns; each++) width += this.#widths[each] ?? USUAL_WIDTH;
    // Widths are counted in digits, and most letters are narrower; headings are bold, and partly behind a filter's sign.
    return Math.max(Math.floor(style === 'heading' ? width * 0.9 - 2 : width * 1.08), 1);
  }

  #add(n: number, value: string | number | null, style: CellStyle): void {
    if (typeof value === 'number') this.#addNumber(n, value, style);
    else if (value === null || value === '') this.#begin(n, this.#beforeOf(n, style).nothing);
    else if (style === 'date') this.#addDate(n, value);
    // Else Excel would make a formula of it as soon as somebody edits the cell.
    else this.#addText(n, value, style === 'plain' && isFormulaLike(value) ? 'text' : style);
  }

  #addText(n: number, value: string, style: CellStyle): void {
    const shared = this.#columnTexts[n]?.numberOf(value);
    if (shared !== undefined) {
      this.#begin(n, this.#beforeOf(n, style).sharedText);
      this.#out.putWhole(shared);
      this.#out.put(NUMBER_END);
      return;
    }
    const text = value.length > MOST_CHARACTERS ? cut(value) : value;
    const { spacedText, text: plainText } = this.#beforeOf(n, style);
    this.#begin(n, hasOuterSpace(text) ? spacedText : plainText);
    this.#out.text(text);
    this.#out.reserve(AROUND_BYTES);
    this.#out.put(TEXT_END);
  }

  /** What is no date, or one that Excel doesn't know, stays as it is told. */
  #addDate(n: number, value: string): void {
    const serial = dateSerial(value);
    if (serial === 0) this.#addText(n, value, 'text');
    else this.#addWhole(n, serial, 'date');
  }

  #addNumber(n: number, value: number, style: CellStyle): void {
    if (!Number.isFinite(value)) this.#addText(n, String(value), 'text');
    else if (style === 'instant') this.#addInstant(n, value);
    else if (style === 'amount' || style === 'amountAtStart')
      this.#addDigits(n, amountDigits(value, this.#telling.decimals), style);
    else if (Number.isInteger(value) && value >= 0 && value < MOST_WHOLE)
      this.#addWhole(n, value, style);
    else this.#addDigits(n, String(value), style);
  }

  #addInstant(n: number, instant: number): void {
    const { clock } = this.#telling;
    const serial = clock.serial(instant);
    if (serial === 0) this.#addText(n, clock.text(instant), 'text');
    else this.#addDigits(n, String(serial), 'instant');
  }

  #addWhole(n: number, value: number, style: CellStyle): void {
    this.#begin(n, this.#beforeOf(n, style).number);
    this.#out.putWhole(value);
    this.#out.put(NUMBER_END);
  }

  #addDigits(n: number, digits: string, style: CellStyle): void {
    this.#begin(n, this.#beforeOf(n, style).number);
    this.#out.putAscii(digits);
    this.#out.put(NUMBER_END);
  }

  #begin(n: number, before: Uint8Array): void {
    while (this.#places.length <= n)
      this.#places.push(ascii(`<c r="${columnName(this.#places.length)}`));
    const out = this.#out;
    out.reserve(AROUND_BYTES);
    out.put(this.#places[n]!);
    out.put(this.#row);
    out.put(before);
  }

  #beforeOf(n: number, style: CellStyle): Before {
    const column = this.#columns[n];
    // By far the most cells.
    if (style === column) {
      this.#columnBefore[n] ??= beforeOf(this.#telling.styles.number(style, style, this.#isList));
      return this.#columnBefore[n];
    }
    if (style === 'heading') return beforeOf(this.#telling.styles.number(style, column));
    const known =
      this.#before.get(style) ?? beforeOf(this.#telling.styles.number(style, style, this.#isList));
    this.#before.set(style, known);
    return known;
  }
}

function beforeOf(styleNumber: number): Before {
  const start = styleNumber === 0 ? '"' : `" s="${styleNumber}"`;
  return {
    text: ascii(`${start} t="inlineStr"><is><t>`),
    spacedText: ascii(`${start} t="inlineStr"><is><t xml:space="preserve">`),
    sharedText: ascii(`${start} t="s"><v>`),
    number: ascii(`${start}><v>`),
    nothing: ascii(`${start}/>`),
  };
}

/** Says that something is missing. */
function cut(text: string): string {
  return `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
