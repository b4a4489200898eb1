/** What an update was told: whom it is for, as it was submitted, and what they get. Reads only. */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { membersOf } from '../../../sets/userSets.ts';
import { type StoredJob, parametersOf as storedParameters } from '../../jobRows.ts';

/** As they were when it was submitted. */
export function parametersOf(job: StoredJob): UpdateParameters {
  return storedParameters(job) as UpdateParameters;
}

/** Those for whom it was submitted; jobs of earlier versions don't say for whom. */
export function membersToUpdate(db: ReadableDb, job: StoredJob): UserBitmap {
  return job.members ? UserBitmap.fromBytes(job.members) : membersOf(db, parametersOf(job).setId);
}

/** Into the group that marks users as approved. */
export function isMoveToPurge(
  userGroup: string | null,
  { okToPurgeGroup }: Pick<Settings, 'okToPurgeGroup'>,
): boolean {
  return userGroup !== null && foldText(userGroup) === foldText(okToPurgeGroup);
}
