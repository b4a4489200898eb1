/** The search finds users as they are written on screen, whichever word comes first. */
import { expect, test } from 'vitest';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const ASKED = [
  'Müller-Lüdenscheidt, Anna Maria',
  'Müller-Lüdenscheidt Anna Maria',
  'Anna Maria Müller-Lüdenscheidt',
  'anna muller',
  'MULLER,anna',
  'maria, 0042',
  '0042',
  'user-77 Müller',
  'ser-77, müller',
  'anna.m@example.edu',
  'ANNA.M@EXAMPLE.EDU müller',
  'lüden nna',
];

/** Of less than four letters or digits, User IDs and e-mails aren’t asked: nearly all would have them. */
const NOT_ASKED = [
  '77',
  'edu',
  'Müller, Berta',
  'anna otto',
  'anna.m@example.edu otto',
  'Müller, Anna, Zoe',
];

test('by names in any order, identifier, User ID and e-mail, without case and accents', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Last Name', 'First Name', 'User ID', 'E-mail', 'Purge Date'],
    ['0042', 'Müller-Lüdenscheidt', 'Anna Maria', 'user-77', 'anna.m@example.edu', '2020-01-31'],
    ['0043', 'Otto', 'Berta', 'user-78', 'b.otto@example.edu', '2020-01-31'],
  ]);
  for (const value of ASKED)
    expect([value, await engine.identifiers({ op: 'search', value })]).toEqual([value, ['0042']]);
  for (const value of NOT_ASKED)
    expect([value, await engine.identifiers({ op: 'search', value })]).toEqual([value, []]);
});

test('an e-mail of a later file is found at once, and the one before no longer', async () => {
  const engine = await newEngine();
  const file = (email: string) =>
    addRows(engine, 'candidates', [
      ['Primary Identifier', 'Last Name', 'E-mail', 'Purge Date'],
      ['a', 'Doe', email, '2020-01-31'],
    ]);
  const found = (value: string) => engine.identifiers({ op: 'search', value });
  await file('old@example.edu');
  expect(await found('old@example')).toEqual(['a']);
  await file('new@example.edu');
  expect([await found('old@example'), await found('new@example')]).toEqual([[], ['a']]);
});

test('names of a file that comes while they are read ahead are found, and sorted by', async () => {
  const engine = await newEngine();
  const file = (...names: string[]) =>
    addRows(engine, 'candidates', [
      ['Primary Identifier', 'Last Name', 'First Name', 'Purge Date'],
      ...names.map((name, n) => [`u${n}`, name, 'Kim', '2020-01-31']),
    ]);
  await file('Adams', 'Baker');
  const { orders } = engine.session.workspace;
  let steps = 0;
  for (const _ of orders.warmSteps()) {
    // Each time one name is another and one user more.
    await file('Young', ...Array.from({ length: ++steps }, (_, n) => `Carter${n}`), 'Last');
  }
  expect(steps).toBeGreaterThan(1);
  const last = { op: 'search', value: 'last' } as const;
  expect(await engine.identifiers({ op: 'search', value: 'adams' })).toEqual([]);
  expect(await engine.identifiers({ op: 'search', value: 'young' })).toEqual(['u0']);
  expect(await engine.identifiers(last)).toEqual([`u${steps + 1}`]);
  const { rows } = await engine.ask.users.page({
    criteria: { op: 'search', value: 'kim' },
    sort: [{ field: 'last_name', direction: 'asc' }],
    offset: 0,
    limit: 100,
  });
  const names = rows.map((row) => String(row.last_name));
  expect(names).toHaveLength(steps + 2);
  expect(names).toEqual(names.toSorted());
});

test('who sorts by both names before they were read ahead is in nobody’s way', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Last Name', 'First Name', 'Purge Date'],
    ['a', 'Young', 'Kim', '2020-01-31'],
    ['b', 'Adams', 'Lee', '2020-01-31'],
  ]);
  const { orders } = engine.session.workspace;
  const sorted = () =>
    orders.order(EVERYBODY, [
      { field: 'last_name', direction: 'asc' },
      { field: 'first_name', direction: 'asc' },
    ]);
  const first = [...sorted()];
  for (const _ of orders.warmSteps());
  expect([...sorted()]).toEqual(first);
  expect(first).toHaveLength(2);
});
