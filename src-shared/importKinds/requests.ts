import { foldWord, type ImportKindDefinition } from './importKind.ts';
import { countedLineColumns } from './lineColumns.ts';

/** Purchase requests that don't retain (docs/domain.md, section 3). */
const PURCHASE_DONE = new Set([
  'rejected',
  'approved',
  'order complete',
  'to be canceled',
  'to be cancelled',
  'failed',
  'cancelled',
  'canceled',
]);

/** Other requests that are over. */
const OVER = new Set([
  'complete',
  'completed',
  'history',
  'rejected',
  'failed',
  'cancelled',
  'canceled',
  'expired',
]);

/** What Analytics’ flag says of requests that are no longer in process. */
const NOT_ACTIVE = new Set(['no', 'n', 'false', '0']);

/** Requests of any type, a row each with its status. Only some of them retain a user. */
export const requests = {
  kind: 'requests',
  label: 'Requests',
  purpose:
    'Requests with their status: open purchase requests and resource sharing on the hold shelf retain a user, others are shown.',
  report: 'An export of requests, purchase requests or borrowing requests',
  effect: 'replica',
  tells: [],
  columns: countedLineColumns('requests', [
    'request_type',
    'request_status',
    'borrowing_status',
    'purchase_status',
    'active_request',
  ]),
  needs: [['request_status', 'borrowing_status', 'purchase_status', 'active_request']],
  marks: [
    'request_type',
    'request_status',
    'borrowing_status',
    'purchase_status',
    'active_request',
  ],
  words: /\brequests?\b/i,
  lines: ['requests'],
  counts: {
    fields: ['purchase_requests', 'hold_shelf_requests', 'open_requests'],
    of: (row) => {
      const type = foldWord(row.text('request_type'));
      const purchase = foldWord(row.text('purchase_status'));
      const borrowing = foldWord(row.text('borrowing_status'));
      const status = foldWord(row.text('request_status')) || borrowing || purchase;
      const active = foldWord(row.text('active_request'));
      if (purchase !== '' || type.includes('purchase')) {
        return { purchase_requests: PURCHASE_DONE.has(purchase || status) ? 0 : 1 };
      }
      const shared = borrowing !== '' || /resource sharing|borrowing|interlibrary/.test(type);
      if (shared && /hold ?shelf/.test(borrowing || status)) return { hold_shelf_requests: 1 };
      const isOver = OVER.has(borrowing || status) || NOT_ACTIVE.has(active);
      return { open_requests: isOver ? 0 : 1 };
    },
  },
} as const satisfies ImportKindDefinition;
