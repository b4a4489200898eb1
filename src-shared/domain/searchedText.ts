/** Text as a search compares it, the same in the engine and on the page. Pure. */
import { foldText } from './primaryIdentifier.ts';

const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Text as the quick search compares it: without case and accents. */
export function foldForSearch(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return foldText(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}
