/** The review: counts, decisions for a selection, rules, undo and redo, and what its checks show. */
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { thresholdPoints } from '../jobs/kinds/purgeUserRecords/thresholdPoints.ts';
import { applyRules } from '../review/applyRules.ts';
import { boundaryReport } from '../review/boundaryReport.ts';
import { type DecisionRequest, decide } from '../review/decide.ts';
import { newestStep, redo, type StepTaken, undo } from '../review/decisionSteps.ts';
import { expiryYears } from '../review/expiryYears.ts';
import { oddDateCounts } from '../review/oddDateCounts.ts';
import { purgeYears } from '../review/purgeYears.ts';
import { reviewCounts, ruleCounts } from '../review/reviewCounts.ts';
import { type RequestsOf, read, write } from './request.ts';

/** What the writer is given of a decision: the users are those whom the columns in memory show now. */
export interface Deciding {
  readonly users: Uint8Array;
  readonly request: Omit<DecisionRequest, 'by'>;
}

export const reviewRequests = {
  counts: read(({ orders }) => reviewCounts(orders.fresh())),
  rules: read(({ orders }) => ruleCounts(orders.fresh())),
  years: read(({ orders, match }, { criteria }) => {
    const users = match(allOf(CANDIDATES, criteria));
    return purgeYears(orders.fresh(), users);
  }),
  expiryYears: read(({ orders, match }, { criteria }) =>
    expiryYears(orders.fresh(), match(criteria)),
  ),
  boundary: read(({ orders }) => boundaryReport(orders.fresh())),
  thresholds: read(({ orders }, { among, thresholds }) =>
    thresholdPoints(orders.fresh(), among, thresholds),
  ),
  oddDates: read(({ orders }) => oddDateCounts(orders.fresh())),
  decide: write({
    changes: 'decisions',
    gather: ({ workspace }, { selection, ...request }): Deciding => {
      const users = workspace.match(allOf(CANDIDATES, selection.criteria));
      for (const userNo of selection.except) users.delete(userNo);
      return { users: users.toBytes(), request };
    },
    work: ({ db, by }, { users, request }) => {
      const meant = UserBitmap.fromBytes(users);
      const done = decide(db, meant, { ...request, by });
      const left = done.staffLocked + done.protected + done.heldBack;
      return { ...done, unchanged: meant.count - done.changed - left };
    },
    enters: ({ changed: users }, { request: { decision } }, db) =>
      users === 0
        ? undefined
        : { what: 'decision.made', details: { stepId: newestStep(db), decision, users } },
  }),
  applyRules: write({
    changes: 'decisions',
    work: ({ db, by }) => ({ changed: applyRules(db, by) }),
    enters: ({ changed: users }, _, db) =>
      users === 0
        ? undefined
        : { what: 'decision.byRule', details: { stepId: newestStep(db), users } },
  }),
  undo: write({
    changes: 'decisions',
    work: ({ db }) => undo(db),
    enters: ({ stepId, changed: users }) => ({
      what: 'decision.undone',
      details: { stepId, users },
    }),
    answer: stepTaken,
  }),
  redo: write({
    changes: 'decisions',
    work: ({ db }) => redo(db),
    enters: ({ stepId, changed: users }) => ({
      what: 'decision.redone',
      details: { stepId, users },
    }),
    answer: stepTaken,
  }),
} satisfies RequestsOf<'review'>;

function stepTaken(_: unknown, { step, changed }: StepTaken) {
  return { step, changed };
}
