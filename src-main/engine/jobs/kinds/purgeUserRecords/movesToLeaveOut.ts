/**
 * Takes whoever isn't approved out of the user group of a purge: one set and one Update/Notify job for each group
 * that users go back to. Their former group is what the history of our jobs says, or the one that is chosen.
 */

import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { defaultJobName, type JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { purgeOf } from '#shared/jobKinds/purgeUserRecords.ts';
import { moveOfSet, updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb, type WritableDb } from '../../../db/db.ts';
import { Refusal } from '../../../refusal.ts';
import { institutionZone } from '../../../replica/settings.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { createSet, freeName } from '../../../sets/userSets.ts';
import { checkJob } from '../../checkJob.ts';
import { PURGE_WORDS } from './words.ts';

export interface LeavingMove {
  readonly job: JobRequest;
  readonly members: UserBitmap;
}

/**
 * Makes the sets and gives the jobs. Must run inside a transaction.
 * @param columns fresh, over the writer's connection
 * @param chosen the group for everybody; null: to each their former one
 * @throws Refusal when nobody has to be left out, or somebody's former group isn't known
 */
export function movesToLeaveOut(
  columns: UserColumns,
  purge: PurgeSettings,
  chosen: string | null,
  by: string,
): LeavingMove[] {
  const db = columns.db as WritableDb;
  const from = purge.userGroup;
  if (from === null) throw new Refusal('job.noGroup');
  if (chosen !== null && foldText(chosen) === foldText(from))
    throw new Refusal('job.sameGroup', { group: chosen });
  const { unapproved } = checkJob(columns, purgeOf(purge, ''));
  const leaving = [...unapproved.values()].reduce((all, users) => all.or(users), new UserBitmap());
  if (leaving.count === 0) throw new Refusal('job.nobodyToLeaveOut');
  const day = today(institutionZone(db));
  return [...byTarget(db, leaving, from, chosen)].map(([group, members]) => {
    const name = freeName(db, PURGE_WORDS.leftOut(group));
    const setId = createSet(
      db,
      { name, description: '', note: '' },
      members,
      { from: 'left-out', group: from },
      by,
    );
    const job = moveOfSet(setId, group, defaultJobName(updateNotifyUsers.kind, name, day));
    return { job, members };
  });
}

function byTarget(
  db: ReadableDb,
  leaving: UserBitmap,
  from: string,
  chosen: string | null,
): Map<string, UserBitmap> {
  if (chosen !== null) return new Map([[chosen, leaving]]);
  const history = prepared(
    db,
    `SELECT old_value FROM history WHERE user_no = ? AND field = 'user_group' AND new_value = ? COLLATE NOCASE
     ORDER BY history_id DESC LIMIT 1`,
  ).pluck();
  const targets = new Map<string, UserBitmap>();
  let unknown = 0;
  for (const userNo of leaving) {
    const former = history.get(userNo, from) as string | null | undefined;
    if (!former) {
      unknown++;
      continue;
    }
    const users = targets.get(former) ?? new UserBitmap();
    targets.set(former, users);
    users.add(userNo);
  }
  if (unknown > 0) throw new Refusal('job.noFormerGroup', { users: unknown });
  return targets;
}
