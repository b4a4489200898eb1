/**
 * Reading a file another way: what a change keeps of the options, and what it can't. A mapping that
 * survived a change of sheet would read other columns under its name.
 */
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import {
  answering,
  asKind,
  fromSheet,
  inEncoding,
  splitBy,
  withColumn,
  withDates,
  withHeadingRow,
} from '../../src-renderer/screens/import/reading/readChanges.ts';

const TOLD: ReadOptions = {
  kind: 'loans',
  sheet: 1,
  headingRow: 3,
  columns: [{ position: 2, field: 'loan_count' }],
  dateOrder: 'day-first',
  answers: [
    { about: 'hidden-row', answer: 'count' },
    { about: 'unreadable-value', column: 2, answer: 'unknown' },
  ],
  profileId: 7,
};

function check(options: ReadOptions, fields: readonly (string | null)[] = []): ImportCheck {
  const columns = fields.map((field, position) => ({ position, field, heading: `H${position}` }));
  return { options, columns, leftOut: [] } as unknown as ImportCheck;
}

describe('reading a file another way', () => {
  test('keeps what still holds, and never the profile', () => {
    const file = check(TOLD);
    const { profileId: _profile, columns, ...others } = TOLD;
    const { answers, ...unanswered } = others;
    expect(asKind(file, 'requests')).toEqual({ ...unanswered, kind: 'requests' });
    expect(withHeadingRow(file, 0)).toEqual({ ...others, headingRow: 0 });
    expect(fromSheet(file, 0)).toEqual({ kind: 'loans', sheet: 0 });
    expect(splitBy(file, ';')).toEqual({
      kind: 'loans',
      sheet: 1,
      dateOrder: 'day-first',
      separator: ';',
    });
    expect(inEncoding(file, 'utf-8')).toEqual({ ...others, columns, encoding: 'utf-8' });
    expect(withDates(file, 'month-first')).toEqual({
      ...others,
      columns,
      dateOrder: 'month-first',
    });
    const question = { about: 'hidden-row', column: null } as const;
    expect(answering(file, question, 'hold')).toEqual({
      ...others,
      columns,
      answers: [answers![1], { about: 'hidden-row', answer: 'hold' }],
    });
  });

  test('forgets what was answered about a column that means something else now', () => {
    const file = check(TOLD, ['primary_identifier', null, 'loan_count']);
    expect(withColumn(file, 2, 'item_status').answers).toEqual([TOLD.answers![0]]);
    expect(withColumn(file, 1, 'item_status').answers).toEqual(TOLD.answers);
  });

  test('reads a field in one column at most', () => {
    const file = check({}, ['primary_identifier', 'loan_count', null]);
    expect(withColumn(file, 2, 'loan_count').columns).toEqual([
      { position: 2, field: 'loan_count' },
      { position: 1, field: null },
    ]);
    expect(withColumn(file, 2, 'due_date').columns).toEqual([{ position: 2, field: 'due_date' }]);
  });

  test('replaces what was told of a column before', () => {
    const told = check({ columns: [{ position: 2, field: 'loan_count' }] }, [
      null,
      null,
      'loan_count',
    ]);
    expect(withColumn(told, 2, null).columns).toEqual([{ position: 2, field: null }]);
    expect(withColumn(told, 1, 'loan_count').columns).toEqual([
      { position: 1, field: 'loan_count' },
      { position: 2, field: null },
    ]);
  });
});
