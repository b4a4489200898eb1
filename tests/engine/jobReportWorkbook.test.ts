/**
 * The report of a random cycle as a workbook, read back by another library and by our own reader, cell by cell against
 * what the engine answers: an auditor must find in it what happened, whatever texts and numbers there were.
 */
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobReportSource } from '#engine/reports/jobReportSource.ts';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import type { DocumentColumn, ListRow } from '#shared/documents/document.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { newEngine } from '../support/engine.ts';
import { packedParts, readBack } from '../support/readBack.ts';
import { readReportBook } from '../support/reportBook.ts';
import { reportCycle } from '../support/reportCycle.ts';
import { randomNumbers } from '../support/seed.ts';

test('the report of any cycle as a workbook says cell by cell what the engine says', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1 }),
      fc.integer({ min: 1, max: 60 }),
      async (seed, users) => {
        const engine = await newEngine();
        const { report, capture } = await reportCycle(engine, randomNumbers(seed), users);
        const { jobId } = report;
        const path = join(engine.folder, 'Report.xlsx');
        const { rows } = await engine.exportReport(jobId, path);
        const source = jobReportSource(engine.session.workspace.db, jobId, []);
        const { document, format, timeZone } = source;

        // Every list, whole and in its order.
        const workbook = await new ExcelJS.Workbook().xlsx.readFile(path);
        const ours = await readHere(path);
        const decimals = currencyDecimals(format.currency);
        const shown = { decimals, timeZone };
        let told = 0;
        for (const list of document.lists) {
          const sheet = workbook.getWorksheet(list.title)!;
          const wanted = [...source.rows(list.id)];
          expect(wanted).toHaveLength(list.users);
          expect(sheet.actualRowCount).toBe(1 + wanted.length);
          const headings = list.columns.map(({ heading }) => heading);
          expect(ours.get(list.title)![0]).toEqual(headings);
          for (const [n, row] of wanted.entries()) {
            const cells = list.columns.map((_, c) => sheet.getCell(n + 2, c + 1).value ?? null);
            expect(cells).toEqual(expectedCells(list.columns, row, shown));
          }
          const identifiers = list.columns.findIndex(({ id }) => id === 'identifier');
          expect(
            ours
              .get(list.title)!
              .slice(1)
              .map((cells) => cells[identifiers]),
          ).toEqual(wanted.map((row) => row[identifiers]));
          expect(sheet.pageSetup).toMatchObject({
            orientation: 'landscape',
            fitToWidth: 1,
            fitToHeight: 0,
          });
          expect(sheet.pageSetup.printTitlesRow).toBe('1:1');
          told += wanted.length;
        }
        expect(rows).toBe(told);

        // What is counted is what is listed, and what the job's own answers are.
        const book = await readReportBook(path);
        for (const sheet of book.sheets) seen.add(sheet);
        if (capture) seen.add('picture');
        for (const [list, outcome] of [
          ['Purged', 'purged'],
          ['Retained', 'retained'],
          ['Excluded', 'excluded'],
        ] as const) {
          const answer = await engine.ask.jobs.users({ jobId, outcome, offset: 0, limit: 1000 });
          expect(book.column(list, 'Primary identifier')).toEqual(
            answer.rows.map((user) => user.primary_identifier),
          );
          if (outcome !== 'excluded') expect(book.fact('What happened', list)).toBe(answer.total);
        }
        expect(book.fact('What happened', 'Users in scope')).toBe(report.total);
        expect(report.finished + report.failed).toBe(report.total);
        const money = book
          .column('Purged', 'Waived')
          .reduce<number>((sum, each) => sum + Math.round(Number(each) * 10 ** decimals), 0);
        expect(money).toBe(report.waived);
        expect(book.fact('Money, last day, and what isn’t known', 'Balances waived')).toBe(
          report.waived / 10 ** decimals,
        );

        // Nothing in it is worked out, and the picture is the one that was taken.
        expect(String(await packedParts(path, 'xl/worksheets/'))).not.toMatch(/<f[ >]/);
        const logoOrCapture = await packedParts(path, 'xl/media/');
        expect(logoOrCapture).toEqual(capture ? [capture] : []);
        expect(workbook.getWorksheet('Summary')!.pageSetup).toMatchObject({
          fitToWidth: 1,
          fitToHeight: 1,
        });
        // What stands at the foot of its row is cut by LibreOffice.
        workbook.getWorksheet('Summary')!.eachRow((row) => {
          const { value, alignment, isMerged } = row.getCell(2);
          if (isMerged || typeof value !== 'string' || value.includes('___')) return;
          expect([value, alignment]).toEqual([value, expect.objectContaining({ wrapText: true })]);
        });
        expect((await readBack(path)).map(({ name }) => name)).toEqual(
          workbook.worksheets.map(({ name }) => name),
        );
      },
    ),
    { numRuns: 6 },
  );
  // Six that lacked what is hard to get right would prove little.
  const hard = ['Purged without approval', 'Last day', 'Events by user', 'Sampling check'];
  expect([...seen]).toEqual(expect.arrayContaining([...hard, 'picture']));
});

interface Shown {
  readonly decimals: number;
  readonly timeZone: string;
}

function expectedCells(
  columns: readonly DocumentColumn[],
  row: ListRow,
  { decimals, timeZone }: Shown,
) {
  return columns.map(({ is }, n) => {
    const cell = row[n] ?? null;
    if (cell === null || cell === '') return null;
    if (is === 'amount') return Number(cell) / 10 ** decimals;
    if (is === 'date') return new Date(`${cell}T00:00:00Z`);
    if (is === 'instant') return clock(Number(cell), timeZone);
    return cell;
  });
}

/** What the clocks of the zone show, to the second, as workbooks have it: without a zone. */
function clock(instant: number, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const at = Date.parse(`${parts.format(instant).replace(' ', 'T')}Z`);
  return new Date(Math.round(at / 1000) * 1000);
}

/** All sheets as our own reader takes them: texts. */
async function readHere(path: string): Promise<Map<string, string[][]>> {
  const workbook = await openWorkbook(path);
  const found = new Map<string, string[][]>();
  for (const [n, { name }] of workbook.sheets.entries()) {
    const rows: string[][] = [];
    await workbook.readSheet(n, (row) => void rows.push(row.texts.slice(0, row.width)));
    found.set(name, rows);
  }
  workbook.close();
  return found;
}
