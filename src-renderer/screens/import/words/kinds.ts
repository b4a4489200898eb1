/** What each kind of file tells, within a sentence. What a kind is called and is for comes from its definition. */
import type { ImportKind } from '#shared/importKinds/importKinds.ts';

/** What such a file tells of a user: `Add ... of 412 users`, `have no ...`. */
export const toldWords: Readonly<Record<ImportKind, string>> = {
  candidates: 'facts',
  exclusions: 'identifiers',
  identifiers: 'identifiers',
  staff: 'staff roles',
  users: 'facts',
  'loans-elsewhere': 'loans at other libraries',
  'fines-elsewhere': 'fines at other libraries',
  'fines-fees': 'fines and fees',
  loans: 'loans',
  requests: 'requests',
  acquisitions: 'PO lines and invoices',
  'user-identifiers': 'identifiers',
  'user-contacts': 'contact information',
  'user-notes': 'notes',
  'user-blocks': 'blocks',
  'user-roles': 'roles',
  'user-proxies': 'sponsors',
  'user-statistics': 'statistics',
  'user-attachments': 'attachments',
  'user-courses': 'courses',
  'job-report': 'job events',
};
