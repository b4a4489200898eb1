/**
 * The words that stand in a picture of a page, as they are kept with it: where each stands, and of the word itself only a
 * keyed hash, so that nothing can be read here that the picture doesn't show, not even what a cell has cut off. Owns
 * capture_key.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PicturedTexts } from '#shared/contract/shapes/picturedTexts.ts';
import { count } from '#shared/domain/valueShapes.ts';
import { get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import type { Box } from './blankOut.ts';

const KEY_BYTES = 32;
/** Of a hash; two words of one page with the same are as good as impossible. */
const HASH_BYTES = 9;

/** A word of a picture. */
export interface CapturedWord {
  readonly hash: string;
  /** 0: it stands in nobody's row. */
  readonly userNo: number;
  /** In pixels of the picture. */
  readonly boxes: readonly Box[];
}

const side = z.number().int();
/** Short: a page has hundreds. */
const storedWords = z.array(
  z.tuple([z.string(), count, z.array(z.tuple([side, side, side, side]))]),
);

/** @returns undefined for what isn't such words: then nobody knows where they stand */
export function parseWords(words: string): CapturedWord[] | undefined {
  const parsed = storedWords.safeParse(JSON.parse(words));
  return parsed.data?.map(([hash, userNo, boxes]) => ({ hash, userNo, boxes }));
}

export function writeWords(words: readonly CapturedWord[]): string {
  return JSON.stringify(words.map(({ hash, userNo, boxes }) => [hash, userNo, boxes]));
}

/** As they are kept with a picture of this width. Must run inside a transaction. */
export function wordsToKeep(db: WritableDb, texts: PicturedTexts, width: number): string {
  const hide = hiderOf(db) ?? newHider(db);
  const scale = width / texts.width;
  return writeWords(
    texts.words.map(({ word, userNo, boxes }) => ({
      hash: hide(word),
      userNo: userNo ?? 0,
      boxes: boxes.map((box) => scaled(box, scale)),
    })),
  );
}

/** Whole pixels around it. */
function scaled([left, top, width, height]: Box, scale: number): Box {
  const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)];
  return [x, y, Math.ceil((left + width) * scale) - x, Math.ceil((top + height) * scale) - y];
}

/** Makes of a folded word what is kept of it; undefined where nothing was kept yet. */
export function hiderOf(db: ReadableDb): ((word: string) => string) | undefined {
  const key = get<{ hmac_key: Uint8Array }>(db, 'SELECT hmac_key FROM capture_key')?.hmac_key;
  return key && hider(key);
}

function newHider(db: WritableDb): (word: string) => string {
  const key = randomBytes(KEY_BYTES);
  run(db, 'INSERT INTO capture_key (only_row, hmac_key) VALUES (1, ?)', key);
  return hider(key);
}

const hider = (key: Uint8Array) => (word: string) =>
  createHmac('sha256', key).update(word).digest().subarray(0, HASH_BYTES).toString('base64url');
