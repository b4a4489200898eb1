/**
 * A column of each type, which the program doesn't have, is recognised, read, merged, stored, compared, filtered, sorted,
 * counted, exported and taken back with nothing but its row in the catalogue and a migration: code elsewhere that lists
 * fields would show here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { ChoiceField, UserFieldName } from '#shared/fields/userFields.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import {
  addRows,
  groupOf,
  type Rows,
  readAgain,
  readPath,
  readRows,
} from '../support/importFiles.ts';
import { NEW_FIELDS, newField } from '../support/newFields.ts';
import { sheetRows } from '../support/readBack.ts';
import { problemOf } from '../support/saidOf.ts';
import { day } from '../support/workbookFile.ts';

vi.mock('#shared/fields/fieldList.ts', async (original) => {
  const { FIELD_LIST } = await original<typeof import('#shared/fields/fieldList.ts')>();
  const { NEW_FIELDS } = await import('../support/newFields.ts');
  return { FIELD_LIST: [...FIELD_LIST, ...NEW_FIELDS] };
});
vi.mock('#engine/db/migrations.ts', async (original) => {
  const { MIGRATIONS } = await original<typeof import('#engine/db/migrations.ts')>();
  const { addNewColumns } = await import('../support/newFields.ts');
  return { MIGRATIONS: [...MIGRATIONS, addNewColumns] };
});

const NAMES = NEW_FIELDS.map(({ name }) => name);
const LABELS = NEW_FIELDS.map(({ label }) => label);
const ALIASES = NEW_FIELDS.map(({ aliases }) => aliases[0] as string);

const told = (...rows: Rows): Rows => [
  ['Primary Identifier', 'Purge Date', 'Has Staff Role', ...LABELS],
  ...rows.map(([id, ...values]) => [id!, '2020-01-31', 'No', ...values]),
];

const ANN = ['ann', 'south', 'Resident', day('2026-03-01'), 2, 12.5, 'Yes'] as const;
const BEN = ['ben', 'east', 'visitor', day('2025-12-24'), 0, -1, 'No'] as const;
const CAM = ['cam', null, null, null, null, null, null] as const;

async function withThree(): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', told(ANN, BEN, CAM));
  return engine;
}

/** What the row of a user has of the new fields. */
async function factsOf(engine: TestEngine, id: string) {
  const user = (await engine.user(id)) as unknown as Readonly<Record<string, unknown>>;
  return NAMES.map((name) => user[name]);
}

test('are recognised by label and by alias, and read by type', async () => {
  const engine = await withThree();
  expect(await factsOf(engine, 'ann')).toEqual(['south', 'Resident', '2026-03-01', 2, 1250, true]);
  expect(await factsOf(engine, 'ben')).toEqual(['east', 'Visitor', '2025-12-24', 0, -100, false]);
  expect(await factsOf(engine, 'cam')).toEqual([null, null, null, null, null, null]);
  const path = join(engine.folder, 'Users.csv');
  writeFileSync(
    path,
    `Username;Account type;${ALIASES.map((alias) => alias.toUpperCase()).join(';')}\r\ncam;Internal;tower;RESIDENT;2026-01-31;1;3,25;N\r\n`,
  );
  const check = await readPath(engine, path, { kind: 'users' });
  expect(check.columns.map(({ field }) => field).slice(2)).toEqual(NAMES);
  await engine.ask.imports.commit({ importId: check.importId });
  expect(await factsOf(engine, 'cam')).toEqual(['tower', 'Resident', '2026-01-31', 1, 325, false]);
  expect(await engine.ask.users.extraColumns()).toEqual([]);
});

test('what can’t be read is told, and holds back where the catalogue says so', async () => {
  const engine = await newEngine();
  const check = await addRows(
    engine,
    'candidates',
    told(
      ['ann', 'south', 'Tourist', 'soon', 1, 'much', 'maybe'],
      ['ben', 'east', 'Visitor', day('2025-12-24'), 'some', 1, 'No'],
      ...Array.from({ length: 18 }, (_, n) => [`u${n}`, ...CAM.slice(1)]),
    ),
  );
  const { rows } = await engine.ask.imports.errors({
    importId: check.importId,
    offset: 0,
    limit: 9,
  });
  expect(rows.map((error) => [error.column, problemOf(error)])).toEqual([
    ['Residency', 'Expected Resident or Visitor.'],
    ['Last visit', 'Expected a date such as 5/31/2022 or 2022-05-31.'],
    ['Deposit', 'Expected an amount such as 9.99.'],
    ['Newsletter', expect.stringContaining('Expected Yes or No.')],
    ['Lockers', 'Expected a whole number.'],
  ]);
  expect((await engine.user('ann')).flags).toEqual([]);
  expect((await engine.user('ben')).flags).toEqual(['unreadable-value']);
});

test('an unreadable one counts as not told once the librarian says so', async () => {
  const engine = await newEngine();
  const rows = told(['ann', 'south', 'Resident', null, 'some', 1, 'No']);
  const check = await readRows(engine, rows, { kind: 'candidates' });
  const about = 'unreadable-value' as const;
  expect(check.openQuestions).toMatchObject([{ about, column: { heading: 'Lockers' } }]);
  const answers = [
    { about, column: check.openQuestions[0]!.column!.position, answer: 'unknown' as const },
  ];
  const { importId } = await readAgain(engine, check, { kind: 'candidates', answers });
  await engine.ask.imports.commit({ importId });
  expect((await engine.user('ann')).flags).toEqual([]);
  expect(await factsOf(engine, 'ann')).toEqual(['south', 'Resident', null, null, 100, false]);
});

test('rows of one identifier are merged by the rule of each, and may conflict', async () => {
  const engine = await newEngine();
  const rows = told(
    ['twice', null, null, day('2026-03-01'), 2, 1, 'No'],
    ['twice', 'south', 'Visitor', day('2026-02-01'), 3, 12.5, 'Yes'],
    ['twice', 'east', 'Resident', null, null, -2, null],
    ['same', 'east', 'Visitor', day('2026-02-01'), 1, 1, 'No'],
    ['same', 'east', 'Resident', day('2026-02-01'), 0, 2, null],
  );
  await addRows(engine, 'candidates', rows);
  expect(await factsOf(engine, 'twice')).toEqual(['south', 'Visitor', '2026-03-01', 3, 1250, true]);
  expect(await factsOf(engine, 'same')).toEqual(['east', 'Visitor', '2026-02-01', 1, 200, null]);
  expect((await engine.user('twice')).flags).toContain('conflict');
  expect((await engine.user('same')).flags).not.toContain('conflict');
});

test('users are found by them, decided about, kept as a set, and counted value by value', async () => {
  const engine = await withThree();
  const asked: [Criteria, string[]][] = [
    [{ op: 'contains', field: newField('office'), value: 'SOU' }, ['ann']],
    [{ op: 'contains', field: newField('residency'), value: 'visi' }, ['ben']],
    [{ op: 'oneOf', field: newField('residency'), values: ['Resident', null] }, ['ann', 'cam']],
    [{ op: 'oneOf', field: newField('newsletter'), values: ['No'] }, ['ben']],
    [{ op: 'dateBetween', field: newField('last_visit'), to: '2025-12-31' }, ['ben']],
    [{ op: 'numberBetween', field: newField('lockers'), from: 1 }, ['ann']],
    [{ op: 'numberBetween', field: newField('deposit'), from: -100, to: 1249 }, ['ben']],
    ...NAMES.map((name): [Criteria, string[]] => [{ op: 'blank', field: newField(name) }, ['cam']]),
  ];
  for (const [criteria, found] of asked)
    expect([criteria, await engine.identifiers(criteria)]).toEqual([criteria, found]);
  const choices = async (field: ChoiceField) =>
    (await engine.ask.users.values({ column: { field }, criteria: { op: 'all', of: [] } })).values;
  expect(await choices(newField('residency'))).toEqual([
    { value: null, users: 1 },
    { value: 'Resident', users: 1 },
    { value: 'Visitor', users: 1 },
  ]);
  expect((await choices(newField('newsletter'))).map(({ value }) => value)).toEqual([
    null,
    'No',
    'Yes',
  ]);
  const criteria: Criteria = { op: 'oneOf', field: newField('residency'), values: ['Visitor'] };
  await engine.ask.review.decide({
    selection: { criteria },
    decision: 'excluded',
    reason: 'Other',
  });
  expect((await engine.user('ben')).decision).toBe('excluded');
  expect((await engine.ask.users.facets({ criteria })).decisions.excluded).toBe(1);
  const set = await engine.ask.sets.create({
    name: 'Visitors',
    criteria,
    origin: { from: 'review', users: 'all' },
  });
  expect(await engine.identifiers({ op: 'inSet', setId: set.setId })).toEqual(['ben']);
});

test('stand in order, up and down, blank last', async () => {
  const engine = await withThree();
  for (const name of NAMES)
    for (const direction of ['asc', 'desc'] as const) {
      const sort = [{ field: newField<UserFieldName>(name), direction }];
      const { rows } = await engine.ask.users.page({
        criteria: { op: 'all', of: [] },
        sort,
        offset: 0,
        limit: 9,
      });
      const up = name === 'residency' || name === 'office' ? UP_BY_TEXT[name] : ['ben', 'ann'];
      expect([name, direction, ...rows.map((row) => row.primary_identifier)]).toEqual([
        name,
        direction,
        ...(direction === 'asc' ? up : up.toReversed()),
        'cam',
      ]);
    }
});

const UP_BY_TEXT = { office: ['ben', 'ann'], residency: ['ann', 'ben'] };

test('a next file is compared by them, exported, added, and taken back', async () => {
  const engine = await withThree();
  const next = told(
    ANN,
    ['ben', 'tower', 'Resident', day('2026-05-01'), 4, 0.05, 'Yes'],
    ['cam', null, null, null, 1, null, null],
  );
  const check = await readRows(engine, next, { kind: 'candidates' }, 'Next.xlsx');
  const { importId, diff } = check;
  expect(diff).toMatchObject({ new: 0, changed: 2, unchanged: 1, gone: 0 });
  expect(diff?.fields).toEqual(
    NAMES.map((field) => ({ field, users: field === 'lockers' ? 2 : 1 })),
  );
  expect(await groupOf(engine, importId, { of: 'changed', field: newField('deposit') })).toEqual([
    [
      'ben',
      'Office: east -> tower',
      'Residency: Visitor -> Resident',
      'Last visit: 2025-12-24 -> 2026-05-01',
      'Lockers: 0 -> 4',
      'Deposit: -100 -> 5',
      'Newsletter: 0 -> 1',
    ],
  ]);
  const file = join(engine.folder, 'Changed.xlsx');
  const rowGroup = { of: 'changed', field: newField<UserFieldName>('lockers') } as const;
  await engine.exportRows(importId, rowGroup, file);
  const [, headings, ben, cam] = await sheetRows(file, 'Rows');
  const exported = (row: typeof ben, suffix = '') =>
    LABELS.map((label) => row?.[headings!.indexOf(label + suffix)]);
  expect(exported(ben)).toEqual(['tower', 'Resident', '2026-05-01', '4', '0.05', 'Yes']);
  expect(exported(ben, ', before')).toEqual(['east', 'Visitor', '2025-12-24', '0', '-1.00', 'No']);
  expect(exported(cam)[3]).toBe('1');
  const before = await Promise.all(['ann', 'ben', 'cam'].map((id) => factsOf(engine, id)));
  await engine.ask.imports.commit({ importId });
  expect(await factsOf(engine, 'ben')).toEqual(['tower', 'Resident', '2026-05-01', 4, 5, true]);
  await engine.ask.imports.undo({ importId });
  expect(await Promise.all(['ann', 'ben', 'cam'].map((id) => factsOf(engine, id)))).toEqual(before);
});

test('amounts in them keep the currency from being reinterpreted', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', told(ANN));
  const settings = await engine.ask.settings.get();
  await expect(engine.ask.settings.save({ ...settings, currency: 'JPY' })).rejects.toMatchObject({
    data: { code: 'settings.currency' },
  });
});
