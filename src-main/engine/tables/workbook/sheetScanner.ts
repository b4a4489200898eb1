/**
 * Owns reading the rows out of a sheet's bytes. This is the hot loop of every import: some 60 bytes of XML per
 * user and column pass through it, so the row is read in one long function over local variables, without
 * objects, calls or regular expressions for anything that ordinary files hold; that is why it is longer than
 * our functions and files are otherwise. What is not ordinary goes to xmlBytes.ts.
 * Must never: hand over a row before its end tag was seen, evaluate a formula, or read behind `end` (there
 * stand a few '<', see byteWindow.ts, at which every loop here stops). That is why a byte may be taken as there
 * (`bytes[i]!`) in this folder: a check of each would cost more than reading it.
 */

import { MergedCells } from '../mergedCells.ts';
import { TableError } from '../tableError.ts';
import { CellKind, newRow, type RowReceiver } from '../tableRow.ts';
import {
  CellType,
  cellTypeOf,
  endsPlainInline,
  endsPlainValue,
  hidesRow,
  numberEnd,
  rowNumberOf,
} from './cellPatterns.ts';
import { StyleLook } from './cellStyles.ts';
import { CellValues, type ScannerContext } from './cellValues.ts';
import type { StringTable } from './stringTable.ts';
import {
  Byte,
  broken,
  endsName,
  incomplete,
  isNamed,
  newTag,
  nextTag,
  readStringItem,
  readTag,
  readText,
  skipAttributes,
  skipContent,
  skipElement,
  TagKind,
} from './xmlBytes.ts';
import { byteClasses, decodeCharacters, replaceEscapes } from './xmlText.ts';

/** Where the scanner is in the part. */
const Phase = { before: 0, rows: 1, after: 2 } as const;

const COLUMN_LIMIT = 16_384;
/** A row has one cell at each place, or the file is broken beyond being told. */
const TWIN_LIMIT = 1000;
/** Whole numbers below this are taken from a table instead of out of the file: most columns of counts and days. */
const smallNumbers: readonly string[] = Array.from({ length: 10_000 }, (_, n) => String(n));
/** 1 for the bytes at which an attribute's name ends, rightly or not: white space, '=', '<', '>'. */
const ENDS_ATTRIBUTE_NAME: Uint8Array = new Uint8Array(256).fill(1, 0, 0x21);
for (const byte of [Byte.equals, Byte.lessThan, Byte.greaterThan]) ENDS_ATTRIBUTE_NAME[byte] = 1;
/** Larger strings than this are made outside the part of memory where short-lived objects cost nothing. */
const LATIN1_SPAN = 32 << 10;

/** The clock is looked at once in so many rows, and tags behind them. */
const ROWS_PER_LOOK = 32;
const TAGS_PER_LOOK = 1024;
const RANGE_ATTRIBUTE = /\bref\s*=\s*["']([^"']{1,40})["']/;

export class SheetScanner {
  /** Set from outside or by a row's receiver: no row is handed over any more. */
  stopped = false;
  /** The last scan ended at its deadline: the rest can be scanned at once. */
  paused = false;
  /** Known when the whole sheet was scanned: they stand behind the rows. */
  readonly merges = new MergedCells();

  readonly #onRow: RowReceiver;
  readonly #strings: StringTable;
  readonly #looks: Uint8Array;
  readonly #stylesStruck: boolean;
  readonly #values: CellValues;
  readonly #tuning: ScannerContext['tuning'];
  readonly #tag = newTag();
  readonly #row = newRow();
  /** What was handed over so far. */
  #cells = 0;
  #chars = 0;
  #phase: number = Phase.before;
  #tailBroken = false;
  #depth = 0;
  #rootSeen = false;
  /** A part of the bytes of this scan as one latin1 string, and where it lies. */
  #latin1 = '';
  #latin1Start = 0;
  #latin1Stop = 0;

  /** Takes the workbook's strings and styles, and who receives the rows (`'stop'` ends the reading). */
  constructor(context: ScannerContext, onRow: RowReceiver) {
    this.#strings = context.strings;
    this.#looks = context.styles.looks;
    this.#stylesStruck = context.styles.anyStruck;
    this.#values = new CellValues(context);
    this.#tuning = context.tuning;
    this.#onRow = onRow;
  }

  /** When the last scan ended for want of a shared string, its number; otherwise -1. */
  get wantedString(): number {
    return this.#values.wantedString;
  }

  /**
   * Takes bytes up to `end` and hands over the rows that are complete in them; gives how many bytes are done
   * with. What is left comes again at the beginning of the next scan. A slow receiver of rows makes it pause
   * soon after `deadline` (as performance.now() counts). Throws TableError.
   */
  scan(bytes: Buffer, end: number, deadline: number): number {
    this.#values.wantedString = -1;
    this.paused = false;
    this.#latin1Stop = 0;
    let done = 0;
    try {
      while (this.#phase === Phase.before) done = this.#scanBefore(bytes, done, end);
      for (let items = 1; this.#phase === Phase.rows && !this.stopped; items++) {
        done = this.#scanRow(bytes, done, end);
        if (items % ROWS_PER_LOOK === 0 && performance.now() > deadline) {
          this.paused = true;
          return done;
        }
      }
    } catch (error) {
      if (error !== incomplete) throw error;
      return done;
    } finally {
      this.#latin1 = '';
    }
    return this.#phase === Phase.after ? this.#scanAfter(bytes, done, end, deadline) : done;
  }

  /** To be called after the last scan. Throws TableError when the sheet ends in the middle. */
  finish(): void {
    const withoutRows = this.#phase === Phase.before && this.#rootSeen && this.#depth === 0;
    if (this.#phase !== Phase.after && !withoutRows)
      throw new TableError('damaged', 'the sheet ends early');
  }

  /** What stands behind the rows: of interest are merged cells. Gives how many bytes are done with. */
  #scanAfter(bytes: Buffer, from: number, end: number, deadline: number): number {
    const tag = this.#tag;
    let done = from;
    try {
      for (let tags = 1; !this.#tailBroken; tags++) {
        let i = readTag(bytes, nextTag(bytes, done, end), end, tag);
        if (tag.kind === TagKind.start) {
          const start = i;
          const isMerge = isNamed(bytes, tag, 'mergeCell');
          i = skipAttributes(bytes, i, end, tag);
          const range = isMerge && RANGE_ATTRIBUTE.exec(bytes.toString('latin1', start, i));
          if (range) this.merges.add(range[1] ?? '');
        }
        done = i;
        if (tags % TAGS_PER_LOOK === 0 && performance.now() > deadline) {
          this.paused = true;
          return done;
        }
      }
    } catch (error) {
      if (error === incomplete) return done;
      // All rows were there: what is broken behind them is none of theirs.
      if (!(error instanceof TableError) || error.code !== 'damaged') throw error;
      this.#tailBroken = true;
    }
    return end;
  }

  /** One tag in front of the rows; gives the position behind it. */
  #scanBefore(bytes: Buffer, from: number, end: number): number {
    const tag = this.#tag;
    let i = readTag(bytes, nextTag(bytes, from, end), end, tag);
    if (tag.kind === TagKind.other) return i;
    if (tag.kind === TagKind.end) {
      this.#depth--;
      return i;
    }
    const isRoot = this.#depth === 0;
    const isRows = this.#depth === 1 && isNamed(bytes, tag, 'sheetData');
    if (isRoot && !isNamed(bytes, tag, 'worksheet'))
      throw new TableError('damaged', 'no worksheet in its part');
    i = skipAttributes(bytes, i, end, tag);
    if (isRoot) this.#rootSeen = true;
    if (isRows) this.#phase = tag.selfClosing ? Phase.after : Phase.rows;
    else if (!tag.selfClosing) this.#depth++;
    return i;
  }

  /** Anything else than a plain `<row`: gives the position behind a row's name, or its negative behind the rest. */
  #scanBetweenRows(bytes: Buffer, at: number, end: number): number {
    const tag = this.#tag;
    const i = readTag(bytes, at, end, tag);
    if (tag.kind === TagKind.other) return -i;
    if (tag.kind === TagKind.end) {
      if (!isNamed(bytes, tag, 'sheetData'))
        throw new TableError('damaged', 'an end tag between rows');
      this.#phase = Phase.after;
      return -i;
    }
    return isNamed(bytes, tag, 'row') ? i : -skipElement(bytes, i, end, tag);
  }

  /** One row, or one thing between rows; gives the position behind it. */
  #scanRow(bytes: Buffer, from: number, end: number): number {
    const row = this.#row;
    const looks = this.#looks;
    let kinds = row.kinds;
    let texts = row.texts;
    let fromFormula = row.fromFormula;
    const strings = this.#strings;
    const stringsStruck = strings.anyStruck;
    const stylesStruck = this.#stylesStruck;
    if (row.struck.length > 0) row.struck = [];
    if (row.twins.length > 0) row.twins = [];
    let byte = 0;
    let i = from;
    while (bytes[i] !== Byte.lessThan) i++;
    if (i >= end) throw incomplete;
    if (
      bytes[i + 1] === 0x72 &&
      bytes[i + 2] === 0x6f &&
      bytes[i + 3] === 0x77 &&
      endsName[bytes[i + 4]!] === 1
    ) {
      i += 4;
    } else {
      i = this.#scanBetweenRows(bytes, i, end);
      if (i < 0) return -i;
    }

    // The row's attributes: `r`, and what hides it.
    let rowNumber = 0;
    let hidden = false;
    let selfClosing = false;
    for (;;) {
      byte = bytes[i]!;
      if (byte <= Byte.space) {
        i++;
        continue;
      }
      if (byte === Byte.greaterThan) {
        i++;
        break;
      }
      if (byte === Byte.slash) {
        if (bytes[i + 1] !== Byte.greaterThan) broken(i + 1, end, 'a row tag without an end');
        selfClosing = true;
        i += 2;
        break;
      }
      const nameStart = i;
      while (ENDS_ATTRIBUTE_NAME[bytes[i]!] === 0) i++;
      const nameLength = i - nameStart;
      const isNumber = nameLength === 1 && bytes[nameStart] === 0x72;
      while (bytes[i]! <= Byte.space) i++;
      if (bytes[i] !== Byte.equals) broken(i, end, 'an attribute without a value');
      i++;
      while (bytes[i]! <= Byte.space) i++;
      const quote = bytes[i];
      if (quote !== Byte.doubleQuote && quote !== Byte.singleQuote)
        broken(i, end, 'an attribute without quotes');
      i++;
      const start = i;
      byte = bytes[i]!;
      while (byte !== quote) {
        if (byte === Byte.lessThan) broken(i, end, 'an attribute without an end');
        byte = bytes[++i]!;
      }
      if (isNumber && i > start) rowNumber = rowNumberOf(bytes, start, i);
      else if (nameLength === 6 && hidesRow(bytes, nameStart, start)) hidden = true;
      i++;
    }

    // Cells.
    let filled = 0;
    let column = -1;
    let chars = 0;
    if (!selfClosing) {
      strings.beginRow();
      for (;;) {
        while (bytes[i] !== Byte.lessThan) i++;
        if (bytes[i + 1] === 0x63 && endsName[bytes[i + 2]!] === 1) {
          i += 2;
        } else if (
          bytes[i + 1] === Byte.slash &&
          bytes[i + 2] === 0x72 &&
          bytes[i + 3] === 0x6f &&
          bytes[i + 4] === 0x77 &&
          bytes[i + 5] === Byte.greaterThan
        ) {
          i += 6;
          break;
        } else {
          i = this.#scanBetweenCells(bytes, i, end);
          if (i < 0) {
            i = -i;
            if (this.#tag.kind === TagKind.end) break;
            continue;
          }
        }

        // The cell's attributes: r, s, t.
        let type: number = CellType.number;
        let style = 0;
        let empty = false;
        column++;
        if (
          bytes[i] === Byte.space &&
          bytes[i + 1] === 0x72 &&
          bytes[i + 2] === Byte.equals &&
          bytes[i + 3] === Byte.doubleQuote &&
          rowNumber !== 0
        ) {
          // The way nearly every cell begins, ` r="AB12"`: one pass over the letters, one over the digits.
          let letters = 0;
          let p = i + 4;
          byte = bytes[p]!;
          while (byte >= 0x41 && byte <= 0x5a) {
            letters = letters * 26 + byte - 0x40;
            byte = bytes[++p]!;
          }
          while (byte >= 0x30 && byte <= 0x39) byte = bytes[++p]!;
          if (byte === Byte.doubleQuote && letters > 0 && letters <= COLUMN_LIMIT) {
            column = letters - 1;
            i = p + 1;
          }
        }
        for (;;) {
          byte = bytes[i]!;
          if (byte <= Byte.space) {
            i++;
            continue;
          }
          if (byte === Byte.greaterThan) {
            i++;
            break;
          }
          if (byte === Byte.slash) {
            if (bytes[i + 1] !== Byte.greaterThan) broken(i + 1, end, 'a cell tag without an end');
            empty = true;
            i += 2;
            break;
          }
          const nameStart = i;
          while (ENDS_ATTRIBUTE_NAME[bytes[i]!] === 0) i++;
          const name = i - nameStart === 1 ? bytes[nameStart] : 0;
          while (bytes[i]! <= Byte.space) i++;
          if (bytes[i] !== Byte.equals) broken(i, end, 'an attribute without a value');
          i++;
          while (bytes[i]! <= Byte.space) i++;
          const quote = bytes[i];
          if (quote !== Byte.doubleQuote && quote !== Byte.singleQuote) {
            broken(i, end, 'an attribute without quotes');
          }
          i++;
          const start = i;
          byte = bytes[i]!;
          while (byte !== quote) {
            if (byte === Byte.lessThan) broken(i, end, 'an attribute without an end');
            byte = bytes[++i]!;
          }
          if (name === 0x72) {
            // r="AB12"
            if (i > start) {
              let letters = 0;
              let p = start;
              byte = bytes[p]! | 0x20;
              while (byte >= 0x61 && byte <= 0x7a && p - start < 4) {
                letters = letters * 26 + byte - 0x60;
                byte = bytes[++p]! | 0x20;
              }
              if (letters === 0 || letters > COLUMN_LIMIT)
                throw new TableError('damaged', 'a cell reference');
              column = letters - 1;
              if (rowNumber === 0) rowNumber = rowNumberOf(bytes, p, i);
            }
          } else if (name === 0x73) {
            // s="3"
            style = 0;
            for (let p = start; p < i; p++) style = (style * 10 + bytes[p]! - 0x30) & 0xfffffff;
          } else if (name === 0x74) {
            // t="s"
            if (i - start === 1 && bytes[start] === 0x73) type = CellType.shared;
            else if (i - start === 1 && bytes[start] === 0x6e) type = CellType.number;
            else type = cellTypeOf(bytes, start, i);
          }
          i++;
        }
        if (column >= COLUMN_LIMIT)
          throw new TableError('damaged', 'more columns than a sheet can have');

        // The cell's content.
        let kind: number = CellKind.empty;
        let text = '';
        let formula = 0;
        let struck = false;
        while (!empty) {
          while (bytes[i] !== Byte.lessThan) i++;
          byte = bytes[i + 1]!;
          if (byte === Byte.slash && bytes[i + 2] === 0x63 && bytes[i + 3] === Byte.greaterThan) {
            i += 4;
            break;
          }
          if (byte === 0x76 && bytes[i + 2] === Byte.greaterThan) {
            // <v>
            i += 3;
            const start = i;
            let n = 0;
            let digit = bytes[i]! - 0x30;
            if (type === CellType.shared) {
              while (digit >= 0 && digit <= 9) {
                n = n * 10 + digit;
                digit = bytes[++i]! - 0x30;
              }
              if (endsPlainValue(bytes, i) && i > start && i - start < 10) {
                if (n >= strings.count) {
                  this.#values.wantedString = n;
                  throw incomplete;
                }
                text = strings.get(n);
                if (stringsStruck) struck = strings.isStruck(n);
                kind = CellKind.text;
                i += 4;
                continue;
              }
            } else if (type === CellType.number) {
              while (digit >= 0 && digit <= 9) {
                n = n * 10 + digit;
                digit = bytes[++i]! - 0x30;
              }
              if (endsPlainValue(bytes, i) && i > start && i - start < 10) {
                const look = looks[style]!;
                if ((look & StyleLook.date) !== 0) {
                  const date = this.#values.dateOfDay(n);
                  if (date !== undefined) {
                    text = date;
                    kind = CellKind.date;
                    i += 4;
                    continue;
                  }
                }
                // Zeros in front, in the file or by the format, are for the careful way.
                if (
                  look >> StyleLook.digitsShift === 0 &&
                  (bytes[start] !== 0x30 || i - start === 1)
                ) {
                  text = i - start <= 4 ? smallNumbers[n]! : this.#substring(bytes, start, i, end);
                  kind = CellKind.number;
                  i += 4;
                  continue;
                }
              }
              i = start;
            } else {
              let flags = 0;
              byte = bytes[i]!;
              while (byte !== Byte.lessThan) {
                flags |= byteClasses[byte]!;
                byte = bytes[++i]!;
              }
              if (
                flags === 0 &&
                (type === CellType.string || type === CellType.inline) &&
                endsPlainValue(bytes, i)
              ) {
                text = this.#substring(bytes, start, i, end);
                kind = CellKind.text;
                i += 4;
                continue;
              }
            }
            i = this.#readValue(bytes, start, end, type, style);
            kind = this.#values.kind;
            text = this.#values.text;
            struck = this.#values.struck;
          } else if (
            byte === 0x69 &&
            bytes[i + 2] === 0x73 &&
            bytes[i + 3] === Byte.greaterThan &&
            bytes[i + 4] === Byte.lessThan &&
            bytes[i + 5] === 0x74 &&
            (bytes[i + 6] === Byte.greaterThan || bytes[i + 6] === Byte.space)
          ) {
            // <is><t>
            const item = i + 4;
            i += 6;
            // An attribute here is xml:space in practice, and no value of it holds a '>'.
            while (bytes[i] !== Byte.greaterThan && bytes[i] !== Byte.lessThan) i++;
            if (bytes[i] === Byte.greaterThan && bytes[i - 1] !== Byte.slash) {
              i++;
              const start = i;
              let flags = 0;
              byte = bytes[i]!;
              while (byte !== Byte.lessThan) {
                flags |= byteClasses[byte]!;
                byte = bytes[++i]!;
              }
              if (endsPlainInline(bytes, i)) {
                text =
                  flags === 0
                    ? this.#substring(bytes, start, i, end)
                    : replaceEscapes(decodeCharacters(bytes, start, i, flags));
                kind = CellKind.text;
                i += 9;
                continue;
              }
            }
            i = readStringItem(bytes, item, end, this.#tag, 'is');
            text = this.#tag.text;
            struck = this.#tag.struck;
            kind = CellKind.text;
          } else if (byte === 0x66 && endsName[bytes[i + 2]!] === 1) {
            // <f>
            formula = 1;
            i = skipElement(bytes, i + 2, end, this.#tag);
          } else {
            // Prefixes, attributes, comments, extensions, the end tag written otherwise.
            this.#values.kind = kind;
            this.#values.text = text;
            this.#values.struck = struck;
            const what = this.#readOther(bytes, i, end, type, style);
            if (what < 0) formula = 1;
            i = what < 0 ? -what : what;
            kind = this.#values.kind;
            text = this.#values.text;
            struck = this.#values.struck;
            if (this.#tag.kind === TagKind.end) break;
          }
        }

        // The cell's place in the row.
        if (column >= kinds.length) {
          this.#widen(column);
          kinds = row.kinds;
          texts = row.texts;
          fromFormula = row.fromFormula;
        }
        while (filled < column) {
          kinds[filled] = CellKind.empty;
          texts[filled] = '';
          fromFormula[filled] = 0;
          filled++;
        }
        chars += text.length;
        if (struck || (stylesStruck && (looks[style]! & StyleLook.struck) !== 0)) {
          if (kind !== CellKind.empty) row.struck.push(column);
        }
        if (filled === column) filled++;
        else if (kinds[column] !== CellKind.empty || fromFormula[column] === 1) {
          // A second cell of this reference: an empty one changes nothing.
          if (kind === CellKind.empty && formula === 0) continue;
          if (kinds[column] !== kind || texts[column] !== text) {
            this.#keepTwin(column);
          }
        }
        kinds[column] = kind;
        texts[column] = text;
        fromFormula[column] = formula;
      }
    }

    while (filled > 0 && kinds[filled - 1] === CellKind.empty && fromFormula[filled - 1] === 0)
      filled--;
    row.number = rowNumber === 0 ? row.number + 1 : rowNumber;
    row.width = filled;
    row.hidden = hidden;
    this.#count(filled, chars);
    if (this.#onRow(row) === 'stop') this.stopped = true;
    return i;
  }

  /** Ends the reading of a sheet that becomes far more than it is: one cell can fill a row, a string a sheet. */
  #count(cells: number, chars: number): void {
    this.#cells += cells;
    this.#chars += chars;
    if (this.#cells > this.#tuning.maxSheetCells || this.#chars > this.#tuning.maxSheetChars)
      throw new TableError('tooLarge', `${this.#cells} cells, ${this.#chars} characters`);
  }

  /** Gives the position behind a cell's name, or its negative behind anything else (kind end: the row's end). */
  #scanBetweenCells(bytes: Buffer, at: number, end: number): number {
    if (at >= end) throw incomplete;
    const tag = this.#tag;
    const i = readTag(bytes, at, end, tag);
    if (tag.kind === TagKind.other) return -i;
    if (tag.kind === TagKind.end) {
      if (!isNamed(bytes, tag, 'row')) throw new TableError('damaged', 'an end tag between cells');
      return -i;
    }
    if (isNamed(bytes, tag, 'c')) return i;
    const after = skipElement(bytes, i, end, tag);
    tag.kind = TagKind.start;
    return -after;
  }

  /**
   * One child of a cell that is not written the plain way; leaves kind and text. Gives the position behind it,
   * its negative for a formula; the tag's kind is `end` only for the end of the cell.
   */
  #readOther(bytes: Buffer, at: number, end: number, type: number, style: number): number {
    if (at >= end) throw incomplete;
    const tag = this.#tag;
    let i = readTag(bytes, at, end, tag);
    if (tag.kind === TagKind.other) return i;
    if (tag.kind === TagKind.end) {
      if (!isNamed(bytes, tag, 'c')) throw new TableError('damaged', 'c is not closed');
      return i;
    }
    const isValue = isNamed(bytes, tag, 'v');
    const isInline = isNamed(bytes, tag, 'is');
    const isFormula = isNamed(bytes, tag, 'f');
    i = skipAttributes(bytes, i, end, tag);
    if (isInline) {
      tag.text = '';
      tag.struck = false;
      if (!tag.selfClosing) i = readStringItem(bytes, i, end, tag, 'is');
      this.#values.kind = CellKind.text;
      this.#values.text = tag.text;
      this.#values.struck = tag.struck;
    } else if (!tag.selfClosing) {
      i = isValue ? this.#readValue(bytes, i, end, type, style) : skipContent(bytes, i, end, tag);
    } else if (isValue) this.#values.set('', type, style);
    tag.kind = TagKind.start;
    return isFormula ? -i : i;
  }

  /** Reads a value from behind `<v>` the careful way; leaves kind and text; gives the position behind `</v>`. */
  #readValue(bytes: Buffer, from: number, end: number, type: number, style: number): number {
    // Decimal numbers are ordinary enough to be kept out of the slower way of text.
    const stop = type === CellType.number ? numberEnd(bytes, from) : 0;
    if (stop > 0 && endsPlainValue(bytes, stop)) {
      this.#values.struck = false;
      this.#values.setNumber(this.#substring(bytes, from, stop, end), style);
      return stop + 4;
    }
    const i = readText(bytes, from, end, this.#tag, 'v');
    this.#values.set(this.#tag.text, type, style);
    return i;
  }

  /** A text of ASCII bytes. One call makes a string of the bytes that follow; taking pieces out of it is cheap. */
  #substring(bytes: Buffer, start: number, stop: number, end: number): string {
    if (start < this.#latin1Start || stop > this.#latin1Stop) {
      if (stop - start > LATIN1_SPAN) return bytes.toString('latin1', start, stop);
      this.#latin1Start = start;
      this.#latin1Stop = Math.min(end, start + LATIN1_SPAN);
      this.#latin1 = bytes.toString('latin1', start, this.#latin1Stop);
    }
    return this.#latin1.substring(start - this.#latin1Start, stop - this.#latin1Start);
  }

  /** The value that stands in a column of the row until now. */
  #keepTwin(column: number): void {
    const row = this.#row;
    if (row.twins.length === TWIN_LIMIT) throw new TableError('damaged', 'cells stored twice');
    row.twins.push({
      column,
      kind: row.kinds[column]!,
      text: row.texts[column]!,
      covered: false,
    });
  }

  #widen(column: number): void {
    const row = this.#row;
    const capacity = Math.min(COLUMN_LIMIT, Math.max(column + 1, row.kinds.length * 2));
    const kinds = new Uint8Array(capacity);
    const fromFormula = new Uint8Array(capacity);
    kinds.set(row.kinds);
    fromFormula.set(row.fromFormula);
    while (row.texts.length < capacity) row.texts.push('');
    row.kinds = kinds;
    row.fromFormula = fromFormula;
  }
}
