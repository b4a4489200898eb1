/**
 * What a step of decisions is called, as values. What it was is stored with it; how many users it is about is known when
 * it is asked for, because they may have become fewer. Never makes a sentence.
 */
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { Decision } from '#shared/domain/review.ts';

/** Why a step was made, as it is stored in `decision_step.what`. */
export type StepCause =
  | { readonly what: 'decision' | 'by-rule' | 'approval-ended' }
  | { readonly what: 'earlier'; readonly words: string };

interface StoredCause {
  readonly decision: Decision;
  readonly what: string;
}

export function stepNameOf({ decision, what }: StoredCause, users: number): StepName {
  const cause = JSON.parse(what) as StepCause;
  switch (cause.what) {
    case 'decision':
      return { what: cause.what, decision, users };
    case 'by-rule':
    case 'approval-ended':
      return { what: cause.what, users };
    case 'earlier':
      return cause;
  }
}
