/**
 * What a file of each effect does to the replica, and what it must leave alone: evidence changes nothing,
 * reports about users make no candidates, other libraries never retain, silence is no zero.
 */
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readRows, replicaOf, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';

describe('what other libraries report', () => {
  const rows: [ImportKind, Rows][] = [
    [
      'loans-elsewhere',
      [
        [PID, 'Loans', 'Institution'],
        ['a', 2, 'X'],
        ['a', 3, 'Y'],
        ['b', 0, 'Y'],
      ],
    ],
    [
      'fines-elsewhere',
      [
        [PID, 'Fines', 'Institution'],
        ['a', '5.00', 'X'],
        ['a', '-7.00', 'Y'],
        ['b', '-1.00', 'Y'],
      ],
    ],
  ];

  test.each(rows)('%s is flagged and never retains in the purge', async (kind, file) => {
    const engine = await withCandidates('a', 'b');
    await addRows(engine, kind, file);
    const user = await engine.user('a');
    expect(user).toMatchObject({
      loans_elsewhere: kind === 'loans-elsewhere' ? 5 : null,
      fines_elsewhere: kind === 'loans-elsewhere' ? null : 500,
      loans: null,
      balance: null,
    });
    expect(user.flags).toEqual(['activity-elsewhere']);
    expect((await engine.user('b')).flags).toEqual([]);
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({ purged: 2, retained: 0 });
  });
});

describe('what couldn’t be read holds back', () => {
  const flagged = async (engine: TestEngine) =>
    (await engine.user('a')).flags.includes('unreadable-value');
  const fees = (amount: string): Rows => [
    [PID, 'Balance'],
    ['a', amount],
  ];

  test('until a report of the same kind tells it, and no other', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'fines-fees', fees('ten'));
    await addRows(engine, 'loans', [
      [PID, 'Loans'],
      ['a', 0],
    ]);
    expect(await flagged(engine)).toBe(true);
    await addRows(engine, 'candidates', [
      [PID, 'Purge Date', 'Last Name', 'User Group'],
      ['a', '2020-01-31', 'Doe', 'Alumni'],
    ]);
    expect(await flagged(engine)).toBe(true);
    await addRows(engine, 'fines-fees', fees('10.00'));
    expect(await flagged(engine)).toBe(false);
  });

  test('until a report that covers everybody doesn’t name the user', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'fines-fees', fees('ten'));
    const others: Rows = [
      [PID, 'Balance'],
      ['b', '1.00'],
    ];
    await addRows(engine, 'fines-fees', others);
    expect(await flagged(engine)).toBe(true);
    await addRows(engine, 'fines-fees', others, { absent: 'none' });
    expect(await flagged(engine)).toBe(false);
    expect((await engine.user('a')).balance).toBe(0);
  });

  test('in a candidates file until the next one tells, whatever reports came between', async () => {
    const engine = await withCandidates('a');
    const candidates = (date: string): Rows => [
      [PID, 'Purge Date', 'Last Name', 'User Group'],
      ['a', date, 'Doe', 'Alumni'],
    ];
    await addRows(engine, 'candidates', candidates('soon'));
    await addRows(engine, 'fines-fees', fees('1.00'));
    expect(await flagged(engine)).toBe(true);
    await addRows(engine, 'candidates', candidates('2020-01-31'));
    expect(await flagged(engine)).toBe(false);
  });
});

describe('a report that covers everybody', () => {
  test('says of those it doesn’t name that they have none; one that may not, says nothing', async () => {
    const engine = await withCandidates('a', 'b');
    const rows: Rows = [
      [PID, 'Loans'],
      ['a', 2],
    ];
    await addRows(engine, 'loans', rows);
    expect((await engine.user('b')).loans).toBeNull();
    await addRows(engine, 'loans', rows, { absent: 'none' });
    expect((await engine.user('b')).loans).toBe(0);
    expect((await engine.user('a')).loans).toBe(2);
  });

  test('doesn’t make a zero of an amount that couldn’t be read', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    const rows: Rows = [
      [PID, 'Balance'],
      ['a', 'ten'],
      ['b', '1.00'],
    ];
    await addRows(engine, 'fines-fees', rows, { absent: 'none' });
    expect([(await engine.user('a')).balance, (await engine.user('c')).balance]).toEqual([null, 0]);
  });

  test('says so of each sort that it tells about, and of no other', async () => {
    const engine = await withCandidates('a', 'b');
    const head = [PID, 'Request Type', 'Request Status'];
    await addRows(engine, 'requests', [
      head,
      ['a', 'Resource sharing request', 'On hold shelf'],
      ['b', 'Purchase request', 'In Review'],
    ]);
    await addRows(engine, 'requests', [head, ['a', 'Purchase request', 'In Review']], {
      absent: 'none',
    });
    expect(await engine.user('b')).toMatchObject({
      purchase_requests: 0,
      hold_shelf_requests: null,
    });
    expect(await engine.user('a')).toMatchObject({ purchase_requests: 1, hold_shelf_requests: 1 });
    const both: Rows = [
      head,
      ['a', 'Purchase request', 'In Review'],
      ['b', 'Resource sharing request', 'On hold shelf'],
    ];
    await addRows(engine, 'requests', both, { absent: 'none' });
    expect(await engine.user('a')).toMatchObject({ purchase_requests: 1, hold_shelf_requests: 0 });
    expect(await engine.user('b')).toMatchObject({ purchase_requests: 0, hold_shelf_requests: 1 });
  });
});

describe('a file that doesn’t count', () => {
  test('Alma’s job report is kept as evidence and changes nothing', async () => {
    const engine = await withCandidates('a', 'b');
    const before = replicaOf(engine);
    const check = await addRows(engine, 'job-report', [
      [PID, 'Reason', 'Last Name'],
      ['a', 'Outstanding loans', 'Changed'],
      ['nobody', 'Outstanding loans', 'New'],
    ]);
    expect(check.diff).toMatchObject({ new: 1, changed: 0, unchanged: 1, returned: 0 });
    expect(replicaOf(engine)).toEqual(before);
    const { userNo } = await engine.user('a');
    const { evidence } = await engine.ask.users.get({ userNo });
    expect(evidence.map(({ kind }) => kind)).toEqual(['candidates', 'job-report']);
  });

  test('a users report describes, and makes no candidates of those it names', async () => {
    const engine = await withCandidates('a', 'b');
    const head = [PID, 'Account Type', 'User Status', 'Purge Date', 'Email'];
    const check = await readRows(engine, [
      head,
      ['a', 'External', 'Active', '2020-01-31', 'a@x.org'],
      ['z', 'Internal', 'Inactive', '2019-01-31', null],
    ]);
    expect(check.kind).toBe('users');
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await engine.user('a')).toMatchObject({ candidate: true, account_type: 'External' });
    expect(await engine.user('z')).toMatchObject({ candidate: false, status: 'Inactive' });
    expect(await engine.ask.review.counts()).toMatchObject({ candidates: 2 });
    // Alma asks everybody whom the criteria mean, reviewed or not.
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({
      users: 3,
      unapproved: [
        { kind: 'undecided', users: 2 },
        { kind: 'not-in-review', users: 1 },
      ],
    });
    await engine.approve();
    expect(await refusal(engine.purge())).toMatchObject({ reason: 'job.notApproved' });
    expect((await engine.user('z')).deleted).toBe(false);
  });
});
