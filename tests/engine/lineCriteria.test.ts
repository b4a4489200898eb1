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
import { CANDIDATES, type LineLeaf, type LineTest } from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { passesTest, TEXT_TESTS } from '#shared/domain/textTests.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readRows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const BLOCKS = [PID, 'Block Description', 'Block Status', 'Block Note', 'Block Expiry Date'];
const USERS = Array.from({ length: 24 }, (_, n) => `u${n}`);
const DESCRIPTIONS = ['Lost card', 'Überfällig', 'lost', 'Banned', null];
const STATUSES = ['Active', 'ACTIVE', 'Inactive', null];
const NOTES = ['do not purge: litigation', 'Litigation\nsecond line', 'litig', 'LITIGATION ', null];
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
    const wanted = foldForSearch(is.value.trim());
    return passesTest(foldForSearch(written.replaceAll('\n', ' ')), is.how, wanted);
  });
}

describe('criteria about lines', () => {
  test('mean whom a plain reading of the lines that stand means', async () => {
    const engine = await populated();
    const day = today((await engine.ask.settings.get()).institution.timeZone ?? 'UTC');
    const known: { userNo: number; lines: readonly Line[] }[] = [];
    for (const each of USERS) {
      const { userNo } = await engine.user(each);
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
