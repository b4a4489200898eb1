/**
 * The filter that a column's heading opens: the same state as the filter menu, for every column that can be seen. A
 * condition lost between heading, chip and criteria would show other users than it says.
 */
import { describe, expect, test, vi } from 'vitest';
import { criteriaSchema } from '#shared/domain/criteria.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';
import { userColumns } from '../../src-renderer/grid/columns/userColumns.tsx';
import type { ColumnCondition } from '../../src-renderer/grid/filter/columnCondition.ts';
import {
  columnKind,
  conditionKind,
  conditionOf,
  isColumnFiltered,
  mayBeRemembered,
  valuesOf,
  withCondition,
  withoutColumn,
  withValues,
} from '../../src-renderer/grid/filter/columnFilter.ts';
import { filterCriteria } from '../../src-renderer/grid/filter/filterCriteria.ts';
import {
  activeParts,
  NO_FILTER,
  type UserFilterState,
} from '../../src-renderer/grid/filter/filterParts.ts';
import {
  conditionFrom,
  type Draft,
  draftOf,
  OPERATORS,
} from '../../src-renderer/grid/filter/operators.ts';
import { partText } from '../../src-renderer/grid/filter/partText.ts';

/** Words are written as the system's language wants them; a plain Node has none. */
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const COLUMNS = userColumns(undefined, 1, { extra: ['Locker'], lines: [] })
  .map(({ colId }) => colId!)
  .filter((column) => column !== 'decisions');

const SOME: Draft = {
  operator: null,
  text: 'ab',
  from: '2024-02-29',
  to: '2024-03-31',
  least: 5,
  most: 700,
  steps: 3,
  unit: 'month',
};

/** Every condition that can be chosen for a column. */
function conditions(column: string): ColumnCondition[] {
  const kind = conditionKind(column);
  return (kind ? OPERATORS[kind] : []).map(
    (operator) => conditionFrom({ ...SOME, operator }) as ColumnCondition,
  );
}

const filteredBy = (column: string, condition: ColumnCondition | undefined): UserFilterState =>
  withCondition(NO_FILTER, column, condition);

describe('every column', () => {
  test('can be filtered by its values, in words and as the engine takes it', () => {
    for (const column of COLUMNS) {
      expect([column, columnKind(column)]).not.toEqual([column, undefined]);
      const value = column === 'decision' ? 'approved' : column === 'flags' ? 'boundary' : '1';
      const day = columnKind(column) === 'date' ? '2024-02-29' : value;
      const state = { ...NO_FILTER, ...withValues(NO_FILTER, column, [day]) };
      expect([column, valuesOf(state, column)]).toEqual([column, [day]]);
      expect([column, isColumnFiltered(state, column)]).toEqual([column, true]);
      expect(criteriaSchema.safeParse(filterCriteria(state)).success).toBe(true);
      expect(activeParts(state).map((part) => partText(part, 'USD'))).toHaveLength(1);
      expect(withoutColumn(state, column)).toMatchObject({ flags: [], decisions: [], groups: [] });
      expect(activeParts(withoutColumn(state, column))).toEqual([]);
    }
  });

  test('keeps each condition that it offers, and gives it back as it was chosen', () => {
    for (const column of COLUMNS) {
      for (const condition of conditions(column)) {
        const state = filteredBy(column, condition);
        expect([column, conditionOf(state, column)]).toEqual([column, condition]);
        expect(conditionFrom(draftOf(conditionOf(state, column)))).toEqual(condition);
        expect(criteriaSchema.safeParse(filterCriteria(state)).success).toBe(true);
        const [part, ...others] = activeParts(state);
        expect(others).toEqual([]);
        expect(partText(part!, 'USD')).not.toBe('');
        expect(activeParts(filteredBy(column, undefined))).toEqual([]);
        expect(activeParts(withoutColumn(state, column))).toEqual([]);
      }
    }
  });

  test('says each of its conditions in other words', () => {
    for (const column of COLUMNS) {
      const words = conditions(column).map((condition) =>
        partText(activeParts(filteredBy(column, condition))[0]!, 'USD'),
      );
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

describe('a heading and the filter menu', () => {
  test('are one filter', () => {
    const groups = withValues(NO_FILTER, 'user_group', ['Alumni', null]);
    expect(groups).toEqual({ groups: ['Alumni', null] });
    expect(filteredBy('email', { how: 'contains', text: 'x' }).texts).toEqual({ email: 'x' });
    expect(filteredBy('loans', { how: 'numbers', from: 1 }).amounts).toEqual({
      loans: { from: 1, to: undefined },
    });
    expect(filteredBy('purge_date', { how: 'blank' }).blank).toEqual(['purge_date']);
    expect(filteredBy('notes', { how: 'filled' }).marks).toEqual(['noted']);
  });

  test('a condition replaces the former one of its column, and nothing else', () => {
    const state: UserFilterState = {
      ...NO_FILTER,
      groups: ['Alumni'],
      dates: { purge_date: { from: '2020-01-01' }, expiry_date: { to: '2021-01-01' } },
      values: { purge_date: ['2020-05-31'] },
    };
    const now = withCondition(state, 'purge_date', {
      how: 'within',
      unit: 'day',
      from: -30,
      to: 0,
    });
    expect(activeParts(now).map((part) => partText(part, 'USD'))).toEqual([
      'Alumni',
      'Expiry date up to Jan 1, 2021',
      'Purge date: May 31, 2020',
      'Purge date in the last 30 days',
    ]);
  });
});

test('only days, numbers and money are kept on the computer', () => {
  const kept = COLUMNS.filter(mayBeRemembered);
  const named = USER_FIELDS.filter(({ kind }) => !['date', 'number', 'money'].includes(kind));
  for (const { name } of named) expect(kept).not.toContain(name);
  for (const column of ['decided_by', 'decision_reason', 'extra:Locker'])
    expect(kept).not.toContain(column);
  expect(kept).toContain('purge_date');
});
