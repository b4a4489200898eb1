/** What the steps of the cycle are called, on whatever screen. */
import { jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import type { StepName } from '../cycle/cycle.ts';

export const stepTitles: Readonly<Record<StepName, string>> = {
  import: 'Import the reports',
  review: 'Review the candidates',
  sample: 'Look up a sample',
  signOff: 'Sign off the review',
  set: 'Make the set to purge',
  update: jobKind(kindOfStep('update')).title,
  purge: jobKind(kindOfStep('purge')).title,
  report: 'Read the report',
};
