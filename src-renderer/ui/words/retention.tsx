/** Words about the day on which the personal data of a workspace is due: announced, looked at, postponed, erased. */
import type { ReactNode } from 'react';
import type { RetentionDetails } from '#shared/contract/shapes/retention.ts';
import { MOST_POSTPONED_DAYS } from '#shared/domain/retention.ts';
import { countOf, formatCount } from '../format.ts';

const inDays = (days: number) => (days === 1 ? 'tomorrow' : `in ${countOf(days, 'day')}`);

export const retentionWords = {
  /** In the banner, the inbox and on the desktop. */
  ahead: (day: ReactNode, days: number) => (
    <>
      <strong>The personal data in this workspace is due to be erased on {day},</strong>{' '}
      {inDays(days)}. From that day on it can only be read.
    </>
  ),
  due: (day: ReactNode) => (
    <>
      <strong>The personal data in this workspace was due to be erased on {day}.</strong> It can
      only be read until it is erased or postponed.
    </>
  ),
  awayTitle: 'Personal data is due',
  awayText: (name: string, day: string) => `${name}: to be erased on ${day}`,
  look: 'What goes and what stays…',
  /** On the start page. */
  recent: {
    none: (day: ReactNode) => <>Data due {day}</>,
    notice: (day: ReactNode) => <>Data due soon, {day}</>,
    urgent: (day: ReactNode) => <>Data due within a week, {day}</>,
    due: (day: ReactNode) => <>Data was due {day}</>,
  },
} as const;

export const retentionDialogWords = {
  title: 'What goes and what stays',
  none: 'Nobody is in this workspace: no personal data is due.',
  dueOn: (day: ReactNode, because: ReactNode) => (
    <>
      Due on <strong>{day}</strong>: {because}
    </>
  ),
  because: {
    job: (days: number) => `${countOf(days, 'day')} after the last job.`,
    file: (days: number) => `${countOf(days, 'day')} after the last file, as no job has run.`,
    'fixed-day': () => 'the day that is set in Settings.',
    postponed: () => 'it was postponed until then.',
    notice: () => 'a month after this workspace was updated to a version that keeps such days.',
  },
  erased: (at: ReactNode) => <>The personal data was erased on {at}. What is counted came since.</>,
  goes: 'What goes for good',
  lost: ({ users, candidates, deleted, files, rows, originals, notes, captures }: Goes) => [
    `${countOf(users, 'user')}: ${countOf(candidates, 'candidate')}, ${formatCount(deleted)} deleted, and whoever else is known`,
    `${countOf(rows, 'row')} of ${countOf(files, 'file')}, and ${countOf(originals, 'imported file')} kept here`,
    `${countOf(notes, 'note or letter', 'notes and letters')}, what was written beside decisions, sets and rules, saved views, and rules for one user`,
    `${countOf(captures, 'screen capture')} of jobs`,
  ],
  copies: (snapshots: number) =>
    `${countOf(snapshots, 'snapshot')} beside this workspace, and backups of earlier versions`,
  stays: 'What stays',
  kept: ({ jobs, decisions, sets, signatures, entries }: RetentionDetails['stays']) => [
    `${countOf(jobs, 'job')} with settings, outcomes, reasons and counts, and the figures of their reports`,
    `${countOf(decisions, 'decision')} with who, when and why, and ${countOf(signatures, 'signature')}`,
    `${countOf(sets, 'set')}, without the members; the settings; and the register’s groups`,
    `${countOf(entries, 'entry', 'entries')} of the audit trail, with every hash`,
  ],
  elsewhere:
    'Copies elsewhere are yours to delete: saved copies, exported files, set files, and what Alma itself holds.',
  postponements: 'Postponed',
  postponed: (from: ReactNode, until: ReactNode, by: string, at: ReactNode) => (
    <>
      From {from} until {until}, by {by} on {at}
    </>
  ),
  close: 'Close',
  back: 'Back',
  postpone: 'Postpone…',
  erase: 'Erase personal data…',
  until: 'Postpone until',
  untilMeaning: (first: ReactNode, last: ReactNode) => (
    <>
      From {first} to {last}: {countOf(MOST_POSTPONED_DAYS, 'day')} ahead at most.
    </>
  ),
  notPostponable: 'It is due later than it could be postponed until today.',
  reason: 'Reason',
  reasonMeaning: 'Kept with your name, and shown with the due day from then on.',
  postponeNow: 'Postpone',
  postponeDone: (day: string) => `Erasing the personal data is postponed until ${day}.`,
  missingReason: 'Choose a day and type a reason.',
  typed: (users: string) => `To confirm, type the number of users: ${users}`,
  missingNumber: 'Type the number of users.',
  notBack: 'Nobody can take this back, not even the makers of this program.',
  eraseNow: 'Erase personal data',
  submitted: (jobId: number) => `Job ${formatCount(jobId)} erases the personal data.`,
} as const;

type Goes = RetentionDetails['goes'];
