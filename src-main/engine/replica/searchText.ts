/**
 * The quick search: identifier and names of all users as one text in memory, searched byte by byte.
 * Built at the first search and when names have changed.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { foldForSearch } from '../db/functions.ts';
import { eachPage } from './eachPage.ts';

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
    eachPage(db, SEARCHED, (numbers, [identifiers, firstNames, lastNames]) => {
      for (let n = 0; n < numbers.length; n++) {
        let text = foldForSearch(identifiers![n] as string);
        const firstName = firstNames![n] as string | null;
        const lastName = lastNames![n] as string | null;
        if (firstName) text += ` ${foldName(firstName)}`;
        if (lastName) text += ` ${foldName(lastName)}`;
        userNos[count] = numbers[n]!;
        starts[count++] = at;
        lines.push(text, '\n');
        at += (PLAIN.test(text) ? text.length : Buffer.byteLength(text)) + 1;
      }
      flush();
    });
    starts[count] = at;
    return new SearchText(Buffer.concat(pieces), starts.subarray(0, count + 1), userNos);
  }

  /** Users whose identifier or name holds the text, without case and accents; all for a blank text. */
  find(text: string): UserBitmap {
    const found = new UserBitmap();
    const needle = Buffer.from(foldForSearch(text.trim()));
    const count = this.#starts.length - 1;
    if (needle.length === 0) return UserBitmap.of(this.#userNos.subarray(0, count));
    // Of what nearly everybody has, finding each place anew takes longer than looking at each byte.
    if (needle.length === 1) return this.#findByte(needle[0]!);
    let user = 0;
    for (let at = this.#bytes.indexOf(needle); at >= 0; ) {
      while (user < count && this.#starts[user + 1]! <= at) user++;
      found.add(this.#userNos[user]!);
      at = this.#bytes.indexOf(needle, this.#starts[user + 1]!);
    }
    return found;
  }

  #findByte(wanted: number): UserBitmap {
    const found = new UserBitmap();
    const bytes = this.#bytes;
    for (let user = 0; user < this.#starts.length - 1; user++) {
      const end = this.#starts[user + 1]!;
      for (let at = this.#starts[user]!; at < end; at++) {
        if (bytes[at] !== wanted) continue;
        found.add(this.#userNos[user]!);
        break;
      }
    }
    return found;
  }
}

const SEARCHED = ['primary_identifier', 'first_name', 'last_name'];

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
