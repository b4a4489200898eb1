/**
 * Fines and fees as the tab shows them: each line of the file with what became of it in the rehearsal, sums by status,
 * and which lines a filter shows. Pure.
 */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import { type FeeState, lineRef, stateOfLine } from '#shared/domain/feeActions.ts';
import { type FeeStatus, feeStatus } from '#shared/domain/feeStatus.ts';

export interface ShownFee {
  readonly line: KindDetails['lines'][number];
  readonly state: FeeState;
  /** What the file says. */
  readonly status: FeeStatus;
  readonly amount: number | null;
  readonly owner: string;
  /** Something was done to it here. */
  readonly isChanged: boolean;
}

const FIELDS = detailFieldNames('fees');

export function shownFees({ source, lines }: KindDetails, states: readonly FeeState[]): ShownFee[] {
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
