/**
 * All words of the Reports screen, each sentence whole in one place. Job kinds name their outcomes and events
 * themselves (src-shared/jobKinds); the engine writes the same report as a workbook. Never asks the engine.
 */
import type { ReactNode } from 'react';
import type { ErasedPicture } from '#shared/contract/shapes/jobReport.ts';
import { TRAIL_WORDS } from '#shared/documents/auditTrail/words.ts';
import { CAPTURE_WORDS } from '#shared/documents/jobReport/words.ts';
import { SAY } from '../../ui/failure.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { formatBytes } from '../../ui/words/components.tsx';

/** Of the screen itself and the list of jobs. */
export const reportsWords = {
  title: 'Reports',
  none: 'No reports yet',
  noneAnyMore: 'This report is no longer kept',
  running: 'A job is running. Its report appears here when it has ended.',
  whatComes:
    'Each job leaves a report here: settings with their picture, job events, and every user it purged, retained or changed.',
  goToJobs: 'Go to Jobs',
  completedJobs: 'Completed jobs',
  jobAt: (jobId: number, endedAt: ReactNode) => (
    <>
      Job {jobId} · {endedAt}
    </>
  ),
} as const;

/** Of the files that are written from a report. */
export const exportWords = {
  export: 'Export',
  /** The one that is handed over most, in one click. */
  savePdf: 'Save as PDF',
  asPdf: 'Report as PDF…',
  asWorkbook: 'Report as workbook (XLSX)…',
  print: 'Print…',
  kit: 'Reversal kit…',
  kitTitle: (jobId: number) => `reversal kit of job ${jobId}`,
  kitName: (job: NamedJob) => `${fileBase(job)} - reversal kit`,
  kitWritten: (folder: string, identifiers: number) =>
    `${folder} was written: ${countOf(identifiers, 'identifier')} in its set files.`,
  lists: 'Lists as CSV',
  asCsv: (list: string) => `${list} as CSV…`,
  /** `Purge User Records - job 2 - 2026-11-21 - report`; a file's name can't hold a slash. */
  reportName: (job: NamedJob) => `${fileBase(job)} - report`,
  reportTitle: (jobId: number) => `report of job ${jobId}`,
  /** In the middle of a sentence: `list “Purged” of job 2`. */
  listTitle: (list: string, jobId: number) => `list “${list}” of job ${jobId}`,
  listName: (job: NamedJob, list: string) => `${fileBase(job)} - ${list.toLowerCase()}`,
  listWritten: (file: string, rows: number) => `${file} was written: ${countOf(rows, 'row')}.`,
  captureName: (job: NamedJob) => `${fileBase(job)} - settings`,
  reportWritten: (file: string) => `${file} was written.`,
  captureWritten: (file: string) => `${file} was written.`,
} as const;

interface NamedJob {
  readonly kind: string;
  readonly jobId: number;
  readonly date: string;
}

function fileBase({ kind, jobId, date }: NamedJob): string {
  return `${kind.replace('/', '-')} - job ${jobId} - ${date}`;
}

interface JobFacts {
  readonly kind: string;
  readonly jobId: number;
  readonly startedAt: ReactNode;
  /** Undefined: within the minute in which it started. */
  readonly endedAt: ReactNode;
  readonly user: string;
}

/** Of one report: its heading, its tabs, its users. */
export const reportWords = {
  title: (name: string) => `Report of ${name}`,
  chooseJob: 'Report of the job',
  job: (name: string, jobId: number) => `${name} (job ${jobId})`,
  facts: ({ kind, jobId, startedAt, endedAt, user }: JobFacts) => (
    <>
      {kind} · job {jobId} · {startedAt}
      {endedAt !== undefined && <> to {endedAt}</>} · {user}
    </>
  ),
  /** The way to whoever the job deleted and can be put back. */
  cleanup: 'Restore users',
  summary: 'Summary',
  /** `Purged by job 2`. */
  outcomeOf: (outcome: string, jobId: number) => `${outcome} by job ${jobId}`,
  users: (users: number) => countOf(users, 'user'),
  nobody: 'Nobody',
  reason: 'Reason',
  allReasons: 'All reasons',
  identifier: 'Primary identifier',
  name: 'Name',
  userGroup: 'Original user group',
  purgeDate: 'Purge date',
  loans: 'Loans',
  balance: 'Balance',
  waived: 'Waived',
  reasons: 'Retained because',
  decided: 'Decided because',
  outcome: 'Outcome',
  boundary: 'Last day',
} as const;

/** Of a document, whatever it says. */
export const documentWords = {
  /** `Excluded: Staff` */
  part: (of: string, label: string) => `${of}: ${label}`,
  /** `Users in scope: 1,934` */
  whole: (label: string, count: number) => `${label}: ${formatCount(count)}`,
  hash: 'the SHA-256',
  onPaper: 'To be signed on paper',
} as const;

/** Of the picture of the settings. */
export const captureWords = {
  title: 'Picture of the settings',
  noneOf: (erased: ErasedPicture | undefined) =>
    erased ? CAPTURE_WORDS.deleted(erased) : CAPTURE_WORDS.none,
  erased: CAPTURE_WORDS.erased,
  hashBefore: CAPTURE_WORDS.hashBefore,
  blanked: (erased: ErasedPicture) => CAPTURE_WORDS.blanked(erased, SAY),
  alt: (jobId: number) => `The page with the settings of job ${jobId}, as it was at Submit`,
  enlarge: 'Enlarge the picture',
  enlarged: (jobId: number) => `Settings of job ${jobId} as shown at Submit`,
  save: 'Save picture',
  taken: 'Taken',
  size: 'Size',
  sizeOf: ({ width, height, bytes }: { width: number; height: number; bytes: number }) =>
    `${formatCount(width)} × ${formatCount(height)} pixels, ${formatBytes(bytes)}`,
  hash: 'SHA-256',
} as const;

/** Of the audit trail; what its entries say stands with the files that are written of it (src-shared/documents). */
export const trailWords = {
  title: TRAIL_WORDS.title,
  openHint: 'Who did what in this workspace, and when',
  filter: 'Filter the audit trail',
  topic: 'What',
  anything: 'Anything',
  who: 'Who',
  anybody: 'Anybody',
  /** Several may have been erased. */
  erased: (staffNo: number) => `${TRAIL_WORDS.erased} (no. ${staffNo})`,
  from: 'From',
  to: 'To',
  found: (total: number, all: number) =>
    total === all
      ? countOf(total, 'entry', 'entries')
      : `${formatCount(total)} of ${countOf(all, 'entry', 'entries')}`,
  end: 'Hash of the last entry',
  endHelp:
    'It stands for the whole trail, because each entry has the hash of the one before. Kept elsewhere, it shows later whether the trail was made anew: purgedesk verify tells it for any workspace.',
  copyEnd: 'the hash of the last entry',
  export: 'Export',
  formats: { pdf: 'As PDF…', xlsx: 'As workbook (XLSX)…', csv: 'As text (CSV)…' },
  print: exportWords.print,
  exportTitle: 'audit trail',
  exportName: (day: string) => `Audit trail - ${day}`,
  written: (file: string, entries: number) =>
    `${file} was written: ${countOf(entries, 'entry', 'entries')}.`,
  none: 'No entry like that',
  showAll: 'Show all entries',
  open: { job: 'Open the report', set: 'Open the set', file: 'Open the file' },
  gone: TRAIL_WORDS.gone,
  broken: 'Doesn’t fit the entries before it',
} as const;
