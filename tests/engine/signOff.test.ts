/**
 * Second-person sign-off: the seal breaks with whatever was signed, holds again when that is as it was, and a
 * large or doubtful job can't pass without it. A seal that misses a change lets a review be altered after two
 * people have sworn to it.
 */

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { jobRequests } from '#engine/requests/jobs.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { startWriterInline } from '#engine/writer/writer.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { type Decision, FINDING_TEXTS } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { readReportBook } from '../support/reportBook.ts';

const SEALED = { broken: [], stepsSince: 0 };

async function save(engine: TestEngine, change: Partial<Settings>): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...change });
}

async function decide(
  engine: TestEngine,
  identifiers: readonly string[],
  decision: Decision,
  reason: string | null = null,
) {
  const users = await engine.users();
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  return engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos } },
    decision,
    reason: decision === 'excluded' ? (reason ?? 'Other') : reason,
  });
}

/** Approves one user who is staff, as the user panel does. */
async function approveStaff(engine: TestEngine, identifier: string) {
  const { userNo } = await engine.user(identifier);
  return engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [userNo] } },
    decision: 'approved',
    reason: 'Role has ended',
    typedIdentifier: identifier,
  });
}

async function signTwice(engine: TestEngine) {
  await engine.ask.signOff.sign({ name: 'Ada' });
  return engine.ask.signOff.sign({ name: 'Grace' });
}

async function setOf(engine: TestEngine, name: string, criteria: Criteria = EVERYBODY) {
  return (
    await engine.ask.sets.create({ name, criteria, origin: { from: 'review', users: 'all' } })
  ).setId;
}

const approved: Criteria = { op: 'decision', values: ['approved'] };

describe('signing', () => {
  test('takes two people: the first begins, the second completes', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    await decide(engine, ['a', 'b'], 'approved');
    await decide(engine, ['c'], 'excluded');
    expect(await engine.ask.signOff.status()).toMatchObject({
      approved: 2,
      staffConfirmed: 0,
      seal: null,
      complete: false,
    });
    const first = await engine.ask.signOff.sign({ name: ' Ada ' });
    expect(first).toMatchObject({ complete: false, seal: { ...SEALED } });
    expect(first.seal!.signatures.map(({ name }) => name)).toEqual(['Ada']);
    const second = await engine.ask.signOff.sign({ name: 'Grace' });
    expect(second).toMatchObject({
      complete: true,
      seal: {
        ...SEALED,
        signOffId: first.seal!.signOffId,
        seal: first.seal!.seal,
        counts: { candidates: 3, undecided: 0, excluded: 1, approved: 2, staffConfirmed: 0 },
      },
    });
    expect(second.seal!.signatures.map(({ name }) => name)).toEqual(['Ada', 'Grace']);
    expect(second.seal!.seal).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['Ada', ' ada', 'ADA ', 'A\u200bda', 'Ada  Love', 'ada love'])(
    'one person can’t sign twice, however the name is spelled: %j',
    async (name) => {
      const engine = await newEngine();
      await engine.candidates(['a']);
      await engine.ask.signOff.sign({ name: /love/i.test(name) ? 'Ada Love' : 'Ada' });
      expect(await refusal(engine.ask.signOff.sign({ name }))).toMatchObject({
        reason: 'signOff.samePerson',
      });
      expect(await engine.ask.signOff.status()).toMatchObject({ complete: false });
    },
  );

  test('what is complete and intact isn’t signed again, but withdrawn', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await signTwice(engine);
    expect(await refusal(engine.ask.signOff.sign({ name: 'Edith' }))).toMatchObject({
      reason: 'signOff.complete',
      todo: expect.stringContaining('Withdraw'),
    });
    expect(await engine.ask.signOff.withdraw()).toMatchObject({ seal: null, complete: false });
    expect(engine.count('signature')).toBe(0);
    expect(await refusal(engine.ask.signOff.withdraw())).toMatchObject({ reason: 'signOff.none' });
  });

  test('a broken sign-off isn’t completed by a second signature: a new one begins', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const first = await engine.ask.signOff.sign({ name: 'Ada' });
    await decide(engine, ['a'], 'approved');
    const again = await engine.ask.signOff.sign({ name: 'Grace' });
    expect(again).toMatchObject({ complete: false, seal: { ...SEALED, counts: { approved: 1 } } });
    expect(again.seal!.signatures.map(({ name }) => name)).toEqual(['Grace']);
    expect(again.seal!.signOffId).not.toBe(first.seal!.signOffId);
    expect(again.seal!.seal).not.toBe(first.seal!.seal);
  });

  test('needs a name and somebody to sign for', async () => {
    const engine = await newEngine();
    expect(await refusal(engine.ask.signOff.sign({ name: 'Ada' }))).toMatchObject({
      reason: 'signOff.nobody',
    });
    await engine.candidates(['a']);
    expect(await refusal(engine.ask.signOff.sign({ name: '\u200b' }))).toMatchObject({
      reason: 'signOff.name',
    });
  });

  test('says why a purge of the approved would need it', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'staff', role: 'Yes' }]);
    await save(engine, { signOffAbove: 2 });
    await decide(engine, ['a', 'b'], 'approved');
    expect(await engine.ask.signOff.status()).toMatchObject({ requiredBy: [], signOffAbove: 2 });
    await approveStaff(engine, 'staff');
    expect(await engine.ask.signOff.status()).toMatchObject({
      approved: 3,
      staffConfirmed: 1,
      requiredBy: ['size', 'staff-confirmed'],
    });
    await save(engine, { signOffAbove: null });
    expect((await engine.ask.signOff.status()).requiredBy).toEqual(['staff-confirmed']);
  });
});

/** A change, what it breaks, and how it is taken back. */
type Change = readonly [
  what: string,
  change: (engine: TestEngine) => Promise<unknown>,
  broken: readonly string[],
  back: (engine: TestEngine) => Promise<unknown>,
];

const undo = (engine: TestEngine) => engine.ask.review.undo();

async function undoNewestImport(engine: TestEngine) {
  const ids = (await engine.ask.imports.list()).map(({ importId }) => importId);
  return engine.ask.imports.undo({ importId: Math.max(...ids) });
}

async function removeNewestRule(engine: TestEngine) {
  const ids = (await engine.ask.register.list()).map(({ ruleId }) => ruleId);
  return engine.ask.register.remove({ ruleId: Math.max(...ids) });
}

const CHANGES: readonly Change[] = [
  ['a decision', (engine) => decide(engine, ['c'], 'approved'), ['decisions'], undo],
  ['a cleared decision', (engine) => decide(engine, ['a'], 'undecided'), ['decisions'], undo],
  ['another reason', (engine) => decide(engine, ['b'], 'excluded', 'X'), ['decisions'], undo],
  [
    'staff approved with the identifier typed',
    (engine) => approveStaff(engine, 'staff'),
    ['decisions'],
    undo,
  ],
  [
    'more candidates',
    (engine) => engine.candidates(['new']),
    ['inputs', 'decisions'],
    undoNewestImport,
  ],
  ['an exclusion list', (engine) => engine.exclusions('zzz'), ['inputs'], undoNewestImport],
  ['another day', (engine) => save(engine, { days: 31 }), ['rules'], (e) => save(e, { days: 30 })],
  [
    'another reading',
    (engine) => save(engine, { reading: 'strict' }),
    ['rules'],
    (engine) => save(engine, { reading: 'carli' }),
  ],
  [
    'another planned date',
    (engine) => save(engine, { runDate: '2030-01-01' }),
    ['rules'],
    (engine) => save(engine, { runDate: null }),
  ],
  [
    'another threshold',
    (engine) => save(engine, { waiveThreshold: 101 }),
    ['rules'],
    (engine) => save(engine, { waiveThreshold: 100 }),
  ],
  [
    'another group to purge',
    (engine) => save(engine, { okToPurgeGroup: 'Alumni' }),
    ['rules'],
    (engine) => save(engine, { okToPurgeGroup: 'OK to Purge' }),
  ],
  [
    'a rule that protects nobody yet',
    (engine) => engine.ask.register.add({ kind: 'prefix', value: 'zz' }),
    ['rules'],
    removeNewestRule,
  ],
];

async function reviewed(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates(['a', 'b', 'c', { id: 'staff', role: 'Yes' }]);
  await decide(engine, ['a'], 'approved');
  await decide(engine, ['b'], 'excluded');
  return engine;
}

describe('the seal', () => {
  test.each(CHANGES)(
    'breaks by %s, and holds again when it is taken back',
    async (_, change, broken, back) => {
      const engine = await reviewed();
      await signTwice(engine);
      await change(engine);
      const after = await engine.ask.signOff.status();
      expect(after.seal!.broken).toEqual(broken);
      expect(after.complete).toBe(false);
      await back(engine);
      expect(await engine.ask.signOff.status()).toMatchObject({ complete: true, seal: SEALED });
    },
  );

  test('breaks by the register taking somebody out of approval', async () => {
    const engine = await reviewed();
    await signTwice(engine);
    await engine.ask.register.add({ kind: 'identifier', value: 'a' });
    const { seal } = await engine.ask.signOff.status();
    expect(seal).toMatchObject({ broken: ['rules', 'decisions'], stepsSince: 1 });
  });

  test('breaks by a file that was taken back and added again: it may have been read otherwise', async () => {
    const engine = await reviewed();
    const { importId } = await engine.exclusions('zzz');
    await signTwice(engine);
    await engine.ask.imports.undo({ importId });
    await engine.ask.imports.commit({ importId });
    expect((await engine.ask.signOff.status()).seal!.broken).toEqual(['inputs']);
  });

  test('doesn’t break by what decides nothing, nor by the jobs that it was signed for', async () => {
    const engine = await reviewed();
    await signTwice(engine);
    await save(engine, { currency: 'EUR', signOffAbove: 7, excludeReasons: ['X'], userName: 'Y' });
    await save(engine, { okToPurgeGroup: 'ok to purge' });
    const [rule] = await engine.ask.register.list();
    await engine.ask.register.edit({
      ruleId: rule!.ruleId,
      kind: rule!.kind,
      value: rule!.value,
      note: 'Looked at',
      reviewOn: '2030-01-01',
    });
    const { userNo } = await engine.user('a');
    await engine.ask.users.addNote({ userNo, text: 'Called' });
    const { sampleId } = await engine.ask.samples.draw({ among: 'approved', perGroup: 1 });
    await engine.ask.samples.record({ sampleId, userNo, finding: 'as-reported' });
    await engine.move(await setOf(engine, 'Approved', approved));
    await engine.purgeAsAlma({ userGroup: 'OK to Purge' });
    expect((await engine.user('a')).deleted).toBe(true);
    expect(await engine.ask.signOff.status()).toMatchObject({ complete: true, seal: SEALED });
  });

  describe('breaks by jobs since that let a purge take others than was seen', () => {
    const BY_GROUP = { userGroup: 'OK to Purge' } as const;
    const HEADINGS = ['Primary Identifier', 'User Group', 'Purge Date', 'Has Staff Role'];
    const FEES = ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'];

    /** One whom the planned purge takes, one whose day is far ahead, one who owes; all approved, signed and moved. */
    async function signedAndMoved() {
      const engine = await newEngine();
      await addRows(engine, 'candidates', [
        HEADINGS,
        ['goes', 'Alumni', '2020-05-31', 'No'],
        ['later', 'Alumni', '2099-01-01', 'No'],
        ['owes', 'Alumni', '2020-05-31', 'No'],
      ]);
      await addRows(engine, 'fines-fees', [FEES, ['owes', 'Lost item', 'Active', 80]]);
      await save(engine, { signOffAbove: 0, runDate: PURGE.runDate });
      await decide(engine, ['goes', 'later', 'owes'], 'approved');
      const setId = await setOf(engine, 'All');
      await signTwice(engine);
      await engine.move(setId);
      const preview = await engine.ask.jobs.previewPurge({ ...PURGE, ...BY_GROUP });
      expect(preview.purged).toBe(1);
      expect(await engine.ask.signOff.status()).toMatchObject({ complete: true, seal: SEALED });
      return { engine, setId };
    }

    const givePurgeDates = (setId: number, userGroup: string | null): JobRequest => ({
      kind: 'update-notify-users',
      name: 'Purge dates',
      parameters: {
        ...{ setId, userGroup, condition: 'Unconditionally' },
        fields: [{ field: 'purge_date', value: '1994-01-01', condition: 'Unconditionally' }],
      },
    });

    async function waive(engine: TestEngine): Promise<JobRequest> {
      const { userNo } = await engine.user('owes');
      const lines = (await engine.ask.users.fees({ userNo })).states.map(({ ref }) => ref);
      const change = { action: 'waive' as const, amount: null, reason: 'Amnesty', comment: '' };
      return { kind: 'change-fees', name: 'Waive', parameters: { userNo, lines, ...change } };
    }

    test.each(['purge dates', 'a waived fee'])('%s; signed anew, the purge runs', async (what) => {
      const { engine, setId } = await signedAndMoved();
      await engine.run(what === 'a waived fee' ? await waive(engine) : givePurgeDates(setId, null));
      expect(await engine.ask.signOff.status()).toMatchObject({
        complete: false,
        seal: { broken: ['values'], stepsSince: 0 },
      });
      expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({
        reason: 'job.signOff',
        message: expect.stringContaining('The seal is broken: purge dates or balances changed'),
      });
      await signTwice(engine);
      expect(await engine.purge(BY_GROUP)).toMatchObject({ finished: 2 });
    });

    test('also while such a job still waits', async () => {
      const { engine, setId } = await signedAndMoved();
      const job = givePurgeDates(setId, null);
      await engine.beforeJobsRun(async () => {
        await engine.ask.jobs.submit({ job, capture: null });
        expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({ reason: 'job.signOff' });
      });
    });

    test('and not by moves alone; with a purge date they do, into whatever group', async () => {
      const { engine, setId } = await signedAndMoved();
      await engine.move(await setOf(engine, 'Later', { op: 'search', value: 'later' }), 'Alumni');
      expect(await engine.ask.signOff.status()).toMatchObject({ complete: true, seal: SEALED });
      await engine.run(givePurgeDates(setId, ' ok to PURGE'));
      expect(await engine.ask.signOff.status()).toMatchObject({ seal: { broken: ['values'] } });
      expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({ reason: 'job.signOff' });
    });
  });

  test('is the same on another connection, whatever order texts came in', async () => {
    const engine = await newEngine();
    // So many that a decision about one is put into the columns that are held, not read anew with all.
    await engine.candidates(['a', 'b', 'c', ...Array.from({ length: 60 }, (_, n) => `more${n}`)]);
    // Held by the reader from here on; its columns learn the texts in the order of the decisions.
    await engine.ask.signOff.sign({ name: 'Early' });
    await decide(engine, ['c'], 'excluded', 'First');
    await engine.ask.signOff.status();
    await decide(engine, ['b'], 'approved', 'Second');
    await engine.ask.signOff.status();
    await decide(engine, ['a'], 'excluded', 'Third');
    await engine.ask.signOff.status();
    expect(await signTwice(engine)).toMatchObject({ complete: true, seal: SEALED });
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    expect(await engine.ask.signOff.status()).toMatchObject({ complete: true, seal: SEALED });
  });

  test('tells reasons apart that two users exchange', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await decide(engine, ['a'], 'excluded', 'One');
    await decide(engine, ['b'], 'excluded', 'Two');
    await signTwice(engine);
    await decide(engine, ['a'], 'excluded', 'Two');
    await decide(engine, ['b'], 'excluded', 'One');
    expect((await engine.ask.signOff.status()).seal!.broken).toEqual(['decisions']);
  });

  test('counts decisions made since, and those signed that were undone', async () => {
    const engine = await reviewed();
    await signTwice(engine);
    const stepsSince = async () => (await engine.ask.signOff.status()).seal!.stepsSince;
    await decide(engine, ['c'], 'approved');
    await decide(engine, ['a'], 'undecided');
    expect(await stepsSince()).toBe(2);
    await undo(engine);
    expect(await stepsSince()).toBe(1);
    await undo(engine);
    expect(await stepsSince()).toBe(0);
    await undo(engine);
    expect(await stepsSince()).toBe(1);
    await decide(engine, ['c'], 'excluded');
    expect(await stepsSince()).toBe(2);
  });

  const step = fc.oneof(
    fc.record({
      users: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
      decision: fc.constantFrom<Decision>('undecided', 'excluded', 'approved'),
      reason: fc.constantFrom('X', 'Y'),
    }),
    fc.constantFrom('undo' as const, 'redo' as const),
  );

  test('holds exactly when everybody stands as when it was signed, after any decisions and undos', async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 5 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (before, after) => {
          const engine = new TestEngine(folder);
          await engine.create(`Run ${++runs}`);
          try {
            await engine.candidates(['a', 'b', 'c', 'd']);
            for (const each of before) await perform(engine, each);
            const signed = await stands(engine);
            await signTwice(engine);
            for (const each of after) {
              await perform(engine, each);
              const same = (await stands(engine)) === signed;
              const { seal, complete } = await engine.ask.signOff.status();
              expect(seal!.broken).toEqual(same ? [] : ['decisions']);
              expect(complete).toBe(same);
            }
          } finally {
            await engine.close();
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  async function perform(
    engine: TestEngine,
    each: typeof step extends fc.Arbitrary<infer T> ? T : never,
  ) {
    if (typeof each !== 'string') await decide(engine, each.users, each.decision, each.reason);
    else {
      const { canUndo, canRedo } = await engine.ask.review.counts();
      if ((each === 'undo' ? canUndo : canRedo) !== null) await engine.ask.review[each]();
    }
  }

  async function stands(engine: TestEngine): Promise<string> {
    const users = [...(await engine.users()).values()];
    return JSON.stringify(users.map((user) => [user.decision, user.decisionReason]));
  }
});

const nothingSubmitted = async (engine: TestEngine) =>
  expect(await engine.ask.jobs.list()).toEqual([]);

describe('a large job', () => {
  const BY_GROUP = { userGroup: 'OK to Purge' } as const;

  async function three(): Promise<TestEngine> {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c'].map((id) => ({ id, group: 'OK to Purge' })));
    await save(engine, { signOffAbove: 2, runDate: PURGE.runDate });
    await decide(engine, ['a', 'b', 'c'], 'approved');
    return engine;
  }

  test('is refused until two people have signed, through the contract, too', async () => {
    const engine = await three();
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('This purge would take 3 users; above 2'),
      todo: expect.stringContaining('Sign-off'),
    });
    await engine.ask.signOff.sign({ name: 'Ada' });
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('Only one person has signed'),
    });
    await nothingSubmitted(engine);
    await engine.ask.signOff.sign({ name: 'Grace' });
    expect(await engine.purge(BY_GROUP)).toMatchObject({ finished: 3 });
  });

  test('is refused when the seal is broken, whoever broke it', async () => {
    const engine = await three();
    await signTwice(engine);
    await decide(engine, ['a'], 'excluded');
    await decide(engine, ['a'], 'approved', 'Other');
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('The seal is broken: decisions changed'),
    });
    await nothingSubmitted(engine);
  });

  test('counts whom the purge would take, not who is in the group', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'c', loans: 1 }, { id: 'd', purge: '2030-01-31' }]);
    await engine.approve();
    await save(engine, { signOffAbove: 2 });
    expect(await engine.purge()).toMatchObject({ finished: 2 });
  });

  test('into the group to purge, in any spelling, is refused; into another it isn’t', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    await engine.approve();
    await save(engine, { signOffAbove: 2 });
    const setId = await setOf(engine, 'All');
    expect(await refusal(engine.move(setId, ' ok TO purge'))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('This set has 3 users; above 2'),
    });
    await nothingSubmitted(engine);
    expect(await engine.move(setId, 'Alumni')).toMatchObject({ finished: 3 });
    await signTwice(engine);
    expect(await engine.move(setId)).toMatchObject({ finished: 3 });
  });

  test('can’t be split: what small sets have moved is purged together', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c', 'd']);
    await engine.approve();
    await save(engine, { signOffAbove: 2 });
    const first = await setOf(engine, 'First', { op: 'search', value: 'a' });
    const users = await engine.users();
    const others = ['c', 'd'].map((each) => users.get(each)!.userNo);
    const second = await setOf(engine, 'Second', { op: 'users', userNos: others });
    await engine.move(first);
    await engine.move(second);
    expect(await refusal(engine.purge(BY_GROUP))).toMatchObject({
      reason: 'job.signOff',
      message: expect.stringContaining('3 users'),
    });
  });

  test('nor by submitting the purge while the move still waits', async () => {
    const path = join(temporaryFolder(), 'Library.purgedesk');
    manyUsersWorkspace(path, 60, 'approved');
    const { db, close } = openWritable(path);
    const members = UserBitmap.of(Array.from({ length: 40 }, (_, n) => n + 1));
    const set = { name: 'Some', description: '', note: '', private: true };
    const setId = createSet(db, set, members, { from: 'rehearsal' }, 'x');
    db.exec(`INSERT INTO setting (name, value) VALUES ('signOffAbove', '20')`);
    submitJob(db, moveInto(setId, 'OK to Purge'), [], 'x', null);
    close();
    const writer = startWriterInline(path, () => {});
    onTestFinished(() => writer.close());
    const submit = (userGroup: string) =>
      writer.run(jobRequests.submit.task, {
        by: 'x',
        given: {
          job: {
            kind: 'purge-user-records',
            name: 'Purge',
            parameters: { ...PURGE, userGroup },
            withoutApproval: null,
          },
          capture: null,
          locales: [],
          unsigned: false,
        },
      });
    await expect(submit('OK to Purge')).rejects.toMatchObject({ code: 'job.signOff' });
    // Of 20 alumni, those among the first 40 will have left the group by then.
    expect(await submit('Alumni')).toMatchObject({ jobId: 2 });
  });

  const moveInto = (setId: number, userGroup: string): JobRequest => ({
    kind: 'update-notify-users',
    name: 'Move',
    parameters: { setId, userGroup, condition: 'Unconditionally' },
  });
});

describe('staff who were approved one by one', () => {
  test('are moved and purged only with two signatures, however few they are', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'staff', role: 'Yes' }]);
    await decide(engine, ['a'], 'approved');
    await save(engine, { signOffAbove: null, runDate: PURGE.runDate });
    await approveStaff(engine, 'staff');
    const setId = await setOf(engine, 'Approved', approved);
    for (const job of [() => engine.move(setId), () => engine.purge()])
      expect(await refusal(job())).toMatchObject({
        reason: 'job.signOff',
        message: expect.stringContaining('1 user approved though their role column'),
      });
    await nothingSubmitted(engine);
    await signTwice(engine);
    await engine.move(setId);
    expect(await engine.purge({ userGroup: 'OK to Purge' })).toMatchObject({ finished: 2 });
  });
});

describe('users whom the register protects', () => {
  test('are neither moved into the group to purge nor purged, not even with two signatures', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'linked', group: 'I-Share' }]);
    const setId = await setOf(engine, 'All');
    await signTwice(engine);
    expect(await refusal(engine.move(setId))).toMatchObject({
      reason: 'job.protected',
      message: expect.stringContaining('1 user of this set is protected'),
      todo: expect.stringContaining('Make a set without them'),
    });
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({
      purged: 2,
      purgedProtected: 1,
    });
    expect(await refusal(engine.purgeAsAlma())).toMatchObject({
      reason: 'job.protected',
      message: expect.stringContaining('would take 1 user'),
    });
    await nothingSubmitted(engine);
  });

  test('can be behind the number of the preview', async () => {
    const engine = await newEngine();
    await engine.candidates(['x1', 'x2', { id: 'x3', loans: 3 }, 'y']);
    await engine.ask.register.add({ kind: 'prefix', value: 'x' });
    const { previewId } = await engine.ask.jobs.previewPurge(PURGE);
    const criteria: Criteria = { op: 'inPreview', previewId, part: 'purgedProtected' };
    expect(await engine.identifiers(criteria)).toEqual(['x1', 'x2']);
  });

  test('stop a purge whatever else retains them; a move into another group they don’t', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'linked', group: 'I-Share', loans: 1 }]);
    expect(await refusal(engine.purgeAsAlma())).toMatchObject({ reason: 'job.protected' });
    const setId = await setOf(engine, 'Linked', { op: 'search', value: 'linked' });
    expect(await engine.move(setId, 'Alumni')).toMatchObject({ finished: 1 });
  });
});

/** What a report tells of the review in detail. */
const REVIEW = 'Review at submission';

describe('the job report', () => {
  test('marks whoever was approved although staff, and so does everything else after the purge', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'staff', role: 'Yes' }]);
    await decide(engine, ['a'], 'approved');
    await approveStaff(engine, 'staff');
    const { sampleId } = await engine.ask.samples.draw({ among: 'approved', perGroup: 2 });
    await signTwice(engine);
    const { jobId } = await engine.purgeAsAlma();
    const { rows } = await engine.ask.jobs.users({ jobId, outcome: 'purged', offset: 0, limit: 9 });
    const sampled = await engine.ask.samples.users({ sampleId });
    const users = [...(await engine.users({ op: 'membership', value: 'deleted' })).values()];
    for (const shown of [rows, sampled, users]) {
      const marked = shown.map((user) => [user.primary_identifier, user.staffConfirmed]);
      expect(marked.toSorted()).toEqual([
        ['a', false],
        ['staff', true],
      ]);
    }
  });

  test('shows the review as it was when the job was submitted, whatever came of it', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await decide(engine, ['a', 'b'], 'approved');
    const { sampleId, seed } = await engine.ask.samples.draw({ among: 'approved', perGroup: 2 });
    const { userNo } = await engine.user('a');
    await engine.ask.samples.record({ sampleId, userNo, finding: 'differs', note: 'Alive' });
    const { seal } = await signTwice(engine);
    const { jobId } = await engine.purgeAsAlma();
    await engine.ask.signOff.withdraw();
    await engine.ask.samples.remove({ sampleId });
    const { review } = await engine.ask.jobs.report({ jobId });
    expect(review).toMatchObject({
      seal: { seal: seal!.seal, signatures: seal!.signatures, ...SEALED },
      samples: [{ users: 2, findings: { open: 1, 'as-reported': 0, differs: 1 } }],
      protectedRules: 1,
    });
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    const book = await readReportBook(file);
    const cell = (label: string) => book.fact(REVIEW, label);
    expect(cell('First signature')).toEqual(expect.any(Date));
    expect(book.note(REVIEW, 'First signature')).toBe('Ada');
    expect(cell('Second signature')).toEqual(expect.any(Date));
    expect(book.note(REVIEW, 'Second signature')).toBe('Grace');
    expect(book.fact('Signatures', 'First signature of the review')).toBe('Ada');
    expect(book.fact('Signatures', 'Second signature of the review')).toBe('Grace');
    expect(book.fact('Signatures', 'Seen by the director')).toMatch(/^Name, date: +_+$/);
    expect(cell('Seal (SHA-256)')).toBe(seal!.seal);
    expect(cell('Seal')).toBe('Held');
    expect(cell('As it was signed')).toBe('2 users approved, 0 excluded, 0 undecided');
    expect(cell('Not approved')).toBe('Nobody whom the job concerned');
    expect(cell('Protected register')).toBe('1 rule');
    const [{ Drawn, ...sample } = {}, ...others] = book.rows('Sampling check');
    expect(others).toEqual([]);
    expect(Drawn).toEqual(expect.any(Date));
    expect(sample).toEqual({
      By: 'Tester',
      Among: 'Approved users',
      'Per group': 2,
      'Drawn from': 2,
      Users: 2,
      [FINDING_TEXTS['as-reported']]: 0,
      [FINDING_TEXTS.differs]: 1,
      [FINDING_TEXTS['not-in-alma']]: 0,
      'Not looked up': 1,
      Seed: seed,
    });
  });

  test('says that nobody signed, and that a seal was broken', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const bookOf = async (jobId: number) => {
      const file = join(engine.folder, `Report ${jobId}.xlsx`);
      await engine.exportReport(jobId, file);
      return readReportBook(file);
    };
    const unsigned = await engine.purgeAsAlma({ userGroup: 'Nobody’s' });
    expect(unsigned.review).toMatchObject({ seal: null, samples: [] });
    expect((await bookOf(unsigned.jobId)).fact(REVIEW, 'Signed by')).toBe(
      'Nobody had signed the review',
    );
    await engine.ask.signOff.sign({ name: 'Ada' });
    await decide(engine, ['a'], 'approved');
    const { jobId } = await engine.purgeAsAlma();
    const book = await bookOf(jobId);
    expect(book.fact(REVIEW, 'Seal')).toBe('Broken: decisions had changed since it was signed');
    expect(book.fact(REVIEW, 'Second signature')).toBe('Missing');
    expect(book.fact(REVIEW, 'Decisions made or undone after it was signed')).toBe(1);
    expect(book.fact('Signatures', 'First signature of the review')).toBe('Ada');
    expect(book.fact('Signatures', 'Second signature of the review')).toMatch(/^Name, date: +_+$/);
  });

  test('says which rules were switched off, and why', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const rulesOff = [{ rule: 'expiry-in-future' as const, reason: 'Cards outlive accounts' }];
    await engine.ask.settings.save({ ...(await engine.ask.settings.get()), rulesOff });
    const { jobId, review } = await engine.purgeAsAlma();
    expect(review).toMatchObject({ rulesOff });
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    expect((await readReportBook(file)).rows('Overrides')).toContainEqual({
      What: 'Rule of the review switched off: Expiry in the future',
      Users: null,
      Reason: 'Cards outlive accounts',
    });
  });

  test('of a job of an earlier version has none', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    manyUsersWorkspace(path, 3);
    const { db, close } = openWritable(path);
    submitJob(
      db,
      { kind: 'purge-user-records', name: 'Purge', parameters: PURGE, withoutApproval: null },
      [],
      'x',
      null,
    );
    close();
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const { jobId, review } = await engine.completed(1);
    expect(review).toBeNull();
    const file = join(folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    const book = await readReportBook(file);
    expect(book.lines(REVIEW)).toEqual([
      'This job is from an earlier version, which kept nothing of the review.',
    ]);
    expect(book.has('The review')).toBe(false);
    expect(book.has('Overrides')).toBe(false);
    expect(book.has('Sampling check')).toBe(false);
  });
});
