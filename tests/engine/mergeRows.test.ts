/**
 * Several rows of one identifier as one candidate: always what makes a wrong purge least likely,
 * whatever the order of the rows.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFacts, mergeFacts } from '#engine/importing/rows/mergeRows.ts';
import type { CellValue } from '#engine/importing/rows/storedRow.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const amount = maybe(fc.integer({ min: -3, max: 3 }));
const date = maybe(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'));

/** What a row of the file tells, by field. */
const row = fc.record({
  user_group: maybe(fc.constantFrom('Alumni', 'alumni', 'Graduate')),
  staff_role: maybe(fc.constantFrom(0, 1)),
  expiry_date: date,
  purge_date: date,
  loans: amount,
  balance: amount,
  acquisitions: amount,
  fines_elsewhere: amount,
  md_editor: amount,
  last_name: maybe(fc.constantFrom('Doe', 'Roe')),
});
type Row = Record<string, CellValue>;
const TOLD = [
  'user_group',
  'staff_role',
  'expiry_date',
  'purge_date',
  'loans',
  'balance',
  'acquisitions',
  'fines_elsewhere',
  'md_editor',
  'last_name',
] satisfies UserFieldName[];
const rows = fc.array(row, { minLength: 1, maxLength: 5 });

function merge(given: readonly Row[]) {
  const [first, ...rest] = given.map((each) => TOLD.map((field) => each[field] ?? null));
  const start = { facts: first!, conflict: false, otherGroups: new Set<string>() };
  const merged = rest.reduce((before, next) => mergeFacts(TOLD, before, next), start);
  const byField = Object.fromEntries(TOLD.map((field, n) => [field, merged.facts[n] ?? null]));
  return { ...merged, row: byField };
}

const stated = <T>(values: readonly (T | null)[]) => values.filter((value) => value !== null);
const largest = (values: readonly (number | null)[]) =>
  stated(values).length === 0 ? null : Math.max(...(stated(values) as number[]));
const latest = (values: readonly (string | null)[]) =>
  (stated(values) as string[]).sort().at(-1) ?? null;

describe('rows of one identifier', () => {
  test('the latest stated dates, the largest counts and amounts', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { row: merged } = merge(given);
        for (const field of ['expiry_date', 'purge_date'] as const) {
          expect(merged[field]).toBe(latest(given.map((each) => each[field])));
        }
        for (const field of [
          'loans',
          'balance',
          'acquisitions',
          'md_editor',
          'fines_elsewhere',
        ] as const) {
          expect(merged[field]).toBe(largest(given.map((each) => each[field])));
        }
      }),
    );
  });

  test('a role in any row counts, and one row that doesn’t say makes it unknown', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const roles = given.map((each) => each.staff_role);
        const expected = roles.includes(1) ? 1 : roles.includes(null) ? null : 0;
        expect(merge(given).row.staff_role).toBe(expected);
      }),
    );
  });

  test('the order of the rows changes no fact that retains and no conflict', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const there = merge(given);
        const back = merge([...given].reverse());
        const { user_group: _g, last_name: _l, ...facts } = there.row;
        expect(back.row).toMatchObject(facts);
        expect(back.conflict).toBe(there.conflict);
      }),
    );
  });

  test('a conflict is stated dates or groups that differ; blanks and case are none', () => {
    const base: Row = {
      user_group: 'Alumni',
      staff_role: 0,
      expiry_date: '2020-01-01',
      purge_date: '2021-01-01',
    };
    const conflict = (other: Row) => merge([base, { ...base, ...other }]).conflict;
    expect(conflict({})).toBe(false);
    expect(conflict({ user_group: 'ALUMNI' })).toBe(false);
    expect(conflict({ user_group: null, expiry_date: null, purge_date: null })).toBe(false);
    expect(conflict({ staff_role: 1, loans: 3 })).toBe(false);
    expect(conflict({ user_group: 'Graduate' })).toBe(true);
    expect(conflict({ expiry_date: '2020-01-02' })).toBe(true);
    expect(conflict({ purge_date: '2020-01-02' })).toBe(true);
  });

  test('every other group is remembered: any of them may be protected', () => {
    const groups = (...names: (string | null)[]) => [
      ...merge(names.map((name) => ({ user_group: name }))).otherGroups,
    ];
    expect(groups('Alumni', 'I-Share', null, 'Graduate', 'i-share')).toEqual([
      'I-Share',
      'Graduate',
      'i-share',
    ]);
    expect(groups(null, 'Alumni', 'ALUMNI')).toEqual([]);
  });

  test('items add up, and what no row tells stays unknown', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1 }), (items) => {
        const sums = items.reduce<CellValue[]>(
          (before, next) => addFacts(before, next),
          [null, null],
        );
        for (const n of [0, 1]) {
          const told = items.flatMap((item) => item[n] ?? []);
          expect(sums[n]).toBe(told.length === 0 ? null : told.reduce((a, b) => a + b, 0));
        }
      }),
    );
  });
});
