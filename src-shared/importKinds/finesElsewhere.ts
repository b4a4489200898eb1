import { ELSEWHERE_COLUMNS, type ImportKindDefinition, wordsElsewhere } from './importKind.ts';

/** Amounts owed at other libraries: evidence for the review, not a reason of the purge job. */
export const finesElsewhere = {
  kind: 'fines-elsewhere',
  label: 'Fines at other libraries',
  purpose: 'What users owe elsewhere. Shown with the user and flagged; Alma’s purge doesn’t look.',
  report: 'Users with fines at other i-share libraries LNC',
  effect: 'replica',
  tells: [],
  columns: [
    {
      name: 'fine_amount',
      label: 'Amount',
      kind: 'money',
      aliases: [
        'Fines',
        'Fine amount',
        'Fines amount',
        'Fine balance',
        'Balance',
        'Amount owed',
        'Total fines',
        'Sum of fines',
        'Remaining amount',
        'Fine Fee Amount',
        'Fines and fees',
        'Original Amount',
        'Fines at other libraries',
        'Fines at other institutions',
      ],
    },
    ...ELSEWHERE_COLUMNS,
  ],
  needs: [['fine_amount']],
  // A library may be one of our own; an institution is another one.
  marks: ['institution'],
  words: wordsElsewhere('fines?|fees?'),
  counts: {
    fields: ['fines_elsewhere'],
    // A credit elsewhere must not hide a debt at a third library.
    of: (row) => {
      const amount = row.number('fine_amount');
      return amount === null ? {} : { fines_elsewhere: Math.max(0, amount) };
    },
  },
} as const satisfies ImportKindDefinition;
