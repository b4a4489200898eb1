/**
 * The candidates behind the numbers of the checks: what the grid shows must be whom the engine counted. A link
 * that shows others than its number says is worse than none.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { minusDays } from '#shared/domain/calendar.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { READINGS } from '#shared/domain/dayBound.ts';
import { ODD_DATES } from '#shared/domain/oddDates.ts';
import { AMONG } from '#shared/domain/review.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import {
  amongCriteria,
  BOUNDARY,
  between,
  flippingWith,
  leftOutWith,
  oddDate,
  sampled,
  takenBy,
  thresholdParts,
} from '../../src-renderer/screens/review/checks/checkCriteria.ts';
import { owedBy } from '../../src-renderer/users/plannedPurge.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const RUN_DATE = '2026-11-21';
const THRESHOLDS = [0, 1, 100, 101, 999, 5000];
let engine: TestEngine;

const shown = async (criteria: Criteria) =>
  (await engine.ask.users.count({ criteria: allOf(CANDIDATES, criteria) })).users;

/** Purge dates around the bound, balances around the thresholds, loans, blanks, each with each. */
function candidates() {
  const purges = [28, 29, 30, 31, 32, 33, 35, 400].map((days) => minusDays(RUN_DATE, days));
  const balances = [null, -5, 0, 0.01, 1, 1.01, 9.99, 10, 60];
  return [...purges, null, '2099-01-01'].flatMap((purge, p) =>
    balances.map((balance, b) => ({
      id: `u${p}-${b}`,
      purge,
      balance,
      loans: (p + b) % 7 === 0 ? 1 : 0,
      group: ['Graduate', 'Faculty', null][(p + b) % 3]!,
      expiry: b === 3 ? null : b === 4 ? '2030-01-01' : '2020-05-31',
    })),
  );
}

beforeEach(async () => {
  engine = await newEngine();
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({ ...settings, runDate: RUN_DATE, days: 30 });
  await engine.candidates(candidates());
  const decide = (decision: 'approved' | 'excluded', value: string) =>
    engine.ask.review.decide({
      selection: { criteria: { op: 'contains', field: 'primary_identifier', value } },
      decision,
      reason: 'Other',
      // Some rows state no group though others do.
      named: [...HELD_BACK_FLAGS],
    });
  await decide('approved', '2');
  await decide('excluded', '-5');
});

describe('the check of the last day', () => {
  test.each([...READINGS])(
    'shows whom its numbers count, planned by the reading %s',
    async (reading) => {
      const settings = await engine.ask.settings.get();
      await engine.ask.settings.save({ ...settings, reading, days: 30 });
      const report = await engine.ask.review.boundary();
      expect(report.users).toBeGreaterThan(0);
      expect(await shown(BOUNDARY)).toBe(report.users);
      for (const each of READINGS)
        expect(await shown(takenBy(report, each)), each).toBe(report.byReading[each]);
      for (const { days, users } of report.byDays)
        expect(await shown(flippingWith(RUN_DATE, days)), `${days} days`).toBe(users);
      for (const { value, users } of report.groups)
        expect(
          await shown(allOf(BOUNDARY, { op: 'oneOf', field: 'user_group', values: [value] })),
        ).toBe(users);
    },
  );

  test('names whom the run leaves when it is planned with the days that agree', async () => {
    const before = await engine.ask.review.boundary();
    expect(before.agreesWith).toBe(34);
    const leftOut = await shown(leftOutWith(before, 34)!);
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, days: 34 });
    const after = await engine.ask.review.boundary();
    expect(after.users).toBe(0);
    expect(before.byReading.carli - after.byReading.carli).toBe(leftOut);
    expect(leftOutWith(after, 34)).toBeUndefined();
  });
});

describe('the threshold what-if', () => {
  test.each([...AMONG])('shows whom its numbers count, among %s', async (among) => {
    const settings = { ...(await engine.ask.settings.get()), countTransferred: true };
    await engine.ask.settings.save(settings);
    await addRows(engine, 'fines-fees', [
      ['Primary Identifier', 'Fine Fee Status', 'Remaining Amount'],
      ['u2-0', 'Transferred', '5.00'],
      ['u2-5', 'Active', '1.01'],
      ['u2-5', 'Transferred', '20.00'],
      ['u3-2', 'Transferred', '0.50'],
    ]);
    const { points } = await engine.ask.review.thresholds({ among, thresholds: THRESHOLDS });
    const planned = points[2]!;
    expect(new Set(points.map(({ purged }) => purged)).size).toBeGreaterThan(3);
    for (const { threshold, purged, retained, waived } of points) {
      const parts = thresholdParts(among, settings, RUN_DATE, threshold);
      expect(await shown(parts.purged), `${threshold} purged`).toBe(purged);
      expect(await shown(parts.retained), `${threshold} retained`).toBe(retained);
      const owing = [...(await engine.users(allOf(CANDIDATES, parts.waived))).values()];
      const owed = owing.map((user) => owedBy(user, settings)!);
      expect(owed.reduce((sum, each) => sum + each, 0)).toBe(waived);
      const differing = between(among, settings, RUN_DATE, [threshold, planned.threshold]);
      if (threshold !== planned.threshold)
        expect(await shown(differing)).toBe(Math.abs(purged - planned.purged));
    }
  });
});

test('odd dates show whom they count', async () => {
  const counts = await engine.ask.review.oddDates();
  for (const each of ODD_DATES) expect(await shown(oddDate(each)), each).toBe(counts[each]);
  expect(Math.max(...Object.values(counts))).toBeGreaterThan(0);
});

test('a sample shows whom it was drawn from, its users and their findings', async () => {
  for (const among of AMONG) {
    const { sampleId, drawnFrom, users } = await engine.ask.samples.draw({ among, perGroup: 2 });
    expect(await shown(amongCriteria(among))).toBe(drawnFrom);
    expect(await shown(sampled(sampleId))).toBe(users);
    const [first] = await engine.ask.samples.users({ sampleId });
    await engine.ask.samples.record({ sampleId, userNo: first!.userNo, finding: 'differs' });
    expect(await shown(sampled(sampleId, 'differs'))).toBe(1);
    expect(await shown(sampled(sampleId, null))).toBe(users - 1);
  }
});
