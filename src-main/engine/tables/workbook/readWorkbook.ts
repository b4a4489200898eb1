/**
 * Owns opening an Excel workbook and streaming the rows of its sheets: the public face of this folder.
 * Must never: evaluate a formula, run a macro, follow a link, or write anything.
 */
import type { MergedCells } from '../mergedCells.ts';
import { fileError, type OpenFile, openAs } from '../openFile.ts';
import { recogniseFile } from '../recogniseFile.ts';
import type { OpenTable, PackageFlaws, ReadSheetOptions, SheetInfo } from '../table.ts';
import { TableError } from '../tableError.ts';
import type { RowReceiver } from '../tableRow.ts';
import { dateOfSerial } from './cellDates.ts';
import { type CellStyles, NO_STYLES, readCellStyles } from './cellStyles.ts';
import { defaultTuning, type ReadTuning } from './readTuning.ts';
import { SharedStrings } from './sharedStrings.ts';
import { SheetScanner } from './sheetScanner.ts';
import { streamSheet } from './sheetStream.ts';
import { StringTable } from './stringTable.ts';
import { findWorkbookParts, type WorkbookParts } from './workbookParts.ts';
import { XmlSource } from './xmlSource.ts';
import { ZipContainer } from './zipContainer.ts';

/**
 * Takes the path of an .xlsx or .xlsm file; gives it opened, to be closed by the caller. Throws TableError.
 * @param tuning other sizes and limits, for tests
 */
export function openWorkbook(path: string, tuning: ReadTuning = defaultTuning): Promise<OpenTable> {
  return openAs(path, async (file) => {
    if ((await recogniseFile(file)) !== 'package') throw new TableError('textFile', 'text');
    return workbookIn(file, tuning);
  });
}

/** Takes an open file that begins like a package; closing the workbook closes it. Throws TableError. */
async function workbookIn(file: OpenFile, tuning: ReadTuning = defaultTuning): Promise<OpenTable> {
  return workbookOf(await ZipContainer.open(file, tuning));
}

/** Takes an open package; closing the workbook closes it. Throws TableError. */
export async function workbookOf(zip: ZipContainer): Promise<OpenTable> {
  const parts = await findWorkbookParts(zip);
  const { stylesPart } = parts;
  const styles =
    stylesPart === undefined || !zip.has(stylesPart)
      ? NO_STYLES
      : readCellStyles(await zip.readPart(stylesPart), stylesPart);
  return new ZipWorkbook(zip, parts, styles);
}

/** Years in which the dates of accounts lie: another number in a column of dates is something else. */
function dateOfBareNumber(number: string, date1904: boolean): string | undefined {
  const date = dateOfSerial(Number(number), date1904);
  return date !== undefined && date >= '1950' && date < '2200' ? date.slice(0, 10) : undefined;
}

class ZipWorkbook implements OpenTable {
  readonly format = { type: 'workbook' } as const;
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
        options,
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
