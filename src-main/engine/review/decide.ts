/**
 * Decisions of the review: made for one or many users as one step, undone and redone without limit.
 * Steps are append-only; the user row holds the present decision. Called by the writer's commands.
 */
import type { Decision } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';

export interface DecisionRequest {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly note: string;
  readonly by: string;
  /** What the step is called in Undo: "Exclude 214 users". */
  readonly text?: string;
}

interface Before {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly users: UserBitmap;
}

const VERBS: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  included: 'Include',
  undecided: 'Clear',
};

/**
 * Decides about the users; those who stand so already are left alone.
 * Must run inside a transaction.
 * @returns how many changed
 */
export function decide(db: WritableDb, users: UserBitmap, request: DecisionRequest): number {
  const reason = request.decision === 'undecided' ? null : request.reason;
  const before = new Map<string, Before>();
  const changed = new UserBitmap();
  const read = prepared(db, 'SELECT decision, decision_reason FROM user WHERE user_no = ?').raw(
    true,
  );
  const write = prepared(db, 'UPDATE user SET decision = ?, decision_reason = ? WHERE user_no = ?');
  for (const userNo of users) {
    const now = read.get(userNo) as [Decision, string | null] | undefined;
    // Chosen just before the file that had brought the user was taken back.
    if (!now) continue;
    const [decision, oldReason] = now;
    if (decision === request.decision && oldReason === reason) continue;
    const key = JSON.stringify([decision, oldReason]);
    const part = before.get(key) ?? { decision, reason: oldReason, users: new UserBitmap() };
    before.set(key, part);
    part.users.add(userNo);
    changed.add(userNo);
    write.run(request.decision, reason, userNo);
  }
  const count = changed.count;
  if (count === 0) return 0;
  run(db, `UPDATE decision_step SET state = 'abandoned' WHERE state = 'undone'`);
  const text =
    request.text ??
    `${VERBS[request.decision]} ${count.toLocaleString('en-US')} ${count === 1 ? 'user' : 'users'}`;
  const step = run(
    db,
    'INSERT INTO decision_step (at, by, decision, reason, note, text, user_count, users) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    Date.now(),
    request.by,
    request.decision,
    reason,
    request.note,
    text,
    count,
    changed.toBytes(),
  );
  for (const [n, part] of [...before.values()].entries()) {
    run(
      db,
      'INSERT INTO decision_before (step_id, part, decision, reason, users) VALUES (?, ?, ?, ?, ?)',
      Number(step.lastInsertRowid),
      n,
      part.decision,
      part.reason,
      part.users.toBytes(),
    );
  }
  bumpRevision(db, changed);
  return count;
}

interface Step {
  readonly step_id: number;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly text: string;
  readonly user_count: number;
  readonly users: Uint8Array;
}

const LAST_DONE = `SELECT * FROM decision_step WHERE state = 'done' ORDER BY step_id DESC LIMIT 1`;
const FIRST_UNDONE = `SELECT * FROM decision_step WHERE state = 'undone' ORDER BY step_id LIMIT 1`;

/** Takes back the last step. Must run inside a transaction. */
export function undo(db: WritableDb): { text: string; changed: number } {
  const step = get<Step>(db, LAST_DONE);
  if (!step) throw new Refusal('review.nothingToUndo', 'There is no decision to undo.');
  const parts = all<{ decision: Decision; reason: string | null; users: Uint8Array }>(
    db,
    'SELECT decision, reason, users FROM decision_before WHERE step_id = ?',
    step.step_id,
  );
  for (const part of parts) setDecision(db, part.users, part.decision, part.reason);
  run(db, `UPDATE decision_step SET state = 'undone' WHERE step_id = ?`, step.step_id);
  bumpRevision(db, UserBitmap.fromBytes(step.users));
  return { text: step.text, changed: step.user_count };
}

/** Makes the last undone step again. Must run inside a transaction. */
export function redo(db: WritableDb): { text: string; changed: number } {
  const step = get<Step>(db, FIRST_UNDONE);
  if (!step)
    throw new Refusal('review.nothingToRedo', 'There is no undone decision to make again.');
  setDecision(db, step.users, step.decision, step.reason);
  run(db, `UPDATE decision_step SET state = 'done' WHERE step_id = ?`, step.step_id);
  bumpRevision(db, UserBitmap.fromBytes(step.users));
  return { text: step.text, changed: step.user_count };
}

function setDecision(
  db: WritableDb,
  users: Uint8Array,
  decision: Decision,
  reason: string | null,
): void {
  const write = prepared(db, 'UPDATE user SET decision = ?, decision_reason = ? WHERE user_no = ?');
  for (const userNo of UserBitmap.fromBytes(users)) write.run(decision, reason, userNo);
}

/**
 * Users who are no longer in the replica are no longer in decisions, and a step about nobody else is none.
 * Must run inside a transaction.
 */
export function letGoOfDecisions(db: WritableDb, gone: UserBitmap): void {
  const without = (users: Uint8Array) => UserBitmap.fromBytes(users).andNot(gone);
  for (const { step_id, users } of all<Step>(db, 'SELECT step_id, users FROM decision_step')) {
    const left = without(users);
    run(
      db,
      'UPDATE decision_step SET users = ?, user_count = ? WHERE step_id = ?',
      left.toBytes(),
      left.count,
      step_id,
    );
  }
  const parts = all<{ step_id: number; part: number; users: Uint8Array }>(
    db,
    'SELECT step_id, part, users FROM decision_before',
  );
  for (const { step_id, part, users } of parts) {
    run(
      db,
      'UPDATE decision_before SET users = ? WHERE step_id = ? AND part = ?',
      without(users).toBytes(),
      step_id,
      part,
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
    const meant = UserBitmap.fromBytes(step.users).and(open);
    setDecision(db, meant.toBytes(), step.decision, step.reason);
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

/** Every decision about one user, oldest first. */
export function decisionsOf(db: ReadableDb, userNo: number) {
  const steps = all<{
    at: number;
    by: string;
    decision: Decision;
    reason: string | null;
    note: string;
    state: string;
    users: Uint8Array;
  }>(db, 'SELECT at, by, decision, reason, note, state, users FROM decision_step ORDER BY step_id');
  return steps
    .filter((step) => UserBitmap.fromBytes(step.users).has(userNo))
    .map(({ users: _, state, ...step }) => ({ ...step, undone: state !== 'done' }));
}
