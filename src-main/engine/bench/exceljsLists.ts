/**
 * The same lists written by exceljs, which streams cells that are handed to it ready-made: texts as texts, dates and
 * amounts as real ones with their formats, as a list needs them; no widths, filters or print set-up.
 */
import type { DocumentColumn, ListRow } from '#shared/documents/document.ts';

export interface ReadyList {
  readonly title: string;
  readonly columns: readonly Pick<DocumentColumn, 'heading' | 'is'>[];
  readonly rows: Iterable<ListRow>;
}

const FORMATS: Readonly<Partial<Record<DocumentColumn['is'], string>>> = {
  code: '@',
  count: '#,##0',
  amount: '#,##0.00',
  date: 'mm-dd-yy',
  instant: 'm/d/yy h:mm',
};

type Cell = string | number | Date | null;

/** Rows as exceljs takes them, to be held before the time is measured. */
export function readyRows({ columns, rows }: ReadyList): Cell[][] {
  return Array.from(rows, (row) =>
    row.map((cell, n) => {
      const { is } = columns[n]!;
      if (cell === null) return null;
      if (is === 'date' || is === 'instant') return new Date(cell);
      return is === 'amount' ? Number(cell) / 100 : cell;
    }),
  );
}

/** @returns seconds */
export async function writeWithExceljs(
  path: string,
  lists: readonly (Omit<ReadyList, 'rows'> & { readonly ready: readonly Cell[][] })[],
): Promise<number> {
  // Not at the top: the other measurements' memory would hold it, too.
  const { default: ExcelJS } = await import('exceljs');
  const start = performance.now();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: false,
  });
  for (const { title, columns, ready } of lists) {
    const sheet = workbook.addWorksheet(title);
    sheet.columns = columns.map(({ heading, is }) => {
      const numFmt = FORMATS[is];
      return { header: heading, ...(numFmt && { style: { numFmt } }) };
    });
    for (const row of ready) sheet.addRow(row).commit();
    sheet.commit();
  }
  await workbook.commit();
  return (performance.now() - start) / 1000;
}
