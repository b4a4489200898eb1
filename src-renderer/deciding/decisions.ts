/**
 * Decisions before they are made: for whom they are meant, and who of them may be approved. Pure. decide.tsx makes
 * them.
 */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { type Decision, isStaffLocked } from '#shared/domain/review.ts';
import {
  EXCLUDING_FLAGS,
  HELD_BACK_FLAGS,
  type HeldBackFlag,
  type ReviewFlag,
} from '#shared/domain/reviewFlags.ts';
import type { Selection } from '#shared/domain/selection.ts';
import {
  criteriaOfSelection,
  selectedCount,
  selectionOf,
  type UserSelection,
} from '../grid/rows/userSelection.ts';

/** Users that a decision is meant for. */
export interface DecisionTarget {
  readonly users: number;
  readonly criteria: Criteria;
  readonly selection: Selection;
  /** One user alone. */
  readonly user?: UserRow;
  /** Nothing is selected: everybody who matches is meant. */
  readonly everybody?: boolean;
}

/** What is decided about them. */
export interface DecisionMade {
  readonly decision: Decision;
  readonly reason?: string | null;
  readonly note?: string;
  /** The identifier letter by letter, where the user is staff. */
  readonly typedIdentifier?: string;
  /** Held-back classes that were named. */
  readonly named?: readonly HeldBackFlag[];
}

export function targetOfUser(user: UserRow): DecisionTarget {
  const criteria: Criteria = { op: 'users', userNos: [user.userNo] };
  return { users: 1, criteria, selection: { criteria }, user };
}

/** The selection, or with `everybody` all that match when nobody is selected; null for nobody. */
export function targetOfSelection(
  selection: UserSelection,
  criteria: Criteria,
  total: number,
): DecisionTarget | null {
  const state = selection.getState();
  const chosen = selectionOf(state, criteria);
  const among = criteriaOfSelection(state, criteria);
  const users = selectedCount(state, total);
  return chosen && among && users > 0 ? { users, criteria: among, selection: chosen } : null;
}

export function targetOfAll(criteria: Criteria, total: number): DecisionTarget | null {
  return total > 0 ? { users: total, criteria, selection: { criteria }, everybody: true } : null;
}

/** The same target without users who have one of these flags. @param users how many are left */
export function withoutFlags(
  target: DecisionTarget,
  flags: readonly ReviewFlag[],
  users: number,
): DecisionTarget {
  const criteria = withoutFlagsAmong(target, flags);
  return { users, criteria, selection: { criteria } };
}

export function withoutFlagsAmong(target: DecisionTarget, flags: readonly ReviewFlag[]): Criteria {
  return allOf(target.criteria, not(flags));
}

const not = (flags: readonly ReviewFlag[]): Criteria | false =>
  flags.length > 0 && { op: 'not', of: { op: 'hasFlag', flags: [...flags] } };

/** Which dialog is open for whom: what is filled in is kept under it. */
export function formOf(decision: Decision, { criteria, users }: DecisionTarget): string {
  return JSON.stringify([decision, users, criteria]);
}

/** Candidates of the target; others have no decision. */
export function candidatesAmong(target: DecisionTarget): Criteria {
  return allOf(CANDIDATES, target.criteria);
}

const PROTECTED: Criteria = { op: 'hasFlag', flags: ['protected'] };
const STAFF: Criteria = { op: 'mark', value: 'staff-locked' };

/** Those of the target whom the protected register keeps from approval. */
export function protectedAmong(target: DecisionTarget): Criteria {
  return allOf(candidatesAmong(target), PROTECTED);
}

/** Those of the target whom the staff lock keeps from being approved together with others. */
export function staffLockedAmong(target: DecisionTarget, ...but: Criteria[]): Criteria {
  return allOf(
    candidatesAmong(target),
    STAFF,
    { op: 'not', of: PROTECTED },
    ...but.map((of) => ({ op: 'not', of }) as const),
  );
}

/** Those of the target who can be approved together, but for users with one of these flags. */
export function approvableAmong(target: DecisionTarget, but: readonly ReviewFlag[] = []): Criteria {
  return allOf(
    candidatesAmong(target),
    { op: 'not', of: { op: 'any', of: [PROTECTED, STAFF] } },
    not(but),
  );
}

/** Those of the target who are held back for something that the confirmation didn't name. */
export function heldBackAmong(
  target: DecisionTarget,
  named: readonly HeldBackFlag[],
  ...but: Criteria[]
): Criteria {
  const open = HELD_BACK_FLAGS.filter((flag) => !named.includes(flag));
  return allOf(
    approvableAmong(target),
    open.length > 0 ? { op: 'hasFlag', flags: open } : { op: 'any', of: [] },
    ...but.map((of) => ({ op: 'not', of }) as const),
  );
}

export function hasExcludingFlag({ flags }: { readonly flags: readonly ReviewFlag[] }): boolean {
  return flags.some((flag) => EXCLUDING_FLAGS.includes(flag));
}

/** What stands between one user and approval; undefined: nothing. */
export function barOf(user: UserRow): 'protected' | 'staff' | undefined {
  if (user.flags.includes('protected')) return 'protected';
  return isStaffLocked(user.staff_role) ? 'staff' : undefined;
}
