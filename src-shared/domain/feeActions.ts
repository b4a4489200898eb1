/**
 * What is done to fines and fees in the rehearsal: waive, dispute, restore, add, credit (docs/domain.md, section 8). What
 * a user owes afterwards is folded from the lines of a file and the actions since. Pure; the page shows with the same
 * rules that the engine enforces.
 */
import type { FeeStatus } from './feeStatus.ts';

export const FEE_ACTIONS = ['waive', 'dispute', 'restore', 'add', 'credit'] as const;
export type FeeAction = (typeof FEE_ACTIONS)[number];

/** Alma waives so many at once. */
export const MOST_LINES = 100;

/** Of what is added, in minor units: more is a slip, and many of them could not be added up. */
export const MOST_AMOUNT = 100_000_000_000;

/** A line and what became of its remaining amount; minor units. */
export interface FeeState {
  /** `f` import `:` row of a line of a file; `j` job of one that was added here. */
  readonly ref: string;
  /** Owed now; a credit is negative. */
  readonly active: number;
  readonly disputed: number;
  readonly waived: number;
}

export interface FeeChange {
  readonly action: FeeAction;
  /** Whom it is about: lines of the user; none for what is added. */
  readonly lines: readonly string[];
  /** Of one line, or of what is added; null: all that each line has. */
  readonly amount: number | null;
  readonly reason: string;
  readonly comment: string;
}

/** Why an action can't be meant: the first thing that is wrong with it. */
export type FeeFlaw =
  | 'lines'
  | 'too-many'
  | 'not-active'
  | 'not-disputed'
  | 'amount'
  | 'disagrees'
  | 'reason'
  | 'comment';

export const lineRef = (importId: number, row: number) => `f${importId}:${row}`;
export const addedRef = (jobId: number) => `j${jobId}`;

/** A line of a file as it stands before anything is done. What isn't active or disputed stays what it is. */
export function stateOfLine(ref: string, status: FeeStatus, amount: number | null): FeeState {
  const left = amount ?? 0;
  return {
    ref,
    active: status === 'active' ? left : 0,
    disputed: status === 'disputed' ? left : 0,
    waived: 0,
  };
}

export function flawOfChange(states: readonly FeeState[], change: FeeChange): FeeFlaw | undefined {
  const { action, lines, amount, reason, comment } = change;
  if (action === 'add' || action === 'credit') {
    if (lines.length > 0) return 'lines';
    if (amount === null || !Number.isSafeInteger(amount)) return 'amount';
    if (amount <= 0 || amount > MOST_AMOUNT) return 'amount';
    return action === 'credit' && comment.trim() === '' ? 'comment' : undefined;
  }
  if (lines.length === 0 || new Set(lines).size < lines.length) return 'lines';
  if (lines.length > MOST_LINES) return 'too-many';
  const meant = lines.map((ref) => states.find((state) => state.ref === ref));
  if (meant.some((state) => state === undefined)) return 'lines';
  if (action === 'restore') {
    if (meant.some((state) => state!.disputed <= 0)) return 'not-disputed';
    return amount === null ? undefined : 'amount';
  }
  if (meant.some((state) => state!.active <= 0)) return 'not-active';
  if (amount !== null) {
    const fits = Number.isSafeInteger(amount) && amount > 0 && amount <= meant[0]!.active;
    if (lines.length > 1 || !fits) return 'amount';
  }
  return action === 'waive' && reason.trim() === '' ? 'reason' : undefined;
}

/**
 * Whether a change takes lines off a balance that they don't add up to: it may be another file's, and newer. What isn't
 * owed by these lines would go below nothing and hide what is owed.
 * @param balance as it stands; null: no file tells it
 */
export function isOfOtherLines(
  states: readonly FeeState[],
  { action }: Pick<FeeChange, 'action'>,
  balance: number | null,
): boolean {
  const lowers = action === 'waive' || action === 'dispute';
  return lowers && balance !== null && balance !== activeOf(states);
}

/** After a change without flaw. @param jobId by which it was made */
export function applyChange(
  states: readonly FeeState[],
  change: FeeChange,
  jobId: number,
): FeeState[] {
  const { action, amount } = change;
  if (action === 'add' || action === 'credit') {
    const active = (amount ?? 0) * (action === 'add' ? 1 : -1);
    return [...states, { ref: addedRef(jobId), active, disputed: 0, waived: 0 }];
  }
  const meant = new Set(change.lines);
  return states.map((state) => (meant.has(state.ref) ? changed(state, action, amount) : state));
}

function changed(
  state: FeeState,
  action: 'waive' | 'dispute' | 'restore',
  amount: number | null,
): FeeState {
  if (action === 'restore') return { ...state, active: state.active + state.disputed, disputed: 0 };
  const part = amount ?? state.active;
  const active = state.active - part;
  return action === 'waive'
    ? { ...state, active, waived: state.waived + part }
    : { ...state, active, disputed: state.disputed + part };
}

/** Those that can be made, one after the other; one that speaks of lines that are gone is passed over. */
export function foldChanges(
  states: readonly FeeState[],
  changes: readonly (FeeChange & { readonly jobId: number })[],
): FeeState[] {
  return changes.reduce<FeeState[]>(
    (now, change) =>
      flawOfChange(now, change) === undefined ? applyChange(now, change, change.jobId) : now,
    [...states],
  );
}

export const activeOf = (states: readonly FeeState[]) =>
  states.reduce((sum, { active }) => sum + active, 0);
