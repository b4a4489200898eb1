/**
 * Sampling checks: a draw, its users and what was found in Alma.
 */
import { z } from 'zod';
import { DECISIONS, FINDINGS } from '../../domain/review.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';
import { among } from './review.ts';
import { namedUser } from './users.ts';

export const sample = z.object({
  sampleId: id,
  at: instant,
  by: z.string(),
  among,
  perGroup: count,
  /** From which the draw can be repeated. */
  seed: z.string(),
  /** Users it was drawn from. */
  drawnFrom: count,
  users: count,
  findings: z.object({ open: count, 'as-reported': count, differs: count, 'not-in-alma': count }),
});
export type SampleSummary = z.infer<typeof sample>;

export const sampledUser = namedUser.extend({
  decision: z.enum(DECISIONS),
  staffConfirmed: z.boolean(),
  finding: z.enum(FINDINGS).nullable(),
  note: z.string(),
  foundAt: instant.nullable(),
  foundBy: z.string().nullable(),
});
export type SampledUser = z.infer<typeof sampledUser>;
