/**
 * Rows of a list's sheet as XML that is made apart from it, by any thread, and put into it in its order. Every thread
 * tells values by the same styles.
 */
import { StyleTable, type UsedStyle } from './cellStyles.ts';
import { type CellContent, RowBytes, type Telling } from './rowBytes.ts';
import { ZoneClock } from './serials.ts';
import type { SharedTexts } from './sharedTexts.ts';
import type { SheetColumn } from './sheetOptions.ts';
import { XmlBytes } from './xmlBytes.ts';

export interface SheetPiece {
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** How values are told, for another thread; crosses threads as a copy. */
export interface SentTelling {
  readonly styles: readonly UsedStyle[];
  readonly decimals: number;
  readonly timeZone: string;
}

/** @param texts the thread's, for all sheets of the workbook */
export function tellingOf(
  { styles, decimals, timeZone }: SentTelling,
  texts: SharedTexts,
): Telling {
  const clock = new ZoneClock(timeZone);
  return { decimals, styles: new StyleTable(decimals, styles), texts, clock };
}

export class PieceMaker {
  readonly #out = new XmlBytes(new Uint8Array(0));
  readonly #rowBytes: RowBytes;

  /** Whoever makes pieces of a sheet must have been given the same columns and begun with the same styles. */
  constructor(columns: readonly SheetColumn[], telling: Telling) {
    // Numbered before any is used, so that the first row met has no say in it.
    for (const { style = 'plain' } of columns) telling.styles.number(style, style, true);
    telling.styles.number('text', 'text', true);
    this.#rowBytes = new RowBytes(this.#out, columns, telling, true);
  }

  /**
   * @param firstRow number of its first row in the sheet
   * @param block memory for it, the piece's from now on
   */
  make(firstRow: number, rows: Iterable<readonly CellContent[]>, block: Uint8Array): SheetPiece {
    this.#out.take(block);
    let row = firstRow;
    for (const cells of rows) this.#rowBytes.addRow(row++, cells, {});
    return { rows: row - firstRow, bytes: this.#out.take(new Uint8Array(0)) };
  }
}
