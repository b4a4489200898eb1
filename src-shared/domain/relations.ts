/**
 * Who hangs on whose record: proxies and sponsors, guardians and the minors whose letters they get or with whom they
 * live. A purge knows nothing of it, and takes the record that somebody active goes on needing. Pure; who is asked is
 * review/proxies.ts and review/guardians.ts.
 */
import { accountState } from './accountStates.ts';
import { type IsoDate, minusMonths } from './calendar.ts';
import { foldText } from './primaryIdentifier.ts';
import { foldForSearch } from './searchedText.ts';

/**
 * How another user hangs on somebody: the user is proxy for them, or their sponsor; letters to them go in copy to the
 * user’s e-mail address; they live at the user’s address.
 */
export const RELATIONS = ['proxy-for', 'sponsor-of', 'cc', 'address'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What is asked of the other one; null where no file tells it. */
export interface OtherFacts {
  readonly status: string | null;
  readonly expiryDate: IsoDate | null;
  readonly candidate: boolean;
}

/**
 * Whether somebody goes on using the library, as far as files tell. What isn’t told of somebody who is no candidate is
 * no sign that they don’t; a candidate needs a status or an expiry date that says so, for their purge date has come.
 * @param day of the planned run: what expires on it is not expired
 */
export function isActive({ status, expiryDate, candidate }: OtherFacts, day: IsoDate): boolean {
  const state = accountState(status, expiryDate, day);
  if (state === 'inactive') return false;
  return !candidate || state === 'active' || expiryDate !== null;
}

/** Whoever is younger may have a guardian. */
const ADULT_MONTHS = 18 * 12;

/** A day, and the birth date of those who come of age on it. */
export interface AgeDay {
  readonly day: IsoDate;
  readonly adultBorn: IsoDate;
}

export function ageDay(day: IsoDate): AgeDay {
  return { day, adultBorn: minusMonths(day, ADULT_MONTHS) };
}

/** `unknown`: no birth date is told, or one that hasn’t come. */
export function ageOn(
  birthDate: IsoDate | null,
  { day, adultBorn }: AgeDay,
): 'minor' | 'adult' | 'unknown' {
  if (birthDate === null || birthDate > day) return 'unknown';
  return birthDate > adultBorn ? 'minor' : 'adult';
}

/**
 * Whether somebody may have a guardian whose record they need: a minor; of those whose letters go in copy to somebody,
 * which is what CC addresses are for, also whoever may be one.
 */
export function mayHaveGuardian(
  birthDate: IsoDate | null,
  relation: 'cc' | 'address',
  when: AgeDay,
): boolean {
  const age = ageOn(birthDate, when);
  return age === 'minor' || (relation === 'cc' && age === 'unknown');
}

/** Whether somebody doesn’t go themselves, as far as files tell. */
export function stays(other: OtherFacts, day: IsoDate): boolean {
  return !other.candidate || isActive(other, day);
}

/**
 * An address that more users than this have is a home for many, or a school: it says nothing of who belongs to whom.
 */
export const MOST_AT_HOME = 10;

/** An e-mail address as it is compared; undefined: it is none. */
export function emailKey(text: string | null): string | undefined {
  const key = foldText((text ?? '').trim());
  return key.includes('@') ? key : undefined;
}

const NOT_WRITTEN = /[^\p{L}\p{M}\p{N}]+/gu;

/** A line of an address as it is compared: without case, accents and punctuation; '' says nothing. */
export function foldAddressLine(text: string): string {
  return foldForSearch(text).replace(NOT_WRITTEN, ' ').trim();
}

export interface Address {
  readonly line1: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
}

/**
 * What two addresses must have in common to be one: the street line, and the postal code or the city. Apartments stand
 * in lines of their own and aren’t compared, nor are words for streets that are written in several ways.
 */
export function addressKeys({ line1, postalCode, city }: Address): readonly string[] {
  const street = foldAddressLine(line1 ?? '');
  return street === '' ? [] : placeKeys(street, postalCode, city);
}

/** @param street folded */
export function placeKeys(
  street: string,
  postalCode: string | null,
  city: string | null,
): readonly string[] {
  const code = foldAddressLine(postalCode ?? '').replaceAll(' ', '');
  const place = foldAddressLine(city ?? '');
  return [...(code ? [`${street}\n${code}`] : []), ...(place ? [`${street}\n\n${place}`] : [])];
}
