/** Words of the threshold what-if: users and money at other waive thresholds. Amounts come written. Pure. */
import type { ReactNode } from 'react';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { countOf, formatCount } from '../../../ui/format.ts';
import { DateText } from '../../../ui/Values.tsx';

export const thresholdWords = {
  help: {
    about: 'the waive threshold',
    source: 'Alma’s “Purging Users”',
    /** @param balance says which balance counts */
    text: (balance: ReactNode) => (
      <>
        A user who owes more than the threshold is retained. What a purged user owes up to it is
        recorded as waived. {balance} Users whose balance no report gives count as owing nothing
        here. The figures are for the purge planned in Settings, with its record type.
      </>
    ),
  },
  what: (runDate: IsoDate, days: number) => (
    <>
      What a run on <DateText date={runDate} /> with {countOf(days, 'day')} would do at other waive
      thresholds, whatever the user group.
    </>
  ),
  another: 'Another amount',
  anotherHelp: 'Added to the chart and the table as you type.',
  /** Before what is typed. */
  currency: (currency: string) => `${currency} `,
} as const;

export const thresholdChartWords = {
  label: 'Users and money at other waive thresholds',
  users: (owing: number, aside: (words: string) => ReactNode) => (
    <>Users who go although they owe {aside(`of ${formatCount(owing)} who owe`)}</>
  ),
  money: 'Money waived',
  planned: 'planned',
  going: (users: number) => countOf(users, 'user'),
} as const;

export const thresholdTableWords = {
  label: 'Waive thresholds in numbers',
  threshold: 'Waive threshold',
  purged: 'Users purged',
  more: 'More than planned',
  retained: 'Retained for the balance alone',
  money: 'Money waived',
  plan: 'Plan',
  purgedAt: (amount: string) => `Would be purged at a waive threshold of ${amount}`,
  retainedAt: (amount: string) => `Would be retained for the balance alone at ${amount}`,
  waivedUpTo: (amount: string) => `Would be purged owing up to ${amount}`,
  onlyPurgedAt: (amount: string) => `Would be purged at ${amount}, retained as planned`,
  onlyRetainedAt: (amount: string) => `Would be retained at ${amount}, purged as planned`,
  /** The cell of the planned threshold, which has nothing to be compared with. */
  itself: '–',
  difference: (users: number) =>
    users === 0 ? 'none' : `${users > 0 ? '+' : '−'}${formatCount(Math.abs(users))}`,
  planned: 'Planned',
  planWith: 'Plan with this threshold',
  planWithAmount: (amount: string) => `Plan with this threshold: ${amount}`,
  nowPlanned: (amount: string, before: string) =>
    `The run is planned with a waive threshold of ${amount} instead of ${before}.`,
} as const;
