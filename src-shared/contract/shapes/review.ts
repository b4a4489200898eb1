/**
 * The state of the review in numbers: decisions and flags, what the readings and thresholds come to, odd dates.
 */
import { z } from 'zod';
import { READINGS } from '../../domain/dayBound.ts';
import { ODD_DATES } from '../../domain/oddDates.ts';
import { AMONG } from '../../domain/review.ts';
import { REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { count, isoDate, money } from '../../domain/valueShapes.ts';
import { stepName } from './stepName.ts';

export const among = z.enum(AMONG);

/** The users for whom the three readings of the day bound differ. */
export const boundaryReport = z.object({
  runDate: isoDate,
  days: count,
  reading: z.enum(READINGS),
  users: count,
  /** Candidates that each reading takes by their purge date. */
  byReading: z.object({ strict: count, inclusive: count, carli: count }),
  groups: z.array(z.object({ value: z.string().nullable(), users: count })),
  /** Smallest number of days, not below the planned one, with which the readings agree about everybody. */
  agreesWith: count.nullable(),
  /** How many would flip with other numbers of days, from the planned number on. */
  byDays: z.array(z.object({ days: count, users: count })),
});
export type BoundaryReport = z.infer<typeof boundaryReport>;

/** What a purge as planned would do at a waive threshold. */
export const thresholdPoint = z.object({
  threshold: money,
  /** Users it would take. */
  purged: count,
  /** Users whom it would retain for their balance alone. */
  retained: count,
  /** Balances forgiven; minor units. */
  waived: money,
});

export type ThresholdPoint = z.infer<typeof thresholdPoint>;

export const oddDateCounts = z.record(z.enum(ODD_DATES), count);

export const flagCounts = z.record(z.enum(REVIEW_FLAGS), count);

export const reviewCounts = z.object({
  candidates: count,
  undecided: count,
  excluded: count,
  approved: count,
  /** Candidates a purge job of ours has taken; not part of the three above. */
  deleted: count,
  /** Approved although staff, each with the identifier typed. */
  staffConfirmed: count,
  /** Candidates with a flag. */
  flagged: count,
  flags: flagCounts,
  /** Flags of those still undecided. */
  undecidedFlags: flagCounts,
  canUndo: stepName.nullable(),
  canRedo: stepName.nullable(),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;

/** Candidates of one year between purge date and planned run. */
export const yearBar = z.object({
  /** -1: after the planned run, however far; null: no purge date. */
  years: z.number().int().nullable(),
  /** Purge dates of the bar, both included. */
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  users: count,
});
export type YearBar = z.infer<typeof yearBar>;

/** Users of one user group who expired in one calendar year. */
export const expiryYear = z.object({ group: z.string().nullable(), year: count, users: count });
export type ExpiryYear = z.infer<typeof expiryYear>;

/** What a decision for a selection did. */
export const decided = z.object({
  changed: count,
  /** Not approved: their role column says Yes or nothing, and that is decided one by one. */
  staffLocked: count,
  /** Not approved: the protected register names them. */
  protected: count,
  /** Not approved: held back for something that the confirmation didn't name. */
  heldBack: count,
});
export type Decided = z.infer<typeof decided>;
