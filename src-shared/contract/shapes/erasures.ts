/** What erasures left to be done, and by which of them something is as it is. */
import { z } from 'zod';
import { AFTER_ERASING, AFTER_LISTS } from '../../domain/afterErasing.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';

/** Which erasure something is because of. */
export const erasure = z.object({
  jobId: id,
  /** As on the certificate. */
  requestId: z.string(),
  /** When it ended. */
  at: instant,
});
export type Erasure = z.infer<typeof erasure>;

/** That rows of erased users may be entered again, as users who are new. */
export const returnDecision = z.object({
  ...{ decisionNo: id, at: instant, by: z.string(), reason: z.string(), rows: count },
  withdrawn: z.object({ at: instant, by: z.string() }).nullable(),
  /** Somebody may be entered by it still: it wasn't withdrawn, nor were all of them erased again. */
  holds: z.boolean(),
});

/** The same with the file of which it was decided; null: it is gone. */
export const listedReturn = returnDecision.extend({ fileName: z.string().nullable() });
export type ListedReturn = z.infer<typeof listedReturn>;

export const afterItem = z.object({
  what: z.enum(AFTER_ERASING),
  /** What it is about, in its own table; 0 where there is one of the kind. */
  ref: count,
  /** How many of the erased it is about; of words in notes, how many went; null: nobody knows. */
  users: count.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  /** As it is called now; null: it is gone, or has no name. */
  name: z.string().nullable(),
  /** Of a user who stays. */
  identifier: z.string().nullable(),
  /** Of a file, when it was written or read. */
  at: instant.nullable(),
  /** Of a file that this program has written; null: its place was erased with the name in it, or can't be looked at. */
  isThere: z.boolean().nullable(),
});
export type AfterItem = z.infer<typeof afterItem>;

export const afterList = z.enum(AFTER_LISTS);

const todo = z.object({ items: count, open: count });

/** An erasure with what it left. */
export const erasureSummary = erasure.extend({
  users: count,
  /** Null: it hasn't ended. */
  endedAt: instant.nullable(),
  left: z.object({ links: todo, off: todo, copies: todo }),
});
export type ErasureSummary = z.infer<typeof erasureSummary>;
