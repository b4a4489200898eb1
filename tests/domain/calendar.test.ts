/**
 * Text dates of exports. A date read in the wrong order or century purges a user too early, so
 * every form is held against Temporal, and what fits two orders must ask.
 */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { DateOrderEvidence, isIsoDate, minusDays, readTextDate } from '#shared/domain/calendar.ts';

const plainDate = fc
  .integer({ min: 0, max: 36524 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const LONG_MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const certain = (date: string | undefined) => ({ monthFirst: date, dayFirst: date });

describe('dates as YYYY-MM-DD', () => {
  test('are real dates exactly when Temporal says so', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          let real = true;
          try {
            Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
          } catch {
            real = false;
          }
          expect(isIsoDate(text)).toBe(real);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(['2024-2-29', '2023-02-29', '2024-02-29T00:00', ' 2024-02-29', '', '0000-01-01'])(
    '%j is none',
    (text) => expect(isIsoDate(text)).toBe(false),
  );

  test('days are taken away and counted as Temporal does, over leap years', () => {
    fc.assert(
      fc.property(plainDate, fc.integer({ min: 0, max: 36500 }), (date, days) => {
        const before = minusDays(date.toString(), days);
        expect(before).toBe(date.subtract({ days }).toString());
        expect(Temporal.PlainDate.from(before).until(date, { largestUnit: 'days' }).days).toBe(
          days,
        );
        expect(before <= date.toString()).toBe(true);
      }),
    );
  });
});

describe('reading a text date', () => {
  test('every form gives the date that was written, with and without a time', () => {
    const tail = fc.constantFrom(
      '',
      ' 00:00',
      ' 0:00:00',
      ' 12:00:00 AM',
      'T00:00:00',
      ' 3:05 p.m.',
      'T23:00:03.000+00:00',
      'T00:00:00Z',
      ' 23:59:59,5 UTC',
      ' 00:00 GMT-05:00',
    );
    fc.assert(
      fc.property(plainDate, tail, (date, time) => {
        const { year, month, day } = date;
        const iso = date.toString();
        expect(readTextDate(`${month}/${day}/${year}${time}`).monthFirst).toBe(iso);
        expect(readTextDate(`${day}/${month}/${year}${time}`).dayFirst).toBe(iso);
        expect(readTextDate(`${day}.${month}.${year}${time}`).dayFirst).toBe(iso);
        const padded = [String(month).padStart(2, '0'), String(day).padStart(2, '0')];
        expect(readTextDate(`${padded.join('/')}/${year}${time}`).monthFirst).toBe(iso);
        for (const certainText of [
          iso,
          `${year}/${month}/${day}`,
          `${day}-${MONTHS[month - 1]}-${year}`,
          `${day} ${LONG_MONTHS[month - 1]} ${year}`,
          `${MONTHS[month - 1]} ${day}, ${year}`,
          `${LONG_MONTHS[month - 1]!.toUpperCase()} ${day}, ${year}`,
        ]) {
          expect(readTextDate(certainText + time)).toEqual(certain(iso));
        }
      }),
    );
  });

  test.each([
    ['5/31/2022', '2022-05-31', undefined],
    ['31/05/2022', undefined, '2022-05-31'],
    ['03/04/2022', '2022-03-04', '2022-04-03'],
    ['5/31/22', '2022-05-31', undefined],
    ['2/29/2024', '2024-02-29', undefined],
    ['2/29/2023', undefined, undefined],
  ])('%s is %s with the month first and %s with the day first', (text, monthFirst, dayFirst) => {
    expect(readTextDate(text)).toEqual({ monthFirst, dayFirst });
  });

  test.each([
    ['31-May-22', '2022-05-31'],
    ['31-May-00', '2000-05-31'],
    ['31-May-29', '2029-05-31'],
    ['31-May-30', '2030-05-31'],
    ['31-May-69', '2069-05-31'],
    ['31-May-99', '1999-05-31'],
  ])('%s is %s: a date of the next decades must not seem long past', (text, expected) => {
    expect(readTextDate(text)).toEqual(certain(expected));
  });

  test.each(['Sept 5, 2022', '5-Sept-2022', '5 Sep. 2022'])('%s is 5 September', (text) =>
    expect(readTextDate(text)).toEqual(certain('2022-09-05')),
  );

  test.each([
    '2021-10-31Z',
    '2021-10-31+01:00',
    '2021-10-31T23:00:03.000+00:00',
    'Sun Oct 31 00:00:00 UTC 2021',
    'Sun Oct 31 23:30:00 GMT+01:00 2021',
  ])('%s is the day as it is written, whatever its zone', (text) =>
    expect(readTextDate(text)).toEqual(certain('2021-10-31')),
  );

  test.each([
    '20211031',
    '2021-10-31X',
    '',
    'never',
    '31-Foo-22',
    '15-Marraskuu-2022',
    '15-Maaliskuu-2022',
    '3-Mayo-2022',
    '30-Feb-2022',
    '13/13/2022',
    '0/5/2022',
    '5/2022',
    '5/31/202',
    '44712',
    '2022-13-01',
    '5/31/2022 or later',
    '99999-01-01',
  ])('%j is no date', (text) => expect(readTextDate(text)).toEqual(certain(undefined)));
});

describe('the order of a whole column', () => {
  const verdictOf = (...texts: string[]) => {
    const evidence = new DateOrderEvidence();
    for (const text of texts) evidence.add(readTextDate(text));
    return evidence.verdict();
  };

  test('one date that fits a single order tells it for the column', () => {
    expect(verdictOf('03/04/2022', '5/31/2022')).toBe('month-first');
    expect(verdictOf('03/04/2022', '31/05/2022')).toBe('day-first');
  });

  test('dates that fit both orders ask, and are never guessed', () => {
    expect(verdictOf('03/04/2022', '05/06/2022')).toBe('ask');
  });

  test('dates of both orders in one column are mixed', () => {
    expect(verdictOf('5/31/2022', '31/05/2022')).toBe('mixed');
    expect(verdictOf('31/05/2022', '03/04/2022', '5/31/2022')).toBe('mixed');
  });

  test('same day and month, certain dates and rubbish are no evidence', () => {
    expect(verdictOf('5/5/2022', '2022-05-31', '31-May-22', 'rubbish')).toBe('any');
    expect(verdictOf()).toBe('any');
  });

  test('the verdict is right for any column that was written in one order', () => {
    fc.assert(
      fc.property(fc.array(plainDate, { minLength: 1 }), fc.boolean(), (dates, dayFirst) => {
        const texts = dates.map(({ year, month, day }) =>
          dayFirst ? `${day}/${month}/${year}` : `${month}/${day}/${year}`,
        );
        const verdict = verdictOf(...texts);
        const allowed = ['any', 'ask', dayFirst ? 'day-first' : 'month-first'];
        expect(allowed).toContain(verdict);
        if (verdict === 'any' || verdict === 'ask') {
          expect(dates.every((date) => date.day <= 12)).toBe(true);
        }
      }),
    );
  });
});
