/**
 * What the frame of the window shows of a workspace.
 */
import { z } from 'zod';
import { count, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { DISPLACEMENTS, FILE_REFUSAL_CODES, HELD_WORK } from '../../refusals/fileRefusals.ts';
import { retention } from './retention.ts';
import { stepName } from './stepName.ts';

/** What is done in one piece, while changes and the end of the program wait. */
export const longWork = z.discriminatedUnion('what', [
  z.object({ what: z.literal('adding'), fileName: z.string() }),
  z.object({ what: z.literal('taking-back') }),
  z.object({ what: z.literal('copying') }),
]);
export type LongWork = z.infer<typeof longWork>;

/** Whether the file of the workspace is sound; changes wait until its structure was looked at. */
const soundness = z.discriminatedUnion('state', [
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('sound') }),
  /** The first table that isn't: nothing is written any more. Of the audit trail, the first entry that doesn't fit. */
  z.object({ state: z.literal('damaged'), table: z.string(), entryNo: id.optional() }),
]);
export type Soundness = z.infer<typeof soundness>;

/** The last thing that somebody did in a workspace. */
const lastChange = z.discriminatedUnion('what', [
  z.object({ what: z.literal('decision'), step: stepName, at: instant, by: z.string() }),
  ...(['file', 'set', 'job'] as const).map((what) =>
    z.object({ what: z.literal(what), name: z.string(), at: instant, by: z.string() }),
  ),
]);
export type LastChange = z.infer<typeof lastChange>;

/** Of a workspace that was copied by hand while it was open. */
export const copiedOpen = z.object({ last: lastChange.nullable() });
export type CopiedOpen = z.infer<typeof copiedOpen>;

export const workspaceStatus = z.object({
  open: z.boolean(),
  /** File name without folder and ending. */
  name: z.string().nullable(),
  /** Whatever would change it is refused. */
  readOnly: z.boolean(),
  /** Grows with every change; answers of an older one are stale. */
  revision: count,
  /** Data date of the newest candidates file; the day it was imported where the file doesn't tell. */
  replicaDate: isoDate.nullable(),
  users: count,
  candidates: count,
  imports: count,
  sets: count,
  jobs: count,
  /** A job that runs or waits. */
  runningJobs: count,
  /** Messages in the inbox that nobody has read. */
  unread: count,
  /** Its file was moved, deleted or replaced while it is open; nothing is written until it is back. */
  displaced: z.enum(DISPLACEMENTS).nullable(),
  /** The last changes of its original may be missing, until somebody has confirmed that they know. */
  copiedOpen: copiedOpen.nullable(),
  soundness,
  /** When its personal data is due; from then on whatever would change it is refused. */
  retention,
  /** What waits for the disk or the drive, and why. */
  held: z.array(
    z.object({
      work: z.enum(HELD_WORK),
      by: z.enum(FILE_REFUSAL_CODES),
      /** How much room it needs, where that is known. */
      bytes: count.optional(),
    }),
  ),
});
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;

/**
 * What the program notes of a workspace when it is closed, to tell it apart from others without opening it: numbers
 * alone, never anything about a user.
 */
export const workspaceSummary = z.object({
  candidates: count,
  undecided: count,
  purged: count,
  /** Files that were read and aren't added. */
  waiting: count,
  /** When its personal data is due; null: nobody is in it, or an earlier version closed it. */
  dueOn: isoDate.nullable().default(null),
});
export type WorkspaceSummary = z.infer<typeof workspaceSummary>;
