/** Words of the checks that list what is there: odd dates, returned users, the protected register. Pure. */
import type { Decision } from '#shared/domain/review.ts';
import type { Linked } from '../../../ui/CountLink.tsx';
import { countOf, formatCount } from '../../../ui/format.ts';

export const oddDatesWords = {
  help: {
    about: 'odd dates',
    source: 'this program’s caution',
    text: 'The purge job looks at the purge date alone, never at the expiry date. These dates are missing, out of order, or unlikely to be right. A candidate can have more than one of them; nobody is excluded for it.',
  },
  what: 'Dates that are missing, out of order, or unlikely to be right.',
  none: 'No candidate has a date that asks for a look.',
  some: (users: number, link: Linked) => (
    <>
      <strong>{link(countOf(users, 'candidate'))}</strong> {users === 1 ? 'has' : 'have'} a date
      that asks for a look before they go.
    </>
  ),
  users: 'Candidates with odd dates',
  date: 'Date',
  meaning: 'What it means',
  candidates: 'Candidates',
  usersWith: (date: string) => `Odd dates: ${date}`,
} as const;

const returnedUsers: Readonly<Record<Decision, string>> = {
  undecided: 'Returned users: undecided',
  excluded: 'Returned users: excluded',
  approved: 'Returned users: approved',
};

export const returnedWords = {
  none: 'No candidate has returned.',
  allLookedAt: (users: number, link: Linked) => (
    <>
      <strong>{link(countOf(users, 'candidate'))}</strong>{' '}
      {users === 1 ? 'has returned and was' : 'have returned, and each was'} looked at again.
    </>
  ),
  undecided: (users: number, link: Linked, undecided: number, undecidedLink: Linked) => (
    <>
      <strong>{link(countOf(users, 'candidate'))}</strong> {users === 1 ? 'has' : 'have'} returned,{' '}
      {undecidedLink(formatCount(undecided))} of them {undecided === 1 ? 'is' : 'are'} undecided.
    </>
  ),
  users: 'Returned users',
  byDecision: 'Returned users by decision',
  usersBy: returnedUsers,
  meaning:
    'A file that brings a user back ends their approval: they are undecided until somebody looks, and can then be approved again. Files can be undone on the Import screen, which puts the decisions back.',
} as const;

export const registerWords = {
  edit: 'Edit the register in Settings',
  what: 'Rules that keep users in Alma from one cycle to the next. The register always wins: nobody whom it names can be approved.',
  protects: (rules: number, users: number, link: Linked) => (
    <>
      <strong>{countOf(rules, 'rule')}</strong> {rules === 1 ? 'protects' : 'protect'}{' '}
      <strong>{link(countOf(users, 'candidate'))}</strong>.
    </>
  ),
  users: 'Protected candidates',
  noneDue: 'No rule has reached its review date.',
  due: (rules: number) =>
    rules === 1
      ? `${countOf(rules, 'rule')} has reached its review date: is it still needed?`
      : `${countOf(rules, 'rule')} have reached their review date: are they still needed?`,
  label: 'Rules of the register, those to review first',
  rule: 'Rule',
  note: 'Note',
  noNote: '–',
  reviewDate: 'Review date',
  noReviewDate: 'none',
  candidates: 'Candidates',
  toReview: 'To review',
} as const;
