/**
 * Whom a purge concerns: everybody whom Alma may take under the widest reading of the day bound, of a set those as well
 * of whom nobody knows when they are due; and those of them whom the chosen reading takes and nothing retains. Facts and rules are the job's own. Changes nothing.
 */
import { dayBounds } from '#shared/domain/dayBound.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  inScope,
  matchesScope,
  type PurgeSettings,
  retainingReasons,
} from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { AnyPurgeRequest } from '#shared/jobKinds/purgeUsers.ts';
import { leftReview } from '../../../importing/commit/leftReview.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import type { ApprovedLeftOut, Asking, Concerned, PendingChange } from '../../jobKind.ts';
import {
  type AskedPurge,
  askedFacts,
  listOnlyMembers,
  purgeQuestion,
  userFacts,
} from '../../purgeFacts.ts';
import { guardPurge } from './guardPurge.ts';
import { requireUsable } from './previewPurge.ts';
import { NO_CLASS, purgeClasses } from './purgeClasses.ts';

/**
 * Whom a purge asks that begins once all jobs submitted before have ended: they hold nobody any more, and whom
 * they move is in another group.
 */
export function checkPurge(
  { columns, match, pending }: Asking,
  request: AnyPurgeRequest,
): Concerned {
  const settings: PurgeSettings = request.parameters;
  requireUsable(settings);
  const question = purgeQuestion(columns.db, settings, { match });
  const widest = {
    ...question,
    bounds: dayBounds('inclusive', settings.runDate, settings.days),
  };
  const changes = pending().filter(
    ({ groupKey, purgeDate }) =>
      purgeDate !== undefined || (groupKey !== undefined && settings.userGroup !== null),
  );
  const { concerned, going } =
    changes.length > 0
      ? afterChanges(columns, settings, question, widest, changes)
      : askedNow(columns, settings, question, widest);
  const factsOf = userFacts(columns, question);
  const left = new UserBitmap();
  for (const userNo of leftReview(columns.db))
    if (inScope(factsOf(userNo, false), widest)) left.add(userNo);
  return {
    guard: guardPurge(columns.db, request),
    concerned: concerned.or(listOnlyMembers(columns, question)),
    going,
    left,
  };
}

/** Of the approved, whom the settings leave out: by what Alma's form says first of them. */
export function approvedLeftOut(
  columns: UserColumns,
  { parameters: settings }: AnyPurgeRequest,
  approved: UserBitmap,
): ApprovedLeftOut {
  const question = purgeQuestion(columns.db, settings);
  const factsOf = userFacts(columns, question);
  const found = { approvedNotDue: 0, approvedWithoutPurgeDate: 0, approvedOutside: 0 };
  for (const userNo of approved) {
    const facts = factsOf(userNo, false);
    if (!matchesScope(facts, question)) found.approvedOutside++;
    else if (facts.purge_date === null) found.approvedWithoutPurgeDate++;
    else if (!inScope(facts, question)) found.approvedNotDue++;
  }
  return found;
}

interface Asked {
  readonly concerned: UserBitmap;
  readonly going: UserBitmap;
}

/** By sorts of users, as the preview does: a million in the time of some hundred. */
function askedNow(
  columns: UserColumns,
  settings: PurgeSettings,
  question: AskedPurge,
  widest: AskedPurge,
): Asked {
  const { classOf, examples } = purgeClasses(columns, [{ settings, question }], new UserBitmap());
  const isConcerned = examples.map((facts) => inScope(facts, widest));
  const goes = examples.map(
    (facts) => inScope(facts, question) && retainingReasons(facts, question) === 0,
  );
  const asked = { concerned: new UserBitmap(), going: new UserBitmap() };
  for (let userNo = 1; userNo < classOf.length; userNo++) {
    const found = classOf[userNo]!;
    if (found === NO_CLASS || !isConcerned[found]) continue;
    asked.concerned.add(userNo);
    if (goes[found]) asked.going.add(userNo);
  }
  return asked;
}

/** User by user: whom a job under way changes is in another group by then, or due. */
function afterChanges(
  columns: UserColumns,
  settings: PurgeSettings,
  question: AskedPurge,
  widest: AskedPurge,
  changes: readonly PendingChange[],
): Asked {
  const wanted = foldText(settings.userGroup ?? '');
  const asked = { concerned: new UserBitmap(), going: new UserBitmap() };
  for (const facts of askedFacts(columns, question, new UserBitmap())) {
    const then = { ...facts };
    for (const { groupKey, purgeDate, members } of changes) {
      if (!members.has(facts.userNo)) continue;
      if (purgeDate !== undefined) then.purge_date = purgeDate;
      if (groupKey !== undefined)
        then.userGroupNo = groupKey === wanted ? question.userGroupNo : null;
    }
    if (!inScope(then, widest)) continue;
    asked.concerned.add(facts.userNo);
    if (inScope(then, question) && retainingReasons(then, question) === 0)
      asked.going.add(facts.userNo);
  }
  return asked;
}
