/**
 * The criteria tree: one language for the grid's filter, the bulk action and the set of users
 * behind a number. The engine answers it over columns in memory (engine/replica/userMatcher.ts).
 */
import { z } from 'zod';
import { DETAIL_FIELD_NAMES, DETAIL_KINDS } from '../details/details.ts';
import { userFieldNames } from '../fields/userFields.ts';
import { ACCOUNT_STATES } from './accountStates.ts';
import { ODD_DATES } from './oddDates.ts';
import { DATE_UNITS } from './relativeDates.ts';
import { DECISIONS, FINDINGS } from './review.ts';
import { REVIEW_FLAGS } from './reviewFlags.ts';
import { TEXT_TESTS } from './textTests.ts';

const field = z.enum(userFieldNames);
const isoDate = z.iso.date();

/** Days, months or years after today; before it where negative. */
const steps = z.number().int().min(-10_000).max(10_000);

/** A heading of the files that the catalogue doesn't know. */
export const extraHeading = z.string().max(1000);

/** What a text is asked for, without case and accents; blank ones are none of it. */
const textTest = z.discriminatedUnion('how', [
  z.strictObject({ how: z.enum(TEXT_TESTS), value: z.string().max(500) }),
  /** One of these, as they are written; null stands for blank. */
  z.strictObject({ how: z.literal('oneOf'), values: z.array(z.string().nullable()).max(1000) }),
]);
export type TextTest = z.infer<typeof textTest>;

/** Which days are meant; users without one are none of it, but where null is among the values. */
const dayTest = z.discriminatedUnion('how', [
  /** From and to, both included, each optional. */
  z.strictObject({
    how: z.literal('between'),
    from: isoDate.optional(),
    to: isoDate.optional(),
  }),
  /** As they lie from today. */
  z.strictObject({
    how: z.literal('within'),
    unit: z.enum(DATE_UNITS),
    from: steps.optional(),
    to: steps.optional(),
  }),
  z.strictObject({ how: z.literal('oneOf'), values: z.array(isoDate.nullable()).max(1000) }),
]);
export type DayTest = z.infer<typeof dayTest>;

/** What one field of a line is asked for. */
const lineTest = z.discriminatedUnion('how', [
  z.strictObject({ how: z.enum(TEXT_TESTS), value: z.string().max(500) }),
  z.strictObject({ how: z.literal('oneOf'), values: z.array(z.string().nullable()).max(1000) }),
  z.strictObject({
    how: z.literal('between'),
    from: isoDate.optional(),
    to: isoDate.optional(),
  }),
  z.strictObject({
    how: z.literal('within'),
    unit: z.enum(DATE_UNITS),
    from: steps.optional(),
    to: steps.optional(),
  }),
  /** Amounts in minor units, and other numbers, both ends included. */
  z.strictObject({
    how: z.literal('numbers'),
    from: z.number().optional(),
    to: z.number().optional(),
  }),
]);
export type LineTest = z.infer<typeof lineTest>;

const lineLeaf = z.strictObject({
  op: z.literal('line'),
  kind: z.enum(DETAIL_KINDS),
  /** Those alone that are in force (details/inForce.ts). */
  inForce: z.boolean().optional(),
  /** All of it holds for one and the same line. */
  where: z.array(z.strictObject({ field: z.enum(DETAIL_FIELD_NAMES), is: lineTest })).max(10),
});
export type LineLeaf = z.infer<typeof lineLeaf>;

const leaf = z.discriminatedUnion('op', [
  /** Users with such a line among their details; of what no file tells, nobody has one. */
  lineLeaf,
  /** Users of whom a file tells such details, also where it says that they have none; of others they are unknown. */
  z.strictObject({
    op: z.literal('linesTold'),
    kind: z.enum(DETAIL_KINDS),
    /** Not those to whom a job gave a line alone. */
    byFiles: z.literal(true).optional(),
  }),
  /** Text contains, without case and accents. */
  z.strictObject({ op: z.literal('contains'), field, value: z.string().max(500) }),
  /** One of these choices; null stands for blank. */
  z.strictObject({
    op: z.literal('oneOf'),
    field,
    values: z.array(z.string().nullable()).max(1000),
  }),
  /** Dates from and to, both included, each optional. */
  z.strictObject({
    op: z.literal('dateBetween'),
    field,
    from: isoDate.optional(),
    to: isoDate.optional(),
  }),
  /** Dates from and to as they lie from today, both included, each optional. */
  z.strictObject({
    op: z.literal('dateWithin'),
    field,
    unit: z.enum(DATE_UNITS),
    from: steps.optional(),
    to: steps.optional(),
  }),
  /** A field that holds text. */
  z.strictObject({ op: z.literal('text'), field, is: textTest }),
  /** A column of the files that the catalogue doesn't know. */
  z.strictObject({ op: z.literal('extra'), heading: extraHeading, is: textTest }),
  /** Numbers (money in minor units) from and to, both included, each optional. */
  z.strictObject({
    op: z.literal('numberBetween'),
    field,
    from: z.number().optional(),
    to: z.number().optional(),
  }),
  /** What counts as owed, in minor units: the active balance, with transferred fines and fees where they count. */
  z.strictObject({
    op: z.literal('owes'),
    transferred: z.boolean(),
    from: z.number().optional(),
    to: z.number().optional(),
  }),
  z.strictObject({ op: z.literal('blank'), field }),
  z.strictObject({ op: z.literal('hasFlag'), flags: z.array(z.enum(REVIEW_FLAGS)).min(1) }),
  z.strictObject({ op: z.literal('decision'), values: z.array(z.enum(DECISIONS)).min(1) }),
  /** Reasons of decisions; null stands for none. */
  z.strictObject({ op: z.literal('reason'), values: z.array(z.string().nullable()).max(1000) }),
  /** Who made the present decision; users about whom nothing was decided are blank. */
  z.strictObject({ op: z.literal('decidedBy'), is: textTest }),
  /** On which day of this computer the present decision was made. */
  z.strictObject({ op: z.literal('decidedOn'), is: dayTest }),
  /** On which day users were deleted who still are. */
  z.strictObject({ op: z.literal('deletedOn'), is: dayTest }),
  /** How many notes a user has, or decisions that weren't undone, from and to, both included, each optional. */
  z.strictObject({
    op: z.literal(['notes', 'decisions']),
    from: z.number().int().optional(),
    to: z.number().int().optional(),
  }),
  /** Dates that ask for a look. */
  z.strictObject({ op: z.literal('oddDate'), values: z.array(z.enum(ODD_DATES)).min(1) }),
  /** Staff approved one by one; users with a note; users whose role column says Yes or nothing. */
  z.strictObject({
    op: z.literal('mark'),
    value: z.enum(['staff-confirmed', 'noted', 'staff-locked']),
  }),
  /** Users of a sampling check, all or those with a finding; null: not looked up yet. */
  z.strictObject({
    op: z.literal('inSample'),
    sampleId: z.number().int(),
    finding: z.enum(FINDINGS).nullable().optional(),
  }),
  /** Users whom one rule of the protected register names. */
  z.strictObject({ op: z.literal('protectedBy'), ruleId: z.number().int() }),
  /** Members of a set. */
  z.strictObject({ op: z.literal('inSet'), setId: z.number().int() }),
  /** Users of a job by what happened to them; reason and event narrow it. */
  z.strictObject({
    op: z.literal('inJob'),
    jobId: z.number().int(),
    outcome: z.string().optional(),
    reason: z.string().optional(),
  }),
  /** What a user is: in the review, deleted by a purge of ours, or known from an exclusion list alone. */
  z.strictObject({
    op: z.literal('membership'),
    value: z.enum(['candidate', 'deleted', 'identifierOnly']),
  }),
  /** Users whom this job has deleted and who still are. */
  z.strictObject({ op: z.literal('deletedBy'), jobId: z.number().int() }),
  /** Users of a purge preview that the engine still holds. */
  z.strictObject({ op: z.literal('inPreview'), previewId: z.string(), part: z.string() }),
  /** These users. */
  z.strictObject({ op: z.literal('users'), userNos: z.array(z.number().int()).max(100_000) }),
  /** Active and not expired, not active or expired, or neither is told: as of today. */
  z.strictObject({ op: z.literal('accountState'), values: z.array(z.enum(ACCOUNT_STATES)).min(1) }),
  /** Has one of these roles; null stands for users of whom no role is told. */
  z.strictObject({
    op: z.literal('hasRole'),
    values: z.array(z.string().max(500).nullable()).min(1).max(1000),
  }),
  /** One of several names that stand in one field (`Main; Branch`), without case. */
  z.strictObject({
    op: z.literal('among'),
    field: z.literal('resource_sharing_library'),
    value: z.string().max(500),
  }),
  /** An identifier of any type or an e-mail address is this, without case and outer spaces. */
  z.strictObject({ op: z.literal('exactly'), value: z.string().max(500) }),
  /** Each word is in an identifier, a name or the e-mail, in any order; the quick search. */
  z.strictObject({ op: z.literal('search'), value: z.string().max(500) }),
]);

export type CriteriaLeaf = z.infer<typeof leaf>;
export type Criteria =
  | CriteriaLeaf
  | { op: 'all'; of: Criteria[] }
  | { op: 'any'; of: Criteria[] }
  | { op: 'not'; of: Criteria };

export const criteriaSchema: z.ZodType<Criteria> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ op: z.literal('all'), of: z.array(criteriaSchema).max(100) }),
    z.strictObject({ op: z.literal('any'), of: z.array(criteriaSchema).max(100) }),
    z.strictObject({ op: z.literal('not'), of: criteriaSchema }),
  ]),
);

/** Everybody. */
export const EVERYBODY: Criteria = { op: 'all', of: [] };

/** The review's users: those of the loaded candidates files that no purge of ours has taken. */
export const CANDIDATES: Criteria = { op: 'membership', value: 'candidate' };

/** All of the given criteria, leaving out those that are absent. */
export function allOf(...criteria: (Criteria | undefined | false)[]): Criteria {
  const of = criteria.filter((each): each is Criteria => Boolean(each));
  return of.length === 1 ? of[0]! : { op: 'all', of };
}

/** How a leaf names the values of a field that says yes or no; never shown. */
export const YES_NO = { yes: 'Yes', no: 'No' } as const;

/** Everything that the criteria ask for, whatever joins it. */
export function leavesOf(criteria: Criteria): CriteriaLeaf[] {
  switch (criteria.op) {
    case 'all':
    case 'any':
      return criteria.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(criteria.of);
    default:
      return [criteria];
  }
}
