/**
 * Change fines/fees: one user's, by hand, in the rehearsal: what if they were waived, disputed, restored, added or
 * credited (docs/domain.md, section 8). Its request and its words; what may be done is decided by domain/feeActions.ts.
 */
import { z } from 'zod';
import { FEE_ACTIONS, type FeeAction, MOST_LINES } from '../domain/feeActions.ts';
import { id, money } from '../domain/valueShapes.ts';
import { defineJobKind, jobName } from './jobKind.ts';

const parameters = z.strictObject({
  userNo: id,
  action: z.enum(FEE_ACTIONS),
  lines: z
    .array(z.string().regex(/^(f\d{1,12}:\d{1,12}|j\d{1,12})$/))
    .max(MOST_LINES * 10)
    .default([]),
  amount: money.positive().nullable().default(null),
  reason: z.string().trim().max(200).default(''),
  comment: z.string().trim().max(1000).default(''),
});

const request = z.strictObject({
  kind: z.literal('change-fees'),
  name: jobName,
  parameters,
});
export type ChangeFeesRequest = z.infer<typeof request>;

/** As Alma's buttons say it. */
export const FEE_ACTION_LABELS: Readonly<Record<FeeAction, string>> = {
  waive: 'Waive',
  dispute: 'Dispute',
  restore: 'Restore',
  add: 'Add fine/fee',
  credit: 'Add credit',
};

export const changeFees = defineJobKind({
  kind: 'change-fees',
  title: 'Change Fines/Fees',
  request,
  outcomes: {
    'fees-changed': { word: 'Fines/fees changed', mark: 'changed' },
    'fees-left': { word: 'Left alone', mark: 'unchanged' },
  },
  finished: { outcome: 'fees-changed', listed: 'changed' },
  failed: { outcome: 'fees-left', listed: 'left alone' },
  whole: 'to change',
  step: null,
  mailed: false,
  hasAmounts: true,
  givesPurgeFacts: () => true,
  about: () => ({ setId: null, userGroup: null }),
  settings: ({ parameters: { action, lines, amount, reason, comment } }, { format }) => [
    { label: 'Users', value: format.users(1) },
    { label: 'What', value: FEE_ACTION_LABELS[action] },
    ...(lines.length > 0 ? [{ label: 'Lines', value: format.count(lines.length) }] : []),
    { label: 'Amount', value: amount === null ? 'All that remains' : format.amount(amount) },
    ...(reason === '' ? [] : [{ label: 'Reason', value: reason }]),
    ...(comment === '' ? [] : [{ label: 'Comment', value: comment }]),
  ],
  events: () => [
    {
      code: 'fees-changed',
      severity: 'info',
      text: 'Users whose fines/fees were changed',
      filter: { outcome: 'fees-changed' },
    },
    {
      code: 'fees-left',
      severity: 'warning',
      text: 'Users left alone: their fines/fees were others by then',
      filter: { outcome: 'fees-left' },
    },
  ],
});
