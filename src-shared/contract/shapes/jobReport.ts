/**
 * Everything that the report of a job tells.
 */
import { z } from 'zod';
import { RETAIN_REASONS } from '../../domain/purgeRules.ts';
import { REVIEW_FLAGS } from '../../domain/reviewFlags.ts';
import { count, id, instant, isoDate, money } from '../../domain/valueShapes.ts';
import { IMPORT_KINDS } from '../../importKinds/importKinds.ts';
import { REPORTED_FIELDS } from '../../jobKinds/updateFields.ts';
import { sealedCertificate } from './certificate.ts';
import { staffList } from './imports.ts';
import { captureInfo, jobEvent, jobSetting, jobSummary, usersByLack } from './jobs.ts';
import { sample } from './samples.ts';
import { settings } from './settings.ts';
import { seal } from './signOff.ts';
import { restoration } from './snapshots.ts';

/** Where somebody decided against what the program proposed or held back. */
const override = z.object({
  what: z.enum(['rule-off', 'staff-confirmed', 'held-back-named', 'without-approval']),
  /** The rule or the class; null where there is but one. */
  flag: z.enum(REVIEW_FLAGS).nullable(),
  /** Null: it isn't known of whom. */
  users: count.nullable(),
  reason: z.string().nullable(),
});
export type Override = z.infer<typeof override>;

/** What a job ran in. */
const runtimeVersions = z.object({
  electron: z.string().nullable(),
  node: z.string(),
  sqlite: z.string(),
});
export type RuntimeVersions = z.infer<typeof runtimeVersions>;

/** What an erasing has made of the picture of a job's settings. */
const erasedPicture = z.object({
  /** That erased the users. */
  byJob: id,
  at: instant,
  /** Of the picture before. */
  sha256: z.string(),
  /** So many were blanked; 0: the picture went whole. */
  places: count,
});
export type ErasedPicture = z.infer<typeof erasedPicture>;

export const jobReport = jobSummary.extend({
  settings: z.array(jobSetting),
  /** What came of an erasing; null: none was made, or not yet. */
  certificate: sealedCertificate.nullable(),
  /** When snapshots had taken the place of the workspace before the job was submitted. */
  restorations: z.array(restoration),
  /** What the job was told, as its kind defines it: the words of its events are made of them. */
  parameters: z.record(z.string(), z.unknown()),
  events: z.array(jobEvent),
  capture: captureInfo.nullable(),
  /** What erasings have made of that picture, oldest first. */
  pictureErased: z.array(erasedPicture),
  /** Users of the run for whom the three readings of the day bound differ. */
  boundary: count,
  /** Balances forgiven by the purge; minor units. */
  waived: money,
  /** Rules that no report covers, with the number of users; Alma may retain more. */
  unknown: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  /** Those of them whom the chosen reading leaves out: Alma may take them all the same. */
  boundaryNotTaken: count,
  /** Purged though nobody had approved them, and why they were. */
  purgedWithoutApproval: count,
  withoutApproval: z.string().nullable(),
  /** Users excluded in the review, whom the job didn't reach. */
  excluded: count,
  /** Purged users of whom it matters: Contacts, and those of whom no report tells record type or role. */
  told: z.object({ contacts: count, unknownRecordType: count, unknownRole: count }),
  /** What an update changed: of each field by the value that users had; of lines by what was taken away. */
  changes: z.array(
    z.object({
      field: z.enum(REPORTED_FIELDS),
      /** Null: none, or further values together. */
      from: z.string().nullable(),
      /** So many further values, of few users each; 0: one value. */
      others: count,
      /** Null: a line was taken away, or the new values differ. */
      to: z.string().nullable(),
      users: count,
      /** Under a condition of which nobody knows whom Alma takes by it: nobody was changed here. */
      maybe: z.boolean().optional(),
    }),
  ),
  /** By which jobs those had been deleted whom it put back, newest first. */
  restoredFrom: z.array(z.object({ jobId: id, users: count })),
  /** Who of those whom it deleted was put back since, oldest first. */
  restoredSince: z.array(z.object({ jobId: id, at: instant, by: z.string(), users: count })),
  /** The review as it stood when the job was submitted; null for jobs of earlier versions. */
  review: z
    .object({
      seal: seal.nullable(),
      samples: z.array(sample),
      protectedRules: count,
      /** A rehearsal on the command line, which nobody signs. */
      unsigned: z.boolean(),
      /** Users whom the job concerned and who were not approved. */
      unapproved: usersByLack,
      left: count,
      rulesOff: settings.shape.rulesOff,
      staffLists: z.array(staffList),
      /** How everybody stood; null for jobs of earlier versions. */
      account: z
        .object({
          candidates: count,
          undecided: count,
          excluded: count,
          approved: count,
          excludedBy: z.array(z.object({ reason: z.string().nullable(), users: count })),
          /** Of the approved: whom the job doesn't take, and why. */
          approvedNotDue: count,
          approvedWithoutPurgeDate: count,
          approvedOutside: count,
        })
        .nullable(),
      /** The files in force; null for jobs of earlier versions. */
      sources: z
        .array(
          z.object({
            importId: id,
            kind: z.enum(IMPORT_KINDS),
            fileName: z.string(),
            sha256: z.string(),
            rows: count,
            dataDate: isoDate.nullable(),
            addedAt: instant,
            addedBy: z.string().nullable(),
            /** Users who aren't in it counted as having none of what it tells. */
            coversAll: z.boolean().default(false),
          }),
        )
        .nullable(),
      versions: z
        .object({
          program: z.string(),
          rules: z.string(),
          /** Jobs of earlier versions didn't keep it. */
          runtime: runtimeVersions.optional(),
        })
        .nullable(),
      overrides: z.array(override),
    })
    .nullable(),
});
export type JobReport = z.infer<typeof jobReport>;
