/**
 * What a purge that has completed did, as far as it can be compared with a preview: by user number, which it took, and
 * why it left the others. Read from what it stored, never from the replica as it has become since. Changes nothing.
 */
import { POLICY_BEHIND_PURGES } from '#shared/domain/policyFacts.ts';
import {
  type LeavingBits,
  type LeavingReason,
  leavingBits,
} from '#shared/domain/purgeComparison.ts';
import { type PurgeSettings, reasonsOf } from '#shared/domain/purgeRules.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { prepared, type ReadableDb, value } from '../../../db/db.ts';
import { knownBefore } from '../../../importing/commit/knownBefore.ts';
import { Refusal } from '../../../refusal.ts';
import { readRevision } from '../../../replica/revision.ts';
import { lackOfNumber } from '../../approvals.ts';
import { getKeptJob, parametersOf, type StoredJob, storedSettings } from '../../jobRows.ts';
import type { PurgeParameters } from './purgeUsers.ts';

export interface PurgeRun {
  readonly settings: PurgeSettings;
  readonly countTransferred: boolean;
  /** What held in Alma besides, as it was printed with the job. */
  readonly policy: readonly JobSetting[];
  readonly submittedAt: number;
  /** Place in `left` by user number. */
  readonly placeOf: Int32Array;
  /** Why users were left alone, 0: taken. */
  readonly left: readonly LeavingBits[];
  /** Whom files had named before. */
  readonly known: UserBitmap;
}

/** Places of those of whom the job tells nothing: everybody else, and whoever came since. */
export const NOT_OF_RUN = 0;
export const CAME_SINCE = 1;

interface Kept {
  readonly key: string;
  readonly run: PurgeRun;
}

/** Of the run last asked for, per connection: settings are changed one by one, and it stays the same. */
const kept = new WeakMap<ReadableDb, Kept>();

/** @throws Refusal when there is no such purge that has completed */
export function purgeRun(db: ReadableDb, jobId: number): PurgeRun {
  const key = `${jobId} ${readRevision(db)}`;
  const before = kept.get(db);
  if (before?.key === key) return before.run;
  const job = getKeptJob(db, jobId);
  if (jobKind(job.kind).step !== 'purge' || job.state !== 'completed')
    throw new Refusal('job.gone');
  const run = readRun(db, job);
  kept.set(db, { key, run });
  return run;
}

function readRun(db: ReadableDb, job: StoredJob): PurgeRun {
  const { countTransferred, esploro: _esploro, ...settings } = parametersOf(job) as PurgeParameters;
  const last = value<number | null>(
    db,
    'SELECT max(user_no) FROM job_user WHERE job_id = ?',
    job.job_id,
  );
  const placeOf = new Int32Array((last ?? 0) + 1).fill(NOT_OF_RUN);
  const left: LeavingBits[] = [leavingBits(['not-asked']), leavingBits(['came-since'])];
  const places = new Map<number, number>();
  for (const [userNo, sort] of eachSort(db, job.job_id)) {
    let place = places.get(sort);
    if (place === undefined) {
      const why = whyLeftThen(sort, job.without_approval !== null);
      place = left.push(leavingBits(why)) - 1;
      places.set(sort, place);
    }
    placeOf[userNo] = place;
  }
  return {
    settings,
    countTransferred: countTransferred === true,
    policy: storedSettings(job).filter(({ label }) => POLICY_BEHIND_PURGES.includes(label)),
    submittedAt: job.submitted_at,
    placeOf,
    left,
    known: knownBefore(db, job.job_id),
  };
}

/** Outcome, reasons and lack of approval as one number: a million rows are read in half the time. */
const OUTCOMES = ['purged', 'retained', 'excluded', 'not-taken', 'list-only'] as const;
const LACK_PLACES = 16;
const SORT_SQL = `(reasons * ${LACK_PLACES} + unapproved) * ${OUTCOMES.length} +
  CASE outcome ${OUTCOMES.map((outcome, n) => `WHEN '${outcome}' THEN ${n}`).join(' ')} END`;

function whyLeftThen(sort: number, withoutApproval: boolean): LeavingReason[] {
  const outcome = OUTCOMES[sort % OUTCOMES.length]!;
  if (outcome === 'purged') return [];
  if (outcome === 'excluded') return ['excluded'];
  if (outcome === 'list-only') return ['not-asked'];
  // Of users out of its scope the job tells only who is on the last day.
  if (outcome === 'not-taken') return ['day-bound'];
  const told = Math.floor(sort / OUTCOMES.length);
  const lack = lackOfNumber(told % LACK_PLACES);
  const reasons: LeavingReason[] = reasonsOf(Math.floor(told / LACK_PLACES));
  // Nothing else kept them: it was said of others that they go, though nobody had approved them.
  const isMeantByNobody = reasons.length === 0;
  const stands =
    lack !== undefined && (lack === 'protected' || !withoutApproval || isMeantByNobody);
  return stands ? [...reasons, 'unapproved'] : reasons;
}

const READ_AT_ONCE = 5000;

function* eachSort(db: ReadableDb, jobId: number): Generator<[userNo: number, sort: number]> {
  const next = prepared(
    db,
    `SELECT user_no, ${SORT_SQL} FROM job_user WHERE job_id = ? AND user_no > ?
     ORDER BY user_no LIMIT ${READ_AT_ONCE}`,
  ).raw(true);
  for (let last = 0; ; ) {
    const rows = next.all(jobId, last) as [number, number][];
    yield* rows;
    if (rows.length < READ_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}
