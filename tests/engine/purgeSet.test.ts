/**
 * Purge Users: the members of a set instead of a user group. Where its members are exactly a group's, both purges say
 * and do the same; and nobody goes by the set whom the guard of the other would stop, whatever way is tried.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { matchesGroup, type PurgeSettings } from '#shared/domain/purgeRules.ts';
import { JOB_OUTCOMES } from '#shared/jobKinds/jobKinds.ts';
import { anyPurgeOf } from '#shared/jobKinds/purgeUsers.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import {
  factsOf,
  HEADINGS,
  type Person,
  person,
  questionOf,
  rowOf,
  settings,
} from '../support/purgePeople.ts';
import { readReportBook } from '../support/reportBook.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

async function setOf(
  engine: TestEngine,
  name: string,
  criteria: Criteria,
  logical = false,
): Promise<number> {
  const origin = { from: 'review', users: 'all' } as const;
  return (await engine.ask.sets.create({ name, criteria, origin, logical })).setId;
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
  const reason = decision === 'excluded' ? 'Other' : null;
  const selection = { criteria: await usersOf(engine, ...identifiers) };
  await engine.ask.review.decide({ selection, decision, reason });
}

async function signTwice(engine: TestEngine) {
  await engine.ask.signOff.sign({ name: 'Ada' });
  await engine.ask.signOff.sign({ name: 'Grace' });
}

const bySet = (setId: number, settings: Partial<PurgeSettings> = {}) =>
  anyPurgeOf({ ...PURGE, ...settings, userGroup: null, setId }, 'Purge');

describe('a set whose members are exactly those of a group', () => {
  test('is previewed, checked, compared and purged as the group, for random users and settings', async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 20, maxLength: 60 }),
        settings,
        fc.boolean(),
        async (people, asked, decided) => {
          const group = await peopled(folder, `Group ${++runs}`, people, decided);
          const set = await peopled(folder, `Set ${runs}`, people, decided);
          try {
            const setId = await setOf(set, 'As the group', await membersOf(set, people, asked));
            const ofSet: PurgeSettings = { ...asked, userGroup: null, setId };
            const { preview, check } = await told(group, asked);
            expect(await told(set, ofSet)).toEqual({ preview, check });
            const compared = await set.ask.jobs.comparePurges({
              first: asked,
              second: { of: 'settings', settings: ofSet },
            });
            expect(compared).toMatchObject({
              both: preview.purged,
              onlyFirst: 0,
              onlySecond: 0,
              neither: people.length - preview.purged,
            });
            const done = await group.purgeAsAlma(asked);
            const doneBySet = await set.purgeAsAlma(ofSet);
            expect(whatItDid(doneBySet)).toEqual(whatItDid(done));
            for (const outcome of JOB_OUTCOMES)
              expect(await outcomes(set, doneBySet.jobId, outcome)).toEqual(
                await outcomes(group, done.jobId, outcome),
              );
          } finally {
            await group.close();
            await set.close();
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  async function peopled(
    folder: string,
    name: string,
    people: readonly Person[],
    decided: boolean,
  ): Promise<TestEngine> {
    const engine = new TestEngine(folder);
    await engine.create(name);
    const rows = [HEADINGS, ...people.map(rowOf)];
    await engine.importFile(
      await writeWorkbook(join(folder, `${name}.xlsx`), { rows }),
      'candidates',
    );
    if (decided) {
      await engine.approve();
      await decide(engine, 'excluded', 'user3', 'user7');
    }
    return engine;
  }

  function membersOf(engine: TestEngine, people: readonly Person[], asked: PurgeSettings) {
    const question = questionOf(asked);
    const inGroup = people.flatMap((each, n) =>
      matchesGroup(factsOf(each), question) ? [`user${n}`] : [],
    );
    return usersOf(engine, ...inGroup);
  }

  async function told(engine: TestEngine, asked: PurgeSettings) {
    const { previewId, settings, ...preview } = await engine.ask.jobs.previewPurge(asked);
    const job = anyPurgeOf(asked, 'Purge');
    const { checkId, refusal, ...check } = await engine.ask.jobs.check({ job });
    // The sentence names the kind of job; why it is refused is the same.
    return { preview, check: { ...check, code: refusal?.code } };
  }

  /** But for what says which purge it was and when. */
  function whatItDid(report: JobReport) {
    const { total, done, finished, failed, events, boundary, boundaryNotTaken, excluded } = report;
    const { waived, purgedWithoutApproval, told, unknown, review } = report;
    return {
      ...{ total, done, finished, failed, events, boundary, boundaryNotTaken, excluded },
      ...{ waived, purgedWithoutApproval, told, unknown },
      ...{ account: review?.account, unapproved: review?.unapproved, left: review?.left },
    };
  }

  async function outcomes(engine: TestEngine, jobId: number, outcome: (typeof JOB_OUTCOMES)[0]) {
    const { rows } = await engine.ask.jobs.users({ jobId, outcome, offset: 0, limit: 1000 });
    return rows.map(({ decidedAt, evidence, ...row }) => row);
  }
});

describe('a purge of a set', () => {
  test('takes its members whatever their group, and nobody else', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', group: 'Alumni' },
      { id: 'b', group: 'OK to Purge' },
      { id: 'borrower', loans: 1 },
      { id: 'elsewhere', group: 'OK to Purge' },
      { id: 'later', purge: '2026-11-20' },
    ]);
    await engine.approve();
    const members = await usersOf(engine, 'a', 'b', 'borrower', 'later');
    const setId = await setOf(engine, 'Reviewed', members);
    const report = await engine.purgeSet(setId);
    expect(report).toMatchObject({
      kind: 'purge-users',
      setId,
      userGroup: null,
      finished: 2,
      failed: 1,
      review: { account: { approvedNotDue: 1, approvedOutside: 1 } },
    });
    expect(await engine.jobIdentifiers(report.jobId, 'purged')).toEqual(['a', 'b']);
    expect((await engine.user('elsewhere')).deleted).toBe(false);
    expect(report.settings).toEqual(
      expect.arrayContaining([
        { label: 'Set', value: 'Reviewed' },
        { label: 'Set members', value: '4 users' },
        { label: 'User record type', value: 'Public' },
        {
          label: 'Other parameters in Alma',
          value: 'Nobody has said what Alma asks besides',
        },
      ]),
    );
    expect(report.settings.map(({ label }) => label)).not.toContain('User group');
  });

  test('prints what Settings say of the parameters that no public text tells', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.approve();
    const setPurgeParameters = [{ label: 'Exclude users with roles', value: 'Yes' }];
    await engine.ask.settings.save({ ...(await engine.ask.settings.get()), setPurgeParameters });
    const { jobId, settings } = await engine.purgeSet(await setOf(engine, 'Set', CANDIDATES));
    expect(settings).toEqual(expect.arrayContaining(setPurgeParameters));
    expect(settings.map(({ label }) => label)).not.toContain('Other parameters in Alma');
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    const book = await readReportBook(file);
    expect(book.fact('Settings', 'Exclude users with roles')).toBe('Yes');
  });

  test('asks those who were in the set when it was submitted, whatever becomes of it', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'c', group: 'Alumni' }]);
    await engine.approve();
    // Whoever is purged is no member any more, and c comes into it while the job waits.
    const graduates: Criteria = { op: 'oneOf', field: 'user_group', values: ['Graduate'] };
    const setId = await setOf(engine, 'Graduates', graduates, true);
    const onlyC = await setOf(engine, 'Only c', await usersOf(engine, 'c'));
    const jobIds = await engine.beforeJobsRun(async () => {
      const first = await engine.ask.jobs.submit({ job: bySet(setId), capture: null });
      const move = {
        kind: 'update-notify-users' as const,
        name: 'Move',
        parameters: { setId: onlyC, userGroup: 'Graduate', condition: 'Unconditionally' as const },
      };
      const second = await engine.ask.jobs.submit({ job: move, capture: null });
      expect(await refusal(engine.ask.sets.delete({ setId }))).toMatchObject({
        reason: expect.stringMatching(/^set\./),
      });
      return [first.jobId, second.jobId];
    });
    for (const jobId of jobIds) await engine.completed(jobId);
    expect(await engine.jobIdentifiers(jobIds[0]!, 'purged')).toEqual(['a', 'b']);
    expect(await engine.user('c')).toMatchObject({ deleted: false, user_group: 'Graduate' });
  });

  test('is refused for a set that isn’t there, and never takes a group beside it', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.approve();
    const setId = await setOf(engine, 'Set', CANDIDATES);
    expect(await refusal(engine.purgeSet(setId + 1))).toMatchObject({ reason: 'set.gone' });
    const gone = { ...PURGE, setId: setId + 1, userGroup: null };
    expect(await refusal(engine.ask.jobs.previewPurge(gone))).toMatchObject({ reason: 'set.gone' });
    const job = bySet(setId);
    const withGroup = { ...job, parameters: { ...job.parameters, userGroup: 'OK to Purge' } };
    const setInGroupPurge = { ...job, kind: 'purge-user-records' };
    for (const crafted of [withGroup, setInGroupPurge])
      await expect(
        engine.ask.jobs.submit({ job: crafted as never, capture: null }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await engine.ask.jobs.list()).toEqual([]);
  });
});

describe('only approved users go by the set', () => {
  async function oneOfEach(): Promise<TestEngine> {
    const engine = await newEngine();
    await engine.candidates([
      'approved',
      'undecided',
      'excluded',
      { id: 'staff', role: 'Yes' },
      { id: 'unsaid', role: null },
      { id: 'vendor', type: 'Contact' },
      'back',
    ]);
    await engine.candidates([{ id: 'back', expiry: '2099-01-31' }]);
    await decide(engine, 'approved', 'approved');
    await decide(engine, 'excluded', 'excluded');
    await engine.exclusions('stranger');
    await engine.ask.settings.save({
      ...(await engine.ask.settings.get()),
      runDate: PURGE.runDate,
      purgeRoute: 'set',
    });
    return engine;
  }

  const KINDS: [identifier: string, kinds: string][] = [
    ['undecided', 'undecided 1'],
    ['excluded', 'excluded 1'],
    ['staff', 'staff or unknown role 1'],
    ['unsaid', 'staff or unknown role 1'],
    ['vendor', 'Contacts 1'],
    ['back', 'returned since 1'],
    ['stranger', 'not in the review 1'],
  ];

  test.each(KINDS)('one member who is %s stops it', async (identifier, kinds) => {
    const engine = await oneOfEach();
    const setId = await setOf(engine, 'Two', await usersOf(engine, 'approved', identifier));
    const asked: Partial<PurgeSettings> = { recordType: 'All' };
    expect(await refusal(engine.purgeSet(setId, asked))).toMatchObject({
      reason: 'job.notApproved',
      message: expect.stringContaining(`: ${kinds}.`),
      todo: 'Make a set without them, or decide about them in the review.',
    });
    expect(await engine.ask.jobs.list()).toEqual([]);
    const { parts, ...check } = await checked(engine, setId, asked);
    expect(check).toMatchObject({ concerned: 2, approved: 1, guarded: true });
    expect(await parts('unapproved')).toEqual([identifier]);
  });

  async function checked(engine: TestEngine, setId: number, asked: Partial<PurgeSettings>) {
    const check = await engine.ask.jobs.check({ job: bySet(setId, asked) });
    const parts = (part: string) =>
      engine.identifiers({ op: 'inPreview', previewId: check.checkId, part });
    return { ...check, parts };
  }

  test('whatever the set was made of', async () => {
    const engine = await oneOfEach();
    const [list] = await engine.ask.sets.list();
    const all = await setOf(engine, 'All', CANDIDATES);
    const sets = [
      all,
      list!.setId,
      await setOf(engine, 'Logical', { op: 'not', of: APPROVED }, true),
      (
        await engine.ask.sets.combine({
          name: 'Combined',
          first: all,
          operator: 'Or',
          second: list!.setId,
        })
      ).setId,
    ];
    for (const setId of sets)
      expect(await refusal(engine.purgeSet(setId))).toMatchObject({ reason: 'job.notApproved' });
    expect(await engine.purgeSet(await setOf(engine, 'Approved', APPROVED))).toMatchObject({
      finished: 1,
    });
  });

  test('a logical set that comes to hold others is asked again; who loses the approval stays', async () => {
    const engine = await oneOfEach();
    await decide(engine, 'approved', 'undecided');
    const setId = await setOf(engine, 'Approved', APPROVED, true);
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = await engine.ask.jobs.submit({ job: bySet(setId), capture: null });
      await decide(engine, 'excluded', 'undecided');
      await decide(engine, 'approved', 'excluded');
      return job;
    });
    const report = await engine.completed(jobId);
    expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(['approved']);
    expect(report.events).toContainEqual(
      expect.objectContaining({ code: 'no-longer-approved', users: 1 }),
    );
    expect((await engine.user('excluded')).deleted).toBe(false);
  });

  test('going on takes a reason, their number and two signatures; the register can’t be passed', async () => {
    const engine = await oneOfEach();
    const members = await usersOf(engine, 'approved', 'undecided', 'stranger');
    const setId = await setOf(engine, 'Three', members);
    const submit = (users: number) =>
      engine.ask.jobs.submit({
        job: { ...bySet(setId), withoutApproval: { reason: 'To see it', users } },
        capture: null,
      });
    expect(await refusal(submit(1))).toMatchObject({ reason: 'job.typedNumber' });
    expect(await refusal(submit(2))).toMatchObject({ reason: 'job.signOff' });
    await engine.ask.register.add({ kind: 'identifier', value: 'stranger' });
    await signTwice(engine);
    expect(await refusal(submit(2))).toMatchObject({
      reason: 'job.protected',
      todo: 'Make a set without them, for example of the approved users alone.',
    });
    expect(await refusal(engine.purgeAsAlma({ setId, userGroup: null }))).toMatchObject({
      reason: 'job.protected',
    });
    const rule = (await engine.ask.register.list()).find(({ value }) => value === 'stranger')!;
    await engine.ask.register.remove({ ruleId: rule.ruleId });
    const { jobId } = await submit(2);
    const report = await engine.completed(jobId);
    expect(report).toMatchObject({ finished: 2, purgedWithoutApproval: 1 });
    // Nobody knows when the third is due: Alma may take them, and the report says so.
    expect(await engine.jobIdentifiers(jobId, 'list-only')).toEqual(['stranger']);
    expect(report.events).toContainEqual(
      expect.objectContaining({ code: 'list-only', users: 1, severity: 'warning' }),
    );
    const file = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, file);
    const book = await readReportBook(file);
    expect(book.column('Known from a list alone', 'Primary identifier')).toEqual(['stranger']);
  });

  test('two signatures are no way on for a set that those who signed can’t have known', async () => {
    const engine = await oneOfEach();
    const members = await usersOf(engine, 'approved', 'excluded', 'staff');
    const logical = await setOf(engine, 'Before, logical', { op: 'not', of: APPROVED }, true);
    const before = await setOf(engine, 'Before', members);
    await signTwice(engine);
    const since = await setOf(engine, 'Since', members);
    const submit = async (setId: number) => {
      const { unapproved } = await engine.ask.jobs.check({ job: bySet(setId) });
      const users = unapproved.reduce((sum, each) => sum + each.users, 0);
      const job = { ...bySet(setId), withoutApproval: { reason: 'To see it', users } };
      const { refusal: told } = await engine.ask.jobs.check({ job });
      return { told: told?.code, done: engine.ask.jobs.submit({ job, capture: null }) };
    };
    for (const setId of [since, logical]) {
      const { told, done } = await submit(setId);
      expect(await refusal(done)).toMatchObject({ reason: 'job.setNotSigned' });
      expect(told).toBe('job.setNotSigned');
    }
    // Nor is the first signature of a new sign-off, or a name that a set had before.
    await engine.ask.sets.delete({ setId: before });
    const again = await setOf(engine, 'Before', members);
    expect(await refusal((await submit(again)).done)).toMatchObject({ reason: 'job.setNotSigned' });
    await engine.ask.signOff.withdraw();
    await signTwice(engine);
    const { jobId } = await (await submit(since)).done;
    expect(await engine.completed(jobId)).toMatchObject({ purgedWithoutApproval: 2 });
  });

  test('members known from a list alone are told before Submit, and counted once', async () => {
    const engine = await oneOfEach();
    const setId = await setOf(engine, 'Two', await usersOf(engine, 'approved', 'stranger'));
    const preview = await engine.ask.jobs.previewPurge({ ...PURGE, userGroup: null, setId });
    expect(preview).toMatchObject({ listOnly: 1, inScope: 1, purged: 1 });
    const part = { op: 'inPreview', previewId: preview.previewId, part: 'listOnly' } as const;
    expect(await engine.identifiers(part)).toEqual(['stranger']);
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({ listOnly: 0 });
  });

  test('users whom no candidates file names stop it when they are due', async () => {
    const engine = await oneOfEach();
    await addRows(engine, 'users', [
      ['Primary Identifier', 'User Group', 'Purge Date', 'Account Type'],
      ['due', 'Alumni', '2020-01-31', 'External'],
      ['not due', 'Alumni', '2099-01-31', 'External'],
    ]);
    const one = async (id: string) => setOf(engine, id, await usersOf(engine, 'approved', id));
    expect(await refusal(engine.purgeSet(await one('due')))).toMatchObject({
      reason: 'job.notApproved',
    });
    expect(await engine.purgeSet(await one('not due'))).toMatchObject({ finished: 1 });
  });
});

describe('the purge that is signed is the one that runs', () => {
  async function signed(purgeRoute: 'group' | 'set'): Promise<TestEngine> {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'OK to Purge' }, 'b', { id: 'c', purge: null }]);
    await decide(engine, 'approved', 'a', 'b');
    await engine.ask.settings.save({
      ...(await engine.ask.settings.get()),
      ...{ runDate: PURGE.runDate, signOffAbove: 0, purgeRoute },
    });
    await signTwice(engine);
    return engine;
  }

  test('a signed purge of the group isn’t one of a set, nor the reverse', async () => {
    const planned = await signed('group');
    const setId = await setOf(planned, 'Approved', APPROVED);
    expect(await refusal(planned.purgeSet(setId))).toMatchObject({
      reason: 'job.notAsSigned',
      message: expect.stringContaining('differs in: users of a group or members of a set.'),
    });
    expect(await planned.purge({ userGroup: 'OK to Purge' })).toMatchObject({ finished: 1 });
    const other = await signed('set');
    expect(await refusal(other.purge({ userGroup: 'OK to Purge' }))).toMatchObject({
      reason: 'job.notAsSigned',
    });
    expect(await other.purgeSet(await setOf(other, 'Approved', APPROVED))).toMatchObject({
      finished: 2,
      review: { seal: { broken: [] } },
    });
  });

  const OTHERS: [label: string, settings: Partial<PurgeSettings>][] = [
    ['run date', { runDate: '2026-11-22' }],
    ['number of days after purge date', { days: 0 }],
    ['user record type', { recordType: 'All' }],
    ['waive threshold', { waiveThreshold: 100_000_000 }],
    ['which purge dates count', { reading: 'strict' }],
  ];

  test.each(OTHERS)('another %s is refused', async (label, settings) => {
    const engine = await signed('set');
    const setId = await setOf(engine, 'Approved', APPROVED);
    expect(await refusal(engine.purgeSet(setId, settings))).toMatchObject({
      reason: 'job.notAsSigned',
      message: expect.stringContaining(label),
    });
  });

  test('a set made afterwards is covered as far as its members were approved', async () => {
    const engine = await signed('set');
    const wrong = await setOf(engine, 'All', EVERYBODY);
    await decide(engine, 'approved', 'c');
    expect(await refusal(engine.purgeSet(wrong))).toMatchObject({ reason: 'job.signOff' });
    await engine.ask.review.undo();
    const right = await setOf(engine, 'Approved', APPROVED);
    expect(await engine.purgeSet(right)).toMatchObject({ finished: 2 });
  });

  test('what Settings say of Alma’s other parameters is signed with a purge of a set', async () => {
    for (const route of ['group', 'set'] as const) {
      const engine = await signed(route);
      const setPurgeParameters = [{ label: 'Other', value: 'Changed since' }];
      await engine.ask.settings.save({ ...(await engine.ask.settings.get()), setPurgeParameters });
      const { seal } = await engine.ask.signOff.status();
      expect(seal!.broken).toEqual(route === 'set' ? ['rules'] : []);
    }
  });
});

describe('a preview of a set', () => {
  test('is compared with one of a group, of another set, and with what a purge of a set did', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'both', group: 'OK to Purge' },
      { id: 'group', group: 'OK to Purge' },
      'set',
    ]);
    await engine.approve();
    const one = await setOf(engine, 'One', await usersOf(engine, 'both', 'set'));
    const two = await setOf(engine, 'Two', await usersOf(engine, 'set'));
    const ofSet = (setId: number) => ({ ...PURGE, userGroup: null, setId });
    const compare = async (
      first: PurgeSettings,
      second: { of: 'settings'; settings: PurgeSettings } | { of: 'run'; jobId: number },
    ) => {
      const found = await engine.ask.jobs.comparePurges({ first, second });
      const behind = (part: string) =>
        engine.identifiers({ op: 'inPreview', previewId: found.comparisonId, part });
      return { ...found, behind };
    };
    const settings = { ...PURGE, userGroup: 'OK to Purge' };
    const withGroup = await compare(ofSet(one), { of: 'settings', settings });
    expect(withGroup).toMatchObject({
      ...{ both: 1, onlyFirst: 1, onlySecond: 1, neither: 0 },
      leftBySecond: [{ reason: 'user-group', users: 1 }],
      leftByFirst: [{ reason: 'not-in-set', users: 1 }],
    });
    expect(await withGroup.behind('onlyFirst')).toEqual(['set']);
    expect(await withGroup.behind('onlySecond:not-in-set')).toEqual(['group']);
    const withOther = await compare(ofSet(one), { of: 'settings', settings: ofSet(two) });
    expect(withOther).toMatchObject({ both: 1, onlyFirst: 1, onlySecond: 0, neither: 1 });
    const { jobId } = await engine.purgeSet(two);
    const withRun = await compare(ofSet(one), { of: 'run', jobId });
    expect(withRun).toMatchObject({
      second: { settings: ofSet(two) },
      ...{ both: 0, onlyFirst: 1, onlySecond: 1, neither: 1 },
      leftBySecond: [{ reason: 'not-asked', users: 1 }],
      leftByFirst: [{ reason: 'gone', users: 1 }],
    });
  });
});
