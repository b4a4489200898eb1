/**
 * The report of a purge that is long in every part that grows, longer than any job makes it: whoever makes a summary
 * longer must find here that it still stands on one sheet and can be read.
 */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { Institution } from '#shared/contract/shapes/settings.ts';
import { readingText } from '#shared/domain/dayBound.ts';
import { RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { sampleReport } from './sampleDocument.ts';
import { samplePng } from './samplePng.ts';

export const LONGEST_INSTITUTION: Pick<Institution, 'name' | 'period' | 'preparedBy'> = {
  name: 'Consolidated Libraries of the Universities of Upper and Lower Samplefield, with the Colleges of the Lake Counties and the State Archive',
  period: 'Second purge of the academic year 2026/27, after the end of the summer term',
  preparedBy:
    'Rosalind Okafor-Lindqvist and Teodor Brandstätter, for the working group on user records of the consolidated libraries',
};

export const LONG_JOB_NAME =
  'Purge of the approved users of all campuses, second run of the academic year 2026/27, OK to Purge';

/** A wide one: as high as there is room beside the title. */
export const longestLogo = () => ({ png: samplePng(300, 200), width: 300, height: 200 });

export const LONG_WITHOUT_APPROVAL =
  'The chair of the working group agreed by telephone on 26 November, because the registrar had confirmed that none of them is enrolled; the letter is with the minutes of the meeting.';

export const LONG_EXCLUDE_REASONS = [
  'Loans or fines at another library of the consortium',
  'Library staff, retiree or member of the emeriti association',
  'Still active in the department according to its list',
  'Fines above the threshold that the bursar has not settled',
  'Expected to return for the next term',
  'Data to be checked with the registrar first',
  'Asked to be kept in a letter to the library',
  'Account of a family member of a sponsor',
];

/** Those of a purge, and as many again as somebody may think of. */
const SETTINGS = [
  ['Number of days after purge date', '30'],
  ['User record type', 'Public'],
  ['User group', 'Approved for purging by the working group on user records'],
  ['Waive threshold', '$5.00'],
  ['Run date', 'Nov 27, 2026'],
  ['Which purge dates count', readingText('carli')],
  ['Last purge date taken', 'Oct 28, 2026'],
  ['Transferred fines/fees', 'Nobody has said; not counted'],
  ['Goes on without approval', `4 users: ${LONG_WITHOUT_APPROVAL}`],
  ['Esploro researchers', 'Become non-affiliated researchers'],
  ['Letters to users', 'None are sent'],
  ['Scheduled', 'No, submitted by hand'],
] as const;

/** Eighty characters and more, as exports are called that say what they are. */
export const LONG_FILES = [
  [
    'candidates',
    'Users with Purge Dates of Current Date or Earlier, all campuses, as of 25 November 2026',
  ],
  [
    'users',
    'Users of all campuses with record type, roles and account type, exported for the purge of 2026',
  ],
  [
    'loans',
    'Loans of the consolidated libraries by user, not yet returned, as of 25 November 2026 06.00',
  ],
  [
    'fines-fees',
    'Fines and fees of the consolidated libraries by user with their status, as of November 2026',
  ],
  [
    'requests',
    'Requests, purchase requests and resource sharing requests by user and status, November 2026',
  ],
  [
    'acquisitions',
    'PO lines, POs and invoices by assigned user of the consolidated libraries, November 2026',
  ],
  [
    'exclusions',
    'PIDs for users with loans or fines at other i-share libraries SPL, second list of the year',
  ],
  [
    'fines-elsewhere',
    'Users with fines at other i-share libraries LNC, as loaded overnight on 24 November 2026',
  ],
  [
    'loans-elsewhere',
    'User loan counts at other i-share libraries LNC, as loaded overnight on 24 November 2026',
  ],
  [
    'exclusions',
    'Keep: library staff, retirees and emeriti of the consolidated libraries, with their sponsors',
  ],
] as const;

export function longestReport(): JobReport {
  const report = sampleReport();
  const { review } = report;
  const [candidates] = review!.sources!;
  return {
    ...report,
    name: LONG_JOB_NAME,
    user: 'Rosalind Okafor-Lindqvist',
    settings: SETTINGS.map(([label, value]) => ({ label, value })),
    changes: [],
    told: { contacts: 3, unknownRecordType: 12, unknownRole: 40 },
    events: RETAIN_REASONS.map((code) => ({
      code,
      severity: 'warning',
      users: 11,
      filter: { reason: code },
    })),
    withoutApproval: LONG_WITHOUT_APPROVAL,
    review: {
      ...review!,
      unsigned: true,
      account: {
        ...review!.account!,
        excludedBy: LONG_EXCLUDE_REASONS.map((reason, n) => ({ reason, users: 90 - n })),
      },
      sources: LONG_FILES.map(([kind, name], n) => ({
        ...candidates!,
        importId: n + 1,
        kind,
        fileName: `${name}.xlsx`,
      })),
    },
  };
}
