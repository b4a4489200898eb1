/** The review: counts, decisions for a selection, rules, undo and redo, and what its checks show. */
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { thresholdPoints } from '../jobs/kinds/purgeUserRecords/thresholds.ts';
import { boundaryReport } from '../review/boundary.ts';
import { oddDateCounts } from '../review/oddDateCounts.ts';
import { reviewCounts, ruleCounts } from '../review/reviewCounts.ts';
import { purgeYears } from '../review/years.ts';
import { os } from './implementer.ts';

export const reviewHandlers = {
  counts: os.review.counts.handler(({ context: { session } }) =>
    reviewCounts(session.workspace.orders.fresh()),
  ),
  decide: os.review.decide.handler(async ({ input, context: { session } }) => {
    const { orders, writer } = session.workspace;
    const users = orders.match(allOf(CANDIDATES, input.selection.criteria));
    for (const userNo of input.selection.except) users.delete(userNo);
    const request = {
      decision: input.decision,
      reason: input.reason,
      note: input.note,
      by: session.userName,
      typedIdentifier: input.typedIdentifier,
      named: input.named,
    };
    const done = await writer.run('review.decide', { users: users.toBytes(), request });
    const { changed, staffLocked, heldBack } = done;
    const left = staffLocked + done.protected + heldBack;
    return { ...done, unchanged: users.count - changed - left };
  }),
  rules: os.review.rules.handler(({ context: { session } }) =>
    ruleCounts(session.workspace.orders.fresh()),
  ),
  applyRules: os.review.applyRules.handler(async ({ context: { session } }) => ({
    changed: await session.workspace.writer.run('review.applyRules', { by: session.userName }),
  })),
  undo: os.review.undo.handler(({ context: { session } }) =>
    session.workspace.writer.run('review.undo'),
  ),
  redo: os.review.redo.handler(({ context: { session } }) =>
    session.workspace.writer.run('review.redo'),
  ),
  years: os.review.years.handler(({ input, context: { session } }) => {
    const { orders } = session.workspace;
    const users = orders.match(allOf(CANDIDATES, input.criteria));
    return purgeYears(orders.fresh(), users);
  }),
  boundary: os.review.boundary.handler(({ context: { session } }) =>
    boundaryReport(session.workspace.orders.fresh()),
  ),
  thresholds: os.review.thresholds.handler(({ input, context: { session } }) =>
    thresholdPoints(session.workspace.orders.fresh(), input.among, input.thresholds),
  ),
  oddDates: os.review.oddDates.handler(({ context: { session } }) =>
    oddDateCounts(session.workspace.orders.fresh()),
  ),
};
