/**
 * Numbers in texts, in the two conventions of the world. A thousand that is read as one lets a debtor go; a column
 * that is asked about though it tells by itself teaches people to click questions away.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { DecimalEvidence, readWritten } from '#shared/domain/writtenNumbers.ts';

const cents = fc.integer({ min: -1e10, max: 1e10 });

/** As a locale writes it. */
function written(amount: number, group: string, mark: string): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${amount < 0 ? '-' : ''}${whole}${mark}${digits.slice(-2)}`;
}

describe('a number', () => {
  test('with two decimals is the same whatever stands between its thousands', () => {
    const groups = fc.constantFrom('', ' ', '\u00a0', '\u202f', "'", '’');
    fc.assert(
      fc.property(cents, groups, fc.constantFrom('.', ','), (amount, group, mark) => {
        const { point, comma } = readWritten(written(amount, group, mark));
        const [read, other] = mark === '.' ? [point, comma] : [comma, point];
        expect(parseMoney(read!)).toBe(amount);
        expect(other).toBeUndefined();
      }),
    );
  });

  test('with the other mark between its thousands is no number in the other convention', () => {
    fc.assert(
      fc.property(cents, fc.boolean(), (amount, isPoint) => {
        const text = isPoint ? written(amount, ',', '.') : written(amount, '.', ',');
        const { point, comma } = readWritten(text);
        expect(parseMoney((isPoint ? point : comma)!)).toBe(amount);
        expect(isPoint ? comma : point).toBeUndefined();
      }),
    );
  });

  test.each([
    ['1.000', '1.000', '1000'],
    ['1,000', '1000', '1.000'],
    ['-1.234', '-1.234', '-1234'],
    ['€ 12.345', '12.345', '12345'],
  ])('%s is open', (text, point, comma) => {
    expect(readWritten(text)).toEqual({ point, comma, isOpen: true });
  });

  test.each([
    ['(5.00)', '-5.00', undefined],
    ['5.00-', '-5.00', undefined],
    ['1,234.50 - USD', '-1234.50', undefined],
    ['\u22125,00', undefined, '-5.00'],
    ['US$5.00', '5.00', undefined],
    ['- 5,00 €', undefined, '-5,00'.replace(',', '.')],
    ['USD 1,234.50', '1234.50', undefined],
    ['1 234', '1234', '1234'],
    ['0.500', '0.500', undefined],
    ['1.234.567', undefined, '1234567'],
    ['1E-2', '1E-2', undefined],
    ['2.0', '2.0', undefined],
    ['7', '7', '7'],
  ])('%s is certain', (text, point, comma) => {
    expect(readWritten(text)).toEqual({ point, comma, isOpen: false });
  });

  test.each(['1,23,456', '1.2.3', '12 34', '5 6', '1.234,5.6', 'ten', '', '--5', '1,2.3,4'])(
    '%j is none',
    (text) => {
      expect(readWritten(text)).toMatchObject({ point: undefined, comma: undefined });
    },
  );
});

describe('the column decides', () => {
  const verdict = (...texts: string[]) => {
    const evidence = new DecimalEvidence();
    for (const text of texts) {
      const { point, comma, isOpen } = readWritten(text);
      const fits = (each: string | undefined) =>
        each !== undefined && parseMoney(each) !== undefined;
      if (point !== comma) evidence.add(isOpen, { point: fits(point), comma: fits(comma) });
    }
    return evidence.verdict();
  };

  test.each([
    ['any', ['0', '12', '1 234']],
    ['point', ['9.99', '1.000']],
    ['comma', ['1.234,56', '1.000']],
    ['point', ['1,234']],
    ['comma', ['1.234']],
    // Three digits behind one mark weigh less than a number with two decimals.
    ['point', ['0.50', '1.234']],
    ['ask', ['1.000']],
    ['ask', ['1,000', '2.500']],
    ['mixed', ['9.99', '9,99']],
    ['mixed', ['1,234', '1.234']],
  ])('%s: %j', (expected, texts) => {
    expect(verdict(...texts)).toBe(expected);
  });
});
