/** SQL functions of ours, the same on every connection. A blank value holds the empty text, as everything does. */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { passesTest, type TextTestName } from '#shared/domain/textTests.ts';
import type { ReadableDb } from './db.ts';

const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Text as the quick search compares it: without case and accents. */
export function foldForSearch(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return foldText(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

export function registerFunctions(db: ReadableDb): void {
  db.function('fold_search', { deterministic: true, directOnly: true }, (text) =>
    text === null ? '' : foldForSearch(String(text)),
  );
  db.function('passes_test', { deterministic: true, directOnly: true }, (text, how, wanted) =>
    Number(passesTest(text as string, how as TextTestName, wanted as string)),
  );
}
