/**
 * What was known of a job's users when the job reached them: facts, and the decisions by which they stood. Frozen with
 * each batch, whatever the kind, before its work changes anybody; read by everything that tells of the job later. What an
 * earlier version ran has none of it: then the workspace is asked as it is now, and says so (`frozen`).
 */
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import { get, prepared, type ReadableDb, type Statement, type WritableDb } from '../db/db.ts';
import { originalGroups } from '../replica/groupMoves.ts';
import { MEMBERSHIP_SQL } from '../replica/membership.ts';
import { type DecidingStep, NO_STEP, ReviewStates } from '../replica/reviewStates.ts';

/** What isn't said by a user's row, and alike for many users. */
type Alike = [decidedIn: number, moved: 0 | 1, formerGroup: string | null];

/** Room for the place of an Alike behind a user's number: more than a batch has users. */
const PLACES = 1 << 16;

/** Freezes what is known of users, a batch at a time, each batch in the caller's transaction. */
export class FactFreezer {
  readonly #db: WritableDb;
  readonly #jobId: number;
  readonly #insert: Statement;
  readonly #keepStep: Statement;
  readonly #kept = new Set<number>();

  constructor(db: WritableDb, jobId: number) {
    this.#db = db;
    this.#jobId = jobId;
    this.#insert = prepared(
      db,
      `WITH alike (place, decided_in, moved, former_group) AS MATERIALIZED (
         SELECT key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))
       INSERT OR IGNORE INTO job_user_fact
       SELECT ?, u.user_no, ${MEMBERSHIP_SQL}, iif(a.moved, a.former_group, g.name), u.record_type, u.expiry_date,
         u.purge_date, u.loans, u.balance, u.transferred, u.job_category, a.decided_in
       FROM json_each(?) b CROSS JOIN alike a ON a.place = b.value % ${PLACES}
         CROSS JOIN user u ON u.user_no = b.value / ${PLACES} LEFT JOIN user_group g ON g.group_no = u.group_no`,
    );
    this.#keepStep = prepared(
      db,
      `INSERT OR IGNORE INTO job_decision (job_id, step_id, at, by, decision, reason, note, confirmed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** @param users ascending, not empty */
  freeze(users: readonly number[]): void {
    const moved = originalGroups(this.#db, users);
    const reviewStates = new ReviewStates(this.#db);
    const alike: Alike[] = [];
    const places = new Map<string, number>();
    const batch = users.map((userNo) => {
      const former = moved.get(userNo);
      const decidedIn = reviewStates.decidedIn(userNo);
      const like: Alike = [decidedIn, former === undefined ? 0 : 1, former ?? null];
      const key = like.join();
      let place = places.get(key);
      if (place === undefined) {
        place = alike.push(like) - 1;
        places.set(key, place);
        this.#keep(reviewStates.stepOf(userNo));
      }
      return userNo * PLACES + place;
    });
    this.#insert.run(JSON.stringify(alike), this.#jobId, JSON.stringify(batch));
  }

  #keep(step: DecidingStep | undefined): void {
    if (!step || this.#kept.has(step.stepId)) return;
    this.#kept.add(step.stepId);
    const { stepId, at, by, decision, reason, note, confirmed } = step;
    this.#keepStep.run(this.#jobId, stepId, at, by, decision, reason, note, confirmed ? 1 : 0);
  }
}

/** A user's facts as they are selected with FACTS_SQL. */
export interface StoredFacts {
  readonly user_no: number;
  readonly frozen: 0 | 1;
  readonly user_group: string | null;
  readonly record_type: JobUser['recordType'];
  readonly expiry_date: string | null;
  readonly purge_date: string | null;
  readonly loans: number | null;
  readonly balance: number | null;
  readonly transferred: number | null;
  /** Null: nothing was frozen. */
  readonly decided_in: number | null;
  readonly membership: number | null;
}

const known = (column: string, now = `u.${column}`) =>
  `CASE WHEN f.user_no IS NULL THEN ${now} ELSE f.${column} END`;

/** What is known of a user, each by itself; `f` are the frozen facts, `u` the user as they are now. */
export const FACT_SQL = {
  frozen: 'f.user_no IS NOT NULL',
  decided_in: 'f.decided_in',
  membership: 'f.membership',
  user_group: known('user_group', 'g.name'),
  record_type: known('record_type'),
  expiry_date: known('expiry_date'),
  purge_date: known('purge_date'),
  loans: known('loans'),
  balance: known('balance'),
  transferred: known('transferred'),
} as const satisfies Record<Exclude<keyof StoredFacts, 'user_no'>, string>;

/** The columns of StoredFacts but for the user's number. */
export const FACTS_SQL = Object.entries(FACT_SQL)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ');

/** Joined to `job_user j` and `user u`. */
export const FACTS_JOIN = `LEFT JOIN job_user_fact f ON f.job_id = j.job_id AND f.user_no = j.user_no
  LEFT JOIN user_group g ON g.group_no = u.group_no AND f.user_no IS NULL`;

export function factsOfRow(row: StoredFacts) {
  return {
    frozen: row.frozen === 1,
    originalGroup: row.user_group,
    recordType: row.record_type,
    expiryDate: row.expiry_date,
    purgeDate: row.purge_date,
    loans: row.loans,
    balance: row.balance,
    transferred: row.transferred,
  };
}

/** What a decision says of those who stood by it. */
export type FrozenDecision = Pick<
  DecidingStep,
  'at' | 'by' | 'decision' | 'reason' | 'note' | 'confirmed'
>;

/** The decisions by which a job's users stood; each is read once. */
export class FrozenDecisions {
  readonly #db: ReadableDb;
  readonly #jobId: number;
  readonly #steps = new Map<number, FrozenDecision | undefined>();
  #now: ReviewStates | undefined;

  constructor(db: ReadableDb, jobId: number) {
    this.#db = db;
    this.#jobId = jobId;
  }

  /** Undefined: undecided. @param decidedIn null: nothing was frozen */
  of(userNo: number, decidedIn: number | null): FrozenDecision | undefined {
    if (decidedIn === NO_STEP) return undefined;
    if (decidedIn === null) {
      this.#now ??= new ReviewStates(this.#db);
      return this.#now.stepOf(userNo);
    }
    if (!this.#steps.has(decidedIn)) this.#steps.set(decidedIn, this.#read(decidedIn));
    return this.#steps.get(decidedIn);
  }

  #read(stepId: number): FrozenDecision | undefined {
    const row = get<Omit<FrozenDecision, 'confirmed'> & { confirmed: number }>(
      this.#db,
      'SELECT at, by, decision, reason, note, confirmed FROM job_decision WHERE job_id = ? AND step_id = ?',
      this.#jobId,
      stepId,
    );
    return row && { ...row, confirmed: row.confirmed === 1 };
  }
}
