/**
 * The workbook writer alone: cells of a list, nine columns of all kinds, made as they are written, against exceljs,
 * which streams the same cells. In both the process is measured with all that it holds.
 */
import { join } from 'node:path';
import { breathe } from '../workbooks/breathe.ts';
import type { SheetColumn } from '../workbooks/sheetOptions.ts';
import { fillWorkbook } from '../workbooks/writeWorkbook.ts';
import { benchRow } from './benchWorkbook.ts';
import { readyRows, writeWithExceljs } from './exceljsLists.ts';

const COLUMNS: readonly (SheetColumn & {
  readonly heading: string;
  readonly style?: keyof typeof KINDS;
})[] = [
  { heading: 'Primary identifier', width: 18, style: 'text' },
  { heading: 'Last name', width: 20 },
  { heading: 'First name', width: 20 },
  { heading: 'User group', width: 20 },
  { heading: 'Purge date', width: 12, style: 'date' },
  { heading: 'Balance', width: 12, style: 'amount' },
  { heading: 'Loans', width: 8, style: 'count' },
  { heading: 'Decided', width: 18, style: 'instant' },
  { heading: 'Reason', width: 60 },
];
const KINDS = {
  text: 'code',
  plain: 'text',
  date: 'date',
  amount: 'amount',
  count: 'count',
  instant: 'instant',
} as const;
const REASON =
  'The identity provider says that this person left; checked with the registrar, who knows nothing of them, on day ';
const ROWS_AT_ONCE = 2000;
const DECIDED_AT = Date.UTC(2026, 10, 2);

function listRow(n: number): (string | number)[] {
  const [identifier, group, , , days, userId, firstName, lastName] = benchRow(n);
  const day = String(1 + (Number(days) % 28)).padStart(2, '0');
  return [
    ...[`00${identifier}`, lastName!, firstName!, group!, `2024-0${1 + (n % 9)}-${day}`],
    ...[Number(days) * 25, n % 7, DECIDED_AT + n * 61_000, `${REASON}${days}; ${userId}`],
  ];
}

export async function measureWorkbook(folder: string, rows: number): Promise<{ seconds: number }> {
  const start = performance.now();
  await fillWorkbook(
    join(folder, 'workbook.xlsx'),
    async (workbook) => {
      const sheet = workbook.addSheet('Users', { columns: COLUMNS, headings: 1, filter: true });
      const headings = COLUMNS.map(({ heading }) => heading);
      sheet.addRow(headings, { style: 'heading' });
      for (let n = 0; n < rows; n++) {
        sheet.addRow(listRow(n));
        if (n % ROWS_AT_ONCE === 0) await breathe();
      }
    },
    { paper: 'A4', timeZone: 'Europe/Berlin' },
  );
  return { seconds: (performance.now() - start) / 1000 };
}

export async function measureWorkbookExceljs(
  folder: string,
  rows: number,
): Promise<{ seconds: number }> {
  const columns = COLUMNS.map(({ heading, style }) => ({ heading, is: KINDS[style ?? 'plain'] }));
  const cells = Array.from({ length: rows }, (_, n) => listRow(n));
  const ready = readyRows({ title: '', columns, rows: cells });
  const lists = [{ title: 'Users', columns, ready }];
  return { seconds: await writeWithExceljs(join(folder, 'exceljs.xlsx'), lists) };
}
