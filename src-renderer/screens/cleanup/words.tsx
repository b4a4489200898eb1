/** All words of User cleanup. */
import { countOf, formatCount } from '../../ui/format.ts';

export const cleanupWords = {
  title: 'User cleanup',
  label: 'Deleted users',
  month: 'Month of deletion',
  anyMonth: 'Any month',
  everybody: 'All deleted users',
  ofJob: (jobId: number) => `Deleted by job ${jobId}`,
  within: (month: string) => `deleted in ${month}`,
  none: 'Nobody is deleted',
  noneWhy:
    'Users whom a purge or a deletion has taken in this workspace are listed here. They can be put back, so that a purge can be rehearsed again with other settings.',
  goToJobs: 'Go to Jobs',
  nobodyMatches: 'Nobody matches',
  nobodyMatchesWhy: 'No deleted user matches these filters.',
  showAll: 'Show all deleted users',
  panel: 'Who is this',
} as const;

export const restoreWords = {
  open: (users: number, all: boolean) =>
    `Restore ${all && users > 1 ? 'all ' : ''}${countOf(users, 'user')}`,
  title: (users: number) => `Restore ${countOf(users, 'user')}`,
  whatHappens: (users: number) =>
    users === 1
      ? 'They are in this workspace again with everything they had: group, dates, decisions, notes and sets.'
      : `All ${formatCount(users)} are in this workspace again with everything they had: group, dates, decisions, notes and sets.`,
  decisions:
    'Decisions stand as before. Approval ends only for those about whom something has come to light since: a flag that holds them back, notes or blocks that say keep, or somebody active who depends on them.',
  inAlma: 'Nothing happens in Alma: whom a purge there has taken can’t be restored.',
  report: 'It runs as a job with its report, and the report of the purge says so from now on.',
  cancel: 'Cancel',
  restore: 'Restore',
  submitted: (jobId: number) => `Job ${jobId} restores the users.`,
} as const;
