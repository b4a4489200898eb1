/**
 * Who is among some users, asked before they are approved or made a set of: how many carry which flag, and how many
 * can't be approved together.
 */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Criteria } from '#shared/domain/criteria.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { queries } from '../client/engineClient.ts';
import {
  approvableAmong,
  type DecisionTarget,
  protectedAmong,
  staffLockedAmong,
} from './decisions.ts';
import type { FlagCount } from './FlagsAmong.tsx';

export interface FlagCounts {
  /** All of them, flagged or not. */
  readonly users: number;
  /** Those that occur; a user with two is counted in both. */
  readonly flags: readonly FlagCount[];
}

/** @returns undefined while it is being counted for the first time */
export function useFlagCounts(criteria: Criteria): FlagCounts | undefined {
  const { data } = useQuery(
    queries.users.facets.queryOptions({
      input: { criteria },
      placeholderData: keepPreviousData,
    }),
  );
  if (!data) return undefined;
  return {
    users: data.users,
    flags: REVIEW_FLAGS.map((flag) => ({ flag, users: data.flags[flag] })).filter(
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

export function useUserCounts(asked: readonly Criteria[], enabled: boolean): number[] | undefined {
  const counted = useQueries({
    queries: asked.map((criteria) =>
      queries.users.count.queryOptions({ input: { criteria }, enabled }),
    ),
  });
  if (!enabled || counted.some(({ data }) => !data)) return undefined;
  return counted.map(({ data }) => data!.users);
}
