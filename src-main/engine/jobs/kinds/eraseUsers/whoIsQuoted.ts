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
import { CHUNK_ROWS } from '../../../importing/rows/rowStore.ts';
import { namedPeople, USERS_AT_ONCE, valuesOfOthers } from '../../../replica/people.ts';
import { TextMarks } from './textMarks.ts';

export interface Quoted {
  /** By what they are named and nobody else is, as far as it may stand in the texts. */
  readonly standing: readonly string[];
  /** Single names that may stand in them, but for words of the institution's own lists. */
  readonly names: readonly string[];
}

const PEOPLE_AT_ONCE = 2000;
const LEAST_LETTERS = 3;
/** Numbers so short stand everywhere. */
const SHORT_NUMBER = /^\p{N}{1,4}$/u;

/** What was found on the way. */
export interface FoundSoFar {
  /** By what they are named: identifiers, both names together, addresses. More of them than can be held. */
  readonly known: readonly string[];
  /** How many rows and users were looked through since. */
  readonly rows: number;
}

/**
 * @param texts that stay
 * @yields now and then, so that others get their turn
 */
export function* whoIsQuoted(
  db: ReadableDb,
  members: UserBitmap,
  texts: Iterable<string>,
): Generator<FoundSoFar, Quoted> {
  const words = new Set<string>();
  for (const text of texts) for (const word of asQuoted(text).split(' ')) words.add(word);
  const found = new Found(words);
  yield found.soFar(0);
  const userNos = [...members];
  for (let from = 0; from < userNos.length; from += PEOPLE_AT_ONCE) {
    for (const person of namedPeople(db, userNos.slice(from, from + PEOPLE_AT_ONCE))) {
      const { key, identifier, almaUserId, email, lastName, firstName } = person;
      found.add([key, identifier, almaUserId, email, ...fullNames(lastName, firstName)]);
      found.addNames([lastName, firstName]);
    }
    yield found.soFar(PEOPLE_AT_ONCE);
  }
  for (const rows of textsOfRows(db, () => true)) {
    for (const { identifiers, others, lastNames, firstNames } of rows) {
      const both = lastNames.flatMap((last, n) => fullNames(last, firstNames[n] ?? null));
      found.add([...identifiers, ...others, ...both]);
      found.addNames([...lastNames, ...firstNames]);
    }
    yield found.soFar(CHUNK_ROWS);
  }
  for (const values of valuesOfOthers(db, () => false)) {
    for (const value of values) found.leaveWordsOf(value);
    yield found.soFar(USERS_AT_ONCE);
  }
  return found;
}

class Found implements Quoted {
  readonly #words: ReadonlySet<string>;
  readonly #known = new TextMarks();
  #since: string[] = [];
  readonly #standing = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(words: ReadonlySet<string>) {
    this.#words = words;
  }

  soFar(rows: number): FoundSoFar {
    const known = this.#since;
    this.#since = [];
    return { known, rows };
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
      if (this.#known.add(quoted)) this.#since.push(text);
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
