/**
 * An import taken back leaves everything as if it had never been: users with every column, groups, flags,
 * decisions, sets. What stays behind is somebody who is purged for what a wrong file said, or a number that
 * means another person than it did.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import {
  type Adding,
  addRows,
  compared,
  decide,
  type Rows,
  readRows,
  replicaOf,
  select,
} from '../support/importFiles.ts';
import { CANDIDATE_HEADINGS, candidateRow } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';

/** Somebody of every sort: candidates decided and not, one who left, one purged, one on a list, one counted. */
async function busyWorkspace(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates(['left']);
  await engine.candidates(
    [
      { id: 'a', group: 'I-Share', last: 'Ünal', loans: 2 },
      { id: 'a', group: 'Graduate' },
      { id: 'b', loans: '?' },
      { id: '00123' },
      { id: 'purged', group: 'Gone' },
      { id: 'plain', expiry: '2020-01-01' },
    ],
    'replace',
  );
  await engine.exclusions('B', 123, 'only listed');
  await engine.purgeAsAlma({ recordType: 'Public', userGroup: 'Gone' });
  await addRows(engine, 'loans', [
    [PID, 'Loans'],
    ['plain', 0],
    ['only counted', 4],
  ]);
  await decide(engine, 'plain', 'approved');
  await decide(engine, 'b', 'excluded');
  await engine.ask.sets.create({
    name: 'Everybody',
    criteria: { op: 'all', of: [] },
    origin: { from: 'review', users: 'all' },
  });
  return engine;
}

const undo = (engine: TestEngine, importId: number) => engine.ask.imports.undo({ importId });

const ROWS: Rows = [
  [...CANDIDATE_HEADINGS],
  candidateRow({ id: 'A', group: 'New group', last: 'Roe', loans: null, role: 'Yes' }),
  candidateRow({ id: 'a', group: 'Another', balance: 'x' }),
  candidateRow({ id: 'plain', expiry: '2999-01-01', group: 'Staff' }),
  candidateRow({ id: 'left' }),
  candidateRow({ id: 'purged' }),
  candidateRow({ id: 'only listed' }),
  candidateRow({ id: 'only counted' }),
  candidateRow({ id: 123, purge: null }),
  candidateRow({ id: 'new' }),
];

describe('taking back restores users, groups, flags, decisions and sets', () => {
  test.each<[string, ImportKind, Rows, Adding]>([
    ['candidates', 'candidates', ROWS, {}],
    ['candidates that replace', 'candidates', ROWS, { mode: 'replace' }],
    ['a few candidates that replace', 'candidates', [ROWS[0]!, ROWS[3]!], { mode: 'replace' }],
    ['users', 'users', ROWS, {}],
    ['an exclusion list', 'exclusions', [['PID'], ['a'], ['PLAIN '], [123], ['new']], {}],
    [
      'loans',
      'loans',
      [
        [PID, 'Loans'],
        ['a', 1],
        ['b', '?'],
        ['new', 3],
        ['purged', 1],
      ],
      {},
    ],
    [
      'loans of everybody',
      'loans',
      [
        [PID, 'Loans'],
        ['a', 1],
        ['new', 3],
      ],
      { absent: 'none' },
    ],
    [
      'fines',
      'fines-fees',
      [
        [PID, 'Balance'],
        ['A', '1.00'],
        ['a', 'x'],
        ['new', '2'],
      ],
      {},
    ],
    [
      'fines elsewhere',
      'fines-elsewhere',
      [
        [PID, 'Fines'],
        ['a', '1.00'],
        ['new', '2'],
      ],
      {},
    ],
    [
      'requests',
      'requests',
      [
        [PID, 'Request Type', 'Request Status'],
        ['a', 'Purchase', 'New'],
      ],
      { absent: 'none' },
    ],
    [
      'acquisitions',
      'acquisitions',
      [
        [PID, 'PO line'],
        ['a', '1'],
        ['new', '2'],
      ],
      {},
    ],
    [
      'a job report',
      'job-report',
      [
        [PID, 'Reason'],
        ['a', 'x'],
        ['new', 'y'],
      ],
      {},
    ],
  ])('after %s', async (_, kind, rows, adding) => {
    const engine = await busyWorkspace();
    const before = replicaOf(engine);
    const { importId } = await addRows(engine, kind, rows, adding);
    if (kind !== 'job-report') expect(replicaOf(engine)).not.toEqual(before);
    expect(await undo(engine, importId)).toEqual({ files: 1 });
    expect(replicaOf(engine)).toEqual(before);
    expect(engine.count(`user_before WHERE import_id = ${importId}`)).toBe(0);
    const check = await compared(engine, importId);
    expect(check).toMatchObject({ state: 'checked', importedAt: null, setId: null });
    await engine.ask.imports.commit({ importId, ...adding });
    await undo(engine, importId);
    expect(replicaOf(engine)).toEqual(before);
  });

  test('after several files, all at once, the last one first', async () => {
    const engine = await busyWorkspace();
    const before = replicaOf(engine);
    const first = await addRows(engine, 'candidates', ROWS);
    await addRows(engine, 'exclusions', [['PID'], ['new'], ['later']]);
    await addRows(
      engine,
      'loans',
      [
        [PID, 'Loans'],
        ['a', 7],
        ['later', 1],
      ],
      { absent: 'none' },
    );
    await addRows(engine, 'candidates', [ROWS[0]!, candidateRow({ id: 'later' })], {
      mode: 'replace',
    });
    const preview = await engine.ask.imports.undoPreview({ importId: first.importId });
    expect(preview).toMatchObject({ users: 2, sets: ['exclusions'] });
    expect(preview.files).toHaveLength(4);
    expect(await undo(engine, first.importId)).toEqual({ files: 4 });
    expect(replicaOf(engine)).toEqual(before);
    expect(
      (await engine.ask.imports.list()).filter(({ state }) => state === 'checked'),
    ).toHaveLength(4);
  });
});

test('says beforehand which notes and letters go with the users, and takes those alone', async () => {
  const engine = await newEngine();
  await engine.candidates(['stays']);
  const { importId } = await engine.candidates(['goes', 'goes too']);
  for (const id of ['stays', 'goes', 'goes too']) {
    const { userNo } = await engine.user(id);
    await engine.ask.users.addNote({ userNo, text: `About ${id}` });
    const file = engine.grant(join(engine.folder, `${id}.csv`));
    await engine.ask.users.writeLetter({ userNo, file, text: null, note: 'Written' });
  }
  // What is written of a letter is a note, too.
  expect(await engine.ask.imports.undoPreview({ importId })).toMatchObject({
    ...{ users: 2, notes: 4, letters: 2 },
  });
  await undo(engine, importId);
  expect([engine.count('user_note'), engine.count('user_letter')]).toEqual([2, 1]);
});

describe('taking back is refused', () => {
  test('after a job was submitted, of what was added before it, and only of that', async () => {
    const engine = await newEngine();
    const { importId } = await engine.candidates(['a']);
    await engine.purgeAsAlma();
    const later = await engine.candidates(['b']);
    expect((await engine.ask.imports.check({ importId })).undoBlocked).toBe('job-since');
    expect(await refusal(undo(engine, importId))).toMatchObject({ reason: 'import.cannotUndo' });
    expect((await engine.ask.imports.check({ importId: later.importId })).undoBlocked).toBeNull();
    const before = replicaOf(engine);
    await undo(engine, later.importId);
    expect(replicaOf(engine).users.map((user) => user.primary_identifier)).toEqual(['a']);
    expect(before.users).toHaveLength(2);
    expect(select(engine, 'SELECT * FROM user_before')).toEqual([]);
  });

  test('of a file that isn’t added, is undone already, or isn’t there', async () => {
    const engine = await newEngine();
    const check = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
    expect((await refusal(undo(engine, check.importId))).reason).toBe('import.cannotUndo');
    expect(await engine.ask.imports.undoPreview({ importId: check.importId })).toEqual({
      ...{ files: [], users: 0, sets: [] },
      ...{ notes: 0, letters: 0 },
    });
    await engine.ask.imports.commit({ importId: check.importId });
    const twice = await Promise.allSettled([
      undo(engine, check.importId),
      undo(engine, check.importId),
    ]);
    expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(undo(engine, check.importId))).reason).toBe('import.cannotUndo');
    expect((await refusal(undo(engine, 99))).reason).toBe('import.gone');
    expect((await refusal(engine.ask.imports.undoPreview({ importId: 99 }))).reason).toBe(
      'import.gone',
    );
  });
});
