/** Words of the frame around the screens: navigation, status bar, quick search, shortcuts, and what goes wrong below. */
import type { ReactNode } from 'react';
import type { LastChange, LongWork } from '#shared/contract/shapes/workspace.ts';
import { assertNever } from '#shared/domain/assertNever.ts';
import { stepText } from '../deciding/words/decisions.tsx';
import { countOf, formatCount } from '../ui/format.ts';
import { erasedSnapshots } from '../ui/words/snapshots.tsx';

export const navigationWords = {
  label: 'Screens',
  workspace: (name: string) => `Workspace ${name}`,
  newWorkspace: 'New workspace',
  open: 'Open',
  saveCopy: 'Save a copy',
  snapshots: 'Restore a snapshot',
  close: 'Close',
  recent: 'Open recent',
  behindDate: (summary: string) => ` · ${summary}`,
  erase: 'Erase workspace',
  files: (files: number) => `${countOf(files, 'file')} imported`,
  undecided: (candidates: number) => `${countOf(candidates, 'candidate')} undecided`,
  allReviewed: 'All candidates are reviewed',
  sets: (sets: number) => countOf(sets, 'set'),
  jobs: (jobs: number) => countOf(jobs, 'job'),
  jobRuns: 'A job is running',
  users: (users: number) => countOf(users, 'user'),
  unread: (messages: number) => countOf(messages, 'unread message'),
} as const;

/** The first stop of the keyboard. */
export const SKIP_TO_CONTENT = 'Skip to the content';

export const statusWords = {
  noData: 'No data yet',
  dataOf: (date: ReactNode) => <>Data of {date}</>,
  /** In the whole workspace; beside it stands how many the rows are. */
  users: (users: number) => `${countOf(users, 'user')} in all`,
  /** @param link leads to the candidates whom its words count */
  protected: (candidates: number, link: (words: string) => ReactNode) => (
    <>{link(countOf(candidates, 'candidate'))} protected</>
  ),
  protectedTitle: 'Protected candidates',
  readOnly: 'Read only',
  offline: 'Offline: nothing leaves this computer',
  job: (done: number, users: number) => `Job: ${formatCount(done)} of ${countOf(users, 'user')}`,
  /** Before or behind its users. */
  jobLooks: { rows: 'Job: looking through files', bytes: 'Job: searching for what was erased' },
  reading: (rows: number) => `Reading: ${countOf(rows, 'row')}`,
  adding: (rows: number) => `Import: ${countOf(rows, 'row')}`,
  tryAgain: 'Try again',
  checking: 'Checking the workspace; changes wait',
} as const;

function untilText(work: LongWork): string {
  switch (work.what) {
    case 'adding':
      return `until “${work.fileName}” has been added`;
    case 'taking-back':
      return 'until the import has been taken back';
    case 'copying':
      return 'until the copy has been saved';
    default:
      return assertNever(work);
  }
}

/** What is made wait by work that is done in one piece. */
export const waitingWords = {
  change: (work: LongWork) => `Your change waits ${untilText(work)}`,
  closing: (work: LongWork) => `Waiting ${untilText(work)}`,
  thenClosed:
    'Then the workspace is closed. If the computer is switched off before then, none of it is in the workspace; everything else is.',
} as const;

/** Said as something ends that took its time. */
export const endWords = {
  jobDone: (name: string) => `“${name}” is completed.`,
  readReport: 'Read the report',
  jobFailed: (name: string) => `“${name}” failed.`,
  jobUnproved: (name: string) => `“${name}” is completed, but not proved.`,
  seeWhy: 'See why',
  /**
   * Where the desktop shows it, for whoever is near to see: `Purge User Records: Completed`, and below it what it did
   * and where. Never the job's name, which may hold that of a set or of a user.
   */
  awayTitle: (kind: string, state: string) => `${kind}: ${state}`,
  awayText: (outcomes: string, workspace: string) => `${outcomes}. Workspace: ${workspace}`,
  fileRead: 'A file has been read.',
  checkFile: 'Check it',
} as const;

export const dropWords = {
  toImport: 'Drop files to import',
  toOpen: 'Drop a workspace to open it',
} as const;

export const engineWords = {
  /** @param reason a sentence of the desktop */
  restarted: (reason: string) => (
    <>
      <strong>The engine stopped and was restarted.</strong> {reason} Repeat your last step if it
      didn’t take effect.
    </>
  ),
  failedTitle: 'The engine can’t be started',
  failed:
    'Close Purge Desk and start it again. Everything that was finished is in your workspace file. If the engine stops again, open a copy of the workspace.',
} as const;

export const openingWords = {
  checking: (name: string) =>
    `Opening “${name}”: the file is checked before anything in it is used.`,
} as const;

/** While the file of the open workspace isn't where it was opened. */
export const displacedWords = {
  'file.moved': 'The workspace file is no longer in its place: it was moved, renamed or deleted.',
  'file.replaced': 'Another file has taken the place of the workspace file.',
  meaning:
    'Nothing more is written. Everything you changed before is still held by this window: keep it open and save the workspace in a new place. If you put the file back, work goes on by itself.',
  saveAs: 'Save as',
} as const;

/** What was done last, as it stands in a sentence. */
function changeText(last: LastChange): string {
  switch (last.what) {
    case 'decision':
      return `“${stepText(last.step)}”`;
    case 'file':
      return `the file “${last.name}” added`;
    case 'set':
      return `the set “${last.name}” made`;
    case 'job':
      return `the job “${last.name}” submitted`;
    default:
      return assertNever(last);
  }
}

/** Of a copy that lacks the log of its original. */
export const copiedWords = {
  copied: 'This file was copied while its workspace was open, or the log beside it was deleted.',
  hasLast: (last: LastChange, at: ReactNode) => (
    <>
      The last change in it: {changeText(last)}, {at}
      {last.by && ` by ${last.by}`}.
    </>
  ),
  lacks:
    'What was changed after that may be missing. If you have the original, open that one instead, or save a copy from there.',
  confirm: 'Don’t say this again',
} as const;

export const eraseWords = {
  title: 'Erase this workspace?',
  /** Behind “To confirm, type”. */
  toType: 'the name of the workspace',
  erase: (users: number) => `Erase ${countOf(users, 'user')}`,
  meaning: (
    name: string,
    { users, sets, jobs }: Record<'users' | 'sets' | 'jobs', number>,
    snapshots: number,
  ) => (
    <>
      The workspace file <strong>{name}</strong> is deleted with everything in it:{' '}
      {countOf(users, 'user')}, {countOf(sets, 'set')}, {countOf(jobs, 'job')} with reports and
      captures, and every review decision. {snapshots > 0 && erasedSnapshots(snapshots)} Copies and
      exported files stay where they are. This can’t be undone.
    </>
  ),
  erased: (name: string) => `The workspace “${name}” was erased.`,
} as const;

export const searchWords = {
  title: 'Quick search',
  placeholder: 'Users, sets, jobs, screens, commands',
  users: 'Users',
  sets: 'Sets',
  jobs: 'Jobs',
  screens: 'Screens',
  commands: 'Commands',
  onePerson: 'One person: everything held, erase on request',
  nothing: 'No user, set, job, screen or command has this in its name.',
  allUsers: (users: number) =>
    users === 1 ? 'Show 1 user in a list' : `Show all ${countOf(users, 'user')}`,
  members: (members: number) => countOf(members, 'member'),
  /** What the screen calls the users that were searched for. */
  found: (text: string) => `“${text}”`,
} as const;

/** A command's name, and other words under which it is found. */
export const commandWords = {
  importFiles: { label: 'Import files', words: 'excel workbook xlsx csv text report' },
  exportList: { label: 'Export the list of users', words: 'xlsx csv excel workbook review save' },
  undo: { label: 'Undo the last decision', words: 'review' },
  redo: { label: 'Redo', words: 'review' },
  newWorkspace: { label: 'New workspace', words: 'create' },
  openWorkspace: { label: 'Open a workspace', words: '' },
  openReadOnly: { label: 'Open a workspace for reading only', words: 'protected locked' },
  saveCopy: { label: 'Save a copy of the workspace', words: 'backup' },
  snapshots: { label: 'Restore a snapshot', words: 'backup undo go back before job update' },
  closeWorkspace: { label: 'Close the workspace', words: '' },
  shortcuts: { label: 'Show keyboard shortcuts', words: 'help keys' },
} as const;

/** Words under which parts of the review are found besides their titles. */
export const partWords = {
  checks: 'review',
  signOff: 'review signoff signature seal second person',
  boundary: 'checks boundary readings day bound purge dates number of days',
  threshold: 'checks waive amount money forgiven',
  oddDates: 'checks expiry purge past future',
  missing: 'checks expired long ago without a purge date too late not due',
  returned: 'checks',
  register: 'checks rules groups',
  sampling: 'checks random sample look up in alma',
  trail: 'log history who did what when hash chain',
  onePerson: 'data subject request gdpr access letter everything held erase find somebody',
} as const;

interface ShortcutGroup {
  readonly title: string;
  /** Keys that do the same stand one after another. */
  readonly keys: readonly (readonly [what: string, combinations: string])[];
}

export const shortcutsTitle = 'Keyboard shortcuts';

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'In the review',
    keys: [
      ['Exclude the selection or the user', 'X'],
      ['Approve', 'A'],
      ['Clear the decision', 'C'],
      ['Choose a reason', '1–9'],
      ['Next undecided user', 'N'],
      ['Undo the last decision', 'Ctrl+Z'],
      ['Redo', 'Ctrl+Y, Ctrl+Shift+Z'],
    ],
  },
  {
    title: 'In a list of users',
    keys: [
      ['Search in the list', '/, Ctrl+F'],
      ['Show pasted identifiers', 'Ctrl+V'],
      ['Open the user', 'Enter'],
      ['All details of the user', 'Ctrl+Enter'],
      ['In the details: previous, next user', 'Ctrl+Up, Ctrl+Down'],
      ['Menu of the cell', 'Menu, Shift+F10'],
      ['Next cell, row', 'Arrows'],
      ['First, last column', 'Home, End'],
      ['Page up, down', 'PgUp, PgDn'],
      ['First, last row', 'Ctrl+Home, Ctrl+End'],
      ['Sort by several columns', 'Ctrl+click'],
      ['Filter of the column', 'Alt+Down'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['Quick search', 'Ctrl+K'],
      ['Back, forward', 'Alt+Left, Alt+Right'],
      ['Overview to Settings', 'Ctrl+1, Ctrl+9'],
      ['Import files', 'Ctrl+I'],
      ['Print, export as PDF', 'Ctrl+P, Ctrl+Shift+E'],
      ['New, open workspace', 'Ctrl+N, Ctrl+O'],
      ['Save a copy, close workspace', 'Ctrl+Shift+S, Ctrl+W'],
      ['Larger, smaller, actual size', 'Ctrl++, Ctrl+-, Ctrl+0'],
      ['Close a panel or dialog', 'Esc'],
      ['This list', '?'],
    ],
  },
  {
    title: 'Selecting users',
    keys: [
      ['Select the user', 'Space'],
      ['Select a range', 'Shift+Space, Shift+Up, Shift+Down'],
      ['To the first, last row', 'Ctrl+Shift+Home, Ctrl+Shift+End'],
      ['Select all that match', 'Ctrl+A'],
      ['Clear the selection', 'Esc'],
      ['Copy the rows', 'Ctrl+C'],
    ],
  },
];
