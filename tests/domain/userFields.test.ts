/**
 * The catalogue of user fields. An alias that two fields share would read one column as another,
 * and the second would be lost without a word.
 */
import { describe, expect, test } from 'vitest';
import { foldHeading, USER_FIELDS, userField, userFieldNames } from '#shared/fields/userFields.ts';
import { columnOfHeading } from '#shared/importKinds/importKinds.ts';

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
