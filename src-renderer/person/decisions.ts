/**
 * Decisions before they are made: for whom they are meant, what they are called, and who of them may be
 * approved. Pure; used by the dialog, the buttons and the keys of both screens. decide.tsx makes them.
 */
import type { Selection, UserRow } from '#shared/contract/shapes.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { type Decision, isStaffLocked } from '#shared/domain/review.ts';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import {
  criteriaOfSelection,
  selectedCount,
  selectionOf,
  type UserSelection,
} from '../grid/userSelection.ts';
import { countOf } from '../ui/format.ts';

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
}

export const VERBS: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  approved: 'Approve',
  undecided: 'Clear the decision of',
};

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

/** The same target without users that a review by rule would exclude. */
export function withoutExcludingFlags(target: DecisionTarget, users: number): DecisionTarget {
  const flagged: Criteria = { op: 'hasFlag', flags: [...EXCLUDING_FLAGS] };
  const criteria = allOf(target.criteria, { op: 'not', of: flagged });
  return { users, criteria, selection: { criteria } };
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

/** Those of the target who can be approved together. */
export function approvableAmong(target: DecisionTarget): Criteria {
  return allOf(candidatesAmong(target), { op: 'not', of: { op: 'any', of: [PROTECTED, STAFF] } });
}

export function hasExcludingFlag({ flags }: { readonly flags: readonly ReviewFlag[] }): boolean {
  return flags.some((flag) => EXCLUDING_FLAGS.includes(flag));
}

/** What stands between one user and approval; undefined: nothing. */
export function barOf(user: UserRow): 'protected' | 'staff' | undefined {
  if (user.flags.includes('protected')) return 'protected';
  return isStaffLocked(user.staffRole) ? 'staff' : undefined;
}

/** `Exclude 214 users`, `Approve u1234`. */
export function decisionLabel(decision: Decision, target: DecisionTarget): string {
  if (target.user) return `${VERBS[decision]} ${target.user.primaryIdentifier.trim()}`;
  return `${VERBS[decision]} ${target.everybody ? 'all ' : ''}${countOf(target.users, 'user')}`;
}
