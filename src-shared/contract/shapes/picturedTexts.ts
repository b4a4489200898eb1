/**
 * Where texts stand in a picture of the page: word by word, as the page knows it, so that whoever is erased later can be
 * taken out of the picture. docs/decisions/0053.
 */
import { z } from 'zod';
import { id } from '../../domain/valueShapes.ts';

/** More than any page shows; of one that shows more it isn't known where its texts stand. */
export const MOST_PICTURED_WORDS = 20_000;

const length = z.number().min(-100_000).max(100_000);

/** Left, top, width, height, in the pixels of the page's layout. */
const pictureBox = z.tuple([length, length, length, length]);
export type PictureBox = z.infer<typeof pictureBox>;

const picturedWord = z.strictObject({
  /** As quotations compare it. */
  word: z.string().max(1000),
  /** Several where it is broken between lines; none where something covers it. */
  boxes: z.array(pictureBox).max(50),
  /** Whose row or record it stands in; null: nobody's. */
  userNo: id.nullable(),
});
export type PicturedWord = z.infer<typeof picturedWord>;

export const picturedTexts = z.strictObject({
  /** Of the page's layout: the picture may have more pixels. */
  width: z.number().positive().max(100_000),
  height: z.number().positive().max(100_000),
  /** In the order in which they are read. */
  words: z.array(picturedWord).max(MOST_PICTURED_WORDS),
});
export type PicturedTexts = z.infer<typeof picturedTexts>;
