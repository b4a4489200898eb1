/**
 * Where texts name somebody: identifiers, names and addresses of people who are erased, found in whatever a file or a
 * librarian wrote. Word by word, without case and accents, whatever stands between the words; a word that only begins
 * like one of theirs is another word. Pure.
 */
import { HiddenNames } from './hiddenNames.ts';
import { ZERO_WIDTH } from './primaryIdentifier.ts';
import { foldForSearch } from './searchedText.ts';
import { readSigns } from './writtenSigns.ts';

/** Stands where somebody was named. */
export const ERASED_TEXT = '[erased]';

/** The same where the text would become longer than what may stand there. */
const SHORT_MARK = '…';
/** As much as may stand in any column. */
const FITS_EVERYWHERE = 90;
const isTooLong = (left: string, before: string) =>
  left.length > Math.max(before.length, FITS_EVERYWHERE);

/** A day is one word: a number that is somebody's identifier is no part of it. */
const DAY =
  '(?<![\\p{L}\\p{N}-])(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T[\\d:.]+Z)?(?![\\p{L}\\p{N}-])';
/** A soft hyphen or a joiner within a word: nobody sees it, and text that was copied has it. */
const LETTERS = `[\\p{L}\\p{N}\\p{M}]+(?:[${ZERO_WIDTH}]+[\\p{L}\\p{N}\\p{M}]+)*`;
const WORD = new RegExp(`${DAY}|${LETTERS}`, 'gu');
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** Letters in it may be others than they look. */
const MAY_HAVE_SIGNS = /&(?:#|[a-z]{2,8};)|%[\da-f]{2}|\\u[\da-f]{4}|_x[\da-f]{4}_/i;
/** A day, or a sign that stands for another. */
const MAY_HAVE_MORE = /\d-\d\d-\d|&[#a-z]|%[\da-f]{2}|\\u[\da-f]{4}|_x[\da-f]{4}_/i;
const isPlain = (text: string) => PLAIN_ASCII.test(text) && !MAY_HAVE_MORE.test(text);
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
const NO_WORD = '';
const NO_TEXT: readonly Word[] = [{ folded: NO_WORD, n: -1, start: 0, end: 0 }];

/** From where to where one of several texts names somebody. */
export interface QuotedPlace {
  readonly n: number;
  readonly start: number;
  end: number;
}

/** Names that begin with one word. */
interface Alike {
  /** It is a name by itself. */
  alone: boolean;
  /** By the second word, longest first: so many can be called like somebody that they aren't gone through one by one. */
  readonly bySecond: Map<string, string[][]>;
}

/** So many texts that aren't plain are known by their words: names stand there again and again. */
const MOST_KNOWN = 20_000;

export class Quotations {
  /** By their first word. */
  readonly #names = new Map<string, Alike>();
  readonly #known = new Map<string, readonly string[]>();
  /** Of each name the word that is found in the fewest texts. */
  readonly #longest = new Set<string>();
  /** Names of digits alone, as one number: texts group the digits of a telephone or a barcode as they like. */
  readonly #numbers = new Set<string>();

  /** @param texts identifiers, names, addresses as they were written; those that say too little are left out */
  constructor(texts: Iterable<string>) {
    const known = new Set<string>();
    for (const text of texts) {
      const joined = asQuoted(text);
      const words = joined.split(' ');
      if (joined.length < LEAST_LETTERS || known.has(joined)) continue;
      known.add(joined);
      this.#add(words as [string, ...string[]]);
      this.#longest.add(words.reduce((a, b) => (b.length > a.length ? b : a)));
      const glued = gluedWords(joined);
      if (glued === undefined) continue;
      if (ALL_DIGITS.test(glued)) this.#numbers.add(glued);
      if (words.length === 1 || known.has(glued)) continue;
      known.add(glued);
      this.#add([glued]);
      this.#longest.add(glued);
    }
    for (const { bySecond } of this.#names.values())
      for (const names of bySecond.values()) names.sort((a, b) => b.length - a.length);
  }

  #add(words: readonly [string, ...string[]]): void {
    const [first, second] = words;
    const alike = this.#names.get(first) ?? { alone: false, bySecond: new Map() };
    this.#names.set(first, alike);
    if (second === undefined) {
      alike.alone = true;
      return;
    }
    const names = alike.bySecond.get(second);
    if (names) names.push([...words]);
    else alike.bySecond.set(second, [[...words]]);
  }

  /** The same names. @param hide makes of a folded word what nobody reads, the same of the same one */
  hidden(hide: (word: string) => string): HiddenNames {
    const names = [...this.#names].flatMap(([first, { alone, bySecond }]) => [
      ...(alone ? [[first]] : []),
      ...[...bySecond.values()].flat(),
    ]);
    return new HiddenNames(names.map((words) => words.map(hide)));
  }

  /** Whether the text names any of them. */
  isIn(text: string): boolean {
    return this.#areIn([text]);
  }

  /** The same of texts that stand beside each other: quick, because nearly all of them name nobody. */
  #areIn(texts: readonly (string | null)[]): boolean {
    const words: string[] = [];
    for (const text of texts) {
      if (text === null) {
        words.push(NO_WORD);
        continue;
      }
      const folded = this.#foldedWords(text);
      for (const word of folded) words.push(word);
      if (this.#hasGrouped(folded)) return true;
    }
    for (let n = 0; n < words.length; n++) if (this.#at(words, n) > 0) return true;
    return false;
  }

  #foldedWords(text: string): readonly string[] {
    if (isPlain(text)) return plainWords(text);
    const known = this.#known.get(text);
    if (known) return known;
    const words = wordsOf(text).map(({ folded }) => folded);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(text, words);
    return words;
  }

  /**
   * Whether it is worth looking: no text is passed over that names any of them.
   * @param folded a text, or very many of them, as a search compares it (`foldForSearch`)
   */
  mayBeIn(folded: string): boolean {
    for (const word of this.#longest) if (folded.includes(word)) return true;
    if (MAY_HAVE_SIGNS.test(folded)) return true;
    if (this.#numbers.size === 0) return false;
    const together = folded.replace(BETWEEN_DIGITS, '');
    for (const number of this.#numbers) if (together.includes(number)) return true;
    return false;
  }

  #hasGrouped(words: readonly string[]): boolean {
    if (this.#numbers.size === 0) return false;
    for (let n = 0; n + 1 < words.length; n++) if (this.#groupedAt(words, n) > 0) return true;
    return false;
  }

  /** How many words of one text from the nth on are the digits of one of them; 0: none. */
  #groupedAt(words: readonly string[], n: number): number {
    let number = words[n]!;
    // Nearly all words are none.
    if (!isDigit(number.charCodeAt(0)) || !ALL_DIGITS.test(number)) return 0;
    let found = 0;
    for (let m = n + 1; m < words.length && number.length < MOST_DIGITS; m++) {
      if (!ALL_DIGITS.test(words[m]!)) break;
      number += words[m]!;
      if (this.#numbers.has(number)) found = m + 1 - n;
    }
    return found;
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
    const put = (mark: string, isMeant: (n: number) => boolean) => {
      for (const { n, start, end } of places.toReversed())
        if (isMeant(n)) left[n] = left[n]!.slice(0, start) + mark + left[n]!.slice(end);
    };
    put(ERASED_TEXT, () => true);
    const grown = new Set(places.map(({ n }) => n).filter((n) => isTooLong(left[n]!, texts[n]!)));
    for (const n of grown) left[n] = texts[n]!;
    put(SHORT_MARK, (n) => grown.has(n));
    return left as Text[];
  }

  /** Where such texts name any of them, in their order. */
  placesIn(texts: readonly (string | null)[]): QuotedPlace[] {
    if (!this.#areIn(texts)) return [];
    const words = texts.flatMap((text, n) => (text === null ? NO_TEXT : wordsOf(text, n)));
    const folded = words.map((word) => word.folded);
    const places: QuotedPlace[] = [];
    for (let at = 0; at < words.length; ) {
      const length = Math.max(this.#at(folded, at), this.#groupedIn(words, at));
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

  #groupedIn(words: readonly Word[], at: number): number {
    if (this.#numbers.size === 0 || !isDigit(words[at]!.folded.charCodeAt(0))) return 0;
    const { n } = words[at]!;
    const own: string[] = [];
    for (let m = at; own.length < MOST_DIGITS && words[m]?.n === n; m++) own.push(words[m]!.folded);
    return this.#groupedAt(own, 0);
  }

  /** How many words of the text from the nth on are one of them; 0: none. */
  #at(words: readonly string[], n: number): number {
    const alike = this.#names.get(words[n]!);
    if (!alike) return 0;
    const next = words[n + 1];
    const names = next === undefined ? undefined : alike.bySecond.get(next);
    const found = names?.find((name) => name.every((word, m) => words[n + m] === word));
    return found?.length ?? (alike.alone ? 1 : 0);
  }
}

/** Fewer letters and digits stand together by chance. */
const LEAST_GLUED = 6;
/** No telephone and no barcode has more. */
const MOST_DIGITS = 40;
const ALL_DIGITS = /^\d+$/;
const BETWEEN_DIGITS = /(?<=\d)[^\p{L}\p{N}]+(?=\d)/gu;
const isDigit = (code: number) => code >= ZERO && code <= NINE;

/**
 * A telephone, street or identifier as it may stand without what is between its words. Names have none: those of two people
 * can be the same letters.
 * @param quoted as `asQuoted` gives it
 */
export function gluedWords(quoted: string): string | undefined {
  if (!/\p{N}/u.test(quoted)) return undefined;
  const glued = quoted.replaceAll(' ', '');
  return glued.length < LEAST_GLUED ? undefined : glued;
}

/** A text as it is looked for: its words alone, folded. Equal for two that are found in the same places. */
export function asQuoted(text: string): string {
  if (isPlain(text)) return plainWords(text).join(' ');
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

const [ZERO, NINE, A, Z] = ['0', '9', 'a', 'z'].map((each) => each.charCodeAt(0)) as [
  ...[number, number, number, number],
];

/** The folded words of a text of ASCII without a day in it, as `wordsOf` finds them: nearly all texts are such, and there are millions. */
function plainWords(text: string): string[] {
  const folded = text.toLowerCase();
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= folded.length; at++) {
    const code = folded.charCodeAt(at);
    if ((code >= A && code <= Z) || (code >= ZERO && code <= NINE)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      words.push(folded.slice(start, at));
      start = -1;
    }
  }
  return words;
}

/** Words of which letters are written otherwise stand where they are written. */
function wordsOf(text: string, n = 0): Word[] {
  const read = MAY_HAVE_MORE.test(text) ? readSigns(text) : undefined;
  if (!read) return wordsIn(text, n);
  const { places } = read;
  return wordsIn(read.text, n).map((word) => ({
    ...word,
    start: places[word.start]!,
    end: places[word.end]!,
  }));
}

function wordsIn(text: string, n: number): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    n,
    folded: foldForSearch(word),
    start: index,
    end: index + word.length,
  }));
}
