/**
 * Whom a job would concern and why it would be refused, asked of the engine as the guard asks it: what the pages show
 * before Submit is what is enforced. Asking changes nothing.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';

export interface CurrentCheck {
  /** There is a job to be checked. */
  readonly asked: boolean;
  /** The last answer; of another job while `current` is false. */
  readonly check: JobCheck | undefined;
  readonly current: boolean;
  readonly error: unknown;
}

/** A job is checked before it has a name; the request for it has one. */
export const NO_NAME = '-';

/** The name of a job changes nothing about whom it concerns, so typing it asks nothing anew. */
export function useJobCheck(job: JobRequest | undefined): CurrentCheck {
  const { data, error, isPlaceholderData } = useQuery(
    queries.jobs.check.queryOptions({
      input: { job: { ...(job as JobRequest), name: NO_NAME } },
      enabled: job !== undefined,
      placeholderData: keepPreviousData,
      // The engine holds the users of a few checks only: an older answer would name lost ones.
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const current = job !== undefined && data !== undefined && !isPlaceholderData && !error;
  return { asked: job !== undefined, check: job && data, current, error: job && error };
}

export function inCheck({ checkId }: JobCheck, part: string): Criteria {
  return { op: 'inPreview', previewId: checkId, part };
}

/** Somebody isn't approved, or the register names them: no signature helps. */
export function isBlocked(check: JobCheck | undefined): boolean {
  const code = check?.refusal?.code;
  return code === 'job.notApproved' || code === 'job.protected';
}
