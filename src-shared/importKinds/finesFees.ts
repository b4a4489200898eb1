import { feeStatus } from '../domain/feeStatus.ts';
import { type ImportKindDefinition, wordsHere } from './importKind.ts';
import { countedLineColumns } from './lineColumns.ts';

/** Fines and fees of this library, a row each, or a balance per user. */
export const finesFees = {
  kind: 'fines-fees',
  label: 'Fines/fees',
  purpose: 'Fines and fees of your library. Active amounts are added up to each user’s balance.',
  report: 'An export of the Fines and Fees subject area',
  effect: 'replica',
  tells: [],
  columns: countedLineColumns('fees', ['fee_amount', 'fee_status']),
  needs: [['fee_amount']],
  marks: ['fee_amount', 'fee_status', 'fee_type'],
  words: wordsHere('fines?|fees?'),
  lines: ['fees'],
  sums: ['fee_amount'],
  counts: {
    fields: ['balance', 'transferred'],
    of: (row) => {
      const status = feeStatus(row.text('fee_status'));
      // Gone to the bursar: kept apart, since an institution's parameter says whether it counts.
      const isTransferred = status === 'transferred';
      if (status !== 'active' && !isTransferred) return { balance: 0, transferred: 0 };
      const amount = row.number('fee_amount');
      if (amount === null) return {};
      return isTransferred
        ? { balance: 0, transferred: amount }
        : { balance: amount, transferred: 0 };
    },
  },
} as const satisfies ImportKindDefinition;
