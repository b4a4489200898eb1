/**
 * Owns the shape in which one row of a table is handed over, and the kinds a cell can have.
 * Must never: interpret a value (dates and numbers stay the text that the scanner made of them).
 */

/** What a cell holds. A formula cell has the kind of its stored result. */
export const CellKind = { empty: 0, text: 1, number: 2, date: 3, boolean: 4, error: 5 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];

/** What else stands in the place of a cell. */
export interface CellTwin {
  readonly column: number;
  readonly kind: number;
  readonly text: string;
  /** It lies invisible under a merged cell; otherwise the file has two cells of one reference. */
  readonly covered: boolean;
}

/**
 * One row of a table. The same object and the same arrays are used again for the next row: copy what you keep.
 * Entries at `width` and beyond are left over from earlier rows and mean nothing.
 * A text of 13 characters or more may be a slice of a larger piece of the file and keep that piece in
 * memory as long as the text lives; pass texts on (to the database) or keep `ownText(text)`.
 */
export interface TableRow {
  /** 1-based row number as the sheet counts it; rows that are not in the file are not handed over. */
  readonly number: number;
  /** Cells up to the last one that holds a value or a formula; 0 for an empty row. */
  readonly width: number;
  /** A `CellKind` per cell. */
  readonly kinds: Uint8Array;
  /**
   * A text per cell: '' when empty; texts exact; whole numbers below 10^15 in plain digits, with the zeros that
   * their format shows, other numbers as written in the file; dates `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`;
   * `TRUE`/`FALSE`; errors such as `#N/A`.
   */
  readonly texts: readonly string[];
  /** 1 where the value is the stored result of a formula (the formula itself is never evaluated). */
  readonly fromFormula: Uint8Array;
  /** Text files: a quotation mark may have swallowed what follows it. */
  readonly strayQuote?: StrayQuote | undefined;
  /** Text files: cells with bytes that are not in the file's encoding, told as Windows-1252 has them. */
  readonly brokenCells?: readonly number[] | undefined;
  /** By a filter, a collapsed group or by hand. */
  readonly hidden: boolean;
  /** Columns of the cells that are struck out, in whole or in part; nearly always none. */
  readonly struck: readonly number[];
  /** Values that another one took the place of; nearly always none. */
  readonly twins: readonly CellTwin[];
}

/** A cell in quotes that ends where no cell ends, or that holds whole records. */
export interface StrayQuote {
  readonly cell: number;
  /** Lines of the file, which rows with several lines outnumber. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The row as it stands in the file. */
  readonly text: string;
}

/** The row as the scanner that fills it sees it. */
export interface FillableRow {
  number: number;
  width: number;
  kinds: Uint8Array;
  texts: string[];
  fromFormula: Uint8Array;
  strayQuote?: StrayQuote | undefined;
  brokenCells?: number[] | undefined;
  hidden: boolean;
  struck: number[];
  twins: CellTwin[];
}

/** Forgets what one cell holds, and whatever else stands in its place. */
export function clearCell(row: TableRow, column: number): void {
  if (column >= row.width) return;
  const { kinds, texts, fromFormula, twins } = row as FillableRow;
  kinds[column] = CellKind.empty;
  texts[column] = '';
  fromFormula[column] = 0;
  (row as FillableRow).twins = twins.filter((twin) => twin.column !== column);
}

const COLUMNS_AT_FIRST = 64;

/** Grows with the widest row. */
export function newRow(): FillableRow {
  return {
    number: 0,
    width: 0,
    kinds: new Uint8Array(COLUMNS_AT_FIRST),
    texts: new Array<string>(COLUMNS_AT_FIRST).fill(''),
    fromFormula: new Uint8Array(COLUMNS_AT_FIRST),
    hidden: false,
    struck: [],
    twins: [],
  };
}

/** Receives the rows of a table; 'stop' ends the reading. */
// biome-ignore lint/suspicious/noConfusingVoidType: a receiver that returns nothing is the ordinary one
export type RowReceiver = (row: TableRow) => void | 'stop';

/**
 * Takes a text out of a row; gives an equal text that does not keep a piece of the file in memory.
 * Only needed for texts that outlive the import.
 */
export function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
