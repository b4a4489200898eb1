/** Words about jobs that are older than a year: announced, removed, and what is left of them. */
import type { ReactNode } from 'react';
import type { StaysBecause } from '#shared/domain/jobHistory.ts';
import { countOf, formatCount } from '../format.ts';

const verb = (jobs: number, one: string, many: string) => (jobs === 1 ? one : many);

export const oldJobsWords = {
  /** @param day they ended before it */
  older: (jobs: number, day: ReactNode) => (
    <>
      <strong>
        {countOf(jobs, 'job')} ended before {day}.
      </strong>{' '}
      Jobs are kept for one year. Once you say so, the people, settings and pictures of{' '}
      {verb(jobs, 'this one', 'these')} are removed, and a line of {verb(jobs, 'it', 'each')} stays.
      Export {verb(jobs, 'its report', 'their reports')} first if you need{' '}
      {verb(jobs, 'it', 'them')}.
    </>
  ),
  look: (jobs: number) => `Look at ${verb(jobs, 'it', 'them')}…`,
  title: (jobs: number) => `Remove the people of ${countOf(jobs, 'job')}?`,
  goes: 'What goes for good',
  whatGoes:
    'Who was purged, retained or changed and what was known of them then; the decisions by which they stood; entries in their history; names, settings and pictures of the jobs.',
  stays: 'What stays',
  whatStays:
    'Of each job a line: kind, who ran it, when, both counts, a hash of its settings. Who is deleted stays deleted. Where a user still has what a job gave them, the value before it stays: the register and fresh reports go by it.',
  list: 'These jobs',
  job: (jobId: number, name: string) => `Job ${formatCount(jobId)} · ${name}`,
  ended: (day: ReactNode) => <>ended {day}</>,
  report: 'Report',
  reportOf: (jobId: number) => `Report of job ${formatCount(jobId)}`,
  more: (jobs: number) => `and ${countOf(jobs, 'other')}`,
  staying: (jobId: number, because: StaysBecause) =>
    `Job ${formatCount(jobId)} is as old and stays: ${STAYING[because]}.`,
  copies: 'There is no way back. Snapshots, saved copies and exported files keep what they hold.',
  what: 'the number of users whom these jobs tell of',
  confirm: (jobs: number) => `Remove the people of ${countOf(jobs, 'job')}`,
  done: (jobs: number) => `People of ${countOf(jobs, 'job')} removed. A line of each stays.`,
  /** Instead of a job's name and report. */
  removed: (day: ReactNode) => <>People removed on {day}</>,
  removedBy: (day: ReactNode, by: string) => (
    <>
      The people, settings and picture of this job were removed on {day} by {by}, because it was
      older than a year. Reports that were exported before have them still.
    </>
  ),
  settingsHash: 'Hash of the settings',
  pictureHash: 'Hash of the picture',
  noPicture: 'There was none',
  hashHint: 'SHA-256',
} as const;

const STAYING: Readonly<Record<StaysBecause, string>> = {
  fees: 'what it did to fines/fees still counts',
  set: 'a logical set asks for its users',
  certificate: 'it is the proof of an erasure and names nobody',
};
