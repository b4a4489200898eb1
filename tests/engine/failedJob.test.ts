/**
 * A job that can't run has failed and says why; the next one runs. A job that ended the engine instead would end each
 * engine that is started after it, and the workspace could never be opened again.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { run, type WritableDb } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { task } from '#engine/writer/task.ts';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type JobRequest, tellsWhatToDo } from '#shared/jobKinds/jobKinds.ts';
import { PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
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

/** What is erased can't be left half erased: what becomes of that is told below. */
const STAYING = EVERY_JOB.filter(({ request }) => request.kind !== 'erase-users');

describe.each(STAYING)('$title, whose code throws', ({ request, isOfOne }) => {
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

describe('an erasing whose code throws', () => {
  const [{ request: erase }, { request: restore }] = [jobOf('erase-users'), jobOf('restore-users')];
  const half = Math.floor(USERS / 2);

  /** At which statement, and whether whom it erases was marked by then. */
  const STOPPING = [
    { where: 'as it starts', marks: false, when: FAULTS[0]!.when(0) },
    {
      where: 'before it is known by what they are found',
      marks: false,
      when: 'BEFORE INSERT ON main.erasing_text',
    },
    {
      where: 'while they are taken out of texts',
      marks: true,
      when: 'BEFORE UPDATE OF description ON main.user_set',
    },
    { where: 'in a batch', marks: true, when: FAULTS[1]!.when(BATCH + 101) },
    { where: 'before it is proved', marks: true, when: 'BEFORE UPDATE OF proving ON main.job' },
  ];

  /** With a fault in the way, and a set of which is said what one of them is called. */
  async function stopped(when: string) {
    const engine = engineIn(temporaryFolder());
    const path = join(engine.folder, 'Library.purgedesk');
    copyFileSync(template, path);
    await engine.open(path);
    await engine.beforeJobsRun(() =>
      inWriter(engine, (db) => {
        run(db, `UPDATE user_set SET description = 'of Name2'`);
        db.exec(`CREATE TEMP TRIGGER fault ${when} BEGIN SELECT RAISE(ABORT, 'a fault'); END`);
        submitWaiting(db, erase, USERS);
      }),
    );
    await engine.ask.jobs.submit({ job: NEXT, capture: null });
    await engine.completed(2);
    return engine;
  }

  const erased = (engine: TestEngine) => engine.count('user WHERE erased_by_job = 1');
  const named = (engine: TestEngine) =>
    engine.count(`user WHERE erased_by_job = 1 AND primary_identifier <> '[erased]'`);
  const deleted = (engine: TestEngine) =>
    engine.ask.users.count({ criteria: { op: 'membership', value: 'deleted' } });

  test.each(STOPPING)(
    '$where, has failed; whom it had begun to erase nobody finds, and the next opening ends it',
    async ({ marks, when }) => {
      const engine = await stopped(when);
      const report = await engine.ask.jobs.report({ jobId: 1 });
      const code = marks ? 'cleanup.stopped' : 'job.fault';
      expect(report).toMatchObject({ state: 'failed', failure: { code } });
      expect(await deleted(engine)).toEqual({ users: marks ? 0 : half });
      expect(erased(engine)).toBe(marks ? half : 0);
      for (const table of ['tombstone', 'erasing_text'])
        expect(engine.count(table) > 0).toBe(marks);
      const again = engine.ask.jobs.submit({ job: restore, capture: null });
      if (marks) expect(await refusal(again)).toMatchObject({ reason: 'restore.nobody' });
      else await engine.completed((await again).jobId);
      const { path } = engine;
      await engine.close();

      await engine.open(path);
      await engine.idle();
      if (!marks) {
        expect(await engine.ask.jobs.report({ jobId: 1 })).toEqual(report);
        return;
      }
      const ended = await engine.completed(1);
      expect(ended).toMatchObject({ finished: half, done: USERS, failure: null, read: false });
      expect(ended.message).toBe('unread');
      expect(named(engine)).toBe(0);
      expect(engine.count('erasing_text')).toBe(0);
      const filter = { topic: null, staffNo: null, from: null, to: null };
      const trail = await engine.ask.trail.page({ filter, offset: 0, limit: 10 });
      expect(JSON.stringify(trail)).toContain('job.takenUp');
    },
  );

  test('goes on as soon as somebody tries again, and no file is added before', async () => {
    const engine = await stopped('BEFORE UPDATE OF description ON main.user_set');
    const check = await engine.read(csvOf(engine, 'user2', 'somebody'), 'candidates');
    const theirs = `import_chunk, json_each(rows) WHERE import_id = 2 AND value ->> 2 = 'user2'`;
    expect(engine.count(theirs)).toBe(0);
    const add = () => engine.ask.imports.commit({ importId: check.importId, mode: 'add' });
    expect(await refusal(add())).toMatchObject({ reason: 'import.erasing' });
    // The fault is there still.
    await engine.ask.jobs.takeUp({ jobId: 1 });
    await engine.idle();
    expect(await engine.ask.jobs.report({ jobId: 1 })).toMatchObject({
      failure: { code: 'cleanup.stopped' },
    });
    // The next opening takes it up: begun anew for what has stopped, the program would do so without an end.
    expect(engine.renewals).toBe(0);
    await inWriter(engine, (db) => void db.exec('DROP TRIGGER fault'));
    await engine.ask.jobs.takeUp({ jobId: 1 });
    expect(await engine.completed(1)).toMatchObject({ finished: half, failure: null });
    await engine.idle();
    expect(engine.renewals).toBe(1);
    expect(named(engine)).toBe(0);
    expect(await refusal(engine.ask.jobs.takeUp({ jobId: 1 }))).toMatchObject({
      reason: 'job.notStopped',
    });
    await add();
    expect(engine.count(`user WHERE identifier_key = 'somebody'`)).toBe(1);
  });

  test('stops again where what it seeks them by can’t be read, and neither the engine nor other jobs with it', async () => {
    const engine = await stopped('BEFORE UPDATE OF description ON main.user_set');
    const { path } = engine;
    await engine.close();
    const { db, close } = openWritable(path);
    run(db, `UPDATE erasing_text SET texts = x'00'`);
    close();
    await engine.open(path);
    await engine.idle();
    const state = async () => (await engine.ask.jobs.report({ jobId: 1 })).failure?.code;
    expect(await state()).toBe('cleanup.stopped');
    const { jobId } = await engine.ask.jobs.submit({ job: NEXT, capture: null });
    expect(await engine.completed(jobId)).toMatchObject({ failure: null });
    expect(await state()).toBe('cleanup.stopped');
  });

  test('leaves alone whom a job before it restored, with all that files say of them', async () => {
    const engine = engineIn(temporaryFolder());
    const path = join(engine.folder, 'Library.purgedesk');
    copyFileSync(template, path);
    await engine.open(path);
    await engine.importFile(csvOf(engine, 'user2', 'user3'), 'candidates');
    await engine.beforeJobsRun(() =>
      inWriter(engine, (db) => {
        submitWaiting(db, restore, USERS);
        submitWaiting(db, erase, USERS);
      }),
    );
    await engine.ask.jobs.submit({ job: NEXT, capture: null });
    expect(await engine.completed(2)).toMatchObject({ finished: 0, failed: USERS });
    expect(engine.count('tombstone')).toBe(0);
    expect(engine.count('erasing_text')).toBe(0);
    const rows = `import_chunk, json_each(rows) WHERE import_id = 2 AND value ->> 2 = 'user2'`;
    expect(engine.count(rows)).toBe(1);
  });
});

describe('what can’t follow when a job fails', () => {
  test('is owed, no job runs before it, and the next opening makes it good', async () => {
    const engine = engineIn(temporaryFolder());
    const path = join(engine.folder, 'Library.purgedesk');
    copyFileSync(template, path);
    await engine.open(path);
    const approved = async () => (await engine.ask.review.counts()).approved;
    const before = await approved();
    await engine.beforeJobsRun(async () => {
      await inWriter(engine, (db) => {
        // A note that means keep ends an approval; that step can’t be stored, and the job throws as it ends.
        db.exec(`CREATE TEMP TRIGGER fault ${FAULTS[2]!.when(0)}
          BEGIN SELECT RAISE(ABORT, 'a fault'); END;
          CREATE TEMP TRIGGER another BEFORE INSERT ON main.decision_step
          BEGIN SELECT RAISE(ABORT, 'another'); END`);
        submitWaiting(db, KEEP, USERS);
      });
      await engine.ask.jobs.submit({ job: NEXT, capture: null });
    });
    await engine.idle();
    const state = async (jobId: number) => (await engine.ask.jobs.report({ jobId })).failure?.code;
    expect([await state(1), await state(2)]).toEqual(['job.fault', 'job.fault']);
    expect(engine.count(`history WHERE job_id = 2`)).toBe(0);
    expect(engine.count('job WHERE owes = 1')).toBe(2);
    expect(await approved()).toBe(before);

    await engine.close();
    await engine.open(path);
    await engine.idle();
    expect(engine.count('job WHERE owes = 1')).toBe(0);
    expect(await approved()).toBe(0);
    const { jobId } = await engine.ask.jobs.submit({ job: NEXT, capture: null });
    expect(await engine.completed(jobId)).toMatchObject({ failure: null });
  });
});

/** Once the first batch is done. */
const faultOf = (jobId: number) => `CREATE TEMP TRIGGER fault BEFORE INSERT ON main.job_user
  WHEN NEW.job_id = ${jobId} AND (SELECT done FROM main.job WHERE job_id = ${jobId}) > 0
  BEGIN SELECT RAISE(ABORT, 'a fault'); END`;

test('a move that failed on its way tells what it changed, and leaves the sets that lead back', async () => {
  const engine = engineIn(temporaryFolder());
  const path = join(engine.folder, 'Library.purgedesk');
  copyFileSync(template, path);
  await engine.open(path);
  const before = new Set((await engine.ask.sets.list()).map(({ setId }) => setId));
  const parameters = { setId: 1, userGroup: 'Gone', condition: 'Unconditionally' } as const;
  const job = { kind: 'update-notify-users', name: 'Move', parameters } as const;
  const { jobId } = await engine.beforeJobsRun(async () => {
    await inWriter(engine, (db) => db.exec(faultOf(1)));
    return engine.ask.jobs.submit({ job, capture: null });
  });
  await engine.idle();
  const report = await engine.ask.jobs.report({ jobId });
  expect(report).toMatchObject({ state: 'failed', done: BATCH });
  const changed = report.changes.reduce((sum, { users }) => sum + users, 0);
  expect(changed).toBe(report.finished);
  expect(changed).toBeGreaterThan(0);
  const back = (await engine.ask.sets.list()).filter(({ setId }) => !before.has(setId));
  expect(back.reduce((sum, { members }) => sum + members, 0)).toBe(changed);
  for (const { setId, origin } of back) {
    if (!(origin.from === 'job' && 'moved' in origin)) throw new Error('another set');
    const { from } = origin.moved!;
    const { users } = report.changes.find((each) => each.from === from)!;
    expect((await engine.ask.users.count({ criteria: { op: 'inSet', setId } })).users).toBe(users);
  }
});

test('whom a restoration put back that failed on its way is told by the job that had deleted them', async () => {
  const engine = engineIn(temporaryFolder());
  await engine.open(waiting(engine.folder, 2 * BATCH));
  expect((await engine.completed(2)).finished).toBeGreaterThan(BATCH);
  const users = { criteria: { op: 'deletedBy' as const, jobId: 2 }, except: [] };
  const job = { kind: 'restore-users' as const, name: 'Back', parameters: {}, users };
  const { jobId } = await engine.beforeJobsRun(async () => {
    await inWriter(engine, (db) => db.exec(faultOf(3)));
    return engine.ask.jobs.submit({ job, capture: null });
  });
  await engine.idle();
  const failed = await engine.ask.jobs.report({ jobId });
  expect(failed).toMatchObject({ state: 'failed', finished: BATCH });
  expect(failed.restoredFrom).toEqual([{ jobId: 2, users: BATCH }]);
  const { restoredSince } = await engine.ask.jobs.report({ jobId: 2 });
  expect(restoredSince).toMatchObject([{ jobId, users: BATCH }]);
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

/** A note that means keep, for everybody. */
const KEEP = {
  kind: 'update-notify-users',
  name: 'Keep',
  parameters: {
    ...{ setId: 1, userGroup: null, condition: 'Unconditionally' },
    lines: [{ field: 'add_note', value: 'Do not purge', scope: null }],
  },
} as never as JobRequest;

const jobOf = (kind: string) => EVERY_JOB.find(({ request }) => request.kind === kind)!;

function csvOf({ folder }: TestEngine, ...identifiers: string[]): string {
  const path = join(folder, 'Again.csv');
  const rows = identifiers.map((each) => `${each},Other,2020-01-31`);
  writeFileSync(path, ['Primary Identifier,Last Name,Purge Date', ...rows].join('\r\n'));
  return path;
}

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
