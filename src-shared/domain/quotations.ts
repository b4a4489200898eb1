/**
 * Where texts name somebody: identifiers, names and addresses of people who are erased, found in whatever a file or a
 * librarian wrote. Word by word, without case and accents, whatever stands between the words; a word that only begins
 * like one of theirs is another word. Pure.
 */
import { HiddenNames } from './hiddenNames.ts';
import { foldForSearch } from './searchedText.ts';

/** Stands where somebody was named. */
export const ERASED_TEXT = '[erased]';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Two letters and digits that stand alone say hardly anything of anybody, and are found everywhere. */
const LEAST_LETTERS = 3;

interface Word {
  readonly folded: string;
  /** Of which of several texts. */
  readonly n: number;
  readonly start: number;
  readonly end: number;
}

/** Between two texts that have nothing to do with each other: no word is like it. */
const NO_TEXT: readonly Word[] = [{ folded: '', n: -1, start: 0, end: 0 }];

/** From where to where one of several texts names somebody. */
export interface QuotedPlace {
  readonly n: number;
  readonly start: number;
  end: number;
}

export class Quotations {
  /** By their first word: the words of each name that begins with it, longest first. */
  readonly #names = new Map<string, string[][]>();
  /** Of each name the word that is found in the fewest texts. */
  readonly #longest = new Set<string>();

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
      this.#longest.add(words.reduce((a, b) => (b.length > a.length ? b : a)));
      this.#names.set(first!, alike);
    }
    for (const alike of this.#names.values()) alike.sort((a, b) => b.length - a.length);
  }

  /** The same names. @param hide makes of a folded word what nobody reads, the same of the same one */
  hidden(hide: (word: string) => string): HiddenNames {
    const names = [...this.#names.values()].flat();
    return new HiddenNames(names.map((words) => words.map(hide)));
  }

  /** Whether the text names any of them. */
  isIn(text: string): boolean {
    const words = wordsOf(text);
    return words.some((_, n) => this.#at(words, n) > 0);
  }

  /**
   * Whether it is worth looking: no text is passed over that names any of them.
   * @param folded a text, or very many of them, as a search compares it (`foldForSearch`)
   */
  mayBeIn(folded: string): boolean {
    for (const word of this.#longest) if (folded.includes(word)) return true;
    return false;
  }

  /** The text without them; the same text where it names nobody. */
  takenOut(text: string): string {
    return this.takenOutOf([text])[0]!;
  }

  /**
   * The same of texts that stand beside each other, as the cells of a row do: a name may have its words in two of them.
   * @param texts null: what stands there is no text, and no name goes on behind it
   */
  takenOutOf<Text extends string | null>(texts: readonly Text[]): Text[] {
    const places = this.placesIn(texts);
    if (places.length === 0) return [...texts];
    const left: (string | null)[] = [...texts];
    // From the end: what stands before keeps its place.
    for (const { n, start, end } of places.toReversed())
      left[n] = left[n]!.slice(0, start) + ERASED_TEXT + left[n]!.slice(end);
    return left as Text[];
  }

  /** Where such texts name any of them, in their order. */
  placesIn(texts: readonly (string | null)[]): QuotedPlace[] {
    const words = texts.flatMap((text, n) => (text === null ? NO_TEXT : wordsOf(text, n)));
    const places: QuotedPlace[] = [];
    for (let at = 0; at < words.length; ) {
      const length = this.#at(words, at);
      for (const word of words.slice(at, at + length)) {
        const last = places.at(-1);
        const goesOn = word !== words[at] && last?.n === word.n;
        if (goesOn) last.end = word.end;
        else places.push({ n: word.n, start: word.start, end: word.end });
      }
      at += Math.max(1, length);
    }
    return places;
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

/**
 * A text that was typed to find somebody by, as files and librarians may have written it: a name with its last word in
 * front, or its first at the end.
 */
export function spellingsOf(text: string): string[] {
  const words = text.trim().split(/[\s,;]+/u);
  const isName = words.length > 1 && !/[\p{N}@]/u.test(text);
  if (!isName) return [text.trim()];
  const [first, ...rest] = words;
  const turned = [
    [...rest, first],
    [words.at(-1), ...words.slice(0, -1)],
  ];
  return [...new Set([words, ...turned].map((each) => each.join(' ')))];
}

/** The words of a text as they are compared, and where they stand in it. */
export function quotedWords(text: string): Pick<Word, 'folded' | 'start' | 'end'>[] {
  return wordsOf(text);
}

function wordsOf(text: string, n = 0): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    n,
    folded: foldForSearch(word),
    start: index,
    end: index + word.length,
  }));
}
