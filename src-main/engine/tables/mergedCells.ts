/**
 * Owns merged cells: where a sheet has them, and rows in which the value of a merged cell stands in each of its
 * rows, as whoever looks at the sheet sees it.
 * Must never: drop a value in silence that lies under a merged cell; it goes into the row's `twins`.
 */
import { TableError } from './tableError.ts';
import {
  CellKind,
  type CellTwin,
  type FillableRow,
  type RowReceiver,
  type TableRow,
} from './tableRow.ts';

/** Far more than a sheet has that a person can look at. */
const MAX_MERGES = 1 << 22;
/** They can't overlap, so no more of them than columns lie in one row. */
const MAX_IN_ONE_ROW = 16_384;
const REFERENCE = /^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}):\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$/;

const Field = { top: 0, bottom: 1, left: 2, right: 3, size: 4 } as const;

/** Ranges of merged cells: rows as the sheet counts them, columns from 0. */
export class MergedCells {
  #numbers = new Int32Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Takes a range such as `A2:A4`; what is none, or a single cell, is left out. Throws TableError. */
  add(range: string): void {
    const found = REFERENCE.exec(range.toUpperCase());
    if (!found) return;
    const [, first = '', firstRow, last = '', lastRow] = found;
    const [top, bottom] = [Number(firstRow), Number(lastRow)];
    const [left, right] = [columnOf(first), columnOf(last)];
    if (bottom < top || right < left || (bottom === top && right === left)) return;
    if (this.#count === MAX_MERGES) throw new TableError('tooLarge', 'merged cells');
    const at = this.#count * Field.size;
    if (at === this.#numbers.length) {
      const grown = new Int32Array(2 * this.#numbers.length);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers.set([top, bottom, left, right], at);
    this.#count++;
  }

  /** Those that reach below a row, ascending by their first row. */
  below(row: number): MergedCells {
    const chosen = new MergedCells();
    const order = new Uint32Array(this.#count).map((_, n) => n);
    order.sort((a, b) => this.at(a, Field.top) - this.at(b, Field.top));
    const places = order.filter((n) => this.at(n, Field.bottom) > row);
    chosen.#numbers = new Int32Array(Math.max(1, places.length) * Field.size);
    for (const [n, place] of places.entries()) {
      const from = place * Field.size;
      chosen.#numbers.set(this.#numbers.subarray(from, from + Field.size), n * Field.size);
    }
    chosen.#count = places.length;
    return chosen;
  }

  at(index: number, field: number): number {
    return this.#numbers[index * Field.size + field]!;
  }
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 0x40;
  return column - 1;
}

/** A merged cell that reaches into the row at hand, and the value that it shows. */
interface Open {
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly kind: number;
  readonly text: string;
  readonly formula: number;
  readonly struck: boolean;
}

/**
 * Takes the merged cells of a sheet (from `below`) and who receives its rows; gives who receives them first:
 * a merged cell's value then stands in each row that has its first column, and nothing in its other columns.
 */
export function fillMerged(merges: MergedCells, onRow: RowReceiver): RowReceiver {
  let next = 0;
  let open: Open[] = [];
  return (given) => {
    // The scanner's own row, which it fills anew for every row of the sheet.
    const row = given as FillableRow;
    open = open.filter(({ bottom }) => bottom >= row.number);
    for (const each of open) show(row, each);
    for (; next < merges.count && merges.at(next, Field.top) <= row.number; next++) {
      const opened = openAt(merges, next, row);
      if (opened.bottom < row.number) continue;
      show(row, opened);
      if (opened.bottom > row.number) open.push(opened);
      if (open.length > MAX_IN_ONE_ROW) throw new TableError('damaged', 'merged cells overlap');
    }
    return onRow(given);
  };
}

/** A merged cell whose first row is not in the file shows nothing. */
function openAt(merges: MergedCells, index: number, row: TableRow): Open {
  const left = merges.at(index, Field.left);
  const shown = merges.at(index, Field.top) === row.number && left < row.width;
  return {
    bottom: merges.at(index, Field.bottom),
    left,
    right: merges.at(index, Field.right),
    kind: shown ? row.kinds[left]! : CellKind.empty,
    text: shown ? row.texts[left]! : '',
    formula: shown ? row.fromFormula[left]! : 0,
    struck: shown && row.struck.includes(left),
  };
}

function show(row: FillableRow, open: Open): void {
  const { left, right, kind, text, formula } = open;
  for (let column = left; column <= right && column < row.width; column++) {
    const same = column === left && row.kinds[column] === kind && row.texts[column] === text;
    if (!same && row.kinds[column] !== CellKind.empty) cover(row, column, text);
    row.kinds[column] = CellKind.empty;
    row.texts[column] = '';
    row.fromFormula[column] = 0;
  }
  if (kind === CellKind.empty && formula === 0) return;
  widenTo(row, left);
  row.kinds[left] = kind;
  row.texts[left] = text;
  row.fromFormula[left] = formula;
  if (open.struck && !row.struck.includes(left)) row.struck.push(left);
}

/** Programs that write a merged cell's value into all its cells hide nothing. */
function cover(row: FillableRow, column: number, shown: string): void {
  const text = row.texts[column]!;
  if (text === '' || text === shown) return;
  const twin: CellTwin = { column, kind: row.kinds[column]!, text, covered: true };
  row.twins.push(twin);
}

function widenTo(row: FillableRow, column: number): void {
  if (column >= row.kinds.length) {
    const kinds = new Uint8Array(column + 1);
    const fromFormula = new Uint8Array(column + 1);
    kinds.set(row.kinds);
    fromFormula.set(row.fromFormula);
    row.kinds = kinds;
    row.fromFormula = fromFormula;
  }
  while (row.texts.length < row.kinds.length) row.texts.push('');
  for (; row.width <= column; row.width++) {
    row.kinds[row.width] = CellKind.empty;
    row.texts[row.width] = '';
    row.fromFormula[row.width] = 0;
  }
}
