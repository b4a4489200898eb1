/** SQL functions of ours, the same on every connection. A blank value holds the empty text, as everything does. */
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { passesTest, type TextTestName } from '#shared/domain/textTests.ts';
import type { ReadableDb } from './db.ts';

export function registerFunctions(db: ReadableDb): void {
  db.function('fold_search', { deterministic: true, directOnly: true }, (text) =>
    text === null ? '' : foldForSearch(String(text)),
  );
  db.function('passes_test', { deterministic: true, directOnly: true }, (text, how, wanted) =>
    Number(passesTest(text as string, how as TextTestName, wanted as string)),
  );
}
