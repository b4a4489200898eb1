/** All words of the Users screen. The list itself and its actions have theirs in deciding, grid and users. */
import type { ReactNode } from 'react';
import type { RetainReason } from '#shared/domain/purgeRules.ts';
import { countOf, formatCount } from '../../ui/format.ts';

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
  selectedAmong: (words: string) => `selected among: ${words}`,
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
    'A researcher: Alma refuses those with assets or grants, and no report tells that they have none',
  notApproved: (lack: string) => `Not approved in the review: ${lack}`,
  owes: (balance: ReactNode) => <>They owe {balance}: any balance due stands in the way</>,
  loans: (loans: number) => `Outstanding loans: ${formatCount(loans)}`,
  settle: 'Settle it in Alma and import new reports, or decide in the review. Then try again.',
  whatHappens:
    'They leave the review here, as a job with its report. In Alma nothing happens: there a deletion by hand keeps nothing of the record, whatever the delete user policy says.',
  unknown: (reasons: readonly string[]) =>
    `No report covers: ${reasons.join(', ')}. Alma may refuse for one of these.`,
  contact: 'A Contact: vendors’ records shouldn’t be deleted.',
  contactMeant: 'A Contact is meant',
  /** What is missing still. */
  sayContact: 'Tick that a Contact is meant.',
  typeIdentifier: 'Type the identifier as it is written.',
  type: (identifier: ReactNode) => <>Type the primary identifier: {identifier}</>,
  submitted: (jobId: number) => `Job ${jobId} deletes the user.`,
  notify: 'Notify user',
  view: 'View user',
  waive: 'Waive fees',
  delete: 'Delete user',
} as const;

interface LetterFacts {
  readonly name: string;
  readonly institution: string;
  readonly date: string;
  readonly reasons: readonly RetainReason[];
  readonly loans: number;
  /** With its currency; null: nothing is due. */
  readonly balance: string | null;
}

/** What the user has to settle, in words for them; null: nothing that they could do. */
const TO_SETTLE: Readonly<Record<RetainReason, (facts: LetterFacts) => string | null>> = {
  'outstanding-loans': ({ loans }) => `${countOf(loans, 'item')} on loan, to be returned`,
  'fines-fees': ({ balance }) => balance && `${balance} to be paid`,
  acquisitions: () => 'orders or invoices in your name, to be handed over to somebody else',
  'purchase-requests': () => 'purchase requests of yours, to be completed or canceled',
  'resource-sharing': () =>
    'an item from another library that waits for you, to be picked up or canceled',
  'import-profiles': () => 'import profiles in your name, to be handed over to somebody else',
  'locked-records': () => 'catalog records that you have locked, to be released',
  'md-editor': () => 'catalog records that you have open in the Metadata Editor, to be closed',
  'running-job': () => null,
};

/** Alma’s User Deletion Letter, as far as is known here. */
export function letterText(facts: LetterFacts): string {
  const { name, institution, date, reasons } = facts;
  const open = reasons
    .map((reason) => TO_SETTLE[reason](facts))
    .filter((each) => each !== null)
    .map((each) => `- ${each}`);
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
    'Nothing is sent. The letter is written into a file, or a list for a mail merge. A copy is kept among the user’s attachments, and a note says that it was written.',
  rehearsed:
    'What is to be paid is what they owe in the rehearsal, with the fines/fees changed here.',
  saveText: 'Save letter',
  saveList: 'Save mail-merge list',
  /** An identifier can be longer than the name of a file. */
  fileName: (identifier: string, as: 'text' | 'list') =>
    as === 'text'
      ? `Letter to ${identifier.slice(0, 100)}.txt`
      : `Letters, ${identifier.slice(0, 100)}.csv`,
  written: (fileName: string) => `The letter was written: ${fileName}`,
  note: (fileName: string) => `User deletion letter written: ${fileName}`,
} as const;
