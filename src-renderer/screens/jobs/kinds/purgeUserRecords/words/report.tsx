/** Words of what the report of a purge tells beside counts, events and settings. */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { countOf, formatCount } from '../../../../../ui/format.ts';
import { Money } from '../../../../../ui/Values.tsx';
import type { Linked } from '../../../words.tsx';
import { CONTACTS_STAY } from './preview.tsx';

export const purgeReportWords = {
  withoutApproval: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'user'))} {users === 1 ? 'was' : 'were'} purged without approval.
    </>
  ),
  withoutApprovalTitle: (jobId: number) => `Purged without approval by job ${jobId}`,
  reason: (reason: string) => `Reason: ${reason}`,
  nothingWaived: 'No balance was waived.',
  waived: (minor: number, link: Linked) => (
    <>{link(<Money minor={minor} />)} of balances were recorded as waived.</>
  ),
  waivedTitle: (jobId: number) => `Purged by job ${jobId} with a balance`,
  contacts: (users: number) =>
    `${countOf(users, 'Contact')} ${users === 1 ? 'was' : 'were'} purged.`,
  contactsStay: CONTACTS_STAY,
} as const;

export const boundaryWords = {
  none: 'Nobody was on the last day: the readings of the day bound agree.',
  some: (users: number, link: Linked) => (
    <>{link(countOf(users, 'user'))} on the last day (boundary users).</>
  ),
  someTitle: (jobId: number) => `Users on the last day of job ${jobId}`,
  notTaken: (users: number, link: Linked, notTaken: number, linkNotTaken: Linked) => (
    <>
      {link(countOf(users, 'user'))} on the last day (boundary users);{' '}
      {linkNotTaken(formatCount(notTaken))} of them{' '}
      {notTaken === 1
        ? 'was left out by this run: Alma may have taken this user'
        : 'were left out by this run: Alma may have taken them'}
      .
    </>
  ),
  notTakenTitle: 'Users on the last day whom this run left out',
} as const;

/** What no report told of the purged; undefined: nothing. */
export function untoldText({ told }: JobReport): string | undefined {
  const parts = [
    told.unknownRecordType > 0 &&
      `${formatCount(told.unknownRecordType)} without a record type in any report, who counted as Public`,
    told.unknownRole > 0 && `${formatCount(told.unknownRole)} of unknown role`,
  ].filter(Boolean);
  return parts.length === 0 ? undefined : `Among the purged: ${parts.join('; ')}.`;
}
