/** What the engine tells without being asked. */
import { z } from 'zod';
import { count, id } from '../../domain/valueShapes.ts';
import { longWork } from './workspace.ts';

export const engineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspace.changed'), revision: count }),
  /** Work in the background waits for the disk, waits for something else, or goes on: the status has it. */
  z.object({ type: z.literal('workspace.held') }),
  /** A change waits until this is done; null: none waits any more. */
  z.object({ type: z.literal('change.waits'), until: longWork.nullable() }),
  /** The workspace will be closed when this is done. */
  z.object({ type: z.literal('workspace.closing'), until: longWork }),
  /** The file is no longer in its place, or back in it: the status has it. */
  z.object({ type: z.literal('workspace.displaced') }),
  z.object({
    type: z.literal('import.progressed'),
    importId: id,
    fraction: z.number(),
    rows: count,
    rowsPerSecond: count,
  }),
  z.object({ type: z.literal('import.finished'), importId: id }),
  /** While a checked file is being compared with the replica or added to it. */
  z.object({
    type: z.literal('import.adding'),
    importId: id,
    fraction: z.number(),
    rows: count,
  }),
  z.object({
    type: z.literal('job.progressed'),
    jobId: id,
    done: count,
    total: count,
    /**
     * What is counted: users, rows that are looked through before any of them is reached, or bytes that are searched for
     * those who were erased.
     */
    of: z.enum(['users', 'rows', 'bytes']),
  }),
  /** While a snapshot is kept before a job; 1: it is. */
  z.object({ type: z.literal('snapshot.progressed'), fraction: z.number() }),
  z.object({
    type: z.literal('job.finished'),
    jobId: id,
    name: z.string(),
    /** It has erased people, and something of them was found, or couldn't be read. */
    unproved: z.literal(true).optional(),
  }),
  /** It can't run: the job says why. */
  z.object({ type: z.literal('job.failed'), jobId: id, name: z.string() }),
  /** An export that has begun; those that wait tell nothing yet. */
  z.object({
    type: z.literal('export.progressed'),
    exportId: z.string(),
    done: count,
    total: count,
    rowsPerSecond: count,
  }),
  /** Written, cancelled or failed: whoever asked for it has the answer. */
  z.object({ type: z.literal('export.ended'), exportId: z.string() }),
]);
export type EngineEvent = z.infer<typeof engineEvent>;
