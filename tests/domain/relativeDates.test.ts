/** Relative dates: what "the last 30 days" and "last year" mean on a given day. */
import { describe, expect, test } from 'vitest';
import { datesWithin, type RelativeDates } from '#shared/domain/relativeDates.ts';

const CASES: [string, RelativeDates, string, { from?: string; to?: string }][] = [
  [
    'the last 30 days',
    { unit: 'day', from: -30, to: 0 },
    '2026-03-10',
    { from: '2026-02-08', to: '2026-03-10' },
  ],
  ['more than two years ago', { unit: 'year', to: -2 }, '2026-03-10', { to: '2024-03-10' }],
  ['from today on', { unit: 'day', from: 0 }, '2026-03-10', { from: '2026-03-10' }],
  [
    'a month before a day that it lacks',
    { unit: 'month', from: -1 },
    '2026-03-31',
    { from: '2026-02-28' },
  ],
  ['a year before a leap day', { unit: 'year', to: -1 }, '2024-02-29', { to: '2023-02-28' }],
  [
    'this month',
    { unit: 'calendarMonth', from: 0, to: 0 },
    '2024-02-29',
    { from: '2024-02-01', to: '2024-02-29' },
  ],
  [
    'last month',
    { unit: 'calendarMonth', from: -1, to: -1 },
    '2026-03-31',
    { from: '2026-02-01', to: '2026-02-28' },
  ],
  [
    'last year',
    { unit: 'calendarYear', from: -1, to: -1 },
    '2026-01-01',
    { from: '2025-01-01', to: '2025-12-31' },
  ],
  ['ever', { unit: 'day' }, '2026-01-01', {}],
];

describe('dates within', () => {
  test.each(CASES)('%s', (_, asked, today, dates) => {
    expect(datesWithin(asked, today)).toEqual(dates);
  });
});
