/**
 * The statuses of fines and fees, whatever words a report has for them: what counts as owed, what left the balance and
 * how (docs/domain.md, sections 3 and 8). Pure.
 */
export const FEE_STATUSES = [
  'active',
  'disputed',
  'waived',
  'transferred',
  'closed',
  'accrued',
] as const;
export type FeeStatus = (typeof FEE_STATUSES)[number];

const WORDS: Readonly<Record<string, FeeStatus>> = {
  'in dispute': 'disputed',
  indispute: 'disputed',
  disputed: 'disputed',
  waived: 'waived',
  transferred: 'transferred',
  exported: 'transferred',
  closed: 'closed',
  accrued: 'accrued',
};

/** A status that nobody knows counts as owed: what is owed must not be passed over. */
export function feeStatus(text: string | null): FeeStatus {
  return WORDS[(text ?? '').trim().toLowerCase()] ?? 'active';
}
