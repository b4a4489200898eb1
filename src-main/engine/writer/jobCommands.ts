/** Commands about jobs: submitting, and running what waits. */
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { get, transaction } from '../db/db.ts';
import { forgetBefore } from '../importing/commit/undoImport.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import type { Capture } from '../jobs/captures.ts';
import { guardJob } from '../jobs/jobGuards.ts';
import { markRead, unfinishedJobs } from '../jobs/jobRows.ts';
import { settingsInWords } from '../jobs/jobSettings.ts';
import { movesToLeaveOut } from '../jobs/kinds/purgeUserRecords/leaveOut.ts';
import { runJob } from '../jobs/runJob.ts';
import { submitJob, twinOf } from '../jobs/submitJob.ts';
import { workOf } from '../jobs/workOf.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { breathe, type CommandContext, reflag } from './commandContext.ts';

export const jobCommands = {
  'job.submit': (
    { db }: CommandContext,
    input: { job: JobRequest; user: string; capture: Capture | null; unsigned: boolean },
  ) =>
    transaction(db, () => {
      const { user, capture, unsigned } = input;
      const work = workOf(input.job.kind);
      const job = work.settle?.(db, input.job) ?? input.job;
      const twin = twinOf(db, job, user);
      if (twin !== undefined) return twin;
      const columns = new UserColumns(db);
      columns.refresh();
      const { checked, review } = guardJob(columns, job, { unsigned });
      forgetBefore(db);
      const settings = settingsInWords(db, job);
      const members = work.submittedFor(db, job, checked);
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
