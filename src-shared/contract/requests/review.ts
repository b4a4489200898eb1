/** Requests about the review: deciding, undoing, review by rule, and its numbers. */
import { z } from 'zod';
import { criteriaSchema } from '../../domain/criteria.ts';
import { DECISIONS } from '../../domain/review.ts';
import { HELD_BACK_FLAGS, REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { selection } from '../../domain/selection.ts';
import { toldCause } from '../../domain/stepCause.ts';
import { count, money } from '../../domain/valueShapes.ts';
import {
  among,
  boundaryReport,
  decided,
  expiryYear,
  oddDateCounts,
  reviewCounts,
  thresholdPoint,
  yearBar,
} from '../shapes/review.ts';
import { stepName } from '../shapes/stepName.ts';
import { base, changing } from './base.ts';

export const reviewRequests = {
  counts: base.output(reviewCounts),
  decide: changing
    .input(
      z.strictObject({
        selection,
        decision: z.enum(DECISIONS),
        reason: z.string().max(200).nullable(),
        note: z.string().max(2000).default(''),
        /** Left out: somebody decides. */
        cause: toldCause.optional(),
        /** The identifier as it was typed, to approve one user whose role column says Yes or nothing. */
        typedIdentifier: z.string().max(1000).optional(),
        /** Held-back classes that the confirmation names; others among the users are left out. */
        named: z.array(z.enum(HELD_BACK_FLAGS)).default([]),
      }),
    )
    .output(decided.extend({ unchanged: count })),
  /** What a review by rule would exclude, and by which flag; `apply` does it as one step. */
  rules: base.output(
    z.object({
      users: count,
      flags: z.array(z.object({ flag: z.enum(REVIEW_FLAGS), users: count })),
    }),
  ),
  applyRules: changing.output(z.object({ changed: count })),
  undo: changing.output(z.object({ step: stepName, changed: count })),
  redo: changing.output(z.object({ step: stepName, changed: count })),
  /** Candidates by whole years between the purge date and the planned run date; null: no purge date. */
  years: base.input(z.strictObject({ criteria: criteriaSchema })).output(z.array(yearBar)),
  /** Users that match, candidates or not, by user group and year of expiry. */
  expiryYears: base.input(z.strictObject({ criteria: criteriaSchema })).output(z.array(expiryYear)),
  boundary: base.output(boundaryReport),
  thresholds: base
    .input(z.strictObject({ among, thresholds: z.array(money.nonnegative()).min(1).max(50) }))
    .output(
      z.object({
        points: z.array(thresholdPoint),
        /** The planned threshold; minor units. */
        planned: money,
      }),
    ),
  oddDates: base.output(oddDateCounts),
};
