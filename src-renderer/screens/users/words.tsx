/** All words of the Users screen. The list itself and its actions have theirs in deciding, grid and users. */
import type { ReactNode } from 'react';
import { countOf } from '../../ui/format.ts';

export const usersWords = {
  title: 'Users',
  /** The users behind a number of another screen, which has no title for them. */
  behindTitle: 'Users behind a number',
  recordTypes: 'Record type',
  tabs: { Staff: 'Staff', Public: 'Public', Contact: 'Contact', All: 'All' },
  publicHint: 'Public, and users whose record type no report tells: a purge takes them as Public.',
  membership: 'In this workspace',
  everybody: 'Everybody',
  memberships: {
    candidate: 'Candidates',
    deleted: 'Purged',
    identifierOnly: 'On lists only',
  },
  none: 'No users yet',
  whoComes:
    'Everybody named in an imported file is listed here: candidates, those on exclusion lists and those purged.',
  importFiles: 'Import files',
  nobodyMatches: 'Nobody matches',
  nobodyMatchesWhy: 'No user matches these filters.',
  clearFilters: 'Clear all filters',
  nobodyHere: 'Nobody here',
  nobodyHereWhy: 'There are no users here at the moment.',
} as const;

/** Of making a set of users on this screen. */
export const makeSetWords = {
  allMatching: 'All that match',
  selected: 'The selected users',
} as const;

/** Of deleting one user by hand. */
export const deletionWords = {
  open: 'Delete',
  openHint: 'Delete this user in the rehearsal',
  title: 'Delete user',
  letterTitle: 'Notify user',
  cannot: 'This user can’t be deleted',
  notHeld: 'No file in the review describes them, or they are gone already.',
  researcher:
    'A researcher: Alma refuses those with assets, and no report tells whether they have any',
  notApproved: (lack: string) => `Not approved in the review: ${lack.toLowerCase()}`,
  owes: (balance: ReactNode) => <>They owe {balance}; any balance due stands in the way.</>,
  settle: 'Settle it in Alma and import new reports, or decide in the review. Then try again.',
  whatHappens:
    'They leave the review here, as a job with its report. In Alma nothing happens: there a deletion by hand keeps nothing of the record, whatever the delete user policy says.',
  unknown: (reasons: readonly string[]) =>
    `No report covers: ${reasons.join(', ').toLowerCase()}. Alma may refuse for one of these.`,
  contact: 'A Contact: vendors’ records shouldn’t be deleted.',
  contactMeant: 'A Contact is meant',
  type: (identifier: ReactNode) => <>Type the primary identifier: {identifier}</>,
  submitted: (jobId: number) => `Job ${jobId} deletes the user.`,
  notify: 'Notify user',
  view: 'View user',
  waive: 'Waive fees',
  cancel: 'Cancel',
  delete: 'Delete user',
} as const;

interface LetterFacts {
  readonly name: string;
  readonly institution: string;
  readonly date: string;
  readonly reasons: readonly string[];
  readonly loans: number;
  /** With its currency; null: nothing is due. */
  readonly balance: string | null;
}

/** Alma’s User Deletion Letter, as far as is known here. */
export function letterText({ name, institution, date, ...facts }: LetterFacts): string {
  const { reasons, loans, balance } = facts;
  const open = [
    ...(loans > 0 ? [`- ${countOf(loans, 'item')} on loan, to be returned`] : []),
    ...(balance === null ? [] : [`- ${balance} to be paid`]),
    ...reasons
      .filter((each) => !/loans|balance/i.test(each))
      .map((each) => `- ${each.toLowerCase()}`),
  ];
  return [
    date,
    '',
    name === '' ? 'Dear library user,' : `Dear ${name},`,
    '',
    'We are about to delete your library account. Before we can do so, the following has to be settled:',
    '',
    ...(open.length > 0 ? open : ['- Please ask at the library desk.']),
    '',
    'Please contact us if you think that this is wrong.',
    '',
    'Kind regards,',
    institution === '' ? 'Your library' : institution,
    '',
  ].join('\n');
}

export const letterWords = {
  label: 'User deletion letter',
  sendsNothing:
    'Nothing is sent. The letter is written into a file, or a list for a mail merge; that it was written becomes a note about the user.',
  saveText: 'Save letter',
  saveList: 'Save mail-merge list',
  fileName: (identifier: string, as: 'text' | 'list') =>
    as === 'text' ? `Letter to ${identifier}.txt` : `Letters, ${identifier}.csv`,
  written: (fileName: string) => `The letter was written: ${fileName}`,
  note: (fileName: string) => `User deletion letter written: ${fileName}`,
} as const;
