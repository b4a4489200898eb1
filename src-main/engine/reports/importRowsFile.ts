/**
 * The rows behind a number of an import's check, or its errors, as a workbook for working on elsewhere:
 * where they stand, what they say, and what the replica said before. Written beside and put in place when whole.
 */
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type ExcelJS from 'exceljs';
import type { ReadableDb } from '../db/db.ts';
import { getImport, importErrors } from '../importing/importQueries.ts';
import { type PartPage, partRows } from '../importing/importRows.ts';

const PAGE = 1000;

/** @returns how many rows were written */
export async function writeImportRows(
  db: ReadableDb,
  importId: number,
  part: string,
  path: string,
): Promise<{ fileName: string; rows: number }> {
  const beside = `${path}.part`;
  const source = getImport(db, importId).fileName;
  // Loaded when it is needed: it would make every start of the engine slower.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    filename: beside,
    useStyles: true,
    useSharedStrings: false,
  });
  try {
    const sheet = workbook.addWorksheet('Rows');
    const title = `From ${source}`;
    const rows =
      part === 'errors'
        ? writeErrors(db, importId, sheet, title)
        : writePart(db, importId, part, sheet, title);
    sheet.commit();
    await workbook.commit();
    await rename(beside, path);
    return { fileName: basename(path), rows };
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Behind the row number all is text, and stays so when somebody edits a cell: never a formula. */
function begin(sheet: ExcelJS.Worksheet, title: string, headings: readonly string[]): void {
  sheet.columns = headings.map((_, n) => (n === 0 ? {} : { style: { numFmt: '@' } }));
  sheet.addRow([title]).commit();
  const row = sheet.addRow([...headings]);
  row.font = { bold: true };
  row.commit();
}

function writeErrors(
  db: ReadableDb,
  importId: number,
  sheet: ExcelJS.Worksheet,
  title: string,
): number {
  begin(sheet, title, ['Row', 'Column', 'Value', 'Problem and what to do', 'The row in the file']);
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = importErrors(db, importId, offset, PAGE);
    for (const { row, column, value, message, rowText } of rows)
      sheet.addRow([row, column, value, message, rowText]).commit();
    if (offset + PAGE >= total) return total;
  }
}

function writePart(
  db: ReadableDb,
  importId: number,
  part: string,
  sheet: ExcelJS.Worksheet,
  title: string,
): number {
  let written = 0;
  let compared = false;
  for (let offset = 0; ; offset += PAGE) {
    const page = partRows(db, importId, part, offset, PAGE);
    if (offset === 0) {
      compared = /^(changed|returned)/.test(part);
      begin(sheet, title, headingsOf(page, compared));
    }
    for (const { row, primaryIdentifier, values, before } of page.rows) {
      const said = compared ? before.map((value) => value ?? '') : [];
      sheet.addRow([row === 0 ? '' : row, primaryIdentifier, ...values, ...said]).commit();
    }
    written += page.rows.length;
    if (offset + PAGE >= page.total) return written;
  }
}

function headingsOf({ headings }: PartPage, compared: boolean): string[] {
  const before = compared ? headings.map((each) => `${each}, before`) : [];
  return ['Row', 'Primary identifier', ...headings, ...before];
}
