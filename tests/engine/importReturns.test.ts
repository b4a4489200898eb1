/**
 * What a fresh report may change of what was decided, and what it says of that before it is added: users who
 * return lose their decision, a rehearsed move changes nothing, and the same file again is known as such.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { compared, decide, readPath, readRows, select } from '../support/importFiles.ts';

const HEAD = ['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date', 'Has Staff Role'];
const row = (id: string, group: string | null = 'Alumni', expiry = '2020-05-31', role = 'No') => [
  id,
  group,
  expiry,
  '2020-05-31',
  role,
];

type Row = ReturnType<typeof row>;

async function readCandidates(engine: TestEngine, ...rows: Row[]) {
  return readRows(engine, [HEAD, ...rows], { kind: 'candidates' });
}

async function addCandidates(engine: TestEngine, ...rows: Row[]) {
  const { importId } = await readCandidates(engine, ...rows);
  return engine.ask.imports.commit({ importId });
}

/** Approved and moved to OK to Purge by a job. */
async function moved(engine: TestEngine, ...identifiers: string[]): Promise<void> {
  const users = await engine.users();
  for (const each of identifiers) await decide(engine, each, 'approved');
  const set = await engine.ask.sets.create({
    name: `Move ${identifiers.join()} ${engine.count('job')}`,
    criteria: { op: 'users', userNos: identifiers.map((each) => users.get(each)!.userNo) },
    origin: { from: 'review', users: 'all' },
  });
  await engine.move(set.setId);
}

const decisionOf = async (engine: TestEngine, id: string) => (await engine.user(id)).decision;
const notice = (check: { notices: { code: string; count: number }[] }, code: string) =>
  check.notices.find((each) => each.code === code)?.count;

describe('after a rehearsed move', () => {
  test('a report with the former group changes nothing, neither group nor decision nor flag', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'), row('b'), row('none', null));
    await moved(engine, 'a', 'none');
    const before = select(engine, 'SELECT user_no, group_no, returned FROM user ORDER BY user_no');
    const check = await readCandidates(engine, row('a', ' ALUMNI '), row('b'), row('none', null));
    expect(check).toMatchObject({
      diff: { returned: 0, changed: 0, unchanged: 3 },
      decisionsEnd: { purged: 0, approved: 0 },
    });
    expect(notice(check, 'not-moved-yet')).toBe(2);
    const { decisionsEnded } = await engine.ask.imports.commit({ importId: check.importId });
    expect(decisionsEnded).toBe(0);
    const after = select(engine, 'SELECT user_no, group_no, returned FROM user ORDER BY user_no');
    expect(after).toEqual(before);
    expect(await engine.user('a')).toMatchObject({
      decision: 'approved',
      user_group: 'OK to Purge',
    });
    expect((await engine.user('a')).flags).not.toContain('returned');
  });

  test('a report of the day after, with OK to Purge, changes nothing either', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'));
    await moved(engine, 'a');
    const check = await readCandidates(engine, row('a', 'OK to Purge'));
    expect(check.diff).toMatchObject({ returned: 0, unchanged: 1 });
    expect(notice(check, 'not-moved-yet')).toBeUndefined();
  });

  test('a third group is a return, and a former one is one when a report had told another since', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'));
    await moved(engine, 'a');
    const check = await readCandidates(engine, row('a', 'Faculty'));
    expect(check).toMatchObject({
      diff: { returned: 1, reasons: [{ reason: 'group-changed', users: 1 }] },
      decisionsEnd: { purged: 0, approved: 1 },
    });
    expect(await engine.ask.imports.commit({ importId: check.importId })).toMatchObject({
      decisionsEnded: 1,
    });
    expect(await decisionOf(engine, 'a')).toBe('undecided');
    // From Faculty this time: Alumni is long over.
    await moved(engine, 'a');
    expect((await readCandidates(engine, row('a', 'Alumni'))).diff?.returned).toBe(1);
    expect((await readCandidates(engine, row('a', 'Faculty'))).diff?.returned).toBe(0);
  });

  test('signs of life count whatever the group', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'), row('b'));
    await moved(engine, 'a', 'b');
    const check = await readCandidates(
      engine,
      row('a', 'Alumni', '2999-12-31'),
      row('b', 'Alumni', '2020-05-31', 'Yes'),
    );
    expect(check).toMatchObject({ diff: { returned: 2 }, decisionsEnd: { approved: 2 } });
    await engine.ask.imports.commit({ importId: check.importId });
    expect([await decisionOf(engine, 'a'), await decisionOf(engine, 'b')]).toEqual([
      'undecided',
      'undecided',
    ]);
  });

  test('it can be taken back with everything as it was', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'));
    await moved(engine, 'a');
    const { importId } = await addCandidates(engine, row('a'));
    await engine.ask.imports.undo({ importId });
    expect(await engine.user('a')).toMatchObject({
      decision: 'approved',
      user_group: 'OK to Purge',
    });
  });
});

describe('the same file again after a purge', () => {
  test('says who returns, why, and how many decisions end, before it is added and as it then is', async () => {
    const engine = await newEngine();
    const first = await readCandidates(engine, row('a'), row('b'), row('c'), row('d'));
    expect(first.same).toBeNull();
    await engine.ask.imports.commit({ importId: first.importId });
    await moved(engine, 'a', 'b');
    await decide(engine, 'c', 'approved');
    await decide(engine, 'd', 'excluded');
    await engine.purge({ userGroup: 'OK to Purge' });
    const again = await readPath(engine, join(engine.folder, 'Report.xlsx'));
    expect(again).toMatchObject({
      same: { importId: first.importId, fileName: 'Report.xlsx' },
      diff: { returned: 2, reasons: [{ reason: 'purged', users: 2 }] },
      decisionsEnd: { purged: 2, approved: 0 },
    });
    const told = await engine.ask.imports.commit({ importId: again.importId });
    expect(told.decisionsEnded).toBe(2);
    expect(await engine.ask.review.counts()).toMatchObject({ candidates: 4 });
    const decisions = await Promise.all(['a', 'b', 'c', 'd'].map((id) => decisionOf(engine, id)));
    expect(decisions).toEqual(['undecided', 'undecided', 'approved', 'excluded']);
  });

  test('a decision made while the file waits is counted, too', async () => {
    const engine = await newEngine();
    await addCandidates(engine, row('a'));
    const { importId } = await readCandidates(engine, row('a', 'Faculty'));
    const ends = async () => (await compared(engine, importId)).decisionsEnd.approved;
    expect(await ends()).toBe(0);
    await decide(engine, 'a', 'approved');
    expect(await ends()).toBe(1);
    await engine.ask.review.undo();
    expect(await ends()).toBe(0);
  });

  test.each([
    ['candidates', [HEAD, row('a', 'Alumni', '2999-12-31')]],
    ['candidates', [HEAD, row('a'), row('a', 'Faculty')]],
    [
      'candidates',
      [
        [...HEAD, 'Record Type'],
        [...row('a'), 'Contact'],
      ],
    ],
    ['candidates', [HEAD, ['a', 'Alumni', '2020-05-31', 'no date', 'No']]],
    ['candidates', [HEAD, row('a', null), row('b')]],
    ['exclusions', [['Primary Identifier'], ['a']]],
    [
      'fines-fees',
      [
        ['Primary Identifier', 'Remaining Amount'],
        ['a', 'much'],
      ],
    ],
    [
      'loans-elsewhere',
      [
        ['Primary Identifier', 'Number of loans'],
        ['a', '2'],
      ],
    ],
  ] as const)(
    'what ends an approval is counted before as it is afterwards: %s %j',
    async (kind, rows) => {
      const engine = await newEngine();
      await addCandidates(engine, row('a', 'Alumni', null as never), row('b'));
      await decide(engine, 'a', 'approved');
      const read = () => readRows(engine, rows, { kind });
      const check = await read();
      expect(check.decisionsEnd).toEqual({ purged: 0, approved: 1 });
      const { decisionsEnded } = await engine.ask.imports.commit({ importId: check.importId });
      expect(decisionsEnded).toBe(1);
      // Approved knowing it: the next file tells nothing new.
      await decide(engine, 'a', 'approved');
      const again = await read();
      expect(again.decisionsEnd.approved).toBe(0);
      expect((await engine.ask.imports.commit({ importId: again.importId })).decisionsEnded).toBe(
        0,
      );
    },
  );

  test('the same content as another kind, or once it is taken back, is not the same file again', async () => {
    const engine = await newEngine();
    const { importId } = await readCandidates(engine, row('a'));
    await engine.ask.imports.commit({ importId });
    const path = join(engine.folder, 'Report.xlsx');
    expect((await readPath(engine, path, { kind: 'users' })).same).toBeNull();
    expect((await readPath(engine, path)).same).toMatchObject({ importId });
    await engine.ask.imports.undo({ importId });
    expect((await readPath(engine, path)).same).toBeNull();
  });
});

test('any sequence of files and decisions: as many decisions end as were told before', async () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const line = fc
    .tuple(
      id,
      fc.constantFrom('Alumni', 'Faculty', null),
      fc.constantFrom('2020-05-31', '2999-12-31', 'never'),
      fc.constantFrom('No', 'Yes', ''),
    )
    .map(([user, group, expiry, role]) => row(user, group, expiry, role));
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('candidates', 'users'), rows: fc.array(line) }),
    fc.record({
      kind: fc.constantFrom('exclusions', 'staff', 'identifiers', 'loans-elsewhere'),
      ids: fc.uniqueArray(id, { minLength: 1 }),
    }),
    fc.record({ approve: id }),
    fc.record({ exclude: id }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const engine = await newEngine();
      await addCandidates(engine, ...['a', 'b', 'c', 'd'].map((each) => row(each)));
      for (const each of steps) {
        if ('approve' in each) await decide(engine, each.approve, 'approved');
        else if ('exclude' in each) await decide(engine, each.exclude, 'excluded');
        else {
          const rows =
            'rows' in each
              ? [[...HEAD, 'Status'], ...[row('z'), ...each.rows].map((one) => [...one, 'Active'])]
              : [['Primary Identifier', 'Loans'], ...each.ids.map((one) => [one, '1'])];
          const check = await readRows(engine, rows, { kind: each.kind as ImportKind });
          const { purged, approved } = check.decisionsEnd;
          const added = await engine.ask.imports.commit({ importId: check.importId });
          expect([each, purged + approved]).toEqual([each, added.decisionsEnded]);
        }
      }
    }),
    { numRuns: 30 },
  );
});
