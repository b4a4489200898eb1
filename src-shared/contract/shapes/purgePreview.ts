/**
 * What a purge would do now.
 */
import { z } from 'zod';
import { RETAIN_REASONS } from '../../domain/purgeRules.ts';
import { count, isoDate, money } from '../../domain/valueShapes.ts';
import { anyPurgeSettings } from '../../jobKinds/purgeUsers.ts';
import { usersByLack } from './jobs.ts';

/** What a purge with these settings would do now; nothing is changed by asking. */
export const purgePreview = z.object({
  previewId: z.string(),
  settings: anyPurgeSettings,
  /** Last purge date that is taken. */
  lastPurgeDate: isoDate,
  users: count,
  noPurgeDate: count,
  outOfScope: count,
  inScope: count,
  purged: count,
  retained: count,
  reasons: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  unknown: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  /** Record type and group match, and the readings differ. */
  boundary: count,
  /** In-scope users by reading. */
  byReading: z.object({ strict: count, inclusive: count, carli: count }),
  /** Balances that would be forgiven; minor units. */
  waived: money,
  /** To be purged though the protected register names them; then the job is refused. */
  purgedProtected: count,
  /** To be purged though nobody has approved them, by kind. */
  unapproved: usersByLack,
  /** Members of the set who are known from a list alone: Alma may take them. They aren't among the users asked. */
  listOnly: count,
  /** In scope but for the newest candidates file, which no longer names them: left alone. */
  left: count,
  /** Boundary users whom the chosen reading leaves out; Alma may take them. */
  boundaryNotTaken: count,
  /** In scope: Contacts, and users whose record type no report tells, who count as Public. */
  contacts: count,
  unknownRecordType: count,
  /** Whether transferred fines/fees were counted; null: nobody has said, so they weren't. */
  countTransferred: z.boolean().nullable(),
  /** To be purged, and Esploro keeps them as non-affiliated researchers; 0 where it isn't used. */
  nonAffiliated: count,
  /** To be purged, Esploro is on, and no report tells whether they are researchers with assets or grants. */
  researcherUnknown: count,
  /** Hash of the seal when two people have signed and it holds. */
  seal: z.string().nullable(),
  /** To be purged though their role column says Yes or nothing. */
  purgedWithStaffRole: count,
  purgedWithUnknownRole: count,
});
export type PurgePreview = z.infer<typeof purgePreview>;
