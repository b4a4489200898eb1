import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { plannedPurge } from '#shared/domain/plannedPurge.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import {
  dayOfInstant,
  isoOffset,
  isTimeZone,
  plainTime,
  today,
  utcOffset,
  zoneName,
} from '#shared/domain/timeZones.ts';

const at = (iso: string) => Date.parse(iso);

afterEach(() => {
  vi.useRealTimers();
});

test('only names that this system knows are time zones', () => {
  for (const name of ['Europe/Vienna', 'Asia/Kolkata', 'UTC', 'America/Indiana/Knox'])
    expect(isTimeZone(name), name).toBe(true);
  for (const name of ['', 'Europe/Wien', '+01:00', 'Central European Time', ' UTC'])
    expect(isTimeZone(name), name).toBe(false);
});

test('the offset follows summer time and has half hours', () => {
  expect(utcOffset('Europe/Vienna', at('2026-01-15T12:00:00Z'))).toBe('UTC+1');
  expect(utcOffset('Europe/Vienna', at('2026-07-15T12:00:00Z'))).toBe('UTC+2');
  expect(utcOffset('America/St_Johns', at('2026-01-15T12:00:00Z'))).toBe('UTC-3:30');
  expect(utcOffset('Asia/Kathmandu', at('2026-01-15T12:00:00Z'))).toBe('UTC+5:45');
  expect(utcOffset('UTC', 0)).toBe('UTC');
  expect(isoOffset('America/St_Johns', at('2026-01-15T12:00:00Z'))).toBe('-03:30');
  expect(isoOffset('UTC', 0)).toBe('+00:00');
});

describe('a day in the zone', () => {
  const CASES = [
    ['Asia/Tokyo', '2026-03-09T14:59:59.999Z', '2026-03-09'],
    ['Asia/Tokyo', '2026-03-09T15:00:00Z', '2026-03-10'],
    ['Pacific/Honolulu', '2026-03-09T09:59:59.999Z', '2026-03-08'],
    ['Pacific/Honolulu', '2026-03-09T10:00:00Z', '2026-03-09'],
    // Days without midnight, and one that Samoa never had.
    ['America/Asuncion', '2023-10-01T04:00:00Z', '2023-10-01'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ] as const;

  test.each(CASES)('%s at %s is %s', (zone, instant, day) => {
    expect(dayOfInstant(at(instant), zone)).toBe(day);
    vi.useFakeTimers({ now: at(instant), toFake: ['Date'] });
    expect(today(zone)).toBe(day);
  });

  test('is known of the time of a file, which has parts of milliseconds', () => {
    expect(dayOfInstant(at('2026-03-09T14:59:59.999Z') + 0.55, 'Asia/Tokyo')).toBe('2026-03-09');
  });

  test('is the run date of a purge that is planned for today, not the computer’s', () => {
    vi.useFakeTimers({ now: at('2026-03-09T12:00:00Z'), toFake: ['Date'] });
    const runDate = (timeZone: string | null) =>
      plannedPurge({
        runDate: null,
        days: 0,
        reading: 'carli',
        recordType: 'All',
        waiveThreshold: 0,
        okToPurgeGroup: '',
        purgeRoute: 'group',
        institution: { timeZone },
      }).runDate;
    expect(runDate('Pacific/Kiritimati')).toBe('2026-03-10');
    expect(runDate('Pacific/Pago_Pago')).toBe('2026-03-09');
    vi.setSystemTime(at('2026-03-09T10:30:00Z'));
    expect(runDate('Pacific/Pago_Pago')).toBe('2026-03-08');
    expect(runDate(null)).toBe(runDate(zoneName(null)));
  });
});

test('the hour that clocks have twice keeps its order by the offset', () => {
  const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(at);
  expect(plainTime('Europe/Vienna', first!)).toBe('2026-10-25 02:30:00');
  expect(plainTime('Europe/Vienna', second!)).toBe('2026-10-25 02:30:00');
  expect(isoOffset('Europe/Vienna', first!)).toBe('+02:00');
  expect(isoOffset('Europe/Vienna', second!)).toBe('+01:00');
  expect(plainTime('Europe/Vienna', at('2026-03-29T01:00:00Z'))).toBe('2026-03-29 03:00:00');
});

describe('the zone by its name', () => {
  const winter = at('2026-01-15T12:00:00Z');

  test.each([
    [['en-US'], 'Europe/Vienna', 'Central European Time (Europe/Vienna, UTC+1)'],
    [['de-AT'], 'Europe/Vienna', 'Mitteleuropäische Zeit (Europe/Vienna, UTC+1)'],
    [['en-US'], 'America/Chicago', 'Central Time (America/Chicago, UTC-6)'],
    // What says no more than the offset isn't said twice.
    [['en-US'], 'Etc/GMT+5', 'Etc/GMT+5, UTC-5'],
    [['en-US'], 'UTC', 'UTC'],
  ])('%s %s', (locales, zone, text) => {
    expect(systemFormat(locales, zone).zone(winter)).toBe(text);
  });

  test('tells summer time by the offset', () => {
    expect(systemFormat(['en-US'], 'Europe/Vienna').zone(at('2026-07-15T12:00:00Z'))).toBe(
      'Central European Time (Europe/Vienna, UTC+2)',
    );
  });
});

test('the same instant has the text and the day that the system gives it in that zone', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
  const from = at('1990-01-01T00:00:00Z');
  const to = at('2037-12-31T00:00:00Z');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom('en-US', 'de-AT', 'ja-JP'),
      fc.integer({ min: from, max: to }),
      (timeZone, locale, instant) => {
        const format = systemFormat([locale], timeZone);
        const options = { dateStyle: 'medium', timeZone } as const;
        expect(format.day(instant)).toBe(new Intl.DateTimeFormat(locale, options).format(instant));
        expect(format.instant(instant)).toBe(
          new Intl.DateTimeFormat(locale, { ...options, timeStyle: 'short' }).format(instant),
        );
        expect(format.date(dayOfInstant(instant, timeZone))).toBe(format.day(instant));
        const shown = new Intl.DateTimeFormat('sv-SE', {
          dateStyle: 'short',
          timeStyle: 'medium',
          timeZone,
        }).format(instant);
        expect(plainTime(timeZone, instant)).toBe(shown);
        const gone = at(`${shown.replace(' ', 'T')}${isoOffset(timeZone, instant)}`);
        expect(gone).toBe(Math.floor(instant / 1000) * 1000);
      },
    ),
    { numRuns: 300 },
  );
});
