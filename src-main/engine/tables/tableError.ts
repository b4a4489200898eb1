/**
 * Owns the ways in which a workbook or a text file can fail to be read, each with a code. The sentence for whoever
 * chose the file is made from the code by the program around it.
 * Must never: name a path or carry a value out of a cell; `detail` is a part's name, a technical cause.
 */

/** In a few words for developers. */
const MEANINGS = {
  unreadable: 'the file system refused',
  notAFile: 'a folder, a device, a pipe, a socket',
  emptyFile: '0 bytes',
  incomplete: 'its end is missing',
  damaged: 'its structure, sizes or checksums are wrong',
  encrypted: 'protected with a password',
  oldXls: '.xls',
  binaryWorkbook: '.xlsb',
  openDocument: '.ods',
  xmlSpreadsheet: 'an XML spreadsheet of 2003',
  htmlFile: 'a web page',
  xmlFile: 'XML, neither a table nor users',
  damagedXml: 'XML of users that isn’t well-formed',
  xmlDeclaration: 'XML with a document type or entities of its own',
  xmlEncoding: 'XML in another encoding than UTF-8 and UTF-16',
  tooLargeXml: 'a user longer than any is',
  lockFile: 'what Excel keeps beside an open workbook',
  textFile: 'text where a workbook was asked for',
  notAWorkbook: 'neither a workbook nor text',
  noWorksheets: 'only charts and the like',
  missingPart: 'a part that the package names',
  tooLarge: 'unpacks to more than a limit',
  unsupported: 'compression or encoding that no workbook has',
  wrongEncoding: 'bytes that don’t fit the encoding',
  binaryText: 'control characters in text',
  unclosedQuote: 'a quoted cell without an end',
  tooLongCell: 'longer than a cell can be',
  tooLongRow: 'more columns than a sheet has',
} as const;

export type TableErrorCode = keyof typeof MEANINGS;
export const TABLE_ERROR_CODES = Object.keys(MEANINGS) as TableErrorCode[];

/** A file can't be read. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  /** The technical cause, without values from cells and without the path. */
  readonly detail: string;
  /** Where in a text file it is; 0: of the file as a whole. */
  readonly row: number;

  constructor(code: TableErrorCode, detail: string, row = 0) {
    super(`${MEANINGS[code]} (${detail}${row > 0 ? `, row ${row}` : ''})`);
    this.name = 'TableError';
    this.code = code;
    this.detail = detail;
    this.row = row;
  }
}
