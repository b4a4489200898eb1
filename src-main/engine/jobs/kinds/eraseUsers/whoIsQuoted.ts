/**
 * Everybody of whom a workspace knows, as they are named: when all of them are erased, nobody is left to whom a name could
 * belong, too, and a million names aren't looked for in every text. The texts that stay are few, so what stands in them
 * decides whom is asked for. Reads only.
 */
import { fullNames } from '#shared/domain/fullNames.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { asQuoted } from '#shared/domain/quotations.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { textsOfRows } from '../../../importing/commit/people.ts';
import { namedPeople, valuesOfOthers } from '../../../replica/people.ts';

export interface Quoted {
  /** By what they are named and nobody else is: identifiers, both names together, addresses. */
  readonly known: readonly string[];
  /** Those of them that may stand in the texts. */
  readonly standing: readonly string[];
  /** Single names that may stand in them, but for words of the institution's own lists. */
  readonly names: readonly string[];
}

const PEOPLE_AT_ONCE = 2000;
/** More of them than can be held are asked for where they may stand in a text. */
const MOST_KNOWN = 400_000;
const LEAST_LETTERS = 3;
/** Numbers so short stand everywhere. */
const SHORT_NUMBER = /^\p{N}{1,4}$/u;

/**
 * @param texts that stay
 * @yields now and then, so that others get their turn
 */
export function* whoIsQuoted(
  db: ReadableDb,
  members: UserBitmap,
  texts: Iterable<string>,
): Generator<void, Quoted> {
  const words = new Set<string>();
  for (const text of texts) for (const word of asQuoted(text).split(' ')) words.add(word);
  yield;
  const found = new Found(words);
  const userNos = [...members];
  for (let from = 0; from < userNos.length; from += PEOPLE_AT_ONCE) {
    for (const person of namedPeople(db, userNos.slice(from, from + PEOPLE_AT_ONCE))) {
      const { key, identifier, almaUserId, email, lastName, firstName } = person;
      found.add([key, identifier, almaUserId, email, ...fullNames(lastName, firstName)]);
      found.addNames([lastName, firstName]);
    }
    yield;
  }
  for (const rows of textsOfRows(db, () => true)) {
    for (const { identifiers, others, lastNames, firstNames } of rows) {
      const both = lastNames.flatMap((last, n) => fullNames(last, firstNames[n] ?? null));
      found.add([...identifiers, ...others, ...both]);
      found.addNames([...lastNames, ...firstNames]);
    }
    yield;
  }
  for (const values of valuesOfOthers(db, () => false)) {
    for (const value of values) found.leaveWordsOf(value);
    yield;
  }
  return found;
}

class Found implements Quoted {
  readonly #words: ReadonlySet<string>;
  readonly #known = new Map<string, string>();
  readonly #standing = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(words: ReadonlySet<string>) {
    this.#words = words;
  }

  get known(): string[] {
    return [...this.#known.values()];
  }

  get standing(): string[] {
    return [...this.#standing.values()];
  }

  get names(): string[] {
    return [...this.#names.values()];
  }

  add(texts: Iterable<string | null>): void {
    for (const text of texts) {
      if (!text || SHORT_NUMBER.test(foldText(text))) continue;
      const quoted = asQuoted(text);
      if (quoted.length < LEAST_LETTERS) continue;
      if (this.#stands(quoted)) this.#standing.set(quoted, text);
      if (this.#known.size < MOST_KNOWN) this.#known.set(quoted, text);
    }
  }

  addNames(names: Iterable<string | null>): void {
    for (const name of names) {
      const quoted = name ? asQuoted(name) : '';
      if (quoted.length >= LEAST_LETTERS && this.#stands(quoted)) this.#names.set(quoted, name!);
    }
  }

  leaveWordsOf(value: string): void {
    for (const word of asQuoted(value).split(' ')) this.#names.delete(word);
  }

  #stands(quoted: string): boolean {
    return quoted.split(' ').every((word) => this.#words.has(word));
  }
}
