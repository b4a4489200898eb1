/**
 * Files that were read and wait to be added: whatever changes meanwhile, what they are said to bring is
 * what they would bring now, and the commit does exactly that.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { compared, groupOf, type Rows, readRows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const HEAD = [PID, 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
const row = (id: string, { group = 'Alumni', expiry = '2020-05-31' } = {}) => [
  id,
  'Doe',
  group,
  expiry,
  '2021-05-31',
];

const read = (engine: TestEngine, ...rows: Rows) =>
  readRows(engine, [HEAD, ...rows], { kind: 'candidates' });
const commit = (engine: TestEngine, { importId }: ImportCheck) =>
  engine.ask.imports.commit({ importId });

describe('a file that waits', () => {
  test('is compared again when another is added or taken back, and after a job', async () => {
    const engine = await newEngine();
    const waiting = await read(engine, row('a'), row('b', { group: 'Staff' }));
    const { importId } = waiting;
    const numbers = async () => {
      const { diff } = await compared(engine, importId);
      return [diff!.new, diff!.changed, diff!.unchanged, diff!.returned, diff!.gone];
    };
    expect(await numbers()).toEqual([2, 0, 0, 0, 0]);
    const other = await read(engine, row('b'), row('c'));
    await engine.ask.imports.commit({ importId: other.importId });
    expect(await numbers()).toEqual([1, 1, 0, 1, 1]);
    await engine.ask.imports.undo({ importId: other.importId });
    expect(await numbers()).toEqual([2, 0, 0, 0, 0]);
    await compared(engine, other.importId);
    await engine.ask.imports.commit({ importId: other.importId });
    const { setId } = await engine.ask.sets.create({
      name: 's',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(setId, 'Staff');
    expect(await numbers()).toEqual([1, 0, 1, 0, 1]);
    await engine.purgeAsAlma({ userGroup: null, runDate: '2026-01-01' });
    expect(await numbers()).toEqual([1, 0, 1, 1, 0]);
  });

  test('and when the planned run moves, which tells what lies in the future', async () => {
    const engine = await newEngine();
    await commit(engine, await read(engine, row('a', { expiry: '2020-05-31' })));
    const { importId } = await read(engine, row('a', { expiry: '2025-05-31' }));
    expect((await compared(engine, importId)).diff?.returned).toBe(0);
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, runDate: '2024-01-01' });
    expect((await compared(engine, importId)).diff?.reasons).toEqual([
      { reason: 'expiry-in-future', users: 1 },
    ]);
  });

  test('is compared at the next opening when there was no time before', async () => {
    const engine = await newEngine();
    const { path } = engine;
    const { importId } = await readRows(
      engine,
      [
        [PID, 'Last Name'],
        ['a', 'Doe'],
      ],
      { kind: 'candidates' },
    );
    const other = await read(engine, row('a'));
    await engine.ask.imports.commit({ importId: other.importId });
    await engine.close();
    await engine.open(path);
    expect((await compared(engine, importId)).diff).toMatchObject({ new: 0, unchanged: 1 });
  });
});

type Told = string | number | null;
interface TableRow {
  readonly id: string;
  readonly name: Told;
  readonly group: Told;
  readonly expiry: Told;
  readonly loans: Told;
}

/** One row of a table: identifier and what it says; the second spelling of an identifier is the same user. */
const tableRow: fc.Arbitrary<TableRow> = fc.record({
  id: fc.constantFrom('a', 'A ', 'b', 'c', 'C', '7', '007', 'd', 'e'),
  name: fc.constantFrom('Doe', 'Roe', null),
  group: fc.constantFrom('Alumni', 'alumni ', 'Staff', null),
  expiry: fc.constantFrom('2020-05-31', '2030-05-31', null),
  loans: fc.constantFrom(0, 1, 2, null),
});
const table = fc.array(tableRow, { minLength: 1, maxLength: 12 });

/** What a table says of each user, worked out in another way than the engine does. */
function entriesOf(rows: readonly TableRow[]) {
  const keyOf = ({ id }: TableRow) => String(id).trim().toLowerCase();
  const first = (values: Told[]) => values.find((each) => each !== null) ?? null;
  return new Map(
    [...new Set(rows.map(keyOf))].map((key) => {
      const own = rows.filter((each) => keyOf(each) === key);
      const told = <K extends keyof TableRow>(name: K) => own.map((each) => each[name]);
      const stated = (values: Told[]) => values.filter((each) => each !== null).sort();
      return [
        key,
        {
          last_name: first(told('name')),
          user_group: first(told('group')),
          expiry_date: stated(told('expiry')).at(-1) ?? null,
          loans: stated(told('loans')).at(-1) ?? null,
        },
      ] as const;
    }),
  );
}

const sameGroup = (a: unknown, b: unknown) =>
  String(a ?? '')
    .trim()
    .toLowerCase() ===
  String(b ?? '')
    .trim()
    .toLowerCase();

describe('any two tables', () => {
  const rowsOf = (rows: readonly TableRow[]): Rows => [
    [PID, 'Last Name', 'User Group', 'Expiry Date', 'Loans', 'Purge Date'],
    ...rows.map(({ id, name, group, expiry, loans }) => [
      id,
      name,
      group,
      expiry,
      loans,
      '2020-01-31',
    ]),
  ];

  async function expectReplica(engine: TestEngine, entries: ReturnType<typeof entriesOf>) {
    const users = await engine.users(CANDIDATES);
    const byKey = new Map([...users].map(([id, user]) => [id.trim().toLowerCase(), user]));
    expect([...byKey.keys()].sort()).toEqual([...entries.keys()].sort());
    for (const [key, { user_group: group, ...entry }] of entries) {
      const user = byKey.get(key)!;
      expect(user).toMatchObject(entry);
      expect(sameGroup(user.user_group, group)).toBe(true);
    }
  }

  test('add up as they are told, part by part, and become the replica', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, async (one, two) => {
        const engine = await newEngine();
        try {
          const [before, after] = [entriesOf(one), entriesOf(two)];
          const first = await readRows(engine, rowsOf(one), { kind: 'candidates' });
          expect(first.diff).toMatchObject({ new: before.size, changed: 0, unchanged: 0, gone: 0 });
          expect(await groupOf(engine, first.importId, { of: 'new' })).toHaveLength(before.size);
          await commit(engine, first);
          await expectReplica(engine, before);
          const check = await readRows(engine, rowsOf(two), { kind: 'candidates' });
          const { importId, identifiers, diff } = check;
          const seen = [...after.keys()].filter((key) => before.has(key));
          const differ = seen.filter((key) => {
            const [a, b] = [before.get(key)!, after.get(key)!];
            return (
              a.last_name !== b.last_name ||
              a.expiry_date !== b.expiry_date ||
              a.loans !== b.loans ||
              !sameGroup(a.user_group, b.user_group)
            );
          });
          expect(identifiers).toBe(after.size);
          expect(diff).toMatchObject({
            new: after.size - seen.length,
            changed: differ.length,
            unchanged: seen.length - differ.length,
            gone: before.size - seen.length,
          });
          const changed = await groupOf(engine, importId, { of: 'changed', field: null });
          expect(changed.map(([id]) => String(id).trim().toLowerCase()).sort()).toEqual(
            differ.sort(),
          );
          for (const { field, users } of diff!.fields)
            expect(await groupOf(engine, importId, { of: 'changed', field })).toHaveLength(users);
          for (const { reason, users } of diff!.reasons)
            expect(await groupOf(engine, importId, { of: 'returned', reason })).toHaveLength(users);
          expect(await groupOf(engine, importId, { of: 'gone' })).toHaveLength(diff!.gone);
          expect(await groupOf(engine, importId, { of: 'new' })).toHaveLength(diff!.new);
          await engine.ask.imports.commit({ importId, mode: 'replace' });
          await expectReplica(engine, after);
          expect((await engine.ask.imports.check({ importId })).diff).toEqual(diff);
        } finally {
          await engine.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
