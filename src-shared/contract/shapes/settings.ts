/**
 * The settings of a workspace: who works in it, what is asked and offered there, and how the purge is planned.
 */
import { z } from 'zod';
import { READINGS } from '../../domain/dayBound.ts';
import { DELETE_POLICIES } from '../../domain/deletePolicies.ts';
import { PAPERS } from '../../domain/papers.ts';
import { PURGE_ROUTES } from '../../domain/plannedPurge.ts';
import type { PolicyFacts } from '../../domain/policyFacts.ts';
import { MOST_RETENTION_DAYS } from '../../domain/retention.ts';
import { SUGGESTING_FLAGS } from '../../domain/reviewFlags.ts';
import { isTimeZone } from '../../domain/timeZones.ts';
import { count, isoDate, money } from '../../domain/valueShapes.ts';
import { RECORD_TYPES } from '../../fields/recordTypes.ts';
import { MOST_SNAPSHOTS } from './snapshots.ts';

/** What stands at the head of reports, and whose clocks they go by. The logo is kept apart. */
export const institution = z.strictObject({
  name: z.string().max(200),
  /** Which purge it is, as the library calls it: Fall 2026. */
  period: z.string().max(200),
  preparedBy: z.string().max(200),
  /** By its name in the time zone database; null: the zone of the computer on which the workspace is open. */
  timeZone: z.string().max(100).refine(isTimeZone, 'a time zone').nullable(),
  /** What Alma keeps of purged users; null: nobody has said. */
  deletePolicy: z.literal(DELETE_POLICIES).nullable(),
  paper: z.enum(PAPERS),
});
export type Institution = z.infer<typeof institution>;

/** A picture to show, with its size in pixels. */
export const logo = z.object({ dataUrl: z.string(), width: count, height: count });

const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), 'one line of text');

export const MOST_SET_PURGE_PARAMETERS = 20;

/** A parameter of Alma's form and what is chosen there. */
export const setPurgeParameter = z.strictObject({ label: oneLine, value: oneLine });
export type SetPurgeParameter = z.infer<typeof setPurgeParameter>;

/** User cleanup selects no more at once than a person can look at. */
export const MOST_CLEANUP_SELECTS = 1000;

/** Settings of the workspace. The planned run is what date flags are computed for. */
export const settings = z.strictObject({
  institution,
  /** Who works here; recorded with decisions and jobs. */
  userName: z.string().max(200),
  /** ISO 4217; for showing amounts. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Reasons offered for a decision, in the order of their keys. */
  excludeReasons: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
  approveReasons: z.array(z.string().trim().min(1).max(200)).max(50),
  /** A purge of more users needs two signatures; null: of any size none, unless staff was approved. */
  signOffAbove: count.max(100_000_000).nullable(),
  /** Whether sets are private unless somebody says otherwise; CARLI's steps say No. */
  privateSets: z.boolean(),
  okToPurgeGroup: z.string().min(1).max(200),
  /** Whether the purge that is planned takes the users of that group, or the members of a set. */
  purgeRoute: z.enum(PURGE_ROUTES),
  /**
   * What Alma's form of Purge Users asks besides, as the librarian sees it: no public text tells its parameters. Printed
   * with each such job, and part of what is signed.
   */
  setPurgeParameters: z.array(setPurgeParameter).max(MOST_SET_PURGE_PARAMETERS),
  /** Planned run date; null means today. */
  runDate: isoDate.nullable(),
  days: count.max(36500),
  reading: z.enum(READINGS),
  recordType: z.enum(['All', ...RECORD_TYPES]),
  waiveThreshold: money.nonnegative(),
  /** Whether transferred fines/fees count as owed, by the institution's parameter; null: nobody has said. */
  countTransferred: z.boolean().nullable(),
  /** Whether the institution uses Esploro; null: nobody has said. */
  esploro: z.boolean().nullable(),
  /** Rules of the review by rule that a librarian has switched off, and why. */
  rulesOff: z
    .array(
      z.strictObject({
        rule: z.enum(SUGGESTING_FLAGS),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .max(SUGGESTING_FLAGS.length),
  /** Patron activity so many months before the planned run, or later, is recent; null: none is. */
  activeMonths: count.min(1).max(1200).nullable(),
  /** Words in notes and blocks that hold a user back. */
  keepWords: z.array(z.string().trim().min(1).max(200)).max(200),
  /** Conditions that Alma’s Update/Notify Users offers besides Unconditionally. */
  updateConditions: z.array(z.string().trim().min(1).max(100)).max(50),
  /** How long imported files are kept in the workspace; 0: not at all, null: as long as it is. */
  keepOriginalsDays: count.max(36500).nullable(),
  /** So many users does User cleanup select at once. */
  cleanupSelects: count.min(1).max(MOST_CLEANUP_SELECTS),
  /** Whether a snapshot is kept before each job and each update of the file. */
  snapshots: z.boolean(),
  keepSnapshots: count.min(1).max(MOST_SNAPSHOTS),
  /** So many days after the last job, or file, the personal data is due (domain/retention.ts). */
  retentionDays: count.min(1).max(MOST_RETENTION_DAYS),
  /** A fixed day instead; null: by days. */
  retentionDay: isoDate.nullable(),
});
export type Settings = z.infer<typeof settings>;

/** What the institution has set in Alma and no report tells; asked before the first job. */
export const policyFacts = z.strictObject({
  deletePolicy: institution.shape.deletePolicy,
  timeZone: institution.shape.timeZone,
  reading: settings.shape.reading,
  countTransferred: settings.shape.countTransferred,
  currency: settings.shape.currency,
  esploro: settings.shape.esploro,
}) satisfies z.ZodType<PolicyFacts>;

/** Whether that was asked. The answers themselves are settings, which may have been changed since. */
export const policyAsked = z.strictObject({
  /** The workspace from which they were taken over; null: they weren't. */
  takenFrom: z.string().nullable(),
  /** Who answered or confirmed them here; null: nobody yet, they were taken over. */
  answered: z.strictObject({ at: count, by: z.string() }).nullable(),
});
export type PolicyAsked = z.infer<typeof policyAsked>;

/** What was taken over from an earlier workspace besides its settings. */
export const takenOver = z.object({
  takenFrom: z.string(),
  /** Of the protected register. */
  rules: count,
  /** For imports. */
  profiles: count,
  /** It had been answered there what the institution has set in Alma. */
  answered: z.boolean(),
});
export type TakenOver = z.infer<typeof takenOver>;
