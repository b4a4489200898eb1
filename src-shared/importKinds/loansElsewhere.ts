import type { ImportKindDefinition } from './importKind.ts';

/** Items held from other libraries: evidence for the review, not a reason of the purge job. */
export const loansElsewhere = {
  kind: 'loans-elsewhere',
  label: 'Loan counts at other libraries',
  purpose: 'What users hold elsewhere. Shown with the user and flagged; Alma’s purge doesn’t look.',
  report: 'User loan counts at other i-share libraries LNC',
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
        'Loan counts',
        'Count of loans',
        'Num of loans',
        'Active loans',
        'Loans (not in house)',
        'Loans at other libraries',
        'Loans at other institutions',
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
  needs: [['loan_count']],
  marks: ['other_library', 'loan_count'],
  words: /loans? .*other|other .*loans?|loans? elsewhere/i,
  counts: {
    fields: ['loans_elsewhere'],
    of: (row) => ({ loans_elsewhere: row.number('loan_count') ?? 0 }),
  },
} as const satisfies ImportKindDefinition;
