/**
 * Lists that mean users by another identifier than the primary one. A line that reaches nobody lets somebody go who was
 * to be kept; one that is matched though two users share it keeps the wrong one.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import type { TestEngine } from '../support/engine.ts';
import {
  addRows,
  compared,
  type Rows,
  readPath,
  readRows,
  withCandidates,
} from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const IDENTIFIERS = [PID, 'Identifier Type', 'Identifier Value'];

const addIdentifiers = (engine: TestEngine, ...rows: (readonly [string, string, string])[]) =>
  addRows(engine, 'user-identifiers', [IDENTIFIERS, ...rows]);
const addList = (engine: TestEngine, ...lines: string[]) =>
  addRows(engine, 'exclusions', [['Barcode'], ...lines.map((each) => [each])]);

/** The identifiers of those who carry a flag. */
async function flagged(engine: TestEngine, flag: 'exclusion-list' | 'shared-identifier') {
  const criteria = { op: 'hasFlag', flags: [flag] } as const;
  const { rows } = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 100 });
  return rows.map((row) => row.primary_identifier).sort();
}

async function membersOfSet(engine: TestEngine, setId: number) {
  const criteria = { op: 'inSet', setId } as const;
  const { rows } = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 100 });
  return rows.map((row) => row.primary_identifier).sort();
}

describe('an exclusion list', () => {
  test('means users by any identifier or e-mail address, without case, zeros as they stand', async () => {
    const engine = await withCandidates('a', 'b', 'c', 'd', '0099');
    await addIdentifiers(
      engine,
      ['a', 'Barcode', '0021'],
      ['b', 'Institution ID', 'Inst-7'],
      ['c', 'Barcode', '31'],
      ['d', 'Barcode', '0099'],
    );
    await addRows(engine, 'user-contacts', [
      [PID, 'Address Line 1', 'City', 'Email', 'Email Type', 'Phone'],
      ['c', '1 Main Street', 'Springfield', 'C.Doe@Example.org', 'Work', '555-1'],
    ]);
    // 0099 is somebody’s primary identifier, and theirs alone.
    await addList(engine, '0021', 'INST-7', 'c.doe@example.ORG', '031', '0099');
    expect(await flagged(engine, 'exclusion-list')).toEqual(['0099', 'a', 'b', 'c']);
    expect(await flagged(engine, 'shared-identifier')).toEqual([]);
  });

  test('goes on to hold whom it means when a report of loans names somebody by the same identifier', async () => {
    for (const listFirst of [true, false]) {
      const engine = await withCandidates('a', 'b');
      await addIdentifiers(engine, ['a', 'Barcode', '0021']);
      const loans = () =>
        addRows(engine, 'loans', [
          [PID, 'Due Date', 'Title'],
          ['0021', '2026-01-01', 'T'],
        ]);
      if (!listFirst) await loans();
      await addList(engine, '0021');
      if (listFirst) await loans();
      // Somebody else’s primary identifier, or theirs: nobody is meant silently, and nobody is let go.
      expect(await flagged(engine, 'shared-identifier')).toEqual(['a']);
    }
  });

  test('an identifier that two users share is told, and holds both back', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addIdentifiers(
      engine,
      ['a', 'Barcode', '77'],
      ['b', 'Barcode', '77'],
      ['c', 'Barcode', '78'],
      ['c', 'Institution ID', '78'],
    );
    const check = await addList(engine, '77', '78');
    expect(await flagged(engine, 'shared-identifier')).toEqual(['a', 'b']);
    expect(await flagged(engine, 'exclusion-list')).toEqual(['c']);
    const lines = async (identifier: string) =>
      engine.ask.users.listLines({ userNo: (await engine.user(identifier)).userNo });
    expect(await lines('a')).toMatchObject([
      { row: 2, text: '77', type: 'Barcode', sharedWith: [{ primaryIdentifier: 'b' }] },
    ]);
    expect(await lines('c')).toMatchObject([
      { row: 3, text: '78', type: 'Barcode', sharedWith: [] },
    ]);
    const shared = check.notices.find(({ code }) => code === 'shared-identifier');
    expect(shared).toMatchObject({ count: 1 });
    expect(await approveAll(engine)).toEqual([]);
  });

  test('whoever is on it is no longer approved once a report of identifiers says so; taken back, nobody is meant', async () => {
    const engine = await withCandidates('a', 'b');
    await addList(engine, '0021');
    expect(await flagged(engine, 'exclusion-list')).toEqual([]);
    expect(await approveAll(engine)).toEqual(['a', 'b']);
    const { importId } = await addIdentifiers(engine, ['a', 'Barcode', '0021']);
    expect(await flagged(engine, 'exclusion-list')).toEqual(['a']);
    expect(await approved(engine)).toEqual(['b']);
    await engine.ask.imports.undo({ importId });
    expect(await flagged(engine, 'exclusion-list')).toEqual([]);
  });

  test('an identifier that a newer report no longer has means nobody', async () => {
    const engine = await withCandidates('a', 'b');
    await addList(engine, '0021');
    await addIdentifiers(engine, ['a', 'Barcode', '0021']);
    await addIdentifiers(engine, ['a', 'Barcode', '0022']);
    expect(await flagged(engine, 'exclusion-list')).toEqual([]);
  });
});

async function approveAll(engine: TestEngine): Promise<string[]> {
  const criteria = { op: 'membership', value: 'candidate' } as const;
  await engine.ask.review.decide({ selection: { criteria }, decision: 'approved', reason: null });
  return approved(engine);
}

async function approved(engine: TestEngine): Promise<string[]> {
  const criteria = { op: 'decision', values: ['approved'] } as const;
  const { rows } = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 100 });
  return rows.map((row) => row.primary_identifier).sort();
}

describe('the check of a list', () => {
  test('tells how many lines are meant by which type, with their rows', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addIdentifiers(
      engine,
      ['a', 'Barcode', '21'],
      ['b', 'Barcode', '22'],
      ['c', 'Institution ID', 'x'],
    );
    const rows = [['Barcode'], ['21'], ['x'], ['a'], ['22'], ['nobody']];
    const check = await readRows(engine, rows, { kind: 'exclusions' }, 'list.xlsx');
    const told = check.notices.find(({ code }) => code === 'other-identifier')!;
    expect(told).toMatchObject({
      count: 3,
      values: {
        types: [
          { type: 'Barcode', lines: 2 },
          { type: 'Institution ID', lines: 1 },
        ],
      },
    });
    const { importId } = check;
    const page = (type: string) =>
      engine.ask.imports.rows({
        importId,
        rowGroup: { of: 'other-identifier', type },
        offset: 0,
        limit: 10,
      });
    expect((await page('Barcode')).rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(check.notices.some(({ code }) => code === 'nobody-known')).toBe(false);
  });
});

describe('a list that was added', () => {
  test('says on its page what its lines mean now, with their rows', async () => {
    const engine = await withCandidates('a', 'b');
    const { importId } = await addList(engine, '21', '22');
    const told = async () => {
      const { notices } = await engine.ask.imports.check({ importId });
      return notices
        .filter(({ code }) => code.endsWith('-identifier') || code === 'nobody-known')
        .map(({ code, count }) => [code, count]);
    };
    const rowsOf = async (rowGroup: RowGroup) => {
      const page = await engine.ask.imports.rows({ importId, rowGroup, offset: 0, limit: 9 });
      return page.rows.map(({ row }) => row);
    };
    expect(await told()).toEqual([['nobody-known', 2]]);
    await addIdentifiers(engine, ['a', 'Barcode', '22']);
    expect(await told()).toEqual([['other-identifier', 1]]);
    expect(await rowsOf({ of: 'other-identifier', type: 'Barcode' })).toEqual([3]);
    expect(await rowsOf({ of: 'notice', code: 'other-identifier' })).toEqual([3]);
    await addIdentifiers(engine, ['b', 'Barcode', '22']);
    expect(await told()).toEqual([['shared-identifier', 1]]);
    expect(await rowsOf({ of: 'notice', code: 'shared-identifier' })).toEqual([3]);
  });
});

describe('the check of a report tells whom lists will mean otherwise', () => {
  const XML = (...users: (readonly [string, string])[]) =>
    `<users>${users
      .map(
        ([id, barcode]) =>
          `<user><primary_id>${id}</primary_id><user_identifiers><user_identifier><id_type desc="Barcode">BARCODE</id_type><value>${barcode}</value></user_identifier></user_identifiers></user>`,
      )
      .join('')}</users>`;

  /** What the check of a report of identifiers tells, by code the users. */
  async function changes(engine: TestEngine, { importId, notices }: ImportCheck) {
    const told = notices.filter(({ rowGroup }) => rowGroup?.of === 'notice');
    const pages = told.map(async ({ code, rowGroup }) => {
      const input = { importId, rowGroup: rowGroup!, offset: 0, limit: 9 };
      const { rows } = await engine.ask.imports.rows(input);
      return [code, rows.map(({ primaryIdentifier }) => primaryIdentifier).sort()] as const;
    });
    const listed = (await Promise.all(pages)).filter(([code]) => code.includes('list'));
    return Object.fromEntries(listed);
  }
  const check = (engine: TestEngine, ...rows: (readonly [string, string, string])[]) =>
    readRows(engine, [IDENTIFIERS, ...rows], { kind: 'user-identifiers' });

  test('who leaves one because the identifier is another’s, nobody’s or shared; who comes onto one', async () => {
    const engine = await withCandidates('a', 'b', 'c', 'd');
    await addIdentifiers(
      engine,
      ['a', 'Barcode', '21'],
      ['b', 'Barcode', '22'],
      ['c', 'Barcode', '23'],
    );
    await addList(engine, '21', '22', '23');
    expect(await changes(engine, await check(engine, ['a', 'Barcode', '21']))).toEqual({});
    const gone = await check(engine, ['a', 'Barcode', '9'], ['d', 'Barcode', '21']);
    expect(await changes(engine, gone)).toEqual({ 'leaves-list': ['a'], 'joins-list': ['d'] });
    // Somebody whom the file would make counts, too.
    const shared = await check(engine, ['new', 'Barcode', '22'], ['d', 'Barcode', '23']);
    expect(await changes(engine, shared)).toEqual({
      'leaves-list': ['b', 'c'],
      'shares-listed': ['b', 'c', 'd'],
    });
    await engine.ask.imports.commit({ importId: shared.importId });
    expect(await flagged(engine, 'exclusion-list')).toEqual(['a']);
    expect(await flagged(engine, 'shared-identifier')).toEqual(['b', 'c', 'd']);
    expect(
      await changes(engine, await engine.ask.imports.check({ importId: shared.importId })),
    ).toEqual({});
  });

  test('by reports that name a line as a primary identifier, of whatever kind, and by an e-mail address', async () => {
    const engine = await withCandidates('a', 'b');
    await addIdentifiers(engine, ['a', 'Barcode', '21']);
    await addList(engine, '21', 'b@example.org');
    const loans: Rows = [
      [PID, 'Loans'],
      ['21', 1],
    ];
    const named = { 'leaves-list': ['a'], 'shares-listed': ['a'] };
    expect(await changes(engine, await readRows(engine, loans, { kind: 'loans' }))).toEqual(named);
    const users: Rows = [
      [PID, 'Status', 'Email'],
      ['21', 'Active', ''],
      ['b', 'Active', 'B@example.org'],
    ];
    expect(await changes(engine, await readRows(engine, users, { kind: 'users' }))).toEqual({
      'leaves-list': ['a'],
      'joins-list': ['b'],
    });
  });

  test('by Alma’s XML, and an older report doesn’t', async () => {
    const engine = await withCandidates('a', 'b');
    await addIdentifiers(engine, ['a', 'Barcode', '21']);
    await addList(engine, '21');
    const path = join(engine.folder, 'users.xml');
    await writeFile(path, XML(['a', '9'], ['b', '21']));
    const { importId } = await readPath(engine, path);
    const at = async (dataDate: string) => {
      await engine.ask.imports.setDataDate({ importId, dataDate });
      return changes(engine, await compared(engine, importId));
    };
    expect(await at('2099-01-01')).toEqual({ 'leaves-list': ['a'], 'joins-list': ['b'] });
    // What an older file says of a doesn’t stand; b is in no newer one.
    expect(await at('2001-01-01')).toEqual({ 'leaves-list': ['a'], 'shares-listed': ['a', 'b'] });
  });

  test('how many approvals end by it', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addList(engine, '21', '22');
    expect(await approveAll(engine)).toEqual(['a', 'b', 'c']);
    const rows = [
      ['a', 'Barcode', '21'],
      ['b', 'Barcode', '22'],
      ['c', 'Barcode', '22'],
    ] as const;
    const { importId, decisionsEnd } = await check(engine, ...rows);
    expect(decisionsEnd).toEqual({ purged: 0, approved: 3 });
    const { decisionsEnded } = await engine.ask.imports.commit({ importId });
    expect(decisionsEnded).toBe(3);
    expect(await approved(engine)).toEqual([]);
  });

  test('and no more, whatever the files say', async () => {
    const id = fc.constantFrom('a', 'b', 'c', '21', 'new');
    const line = fc.constantFrom('21', '22', '23', 'b');
    const report = fc.array(fc.tuple(id, fc.constant('Barcode'), line), { minLength: 1 });
    const lists = fc.uniqueArray(line, { minLength: 1 });
    const all = fc.record({ lists, reports: fc.array(report, { minLength: 1, maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(all, async ({ lists: lines, reports }) => {
        const engine = await withCandidates('a', 'b', 'c');
        await addList(engine, ...lines);
        for (const rows of reports) {
          const before = await flagged(engine, 'exclusion-list');
          const sharing = await flagged(engine, 'shared-identifier');
          const told = await check(engine, ...rows);
          const expected = await changes(engine, told);
          await engine.ask.imports.commit({ importId: told.importId });
          const after = await flagged(engine, 'exclusion-list');
          const sharingThen = await flagged(engine, 'shared-identifier');
          expect({
            'leaves-list': before.filter((each) => !after.includes(each)),
            'joins-list': after.filter((each) => !before.includes(each)),
            'shares-listed': sharingThen.filter((each) => !sharing.includes(each)),
          }).toEqual({ 'leaves-list': [], 'joins-list': [], 'shares-listed': [], ...expected });
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a user who is on a set that no list excludes leaves it, too', async () => {
    const engine = await withCandidates('a', 'b');
    await addIdentifiers(engine, ['a', 'Barcode', '21']);
    await addRows(engine, 'identifiers', [['Barcode'], ['21']]);
    expect(await changes(engine, await check(engine, ['b', 'Barcode', '21']))).toEqual({
      'leaves-list': ['a'],
    });
  });
});

describe('a line that is another identifier of one user', () => {
  const noticed = (check: { readonly notices: readonly { readonly code: string }[] }) =>
    check.notices.map(({ code }) => code).filter((code) => code.endsWith('-pair'));

  test('is no near miss of another primary identifier, in the check and afterwards', async () => {
    const engine = await withCandidates('a', 'b', '21', 'xy');
    await addIdentifiers(engine, ['a', 'Barcode', '0021'], ['b', 'Barcode', "x'y"]);
    const rows = [['Barcode'], ['0021'], ["x'y"]];
    const check = await readRows(engine, rows, { kind: 'exclusions' }, 'list.xlsx');
    expect(noticed(check)).toEqual([]);
    await engine.ask.imports.commit({ importId: check.importId });
    expect((await engine.user('21')).flags).toEqual([]);
    expect((await engine.user('xy')).flags).toEqual([]);
    const again = await readRows(
      engine,
      [
        [PID, 'Purge Date'],
        ['21', '2020-01-31'],
        ['xy', '2020-01-31'],
      ],
      { kind: 'candidates' },
    );
    expect(noticed(again)).toEqual([]);
  });

  test('may have lost its zeros where its cell is a number', async () => {
    const engine = await withCandidates('a', '0021');
    await addIdentifiers(engine, ['a', 'Barcode', '21']);
    const check = await readRows(engine, [['Barcode'], [21]], { kind: 'exclusions' }, 'list.xlsx');
    expect(noticed(check)).toEqual(['zero-loss-pair']);
    await engine.ask.imports.commit({ importId: check.importId });
    expect((await engine.user('a')).flags).toContain('exclusion-list');
    expect((await engine.user('0021')).flags).toContain('zero-loss-pair');
  });
});

describe('a set from a file', () => {
  test('has the users whom its lines mean', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addIdentifiers(
      engine,
      ['a', 'Barcode', '21'],
      ['b', 'Barcode', '22'],
      ['c', 'Barcode', '22'],
    );
    await addRows(engine, 'identifiers', [['Barcode'], ['21'], ['22'], ['a']]);
    const [set] = await engine.ask.sets.list();
    expect(set!.members).toBe(2);
    expect(await membersOfSet(engine, set!.setId)).toEqual(['22', 'a']);
    expect(await engine.ask.sets.meaning({ setId: set!.setId })).toEqual({
      types: [{ type: 'Barcode', lines: 1 }],
      shared: 1,
    });
  });
});

test('pasted identifiers find users by any, never by one that is shared', async () => {
  const engine = await withCandidates('a', 'b', 'c');
  await addIdentifiers(engine, ['a', 'Barcode', '21'], ['b', 'ID', '22'], ['c', 'Barcode', '22']);
  await addRows(engine, 'identifiers', [['Barcode'], ['21']]);
  const numbers = async (...identifiers: string[]) =>
    Promise.all(identifiers.map(async (each) => (await engine.user(each)).userNo));
  const found = await engine.ask.users.find({ identifiers: ['21', 'C', ' 22', 'nobody'] });
  expect(found).toEqual({
    userNos: await numbers('a', 'c'),
    missing: ['nobody'],
    deleted: 0,
    otherTypes: [{ type: 'Barcode', lines: 1 }],
    shared: [' 22'],
  });
});
