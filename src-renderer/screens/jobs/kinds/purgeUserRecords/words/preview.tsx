/** Words of what a purge would do: the numbers beside the form, most of them on the review page, too. */
import type { ReactNode } from 'react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { READING_TEXTS, type Reading } from '#shared/domain/dayBound.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { countOf, formatCount } from '../../../../../ui/format.ts';
import { DateText, Money } from '../../../../../ui/Values.tsx';
import type { Linked, UnapprovedWords } from '../../../words.tsx';
import type { CountedPart } from '../previewCriteria.ts';

/** What the users behind a number are called where they are shown. */
export const partTitles: Readonly<Record<CountedPart, string>> = {
  inScope: 'Users in scope',
  purged: 'Users who would be purged',
  retained: 'Users in scope who would be retained',
  boundary: 'Users on the last day of this run',
  boundaryNotTaken: 'Users on the last day whom this run leaves out',
  left: 'In scope, but no longer in the newest candidates file',
  listOnly: 'Members of the set who are known from a list alone',
  contacts: 'Contacts in scope',
  unknownRecordType: 'In scope, and no report gives the record type',
  purgedProtected: 'Users to be purged whom the register protects',
  purgedWithStaffRole: 'Users to be purged who have a staff role',
  purgedWithUnknownRole: 'Users to be purged whose role is unknown',
};

/** The same for users who are no part that the preview counts under one name. */
export const usersTitles = {
  retainedFor: (reason: RetainReason) => `Retained: ${RETAIN_REASON_TEXTS[reason].label}`,
  withBalance: 'Users to be purged who owe something',
  inScopeBy: (reading: Reading) => `In scope with purge dates ${READING_TEXTS[reading].inSentence}`,
  flagged: 'To be purged, with a flag',
} as const;

export const previewWords = {
  preview: 'Preview',
  title: 'Preview: nothing is changed',
  updating: 'Updating',
  /** Everybody whom Alma’s job would take, approved or not. */
  inScope: (
    { inScope, purged, retained, lastPurgeDate, settings }: PurgePreview,
    link: (part: CountedPart, shown: string) => ReactNode,
  ) => (
    <>
      {link('inScope', countOf(inScope, 'user'))} in scope, with a purge date up to{' '}
      <DateText date={lastPurgeDate} /> and the record type and{' '}
      {'setId' in settings ? 'set' : 'group'} as chosen: {link('purged', formatCount(purged))} would
      be purged, {link('retained', formatCount(retained))} retained.
    </>
  ),
  waived: (minor: number, link: Linked) => (
    <>
      {link(<Money minor={minor} />)} would be waived: balances up to the waive threshold of users
      who would be purged.
    </>
  ),
  reasons: {
    label: 'Why users would be retained',
    none: 'Nobody in scope has a reason to be retained.',
    about: 'the reasons',
    source: 'Alma’s “Purging Users”',
    help: 'All reasons are collected, so a user can count for more than one. An expiry date in the future, active status, staff roles and hold requests retain nobody: the review must catch them.',
  },
} as const;

/** What becomes of the approved users. */
export const accountWords = {
  title: 'Approved users',
  list: 'What becomes of the approved users',
  nobody: 'Nobody in the review is approved.',
  all: (users: number, big: Big) => <>{big(formatCount(users))} approved</>,
  allTitle: 'Approved users',
  share: (users: number, share: ApprovedShare, ofSet: boolean, big: Big) => (
    <>
      {big(formatCount(users))} {shareText(share, ofSet)}
    </>
  ),
  shareTitle: (share: ApprovedShare, ofSet: boolean) => `Approved: ${shareText(share, ofSet)}`,
} as const;

type Big = (number: string) => ReactNode;

/** Each with a number before it. */
const SHARES = {
  purged: 'purged',
  retained: 'retained',
  later: 'not yet due',
  undated: 'without purge date',
  elsewhere: 'of another group or type',
} as const;

export type ApprovedShare = keyof typeof SHARES;

/** @param ofSet the purge takes members of a set */
function shareText(share: ApprovedShare, ofSet: boolean): string {
  return share === 'elsewhere' && ofSet ? 'not in the set or of another type' : SHARES[share];
}

export const unapprovedInPurge: UnapprovedWords = {
  sentence: (users, link) => (
    <>
      {link(countOf(users, 'user'))} whom this purge may take {users === 1 ? 'is' : 'are'} not
      approved. Only approved users go.
    </>
  ),
  title: (users) => `Not approved: ${countOf(users, 'user')} whom this purge may take`,
};

export const purgeFlagsWords = {
  title: (users: number) => `Flags among the ${countOf(users, 'user')} to be purged:`,
  decideAgain: 'Decide again',
  help: 'Alma’s job doesn’t look at these. Exclude in the review who should stay; then they can be left out here.',
} as const;

const CONTACTS_STAY = 'Contacts belong to vendors and shouldn’t be deleted.';

/** In red: a bold beginning, and what to know. */
export const purgeWarnings = {
  contacts: (users: number, link: Linked) => (
    <>
      <strong>
        {link(countOf(users, 'user'))} in scope {users === 1 ? 'is a Contact' : 'are Contacts'}.
      </strong>{' '}
      {CONTACTS_STAY}
    </>
  ),
  staff: (users: number, link: Linked) => (
    <>
      <strong>
        {link(countOf(users, 'user'))} to be purged {users === 1 ? 'has' : 'have'} a staff role.
      </strong>{' '}
      Alma purges staff like anybody else.
    </>
  ),
  unknownRole: (users: number, link: Linked) => (
    <>
      <strong>
        {link(countOf(users, 'user'))} to be purged {users === 1 ? 'has' : 'have'} an unknown role.
      </strong>{' '}
      No report says whether they are staff.
    </>
  ),
} as const;

export const purgeFactsWords = {
  list: 'What the numbers stand on',
  left: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'user'))} {users === 1 ? 'is' : 'are'} no longer in the newest candidates
      file: they aren’t purged here, though Alma may take them if their purge date still stands.
    </>
  ),
  listOnly: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'member'))} of the set {users === 1 ? 'is' : 'are'} known from a list
      alone: no report tells their purge date, so they aren’t purged here, though Alma may take
      them.
    </>
  ),
  unknownRecordType: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'user'))} in scope without a record type in any report{' '}
      {users === 1 ? 'counts' : 'count'} as Public.
    </>
  ),
} as const;

/** What each choice would take, side by side. */
export const dayBoundWords = {
  table: 'Users in scope, by which purge dates count',
  reading: 'Purge dates',
  inScope: 'In scope',
  chosen: (reading: Reading) => `${READING_TEXTS[reading].name} (chosen)`,
  agree: 'Nobody’s purge date is on the last day, so all three take the same users.',
  differ: (users: number, link: Linked) => (
    <>{link(countOf(users, 'user'))} on the last day, about whom they differ.</>
  ),
  differAndLeaveOut: (users: number, link: Linked, notTaken: number, linkNotTaken: Linked) => (
    <>
      {link(countOf(users, 'user'))} on the last day, about whom they differ;{' '}
      {linkNotTaken(formatCount(notTaken))} of them {notTaken === 1 ? 'is' : 'are'} left out by this
      run, and Alma may take them all the same.
    </>
  ),
} as const;

/** Where Esploro is on: of those who would be purged. */
export const researcherWords = {
  nonAffiliated: (users: ReactNode) => (
    <>
      Of those to be purged {users} would be kept as non-affiliated researchers: they have assets or
      grants, and their name, identifiers and e-mail addresses stay.
    </>
  ),
  nonAffiliatedTitle: 'To be purged, and kept as non-affiliated researchers',
  unknown: (users: ReactNode) => (
    <>
      Of {users} to be purged no report tells whether they are researchers with assets or grants,
      whom Esploro keeps as non-affiliated ones.
    </>
  ),
  unknownTitle: 'To be purged, and nothing tells whether Esploro keeps them',
} as const;
