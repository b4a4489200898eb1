/**
 * Owns opening an Excel workbook and streaming the rows of its sheets: the public face of this folder, together
 * with tableRow.ts (what a row is) and tableError.ts (what can go wrong).
 * Must never: evaluate a formula, run a macro, follow a link, or write anything.
 */
import type { RowReceiver } from '../tableRow.ts';
import { dateOfSerial } from './cellDates.ts';
import { type CellStyles, NO_STYLES, readCellStyles } from './cellStyles.ts';
import type { MergedCells } from './mergedCells.ts';
import { defaultTuning, type ReadTuning } from './readTuning.ts';
import { SharedStrings } from './sharedStrings.ts';
import { SheetScanner } from './sheetScanner.ts';
import { streamSheet } from './sheetStream.ts';
import { StringTable } from './stringTable.ts';
import { findWorkbookParts, type WorkbookParts } from './workbookParts.ts';
import { XmlSource } from './xmlSource.ts';
import { fileError, ZipContainer } from './zipContainer.ts';

/** A worksheet of the workbook, in the order of its tabs; sheets of charts and macros are left out. */
export interface SheetInfo {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
}

export interface ReadSheetOptions {
  /** Aborting ends the reading between two rows or chunks; `readSheet` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told the share of packed bytes read (0 to 1, never less than before), at most every 100 ms, and 1 at the end. */
  readonly onProgress?: (fraction: number) => void;
}

/** What is wrong with a package although its rows can be read. */
export interface PackageFlaws {
  /** Sheets that are named and not there. */
  readonly leftoverSheets: number;
  /** The styles are named and not there: dates and zeros in front are plain numbers. */
  readonly noStyles: boolean;
  /** Without styles: the date that a number stands for in a column of dates; undefined for what is no day of ours. */
  readonly dateOfNumber?: ((number: string) => string | undefined) | undefined;
  /** Bytes behind the end of the package. */
  readonly trailingBytes: number;
}

export interface OpenWorkbook {
  readonly sheets: readonly SheetInfo[];
  readonly flaws?: PackageFlaws;
  /** The workbook holds a program; nobody runs it here. */
  readonly hasMacros?: boolean;
  /**
   * Streams the rows of one sheet in file order to `onRow`, which may return 'stop' to end the reading.
   * Only when the promise is kept (and not stopped) were size, structure and checksums right: on a rejection
   * throw away the rows that came before. Throws TableError, the signal's reason, or what `onRow` throws.
   * Gives the sheet's merged cells, which stand behind its rows (those of a reading that was stopped aren't known).
   */
  readSheet(index: number, onRow: RowReceiver, options?: ReadSheetOptions): Promise<MergedCells>;
  /** Closes the file. Readings still under way end with an error. May be called more than once. */
  close(): void;
}

/** Takes the path of an .xlsx or .xlsm file; gives it opened, to be closed by the caller. Throws TableError. */
export function openWorkbook(path: string): Promise<OpenWorkbook> {
  return openWorkbookTuned(path, defaultTuning);
}

/** Like `openWorkbook`, with other sizes and limits; for tests and benchmarks. */
export async function openWorkbookTuned(path: string, tuning: ReadTuning): Promise<OpenWorkbook> {
  const zip = await ZipContainer.open(path, tuning);
  try {
    const parts = await findWorkbookParts(zip);
    const { stylesPart } = parts;
    const styles =
      stylesPart === undefined || !zip.has(stylesPart)
        ? NO_STYLES
        : readCellStyles(await zip.readPart(stylesPart), stylesPart);
    return new ZipWorkbook(zip, parts, styles);
  } catch (error) {
    zip.close();
    throw fileError(error);
  }
}

/** Years in which the dates of accounts lie: another number in a column of dates is something else. */
function dateOfBareNumber(number: string, date1904: boolean): string | undefined {
  const date = dateOfSerial(Number(number), date1904);
  return date !== undefined && date >= '1950' && date < '2200' ? date.slice(0, 10) : undefined;
}

class ZipWorkbook implements OpenWorkbook {
  readonly sheets: readonly SheetInfo[];
  readonly hasMacros: boolean;
  readonly flaws: PackageFlaws;
  readonly #zip: ZipContainer;
  readonly #parts: WorkbookParts;
  readonly #styles: CellStyles;
  readonly #strings: SharedStrings | undefined;
  #closed = false;

  constructor(zip: ZipContainer, parts: WorkbookParts, styles: CellStyles) {
    this.#zip = zip;
    this.#parts = parts;
    this.#styles = styles;
    this.sheets = parts.sheets.map(({ name, hidden }, index) => ({ index, name, hidden }));
    this.hasMacros = zip.has('xl/vbaProject.bin');
    const { stringsPart, stylesPart, date1904 } = parts;
    const noStyles = stylesPart !== undefined && !zip.has(stylesPart);
    this.flaws = {
      leftoverSheets: parts.leftoverSheets,
      noStyles,
      ...(noStyles && { dateOfNumber: (number) => dateOfBareNumber(number, date1904) }),
      trailingBytes: zip.trailingBytes,
    };
    if (stringsPart !== undefined) {
      const open = async (): Promise<XmlSource> => new XmlSource(await zip.openPart(stringsPart));
      this.#strings = new SharedStrings(open, zip.packedSize(stringsPart), zip.tuning);
    }
  }

  async readSheet(
    index: number,
    onRow: RowReceiver,
    options: ReadSheetOptions = {},
  ): Promise<MergedCells> {
    options.signal?.throwIfAborted();
    const sheet = this.#parts.sheets[index];
    if (!sheet) throw new RangeError(`no sheet ${index}`);
    if (this.#closed) throw new Error('the workbook is closed');
    const { tuning } = this.#zip;
    const context = {
      strings: this.#strings?.table ?? new StringTable(tuning),
      styles: this.#styles,
      date1904: this.#parts.date1904,
      tuning,
    };
    const stream = await this.#zip.openPart(sheet.part);
    try {
      const scanner = new SheetScanner(context, onRow);
      await streamSheet(scanner, {
        source: new XmlSource(stream),
        packedSize: stream.place.packedSize,
        strings: this.#strings,
        tuning,
        signal: options.signal,
        onProgress: options.onProgress,
      });
      // A closed stream looks like one that has ended.
      if (this.#closed && !scanner.stopped) throw new Error('closed');
      return scanner.merges;
    } catch (error) {
      throw this.#closed ? new Error('the workbook was closed') : fileError(error);
    } finally {
      this.#zip.release(stream);
    }
  }

  close(): void {
    this.#closed = true;
    this.#zip.close();
  }
}
