/**
 * Amounts as text to integer cents and back. A balance that is read too small purges a debtor;
 * one that can't be read must say so instead of becoming 0.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  currencyDecimals,
  fieldNumber,
  formatMoney,
  parseMoney,
  typedMoney,
  withDecimals,
} from '#shared/domain/money.ts';

const cents = fc.integer({ min: -1e12, max: 1e12 });

describe('money', () => {
  test('what is written can be read again, to the cent', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        expect(parseMoney(formatMoney(amount))).toBe(amount);
      }),
    );
    expect(parseMoney(formatMoney(0))).toBe(0);
    expect(formatMoney(-5)).toBe('-0.05');
    expect(formatMoney(Number.MAX_SAFE_INTEGER)).toBe('90071992547409.91');
  });

  test('a number as a spreadsheet stores it gives its cents, not those of a rounding error', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (amount) => {
        expect(parseMoney(String(amount / 100))).toBe(amount);
        expect(parseMoney((amount / 100).toPrecision(17))).toBe(amount);
      }),
    );
  });

  test.each([
    ['9.99', 999],
    ['$9.99', 999],
    ['USD 9.99', 999],
    ['9.99 USD', 999],
    ['€ 9,99', 999],
    ['£1,234.50', 123450],
    ['1.234,50', 123450],
    ['1 234,50', 123450],
    ['1\u00a0234.50', 123450],
    ['1,234,567.00', 123456700],
    ['1,234', 123400],
    ['1234', 123400],
    ['0', 0],
    ['-0.00', 0],
    ['.5', 50],
    ['5.', 500],
    ['+5.00', 500],
    ['-0.5', -50],
    ['-12.5', -1250],
    ['(5.00)', -500],
    ['5.00-', -500],
    ['1,234.50- USD', -123450],
    ['\u22125.00', -500],
    ['US$9.99', 999],
    ['0.00-', 0],
    ['($5.00)', -500],
    ['9.9900000000000002', 999],
    ['1E-2', 1],
    ['1.5e3', 150000],
    ['2.2737367544323206E-13', 0],
  ])('%s is %d cents', (text, expected) => {
    expect(parseMoney(text)).toBe(expected);
  });

  test.each([
    '',
    ' ',
    '.',
    '-',
    '$',
    'abc',
    '9.999',
    '0.005',
    '1.234',
    '1,23,456',
    '1.2.3',
    '--5.00',
    '5.00--',
    '-5.00-',
    '5-6-',
    '1/2',
    '0x10',
    'Infinity',
    '1e300',
    'ten 10',
  ])('%j is no amount: unknown, never 0', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  test('a real fraction of a cent is refused instead of rounded below a threshold', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 9 }),
        (whole, tenth) => {
          expect(parseMoney(`${formatMoney(whole)}${tenth}`)).toBeUndefined();
        },
      ),
    );
  });
});

describe('money of currencies that don’t have two decimals', () => {
  const decimals = fc.constantFrom(0, 2, 3, 4);

  test('has the decimals of ISO 4217: yen none, dinars three; unknown codes two', () => {
    const codes = ['JPY', 'KRW', 'CLP', 'USD', 'EUR', 'HUF', 'AFN', 'KWD', 'TND', 'CLF', 'XYZ'];
    expect(codes.map(currencyDecimals)).toEqual([0, 0, 0, 2, 2, 2, 2, 3, 3, 4, 2]);
  });

  test('what is written can be read again, to the last unit, from files and from fields', () => {
    fc.assert(
      fc.property(cents, decimals, (amount, many) => {
        expect(parseMoney(formatMoney(amount, many), many)).toBe(amount);
        expect(typedMoney(fieldNumber(amount, many), many)).toBe(amount);
      }),
    );
  });

  test('a number as a spreadsheet stores it gives its units, not those of a rounding error', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), decimals, (amount, many) => {
        const stored = amount / 10 ** many;
        expect(parseMoney(String(stored), many)).toBe(amount);
        expect(parseMoney(stored.toPrecision(17), many)).toBe(amount);
      }),
    );
  });

  test('in another currency it stays the same amount where that has such an amount, never more', () => {
    fc.assert(
      fc.property(fc.nat(1e9), decimals, decimals, (amount, from, to) => {
        const there = withDecimals(amount, from, to);
        const back = withDecimals(there, to, from);
        if (to >= from) expect(back).toBe(amount);
        else expect(amount - back >= 0 && amount - back < 10 ** (from - to)).toBe(true);
      }),
    );
  });

  test.each([
    ['1234', 0, 1234],
    ['¥1,234', 0, 1234],
    ['1234.00', 0, 1234],
    ['9.99', 0, undefined],
    ['9,99', 0, undefined],
    ['KWD 1.250', 3, 1250],
    ['1.25', 3, 1250],
    ['12,345', 3, 12_345_000],
    ['1234,567', 3, 1_234_567],
    ['9.9999', 3, undefined],
    ['9.9990000000000002', 3, 9999],
    ['-0.005', 3, -5],
  ])('%s with %d decimals', (text, many, expected) => {
    expect(parseMoney(text, many)).toBe(expected);
  });
});
