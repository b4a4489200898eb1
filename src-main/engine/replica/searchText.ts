/**
 * The quick search: identifier and names of all users as one text in memory, searched byte by byte.
 * Built at the first search and when names have changed. Called by matchUsers.ts.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { foldForSearch } from '../db/functions.ts';
import { eachValue } from './readColumn.ts';

const LINES_AT_ONCE = 20_000;

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
    eachValue<string>(db, 'search_text', (userNo, text) => {
      userNos[count] = userNo;
      starts[count++] = at;
      lines.push(text, '\n');
      at += (PLAIN.test(text) ? text.length : Buffer.byteLength(text)) + 1;
      if (lines.length > LINES_AT_ONCE) flush();
    });
    flush();
    starts[count] = at;
    return new SearchText(Buffer.concat(pieces), starts.subarray(0, count + 1), userNos);
  }

  /** Users whose identifier or name holds the text, without case and accents; all for a blank text. */
  find(text: string): UserBitmap {
    const found = new UserBitmap();
    const needle = Buffer.from(foldForSearch(text.trim()));
    const count = this.#starts.length - 1;
    if (needle.length === 0) return UserBitmap.of(this.#userNos.subarray(0, count));
    let user = 0;
    for (let at = this.#bytes.indexOf(needle); at >= 0; ) {
      while (user < count && this.#starts[user + 1]! <= at) user++;
      found.add(this.#userNos[user]!);
      at = this.#bytes.indexOf(needle, this.#starts[user + 1]!);
    }
    return found;
  }
}

const PLAIN = /^[\x20-\x7e]*$/;
