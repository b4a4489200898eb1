/** What a sheet can have besides rows. Columns count from 0, as in a row's cells; rows from 1, as they are shown. */
import type { CellStyle } from './cellStyles.ts';

export interface SheetColumn {
  /** In characters. */
  readonly width?: number;
  /** Of the column's cells that have none of their own. */
  readonly style?: CellStyle;
}

export interface SheetOptions {
  readonly columns?: readonly SheetColumn[];
  /** So many rows stay in sight, and stand at the top of each printed page; the others are a list with thin lines. */
  readonly headings?: number;
  /** On the last of the headings, for all rows below. */
  readonly filter?: true;
  readonly landscape?: true;
  /** As high as one page, too; without it only as wide as one. */
  readonly onePage?: true;
  /** Stands at the left of each page's head; the sheet's name stands at its right. */
  readonly header?: string;
  /** Stands at the left of each page's foot; the page's number and how many there are stand at its right. */
  readonly footer?: string;
  /** So many columns are printed, from the first; without it all. */
  readonly printedColumns?: number;
  /** Whether the lines between cells are shown on screen; they are unless this is false. */
  readonly gridLines?: boolean;
}

export type Paper = 'A4' | 'Letter';

export interface Picture {
  /** A PNG; a logo may be a JPEG as well. */
  readonly png: Uint8Array;
  /** What it shows, for who doesn't see it. */
  readonly alt: string;
  /** The cell at whose corner it begins. */
  readonly column: number;
  readonly row: number;
  /** As shown and printed, in pixels of which 96 are an inch. */
  readonly width: number;
  readonly height: number;
}

export interface DataBars {
  readonly column: number;
  readonly fromRow: number;
  readonly toRow: number;
  /** RGB, as 4C6EF5. */
  readonly colour: string;
  /** What fills the cell: several with the same are of one scale. Without it the largest of these numbers. */
  readonly most?: number;
  /** Whether the numbers stand in the cells, too; they do unless this is false. */
  readonly numbers?: boolean;
}
