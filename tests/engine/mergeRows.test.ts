/**
 * Several rows of one identifier as one candidate: always what makes a wrong purge least likely,
 * whatever the order of the rows.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MergeableRow, mergeRows } from '#engine/importing/mergeRows.ts';

const sameGroup = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const amount = maybe(fc.integer({ min: -3, max: 3 }));
const date = maybe(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'));

const row: fc.Arbitrary<MergeableRow> = fc.record({
  row_number: fc.integer({ min: 1, max: 100 }),
  notes: fc.integer({ min: 0, max: 15 }),
  user_group: maybe(fc.constantFrom('Alumni', 'alumni', 'Graduate')),
  staff_role: maybe(fc.constantFrom(0, 1)),
  expiry_date: date,
  purge_date: date,
  loans: amount,
  balance: amount,
  acquisitions: amount,
  purchase_requests: amount,
  hold_shelf_requests: amount,
  import_profiles: amount,
  locked_records: amount,
  md_editor: amount,
  last_name: maybe(fc.constantFrom('Doe', 'Roe')),
});
const rows = fc.array(row, { minLength: 1, maxLength: 5 });

const stated = <T>(values: readonly (T | null)[]) => values.filter((value) => value !== null);
const largest = (values: readonly (number | null)[]) =>
  stated(values).length === 0 ? null : Math.max(...(stated(values) as number[]));
const latest = (values: readonly (string | null)[]) =>
  (stated(values) as string[]).sort().at(-1) ?? null;

describe('rows of one identifier', () => {
  test('the latest stated dates, the largest counts and balance, all notes', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { row: merged } = mergeRows(given, sameGroup);
        for (const field of ['expiry_date', 'purge_date'] as const) {
          expect(merged[field]).toBe(latest(given.map((each) => each[field])));
        }
        for (const field of ['loans', 'balance', 'acquisitions', 'md_editor', 'locked_records']) {
          expect(merged[field]).toBe(largest(given.map((each) => each[field] as number | null)));
        }
        expect(merged.notes).toBe(given.reduce((notes, each) => notes | each.notes, 0));
      }),
    );
  });

  test('a role in any row counts, and one row that doesn’t say makes it unknown', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const roles = given.map((each) => each.staff_role);
        const expected = roles.includes(1) ? 1 : roles.includes(null) ? null : 0;
        expect(mergeRows(given, sameGroup).row.staff_role).toBe(expected);
      }),
    );
  });

  test('the order of the rows changes no fact that retains and no conflict', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const there = mergeRows(given, sameGroup);
        const back = mergeRows([...given].reverse(), sameGroup);
        const { user_group: _g, last_name: _l, row_number: _r, ...facts } = there.row;
        expect(back.row).toMatchObject(facts);
        expect(back.conflict).toBe(there.conflict);
      }),
    );
  });

  test('a conflict is stated dates or groups that differ; blanks and case are none', () => {
    const base: MergeableRow = {
      row_number: 1,
      notes: 0,
      user_group: 'Alumni',
      staff_role: 0,
      expiry_date: '2020-01-01',
      purge_date: '2021-01-01',
    };
    const conflict = (other: Partial<MergeableRow>) =>
      mergeRows([base, { ...base, ...other } as MergeableRow], sameGroup).conflict;
    expect(conflict({})).toBe(false);
    expect(conflict({ user_group: 'ALUMNI' })).toBe(false);
    expect(conflict({ user_group: null, expiry_date: null, purge_date: null })).toBe(false);
    expect(conflict({ staff_role: 1, loans: 3 })).toBe(false);
    expect(conflict({ user_group: 'Graduate' })).toBe(true);
    expect(conflict({ expiry_date: '2020-01-02' })).toBe(true);
    expect(conflict({ purge_date: '2020-01-02' })).toBe(true);
  });
});
