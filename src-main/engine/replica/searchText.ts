/**
 * The search for users as they are written on screen: identifiers and names of all users as one text in memory, User IDs
 * and e-mails as another, both searched byte by byte. Built at the first search and when any of them has changed.
 */
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { pagesOf } from './eachPage.ts';

/**
 * Shorter words are looked for in identifiers and names alone: nearly every User ID has any two digits in it, and nearly
 * every e-mail any two letters.
 */
export const LEAST_OF_CONTACTS = 4;

export class SearchText {
  readonly #names: Lines;
  readonly #contacts: Lines;
  readonly #userNos: Int32Array;

  private constructor(names: Lines, contacts: Lines, userNos: Int32Array) {
    this.#names = names;
    this.#contacts = contacts;
    this.#userNos = userNos;
  }

  static read(db: ReadableDb, users: number): SearchText {
    const reading = SearchText.reading(db, users);
    for (;;) {
      const step = reading.next();
      if (step.done) return step.value;
    }
  }

  /** The same page by page. What comes of it is only true if nobody’s names have changed meanwhile. */
  static *reading(db: ReadableDb, users: number): Generator<void, SearchText> {
    const names = new LinesWriter(users);
    const contacts = new LinesWriter(users);
    const userNos = new Int32Array(users);
    let count = 0;
    const foldName = rememberedFolds();
    for (const { userNos: numbers, values } of pagesOf(db, SEARCHED)) {
      const [identifiers, firstNames, lastNames, userIds, emails] = values;
      for (let n = 0; n < numbers.length; n++) {
        let text = foldForSearch(identifiers![n] as string);
        const firstName = firstNames![n] as string | null;
        const lastName = lastNames![n] as string | null;
        if (firstName) text += ` ${foldName(firstName)}`;
        if (lastName) text += ` ${foldName(lastName)}`;
        names.add(text);
        const userId = (userIds![n] as string | null) ?? '';
        const email = (emails![n] as string | null) ?? '';
        contacts.add(userId === '' && email === '' ? '' : foldForSearch(`${userId} ${email}`));
        userNos[count++] = numbers[n]!;
      }
      names.flush();
      contacts.flush();
      yield;
    }
    return new SearchText(names.end(), contacts.end(), userNos.subarray(0, count));
  }

  /**
   * Users of whom each word of the text is found, in any order, without case and accents; a comma parts words as a
   * blank does, so that people are found as `Last, First`, too. All users for a blank text.
   */
  find(text: string): UserBitmap {
    const [longest, ...others] = wordsOf(text);
    if (!longest) return UserBitmap.of(this.#userNos);
    const found = new UserBitmap();
    const note = (user: number) => {
      if (others.every((word) => this.#has(user, word))) found.add(this.#userNos[user]!);
    };
    this.#names.eachWith(longest, note);
    if (longest.length >= LEAST_OF_CONTACTS) this.#contacts.eachWith(longest, note);
    return found;
  }

  #has(user: number, word: Buffer): boolean {
    if (this.#names.has(user, word)) return true;
    return word.length >= LEAST_OF_CONTACTS && this.#contacts.has(user, word);
  }
}

/** A line of text for each user, all in one. */
class Lines {
  readonly #bytes: Buffer;
  /** Where each line begins; one more than there are lines. */
  readonly #starts: Int32Array;

  constructor(bytes: Buffer, starts: Int32Array) {
    this.#bytes = bytes;
    this.#starts = starts;
  }

  has(line: number, word: Buffer): boolean {
    return this.#bytes.subarray(this.#starts[line], this.#starts[line + 1]).includes(word);
  }

  eachWith(word: Buffer, note: (line: number) => void): void {
    // Of what nearly everybody has, finding each place anew takes longer than looking at each byte.
    if (word.length === 1) this.#eachWithByte(word[0]!, note);
    else this.#eachWithBytes(word, note);
  }

  #eachWithBytes(word: Buffer, note: (line: number) => void): void {
    const count = this.#starts.length - 1;
    let line = 0;
    for (let at = this.#bytes.indexOf(word); at >= 0; ) {
      while (line < count && this.#starts[line + 1]! <= at) line++;
      note(line);
      at = this.#bytes.indexOf(word, this.#starts[line + 1]!);
    }
  }

  #eachWithByte(wanted: number, note: (line: number) => void): void {
    const bytes = this.#bytes;
    for (let line = 0; line < this.#starts.length - 1; line++) {
      const end = this.#starts[line + 1]!;
      for (let at = this.#starts[line]!; at < end; at++) {
        if (bytes[at] !== wanted) continue;
        note(line);
        break;
      }
    }
  }
}

class LinesWriter {
  readonly #starts: Int32Array;
  readonly #pieces: Buffer[] = [];
  #lines: string[] = [];
  #at = 0;
  #count = 0;

  /** @param most how many lines there can be */
  constructor(most: number) {
    this.#starts = new Int32Array(most + 1);
  }

  add(text: string): void {
    this.#starts[this.#count++] = this.#at;
    this.#lines.push(text, '\n');
    this.#at += (PLAIN.test(text) ? text.length : Buffer.byteLength(text)) + 1;
  }

  flush(): void {
    this.#pieces.push(Buffer.from(this.#lines.join('')));
    this.#lines = [];
  }

  end(): Lines {
    this.flush();
    this.#starts[this.#count] = this.#at;
    return new Lines(Buffer.concat(this.#pieces), this.#starts.subarray(0, this.#count + 1));
  }
}

/** The words of a search, the longest first: the fewest users have it. */
function wordsOf(text: string): Buffer[] {
  const folded = foldForSearch(text.trim());
  const words = folded.split(/[\s,;]+/u).filter((word) => word !== '');
  // Nothing but commas is looked for as it is.
  if (words.length === 0 && folded !== '') words.push(folded);
  return words.map((word) => Buffer.from(word)).sort((a, b) => b.length - a.length);
}

const SEARCHED = ['primary_identifier', 'first_name', 'last_name', 'alma_user_id', 'email'];

const NAMES_REMEMBERED = 50_000;

/** Many people share a name, and folding one with accents takes long. */
function rememberedFolds(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let folded = known.get(name);
    if (folded === undefined) {
      folded = foldForSearch(name);
      if (known.size < NAMES_REMEMBERED) known.set(name, folded);
    }
    return folded;
  };
}

const PLAIN = /^[\x20-\x7e]*$/;
