import { ELSEWHERE_COLUMNS, type ImportKindDefinition, wordsElsewhere } from './importKind.ts';

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
        'Loans (In House + Not In House)',
        'Loans (not in house)',
        '# of Loans',
        'Loans at other libraries',
        'Loans at other institutions',
      ],
    },
    ...ELSEWHERE_COLUMNS,
  ],
  needs: [['loan_count']],
  // A library may be one of our own; an institution is another one.
  marks: ['institution'],
  words: wordsElsewhere('loans?'),
  counts: {
    fields: ['loans_elsewhere'],
    of: (row) => {
      const loans = row.number('loan_count');
      return loans === null ? {} : { loans_elsewhere: loans };
    },
  },
} as const satisfies ImportKindDefinition;
