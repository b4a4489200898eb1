/** All words of finding one person, and of erasing them on their request. */
import type { ReactNode } from 'react';
import type { HeldIn } from '#shared/contract/shapes/person.ts';
import { HELD_IN_TEXTS } from '#shared/documents/person/words.ts';
import { ERASURE_WORD } from '#shared/domain/person.ts';
import { countOf, formatCount } from '../../../ui/format.ts';

export const personWords = {
  label: 'What is known of the person',
  description:
    'Identifiers of any type, names, e-mail addresses, telephones, addresses; one in each line. Users are searched, deleted or not, and so are files, notes, decisions, sets, rules, filters and everything else.',
  placeholder: '12345678\nanna.novak@uni.example\nNovak, Anna',
  find: 'Find',
  tooMany: (most: number) => `At most ${formatCount(most)} lines are searched for at once.`,
  start: 'Somebody asks what is held about them',
  startWhy:
    'Type what their letter says of them. What this workspace holds is shown in its place; it can be handed out as a file, and erased.',
  nothing: 'Nothing names them',
  nothingWhy: 'Neither users nor files nor any text of this workspace has what was searched for.',
  searching: 'Searching the whole workspace…',
  found: (parts: readonly string[]) => `Found: ${parts.join(', ')}.`,
  users: (users: number) => countOf(users, 'user'),
  rowsOf: (rows: number, kind: string) => `${countOf(rows, 'row')} in ${kind}`,
  texts: (place: HeldIn, total: number) => countOf(total, ...HELD_IN_TEXTS[place]),
  usersTitle: 'Users',
  choose: (who: string) => `${who} is the person who asks`,
  chooseHint: 'Tick the records of the person who asks.',
  moreUsers: 'More users match than are shown. Search for something that says more.',
  open: 'Open',
  openOne: (who: string) => `Open ${who}`,
  owes: (balance: ReactNode) => <>owes {balance}</>,
  loans: (loans: number) => countOf(loans, 'loan'),
  listOnly: 'Not a candidate',
  deleted: 'Deleted',
  byText: 'Searched for',
  /** Of a text that somebody has who isn't ticked. */
  leftOut: (text: ReactNode, users: number) => (
    <>
      {text} also belongs to {countOf(users, 'user')} not ticked, and stays theirs: it isn’t erased.
    </>
  ),
  files: (kind: string, rows: number) => `${kind}: ${countOf(rows, 'row')}`,
  waiting: 'waits to be added',
  original: 'the file itself is kept, too',
  row: (row: number) => `Row ${formatCount(row)}`,
  theirRow: 'their row',
  ofUser: (identifier: ReactNode) => <>row of {identifier}</>,
  alsoSearch: (identifier: string) => `Search for ${identifier}, too`,
  more: (shown: number, total: number) =>
    `${formatCount(shown)} of ${formatCount(total)} are shown.`,
  showPlace: 'Show it in its place',
} as const;

export const requestWords = {
  title: 'Erase on request',
  jobName: (day: string) => `Erase on request, ${day}`,
  who: 'Who is erased',
  nobody: 'Somebody who is no user here',
  alsoBy: 'What is searched for, wherever it stands',
  caveats: 'Before you go on',
  caveat: (said: string) => `${said.charAt(0).toUpperCase()}${said.slice(1)}.`,
  lawful:
    'None of this prevents it: a request to be erased doesn’t ask for it. But what they owe or have on loan is known here no more, and Alma holds its own record.',
  goes: 'What is lost for good',
  lost: [
    'their records, whether they are deleted or not, with decisions, notes and letters',
    'every row of a file that is theirs, and the imported files that hold one, as files',
    'what notes, decisions, sets, rules, filters, unknown columns and rows of others quote of them',
    'all snapshots and backups of this workspace that lie beside it',
  ],
  stays: 'What stays',
  kept: [
    'counts, outcomes, reasons and hashes in reports, under a number that says “erased”',
    'a keyed mark of each identifier, by which they are known again in a later file, and not added',
    'texts, telephones and addresses that somebody else has, too',
  ],
  before: 'If they asked for a copy, save everything held first.',
  typed: `Type ${ERASURE_WORD}`,
  missing: `Type ${ERASURE_WORD}.`,
  erase: 'Erase for good',
  submitted: (jobId: number) => `Job ${jobId} erases the person.`,
} as const;
