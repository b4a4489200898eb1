/** The review: counts, decisions for a selection, rules, undo and redo. */
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { reviewCounts, ruleCounts } from '../review/reviewCounts.ts';
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
    };
    const changed = await writer.run('review.decide', { users: users.toBytes(), request });
    return { changed, unchanged: users.count - changed };
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
};
