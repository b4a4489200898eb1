/**
 * Purges a batch of users: each in-scope user is purged or retained with all its reasons; purged users leave the
 * replica's review, and the report keeps the proof. Nobody goes who isn't approved when the job reaches them, unless
 * the job says why it goes on without approval; the register can't be passed at all.
 */
import { isBoundary } from '#shared/domain/dayBound.ts';
import {
  inScope,
  type PurgeSettings,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { standNumber } from '#shared/domain/researchers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../../../db/db.ts';
import { markPurged } from '../../../replica/changeUsers.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import type { JobChange, RunningJob } from '../../jobKind.ts';
import { lockedUsers, parametersOf, type StoredJob } from '../../jobRows.ts';
import {
  type AskedPurge,
  eachScopeFacts,
  eachUserFacts,
  purgeQuestion,
  type UserFacts,
} from '../../purgeFacts.ts';
import { type JobUserOutcome, jobUserStore } from '../../storeJobUsers.ts';
import { asideUsers } from './asideUsers.ts';
import { tellOfPurged } from './purgeReport.ts';

/** As they are stored: with which balance counted when the job was submitted. */
export interface PurgeParameters extends PurgeSettings {
  readonly countTransferred?: boolean;
  readonly esploro?: boolean;
}

/** Who is in scope now, out of those for whom it was submitted. */
export function usersInScope(db: WritableDb, job: StoredJob): UserBitmap {
  const question = questionOf(db, job);
  const submitted = job.members ? UserBitmap.fromBytes(job.members) : undefined;
  const members = new UserBitmap();
  for (const facts of eachScopeFacts(db))
    if (inScope(facts, question) && (submitted?.has(facts.userNo) ?? true))
      members.add(facts.userNo);
  return members;
}

export function purgeUsers(db: WritableDb, job: StoredJob): RunningJob {
  const question = questionOf(db, job);
  const locked = lockedUsers(db, job.job_id);
  const store = jobUserStore(db, job.job_id);
  const isExcepted = exceptionsOf(job);
  return {
    work(members) {
      const lackOf = lackOverFile(db);
      const gone: number[] = [];
      const outcomes = factsOf(db, question, locked, members).map((facts): JobUserOutcome => {
        const { userNo } = facts;
        const reasons = retainingReasons(facts, question);
        const lack = lackOf(userNo, facts.candidate);
        const mayGo = lack === undefined || (lack !== 'protected' && isExcepted(userNo));
        const goes = reasons === 0 && mayGo;
        if (goes) gone.push(userNo);
        return {
          userNo,
          outcome: goes ? 'purged' : 'retained',
          reasons,
          unknown: unknownReasons(facts),
          boundary: isBoundary(facts.purge_date, question.bounds) ? 1 : 0,
          waived: waivedAmount(facts),
          unapproved: lackNumber(lack),
          researcher: goes ? standNumber(facts.researcherStand) : 0,
        };
      });
      store(outcomes);
      markPurged(db, gone, job.job_id);
      return { finished: gone.length, failed: members.length - gone.length };
    },
    aside: (first, last) => asideUsers(db, question, first, last),
    complete: () => leftByPurge(db, job),
  };
}

/** What its report tells of the purged. */
export function leftByPurge(db: WritableDb, { job_id }: StoredJob): JobChange {
  tellOfPurged(db, job_id);
  return 'anything';
}

/**
 * Whom somebody said to purge although they aren't approved: those who weren't when it was submitted. Jobs that were
 * submitted to earlier versions don't say who that was.
 */
function exceptionsOf(job: StoredJob): (userNo: number) => boolean {
  if (job.without_approval === null) return () => false;
  if (job.excepted === null) return () => true;
  const users = UserBitmap.fromBytes(job.excepted);
  return (userNo) => users.has(userNo);
}

/** Of its set it asks those for whom it was submitted, whoever has come into it or gone since. */
function questionOf(db: WritableDb, job: StoredJob): AskedPurge {
  const parameters = parametersOf(job) as PurgeParameters;
  return purgeQuestion(db, parameters, {
    countTransferred: parameters.countTransferred === true,
    esploro: parameters.esploro === true,
    ...(job.submitted_for && { setMembers: UserBitmap.fromBytes(job.submitted_for) }),
  });
}

/** Facts of the members of one batch, which are ascending. Read before anything is written. */
function factsOf(
  db: WritableDb,
  question: AskedPurge,
  locked: UserBitmap,
  members: readonly number[],
): UserFacts[] {
  const wanted = new Set(members);
  const last = members[members.length - 1] ?? 0;
  const facts: UserFacts[] = [];
  for (const each of eachUserFacts(db, question, locked, members[0], last))
    if (wanted.has(each.userNo)) facts.push(each);
  return facts;
}
