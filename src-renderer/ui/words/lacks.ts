/**
 * Why users may not go, in words behind their number: in the wizards, on Overview, beside a set and in reports, so
 * that all of them say the same. Pure; who isn't approved is decided in domain/approval.ts.
 */
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { Unapproved } from '#shared/domain/approval.ts';
import { countOf, formatCount } from '../format.ts';

/** Behind “12 of them are …”. */
const LACK_WORDS: Readonly<Record<Unapproved, string>> = {
  protected: 'protected by the register',
  excluded: 'excluded',
  returned: 'back since they were approved',
  contact: 'Contacts whom nobody has approved as such',
  staff: 'staff or of unknown role, and not approved one by one',
  undecided: 'undecided',
  'not-in-review': 'not in the review',
};

type ByLack = JobCheck['unapproved'];

export function usersIn(unapproved: ByLack): number {
  return unapproved.reduce((sum, { users }) => sum + users, 0);
}

/** `431 excluded, 12 undecided`. */
export function lacksText(unapproved: ByLack): string {
  return unapproved
    .map(({ kind, users }) => `${formatCount(users)} ${LACK_WORDS[kind]}`)
    .join(', ');
}

/** Why a set may not go, in a sentence: `431 of its members are not approved: 431 excluded.` */
export function whyNotToPurge({
  unapproved,
  approved,
}: Pick<JobCheck, 'unapproved' | 'approved'>): string {
  const [only, ...others] = unapproved;
  if (only && others.length === 0)
    return `${formatCount(only.users)} of its members ${only.users === 1 ? 'is' : 'are'} ${LACK_WORDS[only.kind]}.`;
  const users = usersIn(unapproved);
  if (users > 0)
    return `${countOf(users, 'member')} ${users === 1 ? 'is' : 'are'} not approved: ${lacksText(unapproved)}.`;
  return approved === 0 ? 'None of its members can go: they were purged, or left the review.' : '';
}
