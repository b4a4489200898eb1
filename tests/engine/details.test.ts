/**
 * Details of users: lines of reports that hang on them. A line that is lost is a block that nobody sees; one that is
 * merged with another, or that an older file tells, says what isn’t true any more.
 */
import { describe, expect, test } from 'vitest';
import type { DetailKind } from '#shared/details/details.ts';
import { detailFieldNames } from '#shared/details/details.ts';
import { shortSourceSection, sourceSection } from '#shared/documents/jobReport/sources.ts';
import type { TestEngine } from '../support/engine.ts';
import { addRows, decide, readRows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const IDENTIFIERS = [PID, 'Identifier Type', 'Identifier Value', 'Identifier Status'];
const NOTES = [PID, 'Note Type', 'User Note', 'Note Created By', 'Note Creation Date'];
const BLOCKS = [PID, 'Block Description', 'Block Status', 'Block Note', 'Block Expiry Date'];

async function details(engine: TestEngine, identifier: string, kind: DetailKind) {
  const { userNo } = await engine.user(identifier);
  const { kinds } = await engine.ask.users.details({ userNo });
  return kinds.find((each) => each.kind === kind)!;
}

/** The lines of a user as records of what is told, with their rows. */
async function lines(engine: TestEngine, identifier: string, kind: DetailKind) {
  const told = await details(engine, identifier, kind);
  const names = detailFieldNames(kind);
  return told.lines.map(({ row, values }) => ({
    row,
    ...Object.fromEntries(names.map((name, n) => [name, values[n]]).filter(([, each]) => each)),
  }));
}

describe('lines', () => {
  test('each row of a user is a line of theirs, with its row and file', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'user-identifiers', [
      IDENTIFIERS,
      ['a', 'Barcode', '0021', 'Active'],
      ['b', 'Barcode', '0022', 'Active'],
      ['A ', 'Institution ID', 'x-1', 'Inactive'],
      ['a', 'Barcode', '0021', 'Active'],
    ]);
    const told = await details(engine, 'a', 'identifiers');
    expect(told.files).toBe(1);
    expect(told.source).toMatchObject({ fileName: 'user-identifiers.xlsx' });
    expect(told.told).toEqual(['identifier_type', 'identifier_value', 'identifier_status']);
    const barcode = { identifier_type: 'Barcode', identifier_value: '0021' };
    expect(await lines(engine, 'a', 'identifiers')).toEqual([
      { row: 2, ...barcode, identifier_status: 'Active' },
      {
        row: 4,
        identifier_type: 'Institution ID',
        identifier_value: 'x-1',
        identifier_status: 'Inactive',
      },
      { row: 5, ...barcode, identifier_status: 'Active' },
    ]);
  });

  test('they change nothing about a user, and are no conflict', async () => {
    const engine = await withCandidates('a');
    const before = await engine.user('a');
    await addRows(engine, 'user-notes', [
      NOTES,
      ['a', 'Library', 'Moved away', 'kim', '2024-05-31'],
      ['a', 'Other', 'Asked twice', 'lee', '2023-01-01'],
    ]);
    expect(await engine.user('a')).toEqual(before);
  });

  test('what no file tells is unknown; of who isn’t named no line stands', async () => {
    const engine = await withCandidates('a', 'b');
    expect(await details(engine, 'a', 'notes')).toMatchObject({ files: 0, source: null });
    await addRows(engine, 'user-notes', [NOTES, ['a', 'Library', 'Hello', 'kim', '2024-05-31']]);
    expect(await details(engine, 'b', 'notes')).toMatchObject({ files: 1, source: null });
  });

  test('users whom nobody knows are told and counted, and their lines found when a file names them', async () => {
    const engine = await withCandidates('a');
    const check = await addRows(engine, 'user-blocks', [
      BLOCKS,
      ['a', 'Lost card', 'Active', 'litigation', '2030-01-01'],
      ['stranger', 'Overdue', 'Active', null, null],
      ['Stranger', 'Lost card', 'Active', null, null],
    ]);
    expect(check).toMatchObject({ rows: 3, identifiers: 2, newIdentifiers: 1 });
    expect(check.diff).toMatchObject({ new: 1, unchanged: 1, changed: 0 });
    await addRows(engine, 'users', [
      [PID, 'Last Name', 'Record Type', 'Status'],
      ['stranger', 'Roe', 'Public', 'Active'],
    ]);
    expect(await lines(engine, 'stranger', 'blocks')).toHaveLength(2);
  });

  test('the newest data stands, whenever it was added; taken back, the older lines stand again', async () => {
    const engine = await withCandidates('a', 'b');
    const read = async (note: string, name: string, day: string) => {
      const rows = [NOTES, ['a', 'Library', note, 'kim', '2024-01-01']];
      const { importId } = await readRows(engine, rows, { kind: 'user-notes' }, name);
      await engine.ask.imports.setDataDate({ importId, dataDate: day });
      await engine.ask.imports.commit({ importId });
      return importId;
    };
    const noteNow = async () => (await lines(engine, 'a', 'notes')).map((each) => each);
    await read('old', 'a.xlsx', '2026-01-01');
    const newest = await read('new', 'b.xlsx', '2026-03-01');
    expect(await noteNow()).toMatchObject([{ note_text: 'new' }]);
    await read('between', 'c.xlsx', '2026-02-01');
    expect(await noteNow()).toMatchObject([{ note_text: 'new' }]);
    await engine.ask.imports.undo({ importId: newest });
    expect(await noteNow()).toMatchObject([{ note_text: 'old' }]);
  });

  test('undo takes the users away whom the file brought', async () => {
    const engine = await withCandidates('a');
    const before = engine.count('user');
    const check = await addRows(engine, 'user-notes', [
      NOTES,
      ['stranger', 'Library', 'Hello', 'kim', '2024-05-31'],
    ]);
    expect(engine.count('user')).toBe(before + 1);
    await engine.ask.imports.undo({ importId: check.importId });
    expect(engine.count('user')).toBe(before);
  });
});

describe('a report of lines that covers everybody', () => {
  const notes = (...ids: string[]) => [
    NOTES,
    ...ids.map((id) => [id, 'Library', 'Do not purge: litigation', 'kim', '2024-05-31']),
  ];
  const keeping = async (engine: TestEngine) => {
    const criteria = { op: 'hasFlag', flags: ['keep-words'] } as const;
    const { rows } = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 9 });
    return rows.map((row) => row.primary_identifier).sort();
  };
  const noting = async (engine: TestEngine) => {
    const criteria = { op: 'line', kind: 'notes', where: [] } as const;
    const { rows } = await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 9 });
    return rows.map((row) => row.primary_identifier).sort();
  };

  test('says of those it doesn’t name that they have none; one that may not, says nothing', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addRows(engine, 'user-notes', notes('a', 'b'));
    await addRows(engine, 'user-notes', notes('a'));
    expect(await lines(engine, 'b', 'notes')).toHaveLength(1);
    expect(await keeping(engine)).toEqual(['a', 'b']);
    const { importId } = await addRows(engine, 'user-notes', notes('a'), { absent: 'none' });
    expect((await engine.ask.imports.check({ importId })).coversAll).toBe(true);
    for (const id of ['b', 'c'])
      expect(await details(engine, id, 'notes')).toMatchObject({
        source: { importId },
        lines: [],
      });
    expect(await lines(engine, 'a', 'notes')).toHaveLength(1);
    expect(await keeping(engine)).toEqual(['a']);
    expect(await noting(engine)).toEqual(['a']);
    // Of another kind it says nothing.
    expect(await details(engine, 'b', 'blocks')).toMatchObject({ files: 0, source: null });
    // Nobody has spoken of those who came later.
    await addRows(engine, 'candidates', [
      [PID, 'Purge Date'],
      ['later', '2020-01-31'],
    ]);
    expect(await details(engine, 'later', 'notes')).toMatchObject({ source: null });
    await engine.ask.imports.undo({ importId });
    expect(await lines(engine, 'b', 'notes')).toHaveLength(1);
    expect(await keeping(engine)).toEqual(['a', 'b']);
  });

  test('of older data than another takes nothing away that a newer one tells', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'user-notes', notes('b'));
    const { importId } = await addRows(engine, 'user-notes', notes('a'), { absent: 'none' });
    expect(await noting(engine)).toEqual(['a']);
    await engine.ask.imports.setDataDate({ importId, dataDate: '2020-01-01' });
    expect(await noting(engine)).toEqual(['a', 'b']);
  });

  test('that counts as well leaves no older lines either', async () => {
    const engine = await withCandidates('a', 'b');
    const loans = (...ids: string[]) => [
      [PID, 'Loan Date', 'Title', 'Loan Status'],
      ...ids.map((id) => [id, '2026-01-01', 'A book', 'Active']),
    ];
    await addRows(engine, 'loans', loans('a', 'b'));
    await addRows(engine, 'loans', loans('a'), { absent: 'none' });
    expect((await engine.user('b')).loans).toBe(0);
    expect(await lines(engine, 'b', 'loans')).toEqual([]);
    expect(await lines(engine, 'a', 'loans')).toHaveLength(1);
  });

  test('never says it of identifiers and contact information: lists mean users by them', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'user-identifiers', [IDENTIFIERS, ['b', 'Barcode', '21', 'Active']]);
    const { importId } = await addRows(
      engine,
      'user-identifiers',
      [IDENTIFIERS, ['a', 'Barcode', '20', 'Active']],
      { absent: 'none' },
    );
    expect((await engine.ask.imports.check({ importId })).coversAll).toBe(false);
    expect(await lines(engine, 'b', 'identifiers')).toHaveLength(1);
  });

  test('is told in the report of a job', async () => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, 'user-blocks', [BLOCKS, ['a', 'Lost card', 'Active', null, null]], {
      absent: 'none',
    });
    const { userNo } = await engine.user('b');
    const set = await engine.ask.sets.create({
      name: 'Go',
      criteria: { op: 'users', userNos: [userNo] },
      origin: { from: 'review', users: 'all' },
    });
    await decide(engine, 'b', 'approved');
    const report = await engine.move(set.setId);
    expect(report.review?.sources?.map(({ kind, coversAll }) => [kind, coversAll])).toEqual([
      ['candidates', false],
      ['user-blocks', true],
    ]);
    for (const section of [sourceSection(report), shortSourceSection(report)])
      expect(JSON.stringify(section)).toContain(
        'Blocks of everybody: users who aren’t in it have none',
      );
  });
});

describe('what is never taken in', () => {
  test('passwords, PINs and gender are told and leave no trace in the workspace', async () => {
    const engine = await withCandidates('a');
    const check = await addRows(engine, 'user-notes', [
      [...NOTES, 'Password', 'PIN number', 'Gender', 'Shelf'],
      ['a', 'Library', 'Hello', 'kim', '2024-05-31', 'hunter2!', '9713-pin', 'xgenderx', 'kept-7'],
      // An error shows the other cells of its row.
      [null, 'Library', 'Hello', 'kim', '2024-05-31', 'hunter2!', '9713-pin', 'xgenderx', 'kept-7'],
    ]);
    expect(check.errors).toBe(1);
    expect(check.columns.map(({ heading }) => heading)).toEqual([...NOTES, 'Shelf']);
    const notice = check.notices.find(({ code }) => code === 'never-taken');
    expect(notice?.values).toEqual({ headings: ['Password', 'PIN number', 'Gender'] });
    expect(check.originalKept).toBe(false);
    const everything = everyValue(engine);
    expect(everything).toContain('kept-7');
    for (const secret of ['hunter2!', '9713-pin', 'xgenderx'])
      expect(everything.includes(secret)).toBe(false);
  });

  test('but for names that only look alike', async () => {
    const engine = await withCandidates('a');
    const check = await addRows(engine, 'user-notes', [
      [...NOTES, 'Shipping', 'Spin', 'Pinned'],
      ['a', 'Library', 'Hello', 'kim', '2024-05-31', 'x', 'y', 'z'],
    ]);
    expect(check.notices.filter(({ code }) => code === 'never-taken')).toEqual([]);
    expect(check.columns).toHaveLength(8);
  });
});

/** All that the workspace holds, as one text. */
function everyValue({ session }: TestEngine): string {
  const { db } = session.workspace;
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .pluck()
    .all() as string[];
  const values = tables.flatMap((table) => db.prepare(`SELECT * FROM ${table}`).raw().all().flat());
  return values
    .map((each) =>
      each instanceof Uint8Array ? Buffer.from(each).toString('latin1') : String(each),
    )
    .join('\n');
}

describe('what is counted', () => {
  const FEES = [
    PID,
    'Fine Fee Type',
    'Fine Fee Status',
    'Original Amount',
    'Remaining Amount',
    'Title',
  ];

  test('goes on being counted, and its rows are lines beside the sum', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'fines-fees', [
      FEES,
      ['a', 'Overdue fine', 'Active', '20.00', '5.00', 'Emma'],
      ['a', 'Lost item', 'Closed', '40.00', '0.00', 'Persuasion'],
    ]);
    expect((await engine.user('a')).balance).toBe(500);
    expect(await lines(engine, 'a', 'fees')).toMatchObject([
      { fee_title: 'Emma', fee_original: 2000, fee_amount: 500, fee_status: 'Active' },
      { fee_title: 'Persuasion', fee_original: 4000, fee_status: 'Closed' },
    ]);
  });

  test('what isn’t counted holds nobody back, however it reads', async () => {
    const engine = await withCandidates('a');
    const check = await addRows(engine, 'fines-fees', [
      FEES,
      ['a', 'Overdue fine', 'Active', 'about twenty', '5.00', 'Emma'],
    ]);
    expect(check.errors).toBe(1);
    const user = await engine.user('a');
    expect(user.flags).not.toContain('unreadable-value');
    expect(user.balance).toBe(500);
  });

  test('days that fit no order in a column that nothing depends on keep no file out', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'fines-fees', [
      [...FEES, 'Fine Fee Creation Date'],
      ['a', 'Overdue fine', 'Active', '20.00', '5.00', 'Emma', '5/31/2022'],
      ['a', 'Lost item', 'Active', '20.00', '5.00', 'Emma', '31/05/2022'],
    ]);
    expect((await engine.user('a')).balance).toBe(1000);
    const told = await lines(engine, 'a', 'fees');
    expect(told).toHaveLength(2);
    for (const line of told) expect(line).not.toHaveProperty('fee_created');
  });

  test('a sum for each user is no line', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'loans', [
      [PID, 'Loans'],
      ['a', 3],
    ]);
    await addRows(engine, 'fines-fees', [
      [PID, 'Balance'],
      ['a', '7.00'],
    ]);
    for (const kind of ['loans', 'fees'] as const)
      expect(await details(engine, 'a', kind)).toMatchObject({ files: 0, lines: [] });
  });
});

describe('contact information', () => {
  test('a row has an address, an e-mail and a phone; each stands once however they are combined', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'user-contacts', [
      [PID, 'Address Line 1', 'City', 'Email', 'Email Type', 'Phone', 'Preferred Phone'],
      ['a', '1 Main Street', 'Springfield', 'a@x.org', 'Work', '555-1', null],
      ['a', '1 Main Street', 'Springfield', 'b@x.org', 'Personal', '555-1', null],
      ['a', '2 Side Street', 'Shelbyville', 'a@x.org', 'Work', null, null],
    ]);
    const found = async (kind: DetailKind) =>
      (await lines(engine, 'a', kind)).map(({ row }) => row);
    expect(await found('addresses')).toEqual([2, 4]);
    expect(await found('emails')).toEqual([2, 3]);
    expect(await found('phones')).toEqual([2]);
  });
});

describe('fees that disagree', () => {
  const LINES = [PID, 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'];
  const SUMS = [PID, 'Last Name', 'Record Type', 'Status', 'Active Balance'];

  test('with the balance that another file tells are a notice with their users', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addRows(engine, 'users', [
      SUMS,
      ['a', 'Doe', 'Public', 'Active', '12.00'],
      ['b', 'Doe', 'Public', 'Active', '3.00'],
      ['c', 'Doe', 'Public', 'Active', null],
    ]);
    const rows = [
      LINES,
      ['a', 'Lost item', 'Active', '5.00'],
      ['a', 'Overdue', 'Active', '6.00'],
      ['b', 'Overdue', 'Active', '3.00'],
      ['b', 'Overdue', 'Closed', '9.00'],
      ['c', 'Overdue', 'Active', '1.00'],
    ];
    const check = await addRows(engine, 'fines-fees', rows);
    const disagree = check.notices.find(({ code }) => code === 'fees-disagree');
    expect(disagree).toMatchObject({ count: 1, rowGroup: { code: 'fees-disagree' } });
    // Lines after lines are news, not a contradiction.
    const later = await addRows(engine, 'fines-fees', [
      ...rows,
      ['b', 'Lost item', 'Active', '8.00'],
    ]);
    expect(later.notices.map(({ code }) => code)).not.toContain('fees-disagree');
  });
});

describe('reports', () => {
  const read = async (headings: string[], name = 'Report.xlsx') => {
    const engine = await withCandidates('a');
    const rows = [headings, headings.map((_, n) => (n === 0 ? 'a' : `value ${n}`))];
    return (await readRows(engine, rows, {}, name)).kind;
  };

  test.each([
    ['user-identifiers', IDENTIFIERS],
    ['user-contacts', [PID, 'Address Line 1', 'City', 'Postal Code', 'Country', 'Address Type']],
    ['user-contacts', [PID, 'Last Name', 'Email Address', 'Email Type']],
    ['user-contacts', [PID, 'Phone Number', 'Phone Type', 'Preferred Phone']],
    ['user-notes', NOTES],
    ['user-blocks', BLOCKS],
    ['user-roles', [PID, 'Last Name', 'Role Name', 'Role Status', 'Role Scope']],
    ['user-proxies', [PID, 'Proxy For Primary Identifier', 'Proxy For Name']],
    ['user-statistics', [PID, 'Statistical Category', 'Category Type', 'Statistical Note']],
    ['user-attachments', [PID, 'Attachment File Name', 'Attachment Type']],
    ['user-courses', [PID, 'Course Code', 'Course Name']],
    ['fines-fees', [PID, 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount', 'Barcode']],
    ['loans', [PID, 'Title', 'Barcode', 'Loan Date', 'Due Date', 'Loan Status']],
    ['users', [PID, 'Last Name', 'User Group', 'Record Type', 'Status', 'Role Name', 'Email']],
    ['candidates', [PID, 'User Group', 'Expiry Date', 'Purge Date', 'Note', 'Email']],
  ] as const)('of %s are known by their headings: %j', async (kind, headings) => {
    expect(await read([...headings])).toBe(kind);
  });

  test.each([
    [[PID, 'Name', 'Note'], 'Do not purge.xlsx'],
    [[PID, 'Last Name', 'Email', 'Phone'], 'Keep these.xlsx'],
    [[PID, 'Note', 'Created by', 'Note Type'], 'Exclusions.xlsx'],
    [[PID, 'Email', 'Phone'], 'Library people.xlsx'],
  ])(
    'a list of users to keep stays one, whatever its columns: %j in %s',
    async (headings, name) => {
      expect(await read(headings, name)).toBe('exclusions');
    },
  );
});
