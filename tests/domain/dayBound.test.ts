/**
 * The day bound in its three readings. One day too many purges users whose time hasn't come; every
 * case of the table of docs/domain.md, section 3, stands here.
 */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  dayBounds,
  isBoundary,
  lastPurgeDateTaken,
  passesDayBound,
  READINGS,
} from '#shared/domain/dayBound.ts';

const date = fc
  .integer({ min: 0, max: 40000 })
  .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString());
const days = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 }));

describe('last purge date taken', () => {
  test.each([
    // [reading, run date, days, last]
    ['strict', '2024-05-31', 0, '2024-05-30'],
    ['inclusive', '2024-05-31', 0, '2024-05-31'],
    ['carli', '2024-05-31', 0, '2024-05-30'],
    ['strict', '2024-05-31', 30, '2024-04-30'],
    ['inclusive', '2024-05-31', 30, '2024-05-01'],
    ['carli', '2024-05-31', 30, '2024-05-01'],
    ['strict', '2013-12-20', 10, '2013-12-09'],
    ['inclusive', '2013-12-20', 10, '2013-12-10'],
    ['carli', '2013-12-20', 10, '2013-12-10'],
    ['strict', '2024-03-30', 30, '2024-02-28'],
    ['inclusive', '2024-03-30', 30, '2024-02-29'],
    ['carli', '2023-03-30', 30, '2023-02-28'],
    ['strict', '2023-03-30', 30, '2023-02-27'],
    ['carli', '2024-03-01', 1, '2024-02-29'],
    ['carli', '2024-03-01', 0, '2024-02-29'],
    ['strict', '2024-01-01', 0, '2023-12-31'],
    ['inclusive', '2025-01-01', 366, '2024-01-01'],
  ] as const)('%s, run on %s, %i days: %s', (reading, runDate, number, last) => {
    expect(lastPurgeDateTaken(reading, runDate, number)).toBe(last);
  });

  test('what strict takes carli takes, and what carli takes inclusive takes', () => {
    fc.assert(
      fc.property(date, days, (runDate, number) => {
        const strict = lastPurgeDateTaken('strict', runDate, number);
        const carli = lastPurgeDateTaken('carli', runDate, number);
        const inclusive = lastPurgeDateTaken('inclusive', runDate, number);
        expect(strict <= carli && carli <= inclusive).toBe(true);
        expect(carli).toBe(number === 0 ? strict : inclusive);
      }),
    );
  });

  test('no reading ever takes a purge date in the future of the run', () => {
    fc.assert(
      fc.property(date, days, fc.constantFrom(...READINGS), (runDate, number, reading) => {
        expect(lastPurgeDateTaken(reading, runDate, number) <= runDate).toBe(true);
      }),
    );
  });
});

describe('users at the bound', () => {
  test('are exactly those about whom the three readings disagree, whichever is chosen', () => {
    const near = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        date,
        days,
        near,
        fc.constantFrom(...READINGS),
        (runDate, number, off, chosen) => {
          const purgeDate = Temporal.PlainDate.from(runDate)
            .subtract({ days: number + off })
            .toString();
          const taken = READINGS.map((reading) =>
            passesDayBound(purgeDate, dayBounds(reading, runDate, number)),
          );
          const bounds = dayBounds(chosen, runDate, number);
          expect(isBoundary(purgeDate, bounds)).toBe(new Set(taken).size > 1);
          expect(passesDayBound(purgeDate, bounds)).toBe(taken[READINGS.indexOf(chosen)]);
        },
      ),
    );
  });

  test('without a purge date nobody is taken and nobody is at the bound', () => {
    for (const reading of READINGS) {
      const bounds = dayBounds(reading, '2024-05-31', 0);
      expect(passesDayBound(null, bounds)).toBe(false);
      expect(isBoundary(null, bounds)).toBe(false);
    }
  });
});
