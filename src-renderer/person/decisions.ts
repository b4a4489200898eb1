/**
 * Making decisions: for whom, with which reason, and what is said afterwards, with an Undo that takes
 * back this step and no other. Used by the dialog, the buttons and the keys of both screens.
 */
import type { Selection, UserRow } from '#shared/contract/shapes.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { DECISION_REASONS, type Decision } from '#shared/domain/review.ts';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { engine } from '../client/engineClient.ts';
import {
  criteriaOfSelection,
  selectedCount,
  selectionOf,
  type UserSelection,
} from '../grid/userSelection.ts';
import { DECISIONS, undoLast } from '../shell/undoRedo.ts';
import { countOf, formatCount } from '../ui/format.ts';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';

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

/** Reasons for including: why somebody with a flag may go after all. Others may be typed. */
export const INCLUDE_REASONS = [
  'Role has ended',
  'No longer affiliated',
  'Activity is settled',
  'Listed by mistake',
  'Data checked',
  'Other',
] as const;

export const REASONS: Readonly<Record<'excluded' | 'included', readonly string[]>> = {
  excluded: DECISION_REASONS,
  included: INCLUDE_REASONS,
};

export const VERBS: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  included: 'Include',
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

export function hasExcludingFlag({ flags }: { readonly flags: readonly ReviewFlag[] }): boolean {
  return flags.some((flag) => EXCLUDING_FLAGS.includes(flag));
}

/** `Exclude 214 users`, `Include u1234`. */
export function decisionLabel(decision: Decision, target: DecisionTarget): string {
  if (target.user) return `${VERBS[decision]} ${target.user.primaryIdentifier.trim()}`;
  return `${VERBS[decision]} ${target.everybody ? 'all ' : ''}${countOf(target.users, 'user')}`;
}

/** @returns whether it was done; a failure is said already */
export async function decide(
  target: DecisionTarget,
  decision: Decision,
  reason: string | null = null,
  note = '',
): Promise<boolean> {
  try {
    const done = await engine.review.decide({
      selection: target.selection,
      decision,
      reason,
      note,
    });
    await sayDone(decisionText(decision, reason, target, done), done.changed > 0);
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** Says what was decided, with Undo. */
export async function sayDone(text: string, undoable: boolean): Promise<void> {
  // It is done, whatever becomes of this question.
  const status = await engine.workspace.status().catch(() => undefined);
  const undo = undoable ? { undo: () => undoStep(status?.revision) } : {};
  notifyDone(text, { ...undo, topic: DECISIONS });
}

/** Undo takes back the last step of all: when something came after this one, it would be another. */
async function undoStep(revision: number | undefined): Promise<void> {
  const status = await engine.workspace.status().catch(() => undefined);
  if (status?.revision === revision) return undoLast();
  notifyDone(
    'Something else was changed since. Undo in the review (Ctrl+Z) goes back step by step.',
    {
      action: { label: 'Undo the last step', onClick: undoLast },
      topic: DECISIONS,
    },
  );
}

const PAST: Readonly<Record<Decision, string>> = {
  excluded: 'excluded',
  included: 'included',
  undecided: 'undecided again',
};

function decisionText(
  decision: Decision,
  reason: string | null,
  target: DecisionTarget,
  { changed, unchanged }: { readonly changed: number; readonly unchanged: number },
): string {
  const because = reason ? ` (${reason})` : '';
  const others = target.users - changed - unchanged;
  const notCandidates = others > 0 ? ` ${candidatesNot(others)}` : '';
  if (changed + unchanged === 0) return `Nothing changed.${notCandidates}`;
  if (changed === 0) return `Nothing changed: ${PAST[decision]} already${because}.${notCandidates}`;
  const who = target.user ? target.user.primaryIdentifier.trim() : countOf(changed, 'user');
  const already = unchanged > 0 ? ` ${formatCount(unchanged)} stood so already.` : '';
  return `${who} ${PAST[decision]}${because}.${already}${notCandidates}`;
}

function candidatesNot(users: number): string {
  return users === 1
    ? '1 was left alone because it is not a candidate.'
    : `${formatCount(users)} were left alone because they are not candidates.`;
}
