/** Requests about what erasures left to be done. */
import { z } from 'zod';
import { AFTER_ERASING } from '../../domain/afterErasing.ts';
import { count, id } from '../../domain/valueShapes.ts';
import { afterItem, afterList, erasureSummary, listedReturn } from '../shapes/erasures.ts';
import { base, changing, page } from './base.ts';

const ref = z.strictObject({ what: z.enum(AFTER_ERASING), ref: count });

export const erasureRequests = {
  /** Newest first. */
  list: base.output(z.array(erasureSummary)),
  /** One of the lists of an erasure. */
  items: base
    .input(z.strictObject({ jobId: id, list: afterList, ...page }))
    .output(z.object({ total: count, rows: z.array(afterItem) })),
  /** Decisions to enter rows of erased users again, newest first. */
  returns: base.output(z.array(listedReturn)),
  /** Ticks off what somebody has done, or takes that back. What is off ends by itself, once it is edited or deleted. */
  tick: changing
    .input(
      z.strictObject({
        ...{ jobId: id, list: afterList },
        items: z.array(ref).min(1).max(1000),
        done: z.boolean(),
      }),
    )
    .output(z.object({ items: count })),
};
