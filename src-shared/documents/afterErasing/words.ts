/** What is left to do once users are erased, in words: on screen and in files alike. */
import type { AfterErasing, AfterList } from '../../domain/afterErasing.ts';
import type { Say } from '../../domain/said.ts';

interface ItemWords {
  /** What sort of thing it is. */
  readonly sort: string;
  /** What is to be done about it. @param users how many of the erased it is about; null: nobody knows */
  readonly todo: (users: number | null, say: Say) => string;
}

const several = (users: number | null, one: string, many: string) =>
  users !== null && users > 1 ? many : one;

const holds = (users: number | null, say: Say) =>
  users === null ? 'It may hold them.' : `It holds ${say.users(users)} of them.`;

export const AFTER_TEXTS: Readonly<Record<AfterErasing, ItemWords>> = {
  proxy: {
    sort: 'Sponsor',
    todo: (users) =>
      `Their ${several(users, 'proxy was', 'proxies were')} erased. Ask whether somebody else is to borrow for them, and enter the proxy in Alma.`,
  },
  sponsor: {
    sort: 'Proxy',
    todo: (users) =>
      `The ${several(users, 'sponsor', 'sponsors')} for whom they borrow ${several(users, 'was', 'were')} erased. Check whether they still need the account, and settle what is on loan.`,
  },
  guardian: {
    sort: 'Possible ward',
    todo: (users) =>
      `${several(users, 'A possible guardian', 'Possible guardians')} of theirs, by address or CC address, ${several(users, 'was', 'were')} erased. Check who gets their letters.`,
  },
  rule: {
    sort: 'Rule of the protected register',
    todo: () => 'Edit it to say whom it is to protect, or remove it.',
  },
  set: {
    sort: 'Logical set',
    todo: () =>
      'It holds whom it found before the erasing, without the erased. Edit and save it to use it as an itemized set, or delete it.',
  },
  view: {
    sort: 'Saved view',
    todo: () => 'Set its columns and filters anew and save it under this name, or delete it.',
  },
  profile: {
    sort: 'Import profile',
    todo: () =>
      'Read a file as it is to be read and save the profile under this name, or delete it.',
  },
  'keep-words': {
    sort: 'Words that mean keep',
    todo: (users, say) =>
      `${users === 1 ? 'A word' : `${say.count(users ?? 0)} words`} that named somebody ${several(users, 'was', 'were')} taken out of Settings. Check whether another is needed.`,
  },
  imported: {
    sort: 'File that was read here',
    todo: () =>
      'Delete it where it was downloaded, and where it was passed on. The program doesn’t know the folder.',
  },
  exported: {
    sort: 'File that was written here',
    todo: (users, say) => `${holds(users, say)} Delete it, and what was made of it.`,
  },
  alma: {
    sort: 'Alma',
    todo: () =>
      'Their records, sets that list them, attachments and letters. A rehearsal deletes nothing there.',
  },
  downloads: {
    sort: 'Downloads',
    todo: () =>
      'Reports out of Analytics in download folders, on shared drives and in mailboxes, and the trash of each.',
  },
  'set-files': {
    sort: 'Set files',
    todo: () => 'Files from which Alma made sets, also those that were not written here.',
  },
  bursar: {
    sort: 'Bursar and student system',
    todo: () => 'Fines/fees that were exported, and the load files of the student system.',
  },
  'resource-sharing': {
    sort: 'Resource sharing',
    todo: () => 'Their linked accounts and requests at other institutions.',
  },
  'mail-lists': {
    sort: 'Mail lists',
    todo: () => 'Lists to which letters and notices go, and mails that were sent to or about them.',
  },
  prints: { sort: 'Prints', todo: () => 'Reports and lists on paper.' },
  backups: {
    sort: 'Backups',
    todo: () =>
      'Backups of this computer and of shared drives. Those that this program kept beside the workspace are gone.',
  },
};

export const LIST_TEXTS: Readonly<
  Record<AfterList, { readonly title: string; readonly about: string }>
> = {
  links: {
    title: 'Users who stay',
    about: 'Users who were proxy, sponsor or possible ward of somebody who was erased.',
  },
  off: {
    title: 'Switched off',
    about: 'What named somebody who was erased. It is off until it is edited.',
  },
  copies: {
    title: 'Other copies',
    about: 'Where else there may be something of them. The program deletes none of these.',
  },
};

export const AFTER_WORDS = {
  title: 'After an erasure',
  request: (requestId: string) => `Purge request ${requestId}`,
  requestId: 'Purge request ID',
  erasedAt: 'Erased',
  job: 'Job',
  made: 'List made',
  left: 'What is left to do',
  sort: 'Sort',
  identifier: 'Primary identifier',
  name: 'Name',
  place: 'Name or place',
  at: 'Written or read',
  isThere: 'Still there',
  there: 'Yes',
  notThere: 'No',
  notKnown: 'Can’t be told',
  gone: 'no longer there',
  todo: 'To do',
  doneAt: 'Done',
  doneBy: 'By',
} as const;
