/** Commands about jobs: submitting, and running what waits. */
import type { JobRequest, PurgeSettings } from '#shared/contract/shapes.ts';
import { get, type ReadableDb, transaction } from '../db/db.ts';
import { forgetBefore } from '../importing/commit/undoImport.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import { guardJob } from '../jobs/jobGuards.ts';
import {
  type Capture,
  type JobSetting,
  markRead,
  submitJob,
  twinOf,
  unfinishedJobs,
} from '../jobs/jobRows.ts';
import { jobSettings } from '../jobs/jobSettings.ts';
import type { PurgeParameters } from '../jobs/kinds/purgeUserRecords.ts';
import { movesToLeaveOut } from '../jobs/leaveOut.ts';
import { runJob } from '../jobs/runJob.ts';
import { readSettings } from '../replica/settings.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { getSet, matchOver, membersOf } from '../sets/userSets.ts';
import { breathe, type CommandContext, reflag } from './commandContext.ts';

export const jobCommands = {
  'job.submit': (
    { db }: CommandContext,
    input: { job: JobRequest; user: string; capture: Capture | null; unsigned: boolean },
  ) =>
    transaction(db, () => {
      const { user, capture, unsigned } = input;
      const job = withBalanceRule(db, input.job);
      const twin = twinOf(db, job, user);
      if (twin !== undefined) return twin;
      const columns = new UserColumns(db);
      columns.refresh();
      const { checked, review } = guardJob(columns, job, { unsigned });
      forgetBefore(db);
      const settings = settingsInWords(db, job);
      const members =
        job.kind === 'update-notify-users'
          ? membersOf(db, job.parameters.setId)
          : checked.concerned;
      return submitJob(db, job, settings, user, capture, review, members);
    }),

  'job.leaveOut': (
    { db }: CommandContext,
    input: {
      purge: PurgeSettings;
      userGroup: string | null;
      user: string;
      capture: Capture | null;
    },
  ) =>
    transaction(db, () => {
      const columns = new UserColumns(db);
      columns.refresh();
      const moves = movesToLeaveOut(columns, input.purge, input.userGroup, input.user);
      forgetBefore(db);
      return moves.map(({ job, members }) =>
        submitJob(db, job, settingsInWords(db, job), input.user, input.capture, null, members),
      );
    }),

  'job.markRead': ({ db }: CommandContext, input: { jobId: number }) =>
    transaction(db, () => markRead(db, input.jobId)),

  /** Runs whatever waits or was interrupted, oldest first, until none is left. */
  'job.runAll': async ({ db, tell, signal }: CommandContext) => {
    for (let next = unfinishedJobs(db)[0]; next !== undefined; next = unfinishedJobs(db)[0]) {
      const jobId = next;
      let told = 0;
      const onProgress = (done: number, total: number) => {
        if (performance.now() - told < 100) return;
        told = performance.now();
        tell({ type: 'job.progressed', jobId, done, total });
      };
      if (!(await runJob(db, jobId, onProgress, breathe, signal))) return;
      transaction(db, () => {
        forgetComparisons(db);
        reflag(db);
      });
      const name = get<{ name: string }>(db, 'SELECT name FROM job WHERE job_id = ?', jobId)!.name;
      tell({ type: 'job.finished', jobId, name });
    }
  },
} as const;

/** Which balance counts is fixed when the job is submitted. */
function withBalanceRule(db: ReadableDb, job: JobRequest): JobRequest {
  if (job.kind !== 'purge-user-records') return job;
  const countTransferred = readSettings(db).countTransferred === true;
  const parameters: PurgeParameters = { ...job.parameters, countTransferred };
  return { ...job, parameters };
}

function settingsInWords(db: ReadableDb, job: JobRequest): JobSetting[] {
  const setOf = (setId: number) => getSet(db, setId, matchOver(db));
  return jobSettings(job, setOf, readSettings(db));
}
