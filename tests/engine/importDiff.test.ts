/**
 * What a file brings, told before it is added: new, changed field by field, unchanged, returned, gone.
 * A difference that isn't told is a user whom nobody looks at again; one that the commit makes in another
 * way than it was told is a check that can't be believed.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { type RowGroup, rowGroupKey } from '#shared/contract/shapes/rowGroup.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, groupOf, type Rows, readRows } from '../support/importFiles.ts';
import { candidatesSheet, listSheet, writeWorkbook } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';
const HEAD = [
  PID,
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Staff Role',
  'Days past purge date',
];
const FUTURE = '2999-12-31';
const row = (
  id: string,
  { name = 'Doe', group = 'Alumni', expiry = '2020-05-31', role = 'No', days = 1 } = {},
) => [id, name, group, expiry, '2021-05-31', role, days];

const read = (engine: TestEngine, ...rows: Rows) =>
  readRows(engine, [HEAD, ...rows], { kind: 'candidates' });

/** What is told before and what after adding, which must be the same. */
async function diffOf(engine: TestEngine, check: ImportCheck, mode: 'add' | 'replace' = 'add') {
  const { importId, diff } = check;
  const told = await parts(engine, importId);
  await engine.ask.imports.commit({ importId, mode });
  expect((await engine.ask.imports.check({ importId })).diff).toEqual(diff);
  expect(await parts(engine, importId)).toEqual(told);
  return { ...diff!, parts: told };
}

async function parts(engine: TestEngine, importId: number) {
  const { diff } = await engine.ask.imports.check({ importId });
  const told: readonly RowGroup[] = [
    { of: 'new' },
    { of: 'gone' },
    { of: 'changed', field: null },
    { of: 'returned', reason: null },
    ...diff!.fields.map(({ field }) => ({ of: 'changed', field }) as const),
    ...diff!.reasons.map(({ reason }) => ({ of: 'returned', reason }) as const),
  ];
  const found = await Promise.all(
    told.map(
      async (rowGroup) =>
        [rowGroupKey(rowGroup), await groupOf(engine, importId, rowGroup)] as const,
    ),
  );
  return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
}

describe('compared with the replica and the last file of its kind', () => {
  test('a first file is all new, each user once, whatever its rows repeat', async () => {
    const engine = await newEngine();
    const check = await read(engine, row('a'), row('b'), row('A'), row('c'), row('b'));
    expect(check.diff).toMatchObject({ new: 3, changed: 0, unchanged: 0, gone: 0, previous: null });
    const page = await engine.ask.imports.rows({
      importId: check.importId,
      rowGroup: { of: 'new' },
      offset: 0,
      limit: 2,
    });
    expect(page.total).toBe(3);
    const rest = await engine.ask.imports.rows({
      importId: check.importId,
      rowGroup: { of: 'new' },
      offset: 2,
      limit: 2,
    });
    expect([...page.rows, ...rest.rows].map((each) => each.primaryIdentifier).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
    await diffOf(engine, check);
  });

  test('each field that differs is told with what was said before; the days are no change', async () => {
    const engine = await newEngine();
    await diffOf(engine, await read(engine, row('a'), row('b'), row('c'), row('d')));
    const check = await read(
      engine,
      row('a', { days: 9 }),
      row('b', { name: 'Roe', expiry: '2020-06-30' }),
      row('C', { group: ' ALUMNI ' }),
      row('e'),
    );
    const diff = await diffOf(engine, check);
    expect(diff).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 2,
      gone: 1,
      fields: [
        { field: 'last_name', users: 1 },
        { field: 'expiry_date', users: 1 },
      ],
      previous: { fileName: 'Report.xlsx' },
    });
    const change = ['Last name: Doe -> Roe', 'Expiry date: 2020-05-31 -> 2020-06-30'];
    expect(diff.parts).toEqual({
      new: [['e']],
      gone: [['d']],
      changed: [['b', ...change]],
      'changed:last_name': [['b', ...change]],
      'changed:expiry_date': [['b', ...change]],
    });
  });

  test('blank is a difference in a file that describes, and says nothing in one that counts', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [
      [PID, 'Purge Date', 'Last Name'],
      ['a', '2020-01-31', 'Doe'],
      ['b', '2020-01-31', null],
    ]);
    await addRows(engine, 'fines-fees', [
      [PID, 'Balance'],
      ['a', '5.00'],
    ]);
    const names = await readRows(
      engine,
      [
        [PID, 'Purge Date', 'Last Name'],
        ['a', '2020-01-31', null],
        ['b', '2020-01-31', null],
      ],
      { kind: 'candidates' },
    );
    expect((await diffOf(engine, names)).parts.changed).toEqual([['a', 'Last name: Doe -> ']]);
    const fees = await readRows(
      engine,
      [
        [PID, 'Balance'],
        ['a', null],
        ['b', '1.00'],
      ],
      { kind: 'fines-fees' },
    );
    const diff = await diffOf(engine, fees);
    expect(diff).toMatchObject({ changed: 1, unchanged: 1 });
    expect(diff.parts.changed).toEqual([['b', 'Balance:  -> 100', 'Transferred balance:  -> 0']]);
    expect((await engine.user('a')).balance).toBe(500);
  });

  test('users known from a list or a count alone are new to the candidates', async () => {
    const engine = await newEngine();
    await engine.exclusions('a');
    await addRows(engine, 'loans', [
      [PID, 'Loans'],
      ['b', 2],
    ]);
    const diff = await diffOf(engine, await read(engine, row('a'), row('b'), row('c')));
    expect(diff).toMatchObject({ new: 3, changed: 0, gone: 0 });
    expect(diff.parts.new).toEqual([['a'], ['b'], ['c']]);
  });

  test('gone are those of the last file of the same kind, but for those whom a purge took', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'c', loans: 2 }, 'd']);
    await engine.exclusions('x', 'y');
    await engine.purgeAsAlma();
    await engine.candidates(['d'], 'replace');
    const check = await engine.read(
      await writeWorkbook(join(engine.folder, 'Next.xlsx'), candidatesSheet('e')),
    );
    expect(check.diff).toMatchObject({
      new: 1,
      gone: 1,
      previous: { fileName: 'candidates 3.xlsx' },
    });
    expect(await groupOf(engine, check.importId, { of: 'gone' })).toEqual([['d']]);
    const list = await engine.read(
      await writeWorkbook(join(engine.folder, 'List.xlsx'), listSheet('y', 'z')),
    );
    expect(list.diff).toMatchObject({
      new: 2,
      gone: 1,
      previous: { fileName: 'exclusions 2.xlsx' },
    });
  });
});

describe('a known user returns', () => {
  const returned = async (engine: TestEngine, check: ImportCheck) => {
    const diff = await diffOf(engine, check);
    return Object.fromEntries(diff.reasons.map(({ reason, users }) => [reason, users]));
  };

  test('when the expiry moves into the future, a role is gained, the group changes', async () => {
    const engine = await newEngine();
    const ids = ['expiry', 'role', 'group', 'all', 'none'];
    await diffOf(engine, await read(engine, ...ids.map((id) => row(id))));
    const again = await read(
      engine,
      row('expiry', { expiry: FUTURE }),
      row('role', { role: 'Yes' }),
      row('group', { group: 'Staff' }),
      row('all', { expiry: FUTURE, role: 'Yes', group: 'Staff' }),
      row('none', { name: 'Roe', expiry: '2020-12-31' }),
    );
    expect(again.diff?.returned).toBe(4);
    expect(await returned(engine, again)).toEqual({
      'expiry-in-future': 2,
      'role-gained': 2,
      'group-changed': 2,
    });
    const flagged = await engine.identifiers({ op: 'hasFlag', flags: ['returned'] });
    expect(flagged).toEqual(['all', 'expiry', 'group', 'role']);
  });

  test('not when a role or a date becomes known, or was in the future all along', async () => {
    const engine = await newEngine();
    const blank = (id: string): Rows[number] => [id, 'Doe', null, null, '2021-05-31', null, 1];
    await diffOf(engine, await read(engine, blank('a'), row('b', { expiry: FUTURE, role: 'Yes' })));
    const again = await read(
      engine,
      row('a', { expiry: FUTURE, role: 'Yes' }),
      row('b', { expiry: '2998-01-01', role: 'Yes' }),
    );
    expect(await returned(engine, again)).toEqual({});
  });

  test('after a purge took it, or after it had left the review', async () => {
    const engine = await newEngine();
    await diffOf(
      engine,
      await read(engine, row('purged'), row('left'), row('stays', { group: 'Staff' })),
    );
    await engine.purgeAsAlma({ userGroup: 'Alumni', runDate: '2026-01-01' });
    const first = await engine.identifiers({ op: 'membership', value: 'deleted' });
    expect(first).toEqual(['left', 'purged']);
    await diffOf(engine, await read(engine, row('left')));
    await diffOf(engine, await read(engine, row('stays', { group: 'Staff' })), 'replace');
    const again = await read(engine, row('purged'), row('left'), row('stays', { group: 'Staff' }));
    expect(await returned(engine, again)).toEqual({ purged: 1, 'was-gone': 1 });
  });

  test('and a report that is added beside it doesn’t make the warning go away', async () => {
    const engine = await newEngine();
    await diffOf(engine, await read(engine, row('a'), row('b')));
    await diffOf(engine, await read(engine, row('a', { role: 'Yes' }), row('b')));
    await addRows(engine, 'users', [
      [PID, 'Account Type'],
      ['a', 'External'],
      ['b', 'External'],
    ]);
    expect((await engine.user('a')).flags).toContain('returned');
    await diffOf(engine, await read(engine, row('a', { role: 'Yes' }), row('b')));
    expect((await engine.user('a')).flags).not.toContain('returned');
  });
});

describe('files chosen together', () => {
  test('each is compared again while it is added: candidates of the file before are known to the next', async () => {
    const engine = await newEngine();
    const users = await read(engine, row('a'), row('b'), row('c'));
    const fees = await readRows(
      engine,
      [
        [PID, 'Remaining amount', 'Fine/fee status'],
        ['a', '1.00', 'Active'],
        ['b', '2.00', 'Active'],
        ['stranger', '3.00', 'Active'],
      ],
      { kind: 'fines-fees' },
    );
    expect(fees).toMatchObject({ newIdentifiers: 3, knownIdentifiers: 0 });
    // One after the other, as Add all does it: nobody waits for the comparison in between.
    await engine.ask.imports.commit({ importId: users.importId });
    await engine.ask.imports.commit({ importId: fees.importId });
    expect(await engine.ask.imports.check({ importId: fees.importId })).toMatchObject({
      newIdentifiers: 1,
      knownIdentifiers: 2,
      diff: { new: 1, changed: 2 },
    });
  });
});
