/**
 * From what a person filters by to the criteria tree that pages, counts and bulk decisions use, and to
 * words. A part that were lost on the way would decide for users who aren't seen.
 */
import { describe, expect, test, vi } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { CANDIDATES, criteriaSchema, EVERYBODY } from '#shared/domain/criteria.ts';
import { ODD_DATES } from '#shared/domain/oddDates.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { CHOICE_FIELDS, userFieldNames } from '#shared/fields/userFields.ts';
import {
  canBeKept,
  filterCriteria,
  partCriteria,
} from '../../src-renderer/grid/filter/filterCriteria.ts';
import {
  AMOUNT_FIELDS,
  DATE_FIELDS,
  MARKS,
  TEXT_FIELDS,
} from '../../src-renderer/grid/filter/filterFields.ts';
import {
  activeParts,
  isFiltered,
  NO_FILTER,
  type UserFilterState,
  type ValuePart,
  withExcept,
  withOnly,
  withoutPart,
} from '../../src-renderer/grid/filter/filterParts.ts';
import { filterText, partText } from '../../src-renderer/grid/filter/partText.ts';
import { valueParts } from '../../src-renderer/grid/filter/valueParts.ts';

/** Words are written as the system's language wants them; a plain Node has none. */
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const FULL: UserFilterState = {
  search: ' gina ',
  exact: false,
  flags: ['staff-role', 'boundary'],
  withoutFlags: true,
  decisions: ['approved'],
  reasons: ['Other', null],
  oddDates: ['no-expiry'],
  marks: ['noted', 'staff-confirmed'],
  accountStates: ['inactive'],
  roles: ['Patron', null],
  groups: ['Alumni', null],
  choices: { staff_role: ['Yes', null], campus: ['North'] },
  dates: { purge_date: { from: '2019-01-01', to: undefined } },
  amounts: { balance: { from: undefined, to: 999 }, loans_elsewhere: { from: 1 } },
  texts: { email: ' @x.edu ' },
  values: { last_name: ['Ives', null], 'extra:Locker': ['0', '1', '2', '3'], notes: ['2'] },
  conditions: {
    expiry_date: { how: 'within', unit: 'year', to: -2 },
    decided_by: { how: 'begins', text: 'An' },
    'extra:Shelf': { how: 'contains', text: 'b', not: true },
  },
  blank: ['status'],
  lines: [
    { kind: 'blocks', has: 'any', inForce: true, where: [] },
    {
      kind: 'notes',
      has: 'any',
      inForce: false,
      where: [{ field: 'note_text', is: { how: 'contains', text: 'litigation' } }],
    },
    { kind: 'proxies', has: 'none', inForce: false, where: [] },
    { kind: 'roles', has: 'untold', inForce: false, where: [] },
  ],
  sets: [{ setId: 4, name: 'Retired' }],
  pasted: { userNos: [7, 8], missing: ['zz'], shared: [], deleted: 0 },
  except: [{ part: 'group', group: 'Staff' }],
};

describe('the criteria of a filter', () => {
  test('is the scope alone when nothing is filtered', () => {
    expect(filterCriteria(NO_FILTER, CANDIDATES)).toEqual(CANDIDATES);
    expect(filterCriteria(NO_FILTER, EVERYBODY)).toEqual(EVERYBODY);
  });

  test('holds every part, and is what the engine accepts', () => {
    const criteria = filterCriteria(FULL, CANDIDATES);
    expect(criteriaSchema.safeParse(JSON.parse(JSON.stringify(criteria))).success).toBe(true);
    expect(criteria).toEqual({
      op: 'all',
      of: [
        CANDIDATES,
        { op: 'inSet', setId: 4 },
        { op: 'users', userNos: [7, 8] },
        { op: 'search', value: 'gina' },
        {
          op: 'any',
          of: [
            { op: 'hasFlag', flags: ['staff-role', 'boundary'] },
            { op: 'not', of: { op: 'hasFlag', flags: [...REVIEW_FLAGS] } },
          ],
        },
        { op: 'decision', values: ['approved'] },
        { op: 'reason', values: ['Other', null] },
        { op: 'oddDate', values: ['no-expiry'] },
        {
          op: 'any',
          of: [
            { op: 'mark', value: 'noted' },
            { op: 'mark', value: 'staff-confirmed' },
          ],
        },
        { op: 'accountState', values: ['inactive'] },
        { op: 'hasRole', values: ['Patron', null] },
        { op: 'oneOf', field: 'user_group', values: ['Alumni', null] },
        { op: 'oneOf', field: 'staff_role', values: ['Yes', null] },
        { op: 'oneOf', field: 'campus', values: ['North'] },
        { op: 'dateBetween', field: 'purge_date', from: '2019-01-01' },
        { op: 'numberBetween', field: 'balance', to: 999 },
        { op: 'numberBetween', field: 'loans_elsewhere', from: 1 },
        { op: 'contains', field: 'email', value: '@x.edu' },
        { op: 'oneOf', field: 'last_name', values: ['Ives', null] },
        { op: 'extra', heading: 'Locker', is: { how: 'oneOf', values: ['0', '1', '2', '3'] } },
        { op: 'notes', from: 2, to: 2 },
        { op: 'dateWithin', field: 'expiry_date', unit: 'year', to: -2 },
        { op: 'decidedBy', is: { how: 'begins', value: 'An' } },
        { op: 'not', of: { op: 'extra', heading: 'Shelf', is: { how: 'contains', value: 'b' } } },
        { op: 'blank', field: 'status' },
        { op: 'line', kind: 'blocks', inForce: true, where: [] },
        {
          op: 'line',
          kind: 'notes',
          where: [{ field: 'note_text', is: { how: 'contains', value: 'litigation' } }],
        },
        {
          op: 'all',
          of: [
            { op: 'linesTold', kind: 'proxies' },
            { op: 'not', of: { op: 'line', kind: 'proxies', where: [] } },
          ],
        },
        { op: 'not', of: { op: 'linesTold', kind: 'roles' } },
        { op: 'not', of: { op: 'oneOf', field: 'user_group', values: ['Staff'] } },
      ],
    });
  });

  test('leaves out the part whose choices are counted, and no other', () => {
    for (const [part, op] of [
      ['flags', 'hasFlag'],
      ['decisions', 'decision'],
      ['reasons', 'reason'],
      ['oddDates', 'oddDate'],
      ['marks', 'mark'],
      ['campus', '"field":"campus"'],
    ] as const) {
      const whole = JSON.stringify(filterCriteria(FULL));
      const counted = filterCriteria(FULL, undefined, part);
      expect(whole).toContain(op);
      expect(JSON.stringify(counted)).not.toContain(op);
      const lengthOf = (criteria: typeof counted) =>
        criteria.op === 'all' ? criteria.of.length : 1;
      expect(lengthOf(counted)).toBe(lengthOf(filterCriteria(FULL)) - 1);
    }
  });

  test('asks for nobody when pasted identifiers found nobody', () => {
    const pasted = { userNos: [], missing: ['zz'], shared: [], deleted: 0 };
    expect(filterCriteria({ ...NO_FILTER, pasted })).toEqual({ op: 'users', userNos: [] });
  });

  test('is not kept when it depends on a preview', () => {
    const preview = { op: 'inPreview', previewId: 'x', part: 'purged' } as const;
    expect(canBeKept(filterCriteria(FULL, CANDIDATES))).toBe(true);
    expect(canBeKept({ op: 'all', of: [CANDIDATES, { op: 'not', of: preview }] })).toBe(false);
  });
});

describe('the parts of a filter', () => {
  test('are removed one by one until nothing is filtered', () => {
    let state: UserFilterState = { ...FULL, search: '' };
    for (const part of activeParts(state)) {
      const before = activeParts(state).length;
      state = { ...state, ...withoutPart(state, part) };
      expect(activeParts(state)).toHaveLength(before - 1);
    }
    expect(isFiltered(state)).toBe(false);
    expect(filterCriteria(state)).toEqual(EVERYBODY);
  });

  test('are in words, each its own', () => {
    const words = activeParts(FULL).map((part) => partText(part, 'USD'));
    expect(new Set(words).size).toBe(words.length);
    for (const expected of [
      'In set Retired',
      '2 pasted identifiers',
      'Reason: Other',
      'No reason given',
      'Staff, approved one by one',
      'With a note',
      'No expiry date',
      'Has a staff role',
      'Campus: North',
      'E-mail contains “@x.edu”',
      'Last name: Ives',
      'Last name: (Blank)',
      'Locker: 4 values',
      'Expiry date at least 2 years ago',
      'Decided by begins with “An”',
      'Shelf doesn’t contain “b”',
      'Not: Staff',
      'Has blocks in force',
      'Note text contains “litigation”',
      'Is no proxy',
      'Roles not reported',
    ]) {
      expect(words).toContain(expected);
    }
    expect(filterText(FULL, 'USD')).toContain('“gina”');
  });

  test('exist for every field of the catalogue', () => {
    const filtered = [...DATE_FIELDS, ...AMOUNT_FIELDS, ...TEXT_FIELDS, ...CHOICE_FIELDS];
    expect(userFieldNames.filter((name) => !filtered.includes(name))).toEqual([]);
  });

  test('of one value replace what was chosen in the same list', () => {
    const state = { ...NO_FILTER, groups: ['Alumni'], blank: ['balance' as const] };
    expect(withOnly(state, { part: 'group', group: null })).toEqual({ groups: [null] });
    const exact = { part: 'amount', field: 'balance', range: { from: 5, to: 5 } } as const;
    expect(withOnly(state, exact)).toEqual({ amounts: { balance: { from: 5, to: 5 } }, blank: [] });
  });

  test('are hidden once, however often they are chosen', () => {
    const part: ValuePart = { part: 'group', group: 'Staff' };
    const once = { ...NO_FILTER, ...withExcept(NO_FILTER, part) };
    expect(withExcept(once, part)).toEqual({ except: [part] });
  });
});

describe('the value of a cell as a filter', () => {
  const user = {
    candidate: true,
    deleted: false,
    decision: 'excluded',
    decisionReason: null,
    flags: ['boundary', 'conflict'],
    user_group: null,
    staff_role: true,
    purge_date: '2020-02-29',
    balance: 1250,
    loans: null,
    last_name: 'Ives ',
    status: 'Active',
    notes: 1,
    decidedBy: 'Ann',
    extra: { 'Shoe size': '44' },
    lines: { blocks: 2, notes: 0, proxies: null },
  } as unknown as UserRow;

  test('finds the user again, whatever the column', () => {
    expect(valueParts('user_group', user, null)).toEqual([{ part: 'group', group: null }]);
    expect(valueParts('staff_role', user, null)).toEqual([
      { part: 'choice', field: 'staff_role', value: 'Yes' },
    ]);
    expect(valueParts('status', user, null)).toEqual([
      { part: 'choice', field: 'status', value: 'Active' },
    ]);
    expect(valueParts('loans', user, null)).toEqual([{ part: 'blank', field: 'loans' }]);
    expect(partCriteria(valueParts('purge_date', user, null)[0]!)).toEqual({
      op: 'dateBetween',
      field: 'purge_date',
      from: '2020-02-29',
      to: '2020-02-29',
    });
    expect(partCriteria(valueParts('balance', user, null)[0]!)).toEqual({
      op: 'numberBetween',
      field: 'balance',
      from: 1250,
      to: 1250,
    });
    expect(valueParts('last_name', user, null)).toEqual([
      { part: 'text', field: 'last_name', text: 'Ives' },
    ]);
    expect(valueParts('flags', user, null)).toHaveLength(2);
    expect(valueParts('decided_by', user, null)).toEqual([
      { part: 'value', column: 'decided_by', value: 'Ann' },
    ]);
    expect(partCriteria(valueParts('extra:Shoe size', user, null)[0]!)).toEqual({
      op: 'extra',
      heading: 'Shoe size',
      is: { how: 'oneOf', values: ['44'] },
    });
  });

  test('of a number of details is having any, having none, or not being told of', () => {
    const meant = ['lines:blocks', 'lines:notes', 'lines:proxies'].map((column) => {
      const [part] = valueParts(column, user, null);
      return [partText(part!, 'USD'), criteriaSchema.safeParse(partCriteria(part!)).success];
    });
    expect(meant).toEqual([
      ['Has blocks in force', true],
      ['Has no notes', true],
      ['Proxy for not reported', true],
    ]);
  });

  test('is no filter where the user has no decision, or the column none to offer', () => {
    expect(valueParts('decision', { ...user, deleted: true }, null)).toEqual([]);
    expect(valueParts('decisions', user, null)).toEqual([]);
  });

  test('is understood by the engine for every kind of part', () => {
    const parts: ValuePart[] = [
      ...REVIEW_FLAGS.map((flag): ValuePart => ({ part: 'flag', flag })),
      ...DECISIONS.map((decision): ValuePart => ({ part: 'decision', decision })),
      ...ODD_DATES.map((oddDate): ValuePart => ({ part: 'oddDate', oddDate })),
      ...MARKS.map((mark): ValuePart => ({ part: 'mark', mark })),
      { part: 'withoutFlags' },
    ];
    for (const part of parts) {
      expect(criteriaSchema.safeParse(partCriteria(part)).success).toBe(true);
    }
  });
});
