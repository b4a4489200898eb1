/**
 * Steps of decisions after they were made: undone, made again, taken back with the file that caused them,
 * listed. Steps are append-only; undo marks them. Whom a purge has taken stands as they did then: undo and redo
 * pass them by, and say how many they changed.
 */
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { PastDecision } from '#shared/contract/shapes/users.ts';
import type { Decision } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { jobKindsThat } from '#shared/jobKinds/jobKinds.ts';
import { forgetSums, sumUp } from '../db/checksums.ts';
import { all, get, prepared, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';
import { type StoredAt, unpackStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { isDeleted } from '../replica/membership.ts';
import { DecidingSteps, NO_STEP, ReviewStates } from '../replica/reviewStates.ts';
import { bumpRevision } from '../replica/revision.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { moveReviewState, setReviewState } from './reviewState.ts';
import { stepAt, stepCauseOf, stepNameOf } from './stepNameOf.ts';

interface Step {
  readonly step_id: number;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly what: string;
  readonly user_count: number;
  readonly users: Uint8Array;
  readonly confirmed: number;
}

/** Steps one by one, as they are asked for: each holds a bitmap of its users. */
function* newestDone(db: ReadableDb): Generator<Step> {
  const next = `SELECT * FROM decision_step WHERE state = 'done' AND step_id < ? ORDER BY step_id DESC LIMIT 1`;
  let step = get<Step>(db, next, Number.MAX_SAFE_INTEGER);
  for (; step; step = get<Step>(db, next, step.step_id)) yield step;
}

function* oldestUndone(db: ReadableDb): Generator<Step> {
  const next = `SELECT * FROM decision_step WHERE state = 'undone' AND step_id > ? ORDER BY step_id LIMIT 1`;
  let step = get<Step>(db, next, 0);
  for (; step; step = get<Step>(db, next, step.step_id)) yield step;
}

/** The number of the last step that was made; 0: none was. */
export function newestStep(db: ReadableDb): number {
  return value<number>(db, 'SELECT coalesce(max(step_id), 0) FROM decision_step');
}

/** Somebody whom a decision is about, so that it can be looked at in their record; null: nobody is left. */
export function someoneDecided(db: ReadableDb, stepId: number): number | null {
  const step = get<Pick<Step, 'users'>>(
    db,
    'SELECT users FROM decision_step WHERE step_id = ?',
    stepId,
  );
  const [first] = step ? unpackStored(step.users, stepAt(stepId)) : [];
  return first ?? null;
}

export interface StepTaken {
  readonly stepId: number;
  readonly step: StepName;
  readonly changed: number;
}

/** Takes back the last step by which somebody stands. Must run inside a transaction. */
export function undo(db: WritableDb): StepTaken {
  const purged = purgedUsers(db);
  const reviewStates = new ReviewStates(db);
  for (const step of newestDone(db)) {
    const open = decidedBy(reviewStates, step).andNot(purged);
    if (open.count === 0) continue;
    partWith(db, step, open);
    putBack(db, step.step_id, (userNo) => open.has(userNo));
    return marked(db, step, open, 'undone');
  }
  throw new Refusal('review.nothingToUndo');
}

/** Makes the last undone step again. Must run inside a transaction. */
export function redo(db: WritableDb): StepTaken {
  const purged = purgedUsers(db);
  for (const step of oldestUndone(db)) {
    const meant = unpackStored(step.users, stepAt(step.step_id)).andNot(purged);
    if (meant.count === 0) continue;
    setReviewState(db, meant, new DecidingSteps(db).get(step.step_id));
    // Who may no longer be approved is left undecided.
    const open = decidedBy(new ReviewStates(db), step);
    partWith(db, step, open);
    return marked(db, step, open, 'done');
  }
  throw new Refusal('review.nothingToRedo');
}

function marked(db: WritableDb, step: Step, open: UserBitmap, state: 'done' | 'undone'): StepTaken {
  run(db, 'UPDATE decision_step SET state = ? WHERE step_id = ?', state, step.step_id);
  bumpRevision(db, unpackStored(step.users, stepAt(step.step_id)), 'reviewStates');
  const { count: changed } = open;
  return { stepId: step.step_id, step: stepNameOf(step, changed), changed };
}

/** Whom a purge has taken. Not asked of a million users before there was any. */
function purgedUsers(db: ReadableDb): UserBitmap {
  const purges = JSON.stringify(jobKindsThat(({ step }) => step === 'purge'));
  if (!get(db, 'SELECT 1 FROM job WHERE kind IN (SELECT value FROM json_each(?)) LIMIT 1', purges))
    return new UserBitmap();
  return UserBitmap.of(
    prepared(db, 'SELECT user_no FROM user WHERE purged_by_job IS NOT NULL')
      .pluck()
      .all() as number[],
  );
}

/** The step's users about whom nothing else was decided, nor forgotten because they returned. */
function decidedBy(reviewStates: ReviewStates, { step_id, users }: Step): UserBitmap {
  const decided = new UserBitmap();
  for (const userNo of unpackStored(users, stepAt(step_id)))
    if (reviewStates.decidedIn(userNo) === step_id) decided.add(userNo);
  return decided;
}

/**
 * Leaves these users to the step, and makes one of its own, in the same state, for its others: what is undone
 * or made again must not be marked so for them.
 */
function partWith(db: WritableDb, step: Step, open: UserBitmap): void {
  const others = unpackStored(step.users, stepAt(step.step_id)).andNot(open);
  if (others.count === 0) return;
  const { step_id, ...copied } = step;
  const copy = { ...copied, ...usersOfStep(others) };
  const names = Object.keys(copy);
  const { lastInsertRowid } = run(
    db,
    `INSERT INTO decision_step (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(copy),
  );
  const copyId = Number(lastInsertRowid);
  moveReviewState(db, others, step_id, copyId);
  for (const { decided_in, users } of beforeStep(db, step_id)) {
    const before = unpackStored(users, beforeAt(step_id));
    storeBefore(db, copyId, decided_in, before.and(others));
    storeBefore(db, step_id, decided_in, before.and(open));
  }
  storeUsers(db, step, open);
  for (const changed of [step_id, copyId]) sumUp(db, 'decision_step', changed);
}

function usersOfStep(users: UserBitmap) {
  return { users: users.pack(), user_count: users.count };
}

function storeUsers(db: WritableDb, step: Step, left: UserBitmap): void {
  const { users, user_count } = usersOfStep(left);
  run(
    db,
    'UPDATE decision_step SET users = ?, user_count = ? WHERE step_id = ?',
    users,
    user_count,
    step.step_id,
  );
}

const beforeAt = (stepId: number): StoredAt => ({ table: 'decision_before', row: stepId });

interface Before {
  readonly decided_in: number;
  readonly users: Uint8Array;
}

function beforeStep(db: ReadableDb, stepId: number): Before[] {
  return all<Before>(db, 'SELECT decided_in, users FROM decision_before WHERE step_id = ?', stepId);
}

function storeBefore(db: WritableDb, stepId: number, decidedIn: number, users: UserBitmap): void {
  if (users.count === 0)
    run(db, 'DELETE FROM decision_before WHERE step_id = ? AND decided_in = ?', stepId, decidedIn);
  else
    run(
      db,
      'INSERT OR REPLACE INTO decision_before (step_id, decided_in, users) VALUES (?, ?, ?)',
      stepId,
      decidedIn,
      users.pack(),
    );
}

/** Puts users back as they were before a step, as far as they are meant. */
function putBack(db: WritableDb, stepId: number, meant: (userNo: number) => boolean): void {
  const steps = new DecidingSteps(db);
  for (const { decided_in, users } of beforeStep(db, stepId)) {
    const before = unpackStored(users, beforeAt(stepId));
    for (const userNo of before) if (!meant(userNo)) before.delete(userNo);
    setReviewState(db, before, steps.get(decided_in));
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
    const reviewStates = new ReviewStates(db);
    if (state === 'done')
      putBack(db, step_id, (userNo) => reviewStates.decidedIn(userNo) === step_id);
    run(db, 'DELETE FROM decision_step WHERE step_id = ?', step_id);
    forgetSums(db, 'decision_step', step_id);
    bumpRevision(db, unpackStored(users, stepAt(step_id)));
  }
}

/**
 * Users who are no longer in the replica are no longer in decisions, and a step about nobody else is none.
 * Must run inside a transaction.
 */
export function letGoOfDecisions(db: WritableDb, gone: UserBitmap): void {
  const without = (users: Uint8Array, at: StoredAt) => unpackStored(users, at).andNot(gone);
  for (const step of all<Step>(db, 'SELECT * FROM decision_step'))
    storeUsers(db, step, without(step.users, stepAt(step.step_id)));
  const parts = all<{ step_id: number; decided_in: number; users: Uint8Array }>(
    db,
    'SELECT step_id, decided_in, users FROM decision_before',
  );
  for (const { step_id, decided_in, users } of parts) {
    run(
      db,
      'UPDATE decision_before SET users = ? WHERE step_id = ? AND decided_in = ?',
      without(users, beforeAt(step_id)).pack(),
      step_id,
      decided_in,
    );
  }
  const steps = all<{ step_id: number; user_count: number }>(
    db,
    'SELECT step_id, user_count FROM decision_step',
  );
  run(db, 'DELETE FROM decision_step WHERE user_count = 0');
  for (const { step_id, user_count } of steps)
    if (user_count === 0) forgetSums(db, 'decision_step', step_id);
    else sumUp(db, 'decision_step', step_id);
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
    const meant = unpackStored(step.users, stepAt(step.step_id)).and(open);
    setReviewState(db, meant, new DecidingSteps(db).get(step.step_id));
    open = open.andNot(meant);
  }
}

/** Names of the steps that Undo and Redo would take, with the users whom they would change. Columns must be fresh. */
export function undoableSteps(columns: UserColumns): {
  canUndo: StepName | null;
  canRedo: StepName | null;
} {
  return { canUndo: undoable(columns), canRedo: redoable(columns) };
}

function undoable(columns: UserColumns): StepName | null {
  const membership = columns.column('membership').values;
  const decidedIn = columns.column('decided_in').values;
  let newest: number = NO_STEP;
  let users = 0;
  for (let userNo = 1; userNo < decidedIn.length; userNo++) {
    const stepId = decidedIn[userNo]!;
    if (stepId < newest || stepId === NO_STEP || isDeleted(membership[userNo]!)) continue;
    users = stepId === newest ? users + 1 : 1;
    newest = stepId;
  }
  const step = get<Step>(columns.db, 'SELECT * FROM decision_step WHERE step_id = ?', newest);
  return step ? stepNameOf(step, users) : null;
}

function redoable(columns: UserColumns): StepName | null {
  const membership = columns.column('membership').values;
  for (const step of oldestUndone(columns.db)) {
    let users = 0;
    for (const userNo of unpackStored(step.users, stepAt(step.step_id)))
      if (!isDeleted(membership[userNo]!)) users++;
    if (users > 0) return stepNameOf(step, users);
  }
  return null;
}

/** A job has another name now: the steps by which it took users out of approval say so. */
export function renameJobOfSteps(db: WritableDb, before: string, name: string): void {
  const ofJob = `what ->> '$.end.by' = 'job' AND what ->> '$.end.name' = ?`;
  const steps = prepared(db, `SELECT step_id FROM decision_step WHERE ${ofJob}`)
    .pluck()
    .all(before) as number[];
  for (const stepId of steps) {
    run(
      db,
      `UPDATE decision_step SET what = json_set(what, '$.end.name', ?) WHERE step_id = ?`,
      name,
      stepId,
    );
    forgetSums(db, 'decision_step', stepId);
  }
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
    'SELECT step_id, at, by, decision, reason, note, what, state, confirmed, users FROM decision_step ORDER BY step_id',
  );
  for (const { step_id, users, what, state, confirmed, ...step } of steps) {
    const cause = stepCauseOf({ step_id, what });
    const made = { ...step, cause, undone: state !== 'done', confirmed: confirmed === 1 };
    for (const userNo of unpackStored(users, stepAt(step_id)).and(asked)) {
      const known = found.get(userNo) ?? [];
      known.push(made);
      found.set(userNo, known);
    }
  }
  return found;
}

interface StoredDecision extends Omit<PastDecision, 'cause' | 'undone' | 'confirmed'> {
  readonly step_id: number;
  readonly what: string;
  readonly state: string;
  readonly confirmed: number;
  readonly users: Uint8Array;
}
