/**
 * What the files of a reversal kit are called: numbered in the order of the sheet, by the field and its value, so that any
 * system takes them and no two are alike where case doesn't count. A value that somebody wrote freely may name a person:
 * it stands in no name. Pure.
 */
import { userField } from '../../fields/userFields.ts';
import { isLineField, labelOfChange } from '../../jobKinds/updateFields.ts';
import type { KitFile } from './kit.ts';
import { KIT_FILE_WORDS } from './words.ts';

/** Letters of a value. */
const MOST_LETTERS = 60;

/** @param n from 1, of so many @returns without its ending */
export function setFileName(
  { field, from, back }: Pick<KitFile, 'field' | 'from' | 'back'>,
  n: number,
  of: number,
): string {
  const number = String(n).padStart(Math.max(2, String(of).length), '0');
  const label = labelOfChange(field);
  const isLine = isLineField(field);
  if (from === null && !isLine) return KIT_FILE_WORDS.set(number, label, KIT_FILE_WORDS.none);
  const value = isWrittenFreely({ field, back })
    ? ''
    : plainName(from ?? back?.value ?? '', MOST_LETTERS);
  return value === ''
    ? KIT_FILE_WORDS.setWithoutValue(number, label)
    : KIT_FILE_WORDS.set(number, label, value);
}

/** Whether a value may name a person: a line that can be given again is one of a list; a note is what somebody wrote. */
export const isWrittenFreely = ({ field, back }: Pick<KitFile, 'field' | 'back'>): boolean =>
  isLineField(field) ? back === null : userField(field).kind === 'text';

/** What every system takes in a name: no separators, no marks that Windows refuses, no dot or space at the ends. */
export function plainName(text: string, most: number): string {
  const line = text.normalize('NFC').replace(/[<>:"/\\|?*\p{C}\s]+/gu, ' ');
  return [...line]
    .slice(0, most)
    .join('')
    .replace(/^[ .]+|[ .]+$/g, '');
}
