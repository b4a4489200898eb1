import type { ImportKindDefinition } from './importKind.ts';

/** Columns that count; without one of them each row is one item. */
const COUNTS = ['order_count', 'po_count', 'invoice_count'] as const;

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
      aliases: ['Number of PO lines', 'PO lines', 'Count'],
    },
    {
      name: 'po_count',
      label: 'Number of POs',
      kind: 'number',
      aliases: ['POs', 'Number of purchase orders', 'Purchase orders'],
    },
    {
      name: 'invoice_count',
      label: 'Number of invoices',
      kind: 'number',
      aliases: ['Invoices', 'Invoice count'],
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
  needs: [[...COUNTS, 'po_line', 'invoice']],
  marks: [...COUNTS, 'po_line', 'invoice'],
  words: /\b(po ?lines?|invoices?|acquisitions?|purchase orders?)\b/i,
  counts: {
    fields: ['acquisitions'],
    of: (row) => {
      if (!COUNTS.some((column) => row.has(column))) return { acquisitions: 1 };
      const told = COUNTS.map((column) => row.number(column)).filter((count) => count !== null);
      return told.length === 0 ? {} : { acquisitions: told.reduce((sum, count) => sum + count, 0) };
    },
  },
} as const satisfies ImportKindDefinition;
