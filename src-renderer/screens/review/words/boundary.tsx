/** Words of the check of the last day: whom the published texts disagree about. Pure. */
import type { ReactNode } from 'react';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Linked } from '../../../ui/CountLink.tsx';
import { countOf, formatCount, formatDate } from '../../../ui/format.ts';
import { DateText } from '../../../ui/Values.tsx';

interface Run {
  readonly runDate: IsoDate;
  readonly days: number;
}

export const boundaryWords = {
  what: 'Candidates whose purge date is on the last day that may count.',
  agree: ({ runDate, days }: Run) => (
    <>
      In a run on <DateText date={runDate} /> with {countOf(days, 'day')} nobody’s purge date is on
      the last day, so it doesn’t matter which purge dates count.
    </>
  ),
  differ: (users: number, { runDate, days }: Run, link: Linked) => (
    <>
      In a run on <DateText date={runDate} /> with {countOf(days, 'day')} the purge date of{' '}
      <strong>{link(countOf(users, 'candidate'))}</strong> is on the last day: whether Alma takes
      them depends on which purge dates count.
    </>
  ),
  ofRun: 'Candidates on the last day of the planned run',
} as const;

/** Of the two charts. */
export const boundaryChartWords = {
  byDays: 'Candidates on the last day, by number of days',
  axis: 'Number of days after purge date',
  days: (days: number) => formatCount(days),
  ofDays: (days: number) => `Candidates on the last day of a run with ${countOf(days, 'day')}`,
  planned: 'planned',
  byGroup: 'Candidates on the last day, by user group',
  inGroup: (group: string | null) =>
    group === null
      ? 'Candidates on the last day without a user group'
      : `Candidates on the last day in ${group}`,
  nobodyOn: (runDate: IsoDate) =>
    `No user group has candidates on the last day of a run on ${formatDate(runDate)}.`,
} as const;

/** Of the three choices side by side. */
export const readingWords = {
  label: 'Candidates taken, by which purge dates count',
  reading: 'Purge dates',
  rule: 'Rule and where it comes from',
  last: 'Last purge date taken',
  taken: 'Candidates taken',
  chosen: 'Chosen',
  source: (source: string) => `From ${source}.`,
  takenBy: (inSentence: string) => `Candidates taken with purge dates ${inSentence}`,
} as const;

interface Change {
  /** The last purge date that is taken. */
  readonly to: IsoDate;
  /** Left for a later run; undefined while nobody is, or they are counted. */
  readonly leftOut: number | undefined;
}

/** Of the number of days with which nobody is on the last day. */
export const agreeingDaysWords = {
  none: 'With any number of days somebody is on the last day. Look at these candidates one by one.',
  agree: (days: number): ReactNode => (
    <>
      With <strong>{countOf(days, 'day')}</strong> nobody is on the last day, so it doesn’t matter
      which purge dates count.
    </>
  ),
  change: ({ to, leftOut }: Change, link: Linked): ReactNode =>
    leftOut === undefined ? (
      <>
        The planned run would take purge dates up to <DateText date={to} />.
      </>
    ) : (
      <>
        The planned run would take purge dates up to <DateText date={to} />;{' '}
        {link(countOf(leftOut, 'candidate'))} would be left for a later run.
      </>
    ),
  follows: 'Flags about dates follow; decisions and submitted jobs stay as they are.',
  leftWith: (days: number) => `Candidates left for a later run with ${countOf(days, 'day')}`,
  plan: (days: number, leftOut: number | undefined) =>
    leftOut
      ? `Plan with ${countOf(days, 'day')}, leaving ${countOf(leftOut, 'candidate')} for later`
      : `Plan with ${countOf(days, 'day')}`,
  planned: (days: number, before: number) =>
    `The run is planned with ${countOf(days, 'day')} instead of ${formatCount(before)}.`,
} as const;
