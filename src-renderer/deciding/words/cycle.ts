/** What the steps of the cycle are called, on whatever screen. */
import type { PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { purgeUserRecords } from '#shared/jobKinds/purgeUserRecords.ts';
import { purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import type { StepName } from '../cycle/cycle.ts';

/** Alma's job for either way to purge. */
export const purgeTitles: Readonly<Record<PurgeRoute, string>> = {
  group: purgeUserRecords.title,
  set: purgeUsers.title,
};

const TITLES: Readonly<Record<Exclude<StepName, 'purge'>, string>> = {
  import: 'Import the reports',
  review: 'Review the candidates',
  sample: 'Look up a sample',
  signOff: 'Sign off the review',
  set: 'Make the set to purge',
  update: jobKind(kindOfStep('update')).title,
  report: 'Read the report',
};

/** @param route how the cycle purges */
export function stepTitle(step: StepName, route: PurgeRoute): string {
  return step === 'purge' ? purgeTitles[route] : TITLES[step];
}
