/**
 * Odd dates: what asks for a look. A missing date that isn't raised, or a bound that is off by a day, lets a
 * dummy account or a date that stands for “never” pass unseen.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FAR_FUTURE_YEARS,
  FAR_PAST_YEARS,
  ODD_DATE_TEXTS,
  ODD_DATES,
  type OddDate,
  oddDateBit,
  oddDates,
  yearsFrom,
} from '#shared/domain/oddDates.ts';

const RUN = '2024-05-31';

const namesOf = (bits: number): OddDate[] =>
  ODD_DATES.filter((odd) => (bits & oddDateBit(odd)) !== 0);
const odd = (expiry: string | null, purge: string | null, run = RUN) =>
  namesOf(oddDates(expiry, purge, run));

describe('odd dates', () => {
  test('are none when an account ended, and then its purge date came', () => {
    expect(odd('2022-05-31', '2023-05-31')).toEqual([]);
    expect(odd('2023-05-31', '2023-05-31')).toEqual([]);
    expect(odd(RUN, RUN)).toEqual([]);
  });

  test.each<[string | null, string | null, OddDate[]]>([
    [null, '2023-05-31', ['no-expiry']],
    ['2022-05-31', null, ['no-purge-date']],
    [null, null, ['no-expiry', 'no-purge-date']],
    ['2023-05-31', '2023-05-30', ['purge-before-expiry']],
    ['2024-06-01', '2024-06-02', ['expiry-in-future']],
    ['2024-06-01', '2024-05-31', ['purge-before-expiry', 'expiry-in-future']],
    ['2004-05-30', '2023-05-31', ['far-past']],
    ['2004-05-31', '2004-05-31', []],
    [null, '2004-05-30', ['no-expiry', 'far-past']],
    ['2022-05-31', '2044-05-31', []],
    ['2022-05-31', '2044-06-01', ['far-future']],
    ['9999-12-31', null, ['no-purge-date', 'expiry-in-future', 'far-future']],
    ['1900-01-01', '9999-12-31', ['far-past', 'far-future']],
  ])('expiry %s, purge date %s: %j', (expiry, purge, expected) => {
    expect(odd(expiry, purge)).toEqual(expected);
  });

  test('count from the planned run, on 29 February too', () => {
    expect(odd('2004-02-28', '2023-01-01', '2024-02-29')).toEqual(['far-past']);
    expect(odd('2004-02-29', '2023-01-01', '2024-02-29')).toEqual([]);
    // 29 February 2003 need not exist to be compared with.
    expect(odd('2003-02-28', '2022-01-01', '2023-02-28')).toEqual([]);
    expect(odd('2022-01-01', '2043-03-01', '2023-02-28')).toEqual(['far-future']);
  });

  test('have a bit, a label and a meaning each', () => {
    const bits = ODD_DATES.map(oddDateBit);
    expect(new Set(bits).size).toBe(ODD_DATES.length);
    for (const bit of bits) expect(namesOf(bit)).toHaveLength(1);
    for (const each of ODD_DATES) {
      expect(ODD_DATE_TEXTS[each].label).not.toBe('');
      expect(ODD_DATE_TEXTS[each].meaning).toMatch(/\.$/);
    }
  });
});

const day = fc.date({
  min: new Date('1900-01-01'),
  max: new Date('2150-12-31'),
  noInvalidDate: true,
});
const isoDay = day.map((date) => date.toISOString().slice(0, 10));

describe('any dates', () => {
  test('are judged as by somebody who counts years on the calendar', () => {
    const maybe = fc.option(isoDay);
    fc.assert(
      fc.property(maybe, maybe, isoDay, (expiry, purge, run) => {
        const shifted = (years: number) => {
          const [year, ...rest] = run.split('-');
          return [Number(year) + years, ...rest].join('-');
        };
        const any = (test: (date: string) => boolean) =>
          [expiry, purge].some((date) => date !== null && test(date));
        const expected: Record<OddDate, boolean> = {
          'no-expiry': expiry === null,
          'no-purge-date': purge === null,
          'purge-before-expiry': expiry !== null && purge !== null && purge < expiry,
          'expiry-in-future': expiry !== null && expiry > run,
          'far-past': any((date) => date < shifted(-FAR_PAST_YEARS)),
          'far-future': any((date) => date > shifted(FAR_FUTURE_YEARS)),
        };
        expect(odd(expiry, purge, run)).toEqual(ODD_DATES.filter((each) => expected[each]));
      }),
    );
  });

  test('keep month and day when years are added', () => {
    fc.assert(
      fc.property(isoDay, fc.integer({ min: -50, max: 50 }), (date, years) => {
        const moved = yearsFrom(date, years);
        expect(moved.slice(4)).toBe(date.slice(4));
        expect(Number(moved.slice(0, 4)) - Number(date.slice(0, 4))).toBe(years);
      }),
    );
    expect(yearsFrom('0090-01-31', -20)).toBe('0070-01-31');
  });
});
