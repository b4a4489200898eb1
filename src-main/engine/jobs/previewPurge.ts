/**
 * What a purge with these settings would do now. Changes nothing; the same facts and rules as the job.
 */
import type { PurgePreview, PurgeSettings } from '#shared/contract/shapes.ts';
import { dayBounds, isBoundary, passesDayBound, READINGS } from '#shared/domain/dayBound.ts';
import {
  inScope,
  matchesScope,
  RETAIN_REASONS,
  refusePurgeSettings,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { Refusal } from '../refusal.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { lockedUsers } from './jobRows.ts';
import { candidateFacts, purgeQuestion } from './purgeFacts.ts';

/** The users behind each number of a preview, by part: purged, retained, boundary, or a reason. */
export type PreviewParts = ReadonlyMap<string, UserBitmap>;

export function requireUsable(settings: PurgeSettings): void {
  const refusal = refusePurgeSettings(settings);
  if (refusal) throw new Refusal('purge.settings', refusal);
}

/** @throws Refusal for settings that Alma's form would refuse */
export function previewPurge(
  columns: UserColumns,
  settings: PurgeSettings,
): { preview: Omit<PurgePreview, 'previewId'>; parts: PreviewParts } {
  requireUsable(settings);
  const question = purgeQuestion(columns.db, settings);
  const boundsByReading = READINGS.map(
    (reading) => [reading, dayBounds(reading, settings.runDate, settings.days)] as const,
  );
  const parts = new Map<string, UserBitmap>();
  const byReading = { strict: 0, inclusive: 0, carli: 0 };
  const unknown = RETAIN_REASONS.map(() => 0);
  const sums = { noPurgeDate: 0, waived: 0 };
  const put = (part: string, userNo: number) => {
    const users = parts.get(part) ?? new UserBitmap();
    parts.set(part, users);
    users.add(userNo);
  };
  let users = 0;
  for (const facts of candidateFacts(columns, lockedUsers(columns.db, 0))) {
    users++;
    if (!matchesScope(facts, question)) continue;
    if (facts.purgeDate === null) sums.noPurgeDate++;
    if (isBoundary(facts.purgeDate, question.bounds)) put('boundary', facts.userNo);
    for (const [reading, bounds] of boundsByReading)
      if (passesDayBound(facts.purgeDate, bounds)) byReading[reading]++;
    if (!inScope(facts, question)) continue;
    const reasons = retainingReasons(facts, question);
    put('inScope', facts.userNo);
    if (reasons !== 0) {
      put('retained', facts.userNo);
      for (const [n, reason] of RETAIN_REASONS.entries())
        if (reasons & (1 << n)) put(reason, facts.userNo);
      continue;
    }
    put('purged', facts.userNo);
    const notKnown = unknownReasons(facts);
    for (let n = 0; n < unknown.length; n++) if (notKnown & (1 << n)) unknown[n]!++;
    sums.waived += waivedAmount(facts);
    if (facts.staffRole === 1) put('purgedWithStaffRole', facts.userNo);
    if (facts.staffRole === null) put('purgedWithUnknownRole', facts.userNo);
  }
  const count = (part: string) => parts.get(part)?.count ?? 0;
  return {
    parts,
    preview: {
      settings,
      lastPurgeDate: question.bounds.last,
      users,
      noPurgeDate: sums.noPurgeDate,
      outOfScope: users - count('inScope'),
      inScope: count('inScope'),
      purged: count('purged'),
      retained: count('retained'),
      reasons: RETAIN_REASONS.map((reason) => ({ reason, users: count(reason) })).filter(
        (each) => each.users > 0,
      ),
      unknown: RETAIN_REASONS.map((reason, n) => ({ reason, users: unknown[n]! })).filter(
        (each) => each.users > 0,
      ),
      boundary: count('boundary'),
      byReading,
      waived: sums.waived,
      purgedWithStaffRole: count('purgedWithStaffRole'),
      purgedWithUnknownRole: count('purgedWithUnknownRole'),
    },
  };
}
