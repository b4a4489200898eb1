/**
 * How primary identifiers are compared and what is refused. A key that differs where Alma sees one
 * user is a missed exclusion; a key that is equal where Alma sees two is a wrong purge.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, readIdentifier, zeroLossKey } from '#shared/domain/primaryIdentifier.ts';

const NBSP = '\u00a0';
const ZERO_WIDTH_SPACE = '\u200b';

/** Text of the kind that identifiers and names are made of, with letters whose case is peculiar. */
const text = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...'abzABZ019.-_@+\' "') },
    { weight: 2, arbitrary: fc.constantFrom(...'éÉßẞıİſKΣσςﬁŉǅΩÅяЖあ中한კᏸ𐐷', '\u0301', '\u0307') },
    { weight: 1, arbitrary: fc.constantFrom(NBSP, ZERO_WIDTH_SPACE, '\u2060', '\ufeff', '\u2003') },
  ),
  maxLength: 12,
});

function keyOf(value: string, numeric = false): string {
  const read = readIdentifier(value, numeric);
  if (!read.ok) throw new Error(`refused: ${read.problem}`);
  return read.key;
}

describe('two spellings of one user have one key', () => {
  test.each([
    ['case', 'JDoe12', 'jdoe12'],
    ['accents composed or not', 'Jose\u0301', 'José'],
    ['trailing space', 'jdoe12 ', 'jdoe12'],
    ['leading tab', '\tjdoe12', 'jdoe12'],
    ['non-breaking space behind', `jdoe12${NBSP}`, 'jdoe12'],
    ['non-breaking space before', `${NBSP}jdoe12`, 'jdoe12'],
    ['non-breaking space inside', `van${NBSP}dyke`, 'van dyke'],
    ['zero-width space behind', `jdoe12${ZERO_WIDTH_SPACE}`, 'jdoe12'],
    ['zero-width space inside', `jdoe${ZERO_WIDTH_SPACE}12`, 'jdoe12'],
    ['byte order mark before', '\ufeffjdoe12', 'jdoe12'],
    ['direction marks around', '\u200ejdoe12\u202c', 'jdoe12'],
    ['sharp s in capitals', 'STRASSE1', 'straße1'],
    ['capital sharp s', 'STRAẞE1', 'strasse1'],
    ['final sigma', 'ΝΊΚΟΣ', 'νίκος'],
    ['kelvin sign', '\u212aim', 'Kim'],
  ])('%s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  test('any change of case, outer space or normal form keeps the key', () => {
    const change = fc.constantFrom<(each: string) => string>(
      (each) => each.normalize('NFC').toUpperCase(),
      (each) => each.normalize('NFC').toLowerCase(),
      (each) => each.normalize('NFD'),
      (each) => each.normalize('NFC'),
      (each) => ` ${each}${NBSP}`,
      (each) => `${ZERO_WIDTH_SPACE}${each}\t`,
    );
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 4 }), (value, changes) => {
        const changed = changes.reduce((each, apply) => apply(each), value);
        expect(foldText(changed)).toBe(foldText(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('folding twice changes nothing, so a stored key can be folded again', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(foldText(foldText(value))).toBe(foldText(value));
      }),
      { numRuns: 1000 },
    );
    for (let code = 0x21; code < 0x30000; code++) {
      const letter = String.fromCodePoint(code);
      if (foldText(foldText(letter)) !== foldText(letter)) expect.fail(`U+${code.toString(16)}`);
    }
  });
});

describe('different users keep different keys', () => {
  test.each([
    ['leading zeros', '00123', '123'],
    ['one more zero', '000123', '00123'],
    ['accent', 'jose', 'josé'],
    ['space inside', 'ab', 'a b'],
    ['punctuation', 'j.doe', 'jdoe'],
    ['full-width digits', '１２３', '123'],
    ['letter o and zero', 'O12', '012'],
    ['text that ends in .0', '123.0', '123'],
  ])('%s', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});

describe('reading a cell', () => {
  test('the text of the file is kept exactly, whatever the key is', () => {
    const read = readIdentifier(` 00Ab${NBSP}`, false);
    expect(read).toMatchObject({
      ok: true,
      original: ` 00Ab${NBSP}`,
      key: '00ab',
      oddSpaces: true,
    });
  });

  test('a plain identifier has nothing odd about it', () => {
    expect(readIdentifier('00123', false)).toEqual({
      ok: true,
      original: '00123',
      key: '00123',
      numeric: false,
      lostDigits: false,
      oddSpaces: false,
    });
  });

  test.each(['', ' ', NBSP, `${ZERO_WIDTH_SPACE} \t`])(
    '%j is blank, not an identifier',
    (value) => {
      expect(readIdentifier(value, false)).toEqual({ ok: false, problem: 'blank' });
    },
  );

  test('255 characters are the most that Alma keeps; spaces around don’t count', () => {
    expect(readIdentifier(`${'x'.repeat(255)}  `, false).ok).toBe(true);
    expect(readIdentifier('x'.repeat(256), false)).toEqual({ ok: false, problem: 'too-long' });
  });

  test.each([
    ['1.23457E+12', false],
    ['1.23457e+12', false],
    ['1E+12', false],
    ['1,23457E+12', false],
    ['1.234567E12', false],
    [' 1.23457E+12 ', false],
    ['1.2345678901234567E+19', true],
    ['1E5', true],
  ])('%s (in a number cell: %s) is exponent form: its digits are lost', (value, numeric) => {
    expect(readIdentifier(value, numeric)).toEqual({ ok: false, problem: 'exponent' });
  });

  test.each(['12E4', 'E+12', '1E12', 'e12', '12e+4x', '1.2.3E+4'])(
    '%s is a text that a person may have as identifier',
    (value) => expect(readIdentifier(value, false).ok).toBe(true),
  );

  test('a number is told apart from text: zeros may be lost, and digits past the 15th', () => {
    expect(readIdentifier('123', true)).toMatchObject({ numeric: true, lostDigits: false });
    expect(readIdentifier('123456789012345', true)).toMatchObject({ lostDigits: false });
    expect(readIdentifier('1234567890123450', true)).toMatchObject({ lostDigits: true });
    expect(readIdentifier('1234567890123450', false)).toMatchObject({ lostDigits: false });
  });

  test('a number stored as 123.0 is the user 123: else an exclusion is missed', () => {
    expect(keyOf('123.0', true)).toBe(keyOf('123'));
    expect(keyOf('123.5', true)).not.toBe(keyOf('123'));
    expect(keyOf('1230', true)).toBe('1230');
    expect(readIdentifier('123456789012345.0', true)).toMatchObject({
      original: '123456789012345.0',
      lostDigits: false,
    });
  });
});

describe('possible zero-loss pairs', () => {
  test.each([
    ['00123', '123'],
    ['0', '00'],
    ['0000', '0'],
  ])('%s and %s are one', (one, other) => {
    expect(zeroLossKey(one)).toBe(zeroLossKey(other));
  });

  test('only numbers lose zeros; a zero that is the number stays', () => {
    expect(zeroLossKey('00a1')).toBeUndefined();
    expect(zeroLossKey('')).toBeUndefined();
    expect(zeroLossKey('000')).toBe('0');
    expect(zeroLossKey('1200')).toBe('1200');
  });
});
