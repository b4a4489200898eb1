/**
 * What stands in the way of deleting one user, asked of the replica and the review as they are now: for the page before
 * it asks, for the check of the job and for the job when it runs. Changes nothing.
 */
import { DELETION_QUESTION, deletionReasons, isContact } from '#shared/domain/deletion.ts';
import { type ReasonBits, unknownReasons } from '#shared/domain/purgeRules.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { readSettings } from '../../../replica/settings.ts';
import { readUsers } from '../../../replica/userRows.ts';
import { type Lack, lackOverFile } from '../../approvals.ts';
import { lockedUsers } from '../../jobRows.ts';
import { eachUserFacts, type UserFacts } from '../../purgeFacts.ts';

export interface Deletion {
  readonly reasons: ReasonBits;
  /** Rules that no report covers. */
  readonly unknown: ReasonBits;
  readonly balance: number | null;
  readonly contact: boolean;
  readonly researcher: boolean;
  /** Undefined: approved. */
  readonly lack: Lack | undefined;
}

/**
 * Undefined for whom the replica doesn't hold: described by no file, gone from the newest candidates file, or deleted.
 * @param exceptJobId the job that asks, which holds the user itself; 0: none
 */
export function deletionOf(
  db: ReadableDb,
  userNo: number,
  exceptJobId: number,
): Deletion | undefined {
  const question = {
    ...DELETION_QUESTION,
    countTransferred: readSettings(db).countTransferred === true,
    esploro: readSettings(db).esploro === true,
  };
  const locked = lockedUsers(db, exceptJobId);
  for (const facts of eachUserFacts(db, question, locked, userNo, userNo))
    return {
      reasons: deletionReasons(facts),
      unknown: unknownReasons(facts),
      balance: facts.balance,
      contact: isContact(facts),
      researcher: isBarred(readUsers(db, [userNo])[0]?.researcher, facts, question.esploro),
      lack: lackOverFile(db)(userNo, facts.candidate),
    };
  return undefined;
}

/**
 * Alma refuses researchers who have assets. Where Esploro is on, reports that tell assets and grants decide; else whoever
 * is called a researcher may have some.
 */
function isBarred(researcher: unknown, { researcherStand }: UserFacts, esploro: boolean): boolean {
  if (!esploro) return researcher === true;
  return (
    researcherStand === 'non-affiliated' || (researcher === true && researcherStand !== 'goes')
  );
}
