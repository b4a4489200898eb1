/**
 * Erasing takes out of texts whoever they name. One spelling that is missed stays in the file for good; a word too many
 * makes a note about somebody else unreadable.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERASED_TEXT, Quotations, spellingsOf } from '#shared/domain/quotations.ts';

const ana = new Quotations(['u-1047', 'Ana López', 'López, Ana', 'ana.lopez@uni.example', 'López']);

test.each([
  ['asked for by U-1047 himself', 'asked for by [erased] himself'],
  ['ANA LOPEZ wrote', '[erased] wrote'],
  ['lopez; ana', '[erased]'],
  ['Write to Ana.Lopez@UNI.example.', 'Write to [erased].'],
  ['(López)', '([erased])'],
  ['u 1047 and u/1047', '[erased] and [erased]'],
])('“%s” becomes “%s”', (text, left) => {
  expect(ana.isIn(text)).toBe(true);
  expect(ana.takenOut(text)).toBe(left);
});

test.each(['u-10471', 'xu-1047', 'Anastasia', 'Lopezia', 'uni.example', '', 'Ana', '1047'])(
  '“%s” names somebody else, and stays',
  (text) => {
    expect(ana.isIn(text)).toBe(false);
    expect(ana.takenOut(text)).toBe(text);
  },
);

test('a number that is somebody’s identifier is no part of a day', () => {
  const year = new Quotations(['2018', '0131']);
  for (const day of ['2018-01-31', 'on 2018-01-31', '2018-01-31T10:00:00Z'])
    expect(year.takenOut(day)).toBe(day);
  expect(year.takenOut('2018, not 2018-01-31')).toBe('[erased], not 2018-01-31');
  const day = new Quotations(['2018-01-31']);
  expect(day.takenOut('2018-01-31')).toBe('[erased]');
});

test('no text becomes longer than what may stand anywhere', () => {
  const short = new Quotations(['abc']);
  for (const times of [1, 9, 22, 50]) {
    const text = Array.from({ length: times }, () => 'abc').join(' ');
    const left = short.takenOut(text);
    expect(left.length).toBeLessThanOrEqual(Math.max(text.length, 90));
    expect(left).not.toContain('abc');
  }
  expect(short.takenOut('abc abc')).toBe('[erased] [erased]');
});

test('what says too little of anybody isn’t looked for', () => {
  expect(new Quotations(['7', 'Li', '..', '']).takenOut('7 of Li')).toBe('7 of Li');
});

test('wherever they stand, none is left, and everything else is', () => {
  const word = fc.stringMatching(/^[a-z]{4,8}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 2, maxLength: 20 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      (words, picks) => {
        const [name, ...others] = words as [string, ...string[]];
        const quotations = new Quotations([name]);
        const picked = picks.map((pick) => words[pick % words.length]!);
        const left = quotations.takenOut(picked.join(' '));
        expect(left).toBe(picked.map((each) => (each === name ? ERASED_TEXT : each)).join(' '));
        expect(quotations.isIn(left)).toBe(false);
        expect(others.every((each) => quotations.takenOut(each) === each)).toBe(true);
      },
    ),
  );
});

test('a name is found in two cells beside each other, but not across what is no text', () => {
  expect(ana.takenOutOf(['López', 'Ana', 'Graz'])).toEqual(['[erased]', '[erased]', 'Graz']);
  const two = new Quotations(['Ana López']);
  expect(two.takenOutOf(['Dr. Ana', 'López, Graz', null])).toEqual([
    'Dr. [erased]',
    '[erased], Graz',
    null,
  ]);
  expect(two.takenOutOf(['Ana', null, 'López'])).toEqual(['Ana', null, 'López']);
});

test.each([
  ['Ana María López', ['Ana María López', 'María López Ana', 'López Ana María']],
  ['López, Ana', ['López Ana', 'Ana López']],
  ['Lane 7b', ['Lane 7b']],
  ['ana@uni.example x', ['ana@uni.example x']],
  [' B-99 ', ['B-99']],
])('“%s” may be written as %j', (typed, spellings) => {
  expect(spellingsOf(typed)).toEqual(spellings);
});

test('digits are grouped in many ways, and are the same telephone or barcode', () => {
  const known = new Quotations([
    '217-555-1234',
    '299000000031',
    '+43 660 5500033',
    'Lane 7b',
    'u-104',
  ]);
  for (const [text, left] of [
    ['call 2175551234', 'call [erased]'],
    ['call (217) 555 1234 now', 'call ([erased] now'],
    ['2990 0000 0031', '[erased]'],
    ['+436605500033', '+[erased]'],
    ['at lane7b.', 'at [erased].'],
    ['12175551234', '12175551234'],
    ['217 555 12345', '217 555 12345'],
    ['u104', 'u104'],
  ] as const) {
    expect({ text, left: known.takenOut(text) }).toEqual({ text, left });
    expect(known.isIn(text)).toBe(left !== text);
    if (left !== text) expect(known.mayBeIn(text)).toBe(true);
  }
  // Two cells are two numbers.
  expect(known.takenOutOf(['2990', '00000031'])).toEqual(['2990', '00000031']);
  // Of names nobody says where one ends.
  expect(new Quotations(['Al Ice7 x', 'Chris Topher']).takenOut('Christopher')).toBe('Christopher');
});

test('a mark within a word that nobody sees hides nobody', () => {
  for (const mark of ['\u00ad', '\u200b', '\u200d', '\u2060', '\ufeff'])
    expect(ana.takenOut(`Dr. Ló${mark}pez`)).toBe('Dr. [erased]');
});
