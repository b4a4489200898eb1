/** Why the rows of a file can't be read. Codes after the point are those of the engine's tables/tableError.ts. */
import type { Said, Say } from '../domain/said.ts';

const SAVE_AS = 'save it as an Excel workbook (.xlsx).';
const SAVE_AS_WORKBOOK = `Open it in a spreadsheet program and ${SAVE_AS}`;
const EXPORT_FROM_ALMA = 'Export the users again from Alma.';
const EXPORT_OR_SAVE = `Export it again, or open it in a spreadsheet program and ${SAVE_AS}`;

/** Where it is, and a character by its number. */
export interface PlaceInText {
  readonly row: number;
  readonly detail: string;
}

/** Nothing of a file that can't be read is kept. */
const NOTHING_IMPORTED = 'Nothing was imported.';

export const READING_REFUSALS = {
  'reading.diskFull': {
    text: `The disk with the workspace is full. ${NOTHING_IMPORTED}`,
    todo: 'Free some space, then try again.',
  },
  'reading.fault': {
    text: `The file could not be read because of a fault in Purge Desk. ${NOTHING_IMPORTED}`,
  },
  'reading.unreadable': {
    text: 'The file can’t be opened.',
    todo: 'Check that it is still where it was and that no other program has locked it, then try again.',
  },
  'reading.notAFile': {
    text: 'This is not a file but a folder, a device or a connection between programs.',
    todo: 'Choose the file itself: an Excel workbook (.xlsx), a text file such as CSV, or XML from Alma.',
  },
  'reading.emptyFile': { text: 'The file is empty (0 bytes).', todo: 'Export it again.' },
  'reading.incomplete': {
    text: 'The file is not complete: its end is missing, as after an interrupted download.',
    todo: 'Download or export it again.',
  },
  'reading.damaged': { text: 'The file is damaged and was not read.', todo: EXPORT_OR_SAVE },
  'reading.encrypted': {
    text: 'The workbook is protected with a password.',
    todo: 'Open it in a spreadsheet program, save a copy without the password, and choose that copy.',
  },
  'reading.oldXls': {
    text: 'This is an Excel workbook in the old format (.xls).',
    todo: SAVE_AS_WORKBOOK,
  },
  'reading.binaryWorkbook': {
    text: 'This is a binary Excel workbook (.xlsb).',
    todo: SAVE_AS_WORKBOOK,
  },
  'reading.openDocument': {
    text: 'This is an OpenDocument file (.ods).',
    todo: SAVE_AS_WORKBOOK,
  },
  'reading.xmlSpreadsheet': {
    text: 'This is an XML spreadsheet of 2003, not an Excel workbook.',
    todo: SAVE_AS_WORKBOOK,
  },
  'reading.htmlFile': {
    text: 'This is a web page that was saved under the name of a workbook.',
    todo: `Export again as Excel (.xlsx) or CSV, or open it in a spreadsheet program and ${SAVE_AS}`,
  },
  'reading.xmlFile': {
    text: 'This is an XML file, but neither a table nor users as Alma exports them.',
    todo: 'Choose Alma’s export of users, or export the report as Excel (.xlsx) or CSV.',
  },
  'reading.damagedXml': ({ row }: PlaceInText, say: Say): Said => ({
    text: `The XML is not well-formed and was not read. The fault is in or before user ${say.count(row)} of the file.`,
    todo: EXPORT_FROM_ALMA,
  }),
  'reading.xmlDeclaration': {
    text: 'The XML declares a document type or entities of its own, which no export from Alma does. It was not read.',
    todo: 'Check where it comes from, and export the users again from Alma.',
  },
  'reading.xmlEncoding': {
    text: 'The XML is written in another encoding than UTF-8 or UTF-16.',
    todo: EXPORT_FROM_ALMA,
  },
  'reading.tooLargeXml': ({ row }: PlaceInText, say: Say): Said => ({
    text: `User ${say.count(row)} of the XML is larger than any user can be, and the file was not read.`,
    todo: 'Check where it comes from, and export the users again from Alma.',
  }),
  'reading.lockFile': {
    text: 'This is the lock file that Excel keeps beside a workbook while it is open, not the workbook.',
    todo: 'Choose the file without ~$ at the beginning of its name.',
  },
  'reading.textFile': {
    text: 'This is a text file (such as CSV), not an Excel workbook.',
    todo: `Export again as Excel (.xlsx), or open it in a spreadsheet program and ${SAVE_AS}`,
  },
  'reading.notAWorkbook': {
    text: 'This is neither an Excel workbook (.xlsx) nor a text file such as CSV, nor users as XML from Alma.',
    todo: 'Check that you chose the right file.',
  },
  'reading.noWorksheets': {
    text: 'The workbook has no worksheet, only other kinds of sheets such as charts.',
    todo: 'Export the report again as Excel (.xlsx).',
  },
  'reading.missingPart': {
    text: 'The workbook is damaged: a piece that it names is missing.',
    todo: EXPORT_OR_SAVE,
  },
  'reading.tooLarge': {
    text: 'The file unpacks to far more than a report can hold and was not read.',
    todo: 'Check where it comes from, and split the report if it really is that large.',
  },
  'reading.unsupported': {
    text: 'The workbook was packed in an unusual way.',
    todo: SAVE_AS_WORKBOOK,
  },
  'reading.wrongEncoding': {
    text: 'The text file holds bytes that don’t fit its encoding.',
    todo: 'Choose another encoding, or export the file again as CSV in UTF-8 or as Excel (.xlsx).',
  },
  'reading.binaryText': ({ row, detail }: PlaceInText, say: Say): Said => ({
    text: `The text file holds control characters that no text has, the first (${detail}) in row ${say.count(row)}.`,
    todo: 'Check that you chose the right file, remove them in a text editor, or export it again.',
  }),
  'reading.unclosedQuote': ({ row }: PlaceInText, say: Say): Said => ({
    text: `A quotation mark opens a cell in row ${say.count(row)} and is not closed before the end of the file.`,
    todo: 'Correct that row, or export the file again.',
  }),
  'reading.tooLongCell': ({ row }: PlaceInText, say: Say): Said => ({
    text: `A cell in row ${say.count(row)} is longer than a cell of a report can be; perhaps a quotation mark opens it and is not closed.`,
    todo: 'Correct that row, or export the file again.',
  }),
  'reading.tooLongRow': ({ row }: PlaceInText, say: Say): Said => ({
    text: `Row ${say.count(row)} is longer than a sheet can hold (${say.count(16_384)} columns).`,
    todo: 'Check how the columns and rows are separated, or export the file again.',
  }),
} as const;
