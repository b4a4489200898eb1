/** Words of the building blocks: dialogs, lists, charts, links, messages and values that every screen shows alike. */
import type { ReactNode } from 'react';
import { formatCount, formatDecimal } from '../format.ts';

/** Buttons and answers that are the same wherever they stand. */
export const commonWords = {
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  keepIt: 'Keep it',
  search: 'Search',
  undo: 'Undo',
  showInFolder: 'Show in folder',
  closeMessage: 'Close message',
  nothingToChoose: 'Nothing to choose from.',
} as const;

export const pageWords = {
  page: (number: number) => `Page ${formatCount(number)}`,
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
} as const;

export const valueWords = {
  yes: 'Yes',
  no: 'No',
  notReported: 'Not reported',
  oddSpace: (kinds: string) => `Odd space: ${kinds}`,
  space: 'space',
  noBreakSpace: 'non-breaking space',
  tab: 'tab',
} as const;

/** File > Print and File > Export as PDF where nothing is shown that could go on paper. */
export const paperWords = {
  nothing: (what: 'print' | 'export') => `Open a report or the review to ${what} it.`,
} as const;

export const frameWords = {
  back: 'Back',
  backHint: 'Back (Alt+Left)',
  searchKeys: 'Ctrl K',
  searchEverything: 'Search (Ctrl+K)',
  details: 'Details',
  closePanel: 'Close panel',
} as const;

export const chartWords = {
  asBars: 'Show as bars',
  asTable: 'Show as table',
  nothing: 'Nothing to show.',
} as const;

/** A row whose end is folded away; `label` is the row's name. */
export const foldingWords = {
  more: (label: string, folded: number) => `${label}: ${formatCount(folded)} more`,
} as const;

export const pickListWords = {
  /** After the number of choices that are ticked. */
  chosen: 'chosen',
  searchIn: (label: string) => `Search in ${label}`,
  noChoice: 'No choice has this in its name.',
} as const;

/** What a number opens; `title` is what the screen calls the users. */
export const countLinkWords = {
  show: (title: string) => `Show: ${title}`,
  showInReview: (title: string) => `Show in the review: ${title}`,
} as const;

export const copyButtonWords = {
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  saidCopied: 'Copied.',
} as const;

export const ruleHelpWords = {
  explain: (about: string) => `Explain ${about}`,
  source: (source: ReactNode): ReactNode => <>Source: {source}</>,
} as const;

export const typedWords = {
  /** `what` must be typed: `the number of users`; `shown` is how it is written. */
  toConfirm: (what: string, shown: string) => `To confirm, type ${what}: ${shown}`,
  noPasting: 'Pasting doesn’t work here. Type it.',
} as const;

export const progressWords = {
  /** What is done where nothing else is said. */
  users: 'users',
  rows: 'rows',
  bytes: 'bytes',
  amount: (done: number, noun: string) => `${formatCount(done)} ${noun}`,
  rate: (perSecond: number) => `${formatCount(perSecond)} a second`,
  timeLeft,
} as const;

/** `about 20 seconds left`, `about 3 minutes left`. */
function timeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `about ${formatCount(Math.ceil(seconds / 10) * 10)} seconds left`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1
    ? `about ${formatCount(1)} minute left`
    : `about ${formatCount(minutes)} minutes left`;
}

/** `2.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatCount(bytes)} bytes`;
  if (bytes < 1e6) return `${formatDecimal(bytes / 1e3)} kB`;
  return `${formatDecimal(bytes / 1e6)} MB`;
}

export const workspaceWords = {
  /** The name that the program proposes for the sample's workspace. */
  sampleCycle: 'Sample cycle',
  openReadOnly: 'Open for reading only',
  saveSnapshotAs: 'Save as a workspace',
  savedAs: (name: string) => `The workspace is saved as “${name}” and goes on there.`,
  copiedTo: (fileName: string) => `The workspace was copied to ${fileName}.`,
} as const;

/** Of a list that shows a part of its users. */
export const partWords = {
  only: (whom: string) => `Only: ${whom}`,
  leave: (whom: string) => `Only: ${whom}. Show everybody again`,
} as const;
