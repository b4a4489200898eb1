/**
 * A job that can't run has failed and says why; the next one runs. A job that ended the engine instead would end each
 * engine that is started after it, and the workspace could never be opened again.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { KIND_LIST } from '#engine/jobs/kinds/kindList.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { createSet } from '#engine/sets/userSets.ts';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { tellsWhatToDo } from '#shared/jobKinds/jobKinds.ts';
import { PURGE, TestEngine, temporaryFolder } from '../support/engine.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';

const USERS = 7001;

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

test('a fault in its middle ends it alone: what its batches did stands and is told', async () => {
  const work = KIND_LIST['update-notify-users'];
  const { start } = work;
  let batches = 0;
  vi.spyOn(work, 'start').mockImplementation((db, job) => {
    const running = start.call(work, db, job);
    return {
      ...running,
      work(members) {
        if (++batches === 3) throw new TypeError('a bug');
        return running.work(members);
      },
    };
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const engine = engineIn(temporaryFolder());
  await engine.open(waiting(engine.folder, USERS));
  await engine.completed(2);
  const report = await engine.ask.jobs.report({ jobId: 1 });
  expect(report).toMatchObject({
    state: 'failed',
    failure: { code: 'job.fault' },
    done: 4000,
    total: USERS,
  });
  expect(report.finished + report.failed).toBe(4000);
  expect(engine.count('job_user WHERE job_id = 1')).toBe(4000);
  expect(engine.count('history WHERE job_id = 1')).toBe(report.finished);
  expect(alarmOf(report)?.note).toContain('It had reached 4,000 of 7,001 users by then');
  const { path } = engine;
  await engine.close();
  // It isn't taken up again.
  await engine.open(path);
  await engine.idle();
  expect(engine.count('job_user WHERE job_id = 1')).toBe(4000);
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

function alarmOf(report: JobReport) {
  const institution = {
    ...{ name: '', period: '', preparedBy: '', timeZone: null },
    ...{ deletePolicy: null, paper: 'A4' as const },
  };
  const context = { institution, currency: 'USD', system: systemFormat(['en-US'], null) };
  const { summary } = jobReportDocument(report, context, []);
  return summary.find((section) => section.form === 'alarm');
}
