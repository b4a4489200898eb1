/**
 * Words that mean keep, as librarians write them. One that is missed lets a purge take somebody under a legal hold; one
 * that is found inside another word holds back users whom nobody meant.
 */
import { expect, test } from 'vitest';
import {
  KEEP_WORDS,
  keepPattern,
  lineSaysKeep,
  MORE_KEEP_WORDS,
  saysKeep,
  withMoreWords,
} from '#shared/domain/keepWords.ts';

const says = (text: string, words: readonly string[] = KEEP_WORDS) =>
  saysKeep(text, keepPattern(words)!);

test.each([
  'DO NOT PURGE!',
  'please do-not  purge',
  'Do not\npurge this user',
  'don’t delete',
  "Don't Purge",
  'Litigation pending',
  'major donors',
  'Banned: see 2019 report',
])('“%s” says so', (text) => {
  expect(says(text)).toBe(true);
});

test.each(['abandoned card', 'purge', 'condonor', 'do purge; not active', ''])(
  '“%s” doesn’t',
  (text) => {
    expect(says(text)).toBe(false);
  },
);

test.each([
  ['ＤＯ ＮＯＴ ＰＵＲＧＥ', KEEP_WORDS],
  ['dont purge', ['don’t purge']],
  ["don't purge", ['dont purge']],
  ['DON´T PURGE', ['don`t purge']],
  ['do\u200bnot\ufeff purge', KEEP_WORDS],
  ['liti\u00adgation', KEEP_WORDS],
  ['don\u200bor', KEEP_WORDS],
  ['doner', ['ｄｏｎｅｒ']],
  ['doner', ['do\u00adner']],
  ['legal hold', ['legal\u200bhold']],
  ['pour l’amende', ['amende']],
])('“%s” says one of %j, however either was typed or copied', (text, words) => {
  expect(says(text, words)).toBe(true);
});

test('what is read in two ways isn’t read across them', () => {
  expect(says('can’t stay do', ['do can'])).toBe(false);
  expect(says('hold\u200b legal', ['legal hold'])).toBe(false);
});

test('words of other scripts, with accents and of signs alone', () => {
  expect(says('NE PAS SUPPRIMER: ÉLÈVE', ['élève'])).toBe(true);
  expect(says('他被禁止进入图书馆', ['禁止'])).toBe(true);
  expect(says('user *** see desk', ['***'])).toBe(true);
  expect(says('a+b', ['.'])).toBe(false);
  expect(keepPattern([])).toBeNull();
  expect(keepPattern(['  '])).toBeNull();
});

test('a block that is over says nothing; a note always does', () => {
  const line = (values: Record<string, string>) => (field: string) => values[field] ?? null;
  const pattern = keepPattern(KEEP_WORDS);
  const block = { block_description: 'Banned' };
  const day = '2026-05-01';
  expect(lineSaysKeep('blocks', line(block), pattern, day)).toBe(true);
  expect(lineSaysKeep('blocks', line({ ...block, block_status: 'Inactive' }), pattern, day)).toBe(
    false,
  );
  expect(lineSaysKeep('blocks', line({ ...block, block_expiry: '2026-04-30' }), pattern, day)).toBe(
    false,
  );
  expect(lineSaysKeep('notes', line({ note_text: 'donor' }), pattern, day)).toBe(true);
  expect(lineSaysKeep('notes', line({ note_created_by: 'donor' }), pattern, day)).toBe(false);
});

test('words of another language are added to those there are, each once, and find its notes', () => {
  for (const language of Object.keys(MORE_KEEP_WORDS) as (keyof typeof MORE_KEEP_WORDS)[]) {
    const added = withMoreWords(KEEP_WORDS, language, 200);
    expect(added.slice(0, KEEP_WORDS.length)).toEqual(KEEP_WORDS);
    expect(withMoreWords(added, language, 200)).toEqual(added);
    expect(withMoreWords(KEEP_WORDS, language, KEEP_WORDS.length)).toEqual(KEEP_WORDS);
    for (const word of MORE_KEEP_WORDS[language]) {
      expect(says(`${word.toUpperCase()} (2025)`, added)).toBe(true);
    }
    // None is so short that anything would be found.
    expect(says('paid in full; exclusive, conservation area, spent', added)).toBe(false);
  }
  expect(
    withMoreWords(['HAUSVERBOT'], 'German', 200).filter((word) => /^hausverbot$/i.test(word)),
  ).toEqual(['HAUSVERBOT']);
});
