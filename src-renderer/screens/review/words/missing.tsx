/** Words of the check for users who should be candidates and aren't. Pure. */
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MissingCause } from '#shared/domain/missingCandidates.ts';
import type { Linked } from '../../../ui/CountLink.tsx';
import { countOf, formatDate } from '../../../ui/format.ts';
import type { YearSpan } from '../checks/missing.ts';

const causes: Readonly<Record<MissingCause, string>> = {
  'no-purge-date': 'No purge date',
  'too-late': 'Purge date too late',
};

export const missingWords = {
  help: {
    about: 'missing candidates',
    source: 'Managing Users, CARLI’s Alma User Purge',
    text: 'A purge takes only users whose purge date has come: whoever has none, or one far ahead, stays for good, however long ago they expired. In Alma, Update/Notify Users gives a set of users a purge date, also one in the past; the next report of candidates then names them. Counted are users of the imported users reports who are no candidates; contacts, protected users and those purged here are left out.',
  },
  what: 'Users who expired long ago, and whom no purge takes because of their purge date.',
  none: (by: IsoDate) =>
    `Nobody whom the imported files describe expired by ${formatDate(by)} and is beyond the reach of the planned purge. Import a report of all users to look further.`,
  some: (users: number, by: IsoDate, link: Linked) => (
    <>
      <strong>{link(countOf(users, 'user'))}</strong> expired by {formatDate(by)}, but{' '}
      {users === 1 ? 'is no candidate' : 'are no candidates'}: without a purge date, or with one
      that the planned run doesn’t reach. Make a set of them, and give it a purge date in Alma with
      Update/Notify Users.
    </>
  ),
  years: 'Years since expiry',
  cause: 'Why no purge takes them',
  both: 'Both',
  causes,
  makeSet: 'Make set',
  table: 'Missing candidates by user group and year of expiry',
  group: 'User group',
  all: 'All',
  /** The oldest years share a column. */
  span: ({ from, to }: YearSpan) => (from === to ? String(from) : `${to} and earlier`),
  ofCell: (group: string, { from, to }: YearSpan) =>
    `Missing candidates: ${group}, expired ${from === to ? `in ${from}` : `in ${to} or earlier`}`,
  ofRow: (group: string) => `Missing candidates: ${group}`,
} as const;
