/**
 * By what those are found who are to be erased: everything by which files and their own rows name them. A name that
 * somebody else has, too, names nobody by itself; together with the other name it does. Reads only.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../../../db/db.ts';
import { type TextsOfRow, textsOfRows } from '../../../importing/commit/people.ts';
import { type NamedPerson, namedPeople, namesOfOthers } from '../../../replica/people.ts';

export interface WhoTheyAre {
  /** By which texts name them. */
  readonly texts: readonly string[];
  /** Identifiers of every type, as they were written. */
  readonly identifiers: readonly string[];
}

const PEOPLE_AT_ONCE = 2000;

/**
 * @param members those to erase
 * @yields now and then, so that others get their turn
 */
export function* whoTheyAre(db: WritableDb, members: UserBitmap): Generator<void, WhoTheyAre> {
  const names = new NamesOfSome();
  const keys = new Set<string>();
  const userNos = [...members];
  for (let from = 0; from < userNos.length; from += PEOPLE_AT_ONCE) {
    for (const person of namedPeople(db, userNos.slice(from, from + PEOPLE_AT_ONCE))) {
      keys.add(person.key);
      names.addPerson(person);
    }
    yield;
  }
  for (const texts of textsOfRows(db, keys)) {
    for (const each of texts) names.addRow(each);
    yield;
  }
  names.leaveThoseOf(namesOfOthers(db, (userNo) => members.has(userNo)));
  return names.found();
}

class NamesOfSome {
  readonly #texts = new Set<string>();
  readonly #identifiers = new Set<string>();
  /** Single names by how they are compared. */
  readonly #single = new Map<string, string>();

  addPerson({ identifier, lastName, firstName, email, almaUserId }: NamedPerson): void {
    this.#addIdentifiers([identifier, almaUserId]);
    this.#addNames(lastName, firstName);
    if (email) this.#texts.add(email);
  }

  addRow({ lastNames, firstNames, others, identifiers }: TextsOfRow): void {
    this.#addIdentifiers(identifiers);
    for (const text of others) this.#texts.add(text);
    const most = Math.max(lastNames.length, firstNames.length);
    for (let n = 0; n < most; n++) this.#addNames(lastNames[n] ?? null, firstNames[n] ?? null);
  }

  #addIdentifiers(identifiers: readonly (string | null)[]): void {
    for (const identifier of identifiers) {
      if (!identifier) continue;
      this.#identifiers.add(identifier);
      if (says(identifier)) this.#texts.add(identifier);
    }
  }

  #addNames(last: string | null, first: string | null): void {
    for (const name of [last, first]) if (name) this.#single.set(foldForSearch(name.trim()), name);
    if (last && first) {
      this.#texts.add(`${first} ${last}`);
      this.#texts.add(`${last} ${first}`);
    }
  }

  leaveThoseOf(others: Iterable<string>): void {
    for (const name of others) this.#single.delete(foldForSearch(name.trim()));
  }

  found(): WhoTheyAre {
    const texts = [...this.#texts, ...this.#single.values()];
    return { texts, identifiers: [...this.#identifiers] };
  }
}

/** A short number stands everywhere: it is taken out of rows that are theirs, not out of texts. */
const says = (identifier: string) => !/^\p{N}{1,3}$/u.test(foldText(identifier));
