/** What Undo and Redo would take, in words. The values are the engine's (contract/shapes/stepName.ts). */
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { Decision } from '#shared/domain/review.ts';
import { countOf } from '../ui/format.ts';

const VERBS: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  approved: 'Approve',
  undecided: 'Clear',
};

/** `Exclude 214 users` */
export function stepText(step: StepName): string {
  switch (step.what) {
    case 'decision':
      return `${VERBS[step.decision]} ${countOf(step.users, 'user')}`;
    case 'by-rule':
      return `Exclude ${countOf(step.users, 'user')} by rule`;
    case 'approval-ended':
      return `Take ${countOf(step.users, 'user')} out of approval`;
    case 'earlier':
      return step.words;
  }
}
