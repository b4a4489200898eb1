/**
 * A column of each type, which the program doesn't have, on screen: shown in the grid and with the user, offered in the
 * filter and told in words, copied, and in the comparison of a file, with nothing but its row in the catalogue.
 */
import { expect, test, vi } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { sortTerm, type UserRow, userRow } from '#shared/contract/shapes/users.ts';
import { criteriaSchema } from '#shared/domain/criteria.ts';
import {
  CHOICE_FIELDS,
  type UserFieldName,
  userField,
  userFieldNames,
} from '#shared/fields/userFields.ts';
import { cellOf } from '../../src-renderer/grid/columns/cellText.ts';
import { userColumns } from '../../src-renderer/grid/columns/userColumns.tsx';
import { tableAsHtml, tableAsText } from '../../src-renderer/grid/copy/copyTable.ts';
import { filterCriteria } from '../../src-renderer/grid/filter/filterCriteria.ts';
import {
  AMOUNT_FIELDS,
  DATE_FIELDS,
  TEXT_FIELDS,
} from '../../src-renderer/grid/filter/filterFields.ts';
import { NO_FILTER, withExcept, withOnly } from '../../src-renderer/grid/filter/filterParts.ts';
import { filterText } from '../../src-renderer/grid/filter/partText.ts';
import { valueParts } from '../../src-renderer/grid/filter/valueParts.ts';
import { headingsOf } from '../../src-renderer/screens/import/rows/rowGroupHeadings.ts';
import { UserValues } from '../../src-renderer/users/UserValues.tsx';
import { NEW_FIELDS, newField } from '../support/newFields.ts';
import { shownText } from '../support/shownText.tsx';

const FORMAT = { decimals: 2, zone: null };

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});
vi.mock('#shared/fields/fieldList.ts', async (original) => {
  const { FIELD_LIST } = await original<typeof import('#shared/fields/fieldList.ts')>();
  const { NEW_FIELDS } = await import('../support/newFields.ts');
  return { FIELD_LIST: [...FIELD_LIST, ...NEW_FIELDS] };
});

const NAMES = NEW_FIELDS.map(({ name }) => name);

const VALUES: Readonly<Record<(typeof NEW_FIELDS)[number]['name'], unknown>> = {
  office: 'south',
  residency: 'Visitor',
  last_visit: '2026-03-01',
  lockers: 1200,
  deposit: 1250,
  newsletter: true,
};

const NOTHING = Object.fromEntries(NAMES.map((name) => [name, null]));
const UNTOLD = Object.fromEntries(userFieldNames.map((name) => [name, null]));

const user = (facts: object) =>
  ({ ...UNTOLD, primary_identifier: 'ann', flags: [], ...facts }) as unknown as UserRow;

test('the contract lets them through by type, and they can be sorted by', () => {
  const facts = userRow.pick(Object.fromEntries(NAMES.map((name) => [name, true])) as never);
  expect(facts.parse(VALUES)).toEqual(VALUES);
  expect(facts.parse(NOTHING)).toEqual(NOTHING);
  const wrong = {
    office: 1,
    residency: 'Tourist',
    last_visit: 'soon',
    lockers: '1',
    deposit: 12.5,
    newsletter: 1,
  };
  const refused = facts.safeParse(wrong).error?.issues.map(({ path }) => path[0]);
  expect(refused).toEqual(NAMES);
  for (const field of NAMES)
    expect(sortTerm.safeParse({ field, direction: 'asc' }).success).toBe(true);
});

test('each is a column of the grid, shown at first if its row says so', () => {
  const columns = userColumns(undefined, 1).filter(({ colId }) => NAMES.includes(colId as never));
  expect(columns.map(({ colId, headerName, hide }) => [colId, headerName, hide])).toEqual(
    NEW_FIELDS.map(({ name, label, shown: atFirst }) => [name, label, !atFirst]),
  );
  const cells = columns.map(({ cellRenderer: Cell, field }) =>
    shownText(<Cell data={user(VALUES)} value={VALUES[field as keyof typeof VALUES]} />).trim(),
  );
  expect(cells.slice(0, 2)).toEqual(['south', 'Visitor']);
  expect(cells[2]).toMatch(/2026/);
  expect(cells[3]).toBe('1,200');
  expect(cells[4]).toMatch(/12\.50/);
  expect(cells[5]).toBe('Yes');
});

test('each stands with the user, and those that nobody told only where its row says so', () => {
  const text = shownText(<UserValues user={user({ ...VALUES, newsletter: false })} />);
  for (const [label, value] of [
    ['Office', 'south'],
    ['Residency', 'Visitor'],
    ['Last visit', '.*2026'],
    ['Lockers', '1,200'],
    ['Deposit', '.*12\\.50'],
    ['Newsletter', 'No'],
  ])
    expect(text).toMatch(new RegExp(`${label} +${value}`));
  const blank = shownText(<UserValues user={user({ ...NOTHING })} />);
  expect(NEW_FIELDS.flatMap(({ label }) => (blank.includes(label) ? [label] : []))).toEqual([
    'Deposit',
  ]);
});

test('each is copied as it is, by type', () => {
  const cells = NAMES.map((name) => cellOf(name, user(VALUES), FORMAT));
  expect(cells.map(({ kind }) => kind)).toEqual([
    'text',
    'text',
    'date',
    'number',
    'money',
    'text',
  ]);
  expect(tableAsText(['A', 'B', 'C', 'D', 'E', 'F'], [cells]).split('\r\n')[1]).toBe(
    'south\tVisitor\t2026-03-01\t1200\t12.50\tYes',
  );
  expect(tableAsHtml([], [cells])).toContain('x:num="12.50"');
  expect(NAMES.map((name) => cellOf(name, user(NOTHING), FORMAT).text).join('')).toBe('');
});

test('the filter offers each where its type belongs', () => {
  const among = (fields: readonly string[]) =>
    fields.filter((name) => NAMES.includes(name as never));
  expect(among(TEXT_FIELDS)).toEqual(['office', 'residency']);
  expect(among(CHOICE_FIELDS)).toEqual(['residency', 'newsletter']);
  expect(among(DATE_FIELDS)).toEqual(['last_visit']);
  expect(among(AMOUNT_FIELDS)).toEqual(['lockers', 'deposit']);
});

test.each([
  ['office', { op: 'contains', value: 'south' }, 'Office contains “south”'],
  ['residency', { op: 'oneOf', values: ['Visitor'] }, 'Residency: Visitor'],
  ['last_visit', { op: 'dateBetween', from: '2026-03-01', to: '2026-03-01' }, /^Last visit .*2026/],
  ['lockers', { op: 'numberBetween', from: 1200, to: 1200 }, 'Lockers 1,200'],
  ['deposit', { op: 'numberBetween', from: 1250, to: 1250 }, /^Deposit .*12\.50/],
  ['newsletter', { op: 'oneOf', values: ['Yes'] }, 'Newsletter: Yes'],
] as const)('a cell of %s is a filter, in words and as criteria', (name, criteria, words) => {
  const field = newField<UserFieldName>(name);
  const [part] = valueParts(name, user(VALUES), null);
  const only = { ...NO_FILTER, ...withOnly(NO_FILTER, part!) };
  expect(filterCriteria(only)).toEqual({ ...criteria, field });
  expect(filterText(only, 'USD')).toMatch(words);
  const hidden = { ...NO_FILTER, ...withExcept(NO_FILTER, part!) };
  expect(criteriaSchema.safeParse(filterCriteria(hidden)).success).toBe(true);
  const [blank] = valueParts(name, user(NOTHING), null);
  const none = { ...NO_FILTER, ...withOnly(NO_FILTER, blank!) };
  expect(filterText(none, 'USD')).toBe(`No ${userField(field).label.toLowerCase()} reported`);
});

test('in a comparison it is shown by type, the one that was asked for first', () => {
  const check = {
    kind: 'candidates',
    columns: [],
    diff: { fields: NAMES.map((field) => ({ field, users: 1 })) },
  } as unknown as ImportCheck;
  const headings = headingsOf(
    check,
    { of: 'changed', field: newField('deposit') },
    NEW_FIELDS.map(({ name, kind }) => ({ heading: '', field: name, kind })),
  );
  expect(headings.map(({ title, kind, numeric }) => [title, kind, numeric])).toEqual([
    ['Deposit', 'money', true],
    ['Office', 'text', false],
    ['Residency', 'choice', false],
    ['Last visit', 'date', false],
    ['Lockers', 'number', true],
    ['Newsletter', 'yesNo', false],
  ]);
});
