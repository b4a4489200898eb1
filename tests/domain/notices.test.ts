/**
 * The sentences of the things to know about a file. Who shows one writes its numbers and dates: a sentence with numbers
 * of its own would stand on screen beside others that are written differently.
 */
import { expect, test } from 'vitest';
import { PLAIN, type Say } from '#shared/domain/said.ts';
import { NOTICE_CODES, noticeText } from '#shared/notices/noticeText.ts';
import { rowErrorText } from '#shared/notices/rowErrorText.ts';

const GERMAN: Say = {
  count: (count) => count.toLocaleString('de-DE'),
  users: (count) => `${GERMAN.count(count)} Users`,
  date: (iso) => iso.split('-').reverse().join('.'),
};

test.each([
  ['export-limit', { rows: 65_000 }, '65.000', '65,000'],
  ['trailing-bytes', { bytes: 1234 }, '1.234', '1,234'],
  ['old-data', { date: '2026-03-01', days: 7 }, '01.03.2026', '2026-03-01'],
  [
    'other-dates',
    { date: '2026-03-01', files: [{ fileName: 'a.csv', date: '2026-02-01' }], more: true },
    'a.csv (01.02.2026) …',
    'a.csv (2026-02-01) …',
  ],
] as const)('%s has the numbers and dates of whoever shows it', (code, values, there, here) => {
  expect(noticeText({ code, values }, GERMAN)).toContain(there);
  expect(noticeText({ code, values }, PLAIN)).toContain(here);
});

test.each([
  ['stray-quote', { firstLine: 1234, lastLine: 1240 }, '1.234', '1,234'],
  ['identifier-too-long', undefined, ' 255 ', ' 255 '],
  // As files write it, whoever shows it: read everywhere the same.
  ['amount', { decimals: 2 }, ' 9.99.', ' 9.99.'],
] as const)('an error of a row, %s, too', (code, values, there, here) => {
  expect(rowErrorText({ code, values }, GERMAN)).toContain(there);
  expect(rowErrorText({ code, values }, PLAIN)).toContain(here);
});

test('an error of a row tells what becomes of it, and an earlier one what it told', () => {
  expect(rowErrorText({ code: 'identifier-blank', end: 'left-out' }, GERMAN)).toBe(
    'The primary identifier is blank. The row was left out.',
  );
  expect(rowErrorText({ earlier: 'As it was.' }, GERMAN)).toBe('As it was.');
});

test('a share of the rows is told where it isn’t rare', () => {
  const text = (share: number | null) =>
    noticeText({ code: 'hidden-row', values: { kind: 'candidates', answer: null, share } }, PLAIN);
  expect(text(0.256)).toMatch(/ That is 26 % of the rows\.$/);
  expect(text(null)).not.toContain('%');
});

test('a sentence of an earlier version stays as it was, whatever its code', () => {
  for (const code of NOTICE_CODES)
    expect(noticeText({ code, earlier: 'As it was.' }, GERMAN)).toBe('As it was.');
});
