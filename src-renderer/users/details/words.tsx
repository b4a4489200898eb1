/** Words of the whole record of one user: its tabs, where values come from, and what happened when. */
import type { ReactNode } from 'react';
import type { FeeStatus } from '#shared/domain/feeStatus.ts';
import { isOrAre } from '#shared/domain/said.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import type { EvidenceRow } from '../flagEvidence.ts';
import { placeOf } from '../words.tsx';
import type { HistorySpan } from './userHistory.ts';

export const detailsWords = {
  title: 'User details',
  tabs: 'Parts of the record',
  previous: 'Previous user',
  next: 'Next user',
  previousHint: 'Previous user in the list (Ctrl+↑)',
  nextHint: 'Next user in the list (Ctrl+↓)',
  place: (row: number, total: number) => `${formatCount(row)} of ${formatCount(total)}`,
  values: 'Values',
  sets: 'Sets',
  ownNotes: 'Notes of this workspace',
  gone: 'This user is no longer here',
  goneWhy: 'The file that named them was taken back.',
  back: 'Back',
  open: 'All details',
  openHint: 'Everything known about this user (Ctrl+Enter)',
} as const;

/** Tabs of ours and Alma's, as they are called. */
export const TAB_TITLES = {
  general: 'General information',
  history: 'History',
  evidence: 'Evidence',
  decisions: 'Decisions',
  jobs: 'Jobs',
} as const;

/** Tabs that several kinds of details share; the others are called as the catalogue calls them. */
export const LINE_TAB_TITLES = {
  contact: 'Contact information',
  'loans-and-requests': 'Loans and requests',
} as const;

export const lineWords = {
  none: 'The file says that there are none.',
  notNamed: (files: number) =>
    files === 1
      ? 'Unknown: the file that tells this doesn’t name this user.'
      : `Unknown: none of the ${formatCount(files)} files that tell this names this user.`,
  /** @param reports each begins a sentence */
  unknown: (reports: readonly string[]) =>
    `Unknown: no file tells this. ${reports.map((each) => `${each} would.`).join(' ')} So would Alma’s user export as XML, where it has them.`,
  row: 'Row',
  notInForce: 'not in force',
  hidden: (tab: string, why: string) => `${tab}: hidden. ${why}`,
} as const;

/** Why Alma doesn't show a part of the record. */
export const HIDDEN_WORDS = {
  contact: 'Alma has none for Contacts.',
  'no-patron-role': 'Alma shows them for users with the Patron role only.',
} as const;

export const sourceWords = {
  field: 'Field',
  value: 'Value',
  from: 'From',
  /** A value that no kept row of a file states. */
  nowhere: 'no row of a file',
  job: (jobId: number) => `Job ${jobId}`,
  /** Where in the file; a sum is made of many rows. */
  rows: (rows: readonly Pick<EvidenceRow, 'sheetName' | 'row'>[]) => {
    const [first] = rows;
    if (!first) return '';
    const more = rows.length - 1;
    return more === 0 ? placeOf(first) : `${placeOf(first)} and ${countOf(more, 'more row')}`;
  },
  /** @param data the words for the date of the data */
  whereAndWhen: (place: ReactNode, data: ReactNode) => (
    <>
      {place} · {data}
    </>
  ),
  dataOf: (date: ReactNode) => <>data of {date}</>,
  noDataDate: 'data date not told',
} as const;

export const SPAN_LABELS: Readonly<Record<HistorySpan, string>> = {
  all: 'All',
  week: 'Last 7 days',
  month: 'Last month',
  year: 'Last year',
};

export const historyWords = {
  span: 'How far back',
  nothing: 'Nothing happened to this user.',
  nothingWithin: (earlier: number) =>
    `Nothing within this time; ${countOf(earlier, 'entry', 'entries')} before it.`,
  showAll: 'Show all',
  firstTold: (kind: string) => `First told by a file: ${kind}`,
  told: (kind: string) => `Named by a file: ${kind}`,
  changes: (kind: string) => `Changed by a file: ${kind}`,
  note: 'Note',
} as const;

export const jobsWords = {
  none: 'No job has reached this user.',
  job: 'Job',
  what: 'What it did',
  when: 'When',
  who: 'Who',
} as const;

export const FEE_STATUS_LABELS: Readonly<Record<FeeStatus, string>> = {
  active: 'Active',
  disputed: 'In dispute',
  waived: 'Waived',
  transferred: 'Transferred',
  closed: 'Closed',
  accrued: 'Accrued',
};

export const feeWords = {
  active: 'Active balance',
  filtered: 'Filtered balance',
  disputed: 'Disputed balance',
  transferred: 'Transferred balance',
  accrued: 'Accrued fines',
  status: 'Status',
  owner: 'Owner',
  all: 'All',
  disagrees: (balance: ReactNode) => (
    <>
      Purges go by the balance in General information, {balance}. These lines don’t add up to it, so
      they can’t be waived, disputed or restored here: import a newer report of fines/fees first.
    </>
  ),
  withoutLines: (balance: ReactNode) => (
    <>
      They owe {balance} by a report that tells no lines. To waive single fines/fees, import a
      report that has a row for each; to see what would be without them, add a credit.
    </>
  ),
  noneShown: (others: number) =>
    `No fine/fee has this status and owner; ${countOf(others, 'fine/fee has another', 'fines/fees have others')}.`,
} as const;

/** What was written of the list for the desk. */
interface FeeWork {
  readonly fileName: string;
  readonly rows: number;
  /** Changes that are left out. */
  readonly overtaken: number;
}

export const attachmentWords = {
  letters: 'Letters written here',
  letter: 'User deletion letter',
  text: 'Text of the letter',
  listOnly: 'Written as a row of a mail-merge list: the letter itself is made by a word processor.',
} as const;

/** Of what is done to fines and fees in the rehearsal. */
export const feeChangeWords = {
  actions: 'In the rehearsal',
  here: 'In the rehearsal',
  select: (row: number) => `Select the line of row ${formatCount(row)}`,
  selectAll: 'Select all lines shown',
  selectAdded: (jobId: number) => `Select what job ${jobId} added`,
  selectFirst: 'Select fines/fees to waive, dispute or restore them.',
  selected: (fees: number) => `${formatCount(fees)} selected:`,
  notHeld:
    'Nothing can be done to them here: no file in the review describes this user, or they are gone.',
  addedHere: 'Added in the rehearsal',
  what: 'What',
  since: 'Since then',
  overtaken: (changes: number) =>
    `${countOf(changes, 'change')} made here ${changes === 1 ? 'no longer holds' : 'no longer hold'}: a file that was added later tells these fines/fees.`,
  waived: (amount: ReactNode) => <>{amount} waived</>,
  disputed: (amount: ReactNode) => <>{amount} in dispute</>,
  owed: (amount: ReactNode) => <>{amount} owed</>,
  onlyHere: (lines: number) =>
    lines === 0
      ? 'Only here: previews of a purge go by it. In Alma nothing happens.'
      : `${countOf(lines, 'line')}, only here: previews of a purge go by it. In Alma nothing happens.`,
  amount: 'Amount',
  allWithout: (owed: ReactNode) => <>Blank: all that is owed of it, {owed}.</>,
  reason: 'Reason',
  comment: 'Comment',
  submitted: (jobId: number) => `Job ${jobId} changes the fines/fees.`,
  saveWork: 'Save list for the desk',
  workName: 'Fines and fees to change in Alma.csv',
  workWritten: ({ fileName, rows, overtaken }: FeeWork) =>
    `${fileName} was written: ${countOf(rows, 'thing')} to do in Alma.${
      overtaken > 0
        ? ` ${countOf(overtaken, 'change')} ${isOrAre(overtaken)} left out: a file that was added later tells these fines/fees.`
        : ''
    }`,
} as const;
