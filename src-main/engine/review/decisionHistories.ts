/**
 * Every decision about many users that wasn't undone, for lists of them: steps are walked through twice, however many
 * users are asked for, and each user takes a few bytes. Of one page of users decisionSteps.ts tells more.
 */
import type { PastDecision } from '#shared/contract/shapes/users.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { unpackStored } from '../db/storedValue.ts';
import { stepAt, stepCauseOf } from './stepNameOf.ts';

export type MadeDecision = Omit<PastDecision, 'undone' | 'confirmed'>;

interface StoredStep extends Omit<MadeDecision, 'cause'> {
  readonly step_id: number;
  readonly what: string;
  readonly users: Uint8Array;
}

/** What tells each step from all others, in this workspace and in a snapshot of it. */
export function stepKeys(db: ReadableDb): string[] {
  return prepared(db, `SELECT step_id || ' ' || at FROM decision_step`).pluck().all() as string[];
}

export class DecisionHistories {
  readonly #steps: MadeDecision[] = [];
  /** Where the steps of each user begin in `stepsOf`; those of the next begin where they end. */
  readonly #starts: Int32Array;
  readonly #stepsOf: Int32Array;

  constructor(db: ReadableDb, users: UserBitmap) {
    const size = Math.max(0, ...lastOf(users)) + 2;
    this.#starts = new Int32Array(size);
    for (const step of doneSteps(db))
      for (const userNo of unpackStored(step.users, stepAt(step.step_id)).and(users))
        this.#starts[userNo + 1]!++;
    for (let n = 1; n < size; n++) this.#starts[n]! += this.#starts[n - 1]!;
    this.#stepsOf = new Int32Array(this.#starts[size - 1]!);
    const next = this.#starts.slice();
    for (const { users: meant, what, step_id, ...step } of doneSteps(db)) {
      this.#steps.push({ ...step, cause: stepCauseOf({ step_id, what }) });
      for (const userNo of unpackStored(meant, stepAt(step_id)).and(users))
        this.#stepsOf[next[userNo]!++] = this.#steps.length - 1;
    }
  }

  /** Newest first. */
  of(userNo: number): MadeDecision[] {
    const steps = this.#stepsOf.subarray(this.#starts[userNo], this.#starts[userNo + 1]);
    return Array.from(steps, (step) => this.#steps[step]!).reverse();
  }
}

function lastOf(users: UserBitmap): Int32Array {
  return users.numbers().subarray(-1);
}

function doneSteps(db: ReadableDb): Iterable<StoredStep> {
  return prepared(
    db,
    `SELECT step_id, at, by, decision, reason, note, what, users FROM decision_step
     WHERE state = 'done' ORDER BY step_id`,
  ).iterate() as Iterable<StoredStep>;
}
