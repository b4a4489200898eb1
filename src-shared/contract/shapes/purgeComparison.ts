/**
 * Two purges held against each other: what settings would do now, and what others would do, or what a purge did.
 */
import { z } from 'zod';
import { LEAVING_REASONS } from '../../domain/purgeComparison.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';
import { anyPurgeSettings } from '../../jobKinds/purgeUsers.ts';
import { jobSetting } from './jobs.ts';

/** What a preview is compared with: other settings, asked now, or a purge that has completed. */
export const comparedWith = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('settings'), settings: anyPurgeSettings }),
  z.strictObject({ of: z.literal('run'), jobId: id }),
]);
export type ComparedWith = z.infer<typeof comparedWith>;

const side = z.object({
  settings: anyPurgeSettings,
  /** Transferred fines/fees count as owed; they don't either where nobody has said. */
  countTransferred: z.boolean(),
});

const leftFor = z.array(z.object({ reason: z.enum(LEAVING_REASONS), users: count }));

/**
 * Each user whom either purge asks is in one of the four numbers; in `leftBySecond` and `leftByFirst` they count for
 * each reason. The users behind a number are found by `inPreview` with `comparisonId` and the part: `both`,
 * `onlyFirst`, `onlySecond`, `neither`, `onlyFirst:<reason>`, `onlySecond:<reason>`.
 */
export const purgeComparison = z.object({
  comparisonId: z.string(),
  first: side,
  second: side,
  /** When the purge that is compared with was submitted; null: it is settings, too. */
  ranAt: instant.nullable(),
  /**
   * What the institution had set in Alma when that purge was submitted, in its report's words, but for what its settings
   * say. Empty for settings, which are asked under the same, and for a run of a version that kept none of it.
   */
  policyThen: z.array(jobSetting),
  both: count,
  onlyFirst: count,
  onlySecond: count,
  neither: count,
  /** Why the second leaves those alone whom only the first takes. */
  leftBySecond: leftFor,
  /** Why the first leaves those alone whom only the second takes. */
  leftByFirst: leftFor,
});
export type PurgeComparison = z.infer<typeof purgeComparison>;
