/** What cells of the review say of a user, in the grid and in every file that is made of it. Pure. */
import { DECISION_TEXTS, type Decision } from '../../domain/review.ts';

/** What a user is in a list: a purged user has no open decision, one known from a list alone never had one. */
export const LIST_STATES = ['approved', 'excluded', 'undecided', 'purged', 'notCandidate'] as const;
export type ListState = (typeof LIST_STATES)[number];

export const STATE_TEXTS: Readonly<Record<ListState, string>> = {
  ...DECISION_TEXTS,
  purged: 'Purged',
  notCandidate: 'Not a candidate',
};

interface Stated {
  readonly deleted: boolean;
  readonly candidate: boolean;
  readonly decision: Decision;
}

export function stateOf({ deleted, candidate, decision }: Stated): ListState {
  if (deleted) return 'purged';
  return candidate ? decision : 'notCandidate';
}

/** The decision in words; `staffConfirmed`: approved although staff. */
export function decisionText(user: Stated & { readonly staffConfirmed: boolean }): string {
  const state = STATE_TEXTS[stateOf(user)];
  return user.staffConfirmed ? `${state}, staff` : state;
}

interface Made {
  readonly decision: Decision;
  readonly reason: string | null;
}

/** One decision about a user, with its reason: `Approved (Data checked)`. */
export function pastDecisionText({ decision, reason }: Made): string {
  const word = decision === 'undecided' ? 'Cleared' : DECISION_TEXTS[decision];
  return reason ? `${word} (${reason})` : word;
}

/** Several things in one cell. */
export const BETWEEN = '; ';
