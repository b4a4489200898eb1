/**
 * Possible twins, held against a plain comparison of everybody with everybody. A twin that is missed lets the old record
 * of an active person go; one that is asked about again and again is no longer read.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { MOST_WITH_ONE, twinKeys } from '#shared/domain/twins.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, type Rows } from '../support/importFiles.ts';
import { day } from '../support/workbookFile.ts';

const HEADINGS = [
  'Primary Identifier',
  'User Type',
  'Last Name',
  'First Name',
  'Birth Date',
  'Email',
];
const FLAGGED = { op: 'hasFlag' as const, flags: ['possible-twin' as const] };

const keysOf = (user: UserRow) =>
  twinKeys({
    lastName: user.last_name,
    firstName: user.first_name,
    birthDate: user.birth_date,
    email: user.email,
  });

const isPair = (one: UserRow, other: UserRow) =>
  Object.entries(keysOf(one)).some(
    ([sign, key]) => key !== undefined && keysOf(other)[sign as 'email'] === key,
  );

const flagged = async (engine: TestEngine) =>
  [...(await engine.users(FLAGGED)).values()].map((user) => user.primary_identifier).sort();

const person = fc.record({
  last: fc.constantFrom('Müller', 'MULLER', 'Gray', null),
  first: fc.constantFrom('Gina', 'gina ', 'Ann'),
  birth: fc.constantFrom('1980-05-31', '1980-06-01', null),
  email: fc.constantFrom('a@x.edu', 'A@X.edu ', 'b@x.edu', 'none', null),
});

test('are whom a plain comparison finds, in whatever file each of them stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 2, maxLength: 9 }), async (people) => {
      const engine = await newEngine();
      const rows: Rows = people.map(({ last, first, birth, email }, n) => [
        `u${n}`,
        'Internal',
        last,
        first,
        birth && day(birth),
        email,
      ]);
      const half = Math.ceil(people.length / 2);
      await addRows(engine, 'users', [HEADINGS, ...rows.slice(0, half)]);
      if (half < people.length) await addRows(engine, 'users', [HEADINGS, ...rows.slice(half)]);
      const users = [...(await engine.users()).values()];
      const expected = users.filter((one) =>
        users.some((other) => other !== one && isPair(one, other)),
      );
      expect(await flagged(engine)).toEqual(
        expected.map(({ primary_identifier }) => primary_identifier).sort(),
      );
      for (const one of users) {
        const twins = await engine.ask.users.twins({ userNo: one.userNo });
        expect(twins.map(({ user }) => user.userNo).sort()).toEqual(
          users
            .filter((other) => other !== one && isPair(one, other))
            .map(({ userNo }) => userNo)
            .sort(),
        );
      }
    }),
    { numRuns: 15 },
  );
});

const ROWS: Rows = [
  HEADINGS,
  ['old', 'External', 'Gray', 'Gina', day('1980-05-31'), 'g@x.edu'],
  ['new', 'External', 'Gray', 'Gina', day('1980-05-31'), 'gina@x.edu'],
  ['other', 'External', 'Gray', 'Gus', day('1980-05-31'), 'G@x.edu'],
];

const noOf = async (engine: TestEngine, id: string) => (await engine.user(id)).userNo;

test('what a librarian says is remembered: a pair of two people isn’t asked again by the next file', async () => {
  const engine = await newEngine();
  const first = await addRows(engine, 'users', ROWS);
  expect(await flagged(engine)).toEqual(['new', 'old', 'other']);
  const pair = { userNo: await noOf(engine, 'old'), otherNo: await noOf(engine, 'other') };
  await engine.ask.users.answerTwin({ ...pair, answer: 'different' });
  expect(await flagged(engine)).toEqual(['new', 'old']);
  const same = { userNo: await noOf(engine, 'new'), otherNo: await noOf(engine, 'old') };
  await engine.ask.users.answerTwin({ ...same, answer: 'same' });
  expect(await flagged(engine)).toEqual(['new', 'old']);
  const [twin] = await engine.ask.users.twins({ userNo: same.userNo });
  expect(twin).toMatchObject({
    user: { primary_identifier: 'old' },
    signs: ['names-and-birth-date'],
    answer: { answer: 'same' },
  });
  await engine.ask.imports.undo({ importId: first.importId });
  await addRows(
    engine,
    'users',
    ROWS.toReversed().toSorted((a) => (a === HEADINGS ? -1 : 0)),
  );
  expect(await flagged(engine)).toEqual(['new', 'old']);
  const now = { userNo: await noOf(engine, 'other'), otherNo: await noOf(engine, 'old') };
  await engine.ask.users.answerTwin({ ...now, answer: null });
  expect(await flagged(engine)).toEqual(['new', 'old', 'other']);
});

test('an address of many says nothing, and a candidate’s twin need be no candidate', async () => {
  const engine = await newEngine();
  const many = Array.from({ length: MOST_WITH_ONE + 1 }, (_, n) => [
    `desk${n}`,
    'Internal',
    `Desk ${n}`,
    'At',
    null,
    'desk@x.edu',
  ]);
  await addRows(engine, 'users', [HEADINGS, ...many, ...ROWS.slice(1, 3)]);
  expect(await flagged(engine)).toEqual(['new', 'old']);
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Purge Date', 'Has Staff Role'],
    ['old', day('2019-01-31'), 'No'],
  ]);
  expect((await engine.user('old')).flags).toContain('possible-twin');
  expect((await engine.user('old')).candidate).toBe(true);
  expect((await engine.user('new')).candidate).toBe(false);
  // Nobody is excluded for it.
  await engine.ask.review.applyRules();
  const { flags } = await engine.ask.review.rules();
  expect(flags.map(({ flag }) => flag)).not.toContain('possible-twin');
});

test('a shared identifier of any type makes twins, whoever’s file tells it', async () => {
  const engine = await newEngine();
  await addRows(engine, 'users', [
    ['Primary Identifier', 'User Type', 'Last Name'],
    ['ann', 'Internal', 'Gray'],
    ['ben', 'Internal', 'Brown'],
    ['cam', 'Internal', 'Blue'],
  ]);
  expect(await flagged(engine)).toEqual([]);
  const heads = ['Primary Identifier', 'Identifier Type', 'Identifier Value', 'Identifier Status'];
  const first = await addRows(engine, 'user-identifiers', [
    heads,
    ['ann', 'Barcode', 'X100', 'Active'],
    ['ann', 'Institution ID', '77', 'Active'],
    ['ben', 'Institution ID', 'x100 ', 'Active'],
    ['cam', 'Barcode', 'X1000', 'Active'],
  ]);
  expect(await flagged(engine)).toEqual(['ann', 'ben']);
  const [twin] = await engine.ask.users.twins({ userNo: await noOf(engine, 'ann') });
  expect(twin).toMatchObject({ user: { primary_identifier: 'ben' }, signs: ['identifier'] });
  await engine.ask.imports.undo({ importId: first.importId });
  expect(await flagged(engine)).toEqual([]);
});

test('a file that tells identifiers without their types makes twins, too', async () => {
  const engine = await newEngine();
  await addRows(engine, 'users', [
    ['Primary Identifier', 'User Type', 'Last Name'],
    ['ann', 'Internal', 'Gray'],
    ['ben', 'Internal', 'Brown'],
  ]);
  await addRows(engine, 'user-identifiers', [
    ['Primary Identifier', 'Identifier Value', 'Identifier Status'],
    ['ann', 'X100', 'Active'],
    ['ben', 'x100', 'Active'],
  ]);
  expect(await flagged(engine)).toEqual(['ann', 'ben']);
  const [twin] = await engine.ask.users.twins({ userNo: await noOf(engine, 'ann') });
  expect(twin).toMatchObject({ user: { primary_identifier: 'ben' }, signs: ['identifier'] });
});
