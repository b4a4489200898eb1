/**
 * What an update would do that is easily overlooked, in the same words where its fields are ticked, before Submit and on
 * the command line. Pure; who is concerned is counted by whoever asks.
 */
import type { IsoDate } from '../domain/calendar.ts';
import { allOf, type Criteria } from '../domain/criteria.ts';
import { dayBounds, isBoundary, type Reading } from '../domain/dayBound.ts';
import { foldText } from '../domain/primaryIdentifier.ts';
import { isOrAre } from '../domain/said.ts';
import { isChoiceField } from '../fields/userFields.ts';
import type { ValueField } from './updateFields.ts';

/** Of a purge date that is given. */
export const PURGE_DATE_DOUBTS = {
  boundary:
    'On this purge date the three readings of the day bound differ. A day well in the past makes them agree.',
  ahead: 'This purge date lies ahead: until then the purge doesn’t take these users.',
  recent:
    'This purge date is too recent: with this run date and number of days the purge doesn’t take these users yet.',
} as const;
export type PurgeDateDoubt = keyof typeof PURGE_DATE_DOUBTS;

/**
 * Whether a purge run of that day would leave out users with this purge date, whatever else holds for them.
 * @returns undefined: every reading takes them
 */
export function doubtOfPurgeDate(
  purgeDate: IsoDate,
  run: { readonly reading: Reading; readonly runDate: IsoDate; readonly days: number },
): PurgeDateDoubt | undefined {
  const bounds = dayBounds(run.reading, run.runDate, run.days);
  if (isBoundary(purgeDate, bounds)) return 'boundary';
  if (purgeDate > run.runDate) return 'ahead';
  return purgeDate > bounds.possibleLast ? 'recent' : undefined;
}

const says = (value: string): Criteria => ({ op: 'contains', field: 'account_type', value });

/**
 * Whose group stays, however files spell it. An internal account with external authentication isn't among them: the
 * student system doesn't load it.
 */
export const EXTERNAL_ACCOUNT: Criteria = allOf(says('external'), {
  op: 'not',
  of: says('internal'),
});

/** Users whom no job should change. */
export const PROTECTED_USERS: Criteria = { op: 'hasFlag', flags: ['protected'] };

/** Behind their number. */
export const areProtected = (users: number) => `${isOrAre(users)} protected by the register.`;

/** Of a value of a list that is configured in Alma. @param what as it stands in a sentence: `group` */
export const notHeldYet = (what: string, value: string) =>
  `No user has the ${what} ${value} yet. Make sure that it is configured in Alma.`;

/** Whether it may be misspelt: no user has it, and Alma doesn't have it by itself. */
export function isNewValue(field: ValueField, value: string, held: readonly string[]): boolean {
  const known = [...held, ...(field === 'status' ? ALMAS_STATUSES : [])];
  return isChoiceField(field) && !known.some((each) => foldText(each) === foldText(value));
}

const ALMAS_STATUSES = ['Active', 'Inactive'];

/** Those that Alma itself knows the password of. */
export const INTERNAL_ACCOUNT: Criteria = allOf(says('internal'), {
  op: 'not',
  of: says('external'),
});

/** Behind their number. */
export const externalAccountsStay = (users: number) =>
  `${users === 1 ? 'has an external account' : 'have external accounts'}: a group given by hand stays when the student system is loaded, so somebody who comes back may stay in it.`;
