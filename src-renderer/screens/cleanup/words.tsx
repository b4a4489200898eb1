/** All words of User cleanup. */
import type { ReactNode } from 'react';
import { countOf, formatCount } from '../../ui/format.ts';

export const cleanupWords = {
  title: 'User cleanup',
  label: 'Deleted users',
  views: 'Views of User cleanup',
  onePerson: 'One person',
  requests: 'Purge requests',
  month: 'Month of deletion',
  anyMonth: 'Any month',
  everybody: 'All deleted users',
  ofJob: (jobId: number) => `Deleted by job ${jobId}`,
  within: (month: string) => `deleted in ${month}`,
  none: 'Nobody is deleted',
  noneWhy:
    'Users whom a purge or a deletion has taken in this workspace are listed here. They can be put back, so that a purge can be rehearsed again with other settings.',
  first: (users: number) => `First ${formatCount(users)}`,
  selectFirst: (users: number) => `Select first ${formatCount(users)}`,
  selectFirstHint: 'In the order in which they are listed. Settings say how many.',
  goToJobs: 'Go to Jobs',
  nobodyMatches: 'Nobody matches',
  nobodyMatchesWhy: 'No deleted user matches these filters.',
  showAll: 'Show all deleted users',
  panel: 'Who is this',
} as const;

/** What was asked to be erased, and its certificates. */
export const requestWords = {
  title: 'Purge requests, newest first',
  columns: {
    request: 'Purge request ID',
    requested: 'Requested',
    due: 'Due by',
    erased: 'Users erased',
    job: 'Job',
    certificate: 'Certificate',
  },
  job: (jobId: number) => `Job ${formatCount(jobId)}`,
  notYet: 'When the search has ended',
  noCertificate: 'None',
  none: 'No purge requests yet',
  noneWhy:
    'When users are purged for good, each request has an ID, has to be done within 30 days, and gets a certificate: what was erased, where it was searched afterwards, and what was found.',
} as const;

/** Decisions to enter rows of erased users again. */
export const returnWords = {
  title: 'Decided: erased users who may be entered again',
  columns: {
    at: 'Decided',
    by: 'By',
    rows: 'Rows',
    file: 'File',
    reason: 'Reason',
    state: 'State',
  },
  gone: 'no longer here',
  withdraw: 'Withdraw',
  withdrawOne: (rows: number, fileName: string) =>
    `Withdraw: ${countOf(rows, 'row')} of ${fileName}`,
  withdrawn: (at: ReactNode, by: string) => (
    <>
      Withdrawn {at} by {by}
    </>
  ),
  over: 'Over: erased again',
  done: (rows: number) =>
    `${countOf(rows, 'row')} of erased users ${rows === 1 ? 'is' : 'are'} kept out again. Files that wait are read again before they are added.`,
} as const;

export const restoreWords = {
  hint: 'Restore: they are in this workspace again with everything they had.',
  open: (users: number, all: boolean) =>
    `Restore ${all && users > 1 ? 'all ' : ''}${countOf(users, 'user')}`,
  title: (users: number) => `Restore ${countOf(users, 'user')}`,
  whatHappens: (users: number) =>
    users === 1
      ? 'They are in this workspace again with everything they had: group, dates, decisions, notes and sets.'
      : `All ${formatCount(users)} are in this workspace again with everything they had: group, dates, decisions, notes and sets.`,
  decisions:
    'Decisions stand as before. Approval ends only for those about whom something has come to light since: a flag that holds them back, notes or blocks that say keep, or somebody active who depends on them.',
  inAlma: 'Nothing happens in Alma: whom a purge there has taken can’t be restored.',
  report: 'It runs as a job with its report, and the report of the purge says so from now on.',
  restore: 'Restore',
  submitted: (jobId: number) => `Job ${jobId} restores the users.`,
} as const;

export const eraseWords = {
  open: 'Purge…',
  hint: 'Purge: they are erased for good, once you have typed how many they are.',
  title: (users: number) => `Purge ${countOf(users, 'user')} for good`,
  goes: 'What is lost for good',
  lost: [
    'names, identifiers, contacts, notes, letters and every row of a file that is theirs',
    'the imported files that hold them, as files',
    'what decisions, notes, sets, rules and views quote of them',
    'all snapshots and backups of this workspace that lie beside it',
  ],
  stays: 'What stays',
  kept: [
    'counts, outcomes, reasons and hashes in reports, under a number that says “erased”',
    'a keyed mark by which they are known again in a later file, and not added',
  ],
  elsewhere:
    'Copies elsewhere are yours to delete: files that were downloaded or exported, set files, mail lists, and what Alma itself holds.',
  due: (day: string) =>
    `It is done at once, then searched for everywhere, and certified. By ${day} it has to be proved.`,
  notBack: 'Nobody can take this back, not even the makers of this program.',
  typed: (users: string) => `Type the number of users: ${users}`,
  missing: 'Type the number of users.',
  purge: 'Purge for good',
  submitted: (jobId: number) => `Job ${jobId} erases the users.`,
} as const;

/** What erasures left to be done. Its items are worded where files say the same (documents/afterErasing). */
export const afterWords = {
  title: 'After an erasure',
  button: (open: number) =>
    open === 0 ? 'After erasures' : `After erasures: ${formatCount(open)} to do`,
  back: 'Deleted users',
  gone: 'This erasure left nothing to do',
  which: 'Purge request',
  request: (requestId: string, users: number) => `${requestId} · ${countOf(users, 'user')}`,
  erased: (at: ReactNode) => <>Erased {at}</>,
  report: 'Report of the job',
  lists: 'Lists',
  listWith: (title: string, open: number, items: number) =>
    open === items || open === 0
      ? `${title} (${open === 0 && items > 0 ? 'all done' : formatCount(items)})`
      : `${title} (${formatCount(open)} of ${formatCount(items)} to do)`,
  none: {
    links: 'Nobody who stays has lost a proxy, a sponsor or a guardian',
    off: 'Nothing named them',
    copies: 'No other copies are known',
  },
  user: 'User',
  endsByItself: 'Until it is edited',
  done: (at: ReactNode, by: string) => (
    <>
      {at}, {by}
    </>
  ),
  tick: (what: string) => `Done: ${what}`,
  ticked: (done: boolean) => (done ? 'Ticked off' : 'To do again'),
  at: {
    written: (at: ReactNode) => <>written {at}</>,
    read: (at: ReactNode) => <>read {at}</>,
  },
  stillThere: {
    there: 'still there',
    gone: 'no longer there',
    unknown: 'can’t be told whether it is there',
  },
  save: 'Save as workbook',
  exportTitle: 'what an erasure left to do',
  exportName: (requestId: string) => `After erasure ${requestId}`,
  written: (fileName: string, rows: string) => `${fileName} was written: ${rows} rows.`,
} as const;
