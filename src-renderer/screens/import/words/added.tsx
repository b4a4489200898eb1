/**
 * Words about files that were added: what adding did, what comes next, what became of each file.
 */
import type { ReactNode } from 'react';
import { countOf, formatCount } from '../../../ui/format.ts';

const candidates = (count: number) => countOf(count, 'candidate');

/** In links that open the users behind a number. */
const userTitles = {
  candidates: 'Candidates',
  returned: 'Returned',
  zeroLossPairs: 'Possible zero-loss pairs',
  possiblePairs: 'Possible pairs',
} as const;

const OTHERS_WITHOUT_ROLE = 'All others whose role no report gives count as having none.';

/** @param told what a file that covers everybody tells */
const othersHaveNone = (told: string) =>
  `All other users count as having no ${told}, unless newer data names them or a row may mean them in another spelling.`;

/** Words of the summary after adding, and of the next step. */
export const addedNoteWords = {
  label: 'What was added',
  title: (files: number) => `${countOf(files, 'file')} added`,
  close: 'Close this summary',
  hadErrors: (rows: number) => `${countOf(rows, 'row')} had errors.`,
  candidates,
  zeroLossPairsTitle: userTitles.zeroLossPairs,
  zeroLossPairs: (pairs: ReactNode, count: number) => (
    <>
      {pairs} may be on a list with other leading zeros and {count === 1 ? 'is' : 'are'} flagged for
      the review.
    </>
  ),
  possiblePairsTitle: userTitles.possiblePairs,
  possiblePairs: (pairs: ReactNode, count: number) =>
    count === 1 ? (
      <>
        {pairs} has nearly the same identifier as an entry of a list and is held back until you
        decide.
      </>
    ) : (
      <>
        {pairs} have nearly the same identifier as an entry of a list and are held back until you
        decide.
      </>
    ),
  nextCandidates: 'Next: import the purge candidates from Analytics.',
  nextLists: 'Next: import lists of users to keep, if you have any. Then review the candidates.',
  nextReview: 'Next: review the candidates.',
  chooseFiles: 'Choose files',
  chooseLists: 'Choose lists',
  review: (count: number) => `Review ${candidates(count)}`,
  lookAtSets: 'Look at the sets',
} as const;

/** Sentences about what adding one file did, by what becomes of such a file. */
export const addedWords = {
  addedCandidates: (all: number, fresh: number, known: number) =>
    `${candidates(all)}: ${formatCount(fresh)} new, ${formatCount(known)} known before.`,
  hadUntilNow: (count: number) => `The review had ${candidates(count)} until now.`,
  hasNow: (count: ReactNode) => <>The review now has {count}.</>,
  candidates,
  candidatesTitle: userTitles.candidates,
  staff: (identifiers: number) =>
    `${countOf(identifiers, 'identifier')} of users with a staff role. ${OTHERS_WITHOUT_ROLE}`,
  /** @param told what such a file tells: `loans` */
  facts: (told: string, users: number) => `${capitalized(told)} of ${countOf(users, 'user')}.`,
  notKnownBefore: (count: number) =>
    count === 1
      ? `${formatCount(count)} of them wasn’t known before and isn’t a candidate.`
      : `${formatCount(count)} of them weren’t known before and aren’t candidates.`,
  othersHaveNone,
  users: (count: number) => countOf(count, 'user'),
  returned: (users: ReactNode) => <>{users} returned.</>,
  returnedTitle: userTitles.returned,
  decisionsEnded: (count: number) =>
    count === 1
      ? `The decision about ${countOf(count, 'user')} ended: they are undecided again.`
      : `The decisions about ${countOf(count, 'user')} ended: they are undecided again.`,
  changed: (users: number) => `${countOf(users, 'user')} changed.`,
  evidence: (told: string, users: number, known: number) =>
    `${capitalized(told)} of ${countOf(users, 'user')} are kept as evidence; ${formatCount(known)} of them ${known === 1 ? 'is' : 'are'} known here. Nothing else was changed.`,
  becameSet: (set: ReactNode, identifiers: number) => (
    <>
      Became the set {set} of {countOf(identifiers, 'identifier')}.
    </>
  ),
  candidatesInSet: (link: ReactNode, count: number) =>
    count === 1 ? <>{link} of them is a candidate.</> : <>{link} of them are candidates.</>,
  candidatesInSetTitle: (set: string) => `Candidates in ${set}`,
} as const;

/** Words of the page of one file that was added. */
export const importedFileWords = {
  added: (when: ReactNode) => <>Added {when}</>,
  allImports: 'All imports',
  saveOriginal: 'Save original',
  becameCandidates: (identifiers: number, now: ReactNode) =>
    identifiers === 1 ? (
      <>
        Its {countOf(identifiers, 'identifier')} became a candidate. The review now has {now}.
      </>
    ) : (
      <>
        Its {countOf(identifiers, 'identifier')} became candidates. The review now has {now}.
      </>
    ),
  candidates,
  candidatesTitle: userTitles.candidates,
  staff: (identifiers: number) =>
    `Names ${countOf(identifiers, 'identifier')} of users with a staff role. ${OTHERS_WITHOUT_ROLE}`,
  facts: (told: string, users: number) => `Reported the ${told} of ${countOf(users, 'user')}.`,
  othersHaveNone,
  evidence: (users: number) =>
    `Kept as evidence about ${countOf(users, 'user')}; nothing was changed.`,
  becameSet: (set: ReactNode, identifiers: ReactNode) => (
    <>
      Became the set {set} of {identifiers}
    </>
  ),
  identifiers: (count: number) => countOf(count, 'identifier'),
  membersTitle: (fileName: string) => `Members of the set made from ${fileName}`,
  setDeleted: 'The set it became has since been deleted.',
} as const;

/** Words of the list of all files that were added. */
export const importedTableWords = {
  label: 'Imported files',
  file: 'File',
  kind: 'Kind',
  rows: 'Rows',
  errors: 'Errors',
  dataOf: 'Data of',
  set: 'Set',
  added: 'Added',
} as const;

function capitalized(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
