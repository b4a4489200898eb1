/**
 * What a step of decisions is called, as values. What it was is stored with it; how many users it is about is known when
 * it is asked for, because they may have become fewer. Never makes a sentence.
 */
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { StepCause } from '#shared/domain/stepCause.ts';

interface StoredCause {
  readonly decision: Decision;
  readonly what: string;
}

export function stepCauseOf(what: string): StepCause {
  return JSON.parse(what) as StepCause;
}

export function stepNameOf({ decision, what }: StoredCause, users: number): StepName {
  const cause = stepCauseOf(what);
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
