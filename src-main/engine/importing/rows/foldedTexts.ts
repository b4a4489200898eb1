/** The texts of a piece of lines (linePieces.ts) as a search compares them, all in one text. Pure. */
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { TEXT_END } from './linePieces.ts';

export interface FoldedTexts {
  /** Folded, each between two ends. */
  readonly text: string;
  /** Where each of them ends. */
  readonly ends: Int32Array;
}

const PLAIN = /^[\n\x20-\x7e]*$/;

/** @param fold must leave each text on one line */
export function foldedTexts(
  texts: string,
  fold: (text: string) => string = foldForSearch,
): FoldedTexts {
  // In plain ones a search looks past case alone, and nearly all pieces have no others.
  const text =
    fold === foldForSearch && PLAIN.test(texts)
      ? texts.toLowerCase()
      : texts
          .split(TEXT_END)
          .map((each) => fold(each))
          .join(TEXT_END);
  const ends: number[] = [];
  for (let at = text.indexOf(TEXT_END, 1); at >= 0; at = text.indexOf(TEXT_END, at + 1))
    ends.push(at);
  return { text, ends: Int32Array.from(ends) };
}
