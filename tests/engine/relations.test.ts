/**
 * Proxies, sponsors and possible guardians: flags and what is shown of them, held against a plain comparison of each
 * user with each other one, whichever file, undo, day or setting changes them. A flag that is left behind lets the
 * record go by which a child or a professor borrows.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type DetailKind, detailFieldNames } from '#shared/details/details.ts';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import {
  addressKeys,
  ageDay,
  ageOn,
  emailKey,
  isActive,
  MOST_AT_HOME,
  mayHaveGuardian,
  type Relation,
  stays,
} from '#shared/domain/relations.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readRows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const FACTS = [PID, 'Status', 'Expiry Date', 'Birth Date', 'Email', 'Account Type'];
const PROXIES = [PID, 'Proxy For'];
const IDENTIFIERS = [PID, 'Identifier Type', 'Identifier Value'];
const CONTACTS = [PID, 'Email Address', 'CC', 'Address Line 1', 'City', 'Postal Code'];
const RUN_DATE = '2026-05-31';
const DESCRIBED: Criteria = { op: 'not', of: { op: 'membership', value: 'identifierOnly' } };

type Line = Readonly<Record<string, string | number | null>>;
interface Person {
  readonly user: UserRow;
  readonly described: boolean;
  readonly lines: (kind: DetailKind) => readonly Line[];
}

async function everybody(engine: TestEngine): Promise<Person[]> {
  const described = new Set((await engine.users(DESCRIBED)).keys());
  const people: Person[] = [];
  for (const user of (await engine.users(EVERYBODY)).values()) {
    const { kinds } = await engine.ask.users.details({ userNo: user.userNo });
    people.push({
      user,
      described: described.has(user.primary_identifier),
      lines(kind) {
        const names = detailFieldNames(kind);
        const found = kinds.find((each) => each.kind === kind)!;
        return found.lines.map(({ values }) =>
          Object.fromEntries(names.map((name, n) => [name, values[n] ?? null])),
        );
      },
    });
  }
  return people;
}

const factsOf = ({ user }: Person) => ({
  status: user.status,
  expiryDate: user.expiry_date,
  candidate: user.candidate,
});
const text = (value: string | number | null | undefined) => String(value ?? '');
const folded = (value: string | number | null | undefined) => text(value).trim().toLowerCase();

/** Whom a line means. */
function meant(people: readonly Person[], written: string): Person | undefined {
  const primary = people.find(({ user }) => folded(user.primary_identifier) === folded(written));
  if (primary) return primary;
  const holders = people.filter((person) =>
    [
      ...person.lines('identifiers').map((line) => line.identifier_value),
      ...person.lines('emails').map((line) => line.email_address),
      ...(person.described ? [person.user.email] : []),
    ].some((value) => value && folded(value) === folded(written)),
  );
  return holders.length === 1 ? holders[0] : undefined;
}

const homesOf = (person: Person) =>
  person.lines('addresses').flatMap((line) =>
    addressKeys({
      line1: line.address_line_1 as string | null,
      city: line.address_city as string | null,
      postalCode: line.address_postal_code as string | null,
    }),
  );

function plainly(people: readonly Person[], day: string) {
  const when = ageDay(day);
  const found = new Map<string, Set<string>>();
  const add = (one: Person, relation: Relation, other: Person) => {
    if (!one.described || !other.described || one === other) return;
    const { primary_identifier: id } = one.user;
    found.set(id, (found.get(id) ?? new Set()).add(`${relation} ${other.user.primary_identifier}`));
  };
  for (const proxy of people)
    for (const line of proxy.lines('proxies')) {
      const sponsor = meant(people, text(line.proxy_for));
      if (!sponsor) continue;
      if (isActive(factsOf(sponsor), day)) add(proxy, 'proxy-for', sponsor);
      if (isActive(factsOf(proxy), day)) add(sponsor, 'sponsor-of', proxy);
    }
  for (const one of people) {
    if (ageOn(one.user.birth_date, when) === 'minor') continue;
    const own = [
      one.user.email,
      ...one.lines('emails').flatMap((line) => (line.email_cc === 1 ? [] : [line.email_address])),
    ].map((each) => emailKey(each as string | null));
    for (const other of people) {
      const copies = other.lines('emails').filter((line) => line.email_cc === 1);
      const isCopied = copies.some((line) => {
        const key = emailKey(line.email_address as string | null);
        return key !== undefined && own.includes(key);
      });
      const isWard = (relation: 'cc' | 'address') =>
        mayHaveGuardian(other.user.birth_date, relation, when) && stays(factsOf(other), day);
      if (isCopied && isWard('cc')) add(one, 'cc', other);
      const shared = homesOf(one).filter((home) => homesOf(other).includes(home));
      const isHome = shared.some(
        (home) =>
          people.filter((each) => each.described && homesOf(each).includes(home)).length <=
          MOST_AT_HOME,
      );
      if (isHome && isWard('address')) add(one, 'address', other);
    }
  }
  return found;
}

const isProxy = (relation: string) => /^(?:proxy-for|sponsor-of)/.test(relation);

async function expectPlain(engine: TestEngine): Promise<number> {
  const { runDate } = await engine.ask.settings.get();
  const people = await everybody(engine);
  const expected = plainly(people, runDate!);
  let flags = 0;
  for (const { user } of people) {
    const all = [...(expected.get(user.primary_identifier) ?? [])].sort();
    const raised = [
      ...(all.some(isProxy) ? ['proxy'] : []),
      ...(all.some((each) => !isProxy(each)) ? ['guardian'] : []),
    ];
    expect(
      user.flags.filter((flag) => flag === 'proxy' || flag === 'guardian'),
      user.primary_identifier,
    ).toEqual(raised);
    const shown = await engine.ask.users.relations({ userNo: user.userNo });
    const told = shown.map((each) => `${each.relation} ${each.user.primary_identifier}`);
    if (raised.length > 0) expect([...new Set(told)].sort()).toEqual(all);
    flags += raised.length;
  }
  return flags;
}

const USERS = ['u0', 'u1', 'u2', 'u3', 'u4'];
const anybody = fc.constantFrom(...USERS, 'n0', 'n1', 'n2');
const email = fc.constantFrom(null, 'a@x.org', 'A@x.org', 'b@x.org');
const factRow = fc.tuple(
  anybody,
  fc.constantFrom(null, 'Active', 'Inactive'),
  fc.constantFrom(null, '2020-01-31', '2026-05-31', '2030-01-01'),
  fc.constantFrom(null, '1980-01-01', '2008-05-31', '2008-06-01', '2015-01-01', '2100-01-01'),
  email,
  fc.constant('External'),
);
const proxyRow = fc.tuple(anybody, fc.constantFrom(...USERS, 'n0', 'N1', 'bar1', 'a@x.org', 'no'));
const identifierRow = fc.tuple(
  anybody,
  fc.constant('Barcode'),
  fc.constantFrom('BAR1', 'u1', 'bar2'),
);
const contactRow = fc.tuple(
  anybody,
  email,
  fc.constantFrom('Yes', 'No', null),
  fc.constantFrom(null, '12 Main St.', '12 MAIN ST', '7 Hütte', '---'),
  fc.constantFrom(null, 'Springfield', 'Reno'),
  fc.constantFrom(null, '62701', '627 01', '90000'),
);
const day = fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01');
const file = <Row>(
  what: 'users' | 'user-proxies' | 'user-identifiers' | 'user-contacts',
  head: readonly string[],
  row: fc.Arbitrary<Row>,
) =>
  fc.record({
    what: fc.constant(what),
    rows: fc
      .array(row, { minLength: 2, maxLength: 9 })
      .map((rows) => [head, ...rows] as unknown as Rows),
    day,
  });
const step = fc.oneof(
  file('users', FACTS, factRow),
  file('user-proxies', PROXIES, proxyRow),
  file('user-identifiers', IDENTIFIERS, identifierRow),
  file('user-contacts', CONTACTS, contactRow),
  file('user-contacts', CONTACTS, contactRow),
  fc.record({ what: fc.constant('undo' as const) }),
  fc.record({ what: fc.constant('date' as const), day }),
  fc.record({
    what: fc.constant('run' as const),
    runDate: fc.constantFrom('2026-05-31', '2026-06-01', '2031-01-01'),
  }),
);

/** So that there is somebody to be found. */
const BASE: Rows = [
  FACTS,
  ['n0', 'Active', null, '2015-01-01', null, 'External'],
  ['n1', 'Active', null, null, null, 'External'],
  ['u0', 'Inactive', null, '1980-01-01', 'a@x.org', 'External'],
];
const BASE_CONTACTS: Rows = [
  CONTACTS,
  ['n0', 'a@x.org', 'Yes', '12 Main St.', 'Springfield', null],
  ['u1', 'b@x.org', 'No', '12 main st', 'Springfield', null],
];

test('stand as a plain comparison says, whatever changes them', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      const engine = await withCandidates(...USERS);
      const save = async (runDate: string) =>
        engine.ask.settings.save({ ...(await engine.ask.settings.get()), runDate });
      await save(RUN_DATE);
      await addRows(engine, 'users', BASE);
      await addRows(engine, 'user-contacts', BASE_CONTACTS);
      const added: number[] = [];
      for (const [n, each] of steps.entries()) {
        if (each.what === 'run') await save(each.runDate);
        else if (each.what === 'undo') {
          const importId = added.pop();
          if (importId !== undefined) await engine.ask.imports.undo({ importId });
        } else if (each.what === 'date') {
          const importId = added.at(0);
          if (importId !== undefined)
            await engine.ask.imports.setDataDate({ importId, dataDate: each.day });
        } else {
          const { importId } = await readRows(engine, each.rows, { kind: each.what }, `${n}.xlsx`);
          await engine.ask.imports.setDataDate({ importId, dataDate: each.day });
          await engine.ask.imports.commit({ importId });
          added.push(importId);
        }
        found += await expectPlain(engine);
      }
      await engine.close();
    }),
    { numRuns: 20 },
  );
  expect(found).toBeGreaterThan(20);
});

const flagsOf = async (engine: TestEngine, identifier: string) =>
  (await engine.user(identifier)).flags.filter((flag) => flag === 'proxy' || flag === 'guardian');

async function planned(...candidates: string[]): Promise<TestEngine> {
  const engine = await withCandidates(...candidates);
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), runDate: RUN_DATE });
  return engine;
}

test('a ring of proxies ends, and one who is active in it speaks for both neighbours', async () => {
  const engine = await planned('a', 'b', 'c', 'd');
  const ring = [PROXIES, ['a', 'b'], ['b', 'c'], ['c', 'd'], ['d', 'a'], ['a', 'A ']];
  await addRows(engine, 'user-proxies', ring);
  for (const each of ['a', 'b', 'c', 'd']) expect(await flagsOf(engine, each)).toEqual([]);
  await addRows(engine, 'users', [FACTS, ['c', 'Active', '2030-01-01', null, null, 'External']]);
  expect(await flagsOf(engine, 'a')).toEqual([]);
  expect(await flagsOf(engine, 'b')).toEqual(['proxy']);
  expect(await flagsOf(engine, 'c')).toEqual([]);
  expect(await flagsOf(engine, 'd')).toEqual(['proxy']);
});

test('the other comes later, by a barcode; the flag ends an approval and goes with the file', async () => {
  const engine = await planned('assistant');
  await addRows(engine, 'user-proxies', [PROXIES, ['assistant', 'BAR-9']]);
  await addRows(engine, 'user-identifiers', [IDENTIFIERS, ['professor', 'Barcode', 'bar-9']]);
  await engine.exclusions('bar-9');
  await engine.approve();
  expect((await engine.user('assistant')).decision).toBe('approved');
  const later = await addRows(engine, 'users', [
    FACTS,
    ['professor', 'Active', '2030-01-01', null, null, 'External'],
  ]);
  const { userNo, flags, decision } = await engine.user('assistant');
  expect(flags).toContain('proxy');
  expect(decision).toBe('undecided');
  const [shown] = await engine.ask.users.relations({ userNo });
  expect(shown).toMatchObject({
    relation: 'proxy-for',
    user: { primary_identifier: 'professor' },
    line: { text: 'BAR-9', from: { fileName: 'user-proxies.xlsx', row: 2 } },
    own: null,
  });
  await engine.ask.imports.undo({ importId: later.importId });
  expect(await flagsOf(engine, 'assistant')).toEqual([]);
});

test('a guardian is shown with both lines; coming of age, leaving and a house of many end it', async () => {
  const engine = await planned('mother', 'tenant');
  await addRows(engine, 'users', [
    FACTS,
    ['child', 'Active', null, '2009-06-01', null, 'External'],
    ['toddler', 'Active', null, '2020-06-01', null, 'External'],
  ]);
  await addRows(engine, 'user-contacts', [
    CONTACTS,
    ['mother', 'm@x.org', 'No', '12 Main St.', 'Springfield', '62701-1234'],
    ['child', 'M@X.org', 'Yes', '12 main st', 'SPRINGFIELD', '62701'],
    ...Array.from({ length: MOST_AT_HOME }, (_, n) => [
      n === 0 ? 'tenant' : `t${n}`,
      null,
      null,
      '1 Home',
      'Reno',
      '1',
    ]),
    ['toddler', null, null, '1 Home', 'Reno', '1'],
  ]);
  expect(await flagsOf(engine, 'mother')).toEqual(['guardian']);
  // The others in the house are known from lines alone: nobody says that they are there.
  expect(await flagsOf(engine, 'tenant')).toEqual(['guardian']);
  const { userNo } = await engine.user('mother');
  const shown = await engine.ask.users.relations({ userNo });
  expect(shown).toMatchObject([
    {
      relation: 'cc',
      user: { primary_identifier: 'child' },
      line: { text: 'M@X.org', from: { row: 3 } },
      own: { text: 'm@x.org', from: { row: 2 } },
    },
    {
      relation: 'address',
      line: { text: '12 main st, SPRINGFIELD, 62701', from: { row: 3 } },
      own: { text: '12 Main St., Springfield, 62701-1234', from: { row: 2 } },
    },
  ]);
  const neighbours = Array.from({ length: MOST_AT_HOME - 1 }, (_, n) => [`t${n + 1}`, 'Active']);
  await addRows(engine, 'users', [
    [PID, 'Status', 'Account Type'],
    ...neighbours.map((row) => [...row, 'External']),
  ]);
  expect(await flagsOf(engine, 'tenant')).toEqual([]);
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({ ...settings, runDate: '2027-06-01' });
  expect(await flagsOf(engine, 'mother')).toEqual([]);
});

test('whoever is purged in the rehearsal needs nobody’s record any more', async () => {
  const engine = await planned('prof', 'child');
  await addRows(engine, 'users', [
    FACTS,
    ['prof', 'Active', null, null, null, 'External'],
    ['child', 'Active', null, '2015-01-01', null, 'External'],
    ['assistant', null, null, null, null, 'External'],
    ['father', null, null, null, 'f@x.org', 'External'],
  ]);
  await addRows(engine, 'user-proxies', [PROXIES, ['assistant', 'prof']]);
  await addRows(engine, 'user-contacts', [CONTACTS, ['child', 'f@x.org', 'Yes', null, null, null]]);
  expect(await flagsOf(engine, 'assistant')).toEqual(['proxy']);
  expect(await flagsOf(engine, 'father')).toEqual(['guardian']);
  await engine.purgeAsAlma();
  expect((await engine.user('prof')).deleted).toBe(true);
  expect(await flagsOf(engine, 'assistant')).toEqual([]);
  expect(await flagsOf(engine, 'father')).toEqual([]);
});

test('a workspace without such reports asks for nothing', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { userNo } = await engine.user('a');
  expect(await engine.ask.users.relations({ userNo })).toEqual([]);
});
