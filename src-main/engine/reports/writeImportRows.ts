/**
 * The rows behind a number of an import's check, or its errors, as a workbook for working on elsewhere:
 * where they stand, what they say, and what the replica said before. Written beside and put in place when whole.
 */
import type { FileValue } from '#shared/contract/shapes/fileValues.ts';
import type { ExportedGroup, RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { columnLabel, type ImportKind } from '#shared/importKinds/importKinds.ts';
import { errorColumnText, rowErrorText } from '#shared/notices/rowErrorText.ts';
import type { ReadableDb } from '../db/db.ts';
import { getImport, importErrors } from '../importing/show/importQueries.ts';
import { type RowGroupPage, rowsOfGroup } from '../importing/show/rowsOfGroup.ts';
import { moneyDecimals } from '../replica/settings.ts';
import { breathe } from '../workbooks/breathe.ts';
import type { SheetWriter } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { writeWorkbook } from '../workbooks/writeWorkbook.ts';
import { plainValue } from './plainValue.ts';
import type { RowWatch } from './rowWatch.ts';
import { ROW_WORDS } from './words.ts';

const PAGE = 1000;

/** @returns how many rows were written */
export async function writeImportRows(
  db: ReadableDb,
  importId: number,
  rowGroup: ExportedGroup,
  path: string,
  watch: RowWatch,
): Promise<number> {
  const source = getImport(db, importId).fileName;
  return writeWorkbook(path, (workbook) => {
    const begin = (headings: readonly string[]) =>
      beginSheet(workbook, ROW_WORDS.from(source), headings);
    return rowGroup.of === 'errors'
      ? writeErrors(db, importId, begin, watch)
      : writeRowGroup(db, importId, rowGroup, begin, watch);
  });
}

/** Behind the row number all is text, and stays so when somebody edits a cell: never a formula. */
function beginSheet(
  workbook: WorkbookWriter,
  title: string,
  headings: readonly string[],
): SheetWriter {
  const columns = headings.map((_, n) => (n > 0 ? { width: 18, style: 'text' as const } : {}));
  const sheet = workbook.addSheet(ROW_WORDS.sheet, {
    columns,
    headings: 2,
    filter: true,
    landscape: true,
  });
  sheet.addRow([title], { style: 'title' });
  sheet.addRow(headings, { style: 'heading' });
  return sheet;
}

type Begin = (headings: readonly string[]) => SheetWriter;

async function writeErrors(
  db: ReadableDb,
  importId: number,
  begin: Begin,
  watch: RowWatch,
): Promise<number> {
  const sheet = begin(ROW_WORDS.errors);
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = importErrors(db, importId, offset, PAGE);
    if (offset === 0) watch.begin(total);
    for (const { row, column, value, problem, rowText } of rows)
      sheet.addRow([row, errorColumnText(column), value, rowErrorText(problem, PLAIN), rowText]);
    watch.wrote(rows.length);
    if (offset + PAGE >= total) return total;
    await breathe();
  }
}

async function writeRowGroup(
  db: ReadableDb,
  importId: number,
  rowGroup: RowGroup,
  begin: Begin,
  watch: RowWatch,
): Promise<number> {
  let written = 0;
  const compared = rowGroup.of === 'changed' || rowGroup.of === 'returned';
  const { kind } = getImport(db, importId);
  const decimals = moneyDecimals(db);
  let sheet: SheetWriter | undefined;
  for (let offset = 0; ; offset += PAGE) {
    const page = rowsOfGroup(db, importId, rowGroup, offset, PAGE);
    if (offset === 0) watch.begin(page.total);
    sheet ??= begin(headingsOf(kind, page, compared));
    for (const { row, primaryIdentifier, values, before } of page.rows) {
      const cells = (of: readonly FileValue[]) =>
        of.map((value, n) => plainValue(value, page.columns[n]!.kind, decimals));
      const said = compared ? cells(before ?? page.columns.map(() => null)) : [];
      sheet.addRow([row === 0 ? '' : row, primaryIdentifier, ...cells(values), ...said]);
    }
    written += page.rows.length;
    watch.wrote(page.rows.length);
    if (offset + PAGE >= page.total) return written;
    await breathe();
  }
}

function headingsOf(kind: ImportKind, { columns }: RowGroupPage, compared: boolean): string[] {
  const headings = columns.map((column) => columnLabel(kind, column));
  const before = compared ? headings.map(ROW_WORDS.before) : [];
  return [ROW_WORDS.row, ROW_WORDS.primaryIdentifier, ...headings, ...before];
}
