/**
 * The list of sets as rows: those that somebody made or a file brought stand by themselves, those that a job kept are
 * folded away under it. Pure.
 */
import type { SetSummary } from '#shared/contract/shapes/sets.ts';

/** Reversal sets of one job. */
export interface KeptSets {
  readonly jobId: number;
  readonly jobName: string;
  readonly sets: readonly SetSummary[];
}

export type SetRow =
  | { readonly set: SetSummary; readonly kept?: never; readonly folded?: boolean }
  | { readonly kept: KeptSets; readonly set?: never };

/** In the order of the sets; a fold stands where its first set would, and its sets below it when it is open. */
export function setRows(sets: readonly SetSummary[], isOpen: (jobId: number) => boolean): SetRow[] {
  const seen = new Set<number>();
  return sets.flatMap((set): SetRow[] => {
    const jobId = jobOf(set);
    if (jobId === undefined || set.origin.from !== 'job') return [{ set }];
    if (seen.has(jobId)) return [];
    seen.add(jobId);
    const kept = {
      jobId,
      jobName: set.origin.name,
      sets: sets.filter((each) => jobOf(each) === jobId),
    };
    const below = isOpen(jobId) ? kept.sets.map((each) => ({ set: each, folded: true })) : [];
    return [{ kept }, ...below];
  });
}

/** The job that kept the set. */
export function jobOf({ origin }: SetSummary): number | undefined {
  return origin.from === 'job' ? origin.jobId : undefined;
}
