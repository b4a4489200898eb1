import { fieldsThat } from '../fields/userFields.ts';
import type { ImportKindDefinition } from './importKind.ts';

/** Any export of the Users subject area: it describes users, who don't become candidates by it. */
export const users = {
  kind: 'users',
  label: 'Users',
  purpose:
    'Any report about users: record type, account type, status, roles, dates, names. Candidates stay who they are.',
  report: 'An export of the Users subject area',
  effect: 'replica',
  tells: fieldsThat(({ name }) => name !== 'primary_identifier'),
  columns: [],
  needs: [['account_type', 'status', 'roles', 'job_category', 'record_type']],
  marks: ['account_type', 'status', 'roles', 'job_category', 'email', 'record_type', 'campus'],
  words: undefined,
} as const satisfies ImportKindDefinition;
