/**
 * The what-if of the waive threshold: what a purge as planned would take, retain and forgive at other amounts.
 * One pass gathers users whom nothing but the balance may retain; domain/purgeRules.ts alone decides. Stands
 * with the jobs because it asks the facts of the purge. Changes nothing.
 */
import type { ThresholdPoint } from '#shared/contract/shapes/review.ts';
import {
  inScope,
  type PurgeFacts,
  retainingReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import type { Among } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { flagContext, readSettings } from '../../../replica/settings.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { amongTest } from '../../../review/candidates.ts';
import { candidateFacts, purgeQuestion } from '../../purgeFacts.ts';

/** Users with the same balance, whom nothing else retains: one stands for all. */
interface SameBalance {
  readonly facts: PurgeFacts;
  users: number;
}

/** @param thresholds in minor units; the points come in their order */
export function thresholdPoints(
  columns: UserColumns,
  among: Among,
  thresholds: readonly number[],
): { points: ThresholdPoint[]; planned: number } {
  const settings = readSettings(columns.db);
  const question = purgeQuestion(columns.db, {
    runDate: flagContext(settings).runDate,
    days: settings.days,
    reading: settings.reading,
    recordType: settings.recordType,
    userGroup: null,
    waiveThreshold: Number.POSITIVE_INFINITY,
  });
  const meant = amongTest(columns, among);
  const balances = new Map<number | null, SameBalance>();
  // A job that runs now says nothing about the planned run: nobody counts as held.
  for (const facts of candidateFacts(columns, question, new UserBitmap())) {
    if (!meant(facts.userNo) || !inScope(facts, question)) continue;
    if (retainingReasons(facts, question) !== 0) continue;
    const same = balances.get(facts.balance);
    if (same) same.users++;
    else balances.set(facts.balance, { facts: { ...facts }, users: 1 });
  }
  const pointAt = (threshold: number): ThresholdPoint => {
    const point = { threshold, purged: 0, retained: 0, waived: 0 };
    for (const { facts, users } of balances.values()) {
      if (retainingReasons(facts, { ...question, waiveThreshold: threshold }) !== 0)
        point.retained += users;
      else {
        point.purged += users;
        point.waived += users * waivedAmount(facts);
      }
    }
    return point;
  };
  return { points: thresholds.map(pointAt), planned: settings.waiveThreshold };
}
