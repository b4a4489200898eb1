/**
 * Decisions of the review: made for one or many users as one step, which can be undone (decisionSteps.ts).
 * The staff lock and the protected register hold here, whoever asks.
 */
import type { Decided } from '#shared/contract/shapes/review.ts';
import {
  type Decision,
  decisionReason,
  isStaffLocked,
  isTypedIdentifier,
} from '#shared/domain/review.ts';
import { flagMask, type HeldBackFlag, heldBackBits } from '#shared/domain/reviewFlags.ts';
import type { ApprovalEnd, StepCause } from '#shared/domain/stepCause.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { sumUp } from '../db/checksums.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { NO_STEP, namedOf, ReviewStates } from '../replica/reviewStates.ts';
import { bumpRevision } from '../replica/revision.ts';
import {
  knownAmong,
  PROTECTED,
  presentAmong,
  roleOf,
  setReviewState,
  staffAmong,
} from './reviewState.ts';

export interface DecisionRequest {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly note: string;
  readonly by: string;
  /** The identifier as it was typed, to approve one user who is staff. */
  readonly typedIdentifier?: string | undefined;
  /** Held-back classes that the confirmation named: whoever has one that isn't named is left out. */
  readonly named?: readonly HeldBackFlag[] | undefined;
  /** Why it is decided; left out: somebody decides. */
  readonly cause?: StepCause | undefined;
  /** The file that makes it necessary. */
  readonly importId?: number;
}

const SOMEBODY_DECIDES: StepCause = { what: 'decision' };

/**
 * Decides about the users; those who stand so already are left alone, and so are those who may not be
 * approved: staff, but for one whose identifier was typed, whom the register protects, and whoever is held back
 * for something that the confirmation didn't name.
 * Must run inside a transaction.
 * @throws Refusal when a reason is missing, or the typed identifier is another
 */
export function decide(db: WritableDb, users: UserBitmap, request: DecisionRequest): Decided {
  const { decision } = request;
  const known = knownAmong(db, users);
  const reason = decisionReason(decision, request.reason);
  if (decision === 'excluded' && reason === null) throw new Refusal('review.reason');
  const confirmed = decision === 'approved' && isConfirmed(db, known, request);
  const reviewStates = new ReviewStates(db);
  const staff = decision === 'approved' && !confirmed ? staffAmong(db, known) : new UserBitmap();
  const before = new Map<number, UserBitmap>();
  const changed = new UserBitmap();
  const left = { staffLocked: 0, protected: 0, heldBack: 0 };
  const alone = known.count === 1;
  let named = flagMask(request.named ?? []);
  const namedUsers = new UserBitmap();
  for (const userNo of known) {
    const step = reviewStates.stepOf(userNo);
    if ((step?.decision ?? 'undecided') === decision && (step?.reason ?? null) === reason) continue;
    if (decision === 'approved' && (reviewStates.flags(userNo) & PROTECTED) !== 0) {
      left.protected++;
      continue;
    }
    if (staff.has(userNo)) {
      left.staffLocked++;
      continue;
    }
    const flags = reviewStates.flags(userNo);
    if (decision === 'approved' && heldBackBits(flags, named, alone) !== 0) {
      left.heldBack++;
      continue;
    }
    // Decided about alone: whatever holds the user back now was seen.
    if (alone) named |= flags;
    if (heldBackBits(flags, 0, false) !== 0) namedUsers.add(userNo);
    const decidedBefore = reviewStates.decidedIn(userNo);
    const part = before.get(decidedBefore) ?? new UserBitmap();
    before.set(decidedBefore, part);
    part.add(userNo);
    changed.add(userNo);
  }
  const count = changed.count;
  if (count === 0) return { changed: 0, ...left };
  run(db, `UPDATE decision_step SET state = 'abandoned' WHERE state = 'undone'`);
  const step = run(
    db,
    `INSERT INTO decision_step (at, by, decision, reason, note, what, user_count, users, confirmed, named, named_users, import_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    Date.now(),
    request.by,
    decision,
    reason,
    request.note,
    JSON.stringify(request.cause ?? SOMEBODY_DECIDES),
    count,
    changed.pack(),
    confirmed ? 1 : 0,
    named,
    namedUsers.pack(),
    request.importId ?? null,
  );
  const stepId = Number(step.lastInsertRowid);
  for (const [decidedIn, part] of before) {
    run(
      db,
      'INSERT INTO decision_before (step_id, decided_in, users) VALUES (?, ?, ?)',
      stepId,
      decidedIn,
      part.pack(),
    );
  }
  sumUp(db, 'decision_step', stepId);
  setReviewState(db, changed, { stepId, decision, confirmed, named, namedUsers });
  bumpRevision(db, changed, 'reviewStates');
  return { changed: count, ...left };
}

/** One staff user, whose identifier was typed as it stands in the file, for a reason. */
function isConfirmed(db: ReadableDb, users: UserBitmap, request: DecisionRequest): boolean {
  if (request.typedIdentifier === undefined) return false;
  const { count } = users;
  if (count === 0) return false;
  if (count > 1) throw new Refusal('review.oneByOne');
  const user = get<{ staff_role: number | null; primary_identifier: string }>(
    db,
    'SELECT staff_role, primary_identifier FROM user WHERE user_no = ?',
    users.after().next().value as number,
  );
  if (!user || !isStaffLocked(roleOf(user.staff_role))) return false;
  if (!isTypedIdentifier(request.typedIdentifier, user.primary_identifier))
    throw new Refusal('review.typedIdentifier');
  if (!request.reason?.trim()) throw new Refusal('review.staffReason');
  return true;
}

/** Who is asked whether they may stay approved. */
export interface Reviewed {
  /** Users who have to be looked at again, whatever they are, and whatever was named when they were approved. */
  readonly again: UserBitmap;
  /** The last step that was decided with all this before one's eyes; absent: none. */
  readonly seenUpTo?: number | undefined;
  /** Nobody else is asked: of them nothing has changed. */
  readonly alone?: boolean | undefined;
}

/**
 * Takes users out of approval who may no longer be there: named by the register, staff without a typed
 * identifier, held back for something that nobody named when they were approved, or to be looked at again.
 * One step that can be undone; flags must be current.
 * Must run inside a transaction.
 * @returns how many
 */
export function takeOutOfApproval(
  db: WritableDb,
  { again, seenUpTo = NO_STEP, alone = false }: Reviewed,
  cause: { readonly by: string; readonly end: ApprovalEnd; readonly importId?: number },
): number {
  if (alone && again.count === 0) return 0;
  const reviewStates = new ReviewStates(db);
  const unconfirmed = new UserBitmap();
  const barred = new UserBitmap();
  for (const userNo of alone ? again : reviewStates.users()) {
    const step = reviewStates.stepOf(userNo);
    if (step?.decision !== 'approved') continue;
    const flags = reviewStates.flags(userNo);
    const isAgain = again.has(userNo) && step.stepId > seenUpTo;
    if (
      isAgain ||
      (flags & PROTECTED) !== 0 ||
      heldBackBits(flags, namedOf(step, userNo), false) !== 0
    )
      barred.add(userNo);
    else if (!step.confirmed) unconfirmed.add(userNo);
  }
  // Who has left the review may come back when a file is taken back.
  const users = presentAmong(db, barred.or(staffAmong(db, unconfirmed)));
  if (users.count === 0) return 0;
  return decide(db, users, {
    decision: 'undecided',
    reason: null,
    note: '',
    by: cause.by,
    cause: { what: 'approval-ended', end: cause.end },
    ...(cause.importId !== undefined && { importId: cause.importId }),
  }).changed;
}
