/**
 * What a step of decisions is called, as values. What it was is stored with it; how many users it is about is known when
 * it is asked for, because they may have become fewer. Never makes a sentence.
 */
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { Decision } from '#shared/domain/review.ts';
import { type StepCause, stepCause } from '#shared/domain/stepCause.ts';
import { parseStored, type StoredAt } from '../db/storedValue.ts';

interface StoredCause {
  readonly step_id: number;
  readonly decision: Decision;
  readonly what: string;
}

export const stepAt = (stepId: number): StoredAt => ({ table: 'decision_step', row: stepId });

export function stepCauseOf({ step_id, what }: Omit<StoredCause, 'decision'>): StepCause {
  return parseStored(stepCause, what, stepAt(step_id));
}

export function stepNameOf(step: StoredCause, users: number): StepName {
  const { decision } = step;
  const cause = stepCauseOf(step);
  switch (cause.what) {
    case 'decision':
    case 'sampled':
      return { what: 'decision', decision, users };
    case 'by-rule':
    case 'approval-ended':
      return { what: cause.what, users };
    case 'earlier':
      return cause;
  }
}
