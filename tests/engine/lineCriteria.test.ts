/**
 * Filters on details, held against a plain reading of each user’s lines. A filter that misses a block lets a user go
 * whom it was to keep; one that reads lines that no longer stand keeps those who could go.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import { isInForce } from '#shared/details/inForce.ts';
import {
  CANDIDATES,
  type Criteria,
  EVERYBODY,
  type LineLeaf,
  type LineTest,
} from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { passesTest, TEXT_TESTS } from '#shared/domain/textTests.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { LineUpdate } from '#shared/jobKinds/updateFields.ts';
import type { TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readRows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const BLOCKS = [PID, 'Block Description', 'Block Status', 'Block Note', 'Block Expiry Date'];
const USERS = Array.from({ length: 24 }, (_, n) => `u${n}`);
const DESCRIPTIONS = ['Lost card', 'Überfällig', 'lost', 'Banned', null];
const STATUSES = ['Active', 'ACTIVE', 'Inactive', null];
const NOTES = [
  '1234',
  'do not purge: litigation',
  'Litigation\nsecond line',
  'litig',
  'LITIGATION ',
  null,
];
const EXPIRIES = ['2000-01-01', '2099-01-01', null];
const pick = <T>(list: readonly T[], n: number) => list[n % list.length]!;

function blocks(users: readonly string[], from: number): Rows {
  return [
    BLOCKS,
    ...users.flatMap((user, u) =>
      Array.from({ length: (u + from) % 4 }, (_, n) => [
        user,
        pick(DESCRIPTIONS, u + n + from),
        pick(STATUSES, u * 3 + n),
        pick(NOTES, u + 2 * n + from),
        pick(EXPIRIES, u + n),
      ]),
    ),
  ];
}

/** Two reports of which the newer names some users only. */
async function populated(): Promise<TestEngine> {
  const engine = await withCandidates(...USERS);
  for (const [rows, day] of [
    [blocks(USERS, 1), '2026-01-01'],
    [blocks(USERS.slice(0, 9), 2), '2026-03-01'],
  ] as const) {
    const { importId } = await readRows(engine, rows, { kind: 'user-blocks' }, `${day}.xlsx`);
    await engine.ask.imports.setDataDate({ importId, dataDate: day });
    await engine.ask.imports.commit({ importId });
  }
  return engine;
}

/** The same, with blocks that jobs gave and switched off, and a report behind them that has some of it. */
async function changedByJobs(): Promise<TestEngine> {
  const engine = await populated();
  await readRowsOf(engine, ['stranger']);
  const update = async (criteria: Criteria, ...lines: LineUpdate[]) => {
    const name = `Set of ${lines.map(({ field, value }) => `${field} ${value}`).join()}`;
    const origin = { from: 'review', users: 'all' } as const;
    const { setId } = await engine.ask.sets.create({ name, criteria, origin });
    const parameters = { setId, userGroup: null, condition: 'Unconditionally', lines };
    await engine.run({ kind: 'update-notify-users', name, parameters });
  };
  const line = (field: LineUpdate['field'], value: string) => ({ field, value, scope: null });
  await update(EVERYBODY, line('disable_block', 'LOST CARD'));
  await update({ op: 'search', value: 'u1' }, line('add_block', 'Banned'));
  await update(EVERYBODY, line('disable_block', 'lost'));
  await update({ op: 'search', value: 'u1' }, line('add_block', 'Uberfallig'));
  await update({ op: 'search', value: 'u2' }, line('disable_block', 'banned'));
  await update({ op: 'search', value: 'stranger' }, line('add_block', 'Lost card'));
  const { importId } = await readRows(
    engine,
    blocks(USERS.slice(5, 14), 3),
    { kind: 'user-blocks' },
    'After.xlsx',
  );
  await engine.ask.imports.setDataDate({ importId, dataDate: '2026-06-01' });
  await engine.ask.imports.commit({ importId });
  return engine;
}

/** Lines as files tell them, and as jobs have left them. */
const WAYS = [
  ['as files tell them', populated],
  ['as jobs have left them', changedByJobs],
] as const;

/** Candidates whom no report of lines names. */
const readRowsOf = (engine: TestEngine, users: readonly string[]) =>
  addRows(engine, 'candidates', [
    [PID, 'Purge Date'],
    ...users.map((user) => [user, '2020-01-01']),
  ]);

const text = fc.constantFrom(
  '',
  'lost',
  'LOST card',
  'uber',
  'litigation',
  'n',
  'second line',
  'zz',
);
const lineTest: fc.Arbitrary<LineTest> = fc.oneof(
  fc.record({ how: fc.constantFrom(...TEXT_TESTS), value: text }),
  fc.record({
    how: fc.constant('oneOf' as const),
    values: fc.array(fc.constantFrom(null, 'Active', 'Inactive', 'lost', 'Banned', '2000-01-01'), {
      maxLength: 3,
    }),
  }),
  fc.record(
    {
      how: fc.constant('between' as const),
      from: fc.constantFrom('1999-12-31', '2000-01-01', '2030-01-01'),
      to: fc.constantFrom('2000-01-01', '2098-01-01', '2099-01-01'),
    },
    { requiredKeys: ['how'] },
  ),
  fc.record(
    {
      how: fc.constant('numbers' as const),
      from: fc.constantFrom(0, 500, 1234),
      to: fc.constantFrom(-1, 500, 2000),
    },
    { requiredKeys: ['how'] },
  ),
  fc.record({
    how: fc.constant('within' as const),
    unit: fc.constant('year' as const),
    from: fc.integer({ min: -40, max: 0 }),
    to: fc.integer({ min: 0, max: 90 }),
  }),
);
const leaf: fc.Arbitrary<LineLeaf> = fc.record(
  {
    op: fc.constant('line' as const),
    kind: fc.constant('blocks' as const),
    inForce: fc.boolean(),
    where: fc.array(
      fc.record({
        field: fc.constantFrom<DetailFieldName>(
          'block_description',
          'block_status',
          'block_note',
          'block_expiry',
          'block_type',
        ),
        is: lineTest,
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['op', 'kind', 'where'] },
);

type Line = KindDetails['lines'][number];

function plainly({ inForce, where }: LineLeaf, { values }: Line, day: string): boolean {
  const names = detailFieldNames('blocks');
  const cellOf = (field: string) => values[names.indexOf(field as DetailFieldName)] ?? null;
  if (inForce === true && !isInForce('blocks', cellOf, day)) return false;
  return where.every(({ field, is }) => {
    const value = cellOf(field);
    const written = value === null ? null : String(value);
    if (is.how === 'oneOf') return is.values.includes(written);
    if (written === null) return false;
    if (is.how === 'between' || is.how === 'within') return passesDayTest(written, is, day);
    if (is.how === 'numbers') {
      const number = /^-?\d+$/.test(written) ? Number(written) : Number.NaN;
      const { from = -1e9, to = 1e9 } = is;
      return number >= from && number <= to;
    }
    const wanted = foldForSearch(is.value.trim());
    return passesTest(foldForSearch(written.replaceAll('\n', ' ')), is.how, wanted);
  });
}

describe('criteria about lines', () => {
  test.each(WAYS)(
    'mean whom a plain reading of the lines that stand means, %s',
    async (_, made) => {
      const engine = await made();
      const day = today((await engine.ask.settings.get()).institution.timeZone ?? 'UTC');
      const known: { userNo: number; lines: readonly Line[] }[] = [];
      for (const { userNo } of (await engine.users()).values()) {
        const { kinds } = await engine.ask.users.details({ userNo });
        known.push({ userNo, lines: kinds.find(({ kind }) => kind === 'blocks')!.lines });
      }
      expect(known.flatMap(({ lines }) => lines).length).toBeGreaterThan(30);
      let some = 0;
      await fc.assert(
        fc.asyncProperty(leaf, async (criteria) => {
          const expected = known.filter(({ lines }) =>
            lines.some((line) => plainly(criteria, line, day)),
          );
          const page = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 100 });
          expect(page.rows.map(({ userNo }) => userNo).sort((a, b) => a - b)).toEqual(
            expected.map(({ userNo }) => userNo).sort((a, b) => a - b),
          );
          if (expected.length > 0 && expected.length < known.length) some++;
        }),
        { numRuns: 300 },
      );
      expect(some).toBeGreaterThan(50);
    },
  );

  test.each(WAYS)(
    'are counted in a column that sorts and knows none from unknown, %s',
    async (_, made) => {
      const engine = await made();
      await readRowsOf(engine, ['stranger', 'another']);
      const day = today((await engine.ask.settings.get()).institution.timeZone ?? 'UTC');
      const names = detailFieldNames('blocks');
      const plain = new Map<number, number | null>();
      for (const [id, { userNo }] of await engine.users()) {
        const { kinds } = await engine.ask.users.details({ userNo });
        const { source, lines } = kinds.find(({ kind }) => kind === 'blocks')!;
        const inForce = lines.filter(({ values }) =>
          isInForce(
            'blocks',
            (field) => values[names.indexOf(field as DetailFieldName)] ?? null,
            day,
          ),
        );
        plain.set(userNo, source || lines.length > 0 ? inForce.length : null);
        if (id === 'another') expect(source).toBeNull();
      }
      const counted = async (criteria: Criteria, direction: 'asc' | 'desc' = 'asc') => {
        const sort = [{ lines: 'blocks' as const, direction }];
        const asked = { criteria, sort, offset: 0, limit: 100 };
        const { rows } = await engine.ask.users.page({ ...asked, lines: ['blocks', 'notes'] });
        expect(rows.every(({ lines }) => lines.notes === null)).toBe(true);
        expect((await engine.ask.users.page(asked)).rows[0]!.lines).toEqual({});
        return rows.map(({ userNo, lines }) => [userNo, lines.blocks] as const);
      };
      const ascending = await counted(EVERYBODY);
      expect(new Map(ascending)).toEqual(plain);
      const order = (lines: readonly (number | null)[], sign: number) =>
        lines.toSorted((a, b) =>
          a === null || b === null ? Number(a === null) - Number(b === null) : sign * (a - b),
        );
      const counts = [...plain.values()];
      expect(new Set(counts).size).toBeGreaterThan(3);
      expect(ascending.map(([, lines]) => lines)).toEqual(order(counts, 1));
      expect((await counted(EVERYBODY, 'desc')).map(([, lines]) => lines)).toEqual(
        order(counts, -1),
      );
      const told: Criteria = { op: 'linesTold', kind: 'blocks' };
      const has: Criteria = { op: 'line', kind: 'blocks', inForce: true, where: [] };
      const none: Criteria = { op: 'all', of: [told, { op: 'not', of: has }] };
      const found = async (criteria: Criteria) =>
        new Set((await counted(criteria)).map(([, lines]) => lines));
      expect(await found(none)).toEqual(new Set([0]));
      expect(await found({ op: 'not', of: told })).toEqual(new Set([null]));
      expect((await found(has)).has(0)).toBe(false);
    },
  );

  test('of a report that covers everybody, whom it doesn’t name have none', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'user-blocks', [BLOCKS, ['a', 'Lost card', 'Active', null, null]]);
    const counted = async () => {
      const asked = {
        criteria: EVERYBODY,
        sort: [],
        offset: 0,
        limit: 9,
        lines: ['blocks' as const],
      };
      return (await engine.ask.users.page(asked)).rows.map(({ lines }) => lines.blocks);
    };
    expect(await counted()).toEqual([1, null]);
    const covering = [BLOCKS, ['b', 'Banned', 'Active', null, null]];
    const { importId } = await addRows(engine, 'user-blocks', covering, { absent: 'none' });
    expect(await counted()).toEqual([0, 1]);
    await engine.ask.imports.undo({ importId });
    expect(await counted()).toEqual([1, null]);
  });

  test('what stands in a field is offered, the most frequent first, of whom is listed alone', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addRows(engine, 'user-blocks', [
      BLOCKS,
      ['a', 'Lost card', 'Active', null, null],
      ['a', 'Überfällig', 'Active', null, null],
      ['b', 'Lost card', 'Active', null, null],
      ['c', 'Banned', 'Active', null, null],
    ]);
    const valuesOf = async (criteria: Criteria, search = '', limit = 100) =>
      engine.ask.users.lineValues({ field: 'block_description', criteria, search, limit });
    expect(await valuesOf(EVERYBODY)).toEqual({
      values: ['Lost card', 'Banned', 'Überfällig'],
      distinct: 3,
    });
    expect(await valuesOf(EVERYBODY, ' UBER ')).toEqual({ values: ['Überfällig'], distinct: 1 });
    expect(await valuesOf(EVERYBODY, '', 1)).toEqual({ values: ['Lost card'], distinct: 3 });
    const { userNo } = await engine.user('c');
    expect((await valuesOf({ op: 'users', userNos: [userNo] })).values).toEqual(['Banned']);
    expect(await engine.ask.users.toldLines()).toEqual([
      {
        kind: 'blocks',
        fields: ['block_description', 'block_status', 'block_note', 'block_expiry'],
      },
    ]);
  });

  test('ask amounts in minor units', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'fines-fees', [
      [PID, 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
      ['a', 'Lost item', 'Active', '5.00'],
      ['a', 'Lost item', 'Active', '5.01'],
      ['b', 'Overdue', 'Active', '4.99'],
    ]);
    const owing = async (from: number) => {
      const is = { how: 'numbers' as const, from };
      const where = [{ field: 'fee_amount' as const, is }];
      return (await engine.ask.users.count({ criteria: { op: 'line', kind: 'fees', where } }))
        .users;
    };
    expect([await owing(499), await owing(500), await owing(501), await owing(502)]).toEqual([
      2, 1, 1, 0,
    ]);
  });

  test('a file that is taken back is asked no more, and one that is added again is', async () => {
    const engine = await withCandidates('a', 'b');
    const criteria: LineLeaf = {
      op: 'line',
      kind: 'blocks',
      inForce: true,
      where: [{ field: 'block_note', is: { how: 'contains', value: 'LITIG' } }],
    };
    const count = async () => (await engine.ask.users.count({ criteria })).users;
    expect(await count()).toBe(0);
    const { importId } = await addRows(engine, 'user-blocks', [
      BLOCKS,
      ['a', 'Banned', 'Active', 'litigation', null],
      ['b', 'Banned', 'Inactive', 'litigation', null],
    ]);
    expect(await count()).toBe(1);
    await engine.ask.imports.undo({ importId });
    expect(await count()).toBe(0);
    expect(engine.count('line_piece')).toBe(0);
    await engine.ask.imports.commit({ importId });
    expect(await count()).toBe(1);
  });

  test('rows that are counted can be asked as lines, too', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'fines-fees', [
      [PID, 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
      ['a', 'Lost item', 'Active', '5.00'],
      ['b', 'Overdue', 'Active', '5.00'],
    ]);
    const criteria: LineLeaf = {
      op: 'line',
      kind: 'fees',
      where: [{ field: 'fee_type', is: { how: 'begins', value: 'lost' } }],
    };
    expect((await engine.ask.users.count({ criteria })).users).toBe(1);
    const both = { op: 'all' as const, of: [CANDIDATES, { op: 'not' as const, of: criteria }] };
    expect((await engine.ask.users.count({ criteria: both })).users).toBe(1);
  });
});

test('lines of files that an earlier version added can be asked after opening', async () => {
  const engine = await withCandidates('a', 'b');
  await addRows(engine, 'fines-fees', [
    [PID, 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
    ['a', 'Lost item', 'Active', '5.00'],
  ]);
  const criteria: LineLeaf = { op: 'line', kind: 'fees', where: [] };
  const path = join(engine.folder, 'Library.purgedesk');
  await engine.ask.workspace.close();
  const { db, close } = openWritable(path);
  run(db, 'DELETE FROM line_piece');
  run(db, `DELETE FROM checksum WHERE table_name = 'line_piece'`);
  close();
  await engine.open(path);
  expect((await engine.ask.users.count({ criteria })).users).toBe(1);
});
