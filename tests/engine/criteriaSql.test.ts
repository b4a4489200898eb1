/**
 * Criteria as SQL, held against a plain reading of the same tree. A filter that lets one user more
 * or fewer through than it says decides about the wrong people.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { DATE_UNITS, datesWithin } from '#shared/domain/relativeDates.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { passesTest, TEXT_TESTS } from '#shared/domain/textTests.ts';
import { today } from '#shared/domain/timeZones.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const GROUPS = ['Graduate', 'Alumni', 'I-Share', 'Ünder_grad%'];
const NAMES = ["O'Brien", 'Müller', 'mueller', '100%', 'a_b', 'ab', '\\', 'ΣΊΣΥΦΟΣ', '=1+1'];

/** Words as somebody types them, in any order, parted by blanks or commas. */
function searchedFor(text: string): string[] {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  return words.length > 0 ? words : [text.trim()];
}

async function populated(): Promise<TestEngine> {
  const engine = await newEngine();
  const pick = <T>(list: readonly T[], n: number) => list[n % list.length]!;
  const candidates = Array.from({ length: 60 }, (_, n) => ({
    id: `${n % 3 === 0 ? '00' : 'u'}${n}`,
    group: n % 11 === 0 ? null : pick(GROUPS, n),
    last: n % 7 === 0 ? null : pick(NAMES, n),
    first: pick(NAMES, n + 4),
    role: pick(['No', 'Yes', null], n),
    purge: n % 5 === 0 ? null : `2026-10-${String(15 + (n % 12)).padStart(2, '0')}`,
    type: pick(['Public', 'Staff', 'Contact', null], n),
    loans: n % 4 === 0 ? null : n % 3,
    balance: n % 6 === 0 ? null : (n % 9) - 2,
  }));
  await engine.candidates(candidates);
  await engine.exclusions('u1', 'u2', '0', 'stranger');
  await engine.ask.settings.save({
    ...(await engine.ask.settings.get()),
    runDate: '2026-11-21',
    days: 30,
  });
  const users = [...(await engine.users()).values()].map((user) => user.userNo);
  for (const [n, decision] of (['excluded', 'approved'] as const).entries()) {
    const userNos = users.filter((userNo) => userNo % 4 === n);
    const selection = { criteria: { op: 'users' as const, userNos } };
    await engine.ask.review.decide({ selection, decision, reason: 'Other' });
  }
  return engine;
}

const text = fc.constantFrom(
  '',
  ' ',
  ',',
  'müller, 0',
  'ab  u, 1',
  'u',
  '0',
  '00',
  'MUE',
  'müL',
  'o\u0301',
  "'",
  '%',
  '_',
  '\\',
  'σίσυφος',
  'b',
  '=',
  'zz',
);
const date = fc.constantFrom('2026-10-15', '2026-10-20', '2026-10-21', '2026-10-26', '2030-01-01');
const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  fc.record({
    op: fc.constant('contains' as const),
    field: fc.constantFrom(
      'last_name' as const,
      'user_group' as const,
      'primary_identifier' as const,
    ),
    value: text,
  }),
  fc.record({ op: fc.constant('search' as const), value: text }),
  fc.record({
    op: fc.constant('oneOf' as const),
    field: fc.constant('user_group' as const),
    values: fc.array(fc.constantFrom(null, ...GROUPS), { maxLength: 3 }),
  }),
  fc.record({
    op: fc.constant('oneOf' as const),
    field: fc.constant('staff_role' as const),
    values: fc.array(fc.constantFrom(null, 'Yes', 'No'), { maxLength: 3 }),
  }),
  fc.record({
    op: fc.constant('oneOf' as const),
    field: fc.constant('record_type' as const),
    values: fc.array(fc.constantFrom(null, 'Public', 'Staff'), { maxLength: 2 }),
  }),
  fc.record(
    {
      op: fc.constant('dateBetween' as const),
      field: fc.constant('purge_date' as const),
      from: date,
      to: date,
    },
    { requiredKeys: ['op', 'field'] },
  ),
  fc.record(
    {
      op: fc.constant('numberBetween' as const),
      field: fc.constantFrom('balance' as const, 'loans' as const),
      from: fc.integer({ min: -300, max: 600 }),
      to: fc.integer({ min: -300, max: 600 }),
    },
    { requiredKeys: ['op', 'field'] },
  ),
  fc.record(
    {
      op: fc.constant('dateWithin' as const),
      field: fc.constant('purge_date' as const),
      unit: fc.constantFrom(...DATE_UNITS),
      from: fc.integer({ min: -60, max: 60 }),
      to: fc.integer({ min: -60, max: 60 }),
    },
    { requiredKeys: ['op', 'field', 'unit'] },
  ),
  fc.record({
    op: fc.constant('text' as const),
    field: fc.constantFrom(
      'last_name' as const,
      'primary_identifier' as const,
      'user_group' as const,
    ),
    is: fc.oneof(
      fc.record({ how: fc.constantFrom(...TEXT_TESTS), value: text }),
      fc.record({
        how: fc.constant('oneOf' as const),
        values: fc.array(fc.constantFrom(null, ...NAMES, ...GROUPS), { maxLength: 3 }),
      }),
    ),
  }),
  fc.record({
    op: fc.constant('oneOf' as const),
    field: fc.constantFrom('loans' as const, 'balance' as const),
    values: fc.array(fc.constantFrom(null, '0', '1', '-200', '200'), { maxLength: 3 }),
  }),
  fc.record({
    op: fc.constant('oneOf' as const),
    field: fc.constant('purge_date' as const),
    values: fc.array(fc.constantFrom(null, '2026-10-16', '2026-10-20'), { maxLength: 2 }),
  }),
  fc.record({
    op: fc.constant('blank' as const),
    field: fc.constantFrom(
      'last_name' as const,
      'purge_date' as const,
      'user_group' as const,
      'loans' as const,
    ),
  }),
  fc.record({
    op: fc.constant('hasFlag' as const),
    flags: fc.subarray([...REVIEW_FLAGS], { minLength: 1 }),
  }),
  fc.record({
    op: fc.constant('decision' as const),
    values: fc.subarray([...DECISIONS], { minLength: 1 }),
  }),
  fc.record({
    op: fc.constant('users' as const),
    userNos: fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 20 }),
  }),
  fc.record({
    op: fc.constant('membership' as const),
    value: fc.constantFrom('candidate' as const, 'deleted' as const, 'identifierOnly' as const),
  }),
  fc.record({ op: fc.constant('inSet' as const), setId: fc.constant(1) }),
);
const criteria = fc.letrec<{ tree: Criteria }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ op: fc.constant('all' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('any' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;

/** Fields that the criteria and orders drawn below ask about. */
const ASKED = [
  'primary_identifier',
  'last_name',
  'user_group',
  'staff_role',
  'purge_date',
  'record_type',
  'loans',
  'balance',
] as const;
type Asked = (typeof ASKED)[number];

const plain = (each: string) =>
  each
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    .toLowerCase();

/** The same question, asked of one user as a person would read it. */
function matches(user: UserRow, asked: Criteria, members: ReadonlySet<number>): boolean {
  const fieldOf = (field: string) => user[field as Asked];
  const includes = (value: unknown, part: string) =>
    plain(String(value)).includes(plain(part.trim()));
  switch (asked.op) {
    case 'all':
      return asked.of.every((each) => matches(user, each, members));
    case 'any':
      return asked.of.some((each) => matches(user, each, members));
    case 'not':
      return !matches(user, asked.of, members);
    case 'contains':
      return includes(fieldOf(asked.field) ?? '', asked.value);
    case 'text': {
      const value = fieldOf(asked.field) as string | null;
      if (asked.is.how === 'oneOf') return asked.is.values.includes(value);
      return value !== null && passesTest(plain(value), asked.is.how, plain(asked.is.value.trim()));
    }
    case 'dateWithin': {
      const { from, to } = datesWithin(asked, today(null));
      const value = fieldOf(asked.field) as string | null;
      return value !== null && !(from && value < from) && !(to && value > to);
    }
    case 'search':
      return searchedFor(asked.value).every((word) =>
        includes(
          [user.primary_identifier, user.first_name, user.last_name]
            .filter((each) => each !== null)
            .join(' '),
          word,
        ),
      );
    case 'oneOf': {
      const value = fieldOf(asked.field);
      return asked.values.includes(
        typeof value === 'boolean'
          ? value
            ? 'Yes'
            : 'No'
          : typeof value === 'number'
            ? String(value)
            : (value as string | null),
      );
    }
    case 'dateBetween':
    case 'numberBetween': {
      const value = fieldOf(asked.field);
      if (value === null) return false;
      return (
        !(asked.from !== undefined && value < asked.from) &&
        !(asked.to !== undefined && value > asked.to)
      );
    }
    case 'blank':
      return fieldOf(asked.field) === null;
    case 'hasFlag':
      return asked.flags.some((flag) => user.flags.includes(flag));
    case 'decision':
      return asked.values.includes(user.decision);
    case 'users':
      return asked.userNos.includes(user.userNo);
    case 'membership':
      return asked.value === 'deleted'
        ? user.deleted
        : asked.value === 'candidate'
          ? user.candidate
          : !user.candidate;
    case 'inSet':
      return members.has(user.userNo);
    default:
      throw new Error(asked.op);
  }
}

describe('criteria as SQL', () => {
  test('select exactly the users that a plain reading selects, on pages, in counts and in sets', async () => {
    const engine = await populated();
    const users = [...(await engine.users()).values()];
    expect(users).toHaveLength(62);
    const members = new Set(
      users
        .filter((user) => ['u1', 'u2', '0', 'stranger'].includes(user.primary_identifier))
        .map((user) => user.userNo),
    );
    await fc.assert(
      fc.asyncProperty(criteria, async (asked) => {
        const expected = users.filter((user) => matches(user, asked, members));
        const page = await engine.ask.users.page({
          criteria: asked,
          sort: [],
          offset: 0,
          limit: 1000,
        });
        expect(page.rows.map((row) => row.userNo)).toEqual(expected.map((user) => user.userNo));
        expect(await engine.ask.users.count({ criteria: asked })).toEqual({
          users: expected.length,
        });
      }),
      { numRuns: 250 },
    );
  });

  test('a filter and its opposite part the users: blank values fall out of neither', async () => {
    const engine = await populated();
    await fc.assert(
      fc.asyncProperty(criteria, async (asked) => {
        const { users } = await engine.ask.users.count({ criteria: asked });
        const { users: others } = await engine.ask.users.count({
          criteria: { op: 'not', of: asked },
        });
        expect(users + others).toBe(62);
      }),
      { numRuns: 100 },
    );
  });

  test('what is typed is never SQL, nor a pattern', async () => {
    const engine = await populated();
    for (const value of ["' OR 1=1 --", '"; DROP TABLE user; --', '%%', '__', '\\%']) {
      const { users } = await engine.ask.users.count({ criteria: { op: 'search', value } });
      expect([value, users]).toEqual([value, 0]);
    }
  });

  test('a set or a preview that is gone is said to be gone, not taken for everybody or nobody', async () => {
    const engine = await populated();
    for (const gone of [
      { op: 'inSet' as const, setId: 99 },
      { op: 'inPreview' as const, previewId: 'x', part: 'purged' },
    ]) {
      const asked: Criteria = { op: 'not', of: gone };
      expect(await refusal(engine.ask.users.count({ criteria: asked }))).toMatchObject({
        reason: 'criteria.gone',
      });
    }
  });
});

describe('pages', () => {
  test('of any sort hold every user once, blank values last', async () => {
    const engine = await populated();
    const all = (await engine.identifiers()).sort();
    for (const field of [
      'last_name',
      'user_group',
      'purge_date',
      'balance',
      'primary_identifier',
      'decision',
      'flags',
    ] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const rows: UserRow[] = [];
        for (let offset = 0; offset < 62; offset += 7) {
          const page = await engine.ask.users.page({
            criteria: { op: 'all', of: [] },
            sort: [{ field, direction }],
            offset,
            limit: 7,
          });
          expect(page.total).toBe(62);
          rows.push(...page.rows);
        }
        expect(rows.map((row) => row.primary_identifier).sort()).toEqual(all);
        if (!(ASKED as readonly string[]).includes(field)) continue;
        const values = rows.map((row) => row[field as Asked]);
        const blanks = values.filter((value) => value === null).length;
        expect(values.slice(values.length - blanks).every((value) => value === null)).toBe(true);
        if (field === 'balance' || field === 'purge_date') {
          const stated = values.filter((value) => value !== null);
          const sorted = [...stated].sort((a, b) => (a! < b! ? -1 : a! > b! ? 1 : 0));
          expect(stated).toEqual(direction === 'asc' ? sorted : sorted.reverse());
        }
      }
    }
  });

  test('are of the revision they say: a change shows at once', async () => {
    const engine = await populated();
    const asked = {
      criteria: { op: 'decision' as const, values: ['excluded' as const] },
      sort: [],
      offset: 0,
      limit: 10,
    };
    const before = await engine.ask.users.page(asked);
    await engine.ask.review.undo();
    await engine.ask.review.undo();
    const after = await engine.ask.users.page(asked);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.total).toBe(0);
  });

  test('choices count the users behind each value', async () => {
    const engine = await populated();
    const users = [...(await engine.users()).values()];
    const { values } = await engine.ask.users.values({
      column: { field: 'user_group' },
      criteria: { op: 'all', of: [] },
    });
    for (const { value, users: count } of values) {
      expect(count).toBe(users.filter((user) => user.user_group === value).length);
    }
    expect(values.reduce((sum, each) => sum + each.users, 0)).toBe(62);
  });
});
