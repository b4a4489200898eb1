/**
 * How many of some users carry which of the flags that a review by rule excludes. Used before users
 * are included and before a set is made of them.
 */
import { useQueries } from '@tanstack/react-query';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { queries } from '../client/engineClient.ts';
import { formatCount } from '../ui/format.ts';

export interface FlagCounts {
  /** Users with at least one of them. */
  readonly users: number;
  /** Those that occur; a user with two is counted in both. */
  readonly flags: readonly { readonly flag: ReviewFlag; readonly users: number }[];
}

/** `12 of these users have a flag that a review by rule excludes:` */
export function flaggedTitle({ users }: FlagCounts): string {
  return `${formatCount(users)} of these users ${users === 1 ? 'has' : 'have'} a flag that a review by rule excludes:`;
}

/** @returns undefined while it is being counted */
export function useFlagCounts(criteria: Criteria, enabled = true): FlagCounts | undefined {
  const counted = useQueries({
    queries: [[...EXCLUDING_FLAGS], ...EXCLUDING_FLAGS.map((flag) => [flag])].map((flags) =>
      queries.users.count.queryOptions({
        input: { criteria: allOf(criteria, { op: 'hasFlag', flags }) },
        enabled,
      }),
    ),
  });
  if (!enabled || counted.some(({ data }) => !data)) return undefined;
  const [any, ...each] = counted.map(({ data }) => data!.users);
  return {
    users: any!,
    flags: EXCLUDING_FLAGS.map((flag, n) => ({ flag, users: each[n]! })).filter(
      ({ users }) => users > 0,
    ),
  };
}
