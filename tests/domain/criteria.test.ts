/**
 * The criteria tree as it comes over the contract. What isn't refused here is compiled to SQL, and
 * what is dropped in silence would select more users than the librarian asked for.
 */
import { describe, expect, test } from 'vitest';
import {
  allOf,
  CANDIDATES,
  type Criteria,
  criteriaSchema,
  EVERYBODY,
} from '#shared/domain/criteria.ts';

const accepts = (criteria: unknown) => criteriaSchema.safeParse(criteria).success;

describe('criteria', () => {
  test.each<Criteria>([
    EVERYBODY,
    CANDIDATES,
    { op: 'contains', field: 'last_name', value: '%_' },
    { op: 'oneOf', field: 'user_group', values: ['Staff', null] },
    { op: 'dateBetween', field: 'purge_date', from: '2024-02-29' },
    { op: 'numberBetween', field: 'balance', to: -5 },
    { op: 'blank', field: 'purge_date' },
    { op: 'hasFlag', flags: ['boundary'] },
    { op: 'decision', values: ['undecided', 'approved'] },
    { op: 'inSet', setId: 1 },
    { op: 'inJob', jobId: 1, outcome: 'retained', reason: 'fines-fees' },
    { op: 'users', userNos: [] },
    { op: 'search', value: '' },
    { op: 'not', of: { op: 'any', of: [CANDIDATES, { op: 'all', of: [EVERYBODY] }] } },
  ])('%j is kept whole', (criteria) => {
    expect(criteriaSchema.parse(criteria)).toEqual(criteria);
  });

  test.each([
    ['an unknown operator', { op: 'sql', value: '1=1' }],
    ['a column that is no field', { op: 'blank', field: 'flags' }],
    ['SQL in place of a field', { op: 'contains', field: 'last_name) OR (1', value: '' }],
    ['a field of every object', { op: 'blank', field: 'constructor' }],
    ['a date that is none', { op: 'dateBetween', field: 'purge_date', from: '2023-02-29' }],
    [
      'a misspelt bound, which would mean "no bound"',
      { op: 'dateBetween', field: 'purge_date', until: '2023-02-28' },
    ],
    ['no flag at all', { op: 'hasFlag', flags: [] }],
    ['an unknown flag', { op: 'hasFlag', flags: ['staff'] }],
    ['an unknown decision', { op: 'decision', values: ['purged'] }],
    ['a list where one is wrong', { op: 'all', of: [CANDIDATES, { op: 'blank' }] }],
    ['not without anything', { op: 'not' }],
    ['a number as text', { op: 'numberBetween', field: 'balance', from: '5' }],
    ['no number', { op: 'numberBetween', field: 'balance', from: Number.NaN }],
    ['nothing', null],
    ['a bare list', [CANDIDATES]],
  ])('%s is refused', (_, criteria) => {
    expect(accepts(criteria)).toBe(false);
  });

  test('allOf leaves out what is absent and never turns nothing into a filter', () => {
    expect(allOf(undefined, false)).toEqual(EVERYBODY);
    expect(allOf(CANDIDATES, undefined)).toEqual(CANDIDATES);
    const flagged: Criteria = { op: 'hasFlag', flags: ['conflict'] };
    expect(allOf(CANDIDATES, false, flagged)).toEqual({ op: 'all', of: [CANDIDATES, flagged] });
  });
});
