/**
 * The candidates behind the numbers of the checks. Pure; the engine counts by rules of its own, and a
 * test holds both together.
 */
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { lastPurgeDateTaken, type Reading } from '#shared/domain/dayBound.ts';
import { ODD_DATES, type OddDate } from '#shared/domain/oddDates.ts';
import { COUNTS_THAT_RETAIN } from '#shared/domain/purgeRules.ts';
import { recordTypeCriteria } from '#shared/domain/recordTypeCriteria.ts';
import type { Among, Finding } from '#shared/domain/review.ts';

type PlannedRun = Pick<BoundaryReport, 'runDate' | 'days'>;

export const BOUNDARY: Criteria = { op: 'hasFlag', flags: ['boundary'] };
export const RETURNED: Criteria = { op: 'hasFlag', flags: ['returned'] };
export const PROTECTED: Criteria = { op: 'hasFlag', flags: ['protected'] };
export const ANY_ODD_DATE: Criteria = allOf(CANDIDATES, { op: 'oddDate', values: [...ODD_DATES] });

export function oddDate(value: OddDate): Criteria {
  return { op: 'oddDate', values: [value] };
}

/** Whom a reading takes by the purge date. */
export function takenBy({ runDate, days }: PlannedRun, reading: Reading): Criteria {
  const to = lastPurgeDateTaken(reading, runDate, days);
  return { op: 'dateBetween', field: 'purge_date', to };
}

/** Whoever would flip with another number of days: the readings differ about one day alone. */
export function flippingWith(runDate: IsoDate, days: number): Criteria {
  const bound = minusDays(runDate, days);
  return { op: 'dateBetween', field: 'purge_date', from: bound, to: bound };
}

/** Whom the run no longer takes when it waits for more days; undefined: it takes the same dates. */
export function leftOutWith(report: BoundaryReport, days: number): Criteria | undefined {
  const { reading, runDate } = report;
  const before = lastPurgeDateTaken(reading, runDate, report.days);
  const after = lastPurgeDateTaken(reading, runDate, days);
  if (after >= before) return undefined;
  const from = minusDays(after, -1);
  return { op: 'dateBetween', field: 'purge_date', from, to: before };
}

export function amongCriteria(among: Among): Criteria {
  return allOf(CANDIDATES, {
    op: 'decision',
    values: among === 'approved' ? ['approved'] : ['undecided', 'approved'],
  });
}

/** Whose purge date has come by the planned run, and whom nothing retains but perhaps what they owe. */
function dueFor(among: Among, settings: Settings, runDate: IsoDate): Criteria {
  const to = lastPurgeDateTaken(settings.reading, runDate, settings.days);
  return allOf(
    amongCriteria(among),
    { op: 'dateBetween', field: 'purge_date', to },
    recordTypeCriteria(settings.recordType),
    {
      op: 'not',
      of: {
        op: 'any',
        of: COUNTS_THAT_RETAIN.map((field) => ({ op: 'numberBetween', field, from: 1 })),
      },
    },
  );
}

/** By the balance that counts for the planned purge. */
function owing(
  { countTransferred }: Settings,
  range: { readonly from: number; readonly to?: number },
): Criteria {
  return { op: 'owes', transferred: countTransferred === true, ...range };
}

export interface ThresholdParts {
  readonly purged: Criteria;
  readonly retained: Criteria;
  readonly waived: Criteria;
}

export function thresholdParts(
  among: Among,
  settings: Settings,
  runDate: IsoDate,
  threshold: number,
): ThresholdParts {
  const due = dueFor(among, settings, runDate);
  const owesMore = owing(settings, { from: threshold + 1 });
  return {
    purged: allOf(due, { op: 'not', of: owesMore }),
    retained: allOf(due, owesMore),
    waived: allOf(due, owing(settings, { from: 1, to: threshold })),
  };
}

/** Who is purged at one threshold and retained at another. */
export function between(
  among: Among,
  settings: Settings,
  runDate: IsoDate,
  thresholds: readonly [number, number],
): Criteria {
  const [low, high] = thresholds[0] < thresholds[1] ? thresholds : [thresholds[1], thresholds[0]];
  return allOf(dueFor(among, settings, runDate), owing(settings, { from: low + 1, to: high }));
}

/** Users of a sample; with a finding those alone, null: not looked up yet. */
export function sampled(sampleId: number, finding?: Finding | null): Criteria {
  return finding === undefined
    ? { op: 'inSample', sampleId }
    : { op: 'inSample', sampleId, finding };
}
