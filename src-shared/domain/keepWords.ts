/**
 * Words in notes and blocks that mean: this user stays. Pure. Which of them count is a setting; what follows is a review
 * flag, never a decision.
 */
import type { DetailFieldName, DetailKind } from '../details/details.ts';
import { isInForce } from '../details/inForce.ts';
import { withoutZeroWidth } from './primaryIdentifier.ts';
import { foldForSearch } from './searchedText.ts';

/** What a workspace begins with. */
export const KEEP_WORDS: readonly string[] = [
  'do not purge',
  'don’t purge',
  'do not delete',
  'don’t delete',
  'do not remove',
  'legal hold',
  'litigation',
  'lawsuit',
  'banned',
  'trespass',
  'donor',
];

/** What notes in other languages say: offered beside the list, for who adds them. */
export const MORE_KEEP_WORDS = {
  German: ['nicht löschen', 'nicht bereinigen', 'Hausverbot', 'Rechtsstreit', 'Stifter', 'Spender'],
  French: [
    'ne pas supprimer',
    'ne pas effacer',
    'conserver',
    'accès interdit',
    'litige',
    'donateur',
  ],
  Spanish: ['no borrar', 'no eliminar', 'conservar', 'expulsado', 'litigio', 'donante'],
  Italian: ['non cancellare', 'non eliminare', 'conservare', 'espulso', 'contenzioso', 'donatore'],
  Dutch: [
    'niet verwijderen',
    'niet wissen',
    'bewaren',
    'toegang ontzegd',
    'rechtszaak',
    'schenker',
  ],
  Portuguese: ['não apagar', 'não eliminar', 'não excluir', 'conservar', 'litígio', 'doador'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The words with those of a language that are not among them, as far as there is room. */
export function withMoreWords(
  words: readonly string[],
  language: keyof typeof MORE_KEEP_WORDS,
  most: number,
): string[] {
  const known = new Set(words.map(foldForWords));
  const more = MORE_KEEP_WORDS[language].filter((word) => !known.has(foldForWords(word)));
  return [...words, ...more].slice(0, most);
}

/** Where they are looked for. */
export const KEEP_FIELDS = {
  notes: ['note_type', 'note_text'],
  blocks: ['block_type', 'block_description', 'block_note'],
} as const satisfies Partial<Record<DetailKind, readonly DetailFieldName[]>>;
export type KeepKind = keyof typeof KEEP_FIELDS;
export const KEEP_KINDS = Object.keys(KEEP_FIELDS) as KeepKind[];

export function isKeepKind(kind: DetailKind): kind is KeepKind {
  return Object.hasOwn(KEEP_FIELDS, kind);
}

const LETTER = '\\p{L}\\p{M}\\p{N}';
const NOT_LETTERS = new RegExp(`[^${LETTER}]+`, 'u');
/** Scripts that put no space between words. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

const PLAIN = /^[ -&(-_a-~]*$/;
const APOSTROPHES = /(?<=\p{L})['’‘‛ʼ`´′＇](?=\p{L})/gu;
/** Marks without width at which a line may break: copied text has them between words, and within. */
const UNSEEN_SPACES = /[\u180e\u200b\u2060\ufeff]/gu;
/** Stands between the ways in which a text can be read, and is part of none. */
const OTHERWISE = '\0';

/** A text in each way in which it can be read: *don’t* is *dont*, too, and what is unseen a space or nothing. */
function waysToRead(text: string): readonly string[] {
  if (PLAIN.test(text)) return [text.toLowerCase()];
  const spaced = [text, text.replace(UNSEEN_SPACES, ' ')].map(withoutZeroWidth);
  const ways = spaced.flatMap((each) => [each, each.replace(APOSTROPHES, '')]);
  return [...new Set(ways.map((way) => foldForSearch(way.normalize('NFKC'))))];
}

/** Text as words are looked for in it: without case, accents and widths, in all ways in which it can be read. */
export function foldForWords(text: string): string {
  return waysToRead(text).join(OTHERWISE);
}

/**
 * Finds the words in text that is folded (`foldForWords`): where a word begins, whatever stands between its parts. A word stands for its longer
 * forms, too (donor, donors): what holds somebody back wrongly is seen, what lets somebody go isn't. Never finds one
 * across the end of a line.
 * @returns null when there is nothing to find
 */
export function keepPattern(words: readonly string[]): RegExp | null {
  const ways = new Set(words.flatMap((word) => waysToRead(word.trim())));
  const patterns = Array.from(ways).flatMap((word) => {
    const parts = word.split(NOT_LETTERS).filter((part) => part !== '');
    if (parts.length === 0) return word === '' ? [] : [literally(word)];
    const begin = UNSPACED.test(parts[0]!) ? '' : `(?<![${LETTER}])`;
    return [`${begin}${parts.join(`[^${LETTER}\\n${OTHERWISE}]+`)}`];
  });
  return patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'gu');
}

/** Of signs alone, as they stand. */
const literally = (text: string) =>
  Array.from(text, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`).join('');

/** Whether one text says so. */
export function saysKeep(text: string, pattern: RegExp): boolean {
  return foldForWords(text.replaceAll('\n', ' ')).search(pattern) >= 0;
}

/**
 * Whether a line that stands for a user says so; a block that is over says nothing.
 * @param value of the line’s field of that name
 */
export function lineSaysKeep(
  kind: KeepKind,
  value: (field: string) => string | number | null,
  pattern: RegExp | null,
  today: string,
): boolean {
  if (pattern === null || !isInForce(kind, value, today)) return false;
  return KEEP_FIELDS[kind].some((field) => {
    const text = value(field);
    return text !== null && saysKeep(String(text), pattern);
  });
}
