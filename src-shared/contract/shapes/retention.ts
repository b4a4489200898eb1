/** The day on which the personal data of the workspace is due, and what became of it. */
import { z } from 'zod';
import { RETENTION_STATES } from '../../domain/retention.ts';
import { count, instant, isoDate } from '../../domain/valueShapes.ts';

/** As the frame of the window shows it. */
export const retention = z.object({
  /** Null: nobody is in the workspace. */
  dueOn: isoDate.nullable(),
  state: z.enum(RETENTION_STATES),
});
export type Retention = z.infer<typeof retention>;

export const MOST_REASON = 500;

const postponement = z.object({
  at: instant,
  by: z.string(),
  dueOn: isoDate,
  until: isoDate,
  reason: z.string(),
});
export type Postponement = z.infer<typeof postponement>;

/** What goes and what stays, in figures. */
export const retentionDetails = retention.extend({
  /** The last job, or the last file where there is no job; an instant. */
  since: instant.nullable(),
  /** What the day is counted from. */
  counts: z.enum(['job', 'file', 'fixed-day', 'postponed', 'notice']).nullable(),
  /** When the data was last erased; null: never. */
  erasedAt: instant.nullable(),
  /** Newest first. */
  postponements: z.array(postponement),
  goes: z.object({
    users: count,
    /** Of them. */
    candidates: count,
    deleted: count,
    files: count,
    rows: count,
    originals: count,
    notes: count,
    captures: count,
  }),
  stays: z.object({
    jobs: count,
    decisions: count,
    sets: count,
    signatures: count,
    entries: count,
  }),
});
export type RetentionDetails = z.infer<typeof retentionDetails>;
