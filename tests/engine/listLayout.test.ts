/** Lists on paper: as many columns as one line has room for, and no value in two lines that has room for one. */
import { expect, test } from 'vitest';
import { EM, LIST_GAPS, LIST_SCALE } from '#engine/reports/html/density.ts';
import { listLayout } from '#engine/reports/html/listLayout.ts';
import { LIST_SIDE, SHEETS } from '#engine/reports/html/style.ts';
import { widthOfText } from '#engine/reports/html/textWidth.ts';
import type { DocumentColumn, ListRow } from '#shared/documents/document.ts';
import { columnsOnPaper } from '#shared/documents/onPaper.ts';
import { cellText } from '#shared/documents/values.ts';
import { sampleSource } from '../support/sampleDocument.ts';

const { format } = sampleSource();
const column = (id: string, is: DocumentColumn['is'], width: number): DocumentColumn => ({
  ...{ id, is, width },
  heading: id,
});
const COLUMNS = [
  column('Identifier', 'code', 30),
  column('Last name', 'text', 18),
  column('Group', 'text', 22),
  column('Reason', 'text', 40),
  column('Purge date', 'date', 14),
  column('Balance', 'amount', 12),
  column('Decided at', 'instant', 18),
  column('Note', 'text', 44),
  column('Evidence', 'text', 44),
];
const row = (n: number, note = ''): ListRow => [
  ...[`user${n}`, 'Doe', 'Graduate', 'Nothing against it', '2024-05-31', 1250],
  ...[Date.UTC(2026, 10, 21, 14, 12), note, 'Loans.xlsx, row 7'],
];
const roomOf = (paper: 'A4' | 'Letter') =>
  (SHEETS[paper].height - 2 * LIST_SIDE) / (EM * LIST_SCALE);

for (const paper of ['A4', 'Letter'] as const)
  test(`short values leave room for more columns, each in one line, on ${paper}`, () => {
    const rows = Array.from({ length: 200 }, (_, n) => row(n));
    const { columns, shares } = listLayout(COLUMNS, rows, { paper, format });
    expect(columns).toHaveLength(COLUMNS.length);
    expect(columnsOnPaper(COLUMNS)).toBeLessThan(COLUMNS.length);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    for (const [n, { is }] of columns.entries()) {
      const gap = is === 'amount' ? LIST_GAPS.number : LIST_GAPS.text;
      for (const each of rows)
        expect(shares[n]! * roomOf(paper)).toBeGreaterThanOrEqual(
          widthOfText(cellText(each[n]!, is, format)) + gap - 0.001,
        );
    }
  });

test('long values take two lines before a column loses its place, and break no number and no date', () => {
  const long = 'Keeps a key of the reading room until the autumn';
  const rows = Array.from({ length: 50 }, (_, n) => row(n * 1_000_000_000_000, long));
  const { columns, shares } = listLayout(COLUMNS, rows, { paper: 'Letter', format });
  expect(columns.length).toBeGreaterThanOrEqual(columnsOnPaper(COLUMNS));
  for (const [n, { is }] of columns.entries())
    if (is === 'date' || is === 'amount' || is === 'instant')
      expect(shares[n]! * roomOf('Letter')).toBeGreaterThanOrEqual(
        widthOfText(cellText(rows[0]![n]!, is, format)),
      );
});

test('one long value among many makes no column wider than the others have room for', () => {
  const rows = Array.from({ length: 200 }, (_, n) => row(n, n === 7 ? 'x y '.repeat(200) : ''));
  const { columns } = listLayout(COLUMNS, rows, { paper: 'A4', format });
  expect(columns).toHaveLength(COLUMNS.length);
});

test('a list of nobody has its headings', () => {
  const { columns, shares } = listLayout(COLUMNS, [], { paper: 'A4', format });
  expect(columns.map(({ id }) => id)).toEqual(COLUMNS.map(({ id }) => id));
  expect(shares.every((share) => share > 0)).toBe(true);
});
