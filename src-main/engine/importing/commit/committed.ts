/** What becomes of a file that is added, and how its adding is told of, for every sort of file. */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';

/** Told between entries: how many are done. May throw to end the commit; the transaction is then undone. */
export type CommitProgress = (done: number) => void;

export interface Committed {
  /** All users that the file names; for an exclusion list its members. */
  readonly named: UserBitmap;
  /** Those whom it brought back, or of whom it tells signs of life. */
  readonly returned: UserBitmap;
  /** Those of them whom a purge of ours had taken: what was decided about them is over. */
  readonly cameBack: UserBitmap;
  /** The highest number of a user before. */
  readonly lastBefore: number;
}
