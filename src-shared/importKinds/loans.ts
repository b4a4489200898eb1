import { foldWord, type ImportKindDefinition, wordsHere } from './importKind.ts';
import { countedLineColumns } from './lineColumns.ts';

/** Not “inactive”: a column “Status” may be the user’s. */
const RETURNED = new Set(['complete', 'completed', 'returned', 'closed']);

/** Loans of this library, a row each, or a count per user. */
export const loans = {
  kind: 'loans',
  label: 'Loans',
  purpose: 'Loans of your library. Those not yet returned are counted for each user.',
  report: 'An export of the Fulfillment subject area',
  effect: 'replica',
  tells: [],
  columns: [
    {
      name: 'loan_count',
      label: 'Number of loans',
      kind: 'number',
      aliases: [
        'Loans',
        'Loan count',
        'Num of loans',
        '# of Loans',
        'Active loans',
        'Outstanding loans',
        'Loans (In House + Not In House)',
        'Loans (Not In House)',
      ],
    },
    ...countedLineColumns('loans', ['loan_status', 'loan_date', 'due_date', 'return_date']),
  ],
  needs: [['loan_count', 'loan_status', 'due_date', 'loan_date']],
  marks: ['loan_count', 'loan_status', 'due_date', 'loan_date', 'return_date', 'item_barcode'],
  words: wordsHere('loans?'),
  lines: ['loans'],
  sums: ['loan_count'],
  counts: {
    fields: ['loans'],
    of: (row) => {
      const returned =
        RETURNED.has(foldWord(row.text('loan_status'))) || row.text('return_date') !== '';
      // Analytics counts loans that are over, too: a row that says so is none, whatever its number.
      if (returned) return { loans: 0 };
      if (!row.has('loan_count')) return { loans: 1 };
      const loans = row.number('loan_count');
      return loans === null ? {} : { loans };
    },
  },
} as const satisfies ImportKindDefinition;
