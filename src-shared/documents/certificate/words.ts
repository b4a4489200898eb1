/** All words of the certificate of erasure: on paper, in the program and where something was left. */
import type { FoundErased, SearchedPlace } from '../../contract/shapes/certificate.ts';
import type { Say } from '../../domain/said.ts';

const files = (count: number, say: Say) => `${say.count(count)} ${count === 1 ? 'file' : 'files'}`;

export const CERTIFICATE_WORDS = {
  title: 'Certificate of erasure',
  /** In its place where something was found, or couldn’t be read. */
  notProved: 'Erasure that is not proved',
  subtitle: (requests: readonly string[]) => `Purge request ${requests.join(', ')}`,
  erased: 'What was erased',
  requests: 'Purge request ID',
  jobId: 'Job ID',
  users: 'Users erased',
  rows: 'Rows of files erased',
  quotations: 'Quotations taken out',
  quotationsNote: 'Rows of others, notes, other texts, rules, sets and the like that named them.',
  originals: 'Files whose original went',
  leftAlone: 'Users left alone',
  leftAloneNote: 'They weren’t deleted any more when the job reached them.',
  requested: 'Requested',
  due: 'Due by',
  searchedAt: 'Search ended',
  confirmedBy: 'Confirmed by',
  noUser: 'Nobody of them was a user here: rows, lists and texts alone named them.',
  /** Their name was erased since. */
  noName: (staffNo: number) => `Staff ${staffNo}, whose name was erased`,
  rule: 'Done by',
  ruleText: (program: string, version: string) =>
    `Purge Desk ${program}, rules of erasure ${version}`,
  searched: 'How it was searched',
  needles: 'Texts looked for',
  needlesNote:
    'Identifiers, names, e-mail addresses, telephones and streets of those who were erased, in upper and lower case, with and without accents, with ü as ue and the like, as UTF-8, UTF-16 and Latin-1, and as web pages, addresses, JSON and workbooks write their letters.',
  tooShort: 'Too short to be looked for',
  tooShortNote: 'They stand by chance everywhere: fewer than four letters or digits.',
  shared: 'Not looked for: others have them, too',
  bytes: 'Bytes read',
  findings: 'Findings',
  places: 'Where it was searched',
  place: 'Place',
  files: 'Files',
  notRead: 'Not read',
  meaning: {
    title: 'What this says',
    lines: [
      'After the users were erased, the program read every place of this list to its end and found nothing that names them. It names nobody.',
      'Numbers of fewer than eight digits, and words that are like any other, are looked for in rows of the workspace alone.',
      'Names that are misspelt, shortened or in another alphabet aren’t found, nor is what stands in a picture or is packed otherwise than in a workbook.',
      'Copies elsewhere aren’t part of it: files that were downloaded or exported, mail, other systems, and what a disk keeps of files that are gone.',
    ],
  },
  checking: 'How it can be checked',
  entry: 'Entry of the audit trail',
  entryHash: 'Its SHA-256',
  sha256: 'SHA-256 of this certificate',
  sha256Note:
    'Over the certificate as canonical JSON, as the file that is exported beside it says.',
  verify: (requestId: string) =>
    `purgedesk verify holds it against the workspace and its audit trail; purgedesk certificate --request ${requestId} writes it again.`,
  alarm: (findings: number, notRead: number, say: Say): string =>
    `Not proved: ${[
      findings > 0 && `${say.count(findings)} ${findings === 1 ? 'finding' : 'findings'}`,
      notRead > 0 && `${files(notRead, say)} not read`,
    ]
      .filter(Boolean)
      .join(', ')}`,
  alarmNote:
    'The users are erased, but that isn’t proved. See to the places that the report lists, then open the job and choose Try again.',
  left: 'Where something was left',
} as const;

/** As a certificate calls them. */
export const PLACE_WORDS: Readonly<Record<SearchedPlace, string>> = {
  rows: 'Workspace: every row of every table, unpacked',
  originals: 'Workspace: imported files that are kept, unpacked',
  file: 'Workspace: bytes of its file between rows, free pages',
  log: 'Workspace: write-ahead log and journal',
  snapshots: 'Snapshots and backups beside the workspace',
  copies: 'Unfinished copies and exports beside the workspace',
  settings: 'Settings of the program and recent workspaces',
  logs: 'Logs of the program',
  browser: 'What the pages of the program keep',
  crashes: 'Crash files',
  pieces: 'List of files that are being written',
  temporary: 'Temporary files of the program',
};

/** Where something was left, for whoever has to see to it. */
export function foundText(
  { place, table, column, fileName, offset }: FoundErased,
  say: Say,
): string {
  if (table !== undefined) return `table ${table}, column ${column}`;
  if (place === 'originals') return `the imported file ${fileName}`;
  if (fileName === undefined) return offset === undefined ? '' : `byte ${say.count(offset)}`;
  return offset === undefined ? `${fileName}` : `${fileName}, byte ${say.count(offset)}`;
}
