/**
 * Only approved users go: every way that leads somebody into OK to Purge or out of the replica is tried with users
 * who weren't approved. A way that is forgotten purges somebody whom nobody has reviewed, and that can't be undone.
 */

import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { READINGS } from '#shared/domain/dayBound.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import {
  AS_ALMA,
  newEngine,
  PURGE,
  refusal,
  TestEngine,
  temporaryFolder,
} from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';

const BY_GROUP = { userGroup: 'OK to Purge' } as const;
const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

async function setOf(engine: TestEngine, name: string, criteria: Criteria): Promise<number> {
  return (
    await engine.ask.sets.create({ name, criteria, origin: { from: 'review', users: 'all' } })
  ).setId;
}

async function usersOf(engine: TestEngine, ...identifiers: string[]): Promise<Criteria> {
  const users = await engine.users();
  return { op: 'users', userNos: identifiers.map((each) => users.get(each)!.userNo) };
}

async function decide(
  engine: TestEngine,
  decision: 'approved' | 'excluded' | 'undecided',
  ...identifiers: string[]
) {
  return engine.ask.review.decide({
    selection: { criteria: await usersOf(engine, ...identifiers) },
    decision,
    reason: decision === 'excluded' ? 'Other' : null,
  });
}

async function signTwice(engine: TestEngine) {
  await engine.ask.signOff.sign({ name: 'Ada' });
  return engine.ask.signOff.sign({ name: 'Grace' });
}

const notApproved = (kinds: string) => ({
  reason: 'job.notApproved',
  message: expect.stringContaining(`: ${kinds}.`),
});

/** One of each kind, in the group already, and one who is approved. */
async function oneOfEach(): Promise<TestEngine> {
  const engine = await newEngine();
  const group = 'OK to Purge';
  await engine.candidates([
    { id: 'approved', group },
    { id: 'undecided', group },
    { id: 'excluded', group },
    { id: 'staff', group, role: 'Yes' },
    { id: 'unsaid', group, role: null },
    { id: 'vendor', group, type: 'Contact' },
    { id: 'back', group },
  ]);
  await engine.candidates([{ id: 'back', group, expiry: '2099-01-31' }]);
  await decide(engine, 'approved', 'approved');
  await decide(engine, 'excluded', 'excluded');
  return engine;
}

const KINDS: [identifier: string, kinds: string][] = [
  ['undecided', 'undecided 1'],
  ['excluded', 'excluded 1'],
  ['staff', 'staff or unknown role 1'],
  ['unsaid', 'staff or unknown role 1'],
  ['vendor', 'Contacts 1'],
  ['back', 'returned since 1'],
];

describe('a move into OK to Purge', () => {
  test.each(KINDS)('is refused for a set with one user who is %s', async (identifier, kinds) => {
    const engine = await oneOfEach();
    const setId = await setOf(engine, 'Two', await usersOf(engine, 'approved', identifier));
    for (const group of ['OK to Purge', ' ok TO purge '])
      expect(await refusal(engine.move(setId, group))).toMatchObject({
        ...notApproved(kinds),
        todo: expect.stringContaining('Make a set without them'),
      });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });

  test('is refused whatever the set was made of: all, a filter, pasted, logical, combined, a list, a reversal', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'c', group: 'Alumni' }]);
    await decide(engine, 'approved', 'a');
    await decide(engine, 'excluded', 'b');
    const { setId: listId } = await engine.ask.imports.check({
      importId: (await engine.exclusions('b')).importId,
    });
    const pasted = await engine.ask.users.find({ identifiers: ['A', ' b'] });
    const logical = await engine.ask.sets.create({
      name: 'Not excluded',
      criteria: { op: 'not', of: { op: 'decision', values: ['excluded'] } },
      origin: { from: 'review', users: 'all' },
      logical: true,
    });
    const all = await setOf(engine, 'All', CANDIDATES);
    const combined = await engine.ask.sets.combine({
      name: 'All Or list',
      first: all,
      operator: 'Or',
      second: listId!,
    });
    const moved = await engine.move(all, 'Elsewhere');
    const reversal = (await engine.ask.sets.list()).find(({ name }) =>
      name.includes(`Alumni (job ${moved.jobId})`),
    )!;
    const sets = {
      all,
      list: listId!,
      pasted: await setOf(engine, 'Pasted', { op: 'users', userNos: pasted.userNos }),
      filtered: await setOf(engine, 'Excluded', { op: 'decision', values: ['excluded'] }),
      logical: logical.setId,
      combined: combined.setId,
      reversal: reversal.setId,
    };
    for (const setId of Object.values(sets))
      expect(await refusal(engine.move(setId))).toMatchObject({ reason: 'job.notApproved' });
    const right = await setOf(engine, 'Approved', APPROVED);
    expect(await engine.move(right)).toMatchObject({ finished: 1 });
  });

  test('names users whom no candidates file names, who would move in Alma all the same', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.approve();
    await engine.exclusions('stranger');
    await addRows(engine, 'users', [
      ['Primary Identifier', 'User Group', 'Account Type'],
      ['known', 'Alumni', 'External'],
    ]);
    const setId = await setOf(engine, 'Everybody', EVERYBODY);
    expect(await refusal(engine.move(setId))).toMatchObject(notApproved('not in the review 2'));
  });

  test('follows what becomes of an approval: undone, a newer file, a list, a role', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c', 'd']);
    await engine.approve();
    const setId = await setOf(engine, 'Approved', APPROVED);
    const asked = async () => (await engine.ask.jobs.check({ job: moveOf(setId) })).unapproved;
    expect(await asked()).toEqual([]);
    await engine.exclusions('a');
    expect(await asked()).toEqual([{ kind: 'undecided', users: 1 }]);
    await engine.candidates([{ id: 'b', role: 'Yes' }]);
    await engine.candidates([{ id: 'c', expiry: '2099-01-31' }]);
    expect(await asked()).toEqual([
      { kind: 'returned', users: 2 },
      { kind: 'undecided', users: 1 },
    ]);
    expect(await refusal(engine.move(setId))).toMatchObject({ reason: 'job.notApproved' });
    await decide(engine, 'approved', 'a', 'c');
    await engine.ask.review.undo();
    expect(await refusal(engine.move(setId))).toMatchObject({ reason: 'job.notApproved' });
  });

  test('leaves alone whoever loses the approval while the job waits, and says so', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.approve();
    const setId = await setOf(engine, 'Approved', APPROVED);
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = await engine.ask.jobs.submit({ job: moveOf(setId), capture: null });
      await decide(engine, 'excluded', 'b');
      return job;
    });
    await engine.completed(jobId);
    expect(await engine.jobIdentifiers(jobId, 'changed')).toEqual(['a']);
    const { rows } = await engine.ask.jobs.users({
      jobId,
      reason: 'unapproved',
      offset: 0,
      limit: 9,
    });
    expect(rows).toMatchObject([
      { primary_identifier: 'b', outcome: 'unchanged', unapproved: 'excluded' },
    ]);
    expect((await engine.user('b')).user_group).toBe('Graduate');
  });
});

const moveOf = (setId: number, userGroup = 'OK to Purge') => ({
  kind: 'update-notify-users' as const,
  name: 'Move',
  parameters: { setId, userGroup, condition: 'Unconditionally' as const },
});

const purgeOf = (
  settings: Partial<PurgeSettings> = {},
  withoutApproval: { reason: string; users: number } | null = null,
) => ({
  kind: 'purge-user-records' as const,
  name: 'Purge',
  parameters: { ...PURGE, ...settings },
  withoutApproval,
});

describe('a purge', () => {
  test('is refused with the number of each kind, and the users behind it', async () => {
    const engine = await oneOfEach();
    const check = await engine.ask.jobs.check({
      job: purgeOf({ recordType: 'All' }),
    });
    expect(check).toMatchObject({
      guarded: true,
      concerned: 7,
      approved: 1,
      contacts: 1,
      unknownRole: 1,
      unapproved: [
        { kind: 'excluded', users: 1 },
        { kind: 'returned', users: 1 },
        { kind: 'contact', users: 1 },
        { kind: 'staff', users: 2 },
        { kind: 'undecided', users: 1 },
      ],
      refusal: { code: 'job.notApproved' },
    });
    const behind = (part: string) =>
      engine.identifiers({ op: 'inPreview', previewId: check.checkId, part });
    expect(await behind('unapproved:staff')).toEqual(['staff', 'unsaid']);
    expect(await behind('unapproved')).toHaveLength(6);
    expect(await behind('approved')).toEqual(['approved']);
    expect(await behind('flag:expiry-in-future')).toEqual(['back']);
    expect(await refusal(engine.purge({ recordType: 'All' }))).toMatchObject(
      notApproved('excluded 1, returned since 1, Contacts 1, staff or unknown role 2, undecided 1'),
    );
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({ reason: 'job.notApproved' });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });

  test.each(READINGS)(
    'counts everybody whom Alma may take, read as %s, whatever else retains them',
    async (reading) => {
      const engine = await newEngine();
      await engine.candidates([
        { id: 'bound', purge: '2026-10-22' },
        { id: 'borrower', loans: 3 },
        { id: 'later', purge: '2026-10-23' },
      ]);
      const check = await engine.ask.jobs.check({ job: purgeOf({ reading }) });
      expect(check.unapproved).toEqual([{ kind: 'undecided', users: 2 }]);
      expect(await refusal(engine.purge({ reading }))).toMatchObject(notApproved('undecided 2'));
      await decide(engine, 'approved', 'bound', 'borrower');
      const preview = await engine.ask.jobs.previewPurge({ ...PURGE, reading });
      const report = await engine.purge({ reading });
      const taken = reading !== 'strict';
      expect(preview).toMatchObject({ boundary: 1, boundaryNotTaken: taken ? 0 : 1 });
      expect(report).toMatchObject({ finished: taken ? 1 : 0, failed: 1, boundary: 1 });
      expect(await engine.jobIdentifiers(report.jobId, 'not-taken')).toEqual(
        taken ? [] : ['bound'],
      );
      expect(report.boundaryNotTaken).toBe(taken ? 0 : 1);
    },
  );

  test('asks everybody in the group, reviewed or not: who was left there last time stops it', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'OK to Purge' }]);
    await engine.approve();
    await addRows(engine, 'users', [
      ['Primary Identifier', 'User Group', 'Purge Date', 'Account Type'],
      ['left over', 'OK to Purge', '2020-01-31', 'External'],
      ['elsewhere', 'Alumni', '2020-01-31', 'External'],
    ]);
    expect(await engine.ask.jobs.previewPurge({ ...PURGE, ...BY_GROUP })).toMatchObject({
      users: 3,
      purged: 2,
      unapproved: [{ kind: 'not-in-review', users: 1 }],
    });
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject(notApproved('not in the review 1'));
    const { jobId, purgedWithoutApproval } = await engine.purgeAsAlma(BY_GROUP);
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['a', 'left over']);
    expect(purgedWithoutApproval).toBe(1);
  });

  test('leaves alone whom the newest candidates file no longer names; they stop no job', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'renewed', 'renewed too']);
    await decide(engine, 'approved', 'a', 'renewed');
    const setId = await setOf(engine, 'Both', await usersOf(engine, 'a', 'renewed'));
    await engine.candidates(['a'], 'replace');
    expect(await engine.ask.jobs.check({ job: moveOf(setId) })).toMatchObject({
      approved: 1,
      left: 1,
      refusal: null,
    });
    expect(await engine.move(setId)).toMatchObject({ finished: 1, failed: 1 });
    expect(await engine.ask.jobs.check({ job: purgeOf() })).toMatchObject({
      left: 2,
      refusal: null,
    });
    const { jobId } = await engine.purge();
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['a']);
    expect((await engine.user('renewed')).user_group).toBe('Graduate');
  });

  test('retains whoever loses the approval while it waits, and says so', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.approve();
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = await engine.ask.jobs.submit({ job: purgeOf(), capture: null });
      await engine.ask.register.add({ kind: 'identifier', value: 'b' });
      return job;
    });
    await engine.completed(jobId);
    const report = await engine.ask.jobs.report({ jobId });
    expect(report).toMatchObject({ finished: 1, failed: 1, purgedWithoutApproval: 0 });
    expect(report.events).toContainEqual(
      expect.objectContaining({ code: 'no-longer-approved', users: 1 }),
    );
    expect((await engine.user('b')).deleted).toBe(false);
  });
});

describe('a purge without approval', () => {
  const REASON = 'To see what Alma would do';

  async function planned(): Promise<TestEngine> {
    const engine = await newEngine();
    const group = 'OK to Purge';
    await engine.candidates([
      { id: 'a', group },
      { id: 'b', group },
      { id: 'c', group },
    ]);
    await decide(engine, 'approved', 'a');
    await decide(engine, 'excluded', 'b');
    await engine.ask.settings.save({
      ...(await engine.ask.settings.get()),
      runDate: PURGE.runDate,
    });
    return engine;
  }

  const submit = (engine: TestEngine, users: number, settings: Partial<PurgeSettings> = BY_GROUP) =>
    engine.ask.jobs.submit({ job: purgeOf(settings, { reason: REASON, users }), capture: null });

  test('takes a reason, their number and two signatures; then they stand first in the report', async () => {
    const engine = await planned();
    await expect(
      engine.ask.jobs.submit({ job: purgeOf(BY_GROUP, { reason: ' ', users: 2 }), capture: null }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await refusal(submit(engine, 3))).toMatchObject({ reason: 'job.typedNumber' });
    expect(await refusal(submit(engine, 2))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('without approval takes two signatures'),
    });
    await engine.ask.signOff.sign({ name: 'Ada' });
    expect(await refusal(submit(engine, 2))).toMatchObject({ reason: 'job.signOff' });
    await engine.ask.signOff.sign({ name: 'Grace' });
    const { jobId } = await submit(engine, 2);
    const report = await engine.completed(jobId);
    expect(report).toMatchObject({
      finished: 3,
      purgedWithoutApproval: 2,
      withoutApproval: REASON,
      review: {
        unsigned: false,
        unapproved: [
          { kind: 'excluded', users: 1 },
          { kind: 'undecided', users: 1 },
        ],
      },
    });
    expect(report.events[0]).toMatchObject({ code: 'purged-without-approval', users: 2 });
    const value = `2 users: ${REASON}`;
    expect(report.settings).toContainEqual({ label: 'Goes on without approval', value });
    const without: Criteria = { op: 'inJob', jobId, reason: 'unapproved', outcome: 'purged' };
    expect(await engine.identifiers(without)).toEqual(['b', 'c']);
  });

  test('can’t pass the register, not even signed, nor unsigned on the command line', async () => {
    const engine = await planned();
    await engine.ask.register.add({ kind: 'identifier', value: 'c' });
    await signTwice(engine);
    expect(await refusal(submit(engine, 2))).toMatchObject({ reason: 'job.protected' });
    expect(await refusal(engine.purgeAsAlma(BY_GROUP))).toMatchObject({ reason: 'job.protected' });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });

  test('never holds for a move', async () => {
    const engine = await planned();
    engine.session.unsigned = true;
    const setId = await setOf(engine, 'All', CANDIDATES);
    expect(await refusal(engine.move(setId))).toMatchObject({ reason: 'job.notApproved' });
    await expect(
      engine.ask.jobs.submit({
        job: { ...moveOf(setId), withoutApproval: AS_ALMA } as never,
        capture: null,
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the job that is signed is the job that runs', () => {
  async function signed(): Promise<TestEngine> {
    const engine = await newEngine();
    // Without a purge date no purge takes c, whatever its settings: only its set and its decision count.
    await engine.candidates(['a', 'b', { id: 'c', purge: null }]);
    await decide(engine, 'approved', 'a', 'b');
    await engine.ask.settings.save({
      ...(await engine.ask.settings.get()),
      runDate: PURGE.runDate,
      signOffAbove: 1,
    });
    await signTwice(engine);
    return engine;
  }

  const OTHERS: [label: string, settings: Partial<PurgeSettings>][] = [
    ['run date', { runDate: '2026-11-22' }],
    ['number of days after purge date', { days: 0 }],
    ['user record type', { recordType: 'Staff' }],
    ['user group', { userGroup: 'Graduate' }],
    ['user group', { userGroup: null }],
    ['waive threshold', { waiveThreshold: 100_000_000 }],
    ['which purge dates count', { reading: 'strict' }],
  ];

  test.each(OTHERS)('another %s is refused: %j', async (label, settings) => {
    const engine = await signed();
    await engine.move(await setOf(engine, 'Approved', APPROVED));
    await decide(engine, 'excluded', 'c');
    await engine.ask.review.undo();
    expect(await refusal(engine.purge({ ...BY_GROUP, ...settings }))).toMatchObject({
      reason: 'job.notAsSigned',
      message: expect.stringContaining(label),
    });
    expect(await engine.purge(BY_GROUP)).toMatchObject({ finished: 2 });
  });

  test('a date left open is that of the submission', async () => {
    const engine = await signed();
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, runDate: null });
    await signTwice(engine);
    await engine.move(await setOf(engine, 'Approved', APPROVED));
    const { notAsSigned } = await engine.ask.jobs.check({ job: purgeOf(BY_GROUP) });
    expect(notAsSigned).toEqual(['runDate']);
    const { runDate } = (await engine.ask.review.boundary()) as { runDate: string };
    expect(await engine.purge({ ...BY_GROUP, runDate })).toMatchObject({ finished: 2 });
  });

  test('a set made afterwards is covered as far as its members were approved', async () => {
    const engine = await signed();
    const right = await setOf(engine, 'Made afterwards', APPROVED);
    const wrong = await setOf(engine, 'With another', CANDIDATES);
    expect(await refusal(engine.move(wrong))).toMatchObject({ reason: 'job.notApproved' });
    // Approved since, c would go: but then the seal is broken.
    await decide(engine, 'approved', 'c');
    expect(await refusal(engine.move(wrong))).toMatchObject({ reason: 'job.signOff' });
    expect(await refusal(engine.move(right))).toMatchObject({ reason: 'job.signOff' });
    await engine.ask.review.undo();
    const { seal } = (await engine.ask.signOff.status()).seal!;
    expect(await engine.ask.jobs.check({ job: moveOf(right) })).toMatchObject({ seal });
    expect(await engine.ask.jobs.previewPurge({ ...PURGE, ...BY_GROUP })).toMatchObject({ seal });
    expect(await engine.move(right)).toMatchObject({ finished: 2, review: { seal: { seal } } });
  });

  test('what the settings say of record types, transferred fees and rules is sealed, too', async () => {
    const engine = await signed();
    const settings = await engine.ask.settings.get();
    for (const change of [
      { recordType: 'Staff' as const },
      { countTransferred: true },
      { rulesOff: [{ rule: 'conflict' as const, reason: 'Looked at each' }] },
    ]) {
      await engine.ask.settings.save({ ...settings, ...change });
      expect((await engine.ask.signOff.status()).seal!.broken).toEqual(['rules']);
      await engine.ask.settings.save(settings);
      expect((await engine.ask.signOff.status()).complete).toBe(true);
    }
  });
});

describe('a submission', () => {
  const capture = { png: new Uint8Array([1]), takenAt: 0, width: 1, height: 1 };

  async function withPages(): Promise<TestEngine> {
    const engine = new TestEngine(temporaryFolder(), true);
    onTestFinished(() => engine.close());
    await engine.create();
    await engine.candidates(['a', 'b']);
    await decide(engine, 'approved', 'a');
    engine.session.captures.keep('picture', capture);
    return engine;
  }

  test('from pages has a picture of its settings', async () => {
    const engine = await withPages();
    const setId = await setOf(engine, 'Approved', APPROVED);
    expect(await refusal(engine.move(setId))).toMatchObject({ reason: 'capture.unknown' });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });

  test('that is refused doesn’t use the picture up; one that is accepted does', async () => {
    const engine = await withPages();
    const submit = (setId: number) =>
      engine.ask.jobs.submit({ job: moveOf(setId), capture: 'picture' });
    expect(await refusal(submit(await setOf(engine, 'All', CANDIDATES)))).toMatchObject({
      reason: 'job.notApproved',
    });
    const setId = await setOf(engine, 'Approved', APPROVED);
    const { jobId } = await submit(setId);
    await engine.completed(jobId);
    expect(await refusal(submit(setId))).toMatchObject({ reason: 'capture.unknown' });
  });

  test('made three times at once is one job', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.approve();
    const submit = () => engine.ask.jobs.submit({ job: purgeOf(), capture: null });
    const jobs = await Promise.all([submit(), submit(), submit()]);
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(1);
    await engine.completed(jobs[0]!.jobId);
    expect(await engine.ask.jobs.list()).toHaveLength(1);
  });

  test('with another name, or other settings, is another job', async () => {
    const engine = await newEngine();
    const submit = (name: string, days: number) =>
      engine.ask.jobs.submit({ job: { ...purgeOf({ days }), name }, capture: null });
    await submit('One', 30);
    await submit('Two', 30);
    await submit('Two', 31);
    expect(await engine.ask.jobs.list()).toHaveLength(3);
  });
});

describe('leaving out whoever isn’t approved', () => {
  async function inGroup(): Promise<TestEngine> {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', group: 'Alumni' },
      { id: 'b', group: 'Graduate' },
      { id: 'c', group: 'Graduate' },
    ]);
    await engine.approve();
    await engine.move(await setOf(engine, 'Approved', APPROVED));
    await decide(engine, 'excluded', 'a', 'b');
    return engine;
  }

  const settings = { ...PURGE, ...BY_GROUP };

  test('gives back the groups from which our jobs moved them, and the purge can run', async () => {
    const engine = await inGroup();
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject(notApproved('excluded 2'));
    const { jobs, users } = await engine.ask.jobs.leaveOut({
      settings,
      userGroup: null,
      capture: null,
    });
    expect(users).toBe(2);
    expect(jobs).toHaveLength(2);
    for (const { jobId } of jobs) await engine.completed(jobId);
    expect((await engine.user('a')).user_group).toBe('Alumni');
    expect((await engine.user('b')).user_group).toBe('Graduate');
    const { jobId } = await engine.purge(BY_GROUP);
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['c']);
  });

  test('or gives all of them the group that is chosen, but not the one that is purged', async () => {
    const engine = await inGroup();
    const leaveOut = (userGroup: string) =>
      engine.ask.jobs.leaveOut({ settings, userGroup, capture: null });
    expect(await refusal(leaveOut('ok to purge'))).toMatchObject({ reason: 'job.sameGroup' });
    const { jobs } = await leaveOut('Kept');
    await engine.completed(jobs[0]!.jobId);
    expect((await engine.user('a')).user_group).toBe('Kept');
    expect(await engine.purge(BY_GROUP)).toMatchObject({ finished: 1 });
  });

  test('is refused as a whole when somebody’s former group isn’t known, or nobody has to be left out', async () => {
    const engine = await inGroup();
    await engine.candidates([{ id: 'd', group: 'OK to Purge' }]);
    const leaveOut = () => engine.ask.jobs.leaveOut({ settings, userGroup: null, capture: null });
    const before = await engine.ask.jobs.list();
    expect(await refusal(leaveOut())).toMatchObject({
      reason: 'job.noFormerGroup',
      message: expect.stringContaining('which group 1 user was in'),
    });
    expect(await engine.ask.jobs.list()).toEqual(before);
    await engine.ask.jobs.leaveOut({ settings, userGroup: 'Kept', capture: null });
    expect(await refusal(leaveOut())).toMatchObject({ reason: 'job.nobodyToLeaveOut' });
  });
});

describe('transferred fines/fees', () => {
  async function withFees(): Promise<TestEngine> {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.approve();
    await addRows(engine, 'fines-fees', [
      ['Primary Identifier', 'Remaining amount', 'Fine/fee status'],
      ['a', '50.00', 'Transferred'],
      ['b', '0.50', 'Active'],
    ]);
    return engine;
  }

  test('count or not as the institution says: preview, what-if and job alike, and the report says which', async () => {
    const engine = await withFees();
    for (const countTransferred of [null, false, true]) {
      const settings = await engine.ask.settings.get();
      await engine.ask.settings.save({ ...settings, countTransferred, runDate: PURGE.runDate });
      const retained = countTransferred ? 1 : 0;
      expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({
        retained,
        countTransferred,
      });
      const { points } = await engine.ask.review.thresholds({
        among: 'approved',
        thresholds: [100],
      });
      expect(points).toMatchObject([{ retained, purged: 2 - retained }]);
    }
    const report = await engine.purge();
    expect(await engine.jobIdentifiers(report.jobId, 'retained')).toEqual(['a']);
    expect(report.settings).toContainEqual({
      label: 'Transferred fines/fees',
      value: 'Count as owed',
    });
  });

  test('count as they did when the job was submitted, whatever is said while it waits', async () => {
    const engine = await withFees();
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, countTransferred: true });
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = await engine.ask.jobs.submit({ job: purgeOf(), capture: null });
      await engine.ask.settings.save({ ...settings, countTransferred: false });
      return job;
    });
    await engine.completed(jobId);
    expect(await engine.jobIdentifiers(jobId, 'retained')).toEqual(['a']);
    expect((await engine.ask.jobs.report({ jobId })).settings).toContainEqual({
      label: 'Transferred fines/fees',
      value: 'Count as owed',
    });
  });
});

test('held-back users are approved one by one, or when the confirmation names why', async () => {
  const engine = await newEngine();
  await engine.candidates(['plain', 'listed', 'listed too', { id: 'vendor', type: 'Contact' }]);
  await engine.exclusions('listed', 'listed too');
  const approve = async (named: ('exclusion-list' | 'contact')[], ...identifiers: string[]) =>
    engine.ask.review.decide({
      selection: { criteria: await usersOf(engine, ...identifiers) },
      decision: 'approved',
      reason: null,
      named,
    });
  const everybody = ['plain', 'listed', 'listed too', 'vendor'];
  expect(await approve([], ...everybody)).toMatchObject({ changed: 1, heldBack: 3 });
  expect(await approve([], 'listed')).toMatchObject({ changed: 1, heldBack: 0 });
  // A Contact takes a confirmation of its own, also alone.
  expect(await approve([], 'vendor')).toMatchObject({ changed: 0, heldBack: 1 });
  expect(await approve(['contact'], ...everybody)).toMatchObject({ changed: 1, heldBack: 1 });
  expect(await approve(['exclusion-list'], ...everybody)).toMatchObject({
    changed: 1,
    heldBack: 0,
  });
  // Redo brings in nobody whom a later list holds back.
  await engine.candidates(['later']);
  await approve([], 'plain', 'later');
  await engine.ask.review.undo();
  await engine.exclusions('later');
  await engine.ask.review.redo();
  expect((await engine.user('later')).decision).toBe('undecided');
});

test('a report of the job as a workbook tells of whoever went without approval, and of the boundary', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', { id: 'bound', purge: '2026-10-22' }]);
  const { jobId } = await engine.purgeAsAlma({ reading: 'strict' });
  const file = join(engine.folder, 'Report.xlsx');
  await engine.exportReport(jobId, file);
  const book = await readReportBook(file);
  expect(book.sheets.indexOf('Purged without approval')).toBe(book.sheets.indexOf('Purged') - 1);
  const idsOn = (list: string) => book.column(list, 'Primary identifier');
  expect(idsOn('Purged without approval')).toEqual(['a']);
  expect(book.rows('Last day')).toMatchObject([
    { 'Primary identifier': 'bound', 'Taken by this run': 'No' },
  ]);
  // First of all, in red.
  expect(book.alarms).toEqual([
    ['1 user was purged without approval.', `Reason: ${AS_ALMA.reason}`],
    ['This is an unsigned rehearsal, made on the command line. Nobody signs it.'],
  ]);
  const told = 'Money, last day, and what isn’t known';
  expect(book.fact(told, 'Users on the last day (boundary)')).toBe(1);
  expect(book.fact(told, 'Of them left out by this run')).toBe(1);
  expect(book.note(told, 'Of them left out by this run')).toBe('Alma may take them all the same.');
  expect(() => book.fact(told, 'Purged users whose record type no report gives')).toThrow();
  expect(idsOn('Events by user')).toEqual(['a', 'bound', 'bound']);
  expect((await engine.ask.jobs.report({ jobId })).review).toMatchObject({ unsigned: true });
});

test('a report tells of Contacts, and of record types and roles that no report tells', async () => {
  const engine = await newEngine();
  await engine.candidates([
    'a',
    { id: 'vendor', type: 'Contact' },
    { id: 'other vendor', type: 'Contact', loans: 1 },
    { id: 'untyped', type: null },
    { id: 'unsaid', role: null },
    { id: 'unsaid too', role: null },
  ]);
  const recordType = 'All' as const;
  const check = await engine.ask.jobs.check({ job: purgeOf({ recordType }) });
  expect(check).toMatchObject({ contacts: 1, unknownRecordType: 1, unknownRole: 2 });
  expect(await engine.ask.jobs.previewPurge({ ...PURGE, recordType })).toMatchObject({
    contacts: 2,
    unknownRecordType: 1,
    purgedWithUnknownRole: 2,
  });
  const { jobId, told } = await engine.purgeAsAlma({ recordType });
  expect(told).toEqual({ contacts: 1, unknownRecordType: 1, unknownRole: 2 });
  const file = join(engine.folder, 'Report.xlsx');
  await engine.exportReport(jobId, file);
  const book = await readReportBook(file);
  expect(book.alarms[1]?.[0]).toBe('1 Contact was purged.');
  const unknown = 'Money, last day, and what isn’t known';
  expect(book.fact(unknown, 'Purged users whose record type no report gives')).toBe(1);
  expect(book.note(unknown, 'Purged users whose record type no report gives')).toBe(
    'They counted as Public.',
  );
  expect(book.fact(unknown, 'Purged users whose roles no report gives')).toBe(2);
});

test('a report is read when somebody has looked at it, once the job is completed', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { jobId, read } = await engine.purgeAsAlma();
  expect(read).toBe(false);
  await engine.ask.jobs.markRead({ jobId });
  await engine.ask.jobs.markRead({ jobId });
  expect(await engine.ask.jobs.list()).toMatchObject([{ jobId, read: true }]);
});

test.each(['group', 'set'] as const)(
  'who is excluded while a purge without approval waits was not said to go: by the %s',
  async (route) => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben']);
    const { userNo } = await engine.user('ana');
    const ana = { selection: { criteria: { op: 'users' as const, userNos: [userNo] } } };
    await engine.ask.review.decide({ ...ana, decision: 'approved', reason: null });
    const { setId } = await engine.ask.sets.create({
      ...{ name: 'Both', criteria: EVERYBODY },
      origin: { from: 'review', users: 'all' },
    });
    const parameters = PURGE;
    const job =
      route === 'group'
        ? { kind: 'purge-user-records' as const, name: 'Purge', parameters }
        : { kind: 'purge-users' as const, name: 'Purge', parameters: { ...PURGE, setId } };
    engine.session.unsigned = true;
    const jobId = await engine.beforeJobsRun(async () => {
      const withoutApproval = { reason: 'As Alma would', users: 1 };
      const submitted = await engine.ask.jobs.submit({
        job: { ...job, withoutApproval } as never,
        capture: null,
      });
      await engine.ask.review.decide({ ...ana, decision: 'excluded', reason: 'Other' });
      return submitted.jobId;
    });
    const report = await engine.completed(jobId);
    expect(report).toMatchObject({ finished: 1, failed: 1, purgedWithoutApproval: 1 });
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['ben']);
    const [left] = (
      await engine.ask.jobs.users({ jobId, outcome: 'retained', offset: 0, limit: 9 })
    ).rows;
    expect(left?.primary_identifier).toBe('ana');
  },
);
