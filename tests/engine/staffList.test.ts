/**
 * A list of staff for reports without a role column: whom it names is staff, all others of whom no report tells
 * a role are not. A list that says more than it may would let staff be approved with everybody else.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import {
  addRows,
  compared,
  decide,
  type Rows,
  readRows,
  replicaOf,
} from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';
import type { Cell } from '../support/workbookFile.ts';

const PLAIN = ['Primary Identifier', 'Purge Date', 'Last Name'];
const WITH_ROLE = [...PLAIN, 'Has Staff Role'];

const plain = (...ids: Cell[]): Rows => [PLAIN, ...ids.map((id) => [id, '2020-05-31', 'Doe'])];
const withRole = (...users: [Cell, string | null][]): Rows => [
  WITH_ROLE,
  ...users.map(([id, role]) => [id, '2020-05-31', 'Doe', role]),
];
const staffOf = (...ids: Cell[]): Rows => [['Primary ID'], ...ids.map((id) => [id])];

async function roles(engine: TestEngine): Promise<Record<string, boolean | null>> {
  const users = await engine.users({ op: 'membership', value: 'candidate' });
  return Object.fromEntries([...users].map(([id, user]) => [id, user.staff_role]));
}

describe('a list of staff', () => {
  test('names those with a role; all others of whom none is told have none, and can be approved together', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('a', 'b', 'c'));
    const all = { criteria: { op: 'membership', value: 'candidate' } } as const;
    const approve = { selection: all, decision: 'approved', reason: null } as const;
    expect(await engine.ask.review.decide(approve)).toMatchObject({ changed: 0, staffLocked: 3 });
    const check = await readRows(engine, staffOf('B ', 'elsewhere'), { kind: 'staff' });
    expect(check.notices.find(({ code }) => code === 'others-without-role')?.count).toBe(2);
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await roles(engine)).toEqual({ a: false, b: true, c: false });
    expect((await engine.user('b')).flags).toContain('staff-role');
    expect((await engine.user('a')).flags).not.toContain('unknown-role');
    expect(await engine.ask.review.decide(approve)).toMatchObject({ changed: 2, staffLocked: 1 });
    expect(await engine.ask.sets.list()).toHaveLength(0);
    expect(await engine.ask.imports.staffLists()).toMatchObject([
      { fileName: 'Report.xlsx', addedBy: 'Tester' },
    ]);
  });

  test('leaves unknown whom it may mean by another spelling', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('00123', 'o’neil', 'jdoe', 'other'));
    await addRows(engine, 'staff', staffOf(123, "o'neil", '‘jdoe’'));
    expect(await roles(engine)).toEqual({
      '00123': null,
      'o’neil': null,
      jdoe: null,
      other: false,
    });
  });

  test('speaks for users who come later without a role column, and a report with one wins', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('a'));
    await addRows(engine, 'staff', staffOf('late', 'told', 77));
    await addRows(engine, 'candidates', plain('late', 'new', '0077'));
    expect(await roles(engine)).toEqual({ a: false, late: true, new: false, '0077': null });
    expect((await engine.user('new')).flags).not.toContain('unknown-role');
    await addRows(
      engine,
      'candidates',
      withRole(['told', 'No'], ['blank', null], ['a', 'Yes'], ['new', null]),
    );
    // A blank cell of a role column is unknown, not No, whatever an older list says.
    expect(await roles(engine)).toMatchObject({ told: false, blank: null, a: true, new: null });
  });

  describe('means users by any other identifier, too', () => {
    const identifiers = (...rows: (readonly [string, string])[]): Rows => [
      ['Primary Identifier', 'Identifier Type', 'Identifier Value'],
      ...rows.map(([id, value]) => [id, 'Barcode', value]),
    ];
    const files: Readonly<Record<string, (engine: TestEngine) => Promise<unknown>>> = {
      candidates: (engine) => addRows(engine, 'candidates', plain('a', 'b', 'c', 'd')),
      list: (engine) => addRows(engine, 'staff', staffOf('0021', '77', 'D@Example.org')),
      identifiers: (engine) =>
        addRows(engine, 'user-identifiers', identifiers(['a', '0021'], ['b', '77'], ['c', '77'])),
      contacts: (engine) =>
        addRows(engine, 'users', [
          ['Primary Identifier', 'Last Name', 'Job Category', 'Email'],
          ['d', 'Doe', 'Clerk', 'd@example.org'],
        ]),
    };
    const orders = [
      ['candidates', 'list', 'identifiers', 'contacts'],
      ['candidates', 'identifiers', 'contacts', 'list'],
      ['identifiers', 'list', 'contacts', 'candidates'],
      ['list', 'candidates', 'contacts', 'identifiers'],
    ];

    test.each(orders.map((order) => ({ order })))(
      'in whatever order the files come: $order',
      async ({ order }) => {
        const engine = await newEngine();
        for (const each of order) await files[each]!(engine);
        // Who shares an identifier may be the one who is meant.
        expect(await roles(engine)).toEqual({ a: true, b: null, c: null, d: true });
      },
    );

    test('its check tells by which type, whom it leaves out, and which decisions end', async () => {
      const engine = await newEngine();
      await addRows(engine, 'candidates', plain('a', 'b', 'c', 'd', 'e'));
      await files.identifiers!(engine);
      await addRows(engine, 'candidates', withRole(['a', 'No']));
      await decide(engine, 'a', 'approved');
      const { importId, notices, decisionsEnd } = await readRows(engine, staffOf('0021', '77'), {
        kind: 'staff',
      });
      const told = (code: string) => notices.find((notice) => notice.code === code);
      expect(told('other-identifier')).toMatchObject({
        count: 1,
        values: { types: [{ type: 'Barcode', lines: 1 }] },
      });
      expect(told('shared-identifier')).toMatchObject({ count: 1 });
      expect(told('others-without-role')?.count).toBe(2);
      expect(decisionsEnd).toEqual({ purged: 0, approved: 1 });
      const { decisionsEnded } = await engine.ask.imports.commit({ importId });
      expect(decisionsEnded).toBe(1);
      expect(await roles(engine)).toEqual({ a: true, b: null, c: null, d: false, e: false });
      const lines = async (id: string) =>
        engine.ask.users.listLines({ userNo: (await engine.user(id)).userNo });
      expect(await lines('a')).toMatchObject([{ kind: 'staff', text: '0021', type: 'Barcode' }]);
      expect(await lines('b')).toMatchObject([
        { kind: 'staff', text: '77', sharedWith: [{ primaryIdentifier: 'c' }] },
      ]);
    });

    test('a report of roles that came later wins; taken back, everything is as before', async () => {
      const engine = await newEngine();
      await files.candidates!(engine);
      await files.list!(engine);
      await addRows(engine, 'candidates', withRole(['a', 'No']));
      const before = replicaOf(engine);
      const { importId } = (await files.identifiers!(engine)) as { importId: number };
      expect(await roles(engine)).toMatchObject({ a: false, b: null, c: null });
      await engine.ask.imports.undo({ importId });
      expect(replicaOf(engine)).toEqual(before);
    });

    test('whoever has a role by it keeps it when the identifier is another’s', async () => {
      const engine = await newEngine();
      await files.candidates!(engine);
      await files.list!(engine);
      await addRows(engine, 'user-identifiers', identifiers(['a', '0021']));
      await addRows(engine, 'user-identifiers', identifiers(['a', '1'], ['d', '0021']));
      expect(await roles(engine)).toMatchObject({ a: true, d: true });
    });

    test('means whom a report says that stands since another is of an older day', async () => {
      const engine = await newEngine();
      await files.candidates!(engine);
      await addRows(engine, 'user-identifiers', identifiers(['a', '0021']));
      const { importId } = await addRows(engine, 'user-identifiers', identifiers(['a', '1']));
      await files.list!(engine);
      expect(await roles(engine)).toMatchObject({ a: false });
      await engine.ask.imports.setDataDate({ importId, dataDate: '2020-01-01' });
      expect(await roles(engine)).toMatchObject({ a: true });
      await engine.ask.imports.undo({ importId });
      expect(await roles(engine)).toMatchObject({ a: null });
    });
  });

  test('takes approved users who turn out to be staff out of approval, and says so before', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', withRole(['a', 'No'], ['b', 'No']));
    await decide(engine, 'a', 'approved');
    await decide(engine, 'b', 'approved');
    const check = await readRows(engine, staffOf('a'), { kind: 'staff' });
    expect(check.decisionsEnd).toEqual({ purged: 0, approved: 1 });
    const { decisionsEnded } = await engine.ask.imports.commit({ importId: check.importId });
    expect(decisionsEnded).toBe(1);
    expect((await engine.user('a')).decision).toBe('undecided');
    expect((await engine.user('b')).decision).toBe('approved');
  });

  test('is taken back with everything that it told', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', withRole(['a', 'No'], ['b', null], ['c', 'Yes']));
    await addRows(engine, 'exclusions', staffOf('x'));
    const before = replicaOf(engine);
    const { importId } = await addRows(engine, 'staff', staffOf('a', 'x', 'y'));
    await addRows(engine, 'candidates', plain('later', 'b'));
    await engine.ask.imports.undo({ importId });
    expect(replicaOf(engine)).toEqual(before);
    expect(await engine.ask.imports.staffLists()).toEqual([]);
  });

  test('is refused when a row can’t be used, when it names nobody, and as a list that was added otherwise', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('a'));
    const commit = async (rows: Rows) => {
      const { importId } = await readRows(engine, rows, { kind: 'staff' });
      return refusal(engine.ask.imports.commit({ importId }));
    };
    expect(await commit(staffOf('a', '1.23457E+12'))).toMatchObject({
      reason: 'import.staffErrors',
      message: expect.stringContaining('1 row of this list of staff'),
    });
    expect(
      await commit([
        ['Primary ID', 'Name'],
        [null, 'Doe'],
      ]),
    ).toMatchObject({
      reason: 'import.staffEmpty',
    });
    const { importId } = await engine.exclusions('a');
    expect(
      await refusal(engine.ask.imports.setListKind({ importId, kind: 'staff' })),
    ).toMatchObject({ reason: 'import.staffAdded' });
    expect((await engine.user('a')).staff_role).toBeNull();
  });

  test('is never suggested or remembered by a name: it speaks of everybody else', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('a'));
    const check = await readRows(engine, staffOf('a'), {}, 'Library staff.xlsx');
    expect(check.list?.purpose).toBe('open');
    await engine.ask.imports.setListKind({ importId: check.importId, kind: 'staff' });
    expect((await compared(engine, check.importId)).kind).toBe('staff');
    await engine.ask.imports.commit({ importId: check.importId });
    const next = await readRows(engine, staffOf('a'), {}, 'Library staff 2027.xlsx');
    expect(next).toMatchObject({ kind: 'exclusions', list: { purpose: 'open' } });
  });

  test('stands in the report of a job, with time and name', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', plain('a', 'b'));
    await addRows(engine, 'staff', staffOf('b'));
    await decide(engine, 'a', 'approved');
    const { userNo } = await engine.user('a');
    const set = await engine.ask.sets.create({
      name: 'Go',
      criteria: { op: 'users', userNos: [userNo] },
      origin: { from: 'review', users: 'all' },
    });
    const report = await engine.move(set.setId);
    expect(report.review?.staffLists).toMatchObject([
      { fileName: 'staff.xlsx', addedBy: 'Tester', addedAt: expect.any(Number) },
    ]);
    const path = join(engine.folder, 'Report of the job.xlsx');
    await engine.exportReport(report.jobId, path);
    const book = await readReportBook(path);
    const label = 'Staff roles by a list';
    expect(book.fact('Review at submission', label)).toBe('staff.xlsx');
    expect(book.note('Review at submission', label)).toBe(
      'Added by Tester; all others whose role no report gives count as having no staff role.',
    );
    const source = book.rows('Where the data came from').find(({ File }) => File === 'staff.xlsx');
    expect(source).toMatchObject({ By: 'Tester', Added: expect.any(Date) });
  });
});

test('whatever comes in whatever order, nobody on a list is “without a role” unless a report says No', async () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('plain' as const), ids: fc.uniqueArray(id, { minLength: 1 }) }),
    fc.record({ kind: fc.constant('staff' as const), ids: fc.uniqueArray(id, { minLength: 1 }) }),
    fc.record({
      kind: fc.constant('role' as const),
      ids: fc.uniqueArray(id, { minLength: 1 }),
      role: fc.constantFrom('Yes', 'No', null),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const engine = await newEngine();
      const named = new Set<string>();
      const told = new Map<string, boolean | null>();
      for (const each of steps) {
        if (each.kind === 'plain') await addRows(engine, 'candidates', plain(...each.ids));
        else if (each.kind === 'staff') {
          await addRows(engine, 'staff', staffOf(...each.ids));
          for (const one of each.ids) {
            named.add(one);
            told.delete(one);
          }
          // Whoever was unknown until now is on some list, an older one among them, or without a role.
          for (const [one, role] of told)
            if (role === null && !named.has(one)) told.set(one, false);
        } else {
          await addRows(
            engine,
            'candidates',
            withRole(...each.ids.map((one): [string, string | null] => [one, each.role])),
          );
          for (const one of each.ids)
            told.set(one, each.role === null ? null : each.role === 'Yes');
        }
        for (const [one, role] of Object.entries(await roles(engine))) {
          const expected = told.has(one)
            ? told.get(one)
            : named.has(one)
              ? true
              : named.size > 0
                ? false
                : null;
          expect([one, role]).toEqual([one, expected]);
        }
      }
    }),
    { numRuns: 25 },
  );
});
