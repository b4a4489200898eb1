/**
 * Whoever a job here has deleted can be put back with everything they had, and a rehearsal repeated with other settings.
 * The clock of an approval goes on: what came to light meanwhile must be seen by somebody before they go again.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';

const NOTES = ['Primary Identifier', 'Note Type', 'Note Text'];
const DELETED: Criteria = { op: 'membership', value: 'deleted' };

const lastOf = (month: string) =>
  new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 0)).toISOString().slice(0, 10);
const inMonth = (month: string): Criteria => ({
  op: 'deletedOn',
  is: { how: 'between', from: `${month}-01`, to: lastOf(month) },
});

const restoring = (criteria: Criteria, except: number[] = []) => ({
  kind: 'restore-users' as const,
  name: 'Restore Users',
  parameters: {},
  users: { criteria, except },
});

/** Everything that pages show of the users, but for when they were deleted. */
async function everything(engine: TestEngine) {
  const { rows } = await engine.ask.users.page({
    criteria: EVERYBODY,
    sort: [],
    offset: 0,
    limit: 1000,
    decisions: true,
  });
  const preview = await engine.ask.jobs.previewPurge(PURGE);
  const counts = await engine.ask.review.counts();
  return { rows, counts, preview: { ...preview, previewId: '' } };
}

test('a purge is taken back whole, and repeated with another threshold', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', { id: 'ben', balance: 3 }, { id: 'cem', loans: 2 }, 'dia']);
  await engine.approve();
  const before = await everything(engine);
  const first = await engine.purge();
  expect(first).toMatchObject({ finished: 2, failed: 2, restoredSince: [] });
  expect(await engine.identifiers(DELETED)).toEqual(['ana', 'dia']);

  const back = await engine.run(restoring({ op: 'deletedBy', jobId: first.jobId }));
  expect(back).toMatchObject({
    ...{ kind: 'restore-users', total: 2, finished: 2, failed: 0 },
    restoredFrom: [{ jobId: first.jobId, users: 2 }],
  });
  expect(await everything(engine)).toEqual(before);

  const second = await engine.purge({ waiveThreshold: 1000 });
  expect(second).toMatchObject({ finished: 3, failed: 1, waived: 300 });
  const { restoredSince } = await engine.ask.jobs.report({ jobId: first.jobId });
  expect(restoredSince).toEqual([{ jobId: back.jobId, at: back.endedAt, by: 'Tester', users: 2 }]);
  const { userNo } = await engine.user('ana');
  const { history } = await engine.ask.users.get({ userNo });
  expect(history.map(({ what }) => what)).toEqual(['purged', 'restored', 'purged']);
});

test('one, several, and those of a month are found and put back', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben', 'cem']);
  await engine.approve();
  const { jobId } = await engine.purge();
  const [month] = await engine.ask.users.deletedMonths();
  expect(month?.users).toBe(3);
  const ofMonth: Criteria = inMonth(month!.month);
  expect(await engine.identifiers(ofMonth)).toEqual(['ana', 'ben', 'cem']);
  expect(await engine.identifiers(inMonth('1999-12'))).toEqual([]);
  const { rows } = await engine.ask.users.page({
    ...{ criteria: EVERYBODY, offset: 0, limit: 10 },
    sort: [{ field: 'deleted_at', direction: 'desc' }],
  });
  expect(rows).toHaveLength(3);
  const ana = await engine.user('ana');
  expect(ana).toMatchObject({ deleted: true, deletedBy: jobId });
  expect(ana.deletedAt).toBeGreaterThan(0);

  const one = await engine.run(restoring({ op: 'users', userNos: [ana.userNo] }));
  expect(one).toMatchObject({ total: 1, finished: 1 });
  expect(await engine.user('ana')).toMatchObject({ deleted: false, deletedAt: null });
  expect(await engine.identifiers(ofMonth)).toEqual(['ben', 'cem']);
  const { userNo: ben } = await engine.user('ben');
  const most = await engine.run(restoring(ofMonth, [ben]));
  expect(most).toMatchObject({ total: 1, finished: 1 });
  expect(await engine.identifiers(DELETED)).toEqual(['ben']);
  expect(await engine.ask.users.deletedMonths()).toEqual([{ month: month!.month, users: 1 }]);
});

test('nobody who isn’t deleted is touched, and a second press is no second job', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await engine.approve({ op: 'contains', field: 'primary_identifier', value: 'ana' });
  const submit = () => engine.ask.jobs.submit({ job: restoring(EVERYBODY), capture: null });
  expect((await refusal(submit())).reason).toBe('restore.nobody');
  const { userNo } = await engine.user('ana');
  await engine.run({
    kind: 'delete-user',
    name: 'Delete User',
    parameters: { userNo, contact: false },
    typedIdentifier: 'ana',
  });
  const both = await engine.beforeJobsRun(() => Promise.all([submit(), submit()]));
  expect(new Set(both.map(({ jobId }) => jobId)).size).toBe(1);
  const report = await engine.completed(both[0]!.jobId);
  expect(report).toMatchObject({ total: 1, finished: 1 });
});

describe('an approval goes on where it stood', () => {
  test('but not over a flag that came meanwhile', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben']);
    await engine.approve();
    await engine.purge();
    await engine.exclusions('ben');
    await engine.run(restoring(DELETED));
    expect(await engine.user('ana')).toMatchObject({ decision: 'approved' });
    expect(await engine.user('ben')).toMatchObject({ decision: 'undecided' });
    expect((await engine.user('ben')).flags).toContain('exclusion-list');
  });

  test('nor over the register, nor where it rests on lines that nobody watched', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben', 'cem']);
    await addRows(engine, 'user-notes', [NOTES, ['cem', 'General', 'Do not delete']]);
    await engine.approve();
    expect(await engine.user('cem')).toMatchObject({ decision: 'approved' });
    await engine.purge();
    await engine.ask.register.add({ kind: 'identifier', value: 'ben' });
    await addRows(engine, 'user-notes', [
      NOTES,
      ['cem', 'General', 'Do not delete'],
      ['cem', 'General', 'Legal hold until the trial is over'],
    ]);
    await engine.run(restoring(DELETED));
    const decisions = await Promise.all(
      ['ana', 'ben', 'cem'].map(async (id) => (await engine.user(id)).decision),
    );
    expect(decisions).toEqual(['approved', 'undecided', 'undecided']);
  });
});

test('purging and restoring any of them in any order ends where it began', async () => {
  const folder = temporaryFolder();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 }), { maxLength: 4 }),
      async (steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          await engine.candidates(Array.from({ length: 8 }, (_, n) => `user${n}`));
          await engine.approve();
          const before = await everything(engine);
          for (const userNos of steps) {
            await engine.purge();
            await engine.run(restoring({ op: 'users', userNos }));
          }
          if ((await engine.identifiers(DELETED)).length > 0) await engine.run(restoring(DELETED));
          expect(await everything(engine)).toEqual(before);
        } finally {
          await engine.close();
        }
      },
    ),
    { numRuns: 4 },
  );
});

test('the exported report of the purge says who was put back, when and by whom', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await engine.approve();
  const { jobId } = await engine.purge();
  const back = await engine.run(restoring(DELETED));
  const [of, by] = [join(engine.folder, 'Purge.xlsx'), join(engine.folder, 'Restored.xlsx')];
  await engine.exportReport(jobId, of);
  await engine.exportReport(back.jobId, by);
  const purge = await readReportBook(of);
  expect(purge.rows('Restored after this job')).toMatchObject([
    { 'Job ID': String(back.jobId), By: 'Tester', Users: 2 },
  ]);
  const restored = await readReportBook(by);
  expect(restored.rows('Who had deleted them')).toMatchObject([{ 'Job ID': String(jobId) }]);
  expect(restored.column('Restored', 'Primary identifier')).toEqual(['ana', 'ben']);
});
