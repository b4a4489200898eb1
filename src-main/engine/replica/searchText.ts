/**
 * The search for users as they are written on screen: identifiers, names and e-mail of all users as one text in memory,
 * searched byte by byte. Built at the first search and when any of them has changed.
 */
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { pagesOf } from './eachPage.ts';
export class SearchText {
  readonly #bytes: Buffer;
  /** Where each user's text begins, in the order of #userNos; one more than there are users. */
  readonly #starts: Int32Array;
  readonly #userNos: Int32Array;

  private constructor(bytes: Buffer, starts: Int32Array, userNos: Int32Array) {
    this.#bytes = bytes;
    this.#starts = starts;
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
    const starts = new Int32Array(users + 1);
    const userNos = new Int32Array(users);
    const pieces: Buffer[] = [];
    let lines: string[] = [];
    let at = 0;
    let count = 0;
    const flush = () => {
      pieces.push(Buffer.from(lines.join('')));
      lines = [];
    };
    const foldName = rememberedFolds();
    for (const { userNos: numbers, values } of pagesOf(db, SEARCHED)) {
      const [identifiers, firstNames, lastNames, ...others] = values;
      for (let n = 0; n < numbers.length; n++) {
        let text = foldForSearch(identifiers![n] as string);
        const firstName = firstNames![n] as string | null;
        const lastName = lastNames![n] as string | null;
        if (firstName) text += ` ${foldName(firstName)}`;
        if (lastName) text += ` ${foldName(lastName)}`;
        for (const other of others) {
          const value = other[n] as string | null;
          if (value) text += ` ${foldForSearch(value)}`;
        }
        userNos[count] = numbers[n]!;
        starts[count++] = at;
        lines.push(text, '\n');
        at += (PLAIN.test(text) ? text.length : Buffer.byteLength(text)) + 1;
      }
      flush();
      yield;
    }
    starts[count] = at;
    return new SearchText(Buffer.concat(pieces), starts.subarray(0, count + 1), userNos);
  }

  /**
   * Users of whom each word of the text is found, in any order, without case and accents; a comma parts words as a
   * blank does, so that people are found as `Last, First`, too. All users for a blank text.
   */
  find(text: string): UserBitmap {
    const [longest, ...others] = wordsOf(text);
    if (!longest) return UserBitmap.of(this.#userNos.subarray(0, this.#starts.length - 1));
    const found = new UserBitmap();
    const note = (user: number) => {
      if (others.length > 0) {
        const line = this.#bytes.subarray(this.#starts[user], this.#starts[user + 1]);
        if (!others.every((word) => line.includes(word))) return;
      }
      found.add(this.#userNos[user]!);
    };
    // Of what nearly everybody has, finding each place anew takes longer than looking at each byte.
    if (longest.length === 1) this.#eachWithByte(longest[0]!, note);
    else this.#eachWith(longest, note);
    return found;
  }

  #eachWith(word: Buffer, note: (user: number) => void): void {
    const count = this.#starts.length - 1;
    let user = 0;
    for (let at = this.#bytes.indexOf(word); at >= 0; ) {
      while (user < count && this.#starts[user + 1]! <= at) user++;
      note(user);
      at = this.#bytes.indexOf(word, this.#starts[user + 1]!);
    }
  }

  #eachWithByte(wanted: number, note: (user: number) => void): void {
    const bytes = this.#bytes;
    for (let user = 0; user < this.#starts.length - 1; user++) {
      const end = this.#starts[user + 1]!;
      for (let at = this.#starts[user]!; at < end; at++) {
        if (bytes[at] !== wanted) continue;
        note(user);
        break;
      }
    }
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
