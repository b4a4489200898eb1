/**
 * Delete User as the engine asks it. Nobody goes whom anything retains, who owes anything, or who isn't approved: asked
 * when the job is submitted and again when it reaches the user, whoever asks and however.
 */
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import { isTypedIdentifier } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { DeleteUserRequest } from '#shared/jobKinds/deleteUser.ts';
import { prepared, type ReadableDb, type WritableDb } from '../../../db/db.ts';
import { Refusal } from '../../../refusal.ts';
import { markPurged } from '../../../replica/changeUsers.ts';
import { identifiersOf } from '../../../replica/userRows.ts';
import { lackNumber } from '../../approvals.ts';
import type { JobKindWork, RunningJob } from '../../jobKind.ts';
import { type StoredJob, parametersOf as storedParameters } from '../../jobRows.ts';
import { deletionOf } from './deletion.ts';
import { DELETION_WORDS } from './words.ts';

export const deleteUser: JobKindWork<DeleteUserRequest> = {
  check({ columns }, request) {
    requireDeletable(columns.db, request);
    const concerned = UserBitmap.of([request.parameters.userNo]);
    return { guard: {}, concerned, going: concerned };
  },
  submittedFor: (_db, { parameters }) => UserBitmap.of([parameters.userNo]),
  freeze: (_db, job) => UserBitmap.of([parametersOf(job).userNo]),
  start: deleteOne,
  sheets: [
    { ...DELETION_WORDS.sheets.deleted, filter: { outcome: 'deleted' } },
    { ...DELETION_WORDS.sheets.refused, filter: { outcome: 'refused' } },
  ],
};

/** That they are approved is the guard's to ask. */
function requireDeletable(
  db: ReadableDb,
  { parameters: { userNo, contact }, typedIdentifier }: DeleteUserRequest,
): void {
  const deletion = deletionOf(db, userNo, 0);
  if (!deletion) throw new Refusal('deletion.notHeld');
  if (deletion.reasons !== 0)
    throw new Refusal('deletion.retained', { reasons: reasonsOf(deletion.reasons) });
  if (deletion.researcher) throw new Refusal('deletion.researcher');
  if (deletion.contact && !contact) throw new Refusal('deletion.contact');
  const [identifier = ''] = identifiersOf(db, [userNo]);
  if (!isTypedIdentifier(typedIdentifier, identifier)) throw new Refusal('deletion.typed');
}

function deleteOne(db: WritableDb, job: StoredJob): RunningJob {
  const { contact } = parametersOf(job);
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome, reasons, unknown, unapproved) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    work(members) {
      const gone: number[] = [];
      for (const userNo of members) {
        const deletion = deletionOf(db, userNo, job.job_id);
        const goes =
          deletion !== undefined &&
          deletion.reasons === 0 &&
          deletion.lack === undefined &&
          !deletion.researcher &&
          (contact || !deletion.contact);
        store.run(
          job.job_id,
          userNo,
          goes ? 'deleted' : 'refused',
          deletion?.reasons ?? 0,
          deletion?.unknown ?? 0,
          lackNumber(deletion?.lack),
        );
        if (goes) gone.push(userNo);
      }
      markPurged(db, gone, job.job_id);
      return { finished: gone.length, failed: members.length - gone.length };
    },
    complete: () => 'anything',
  };
}

function parametersOf(job: StoredJob): DeleteUserRequest['parameters'] {
  return storedParameters(job) as DeleteUserRequest['parameters'];
}
