/**
 * A job that can't run has failed and says why; the next one runs. A job that ended the engine instead would end each
 * engine that is started after it, and the workspace could never be opened again.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { WritableDb } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { task } from '#engine/writer/task.ts';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type JobRequest, tellsWhatToDo } from '#shared/jobKinds/jobKinds.ts';
import { PURGE, TestEngine, temporaryFolder } from '../support/engine.ts';
import { EVERY_JOB, ONE_USER, submitWaiting, workspaceWithJobs } from '../support/everyJob.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';

/** More than a batch, of which a job can have done one. */
const USERS = 2500;
const BATCH = 2000;

/** A workspace in which a move and then a purge wait, the move told what it is told. */
function waiting(folder: string, users: number, parameters?: string): string {
  const path = join(folder, 'Library.purgedesk');
  manyUsersWorkspace(path, users, 'approved');
  const { db, close } = openWritable(path);
  const all = UserBitmap.of(Array.from({ length: users }, (_, n) => n + 1));
  const details = { name: 'All', description: '', note: '', private: true };
  createSet(db, details, all, { from: 'rehearsal' }, 'x');
  const move = { setId: 1, userGroup: 'OK to Purge', condition: 'Unconditionally' } as const;
  submitJob(db, { kind: 'update-notify-users', name: 'Move', parameters: move }, [], 'x', null);
  if (parameters !== undefined)
    db.prepare('UPDATE job SET parameters = ? WHERE job_id = 1').run(parameters);
  submitJob(
    db,
    { kind: 'purge-user-records', name: 'Purge', parameters: PURGE, withoutApproval: null },
    [],
    'x',
    null,
  );
  close();
  return path;
}

function engineIn(folder: string): TestEngine {
  const engine = new TestEngine(folder);
  onTestFinished(() => engine.close());
  return engine;
}

test.each(['{}', '[]', 'null', '7', '{"setId":"1","userGroup":7}', '{"setId":1}'])(
  'told %s it has failed, is listed with its reason, and blocks nothing',
  async (parameters) => {
    const engine = engineIn(temporaryFolder());
    await engine.open(waiting(engine.folder, 30, parameters));
    const purge = await engine.completed(2);
    expect(purge).toMatchObject({ done: 30, failure: null });
    expect((await engine.ask.jobs.list()).map(({ state }) => state)).toEqual([
      'completed',
      'failed',
    ]);
    const report = await engine.ask.jobs.report({ jobId: 1 });
    expect(report).toMatchObject({
      state: 'failed',
      failure: { code: 'job.unreadable' },
      done: 0,
      endedAt: expect.any(Number),
      events: [],
    });
    expect(alarmOf(report)).toMatchObject({
      text: 'This job failed.',
      note: expect.stringMatching(/can’t be read.*It changed nobody\.$/),
    });
    expect(engine.events).toContainEqual({ type: 'job.failed', jobId: 1, name: 'Move' });
    expect((await engine.ask.workspace.status()).runningJobs).toBe(0);
    await engine.ask.sets.delete({ setId: 1 });
    await engine.ask.jobs.markRead({ jobId: 1 });
    expect((await engine.ask.jobs.report({ jobId: 1 })).read).toBe(true);
  },
);

/** At which statement the code of a kind throws, and how many of its members it has reached by then. */
const FAULTS = [
  {
    where: 'as it starts',
    reached: () => 0,
    when: () => `BEFORE UPDATE OF state ON main.job WHEN NEW.job_id = 1 AND NEW.state = 'running'`,
  },
  {
    where: 'in a batch',
    reached: (members: number) => (members === 1 ? 0 : BATCH),
    when: (userNo: number) =>
      `BEFORE INSERT ON main.job_user WHEN NEW.job_id = 1 AND NEW.user_no = ${userNo}`,
  },
  {
    where: 'as it ends',
    reached: (members: number) => members,
    when: () =>
      `BEFORE UPDATE OF state ON main.job WHEN NEW.job_id = 1 AND NEW.state = 'completed'`,
  },
];

/** Changes everybody who is left, and nothing that another job here changes or asks. */
const NEXT = {
  kind: 'update-notify-users',
  name: 'Next',
  parameters: {
    ...{ setId: 1, userGroup: null, condition: 'Unconditionally' },
    fields: [{ field: 'campus', value: 'South', condition: 'Unconditionally' }],
  },
} as const satisfies JobRequest;

let template: string;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-failed-'));
  template = join(folder, 'Template.purgedesk');
  workspaceWithJobs(template, USERS, []);
  return () => rmSync(folder, { recursive: true });
});

describe.each(EVERY_JOB)('$title, whose code throws', ({ request, isOfOne }) => {
  test.each(FAULTS)(
    '$where, fails alone, and what its batches did stands',
    async ({ reached, when }) => {
      const engine = engineIn(temporaryFolder());
      const path = join(engine.folder, 'Library.purgedesk');
      copyFileSync(template, path);
      await engine.open(path);
      let before: unknown[] = [];
      await engine.beforeJobsRun(async () => {
        await inWriter(engine, (db) => {
          db.exec(`CREATE TEMP TRIGGER fault ${when(isOfOne ? ONE_USER : BATCH + 101)}
          BEGIN SELECT RAISE(ABORT, 'a fault'); END`);
          submitWaiting(db, request, USERS);
        });
        before = everybody(engine);
        await engine.ask.jobs.submit({ job: NEXT, capture: null });
      });
      const next = await engine.completed(2);
      expect(next).toMatchObject({ done: next.total, failure: null });

      const report = await engine.ask.jobs.report({ jobId: 1 });
      const done = reached(isOfOne ? 1 : USERS);
      expect(report).toMatchObject({
        ...{ state: 'failed', failure: { code: 'job.fault' }, endedAt: expect.any(Number) },
        // A purge has nobody without a purge date among its members.
        done: Math.min(done, report.total),
      });
      expect(report.finished + report.failed).toBe(report.done);
      expect(barsOf(report)).toBe(report.total);
      const alarm = alarmOf(report)!;
      expect(alarm.text).toBe('This job failed.');
      expect(alarm.note).toMatch(/^A fault in Purge Desk ended this job\./);
      expect(alarm.note).toContain(
        done === 0
          ? 'It changed nobody.'
          : `reached ${systemFormat(['en-US'], null).count(report.done)} of`,
      );

      const behind = lastReached(engine);
      const now = everybody(engine);
      expect(now.slice(behind)).toEqual(before.slice(behind));
      if (behind > 0) expect(now.slice(0, behind)).not.toEqual(before.slice(0, behind));
      const told = (table: string) => engine.count(`${table} WHERE job_id = 1`);
      expect(engine.count(`history WHERE job_id = 1 AND user_no > ${behind}`)).toBe(0);
      expect(told('job_user')).toBe(told('job_user_fact'));
      if (done < USERS) expect(told('job_user')).toBe(done);
      // It holds nobody, as a job does that runs.
      const { reasons } = await engine.ask.jobs.previewPurge(PURGE);
      expect(reasons.map(({ reason }) => reason)).not.toContain('running-job');

      await engine.close();
      await engine.open(path);
      await engine.idle();
      expect(await engine.ask.jobs.report({ jobId: 1 })).toEqual(report);
      expect(everybody(engine)).toEqual(now);
    },
  );
});

test('of a kind that nobody knows it has failed, too, and blocks nothing', async () => {
  const engine = engineIn(temporaryFolder());
  const path = waiting(engine.folder, 30);
  const { db, close } = openWritable(path);
  db.exec(`UPDATE job SET kind = 'unheard-of' WHERE job_id = 1`);
  close();
  await engine.open(path);
  expect(await engine.completed(2)).toMatchObject({ done: 30 });
  expect(engine.count(`job WHERE job_id = 1 AND state = 'failed'`)).toBe(1);
  expect((await engine.ask.workspace.status()).runningJobs).toBe(0);
});

test('what a job was told may hold more than its request did, never less', () => {
  expect(tellsWhatToDo('purge-user-records', { ...PURGE, countTransferred: true })).toBe(true);
  for (const key of Object.keys(PURGE)) {
    const { [key as keyof typeof PURGE]: _, ...less } = PURGE;
    expect([key, tellsWhatToDo('purge-user-records', less)]).toEqual([key, false]);
  }
});

/** In the thread and on the connection by which jobs are run. */
const inWriter = (engine: TestEngine, perform: (db: WritableDb) => void) =>
  engine.session.workspace.writer.run(
    task<void, void>('at once', ({ db }) => perform(db)),
    undefined,
  );

/** All that stands of each user, by number from 1, but for what the job behind the first gives them. */
function everybody({ session }: TestEngine): unknown[] {
  const rows = session.workspace.db.prepare('SELECT * FROM user ORDER BY user_no').all();
  return rows.map((row) => ({ ...(row as object), campus: null }));
}

/** The last user whom a batch of the first job reached; 0: nobody. */
const lastReached = ({ session }: TestEngine) =>
  session.workspace.db
    .prepare('SELECT last_user_no FROM job WHERE job_id = 1')
    .pluck()
    .get() as number;

function alarmOf(report: JobReport) {
  return summaryOf(report).find((section) => section.form === 'alarm');
}

/** What the bars of what happened add up to. */
function barsOf(report: JobReport): number {
  const run = summaryOf(report).find(({ id }) => id === 'run');
  if (run?.form !== 'bars') throw new Error('The report doesn’t say what happened.');
  return run.bars.reduce((sum, { count, part }) => sum + (part ? 0 : count), 0);
}

function summaryOf(report: JobReport) {
  const institution = {
    ...{ name: '', period: '', preparedBy: '', timeZone: null },
    ...{ deletePolicy: null, paper: 'A4' as const },
  };
  const context = { institution, currency: 'USD', system: systemFormat(['en-US'], null) };
  return jobReportDocument(report, context, []).summary;
}
