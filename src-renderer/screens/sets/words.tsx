/**
 * All words of the Sets screen and its dialogs, each sentence whole in one place. Numbers are written here; what can be
 * clicked or stands out is passed in. Never asks the engine and holds no state.
 */
import type { ReactNode } from 'react';
import { SET_OPERATOR_TEXTS, type SetOperator } from '#shared/domain/combineSets.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import type { IdentifierOddity } from '#shared/domain/setFileIdentifiers.ts';
import { countOf, formatCount } from '../../ui/format.ts';

/** Of the screen itself and its table. */
export const setsWords = {
  title: 'Sets',
  makeFromReview: 'Make set from the review',
  combine: 'Combine sets',
  twoNeeded: 'Two sets are needed',
  name: 'Name',
  members: 'Members',
  origin: 'How it came about',
  private: 'Private',
  by: 'Created by',
  created: 'Created',
  none: 'No sets yet',
  firstStep:
    'Each exclusion list becomes a set when it is imported. Make a set of candidates in the review, then combine the two: candidates Not exclusions are the users to purge.',
  goToReview: 'Go to the review',
  /** Of the row under which the sets of a job are folded away. */
  keptBy: (jobId: number) => `Reversal sets of job ${formatCount(jobId)}`,
  kept: (sets: number) => countOf(sets, 'set'),
  moved: ({ from, to }: { readonly from: string | null; readonly to: string }) =>
    from === null ? `Without a user group, moved to ${to}` : `From ${from}, moved to ${to}`,
} as const;

/** Of the list beside an open set. */
export const setListWords = {
  title: 'All sets',
  find: 'Find a set',
  logical: 'Logical',
  logicalLong: 'Logical: finds its members each time it is used',
} as const;

/** Of the open set. */
export const setPaneWords = {
  title: (name: string) => `Set ${name}`,
  close: 'Close the set',
  exportFile: 'Export set file',
  more: 'More about this set',
  delete: 'Delete the set',
  notToPurge: (why: string, remedy: ReactNode) => (
    <>
      Not a set to purge: {why} {remedy}
    </>
  ),
  combine: 'Combine',
  makeApproved: 'Make a set of the approved users',
  membersTab: 'Members',
  detailsTab: 'Details',
  members: (users: number) => countOf(users, 'member'),
  membersOf: (name: string) => `Members of ${name}`,
  noMembers: 'No members',
  nobodyMatches: 'Nobody matches this filter at the moment.',
  empty: 'This set is empty.',
  private: 'Private',
  created: (when: ReactNode, by: string) => (
    <>
      Created {when} by {by}
    </>
  ),
  unknown: (members: ReactNode, users: number) =>
    users === 1 ? (
      <>{members} is known from an exclusion list alone: no candidates file describes them.</>
    ) : (
      <>{members} are known from an exclusion list alone: no candidates file describes them.</>
    ),
  meant: (types: readonly { readonly type: string; readonly lines: number }[]) =>
    `Meant by another identifier than the primary one: ${types
      .map(({ type, lines }) => `${type} (${formatCount(lines)})`)
      .join(', ')}.`,
  shared: (lines: number) =>
    `${countOf(lines, 'line')} of the list ${lines === 1 ? 'is' : 'are'} an identifier that users share, so it isn’t certain whom ${lines === 1 ? 'it means' : 'they mean'}: none of these users is a member by it.`,
  unknownOf: (name: string) => `Members of ${name} that are not in this workspace`,
} as const;

/** Of the details that can be edited, and of the facts below them. */
export const setDetailsWords = {
  form: 'Details of the set',
  name: 'Name',
  description: 'Description',
  note: 'Note',
  private: 'Private',
  privateMeaning: 'As in Alma: only the librarian who made a private set can use it there.',
  save: 'Save details',
  discard: 'Discard changes',
  saved: (name: string) => `The details of “${name}” were saved.`,
  id: 'Set ID',
  kind: 'Kind',
  itemized: 'Itemized: its members are fixed',
  origin: 'How it came about',
  created: 'Created',
  createdBy: (when: ReactNode, by: string) => (
    <>
      {when} by {by}
    </>
  ),
  usedBy: 'Used by',
  noJob: 'No job',
} as const;

/** Of names that can't be used. */
export const setNameWords = {
  missing: 'A set needs a name.',
  taken: (name: string) => `There is already a set named “${name}”. Choose another name.`,
} as const;

/** Of combining two sets. */
export const combineWords = {
  title: 'Combine sets',
  first: 'First set',
  operator: 'Operator',
  second: 'Second set',
  chooseSet: 'Choose a set',
  noneFound: 'No set has this in its name.',
  members: (users: number) => countOf(users, 'member'),
  meaning: (operator: SetOperator) => (
    <>
      <strong>{operator}</strong>: {SET_OPERATOR_TEXTS[operator]}.
    </>
  ),
  /** In the two circles of the picture. */
  ordinals: ['1st', '2nd'],
  chooseTwo: 'Choose two sets to see how many users their combination has.',
  users: (users: number) => countOf(users, 'user'),
  nobody: 'Nobody is in this combination, so there is no set to make.',
  combination: (first: string, operator: SetOperator, second: string) =>
    `in “${first}” ${operator} “${second}”`,
  openPairs: (users: number, first: string) =>
    `${countOf(users, 'user')} of “${first}” may be meant by the list in the second set, which has nearly the same ${users === 1 ? 'identifier' : 'identifiers'}.`,
  openPairsTodo: (users: number) =>
    users === 1
      ? 'Decide about them first; until then “Not” would leave them in.'
      : 'Decide about each of them first; until then “Not” would leave them in.',
  lookAtPairs: (users: number) =>
    users === 1 ? 'Look at this user in the review' : 'Look at these users in the review',
  pairs: 'Possible pairs to decide',
  name: 'Name of the new set',
  make: 'Make set',
  makeOf: (users: number) => `Make set of ${countOf(users, 'user')}`,
  made: (name: string, users: number) => `“${name}” was made with ${countOf(users, 'member')}.`,
} as const;

interface DeletedSet {
  readonly name: ReactNode;
  readonly isFilter: boolean;
  readonly members: number;
  readonly origin: string;
}

/** Of deleting a set. */
export const deleteWords = {
  title: 'Delete this set?',
  what: ({ name, isFilter, members, origin }: DeletedSet) => (
    <>
      The {isFilter ? 'saved filter' : 'list'} {name} with {countOf(members, 'member')} will be
      deleted. The users themselves, their decisions and every job report stay. A deleted set can’t
      be brought back, but it can be made again: {origin}.
    </>
  ),
  losesFlag: `It came from an exclusion list: candidates who are on no other list lose the flag “${REVIEW_FLAG_TEXTS['exclusion-list'].label}”.`,
  unused: 'No job has used it.',
  usedBy: (jobs: readonly { readonly jobId: number; readonly name: string }[]) => {
    const names = jobs.map(({ jobId, name }) => `job ${jobId}, “${name}”`).join('; ');
    return jobs.length === 1
      ? `Used by ${names}. Its report keeps the set’s name and number of members, and what happened to each of them.`
      : `Used by ${names}. Their reports keep the set’s name and number of members, and what happened to each of them.`;
  },
  keep: 'Keep the set',
  delete: 'Delete the set',
  deleted: (name: string) => `The set “${name}” was deleted. Its users stay in this workspace.`,
} as const;

/** Of writing the file from which Alma makes a set. */
export const exportWords = {
  title: 'Export set file',
  what: (name: ReactNode, members: number) => (
    <>
      {countOf(members, 'primary identifier')} of {name}, one per row, exactly as in the files they
      came from. In Alma, choose Itemized, content type User, and this file.
    </>
  ),
  heading: 'Heading in cell A1',
  aboutHeading: 'the heading of a set file',
  headingHelp:
    'Alma reads the first column and takes its heading as the kind of identifier. Both headings mean the primary identifier. The file has one sheet of text cells: no title, no blank rows, no duplicates. Where it would be larger than the 10 MB or so that Alma takes at once, several files are written.',
  sealed:
    'The review is signed: the seal’s first letters go into the file’s name, the whole seal into its properties.',
  export: (users: number) => `Export ${countOf(users, 'user')}`,
  writtenOne: (file: ReactNode, written: WrittenIdentifiers) => (
    <>
      {file} was written: {identifiersText(written)}.
    </>
  ),
  writtenMany: (files: number, written: WrittenIdentifiers) =>
    `${formatCount(files)} files were written: ${identifiersText(written)}. Make one set of each in Alma, then combine them with Or.`,
} as const;

interface WrittenIdentifiers {
  readonly users: number;
  readonly heading: string;
  readonly cleaned: number;
  readonly odd: number;
}

/** `3,204 identifiers below the heading USERNAME, 3 of them written clean`. */
function identifiersText({ users, heading, cleaned, odd }: WrittenIdentifiers): string {
  const parts = [`${countOf(users, 'identifier')} below the heading ${heading}`];
  if (cleaned > 0) parts.push(`${formatCount(cleaned)} of them written clean`);
  if (odd > 0) parts.push(`${formatCount(odd)} of them in a form that Alma may not find`);
  return parts.join(', ');
}

const ODDITY_TEXTS: Readonly<Record<IdentifierOddity, string>> = {
  'decimal-zeros': 'written as a decimal number',
  'outer-spaces': 'with spaces around',
  'inner-spaces': 'with non-breaking or zero-width spaces inside',
};

/** Of identifiers that Alma wouldn’t find. */
export const oddWords = {
  title: (identifiers: number) =>
    `Alma would not find ${countOf(identifiers, 'identifier')} as written in the files`,
  examples: (oddity: IdentifierOddity, identifiers: number, examples: ReactNode) => (
    <>
      {formatCount(identifiers)} {ODDITY_TEXTS[oddity]}: {examples}
    </>
  ),
  taken: (identifiers: number) =>
    identifiers === 1
      ? `${formatCount(1)} of them stays as it is: written clean it would name another user. Look it up in Alma.`
      : `${formatCount(identifiers)} of them stay as they are: written clean they would name other users. Look them up in Alma.`,
  writeClean: (identifiers: number) =>
    identifiers === 1 ? 'Write it clean' : `Write these ${formatCount(identifiers)} clean`,
} as const;
