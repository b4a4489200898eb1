/**
 * The first column of a set file: its heading, and identifiers as Alma would not find them: what is odd about one,
 * and how it is written clean.
 * Alma compares without case, but knows nothing of spaces and decimal zeros that a spreadsheet added.
 * Must never guess lost zeros or digits: another identifier is another user.
 */
import { trimOuterSpace, withoutZeroWidth } from './primaryIdentifier.ts';

/** What Alma accepts above primary identifiers. */
export const SET_FILE_HEADINGS = ['USERNAME', 'Primary ID'] as const;
export type SetFileHeading = (typeof SET_FILE_HEADINGS)[number];

/** Zeros behind a decimal point; spaces around it; inside it spaces that only look like one, or have no width. */
export const IDENTIFIER_ODDITIES = ['decimal-zeros', 'outer-spaces', 'inner-spaces'] as const;
export type IdentifierOddity = (typeof IDENTIFIER_ODDITIES)[number];

export interface CleanIdentifier {
  /** As Alma would find it; the identifier itself when nothing is odd about it. */
  readonly clean: string;
  readonly oddities: readonly IdentifierOddity[];
}

const NOTHING_ODD: readonly IdentifierOddity[] = [];
const VISIBLE_ASCII = /^[\x21-\x7e]*$/;
const DECIMAL_ZEROS = /^(\d+)\.0+$/;

export function cleanIdentifier(text: string): CleanIdentifier {
  // Nearly all are plain, and there may be a million.
  if (VISIBLE_ASCII.test(text) && !text.endsWith('0'))
    return { clean: text, oddities: NOTHING_ODD };
  const trimmed = trimOuterSpace(text);
  const spaced = withoutZeroWidth(trimmed).replace(/[^\S ]/gu, ' ');
  const clean = DECIMAL_ZEROS.exec(spaced)?.[1] ?? spaced;
  const oddities = IDENTIFIER_ODDITIES.filter(
    (oddity) =>
      ({
        'decimal-zeros': clean !== spaced,
        'outer-spaces': trimmed !== text,
        'inner-spaces': spaced !== trimmed,
      })[oddity],
  );
  return { clean, oddities };
}
