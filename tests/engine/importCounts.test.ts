/**
 * What the rows of items add up to: loans, fees, requests, PO lines, here and elsewhere. A loan that isn't
 * counted purges a borrower; one that is counted twice or belongs elsewhere retains somebody for nothing.
 */
import { describe, expect, test } from 'vitest';
import { unreadableCounts } from '#engine/importing/rows/rowIssues.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { userField } from '#shared/fields/userFields.ts';
import { IMPORT_KINDS, type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { newEngine } from '../support/engine.ts';
import { addRows, type Rows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';

/** The candidate `a` has nothing that a report told, until these rows are added. */
async function counted(kind: ImportKind, rows: Rows): Promise<UserRow> {
  const engine = await withCandidates('a', 'other');
  await addRows(engine, kind, rows);
  return engine.user('a');
}

describe('fines and fees', () => {
  const FEES = [PID, 'Fine Fee Status', 'Remaining Amount'];

  test('active ones add up; disputed, transferred, waived and closed ones don’t; a credit takes away', async () => {
    const { balance } = await counted('fines-fees', [
      FEES,
      ['a', 'Active', '10.00'],
      ['other', 'Active', '99.00'],
      ['A ', 'Active', '5.25'],
      ['a', 'In Dispute', '100.00'],
      ['a', 'Transferred', '200.00'],
      ['a', 'Waived', '400.00'],
      ['a', 'CLOSED ', '800.00'],
      ['a', 'Active', '-0.25'],
      ['a', null, '1.00'],
      ['a', 'A status that nobody knows', '2.00'],
    ]);
    expect(balance).toBe(1800);
  });

  test('only settled ones are a balance of zero, which is not the same as unknown', async () => {
    expect((await counted('fines-fees', [FEES, ['a', 'Closed', '9.00']])).balance).toBe(0);
    expect((await counted('fines-fees', [FEES, ['a', 'Active', null]])).balance).toBeNull();
    expect((await counted('fines-fees', [FEES, ['other', 'Active', '1.00']])).balance).toBeNull();
  });

  test('an amount that can’t be read holds the user back, others not', async () => {
    const engine = await withCandidates('a', 'b', 'c');
    await addRows(engine, 'fines-fees', [
      FEES,
      ['a', 'Active', '1.00'],
      ['a', 'Active', 'about ten'],
      ['b', 'Active', '1.00'],
      ['c', 'Active', { error: '#N/A' }],
    ]);
    const flagged = async (id: string) =>
      (await engine.user(id)).flags.includes('unreadable-value');
    expect([await flagged('a'), await flagged('b'), await flagged('c')]).toEqual([
      true,
      false,
      true,
    ]);
    await engine.ask.review.applyRules();
    expect((await engine.user('c')).decision).toBe('excluded');
  });

  test('a newer file replaces the sum and doesn’t add to it', async () => {
    const engine = await withCandidates('a');
    await addRows(engine, 'fines-fees', [FEES, ['a', 'Active', '10.00']]);
    await addRows(engine, 'fines-fees', [FEES, ['a', 'Active', '3.00'], ['a', 'Active', '4.00']]);
    expect((await engine.user('a')).balance).toBe(700);
  });
});

describe('loans', () => {
  test('are counted as long as they aren’t returned, by status or by date', async () => {
    const { loans } = await counted('loans', [
      [PID, 'Item Barcode', 'Due Date', 'Loan Status', 'Return Date'],
      ['a', '1', '2026-01-31', 'Active', null],
      ['a', '2', '2026-01-31', 'Complete', null],
      ['a', '3', '2026-01-31', 'Active', '2026-01-15'],
      ['a', '4', '2026-01-31', null, null],
      ['a', '5', null, 'Lost', null],
      ['a', '6', null, 'returned', '2026-01-15'],
      ['a', '7', null, 'Active', 'some day'],
      ['other', '8', '2026-01-31', 'Active', null],
    ]);
    expect(loans).toBe(4);
  });

  test('whose column Status is that of the user still count', async () => {
    const rows: Rows = [
      [PID, 'Item Barcode', 'Due Date', 'Status'],
      ['a', '1', '2026-01-31', 'Inactive'],
    ];
    expect((await counted('loans', rows)).loans).toBe(1);
  });

  test('that are told as numbers add up over the rows of a user', async () => {
    const rows: Rows = [
      [PID, 'Number of Loans', 'Library'],
      ['a', 2, 'Main'],
      ['a', '1,003', 'North'],
      ['a', 0, 'South'],
    ];
    expect((await counted('loans', rows)).loans).toBe(1005);
    expect(
      (
        await counted('loans', [
          [PID, 'Loans'],
          ['a', 0],
        ])
      ).loans,
    ).toBe(0);
  });

  test.each<[string | number, number | null]>([
    ['2.0', 2],
    [2, 2],
    ['1e2', 100],
    ['0x10', null],
    ['1.5', null],
    ['2 items', null],
    ['12,34', null],
  ])('told as %s are %s', async (cell, loans) => {
    const user = await counted('loans', [
      [PID, 'Loans'],
      ['a', cell],
    ]);
    expect(user.loans).toBe(loans);
    expect(user.flags.includes('unreadable-value')).toBe(loans === null);
  });

  test('are counted before the candidates come, and stay when they do', async () => {
    const engine = await newEngine();
    await addRows(engine, 'loans', [
      [PID, 'Loans'],
      ['A', 2],
      ['b', '?'],
    ]);
    expect(await engine.user('A')).toMatchObject({ candidate: false, loans: 2, flags: [] });
    expect(await engine.ask.review.counts()).toMatchObject({ candidates: 0 });
    await addRows(engine, 'candidates', [
      [PID, 'Purge Date', 'Last Name', 'Has Staff Role'],
      ['a', '2020-01-31', 'Doe', 'No'],
      ['b', '2020-01-31', 'Roe', 'No'],
    ]);
    expect(await engine.user('a')).toMatchObject({ candidate: true, loans: 2, last_name: 'Doe' });
    expect((await engine.user('b')).flags).toEqual(['unreadable-value']);
    expect(engine.count('user')).toBe(2);
  });
});

describe('requests', () => {
  test('of the three sorts are told apart, and only open ones count', async () => {
    const user = await counted('requests', [
      [PID, 'Request Type', 'Request Status'],
      ['a', 'Purchase Request', 'In Review'],
      ['a', 'Purchase request', 'Deferred'],
      ...['Rejected', 'Approved', 'Order Complete', 'To be Canceled', 'Failed', 'Cancelled'].map(
        (status) => ['a', 'Purchase Request', status],
      ),
      ['a', 'Resource Sharing Borrowing Request', 'On Hold Shelf'],
      ['a', 'Patron physical item request', 'On Hold Shelf'],
      ['a', 'Patron physical item request', 'In Process'],
      ['a', 'Patron physical item request', 'Completed'],
      ['a', 'Resource sharing request', 'Shipped Physically'],
      ['a', null, 'In Process'],
    ]);
    expect(user).toMatchObject({ purchase_requests: 2, hold_shelf_requests: 1, open_requests: 4 });
  });

  test('of a report about one sort alone, which says so by its heading', async () => {
    const purchase = await counted('requests', [
      [PID, 'Title', 'Purchase Request Status'],
      ['a', 'x', 'In Review'],
    ]);
    expect(purchase).toMatchObject({ purchase_requests: 1, hold_shelf_requests: null });
    const borrowing = await counted('requests', [
      [PID, 'Title', 'Borrowing Request Status'],
      ['a', 'x', 'On hold shelf'],
      ['a', 'y', 'Request Completed'],
    ]);
    expect(borrowing).toMatchObject({ purchase_requests: null, hold_shelf_requests: 1 });
  });
});

describe('acquisitions', () => {
  test('PO lines and invoices are counted a row each, or by their numbers, all of them', async () => {
    const each: Rows = [
      [PID, 'PO Line Reference', 'Invoice Number'],
      ['a', 'POL-1', null],
      ['a', 'POL-2', 'INV-7'],
    ];
    expect((await counted('acquisitions', each)).acquisitions).toBe(2);
    const numbers: Rows = [
      [PID, 'Number of PO lines', 'Number of invoices'],
      ['a', 0, 3],
      ['a', 2, null],
    ];
    expect((await counted('acquisitions', numbers)).acquisitions).toBe(5);
  });
});

describe('as Analytics counts', () => {
  test('the measure of loans counts, but not in a row whose loan is over', async () => {
    const { loans } = await counted('loans', [
      [PID, 'Loan Status', 'Loans (In House + Not In House)'],
      ['a', 'Active', 2],
      ['a', 'Complete', 7],
      ['a', 'Active', 1],
    ]);
    expect(loans).toBe(3);
  });

  test('requests whose flag says they are no longer active are over', async () => {
    const { open_requests: open } = await counted('requests', [
      [PID, 'Request Type Description', 'Active Request Flag'],
      ['a', 'Patron physical item request', 'Yes'],
      ['a', 'Patron physical item request', 'No'],
    ]);
    expect(open).toBe(1);
  });
});

test('what holds back and is counted has an issue of its own, or nobody would be held back by what can’t be counted', () => {
  const counted = IMPORT_KINDS.flatMap((kind) => importKind(kind).counts?.fields ?? []);
  const held = counted.filter((field) => userField(field).holdsBack);
  expect(held.length).toBeGreaterThan(5);
  expect(held.filter((field) => unreadableCounts([field]) === 0)).toEqual([]);
});
