/**
 * What the Users screen shows of whom: the tab by record type, and what users are in this workspace. Kept while one looks
 * elsewhere, forgotten with the window.
 */
import { create } from 'zustand';
import { allOf, type Criteria, type CriteriaLeaf } from '#shared/domain/criteria.ts';
import { ALL_TYPES, recordTypeCriteria, type UserTab } from '#shared/domain/recordTypeCriteria.ts';

export type Membership = Extract<CriteriaLeaf, { op: 'membership' }>['value'];
export const MEMBERSHIPS = [
  'candidate',
  'deleted',
  'identifierOnly',
] as const satisfies readonly Membership[];

interface UsersShown {
  readonly tab: UserTab;
  /** Null: everybody. */
  readonly membership: Membership | null;
}

const ALL: UsersShown = { tab: ALL_TYPES, membership: null };

export const useUsersShown = create<UsersShown>(() => ALL);

export function showEverybody(): void {
  useUsersShown.setState(ALL);
}

export function membershipCriteria(membership: Membership | null): Criteria | undefined {
  return membership === null ? undefined : { op: 'membership', value: membership };
}

/** Whom the screen lists before any filter. */
export function scopeOf({ tab, membership }: UsersShown): Criteria {
  return allOf(tab !== ALL_TYPES && recordTypeCriteria(tab), membershipCriteria(membership));
}
