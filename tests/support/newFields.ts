/**
 * Fields of users that the program doesn't have, one of each type. What stands here, a row each and a migration, is all
 * that a new column needs; the tests put them behind the program's own.
 */
import type { WritableDb } from '#engine/db/db.ts';
import { field } from '#shared/fields/userField.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';

export const NEW_FIELDS = [
  field('office', 'Office', 'text', { aliases: ['Room of the office'] }),
  field('residency', 'Residency', 'choice', {
    aliases: ['Residency status'],
    choices: ['Resident', 'Visitor'],
  }),
  field('last_visit', 'Last visit', 'date', { aliases: ['Date of last visit'], conflicts: true }),
  field('lockers', 'Lockers', 'number', {
    aliases: ['Number of lockers'],
    holdsBack: true,
    mayBeNotTold: true,
  }),
  field('deposit', 'Deposit', 'money', { aliases: ['Deposit paid'], shown: true }),
  field('newsletter', 'Newsletter', 'yesNo', { aliases: ['Gets the newsletter'] }),
] as const;

/** As both tables of users get them. */
export function addNewColumns(db: WritableDb): void {
  for (const table of ['user', 'user_before'])
    db.exec(
      `ALTER TABLE ${table} ADD COLUMN office TEXT;
       ALTER TABLE ${table} ADD COLUMN residency TEXT;
       ALTER TABLE ${table} ADD COLUMN last_visit TEXT;
       ALTER TABLE ${table} ADD COLUMN lockers INTEGER;
       ALTER TABLE ${table} ADD COLUMN deposit INTEGER;
       ALTER TABLE ${table} ADD COLUMN newsletter INTEGER;`,
    );
}

/** The compiler knows the program's own names alone. */
export const newField = <Name extends UserFieldName>(
  name: (typeof NEW_FIELDS)[number]['name'],
): Name => name as string as Name;
