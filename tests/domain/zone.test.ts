/** The zones that the tests are meant to run in: without them they would prove nothing about dates. */
import { expect, test } from 'vitest';

test('these tests run outside UTC, where a day begins at another time', () => {
  expect(new Date('2026-11-21T00:00:00Z').getHours()).not.toBe(0);
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.TZ);
});
