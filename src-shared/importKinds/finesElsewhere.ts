import type { ImportKindDefinition } from './importKind.ts';

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
    {
      name: 'other_library',
      label: 'Library',
      kind: 'text',
      aliases: [
        'Other library',
        'Institution',
        'Institution name',
        'Library name',
        'Owning library',
      ],
    },
  ],
  needs: [['fine_amount']],
  marks: ['other_library', 'fine_amount'],
  words: /fines? .*other|other .*fines?|fines? elsewhere/i,
  counts: {
    fields: ['fines_elsewhere'],
    // A credit elsewhere must not hide a debt at a third library.
    of: (row) => ({ fines_elsewhere: Math.max(0, row.number('fine_amount') ?? 0) }),
  },
} as const satisfies ImportKindDefinition;
