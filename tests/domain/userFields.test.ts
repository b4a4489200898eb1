/**
 * The catalogue of user fields. An alias that two fields share would read one column as another,
 * and the second would be lost without a word.
 */
import { describe, expect, test } from 'vitest';
import {
  type FieldNameOf,
  foldHeading,
  USER_FIELDS,
  type UserFieldName,
  userField,
  userFieldNames,
} from '#shared/fields/userFields.ts';
import { columnOfHeading, columnsOf, IMPORT_KINDS } from '#shared/importKinds/importKinds.ts';

const fieldOfHeading = (heading: string) => columnOfHeading('candidates', heading);

describe('user fields', () => {
  test('no heading means two fields', () => {
    const owners = new Map<string, string>();
    for (const field of USER_FIELDS) {
      for (const heading of new Set([field.label, field.name, ...field.aliases].map(foldHeading))) {
        expect(heading).not.toBe('');
        expect([heading, owners.get(heading)]).toEqual([heading, undefined]);
        owners.set(heading, field.name);
        expect(fieldOfHeading(heading)).toBe(field.name);
      }
    }
  });

  test('names are unique and each is found again', () => {
    expect(new Set(userFieldNames).size).toBe(USER_FIELDS.length);
    for (const field of USER_FIELDS) expect(userField(field.name)).toBe(field);
  });

  test('the compiler knows which fields there are, and of which kind', () => {
    // @ts-expect-error no such field
    const unknown: UserFieldName = 'shoe_size';
    // @ts-expect-error a date is no amount
    const amount: FieldNameOf<'number' | 'money'> = 'purge_date';
    expect([unknown, amount]).toHaveLength(2);
  });

  test.each([
    ['Primary Identifier', 'primary_identifier'],
    ['User Group', 'user_group'],
    ['Expiry Date', 'expiry_date'],
    ['Purge Date', 'purge_date'],
    ['Days between Today and Purge Date', 'days_past_purge'],
    ['User ID', 'alma_user_id'],
    ['First Name', 'first_name'],
    ['Last Name', 'last_name'],
    ['Has Role other than Patron and Instructor', 'staff_role'],
  ])('the column “%s” of CARLI’s report is %s', (heading, field) => {
    expect(fieldOfHeading(heading)).toBe(field);
  });

  test.each([
    'USERNAME',
    'Primary ID',
    ' primary_id ',
    'PRIMARY\u00a0IDENTIFIER',
    'Primary-Identifier:',
  ])('“%s” heads the primary identifier, whatever its case, spaces and punctuation', (heading) =>
    expect(fieldOfHeading(heading)).toBe('primary_identifier'),
  );

  test.each(['', ' ', 'Purge', 'Shoe size', 'Purge Date 2', 'User Group Code', 'constructor'])(
    '“%s” is a column that we keep without understanding it',
    (heading) => expect(fieldOfHeading(heading)).toBeUndefined(),
  );
});

describe('headings', () => {
  test.each(IMPORT_KINDS.map((kind) => [kind]))('of %s mean one column each', (kind) => {
    const columns = new Map<string, string>();
    for (const { name, label, aliases } of columnsOf(kind).values())
      for (const heading of new Set([label, name, ...aliases].map(foldHeading))) {
        expect([heading, columns.get(heading) ?? name]).toEqual([heading, name]);
        columns.set(heading, name);
      }
  });

  test.each([
    ['users', 'User Type', 'account_type'],
    ['candidates', 'User Type', 'account_type'],
    ['users', 'User Record Type', 'record_type'],
    ['users', 'Has Role Other Than Patron and Instructor', 'staff_role'],
    ['loans', 'Loans (In House + Not In House)', 'loan_count'],
    ['loans-elsewhere', 'Loans (In House + Not In House)', 'loan_count'],
    ['candidates', 'Loans (In House + Not In House)', 'loans'],
    ['loans', 'Loan Status', 'loan_status'],
    ['fines-fees', 'Fine Fee Remaining Amount', 'fee_amount'],
    ['fines-fees', 'Remaining Amount', 'fee_amount'],
    ['fines-fees', 'Fine Fee Status', 'fee_status'],
    ['requests', 'Request Type Description', 'request_type'],
    ['requests', 'Active Request Flag', 'active_request'],
    ['requests', 'Purchase Request Status', 'purchase_status'],
    ['requests', 'Borrowing Request Status', 'borrowing_status'],
  ] as const)('of Analytics in %s: “%s” is %s', (kind, heading, column) => {
    expect(columnOfHeading(kind, heading)).toBe(column);
  });

  test.each([
    // Uses in the library are no loans; what was owed once isn't what is owed; payments aren't either.
    ['loans', 'Loans (In House)'],
    ['fines-fees', 'Transaction Amount'],
    // The code of a group isn't its name, by which groups are protected.
    ['candidates', 'User Group Code'],
  ] as const)('of Analytics in %s: “%s” is none of ours', (kind, heading) => {
    expect(columnOfHeading(kind, heading)).toBeUndefined();
  });
});
