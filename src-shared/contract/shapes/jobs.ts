/**
 * Jobs as the page sees them: how the users concerned stand before one, the job itself, what it did to whom.
 */
import { z } from 'zod';
import { UNAPPROVED } from '../../domain/approval.ts';
import { STAYS_BECAUSE } from '../../domain/jobHistory.ts';
import { JOB_STATES } from '../../domain/jobs.ts';
import { PLANNED_SETTING_NAMES } from '../../domain/plannedPurge.ts';
import { RETAIN_REASONS } from '../../domain/purgeRules.ts';
import { DECISIONS } from '../../domain/review.ts';
import { REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { SIGN_OFF_REASONS } from '../../domain/signOff.ts';
import { count, id, instant, isoDate, money, refusal } from '../../domain/valueShapes.ts';
import type { JobSetting } from '../../jobKinds/jobKind.ts';
import { JOB_KINDS, JOB_OUTCOMES } from '../../jobKinds/jobKinds.ts';
import { REPORTED_FIELDS } from '../../jobKinds/updateFields.ts';
import { erasureOfJob } from './certificate.ts';
import { factShapes } from './userFacts.ts';
import { namedUser } from './users.ts';

const usersByFlag = z.array(z.object({ flag: z.enum(REVIEW_FLAGS), users: count }));

export const usersByLack = z.array(z.object({ kind: z.enum(UNAPPROVED), users: count }));

/**
 * Whom a job concerns and how they stand. The users behind each number are found by `inPreview` with `checkId` and
 * the part: `concerned`, `going`, `approved`, `unapproved`, `unapproved:<kind>`, `left`, `flag:<flag>`, `contacts`,
 * `unknownRecordType`, `unknownRole`.
 */
export const jobCheck = z.object({
  checkId: z.string(),
  /** Nobody has to be approved for a job that neither moves to OK to Purge nor purges. */
  guarded: z.boolean(),
  /** Members of the set, or everybody whom Alma may take under the widest reading. */
  concerned: count,
  going: count,
  approved: count,
  unapproved: usersByLack,
  /** Whom the newest candidates file no longer names: left alone, and no hindrance. */
  left: count,
  /** Review flags of those who would go. */
  flags: usersByFlag,
  contacts: count,
  unknownRecordType: count,
  unknownRole: count,
  signOffBy: z.array(z.enum(SIGN_OFF_REASONS)),
  /** Hash of the seal when two people have signed and it holds. */
  seal: z.string().nullable(),
  /** Settings that differ from the purge that was signed. */
  notAsSigned: z.array(z.enum(PLANNED_SETTING_NAMES)),
  /** Why the job would be refused as it is; null: it can be submitted. */
  refusal: refusal.nullable(),
});
export type JobCheck = z.infer<typeof jobCheck>;

/** What a reversal kit would hold. */
export const reversalSummary = z.object({
  /** Whom the job would change. */
  users: count,
  /** Set files: one for each original value of each changed field. */
  files: count,
  /** Original values and lines of each field that a job can put back, in the order of the fields; and the users of whom none can. */
  fields: z.array(z.object({ field: z.enum(REPORTED_FIELDS), values: count, none: count })),
  /** The same for the same users with the same values: a kit that was saved for it leads back from the job. */
  fingerprint: z.string(),
});
export type ReversalSummary = z.infer<typeof reversalSummary>;

/** What was filled in on the pages of a job: settings as the form holds them, never users. */
export const jobDraft = z.record(
  z.string().max(40),
  z.union([z.string().max(255), z.number(), z.boolean(), z.null()]),
);
export type JobDraft = z.infer<typeof jobDraft>;

/** What remains of the settings and the picture of a job whose people were removed; and who removed them. */
export const forgottenJob = z.object({
  at: instant,
  by: z.string(),
  /** SHA-256 over the settings as its report showed them, a line `label: value` for each. */
  settings: z.string(),
  /** SHA-256 of the picture; null: there was none. */
  capture: z.string().nullable(),
});
export type ForgottenJob = z.infer<typeof forgottenJob>;

/** Jobs that are older than a year (domain/jobHistory.ts) and have their people still. */
export const oldJobs = z.object({
  /** They ended before this day. */
  endedBefore: isoDate,
  /** Newest first. */
  jobIds: z.array(id),
  /** Those that are as old and stay. */
  staying: z.array(z.object({ jobId: id, because: z.enum(STAYS_BECAUSE) })),
});
export type OldJobs = z.infer<typeof oldJobs>;

export const jobSummary = z.object({
  jobId: id,
  kind: z.enum(JOB_KINDS),
  name: z.string(),
  /** The set that it works on; null: on none. */
  setId: id.nullable(),
  /** The group that users get, or that is purged; null: all groups, or none. */
  userGroup: z.string().nullable(),
  state: z.enum(JOB_STATES),
  /** Why it failed; null for all others. */
  failure: refusal.nullable(),
  user: z.string(),
  submittedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Members or in-scope users; known once it runs. */
  total: count,
  done: count,
  /** Users with the outcome that the kind calls finished, and with the one that it calls failed. */
  finished: count,
  failed: count,
  hasCapture: z.boolean(),
  /** Somebody has looked at the report. */
  read: z.boolean(),
  /** The message in the inbox that it has ended; null: there is none, or not yet. */
  message: z.enum(['unread', 'read']).nullable(),
  /** Its people were removed when it was older than a year; null: all of it is kept. */
  forgotten: forgottenJob.nullable(),
  /** By which request it erases users, and what came of it; null: it erases nobody. */
  erasure: erasureOfJob.nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

export const jobEvent = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning']),
  users: count,
  /** Whom it concerns, among the users of the job. */
  filter: z.object({ outcome: z.string().optional(), reason: z.string().optional() }),
});

export const jobSetting = z.object({
  label: z.string(),
  value: z.string(),
}) satisfies z.ZodType<JobSetting>;

export const captureInfo = z.object({
  takenAt: instant,
  sha256: z.string(),
  width: count,
  height: count,
  bytes: count,
});

/** A user of a job: what stood in the replica and in the review when the job reached them, whatever came later. */
export const jobUser = namedUser.omit({ user_group: true }).extend({
  /** The group from which jobs of ours moved them, else the one that they had. */
  originalGroup: factShapes.user_group,
  recordType: factShapes.record_type,
  expiryDate: factShapes.expiry_date,
  purgeDate: factShapes.purge_date,
  loans: factShapes.loans,
  balance: factShapes.balance,
  transferred: factShapes.transferred,
  /** What the purge forgave; minor units. */
  waived: money,
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  note: z.string(),
  /** Null: nobody had decided about them. */
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  outcome: z.enum(JOB_OUTCOMES),
  /** What retained them. */
  reasons: z.array(z.enum(RETAIN_REASONS)),
  /** Rules that no report covers for them. */
  unknown: z.array(z.enum(RETAIN_REASONS)),
  /** Why the user wasn't approved when the job reached them; null: approved, or it didn't matter. */
  unapproved: z.enum([...UNAPPROVED, 'left']).nullable(),
  /** Approved although staff, as that decision says. */
  staffConfirmed: z.boolean(),
  /** False for jobs of earlier versions: what is told of the user is what the workspace says now. */
  frozen: z.boolean(),
});
export type JobUser = z.infer<typeof jobUser>;

/** With where it stands that they were retained: value, file and row of each reason; null for all others. */
export const jobUserWithEvidence = jobUser.extend({ evidence: z.string().nullable() });
