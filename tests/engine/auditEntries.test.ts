/**
 * What is entered into the audit trail: every request that changes the workspace leaves its entry, with who did it, in the
 * same transaction; and nothing in the trail quotes anybody. A request that changed something without an entry would be
 * a way around the trail.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { verify } from '#engine/cli/verify.ts';
import { all } from '#engine/db/db.ts';
import { record } from '#engine/db/trail/record.ts';
import { setAsideErased } from '#engine/importing/rows/erasedRows.ts';
import { failJob } from '#engine/jobs/jobRows.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { setTombstones, tombstoneSeal } from '#engine/replica/tombstones.ts';
import { task } from '#engine/writer/task.ts';
import { engineContract } from '#shared/contract/engineContract.ts';
import { AUDITED, type AuditedWhat } from '#shared/contract/shapes/auditTrail.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { samplePng } from '../support/samplePng.ts';
import { storedState } from '../support/storedState.ts';
import { candidatesSheet, listSheet, writeWorkbook } from '../support/workbookFile.ts';

interface Entry {
  readonly entry_no: number;
  readonly who: string | null;
  readonly what: AuditedWhat;
  readonly details: string;
}

const entriesOf = (engine: TestEngine): Entry[] =>
  all<Entry>(
    engine.session.workspace.db,
    `SELECT entry_no, what, details, (SELECT name FROM audit_staff s WHERE s.staff_no = e.staff_no) AS who
     FROM audit_entry e ORDER BY entry_no`,
  );

/** Requests that the contract calls changing. */
const CHANGING = Object.entries(engineContract).flatMap(([feature, named]) =>
  Object.entries(named).flatMap(([name, procedure]) =>
    isContractProcedure(procedure) && procedure['~orpc'].meta.changes ? [`${feature}.${name}`] : [],
  ),
);

/** What librarians keep for themselves: nothing that is decided, reported or shown as evidence is made of it. */
const FOR_ONESELF: Readonly<Record<string, string>> = {
  'views.save': 'grid_view',
  'views.remove': 'grid_view',
  'jobs.keepDraft': 'job_draft',
  'jobs.markRead': 'job',
  'jobs.markMessages': 'job',
};
/** Nothing is left that could have an entry. */
const LEAVES_NOTHING = new Set(['workspace.erase']);

const ALL = { from: 'review', users: 'all' } as const;
const SOME: Criteria = { op: 'search', value: 'a' };

/** A request, what is entered by it, in its order, and how it is made. */
type Done = readonly [string, readonly AuditedWhat[], () => Promise<unknown>];

/** A story in which each of them is made once or more. */
async function story(engine: TestEngine): Promise<readonly Done[]> {
  const { ask, folder } = engine;
  const save = (name: string) => engine.grant(join(folder, name));
  const waiting: number[] = [];
  let sample = 0;
  const file = async (name: string, sheet: Parameters<typeof writeWorkbook>[1]) =>
    engine.grant(await writeWorkbook(join(folder, name), sheet), 'open');
  const read = async (name: string, sheet: Parameters<typeof writeWorkbook>[1]) => {
    const { importId } = await ask.imports.read({ file: await file(name, sheet), options: {} });
    await engine.checked(importId);
    waiting.push(importId);
  };
  const last = () => waiting.at(-1)!;
  const again = async (work: Promise<{ importId: number }>) => {
    const { importId } = await work;
    await engine.checked(importId);
    waiting.push(importId);
  };
  const selection = { criteria: CANDIDATES };
  const userNo = async (id: string) => (await engine.user(id)).userNo;
  const setOf = async (name: string) =>
    (await ask.sets.list()).find((each) => each.name === name)!.setId;
  const logo = join(folder, 'logo.png');
  writeFileSync(logo, samplePng(40, 20));
  const people = candidatesSheet(
    { id: 'a', group: 'Alumni' },
    { id: 'b', group: 'Alumni' },
    { id: 'c' },
    { id: 'd' },
  );
  const move = async () => ({
    kind: 'update-notify-users' as const,
    name: 'Move',
    parameters: {
      setId: await setOf('Some'),
      userGroup: 'OK to Purge',
      condition: 'Unconditionally' as const,
    },
  });
  return [
    ['imports.read', ['file.read'], () => read('First.xlsx', people)],
    [
      'imports.saveProfile',
      ['profile.saved'],
      () => ask.imports.saveProfile({ importId: last(), name: 'Monthly' }),
    ],
    [
      'imports.useProfile',
      ['file.discarded', 'file.read'],
      async () => {
        const [profile] = await ask.imports.profiles();
        const { profileId } = profile!;
        await again(ask.imports.useProfile({ importId: last(), profileId }));
      },
    ],
    [
      'imports.readAgain',
      ['file.discarded', 'file.read'],
      () => again(ask.imports.readAgain({ importId: last(), options: {} })),
    ],
    [
      'imports.setDataDate',
      ['file.dated'],
      () => ask.imports.setDataDate({ importId: last(), dataDate: '2026-11-01' }),
    ],
    ['imports.commit', ['file.added'], () => ask.imports.commit({ importId: last() })],
    [
      'imports.deleteProfile',
      ['profile.deleted'],
      async () => {
        const [profile] = await ask.imports.profiles();
        await ask.imports.deleteProfile({ profileId: profile!.profileId });
      },
    ],
    [
      'imports.read',
      ['file.failed'],
      async () => {
        const path = join(folder, 'Nothing.xlsx');
        writeFileSync(path, 'PK\u0003\u0004 and no more');
        const { importId } = await ask.imports.read({ file: engine.grant(path), options: {} });
        await engine.checked(importId);
      },
    ],
    [
      'review.decide',
      ['decision.made'],
      () => ask.review.decide({ selection, decision: 'approved', reason: null }),
    ],
    [
      'imports.commit',
      ['file.read', 'file.meant', 'file.added', 'approval.ended'],
      async () => {
        await read('Keep.xlsx', listSheet('d'));
        await ask.imports.setListKind({ importId: last(), kind: 'exclusions' });
        await ask.imports.commit({ importId: last() });
      },
    ],
    ['review.undo', ['decision.undone'], () => ask.review.undo()],
    ['review.redo', ['decision.redone'], () => ask.review.redo()],
    ['review.applyRules', ['decision.byRule'], () => ask.review.applyRules()],
    [
      'imports.setListKind',
      ['file.meant'],
      () => ask.imports.setListKind({ importId: last(), kind: 'identifiers' }),
    ],
    ['imports.undo', ['file.takenBack'], () => ask.imports.undo({ importId: last() })],
    ['imports.discard', ['file.discarded'], () => ask.imports.discard({ importId: last() })],
    [
      'settings.save',
      ['settings.changed'],
      async () =>
        ask.settings.save({ ...(await ask.settings.get()), days: 31, userName: 'Ruth Tester' }),
    ],
    [
      'settings.answerPolicy',
      ['settings.changed', 'policy.answered'],
      () => engine.answerPolicy({ deletePolicy: 3, esploro: false, timeZone: 'America/Chicago' }),
    ],
    [
      'settings.saveLogo',
      ['logo.changed'],
      () => ask.settings.saveLogo({ file: engine.grant(logo, 'open') }),
    ],
    ['register.add', ['rule.added'], () => ask.register.add({ kind: 'identifier', value: 'Ruth' })],
    [
      'register.edit',
      ['rule.changed'],
      async () => {
        const [rule] = await ask.register.list();
        await ask.register.edit({ ruleId: rule!.ruleId, kind: 'prefix', value: 'Ruth' });
      },
    ],
    [
      'register.remove',
      ['rule.removed'],
      async () => {
        const [rule] = await ask.register.list();
        await ask.register.remove({ ruleId: rule!.ruleId });
      },
    ],
    [
      'users.addNote',
      ['note.added'],
      async () => ask.users.addNote({ userNo: await userNo('a'), text: 'Ruth came by' }),
    ],
    [
      'users.removeNote',
      ['note.removed'],
      async () => {
        const { notes } = await ask.users.get({ userNo: await userNo('a') });
        await ask.users.removeNote({ noteId: notes[0]!.noteId });
      },
    ],
    [
      'users.writeLetter',
      ['letter.written'],
      async () =>
        ask.users.writeLetter({
          ...{ userNo: await userNo('a'), file: save('Ruth.txt') },
          ...{ text: 'Dear Ruth', note: 'Written to Ruth', locales: [] },
        }),
    ],
    [
      'users.answerTwin',
      ['twin.answered'],
      async () =>
        ask.users.answerTwin({
          ...{ userNo: await userNo('a'), otherNo: await userNo('b') },
          answer: 'different',
        }),
    ],
    [
      'samples.draw',
      ['sample.drawn'],
      async () => {
        ({ sampleId: sample } = await ask.samples.draw({ among: 'not-excluded', perGroup: 1 }));
      },
    ],
    [
      'samples.record',
      ['sample.recorded'],
      async () => {
        const [drawn] = await ask.samples.users({ sampleId: sample });
        const found = { finding: 'differs', note: 'Ruth again' } as const;
        await ask.samples.record({ sampleId: sample, userNo: drawn!.userNo, ...found });
      },
    ],
    ['samples.remove', ['sample.removed'], () => ask.samples.remove({ sampleId: sample })],
    [
      'sets.create',
      ['set.made'],
      () => ask.sets.create({ name: 'Some', criteria: SOME, origin: ALL }),
    ],
    [
      'sets.create',
      ['set.made'],
      () => ask.sets.create({ name: 'Ruth', criteria: CANDIDATES, origin: ALL, logical: true }),
    ],
    [
      'sets.combine',
      ['set.combined'],
      async () =>
        ask.sets.combine({
          ...{ name: 'Both', operator: 'And' as const },
          ...{ first: await setOf('Some'), second: await setOf('Ruth') },
        }),
    ],
    [
      'sets.edit',
      ['set.changed'],
      async () => ask.sets.edit({ setId: await setOf('Both'), name: 'Of Ruth' }),
    ],
    [
      'sets.delete',
      ['set.deleted'],
      async () => ask.sets.delete({ setId: await setOf('Of Ruth') }),
    ],
    ['signOff.sign', ['signature.made'], () => ask.signOff.sign({ name: 'Ruth Signer' })],
    ['signOff.withdraw', ['signature.withdrawn'], () => ask.signOff.withdraw()],
    ['alma.tick', ['alma.ticked'], () => ask.alma.tick({ step: 'set', done: true })],
    ['views.save', [], () => ask.views.save({ grid: 'review', name: 'Ruth’s', state: '{}' })],
    [
      'views.remove',
      [],
      async () => {
        const [view] = await ask.views.list({ grid: 'review' });
        await ask.views.remove({ viewId: view!.viewId });
      },
    ],
    [
      'jobs.keepDraft',
      [],
      () => ask.jobs.keepDraft({ kind: 'purge-user-records', draft: { days: 30 } }),
    ],
    ['jobs.submit', ['job.submitted', 'job.completed'], async () => engine.run(await move())],
    [
      'jobs.cancel',
      ['job.submitted', 'job.cancelled'],
      async () => {
        const job = { ...(await move()), name: 'Another' };
        await engine.beforeJobsRun(async () => {
          const { jobId } = await ask.jobs.submit({ job, capture: null });
          await ask.jobs.cancel({ jobId });
        });
      },
    ],
    [
      'jobs.takeUp',
      ['job.takenUp', 'erasure.begun', 'erasure.searched', 'erasure.certified', 'job.completed'],
      async () => {
        // As a fault leaves it in the middle; nobody is among its members.
        const fail = task<void, number>('at once', ({ db }) => {
          const parameters = { requestId: 'PR-2345-6789' };
          const users = { criteria: CANDIDATES, except: [] };
          const job = { kind: 'erase-users', name: 'Erase', parameters, users, typedUsers: 0 };
          const failed = submitJob(db, job as never, [], 'x', null, null, UserBitmap.of([]));
          failJob(db, failed, { code: 'cleanup.stopped' });
          return failed;
        });
        const jobId = await engine.session.workspace.writer.run(fail, undefined);
        await ask.jobs.takeUp({ jobId });
        await engine.completed(jobId);
      },
    ],
    [
      'erasures.tick',
      ['erasure.ticked'],
      async () => {
        const [erasure] = await ask.erasures.list();
        const items = [{ what: 'alma' as const, ref: 0 }];
        await ask.erasures.tick({ jobId: erasure!.jobId, list: 'copies', items, done: true });
      },
    ],
    [
      'imports.decideReturn',
      ['file.read', 'erasure.begun', 'return.decided', 'file.discarded'],
      async () => {
        await read('Returned.xlsx', people);
        const [erasure] = await ask.erasures.list();
        const importId = last();
        await engine.session.workspace.writer.run(
          task<void, void>('at once', ({ db }) => {
            const { jobId } = erasure!;
            setTombstones(db, { identifiers: ['e'], near: [] }, jobId);
            setAsideErased(db, importId, [{ row: 2, key: 'e' }]);
            const details = { jobId, users: 0, ...tombstoneSeal(db) };
            record(db, 'Ruth', { what: 'erasure.begun', details });
          }),
          undefined,
        );
        const decision = { importId, rows: null, reason: 'Ruth says so', typedRows: 1 };
        await ask.imports.decideReturn(decision);
        await ask.imports.discard({ importId });
      },
    ],
    [
      'imports.withdrawReturn',
      ['return.withdrawn'],
      async () => {
        const [decision] = await ask.erasures.returns();
        await ask.imports.withdrawReturn({ decisionNo: decision!.decisionNo });
      },
    ],
    [
      'jobs.leaveOut',
      ['decision.made', 'job.submitted', 'job.completed'],
      async () => {
        await ask.review.decide({ selection, decision: 'excluded', reason: 'Ruth says so' });
        const settings = { ...PURGE, userGroup: 'OK to Purge' };
        const left = await ask.jobs.leaveOut({ settings, userGroup: null, capture: null });
        for (const { jobId } of left.jobs) await engine.completed(jobId);
      },
    ],
    [
      'jobs.markRead',
      [],
      async () => ask.jobs.markRead({ jobId: (await ask.jobs.list())[0]!.jobId }),
    ],
    [
      'jobs.markMessages',
      [],
      async () =>
        ask.jobs.markMessages({ jobIds: [(await ask.jobs.list())[0]!.jobId], read: false }),
    ],
    [
      'retention.postpone',
      ['settings.changed', 'retention.postponed', 'settings.changed'],
      async () => {
        const settings = await ask.settings.get();
        const [today] = new Date().toISOString().split('T') as [string];
        const retentionDay = minusDays(today, -20);
        await ask.settings.save({ ...settings, retentionDay });
        await ask.retention.postpone({ until: minusDays(today, -100), reason: 'Ruth says so' });
        await ask.settings.save({ ...settings, retentionDay: minusDays(today, -3000) });
      },
    ],
    [
      'jobs.forget',
      ['job.forgotten', 'job.forgotten', 'job.forgotten'],
      async () => {
        daysLater(400);
        const { jobIds } = await ask.jobs.old();
        const { users } = await ask.jobs.usersOf({ jobIds });
        await ask.jobs.forget({ jobIds: [...jobIds], users });
      },
    ],
    [
      'imports.settleOldOriginals',
      ['originals.settled'],
      async () => {
        daysLater(40);
        const { files } = await ask.imports.oldOriginals();
        const importIds = files.map(({ importId }) => importId);
        await ask.imports.settleOldOriginals({ importIds, choice: 'keep' });
      },
    ],
  ];
}

function daysLater(days: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 });
  onTestFinished(() => void vi.useRealTimers());
}

/** What stands in the file, but for what follows by itself. */
function changedTables(before: ReturnType<typeof storedState>, path: string): string[] {
  const after = storedState(path);
  return Object.keys(after).filter((table) => after[table]!.sum !== before[table]?.sum);
}

const TRAIL = new Set(['audit_entry', 'audit_head', 'audit_staff']);

test('every request that changes the workspace leaves its entry, and none that nothing came of does', async () => {
  const engine = await newEngine();
  await engine.neverDue();
  const made = await story(engine);
  for (const [request, enters, act] of made) {
    const before = entriesOf(engine).length;
    const stored = storedState(engine.path);
    await act();
    await engine.idle();
    const entered = entriesOf(engine).slice(before);
    expect({ request, entered: entered.map(({ what }) => what) }).toEqual({
      request,
      entered: enters,
    });
    const changed = changedTables(stored, engine.path).filter((table) => !TRAIL.has(table));
    if (enters.length === 0) expect([[], [FOR_ONESELF[request]]]).toContainEqual(changed);
    else expect({ request, changed }).not.toEqual({ request, changed: [] });
  }
  const seen = new Set(made.map(([request]) => request));
  const apart = [
    ...['workspace.confirmCopied', 'snapshots.restore', 'snapshots.remove'],
    // Behind it nobody is left of whom a story could go on.
    ...['settings.takeOver', 'retention.erase'],
  ];
  const missing = CHANGING.filter(
    (each) => !seen.has(each) && !LEAVES_NOTHING.has(each) && !apart.includes(each),
  );
  expect(missing).toEqual([]);
  const texts = entriesOf(engine).map(({ details }) => details);
  expect(texts.filter((text) => text.includes('Ruth'))).toEqual([]);
  for (const { what, details } of entriesOf(engine)) AUDITED[what].parse(JSON.parse(details));
});

test('who signs, who works by themselves, and whom a rehearsal is by', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  await engine.candidates(['a', 'b']);
  await engine.approve();
  await ask.signOff.sign({ name: 'Ruth Signer' });
  await engine.exclusions('b');
  const who = Object.fromEntries(entriesOf(engine).map((entry) => [entry.what, entry.who]));
  expect(who).toMatchObject({
    'trail.begun': null,
    'file.added': 'Tester',
    'signature.made': 'Ruth Signer',
    'approval.ended': 'Tester',
  });
});

test('what fails leaves neither a change nor an entry, and a second press of Submit is no second job', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  await engine.candidates(['a']);
  await ask.settings.save(await ask.settings.get());
  const before = entriesOf(engine).length;
  expect(await refusal(ask.signOff.withdraw())).toMatchObject({ reason: 'signOff.none' });
  const selection = { criteria: CANDIDATES };
  await ask.review.decide({ selection, decision: 'undecided', reason: null });
  await ask.settings.save(await ask.settings.get());
  const { importId } = (await ask.imports.list())[0]!;
  await ask.imports.discard({ importId });
  expect(entriesOf(engine).length).toBe(before);
  const job = { kind: 'purge-user-records' as const, name: 'Once', parameters: PURGE };
  engine.session.unsigned = true;
  const asAlma = { ...job, withoutApproval: { reason: 'Tried', users: 1 } };
  const { jobId } = await ask.jobs.submit({ job: asAlma, capture: null });
  await ask.jobs.submit({ job: asAlma, capture: null });
  await engine.completed(jobId);
  await engine.idle();
  expect(entriesOf(engine).slice(before)).toMatchObject([
    { what: 'job.submitted', details: expect.stringContaining('"withoutApproval":true') },
    { what: 'job.completed', details: JSON.stringify({ jobId, finished: 1, failed: 0 }) },
  ]);
});

test('files that are written are entered with their hash, and where they stand is kept apart', async () => {
  const engine = await newEngine();
  const { ask, folder } = engine;
  const { importId } = await engine.candidates(['a', 'b']);
  const { setId } = await ask.sets.create({ name: 'x', criteria: EVERYBODY, origin: ALL });
  const before = entriesOf(engine).length;
  const path = (name: string) => join(folder, name);
  const columns = ['primary_identifier'];
  const users = { of: 'users', list: 'users', criteria: EVERYBODY, title: 'x' } as const;
  await engine.export({ ...users, sort: [], columns }, path('Of Ruth.xlsx'));
  const heading = { heading: 'Primary ID', clean: false } as const;
  await ask.sets.exportFile({ setId, ...heading, file: engine.grant(path('Set.xlsx')) });
  await ask.imports.saveOriginal({ importId, file: engine.grant(path('Original.xlsx')) });
  await ask.workspace.saveCopy({ file: engine.grant(path('Copy.purgedesk')) });
  await engine.idle();
  const written = ['Of Ruth.xlsx', 'Set.xlsx', 'Original.xlsx', 'Copy.purgedesk'].map(path);
  const entries = entriesOf(engine).slice(before);
  const things = ['users', 'set', 'original', 'workspace'];
  expect(entries.map(({ what, details }) => ({ what, ...JSON.parse(details) }))).toEqual(
    written.map((each, n) => ({
      ...{ what: 'export.written', exportId: n + 1, of: things[n] },
      sha256: createHash('sha256').update(readFileSync(each)).digest('hex'),
    })),
  );
  expect(
    all(engine.session.workspace.db, 'SELECT path FROM exported_file ORDER BY export_id'),
  ).toEqual(written.map((each) => ({ path: each })));

  const { path: workspace } = engine;
  await ask.workspace.open({ file: engine.grant(workspace), readOnly: true });
  await engine.export({ ...users, sort: [], columns }, path('Again.xlsx'));
  expect(existsSync(path('Again.xlsx'))).toBe(true);
  expect(entriesOf(engine).length).toBe(before + written.length);
});

test('a snapshot that takes the place of the workspace goes on with its own trail, and says which was given up', async () => {
  const engine = new TestEngine(temporaryFolder(), false, undefined, undefined, undefined, true);
  const { ask } = engine;
  await engine.create();
  await engine.candidates(['a']);
  await engine.approve();
  const { setId } = await ask.sets.create({ name: 'x', criteria: EVERYBODY, origin: ALL });
  await engine.move(setId);
  await engine.idle();
  const given = all<{ entry_no: number; hash: string }>(
    engine.session.workspace.db,
    'SELECT entry_no, lower(hex(hash)) AS hash FROM audit_entry ORDER BY entry_no DESC',
  )[0]!;
  const { snapshots } = await ask.snapshots.list();
  await ask.snapshots.restore({ name: snapshots[0]!.name });
  await engine.idle();
  const restored = entriesOf(engine);
  expect(restored.map(({ what }) => what)).toEqual([
    ...[
      'trail.begun',
      'policy.answered',
      'file.read',
      'file.added',
      'decision.made',
      'set.made',
      'job.submitted',
    ],
    'snapshot.restored',
  ]);
  expect(JSON.parse(restored.at(-1)!.details)).toEqual({
    madeAt: snapshots[0]!.madeAt,
    givenUp: { entryNo: given.entry_no, hash: given.hash },
  });
  const kept = (await ask.snapshots.list()).snapshots.map(({ name }) => name);
  await ask.snapshots.remove({ names: kept });
  expect(entriesOf(engine).at(-1)).toMatchObject({
    what: 'snapshots.removed',
    details: JSON.stringify({ snapshots: kept.length }),
  });
  await engine.close();
});

test('what a new workspace takes over from an earlier one is entered without naming it', async () => {
  const engine = await newEngine();
  await engine.ask.settings.answerPolicy({
    ...{ deletePolicy: 4, timeZone: null, reading: 'strict', countTransferred: null },
    ...{ currency: 'USD', esploro: null },
  });
  await engine.ask.register.add({ kind: 'identifier', value: 'Ruth' });
  const { path } = engine;
  await engine.close();
  const next = new TestEngine(temporaryFolder());
  const file = next.grant(join(next.folder, 'Next.purgedesk'));
  await next.ask.workspace.create({ file });
  await next.ask.settings.takeOver({ file: next.grant(path, 'open') });
  expect(entriesOf(next).map(({ what, details }) => [what, JSON.parse(details)])).toEqual([
    ['trail.begun', expect.anything()],
    [
      'settings.changed',
      { settings: [{ name: 'institution' }, { name: 'reading', from: 'carli', to: 'strict' }] },
    ],
    ['settings.takenOver', { rules: 1, profiles: 0, logo: false }],
  ]);
  await next.close();
});

test('somebody knows that the workspace was copied while it was open: that is entered', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const path = join(engine.folder, 'By hand.purgedesk');
  copyFileSync(engine.path, path);
  const copy = new TestEngine(engine.folder);
  await copy.open(path);
  await copy.ask.workspace.confirmCopied();
  expect(entriesOf(copy).at(-1)).toMatchObject({ what: 'copy.confirmed', who: 'Tester' });
  await copy.close();
});

test('an older workspace says what came before its trail', async () => {
  const engine = new TestEngine(temporaryFolder());
  const path = join(engine.folder, 'Older.purgedesk');
  copyFileSync(join(import.meta.dirname, '../fixtures/workspaces/version-4.purgedesk'), path);
  await engine.open(path);
  const [first] = entriesOf(engine);
  const { users, jobs } = JSON.parse(first!.details) as Record<'users' | 'jobs', number>;
  expect(first).toMatchObject({ entry_no: 1, what: 'trail.begun', who: null });
  expect({ users: users > 0, jobs: jobs > 0 }).toEqual({ users: true, jobs: true });
  await engine.close();
  expect(verify(path)).toEqual([]);
});

/** What a shape lets through as text. */
function textsIn(shape: z.core.JSONSchema.BaseSchema): unknown[] {
  const inside = Object.values(shape).flatMap((each) =>
    each && typeof each === 'object' ? textsIn(each as z.core.JSONSchema.BaseSchema) : [],
  );
  const isText = [shape.type].flat().includes('string');
  const isOpen = isText && !shape.enum && !shape.const && !shape.pattern;
  return isOpen ? [shape, ...inside] : inside;
}

test('no entry has room for what somebody wrote: words of the program, days and hashes are all the text there is', () => {
  const open = z.strictObject({ name: z.string().nullable() });
  expect(textsIn(z.toJSONSchema(open))).toHaveLength(1);
  for (const [what, shape] of Object.entries(AUDITED))
    expect({ what, texts: textsIn(z.toJSONSchema(shape, { unrepresentable: 'any' })) }).toEqual({
      what,
      texts: [],
    });
});
