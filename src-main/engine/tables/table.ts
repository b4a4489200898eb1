/**
 * Owns what an opened table offers, whatever kind of file it stands in: its sheets, and their rows one after the
 * other. Must never: know how a kind of file is read.
 */
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import type { MergedCells } from './mergedCells.ts';
import type { RowReceiver } from './tableRow.ts';

/** What the file is; for text, how it was read. */
export type TableFormat = { readonly type: 'workbook' } | TextFormat | AlmaXmlFormat;

export interface TextFormat {
  readonly type: 'text';
  /** Told or guessed. */
  readonly encoding: TextEncodingName;
  /** Told, declared by the file's first line, or guessed. */
  readonly separator: Separator;
}

export interface AlmaXmlFormat {
  readonly type: 'almaXml';
  /** In a ZIP: how many; 0: it is no ZIP. */
  readonly files: number;
}

/** A worksheet, in the order of the tabs; sheets of charts and macros are left out. A text file has one. */
export interface SheetInfo {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
}

export interface ReadSheetOptions {
  /** Aborting ends the reading between two rows or chunks; `readSheet` then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told the share of packed bytes read (0 to 1, never less than before), at most every 100 ms, and 1 at the end. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What is wrong with a workbook although its rows can be read. */
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

/** Elements of XML that were passed over or kept although no schema tells of them, with how often. */
export interface ElementCount {
  readonly path: string;
  readonly count: number;
}

/** What XML of users turned out to hold; known when its rows have been read to their end. */
export interface XmlFindings {
  /** Positions of the columns of which no user has the element: about these the file says nothing. */
  readonly silent: ReadonlySet<number>;
  /** Names of the lists of lines that the file doesn't have. */
  readonly silentLists: ReadonlySet<string>;
  /** Names of elements with passwords, PINs and gender, which were passed over. */
  readonly neverTaken: readonly string[];
  readonly unknown: readonly ElementCount[];
  /** Around the users. */
  readonly passedOver: readonly ElementCount[];
  /** In a ZIP, files that hold no users. */
  readonly otherFiles: number;
}

/** A list of lines in each row of a table. */
export interface NamedLines {
  readonly name: string;
  /** What each cell of a line is. */
  readonly cells: readonly string[];
  /** By the place of a code the place of its words. */
  readonly words: ReadonlyMap<number, number>;
}

/** Lines that stand in the rows of a table, several in one. */
export interface TableLines {
  readonly lists: readonly NamedLines[];
  /** By list, those of the row that was handed over last. */
  readonly ofRow: readonly (readonly (readonly string[])[])[];
}

export interface OpenTable {
  readonly format: TableFormat;
  readonly sheets: readonly SheetInfo[];
  readonly flaws?: PackageFlaws;
  /** What heads its columns, where that stands in no row. */
  readonly headings?: readonly string[];
  readonly lines?: TableLines;
  /** When its contents were last written, in milliseconds, where that is known apart from the file. */
  readonly writtenAt?: number | undefined;
  /** Of the reading that came to its end last. */
  readonly findings?: XmlFindings | undefined;
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
