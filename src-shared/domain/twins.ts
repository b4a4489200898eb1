/**
 * Possible twins: records that may be one person. A purge knows nothing of it: it takes the expired record of somebody
 * whose other one is active. Pure; who is asked is review/twins.ts.
 */
import { foldText } from './primaryIdentifier.ts';
import { foldForSearch } from './searchedText.ts';

/** What two records have in common. */
export const TWIN_SIGNS = ['names-and-birth-date', 'email', 'identifier'] as const;
export type TwinSign = (typeof TWIN_SIGNS)[number];

/** What a librarian said of two records; remembered, and never asked again. */
export const TWIN_ANSWERS = ['same', 'different'] as const;
export type TwinAnswer = (typeof TWIN_ANSWERS)[number];

/** What stands in the users' own fields; identifiers are lines beside them. */
export const FACT_SIGNS = ['names-and-birth-date', 'email'] as const satisfies readonly TwinSign[];
export type FactSign = (typeof FACT_SIGNS)[number];

/**
 * An address that more users than this have is a desk's or a family's, and an identifier of so many none: it says nothing
 * of who is who.
 */
export const MOST_WITH_ONE = 10;

export interface TwinFacts {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
}

/** What of a user must be equal to that of another one; undefined where it isn't told. */
export function twinKeys(facts: TwinFacts): Readonly<Record<FactSign, string | undefined>> {
  const { lastName, firstName, birthDate, email } = facts;
  const named = lastName !== null && firstName !== null && birthDate !== null;
  const address = foldText((email ?? '').trim());
  return {
    'names-and-birth-date': named
      ? `${foldForSearch(lastName.trim())}\n${foldForSearch(firstName.trim())}\n${birthDate}`
      : undefined,
    // What is no address stands for many: “none”, a dash.
    email: address.includes('@') ? address : undefined,
  };
}

/** Another identifier than the primary one: unique in Alma, whatever its type. */
export function identifierTwinKey(value: string): string {
  return foldText(value.trim());
}
