/**
 * Identifiers written clean for Alma: the spaces and decimal zeros go, nothing else, and never so that another
 * user is named.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { cleanIdentifier } from '#shared/domain/setFileIdentifiers.ts';

const piece = fc.constantFrom(
  ...[
    '0',
    '7',
    '12',
    '.0',
    '.00',
    '.',
    'a',
    'É',
    ' ',
    '  ',
    '\u00a0',
    '\u3000',
    '\t',
    '\u200b',
    '\ufeff',
  ],
);
const identifier = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('a clean identifier', () => {
  test('would still have what was odd, or change at a second cleaning', () => {
    fc.assert(
      fc.property(identifier, (text) => {
        const { clean } = cleanIdentifier(text);
        expect(cleanIdentifier(clean)).toEqual({ clean, oddities: [] });
      }),
    );
  });

  test('would be changed without being told, or be told without a change', () => {
    fc.assert(
      fc.property(identifier, (text) => {
        const { clean, oddities } = cleanIdentifier(text);
        expect(oddities.length > 0).toBe(clean !== text);
      }),
    );
  });

  test('would be another user for this program, too, but for the decimal zeros', () => {
    fc.assert(
      fc.property(identifier, (text) => {
        const { clean, oddities } = cleanIdentifier(text);
        const key = oddities.includes('decimal-zeros')
          ? foldText(text).replace(/\.0+$/, '')
          : foldText(text);
        expect(foldText(clean)).toBe(key);
      }),
    );
  });

  test('would lose zeros in front, decimals that mean something or spaces that belong to it', () => {
    for (const text of ['00123', '123.5', 'a.0', '1.0.0', 'Ann Lee', 'in  side', '0', '10'])
      expect(cleanIdentifier(text)).toEqual({ clean: text, oddities: [] });
  });
});
