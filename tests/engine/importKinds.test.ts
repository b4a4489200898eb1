/**
 * Which kind a file is taken for, from its headings, its name and its titles. A list of users to keep
 * that is taken for anything else excludes nobody; candidates taken for a list are never reviewed; money
 * owed here and taken for money owed elsewhere retains nobody.
 */
import { describe, expect, test } from 'vitest';
import { type PeekedRow, recogniseColumns } from '#engine/importing/read/recogniseColumns.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';

const PID = 'Primary Identifier';
const CARLI = [
  PID,
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Days between Today and Purge Date',
  'User ID',
  'First Name',
  'Last Name',
  'Has Role other than Patron and Instructor',
];
const USERS_EXPORT = [
  PID,
  'First Name',
  'Last Name',
  'User Group',
  'Expiration Date',
  'Purge Date',
  'Record Type',
  'Account Type',
  'User Status',
  'Email Address',
];

function recognise(headings: readonly string[], fileName: string, ...titles: string[]) {
  const data = headings.map((_, n) => `value ${n}`);
  const rows = [...titles.map((title) => [title]), [...headings], data].map(
    (texts, n): PeekedRow => ({ number: n + 1, texts }),
  );
  return recogniseColumns(rows, {}, fileName);
}

function kindOf(headings: readonly string[], fileName = 'Report.xlsx', ...titles: string[]) {
  return recognise(headings, fileName, ...titles)?.kind;
}

describe('a kind is recognised by its headings and its name', () => {
  test.each<[ImportKind, readonly string[], string]>([
    ['candidates', CARLI, 'Users with Purge Dates of Current Date or Earlier.xlsx'],
    ['candidates', CARLI, 'Report.xlsx'],
    ['candidates', [PID, 'Purge Date'], 'Purge candidates 2026-11-20.csv'],
    ['candidates', [...CARLI, 'Loans', 'Balance'], 'export.xlsx'],
    ['candidates', [PID, 'Last Name', 'Purge Date', 'Loans', 'Balance', 'Status'], 'Purge.xlsx'],
    ['candidates', [...CARLI, 'Record Type', 'User Status'], 'Users with Purge Dates.xlsx'],
    ['candidates', CARLI, 'Candidates excluding staff.xlsx'],
    ['exclusions', [PID], 'PIDs for users with loans or fines at other i-share libraries SPL.xlsx'],
    [
      'exclusions',
      [PID, 'Loans', 'Institution'],
      'PIDs for users with loans or fines at other i-share libraries SPL.xlsx',
    ],
    [
      'exclusions',
      ['Username', 'First Name', 'Last Name', 'E-mail', 'User Group'],
      'Staff and retirees.xlsx',
    ],
    ['exclusions', [PID, 'Last Name', 'Status', 'Loans'], 'Keep - retirees.xlsx'],
    ['exclusions', [PID, 'User Group', 'Expiry Date', 'Purge Date'], 'Keep list.xlsx'],
    ['exclusions', [PID, 'Last Name', 'Purge Date', 'User Group'], 'Do not purge.xlsx'],
    ['exclusions', CARLI, 'Exclusions.csv'],
    ['exclusions', ['Barcode', 'Name'], 'Report.xlsx'],
    ['users', USERS_EXPORT, 'All patrons.xlsx'],
    ['users', [PID, 'Role Name', 'User Status'], 'Roles.xlsx'],
    ['users', [PID, 'Account Type', 'Job Category', 'Campus'], 'Report.csv'],
    [
      'loans-elsewhere',
      [PID, 'Loan Count', 'Institution Name'],
      'User loan counts at other i-share libraries LNC.xlsx',
    ],
    ['loans-elsewhere', [PID, 'Loans'], 'User loan counts at other i-share libraries LNC.xlsx'],
    ['loans-elsewhere', ['Username', 'Institution', 'Num of Loans'], 'Report.xlsx'],
    [
      'fines-elsewhere',
      [PID, 'Fines', 'Library Name'],
      'Users with fines at other i-share libraries LNC.xlsx',
    ],
    ['fines-elsewhere', [PID, 'Balance'], 'Users with fines at other i-share libraries LNC.xlsx'],
    ['fines-elsewhere', [PID, 'Institution', 'Balance'], 'Report.xlsx'],
    ['fines-fees', [PID, 'Balance'], 'Report.xlsx'],
    ['fines-fees', [PID, 'Balance'], 'Fines and other fees.xlsx'],
    ['fines-fees', [PID, 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount'], 'Report.xlsx'],
    ['fines-fees', [PID, 'First Name', 'Last Name', 'Status', 'Amount'], 'Fines.xlsx'],
    ['loans', [PID, 'Loans'], 'Report.xlsx'],
    ['loans', [PID, 'Number of Loans'], 'Loans and other items.csv'],
    ['loans', [PID, 'Barcode', 'Title', 'Loan Date', 'Due Date', 'Loan Status'], 'Report.xlsx'],
    ['loans', [PID, 'Item Barcode', 'Due Date', 'Return Date', 'Balance'], 'Loans.xlsx'],
    ['requests', [PID, 'Request Type', 'Request Status', 'Title'], 'Report.xlsx'],
    ['requests', [PID, 'Title', 'Purchase Request Status'], 'Report.xlsx'],
    ['requests', [PID, 'Title', 'Borrowing Request Status'], 'Report.xlsx'],
    ['acquisitions', [PID, 'PO Line Reference', 'Status'], 'Report.xlsx'],
    ['acquisitions', [PID, 'Invoice Number'], 'Invoices.xlsx'],
    ['acquisitions', [PID, 'Number of PO lines', 'Number of invoices'], 'Report.xlsx'],
    ['job-report', [PID, 'Job event', 'Time'], 'Job events of the purge.csv'],
    ['job-report', [PID, 'Reason'], 'Retained users.xlsx'],
  ])('%s: %j in “%s”', (kind, headings, fileName) => {
    expect(kindOf(headings, fileName)).toBe(kind);
    expect(kindOf([...headings].reverse(), fileName)).toBe(kind);
    expect(kindOf(headings, fileName, 'A title', 'Data as of 2026-11-20')).toBe(kind);
  });

  test('by the title above the headings when the file’s name says nothing', () => {
    expect(kindOf([PID, 'Loans'], 'LNC.xlsx', 'User loan counts at other libraries')).toBe(
      'loans-elsewhere',
    );
    expect(kindOf([PID, 'Name', 'Status'], 'LNC.xlsx', 'Please keep these people')).toBe(
      'exclusions',
    );
  });

  test('neither by the headings themselves nor by what stands below them', () => {
    const fees = ['PID', 'Fine Fee Status', 'Remaining Amount'];
    expect(kindOf(fees)).toBe('fines-fees');
    const rows = [
      { number: 1, texts: [PID, 'Fine Fee Status', 'Remaining Amount'] },
      { number: 2, texts: ['keep', 'Active', '1.00'] },
      { number: 3, texts: ['purge', 'PIDs', '1.00'] },
    ];
    expect(recogniseColumns(rows, {}, 'Report.xlsx')?.kind).toBe('fines-fees');
  });
});

describe('a column', () => {
  const fieldsOf = (headings: string[], kind: ImportKind) =>
    recogniseColumns([{ number: 1, texts: headings }], { kind })?.columns.map(({ field }) => field);

  test('that is called by its own name wins over one that only may mean the same', () => {
    const fees = [PID, 'Fine Fee Amount', 'Remaining Amount'];
    expect(fieldsOf(fees, 'fines-fees')).toEqual(['primary_identifier', null, 'fee_amount']);
    expect(fieldsOf(['Username', 'Purge Date', PID], 'candidates')).toEqual([
      null,
      'purge_date',
      'primary_identifier',
    ]);
  });

  test('is found whatever its case, spaces and punctuation', () => {
    expect(
      fieldsOf(['PRIMARY_IDENTIFIER', ' fine/fee   status', 'remaining-amount:'], 'fines-fees'),
    ).toEqual(['primary_identifier', 'fee_status', 'fee_amount']);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'called %s is one that nobody knows',
    (heading) => {
      expect(fieldsOf([PID, 'Purge Date', 'Last Name', heading], 'candidates')?.at(-1)).toBeNull();
      expect(kindOf([...CARLI, heading])).toBe('candidates');
    },
  );

  test('whose heading stands three times has three names', () => {
    const found = recognise([PID, 'Note', 'Note (2)', 'Note', 'Note'], 'Keep.xlsx');
    expect(new Set(found?.columns.map(({ heading }) => heading)).size).toBe(5);
  });
});
