/**
 * Users as the page sees them: a row of a grid, the decisions and notes of one user, and which users are meant.
 */
import { z } from 'zod';
import { COUNTED_KINDS } from '../../details/details.ts';
import { UNAPPROVED } from '../../domain/approval.ts';
import { extraHeading } from '../../domain/criteria.ts';
import type { FeeState } from '../../domain/feeActions.ts';
import { RETAIN_REASONS } from '../../domain/purgeRules.ts';
import { DECISIONS } from '../../domain/review.ts';
import { REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { stepCause } from '../../domain/stepCause.ts';
import { count, id, instant, money } from '../../domain/valueShapes.ts';
import { userFieldNames } from '../../fields/userFields.ts';
import { JOB_KINDS, JOB_OUTCOMES } from '../../jobKinds/jobKinds.ts';
import { REPORTED_FIELDS } from '../../jobKinds/updateFields.ts';
import { factShapes } from './userFacts.ts';

/** One decision about a user, whatever came of it. */
export const pastDecision = z.object({
  at: instant,
  by: z.string(),
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  /** What a librarian wrote. */
  note: z.string(),
  /** What the program knows of it; notices/decisionNoteText.ts has the words of both. */
  cause: stepCause,
  undone: z.boolean(),
  /** A staff user, whose identifier was typed. */
  confirmed: z.boolean(),
});
export type PastDecision = z.infer<typeof pastDecision>;

export const userRow = z.object({
  userNo: id,
  ...factShapes,
  /** Stands in a candidates file; false: known from an exclusion list only. */
  candidate: z.boolean(),
  /** A purge of ours has taken them. */
  deleted: z.boolean(),
  /** Nothing is left of them but their number. */
  erased: z.boolean(),
  /** When the job ended that did, and which it was; null: nobody has deleted them. */
  deletedAt: instant.nullable(),
  deletedBy: id.nullable(),
  flags: z.array(z.enum(REVIEW_FLAGS)),
  decision: z.enum(DECISIONS),
  decisionReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Approved although the role column says Yes or nothing: the identifier was typed. */
  staffConfirmed: z.boolean(),
  /** How many notes the user has. */
  notes: count,
  /** Every decision about the user, oldest first, as far as they were asked for. */
  decisions: z.array(pastDecision),
  /** Columns of files that the catalogue doesn't know, as far as they were asked for. */
  extra: z.record(z.string(), z.string()),
  /** How many details of a kind are in force, as far as they were asked for; null: no file tells. */
  lines: z.partialRecord(z.enum(COUNTED_KINDS), count.nullable()),
});
export type UserRow = z.infer<typeof userRow>;

/** Who a user is, in lists that tell something else of them. */
export const namedUser = userRow.pick({
  userNo: true,
  primary_identifier: true,
  last_name: true,
  first_name: true,
  user_group: true,
});

const direction = z.enum(['asc', 'desc']);
/** Columns of the review that aren't of the catalogue, but for flags, of which a user has several. */
const ofReview = [
  'decision',
  'decision_reason',
  'decided_by',
  'decided_at',
  'decisions',
  'notes',
  'deleted_at',
] as const;
const sortField = z.enum([...userFieldNames, ...ofReview, 'flags']);
export type SortField = z.infer<typeof sortField>;

/**
 * A column that users are sorted by; `extra`: a heading of the files that the catalogue doesn't know; `lines`: how many
 * details of that kind are in force.
 */
export const sortTerm = z.union([
  z.strictObject({ lines: z.enum(COUNTED_KINDS), direction }),
  z.strictObject({ field: sortField, direction }),
  z.strictObject({ extra: extraHeading, direction }),
]);
export type SortTerm = z.infer<typeof sortTerm>;

/** A column whose values are counted, or added up. */
export const askedColumn = z.union([
  z.strictObject({ field: z.enum([...userFieldNames, ...ofReview]) }),
  z.strictObject({ extra: extraHeading }),
]);
export type AskedColumn = z.infer<typeof askedColumn>;

/**
 * One value of a column: choices, texts, Yes and No as they are, dates and days of decisions as ISO, numbers as digits
 * (money in minor units); of decisions and notes how many there are.
 */
export const countedValue = z.object({ value: z.string().nullable(), users: count });
export type CountedValue = z.infer<typeof countedValue>;

export const userNote = z.object({ noteId: id, at: instant, by: z.string(), text: z.string() });
export type UserNote = z.infer<typeof userNote>;

const changed = z.object({
  what: z.literal('changed'),
  at: instant,
  by: z.string(),
  field: z.enum([...userFieldNames, ...REPORTED_FIELDS]),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  /** Null: no job did it, but the lines of another file that stand since its data date was told. */
  jobId: id.nullable(),
});
export type ChangeEntry = z.infer<typeof changed>;

const purged = z.object({
  what: z.enum(['purged', 'deleted', 'restored']),
  at: instant,
  by: z.string(),
  jobId: id,
  waived: money,
});
export type PurgeEntry = z.infer<typeof purged>;

/** What a job did to a user, or what a job did no longer holds. */
export const historyEntry = z.union([changed, purged]);
export type HistoryEntry = z.infer<typeof historyEntry>;

/** A job as far as it concerned one user. */
export const jobOfUser = z.object({
  jobId: id,
  kind: z.enum(JOB_KINDS),
  name: z.string(),
  at: instant,
  by: z.string(),
  outcome: z.enum(JOB_OUTCOMES),
  /** What retained them. */
  reasons: z.array(z.enum(RETAIN_REASONS)),
});
export type JobOfUser = z.infer<typeof jobOfUser>;

/** Whether one user can be deleted by hand. */
export const deletion = z.object({
  reasons: z.array(z.enum(RETAIN_REASONS)),
  /** Rules that no report covers: Alma may refuse for one of these. */
  unknown: z.array(z.enum(RETAIN_REASONS)),
  /** What counts as owed; null: no report says. */
  balance: money.nullable(),
  contact: z.boolean(),
  /** Alma refuses researchers who have assets or grants, and no report tells that they have none. */
  researcher: z.boolean(),
  /** Why they aren't approved; null: they are. */
  unapproved: z.enum(UNAPPROVED).nullable(),
});
export type Deletion = z.infer<typeof deletion>;

/** A fine or fee as it stands in the rehearsal; amounts in minor units. */
export const feeState = z.object({
  ref: z.string(),
  active: money,
  disputed: money,
  waived: money,
  /** By which job, where it was added here; null: a line of a file. */
  added: z
    .object({
      jobId: id,
      action: z.enum(['add', 'credit']),
      reason: z.string(),
      comment: z.string(),
    })
    .nullable(),
}) satisfies z.ZodType<FeeState>;

/** A letter that was written to a user: kept as Alma keeps one among the attachments. */
export const userLetter = z.object({
  letterId: id,
  at: instant,
  by: z.string(),
  fileName: z.string(),
  /** Null: only a row of a list was written, of which a word processor made the letter. */
  text: z.string().nullable(),
});
export type UserLetter = z.infer<typeof userLetter>;

/** A user group that the workspace knows. */
export const groupCount = z.object({ name: z.string(), users: count, protected: z.boolean() });
export type GroupCount = z.infer<typeof groupCount>;
