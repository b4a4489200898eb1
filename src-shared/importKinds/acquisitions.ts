import type { ImportKindDefinition } from './importKind.ts';

/** PO lines, POs and invoices assigned to users: staff who can't be purged before they are reassigned. */
export const acquisitions = {
  kind: 'acquisitions',
  label: 'PO lines and invoices',
  purpose: 'PO lines, POs and invoices assigned to a user. Whoever has one is retained.',
  report: 'PO lines or invoices by assigned user',
  effect: 'replica',
  tells: [],
  columns: [
    {
      name: 'order_count',
      label: 'Number of PO lines and invoices',
      kind: 'number',
      aliases: ['Number of PO lines', 'PO lines', 'Number of invoices', 'Invoices', 'Count'],
    },
    {
      name: 'po_line',
      label: 'PO line',
      kind: 'text',
      aliases: ['PO Line Reference', 'PO line number', 'POL', 'PO number', 'PO'],
    },
    {
      name: 'invoice',
      label: 'Invoice number',
      kind: 'text',
      aliases: ['Invoice', 'Invoice-Number', 'Invoice reference'],
    },
  ],
  needs: [['order_count', 'po_line', 'invoice']],
  marks: ['order_count', 'po_line', 'invoice'],
  words: /\b(po ?lines?|invoices?|acquisitions?|purchase orders?)\b/i,
  counts: {
    fields: ['acquisitions'],
    of: (row) => ({ acquisitions: row.number('order_count') ?? 1 }),
  },
} as const satisfies ImportKindDefinition;
