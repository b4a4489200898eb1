/** The users of a job behind a number of its report. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import type { JobUserFilter } from '../../jobKinds/jobKind.ts';
import type { UsersBehind } from '../document.ts';

export function behindJob(
  { jobId }: Pick<JobReport, 'jobId'>,
  { outcome, reason }: JobUserFilter,
  title: string,
): UsersBehind {
  return {
    criteria: { op: 'inJob', jobId, ...(outcome && { outcome }), ...(reason && { reason }) },
    title,
  };
}
