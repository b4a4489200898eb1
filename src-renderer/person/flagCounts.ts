/**
 * Who is among some users, asked before they are approved or made a set of: how many carry which of the
 * flags that a review by rule excludes, and how many can't be approved together.
 */
import { useQueries } from '@tanstack/react-query';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { queries } from '../client/engineClient.ts';
import { formatCount } from '../ui/format.ts';
import {
  approvableAmong,
  type DecisionTarget,
  protectedAmong,
  staffLockedAmong,
} from './decisions.ts';

export interface FlagCounts {
  /** Users with at least one of them. */
  readonly users: number;
  /** Those that occur; a user with two is counted in both. */
  readonly flags: readonly { readonly flag: ReviewFlag; readonly users: number }[];
}

/** `12 of these users have a flag that a review by rule excludes:` */
export function flaggedTitle({ users }: FlagCounts, who = 'these users'): string {
  return `${formatCount(users)} of ${who} ${users === 1 ? 'has' : 'have'} a flag that a review by rule excludes:`;
}

/** @returns undefined while it is being counted */
export function useFlagCounts(criteria: Criteria, enabled = true): FlagCounts | undefined {
  const counted = useUserCounts(
    [[...EXCLUDING_FLAGS], ...EXCLUDING_FLAGS.map((flag) => [flag])].map((flags) =>
      allOf(criteria, { op: 'hasFlag', flags }),
    ),
    enabled,
  );
  if (!counted) return undefined;
  const [any, ...each] = counted;
  return {
    users: any!,
    flags: EXCLUDING_FLAGS.map((flag, n) => ({ flag, users: each[n]! })).filter(
      ({ users }) => users > 0,
    ),
  };
}

export interface ApprovalCounts {
  readonly approvable: number;
  /** Left alone for their role; those who were approved one by one before are not counted. */
  readonly staffLocked: number;
  readonly protected: number;
}

const STAFF_CONFIRMED: Criteria = { op: 'mark', value: 'staff-confirmed' };

/** @returns undefined while it is being counted */
export function useApprovalCounts(
  target: DecisionTarget,
  enabled: boolean,
): ApprovalCounts | undefined {
  const counted = useUserCounts(
    [approvableAmong(target), staffLockedAmong(target, STAFF_CONFIRMED), protectedAmong(target)],
    enabled,
  );
  if (!counted) return undefined;
  const [approvable, staffLocked, isProtected] = counted;
  return { approvable: approvable!, staffLocked: staffLocked!, protected: isProtected! };
}

function useUserCounts(asked: readonly Criteria[], enabled: boolean): number[] | undefined {
  const counted = useQueries({
    queries: asked.map((criteria) =>
      queries.users.count.queryOptions({ input: { criteria }, enabled }),
    ),
  });
  if (!enabled || counted.some(({ data }) => !data)) return undefined;
  return counted.map(({ data }) => data!.users);
}
