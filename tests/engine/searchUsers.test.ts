/** The search finds users as they are written on screen, whichever word comes first. */
import { expect, test } from 'vitest';
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
  'User 77 Müller',
  'anna.m@example.edu',
  'ANNA.M@EXAMPLE.EDU müller',
  'lüden nna',
];

const NOT_ASKED = ['Müller, Berta', 'anna otto', 'anna.m@example.edu otto', 'Müller, Anna, Zoe'];

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
