/**
 * Decisions of the review: made for one or many users as one step, which can be undone (decisionSteps.ts).
 * The staff lock and the protected register hold here, whoever asks. Called by the writer's commands.
 */
import { type Decision, isStaffLocked, isTypedIdentifier } from '#shared/domain/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { CANDIDATE_SQL } from '../replica/criteriaSql.ts';
import { bumpRevision } from '../replica/revision.ts';
import { eachStanding, PROTECTED, roleOf, type Standing, setStanding } from './standing.ts';

export interface DecisionRequest {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly note: string;
  readonly by: string;
  /** The identifier as it was typed, to approve one user who is staff. */
  readonly typedIdentifier?: string | undefined;
  /** What the step is called in Undo: "Exclude 214 users". */
  readonly text?: string;
  /** The file that makes it necessary. */
  readonly importId?: number;
}

export interface Decided {
  readonly changed: number;
  /** Not approved: staff, decided one by one. */
  readonly staffLocked: number;
  /** Not approved: named by the protected register. */
  readonly protected: number;
}

interface Before extends Standing {
  readonly users: UserBitmap;
}

const VERBS: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  approved: 'Approve',
  undecided: 'Clear',
};

/**
 * Decides about the users; those who stand so already are left alone, and so are those who may not be
 * approved: staff, but for one whose identifier was typed, and whom the register protects.
 * Must run inside a transaction.
 * @throws Refusal when a reason is missing, or the typed identifier is another
 */
export function decide(db: WritableDb, users: UserBitmap, request: DecisionRequest): Decided {
  const { decision } = request;
  const reason = decision === 'undecided' ? null : request.reason?.trim() || null;
  if (decision === 'excluded' && reason === null)
    throw new Refusal('review.reason', 'A user is excluded for a reason.', 'Choose one.');
  const confirmed = decision === 'approved' && isConfirmed(db, users, request);
  const before = new Map<string, Before>();
  const changed = new UserBitmap();
  const left = { staffLocked: 0, protected: 0 };
  for (const { userNo, now, staffRole, flags } of eachStanding(db, users)) {
    if (now.decision === decision && now.reason === reason) continue;
    if (decision === 'approved') {
      if ((flags & PROTECTED) !== 0) {
        left.protected++;
        continue;
      }
      if (isStaffLocked(staffRole) && !confirmed) {
        left.staffLocked++;
        continue;
      }
    }
    const key = `${now.decision} ${now.staffConfirmed} ${now.decidedIn} ${now.reason}`;
    const part = before.get(key) ?? { ...now, users: new UserBitmap() };
    before.set(key, part);
    part.users.add(userNo);
    changed.add(userNo);
  }
  const count = changed.count;
  if (count === 0) return { changed: 0, ...left };
  run(db, `UPDATE decision_step SET state = 'abandoned' WHERE state = 'undone'`);
  const staffConfirmed = confirmed ? 1 : 0;
  const step = run(
    db,
    `INSERT INTO decision_step (at, by, decision, reason, note, text, user_count, users, confirmed, import_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    Date.now(),
    request.by,
    decision,
    reason,
    request.note,
    request.text ??
      `${VERBS[decision]} ${count.toLocaleString('en-US')} ${count === 1 ? 'user' : 'users'}`,
    count,
    changed.pack(),
    staffConfirmed,
    request.importId ?? null,
  );
  const decidedIn = Number(step.lastInsertRowid);
  for (const [n, part] of [...before.values()].entries()) {
    run(
      db,
      'INSERT INTO decision_before (step_id, part, decision, reason, staff_confirmed, decided_in, users) VALUES (?, ?, ?, ?, ?, ?, ?)',
      decidedIn,
      n,
      part.decision,
      part.reason,
      part.staffConfirmed,
      part.decidedIn,
      part.users.pack(),
    );
  }
  setStanding(db, changed, { decision, reason, staffConfirmed, decidedIn });
  bumpRevision(db, changed);
  return { changed: count, ...left };
}

/** One staff user, whose identifier was typed as it stands in the file, for a reason. */
function isConfirmed(db: ReadableDb, users: UserBitmap, request: DecisionRequest): boolean {
  if (request.typedIdentifier === undefined) return false;
  const { count } = users;
  if (count === 0) return false;
  if (count > 1)
    throw new Refusal(
      'review.oneByOne',
      'Users whose role column says Yes or nothing are approved one by one.',
      'Choose one of them.',
    );
  const user = get<{ staff_role: number | null; primary_identifier: string }>(
    db,
    'SELECT staff_role, primary_identifier FROM user WHERE user_no = ?',
    users.after().next().value as number,
  );
  if (!user || !isStaffLocked(roleOf(user.staff_role))) return false;
  if (!isTypedIdentifier(request.typedIdentifier, user.primary_identifier))
    throw new Refusal(
      'review.typedIdentifier',
      'What was typed is not the primary identifier of this user. Nothing was decided.',
      'Type it exactly as it is shown.',
    );
  if (!request.reason?.trim())
    throw new Refusal(
      'review.reason',
      'Approving a user whose role column says Yes or nothing needs a reason.',
      'Choose one.',
    );
  return true;
}

/**
 * Takes users out of approval who may no longer be there: named by the register, staff without a typed
 * identifier, or brought back by the newest file. One step that can be undone; flags must be current.
 * Must run inside a transaction.
 * @param returned users who have to be looked at again, whatever they are
 * @returns how many
 */
export function takeOutOfApproval(
  db: WritableDb,
  returned: UserBitmap,
  cause: { readonly by: string; readonly note: string; readonly importId?: number },
): number {
  const approved = prepared(
    db,
    `SELECT user_no FROM user u WHERE decision = 'approved' AND ${CANDIDATE_SQL}
       AND ((flags & ${PROTECTED}) <> 0 OR (staff_role IS NOT 0 AND staff_confirmed = 0))`,
  )
    .pluck()
    .all() as number[];
  const alsoApproved = prepared(
    db,
    `SELECT 1 FROM user u WHERE user_no = ? AND decision = 'approved' AND ${CANDIDATE_SQL}`,
  );
  const users = UserBitmap.of(approved);
  for (const userNo of returned) if (alsoApproved.get(userNo)) users.add(userNo);
  const { count } = users;
  if (count === 0) return 0;
  return decide(db, users, {
    decision: 'undecided',
    reason: null,
    note: cause.note,
    by: cause.by,
    text: `Take ${count.toLocaleString('en-US')} ${count === 1 ? 'user' : 'users'} out of approval`,
    ...(cause.importId !== undefined && { importId: cause.importId }),
  }).changed;
}
