/**
 * The retention clock of a workspace (docs/decisions/0051): on which day its personal data is due, by the institution's
 * clocks, and that nothing but erasing or postponing changes it from that day on. Once the day was found to have come it
 * has: a clock that is set back doesn't take it away.
 */
import type { Retention, RetentionDetails } from '#shared/contract/shapes/retention.ts';
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import {
  dueDay,
  MOST_RETENTION_DAYS,
  postponableDays,
  type RetentionFacts,
  type RetentionRule,
  retentionState,
} from '#shared/domain/retention.ts';
import { dayOfInstant, type TimeZone, today } from '#shared/domain/timeZones.ts';
import { JOB_KINDS } from '#shared/jobKinds/jobKinds.ts';
import { get, type ReadableDb, transaction, type WritableDb } from '../db/db.ts';
import { unreadableJson } from '../db/storedValue.ts';
import { cameWithoutTrail } from '../db/trail/readTrail.ts';
import { record } from '../db/trail/record.ts';
import { filesSince } from '../importing/rows/importFile.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { noteFoundDue, notePostponed, retentionSteps } from './retentionSteps.ts';
import { workOf } from './workOf.ts';

/** Nobody finds it by name: the program by itself. */
const BY_ITSELF = '';

/** Why it is due on that day. */
export interface RetentionClock extends Retention, Pick<RetentionDetails, 'since' | 'counts'> {
  readonly zone: TimeZone;
}

export function retentionClock(db: ReadableDb): RetentionClock {
  const { institution, retentionDays: days, retentionDay: fixedDay } = readSettings(db);
  const zone = institution.timeZone;
  const { erasedAt, postponedUntil, foundDueOn } = retentionSteps(db);
  const files = filesSince(db, erasedAt);
  const lastJob = lastJobSince(db, erasedAt);
  const knownSince = cameWithoutTrail(db);
  const dayOf = (instant: number | undefined) =>
    instant === undefined ? null : dayOfInstant(instant, zone);
  const facts: RetentionFacts = {
    firstFile: dayOf(files?.first),
    lastFile: dayOf(files?.last),
    lastJob: dayOf(lastJob),
    postponedUntil,
    knownSince: dayOf(knownSince),
  };
  const rule = { days, fixedDay };
  const dueOn = foundDueOn ?? dueDay(rule, facts);
  return {
    ...{ dueOn, zone },
    state: foundDueOn === null ? retentionState(dueOn, today(zone)) : 'due',
    since: dueOn === null ? null : (lastJob ?? files?.last ?? null),
    counts: dueOn === null ? null : countedFrom(dueOn, rule, facts),
  };
}

function countedFrom(
  dueOn: IsoDate,
  rule: RetentionRule,
  facts: RetentionFacts,
): RetentionDetails['counts'] {
  if (dueOn === facts.postponedUntil) return 'postponed';
  const byDays = dueDay({ ...rule, fixedDay: null }, { ...facts, knownSince: null });
  if (dueOn === rule.fixedDay) return 'fixed-day';
  if (dueOn !== byDays) return 'notice';
  return facts.lastJob === null ? 'file' : 'job';
}

/** Jobs that erase people don't use their data: letters of data subjects must not postpone the end of all others. */
const USING = JSON.stringify(JOB_KINDS.filter((kind) => workOf(kind).erases !== true));

/** One that waits has changed nobody, and one that has failed counts no more than one that was cancelled. */
function lastJobSince(db: ReadableDb, since: number): number | undefined {
  return (
    get<{ at: number | null }>(
      db,
      `SELECT max(coalesce(ended_at, started_at)) AS at FROM job
       WHERE state IN ('running', 'completed') AND kind IN (SELECT value FROM json_each(?))
         AND coalesce(ended_at, started_at) >= ?`,
      USING,
      since,
    )?.at ?? undefined
  );
}

const NOTHING_DUE: Retention = { dueOn: null, state: 'none' };

/** Of a workspace whose settings can't be read nothing is known to be due: whoever asks for them is told. */
export function retentionOf(db: ReadableDb): Retention {
  try {
    const { dueOn, state } = retentionClock(db);
    return { dueOn, state };
  } catch (error) {
    if (error instanceof Refusal || unreadableJson(error)) return NOTHING_DUE;
    throw error;
  }
}

/** Why nothing may be changed any more; undefined: it may. */
export function dueRefusal(db: ReadableDb): Refusal | undefined {
  const { dueOn, state } = retentionOf(db);
  return state === 'due' && dueOn !== null ? new Refusal('retention.due', { dueOn }) : undefined;
}

/** Kept in the file, so that it stays true. Of one that isn't due nothing is. */
export function noteWhenDue(db: WritableDb): void {
  const { dueOn, state } = retentionOf(db);
  if (state !== 'due' || dueOn === null || retentionSteps(db).foundDueOn !== null) return;
  transaction(db, () => {
    noteFoundDue(db, dueOn);
    record(db, BY_ITSELF, { what: 'retention.due', details: { dueOn } });
  });
}

/**
 * For what changes the workspace, on the writer, before its transaction.
 * @throws Refusal from the due day on
 */
export function expectNotDue(db: WritableDb): void {
  const refusal = dueRefusal(db);
  if (!refusal) return;
  noteWhenDue(db);
  throw refusal;
}

export interface Postponing {
  readonly until: IsoDate;
  readonly reason: string;
}

/**
 * Must run inside a transaction.
 * @returns the day on which it was due before
 * @throws Refusal for a day that is no later, or too late
 */
export function postpone(db: WritableDb, { until, reason }: Postponing, by: string): IsoDate {
  const clock = retentionClock(db);
  const now = today(clock.zone);
  const days = postponableDays(clock, now);
  if (clock.dueOn === null || !days) throw new Refusal('retention.notPostponable', clock);
  if (until < days.first || until > days.last) throw new Refusal('retention.day', days);
  notePostponed(db, { dueOn: clock.dueOn, until, reason }, by);
  return clock.dueOn;
}

/**
 * Must run inside the transaction that has changed the settings.
 * @throws Refusal for a rule by which the data would be due already: the way to that is erasing it; or for a fixed day that
 *   is further away than days may be set: a day that nobody lives to see is none
 */
export function expectUsableRule(db: ReadableDb): void {
  const { dueOn, state, zone } = retentionClock(db);
  if (state === 'due' && dueOn !== null) throw new Refusal('retention.atOnce', { dueOn });
  const { retentionDay: fixedDay } = readSettings(db);
  const last = minusDays(today(zone), -MOST_RETENTION_DAYS);
  if (fixedDay !== null && fixedDay > last) throw new Refusal('retention.tooLate', { last });
}
