/**
 * What a table holds by an oracle: rows as plain as possible, to be compared with those of the reader. Slow, and
 * all in memory. Must never share code with the readers that it is held against.
 */

/** What one place of a sheet holds; `any` where the file has several values for it. */
export interface ExpectedCell {
  readonly kind: 'text' | 'number' | 'boolean' | 'error' | 'date';
  readonly text: string;
}

export interface ExpectedRow {
  readonly number: number;
  /** By column, from 0; empty places are left out. More than one: the file names the place more than once. */
  readonly cells: ReadonlyMap<number, readonly ExpectedCell[]>;
}

export interface ExpectedSheet {
  readonly name: string;
  readonly rows: readonly ExpectedRow[];
  readonly date1904: boolean;
}
