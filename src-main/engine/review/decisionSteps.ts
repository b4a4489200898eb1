/**
 * Steps of decisions after they were made: undone, made again, taken back with the file that caused them,
 * listed. Steps are append-only; undo marks them. Called by the writer's commands and the person panel.
 */
import type { PastDecision } from '#shared/contract/shapes.ts';
import type { Decision } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';
import { DecidingSteps, Standings } from '../replica/standings.ts';
import { setStanding } from './standing.ts';

interface Step {
  readonly step_id: number;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly text: string;
  readonly user_count: number;
  readonly users: Uint8Array;
  readonly confirmed: number;
}

const LAST_DONE = `SELECT * FROM decision_step WHERE state = 'done' ORDER BY step_id DESC LIMIT 1`;
const FIRST_UNDONE = `SELECT * FROM decision_step WHERE state = 'undone' ORDER BY step_id LIMIT 1`;

/** Takes back the last step. Must run inside a transaction. */
export function undo(db: WritableDb): { text: string; changed: number } {
  const step = get<Step>(db, LAST_DONE);
  if (!step) throw new Refusal('review.nothingToUndo', 'There is no decision to undo.');
  putBack(db, step.step_id, () => true);
  run(db, `UPDATE decision_step SET state = 'undone' WHERE step_id = ?`, step.step_id);
  bumpRevision(db, UserBitmap.unpack(step.users), 'standings');
  return { text: step.text, changed: step.user_count };
}

/** Makes the last undone step again. Must run inside a transaction. */
export function redo(db: WritableDb): { text: string; changed: number } {
  const step = get<Step>(db, FIRST_UNDONE);
  if (!step)
    throw new Refusal('review.nothingToRedo', 'There is no undone decision to make again.');
  setStanding(db, UserBitmap.unpack(step.users), new DecidingSteps(db).get(step.step_id));
  run(db, `UPDATE decision_step SET state = 'done' WHERE step_id = ?`, step.step_id);
  bumpRevision(db, UserBitmap.unpack(step.users), 'standings');
  return { text: step.text, changed: step.user_count };
}

/** Puts users back as they were before a step, as far as they are meant. */
function putBack(db: WritableDb, stepId: number, meant: (userNo: number) => boolean): void {
  const steps = new DecidingSteps(db);
  const parts = all<{ decided_in: number; users: Uint8Array }>(
    db,
    'SELECT decided_in, users FROM decision_before WHERE step_id = ?',
    stepId,
  );
  for (const { decided_in, users } of parts) {
    const before = UserBitmap.unpack(users);
    for (const userNo of before) if (!meant(userNo)) before.delete(userNo);
    setStanding(db, before, steps.get(decided_in));
  }
}

/**
 * Files are taken back, and with them the steps that they made necessary: users stand as before, as far as
 * nothing was decided about them since. Must run inside a transaction.
 */
export function takeBackStepsOf(db: WritableDb, importIds: readonly number[]): void {
  const steps = all<{ step_id: number; state: string; users: Uint8Array }>(
    db,
    `SELECT step_id, state, users FROM decision_step
     WHERE import_id IN (SELECT value FROM json_each(?)) ORDER BY step_id DESC`,
    JSON.stringify(importIds),
  );
  for (const { step_id, state, users } of steps) {
    const standings = new Standings(db);
    if (state === 'done') putBack(db, step_id, (userNo) => standings.decidedIn(userNo) === step_id);
    run(db, 'DELETE FROM decision_step WHERE step_id = ?', step_id);
    bumpRevision(db, UserBitmap.unpack(users));
  }
}

/**
 * Users who are no longer in the replica are no longer in decisions, and a step about nobody else is none.
 * Must run inside a transaction.
 */
export function letGoOfDecisions(db: WritableDb, gone: UserBitmap): void {
  const without = (users: Uint8Array) => UserBitmap.unpack(users).andNot(gone);
  for (const { step_id, users } of all<Step>(db, 'SELECT step_id, users FROM decision_step')) {
    const left = without(users);
    run(
      db,
      'UPDATE decision_step SET users = ?, user_count = ? WHERE step_id = ?',
      left.pack(),
      left.count,
      step_id,
    );
  }
  const parts = all<{ step_id: number; decided_in: number; users: Uint8Array }>(
    db,
    'SELECT step_id, decided_in, users FROM decision_before',
  );
  for (const { step_id, decided_in, users } of parts) {
    run(
      db,
      'UPDATE decision_before SET users = ? WHERE step_id = ? AND decided_in = ?',
      without(users).pack(),
      step_id,
      decided_in,
    );
  }
  run(db, 'DELETE FROM decision_step WHERE user_count = 0');
}

/**
 * Users whose decision a file had taken have it again, as far as the last step about them still says so.
 * Must run inside a transaction.
 */
export function giveBackDecisions(db: WritableDb, users: UserBitmap): void {
  let open = users;
  const steps = all<Step>(
    db,
    `SELECT * FROM decision_step WHERE state = 'done' ORDER BY step_id DESC`,
  );
  for (const step of steps) {
    const meant = UserBitmap.unpack(step.users).and(open);
    setStanding(db, meant, new DecidingSteps(db).get(step.step_id));
    open = open.andNot(meant);
  }
}

/** Names of the steps that Undo and Redo would take. */
export function undoableSteps(db: ReadableDb): { canUndo: string | null; canRedo: string | null } {
  return {
    canUndo: get<Step>(db, LAST_DONE)?.text ?? null,
    canRedo: get<Step>(db, FIRST_UNDONE)?.text ?? null,
  };
}

/** Every decision about each of the users, oldest first; users without any are left out. */
export function decisionsOf(
  db: ReadableDb,
  userNos: readonly number[],
): Map<number, PastDecision[]> {
  const asked = UserBitmap.of(userNos);
  const found = new Map<number, PastDecision[]>();
  const steps = all<StoredDecision>(
    db,
    'SELECT at, by, decision, reason, note, state, confirmed, users FROM decision_step ORDER BY step_id',
  );
  for (const { users, state, confirmed, ...step } of steps) {
    const made = { ...step, undone: state !== 'done', confirmed: confirmed === 1 };
    for (const userNo of UserBitmap.unpack(users).and(asked)) {
      const known = found.get(userNo) ?? [];
      known.push(made);
      found.set(userNo, known);
    }
  }
  return found;
}

interface StoredDecision extends Omit<PastDecision, 'undone' | 'confirmed'> {
  readonly state: string;
  readonly confirmed: number;
  readonly users: Uint8Array;
}
