/** Requests about the snapshots that are kept beside the open workspace. */
import { z } from 'zod';
import { fileToken } from '../../domain/valueShapes.ts';
import { restoration, sinceSnapshot, snapshotList } from '../shapes/snapshots.ts';
import { workspaceStatus } from '../shapes/workspace.ts';
import { base, changing } from './base.ts';

/** Of its file, within this workspace's snapshots. */
const name = z.string().min(1).max(255);

export const snapshotRequests = {
  list: base.output(snapshotList),
  /** What would be given up by restoring it. */
  since: base.input(z.strictObject({ name })).output(z.object({ since: sinceSnapshot })),
  /** It takes the place of the workspace, of which a snapshot is kept first. */
  restore: changing
    .input(z.strictObject({ name, giveUp: z.boolean().optional() }))
    .output(workspaceStatus),
  /** Overwrites and deletes them. */
  remove: changing
    .input(z.strictObject({ names: z.array(name).min(1).max(1000) }))
    .output(snapshotList),
  /** When snapshots took the place of this workspace, oldest first. */
  restorations: base.output(z.array(restoration)),
  /** Makes a workspace of its own of a snapshot that was chosen as a file, and opens it. */
  saveAs: base
    .input(z.strictObject({ snapshot: fileToken, file: fileToken, giveUp: z.boolean().optional() }))
    .output(workspaceStatus),
};
