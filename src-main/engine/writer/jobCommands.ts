/** Commands about jobs: submitting, and running what waits. */
import type { JobRequest } from '#shared/contract/shapes.ts';
import { get, transaction } from '../db/db.ts';
import { forgetComparisons } from '../importing/compareImport.ts';
import { forgetBefore } from '../importing/undoImport.ts';
import { guardJob } from '../jobs/jobGuards.ts';
import { type Capture, type JobSetting, submitJob, unfinishedJobs } from '../jobs/jobRows.ts';
import { runJob } from '../jobs/runJob.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { membersOf } from '../sets/userSets.ts';
import { breathe, type CommandContext, reflag } from './commandContext.ts';

export const jobCommands = {
  'job.submit': (
    { db }: CommandContext,
    input: { job: JobRequest; settings: JobSetting[]; user: string; capture: Capture | null },
  ) =>
    transaction(db, () => {
      const columns = new UserColumns(db);
      columns.refresh();
      const { job, settings, user, capture } = input;
      const review = guardJob(columns, job);
      forgetBefore(db);
      const members =
        job.kind === 'update-notify-users' ? membersOf(db, job.parameters.setId) : null;
      return submitJob(db, job, settings, user, capture, review, members);
    }),

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
