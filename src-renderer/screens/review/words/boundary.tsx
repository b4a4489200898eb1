/** Words of the boundary inspector: whom the readings of the day bound differ about. Pure. */
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
  help: {
    about: 'boundary users',
    source: 'Alma’s “Purging Users”; CARLI’s “Alma User Purge”',
    text: 'Alma’s public texts give three readings of which purge dates a run takes, and none says which one Alma’s code follows. They differ about a single day: the run date minus the number of days. Users with that purge date are boundary users.',
  },
  what: 'Candidates about whom the readings of the day bound differ.',
  agree: ({ runDate, days }: Run) => (
    <>
      The three readings agree about every candidate in a run on <DateText date={runDate} /> with{' '}
      {countOf(days, 'day')}.
    </>
  ),
  differ: (users: number, { runDate, days }: Run, link: Linked) => (
    <>
      The three readings differ about <strong>{link(countOf(users, 'candidate'))}</strong> in a run
      on <DateText date={runDate} /> with {countOf(days, 'day')}: one reading takes them, another
      leaves them.
    </>
  ),
  ofRun: 'Boundary candidates of the planned run',
} as const;

/** Of the two charts. */
export const boundaryChartWords = {
  byDays: 'Boundary candidates by number of days',
  axis: 'Number of days after purge date',
  days: (days: number) => formatCount(days),
  ofDays: (days: number) => `Boundary candidates of a run with ${countOf(days, 'day')}`,
  planned: 'planned',
  byGroup: 'Boundary candidates by user group',
  inGroup: (group: string | null) =>
    group === null ? 'Boundary candidates without a user group' : `Boundary candidates in ${group}`,
  nobodyOn: (runDate: IsoDate) =>
    `No user group has boundary candidates on ${formatDate(runDate)}.`,
} as const;

/** Of the three readings side by side. */
export const readingWords = {
  label: 'Candidates taken by each reading',
  reading: 'Reading',
  rule: 'Rule and where it comes from',
  last: 'Last purge date taken',
  taken: 'Candidates taken',
  chosen: 'Chosen',
  source: (source: string) => `From ${source}.`,
  takenBy: (reading: string) => `Candidates taken by the reading ${reading}`,
} as const;

interface Change {
  /** The last purge date that is taken. */
  readonly to: IsoDate;
  /** Left for a later run; undefined while nobody is, or they are counted. */
  readonly leftOut: number | undefined;
}

/** Of the number of days with which the readings agree. */
export const agreeingDaysWords = {
  none: 'There is no number of days with which the readings agree about everybody. Look at the boundary candidates one by one.',
  agree: (days: number): ReactNode => (
    <>
      With <strong>{countOf(days, 'day')}</strong> the three readings take the same candidates, so
      it doesn’t matter which one Alma follows.
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
  plan: (days: number) => `Plan with ${countOf(days, 'day')}`,
  planned: (days: number, before: number) =>
    `The run is planned with ${countOf(days, 'day')} instead of ${formatCount(before)}.`,
} as const;
