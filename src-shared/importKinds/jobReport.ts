import type { ImportKindDefinition } from './importKind.ts';

/** What Alma's own job said, for comparing it with the rehearsal. */
export const jobReport = {
  kind: 'job-report',
  label: 'Alma’s job report',
  purpose:
    'The report of Alma’s purge job or its list of retained users. Kept to compare it with the rehearsal; changes nothing.',
  report: 'The job events of Purge User Records',
  effect: 'evidence',
  tells: [],
  columns: [
    {
      name: 'retain_reason',
      label: 'Reason',
      kind: 'text',
      aliases: [
        'Message',
        'Event',
        'Job event',
        'Event description',
        'Retained because',
        'Error',
        'Error message',
        'Failure reason',
      ],
    },
  ],
  needs: [['retain_reason']],
  marks: ['retain_reason'],
  words: /job report|retained|job events?/i,
} as const satisfies ImportKindDefinition;
