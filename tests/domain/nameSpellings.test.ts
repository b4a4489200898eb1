/** Names as other systems write them. A spelling too few leaves somebody in a text; the texts themselves stay what they are. */
import { expect, test } from 'vitest';
import { fullNames } from '#shared/domain/fullNames.ts';
import { spellingsOfName } from '#shared/domain/nameSpellings.ts';
import { asQuoted, Quotations } from '#shared/domain/quotations.ts';
import { readSigns } from '#shared/domain/writtenSigns.ts';

test('letters that a keyboard lacks are written out, and two of them may have been one', () => {
  const ways = (name: string) => spellingsOfName(name).map(asQuoted);
  expect(ways('Müller')).toEqual(['muller', 'mueller']);
  expect(ways('Mueller')).toEqual(['mueller', 'muller']);
  expect(ways('Søren')).toEqual(['søren', 'soeren', 'soren']);
  expect(ways('Łukasz')).toEqual(['łukasz', 'lukasz']);
  expect(ways('Groß')).toEqual(['gross']);
  expect(ways('Smith')).toEqual(['smith']);
});

test('between names in Chinese, Japanese and Korean no space is written', () => {
  expect(fullNames('王', '小明')).toContain('王小明');
  expect(fullNames('김', '민수')).toContain('김민수');
  expect(fullNames('Kim', 'Minsu')).toEqual(['Minsu Kim', 'Kim Minsu']);
});

test('signs that stand for letters are read, and their places are those of the text', () => {
  const read = (text: string) => readSigns(text)?.text;
  expect(read('J&ouml;rg M&#252;ller &#x141; &szlig;')).toBe('Jörg Müller Ł ß');
  expect(read('J%C3%B6rg%20M%FCller')).toBe('Jörg Müller');
  expect(read(String.raw`\u00dcnal_x0020_Ad`)).toBe('Ünal Ad');
  for (const same of ['R&D; AT&T', '100 % of it', '&unknown;', 'x_y', '%zz', '\\user'])
    expect([same, readSigns(same)]).toEqual([same, undefined]);
  const quotations = new Quotations(['Jörg Müller', '王小明', 'a%']);
  expect(quotations.takenOut('of J&ouml;rg M&uuml;ller; x')).toBe('of [erased]; x');
  expect(quotations.takenOut('?q=J%C3%B6rg%20M%C3%BCller&x=1')).toBe('?q=[erased]&x=1');
  expect(quotations.takenOut('of 王小明。')).toBe('of [erased]。');
  expect(quotations.mayBeIn('j&ouml;rg m&uuml;ller')).toBe(true);
});
