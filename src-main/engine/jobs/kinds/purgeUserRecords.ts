/**
 * Purge User Records (domain reference, section 3). Each in-scope user is purged or retained with all
 * its reasons; purged users leave the replica's review, and the report keeps the proof.
 */
import type { PurgeSettings } from '#shared/contract/shapes.ts';
import { isBoundary } from '#shared/domain/dayBound.ts';
import {
  inScope,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type WritableDb } from '../../db/db.ts';
import type { JobKindDefinition } from '../jobKind.ts';
import { lockedUsers, type StoredJob } from '../jobRows.ts';
import { eachUserFacts, purgeQuestion, type UserFacts } from '../purgeFacts.ts';

export const purgeUserRecords: JobKindDefinition = {
  freeze(db, job) {
    const question = purgeQuestion(db, settingsOf(job));
    const members = new UserBitmap();
    for (const facts of eachUserFacts(db, question, new UserBitmap()))
      if (inScope(facts, question)) members.add(facts.userNo);
    return members;
  },
  start(db, job) {
    const question = purgeQuestion(db, settingsOf(job));
    const locked = lockedUsers(db, job.job_id);
    const store = prepared(
      db,
      'INSERT INTO job_user (job_id, user_no, outcome, reasons, unknown, boundary, waived) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const purge = prepared(db, 'UPDATE user SET purged_by_job = ? WHERE user_no = ?');
    return {
      work(members) {
        let finished = 0;
        for (const facts of factsOf(db, question, locked, members)) {
          const reasons = retainingReasons(facts, question);
          const outcome = reasons === 0 ? 'purged' : 'retained';
          const boundary = isBoundary(facts.purgeDate, question.bounds) ? 1 : 0;
          store.run(
            job.job_id,
            facts.userNo,
            outcome,
            reasons,
            unknownReasons(facts),
            boundary,
            waivedAmount(facts),
          );
          if (reasons !== 0) continue;
          purge.run(job.job_id, facts.userNo);
          finished++;
        }
        return { finished, failed: members.length - finished };
      },
      complete() {},
    };
  },
};

function settingsOf(job: StoredJob): PurgeSettings {
  return JSON.parse(job.parameters) as PurgeSettings;
}

/** Facts of the members of one batch, which are ascending. Read before anything is written. */
function factsOf(
  db: WritableDb,
  question: ReturnType<typeof purgeQuestion>,
  locked: UserBitmap,
  members: readonly number[],
): UserFacts[] {
  const wanted = new Set(members);
  const last = members[members.length - 1] ?? 0;
  const facts: UserFacts[] = [];
  for (const each of eachUserFacts(db, question, locked, members[0]! - 1)) {
    if (each.userNo > last) break;
    if (wanted.has(each.userNo)) facts.push(each);
  }
  return facts;
}
