/** The users of a job behind a number of its list or report. Pure. */
import type { Criteria } from '#shared/domain/criteria.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';

export function inJob(jobId: number, { outcome, reason }: JobUserFilter): Criteria {
  return { op: 'inJob', jobId, ...(outcome && { outcome }), ...(reason && { reason }) };
}
