/**
 * Owns reading the rows out of a sheet's bytes. This is the hot loop of every import: some 60 bytes of XML per
 * user and column pass through it, so the row is read in one long function over local variables, without
 * objects, calls or regular expressions for anything that ordinary files hold; that is why it is longer than
 * our functions and files are otherwise. What is not ordinary goes to xmlBytes.ts.
 * Called by: sheetStream.ts, chunk by chunk.
 * Must never: hand over a row before its end tag was seen, evaluate a formula, or read behind `end` (there
 * stand a few '<', see byteWindow.ts, at which every loop here stops).
 */
import { dateOfIso, dateOfSerial } from './cellDates.ts';
import { CellKind, type RowReceiver } from './sheetRow.ts';
import type { StringTable } from './stringTable.ts';
import { WorkbookError } from './workbookError.ts';
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

/** The type of a cell, from its attribute `t`. */
const CellType = {
  number: 0,
  shared: 1,
  inline: 2,
  string: 3,
  boolean: 4,
  error: 5,
  date: 6,
  unknown: 7,
} as const;

/** The frequent ones first; `s` and `n` are recognised without this list. */
const cellTypes: readonly { readonly name: Buffer; readonly type: number }[] = [
  { name: Buffer.from('inlineStr'), type: CellType.inline },
  { name: Buffer.from('str'), type: CellType.string },
  { name: Buffer.from('b'), type: CellType.boolean },
  { name: Buffer.from('e'), type: CellType.error },
  { name: Buffer.from('d'), type: CellType.date },
];

const columnLimit = 16_384;
const rowLimit = 0x7fffffff;
/** Whole numbers below this are taken from a table instead of out of the file: most columns of counts and days. */
const smallNumbers: readonly string[] = Array.from({ length: 10_000 }, (_, n) => String(n));
/** Dates of whole days come back again and again; a table by the number's last bits remembers them. */
const dateCacheSize = 4096;

/** Larger strings than this are made outside the part of memory where short-lived objects cost nothing. */
const latin1Span = 32 << 10;

interface MutableRow {
  number: number;
  width: number;
  kinds: Uint8Array;
  texts: string[];
  fromFormula: Uint8Array;
}

/** What the scanner needs from the workbook. */
export interface ScannerContext {
  readonly strings: StringTable;
  /** 1 for each cell style that shows a date. */
  readonly dateStyles: Uint8Array;
  readonly date1904: boolean;
}

export class SheetScanner {
  /** Set from outside or by a row's receiver: no row is handed over any more. */
  stopped = false;
  /** When a scan ended for want of a shared string, its number; otherwise -1. */
  wantedString = -1;

  readonly #onRow: RowReceiver;
  readonly #strings: StringTable;
  readonly #dateStyles: Uint8Array;
  readonly #date1904: boolean;
  readonly #tag = newTag();
  readonly #row: MutableRow = {
    number: 0,
    width: 0,
    kinds: new Uint8Array(64),
    texts: new Array<string>(64).fill(''),
    fromFormula: new Uint8Array(64),
  };
  readonly #dateKeys = new Int32Array(dateCacheSize).fill(-1);
  readonly #dateTexts: (string | undefined)[] = new Array(dateCacheSize).fill(undefined);
  #phase: number = Phase.before;
  #depth = 0;
  #rootSeen = false;
  /** A part of the bytes of this scan as one latin1 string, and where it lies. */
  #latin1 = '';
  #latin1Start = 0;
  #latin1Stop = 0;
  // What the helpers of a cell leave for it.
  #kind = 0;
  #text = '';

  /** Takes the workbook's strings and styles, and who receives the rows (`'stop'` ends the reading). */
  constructor(context: ScannerContext, onRow: RowReceiver) {
    this.#strings = context.strings;
    this.#dateStyles = context.dateStyles;
    this.#date1904 = context.date1904;
    this.#onRow = onRow;
  }

  /**
   * Takes bytes up to `end` and hands over the rows that are complete in them; gives how many bytes are done
   * with. What is left comes again at the beginning of the next scan. Throws WorkbookError.
   */
  scan(bytes: Buffer, end: number): number {
    this.wantedString = -1;
    this.#latin1Stop = 0;
    let done = 0;
    try {
      while (this.#phase === Phase.before) done = this.#scanBefore(bytes, done, end);
      while (this.#phase === Phase.rows && !this.stopped) done = this.#scanRow(bytes, done, end);
    } catch (error) {
      if (error !== incomplete) throw error;
      return done;
    } finally {
      this.#latin1 = '';
    }
    return this.#phase === Phase.after ? end : done;
  }

  /** To be called after the last scan. Throws WorkbookError when the sheet ends in the middle. */
  finish(): void {
    const withoutRows = this.#phase === Phase.before && this.#rootSeen && this.#depth === 0;
    if (this.#phase !== Phase.after && !withoutRows)
      throw new WorkbookError('damaged', 'the sheet ends early');
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
      throw new WorkbookError('damaged', 'no worksheet in its part');
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
        throw new WorkbookError('damaged', 'an end tag between rows');
      this.#phase = Phase.after;
      return -i;
    }
    return isNamed(bytes, tag, 'row') ? i : -skipElement(bytes, i, end, tag);
  }

  /** One row, or one thing between rows; gives the position behind it. */
  #scanRow(bytes: Buffer, from: number, end: number): number {
    const row = this.#row;
    const dateStyles = this.#dateStyles;
    let kinds = row.kinds;
    let texts = row.texts;
    let fromFormula = row.fromFormula;
    let byte = 0;
    let i = from;
    while (bytes[i] !== Byte.lessThan) i++;
    if (i >= end) throw incomplete;
    if (
      bytes[i + 1] === 0x72 &&
      bytes[i + 2] === 0x6f &&
      bytes[i + 3] === 0x77 &&
      endsName[bytes[i + 4]] === 1
    ) {
      i += 4;
    } else {
      i = this.#scanBetweenRows(bytes, i, end);
      if (i < 0) return -i;
    }

    // The row's attributes: only `r` matters.
    let rowNumber = 0;
    let selfClosing = false;
    for (;;) {
      byte = bytes[i];
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
      while (bytes[i] > Byte.space && bytes[i] !== Byte.equals && bytes[i] !== Byte.lessThan) i++;
      const isNumber = i - nameStart === 1 && bytes[nameStart] === 0x72;
      while (bytes[i] <= Byte.space) i++;
      if (bytes[i] !== Byte.equals) broken(i, end, 'an attribute without a value');
      i++;
      while (bytes[i] <= Byte.space) i++;
      const quote = bytes[i];
      if (quote !== Byte.doubleQuote && quote !== Byte.singleQuote)
        broken(i, end, 'an attribute without quotes');
      i++;
      const start = i;
      byte = bytes[i];
      while (byte !== quote) {
        if (byte === Byte.lessThan) broken(i, end, 'an attribute without an end');
        byte = bytes[++i];
      }
      if (isNumber && i > start) rowNumber = rowNumberOf(bytes, start, i);
      i++;
    }

    // Cells.
    let filled = 0;
    let column = -1;
    if (!selfClosing) {
      for (;;) {
        while (bytes[i] !== Byte.lessThan) i++;
        if (bytes[i + 1] === 0x63 && endsName[bytes[i + 2]] === 1) {
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
          byte = bytes[p];
          while (byte >= 0x41 && byte <= 0x5a) {
            letters = letters * 26 + byte - 0x40;
            byte = bytes[++p];
          }
          while (byte >= 0x30 && byte <= 0x39) byte = bytes[++p];
          if (byte === Byte.doubleQuote && letters > 0 && letters <= columnLimit) {
            column = letters - 1;
            i = p + 1;
          }
        }
        for (;;) {
          byte = bytes[i];
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
          while (bytes[i] > Byte.space && bytes[i] !== Byte.equals && bytes[i] !== Byte.lessThan)
            i++;
          const name = i - nameStart === 1 ? bytes[nameStart] : 0;
          while (bytes[i] <= Byte.space) i++;
          if (bytes[i] !== Byte.equals) broken(i, end, 'an attribute without a value');
          i++;
          while (bytes[i] <= Byte.space) i++;
          const quote = bytes[i];
          if (quote !== Byte.doubleQuote && quote !== Byte.singleQuote) {
            broken(i, end, 'an attribute without quotes');
          }
          i++;
          const start = i;
          byte = bytes[i];
          while (byte !== quote) {
            if (byte === Byte.lessThan) broken(i, end, 'an attribute without an end');
            byte = bytes[++i];
          }
          if (name === 0x72) {
            // r="AB12"
            if (i > start) {
              let letters = 0;
              let p = start;
              byte = bytes[p] | 0x20;
              while (byte >= 0x61 && byte <= 0x7a && p - start < 4) {
                letters = letters * 26 + byte - 0x60;
                byte = bytes[++p] | 0x20;
              }
              if (letters === 0 || letters > columnLimit)
                throw new WorkbookError('damaged', 'a cell reference');
              column = letters - 1;
              if (rowNumber === 0) rowNumber = rowNumberOf(bytes, p, i);
            }
          } else if (name === 0x73) {
            // s="3"
            style = 0;
            for (let p = start; p < i; p++) style = (style * 10 + bytes[p] - 0x30) & 0xfffffff;
          } else if (name === 0x74) {
            // t="s"
            if (i - start === 1 && bytes[start] === 0x73) type = CellType.shared;
            else if (i - start === 1 && bytes[start] === 0x6e) type = CellType.number;
            else type = cellTypeOf(bytes, start, i);
          }
          i++;
        }
        if (column >= columnLimit)
          throw new WorkbookError('damaged', 'more columns than a sheet can have');

        // The cell's content.
        let kind: number = CellKind.empty;
        let text = '';
        let formula = 0;
        while (!empty) {
          while (bytes[i] !== Byte.lessThan) i++;
          byte = bytes[i + 1];
          if (byte === Byte.slash && bytes[i + 2] === 0x63 && bytes[i + 3] === Byte.greaterThan) {
            i += 4;
            break;
          }
          if (byte === 0x76 && bytes[i + 2] === Byte.greaterThan) {
            // <v>
            i += 3;
            const start = i;
            let n = 0;
            let digit = bytes[i] - 0x30;
            if (type === CellType.shared) {
              while (digit >= 0 && digit <= 9) {
                n = n * 10 + digit;
                digit = bytes[++i] - 0x30;
              }
              if (endsPlainValue(bytes, i) && i > start && i - start < 10) {
                if (n >= this.#strings.count) {
                  this.wantedString = n;
                  throw incomplete;
                }
                text = this.#strings.get(n);
                kind = CellKind.text;
                i += 4;
                continue;
              }
            } else if (type === CellType.number) {
              while (digit >= 0 && digit <= 9) {
                n = n * 10 + digit;
                digit = bytes[++i] - 0x30;
              }
              if (endsPlainValue(bytes, i) && i > start && i - start < 10) {
                if (dateStyles[style] === 1) {
                  const date = this.#dateOfDay(n);
                  if (date !== undefined) {
                    text = date;
                    kind = CellKind.date;
                    i += 4;
                    continue;
                  }
                }
                text =
                  i - start <= 4 && (bytes[start] !== 0x30 || i - start === 1)
                    ? smallNumbers[n]
                    : this.#substring(bytes, start, i, end);
                kind = CellKind.number;
                i += 4;
                continue;
              }
              i = start;
            } else {
              let flags = 0;
              byte = bytes[i];
              while (byte !== Byte.lessThan) {
                flags |= byteClasses[byte];
                byte = bytes[++i];
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
            kind = this.#kind;
            text = this.#text;
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
              byte = bytes[i];
              while (byte !== Byte.lessThan) {
                flags |= byteClasses[byte];
                byte = bytes[++i];
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
            kind = CellKind.text;
          } else if (byte === 0x66 && endsName[bytes[i + 2]] === 1) {
            // <f>
            formula = 1;
            i = skipElement(bytes, i + 2, end, this.#tag);
          } else {
            // Prefixes, attributes, comments, extensions, the end tag written otherwise.
            this.#kind = kind;
            this.#text = text;
            const what = this.#readOther(bytes, i, end, type, style);
            if (what < 0) formula = 1;
            i = what < 0 ? -what : what;
            kind = this.#kind;
            text = this.#text;
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
        kinds[column] = kind;
        texts[column] = text;
        fromFormula[column] = formula;
        if (filled === column) filled++;
      }
    }

    while (filled > 0 && kinds[filled - 1] === CellKind.empty && fromFormula[filled - 1] === 0)
      filled--;
    row.number = rowNumber === 0 ? row.number + 1 : rowNumber;
    row.width = filled;
    if (this.#onRow(row) === 'stop') this.stopped = true;
    return i;
  }

  /** Gives the position behind a cell's name, or its negative behind anything else (kind end: the row's end). */
  #scanBetweenCells(bytes: Buffer, at: number, end: number): number {
    if (at >= end) throw incomplete;
    const tag = this.#tag;
    const i = readTag(bytes, at, end, tag);
    if (tag.kind === TagKind.other) return -i;
    if (tag.kind === TagKind.end) {
      if (!isNamed(bytes, tag, 'row'))
        throw new WorkbookError('damaged', 'an end tag between cells');
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
      if (!isNamed(bytes, tag, 'c')) throw new WorkbookError('damaged', 'c is not closed');
      return i;
    }
    const isValue = isNamed(bytes, tag, 'v');
    const isInline = isNamed(bytes, tag, 'is');
    const isFormula = isNamed(bytes, tag, 'f');
    i = skipAttributes(bytes, i, end, tag);
    if (isInline) {
      tag.text = '';
      if (!tag.selfClosing) i = readStringItem(bytes, i, end, tag, 'is');
      this.#kind = CellKind.text;
      this.#text = tag.text;
    } else if (!tag.selfClosing) {
      i = isValue ? this.#readValue(bytes, i, end, type, style) : skipContent(bytes, i, end, tag);
    } else if (isValue) this.#setValue('', type, style);
    tag.kind = TagKind.start;
    return isFormula ? -i : i;
  }

  /** Reads a value from behind `<v>` the careful way; leaves kind and text; gives the position behind `</v>`. */
  #readValue(bytes: Buffer, from: number, end: number, type: number, style: number): number {
    // Decimal numbers are ordinary enough to be kept out of the slower way of text.
    const stop = type === CellType.number ? numberEnd(bytes, from) : 0;
    if (stop > 0 && endsPlainValue(bytes, stop)) {
      this.#setNumber(this.#substring(bytes, from, stop, end), style);
      return stop + 4;
    }
    const i = readText(bytes, from, end, this.#tag, 'v');
    this.#setValue(this.#tag.text, type, style);
    return i;
  }

  #setValue(raw: string, type: number, style: number): void {
    this.#kind = CellKind.text;
    this.#text = replaceEscapes(raw);
    if (type === CellType.string || type === CellType.inline || type === CellType.unknown) return;
    const bare = trimXmlSpace(raw);
    this.#text = bare;
    if (bare === '') this.#kind = CellKind.empty;
    else if (type === CellType.number) {
      if (isNumber(bare)) this.#setNumber(bare, style);
      else this.#text = raw;
    } else if (type === CellType.shared) this.#text = this.#sharedText(bare);
    else if (type === CellType.error) this.#kind = CellKind.error;
    else if (type === CellType.boolean) this.#setBoolean(bare);
    else if (type === CellType.date) {
      const date = dateOfIso(bare);
      // Some writers mark a day number as a date.
      if (date === undefined && isNumber(bare)) this.#setNumber(bare, style, true);
      else {
        this.#kind = date === undefined ? CellKind.text : CellKind.date;
        this.#text = date ?? raw;
      }
    }
  }

  #setNumber(lexeme: string, style: number, isDate = this.#dateStyles[style] === 1): void {
    const date = isDate ? dateOfSerial(Number(lexeme), this.#date1904) : undefined;
    this.#kind = date === undefined ? CellKind.number : CellKind.date;
    this.#text = date ?? lexeme;
  }

  #setBoolean(bare: string): void {
    const word = bare.toUpperCase();
    if (word === '1' || word === 'TRUE') this.#text = 'TRUE';
    else if (word === '0' || word === 'FALSE') this.#text = 'FALSE';
    else return;
    this.#kind = CellKind.boolean;
  }

  #sharedText(bare: string): string {
    if (!/^[0-9]{1,10}$/.test(bare))
      throw new WorkbookError('damaged', 'the number of a shared string');
    const index = Number(bare);
    if (index >= this.#strings.count) {
      this.wantedString = index;
      throw incomplete;
    }
    return this.#strings.get(index);
  }

  #dateOfDay(serial: number): string | undefined {
    const place = serial & (dateCacheSize - 1);
    if (this.#dateKeys[place] === serial) return this.#dateTexts[place];
    const date = dateOfSerial(serial, this.#date1904);
    this.#dateKeys[place] = serial;
    this.#dateTexts[place] = date;
    return date;
  }

  /** A text of ASCII bytes. One call makes a string of the bytes that follow; taking pieces out of it is cheap. */
  #substring(bytes: Buffer, start: number, stop: number, end: number): string {
    if (start < this.#latin1Start || stop > this.#latin1Stop) {
      if (stop - start > latin1Span) return bytes.toString('latin1', start, stop);
      this.#latin1Start = start;
      this.#latin1Stop = Math.min(end, start + latin1Span);
      this.#latin1 = bytes.toString('latin1', start, this.#latin1Stop);
    }
    return this.#latin1.substring(start - this.#latin1Start, stop - this.#latin1Start);
  }

  #widen(column: number): void {
    const row = this.#row;
    const capacity = Math.min(columnLimit, Math.max(column + 1, row.kinds.length * 2));
    const kinds = new Uint8Array(capacity);
    const fromFormula = new Uint8Array(capacity);
    kinds.set(row.kinds);
    fromFormula.set(row.fromFormula);
    while (row.texts.length < capacity) row.texts.push('');
    row.kinds = kinds;
    row.fromFormula = fromFormula;
  }
}

/** Tells whether `</v>` stands at a position. */
function endsPlainValue(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === Byte.lessThan &&
    bytes[at + 1] === Byte.slash &&
    bytes[at + 2] === 0x76 &&
    bytes[at + 3] === Byte.greaterThan
  );
}

/** Tells whether `</t></is>` stands at a position. */
function endsPlainInline(bytes: Buffer, at: number): boolean {
  return (
    bytes[at + 1] === Byte.slash &&
    bytes[at + 2] === 0x74 &&
    bytes[at + 3] === Byte.greaterThan &&
    bytes[at + 4] === Byte.lessThan &&
    bytes[at + 5] === Byte.slash &&
    bytes[at + 6] === 0x69 &&
    bytes[at + 7] === 0x73 &&
    bytes[at + 8] === Byte.greaterThan
  );
}

/** Takes the start of a number such as -12.50E+3; gives the position behind it, or 0 when there is none. */
function numberEnd(bytes: Buffer, from: number): number {
  let i = from;
  if (bytes[i] === 0x2d || bytes[i] === 0x2b) i++;
  const start = i;
  while (isDigit(bytes[i])) i++;
  let digits = i - start;
  if (bytes[i] === 0x2e) {
    i++;
    while (isDigit(bytes[i])) {
      i++;
      digits++;
    }
  }
  if (digits === 0) return 0;
  if ((bytes[i] | 0x20) !== 0x65) return i;
  i++;
  if (bytes[i] === 0x2d || bytes[i] === 0x2b) i++;
  if (!isDigit(bytes[i])) return 0;
  while (isDigit(bytes[i])) i++;
  return i;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isNumber(text: string): boolean {
  return /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text);
}

function trimXmlSpace(text: string): string {
  return text.replace(/^[ \t\n\r]+/, '').replace(/[ \t\n\r]+$/, '');
}

/** Takes the digits of a row number; throws WorkbookError when they are none or too large. */
function rowNumberOf(bytes: Buffer, start: number, stop: number): number {
  let n = 0;
  for (let p = start; p < stop; p++) {
    if (!isDigit(bytes[p])) throw new WorkbookError('damaged', 'a row number');
    n = n * 10 + bytes[p] - 0x30;
  }
  if (n === 0 || n > rowLimit) throw new WorkbookError('damaged', 'a row number');
  return n;
}

/** Takes the range of a `t` attribute's value. */
function cellTypeOf(bytes: Buffer, start: number, stop: number): number {
  for (const { name, type } of cellTypes) {
    if (name.length !== stop - start) continue;
    let k = 0;
    while (k < name.length && name[k] === bytes[start + k]) k++;
    if (k === name.length) return type;
  }
  return CellType.unknown;
}
