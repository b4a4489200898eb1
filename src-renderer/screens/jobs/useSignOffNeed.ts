/**
 * Whether a job on these users needs the signatures of two persons, and whether they hold. The engine asks the
 * same when the job is submitted and refuses; here it is said before. Used by both review pages.
 */
import { useQuery } from '@tanstack/react-query';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { type SealStage, sealStage } from '../../ui/sealWords.ts';

export interface SignOffNeed {
  /** Why two signatures are needed, in a sentence; undefined: they aren't. */
  readonly why: string | undefined;
  readonly stage: SealStage;
  /** Needed, and not there. */
  readonly missing: boolean;
}

/** @param users how many the job concerns; undefined while that isn't known */
export function useSignOffNeed(
  users: number | undefined,
  criteria: Criteria | undefined,
): SignOffNeed | undefined {
  const { data: status } = useQuery(queries.signOff.status.queryOptions());
  const confirmed: Criteria = { op: 'mark', value: 'staff-confirmed' };
  const { data: staff } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: allOf(criteria, confirmed) },
      enabled: criteria !== undefined,
    }),
  );
  if (!status || !staff || users === undefined) return undefined;
  const why = reason(users, staff.users, status.signOffAbove);
  return { why, stage: sealStage(status.seal), missing: why !== undefined && !status.complete };
}

function reason(users: number, staff: number, above: number | null): string | undefined {
  const reasons = [
    above !== null &&
      users > above &&
      `it concerns ${countOf(users, 'user')}, more than ${formatCount(above)}`,
    staff > 0 &&
      `${countOf(staff, 'user')} among them ${staff === 1 ? 'was' : 'were'} approved although staff`,
  ].filter(Boolean);
  return reasons.length === 0 ? undefined : reasons.join(' and ');
}
