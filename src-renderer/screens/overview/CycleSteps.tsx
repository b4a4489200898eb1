/** The steps of the cycle with what is done, each a way to its screen. */
import { Skeleton, UnstyledButton } from '@mantine/core';
import {
  IconCircle,
  IconCircleArrowRight,
  IconCircleCheckFilled,
  IconCircleMinus,
} from '@tabler/icons-react';
import { jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { type SealStage, sealStage } from '../../ui/seal.ts';
import type { Cycle, StepName } from './cycle.ts';
import styles from './OverviewScreen.module.css';
import { reviewedIn } from './reviewedIn.ts';

const TITLES: Readonly<Record<StepName, string>> = {
  import: 'Import the reports',
  review: 'Review the candidates',
  sample: 'Look up a sample',
  signOff: 'Sign the review off',
  set: 'Make the set to purge',
  update: jobKind(kindOfStep('update')).title,
  purge: jobKind(kindOfStep('purge')).title,
  report: 'Read the report',
};

const SIGNED: Readonly<Record<SealStage, string>> = {
  unsigned: '',
  half: '1 of 2 signatures',
  sealed: '2 signatures',
  broken: 'seal broken',
};

/** A tick means done; what was passed without it has a sign of its own. */
const WORDS = { done: 'done', skipped: 'skipped', now: 'next', later: 'later' } as const;

export function CycleSteps({ cycle }: { readonly cycle: Cycle | undefined }) {
  if (!cycle) return <Skeleton height={222} radius={8} />;
  return (
    <ol className={styles.steps} aria-label="Steps of the purge cycle">
      {cycle.steps.map((step) => {
        const state = stateOf(step, cycle);
        return (
          <li key={step}>
            <UnstyledButton
              className={styles.step}
              data-state={state}
              onClick={() => navigate(placeOf(step, cycle))}
            >
              <span className={styles.stepIcon} aria-hidden>
                <StepIcon state={state} />
              </span>
              <span>
                {TITLES[step]}
                <span className="pd-visually-hidden">, {WORDS[state]}</span>
              </span>
              <span className={styles.stepText}>
                {textOf(step, cycle) || (state === 'skipped' && 'skipped')}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}

function StepIcon({ state }: { readonly state: keyof typeof WORDS }) {
  if (state === 'done') return <IconCircleCheckFilled size={18} />;
  if (state === 'skipped') return <IconCircleMinus size={18} />;
  return state === 'now' ? <IconCircleArrowRight size={18} /> : <IconCircle size={18} />;
}

function stateOf(step: StepName, cycle: Cycle): keyof typeof WORDS {
  if (cycle.done.has(step)) return 'done';
  if (cycle.skipped.has(step)) return 'skipped';
  return step === cycle.next ? 'now' : 'later';
}

function placeOf(step: StepName, { updateJob, purgeJob }: Cycle): Place {
  switch (step) {
    case 'import':
      return { screen: 'import' };
    case 'review':
      return { screen: 'review' };
    case 'sample':
      return { screen: 'review', view: 'checks', check: 'sampling' };
    case 'signOff':
      return { screen: 'review', view: 'signOff' };
    case 'set':
      return { screen: 'sets' };
    case 'update':
      return updateJob ? { screen: 'jobs', jobId: updateJob.jobId } : { screen: 'jobs' };
    case 'purge':
      return purgeJob ? { screen: 'jobs', jobId: purgeJob.jobId } : { screen: 'jobs' };
    case 'report':
      return purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' };
  }
}

function textOf(step: StepName, cycle: Cycle): string {
  const { status, counts, sample, signOff, set, updateJob, purgeJob } = cycle;
  switch (step) {
    case 'import':
      return status.imports > 0 ? countOf(status.imports, 'file') : '';
    case 'review':
      return counts.candidates > 0
        ? `${formatCount(reviewedIn(counts))} of ${formatCount(counts.candidates)}`
        : '';
    case 'sample':
      return sample
        ? `${formatCount(sample.users - sample.findings.open)} of ${formatCount(sample.users)}`
        : '';
    case 'signOff':
      return SIGNED[sealStage(signOff.seal)];
    case 'set':
      if (set) return countOf(set.members, 'member');
      return updateJob ? countOf(updateJob.total, 'member') : '';
    case 'update':
      return updateJob ? `${formatCount(updateJob.finished)} changed` : '';
    case 'purge':
      return purgeJob ? `${formatCount(purgeJob.finished)} purged` : '';
    case 'report':
      return purgeJob ? `${formatCount(purgeJob.failed)} retained` : '';
  }
}
