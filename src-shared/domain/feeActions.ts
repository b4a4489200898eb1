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
  /** By which changes speak of it, and nothing else: what it says stands in fields. */
  readonly ref: string;
  /** Owed now; a credit is negative. */
  readonly active: number;
  readonly disputed: number;
  readonly waived: number;
  /** What it is where it was added here; null: a line of a file. */
  readonly added: AddedFee | null;
}

/** A fine, fee or credit that no file tells. */
export interface AddedFee {
  readonly jobId: number;
  readonly action: 'add' | 'credit';
  readonly reason: string;
  readonly comment: string;
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
  | 'above-line'
  | 'above-most'
  | 'disagrees'
  | 'reason'
  | 'comment';

/** Of a line of a file, and of what a job added. */
export const lineRef = (importId: number, row: number) => `f${importId}:${row}`;
const addedRef = (jobId: number) => `j${jobId}`;

/** A line of a file as it stands before anything is done. What isn't active or disputed stays what it is. */
export function stateOfLine(ref: string, status: FeeStatus, amount: number | null): FeeState {
  const left = amount ?? 0;
  return {
    ref,
    active: status === 'active' ? left : 0,
    disputed: status === 'disputed' ? left : 0,
    waived: 0,
    added: null,
  };
}

/**
 * Whether a change can be made, as far as the lines say.
 * @returns undefined: it can
 */
export function flawOfChange(states: readonly FeeState[], change: FeeChange): FeeFlaw | undefined {
  const { action, lines, amount, reason, comment } = change;
  if (action === 'add' || action === 'credit') {
    if (lines.length > 0) return 'lines';
    if (amount === null || !Number.isSafeInteger(amount)) return 'amount';
    if (amount <= 0) return 'amount';
    if (amount > MOST_AMOUNT) return 'above-most';
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
    if (lines.length > 1 || !Number.isSafeInteger(amount) || amount <= 0) return 'amount';
    if (amount > meant[0]!.active) return 'above-line';
  }
  return action === 'waive' && reason.trim() === '' ? 'reason' : undefined;
}

/**
 * Whether a change can be asked for: what flawOfChange says, and that it moves no line out of or into a balance that they
 * don't add up to. That may be another file's, and newer: what isn't owed by these lines would go below nothing and hide
 * what is owed, and what is restored may be owed in it already.
 * @param balance as it stands; null: no file tells it
 * @returns undefined: it can
 */
export function flawOfRequest(
  states: readonly FeeState[],
  change: FeeChange,
  balance: number | null,
): FeeFlaw | undefined {
  const ofLines = change.action !== 'add' && change.action !== 'credit';
  const isOfOthers = ofLines && balance !== null && balance !== activeOf(states);
  return flawOfChange(states, change) ?? (isOfOthers ? 'disagrees' : undefined);
}

/** After a change without flaw. @param jobId by which it was made */
export function applyChange(
  states: readonly FeeState[],
  change: FeeChange,
  jobId: number,
): FeeState[] {
  const { action, amount, reason, comment } = change;
  if (action === 'add' || action === 'credit') {
    const active = (amount ?? 0) * (action === 'add' ? 1 : -1);
    const added = { jobId, action, reason, comment };
    return [...states, { ref: addedRef(jobId), active, disputed: 0, waived: 0, added }];
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

/** What is owed of them all. */
export const activeOf = (states: readonly FeeState[]) =>
  states.reduce((sum, { active }) => sum + active, 0);
