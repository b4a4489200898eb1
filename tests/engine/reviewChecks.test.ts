/**
 * The checks of the review: boundary, waive threshold, years, odd dates. Each is counted in one pass over columns
 * and held here against the plain rules, user by user. A number that is off by one day or one cent is believed.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { allOf, CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { dayBounds, isBoundary, lastPurgeDateTaken, READINGS } from '#shared/domain/dayBound.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { ODD_DATES, oddDateBit, oddDates } from '#shared/domain/oddDates.ts';
import { inScope, type PurgeFacts, retainingReasons } from '#shared/domain/purgeRules.ts';
import { newEngine, PURGE, TestEngine, temporaryFolder } from '../support/engine.ts';
import { decide } from '../support/importFiles.ts';
import { type CandidateCells, candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

async function planned(engine: TestEngine, change: Partial<Settings>): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...change });
}

async function candidates(engine: TestEngine): Promise<UserRow[]> {
  return [...(await engine.users(CANDIDATES)).values()];
}

/** A workspace whose review has candidates in every review state, besides users who are none. */
async function filled(engine: TestEngine, cells: readonly CandidateCells[]): Promise<void> {
  const left = cells.map((each) => ({ ...each, id: `left ${each.id}` }));
  await engine.candidates(left);
  await engine.candidates(cells, 'replace');
  await engine.exclusions('stranger');
}

const date = fc.constantFrom(
  null,
  '1899-12-31',
  '2000-02-29',
  '2003-02-28',
  '2019-03-01',
  '2023-02-28',
  '2023-03-01',
  '2024-01-30',
  '2024-01-31',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-02',
  '2025-02-28',
  '2044-03-01',
  '9999-12-31',
);
const person = fc.record({
  purge: date,
  expiry: date,
  group: fc.constantFrom(null, 'Alumni', 'Graduate', 'graduate '),
  loans: fc.constantFrom(null, 0, 0, 0, 2),
  cents: fc.constantFrom(null, -500, 0, 1, 99, 100, 101, 999, 1000, 123_456),
  decision: fc.constantFrom('undecided' as const, 'approved' as const, 'excluded' as const),
});
const plan = fc.record({
  runDate: fc.constantFrom('2024-02-29', '2024-03-01', '2023-02-28', '2024-12-31'),
  days: fc.constantFrom(0, 1, 29, 30, 365),
  reading: fc.constantFrom(...READINGS),
});

type Check = (
  engine: TestEngine,
  rows: UserRow[],
  plan: { runDate: string; days: number; reading: (typeof READINGS)[number] },
) => Promise<void>;

let runs = 0;

/** Hold for random candidates and plans; each run has a workspace of its own. */
async function hold(checks: readonly Check[]): Promise<void> {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 25 }),
      plan,
      async (people, planOf) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          await filled(
            engine,
            people.map(({ cents, decision: _, ...cells }, n) => ({
              id: `u${n}`,
              ...cells,
              balance: cents === null ? null : formatMoney(cents),
            })),
          );
          for (const [n, { decision }] of people.entries())
            if (decision !== 'undecided') await decide(engine, `u${n}`, decision);
          for (const check of checks) {
            await planned(engine, planOf);
            await check(engine, await candidates(engine), planOf);
          }
        } finally {
          await engine.close();
        }
      },
    ),
    { numRuns: 12 },
  );
}

/** The plain reading: one user at a time, as the purge itself decides. */
function factsOf(row: UserRow): PurgeFacts {
  return { ...row, userGroupNo: null, lockedByJob: false };
}

const THRESHOLDS = [0, 1, 100, 999, 2000, 1_000_000];

/** Users, groups, readings, other numbers of days. */
const boundaryIsPlain: Check = async (engine, rows, { runDate, days, reading }) => {
  const report = await engine.ask.review.boundary();
  const flipping = (number: number) => {
    const bounds = dayBounds(reading, runDate, number);
    return rows.filter((row) => isBoundary(row.purge_date, bounds));
  };
  expect(report).toMatchObject({ runDate, days, reading, users: flipping(days).length });
  expect(
    await engine.identifiers(allOf(CANDIDATES, { op: 'hasFlag', flags: ['boundary'] })),
  ).toHaveLength(report.users);
  for (const each of READINGS) {
    const last = lastPurgeDateTaken(each, runDate, days);
    const taken = rows.filter((row) => row.purge_date !== null && row.purge_date <= last);
    expect(report.byReading[each]).toBe(taken.length);
  }
  const groups = new Map<string | null, number>();
  for (const { user_group: userGroup } of flipping(days))
    groups.set(userGroup, (groups.get(userGroup) ?? 0) + 1);
  expect(new Map(report.groups.map(({ value, users }) => [value, users]))).toEqual(groups);
  expect(report.byDays.map((each) => each.days)).toEqual(
    Array.from({ length: 15 }, (_, n) => days + n),
  );
  for (const each of report.byDays) expect(each.users).toBe(flipping(each.days).length);
  expect(flipping(report.agreesWith!)).toEqual([]);
  for (let number = days; number < report.agreesWith!; number++)
    expect(flipping(number)).not.toEqual([]);
};

/** The what-if of the waive threshold, at every amount. */
const thresholdsArePlain =
  (among: 'approved' | 'not-excluded'): Check =>
  async (engine, rows, plan) => {
    await planned(engine, { waiveThreshold: 777 });
    const { points, planned: threshold } = await engine.ask.review.thresholds({
      among,
      thresholds: THRESHOLDS,
    });
    expect(threshold).toBe(777);
    expect(points.map((point) => point.threshold)).toEqual(THRESHOLDS);
    const meant = rows.filter((row) =>
      among === 'approved' ? row.decision === 'approved' : row.decision !== 'excluded',
    );
    for (const point of points) {
      const question = {
        bounds: dayBounds(plan.reading, plan.runDate, plan.days),
        recordType: 'All' as const,
        userGroupNo: null,
        waiveThreshold: point.threshold,
      };
      const outcomes = meant
        .filter((row) => inScope(factsOf(row), question))
        .map((row) => ({ row, reasons: retainingReasons(factsOf(row), question) }));
      const purged = outcomes.filter(({ reasons }) => reasons === 0);
      expect(point.purged).toBe(purged.length);
      // Bit 1: fines and fees, and nothing else.
      expect(point.retained).toBe(outcomes.filter(({ reasons }) => reasons === 2).length);
      expect(point.waived).toBe(
        purged.reduce((sum, { row }) => sum + Math.max(row.balance ?? 0, 0), 0),
      );
    }
  };

/** It agrees with the preview of the same purge. Takes all decisions back. */
const thresholdsAreThePreviews: Check = async (engine, _, plan) => {
  for (const row of await candidates(engine))
    if (row.decision !== 'undecided') await decide(engine, row.primary_identifier, 'undecided');
  const { points } = await engine.ask.review.thresholds({
    among: 'not-excluded',
    thresholds: THRESHOLDS,
  });
  for (const { threshold, purged, waived } of points) {
    const preview = await engine.ask.jobs.previewPurge({
      ...plan,
      recordType: 'All',
      userGroup: null,
      waiveThreshold: threshold,
    });
    expect({ purged, waived }).toEqual({ purged: preview.purged, waived: preview.waived });
  }
};

/** Each bar’s dates find exactly its users, and no user stands in two. */
const yearsPartTheUsers: Check = async (engine, rows, { runDate }) => {
  const criteria: Criteria = { op: 'decision', values: ['undecided', 'excluded'] };
  const bars = await engine.ask.review.years({ criteria });
  const meant = rows.filter((row) => row.decision !== 'approved');
  expect(bars.reduce((sum, { users }) => sum + users, 0)).toBe(meant.length);
  const seen = new Set<string>();
  for (const { years, from, to, users } of bars) {
    const leaf: Criteria =
      years === null
        ? { op: 'blank', field: 'purge_date' }
        : { op: 'dateBetween', field: 'purge_date', from: from!, to: to! };
    const found = await engine.identifiers(allOf(CANDIDATES, criteria, leaf));
    expect(found).toHaveLength(users);
    expect(users).toBeGreaterThan(0);
    for (const each of found) seen.add(each);
    if (years === null) expect([from, to]).toEqual([null, null]);
    else if (years < 0) expect(from! > runDate).toBe(true);
    else expect(to! <= runDate).toBe(true);
  }
  expect(seen.size).toBe(meant.length);
  const numbers = bars.map(({ years }) => years ?? Number.POSITIVE_INFINITY);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
};

/** The filter finds as many. */
const oddDatesArePlain: Check = async (engine, rows, { runDate }) => {
  const counts = await engine.ask.review.oddDates();
  for (const odd of ODD_DATES) {
    const meant = rows.filter(
      (row) => (oddDates(row.expiry_date, row.purge_date, runDate) & oddDateBit(odd)) !== 0,
    );
    expect(counts[odd]).toBe(meant.length);
    const criteria: Criteria = allOf(CANDIDATES, { op: 'oddDate', values: [odd] });
    expect(await engine.identifiers(criteria)).toEqual(
      meant.map((user) => user.primary_identifier).sort(),
    );
  }
};

test('each check says of random candidates and plans what the plain rules say', async () => {
  await hold([
    boundaryIsPlain,
    thresholdsArePlain('approved'),
    thresholdsArePlain('not-excluded'),
    yearsPartTheUsers,
    oddDatesArePlain,
    thresholdsAreThePreviews,
  ]);
});

describe('the boundary', () => {
  test('has the largest group first, and leaves out whom a purge has taken', async () => {
    const engine = await newEngine();
    await planned(engine, { runDate: '2024-03-01', days: 1, reading: 'carli' });
    const on = (id: string, group: string | null) => ({ id, group, purge: '2024-02-29' });
    await engine.candidates([
      on('a', 'Alumni'),
      on('b', null),
      on('c', 'Graduate'),
      on('d', 'Graduate'),
      on('e', 'Faculty'),
      { id: 'f', purge: '2024-02-28' },
    ]);
    expect((await engine.ask.review.boundary()).groups).toEqual([
      { value: 'Graduate', users: 2 },
      { value: null, users: 1 },
      { value: 'Alumni', users: 1 },
      { value: 'Faculty', users: 1 },
    ]);
    await engine.purgeAsAlma({ runDate: '2024-03-01', days: 1 });
    expect(await engine.ask.review.boundary()).toMatchObject({
      users: 0,
      groups: [],
      agreesWith: 1,
      byReading: { strict: 0, inclusive: 0, carli: 0 },
    });
  });

  test('at the end of what Alma’s form takes offers no longer number of days', async () => {
    const engine = await newEngine();
    const bound = lastPurgeDateTaken('inclusive', '2024-03-01', 36_500);
    await planned(engine, { runDate: '2024-03-01', days: 36_500 });
    await engine.candidates([{ id: 'a', purge: bound }]);
    const report = await engine.ask.review.boundary();
    expect(report).toMatchObject({ users: 1, agreesWith: null });
    expect(report.byDays).toEqual([{ days: 36_500, users: 1 }]);
  });
});

describe('the what-if of the waive threshold', () => {
  test('asks whom the planned record type and reading mean', async () => {
    const engine = await newEngine();
    await engine.candidates([
      'public',
      { id: 'untyped', type: null, balance: '5.00' },
      { id: 'staff', type: 'Staff' },
      { id: 'staff too', type: 'Staff' },
      { id: 'staff debtor', type: 'Staff', balance: '5.00' },
      { id: 'vendor', type: 'Contact' },
      { id: 'bound', purge: '2026-10-22' },
    ]);
    for (const recordType of ['All', 'Public', 'Staff', 'Contact'] as const)
      for (const reading of READINGS) {
        await planned(engine, { runDate: PURGE.runDate, recordType, reading });
        const { points } = await engine.ask.review.thresholds({
          among: 'not-excluded',
          thresholds: [100],
        });
        const settings = { ...PURGE, recordType, reading };
        const { purged, retained } = await engine.ask.jobs.previewPurge(settings);
        const about = `${recordType} ${reading}`;
        expect([about, points]).toMatchObject([about, [{ purged, retained }]]);
      }
  });
});

describe('years since the purge date', () => {
  test('are whole: a year is over on its day, that of 29 February on the 28th', async () => {
    const engine = await newEngine();
    await planned(engine, { runDate: '2024-02-29' });
    await engine.candidates(
      [
        '2024-02-29',
        '2023-03-01',
        '2023-02-28',
        '2022-02-28',
        '1999-12-31',
        '2024-03-01',
        '9999-12-31',
      ]
        .map((purge): CandidateCells => ({ id: purge, purge }))
        .concat([{ id: 'none', purge: null }]),
    );
    expect(await engine.ask.review.years({ criteria: EVERYBODY })).toEqual([
      { years: -1, from: '2024-03-01', to: '9999-12-31', users: 2 },
      { years: 0, from: '2023-03-01', to: '2024-02-29', users: 2 },
      { years: 1, from: '2022-03-01', to: '2023-02-28', users: 1 },
      { years: 2, from: '2021-03-01', to: '2022-02-28', users: 1 },
      { years: 24, from: '1999-03-01', to: '2000-02-29', users: 1 },
      { years: null, from: null, to: null, users: 1 },
    ]);
  });

  test('of nobody are no bars, and users who are no candidates don’t count', async () => {
    const engine = await newEngine();
    expect(await engine.ask.review.years({ criteria: EVERYBODY })).toEqual([]);
    await engine.candidates(['a']);
    await engine.exclusions('stranger');
    expect(await engine.ask.review.years({ criteria: EVERYBODY })).toMatchObject([{ users: 1 }]);
  });
});

describe('odd dates', () => {
  test('leave out whom a purge has taken and who is no candidate any more', async () => {
    const engine = await newEngine();
    const path = await writeWorkbook(
      join(engine.folder, 'First.xlsx'),
      candidatesSheet({ id: 'left', expiry: null }, { id: 'gone', expiry: null }),
    );
    await engine.importFile(path, 'candidates');
    await engine.candidates([{ id: 'gone', expiry: null }, 'stays'], 'replace');
    expect((await engine.ask.review.oddDates())['no-expiry']).toBe(1);
    await engine.purgeAsAlma();
    expect((await engine.ask.review.oddDates())['no-expiry']).toBe(0);
  });
});
