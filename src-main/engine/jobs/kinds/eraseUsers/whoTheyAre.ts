/**
 * By what those are found who are to be erased: everything by which files and their own rows name them. A name that
 * somebody else has, too, names nobody by itself; together with the other name it does, unless they have both. What is
 * shared with somebody else, as the telephone of an office is, isn't looked for: it would be taken from them. Reads only.
 */
import { fullNamesOf, type NameParts } from '#shared/domain/fullNames.ts';
import { spellingsOfName } from '#shared/domain/nameSpellings.ts';
import { nearKey } from '#shared/domain/nearIdentifiers.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { asQuoted, gluedWords, spellingsOf } from '#shared/domain/quotations.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { type TextsOfRow, textsOfRows } from '../../../importing/commit/people.ts';
import { CHUNK_ROWS } from '../../../importing/rows/rowStore.ts';
import {
  isKeyOfOther,
  keysOfOthers,
  type NamedPerson,
  namedPeople,
  namesOfOthers,
  type OtherName,
  USERS_AT_ONCE,
  valuesOfOthers,
} from '../../../replica/people.ts';

export interface WhoTheyAre {
  /** By which texts name them. */
  readonly texts: readonly string[];
  /** Identifiers of every type, as they were written. */
  readonly identifiers: readonly string[];
  /** Primary identifiers as they may come again out of a spreadsheet, unless somebody else has one like it. */
  readonly near: readonly string[];
  /** How many more texts are theirs and somebody else's, too. */
  readonly shared: number;
}

const PEOPLE_AT_ONCE = 2000;

/**
 * @param members those to erase
 * @param sought by what else somebody is meant, who may be no user: identifiers, names, addresses
 * @yields now and then, so that others get their turn: how many rows were looked through since
 */
export function* whoTheyAre(
  db: ReadableDb,
  members: UserBitmap,
  sought: readonly string[] = [],
): Generator<number, WhoTheyAre> {
  const names = new NamesOfSome();
  // What came to be another's identifier since it was confirmed isn't theirs.
  const theirsAlone = sought.filter(
    (text) => !isKeyOfOther(db, foldText(text), (userNo) => members.has(userNo)),
  );
  const keys = new Set(theirsAlone.map(foldText));
  names.addSought(theirsAlone);
  const userNos = [...members];
  for (let from = 0; from < userNos.length; from += PEOPLE_AT_ONCE) {
    for (const person of namedPeople(db, userNos.slice(from, from + PEOPLE_AT_ONCE))) {
      keys.add(person.key);
      names.addPerson(person);
    }
    yield 0;
  }
  for (const texts of textsOfRows(db, (key) => keys.has(key))) {
    for (const each of texts) names.addRow(each);
    yield CHUNK_ROWS;
  }
  for (const key of names.otherKeys(keys))
    if (isKeyOfOther(db, key, (userNo) => members.has(userNo))) names.leaveTexts([key]);
  yield 0;
  const theirs = names.keys();
  for (const texts of textsOfRows(db, (key) => key !== '' && !theirs.has(key))) {
    for (const each of texts) {
      names.leaveTexts(each.others);
      names.leaveTexts(each.identifiers);
      // Their other names stand in their own rows.
      names.leaveNames([...each.middleNames, ...each.preferred.lastNames]);
      names.leaveNames(each.preferred.firstNames);
    }
    yield CHUNK_ROWS;
  }
  for (const others of keysOfOthers(db, (userNo) => members.has(userNo))) {
    names.leaveNear(others);
    yield USERS_AT_ONCE;
  }
  for (const others of namesOfOthers(db, (userNo) => members.has(userNo))) {
    names.leaveThoseOf(others);
    yield USERS_AT_ONCE;
  }
  for (const values of valuesOfOthers(db, (userNo) => members.has(userNo))) {
    names.leaveWordsOf(values);
    yield USERS_AT_ONCE;
  }
  return names.found();
}

/** Of the names of all others. */
const MOST_FOLDED = 50_000;
/** Of two names, as they are compared where they stand beside each other. */
const beside = (one: string, other: string) => (one && other ? `${one} ${other}` : one + other);
interface FoldedName {
  readonly alone: string;
  /** Its words. */
  readonly quoted: string;
}

const NO_NAME: FoldedName = { alone: '', quoted: '' };

class NamesOfSome {
  /** Each by how it is compared: identifiers and addresses. */
  readonly #texts = new Map<string, string>();
  /** The same by how they may stand without what is between their words: telephones are grouped in many ways. */
  readonly #glued = new Map<string, Set<string>>();
  /** By folded identifier, as it was written. */
  readonly #identifiers = new Map<string, string>();
  /** First and last name in either order, by how they are compared. */
  readonly #fullNames = new Map<string, string>();
  /** What they are made of, by how it is compared: whose last name is another has another full name. */
  readonly #inFull = new Set<string>();
  readonly #folded = new Map<string, FoldedName>();
  /** Single names by how they are compared. */
  readonly #single = new Map<string, string>();
  /** What is theirs alone, whatever else has it: their primary identifiers. */
  readonly #primary = new Set<string>();
  /** By which a later file may have their primary identifiers. */
  readonly #near = new Set<string>();

  addPerson({ key, identifier, lastName, firstName, email, almaUserId }: NamedPerson): void {
    this.#addNear(key);
    for (const each of [key, identifier]) this.#primary.add(asQuoted(each));
    // A cell that held a number is compared without what spreadsheets add to it.
    this.#addIdentifiers([key, identifier, almaUserId]);
    this.#addNames(lastName, firstName);
    if (email) this.#addText(email);
  }

  /** Rows under one of them are theirs, whatever it is. */
  addSought(texts: readonly string[]): void {
    this.#addIdentifiers(texts);
    for (const text of texts) this.#addNear(foldText(text));
    for (const text of texts.flatMap(spellingsOf)) {
      this.#addText(text);
      // As other names are: somebody else may be called so.
      for (const other of isName(text) ? spellingsOfName(text).slice(1) : []) {
        this.#fullNames.set(asQuoted(other), other);
        for (const word of asQuoted(other).split(' ')) this.#inFull.add(word);
      }
    }
  }

  addRow({ lastNames, firstNames, middleNames, preferred, others, identifiers }: TextsOfRow): void {
    this.#addIdentifiers(identifiers);
    for (const text of others) this.#addText(text);
    this.#addParts({
      lastNames: [...lastNames, ...preferred.lastNames],
      firstNames: [...firstNames, ...preferred.firstNames],
      middleNames,
    });
  }

  #addNear(key: string): void {
    const near = nearKey(key);
    if (near !== '') this.#near.add(near);
  }

  /** @param others keys of users who stay */
  leaveNear(others: readonly string[]): void {
    for (const key of others) this.#near.delete(nearKey(key));
  }

  #addText(text: string): void {
    const quoted = asQuoted(text);
    this.#texts.set(quoted, text);
    const glued = gluedWords(quoted);
    if (glued === undefined) return;
    const alike = this.#glued.get(glued);
    if (alike) alike.add(quoted);
    else this.#glued.set(glued, new Set([quoted]));
  }

  /** Those of their texts that are the same but for what stands between their words. */
  #alike(quoted: string): Iterable<string> {
    const glued = this.#glued.size === 0 ? undefined : gluedWords(quoted);
    return (glued !== undefined && this.#glued.get(glued)) || [quoted];
  }

  #addIdentifiers(identifiers: readonly (string | null)[]): void {
    for (const identifier of identifiers) {
      if (!identifier) continue;
      this.#identifiers.set(foldText(identifier), identifier);
      if (says(identifier)) this.#addText(identifier);
    }
  }

  #addNames(last: string | null, first: string | null): void {
    this.#addParts({
      lastNames: last ? [last] : [],
      firstNames: first ? [first] : [],
      middleNames: [],
    });
  }

  #addParts(told: NameParts): void {
    const parts = {
      lastNames: told.lastNames.flatMap(spellingsOfName),
      firstNames: told.firstNames.flatMap(spellingsOfName),
      middleNames: told.middleNames,
    };
    for (const name of [...parts.lastNames, ...parts.firstNames, ...parts.middleNames])
      this.#single.set(foldForSearch(name.trim()), name);
    for (const name of fullNamesOf(parts)) this.#fullNames.set(asQuoted(name), name);
    const { lastNames, firstNames } = parts;
    if (lastNames.length > 0 && firstNames.length > 0)
      for (const name of [...lastNames, ...firstNames]) this.#inFull.add(asQuoted(name));
  }

  /** What somebody else has, too. */
  readonly #shared = new Set<string>();

  keys(): Set<string> {
    return new Set(this.#identifiers.keys());
  }

  /** Folded identifiers of every other type. */
  otherKeys(primary: ReadonlySet<string>): string[] {
    return [...this.#identifiers.keys()].filter((key) => !primary.has(key));
  }

  /** What somebody else has, too, names nobody: to take it out would take it from them. */
  leaveTexts(others: Iterable<string>): void {
    for (const text of others) {
      for (const quoted of this.#alike(asQuoted(text))) {
        if (this.#primary.has(quoted)) continue;
        if (this.#texts.delete(quoted)) this.#shared.add(quoted);
      }
      if (!this.#primary.has(asQuoted(text))) this.#identifiers.delete(foldText(text));
    }
  }

  /** A name as it is compared; the same ones stand there again and again. */
  #nameOf(name: string | null): FoldedName {
    if (!name) return NO_NAME;
    const known = this.#folded.get(name);
    if (known) return known;
    if (this.#folded.size >= MOST_FOLDED) this.#folded.clear();
    const folded = { alone: foldForSearch(name.trim()), quoted: asQuoted(name) };
    this.#folded.set(name, folded);
    return folded;
  }

  /** Nor does a name that somebody else has, too: alone, or together with the other one. */
  leaveThoseOf(others: Iterable<OtherName>): void {
    for (const { lastName, firstName } of others) {
      const last = this.#nameOf(lastName);
      const first = this.#nameOf(firstName);
      for (const name of [last, first]) this.#leaveName(name);
      // Of nearly all nobody who is erased is called so.
      if (!lastName || !firstName || !this.#inFull.has(last.quoted)) continue;
      for (const name of [beside(first.quoted, last.quoted), beside(last.quoted, first.quoted)])
        if (this.#fullNames.delete(name)) this.#shared.add(name);
    }
  }

  /** A name that is one of several words of somebody else's stays theirs, too: whoever is called Bauer-Smith. */
  leaveNames(others: readonly string[]): void {
    for (const name of others) this.#leaveName(this.#nameOf(name));
  }

  #leaveName({ alone, quoted }: FoldedName): void {
    this.#single.delete(alone);
    if (quoted !== alone) for (const word of quoted.split(' ')) this.#single.delete(word);
  }

  /** A name that is a word of the institution's own, as of a user group, says by itself nothing of anybody. */
  leaveWordsOf(values: Iterable<string>): void {
    for (const value of values)
      for (const word of asQuoted(value).split(' ')) this.#single.delete(word);
  }

  found(): WhoTheyAre {
    const texts = [...this.#texts.values(), ...this.#fullNames.values(), ...this.#single.values()];
    const identifiers = [...this.#identifiers.values()];
    return { texts, identifiers, near: [...this.#near], shared: this.#shared.size };
  }
}

/** Of two words or more, none of which has a digit in it. */
const isName = (text: string) => /^[^\p{N}@]*\p{L}[\s,]+\p{L}[^\p{N}@]*$/u.test(text);

/** A short number stands everywhere: it is taken out of rows that are theirs, not out of texts. */
const says = (identifier: string) => !/^\p{N}{1,3}$/u.test(foldText(identifier));
