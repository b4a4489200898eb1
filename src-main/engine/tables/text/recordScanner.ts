/**
 * Owns reading records out of decoded text: quotes, separators, line ends. This is the hot loop of every import
 * of a text file, so a cell without quotes is found by one loop over a table of characters and cut out once.
 * Must never: hand over a record before its end was seen, evaluate a formula, or change a value, except that
 * `="00123"`, with which programs force a text upon Excel, is the text 00123.
 */
import type { Separator } from '#shared/domain/textFormats.ts';
import { TableError, type TableErrorCode } from '../tableError.ts';
import { CellKind, newRow, type RowReceiver } from '../tableRow.ts';
import { FIRST_BROKEN, LAST_BROKEN, mendBroken } from '../textEncoding.ts';
import { RecordDamage } from './recordDamage.ts';
import type { TextTuning } from './textTuning.ts';

/** What a character does. A cell without quotes ends at `separator` and `lineEnd`. */
const Class = { plain: 0, separator: 1, lineEnd: 2, quote: 3, control: 4, broken: 5 } as const;

const Code = {
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  equals: 0x3d,
} as const;
const COLUMN_LIMIT = 16_384;
/** The clock is looked at once in so many records. */
const RECORDS_PER_LOOK = 64;
const INCOMPLETE = -1;

export class RecordScanner {
  /** Set from outside or by a row's receiver: no row is handed over any more. */
  stopped = false;
  /** The last scan ended at its deadline: the rest can be scanned at once. */
  paused = false;
  /** Cells of the last record, with the empty ones at its end. */
  columns = 0;

  readonly #classes: Uint8Array;
  readonly #tuning: TextTuning;
  readonly #maxCellChars: number;
  readonly #onRow: RowReceiver;
  #skip: number;
  readonly #row = newRow();
  /** The last cell that has quotes. */
  #text = '';
  #formula = 0;
  #doubled = false;
  /** ... whether it has bytes that are not in the file's encoding. */
  #broken = false;
  readonly #damage: RecordDamage;

  /** Takes the separator, how many records to count but not hand over, and who receives the others. */
  constructor(separator: Separator, skip: number, tuning: TextTuning, onRow: RowReceiver) {
    this.#classes = classesOf(separator);
    this.#damage = new RecordDamage(separator);
    this.#skip = skip;
    this.#tuning = tuning;
    this.#maxCellChars = tuning.maxCellChars;
    this.#onRow = onRow;
  }

  /**
   * Takes text, where to begin in it, and whether the file ends with it; hands over the records that are
   * complete, but not those without any value; gives the position behind them. A slow receiver makes it pause
   * soon after `deadline` (as performance.now() counts). Throws TableError.
   */
  scan(text: string, from: number, final: boolean, deadline: number): number {
    this.paused = false;
    let at = from;
    for (let records = 1; at < text.length && !this.stopped; records++) {
      const next = this.#scanRecord(text, at, final);
      if (next === INCOMPLETE) return at;
      at = next;
      if (records % RECORDS_PER_LOOK === 0 && performance.now() > deadline) {
        this.paused = true;
        return at;
      }
    }
    return at;
  }

  /** One record; gives the position behind it, or `INCOMPLETE`. */
  #scanRecord(text: string, from: number, final: boolean): number {
    const classes = this.#classes;
    const row = this.#row;
    let i = from;
    let column = 0;
    let width = 0;
    const damage = this.#damage;
    if (damage.isDirty) damage.clear();
    for (;;) {
      const start = i;
      i = plainEnd(text, i, classes);
      const odd = i < text.length && classes[text.charCodeAt(i)]! > Class.lineEnd;
      if (odd) i = this.#scanOddCell(text, start, i, column, final);
      if (i === INCOMPLETE || (i === text.length && !final)) return this.#wait(text, from, start);
      let cell = '';
      if (i > start) {
        if (i - start > this.#maxCellChars) throw this.#error('tooLongCell', 'a cell');
        if (column >= row.kinds.length) this.#widen(column);
        cell = odd ? this.#text : text.substring(start, i);
      }
      const formula = odd ? this.#formula : 0;
      const full = cell !== '' || formula === 1;
      if (column < row.kinds.length) {
        row.kinds[column] = full ? CellKind.text : CellKind.empty;
        row.texts[column] = cell;
        row.fromFormula[column] = formula;
      }
      column++;
      if (full) width = column;
      if (i === text.length || classes[text.charCodeAt(i)] === Class.lineEnd) break;
      i++;
    }
    const next = afterLineEnd(text, i, final);
    if (next === INCOMPLETE) return this.#wait(text, from, i);
    if (i - from > this.#tuning.maxRowChars) throw this.#error('tooLongRow', 'characters');
    this.columns = column;
    if (damage.isDirty) damage.finish(row, column, () => text.substring(from, i));
    else damage.finishClean(row, column);
    this.#handOver(width);
    return next;
  }

  /** The record has not ended: whether more text may come. */
  #wait(text: string, from: number, start: number): typeof INCOMPLETE {
    if (text.length - start > this.#maxCellChars) throw this.#error('tooLongCell', 'no end of it');
    if (text.length - from > this.#tuning.maxRowChars)
      throw this.#error('tooLongRow', 'no end of it');
    return INCOMPLETE;
  }

  /**
   * A cell with quotes, broken bytes or with what no text has (at `found`); leaves its text. Gives the position of the
   * separator or line end behind it, or `INCOMPLETE`.
   */
  #scanOddCell(text: string, start: number, found: number, column: number, final: boolean): number {
    this.#broken = false;
    const quoted = text.charCodeAt(start) === Code.quote;
    const close = quoted ? this.#closingQuote(text, start + 1, final) : found;
    if (close === INCOMPLETE) return INCOMPLETE;
    const tail = quoted ? close + 1 : found;
    const end = this.#literalEnd(text, tail);
    let cell = quoted
      ? this.#insideQuotes(text, start + 1, close, column)
      : text.substring(start, end);
    if (quoted && end > tail) {
      const behind = text.substring(tail, end);
      if (behind.trim() !== '') this.#damage.noteBehind(column);
      cell += behind;
    }
    if (this.#broken) {
      const mended = mendBroken(cell);
      if (mended !== cell) this.#damage.noteBroken(column);
      cell = mended;
    }
    this.#formula = 0;
    if (cell.charCodeAt(0) === Code.equals) {
      const forced = forcedText(cell);
      if (forced !== undefined) {
        cell = forced;
        this.#formula = 1;
      }
    }
    this.#text = cell;
    return end;
  }

  #insideQuotes(text: string, from: number, close: number, column: number): string {
    const inside = text.substring(from, close);
    if (inside.includes('\n') || inside.includes('\r')) this.#damage.noteLines(column, inside);
    return this.#doubled ? inside.replaceAll('""', '"') : inside;
  }

  /** Gives the position of the quote that closes the cell whose inside begins at `from`, or `INCOMPLETE`. */
  #closingQuote(text: string, from: number, final: boolean): number {
    const classes = this.#classes;
    this.#doubled = false;
    for (let i = from; i < text.length; i++) {
      const what = classes[text.charCodeAt(i)]!;
      if (what < Class.quote) continue;
      if (what === Class.broken) {
        this.#broken = true;
        continue;
      }
      if (what === Class.control) throw this.#controlError(text, i);
      if (i + 1 === text.length) return final ? i : INCOMPLETE;
      if (text.charCodeAt(i + 1) !== Code.quote) return i;
      this.#doubled = true;
      i++;
    }
    if (!final) return INCOMPLETE;
    const tooLong = text.length - from >= this.#maxCellChars;
    throw this.#error(tooLong ? 'tooLongCell' : 'unclosedQuote', 'the file ends in quotes');
  }

  /** Gives the end of a cell in which quotes mean nothing any more. */
  #literalEnd(text: string, from: number): number {
    const classes = this.#classes;
    for (let i = from; i < text.length; i++) {
      const what = classes[text.charCodeAt(i)]!;
      if (what === Class.plain || what === Class.quote) continue;
      if (what === Class.broken) {
        this.#broken = true;
        continue;
      }
      if (what === Class.control) throw this.#controlError(text, i);
      return i;
    }
    return text.length;
  }

  #handOver(width: number): void {
    const row = this.#row;
    row.number++;
    row.width = width;
    if (row.number <= this.#skip || width === 0) return;
    if (this.#onRow(row) === 'stop') this.stopped = true;
  }

  #widen(column: number): void {
    if (column >= COLUMN_LIMIT) throw this.#error('tooLongRow', 'columns');
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

  #controlError(text: string, at: number): TableError {
    const number = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
    return this.#error('binaryText', `U+${number}`);
  }

  #error(code: TableErrorCode, detail: string): TableError {
    return new TableError(code, detail, this.#row.number + 1);
  }
}

/** A class for every UTF-16 unit. */
function classesOf(separator: Separator): Uint8Array {
  const classes = new Uint8Array(0x10000).fill(Class.control, 0, 0x20);
  // Vertical tabs and form feeds do occur in texts.
  classes.fill(Class.plain, 0x09, 0x0e);
  classes.fill(Class.broken, FIRST_BROKEN, LAST_BROKEN + 1);
  classes[Code.lineFeed] = Class.lineEnd;
  classes[Code.carriageReturn] = Class.lineEnd;
  classes[Code.quote] = Class.quote;
  classes[separator.charCodeAt(0)] = Class.separator;
  return classes;
}

/** Takes the position of a line end or of the text's end; gives the position behind it, or `INCOMPLETE`. */
function afterLineEnd(text: string, at: number, final: boolean): number {
  if (at === text.length) return at;
  if (text.charCodeAt(at) === Code.lineFeed) return at + 1;
  if (at + 1 === text.length) return final ? at + 1 : INCOMPLETE;
  return text.charCodeAt(at + 1) === Code.lineFeed ? at + 2 : at + 1;
}

/** Gives the position of the first character at or after `from` that is not plain, or the text's end. */
function plainEnd(text: string, from: number, classes: Uint8Array): number {
  let i = from;
  while (i < text.length && classes[text.charCodeAt(i)] === Class.plain) i++;
  return i;
}

/** Takes a value that begins with `=`; gives the text if there follows nothing but a text in quotes. */
function forcedText(value: string): string | undefined {
  if (value.length < 3 || value[1] !== '"' || !value.endsWith('"')) return undefined;
  const inside = value.slice(2, -1);
  if (!inside.includes('"')) return inside;
  return inside.replaceAll('""', '').includes('"') ? undefined : inside.replaceAll('""', '"');
}
