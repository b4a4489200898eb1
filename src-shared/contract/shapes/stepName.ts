/** What Undo and Redo would take, as values: the words and the numbers in them are the page's. */
import { z } from 'zod';
import { DECISIONS } from '../../domain/review.ts';
import { count } from '../../domain/valueShapes.ts';

export const stepName = z.discriminatedUnion('what', [
  z.object({ what: z.literal('decision'), decision: z.enum(DECISIONS), users: count }),
  /** Excluded by the rules of the review. */
  z.object({ what: z.literal('by-rule'), users: count }),
  /** Taken out of approval by what a file or a list says. */
  z.object({ what: z.literal('approval-ended'), users: count }),
  /** A sentence of an earlier version that says none of these. */
  z.object({ what: z.literal('earlier'), words: z.string() }),
]);
export type StepName = z.infer<typeof stepName>;
