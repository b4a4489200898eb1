/**
 * How a set came about, as values: what it was made of, and by what. The words are the page's. Nobody reads a
 * sentence to learn whether a set is an exclusion list or a job's own.
 */
import { z } from 'zod';
import { SET_OPERATORS } from '../../domain/combineSets.ts';
import { REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { REPORTED_FIELDS } from '../../jobKinds/updateFields.ts';

/** What was filtered or shown, in the words that stood on the page then. */
const words = z.string().max(500);
const name = z.string().max(255);

/** Which users of the review a set was made of. */
const REVIEW_PARTS = ['approved', 'not-excluded', 'excluded', 'all', 'selected'] as const;

/** What a page or the command line may say of a set that it makes. */
const ASKED = [
  z.strictObject({ from: z.literal('review'), users: z.enum(REVIEW_PARTS) }),
  z.strictObject({ from: z.literal('filter'), screen: z.enum(['review', 'users']), words }),
  /** The members of another set who are approved, or all of its members but those with a flag. */
  z.strictObject({
    from: z.literal('set'),
    name,
    without: z.enum(REVIEW_FLAGS).nullable(),
  }),
  z.strictObject({ from: z.literal('saved-filter'), words }),
  z.strictObject({ from: z.literal('rehearsal') }),
] as const;
export const askedOrigin = z.discriminatedUnion('from', ASKED);
export type AskedOrigin = z.infer<typeof askedOrigin>;

export const setOrigin = z.discriminatedUnion('from', [
  ...ASKED,
  z.strictObject({ from: z.literal('exclusion-list'), fileName: name }),
  z.strictObject({ from: z.literal('identifiers'), fileName: name }),
  z.strictObject({
    from: z.literal('combination'),
    first: name,
    operator: z.enum(SET_OPERATORS),
    second: name,
  }),
  /** A reversal set: whom a job has changed, by their former group or other value. */
  z.strictObject({
    from: z.literal('job'),
    jobId: z.number().int(),
    name: z.string(),
    /** Out of which group, where they had one, and into which; earlier versions described it. */
    moved: z.strictObject({ from: z.string().nullable(), to: z.string() }).optional(),
    /** The same of another field. */
    changed: z
      .strictObject({
        field: z.enum(REPORTED_FIELDS),
        from: z.string().nullable(),
        /** Null: a line was taken away. */
        to: z.string().nullable(),
      })
      .optional(),
  }),
  /** Users who aren't approved, taken out of the group that is to be purged; earlier versions described it. */
  z.strictObject({ from: z.literal('left-out'), group: z.string().optional() }),
  /** A sentence of an earlier version that says none of these. */
  z.strictObject({ from: z.literal('earlier'), words: z.string() }),
]);
export type SetOrigin = z.infer<typeof setOrigin>;
