/**
 * The lists of a report as CSV, whatever is in them and wherever they are opened, read back by a strict reader of its
 * own and held cell by cell against what the engine answers: a user who is missing, moved by a column or taken for a
 * formula would be an error in proof that people keep.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobReportSource } from '#engine/reports/jobReportSource.ts';
import type { DocumentColumn } from '#shared/documents/document.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { csvRows } from '../support/csvFile.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { reportCycle } from '../support/reportCycle.ts';
import { oneOf, randomNumbers } from '../support/seed.ts';

/** What the system writes, and with what marks. */
const SYSTEMS: readonly (Marks & { readonly locales: readonly (readonly string[])[] })[] = [
  { locales: [['en-US'], ['ja-JP'], []], mark: '.', separator: ',' },
  { locales: [['de-AT'], ['fr-FR'], ['pt-BR']], mark: ',', separator: ';' },
];

test('each list of the report of any cycle as CSV says cell by cell what the engine says', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1 }),
      fc.integer({ min: 1, max: 50 }),
      async (seed, users) => {
        const draw = randomNumbers(seed);
        const engine = await newEngine();
        const { report } = await reportCycle(engine, draw, users);
        for (const { locales, ...marks } of SYSTEMS) {
          const system = { ...marks, locales: oneOf(locales, draw) };
          for (const met of await comparedLists(engine, report.jobId, system)) seen.add(met);
        }
      },
    ),
    { numRuns: 5 },
  );
  // Five that lacked what is hard to get right would prove little.
  const hard = ['Purged', 'Retained', 'Excluded', 'formula', 'zeros', 'separator', 'line'];
  expect([...seen]).toEqual(expect.arrayContaining([...hard, 'amount.', 'amount,']));
});

interface Marks {
  readonly mark: '.' | ',';
  readonly separator: ',' | ';';
}

interface System extends Marks {
  readonly locales: readonly string[];
}

/** @returns what was met that is hard to get right */
async function comparedLists(
  engine: TestEngine,
  jobId: number,
  { locales, mark, separator }: System,
): Promise<Set<string>> {
  const met = new Set<string>();
  const source = jobReportSource(engine.session.workspace.db, jobId, locales);
  const { document, timeZone, format } = source;
  const shown = { mark, timeZone, decimals: currencyDecimals(format.currency) };
  for (const list of document.lists) {
    const path = join(engine.folder, `${list.id}.csv`);
    const what = { of: 'job-list', jobId, list: list.id } as const;
    const { rows } = await engine.export(what, path, { format: 'csv', locales });
    const [headings, ...cells] = csvRows(path, separator);
    expect(headings).toEqual(list.columns.map(({ heading }) => heading));
    const wanted = [...source.rows(list.id)];
    expect(rows).toBe(wanted.length);
    expect(cells).toEqual(
      wanted.map((row) => list.columns.map(({ is }, n) => textOf(row[n] ?? null, is, shown))),
    );
    if (wanted.length > 0) met.add(list.id);
    for (const cell of wanted.flat().map(String)) {
      if (isFormulaLike(cell)) met.add('formula');
      if (/^0+\d/.test(cell)) met.add('zeros');
      if (cell.includes(separator)) met.add('separator');
      if (cell.includes('\n')) met.add('line');
    }
    for (const [n, { is }] of list.columns.entries())
      if (is === 'amount' && wanted.some((row) => Number(row[n]) > 0)) met.add(`amount${mark}`);
  }
  await comparedWithAnswers(engine, jobId, separator);
  return met;
}

/** Whom it names, as the screen does. */
async function comparedWithAnswers(engine: TestEngine, jobId: number, separator: ',' | ';') {
  for (const [list, outcome] of [
    ['Purged', 'purged'],
    ['Retained', 'retained'],
    ['Excluded', 'excluded'],
  ] as const) {
    const { rows } = await engine.ask.jobs.users({ jobId, outcome, offset: 0, limit: 1000 });
    const [headings = [], ...cells] = csvRows(join(engine.folder, `${list}.csv`), separator);
    const at = headings.indexOf('Primary identifier');
    expect(cells.map((row) => row[at]!)).toEqual(
      rows.map(({ primary_identifier }) => safe(primary_identifier)),
    );
  }
}

interface Shown {
  readonly mark: '.' | ',';
  readonly decimals: number;
  readonly timeZone: string;
}

function textOf(cell: string | number | null, is: DocumentColumn['is'], shown: Shown): string {
  if (cell === null) return '';
  if (is === 'amount') return amountText(Number(cell), shown);
  if (is === 'instant') return clock(Number(cell), shown.timeZone);
  return is === 'text' || is === 'code' ? safe(String(cell)) : String(cell);
}

/** `-0,05` of minus five cents. */
function amountText(minor: number, { mark, decimals }: Shown): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : mark + digits.slice(-decimals);
  return `${minor < 0 ? '-' : ''}${whole}${part}`;
}

const clock = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );

/** As programs look for formulas: behind what they skip. */
const isFormulaLike = (text: string) => /^[\s\u200b]*[=+\-@＝＋－＠]/u.test(text);

const safe = (text: string) => (isFormulaLike(text) ? `'${text}` : text);
