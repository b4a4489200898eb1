/** Numbers that several parts of the Overview show, each counted in one way. Pure. */
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';

/** Candidates about whom something was decided: excluded, approved, or purged since. */
export function reviewedIn({ candidates, undecided }: ReviewCounts): number {
  return candidates - undecided;
}
