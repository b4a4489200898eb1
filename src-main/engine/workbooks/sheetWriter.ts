/** One sheet while its rows are written: they go to the file block by block, what else it has is kept until its end. */
import type { CellRange } from './cellPlaces.ts';
import { type CellContent, RowBytes, type RowLook, type Telling } from './rowBytes.ts';
import type { DataBars, Paper, Picture, SheetOptions } from './sheetOptions.ts';
import { type SheetContent, sheetEnd, sheetStart } from './sheetParts.ts';
import { PieceMaker, type SheetPiece } from './sheetPieces.ts';
import { XmlBytes } from './xmlBytes.ts';
import { BLOCK_BYTES, type ZipFile } from './zipFile.ts';

/** The heading row is one of them. */
export const MOST_ROWS = 1_048_576;

const PLAIN: RowLook = {};

export class SheetWriter {
  readonly #zip: ZipFile;
  readonly #options: SheetOptions;
  readonly #paper: Paper | undefined;
  readonly #number: number;
  readonly #out: XmlBytes;
  readonly #rowBytes: RowBytes;
  readonly #telling: Telling;
  readonly #merged: CellRange[] = [];
  readonly #bars: DataBars[] = [];
  readonly #pictures: Picture[] = [];
  #rows = 0;
  #columns: number;

  constructor(
    zip: ZipFile,
    options: SheetOptions,
    { paper, number, ...telling }: Telling & { paper: Paper | undefined; number: number },
  ) {
    const columns = options.columns ?? [];
    this.#zip = zip;
    this.#options = options;
    this.#paper = paper;
    this.#number = number;
    this.#columns = columns.length;
    this.#telling = telling;
    this.#out = new XmlBytes(zip.block());
    const isList = paper !== undefined && (options.headings ?? 0) > 0;
    this.#rowBytes = new RowBytes(this.#out, columns, telling, isList);
    this.#out.xml(sheetStart(options, paper, telling.styles));
  }

  /** @returns the row's number @throws RangeError for more rows than a sheet can have */
  addRow(cells: readonly CellContent[], look: RowLook = PLAIN): number {
    if (++this.#rows > MOST_ROWS) throw new RangeError('too many rows for a sheet');
    if (cells.length > this.#columns) this.#columns = cells.length;
    this.#rowBytes.addRow(this.#rows, cells, look);
    const { across = 1 } = look;
    const row = this.#rows;
    if (across > 1) this.merge({ fromColumn: 0, fromRow: row, toColumn: across - 1, toRow: row });
    if (this.#out.length >= BLOCK_BYTES) this.#flush();
    return this.#rows;
  }

  /** Number of the row that comes next. */
  get nextRow(): number {
    return this.#rows + 1;
  }

  /** Makes pieces of this sheet, which is a list, in this thread. */
  pieceMaker(): PieceMaker {
    return new PieceMaker(this.#options.columns ?? [], this.#telling);
  }

  /** Memory for a piece that this thread makes. */
  block(): Uint8Array {
    return this.#zip.block();
  }

  /** The next rows; the piece's bytes are the file's from now on. @throws RangeError as `addRow` does */
  addPiece({ rows, bytes }: SheetPiece): void {
    this.#rows += rows;
    if (this.#rows > MOST_ROWS) throw new RangeError('too many rows for a sheet');
    if (this.#out.length > 0) this.#flush();
    this.#zip.write(bytes);
  }

  /** Makes one cell of several: what stands in the first is shown in all. */
  merge(range: CellRange): void {
    this.#merged.push(range);
  }

  /** Bars in the cells of a column, as long as their numbers are large. */
  addBars(bars: DataBars): void {
    this.#bars.push(bars);
  }

  /** Placed on the cells, which make no room for it; printed with them. */
  addPicture(picture: Picture): void {
    this.#pictures.push(picture);
  }

  end(): { readonly content: SheetContent; readonly pictures: readonly Picture[] } {
    const pictures = this.#pictures;
    const content: SheetContent = {
      rows: this.#rows,
      columns: this.#columns,
      merged: this.#merged,
      bars: this.#bars,
      hasPictures: pictures.length > 0,
      number: this.#number,
    };
    this.#out.xml(sheetEnd(this.#options, this.#paper, content));
    this.#zip.write(this.#out.take(new Uint8Array(0)));
    return { content, pictures };
  }

  #flush(): void {
    this.#zip.write(this.#out.take(this.#zip.block()));
  }
}
