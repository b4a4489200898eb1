/**
 * Whether users may go, asked of the review as it is now: over columns in memory for checks and previews, over the
 * file while a job works. The rule is domain/approval.ts. Changes nothing.
 */
import { UNAPPROVED, type Unapproved, unapprovedKind } from '#shared/domain/approval.ts';
import type { Decision } from '#shared/domain/review.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { leftReview } from '../importing/commit/leftReview.ts';
import { isListOnly, MEMBERSHIP } from '../replica/membership.ts';
import { ReviewStates } from '../replica/reviewStates.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { protectedOnLists } from '../review/register.ts';
import { PROTECTED } from '../review/reviewState.ts';

/** `left`: the newest candidates file no longer names them, so that jobs leave them alone. */
export type Lack = Unapproved | 'left';

/** Undefined: approved. */
export type LackOf = (userNo: number) => Lack | undefined;

/**
 * The lack of each user as a number (`lackOfNumber`), 0 for who is approved. Few sorts of users stand for all: the
 * rule is asked once per sort, so that a million are told apart in milliseconds.
 * @param columns fresh
 */
export function lackNumbersOver(columns: UserColumns): (userNo: number) => number {
  const { values, texts } = columns.column('decision');
  const flags = columns.column('flags').values;
  const membership = columns.column('membership').values;
  const left = leftReview(columns.db);
  let onLists: UserBitmap | undefined;
  const sorts = new Int8Array(1 << (RULING_FLAGS.length + 3)).fill(UNKNOWN);
  return (userNo) => {
    let bits = flags[userNo]!;
    if (isListOnly(membership[userNo]!)) {
      onLists ??= protectedOnLists(columns.db);
      if (onLists.has(userNo)) bits |= PROTECTED;
    }
    const candidate = (membership[userNo]! & MEMBERSHIP.candidate) !== 0;
    if (!candidate && left.has(userNo))
      return lackNumber(lack(true, { ...OF_NOBODY, flags: bits }));
    let sort = values[userNo]! | (candidate ? 4 : 0);
    for (let n = 0; n < RULING_FLAGS.length; n++)
      if ((bits & RULING_FLAGS[n]!) !== 0) sort |= 8 << n;
    if (sorts[sort] === UNKNOWN) {
      const decision = texts![values[userNo]!] as Decision;
      sorts[sort] = lackNumber(unapprovedKind({ decision, flags: bits, candidate }));
    }
    return sorts[sort]!;
  };
}

/** The flags that the rule looks at. */
const RULING_FLAGS = (
  ['protected', 'returned', 'contact', 'staff-role', 'unknown-role'] as const
).map(flagBit);
const UNKNOWN = -1;
const OF_NOBODY = { decision: 'undecided', candidate: false } as const;

/** @param columns fresh */
export function lackOverColumns(columns: UserColumns): LackOf {
  const numberOf = lackNumbersOver(columns);
  return (userNo) => lackOfNumber(numberOf(userNo));
}

/** For the writer, in one transaction. @returns how a user stands, told whether they are a candidate */
export function lackOverFile(
  db: ReadableDb,
): (userNo: number, candidate: boolean) => Lack | undefined {
  const reviewStates = new ReviewStates(db);
  const left = leftReview(db);
  return (userNo, candidate) =>
    lack(left.has(userNo), {
      decision: reviewStates.stepOf(userNo)?.decision ?? 'undecided',
      flags: reviewStates.flags(userNo),
      candidate,
    });
}

function lack(hasLeft: boolean, state: Parameters<typeof unapprovedKind>[0]): Lack | undefined {
  // The register is told even of those who left.
  if (!state.candidate && hasLeft && (state.flags & PROTECTED) === 0) return 'left';
  return unapprovedKind(state);
}

const LACKS: readonly Lack[] = [...UNAPPROVED, 'left'];

/** One more than the highest number of a lack. */
export const LACK_NUMBERS = LACKS.length + 1;

/** How a lack is stored with a job's user: 0 for none. */
export function lackNumber(lackOfUser: Lack | undefined): number {
  return lackOfUser === undefined ? 0 : LACKS.indexOf(lackOfUser) + 1;
}

/** What that number means; undefined for 0. */
export function lackOfNumber(stored: number): Lack | undefined {
  return LACKS[stored - 1];
}
