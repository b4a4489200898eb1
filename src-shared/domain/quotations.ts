/**
 * Where texts name somebody: identifiers, names and addresses of people who are erased, found in whatever a file or a
 * librarian wrote. Word by word, without case and accents, whatever stands between the words; a word that only begins
 * like one of theirs is another word. Pure.
 */
import { foldForSearch } from './searchedText.ts';

/** Stands where somebody was named. */
export const ERASED_TEXT = '[erased]';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Two letters and digits that stand alone say hardly anything of anybody, and are found everywhere. */
const LEAST_LETTERS = 3;

interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

export class Quotations {
  /** By their first word: the words of each name that begins with it, longest first. */
  readonly #names = new Map<string, string[][]>();

  /** @param texts identifiers, names, addresses as they were written; those that say too little are left out */
  constructor(texts: Iterable<string>) {
    const known = new Set<string>();
    for (const text of texts) {
      const joined = asQuoted(text);
      const words = joined.split(' ');
      if (joined.length < LEAST_LETTERS || known.has(joined)) continue;
      known.add(joined);
      const [first] = words;
      const alike = this.#names.get(first!) ?? [];
      alike.push(words);
      this.#names.set(first!, alike);
    }
    for (const alike of this.#names.values()) alike.sort((a, b) => b.length - a.length);
  }

  /** Whether the text names any of them. */
  isIn(text: string): boolean {
    const words = wordsOf(text);
    return words.some((_, n) => this.#at(words, n) > 0);
  }

  /** The text without them; the same text where it names nobody. */
  takenOut(text: string): string {
    const words = wordsOf(text);
    let left = '';
    let done = 0;
    for (let n = 0; n < words.length; ) {
      const length = this.#at(words, n);
      if (length === 0) {
        n++;
        continue;
      }
      left += text.slice(done, words[n]!.start) + ERASED_TEXT;
      done = words[n + length - 1]!.end;
      n += length;
    }
    return done === 0 ? text : left + text.slice(done);
  }

  /** How many words of the text from the nth on are one of them; 0: none. */
  #at(words: readonly Word[], n: number): number {
    const alike = this.#names.get(words[n]!.folded);
    if (!alike) return 0;
    const found = alike.find((name) => name.every((word, m) => words[n + m]?.folded === word));
    return found?.length ?? 0;
  }
}

/** A text as it is looked for: its words alone, folded. Equal for two that are found in the same places. */
export function asQuoted(text: string): string {
  return wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ');
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    folded: foldForSearch(word),
    start: index,
    end: index + word.length,
  }));
}
