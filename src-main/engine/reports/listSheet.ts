/** A list of a document as a sheet, and as further ones where it has more rows than a sheet: its rows are streamed. */
import type { DocumentColumn, DocumentList } from '#shared/documents/document.ts';
import { columnsOnPaper } from '#shared/documents/onPaper.ts';
import { breathe } from '../workbooks/breathe.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import type { SheetColumn } from '../workbooks/sheetOptions.ts';
import { MOST_ROWS, type SheetWriter } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { type OtherThread, writeInPieces } from './listPieces.ts';
import type { RowWatch } from './rowWatch.ts';
import type { DocumentSource } from './source.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** Then pages that are asked for meanwhile come in. */
const ROWS_AT_ONCE = 2000;
/** Rows of a sheet, without its heading. */
const MOST_LIST_ROWS = MOST_ROWS - 1;
/** Texts in printed columns as wide as this are sentences, which go on in a second line; others stay in theirs. */
const SENTENCE_WIDTH = 30;

/** Of fewer users one thread makes a list before a second has begun. */
const WORTH_TWO_THREADS = 20_000;

/** Whether another thread is worth its beginning. */
export const isLong = ({ users }: DocumentList) =>
  users >= WORTH_TWO_THREADS && users <= MOST_LIST_ROWS;

/**
 * @param other makes pieces of lists that are long, if there is one
 * @returns how many rows were written
 */
export async function writeList(
  workbook: WorkbookWriter,
  { document, rows, parts }: DocumentSource,
  list: DocumentList,
  watch: RowWatch,
  other?: OtherThread,
): Promise<number> {
  const foot = DOCUMENT_WORDS.foot(document.title, document.subtitle);
  let sheet = beginSheet(workbook, foot, list, 1);
  const inParts = other && isLong(list) ? parts?.(list.id) : undefined;
  if (other && inParts) {
    const pieced = { listId: list.id, columns: sheetColumns(list), parts: inParts };
    return writeInPieces(workbook, sheet, pieced, other, watch);
  }
  let written = 0;
  for (const row of rows(list.id)) {
    if (written > 0 && written % MOST_LIST_ROWS === 0)
      sheet = beginSheet(workbook, foot, list, 1 + written / MOST_LIST_ROWS);
    sheet.addRow(row);
    watch.wrote();
    if (++written % ROWS_AT_ONCE === 0) await breathe();
  }
  return written;
}

function beginSheet(
  workbook: WorkbookWriter,
  footer: string,
  { title, about, columns }: DocumentList,
  part: number,
): SheetWriter {
  const printed = columnsOnPaper(columns);
  const sheet = workbook.addSheet(part === 1 ? title : DOCUMENT_WORDS.partOf(title, part), {
    columns: sheetColumns({ columns }),
    landscape: true,
    headings: 1,
    filter: true,
    header:
      printed < columns.length ? DOCUMENT_WORDS.printedOf(about, printed, columns.length) : about,
    footer,
    printedColumns: printed,
  });
  sheet.addRow(
    columns.map(({ heading }) => heading),
    { style: 'heading' },
  );
  return sheet;
}

function sheetColumns({ columns }: Pick<DocumentList, 'columns'>): SheetColumn[] {
  const printed = columnsOnPaper(columns);
  return columns.map((column, n) => ({
    width: column.width,
    style: styleOf(column, n < printed),
  }));
}

/** What isn't printed must not make the printed rows high. */
function styleOf({ is, width }: DocumentColumn, isPrinted: boolean): CellStyle {
  if (is === 'text') return isPrinted && width >= SENTENCE_WIDTH ? 'wrap' : 'plain';
  return is === 'code' || is === 'tick' ? 'text' : is;
}
