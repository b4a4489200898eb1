/**
 * Owns the ways in which a workbook or a text file can fail to be read, each with a code and a sentence for a
 * librarian.
 * Must never: name a path or carry a value out of a cell. The caller puts the file's name in front;
 * `detail` is for the log (a part's name, a technical cause).
 */

const SENTENCES = {
  unreadable:
    'The file can’t be opened. Check that it is still where it was and that no other program has locked it, then try again.',
  emptyFile: 'The file is empty (0 bytes). Export it again.',
  incomplete:
    'The file is not complete: its end is missing, as after an interrupted download. Download or export it again.',
  damaged:
    'The file is damaged and was not read. Export it again, or open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  encrypted:
    'The workbook is protected with a password. Open it in a spreadsheet program, save a copy without the password, and choose that copy.',
  oldXls:
    'This is an Excel workbook in the old format (.xls). Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  binaryWorkbook:
    'This is a binary Excel workbook (.xlsb). Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  openDocument:
    'This is an OpenDocument file (.ods). Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  xmlSpreadsheet:
    'This is an XML spreadsheet of 2003, not an Excel workbook. Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  htmlFile:
    'This is a web page that was saved under the name of a workbook. Export again as Excel (.xlsx) or CSV, or open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  xmlFile:
    'This is an XML file, not a table. Export the report as Excel (.xlsx) or CSV, and choose that file.',
  lockFile:
    'This is the lock file that Excel keeps beside a workbook while it is open, not the workbook. Choose the file without ~$ at the beginning of its name.',
  textFile:
    'This is a text file (such as CSV), not an Excel workbook. Export again as Excel (.xlsx), or open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  notAWorkbook:
    'This is neither an Excel workbook (.xlsx) nor a text file such as CSV. Check that you chose the right file.',
  noWorksheets:
    'The workbook has no worksheet, only other kinds of sheets such as charts. Export the report again as Excel (.xlsx).',
  missingPart:
    'The workbook is damaged: a piece that it names is missing. Export it again, or open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  tooLarge:
    'The workbook unpacks to far more than a report can hold and was not read. Check where it comes from, and split the report if it really is that large.',
  unsupported:
    'The workbook was packed in an unusual way. Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
  wrongEncoding:
    'The text file holds bytes that don’t fit its encoding. Choose another encoding, or export the file again as CSV in UTF-8 or as Excel (.xlsx).',
  binaryText:
    'The text file holds control characters that no text has, the first ({detail}) in row {row}. Check that you chose the right file, remove them in a text editor, or export it again.',
  unclosedQuote:
    'A quotation mark opens a cell in row {row} and is not closed before the end of the file. Correct that row, or export the file again.',
  tooLongCell:
    'A cell in row {row} is longer than a cell of a report can be; perhaps a quotation mark opens it and is not closed. Correct that row, or export the file again.',
  tooLongRow:
    'Row {row} is longer than a sheet can hold (16,384 columns). Check how the columns and rows are separated, or export the file again.',
} as const;

export type TableErrorCode = keyof typeof SENTENCES;

/** A file can't be read. `message` says what is wrong and what to do, without the file's name. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  /** The technical cause for the log, without values from cells and without the path. */
  readonly detail: string;

  /** Takes the kind of failure, its technical cause and, for a sentence that names it, the row. */
  constructor(code: TableErrorCode, detail: string, row = 0) {
    super(SENTENCES[code].replace('{row}', String(row)).replace('{detail}', detail));
    this.name = 'TableError';
    this.code = code;
    this.detail = detail;
  }
}
