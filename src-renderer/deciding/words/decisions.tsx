/**
 * Words of deciding about users: what a decision is called, what is asked before it, what came of it, undo and redo.
 */
import type { ReactNode } from 'react';
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import { type Decision, NOTHING_AGAINST } from '#shared/domain/review.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import type { DecisionTarget } from '../decisions.ts';

/** Makes a link of some words of a sentence. */
export type Link = (words: string) => ReactNode;

const LABELS: Readonly<Record<Decision, (whom: string) => string>> = {
  excluded: (whom) => `Exclude ${whom}`,
  approved: (whom) => `Approve ${whom}`,
  undecided: (whom) => `Clear the decision of ${whom}`,
};

/** `Exclude 214 users`, `Exclude all 1,200 users`, `Approve u1234`. */
export function decisionLabel(decision: Decision, target: DecisionTarget): string {
  const { user, users, everybody } = target;
  if (user) return LABELS[decision](user.primary_identifier.trim());
  return LABELS[decision](everybody ? `all ${countOf(users, 'user')}` : countOf(users, 'user'));
}

/** `Exclude 214 users`: what Undo and Redo would take. */
export function stepText(step: StepName): string {
  switch (step.what) {
    case 'decision':
      return LABELS[step.decision](countOf(step.users, 'user'));
    case 'by-rule':
      return `Exclude ${countOf(step.users, 'user')} by rule`;
    case 'approval-ended':
      return `Take ${countOf(step.users, 'user')} out of approval`;
    case 'earlier':
      return step.words;
  }
}

/** How the parts of a button's words are shown. */
interface ButtonParts {
  /** Gone where there is little room. */
  readonly verb: (words: string) => ReactNode;
  readonly amount: (words: string) => ReactNode;
  /** Only heard. */
  readonly unseen: (words: string) => ReactNode;
}

const VERBS = { excluded: 'Exclude', approved: 'Approve' } as const;

/** `Exclude all 1,200 users` on a button. */
export function decisionButton(
  decision: keyof typeof VERBS,
  { users, everybody }: DecisionTarget,
  { verb, amount, unseen }: ButtonParts,
): ReactNode {
  const number = everybody ? `all ${formatCount(users)}` : formatCount(users);
  return (
    <>
      {verb(VERBS[decision])} {amount(number)}
      {unseen(users === 1 ? ' user' : ' users')}
    </>
  );
}

/** Words of every dialog that decides. */
export const formWords = {
  note: 'Note (optional)',
} as const;

const KEYS = {
  choose: {
    one: 'The key 1 chooses it.',
    many: (last: number) => `The keys 1 to ${last} choose one.`,
  },
  exclude: {
    one: 'The key 1 excludes at once.',
    many: (last: number) => `The keys 1 to ${last} exclude at once.`,
  },
  approve: {
    one: 'The key 1 approves at once.',
    many: (last: number) => `The keys 1 to ${last} approve at once.`,
  },
} as const;

/** What the digits do beside the reasons. */
export type KeysDo = keyof typeof KEYS;

/** Words of choosing a reason. */
export const reasonWords = {
  label: 'Reason',
  optional: `Reason (without one: ${NOTHING_AGAINST})`,
  /** @param last the last digit that has a reason */
  keys: (keysDo: KeysDo, last: number) => (last > 1 ? KEYS[keysDo].many(last) : KEYS[keysDo].one),
  own: 'Own words',
  ownPlaceholder: 'In your own words',
  ownLabel: 'Reason in your own words',
} as const;

/** Names of the reasons that a workspace starts with, for users with these flags. */
export const SUGGESTED_REASONS: Readonly<Partial<Record<ReviewFlag, string>>> = {
  'staff-role': 'Staff role',
  'exclusion-list': 'Activity elsewhere',
  'zero-loss-pair': 'Activity elsewhere',
  'possible-pair': 'Activity elsewhere',
  'shared-identifier': 'Activity elsewhere',
  'activity-elsewhere': 'Activity elsewhere',
  protected: 'Protected group',
  conflict: 'Data conflict',
  'unreadable-value': 'Data conflict',
  'expiry-in-future': 'Still affiliated',
  returned: 'Still affiliated',
  'recent-activity': 'Still affiliated',
  'linked-account': 'Activity elsewhere',
  proxy: 'Still affiliated',
  guardian: 'Still affiliated',
};

export const excludeWords = {
  meaning:
    'Excluded users are left out of the set that is moved to OK to Purge, so they stay in Alma.',
  one: 'Exclude this user',
  flagsAmong: (users: number) =>
    users === 1
      ? 'Flags of the user who would be excluded:'
      : `Flags among the ${countOf(users, 'user')} who would be excluded:`,
} as const;

export const approveWords = {
  meaning: 'Approved users have been looked at and may be purged.',
  one: 'Approve this user',
  many: (users: number) => `Approve ${countOf(users, 'user')}`,
  flagsAmong: (users: number) =>
    users === 1
      ? 'Flags of the user who would be approved:'
      : `Flags among the ${countOf(users, 'user')} who would be approved:`,
  flagsDontStop: 'Flags don’t stop the purge: Alma takes such users like anybody else.',
} as const;

/** Words of approving one user of the staff. */
export const approveStaffWords = {
  staff: 'This user has a role other than Patron and Instructor.',
  unknown: 'No report says whether this user has a role other than Patron and Instructor.',
  oneByOne: (mark: ReactNode) => (
    <>
      Such users are approved one by one, for a reason, with the identifier typed. They stay marked
      as {mark}
    </>
  ),
  otherFlags: 'Also flagged:',
  confirm: (identifier: ReactNode) => <>To confirm, type the primary identifier: {identifier}</>,
} as const;

export const protectedWords = {
  meaning:
    'This user can’t be approved: the protected register names them, and it always wins. Change the rule first if it should no longer apply.',
  showRegister: 'Show the register in Settings',
  keep: 'Keep protected',
} as const;

const CHANGED: Readonly<Record<Decision, (who: string, reason: string) => string>> = {
  excluded: (who, reason) => `${who} excluded${reason}.`,
  approved: (who, reason) => `${who} approved${reason}.`,
  undecided: (who) => `${who} undecided again.`,
};

const UNCHANGED: Readonly<Record<Decision, (reason: string) => string>> = {
  excluded: (reason) => `Nothing changed: already excluded${reason}.`,
  approved: (reason) => `Nothing changed: already approved${reason}.`,
  undecided: () => 'Nothing changed: already undecided.',
};

const inBrackets = (reason: string | null) => (reason ? ` (${reason})` : '');

/** Words of what came of a decision. */
export const madeWords = {
  changed: (
    decision: Decision,
    { user }: DecisionTarget,
    { changed, reason }: { readonly changed: number; readonly reason: string | null },
  ) => {
    const who = user ? user.primary_identifier.trim() : countOf(changed, 'user');
    return CHANGED[decision](who, inBrackets(reason));
  },
  alreadySo: (users: number) =>
    users === 1 ? `${formatCount(users)} already was.` : `${formatCount(users)} already were.`,
  allAlreadySo: (decision: Decision, reason: string | null) =>
    UNCHANGED[decision](inBrackets(reason)),
  nothing: 'Nothing changed.',
  staff: (users: number, link: Link) => (
    <>
      {link(
        `${countOf(users, 'user')} ${users === 1 ? 'who is' : 'who are'} staff or of unknown role`,
      )}{' '}
      {users === 1 ? 'was' : 'were'} left alone: they are approved one by one.
    </>
  ),
  staffTitle: 'Staff or unknown role, left alone',
  protected: (users: number, link: Link) => (
    <>
      {link(countOf(users, 'protected user'))} {users === 1 ? 'was' : 'were'} left alone.
    </>
  ),
  protectedTitle: 'Protected, left alone',
  heldBack: (users: number, link: Link) => (
    <>
      {link(countOf(users, 'held-back user'))} {users === 1 ? 'was' : 'were'} left out, because they
      weren’t ticked.
    </>
  ),
  heldBackTitle: 'Held back, left out',
  notCandidates: (users: number) =>
    users === 1
      ? '1 was left alone because they are not a candidate.'
      : `${formatCount(users)} were left alone because they are not candidates.`,
  /** Heard after each decision. */
  remaining: (undecided: number) =>
    undecided === 0
      ? 'No candidate is undecided.'
      : `Still undecided: ${countOf(undecided, 'user')}.`,
} as const;

export const undoWords = {
  undone: (step: StepName) => `Undone: ${stepText(step)}.`,
  doneAgain: (step: StepName) => `Done again: ${stepText(step)}.`,
  redo: 'Redo',
  changedSince:
    'Something else has changed since. Undo (Ctrl+Z) in the review goes back step by step.',
  undoLast: 'Undo the last step',
} as const;
