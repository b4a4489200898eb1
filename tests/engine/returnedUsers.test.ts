/**
 * Whoever was erased is known again in whatever file names them, and comes in by one way only: somebody decides it, for a
 * reason, by the number of rows. Then they are new, with nothing of what they had. A second way in would make the promise
 * worth nothing; a row that can't be entered at all would leave a student who came back without an account.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const HEADS = [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role', 'Status'];
const ANA = ['comeback1', 'Anafamily', 'Anagiven', 'Graduate', '2019-05-31', 'No', 'Active'];
const REASON = 'Enrolled again in autumn';

/** Ana and Ben are purged and erased; Cem stays. */
async function erased() {
  const engine = await newEngine();
  const file = await addRows(engine, 'candidates', [
    HEADS,
    ANA,
    ['comeback2', 'Benfamily', 'Bengiven', 'Graduate', '2019-05-31', 'No', 'Active'],
    ['stayid1', 'Cemfamily', 'Cemgiven', 'Graduate', '2029-05-31', 'No', 'Active'],
  ]);
  const { userNo } = await engine.user('comeback1');
  await engine.ask.users.addNote({ userNo, text: 'knows the way' });
  await addRows(engine, 'user-roles', [
    [PID, 'Role Type', 'Role Status'],
    ['comeback1', 'Patron', 'Active'],
  ]);
  await engine.approve();
  await engine.purge();
  const report = await erase(engine, 2);
  return { engine, file, requestId: report.settings[0]!.value, jobId: report.jobId };
}

const erase = (engine: TestEngine, typedUsers: number) =>
  engine.run({
    kind: 'erase-users',
    name: 'User Cleanup',
    parameters: {},
    users: { criteria: { op: 'membership', value: 'deleted' } },
    typedUsers,
  });

const BEFORE = { of: 'notice', code: 'erased-before' } as const;
const rowsOf = (engine: TestEngine, importId: number) =>
  engine.ask.imports.rows({ importId, rowGroup: BEFORE, offset: 0, limit: 100 });

const reasonOf = async (asked: Promise<unknown>) => (await refusal(asked)).reason;

function isInFiles(folder: string, text: string): boolean {
  return readdirSync(folder)
    .filter((name) => name.includes('.purgedesk'))
    .some((name) => readFileSync(join(folder, name)).toString('latin1').includes(text));
}

const LATER = [
  HEADS,
  ANA,
  ['stayid1', 'Cemfamily', 'Cemgiven', 'Alumni', '2029-05-31', 'No', 'Active'],
];

test('a row of an erased user says by which request, and comes in by a decision that is typed and entered', async () => {
  const { engine, requestId, jobId } = await erased();
  const check = await readRows(engine, LATER, { kind: 'users' }, 'Later.xlsx');
  const { importId } = check;
  const told = check.notices.find(({ code }) => code === 'erased-before')!;
  expect(told).toMatchObject({ count: 1, rowGroup: BEFORE });
  expect(JSON.stringify(told.values)).toContain(requestId);
  expect(await rowsOf(engine, importId)).toMatchObject({
    total: 1,
    rows: [{ row: 2, primaryIdentifier: '', erased: { requestId, jobId, mayReturn: false } }],
  });
  const group = { of: 'erased-by' as const, jobId };
  const byRequest = { importId, rowGroup: group, offset: 0, limit: 100 };
  expect(await engine.ask.imports.rows(byRequest)).toMatchObject({ total: 1 });
  expect(check.originalKept).toBe(false);
  expect(check.originalErased).toMatchObject({ requestId });

  const entries = () =>
    engine.ask.trail.page({
      filter: { topic: 'erasures', staffNo: null, from: null, to: null },
      ...{ offset: 0, limit: 100 },
    });
  const { total: enteredBefore } = await entries();
  const asked = { importId, rows: [2], reason: REASON, typedRows: 1 };
  const decide = (other: object) => engine.ask.imports.decideReturn({ ...asked, ...other });
  expect(await reasonOf(decide({ typedRows: 2 }))).toBe('import.returnRows');
  expect(await reasonOf(decide({ rows: [3] }))).toBe('import.returnGone');
  expect(await reasonOf(decide({ rows: [2, 3], typedRows: 2 }))).toBe('import.returnGone');
  await expect(decide({ reason: ' ' })).rejects.toThrow();
  expect((await entries()).total).toBe(enteredBefore);

  // Read again without a decision it is what it was.
  const options = { kind: 'users' as const };
  const again = await engine.ask.imports.readAgain({ importId, options });
  const still = await engine.checked(again.importId);
  expect(still.notices.map(({ code }) => code)).toContain('erased-before');

  const decision = { ...asked, importId: again.importId };
  const { decisionNo } = await engine.ask.imports.decideReturn(decision);
  expect(await reasonOf(engine.ask.imports.decideReturn(decision))).toBe('import.returnGone');
  expect((await entries()).rows[0]).toMatchObject({
    entered: {
      what: 'return.decided',
      details: { importId: again.importId, decisionNo, rows: 1, erasures: [jobId] },
    },
  });
  // Until it is read again nothing of them is in the file.
  expect((await rowsOf(engine, again.importId)).rows[0]!.erased).toMatchObject({ mayReturn: true });
  const read = await engine.ask.imports.readAgain({ importId: again.importId, options });
  const entered = await engine.checked(read.importId);
  expect(entered.notices.map(({ code }) => code)).not.toContain('erased-before');
  expect(entered.originalErased).toBeNull();
  expect(entered.returns).toEqual([
    expect.objectContaining({ decisionNo, reason: REASON, rows: 1 }),
  ]);
  await engine.ask.imports.commit({ importId: read.importId });

  const ana = await engine.user('comeback1');
  const details = await engine.ask.users.get({ userNo: ana.userNo });
  expect(ana).toMatchObject({ candidate: false, deleted: false, decision: 'undecided', flags: [] });
  expect(details).toMatchObject({ decisions: [], history: [], jobs: [], sets: [], notes: [] });
  expect(details.evidence.map(({ importId: from }) => from)).toEqual([read.importId]);
  const { kinds } = await engine.ask.users.details({ userNo: ana.userNo });
  expect(kinds.flatMap(({ lines }) => lines)).toEqual([]);

  // Whoever is here is no stranger in the next file; the other one stays out.
  const next = await readRows(
    engine,
    [HEADS, ANA, ['comeback2', 'Benfamily', 'Bengiven', 'Graduate', '2019-05-31', 'No']],
    { kind: 'candidates' },
    'Next.xlsx',
  );
  expect(await rowsOf(engine, next.importId)).toMatchObject({ total: 1, rows: [{ row: 3 }] });

  // Erased again, they are kept out again.
  await engine.ask.imports.commit({ importId: next.importId });
  await engine.approve();
  await engine.purge();
  await erase(engine, 1);
  const last = await readRows(engine, LATER, { kind: 'users' }, 'Last.xlsx');
  expect((await rowsOf(engine, last.importId)).rows[0]!.erased!.requestId).not.toBe(requestId);
});

test('a decision is withdrawn until somebody has been entered by it, and no file that was read by it is added', async () => {
  const { engine } = await erased();
  const options = { kind: 'users' as const };
  const decided = async (name: string) => {
    const { importId } = await readRows(engine, LATER, options, name);
    const asked = { importId, rows: null, reason: REASON, typedRows: 1 };
    const { decisionNo } = await engine.ask.imports.decideReturn(asked);
    return { importId, decisionNo };
  };
  const commit = (importId: number) => engine.ask.imports.commit({ importId });
  const withdraw = (decisionNo: number) => engine.ask.imports.withdrawReturn({ decisionNo });
  const before = await readRows(engine, [HEADS, LATER[2]!], options, 'Before.xlsx');
  const { importId, decisionNo } = await decided('Later.xlsx');
  const read = await engine.ask.imports.readAgain({ importId, options });
  const other = await readRows(engine, LATER, { kind: 'users' }, 'Other.xlsx');
  expect(await engine.ask.erasures.returns()).toEqual([
    expect.objectContaining({ decisionNo, fileName: 'Later.xlsx', holds: true, withdrawn: null }),
  ]);
  expect(await withdraw(decisionNo)).toEqual({ rows: 1 });
  expect(await reasonOf(withdraw(decisionNo))).toBe('import.returnOver');
  expect(await reasonOf(withdraw(99))).toBe('import.returnOver');
  expect(await engine.ask.erasures.returns()).toEqual([
    expect.objectContaining({ decisionNo, holds: false, withdrawn: expect.anything() }),
  ]);
  const { rows } = await engine.ask.trail.page({
    filter: { topic: 'erasures', staffNo: null, from: null, to: null },
    ...{ offset: 0, limit: 1 },
  });
  expect(rows[0]!.entered).toMatchObject({
    what: 'return.withdrawn',
    details: { importId: read.importId, decisionNo, rows: 1 },
  });
  // Whatever was read by it in between is read again; a file from before isn't.
  for (const stale of [read.importId, other.importId])
    expect(await reasonOf(commit(stale))).toBe('import.returnWithdrawn');
  const again = await engine.ask.imports.readAgain({ importId: other.importId, options });
  await engine.checked(again.importId);
  expect(await rowsOf(engine, again.importId)).toMatchObject({ total: 1 });
  await commit(again.importId);
  await commit(before.importId);
  expect(await engine.identifiers()).toEqual(['stayid1']);

  // Whoever has been entered is here: an import is undone, or they are erased again.
  const second = await decided('Second.xlsx');
  const entering = await engine.ask.imports.readAgain({ importId: second.importId, options });
  await engine.checked(entering.importId);
  await commit(entering.importId);
  expect(await refusal(withdraw(second.decisionNo))).toMatchObject({
    reason: 'import.returnUsed',
    message: expect.stringContaining('1 user was entered'),
  });
  await engine.ask.imports.undo({ importId: entering.importId });
  await withdraw(second.decisionNo);
  expect(await reasonOf(commit(entering.importId))).toBe('import.returnWithdrawn');
  expect(await engine.identifiers()).toEqual(['stayid1']);

  const third = await decided('Third.xlsx');
  const last = await engine.ask.imports.readAgain({ importId: third.importId, options });
  await engine.checked(last.importId);
  await commit(last.importId);
  const { userNo } = await engine.user('comeback1');
  await engine.ask.users.get({ userNo });
  await engine.run({
    kind: 'erase-users',
    name: 'Again',
    parameters: {},
    users: { criteria: { op: 'users', userNos: [userNo] }, except: [] },
    typedUsers: 1,
    person: { texts: [], told: [], word: 'ERASE' },
  });
  expect(await reasonOf(withdraw(third.decisionNo))).toBe('import.returnOver');
});

test('no kind of file, profile, covering report or undo brings an erased user in', async () => {
  const { engine } = await erased();
  const before = await engine.identifiers();
  expect(before).toEqual(['stayid1']);
  const kinds: readonly [ImportKind, readonly (readonly (string | number)[])[]][] = [
    ['candidates', LATER],
    ['users', LATER],
    ['exclusions', [[PID], ['COMEBACK1'], ['comeback2 ']]],
    ['identifiers', [[PID], ['comeback1']]],
    ['staff', [[PID], ['comeback1']]],
    [
      'loans',
      [
        [PID, 'Loans'],
        ['comeback1', 2],
        ['stayid1', 1],
      ],
    ],
    [
      'fines-fees',
      [
        [PID, 'Balance'],
        ['comeback1', 12],
        ['stayid1', 3],
      ],
    ],
    [
      'user-notes',
      [
        [PID, 'Note Type', 'Note Text'],
        ['comeback1', 'General', 'Anafamily is back'],
      ],
    ],
  ];
  for (const [kind, rows] of kinds) {
    const check = await readRows(engine, rows, { kind }, `${kind} again.xlsx`);
    expect([kind, check.notices.map(({ code }) => code)]).toEqual([
      kind,
      expect.arrayContaining(['erased-before']),
    ]);
    if (kind === 'candidates')
      await engine.ask.imports.saveProfile({ importId: check.importId, name: 'Monthly' });
    await engine.ask.imports
      .commit({
        importId: check.importId,
        mode: 'add',
        absent: kind === 'loans' ? 'none' : 'unknown',
      })
      .catch(() => {});
    expect([kind, await engine.identifiers()]).toEqual([kind, before]);
  }
  const check = await readRows(engine, LATER, {}, 'By profile.xlsx');
  const [profile] = await engine.ask.imports.profiles();
  const { profileId } = profile!;
  const used = await engine.ask.imports.useProfile({ importId: check.importId, profileId });
  const byProfile = await engine.checked(used.importId);
  await engine.ask.imports.commit({ importId: byProfile.importId });
  await engine.ask.imports.undo({ importId: byProfile.importId });
  await engine.ask.imports.commit({ importId: byProfile.importId });
  expect(await engine.identifiers()).toEqual(before);
  // Options hold no decision.
  const options = { kind: 'users', mayReturn: true } as never;
  await expect(
    engine.ask.imports.readAgain({ importId: byProfile.importId, options }),
  ).rejects.toThrow();
  // Nor is anything decided about a file that was added.
  const late = { importId: byProfile.importId, rows: null, reason: REASON, typedRows: 1 };
  expect(await reasonOf(engine.ask.imports.decideReturn(late))).toBe('import.returnGone');
  const { folder } = engine;
  await engine.close();
  for (const text of ['comeback1', 'Anafamily', 'Anagiven'])
    expect(isInFiles(folder, text)).toBe(false);
});

test('what Alma leaves of an erased user in the place of a last name is theirs, too; a namesake isn’t', async () => {
  const { engine } = await erased();
  const rows = [
    [PID, 'Last Name', 'First Name'],
    ['left1', 'COMEBACK1', ''],
    ['left2', 'comeback2', 'x'],
    ['other', 'Comebackson', 'Eve'],
  ];
  const { importId } = await readRows(engine, rows, { kind: 'users' }, 'Left.xlsx');
  expect((await rowsOf(engine, importId)).rows.map(({ row }) => row)).toEqual([2, 3]);
});

test('a file that waited while they were erased shows their rows, keeps nothing of them, and lets them come in', async () => {
  const engine = await newEngine();
  await engine.candidates([{ id: 'comeback1' }, { id: 'stayid1', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  const path = join(engine.folder, 'Waiting.csv');
  writeFileSync(
    path,
    `${PID},Last Name,Status\r\ncomeback1,Anafamily,Active\r\nstayid1,Cem,Active\r\n`,
  );
  const waiting = await engine.read(path, 'users');
  expect(waiting).toMatchObject({ originalKept: true, originalErased: null });
  const report = await erase(engine, 1);
  const requestId = report.settings[0]!.value;
  const { importId } = waiting;
  const check = await engine.ask.imports.check({ importId });
  expect(check).toMatchObject({ originalKept: false, originalErased: { requestId } });
  expect(check.notices.find(({ code }) => code === 'erased-before')).toMatchObject({ count: 1 });
  expect((await rowsOf(engine, importId)).rows).toEqual([
    expect.objectContaining({
      primaryIdentifier: '',
      erased: expect.objectContaining({ requestId }),
    }),
  ]);
  const file = engine.grant(join(engine.folder, 'Original.csv'));
  const gone = await refusal(engine.ask.imports.saveOriginal({ importId, file }));
  expect(gone).toMatchObject({ reason: 'import.originalErased' });
  const { path: place, folder } = engine;
  await engine.close();
  expect(isInFiles(folder, 'Anafamily')).toBe(false);

  // In a later session the file has to be chosen again, and the decision holds for it.
  await engine.open(place);
  const decision = { importId, rows: null, reason: REASON, typedRows: 1 };
  await engine.ask.imports.decideReturn(decision);
  const options = { kind: 'users' as const };
  expect(await reasonOf(engine.ask.imports.readAgain({ importId, options }))).toBe(
    'import.fileGone',
  );
  expect(await engine.identifiers()).toEqual(['stayid1']);
  const chosen = await engine.read(path, 'users');
  await engine.ask.imports.commit({ importId: chosen.importId });
  expect(await engine.identifiers()).toEqual(['comeback1', 'stayid1']);
});

test('what Alma leaves of a purged user stays aside in a file that waits, whoever is restored here meanwhile', async () => {
  const engine = await newEngine();
  await engine.candidates(['purged1', { id: 'stayid1', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  const path = join(engine.folder, 'Remains.csv');
  writeFileSync(path, `${PID},Last Name,First Name,Status\r\nremains1,purged1,x,Active\r\n`);
  const { importId } = await engine.read(path, 'users');
  const restored = await engine.run({
    ...{ kind: 'restore-users', name: 'Restore', parameters: {} },
    users: { criteria: { op: 'membership', value: 'deleted' } },
  });
  expect(restored.finished).toBe(1);
  await engine.idle();
  const rowGroup = { of: 'notice', code: 'purged-before' } as const;
  const rows = () => engine.ask.imports.rows({ importId, rowGroup, offset: 0, limit: 10 });
  expect(await rows()).toMatchObject({ total: 1, rows: [{ row: 2, erased: null }] });
  await engine.ask.imports.commit({ importId });
  expect(await engine.identifiers()).toEqual(['purged1', 'stayid1']);
  // Of a namesake, who is no longer taken for somebody purged, the file is read again.
  const again = await engine.read(path, 'users');
  await engine.ask.imports.commit({ importId: again.importId });
  expect(await engine.identifiers()).toEqual(['purged1', 'remains1', 'stayid1']);
});
