/**
 * Whether users may go, asked of the review as it is now: over columns in memory for checks and previews, over the
 * file while a job works. The rule is domain/approval.ts. Changes nothing.
 */
import { UNAPPROVED, type Unapproved, unapprovedKind } from '#shared/domain/approval.ts';
import type { Decision } from '#shared/domain/review.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { leftReview } from '../importing/leftReview.ts';
import { Standings } from '../replica/standings.ts';
import { STANDING, type UserColumns } from '../replica/userColumns.ts';

/** `left`: the newest candidates file no longer names them, so that jobs leave them alone. */
export type Lack = Unapproved | 'left';

/** Undefined: approved. */
export type LackOf = (userNo: number) => Lack | undefined;

/** @param columns fresh */
export function lackOverColumns(columns: UserColumns): LackOf {
  const { values, texts } = columns.column('decision');
  const flags = columns.column('flags').values;
  const standing = columns.column('standing').values;
  const left = leftReview(columns.db);
  return (userNo) =>
    lack(left, userNo, {
      decision: texts![values[userNo]!] as Decision,
      flags: flags[userNo]!,
      candidate: (standing[userNo]! & STANDING.candidate) !== 0,
    });
}

/** For the writer, in one transaction. @returns how a user stands, told whether they are a candidate */
export function lackOverFile(
  db: ReadableDb,
): (userNo: number, candidate: boolean) => Lack | undefined {
  const standings = new Standings(db);
  const left = leftReview(db);
  return (userNo, candidate) =>
    lack(left, userNo, {
      decision: standings.stepOf(userNo)?.decision ?? 'undecided',
      flags: standings.flags(userNo),
      candidate,
    });
}

const PROTECTED = flagBit('protected');

function lack(
  left: UserBitmap,
  userNo: number,
  standing: Parameters<typeof unapprovedKind>[0],
): Lack | undefined {
  // The register is told even of those who left.
  if (!standing.candidate && left.has(userNo) && (standing.flags & PROTECTED) === 0) return 'left';
  return unapprovedKind(standing);
}

const LACKS: readonly Lack[] = [...UNAPPROVED, 'left'];

/** How a lack is stored with a job's user: 0 for none. */
export function lackNumber(lackOfUser: Lack | undefined): number {
  return lackOfUser === undefined ? 0 : LACKS.indexOf(lackOfUser) + 1;
}

/** What that number means; undefined for 0. */
export function lackOfNumber(stored: number): Lack | undefined {
  return LACKS[stored - 1];
}
