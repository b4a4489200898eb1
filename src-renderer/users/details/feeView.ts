/**
 * Fines and fees as the tab shows them: each line of the file and each that was added here, with what became of it in the
 * rehearsal, sums by status, and which of them a filter shows. Pure.
 */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import { type FeeState, lineRef, stateOfLine } from '#shared/domain/feeActions.ts';
import { FEE_STATUSES, type FeeStatus, feeStatus } from '#shared/domain/feeStatus.ts';

export interface ShownFee {
  /** Undefined: it was added here. */
  readonly line: KindDetails['lines'][number] | undefined;
  readonly state: FeeState;
  /** What the file says; what was added is active. */
  readonly status: FeeStatus;
  readonly amount: number | null;
  readonly owner: string;
  /** Something was done to it here. */
  readonly isChanged: boolean;
}

const FIELDS = detailFieldNames('fees');

/** The lines in the order of the file, then what was added, in the order in which that was done. */
export function shownFees(details: KindDetails, states: readonly FeeState[]): ShownFee[] {
  return [...feesOfFile(details, states), ...states.filter(({ added }) => added).map(addedFee)];
}

function feesOfFile({ source, lines }: KindDetails, states: readonly FeeState[]): ShownFee[] {
  const byRef = new Map(states.map((state) => [state.ref, state]));
  return lines.map((line) => {
    const value = (name: DetailFieldName<'fees'>) => line.values[FIELDS.indexOf(name)] ?? null;
    const told = value('fee_amount');
    const amount = typeof told === 'number' ? told : null;
    const status = feeStatus(textOf(value('fee_status')));
    const ref = lineRef(source?.importId ?? 0, line.row);
    const before = stateOfLine(ref, status, amount);
    const state = byRef.get(ref) ?? before;
    const isChanged = state.active !== before.active || state.disputed !== before.disputed;
    return { line, state, status, amount, owner: textOf(value('fee_owner')) ?? '', isChanged };
  });
}

function addedFee(state: FeeState): ShownFee {
  const { active, disputed, waived } = state;
  const amount = active + disputed + waived;
  return {
    line: undefined,
    state,
    status: 'active',
    amount,
    owner: '',
    isChanged: active !== amount,
  };
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

/** What of a fee has this status now, a part of one may be in dispute; null: it isn't among them. */
export function amountUnder(
  { state, status, amount, isChanged }: ShownFee,
  asked: FeeStatus,
): number | null {
  const told = status === asked ? (amount ?? 0) : 0;
  const part =
    asked === 'active'
      ? state.active
      : asked === 'disputed'
        ? state.disputed
        : told + (asked === 'waived' ? state.waived : 0);
  // A line of nothing, or without an amount, is there all the same.
  return part !== 0 || (status === asked && !isChanged) ? part : null;
}

/** What remains of a fee, whatever its status. */
export function remaining({ state, status, amount }: ShownFee): number {
  const isOpen = status === 'active' || status === 'disputed';
  return state.active + state.disputed + (isOpen ? 0 : (amount ?? 0));
}

/** What they add up to by status; minor units. */
export function balancesOf(fees: readonly ShownFee[]): Readonly<Record<FeeStatus, number>> {
  const sumOf = (status: FeeStatus) =>
    fees.reduce((sum, fee) => sum + (amountUnder(fee, status) ?? 0), 0);
  return Object.fromEntries(FEE_STATUSES.map((each) => [each, sumOf(each)])) as Record<
    FeeStatus,
    number
  >;
}

/** `all`: whatever it is. What was added has no owner. */
export interface FeeFilter {
  readonly status: FeeStatus | 'all';
  readonly owner: string;
}

/** Those that a filter shows, and what they add up to: of a fee only the part that has the status. */
export function filteredFees(
  fees: readonly ShownFee[],
  { status, owner }: FeeFilter,
): { readonly shown: readonly ShownFee[]; readonly balance: number } {
  const partOf = (fee: ShownFee) => (status === 'all' ? remaining(fee) : amountUnder(fee, status));
  const shown = fees.filter(
    (fee) => partOf(fee) !== null && (owner === 'all' || fee.owner === owner),
  );
  return { shown, balance: shown.reduce((sum, fee) => sum + (partOf(fee) ?? 0), 0) };
}
