/** The steps of the cycle with what is done, each a way to its screen, and those in Alma, each to be ticked. */
import { Skeleton, UnstyledButton } from '@mantine/core';
import {
  IconCircle,
  IconCircleArrowRight,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleOff,
} from '@tabler/icons-react';
import type { Cycle, StepName } from '../../deciding/cycle/cycle.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { sealStage } from '../../ui/seal.ts';
import { AlmaSteps } from './AlmaSteps.tsx';
import styles from './OverviewScreen.module.css';
import { reviewedIn } from './reviewedIn.ts';
import { stepWords } from './words.tsx';

type StepState = keyof typeof stepWords.states;

export function CycleSteps({ cycle }: { readonly cycle: Cycle | undefined }) {
  if (!cycle) return <Skeleton height={400} radius={8} />;
  return (
    <div className={styles.stepsCard}>
      <Rehearsal cycle={cycle} />
      <AlmaSteps cycle={cycle} />
    </div>
  );
}

function Rehearsal({ cycle }: { readonly cycle: Cycle }) {
  return (
    <ol className={styles.steps} aria-label={stepWords.label}>
      {cycle.steps.map((step) => {
        const state = stateOf(step, cycle);
        return (
          <li key={step}>
            <UnstyledButton
              className={styles.step}
              data-state={state}
              title={stepWords.tips[state]}
              onClick={() => navigate(placeOf(step, cycle))}
            >
              <span className={styles.stepIcon} aria-hidden>
                <StepIcon state={state} />
              </span>
              <span>
                {stepWords.title(step, cycle.route)}
                <span className="pd-visually-hidden">{stepWords.states[state]}</span>
              </span>
              <span className={styles.stepText}>{besideOf(state, textOf(step, cycle))}</span>
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}

/** A number alone would look like a part that was done. */
function besideOf(state: StepState, text: string): string {
  if (state === 'notPossible') return stepWords.notPossible;
  return state === 'skipped' ? stepWords.skipped(text) : text;
}

function StepIcon({ state }: { readonly state: StepState }) {
  if (state === 'done') return <IconCircleCheckFilled size={18} />;
  if (state === 'skipped') return <IconCircleMinus size={18} />;
  if (state === 'notPossible') return <IconCircleOff size={18} />;
  return state === 'now' ? <IconCircleArrowRight size={18} /> : <IconCircle size={18} />;
}

function stateOf(step: StepName, cycle: Cycle): StepState {
  if (cycle.done.has(step)) return 'done';
  if (cycle.skipped.has(step)) return 'skipped';
  if (cycle.notPossible.has(step)) return 'notPossible';
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
      return status.imports > 0 ? stepWords.files(status.imports) : '';
    case 'review':
      return counts.candidates > 0 ? stepWords.part(reviewedIn(counts), counts.candidates) : '';
    case 'sample':
      return sample ? stepWords.part(sample.users - sample.findings.open, sample.users) : '';
    case 'signOff':
      return stepWords.signatures[sealStage(signOff.seal)];
    case 'set':
      if (set) return stepWords.members(set.members);
      return updateJob ? stepWords.members(updateJob.total) : '';
    case 'update':
      return updateJob ? stepWords.changed(updateJob.finished) : '';
    case 'purge':
      return purgeJob ? stepWords.purged(purgeJob.finished) : '';
    case 'report':
      return purgeJob ? stepWords.retained(purgeJob.failed) : '';
  }
}
