/**
 * SQL functions of ours, the same on every connection, and the bitmaps that queries test against.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from './db.ts';

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const bitmapsOf = new WeakMap<ReadableDb, UserBitmap[]>();

/** Text as the quick search compares it: without case and accents. */
export function foldForSearch(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return foldText(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

export function registerFunctions(db: ReadableDb): void {
  const bitmaps: UserBitmap[] = [];
  bitmapsOf.set(db, bitmaps);
  const deterministic = { deterministic: true, directOnly: true };
  db.function('fold_text', deterministic, (text) =>
    text === null ? null : foldText(String(text)),
  );
  db.function('fold_search', { ...deterministic, varargs: true }, (...parts) =>
    foldForSearch(parts.filter((part) => part !== null).join(' ')),
  );
  db.function('in_bitmap', { directOnly: true }, (slot, userNo) =>
    bitmaps[slot as number]!.has(userNo as number) ? 1 : 0,
  );
}

/** Makes the bitmaps known to `in_bitmap(slot, user_no)` for the queries that follow. */
export function offerBitmaps(db: ReadableDb, bitmaps: readonly UserBitmap[]): void {
  bitmapsOf.get(db)!.splice(0, Number.POSITIVE_INFINITY, ...bitmaps);
}
