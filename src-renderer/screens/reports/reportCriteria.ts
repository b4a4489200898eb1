/** The users behind each number of a job report. */
import type { JobReport } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { RetainReason } from '#shared/domain/purgeRules.ts';

export const OUTCOMES = {
  'update-notify-users': { finished: 'changed', failed: 'unchanged' },
  'purge-user-records': { finished: 'purged', failed: 'retained' },
} as const;

export type Outcome = 'purged' | 'retained' | 'changed' | 'unchanged';

const ALL_OUTCOMES: readonly string[] = ['purged', 'retained', 'changed', 'unchanged'];

export function byOutcome({ jobId }: Pick<JobReport, 'jobId'>, outcome: Outcome): Criteria {
  return { op: 'inJob', jobId, outcome };
}

/** Events that are an outcome and a reason at once. */
const NARROWED: Readonly<Record<string, { readonly outcome: string; readonly reason?: string }>> = {
  'purged-without-approval': { outcome: 'purged', reason: 'unapproved' },
  'no-longer-approved': { outcome: 'retained', reason: 'unapproved' },
  'boundary-not-taken': { outcome: 'not-taken' },
};

/** A job event's code is an outcome, a reason, or one of both. */
export function byEvent({ jobId }: Pick<JobReport, 'jobId'>, code: string): Criteria {
  const narrowed = NARROWED[code];
  if (narrowed) return { op: 'inJob', jobId, ...narrowed };
  return ALL_OUTCOMES.includes(code)
    ? { op: 'inJob', jobId, outcome: code }
    : { op: 'inJob', jobId, reason: code };
}

/** Purged although no report covered the rule. */
export function uncovered({ jobId }: JobReport, reason: RetainReason): Criteria {
  return { op: 'inJob', jobId, outcome: 'purged', reason: `unknown:${reason}` };
}

/** Purged with a balance that was recorded as waived. */
export function withWaivedBalance({ jobId }: JobReport): Criteria {
  return { op: 'inJob', jobId, outcome: 'purged', reason: 'waived' };
}
