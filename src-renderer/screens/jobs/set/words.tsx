/** Words of the page of a new job that chooses its set, and of what is told of its members before anything is done. */
import type { ReactNode } from 'react';
import { countOf } from '../../../ui/format.ts';
import type { Linked, UnapprovedWords } from '../words.tsx';

export const chooseSetWords = {
  noSets: 'No sets yet',
  makeOne: 'This job works on a set. Make one of the reviewed candidates first.',
  goToSets: 'Go to Sets',
  table: 'Sets',
  set: 'Set',
  members: 'Members',
  search: 'Search sets',
  none: 'No set is called like that.',
  created: 'Created',
  /** Why the next page can't be opened. */
  missing: { set: 'Choose a set to go on.', members: 'This set has no members.' },
  chooseOne: 'Choose a set to see how many members it has and who among them deserves a look.',
  count: (members: number) => countOf(members, 'member'),
  membersOf: (set: string) => `Members of ${set}`,
  compare: 'Alma shows a member count on this page too. Compare: both must be the same.',
} as const;

/** Who of a set may not go, and who has a flag. */
export const setChecksWords = {
  flags: (members: number) => `Flags among the ${countOf(members, 'member')}:`,
  flagsHelp:
    'The purge doesn’t look at these. Leaving out makes another set; this one stays as it is.',
  nobodyLeft: 'Without them nobody is left.',
  otherGroup: 'Choose another user group or other fields',
} as const;

export const unapprovedInSet: UnapprovedWords = {
  sentence: (users, link) => (
    <>
      {link(countOf(users, 'user'))} of this set {users === 1 ? 'is' : 'are'} not approved. Only
      approved users go.
    </>
  ),
  title: (users) => `Not approved: ${countOf(users, 'user')} of this set`,
};

/** The set without some, which takes the place of the chosen one. */
export const narrowedSetWords = {
  made: (name: string, members: number) =>
    `The set “${name}” was made with ${countOf(members, 'member')}; it is the chosen one now.`,
} as const;

export const leftAloneWords = {
  list: 'Left alone',
  left: (members: number, link: Linked) => (
    <>
      {link(countOf(members, 'member'))} {members === 1 ? 'is' : 'are'} no longer in the newest
      candidates file: left alone.
    </>
  ),
  leftTitle: 'No longer in the newest candidates file',
  purged: (members: number, link: Linked) => (
    <>
      {link(countOf(members, 'member'))} {members === 1 ? 'was' : 'were'} already purged here: left
      alone.
    </>
  ),
  purgedTitle: 'Members that were already purged here',
  listed: (members: number, link: Linked) => (
    <>
      {link(countOf(members, 'member'))} {members === 1 ? 'is' : 'are'} known from a list alone:
      left alone here; in Alma the job would change them.
    </>
  ),
  listedTitle: 'Members known from a list alone',
} as const;

/** What the reports say of a set's members: when they say it of everybody, and of whom none of them does. */
export interface ToldWords {
  readonly clear: string;
  readonly unknown: (members: number, link: Linked) => ReactNode;
  readonly unknownTitle: string;
}

export const toldWords = {
  list: 'What the reports say',
  approved: 'Everybody is approved.',
  staff: told('Nobody has a staff role.', 'No report says whether they have a staff role'),
  elsewhere: told(
    'Nobody has loans or fines at other libraries.',
    'In no report about loans or fines at other libraries',
  ),
  expiry: told('Every account has expired.', 'No report says when the account expires'),
  contact: told('Nobody is a Contact.', 'No report gives the record type, so they count as Public'),
  notOnLists: 'Nobody is on an exclusion list.',
  noList: 'No exclusion list is loaded.',
} as const;

function told(clear: string, unknownTitle: string): ToldWords {
  return {
    clear,
    unknown: (members, link) => (
      <>
        {unknownTitle}: {link(countOf(members, 'member'))}.
      </>
    ),
    unknownTitle,
  };
}
