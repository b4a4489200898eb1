/**
 * Snapshots of a workspace: whole copies that are kept beside its file, each from before something that changes much.
 */
import { z } from 'zod';
import { count, id, instant } from '../../domain/valueShapes.ts';
import { JOB_KINDS } from '../../jobKinds/jobKinds.ts';

/** How many are kept at most. */
export const MOST_SNAPSHOTS = 20;

/** What it was made before. */
export const snapshotBefore = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('job'),
    jobId: id,
    kind: z.enum(JOB_KINDS),
    name: z.string(),
    submittedAt: instant,
  }),
  /** The program brought the file to its own version; the number of migrations that the file had had. */
  z.object({ what: z.literal('update'), from: count }),
  /** Another snapshot took the place of the workspace. */
  z.object({ what: z.literal('restore') }),
]);
export type SnapshotBefore = z.infer<typeof snapshotBefore>;

const snapshot = z.object({
  /** Of the file, within this workspace's snapshots. */
  name: z.string(),
  before: snapshotBefore,
  madeAt: instant,
  bytes: count,
});
export type Snapshot = z.infer<typeof snapshot>;

/** What there is, newest first. */
export const snapshotList = z.object({
  /** Name of the folder beside the workspace. */
  folder: z.string(),
  snapshots: z.array(snapshot),
  /** Files there that are no snapshots of this workspace, or can't be read: nobody touches them. */
  others: count,
});

/** What of the workspace isn't in a snapshot; null: it is from a version that kept it otherwise. */
export const sinceSnapshot = z.object({ jobs: count, steps: count, imports: count }).nullable();
export type SinceSnapshot = z.infer<typeof sinceSnapshot>;

/** That a snapshot took the place of the workspace: kept in it for good. */
export const restoration = z.object({
  at: instant,
  by: z.string(),
  before: snapshotBefore,
  madeAt: instant,
  /** What was given up. */
  since: sinceSnapshot,
});
export type Restoration = z.infer<typeof restoration>;
